// SPDX-License-Identifier: Apache-2.0
// The rule of every demand: which routes are asked about, and what their answers come to.

#include <algorithm>

#include "engine/avoid_rule.hpp"
#include "engine/route_answers.hpp"

namespace relook::engine {
namespace {

using estate::TableId;
using trust::Answer;
using namespace estate::column;

bool is_listed(const DemandAnswer& answer, ListedAnswers listed) {
  switch (listed) {
    case ListedAnswers::breaches:
      return answer.answer == Answer::breaches;
    case ListedAnswers::undecided:
      return answer.answer == Answer::undecided;
    case ListedAnswers::all:
      return true;
  }
  return true;
}

// A demand is written with the ends that it has, also where some are out of service.
void name_demand(const estate::Estate& estate, std::uint32_t demand, DemandAnswer& answer) {
  answer.demand = demand;
  answer.name = estate.id(TableId::demands, demand);
  answer.from = cell_text(estate, kDemandFrom, demand);
  answer.to.clear();
  const estate::Column& ends = estate.column(kDemandTo);
  const std::uint32_t list = ends.code(demand);
  if (!estate::is_value(list)) return;
  for (const std::uint32_t end : ends.lists[list]) {
    answer.to.emplace_back(estate.id(TableId::elements, end));
  }
}

// The routes of the demands that the rule asks about, each demand's one behind the other.
struct AskedRoutes {
  std::vector<routing::Route> routes;
  std::vector<std::uint32_t> demands;  // those that are asked about, in service or not
  std::vector<std::size_t> first;      // of each one's routes, and the end
};

AskedRoutes asked_routes(const AskedDemands& demands, const std::vector<routing::Route>& routes) {
  AskedRoutes out;
  std::size_t next = 0;
  for (std::uint32_t demand = 0; demand < demands.asked.size(); ++demand) {
    while (next < routes.size() && routes[next].demand < demand) ++next;
    if (demands.asked[demand] == Truth::no) continue;
    out.demands.push_back(demand);
    out.first.push_back(out.routes.size());
    if (!demands.proved(demand)) continue;
    for (; next < routes.size() && routes[next].demand == demand; ++next) {
      out.routes.push_back(routes[next]);
    }
  }
  out.first.push_back(out.routes.size());
  return out;
}

}  // namespace

RuleProof prove_demands(const AvoidAsked& asked, const AskedDemands& demands,
                        const std::vector<routing::Route>& routes, ListedAnswers listed,
                        const Run& run) {
  const estate::Estate& estate = asked.ground().facts.estate;
  const AskedRoutes all = asked_routes(demands, routes);
  const trust::AvoidProof surely =
      trust::prove_routes(asked.question(), all.routes, trust::Sets::smallest, run);
  trust::AvoidProof wide;
  if (asked.failures().differ) {
    wide = trust::prove_routes(asked.wide_question(), all.routes, trust::Sets::smallest, run);
  }
  const trust::AvoidProof& possibly = asked.failures().differ ? wide : surely;
  RuleProof proof;
  proof.complete = surely.complete && possibly.complete;
  proof.steps = surely.steps + wide.steps;
  for (std::size_t i = 0; i < all.demands.size(); ++i) {
    const std::uint32_t demand = all.demands[i];
    const std::size_t first = all.first[i];
    const std::size_t count = all.first[i + 1] - first;
    const RouteAnswers answers{std::span(all.routes).subspan(first, count),
                               std::span(surely.answers).subspan(first, count),
                               std::span(possibly.answers).subspan(first, count)};
    const FurtherDoubt further{demands.asked[demand], demands.in_service[demand],
                               plans_unknown(asked.ground().facts)};
    DemandAnswer answer = bare_answer(answers, further);
    count_answer(answer, proof.counts);
    if (answer.answer == Answer::conforms && further.asked == Truth::yes) ++proof.surely_asked;
    if (!is_listed(answer, listed)) continue;
    answer = named_answer(asked, answers, further);
    name_demand(estate, demand, answer);
    proof.answers.push_back(std::move(answer));
  }
  return proof;
}

}  // namespace relook::engine
