// SPDX-License-Identifier: Apache-2.0
#include "trust/hiding.hpp"

#include <algorithm>
#include <utility>

namespace relook::trust {
namespace {

using graph::Incidence;
using graph::Node;

// Whether the place lies strictly inside the span on this path: its first end was passed before,
// its second is passed later, and the second was not passed between.
bool is_inside(const ProtectedSpan& span, const Path& path, std::size_t place) {
  const std::size_t nodes_before = (place + 1) / 2;  // of those that are passed before the place
  bool open = false;
  for (std::size_t i = 0; i < nodes_before; ++i) {
    if (path.nodes[i] == span.to) open = false;
    if (path.nodes[i] == span.from) open = true;
  }
  for (std::size_t i = place / 2 + (place % 2); open && i < path.nodes.size(); ++i) {
    if (path.nodes[i] == span.to) return i * 2 > place;
  }
  return false;
}

// What the path crosses at a place, as surely as it matches.
Truth matches_at(const Crossing& crossing, const Path& path, std::size_t place) {
  if (place % 2 != 0) return crossing.edge[path.edges[place / 2]];
  const Node node = path.nodes[place / 2];
  const bool end = node == path.nodes.front() || node == path.nodes.back();
  return end ? crossing.end[node] : crossing.node[node];
}

// Walks all paths, in order of ids, until one is right.
class Paths {
 public:
  Paths(const routing::Network& network, const graph::Removed& removed, const Carrier& carrier,
        std::size_t paths_max)
      : network_(network), removed_(removed), carrier_(carrier), left_(paths_max) {}

  template <class IsRight>
  std::optional<Path> first(const IsRight& is_right) {
    if (carrier_.stretches.empty()) return std::nullopt;
    struct Fork {
      std::size_t stretch;
      std::vector<Incidence> hops;
      std::size_t next = 0;
    };
    Path path{{carrier_.stretches.front().from}, {}};
    std::vector<Fork> forks;
    std::size_t stretch = 0;
    while (left_ > 0) {
      while (stretch < carrier_.stretches.size() &&
             ends_at(carrier_.stretches[stretch], path.nodes.back())) {
        ++stretch;
      }
      if (stretch < carrier_.stretches.size()) {
        forks.push_back({stretch, next_hops(network_, removed_, carrier_.stretches[stretch],
                                            path.nodes.back())});
      } else {
        --left_;
        if (is_right(std::as_const(path))) return path;
      }
      // Back to the last place where another hop is left.
      while (!forks.empty() && forks.back().next == forks.back().hops.size()) forks.pop_back();
      if (forks.empty()) return std::nullopt;
      path.nodes.resize(forks.size());
      path.edges.resize(forks.size() - 1);
      const Incidence& hop = forks.back().hops[forks.back().next++];
      stretch = forks.back().stretch;
      path.nodes.push_back(hop.neighbour);
      path.edges.push_back(hop.edge);
    }
    return std::nullopt;
  }

 private:
  const routing::Network& network_;
  const graph::Removed& removed_;
  const Carrier& carrier_;
  std::size_t left_;
};

}  // namespace

std::span<const ProtectedSpan> Hiding::of(const routing::Route& route) const {
  return route.demand < spans.size() ? std::span(spans[route.demand])
                                     : std::span<const ProtectedSpan>();
}

Truth seen_by(const routing::Network& network, const Sight& sight, const routing::Route& route,
              const graph::Removed& removed, const Carrier& carrier) {
  if (sight.hiding == nullptr || sight.hiding->of(route).empty()) {
    return crossed_by(network, sight.crossing, removed, carrier);
  }
  const Crossing& around = sight.hiding->around ? *sight.hiding->around : sight.crossing;
  const Exposed all = exposed(network, removed, carrier, sight.hiding->of(route),
                              {.all = sight.crossing, .around = around});
  const routing::Portion& seen = sight.hiding->around ? all.metadata : all.content;
  if (seen.low.part > 0) return Truth::yes;
  return seen.high.part > 0 ? Truth::unknown : Truth::no;
}

std::vector<Shown> shown_places(const Hiding& hiding, const routing::Route& route, const Path& path,
                                Truth least) {
  std::vector<Shown> shown;
  for (std::size_t place = 0; place < path.nodes.size() + path.edges.size(); ++place) {
    const bool hidden = std::ranges::any_of(
        hiding.of(route), [&](const auto& span) { return is_inside(span, path, place); });
    shown.push_back(hidden ? Shown::nobody : Shown::all);
    if (!hidden || !hiding.around) continue;
    const Truth around = place % 2 == 0 ? hiding.around->node[path.nodes[place / 2]]
                                        : hiding.around->edge[path.edges[place / 2]];
    if (around >= least) shown.back() = Shown::around;
  }
  return shown;
}

std::optional<Path> first_path_seen(const routing::Network& network, const Sight& sight,
                                    const routing::Route& route, const graph::Removed& removed,
                                    const Carrier& carrier, Truth least, std::size_t paths_max) {
  if (sight.hiding == nullptr || sight.hiding->of(route).empty()) {
    return first_path(network, sight.crossing, removed, carrier, least);
  }
  return Paths(network, removed, carrier, paths_max).first([&](const Path& path) {
    const std::vector<Shown> shown = shown_places(*sight.hiding, route, path, least);
    for (std::size_t place = 0; place < shown.size(); ++place) {
      if (shown[place] == Shown::nobody) continue;
      if (matches_at(sight.crossing, path, place) >= least) return true;
    }
    return false;
  });
}

}  // namespace relook::trust
