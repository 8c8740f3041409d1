// SPDX-License-Identifier: Apache-2.0
#include "report/sarif_writer.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include "codec/json.hpp"
#include "report/glyphs.hpp"
#include "report/wording.hpp"

namespace relook::report {
namespace {

using codec::Tree;

constexpr const char* kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

Tree message(std::string_view text) {
  Tree tree = Tree::object();
  tree.add("text", printable(text));
  return tree;
}

const char* kind_of(CaseOutcome outcome) {
  switch (outcome) {
    case CaseOutcome::failed:
      return "fail";
    case CaseOutcome::open:
      return "open";
    case CaseOutcome::skipped:
      return "notApplicable";
    case CaseOutcome::passed:
      return "pass";
  }
  return "open";
}

const char* level_of(CaseWeight weight) {
  return weight == CaseWeight::stops ? "error" : "warning";
}

void add_properties(Tree& tree, const std::vector<KeyValue>& properties) {
  Tree bag = Tree::object();
  for (const KeyValue& property : properties) {
    if (bag.find(property.label) == nullptr) bag.add(property.label, printable(property.text));
  }
  if (!bag.as_object()->empty()) tree.add("properties", std::move(bag));
}

Tree rule_tree(const CaseRule& rule) {
  Tree tree = Tree::object();
  tree.add("id", rule.id);
  tree.add("shortDescription", message(rule.title));
  if (!rule.text.empty()) tree.add("fullDescription", message(rule.text));
  tree.add("defaultConfiguration", Tree::object()).add("level", level_of(rule.weight));
  add_properties(tree, rule.properties);
  return tree;
}

Tree location_tree(const CasePlace& place) {
  Tree tree = Tree::object();
  Tree& things = tree.add("logicalLocations", Tree::array());
  for (const NamedThing& thing : place.things) {
    Tree& location = things.push(Tree::object());
    location.add("name", printable_line(thing.name));
    location.add("fullyQualifiedName", printable_line(thing.kind + "/" + thing.name));
    location.add("kind", thing.kind);
  }
  if (!place.text.empty()) tree.add("message", message(place.text));
  return tree;
}

Tree result_tree(const Case& one, const CaseSuite& suite) {
  const CaseRule& rule = suite.rules[one.rule];
  Tree tree = Tree::object();
  tree.add("ruleId", rule.id);
  tree.add("ruleIndex", one.rule);
  tree.add("kind", kind_of(one.outcome));
  tree.add("level", one.outcome == CaseOutcome::failed ? level_of(rule.weight) : "none");
  std::string text = one.name + ": " + one.word + ": " + one.sentence;
  if (one.more.count > 0) {
    text += " (" + grouped(static_cast<Int128>(one.more.count)) + " more places are left out. " +
            one.more.sentence + ")";
  }
  tree.add("message", message(text));
  if (!one.places.empty()) {
    Tree& places = tree.add("locations", Tree::array());
    for (const CasePlace& place : one.places) places.push(location_tree(place));
  }
  tree.add("partialFingerprints", Tree::object()).add("case/v1", printable_line(one.id));
  return tree;
}

Tree invocation_tree(const CaseSuite& suite) {
  Tree tree = Tree::object();
  tree.add("executionSuccessful", true);
  Tree notifications = Tree::array();
  for (const Case& one : suite.cases) {
    if (one.outcome != CaseOutcome::open) continue;
    const CaseRule& rule = suite.rules[one.rule];
    Tree& notification = notifications.push(Tree::object());
    notification.add("level", level_of(rule.weight));
    notification.add("message", message(one.name + ": " + one.word + ": " + one.sentence));
    Tree& which = notification.add("associatedRule", Tree::object());
    which.add("id", rule.id);
    which.add("index", one.rule);
  }
  if (!notifications.as_array()->empty()) {
    tree.add("toolExecutionNotifications", std::move(notifications));
  }
  return tree;
}

Tree run_tree(const CaseSuite& suite, const Document& document) {
  Tree run = Tree::object();
  Tree& driver = run.add("tool", Tree::object()).add("driver", Tree::object());
  driver.add("name", document.generator.empty() ? suite.id : printable_line(document.generator));
  Tree& rules = driver.add("rules", Tree::array());
  for (const CaseRule& rule : suite.rules) rules.push(rule_tree(rule));
  Tree& details = run.add("automationDetails", Tree::object());
  details.add("id", printable_line(suite.id));
  details.add("description", message(suite.title));
  run.add("invocations", Tree::array()).push(invocation_tree(suite));
  Tree& results = run.add("results", Tree::array());
  for (const Case& one : suite.cases) results.push(result_tree(one, suite));
  std::vector<KeyValue> properties;
  if (!document.notice.empty()) properties.push_back({"notice", document.notice});
  if (!document.subtitle.empty()) properties.push_back({"about", document.subtitle});
  properties.insert(properties.end(), suite.properties.begin(), suite.properties.end());
  add_properties(run, properties);
  return run;
}

}  // namespace

std::string write_sarif(const Document& document) {
  Tree log = Tree::object();
  log.add("$schema", kSchema);
  log.add("version", "2.1.0");
  Tree& runs = log.add("runs", Tree::array());
  for (const CaseSuite& suite : document.suites) runs.push(run_tree(suite, document));
  return codec::write_json(log, codec::JsonLayout::indented);
}

}  // namespace relook::report
