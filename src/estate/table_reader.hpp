// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "codec/csv.hpp"
#include "estate/builder.hpp"
#include "estate/schema.hpp"

namespace relook::estate {

/// Receives the rows of a file: the schema's column numbers and what stands in them.
using RowSink = std::function<void(std::span<const std::uint8_t>, std::span<const CellSource>)>;

/// What a header field that is passed over has for a column number.
inline constexpr std::uint8_t kPassedOver = 0xFF;

/// The schema's number of every field of the header that the reader stands at, or nothing where one
/// of them is wrong. See read_table.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> read_header(
    const codec::CsvReader& reader, const TableSchema& table,
    std::span<const std::string_view> further, Diagnostics& diagnostics);

/// Reads one CSV file by its schema: the header's columns in any order, unknown and repeated ones
/// reported with the nearest names, rows of the wrong length reported. `further` names columns
/// that are passed over (a registry's `source` and `note`). `on_header` is told the columns found.
void read_table(std::string_view bytes, std::string_view file, const TableSchema& table,
                std::span<const std::string_view> further, Diagnostics& diagnostics,
                const std::function<void(std::span<const std::uint8_t>)>& on_header,
                const RowSink& on_row);

}  // namespace relook::estate
