// SPDX-License-Identifier: Apache-2.0
#include "trust/route_proof.hpp"

#include <algorithm>

namespace relook::trust {

using graph::Node;
using graph::Removed;

void take(const Failures& failures, Failure failure, Removed& removed) {
  for (const Node node : failures.nodes[failure]) removed.remove_node(node);
  for (const graph::Edge edge : failures.edges[failure]) removed.remove_edge(edge);
}

void put_back(const Failures& failures, Failure failure, Removed& removed) {
  for (const Node node : failures.nodes[failure]) removed.restore_node(node);
  for (const graph::Edge edge : failures.edges[failure]) removed.restore_edge(edge);
}

bool set_aside(const routing::Route& route, const Removed& removed) {
  return removed.node(route.from) ||
         std::ranges::all_of(route.to, [&](Node end) { return removed.node(end); });
}

std::vector<Failure> breaking(const Failures& failures, const routing::Route& route,
                              const Path& path) {
  std::vector<Failure> found;
  const auto add = [&](std::span<const Failure> more) {
    found.insert(found.end(), more.begin(), more.end());
  };
  for (const graph::Edge edge : path.edges) add(failures.of_edge[edge]);
  for (const Node node : path.nodes) {
    const bool only_end = route.to.size() == 1 && node == route.to[0];
    if (node != route.from && !only_end) add(failures.of_node[node]);
  }
  std::ranges::sort(found);
  const auto [first, last] = std::ranges::unique(found);
  found.erase(first, last);
  return found;
}

namespace {

class Search {
 public:
  Search(const RouteQuestion& question, const routing::Route& route, std::uint64_t budget)
      : question_(question),
        route_(route),
        budget_(budget),
        removed_(question.network.graphs[0]),
        ruled_out_(question.failures.size()) {}

  RouteProof prove() {
    // An end that matches is crossed whether or not there is a path (SEMANTICS 9.4).
    proof_.fewest = without_failures(crossed_at_ends(question_.crossing, route_.from, route_.to));
    look(0);
    if (proof_.fewest.unserved == 0) return proof_;
    for (unsigned level = 1; level <= question_.limit && asks(level); ++level) explore(level, 0);
    return proof_;
  }

 private:
  [[nodiscard]] bool asks(unsigned level) const {
    const auto open = [&](std::uint8_t number) { return number == kNever || number == level; };
    return open(proof_.fewest.surely) || open(proof_.fewest.possibly) ||
           proof_.fewest.unserved == kNever;
  }

  /// Judges the scenario chosen now.
  void look(unsigned level) {
    ++proof_.steps;
    if (set_aside(route_, removed_)) return;
    const auto number = static_cast<std::uint8_t>(level);
    const auto carrier = carrier_of(question_.network, route_, removed_);
    if (!carrier) {
      proof_.fewest.unserved = std::min(proof_.fewest.unserved, number);
      return;
    }
    const Truth met = seen_by(question_.network, {question_.crossing, question_.hiding}, route_,
                              removed_, *carrier);
    if (met == Truth::yes) note(number, proof_.fewest.surely, proof_.sets.surely);
    if (met != Truth::no) note(number, proof_.fewest.possibly, proof_.sets.possibly);
  }

  void note(std::uint8_t number, std::uint8_t& fewest, FailedSet& best) const {
    if (number > fewest) return;
    const FailedSet set = failed_set(chosen_);
    if (number < fewest || set < best) best = set;
    fewest = number;
  }

  void explore(unsigned level, unsigned depth) {
    if (depth == level) return look(level);
    const auto carrier = carrier_of(question_.network, route_, removed_);
    if (!carrier || set_aside(route_, removed_)) return;
    const Path path = first_path(question_.network, question_.crossing, removed_, *carrier);
    std::vector<Failure> ruled_out;
    for (const Failure failure : breaking(question_.failures, route_, path)) {
      if (ruled_out_[failure] != 0) continue;
      if (proof_.steps >= budget_) {
        proof_.complete = false;
        break;
      }
      take(question_.failures, failure, removed_);
      chosen_.push_back(failure);
      explore(level, depth + 1);
      chosen_.pop_back();
      put_back(question_.failures, failure, removed_);
      // Sets with this one were all looked at; the branches that follow leave it whole.
      ++ruled_out_[failure];
      ruled_out.push_back(failure);
    }
    for (const Failure failure : ruled_out) --ruled_out_[failure];
  }

  const RouteQuestion& question_;
  const routing::Route& route_;
  std::uint64_t budget_;
  Removed removed_;
  std::vector<std::uint16_t> ruled_out_;
  std::vector<Failure> chosen_;
  RouteProof proof_;
};

}  // namespace

RouteProof prove_route(const RouteQuestion& question, const routing::Route& route,
                       std::uint64_t budget) {
  return Search(question, route, budget).prove();
}

}  // namespace relook::trust
