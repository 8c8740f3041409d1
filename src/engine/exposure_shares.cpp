// SPDX-License-Identifier: Apache-2.0
#include "engine/exposure_shares.hpp"

#include <algorithm>

#include "engine/hiding.hpp"
#include "trust/carrier.hpp"

namespace relook::engine {
namespace {

using routing::Portion;
using trust::Crossing;
using trust::Exposed;

// One group on the network.
struct Watching {
  Crossing all;
  Crossing around;
  Crossing reached;
  Truth any;
};

Watching watching(const SharesAsked& asked, const ExposureGroup& group,
                  const std::vector<Truth>& sees) {
  std::vector<Truth> around = group.made;
  for (std::size_t row = 0; row < around.size(); ++row) around[row] = both(around[row], sees[row]);
  Watching out{crossing_rows(asked, group.made), crossing_rows(asked, around),
               crossing_rows(asked, group.reached), Truth::no};
  out.any = trust::strongest(out.all);
  return out;
}

// Of one route; `known` says that its paths are, and without a carrier a failure has taken them.
DemandShares shares_of(const SharesAsked& asked, const Outage& outage, const DemandPaths& demand,
                       std::uint32_t number, const std::optional<trust::Carrier>& carrier,
                       const Watching& group) {
  const routing::Network& network = asked.day.proof.network;
  if (carrier) {
    const graph::Removed& gone = outage.removed;
    return {exposed(network, gone, *carrier, demand.spans, {group.all, group.around}),
            exposed(network, gone, *carrier, {}, {group.reached, group.reached}).drop};
  }
  if (outage.why_open[number].empty()) return {};
  const routing::Route& route = asked.day.proof.routes[number];
  return {exposed_at_ends(route, group.all, group.any),
          exposed_at_ends(route, group.reached, trust::strongest(group.reached)).drop};
}

DemandShares hull_of(const DemandShares& a, const DemandShares& b) {
  return {{hull(a.direct.content, b.direct.content), hull(a.direct.metadata, b.direct.metadata),
           hull(a.direct.drop, b.direct.drop)},
          hull(a.reached, b.reached)};
}

// The demands of the day by where they lead, so that those to the same end follow one another.
std::vector<std::size_t> by_end(const DayNetwork& day) {
  std::vector<std::size_t> order(day.demands.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) {
    const std::vector<std::uint32_t>& routes = day.demands[i].routes;
    return routes.empty() ? std::vector<graph::Node>() : day.proof.routes[routes.front()].to;
  });
  return order;
}

}  // namespace

Crossing crossing_rows(const SharesAsked& asked, const std::vector<Truth>& rows) {
  const routing::Topology& topology = asked.day.proof.network.topology;
  Truth any = Truth::no;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    any = either(any, both(rows[row], asked.service[row]));
  }
  std::vector<Truth> nodes;
  for (const routing::RoutedNode& node : topology.nodes) nodes.push_back(rows[node.element]);
  return crossing_of(topology, nodes, trust::Ends::count, any);
}

std::vector<std::vector<DemandShares>> demand_shares(const SharesAsked& asked,
                                                     std::span<const ExposureGroup> groups,
                                                     const Outage& outage) {
  const std::vector<Truth> sees = see_metadata(asked.facts);
  std::vector<Watching> watchers;
  for (const ExposureGroup& group : groups) watchers.push_back(watching(asked, group, sees));
  const Portion open = Portion::open();
  // Without a route its ends are not in the network that is known.
  std::vector<std::vector<DemandShares>> out(
      groups.size(),
      std::vector<DemandShares>(asked.day.demands.size(), {{open, open, open}, open}));
  trust::CarrierFinder carriers(asked.day.proof.network, outage.removed);
  for (const std::size_t i : by_end(asked.day)) {
    const DemandPaths& demand = asked.day.demands[i];
    for (const std::uint32_t number : demand.routes) {
      std::optional<trust::Carrier> carrier;
      if (outage.why_open[number].empty()) {
        carrier = carriers.find(asked.day.proof.routes[number]);
      }
      for (std::size_t group = 0; group < groups.size(); ++group) {
        const DemandShares one = shares_of(asked, outage, demand, number, carrier, watchers[group]);
        // How a demand to several ends is split among them is not said: any mean of its routes.
        const bool first = number == demand.routes.front();
        out[group][i] = first ? one : hull_of(out[group][i], one);
      }
    }
  }
  return out;
}

}  // namespace relook::engine
