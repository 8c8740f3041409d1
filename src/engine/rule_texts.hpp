// SPDX-License-Identifier: Apache-2.0
// What a rule says, as people read it in the decision's file.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "decision/decision.hpp"

namespace relook::engine {

/// The rule's keys with what stands in them, in a fixed order; those that it does not have are left
/// out. Title and clause are among them.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> rule_keys(
    const decision::Rule& rule);

/// A name that a selector uses, and what it stands for.
struct UsedName {
  enum class Kind { term, parameter };

  Kind kind;
  std::string name;
  std::string text;

  friend bool operator==(const UsedName&, const UsedName&) = default;
};

/// The terms and parameters that a selector's own text names, each once, in their order; what they
/// use in turn is not followed.
[[nodiscard]] std::vector<UsedName> names_used(const decision::Decision& decision,
                                               std::string_view selector);
/// All that the rule's selectors use, through any number of terms, by name.
[[nodiscard]] std::vector<UsedName> names_used(const decision::Decision& decision,
                                               const decision::Rule& rule);

}  // namespace relook::engine
