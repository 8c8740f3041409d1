// SPDX-License-Identifier: Apache-2.0
// The answer of `exposure` as JSON: the contract of docs/schema/exposure-1.json.

#include "engine/answer_tree.hpp"
#include "engine/exposure.hpp"
#include "engine/inputs.hpp"
#include "engine/model_sentences.hpp"

namespace relook::engine {
namespace {

using codec::Tree;

void add_shares(const ClassExposure& one, Tree& out) {
  out.add("content", measured_share_tree(one.content));
  out.add("metadata", measured_share_tree(one.metadata));
  out.add("drop", measured_share_tree(one.drop));
  out.add("with_indirect", measured_share_tree(one.reached));
}

Tree class_tree(const ClassExposure& one) {
  Tree out = Tree::object();
  out.add("class", text_or_null(one.name));
  add_shares(one, out);
  return out;
}

void add_classes(const std::vector<ClassExposure>& all, Tree& out) {
  Tree& classes = out.add("classes", Tree::array());
  for (const ClassExposure& one : all) classes.push(class_tree(one));
}

Tree worst_tree(const std::optional<WorstExposure>& worst) {
  if (!worst) return Tree(nullptr);
  Tree out = Tree::object();
  out.add("failed", texts_tree(worst->failed));
  add_shares(worst->total, out);
  out.add("subscribers", bounds_tree(worst->subscribers));
  out.add("premises", bounds_tree(worst->premises));
  add_classes(worst->classes, out);
  out.add("may_be_worse", Tree(worst->may_be_worse));
  return out;
}

Tree group_tree(const GroupExposure& group) {
  Tree out = Tree::object();
  out.add("kind", Tree(kGroupKinds[static_cast<std::size_t>(group.kind)]));
  out.add("name", text_or_null(group.name));
  out.add("elements", bounds_tree(group.elements));
  out.add("elements_with_indirect", bounds_tree(group.reached_elements));
  out.add("subscribers", bounds_tree(group.subscribers));
  out.add("premises", bounds_tree(group.premises));
  out.add("all", class_tree(group.total));
  out.add("worst", worst_tree(group.worst));
  add_classes(group.classes, out);
  return out;
}

Tree dark_tree(const DarkGroup& group) {
  Tree out = Tree::object();
  out.add("name", text_or_null(group.name));
  out.add("elements", bounds_tree(group.elements));
  out.add("subscribers", bounds_tree(group.subscribers));
  out.add("premises", bounds_tree(group.premises));
  return out;
}

Tree dark_groups_tree(const std::vector<DarkGroup>& groups) {
  Tree out = Tree::array();
  for (const DarkGroup& group : groups) out.push(dark_tree(group));
  return out;
}

Tree blackout_tree(const std::optional<Blackout>& asked) {
  if (!asked) return Tree(nullptr);
  const Blackout& blackout = *asked;
  Tree out = Tree::object();
  out.add("matching", bounds_tree(blackout.matching));
  out.add("stopped", bounds_tree(blackout.stopped));
  out.add("unserved", measured_share_tree(blackout.unserved));
  Tree& demands = out.add("demands", Tree::array());
  for (const UnservedDemand& demand : blackout.demands) {
    Tree& one = demands.push(Tree::object());
    one.add("demand", Tree(demand.name));
    one.add("class", text_or_null(demand.demand_class));
    one.add("surely", Tree(demand.surely));
  }
  out.add("core_known", Tree(blackout.core_known));
  out.add("sites_cut", texts_tree(blackout.sites_cut));
  out.add("sites_maybe_cut", texts_tree(blackout.sites_maybe_cut));
  out.add("dark", dark_tree(blackout.dark));
  out.add("regions", dark_groups_tree(blackout.regions));
  out.add("operators", dark_groups_tree(blackout.operators));
  Tree& restore = out.add("restore_first", Tree::array());
  for (const RestoringStep& step : blackout.restore) {
    Tree& one = restore.push(Tree::object());
    one.add("replace", texts_tree(step.replaced));
    one.add("kbps", Tree::integer(Int128{step.kbps}));
    one.add("subscribers", Tree::integer(Int128{step.subscribers}));
    one.add("premises", Tree::integer(Int128{step.premises}));
  }
  out.add("restored_all", Tree(blackout.restored_all));
  return out;
}

void add_facts(const ExposureFacts& facts, Tree& out) {
  out.add("complete", Tree(facts.complete()));
  out.add("scenarios", text_or_null(facts.scenarios));
  out.add("all_scenarios", Tree(facts.all_scenarios));
  Tree& gaps = out.add("gaps", Tree::array());
  for (const Silence& silence : facts.silences) {
    Tree& one = gaps.push(Tree::object());
    one.add("column", Tree(silence.column));
    one.add("cells",
            silence.cells == 0 ? Tree(nullptr) : Tree::integer(static_cast<Int128>(silence.cells)));
    one.add("first", text_or_null(silence.first));
    one.add("bears_on", Tree(silence.bears_on));
    one.add("assume", text_or_null(silence.assumption));
  }
  Tree& open = out.add("open_demands", Tree::array());
  for (const OpenDemand& demand : facts.open) {
    Tree& one = open.push(Tree::object());
    one.add("demand", Tree(demand.name));
    one.add("because", Tree(demand.because));
  }
  Tree& groups = out.add("groups", Tree::array());
  for (const GroupExposure& group : facts.groups) groups.push(group_tree(group));
  out.add("blackout", blackout_tree(facts.blackout));
}

}  // namespace

Tree exposure_tree(const ExposureResult& result) {
  const estate::Manifest& manifest = result.facts.situation->estate().manifest;
  Tree out = new_data();
  Tree& estate = out.add("estate", Tree::object());
  estate.add("name", Tree(manifest.name));
  estate.add("as_of", Tree(to_string(manifest.as_of)));
  estate.add("digest", Tree(to_string(result.estate_digest)));
  estate.add("notice", text_or_null(manifest.notice));
  out.add("on", Tree(to_string(result.on)));
  out.add("off", text_or_null(result.request.off));
  out.add("assumptions", assumptions_tree(result.assumptions));
  Tree& inputs = out.add("inputs", Tree::object());
  inputs.add("registry", Tree(to_string(result.registry_digest)));
  inputs.add("functions", Tree(to_string(result.functions_digest)));
  Tree& model = out.add("model", Tree::array());
  for (const std::string_view sentence : model_sentences()) model.push(Tree(sentence));
  Tree& without = out.add("not_modelled", Tree::array());
  for (const std::string_view sentence : not_modelled()) without.push(Tree(sentence));
  add_facts(result.facts, out);
  if (result.on_facts_alone) {
    add_facts(*result.on_facts_alone, out.add("on_facts_alone", Tree::object()));
  } else {
    out.add("on_facts_alone", Tree(nullptr));
  }
  return out;
}

}  // namespace relook::engine
