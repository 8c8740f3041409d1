// SPDX-License-Identifier: Apache-2.0
#include "engine/demand_paths.hpp"

#include <string_view>

#include "engine/avoid_rule.hpp"
#include "engine/hiding.hpp"
#include "engine/inputs.hpp"
#include "trust/avoid_proof.hpp"
#include "trust/carrier.hpp"

namespace relook::engine {
namespace {

using estate::TableId;
using namespace estate::column;

// Empty where the route's paths are known; a route without any may go where the estate has none.
std::string why_open(const decision::Facts& facts, const routing::Network& network,
                     const trust::Doubts& doubts, const routing::Route& route,
                     trust::CarrierFinder& carriers) {
  if (plans_unknown(facts)) return "what is planned until the day is not known";
  const trust::Doubt doubt = doubts.of(route);
  if (doubt == trust::Doubt::ways) return route.unknown.front();
  if (doubt == trust::Doubt::areas) {
    return "its part of the network has several areas, through which its way is not known";
  }
  if (trust::hides_paths(doubt)) {
    const std::vector<routing::Gap> gaps = trust::gaps_on(network, route, {});
    return gaps.empty() ? "its paths are not known"
                        : silence_text(silence_of(gaps.front(), facts.estate));
  }
  if (carriers.find(route)) return "";
  return routing::takes_areas(network, route)
             ? "not all of its traffic surely arrives through the areas on its way"
             : "it has no path before anything stops";
}

}  // namespace

Read<DayNetwork> day_network(const decision::Facts& facts, const std::vector<Truth>& placed,
                             const Run& run) {
  Read<DayNetwork> read;
  DayNetwork& day = read.value;
  ProofRows rows;
  const std::vector<Truth> demands = decision::in_service(facts, TableId::demands, run);
  for (std::uint32_t row = 0; row < demands.size(); ++row) {
    if (demands[row] != Truth::no) rows.demands.push_back(row);
  }
  for (std::uint32_t row = 0; row < placed.size(); ++row) {
    if (placed[row] != Truth::no) rows.elements.push_back(row);
  }
  day.proof = take(proof_network(facts, rows, Down::nothing, run), read.diagnostics);
  if (read.diagnostics.has_errors()) return read;
  const routing::Network& network = day.proof.network;
  const trust::Doubts doubts(network, {});
  const graph::Removed nothing(network.graphs.front());
  trust::CarrierFinder carriers(network, nothing);
  std::uint32_t next = 0;
  const std::vector<routing::Route>& routes = day.proof.routes;
  for (const std::uint32_t row : rows.demands) {
    DemandPaths one{
        row, demands[row], {}, {}, spans_of(facts, network.topology, row, &day.span_ends)};
    const std::int64_t rate = facts.estate.column(kDemandGbps).number(row);
    if (rate != estate::kUnknownNumber) {
      one.rate = rate == estate::kNoneNumber ? 0 : static_cast<std::uint64_t>(rate);
    }
    for (; next < routes.size() && routes[next].demand == row; ++next) {
      const bool placed_ends = routes[next].from != graph::kNoIndex && !routes[next].to.empty();
      if (placed_ends) one.routes.push_back(next);
      day.why_open.push_back(placed_ends ? why_open(facts, network, doubts, routes[next], carriers)
                                         : "its ends have no place in the network");
    }
    day.demands.push_back(std::move(one));
  }
  return read;
}

}  // namespace relook::engine
