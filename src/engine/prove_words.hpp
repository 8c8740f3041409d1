// SPDX-License-Identifier: Apache-2.0
// What is asked on the command line, read as a decision would say it.

#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.hpp"
#include "decision/decision.hpp"
#include "engine/avoid_rule.hpp"
#include "engine/prove.hpp"

namespace relook::engine {

/// A decision whose only rule, of an empty id, avoids what the words say. For pairs the rule has no
/// demands.
[[nodiscard]] Read<decision::Decision> decision_of_words(const AvoidWords& words);

/// Which elements are the ends of pairs.
struct PairSelectors {
  decision::Selector from;
  decision::Selector to;
};
[[nodiscard]] Read<std::optional<PairSelectors>> pairs_of_words(const AvoidWords& words);

/// Which elements can fail; nothing where all can.
struct FailSelectors {
  std::optional<decision::Selector> only;
  std::optional<decision::Selector> except;
};
[[nodiscard]] Read<FailSelectors> fail_selectors(const ProveRequest& request);

/// The word of --each; nothing where it was not given.
[[nodiscard]] Read<std::optional<ListedAnswers>> listed_of_words(const std::string& each);

}  // namespace relook::engine
