// SPDX-License-Identifier: Apache-2.0
// What somebody has to look up about many rows, counted as people look it up.
//
// Rows that are alike in every cell that a rule reads miss the same facts. So what one of them
// misses is found once, by walking the selectors, and then only counted: by operator, region and
// kind of site.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "decision/scope.hpp"

namespace relook::decision {

/// Of how many rows a finding says what is missing; of the others only how many they are.
constexpr std::size_t kLookedAtMax = 200'000;

class ToFind {
 public:
  /// What is asked must outlive it.
  explicit ToFind(const AskedRule& asked);

  /// Adds what is missing about the row; each row at most once.
  void add(std::uint32_t row);
  /// The same as group_facts of all that is missing about the rows.
  [[nodiscard]] std::vector<FactGroup> groups() const { return groups({this, 1}); }
  /// The same of rows that were added to one of several for the same rule.
  [[nodiscard]] static std::vector<FactGroup> groups(std::span<const ToFind> all);

 private:
  // Rows that miss the same cells of their own.
  struct Pattern {
    std::vector<CellUse> own;           // as found for the first of them
    std::vector<std::uint64_t> counts;  // by place
  };

  void look_at(const Selector& selector);
  void look_at(const Path& path);
  [[nodiscard]] bool alone(std::uint32_t row) const;
  [[nodiscard]] const std::string& likeness(std::uint32_t row);
  [[nodiscard]] std::size_t place_of(std::uint32_t row);
  [[nodiscard]] Pattern pattern_of(std::uint32_t row);

  const AskedRule& asked_;
  const estate::Estate& estate_;
  bool alike_;  // whether rows can be alike at all
  bool judged_ = false;
  bool by_supplies_ = false;
  std::vector<estate::ColumnRef> columns_;  // that the selectors read
  std::string likeness_;
  std::unordered_map<std::string, Pattern> patterns_;
  // Rows of one operator, region and kind of site: the number of their place, and its first row.
  std::map<std::array<std::uint32_t, 3>, std::size_t> places_;
  std::vector<std::uint32_t> first_of_place_;
  std::set<CellUse> single_;  // what is missing besides the cells of rows that are like others
};

/// What is missing about the rows, each of which is named once; looked up on several threads where
/// they are many.
[[nodiscard]] std::vector<FactGroup> facts_to_find(const AskedRule& asked,
                                                   std::span<const std::uint32_t> rows);

/// Counts missing facts by kind, operator, region and kind of site.
[[nodiscard]] std::vector<FactGroup> group_facts(const std::vector<CellUse>& facts,
                                                 const Context& context);

}  // namespace relook::decision
