// SPDX-License-Identifier: Apache-2.0
#include "engine/sites_apart.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace relook::engine {
namespace {

using decision::Finding;
using decision::Verdict;
using estate::is_value;
using estate::TableId;
using namespace estate::column;

constexpr const char* kWhy =
    "no estate says which of its sites are another's: a site that two of them have counts once in "
    "each; write their sites into one estate to have them counted once";

// The estate in whose scope an id stands; a number of its own where what was ordered stands in
// none.
std::size_t estate_of(std::string_view id, const std::vector<EstateRead>& estates) {
  const auto found = std::ranges::find_if(estates, [&](const EstateRead& one) {
    return id.size() > one.scope.size() && id.starts_with(one.scope) && id[one.scope.size()] == '/';
  });
  return static_cast<std::size_t>(found - estates.begin());
}

// The operator that the group is of; nothing where it is of all, or of nobody who is known.
std::optional<std::string_view> operator_of(const decision::Group& group) {
  for (const decision::GroupValue& part : group) {
    if (part.field == "operator" && part.value) return *part.value;
  }
  return std::nullopt;
}

}  // namespace

SpreadOperators::SpreadOperators(const estate::Estate& joined,
                                 const std::vector<EstateRead>& estates) {
  const estate::Column& operators = joined.column(kElementOperator);
  const estate::Column& users = joined.column(kElementUsers);
  // By operator: which estates have something of it.
  std::vector<std::set<std::size_t>> in(joined.rows(TableId::operators));
  for (std::uint32_t row = 0; row < joined.rows(TableId::elements); ++row) {
    const std::uint32_t owner = operators.code(row);
    const std::uint32_t list = users.code(row);
    any_ = any_ || owner == estate::kUnknownCode || list == estate::kUnknownCode;
    if (any_) return;
    const std::size_t estate = estate_of(joined.id(TableId::elements, row), estates);
    if (is_value(owner)) in[owner].insert(estate);
    if (!is_value(list)) continue;
    for (const std::uint32_t user : users.lists[list]) in[user].insert(estate);
  }
  for (std::uint32_t one = 0; one < in.size(); ++one) {
    if (in[one].size() > 1) ids_.emplace(joined.id(TableId::operators, one));
  }
}

bool SpreadOperators::holds(const decision::Group& group) const {
  const auto id = operator_of(group);
  return any_ || !id || ids_.contains(*id);
}

std::size_t hold_back_sites(const decision::Decision& decision, const SpreadOperators& spread,
                            decision::Evaluation& evaluation) {
  std::size_t held_back = 0;
  for (Finding& finding : evaluation.findings) {
    const decision::Rule& rule = decision.rules[finding.rule];
    if (rule.measure != decision::Measure::sites || !spread.holds(finding.group)) continue;
    ++held_back;
    if (finding.in_itself != Verdict::conforms && finding.in_itself != Verdict::breaches) continue;
    // One that is not in force stays so, and one that is undecided for its dates.
    if (finding.verdict == finding.in_itself) finding.verdict = Verdict::undecided;
    finding.in_itself = Verdict::undecided;
    finding.undecided_because = kWhy;
  }
  evaluation.total = total_of(decision, evaluation.findings);
  return held_back;
}

}  // namespace relook::engine
