// SPDX-License-Identifier: Apache-2.0
// What carries a route when some of the network is gone: the first of its ways of which every
// segment has a path, with all its least-cost paths.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/truth.hpp"
#include "graph/shortest_paths.hpp"
#include "routing/route.hpp"
#include "trust/crossing.hpp"

namespace relook::trust {

/// One segment of the way as it is walked.
struct Stretch {
  std::uint32_t graph;  ///< number in Network::graphs
  graph::Node from;
  /// The adjacency that it is pinned to, or kNoIndex where it takes least-cost paths.
  graph::Edge link = graph::kNoIndex;
  /// All least-cost paths to its end; for a pinned one only that end is said. Never null; carriers
  /// to the same end share it.
  std::shared_ptr<const graph::PathsTo> paths = {};
  /// By node, where routers of several areas decide one by one: its next hops. Else empty.
  std::vector<std::vector<graph::Incidence>> hops = {};
};

struct Carrier {
  std::uint32_t way;  ///< number in Route::ways
  graph::Distance cost;
  std::vector<Stretch> stretches;
};

/// What carries something, or nothing; or whether something does is not known.
template <class By>
struct CarriedBy {
  std::optional<By> by = {};
  bool open = false;
};

/// One path: its nodes from start to end, and the edge between each two.
struct Path {
  std::vector<graph::Node> nodes;
  std::vector<graph::Edge> edges;

  friend bool operator==(const Path&, const Path&) = default;
};

class AreaSearch;

/// What carries one route after another while the same is gone. Searches are kept, so that routes
/// to the same end share theirs.
class CarrierFinder {
 public:
  /// Both must outlive it, and `removed` must stay as it is.
  CarrierFinder(const routing::Network& network, const graph::Removed& removed);
  ~CarrierFinder();
  CarrierFinder(const CarrierFinder&) = delete;
  CarrierFinder& operator=(const CarrierFinder&) = delete;

  /// Nothing where the route is not served. Open only through several areas: where not all of its
  /// traffic arrives, or that is not known. At most one search for each segment.
  [[nodiscard]] CarriedBy<Carrier> look_for(const routing::Route& route);
  /// The same, and nothing where it is open.
  [[nodiscard]] std::optional<Carrier> find(const routing::Route& route) {
    return look_for(route).by;
  }

 private:
  [[nodiscard]] std::optional<Stretch> walked(const routing::Segment& segment, graph::Node from);
  [[nodiscard]] std::shared_ptr<const graph::PathsTo> paths_of(const routing::Segment& segment);

  const routing::Network& network_;
  const graph::Removed& removed_;
  std::map<std::pair<std::uint32_t, std::vector<graph::Node>>,
           std::shared_ptr<const graph::PathsTo>>
      kept_;
  std::map<std::uint32_t, std::unique_ptr<AreaSearch>> areas_;  // by part
};

/// The same of one route.
[[nodiscard]] std::optional<Carrier> carrier_of(const routing::Network& network,
                                                const routing::Route& route,
                                                const graph::Removed& removed);

/// A next hop of a stretch's least-cost paths, or the pinned link: each arc that leads on from
/// `node`, by neighbour and edge.
[[nodiscard]] std::vector<graph::Incidence> next_hops(const routing::Network& network,
                                                      const graph::Removed& removed,
                                                      const Stretch& stretch, graph::Node node);
/// Whether the stretch ends at the node.
[[nodiscard]] bool ends_at(const Stretch& stretch, graph::Node node);

/// The strongest match that any least-cost path crosses, its two ends included.
[[nodiscard]] Truth crossed_by(const routing::Network& network, const Crossing& crossing,
                               const graph::Removed& removed, const Carrier& carrier);

/// The first path by ids; with `least`, the first of those that cross something matching at least
/// that, where there is one.
[[nodiscard]] Path first_path(const routing::Network& network, const Crossing& crossing,
                              const graph::Removed& removed, const Carrier& carrier,
                              Truth least = Truth::no);

}  // namespace relook::trust
