// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "decision/syntax.hpp"
#include "decision/vocabulary.hpp"

namespace relook::decision {

inline constexpr std::size_t kSelectorBytesMax = 64 * 1024;
inline constexpr std::size_t kSelectorDepthMax = 200;

/// Parses a selector; `or` binds weakest, then `and`, `not`, comparison (SEMANTICS 5.1). After a
/// fault it goes on at the next `and`, `or` or comma, so one run shows several faults. Too long a
/// text, or one nested too deep, is one fault.
[[nodiscard]] Read<Syntax> parse_selector(std::string_view text, const Origin& where);
/// Parses names between dots and nothing else.
[[nodiscard]] Read<NamePath> parse_path(std::string_view text, const Origin& where);

}  // namespace relook::decision
