// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "io/import.hpp"

namespace relook::io {

/// One table on its way through one source of a map.
struct TableInput {
  const Document& document;
  const SourceRule& source;
  std::uint32_t file;  ///< its number in the collector
};

/// Reads the table and adds its rows; what was read and ignored goes into the report.
void import_table(const TableInput& input, const Map& map, RowCollector& rows, SourceReport& report,
                  Diagnostics& diagnostics);

/// Adds one to the count of `what`; behind twenty different ones it is "other values".
void count_one(std::vector<Count>& counts, std::string_view what);

}  // namespace relook::io
