// SPDX-License-Identifier: Apache-2.0
#include "engine/exposure_shares.hpp"

#include "engine/hiding.hpp"

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
DemandShares shares_of(const SharesAsked& asked, const graph::Removed& removed,
                       const DemandPaths& demand, std::uint32_t number,
                       const std::optional<trust::Carrier>& carrier, const Watching& group) {
  const routing::Network& network = asked.day.proof.network;
  if (carrier) {
    return {exposed(network, removed, *carrier, demand.spans, {group.all, group.around}),
            exposed(network, removed, *carrier, {}, {group.reached, group.reached}).drop};
  }
  if (asked.day.why_open[number].empty()) return {};
  const routing::Route& route = asked.day.proof.routes[number];
  return {exposed_at_ends(route, group.all, group.any),
          exposed_at_ends(route, group.reached, trust::strongest(group.reached)).drop};
}

DemandShares hull_of(const DemandShares& a, const DemandShares& b) {
  return {{hull(a.direct.content, b.direct.content), hull(a.direct.metadata, b.direct.metadata),
           hull(a.direct.drop, b.direct.drop)},
          hull(a.reached, b.reached)};
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
                                                     const graph::Removed& removed) {
  const std::vector<Truth> sees = see_metadata(asked.facts);
  std::vector<Watching> watchers;
  for (const ExposureGroup& group : groups) watchers.push_back(watching(asked, group, sees));
  std::vector<std::vector<DemandShares>> out(groups.size());
  const Portion open = Portion::open();
  for (const DemandPaths& demand : asked.day.demands) {
    // Without a route its ends are not in the network that is known.
    std::vector<DemandShares> shares(groups.size(), {{open, open, open}, open});
    for (const std::uint32_t number : demand.routes) {
      std::optional<trust::Carrier> carrier;
      if (asked.day.why_open[number].empty()) {
        carrier =
            trust::carrier_of(asked.day.proof.network, asked.day.proof.routes[number], removed);
      }
      for (std::size_t group = 0; group < groups.size(); ++group) {
        const DemandShares one =
            shares_of(asked, removed, demand, number, carrier, watchers[group]);
        // How a demand to several ends is split among them is not said: any mean of its routes.
        const bool first = number == demand.routes.front();
        shares[group] = first ? one : hull_of(shares[group], one);
      }
    }
    for (std::size_t group = 0; group < groups.size(); ++group) out[group].push_back(shares[group]);
  }
  return out;
}

}  // namespace relook::engine
