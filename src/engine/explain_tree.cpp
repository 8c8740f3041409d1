// SPDX-License-Identifier: Apache-2.0
// The answer of `explain` as JSON (docs/schema/explain.schema.json).

#include "engine/answer_tree.hpp"
#include "engine/explain.hpp"
#include "engine/inputs.hpp"
#include "engine/rule_texts.hpp"

namespace relook::engine {
namespace {

using codec::Tree;

Tree selectors_tree(const ExplainResult& result) {
  const decision::Rule& rule = result.rule();
  Tree out = Tree::array();
  const auto add = [&](const char* key, const std::optional<decision::Selector>& selector) {
    if (!selector) return;
    Tree& one = out.push(Tree::object());
    one.add("key", key);
    one.add("text", selector->text);
    Tree& uses = one.add("uses", Tree::array());
    for (const UsedName& used : names_used(result.check.decision, selector->text)) {
      Tree& name = uses.push(Tree::object());
      name.add("kind", used.kind == UsedName::Kind::term ? "term" : "parameter");
      name.add("name", used.name);
      name.add("text", used.text);
    }
  };
  add("of", rule.of);
  add("what", rule.what);
  add("among", rule.among);
  add("places", rule.places);
  add("demands", rule.demands);
  add("applies_to", result.check.decision.applies_to);
  return out;
}

Tree fact_tree(const ExplainedFact& explained) {
  const RowFact& fact = explained.fact;
  Tree out = Tree::object();
  out.add("table", estate::schema(fact.column.table).name);
  out.add("id", fact.id);
  out.add("column", estate::schema(fact.column).name);
  out.add("value", text_or_null(fact.value));
  Tree& witnesses = out.add("witnesses", Tree::array());
  for (const Witness& witness : explained.witnesses) {
    Tree& one = witnesses.push(Tree::object());
    one.add("table", "supplies");
    one.add("id", witness.id);
    one.add("role", text_or_null(witness.role));
    one.add("vendor", text_or_null(witness.vendor));
    one.add("source", text_or_null(witness.source));
    one.add("observed_on", text_or_null(witness.observed_on));
    one.add("from", text_or_null(witness.from));
    one.add("until", text_or_null(witness.until));
  }
  return out;
}

Tree class_tree(const RowClass& of) {
  Tree out = Tree::object();
  out.add("in_scope", name_of(of.in));
  out.add("matches", name_of(of.matches));
  out.add("rows", Tree::integer(static_cast<Int128>(of.rows)));
  out.add("weight", of.weight ? Tree::integer(*of.weight) : Tree(nullptr));
  Tree& shown = out.add("shown", Tree::array());
  for (const ExplainedRow& row : of.shown) {
    Tree& one = shown.push(Tree::object());
    one.add("id", row.id);
    one.add("vendor_judged", text_or_null(row.judged));
    one.add("because", text_or_null(row.because));
    one.add("unknown", texts_tree(row.unknown));
    Tree& facts = one.add("facts", Tree::array());
    for (const ExplainedFact& fact : row.facts) facts.push(fact_tree(fact));
  }
  return out;
}

Tree arithmetic_tree(const ExplainResult& result) {
  Tree out = Tree::array();
  const bool reached = decision::asks_at_least(result.rule());
  for (const Comparison& comparison : comparisons(result)) {
    const Fraction& fraction = comparison.fraction;
    Tree& one = out.push(Tree::object());
    one.add("end", comparison.end);
    one.add("part", Tree::integer(fraction.part));
    one.add("whole", fraction.unbounded ? Tree(nullptr) : Tree::integer(fraction.whole));
    one.add("asked", reached ? "at least" : "at most");
    one.add("part_times_limit_whole", Tree::integer(comparison.left));
    one.add("whole_times_limit_part",
            fraction.unbounded ? Tree(nullptr) : Tree::integer(comparison.right));
    one.add("holds", fraction.unbounded ? Tree(nullptr) : Tree(comparison.holds));
  }
  return out;
}

Tree alone_tree(const ExplainResult& result) {
  if (!result.check.on_facts_alone) return nullptr;
  for (const decision::Finding& finding : result.check.on_facts_alone->evaluation.findings) {
    if (finding.id == result.found().id) return name_of(finding.verdict);
  }
  return nullptr;
}

}  // namespace

codec::Tree explain_tree(const ExplainResult& result) {
  const Tree check = check_tree(result.check);
  Tree out = new_data();
  for (const char* const name : {"estate", "decision", "on", "assumptions", "inputs"}) {
    out.add(name, *check.find(name));
  }
  for (const Tree& finding : *check.find("findings")->as_array()) {
    const Tree* id = finding.find("id");
    if (*id->as_string() == result.found().id) out.add("finding", finding);
  }
  out.add("verdict_on_facts_alone", alone_tree(result));
  Tree& rule = out.add("rule", Tree::object());
  for (const auto& [key, text] : rule_keys(result.rule())) rule.add(key, text);
  out.add("selectors", selectors_tree(result));
  out.add("arithmetic", arithmetic_tree(result));
  Tree& classes = out.add("classes", Tree::array());
  for (const RowClass& of : result.classes) classes.push(class_tree(of));
  return out;
}

}  // namespace relook::engine
