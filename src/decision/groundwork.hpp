// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "decision/grouping.hpp"
#include "decision/scope.hpp"

namespace relook::decision {

/// How many rows of a group are in service.
struct ServiceCount {
  std::uint64_t sure = 0;
  std::uint64_t possible = 0;  ///< perhaps in service, or perhaps in the group
};

/// What evaluations over the same facts have in common, found when the first of them asks for it:
/// which rows are in service, and which groups they are in. The facts must outlive it.
class Groundwork {
 public:
  Groundwork(const Facts& facts, const Run& run) : facts_(facts), run_(run) {}
  Groundwork(const Groundwork&) = delete;
  Groundwork& operator=(const Groundwork&) = delete;

  [[nodiscard]] const Facts& facts() const { return facts_; }

  /// Of every table that a rule of the decision looks over.
  [[nodiscard]] const ServiceColumns& service(const Decision& decision);

  struct Groups {
    Subject over;
    std::vector<std::string> per;
    Binding binding;
    Grouping grouping;
    std::vector<ServiceCount> service;  ///< by group
  };
  /// Rules over the same rows with the same `per` that bind the same operators have the same
  /// groups. They stay where they are. Fails where there would be more than kGroupsMax.
  [[nodiscard]] Result<const Groups*> groups(const Rule& rule, const Binding& binding);

  /// Classes of elements that know these columns; nullptr where there would be too many. They stay
  /// where they are.
  [[nodiscard]] const RowClasses* classes(std::vector<KindsView> columns);

 private:
  const std::vector<Truth>& service_of(estate::TableId table);

  const Facts& facts_;
  const Run& run_;
  ServiceColumns service_;
  std::array<bool, estate::kTableCount> served_{};
  std::deque<Groups> groups_;
  std::deque<RowClasses> classes_;
};

}  // namespace relook::decision
