// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "decision/decision.hpp"

namespace relook::decision {

/// What an authority has excused: offenders of a rule that surely match the selector, on days
/// before `until` (SEMANTICS 7.7).
struct Waiver {
  std::string rule;
  Selector selector;
  std::string justification;
  std::string granted_by;
  Date until;
};

/// Compiles the rows of a waivers file for the decision. A rule that it does not have, a selector
/// that does not fit, are faults; `file` names the file in them.
[[nodiscard]] Read<std::vector<Waiver>> read_waivers(const estate::Table& table,
                                                     std::string_view file,
                                                     const Decision& decision);

}  // namespace relook::decision
