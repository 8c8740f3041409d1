// SPDX-License-Identifier: Apache-2.0
#include "decision/groundwork.hpp"

#include <algorithm>
#include <utility>

#include "base/parallel.hpp"

namespace relook::decision {
namespace {

// By group.
std::vector<ServiceCount> count_service(const Grouping& grouping, std::span<const Truth> service,
                                        const Run& run) {
  // By membership, how many rows are surely and how many possibly in service.
  using Counts = std::vector<std::array<std::uint64_t, 3>>;
  const std::span<const std::uint32_t> memberships = grouping.memberships();
  const auto add = [&](Counts& counts, Chunk rows) {
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      ++counts[memberships[row]][static_cast<std::size_t>(service[row])];
    }
  };
  constexpr std::size_t kFewMemberships = 1024;
  Counts counts(grouping.membership_count());
  if (counts.size() > kFewMemberships) {
    add(counts, {0, service.size()});
  } else {
    counts = parallel_reduce(
        service.size(), run.threads, Counts(counts.size()),
        [&](Chunk rows) {
          Counts here(counts.size());
          add(here, rows);
          return here;
        },
        [](Counts& all, const Counts& here) {
          for (std::size_t m = 0; m < all.size(); ++m) {
            for (std::size_t t = 0; t < all[m].size(); ++t) all[m][t] += here[m][t];
          }
        });
  }
  std::vector<ServiceCount> out(grouping.size());
  for (std::uint32_t m = 0; m < counts.size(); ++m) {
    const std::uint64_t sure = counts[m][static_cast<std::size_t>(Truth::yes)];
    const std::uint64_t possible = counts[m][static_cast<std::size_t>(Truth::unknown)];
    for (const GroupTruth& group : grouping.groups_of(m)) {
      const bool surely = group.truth == Truth::yes;
      out[group.group].sure += surely ? sure : 0;
      out[group.group].possible += possible + (surely ? 0 : sure);
    }
  }
  return out;
}

}  // namespace

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

const RowClasses* Groundwork::classes(std::vector<KindsView> columns) {
  for (const RowClasses& known : classes_) {
    const auto knows = [&](const KindsView& column) {
      return known.column_of(column.codes).has_value();
    };
    if (std::ranges::all_of(columns, knows)) return &known;
  }
  auto made = RowClasses::make(service_of(estate::TableId::elements), std::move(columns), run_);
  return made ? &classes_.emplace_back(std::move(*made)) : nullptr;
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
