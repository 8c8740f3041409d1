// SPDX-License-Identifier: Apache-2.0
// The way back from a blackout, one greedy step after the other.

#include <algorithm>
#include <set>
#include <utility>

#include "base/quantity.hpp"
#include "graph/shortest_paths.hpp"
#include "trust/blackout.hpp"

namespace relook::trust {
namespace {

using graph::kNoIndex;
using graph::Node;
using Rows = std::vector<std::uint32_t>;

struct Score {
  std::uint64_t amount = 0;
  std::uint64_t subscribers = 0;
  std::uint64_t premises = 0;
};

class Restorer {
 public:
  Restorer(const RestoreQuestion& question, const Run& run) : question_(question), run_(run) {
    const std::vector<Truth>& stopped = question.stopped;
    for (std::uint32_t row = 0; row < stopped.size(); ++row) {
      if (stopped[row] == Truth::yes) roots_.insert(row);
    }
    find_blockers();
  }

  Restoration restore() {
    Restoration out;
    Left left = left_now(roots_);
    Score score = score_of(left);
    const Score whole = score_of(left_now({}));
    while (!roots_.empty() && out.steps.size() < question_.steps_max && used_ <= run_.budget) {
      std::optional<Restored> best;
      for (const Rows& bundle : bundles(left)) {
        if (++used_ > run_.budget || run_.stop.stop_requested()) break;
        const Restored one = gained(bundle, score);
        if (!best || better(one, *best)) best = one;
      }
      if (!best || (best->amount == 0 && best->subscribers == 0 && best->premises == 0)) break;
      for (const std::uint32_t row : best->replaced) roots_.erase(row);
      left = left_now(roots_);
      score = score_of(left);
      out.steps.push_back(*std::move(best));
    }
    out.complete = score.amount == whole.amount && score.subscribers == whole.subscribers &&
                   score.premises == whole.premises;
    return out;
  }

 private:
  // For each element the roots because of which it is off.
  void find_blockers() {
    const std::size_t rows = question_.stopped.size();
    std::vector<Rows> follow(rows);
    for (const StopsWith& one : question_.dependencies) {
      if (one.holds == Truth::yes && one.on != kNoIndex) follow[one.on].push_back(one.element);
    }
    std::vector<Rows> blockers(rows);
    for (const std::uint32_t root : roots_) {
      Rows open = {root};
      std::set<std::uint32_t> seen = {root};
      while (!open.empty()) {
        const std::uint32_t row = open.back();
        open.pop_back();
        blockers[row].push_back(root);
        for (const std::uint32_t next : follow[row]) {
          if (seen.insert(next).second) open.push_back(next);
        }
      }
    }
    for (const routing::RoutedNode& node : question_.blackout.network.topology.nodes) {
      blockers_.push_back(blockers[node.element]);
    }
  }

  [[nodiscard]] Rows still(const Rows& roots) const {
    Rows out;
    std::ranges::copy_if(roots, std::back_inserter(out),
                         [&](std::uint32_t root) { return roots_.contains(root); });
    return out;
  }

  [[nodiscard]] Left left_now(const std::set<std::uint32_t>& roots) const {
    std::vector<std::uint8_t> off(blockers_.size());
    for (Node node = 0; node < off.size(); ++node) {
      const auto stands = [&](std::uint32_t root) { return roots.contains(root); };
      off[node] = std::ranges::any_of(blockers_[node], stands) ? 1 : 0;
    }
    return left_without(question_.blackout, {.nodes = off}, Truth::yes);
  }

  [[nodiscard]] Score score_of(const Left& left) const {
    Score score;
    for (std::size_t i = 0; i < left.served.size(); ++i) {
      if (left.served[i] == Truth::yes) score.amount += question_.blackout.amounts[i];
    }
    for (const People& people : question_.people) {
      if (left.reaches[people.node] != Truth::yes) continue;
      score.subscribers += people.subscribers;
      score.premises += people.premises;
    }
    return score;
  }

  [[nodiscard]] Restored gained(const Rows& bundle, const Score& before) const {
    std::set<std::uint32_t> roots = roots_;
    for (const std::uint32_t row : bundle) roots.erase(row);
    const Score after = score_of(left_now(roots));
    // Through several areas what comes back can take from others: that is no step forward.
    const bool loses = after.amount < before.amount || after.subscribers < before.subscribers ||
                       after.premises < before.premises;
    if (loses) return {.replaced = bundle};
    return {bundle, after.amount - before.amount, after.subscribers - before.subscribers,
            after.premises - before.premises};
  }

  // More for each element; products stay below 2^127.
  [[nodiscard]] static bool better(const Restored& a, const Restored& b) {
    const UInt128 a_size = a.replaced.size();
    const UInt128 b_size = b.replaced.size();
    const UInt128 a_people = UInt128{a.subscribers} + a.premises;
    const UInt128 b_people = UInt128{b.subscribers} + b.premises;
    if (a.amount * b_size != b.amount * a_size) return a.amount * b_size > b.amount * a_size;
    if (a_people * b_size != b_people * a_size) return a_people * b_size > b_people * a_size;
    if (a_size != b_size) return a_size < b_size;
    return a.replaced < b.replaced;
  }

  // The roots that a way over the network needs back: those of its nodes and of what its links
  // ride on.
  [[nodiscard]] Rows needed_by_edge(graph::Edge edge) const {
    Rows needed;
    for (const Node below : question_.blackout.network.topology.adjacencies[edge].rides_on) {
      needed.insert(needed.end(), blockers_[below].begin(), blockers_[below].end());
    }
    return still(needed);
  }

  // The ways that need the fewest back, from every node to the nearest of some: a graph whose edges
  // cost what stands in their way.
  [[nodiscard]] graph::Digraph repair_graph() const {
    const graph::Digraph& graph = question_.blackout.network.graphs.front();
    std::vector<std::uint8_t> through(graph.nodes());
    for (Node node = 0; node < graph.nodes(); ++node) through[node] = graph.through(node) ? 1 : 0;
    std::vector<graph::EdgeEnds> edges;
    // One more for each hop than all hops together would cost is not needed: ties are broken by
    // evaluating, and a hop of 1 keeps the graph free of cycles that cost nothing.
    const auto hop = static_cast<graph::Weight>(1);
    const auto each = static_cast<graph::Weight>(graph.nodes() + 1);
    for (graph::Edge edge = 0; edge < graph.edges(); ++edge) {
      const graph::EdgeEnds& ends = graph.ends(edge);
      const auto below = static_cast<graph::Weight>(needed_by_edge(edge).size());
      const auto cost = [&](Node to) {
        const auto roots = static_cast<graph::Weight>(still(blockers_[to]).size());
        return hop + each * (roots + below);
      };
      edges.push_back({ends.a, ends.b, cost(ends.b), cost(ends.a)});
    }
    return {std::move(through), std::move(edges)};
  }

  void add_way(const graph::Digraph& graph, std::span<const Node> to, Node from,
               std::set<Rows>& out) const {
    const graph::Removed removed(graph);
    const graph::PathsTo paths = graph::shortest_paths_to(graph, removed, to);
    add_way(graph, paths, from, out);
  }

  void add_way(const graph::Digraph& graph, const graph::PathsTo& paths, Node from,
               std::set<Rows>& out) const {
    if (paths.distance[from] == graph::kUnreachable) return;
    const graph::Removed removed(graph);
    Rows bundle = still(blockers_[from]);
    for (Node node = from; paths.ends[node] == 0;) {
      const auto around = graph.at(node);
      const auto next = std::ranges::find_if(around, [&](const graph::Incidence& at) {
        return paths.leads_on(graph, removed, node, at);
      });
      const Rows below = needed_by_edge(next->edge);
      bundle.insert(bundle.end(), below.begin(), below.end());
      node = next->neighbour;
      const Rows here = still(blockers_[node]);
      bundle.insert(bundle.end(), here.begin(), here.end());
    }
    std::ranges::sort(bundle);
    bundle.erase(std::ranges::unique(bundle).begin(), bundle.end());
    if (!bundle.empty()) out.insert(std::move(bundle));
  }

  [[nodiscard]] std::set<Rows> bundles(const Left& left) const {
    std::set<Rows> out;
    for (const std::uint32_t root : roots_) out.insert({root});
    const graph::Digraph graph = repair_graph();
    const std::span<const routing::Route> routes = question_.blackout.routes;
    for (std::size_t i = 0; i < routes.size(); ++i) {
      if (left.served[i] != Truth::yes) add_way(graph, routes[i].to, routes[i].from, out);
    }
    std::vector<Node> core;
    for (Node node = 0; node < blockers_.size(); ++node) {
      if (question_.blackout.core[node] == Truth::yes) core.push_back(node);
    }
    if (core.empty()) return out;
    const graph::Removed removed(graph);
    const graph::PathsTo paths = graph::shortest_paths_to(graph, removed, core);
    for (const People& people : question_.people) {
      if (left.reaches[people.node] != Truth::yes) add_way(graph, paths, people.node, out);
    }
    return out;
  }

  const RestoreQuestion& question_;
  const Run& run_;
  std::set<std::uint32_t> roots_;
  std::vector<Rows> blockers_;  // by node
  std::uint64_t used_ = 0;
};

}  // namespace

Restoration restore(const RestoreQuestion& question, const Run& run) {
  return Restorer(question, run).restore();
}

}  // namespace relook::trust
