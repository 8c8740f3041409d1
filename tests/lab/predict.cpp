// SPDX-License-Identifier: Apache-2.0
// What the lab's routers are expected to do: reads a network as tests/lab/*.net draw it from the
// standard input and prints every router's next hops to every other, in the whole network and with
// each link and each node down. The graph and its paths are relook's own.
//
// A line is: scenario, from, to, `plain` | `within` | `across` | `open`, and the next hops as
// NAME@LINK, where LINK is the one by which the neighbour is reached; tabs between. Where links
// have areas, `within` is a pair that has a path inside the far end's area, `across` one that has
// none and goes by what border routers tell, `open` one of which the prediction says nothing.

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "graph/digraph.hpp"
#include "graph/shortest_paths.hpp"
#include "routing/area_shape.hpp"
#include "routing/ospf_areas.hpp"
#include "routing/topology.hpp"

namespace relook {
namespace {

struct Drawn {
  routing::Topology topology;
  std::vector<std::string> names;    // of nodes
  std::vector<std::uint32_t> homes;  // area of each node's own address
  std::vector<bool> left_out;        // adjacencies that the plane does not keep
};

std::uint32_t number_of(std::vector<std::string>& areas, const std::string& area) {
  for (std::uint32_t i = 0; i < areas.size(); ++i) {
    if (areas[i] == area) return i;
  }
  areas.push_back(area);
  return static_cast<std::uint32_t>(areas.size() - 1);
}

// One line of the drawing; false where it cannot be understood.
bool add_line(Drawn& drawn, std::map<std::string, graph::Node>& nodes, std::istringstream& line) {
  routing::Topology& topology = drawn.topology;
  std::string kind;
  line >> kind;
  if (kind == "router" || kind == "lan") {
    std::string name;
    line >> name;
    const auto node = static_cast<graph::Node>(topology.nodes.size());
    if (name.empty() || !nodes.emplace(name, node).second) return false;
    drawn.names.push_back(name);
    drawn.homes.push_back(0);
    topology.nodes.push_back(
        {.element = node, .through = true, .external = false, .lan = kind == "lan"});
  } else if (kind == "link") {
    std::string a;
    std::string b;
    routing::Adjacency adjacency{};
    if (!(line >> a >> b >> adjacency.metric_ab >> adjacency.metric_ba)) return false;
    if (!nodes.contains(a) || !nodes.contains(b)) return false;
    adjacency.link = static_cast<std::uint32_t>(topology.adjacencies.size());
    adjacency.a = nodes.at(a);
    adjacency.b = nodes.at(b);
    topology.adjacencies.push_back(adjacency);
    drawn.left_out.push_back(false);
  } else {
    return false;
  }
  for (std::string word; line >> word;) {
    if (word == "no-transit" && kind == "router") {
      topology.nodes.back().through = false;
    } else if (word == "left-out" && kind == "link") {
      drawn.left_out.back() = true;
    } else if (word.starts_with("area=")) {
      const std::uint32_t area = number_of(topology.areas, word.substr(5));
      (kind == "link" ? topology.adjacencies.back().area : drawn.homes.back()) = area;
    } else if (!word.starts_with("affinity=")) {
      return false;
    }
  }
  return true;
}

std::optional<Drawn> read_drawn(std::istream& in) {
  Drawn drawn;
  drawn.topology.areas = {""};
  std::map<std::string, graph::Node> nodes;
  for (std::string text; std::getline(in, text);) {
    if (text.empty() || text.starts_with('#')) continue;
    std::istringstream line(text);
    if (!add_line(drawn, nodes, line)) {
      std::cerr << "cannot understand: " << text << '\n';
      return std::nullopt;
    }
  }
  return drawn;
}

// The graph of what the plane keeps. Other edges are loops, so that all are numbered alike.
graph::Digraph graph_of(const Drawn& drawn) {
  routing::Topology topology = drawn.topology;
  for (routing::Adjacency& adjacency : topology.adjacencies) {
    if (drawn.left_out[adjacency.link]) adjacency.b = adjacency.a;
  }
  return routing::igp_graph(topology);
}

enum class Areas : std::uint8_t { one, several };

// Whether links differ in area; then the topology says whose address is in which. Nothing where
// they lie as is not modelled.
std::optional<Areas> find_areas(Drawn& drawn, const graph::Digraph& graph) {
  routing::Topology& topology = drawn.topology;
  std::set<std::uint32_t> areas;
  for (const routing::Adjacency& adjacency : topology.adjacencies) areas.insert(adjacency.area);
  if (areas.size() < 2) return Areas::one;
  topology.part = graph::connected_parts(graph);
  routing::AreaShape shape = routing::area_shape(topology, drawn.homes);
  if (shape.trouble != std::vector{routing::AreaTrouble::none}) {
    std::cerr << "its areas lie as is not modelled\n";
    return std::nullopt;
  }
  topology.home_area = std::move(shape.home);
  return Areas::several;
}

class Forecast {
 public:
  Forecast(const Drawn& drawn, graph::Digraph graph, Areas areas)
      : drawn_(drawn), graph_(std::move(graph)) {
    if (areas == Areas::several) areas_.emplace(drawn.topology, graph_, 0);
  }

  void print_all() const {
    print("whole", graph::Removed(graph_));
    for (graph::Edge edge = 0; edge < graph_.edges(); ++edge) {
      if (drawn_.left_out[edge]) continue;
      graph::Removed removed(graph_);
      removed.remove_edge(edge);
      print(fmt::format("link {}", edge), removed);
    }
    for (graph::Node node = 0; node < graph_.nodes(); ++node) {
      graph::Removed removed(graph_);
      removed.remove_node(node);
      print(fmt::format("node {}", drawn_.names[node]), removed);
    }
  }

 private:
  using Hops = std::set<std::string>;

  [[nodiscard]] bool is_asked(graph::Node node, const graph::Removed& removed) const {
    return !drawn_.topology.nodes[node].lan && !removed.node(node);
  }

  void print(const std::string& scenario, const graph::Removed& removed) const {
    for (graph::Node to = 0; to < graph_.nodes(); ++to) {
      if (!is_asked(to, removed)) continue;
      areas_ ? print_areas(scenario, removed, to) : print_plain(scenario, removed, to);
    }
  }

  void print_plain(const std::string& scenario, const graph::Removed& removed,
                   graph::Node to) const {
    const graph::PathsTo paths = graph::shortest_paths_to(graph_, removed, std::span(&to, 1));
    const auto each = [&](graph::Node node, const auto& body) {
      for (const graph::Incidence& at : graph_.at(node)) {
        if (paths.leads_on(graph_, removed, node, at)) body(at);
      }
    };
    for (graph::Node from = 0; from < graph_.nodes(); ++from) {
      if (from == to || !is_asked(from, removed)) continue;
      print_pair(scenario, from, to, "plain", next_hops(from, each));
    }
  }

  void print_areas(const std::string& scenario, const graph::Removed& removed,
                   graph::Node to) const {
    routing::OspfRoutes routes(*areas_);
    routes.towards(to, removed);
    const auto each = [&](graph::Node node, const auto& body) { routes.for_each_hop(node, body); };
    for (graph::Node from = 0; from < graph_.nodes(); ++from) {
      if (from == to || !is_asked(from, removed)) continue;
      const char* kind = routes.sends(from) == routing::OspfSends::open ? "open" : "across";
      if (routes.stays_inside(from)) kind = "within";
      print_pair(scenario, from, to, kind, next_hops(from, each));
    }
  }

  // The routers that a router hands a packet to, where `each(node, body)` calls body with each next
  // hop of a node. A broadcast network hands it on at once.
  template <class Each>
  [[nodiscard]] Hops next_hops(graph::Node from, const Each& each) const {
    Hops hops;
    const auto add = [&](const graph::Incidence& at) {
      hops.insert(fmt::format("{}@{}", drawn_.names[at.neighbour], at.edge));
    };
    each(from, [&](const graph::Incidence& at) {
      drawn_.topology.nodes[at.neighbour].lan ? each(at.neighbour, add) : add(at);
    });
    return hops;
  }

  void print_pair(const std::string& scenario, graph::Node from, graph::Node to, const char* kind,
                  const Hops& hops) const {
    fmt::print("{}\t{}\t{}\t{}\t{}\n", scenario, drawn_.names[from], drawn_.names[to], kind,
               fmt::join(hops, " "));
  }

  const Drawn& drawn_;
  graph::Digraph graph_;
  std::optional<routing::OspfAreas> areas_;
};

}  // namespace
}  // namespace relook

int main() {
  std::optional<relook::Drawn> drawn = relook::read_drawn(std::cin);
  if (!drawn) return 2;
  relook::graph::Digraph graph = relook::graph_of(*drawn);
  const std::optional<relook::Areas> areas = relook::find_areas(*drawn, graph);
  if (!areas) return 2;
  relook::Forecast(*drawn, std::move(graph), *areas).print_all();
  return 0;
}
