// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace relook::testing {

/// How a decision's file begins; further keys of the decision, then its rules, may follow.
[[nodiscard]] inline std::string decision_head() {
  return "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\n"
         "authority = \"a\"\nversion = \"1\"\nstatus = \"draft\"\n";
}

}  // namespace relook::testing
