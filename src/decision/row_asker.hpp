// SPDX-License-Identifier: Apache-2.0
// A selector asked of one row, as it reads. `select` is tested against it, and `inspect` looks
// through it at the parts of an answer.

#pragma once

#include <cstdint>
#include <vector>

#include "decision/cells.hpp"
#include "decision/facts.hpp"
#include "decision/selector.hpp"

namespace relook::decision {

class RowAsker {
 public:
  /// Both must outlive it.
  RowAsker(const Selector& selector, const Facts& facts) : selector_(selector), facts_(facts) {}

  [[nodiscard]] Truth ask(NodeId node, std::uint32_t row) const;
  /// The leaf of a row of the table that its path starts in.
  [[nodiscard]] Truth ask_leaf(const Leaf& leaf, std::uint32_t row) const;
  /// The test alone, `!=` left aside, of a row at the path's end.
  [[nodiscard]] Truth ask_end(const Leaf& leaf, std::uint32_t end_row) const;
  /// The supplies or dependencies of the element, whether in force or not.
  [[nodiscard]] std::vector<std::uint32_t> rows_about(estate::ColumnRef element_column,
                                                      std::uint32_t element) const;
  /// Whether the supply is one that `any supply` asks for.
  [[nodiscard]] Truth ask_supply(const AnySupply& any, std::uint32_t supply) const;
  [[nodiscard]] Truth ask_dependency(const AnyDependency& any, std::uint32_t dependency) const;

  [[nodiscard]] const Node& node(NodeId id) const { return selector_.nodes[id]; }
  [[nodiscard]] const Facts& facts() const { return facts_; }

 private:
  [[nodiscard]] Truth ask_list(const Leaf& leaf, std::uint32_t end_row) const;
  [[nodiscard]] Truth ask_known(const Path& path, std::uint32_t row) const;
  [[nodiscard]] Truth known_end(const Path& path, std::uint32_t end_row) const;

  const Selector& selector_;
  const Facts& facts_;
};

/// Whether the dated row holds on the day.
[[nodiscard]] Truth in_force(const Facts& facts, estate::ColumnRef from, estate::ColumnRef until,
                             std::uint32_t row);

/// Whether the dependency is of the kind; an empty cell may be any.
[[nodiscard]] Truth is_of_kind(const AnyDependency& any, const Facts& facts,
                               std::uint32_t dependency);

}  // namespace relook::decision
