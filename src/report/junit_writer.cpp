// SPDX-License-Identifier: Apache-2.0
#include "report/junit_writer.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "report/wording.hpp"
#include "report/xml.hpp"

namespace relook::report {
namespace {

enum class Told { failure, error, skipped, passed };

Told told(const Case& one, const CaseRule& rule) {
  switch (one.outcome) {
    case CaseOutcome::failed:
      return rule.weight == CaseWeight::stops ? Told::failure : Told::skipped;
    case CaseOutcome::open:
      return rule.weight == CaseWeight::stops ? Told::error : Told::skipped;
    case CaseOutcome::skipped:
      return Told::skipped;
    case CaseOutcome::passed:
      return Told::passed;
  }
  return Told::error;
}

bool is_warning(const Case& one, const CaseRule& rule) {
  return rule.weight == CaseWeight::warns &&
         (one.outcome == CaseOutcome::failed || one.outcome == CaseOutcome::open);
}

std::string places_text(const Case& one) {
  std::string text;
  for (const CasePlace& place : one.places) {
    for (const NamedThing& thing : place.things) {
      text += (&thing == &place.things.front() ? "" : ", ") + thing.kind + " " + thing.name;
    }
    text += (place.text.empty() ? "" : ": " + place.text) + "\n";
  }
  if (one.more.count > 0) {
    text += "and " + grouped(static_cast<Int128>(one.more.count)) + " more. " + one.more.sentence;
  }
  return text;
}

XmlElement case_element(const Case& one, const CaseSuite& suite) {
  const CaseRule& rule = suite.rules[one.rule];
  XmlElement element{"testcase"};
  element.set("classname", suite.id + "." + rule.id);
  element.set("name", one.id + ": " + one.name);
  const Told kind = told(one, rule);
  const std::string message = one.word + ": " + one.sentence;
  const std::string places = places_text(one);
  if (kind == Told::passed) {
    element.children.push_back({"system-out", {}, message});
    return element;
  }
  XmlElement how{kind == Told::failure ? "failure" : kind == Told::error ? "error" : "skipped"};
  how.set("message", (is_warning(one, rule) ? "warning: " : "") + message);
  if (kind != Told::skipped) {
    how.set("type", one.word);
    how.text = message + "\n" + places;
  }
  element.children.push_back(std::move(how));
  if (kind == Told::skipped && !places.empty()) {
    element.children.push_back({"system-out", {}, places});
  }
  return element;
}

// How many there are of each, in the order of `Told`.
using Counts = std::array<std::size_t, 4>;

void set_counts(XmlElement& element, const Counts& counts) {
  const auto text = [&](Told kind) {
    return std::to_string(counts[static_cast<std::size_t>(kind)]);
  };
  element.set("tests", std::to_string(counts[0] + counts[1] + counts[2] + counts[3]));
  element.set("failures", text(Told::failure));
  element.set("errors", text(Told::error));
  element.set("skipped", text(Told::skipped));
}

}  // namespace

std::string write_junit(const Document& document) {
  XmlElement root{"testsuites"};
  root.set("name", document.title);
  std::vector<XmlElement> suites;
  Counts all{};
  for (const CaseSuite& suite : document.suites) {
    Counts counts{};
    for (const Case& one : suite.cases) {
      const auto kind = static_cast<std::size_t>(told(one, suite.rules[one.rule]));
      ++counts[kind];
      ++all[kind];
    }
    XmlElement element{"testsuite"};
    element.set("name", suite.title);
    element.set("id", suite.id);
    set_counts(element, counts);
    XmlElement properties{"properties"};
    const auto add = [&](std::string_view name, std::string_view value) {
      if (value.empty()) return;
      properties.children.push_back({"property"});
      properties.children.back().set("name", name);
      properties.children.back().set("value", value);
    };
    add("notice", document.notice);
    add("about", document.subtitle);
    add("generator", document.generator);
    for (const KeyValue& property : suite.properties) add(property.label, property.text);
    if (!properties.children.empty()) element.children.push_back(std::move(properties));
    for (const Case& one : suite.cases) element.children.push_back(case_element(one, suite));
    suites.push_back(std::move(element));
  }
  set_counts(root, all);
  root.children = std::move(suites);
  return write_xml(root);
}

}  // namespace relook::report
