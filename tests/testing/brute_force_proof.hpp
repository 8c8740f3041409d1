// SPDX-License-Identifier: Apache-2.0
// The obvious twin of the avoid proof: every scenario, each router on its own.
//
// In each scenario every router works out by itself what each neighbour is away from the end (by
// relaxing until nothing changes) and sends on over all neighbours that are cheapest; packets are
// followed hop by hop, and what they meet is written down. Nothing is shared with the clever way
// but the types.

#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <set>
#include <vector>

#include "base/truth.hpp"
#include "routing/route.hpp"
#include "routing/topology.hpp"
#include "trust/crossing.hpp"
#include "trust/failures.hpp"
#include "trust/plain_proof.hpp"

namespace relook::testing {

/// What has failed in a scenario, element by element and link by link.
struct Outage {
  std::vector<bool> node;
  std::vector<bool> link;
};

class BruteForce {
 public:
  BruteForce(const routing::Topology& topology, const std::vector<Truth>& avoided, trust::Ends ends)
      : topology_(topology), avoided_(avoided), ends_(ends), plain_(routing::igp_graph(topology)) {}

  /// The outage after these failures, by the words of SEMANTICS 9.3.
  [[nodiscard]] Outage outage(const std::vector<trust::Failures::What>& failed) const {
    Outage out{std::vector<bool>(topology_.nodes.size()),
               std::vector<bool>(topology_.adjacencies.size())};
    for (const trust::Failures::What& what : failed) {
      if (what.kind == trust::FailureKind::link) out.link[what.index] = true;
      if (what.kind == trust::FailureKind::node) out.node[what.index] = true;
      if (what.kind == trust::FailureKind::srlg) {
        for (const graph::Edge link : topology_.srlgs[what.index].links) out.link[link] = true;
      }
      if (what.kind == trust::FailureKind::site) {
        for (const graph::Node node : topology_.sites[what.index].elements) out.node[node] = true;
      }
    }
    const std::vector<bool> gone = out.node;
    for (graph::Node node = 0; node < topology_.nodes.size(); ++node) {
      for (const graph::Node host : topology_.nodes[node].hosts) {
        if (gone[host]) out.node[node] = true;
      }
    }
    for (graph::Edge link = 0; link < topology_.adjacencies.size(); ++link) {
      const routing::Adjacency& adjacency = topology_.adjacencies[link];
      if (out.node[adjacency.a] || out.node[adjacency.b]) out.link[link] = true;
      for (const graph::Node under : adjacency.rides_on) {
        if (out.node[under]) out.link[link] = true;
      }
    }
    return out;
  }

  /// What traffic meets: the strongest match on any path that packets can take, or nothing where it
  /// does not arrive. `last` are the nodes where it may have ended.
  struct Met {
    bool served;
    Truth avoided;
    std::uint64_t cost = 0;
    std::vector<graph::Node> last = {};
  };

  /// Hop by hop from one node to the nearest of some, the first and the last node left out.
  /// Nodes of `ends` count as ends of the demand wherever they are met.
  [[nodiscard]] Met walk(const Outage& out, const graph::Digraph& graph, graph::Node from,
                         const std::vector<graph::Node>& to,
                         const std::vector<graph::Node>& ends) const {
    return walk(out, graph, from, to, ends, distances(out, graph, to));
  }
  /// The same where each router knows already how far it is.
  [[nodiscard]] Met walk(const Outage& out, const graph::Digraph& graph, graph::Node from,
                         const std::vector<graph::Node>& to, const std::vector<graph::Node>& ends,
                         const std::vector<std::uint64_t>& distance) const {
    const auto is_end = [&](graph::Node node) {
      return std::find(to.begin(), to.end(), node) != to.end();
    };
    if (distance[from] == kFar) return {false, Truth::no};
    Met met{true, Truth::no, distance[from]};
    std::vector<bool> seen(topology_.nodes.size());
    std::vector<graph::Node> open = {from};
    seen[from] = true;
    while (!open.empty()) {
      const graph::Node node = open.back();
      open.pop_back();
      if (is_end(node)) {
        met.last.push_back(node);
        continue;
      }
      for (graph::Edge link = 0; link < topology_.adjacencies.size(); ++link) {
        const auto [next, cost] = over(graph, link, node);
        if (next == graph::kNoIndex || out.link[link] || distance[next] == kFar) continue;
        if (!is_end(next) && !topology_.nodes[next].through) continue;
        if (cost + distance[next] != distance[node]) continue;
        met.avoided = either(met.avoided, link_value(link));
        if (!is_end(next)) met.avoided = either(met.avoided, value(next, ends));
        if (!seen[next]) open.push_back(next);
        seen[next] = true;
      }
    }
    return met;
  }

  /// Over the first of a route's ways that is whole.
  [[nodiscard]] Met follow(const Outage& out, const std::vector<graph::Digraph>& graphs,
                           const routing::Route& route) const {
    std::vector<graph::Node> route_ends = route.to;
    route_ends.push_back(route.from);
    for (const routing::Way& way : route.ways) {
      Met total{true, end_value(route.from)};
      graph::Node at = route.from;
      for (std::size_t i = 0; i < way.segments.size() && total.served; ++i) {
        const routing::Segment& segment = way.segments[i];
        Met met{false, Truth::no};
        if (segment.link != graph::kNoIndex) {
          const auto [next, cost] = over(graphs[segment.graph], segment.link, at);
          if (next != graph::kNoIndex && !out.link[segment.link]) {
            met = {true, link_value(segment.link), cost, {next}};
          }
        } else if (!out.node[at]) {
          met = walk(out, graphs[segment.graph], at, segment.to, route_ends);
        }
        total.served = met.served;
        if (!met.served) break;
        total.avoided = either(total.avoided, met.avoided);
        at = met.last.front();
        for (const graph::Node last : met.last) {
          total.avoided = either(total.avoided, value(last, route_ends));
        }
      }
      if (total.served) return total;
    }
    return {false, Truth::no};
  }

  [[nodiscard]] Truth end_value(graph::Node node) const {
    return either(ends_ == trust::Ends::ignore ? Truth::no : own(node), hosts(node));
  }

  /// By all scenarios up to a limit of the failures.
  struct Answer {
    trust::Fewest fewest;
    trust::SmallestSets sets;
  };
  /// From each node to one, over the plain IGP.
  [[nodiscard]] std::vector<Answer> prove_all(const trust::Failures& failures, unsigned limit,
                                              graph::Node to) const {
    std::vector<Answer> answers(topology_.nodes.size());
    for (graph::Node from = 0; from < answers.size(); ++from) {
      answers[from] = by_ends(from, {to});
    }
    for_each_scenario(failures, limit, [&](const Outage& out, const trust::FailedSet& set) {
      if (out.node[to]) return;  // set aside
      const std::vector<std::uint64_t> distance = distances(out, plain_, {to});
      for (graph::Node from = 0; from < answers.size(); ++from) {
        if (out.node[from] || answers[from].fewest.unserved == 0) continue;
        Met met = walk(out, plain_, from, {to}, {from, to}, distance);
        met.avoided = either(met.avoided, either(end_value(from), end_value(to)));
        note(answers[from], met, set);
      }
    });
    return answers;
  }
  [[nodiscard]] Answer prove(const trust::Failures& failures, unsigned limit,
                             const std::vector<graph::Digraph>& graphs,
                             const routing::Route& route) const {
    Answer answer = by_ends(route.from, route.to);
    for_each_scenario(failures, limit, [&](const Outage& out, const trust::FailedSet& set) {
      const bool all_ends_gone = std::all_of(route.to.begin(), route.to.end(),
                                             [&](graph::Node end) { return out.node[end]; });
      if (out.node[route.from] || all_ends_gone || answer.fewest.unserved == 0) return;
      note(answer, follow(out, graphs, route), set);
    });
    return answer;
  }

 protected:
  /// The ends are crossed in any case.
  [[nodiscard]] Answer by_ends(graph::Node from, const std::vector<graph::Node>& to) const {
    Answer answer;
    Truth ends = Truth::yes;
    for (const graph::Node end : to) ends = both(ends, end_value(end));
    ends = either(ends, end_value(from));
    if (ends == Truth::yes) answer.fewest.surely = 0;
    if (ends != Truth::no) answer.fewest.possibly = 0;
    return answer;
  }

  /// Every set of at most `limit` failures, the smaller ones first.
  template <class Body>
  void for_each_scenario(const trust::Failures& failures, unsigned limit, const Body& body) const {
    for (unsigned size = 0; size <= limit; ++size) {
      std::vector<trust::Failure> set;
      for_each_set(failures, size, set, 0, [&] {
        std::vector<trust::Failures::What> failed;
        trust::FailedSet sorted;
        for (const trust::Failure failure : set) failed.push_back(failures.what[failure]);
        std::copy(set.begin(), set.end(), sorted.failed);
        body(outage(failed), sorted);
      });
    }
  }

  static void note(Answer& answer, const Met& met, const trust::FailedSet& set) {
    const auto number = static_cast<std::uint8_t>(set.items().size());
    if (!met.served) {
      answer.fewest.unserved = std::min(answer.fewest.unserved, number);
      return;
    }
    if (met.avoided == Truth::yes) improve(answer.fewest.surely, answer.sets.surely, number, set);
    if (met.avoided != Truth::no) {
      improve(answer.fewest.possibly, answer.sets.possibly, number, set);
    }
  }

  static void improve(std::uint8_t& fewest, trust::FailedSet& best, std::uint8_t number,
                      const trust::FailedSet& set) {
    if (number > fewest) return;
    if (number < fewest || set < best) best = set;
    fewest = number;
  }

  void for_each_set(const trust::Failures& failures, unsigned size,
                    std::vector<trust::Failure>& set, trust::Failure first,
                    const std::function<void()>& body) const {
    if (size == 0) return body();
    for (trust::Failure failure = first; failure < failures.size(); ++failure) {
      set.push_back(failure);
      for_each_set(failures, size - 1, set, failure + 1, body);
      set.pop_back();
    }
  }

  [[nodiscard]] Truth value(graph::Node node, const std::vector<graph::Node>& ends) const {
    const bool end = std::find(ends.begin(), ends.end(), node) != ends.end();
    return end ? end_value(node) : node_value(node);
  }
  [[nodiscard]] Truth link_value(graph::Edge link) const {
    const routing::Adjacency& adjacency = topology_.adjacencies[link];
    Truth met = adjacency.may_ride_on_others ? Truth::unknown : Truth::no;
    for (const graph::Node under : adjacency.rides_on) met = either(met, node_value(under));
    return met;
  }

  const routing::Topology& topology_;

 private:
  static constexpr std::uint64_t kFar = std::numeric_limits<std::uint64_t>::max();

  struct Step {
    graph::Node next;
    std::uint64_t cost;
  };
  [[nodiscard]] static Step over(const graph::Digraph& graph, graph::Edge link, graph::Node node) {
    const graph::EdgeEnds& ends = graph.ends(link);
    if (ends.a == ends.b) return {graph::kNoIndex, 0};
    if (ends.a == node) return {ends.b, ends.ab};
    if (ends.b == node) return {ends.a, ends.ba};
    return {graph::kNoIndex, 0};
  }

  [[nodiscard]] std::vector<std::uint64_t> distances(const Outage& out, const graph::Digraph& graph,
                                                     const std::vector<graph::Node>& to) const {
    std::vector<std::uint64_t> distance(topology_.nodes.size(), kFar);
    for (const graph::Node end : to) {
      if (!out.node[end]) distance[end] = 0;
    }
    const auto is_end = [&](graph::Node node) {
      return std::find(to.begin(), to.end(), node) != to.end();
    };
    for (bool changed = true; changed;) {
      changed = false;
      for (graph::Edge link = 0; link < topology_.adjacencies.size(); ++link) {
        if (out.link[link]) continue;
        for (const graph::Node node : {graph.ends(link).a, graph.ends(link).b}) {
          const auto [next, cost] = over(graph, link, node);
          if (next == graph::kNoIndex || distance[next] == kFar || out.node[node]) continue;
          if (!is_end(next) && !topology_.nodes[next].through) continue;
          if (cost + distance[next] >= distance[node]) continue;
          distance[node] = cost + distance[next];
          changed = true;
        }
      }
    }
    return distance;
  }

  [[nodiscard]] Truth own(graph::Node node) const {
    const routing::RoutedNode& routed = topology_.nodes[node];
    return routed.external || routed.lan ? Truth::no : avoided_[node];
  }
  [[nodiscard]] Truth hosts(graph::Node node) const {
    Truth met = topology_.nodes[node].may_have_other_hosts ? Truth::unknown : Truth::no;
    for (const graph::Node host : topology_.nodes[node].hosts) met = either(met, own(host));
    return met;
  }
  [[nodiscard]] Truth node_value(graph::Node node) const { return either(own(node), hosts(node)); }
  const std::vector<Truth>& avoided_;
  trust::Ends ends_;
  graph::Digraph plain_;
};

}  // namespace relook::testing
