// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "report/document.hpp"

namespace relook::report {

/// Who the table is for: people read few columns, programs take every value by itself.
enum class Reader { person, program };

/// A row for each step: what, from, until (empty for the last step), outcome, text. For a person a
/// label stands in the first row of its steps only. A row without steps has one with no dates.
[[nodiscard]] Table as_table(const Timeline& timeline, Reader reader);
/// A row for each pair. For a program outcome and text are columns of their own.
[[nodiscard]] Table as_table(const SideBySide& comparison, Reader reader);
/// For a program each column is followed by one with the texts, where there are any.
[[nodiscard]] Table as_table(const Matrix& matrix, Reader reader);

/// The table that a block is, or is outside of pages; nothing where it is none.
[[nodiscard]] std::optional<Table> table_of(const Block& block, Reader reader);

}  // namespace relook::report
