// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/document.hpp"

namespace relook::report {

/// Whether the share stands alone in its table, without columns for its part and its whole.
[[nodiscard]] bool stands_alone(const Column& column);

/// The table with two integer columns, `ID_part` and `ID_whole`, behind every share that stands
/// alone, so that a format for machines holds every share exactly. A whole without bound is empty.
[[nodiscard]] Table with_fraction_columns(const Table& table);

}  // namespace relook::report
