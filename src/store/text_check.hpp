// SPDX-License-Identifier: Apache-2.0
// Dictionaries of texts and lists from outside: whether they are what freezing cells would have
// given. Their offsets have been checked. Private to the module.

#pragma once

#include <string_view>

#include "base/parallel.hpp"
#include "estate/column.hpp"
#include "estate/schema.hpp"

namespace relook::store {

enum class TextRule {
  id,         ///< ids, spellings of vendors, items of lists
  free_text,  ///< cells of a column of texts
};

/// What is wrong with the texts of the piece, as the end of a sentence, or nothing: UTF-8, what
/// their column allows, each one behind the one before it in the order of bytes. `column` is for
/// free texts.
[[nodiscard]] std::string_view texts_fault(const estate::TextPool& texts, Chunk piece,
                                           TextRule rule, const estate::ColumnSchema* column);

/// The same for lists: each behind the one before it, their items ascending unless `ordered`.
[[nodiscard]] std::string_view lists_fault(const estate::ListPool& lists, Chunk piece,
                                           bool ordered);

}  // namespace relook::store
