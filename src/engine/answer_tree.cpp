// SPDX-License-Identifier: Apache-2.0
#include "engine/answer_tree.hpp"

#include <utility>

#include "base/quantity.hpp"

namespace relook::engine {

using codec::Tree;

Tree digest_tree(const std::optional<Digest>& digest) {
  return digest ? Tree(to_string(*digest)) : Tree(nullptr);
}

Tree text_or_null(std::string text) { return text.empty() ? Tree(nullptr) : Tree(std::move(text)); }

Tree date_tree(const std::optional<Date>& date) {
  return date ? Tree(to_string(*date)) : Tree(nullptr);
}

Tree parameters_tree(const decision::Decision& decision) {
  Tree out = Tree::object();
  for (const decision::Choice& choice : decision.parameters) {
    out.add(choice.name, choice.unset ? Tree(nullptr) : Tree(choice.value));
  }
  return out;
}

Tree assumptions_tree(const std::vector<Assumption>& assumptions) {
  Tree out = Tree::array();
  for (const Assumption& assumption : assumptions) {
    Tree& entry = out.push(Tree::object());
    entry.add("column", Tree(assumption.column));
    entry.add("value", Tree(assumption.value));
    entry.add("said", Tree(assumption.text));
    entry.add("cells", Tree::integer(static_cast<Int128>(assumption.cells)));
    Tree& holds = entry.add("holds", assumption.holds ? Tree::array() : Tree(nullptr));
    if (assumption.holds) {
      holds.push(Tree::integer(static_cast<Int128>(assumption.holds->first)));
      holds.push(Tree::integer(static_cast<Int128>(assumption.holds->second)));
    }
  }
  return out;
}

}  // namespace relook::engine
