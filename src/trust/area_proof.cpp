// SPDX-License-Identifier: Apache-2.0
#include "trust/area_proof.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "trust/route_proof.hpp"

namespace relook::trust {

using graph::Edge;
using graph::Incidence;
using graph::Node;
using routing::OspfSends;

AreaProof::AreaProof(const AreaQuestion& question) : question_(question) {
  RELOOK_CHECK(question.limit <= kFailuresMax);
  const routing::Topology& topology = question.topology;
  const Failures& failures = question.failures;
  for (std::uint32_t part = 0; part < topology.several_areas.size(); ++part) {
    if (!topology.has_ospf_areas(part)) continue;
    parts_.emplace(part, Part{routing::OspfAreas(topology, question.graph, part), {}});
  }
  if (parts_.empty()) return;
  const Effects effects(question.graph, failures);
  for (Failure failure = 0; failure < failures.size(); ++failure) {
    if (!effects.is_first(failure)) continue;
    std::set<std::uint32_t> touched;
    for (const Node node : failures.nodes[failure]) {
      if (!question.graph.at(node).empty()) touched.insert(topology.part[node]);
    }
    for (const Edge edge : failures.edges[failure]) {
      touched.insert(topology.part[question.graph.ends(edge).a]);
    }
    for (const std::uint32_t part : touched) {
      const auto of = parts_.find(part);
      if (of != parts_.end()) of->second.failures.push_back(failure);
    }
  }
}

/// One destination.
class AreaProof::Search {
 public:
  Search(const AreaQuestion& question, const Part& part, Node to, std::span<const Node> from,
         const AreaEffort& effort)
      : question_(question),
        failures_(part.failures),
        to_(to),
        from_(from),
        effort_(effort),
        routes_(part.areas),
        removed_(question.graph),
        fates_(question.graph.nodes()),
        known_(question.graph.nodes()),
        entered_(question.graph.nodes()) {}

  AreaProved prove() {
    for (const Node from : from_) {
      RELOOK_CHECK(from != to_);
      // An end that matches is crossed whether or not there is a path (SEMANTICS 9.4).
      ends_.push_back(crossed_at_ends(question_.crossing, from, std::span(&to_, 1)));
      out_.answers.push_back({.fewest = without_failures(ends_.back()), .sets = {}});
    }
    look();
    for (level_ = 1; level_ <= question_.limit && asks() && out_.complete; ++level_) explore(0);
    return std::move(out_);
  }

 private:
  /// What becomes of traffic at a node, whose own matches do not count.
  struct Fate {
    bool arrives = false;  ///< all of it; else that is open
    Truth crosses = Truth::no;
  };

  [[nodiscard]] static bool asks(const AreaAnswer& answer) {
    const std::uint8_t unserved = std::min(answer.fewest.unserved, answer.open);
    if (unserved == 0) return false;
    return answer.fewest.surely == kNever || answer.fewest.possibly == kNever || unserved == kNever;
  }
  [[nodiscard]] bool asks() const {
    return std::ranges::any_of(out_.answers, [](const AreaAnswer& one) { return asks(one); });
  }

  /// All sets that hold those chosen already and others from number `first` on, in order.
  void explore(std::size_t first) {
    for (std::size_t i = first; i < failures_.size() && out_.complete; ++i) {
      const Failure failure = failures_[i];
      const std::span<const Node> nodes = question_.failures.nodes[failure];
      // A scenario that takes the end away is set aside.
      if (std::ranges::find(nodes, to_) != nodes.end()) continue;
      take(question_.failures, failure, removed_);
      chosen_.push_back(failure);
      if (chosen_.size() == level_) {
        look();
      } else {
        explore(i + 1);
      }
      chosen_.pop_back();
      put_back(question_.failures, failure, removed_);
    }
  }

  /// Judges the scenario chosen now for every source.
  void look() {
    if (out_.steps >= effort_.budget || effort_.stop.stop_requested()) {
      out_.complete = false;
      return;
    }
    ++out_.steps;
    ++now_;
    routes_.towards(to_, removed_);
    for (std::size_t i = 0; i < from_.size(); ++i) {
      if (!removed_.node(from_[i]) && asks(out_.answers[i])) judge(i);
    }
  }

  void judge(std::size_t source) {
    AreaAnswer& answer = out_.answers[source];
    const auto number = static_cast<std::uint8_t>(chosen_.size());
    if (routes_.sends(from_[source]) == OspfSends::nowhere) {
      answer.fewest.unserved = std::min(answer.fewest.unserved, number);
      return;
    }
    const Fate fate = fate_at(from_[source]);
    if (!fate.arrives) {
      answer.open = std::min(answer.open, number);
      return;
    }
    // Sets come in order, so the first of a size is the first of all of that size.
    const Truth crosses = either(fate.crosses, ends_[source]);
    const auto note = [&](std::uint8_t& fewest, FailedSet& set) {
      if (number >= fewest) return;
      fewest = number;
      set = failed_set(chosen_);
    };
    if (crosses == Truth::yes) note(answer.fewest.surely, answer.sets.surely);
    if (crosses != Truth::no) note(answer.fewest.possibly, answer.sets.possibly);
  }

  /// Depth first with a stack of its own: paths may be long. No router is met again on its own way:
  /// converged routers send nothing round (`routing/ospf_areas.hpp`).
  Fate fate_at(Node from) {
    stack_ = {from};
    while (!stack_.empty()) {
      const Node node = stack_.back();
      if (known_[node] == now_) {
        stack_.pop_back();
      } else if (entered_[node] == now_) {
        fates_[node] = settled(node);
        known_[node] = now_;
        stack_.pop_back();
      } else {
        entered_[node] = now_;
        if (node == to_) continue;
        routes_.for_each_hop(node, [&](const Incidence& at) {
          RELOOK_CHECK(entered_[at.neighbour] != now_ || known_[at.neighbour] == now_);
          if (known_[at.neighbour] != now_) stack_.push_back(at.neighbour);
        });
      }
    }
    return fates_[from];
  }

  /// From the fates of its next hops.
  [[nodiscard]] Fate settled(Node node) const {
    if (node == to_) return {.arrives = true};
    if (routes_.sends(node) != OspfSends::on) return {};
    Fate fate{.arrives = true};
    bool any = false;
    routes_.for_each_hop(node, [&](const Incidence& at) {
      any = true;
      const Fate& next = fates_[at.neighbour];
      fate.arrives = fate.arrives && next.arrives;
      fate.crosses = either(fate.crosses, question_.crossing.edge[at.edge]);
      fate.crosses = either(fate.crosses, next.crosses);
      if (at.neighbour == to_) return;
      fate.crosses = either(fate.crosses, question_.crossing.node[at.neighbour]);
    });
    RELOOK_CHECK(any);
    return fate;
  }

  const AreaQuestion& question_;
  std::span<const Failure> failures_;
  Node to_;
  std::span<const Node> from_;
  const AreaEffort& effort_;
  routing::OspfRoutes routes_;
  graph::Removed removed_;
  std::vector<Truth> ends_;  // by source
  std::vector<Failure> chosen_;
  std::size_t level_ = 0;
  AreaProved out_;
  // By node, valid where the stamp is of the scenario now.
  std::vector<Fate> fates_;
  std::vector<std::uint64_t> known_;
  std::vector<std::uint64_t> entered_;
  std::uint64_t now_ = 0;
  std::vector<Node> stack_;
};

AreaProved AreaProof::prove(Node to, std::span<const Node> from, const AreaEffort& effort) const {
  const Part& part = parts_.at(question_.topology.part[to]);
  return Search(question_, part, to, from, effort).prove();
}

}  // namespace relook::trust
