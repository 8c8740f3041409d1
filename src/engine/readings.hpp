// SPDX-License-Identifier: Apache-2.0
// `relook check --readings`: what the decision's total is under every combination of the values
// that its parameters allow, and which of them decide it.
//
// A rule is evaluated once for each combination of the parameters that it hangs on itself. What the
// whole decision says is then put together from the rules, as the total of all findings is the
// worst of the rules' own totals.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/run.hpp"
#include "codec/tree.hpp"
#include "decision/evaluate.hpp"
#include "engine/failed.hpp"

namespace relook::engine {

/// No more combinations than these are evaluated.
inline constexpr std::size_t kReadingsMax = 4096;
/// No more deciding sets than these are kept; the rest are counted.
inline constexpr std::size_t kDecidingMax = 1000;

/// A parameter that is read in more than one way: its readings in the decision's order, behind them
/// its default where it is a value and not among them. One that `--set` chooses has no others.
struct VariedParameter {
  std::string name;
  std::vector<std::string> values;
  std::optional<std::size_t> usual;  ///< which of them the default is; nothing where it is unset
  std::string why;
};

/// Some parameters with a value each, the others left open: a value's place for each parameter.
using Assignment = std::vector<std::optional<std::uint32_t>>;

/// Readings that settle the total whatever the others are, and of which none can be left out.
struct Deciding {
  Assignment values;
  decision::Verdict total;
};

struct Readings {
  std::vector<VariedParameter> parameters;  ///< in the decision's order
  /// By combination, the last parameter's value changing fastest; one where nothing is varied.
  std::vector<decision::Verdict> totals;
  /// The total with the defaults and what `--set` chose.
  decision::Verdict usual = decision::Verdict::undecided;
  /// Fewest parameters first, then in the order of parameters and values.
  std::vector<Deciding> deciding;
  std::size_t deciding_left_out = 0;
  std::size_t rules_asked = 0;  ///< how many rules were evaluated, summed over their combinations

  [[nodiscard]] std::size_t count(decision::Verdict total) const;
};

/// All of what it points to must outlive the call.
struct ReadingsQuestion {
  std::string_view bytes;  ///< the decision's file
  std::string file;
  std::vector<std::pair<std::string, std::string>> set;
  const decision::Decision& decision;  ///< those bytes as read with `set`
  const decision::Facts& facts;
  const decision::EvaluateOptions& options;
  decision::Verdict usual;  ///< the total of `decision`
};
/// Fails where there are more than kReadingsMax combinations, saying how many, and where the
/// decision with one of its readings has faults.
[[nodiscard]] Outcome<Readings> readings(const ReadingsQuestion& question, const Run& run);

/// The parameters that are varied, without asking anything.
[[nodiscard]] std::vector<VariedParameter> varied_parameters(const decision::Decision& decision);

/// Every smallest set of values under which all combinations have one total. `totals` as in
/// Readings. O(product of (values + 1)).
[[nodiscard]] std::vector<Deciding> deciding_sets(const std::vector<VariedParameter>& parameters,
                                                  const std::vector<decision::Verdict>& totals);

/// The answer as the member "readings" of the contract.
[[nodiscard]] codec::Tree readings_tree(const Readings& readings);

/// "mme-is-core = true and ip-core = …"; "any reading" where nothing is fixed.
[[nodiscard]] std::string assignment_text(const Readings& readings, const Assignment& values);

}  // namespace relook::engine
