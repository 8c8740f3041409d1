// SPDX-License-Identifier: Apache-2.0
// Which texts may stand in a cell (SEMANTICS 2.1), whichever reader they come from.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "estate/schema.hpp"

namespace relook::estate {

inline constexpr std::size_t kListItemsMax = 4096;

/// Whether the text, which is UTF-8, can be an id; else why not, as the end of a sentence.
[[nodiscard]] std::string_view id_fault(std::string_view text);

/// What is wrong with a text, which is UTF-8 and not empty, in a column of free texts; empty where
/// nothing is.
[[nodiscard]] std::string text_fault(const ColumnSchema& column, std::string_view text);

/// The same for an item, not empty, of a list of texts.
[[nodiscard]] std::string item_fault(std::string_view item);

/// Without the spaces at its edges.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace relook::estate
