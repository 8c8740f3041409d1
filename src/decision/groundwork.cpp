// SPDX-License-Identifier: Apache-2.0
#include "decision/groundwork.hpp"

#include <algorithm>
#include <utility>

namespace relook::decision {

const std::vector<Truth>& Groundwork::service_of(estate::TableId table) {
  const auto place = static_cast<std::size_t>(table);
  if (!served_[place]) service_[place] = in_service(facts_, table, run_);
  served_[place] = true;
  return service_[place];
}

const ServiceColumns& Groundwork::service(const Decision& decision) {
  for (const Rule& rule : decision.rules) (void)service_of(table_of(rule.over));
  return service_;
}

Result<const Groundwork::Groups*> Groundwork::groups(const Rule& rule, const Binding& binding) {
  for (const Groups& known : groups_) {
    if (known.over == rule.over && known.binding == binding &&
        std::ranges::equal(known.per, rule.per, {}, {}, &GroupKey::text)) {
      return &known;
    }
  }
  auto grouping = Grouping::make(rule, binding, facts_, run_);
  if (!grouping) return std::unexpected(grouping.error());
  std::vector<ServiceCount> counts =
      count_service(*grouping, service_of(table_of(rule.over)), run_);
  std::vector<std::string> per;
  per.reserve(rule.per.size());
  for (const GroupKey& key : rule.per) per.push_back(key.text);
  groups_.push_back({rule.over, std::move(per), binding, std::move(*grouping), std::move(counts)});
  return &groups_.back();
}

}  // namespace relook::decision
