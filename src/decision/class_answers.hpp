// SPDX-License-Identifier: Apache-2.0
// Answers for classes of rows instead of rows.

#pragma once

#include <vector>

#include "base/truth.hpp"
#include "decision/answers.hpp"
#include "decision/row_classes.hpp"

namespace relook::decision {

/// Adds to `columns` those whose codes give the answer, each once; false where it hangs on
/// something else, too, or on codes of so many values that rows of one class would be few.
[[nodiscard]] bool add_columns_asked(const Answers& answers, AnswerId root,
                                     std::vector<KindsView>& columns);

/// By class, what each of its rows answers. The classes know the columns that are asked.
[[nodiscard]] std::vector<Truth> ask_classes(const Answers& answers, AnswerId root,
                                             const RowClasses& classes);

/// The same for a column of codes and what these answer.
[[nodiscard]] std::vector<Truth> ask_classes(const GatheredAnswer& gathered,
                                             const RowClasses& classes);

/// Adds the column, where it is not there yet; false where it has too many values.
[[nodiscard]] bool add_column(const KindsView& column, std::vector<KindsView>& columns);

}  // namespace relook::decision
