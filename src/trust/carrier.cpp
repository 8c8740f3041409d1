// SPDX-License-Identifier: Apache-2.0
#include "trust/carrier.hpp"

#include <algorithm>
#include <utility>

#include "trust/area_stretch.hpp"

namespace relook::trust {

using graph::Edge;
using graph::Incidence;
using graph::kNoIndex;
using graph::Node;

namespace {

// Distances that are kept: some 64 MB of them.
constexpr std::size_t kDistancesMax = 8'000'000;

/// The stretch of a segment that is pinned to a link.
std::optional<Stretch> pinned(const graph::Digraph& graph, const routing::Segment& segment,
                              const graph::Removed& removed, Node from) {
  Stretch stretch{.graph = segment.graph, .from = from, .link = segment.link};
  const graph::EdgeEnds& ends = graph.ends(segment.link);
  const Node end = ends.a == from ? ends.b : ends.a;
  const bool joins = (ends.a == from || ends.b == from) && ends.a != ends.b;
  if (!joins || removed.edge(segment.link) || removed.node(ends.a) || removed.node(ends.b)) {
    return std::nullopt;
  }
  graph::PathsTo paths;
  paths.distance.assign(graph.nodes(), graph::kUnreachable);
  paths.ends.assign(graph.nodes(), 0);
  paths.distance[end] = 0;
  paths.ends[end] = 1;
  paths.distance[from] = ends.a == from ? ends.ab : ends.ba;
  stretch.paths = std::make_shared<const graph::PathsTo>(std::move(paths));
  return stretch;
}

/// Where a stretch can end, by node.
std::vector<Node> ends_of(const routing::Network& network, const graph::Removed& removed,
                          const Stretch& stretch) {
  std::vector<Node> ends;
  std::vector<Node> open = {stretch.from};
  std::vector<std::uint8_t> seen(stretch.paths->ends.size());
  seen[stretch.from] = 1;
  while (!open.empty()) {
    const Node node = open.back();
    open.pop_back();
    if (ends_at(stretch, node)) {
      ends.push_back(node);
      continue;
    }
    for (const Incidence& at : next_hops(network, removed, stretch, node)) {
      if (std::exchange(seen[at.neighbour], std::uint8_t{1}) == 0) open.push_back(at.neighbour);
    }
  }
  std::ranges::sort(ends);
  return ends;
}

}  // namespace

CarrierFinder::CarrierFinder(const routing::Network& network, const graph::Removed& removed)
    : network_(network), removed_(removed) {}

CarrierFinder::~CarrierFinder() = default;

bool ends_at(const Stretch& stretch, Node node) { return stretch.paths->ends[node] != 0; }

std::shared_ptr<const graph::PathsTo> CarrierFinder::paths_of(const routing::Segment& segment) {
  const graph::Digraph& graph = network_.graphs[segment.graph];
  if (kept_.size() * graph.nodes() > kDistancesMax) kept_.clear();
  auto& kept = kept_[{segment.graph, segment.to}];
  if (kept == nullptr) {
    kept = std::make_shared<const graph::PathsTo>(
        graph::shortest_paths_to(graph, removed_, segment.to));
  }
  return kept;
}

/// The stretch of a segment that begins at `from`, where there is one.
std::optional<Stretch> CarrierFinder::walked(const routing::Segment& segment, Node from) {
  if (segment.link != kNoIndex) {
    return pinned(network_.graphs[segment.graph], segment, removed_, from);
  }
  if (removed_.node(from)) return std::nullopt;
  std::shared_ptr<const graph::PathsTo> paths = paths_of(segment);
  if (paths->distance[from] == graph::kUnreachable) return std::nullopt;
  return Stretch{.graph = segment.graph, .from = from, .paths = std::move(paths)};
}

CarriedBy<Carrier> CarrierFinder::look_for(const routing::Route& route) {
  if (routing::takes_areas(network_, route)) {
    const std::uint32_t part = network_.topology.part[route.from];
    std::unique_ptr<AreaSearch>& search = areas_[part];
    if (search == nullptr) search = std::make_unique<AreaSearch>(network_, removed_, part);
    CarriedBy<Stretch> way = search->find(route.from, route.to[0]);
    if (!way.by) return {.open = way.open};
    const graph::Distance cost = way.by->paths->distance[route.from];
    return {.by = Carrier{.way = 0, .cost = cost, .stretches = {*std::move(way.by)}}};
  }
  for (std::uint32_t number = 0; number < route.ways.size(); ++number) {
    Carrier carrier{.way = number, .cost = 0, .stretches = {}};
    Node from = route.from;
    bool whole = !removed_.node(from);
    for (const routing::Segment& segment : route.ways[number].segments) {
      std::optional<Stretch> stretch = whole ? walked(segment, from) : std::nullopt;
      if (!stretch) {
        whole = false;
        break;
      }
      carrier.cost += stretch->paths->distance[from];
      // Only the last segment has several ends, so each before it ends in one place.
      from = ends_of(network_, removed_, *stretch).front();
      carrier.stretches.push_back(*std::move(stretch));
    }
    if (whole) return {.by = std::move(carrier)};
  }
  return {};
}

std::optional<Carrier> carrier_of(const routing::Network& network, const routing::Route& route,
                                  const graph::Removed& removed) {
  return CarrierFinder(network, removed).find(route);
}

std::vector<Incidence> next_hops(const routing::Network& network, const graph::Removed& removed,
                                 const Stretch& stretch, Node node) {
  const graph::Digraph& graph = network.graphs[stretch.graph];
  std::vector<Incidence> hops;
  if (ends_at(stretch, node)) return hops;
  if (!stretch.hops.empty()) return stretch.hops[node];
  for (const Incidence& at : graph.at(node)) {
    if (stretch.link != kNoIndex) {
      if (at.edge == stretch.link && node == stretch.from) hops.push_back(at);
    } else if (stretch.paths->leads_on(graph, removed, node, at)) {
      hops.push_back(at);
    }
  }
  return hops;
}

namespace {

/// What paths cross from a node of a stretch to its end, ends of the route judged as ends.
class Judge {
 public:
  Judge(const routing::Network& network, const Crossing& crossing, const graph::Removed& removed,
        const Carrier& carrier)
      : network_(network), crossing_(crossing), removed_(removed), carrier_(carrier) {
    for (std::size_t i = 0; i < carrier.stretches.size(); ++i) {
      known_.emplace_back(crossing.node.size(), kNotKnown);
    }
  }

  /// Of the rest of the way from `node` in stretch `number`, the node itself included.
  [[nodiscard]] Truth from(std::size_t number, Node node) {
    if (known_[number][node] != kNotKnown) return static_cast<Truth>(known_[number][node]);
    // Depth first with a stack of its own: paths may be long.
    std::vector<std::pair<std::size_t, Node>> open = {{number, node}};
    while (!open.empty()) {
      const auto [at_number, at_node] = open.back();
      if (known_[at_number][at_node] != kNotKnown || settle(at_number, at_node, open)) {
        open.pop_back();
      }
    }
    return static_cast<Truth>(known_[number][node]);
  }

  /// The two ends count as ends wherever the way meets them.
  [[nodiscard]] Truth itself(Node node) const {
    const bool end =
        node == carrier_.stretches.front().from || ends_at(carrier_.stretches.back(), node);
    return end ? crossing_.end[node] : crossing_.node[node];
  }

 private:
  static constexpr std::uint8_t kNotKnown = 255;

  bool settle(std::size_t number, Node node, std::vector<std::pair<std::size_t, Node>>& open) {
    const Stretch& stretch = carrier_.stretches[number];
    Truth met = itself(node);
    bool waiting = false;
    const auto ask = [&](std::size_t next_number, Node next) {
      const std::uint8_t known = known_[next_number][next];
      if (known == kNotKnown) {
        open.emplace_back(next_number, next);
        waiting = true;
      } else {
        met = either(met, static_cast<Truth>(known));
      }
    };
    if (ends_at(stretch, node)) {
      if (number + 1 < carrier_.stretches.size()) ask(number + 1, node);
    }
    for (const Incidence& at : next_hops(network_, removed_, stretch, node)) {
      met = either(met, crossing_.edge[at.edge]);
      ask(number, at.neighbour);
    }
    if (waiting) return false;
    known_[number][node] = static_cast<std::uint8_t>(met);
    return true;
  }

  const routing::Network& network_;
  const Crossing& crossing_;
  const graph::Removed& removed_;
  const Carrier& carrier_;
  std::vector<std::vector<std::uint8_t>> known_;
};

}  // namespace

Truth crossed_by(const routing::Network& network, const Crossing& crossing,
                 const graph::Removed& removed, const Carrier& carrier) {
  if (carrier.stretches.empty()) return Truth::no;
  return Judge(network, crossing, removed, carrier).from(0, carrier.stretches[0].from);
}

Path first_path(const routing::Network& network, const Crossing& crossing,
                const graph::Removed& removed, const Carrier& carrier, Truth least) {
  Path path;
  if (carrier.stretches.empty()) return path;
  Judge judge(network, crossing, removed, carrier);
  Node node = carrier.stretches[0].from;
  path.nodes.push_back(node);
  // Whether something that matches is still to come: then only what leads there is taken.
  bool wanted = judge.from(0, node) >= least && judge.itself(node) < least;
  for (std::size_t number = 0; number < carrier.stretches.size(); ++number) {
    const Stretch& stretch = carrier.stretches[number];
    while (!ends_at(stretch, node)) {
      for (const Incidence& at : next_hops(network, removed, stretch, node)) {
        const bool here = crossing.edge[at.edge] >= least;
        if (wanted && !here && judge.from(number, at.neighbour) < least) continue;
        path.edges.push_back(at.edge);
        node = at.neighbour;
        path.nodes.push_back(node);
        wanted = wanted && !here && judge.itself(node) < least;
        break;
      }
    }
  }
  return path;
}

}  // namespace relook::trust
