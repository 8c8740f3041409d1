// SPDX-License-Identifier: Apache-2.0
// JSON (RFC 8259): read by simdjson, written by nlohmann's library; both stay in json.cpp.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "codec/tree.hpp"

namespace relook::codec {

/// No JSON document that relook reads may be larger (simdjson's own limit is 4 GiB) or deeper.
inline constexpr std::uint64_t kJsonBytesMax = std::uint64_t{1} << 30;
inline constexpr std::uint32_t kJsonDepthMax = 256;

/// Reads one document. A byte order mark is skipped. Where it is not JSON the one error found
/// first is in the diagnostics, with its place. Integers from -2^63 to 2^63-1 are held exactly,
/// other numbers as floating point. Trees that were read carry no positions.
[[nodiscard]] Read<Tree> read_json(std::string_view bytes, std::string_view file);

enum class JsonLayout { one_line, indented };

/// Writes a tree; members in their order, dates and integers beyond 2^53 as text. One LF at the end
/// of an indented one.
[[nodiscard]] std::string write_json(const Tree& tree, JsonLayout layout);

}  // namespace relook::codec
