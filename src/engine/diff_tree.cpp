// SPDX-License-Identifier: Apache-2.0
// The answer of `diff` as JSON (docs/schema/diff.schema.json).

#include "engine/diff.hpp"
#include "engine/diff_sides.hpp"
#include "engine/inputs.hpp"

namespace relook::engine {
namespace {

using codec::Tree;

Tree text_or_null(const std::optional<std::string>& text) {
  return text ? Tree(*text) : Tree(nullptr);
}

// What was checked, as check says it.
Tree side_tree(const DiffSide& side) {
  Tree out = Tree::object();
  out.add("input", side.check ? "estate" : "result");
  for (const char* const name :
       {"estate", "decision", "on", "assumptions", "inputs", "verdict", "coverage"}) {
    out.add(name, *side.answer.find(name));
  }
  const Tree* alone = side.answer.find("on_facts_alone");
  const bool assumed = alone != nullptr && alone->as_object() != nullptr;
  out.add("verdict_on_facts_alone", assumed ? Tree(member_text(*alone, "verdict")) : Tree(nullptr));
  return out;
}

Tree counted_tree(const SurelyCounted& counted) {
  Tree pair = Tree::array();
  pair.push(Tree::integer(counted.part));
  pair.push(Tree::integer(counted.whole));
  return pair;
}

Tree bridge_tree(const std::optional<Bridge>& bridge) {
  if (!bridge) return nullptr;
  Tree out = Tree::object();
  out.add("measure", bridge->measure);
  out.add("unit", bridge->unit);
  out.add("before", counted_tree(bridge->before));
  Tree& steps = out.add("steps", Tree::array());
  for (const BridgeStep& step : bridge->steps) {
    Tree& one = steps.push(Tree::object());
    one.add("step", name_of(step.step));
    one.add("count", Tree::integer(static_cast<Int128>(step.count)));
    one.add("counted", counted_tree(step.sum));
    one.add("ids", texts_tree(step.units));
  }
  out.add("after", counted_tree(bridge->after));
  out.add("unchanged", Tree::integer(static_cast<Int128>(bridge->unchanged)));
  return out;
}

Tree change_tree(const FindingChange& change) {
  Tree out = Tree::object();
  out.add("finding", change.finding);
  out.add("moved", name_of(change.moved));
  out.add("before", change.before);
  out.add("after", change.after);
  Tree& because = out.add("because", Tree::array());
  for (const Reason& reason : change.because) {
    Tree& one = because.push(Tree::object());
    one.add("table", reason.table);
    one.add("id", reason.id);
    one.add("column", reason.column);
    one.add("before", text_or_null(reason.before));
    one.add("after", text_or_null(reason.after));
  }
  out.add("because_count", Tree::integer(static_cast<Int128>(change.because_count)));
  out.add("bridge", bridge_tree(change.bridge));
  return out;
}

}  // namespace

Tree diff_tree(const DiffResult& result) {
  Tree out = new_data();
  out.add("before", side_tree(result.before));
  out.add("after", side_tree(result.after));
  Tree& summary = out.add("summary", Tree::object());
  for (std::size_t i = 0; i < std::size(kMoved); ++i) {
    const auto moved = static_cast<Moved>(i);
    summary.add(std::string(name_of(moved)),
                Tree::integer(static_cast<Int128>(result.count(moved))));
  }
  summary.add("unchanged", Tree(result.unchanged.size()));
  Tree& changes = out.add("changes", Tree::array());
  for (const FindingChange& change : result.changes) changes.push(change_tree(change));
  out.add("unchanged", texts_tree(result.unchanged));
  return out;
}

}  // namespace relook::engine
