// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "engine/answer_tree.hpp"
#include "engine/check_visits.hpp"
#include "engine/inputs.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using estate::TableId;
using namespace estate::column;

std::string_view standing_name(Standing standing) {
  return kStandings[static_cast<std::size_t>(standing)];
}

Tree makers_tree(const Situation& situation, std::uint32_t element) {
  const estate::Judgements& judged = situation.element_vendors();
  const std::uint32_t set = judged.set_of[element];
  Tree out = Tree::array();
  if (set == estate::Judgements::kNobody) return out;
  if (!estate::is_value(set)) return Tree(nullptr);
  for (const std::uint32_t vendor : judged.sets[set]) {
    out.push(Tree(situation.estate().id(TableId::vendors, vendor)));
  }
  return out;
}

Tree inspect_tree(const CheckResult& result, const ToInspect& one) {
  const Situation& situation = *result.on_facts().situation;
  const estate::Estate& estate = situation.estate();
  Tree out = Tree::object();
  out.add("element", Tree(estate.id(TableId::elements, one.element)));
  out.add("operator", text_or_null(cell_text(estate, kElementOperator, one.element)));
  out.add("function", text_or_null(cell_text(estate, kElementFunction, one.element)));
  out.add("vendor", text_or_null(cell_text(estate, kElementVendor, one.element)));
  out.add("may_be_from", makers_tree(situation, one.element));
  out.add("model", text_or_null(cell_text(estate, kElementModel, one.element)));
  out.add("in_service", Tree(name_of(one.in_service)));
  out.add("standing", Tree(standing_name(one.standing())));
  Tree& rules = out.add("rules", Tree::array());
  for (const RuleStanding& rule : one.rules) {
    Tree& entry = rules.push(Tree::object());
    entry.add("rule", Tree(result.decision.rules[rule.rule].id));
    entry.add("standing", Tree(standing_name(rule.standing)));
  }
  out.add("unknown", texts_tree(one.unknown));
  out.add("look_for", Tree(look_for_text(situation, one)));
  return out;
}

Tree bounds_tree(const Visits& visits) {
  Tree out = Tree::array();
  for (const Bound& bound : visits.bounds) {
    Tree& entry = out.push(Tree::object());
    entry.add("one_in", Tree(bound.one_in));
    entry.add("fewer_than", Tree(bound.fewer_than));
  }
  return out;
}

Tree needed_tree(const Visits& visits) {
  Tree out = Tree::array();
  for (const Needed& needed : visits_needed(visits)) {
    for (std::size_t i = 0; i < needed.visits.size(); ++i) {
      Tree& entry = out.push(Tree::object());
      entry.add("one_in", Tree(visits.bounds[i].one_in));
      entry.add("share", Tree(fmt::format("{}%", needed.percent)));
      entry.add("at_most", Tree(needed.at_most));
      entry.add("visits", Tree(needed.visits[i]));
    }
  }
  return out;
}

}  // namespace

Tree visits_tree(const CheckResult& result) {
  const Visits& visits = *result.visits;
  const estate::Estate& estate = result.on_facts().situation->estate();
  Tree out = Tree::object();
  out.add("seed", Tree(visits.survey.seed));
  out.add("asked_for", Tree(visits.survey.visits));
  out.add("shows", Tree(shows_text(visits)));
  out.add("sites", visits.sites_known ? Tree(visits.sites) : Tree(nullptr));
  out.add("elements_at_sites", Tree(visits.placed));
  out.add("elements_site_unknown", Tree(visits.unplaced));
  out.add("elements_at_no_site", Tree(visits.placeless));
  Tree& no_rows = out.add("rules_without_rows", Tree::array());
  for (const std::size_t rule : visits.no_rows) no_rows.push(Tree(result.decision.rules[rule].id));
  out.add("bounds", bounds_tree(visits));
  out.add("needed", needed_tree(visits));
  Tree& drawn = out.add("visits", Tree::array());
  for (std::size_t i = 0; i < visits.visits.size(); ++i) {
    Tree& visit = drawn.push(Tree::object());
    visit.add("site", Tree(estate.id(TableId::sites, visits.ranked[i].site)));
    visit.add("digest", Tree(to_string(visits.ranked[i].digest)));
    Tree& elements = visit.add("elements", Tree::array());
    for (const ToInspect& one : visits.visits[i]) elements.push(inspect_tree(result, one));
  }
  Tree& population = out.add("in_scope", Tree::object());
  for (const Truth truth : {Truth::yes, Truth::unknown}) {
    std::vector<std::string> ids;
    for (const RankedSite& site : visits.ranked) {
      if (site.in_scope == truth) ids.emplace_back(estate.id(TableId::sites, site.site));
    }
    std::ranges::sort(ids);
    population.add(truth == Truth::yes ? "surely" : "perhaps", texts_tree(ids));
  }
  return out;
}

}  // namespace relook::engine
