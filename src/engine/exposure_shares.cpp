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

struct Search {
  const routing::Network& network;
  const graph::Removed& removed;
  trust::CarrierFinder carriers;
};

DemandShares shares_carried(const Search& search, const trust::CarriedBy<trust::Carrier>& carried,
                            std::span<const trust::ProtectedSpan> spans, const Watching& group) {
  if (carried.by) {
    const trust::Watchers direct{group.all, group.around};
    const trust::Watchers reached{group.reached, group.reached};
    return {exposed(search.network, search.removed, *carried.by, spans, direct),
            exposed(search.network, search.removed, *carried.by, {}, reached).drop};
  }
  if (!carried.open) return {};  // failures have taken its paths
  // All of it may cross theirs, and none where nothing is sent.
  const auto any = [](Truth most) { return most == Truth::no ? Portion::none() : Portion::open(); };
  const Portion direct = any(group.any);
  return {{direct, direct, direct}, any(trust::strongest(group.reached))};
}

// Of a route whose paths are not known.
DemandShares shares_unknown(const routing::Route& route, const Watching& group) {
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
  nodes.reserve(topology.nodes.size());
  for (const routing::RoutedNode& node : topology.nodes) nodes.push_back(rows[node.element]);
  return crossing_of(topology, nodes, trust::Ends::count, any);
}

std::vector<std::vector<DemandShares>> demand_shares(const SharesAsked& asked,
                                                     std::span<const ExposureGroup> groups,
                                                     const graph::Removed& removed) {
  const std::vector<Truth> sees = see_metadata(asked.facts);
  std::vector<Watching> watchers;
  for (const ExposureGroup& group : groups) watchers.push_back(watching(asked, group, sees));
  const Portion open = Portion::open();
  // Without a route its ends are not in the network that is known.
  std::vector<std::vector<DemandShares>> out(
      groups.size(),
      std::vector<DemandShares>(asked.day.demands.size(), {{open, open, open}, open}));
  const routing::Network& network = asked.day.proof.network;
  Search search{network, removed, trust::CarrierFinder(network, removed)};
  for (const std::size_t i : by_end(asked.day)) {
    const DemandPaths& demand = asked.day.demands[i];
    for (const std::uint32_t number : demand.routes) {
      const routing::Route& route = asked.day.proof.routes[number];
      const bool known = asked.day.why_open[number].empty();
      trust::CarriedBy<trust::Carrier> carried;
      if (known) carried = search.carriers.look_for(route);
      for (std::size_t group = 0; group < groups.size(); ++group) {
        const DemandShares one =
            known ? shares_carried(search, carried, demand.spans, watchers[group])
                  : shares_unknown(route, watchers[group]);
        // How a demand to several ends is split among them is not said: any mean of its routes.
        const bool first = number == demand.routes.front();
        out[group][i] = first ? one : hull_of(out[group][i], one);
      }
    }
  }
  return out;
}

}  // namespace relook::engine
