// SPDX-License-Identifier: Apache-2.0
// What the lab's routers are expected to do: reads a network as tests/lab/*.net draw it from the
// standard input and prints every router's next hops to every other, in the whole network and with
// each link and each node down. The graph and its paths are relook's own.
//
// A line is: scenario, from, to, `plain` | `within` | `across`, and the next hops as NAME@LINK,
// where LINK is the one by which the neighbour is reached; tabs between. Where links have areas,
// `within` is a pair whose paths inside the far end's area were taken, `across` one that has none
// there: its hops are those of least cost in the whole network, which need not be what OSPF does.

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "graph/digraph.hpp"
#include "graph/shortest_paths.hpp"
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

// The graph of what the plane keeps, and of one area where one is given. Edges that are not in it
// are loops, so that all graphs number them alike.
graph::Digraph graph_of(const Drawn& drawn, std::optional<std::uint32_t> area) {
  routing::Topology topology = drawn.topology;
  for (routing::Adjacency& adjacency : topology.adjacencies) {
    if (drawn.left_out[adjacency.link] || (area && adjacency.area != *area)) {
      adjacency.b = adjacency.a;
    }
  }
  return routing::igp_graph(topology);
}

// The routers that a router hands a packet to. A broadcast network hands it on at once.
std::set<std::string> next_hops(const Drawn& drawn, const graph::Digraph& graph,
                                const graph::Removed& removed, const graph::PathsTo& paths,
                                graph::Node from) {
  std::set<std::string> hops;
  const auto add = [&](const graph::Incidence& at) {
    hops.insert(fmt::format("{}@{}", drawn.names[at.neighbour], at.edge));
  };
  for (const graph::Incidence& at : graph.at(from)) {
    if (!paths.leads_on(graph, removed, from, at)) continue;
    if (!drawn.topology.nodes[at.neighbour].lan) {
      add(at);
      continue;
    }
    for (const graph::Incidence& beyond : graph.at(at.neighbour)) {
      if (paths.leads_on(graph, removed, at.neighbour, beyond)) add(beyond);
    }
  }
  return hops;
}

class Forecast {
 public:
  explicit Forecast(const Drawn& drawn) : drawn_(drawn), whole_(graph_of(drawn, std::nullopt)) {
    for (std::uint32_t area = 0; area < drawn.topology.areas.size(); ++area) {
      areas_.push_back(graph_of(drawn, area));
    }
  }

  void print_all() const {
    print("whole", graph::Removed(whole_));
    for (graph::Edge edge = 0; edge < whole_.edges(); ++edge) {
      if (drawn_.left_out[edge]) continue;
      graph::Removed removed(whole_);
      removed.remove_edge(edge);
      print(fmt::format("link {}", edge), removed);
    }
    for (graph::Node node = 0; node < whole_.nodes(); ++node) {
      graph::Removed removed(whole_);
      removed.remove_node(node);
      print(fmt::format("node {}", drawn_.names[node]), removed);
    }
  }

 private:
  [[nodiscard]] bool is_asked(graph::Node node, const graph::Removed& removed) const {
    return !drawn_.topology.nodes[node].lan && !removed.node(node);
  }

  void print(const std::string& scenario, const graph::Removed& removed) const {
    for (graph::Node to = 0; to < whole_.nodes(); ++to) {
      if (!is_asked(to, removed)) continue;
      const graph::Node ends[] = {to};
      const graph::Digraph& inside = areas_[drawn_.homes[to]];
      const graph::PathsTo within = graph::shortest_paths_to(inside, removed, ends);
      const graph::PathsTo across = graph::shortest_paths_to(whole_, removed, ends);
      for (graph::Node from = 0; from < whole_.nodes(); ++from) {
        if (from == to || !is_asked(from, removed)) continue;
        const bool is_within = within.distance[from] != graph::kUnreachable;
        const char* kind = areas_.size() == 1 ? "plain" : is_within ? "within" : "across";
        const std::set<std::string> hops = is_within
                                               ? next_hops(drawn_, inside, removed, within, from)
                                               : next_hops(drawn_, whole_, removed, across, from);
        fmt::print("{}\t{}\t{}\t{}\t{}\n", scenario, drawn_.names[from], drawn_.names[to], kind,
                   fmt::join(hops, " "));
      }
    }
  }

  const Drawn& drawn_;
  graph::Digraph whole_;
  std::vector<graph::Digraph> areas_;  // by number
};

}  // namespace
}  // namespace relook

int main() {
  const std::optional<relook::Drawn> drawn = relook::read_drawn(std::cin);
  if (!drawn) return 2;
  relook::Forecast(*drawn).print_all();
  return 0;
}
