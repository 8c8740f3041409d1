// SPDX-License-Identifier: Apache-2.0
// Which rows stand in the way, for maps: all of them, where a finding lists the first ones.

#pragma once

#include <cstdint>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "decision/evaluate.hpp"

namespace relook::decision {

/// What the findings say of a row, from best to worst. Offends: it surely does, in a requirement
/// that is breached, and nobody has excused it. May offend: it may do so in one that is breached
/// or undecided; where nobody can say which rows make it undecided, all that may be in its scope.
enum class RowMark : std::uint8_t { none, may_offend, offends };

struct TableMarks {
  estate::TableId table;
  std::vector<RowMark> rows;
};

/// What was evaluated, with what options, and what came out.
struct Evaluated {
  const Decision& decision;
  const Facts& facts;
  const EvaluateOptions& options;
  const std::vector<Finding>& findings;
};

/// The worst that any finding says of each row of the tables that breached or undecided rules look
/// over. Asks those rules' selectors of every row once more.
[[nodiscard]] Result<std::vector<TableMarks>> row_marks(const Evaluated& evaluated, const Run& run);

}  // namespace relook::decision
