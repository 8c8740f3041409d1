// SPDX-License-Identifier: Apache-2.0
// How long the avoid proof of every pair takes, beside a plain brute force in the same run.
//
//     proof_benchmark [--repetitions N] [--zoo FOLDER] [--big] [--brute]
//
// Links and nodes fail; 5 % of the nodes (seeded) are to be avoided, and one link in 80 rides on an
// element of its own to be avoided. Two threads. Graphs of the Internet Topology Zoo have the
// geodesic distance in units of 10 km as metric (at least 1; 100 where a coordinate is missing), of
// their largest component. The national ones are drawn: core routers meshed by nearness,
// aggregation homed to two of them, the rest in chains of 1 to 6 between two aggregation routers.
// All are synthetic in what is avoided. Times are medians, in seconds.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "base/file.hpp"
#include "base/geodesic.hpp"
#include "graph/shortest_paths.hpp"
#include "io/gml.hpp"
#include "io/gml_graph.hpp"
#include "trust/avoid_proof.hpp"

namespace {

using namespace relook;

/// A network with what is to be avoided in it.
struct Case {
  std::string name;
  routing::Network network;
  std::vector<Truth> avoided;
  std::vector<graph::Node> routers;
};

struct Link {
  graph::Node a;
  graph::Node b;
  graph::Weight metric;
};

Case made(std::string name, std::uint32_t routers, const std::vector<Link>& links) {
  std::mt19937_64 random(1);
  Case made{.name = std::move(name), .network = {}, .avoided = {}, .routers = {}};
  routing::Topology& topology = made.network.topology;
  const std::size_t below = std::max<std::size_t>(links.size() / 80, 1);
  for (graph::Node node = 0; node < routers + below; ++node) {
    topology.nodes.push_back({.element = node, .through = true, .external = false, .lan = false});
    made.avoided.push_back(node < routers ? Truth::no : Truth::yes);
    if (node < routers) made.routers.push_back(node);
  }
  std::vector<graph::Node> order = made.routers;
  std::shuffle(order.begin(), order.end(), random);
  for (std::size_t i = 0; i < std::max<std::size_t>(routers / 20, 1); ++i) {
    made.avoided[order[i]] = Truth::yes;
  }
  for (std::uint32_t link = 0; link < links.size(); ++link) {
    topology.adjacencies.push_back({.link = link,
                                    .a = links[link].a,
                                    .b = links[link].b,
                                    .metric_ab = links[link].metric,
                                    .metric_ba = links[link].metric,
                                    .delay_us = 0,
                                    .area = 0});
  }
  std::vector<std::uint32_t> ridden(links.size());
  for (std::uint32_t link = 0; link < links.size(); ++link) ridden[link] = link;
  std::shuffle(ridden.begin(), ridden.end(), random);
  for (std::uint32_t i = 0; i < below; ++i) {
    topology.adjacencies[ridden[i]].rides_on = {routers + i};
  }
  topology.areas = {""};
  topology.elements_in_service = topology.nodes.size();
  made.network.graphs.push_back(routing::igp_graph(topology));
  made.network.plane_gaps.emplace_back();
  topology.part = graph::connected_parts(made.network.graphs[0]);
  return made;
}

graph::Weight metric_of(const std::optional<GeoPoint>& a, const std::optional<GeoPoint>& b) {
  if (!a || !b) return 100;
  const double kilometres = geodesic_metres(*a, *b) / 1000;
  return std::max<graph::Weight>(1, static_cast<graph::Weight>(std::lround(kilometres / 10)));
}

std::optional<Case> zoo(const std::filesystem::path& folder, const std::string& name) {
  std::filesystem::path found;
  if (!std::filesystem::exists(folder)) return std::nullopt;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().filename() == name + ".gml") found = entry.path();
  }
  const auto bytes = read_file(found);
  if (!bytes) return std::nullopt;
  const auto document = io::read_gml(*bytes, name);
  Diagnostics diagnostics;
  const io::GmlGraph gml = io::read_gml_graph(document.value, name, diagnostics);
  std::map<std::int64_t, graph::Node> number;
  for (const io::GmlNode& node : gml.nodes) {
    number.emplace(node.id, static_cast<graph::Node>(number.size()));
  }
  std::vector<graph::EdgeEnds> ends;
  for (const io::GmlEdge& edge : gml.edges) {
    ends.push_back({number.at(edge.source), number.at(edge.target), 1, 1});
  }
  const graph::Digraph whole(std::vector<std::uint8_t>(gml.nodes.size(), 1), ends);
  const std::vector<std::uint32_t> part = graph::connected_parts(whole);
  std::map<std::uint32_t, std::size_t> sizes;
  for (const std::uint32_t each : part) ++sizes[each];
  const auto largest = std::ranges::max_element(
      sizes, [](const auto& a, const auto& b) { return a.second < b.second; });
  std::vector<graph::Node> renumbered(gml.nodes.size(), graph::kNoIndex);
  std::uint32_t routers = 0;
  for (graph::Node node = 0; node < part.size(); ++node) {
    if (part[node] == largest->first) renumbered[node] = routers++;
  }
  std::vector<Link> links;
  for (const graph::EdgeEnds& edge : ends) {
    if (edge.a == edge.b || renumbered[edge.a] == graph::kNoIndex) continue;
    links.push_back({renumbered[edge.a], renumbered[edge.b],
                     metric_of(gml.nodes[edge.a].place, gml.nodes[edge.b].place)});
  }
  return made(name, routers, links);
}

/// A drawn national network.
Case national(std::uint32_t routers) {
  std::mt19937_64 random(7);
  const std::uint32_t core = std::max<std::uint32_t>(8, routers / 200);
  const std::uint32_t aggregation = routers / 20;
  std::vector<std::pair<double, double>> place;
  for (std::uint32_t i = 0; i < routers; ++i) {
    const double x = static_cast<double>(random() % 1'000'000) / 1e6;
    place.emplace_back(x, static_cast<double>(random() % 1'000'000) / 1e6);
  }
  const auto away = [&](std::uint32_t a, std::uint32_t b) {
    return std::hypot(place[a].first - place[b].first, place[a].second - place[b].second);
  };
  std::set<std::pair<std::uint32_t, std::uint32_t>> joined;
  const auto join = [&](std::uint32_t a, std::uint32_t b) {
    if (a != b) joined.emplace(std::min(a, b), std::max(a, b));
  };
  const auto nearest = [&](std::uint32_t from, std::uint32_t end, std::size_t count) {
    std::vector<std::uint32_t> others;
    for (std::uint32_t other = 0; other < end; ++other) {
      if (other != from) others.push_back(other);
    }
    std::ranges::sort(others, {}, [&](std::uint32_t other) { return away(from, other); });
    others.resize(std::min(count, others.size()));
    return others;
  };
  for (std::uint32_t router = 0; router < core; ++router) {
    for (const std::uint32_t other : nearest(router, core, 3)) join(router, other);
    for (const std::uint32_t other : nearest(router, router, 1)) join(router, other);
  }
  for (std::uint32_t router = core; router < core + aggregation; ++router) {
    for (const std::uint32_t other : nearest(router, core, 2)) join(router, other);
  }
  for (std::uint32_t router = core + aggregation; router < routers;) {
    const auto pick = [&] { return core + static_cast<std::uint32_t>(random() % aggregation); };
    const std::uint32_t begin = pick();
    std::uint32_t end = begin;
    for (unsigned i = 0; i < 10; ++i) {
      const std::uint32_t other = pick();
      if (other != begin && (end == begin || away(begin, other) < away(begin, end))) end = other;
    }
    std::uint32_t before = begin;
    for (std::uint32_t length = 1 + static_cast<std::uint32_t>(random() % 6);
         length > 0 && router < routers; --length, ++router) {
      join(before, router);
      before = router;
    }
    join(before, end);
  }
  std::vector<Link> links;
  for (const auto& [a, b] : joined) {
    links.push_back(
        {a, b, std::max<graph::Weight>(1, static_cast<graph::Weight>(away(a, b) * 100))});
  }
  return made(fmt::format("national {}", routers), routers, links);
}

double seconds(const std::function<void()>& work, unsigned repetitions) {
  std::vector<double> times;
  for (unsigned i = 0; i < repetitions; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

/// One Dijkstra for each destination and scenario, and what each source's paths cross.
std::uint64_t brute_force(const Case& each, const trust::Crossing& crossing,
                          const trust::Failures& failures, unsigned limit) {
  const graph::Digraph& graph = each.network.graphs[0];
  std::uint64_t breaches = 0;
  for (const graph::Node to : each.routers) {
    std::vector<std::uint8_t> found(graph.nodes());
    graph::Removed removed(graph);
    const std::function<void(trust::Failure, unsigned)> look = [&](trust::Failure first,
                                                                   unsigned left) {
      const graph::Node ends[] = {to};
      const graph::PathsTo paths = graph::shortest_paths_to(graph, removed, ends);
      std::vector<graph::Node> order;
      for (const graph::Node node : each.routers) {
        if (paths.distance[node] != graph::kUnreachable) order.push_back(node);
      }
      std::ranges::sort(order, {}, [&](graph::Node node) { return paths.distance[node]; });
      std::vector<std::uint8_t> crossed(graph.nodes());
      for (const graph::Node node : order) {
        bool met = crossing.end[node] == Truth::yes || crossing.end[to] == Truth::yes;
        for (const graph::Incidence& at : graph.at(node)) {
          if (!paths.leads_on(graph, removed, node, at)) continue;
          crossed[node] |= static_cast<std::uint8_t>(
              crossed[at.neighbour] != 0 || crossing.edge[at.edge] == Truth::yes ||
              (at.neighbour != to && crossing.node[at.neighbour] == Truth::yes));
        }
        met = met || crossed[node] != 0;
        if (met && node != to && !removed.node(node)) found[node] = 1;
      }
      if (left == 0) return;
      for (trust::Failure failure = first; failure < failures.size(); ++failure) {
        const auto nodes = failures.nodes[failure];
        if (std::ranges::find(nodes, to) != nodes.end()) continue;
        for (const graph::Node node : nodes) removed.remove_node(node);
        for (const graph::Edge edge : failures.edges[failure]) removed.remove_edge(edge);
        look(failure + 1, left - 1);
        for (const graph::Node node : nodes) removed.restore_node(node);
        for (const graph::Edge edge : failures.edges[failure]) removed.restore_edge(edge);
      }
    };
    look(0, limit);
    breaches += static_cast<std::uint64_t>(std::ranges::count(found, std::uint8_t{1}));
  }
  return breaches;
}

struct Options {
  unsigned repetitions = 5;
  std::filesystem::path zoo = "../shared/data";
  bool big = false;
  bool brute = false;
};

void measure(const Case& each, unsigned limit, const std::vector<graph::Node>& from,
             const std::vector<graph::Node>& to, const Options& options, bool sets, bool brute) {
  const trust::Failures failures =
      trust::failures_of(each.network.topology, {.link = true, .node = true});
  const trust::Crossing crossing =
      trust::crossing_of(each.network.topology, each.avoided, trust::Ends::count, Truth::yes);
  const trust::AvoidQuestion question{each.network, crossing, failures, limit};
  trust::PairsProof proof;
  const auto prove = [&](trust::Each keep) {
    return seconds(
        [&] { proof = trust::prove_pairs(question, from, to, 0, keep, Run{.threads = 2}); },
        options.repetitions);
  };
  const double numbers = prove(trust::Each::none);
  const std::uint64_t breaches = proof.counts.answers[1];
  std::string line = fmt::format("{:14} k={} pairs {:>9} breaches {:>9} {:8.3f} s", each.name,
                                 limit, proof.counts.pairs, breaches, numbers);
  if (sets) line += fmt::format("  with sets {:8.3f} s", prove(trust::Each::breaches));
  if (brute) {
    std::uint64_t count = 0;
    const double time = seconds([&] { count = brute_force(each, crossing, failures, limit); }, 1);
    line += fmt::format("  brute force {:8.3f} s, {} breaches", time, count);
  }
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--big") options.big = true;
    if (word == "--brute") options.brute = true;
    if (word == "--repetitions" && i + 1 < count) {
      options.repetitions = static_cast<unsigned>(std::max(1, std::atoi(words[i + 1])));
    }
    if (word == "--zoo" && i + 1 < count) options.zoo = words[i + 1];
  }
  for (const std::string name : {"GtsCe", "Colt", "Cogentco"}) {
    const auto each = zoo(options.zoo, name);
    if (!each) {
      fmt::print("{}: no such graph under {}; left out\n", name, options.zoo.string());
      continue;
    }
    for (const unsigned limit : {2U, 3U}) {
      measure(*each, limit, each->routers, each->routers, options, true,
              options.brute && name == "GtsCe" && limit == 2);
    }
  }
  if (const auto kdl = zoo(options.zoo, "Kdl")) {
    for (const unsigned limit : {1U, 2U}) {
      measure(*kdl, limit, kdl->routers, kdl->routers, options, true, false);
    }
  }
  const Case small = national(1000);
  measure(small, 2, small.routers, small.routers, options, true, false);
  const Case large = national(10'000);
  std::vector<graph::Node> hundred;
  for (std::uint32_t i = 0; i < 100; ++i) hundred.push_back(i * 100 + 50);
  std::vector<graph::Node> sources;
  for (std::uint32_t i = 0; i < 101; ++i) sources.push_back(i * 99);
  for (const unsigned limit : {1U, 2U}) {
    measure(large, limit, sources, hundred, options, true, false);
  }
  if (options.big) measure(large, 1, large.routers, large.routers, options, false, false);
  return 0;
}
