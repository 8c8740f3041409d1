// SPDX-License-Identifier: Apache-2.0
#include "engine/measured_tree.hpp"

namespace relook::engine {

using codec::Tree;

Tree fraction_tree(const Fraction& fraction) {
  Tree pair = Tree::array();
  pair.push(Tree::integer(fraction.part));
  pair.push(fraction.unbounded ? Tree(nullptr) : Tree::integer(fraction.whole));
  return pair;
}

Tree share_tree(const std::optional<Share>& share) {
  if (!share) return Tree(nullptr);
  Tree pair = Tree::array();
  pair.push(Tree(share->part));
  pair.push(Tree(share->whole));
  return pair;
}

Tree measured_tree(const std::optional<decision::Measured>& measured, const decision::Rule& rule) {
  if (!measured) return Tree(nullptr);
  const decision::Measured& m = *measured;
  Tree out = Tree::object();
  out.add("measure", Tree(decision::kMeasures[static_cast<std::size_t>(m.measure)]));
  out.add("unit", Tree(decision::unit_of(m.measure)));
  out.add("basis", rule.measure_basis.empty() ? Tree(nullptr) : Tree(rule.measure_basis));
  out.add("low", fraction_tree(m.low));
  out.add("high", fraction_tree(m.high));
  return out;
}

std::optional<Share> limit_of(const decision::Rule& rule) {
  return decision::asks_at_least(rule) ? rule.share : rule.limit;
}

}  // namespace relook::engine
