// SPDX-License-Identifier: Apache-2.0
#include "engine/avoid_rule.hpp"

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "decision/force.hpp"
#include "decision/grouping.hpp"
#include "decision/select.hpp"
#include "engine/hiding.hpp"
#include "engine/route_answers.hpp"

namespace relook::engine {
namespace {

using estate::is_value;
using estate::TableId;
using trust::Failures;

using namespace estate::column;

// Whether the demand belongs to somebody whom the decision binds: whoever runs one of its ends.
std::vector<Truth> bound_demands(const AvoidGround& ground, const Run& run) {
  const estate::Estate& estate = ground.facts.estate;
  std::vector<Truth> bound(estate.rows(TableId::demands), Truth::yes);
  if (!ground.decision.applies_to) return bound;
  const decision::Binding binding = decision::binding_of(ground.decision, ground.facts);
  const decision::RowOwners owners =
      decision::owners_of_rows(ground.facts, decision::Subject::elements, run);
  std::vector<Truth> of_kind;
  for (const decision::Members& members : owners.members) {
    of_kind.push_back(decision::bound(binding, members));
  }
  const auto of = [&](std::uint32_t element) {
    return is_value(element) ? of_kind[owners.kind_of[element]] : Truth::unknown;
  };
  for (std::uint32_t row = 0; row < bound.size(); ++row) {
    bound[row] = of(estate.column(kDemandFrom).code(row));
    const estate::Column& ends = estate.column(kDemandTo);
    const std::uint32_t list = ends.code(row);
    if (!is_value(list)) continue;
    for (const std::uint32_t end : ends.lists[list]) bound[row] = either(bound[row], of(end));
  }
  return bound;
}

// Whether the demand is sent in the plane that the rule names.
Truth in_plane(const estate::Estate& estate, std::uint32_t row, const std::string& plane) {
  if (plane.empty()) return Truth::yes;
  const std::uint32_t code = estate.column(kDemandPlane).code(row);
  if (code == estate::kUnknownCode) return Truth::unknown;
  if (code == estate::kNoneCode) return truth(plane == "-");
  return truth(estate.id(TableId::planes, code) == plane);
}

// What of `all` can fail at least as surely as `least`.
Failures kept(const Failures& all, const routing::Topology& topology, const CanFail& can,
              Truth least, std::uint64_t elements) {
  const auto of_node = [&](graph::Node node) { return can[topology.nodes[node].element]; };
  const auto of_edge = [&](graph::Edge edge) {
    const routing::Adjacency& adjacency = topology.adjacencies[edge];
    return either(of_node(adjacency.a), of_node(adjacency.b));
  };
  const auto can_fail = [&](const Failures::What& what) {
    Truth out = Truth::no;
    switch (what.kind) {
      case trust::FailureKind::link:
        return of_edge(what.index);
      case trust::FailureKind::node:
        return of_node(what.index);
      case trust::FailureKind::srlg:
        for (const graph::Edge edge : topology.srlgs[what.index].links) {
          out = either(out, of_edge(edge));
        }
        return out;
      case trust::FailureKind::site:
        for (const graph::Node node : topology.sites[what.index].elements) {
          out = either(out, of_node(node));
        }
        return out;
    }
    return out;
  };
  Failures out =
      trust::only(all, [&](const Failures::What& what) { return can_fail(what) >= least; });
  const auto others = static_cast<std::uint64_t>(std::ranges::count_if(
      out.what, [](const Failures::What& what) { return what.kind != trust::FailureKind::node; }));
  out.things = others + (all.kinds.node ? elements : 0);
  return out;
}

trust::FailureKinds kinds_of(const decision::Rule& rule) {
  const auto has = [&](decision::FailWord word) {
    return std::ranges::find(rule.fail, word) != rule.fail.end();
  };
  return {has(decision::FailWord::link), has(decision::FailWord::node),
          has(decision::FailWord::srlg), has(decision::FailWord::site)};
}

decision::Verdict verdict_of(const RuleProof& proof) {
  const auto count = [&](trust::Answer answer) {
    return proof.counts.answers[static_cast<std::size_t>(answer)];
  };
  using decision::Verdict;
  if (count(trust::Answer::breaches) > 0) return Verdict::breaches;
  if (count(trust::Answer::undecided) > 0 || !proof.complete) return Verdict::undecided;
  if (count(trust::Answer::conforms) == 0) return Verdict::not_applicable;
  // Of traffic that only may be asked about nothing can be said to conform.
  return proof.surely_asked > 0 ? Verdict::conforms : Verdict::undecided;
}

trust::Ends ends_of(const decision::Rule& rule) {
  return rule.ends == decision::EndsWord::ignore ? trust::Ends::ignore : trust::Ends::count;
}

// Nothing where all that is crossed counts.
std::optional<trust::Hiding> hiding_of(const decision::Rule& rule, const decision::Facts& facts,
                                       const routing::Topology& topology,
                                       const AvoidedNodes& avoided) {
  if (rule.sees == decision::Sees::any) return std::nullopt;
  trust::Hiding hiding;
  for (std::uint32_t row = 0; row < facts.estate.rows(TableId::demands); ++row) {
    hiding.spans.push_back(spans_of(facts, topology, row, nullptr));
  }
  if (rule.sees == decision::Sees::content) return hiding;
  const std::vector<Truth> sees = see_metadata(facts);
  std::vector<Truth> around;
  for (graph::Node node = 0; node < topology.nodes.size(); ++node) {
    around.push_back(both(avoided.nodes[node], sees[topology.nodes[node].element]));
  }
  // What is not named could be of a function that does.
  hiding.around = trust::crossing_of(topology, around, ends_of(rule), avoided.any);
  return hiding;
}

}  // namespace

AskedDemands asked_demands(const decision::Rule& rule, const AvoidGround& ground, const Run& run) {
  RELOOK_CHECK(rule.demands.has_value());
  AskedDemands out{decision::select(*rule.demands, ground.facts, run),
                   decision::in_service(ground.facts, TableId::demands, run)};
  const std::vector<Truth> bound = bound_demands(ground, run);
  for (std::uint32_t row = 0; row < out.asked.size(); ++row) {
    out.asked[row] =
        both(both(out.asked[row], bound[row]), in_plane(ground.facts.estate, row, rule.plane));
  }
  return out;
}

AvoidedNodes avoided_nodes(const decision::Rule& rule, const AvoidGround& ground,
                           const routing::Topology& topology, const Run& run) {
  const decision::Facts& facts = ground.facts;
  std::vector<Truth> elements = decision::select(*rule.what, facts, run);
  AvoidedNodes out;
  std::set<std::string> expired;
  for (const decision::Waiver& waiver : ground.waivers) {
    if (waiver.rule != rule.id) continue;
    const std::vector<Truth> excused = decision::select(waiver.selector, facts, run);
    for (std::uint32_t row = 0; row < elements.size(); ++row) {
      if (excused[row] != Truth::yes || elements[row] == Truth::no) continue;
      if (facts.on < waiver.until) {
        elements[row] = Truth::no;
        ++out.waived;
      } else {
        expired.insert(waiver.granted_by + " until " + to_string(waiver.until) + ": " +
                       waiver.selector.text);
      }
    }
  }
  out.expired.assign(expired.begin(), expired.end());
  for (const Truth element : elements) out.any = either(out.any, element);
  out.nodes.reserve(topology.nodes.size());
  for (const routing::RoutedNode& node : topology.nodes) {
    out.nodes.push_back(elements[node.element]);
  }
  return out;
}

ChosenFailures chosen_failures(const decision::Rule& rule, const AvoidGround& ground,
                               const routing::Topology& topology) {
  ChosenFailures out{.surely = trust::failures_of(topology, kinds_of(rule)), .possibly = {}};
  if (ground.can_fail.empty()) return out;
  const std::vector<Truth> service = decision::in_service(ground.facts, TableId::elements);
  const auto count = [&](Truth least) {
    std::uint64_t elements = 0;
    for (std::uint32_t row = 0; row < service.size(); ++row) {
      elements += service[row] != Truth::no && ground.can_fail[row] >= least ? 1U : 0U;
    }
    return elements;
  };
  const Failures all = std::move(out.surely);
  out.surely = kept(all, topology, ground.can_fail, Truth::yes, count(Truth::yes));
  out.differ = std::ranges::find(ground.can_fail, Truth::unknown) != ground.can_fail.end();
  if (out.differ) {
    out.possibly = kept(all, topology, ground.can_fail, Truth::unknown, count(Truth::unknown));
  }
  return out;
}

AvoidAsked::AvoidAsked(const decision::Rule& rule, const AvoidGround& ground,
                       const routing::Network& network, const Run& run)
    : rule_(rule),
      ground_(ground),
      network_(network),
      avoided_(avoided_nodes(rule, ground, network.topology, run)),
      crossing_(trust::crossing_of(network.topology, avoided_.nodes, ends_of(rule), avoided_.any)),
      hiding_(hiding_of(rule, ground.facts, network.topology, avoided_)),
      failures_(chosen_failures(rule, ground, network.topology)) {}

trust::AvoidQuestion AvoidAsked::question() const { return question_about(failures_.surely); }

trust::AvoidQuestion AvoidAsked::wide_question() const {
  return question_about(failures_.differ ? failures_.possibly : failures_.surely);
}

trust::AvoidQuestion AvoidAsked::question_about(const Failures& failures) const {
  return {network_, crossing_, failures, static_cast<unsigned>(*rule_.failures),
          hiding_ ? &*hiding_ : nullptr};
}

bool plans_unknown(const decision::Facts& facts) {
  return facts.on > facts.estate.manifest.as_of && !facts.estate.table(TableId::changes).present();
}

void finish_proof(const AvoidAsked& asked, TableId table, RuleProof& proof) {
  const decision::Rule& rule = asked.rule();
  const decision::Facts& facts = asked.ground().facts;
  proof.things = asked.failures().surely.things;
  proof.scenarios = trust::scenario_count(proof.things, static_cast<unsigned>(*rule.failures));
  proof.waived = asked.avoided().waived;
  proof.expired_waivers = asked.avoided().expired;
  proof.in_itself = verdict_of(proof);
  if (!facts.estate.table(table).present()) {
    proof.in_itself = decision::Verdict::undecided;
    proof.undecided_because =
        std::string(estate::schema(table).name) + ".csv is missing: nothing is known of it";
  } else if (proof.in_itself == decision::Verdict::undecided && plans_unknown(facts)) {
    proof.undecided_because = kPlansUnknown;
  } else if (proof.in_itself == decision::Verdict::undecided && proof.surely_asked == 0 &&
             proof.counts.answers[static_cast<std::size_t>(trust::Answer::undecided)] == 0) {
    proof.undecided_because = "whether it asks about any traffic is not known";
  }
  const decision::Force force = decision::force_of(rule, "", facts.on);
  proof.due = force.due;
  proof.verdict = proof.in_itself;
  if (force.asked == Truth::no) proof.verdict = decision::Verdict::not_in_force;
  if (force.asked == Truth::unknown) {
    proof.verdict = decision::Verdict::undecided;
    proof.undecided_because =
        "from which day it is asked hangs on the parameter '" + force.unset + "', which is not set";
  }
}

}  // namespace relook::engine
