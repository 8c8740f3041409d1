// SPDX-License-Identifier: Apache-2.0
#include "engine/route_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "decision/inspect.hpp"
#include "engine/inputs.hpp"
#include "engine/wording.hpp"
#include "trust/doubts.hpp"

namespace relook::engine {
namespace {

using estate::TableId;
using trust::Answer;
using trust::Doubt;
using trust::kNever;

// From worst to best.
int rank(Answer answer) {
  switch (answer) {
    case Answer::breaches:
      return 0;
    case Answer::undecided:
      return 1;
    case Answer::conforms:
      return 2;
    case Answer::not_applicable:
      return 3;
  }
  return 1;
}

// One route's answer over what surely and what possibly can fail. Of a route that may have no end
// in service nothing can be said.
Answer joined(const routing::Route& route, const trust::RouteAnswer& surely,
              const trust::RouteAnswer& possibly) {
  const bool definite = surely.answer == possibly.answer && route.in_service == Truth::yes;
  return definite ? surely.answer : Answer::undecided;
}

// The numbers and sets that a route adds, where they are smaller.
void take_smaller(std::uint8_t count, const trust::FailedSet& set, std::size_t route,
                  std::uint8_t& fewest, trust::FailedSet& best, std::size_t& best_route) {
  if (count == kNever || std::pair(count, set) >= std::pair(fewest, best)) return;
  fewest = count;
  best = set;
  best_route = route;
}

// What the ends have to be avoided, where no path shows it: the end or a host of it.
std::optional<graph::Node> avoided_end(const AvoidAsked& asked, const trust::Crossing& crossing,
                                       const routing::Route& route, Truth least) {
  const routing::Topology& topology = asked.network().topology;
  std::vector<graph::Node> ends{route.from};
  ends.insert(ends.end(), route.to.begin(), route.to.end());
  for (const graph::Node end : ends) {
    if (asked.rule().ends == decision::EndsWord::count && crossing.itself[end] >= least) {
      return end;
    }
    for (const graph::Node host : topology.nodes[end].hosts) {
      if (crossing.itself[host] >= least) return host;
    }
  }
  return std::nullopt;
}

struct Wanted {
  std::uint8_t size;
  trust::FailedSet set;
  std::size_t route;
  Truth least;
};

// The scenario in ids, on the first path that shows it.
std::optional<ShownScenario> shown(const AvoidAsked& asked, const trust::AvoidQuestion& question,
                                   std::span<const routing::Route> routes, const Wanted& wanted) {
  if (wanted.size == kNever) return std::nullopt;
  const routing::Route& route = routes[wanted.route];
  ShownScenario out{.set = wanted.set, .size = wanted.size};
  const std::span<const trust::Failure> failed = wanted.set.items();
  for (const trust::Failure failure : failed) {
    out.failed.push_back(failure_name(question.failures, failure, asked));
  }
  const auto carried = paths_known(asked, route)
                           ? trust::carried_after(question, route, failed, wanted.least)
                           : std::nullopt;
  if (carried) {
    for (const graph::Node node : carried->path.nodes) out.path.push_back(element_id(asked, node));
    for (const graph::Edge edge : carried->path.edges) out.links.push_back(link_id(asked, edge));
  }
  if (carried && carried->crossed) {
    out.crosses = crossed_id(asked, *carried->crossed);
    if (!out.crosses.empty() && carried->share.exact()) {
      out.share = {static_cast<std::uint64_t>(carried->share.low.part), carried->share.low.whole};
    }
  } else if (const auto end = avoided_end(asked, question.crossing, route, wanted.least)) {
    out.crosses = element_id(asked, *end);
  }
  return out;
}

std::string gap_text(const AvoidAsked& asked, const routing::Route& route) {
  const std::vector<routing::Gap> gaps =
      trust::gaps_on(asked.network(), route, asked.failures().surely.kinds);
  if (gaps.empty()) return "what its paths hang on is not all known";
  std::string text = silence_text(silence_of(gaps.front(), asked.ground().facts.estate));
  if (gaps.size() > 1) text += "; more is not known besides";
  return text;
}

std::string unknown_facts(const decision::Selector& selector, const decision::Facts& facts,
                          std::uint32_t row) {
  std::set<std::string> names;
  for (const decision::CellUse& use : decision::unknown_cells(selector, facts, row)) {
    names.insert(fact_name(use));
  }
  return listed({names.begin(), names.end()});
}

std::string avoided_text(const AvoidAsked& asked, const DemandAnswer& answer) {
  if (!answer.possible || answer.possible->crosses.empty()) {
    return "it may cross something that the estate does not name";
  }
  const decision::Facts& facts = asked.ground().facts;
  const auto row = facts.estate.table(TableId::elements).find(answer.possible->crosses);
  std::string text = fmt::format("it may have to avoid {}", answer.possible->crosses);
  const std::string facts_missing =
      row ? unknown_facts(*asked.rule().what, facts, *row) : std::string();
  if (!facts_missing.empty()) text += fmt::format(": {} of it is not known", facts_missing);
  return text;
}

std::string areas_text(const routing::Network& network, const routing::Route& route) {
  const std::string several = "its part of the network has several routing areas";
  if (!routing::is_plain(route) || route.ways[0].segments[0].graph != 0) {
    return several + ", which are modelled only for the plain IGP and one end";
  }
  const routing::Topology& topology = network.topology;
  routing::AreaTrouble trouble = routing::AreaTrouble::none;
  for (const graph::Node node : {route.from, route.to[0]}) {
    const std::uint32_t part = topology.part[node];
    if (topology.several_areas[part] != 0) trouble = std::max(trouble, topology.area_trouble[part]);
  }
  switch (trouble) {
    case routing::AreaTrouble::none:
      return "its end is a border router of routing areas, and elements.area does not say in which "
             "of them its own address is";
    case routing::AreaTrouble::protocol:
      return several +
             ", which are modelled only for OSPF: routing.protocol does not say ospf of "
             "all its operators";
    case routing::AreaTrouble::link_area:
      return several + ", and links.area does not say of each link which it is in";
    case routing::AreaTrouble::names:
      return several + ", and two names in links.area mean the same one";
    case routing::AreaTrouble::outside:
      return several + ", and a LAN or somebody outside is in two of them";
    case routing::AreaTrouble::backbone:
      return several + ", and a border router without a link in the backbone, area 0";
    case routing::AreaTrouble::transit:
      return several + ", and a border router that carries no transit";
    case routing::AreaTrouble::address:
      return several + ", and elements.area names one for an element that has no link in it";
  }
  return several;
}

std::string search_doubt(const AvoidAsked& asked, const RouteAnswers& answers,
                         const Combined& combined, const DemandAnswer& answer) {
  if (combined.failures_unknown) return "whether something that would matter can fail is not known";
  const std::size_t number = combined.doubtful_route;
  const trust::RouteAnswer& route = answers.surely[number].answer == Answer::undecided
                                        ? answers.surely[number]
                                        : answers.possibly[number];
  if (answers.routes[number].in_service == Truth::unknown) {
    return "whether its ends are in service is not known";
  }
  switch (route.doubt) {
    case Doubt::none:
    case Doubt::avoided:
      return avoided_text(asked, answer);
    case Doubt::no_path:
      return "it has no path before any failure";
    case Doubt::paths:
    case Doubt::together:
      return gap_text(asked, answers.routes[number]);
    case Doubt::areas:
      return areas_text(asked.network(), answers.routes[number]);
    case Doubt::spans:
      return "it takes several routing areas, where what its encrypted spans hide is not worked "
             "out";
    case Doubt::border:
      return "after some failures a router on its way has no route, or is a border router without "
             "a neighbour in the backbone, and routers differ in what they do then";
    case Doubt::ways:
      return listed(answers.routes[number].unknown);
    case Doubt::not_covered:
      return "the work was stopped before it was covered";
  }
  return {};
}

std::string asked_doubt(const AvoidAsked& asked, std::uint32_t demand) {
  const decision::Rule& rule = asked.rule();
  if (demand == graph::kNoIndex || !rule.demands) {
    return "whether one of its ends is asked about is not known";
  }
  const std::string missing = unknown_facts(*rule.demands, asked.ground().facts, demand);
  return missing.empty() ? "whether it is asked about is not known"
                         : fmt::format("whether it is asked about is not known: {}", missing);
}

// What more is not known can only hold back a definite answer.
void hold_back(const FurtherDoubt& further, Combined& combined) {
  if (combined.answer == Answer::not_applicable) return;
  const bool breach = combined.answer == Answer::breaches;
  if (further.plans_unknown || further.in_service == Truth::unknown ||
      (breach && further.asked == Truth::unknown)) {
    combined.answer = Answer::undecided;
  }
}

}  // namespace

bool paths_known(const AvoidAsked& asked, const routing::Route& route) {
  const trust::Doubt areas =
      trust::doubt_of_areas(asked.network(), route, trust::AreaWays::modelled);
  return route.unknown.empty() && areas == trust::Doubt::none &&
         trust::gaps_on(asked.network(), route, {}).empty();
}

std::string element_id(const AvoidAsked& asked, graph::Node node) {
  return std::string(asked.ground().facts.estate.id(TableId::elements,
                                                    asked.network().topology.nodes[node].element));
}

std::string link_id(const AvoidAsked& asked, graph::Edge edge) {
  return std::string(asked.ground().facts.estate.id(
      TableId::links, asked.network().topology.adjacencies[edge].link));
}

std::string crossed_id(const AvoidAsked& asked, const trust::Crossed& crossed) {
  return crossed.element == graph::kNoIndex ? std::string() : element_id(asked, crossed.element);
}

std::string failure_name(const trust::Failures& failures, trust::Failure failure,
                         const AvoidAsked& asked) {
  const trust::Failures::What& what = failures.what[failure];
  const std::string kind(trust::kFailureKinds[static_cast<std::size_t>(what.kind)]);
  const routing::Topology& topology = asked.network().topology;
  switch (what.kind) {
    case trust::FailureKind::link:
      return kind + ":" + link_id(asked, what.index);
    case trust::FailureKind::node:
      return kind + ":" + element_id(asked, what.index);
    case trust::FailureKind::srlg:
      return kind + ":" + topology.srlgs[what.index].name;
    case trust::FailureKind::site:
      return kind + ":" + topology.sites[what.index].name;
  }
  return kind;
}

Combined combine(const RouteAnswers& answers) {
  Combined out;
  bool doubtful = false;
  for (std::size_t i = 0; i < answers.routes.size(); ++i) {
    const trust::RouteAnswer& surely = answers.surely[i];
    const trust::RouteAnswer& possibly = answers.possibly[i];
    const Answer answer = joined(answers.routes[i], surely, possibly);
    if (rank(answer) < rank(out.answer)) out.answer = answer;
    if (answer == Answer::undecided && !doubtful) {
      doubtful = true;
      out.doubtful_route = i;
      out.failures_unknown = answers.routes[i].in_service == Truth::yes &&
                             surely.answer != Answer::undecided &&
                             possibly.answer != Answer::undecided;
    }
    take_smaller(surely.fewest.surely, surely.sets.surely, i, out.fewest.surely, out.surely,
                 out.surely_route);
    take_smaller(possibly.fewest.possibly, possibly.sets.possibly, i, out.fewest.possibly,
                 out.possibly, out.possibly_route);
    out.fewest.unserved = std::min(out.fewest.unserved, surely.fewest.unserved);
  }
  return out;
}

void count_answer(const DemandAnswer& answer, trust::PairCounts& counts) {
  const auto at = [](std::uint8_t failures) {
    return failures == kNever ? trust::kFailuresMax + 1 : std::size_t{failures};
  };
  ++counts.pairs;
  ++counts.answers[static_cast<std::size_t>(answer.answer)];
  if (answer.answer == Answer::not_applicable) return;
  if (answer.answer == Answer::breaches) ++counts.breaches_by_failures[at(answer.fewest.surely)];
  if (answer.answer == Answer::undecided) {
    ++counts.undecided_by_failures[at(answer.fewest.possibly)];
  }
  ++counts.unserved_by_failures[at(answer.fewest.unserved)];
}

DemandAnswer bare_answer(const RouteAnswers& answers, const FurtherDoubt& further) {
  Combined combined = combine(answers);
  hold_back(further, combined);
  DemandAnswer out{.demand = graph::kNoIndex, .name = {}, .from = {}, .to = {}};
  out.answer = combined.answer;
  out.fewest = combined.fewest;
  out.asked = further.asked;
  return out;
}

DemandAnswer named_answer(const AvoidAsked& asked, const RouteAnswers& answers,
                          const FurtherDoubt& further) {
  Combined combined = combine(answers);
  const Answer of_search = combined.answer;
  hold_back(further, combined);
  DemandAnswer out{.demand = graph::kNoIndex, .name = {}, .from = {}, .to = {}};
  out.answer = combined.answer;
  out.fewest = combined.fewest;
  out.asked = further.asked;
  if (!answers.routes.empty()) {
    out.demand = answers.routes.front().demand;
    out.from = element_id(asked, answers.routes.front().from);
  }
  for (const routing::Route& route : answers.routes) {
    for (const graph::Node to : route.to) {
      out.to.push_back(element_id(asked, to));
      if (asked.network().topology.nodes[to].external) out.leaves_at.push_back(out.to.back());
    }
  }
  std::ranges::sort(out.leaves_at);
  if (out.answer == Answer::breaches) {
    out.counterexample =
        shown(asked, asked.question(), answers.routes,
              {combined.fewest.surely, combined.surely, combined.surely_route, Truth::yes});
  }
  if (out.answer == Answer::undecided) {
    out.possible = shown(
        asked, asked.wide_question(), answers.routes,
        {combined.fewest.possibly, combined.possibly, combined.possibly_route, Truth::unknown});
    if (further.plans_unknown) {
      out.undecided_because = kPlansUnknown;
    } else if (of_search == Answer::undecided) {
      out.undecided_because = search_doubt(asked, answers, combined, out);
    } else if (further.in_service == Truth::unknown) {
      out.undecided_because = "whether its ends are in service is not known";
    } else {
      out.undecided_because = asked_doubt(asked, out.demand);
    }
  }
  return out;
}

}  // namespace relook::engine
