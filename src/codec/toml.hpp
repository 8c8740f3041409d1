// SPDX-License-Identifier: Apache-2.0
// TOML 1.0, read by toml++, which stays in toml.cpp.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "codec/tree.hpp"

namespace relook::codec {

inline constexpr std::uint64_t kTomlBytesMax = std::uint64_t{4} << 20;
inline constexpr std::size_t kTomlDepthMax = 128;
/// No key may have more dots than this.
inline constexpr std::size_t kTomlKeyDotsMax = 16;

/// Reads one document; the root is an object. Every value and member carries its place. Members
/// come in the order of their names, as TOML gives them none. Where it is not TOML the first fault
/// is in the diagnostics. Dates are local dates; a time or a date with a time is an error.
[[nodiscard]] Read<Tree> read_toml(std::string_view bytes, std::string_view file);

/// `text` as a TOML basic string, in double quotes.
[[nodiscard]] std::string toml_string(std::string_view text);

}  // namespace relook::codec
