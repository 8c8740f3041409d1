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
      : topology_(topology), avoided_(avoided), ends_(ends) {}

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

  /// What traffic from one node to another meets: the strongest match on any path that packets can
  /// take, or nothing where it does not arrive.
  struct Met {
    bool served;
    Truth avoided;
  };
  [[nodiscard]] Met follow(const Outage& out, graph::Node from, graph::Node to) const {
    const std::vector<std::uint64_t> distance = distances(out, to);
    if (distance[from] == kFar) return {false, Truth::no};
    std::vector<bool> seen(topology_.nodes.size());
    std::vector<graph::Node> open = {from};
    seen[from] = true;
    Truth met = either(end_value(from), end_value(to));
    while (!open.empty()) {
      const graph::Node node = open.back();
      open.pop_back();
      if (node == to) continue;
      for (graph::Edge link = 0; link < topology_.adjacencies.size(); ++link) {
        const auto [next, cost] = over(link, node);
        if (next == graph::kNoIndex || out.link[link] || distance[next] == kFar) continue;
        if (next != to && !topology_.nodes[next].through) continue;
        if (cost + distance[next] != distance[node]) continue;
        met = either(met, link_value(link));
        if (next != to) met = either(met, node_value(next));
        if (!seen[next]) open.push_back(next);
        seen[next] = true;
      }
    }
    return {true, met};
  }

  [[nodiscard]] Truth end_value(graph::Node node) const {
    return either(ends_ == trust::Ends::ignore ? Truth::no : own(node), hosts(node));
  }

  /// The answer for one pair, by all scenarios up to `limit` of the failures.
  struct Answer {
    trust::Fewest fewest;
    trust::SmallestSets sets;
  };
  [[nodiscard]] Answer prove(const trust::Failures& failures, unsigned limit, graph::Node from,
                             graph::Node to) const {
    Answer answer;
    if (end_value(from) == Truth::yes || end_value(to) == Truth::yes) answer.fewest.surely = 0;
    if (end_value(from) != Truth::no || end_value(to) != Truth::no) answer.fewest.possibly = 0;
    std::vector<trust::Failure> set;
    const bool served = look(failures, set, 0, from, to, answer);
    if (!served) {
      answer.fewest.unserved = 0;
      return answer;
    }
    for (unsigned size = 1; size <= limit; ++size) {
      for_each_set(failures, size, set, 0, [&] { look(failures, set, size, from, to, answer); });
    }
    return answer;
  }

 private:
  static constexpr std::uint64_t kFar = std::numeric_limits<std::uint64_t>::max();

  bool look(const trust::Failures& failures, const std::vector<trust::Failure>& set, unsigned size,
            graph::Node from, graph::Node to, Answer& answer) const {
    std::vector<trust::Failures::What> failed;
    for (const trust::Failure failure : set) failed.push_back(failures.what[failure]);
    const Outage out = outage(failed);
    if (out.node[from] || out.node[to]) return true;  // set aside
    const Met met = follow(out, from, to);
    const auto number = static_cast<std::uint8_t>(size);
    trust::FailedSet sorted;
    std::copy(set.begin(), set.end(), sorted.failed);
    if (!met.served) {
      answer.fewest.unserved = std::min(answer.fewest.unserved, number);
      return false;
    }
    if (met.avoided == Truth::yes) {
      improve(answer.fewest.surely, answer.sets.surely, number, sorted);
    }
    if (met.avoided != Truth::no) {
      improve(answer.fewest.possibly, answer.sets.possibly, number, sorted);
    }
    return true;
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

  struct Step {
    graph::Node next;
    std::uint64_t cost;
  };
  [[nodiscard]] Step over(graph::Edge link, graph::Node node) const {
    const routing::Adjacency& adjacency = topology_.adjacencies[link];
    if (adjacency.a == adjacency.b) return {graph::kNoIndex, 0};
    if (adjacency.a == node) return {adjacency.b, adjacency.metric_ab};
    if (adjacency.b == node) return {adjacency.a, adjacency.metric_ba};
    return {graph::kNoIndex, 0};
  }

  [[nodiscard]] std::vector<std::uint64_t> distances(const Outage& out, graph::Node to) const {
    std::vector<std::uint64_t> distance(topology_.nodes.size(), kFar);
    if (out.node[to]) return distance;
    distance[to] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (graph::Edge link = 0; link < topology_.adjacencies.size(); ++link) {
        if (out.link[link]) continue;
        for (const graph::Node node :
             {topology_.adjacencies[link].a, topology_.adjacencies[link].b}) {
          const auto [next, cost] = over(link, node);
          if (next == graph::kNoIndex || distance[next] == kFar || out.node[node]) continue;
          if (next != to && !topology_.nodes[next].through) continue;
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
  [[nodiscard]] Truth link_value(graph::Edge link) const {
    const routing::Adjacency& adjacency = topology_.adjacencies[link];
    Truth met = adjacency.may_ride_on_others ? Truth::unknown : Truth::no;
    for (const graph::Node under : adjacency.rides_on) met = either(met, node_value(under));
    return met;
  }

  const routing::Topology& topology_;
  const std::vector<Truth>& avoided_;
  trust::Ends ends_;
};

}  // namespace relook::testing
