// SPDX-License-Identifier: Apache-2.0
// Every pair of two sets of nodes, one destination after the other; nothing is kept of a pair that
// is not asked for.

#include <algorithm>
#include <memory>
#include <utility>

#include "trust/area_proof.hpp"
#include "trust/avoid_proof.hpp"
#include "trust/doubts.hpp"
#include "trust/work.hpp"

namespace relook::trust {

using graph::Node;

namespace {

bool is_kept(const RouteAnswer& answer, Each keep) {
  switch (keep) {
    case Each::none:
      return false;
    case Each::breaches:
      return answer.answer == Answer::breaches;
    case Each::undecided:
      return answer.answer == Answer::undecided;
    case Each::all:
      return true;
  }
  return false;
}

void count(const RouteAnswer& answer, PairCounts& counts) {
  const auto index = [](std::uint8_t number) {
    return number == kNever ? kFailuresMax + 1 : unsigned{number};
  };
  ++counts.pairs;
  ++counts.answers[static_cast<std::size_t>(answer.answer)];
  if (answer.answer == Answer::breaches) {
    ++counts.breaches_by_failures[index(answer.fewest.surely)];
  }
  if (answer.answer == Answer::undecided) {
    ++counts.undecided_by_failures[index(answer.fewest.possibly)];
  }
  ++counts.unserved_by_failures[index(answer.fewest.unserved)];
}

void add(PairCounts& total, const PairCounts& more) {
  total.pairs += more.pairs;
  for (std::size_t i = 0; i < std::size(total.answers); ++i) total.answers[i] += more.answers[i];
  for (std::size_t i = 0; i < std::size(total.breaches_by_failures); ++i) {
    total.breaches_by_failures[i] += more.breaches_by_failures[i];
    total.undecided_by_failures[i] += more.undecided_by_failures[i];
    total.unserved_by_failures[i] += more.unserved_by_failures[i];
  }
}

/// What one destination's pairs came to.
struct Part {
  PairCounts counts;
  std::vector<PairAnswer> kept;
  std::uint64_t steps = 0;
  bool complete = true;
};

class Destinations {
 public:
  using Place = std::unique_ptr<PlainProof::Worker>;

  Destinations(const AvoidQuestion& question, std::vector<Node> from, std::uint32_t graph,
               Each keep)
      : question_(question),
        from_(std::move(from)),
        graph_(graph),
        keep_(keep),
        doubts_(question.network, question.failures.kinds),
        proof_({.graph = question.network.graphs[graph],
                .crossing = question.crossing,
                .failures = question.failures,
                .limit = question.limit}),
        areas_(areas_asked(question)) {}

  [[nodiscard]] Part prove(Node to, const AreaEffort& effort, Place& place) const {
    Part part;
    std::vector<Node> asked;
    std::vector<Node> through_areas;
    for (const Node node : from_) {
      if (node == to) continue;
      const Doubt doubt = doubts_.of_pair(node, to, graph_);
      if (hides_paths(doubt)) {
        note(node, to, of_ends(node, to), {}, doubt, true, part);
      } else {
        (takes_areas(question_.network, node, to) ? through_areas : asked).push_back(node);
      }
    }
    if (!through_areas.empty()) prove_areas(to, through_areas, effort, part);
    if (asked.empty()) return part;
    if (place == nullptr) place = proof_.worker();
    std::vector<Fewest> fewest(asked.size());
    std::vector<SmallestSets> sets(keep_ == Each::none ? 0 : asked.size());
    const std::uint64_t before = place->steps();
    const bool whole = place->prove(to, asked, fewest, sets, effort.budget - part.steps);
    part.complete = part.complete && whole;
    part.steps += place->steps() - before;
    if (keep_ != Each::none) part.kept.reserve(part.kept.size() + asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) {
      note(asked[i], to, fewest[i], sets.empty() ? SmallestSets{} : sets[i],
           doubts_.of_pair(asked[i], to, graph_), whole, part);
    }
    if (2 * part.kept.size() < part.kept.capacity()) part.kept.shrink_to_fit();
    return part;
  }

  /// The pairs of a destination that was not looked at.
  [[nodiscard]] Part left_out(Node to) const {
    Part part{.counts = {}, .kept = {}, .steps = 0, .complete = false};
    for (const Node node : from_) {
      if (node == to) continue;
      note(node, to, of_ends(node, to), {}, doubts_.of_pair(node, to, graph_), false, part);
    }
    return part;
  }

 private:
  [[nodiscard]] Fewest of_ends(Node from, Node to) const {
    return without_failures(crossed_at_ends(question_.crossing, from, std::span(&to, 1)));
  }

  void prove_areas(Node to, const std::vector<Node>& from, const AreaEffort& effort,
                   Part& part) const {
    AreaProved proved = areas_.prove(to, from, effort);
    part.complete = part.complete && proved.complete;
    part.steps += proved.steps;
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (keep_ == Each::none) proved.answers[i].sets = {};
      const Doubt doubt = doubts_.of_pair(from[i], to, graph_);
      note(from[i], to, answer_of(proved.answers[i], doubt, proved.complete), part);
    }
  }

  void note(Node from, Node to, const Fewest& fewest, const SmallestSets& sets, Doubt doubt,
            bool complete, Part& part) const {
    note(from, to, answer_of(fewest, sets, doubt, complete), part);
  }

  void note(Node from, Node to, const RouteAnswer& answer, Part& part) const {
    count(answer, part.counts);
    if (is_kept(answer, keep_)) part.kept.push_back({from, to, answer});
  }

  const AvoidQuestion& question_;
  std::vector<Node> from_;
  std::uint32_t graph_;
  Each keep_;
  Doubts doubts_;
  PlainProof proof_;
  AreaProof areas_;
};

std::vector<Node> sorted(std::vector<Node> nodes) {
  std::ranges::sort(nodes);
  const auto [first, last] = std::ranges::unique(nodes);
  nodes.erase(first, last);
  return nodes;
}

/// All that is kept, by from, then to: the parts are by `to`, and in each of them a node stands
/// once. Empties them.
std::vector<PairAnswer> by_from(std::vector<Part>& parts, std::size_t nodes) {
  std::vector<std::size_t> next(nodes + 1);
  for (const Part& part : parts) {
    for (const PairAnswer& pair : part.kept) ++next[pair.from + std::size_t{1}];
  }
  for (std::size_t node = 0; node < nodes; ++node) next[node + 1] += next[node];
  std::vector<PairAnswer> kept(next.back());
  for (Part& part : parts) {
    for (const PairAnswer& pair : part.kept) kept[next[pair.from]++] = pair;
    part.kept = {};
  }
  return kept;
}

}  // namespace

PairsProof prove_pairs(const AvoidQuestion& question, const std::vector<Node>& from,
                       const std::vector<Node>& to, std::uint32_t graph, Each keep,
                       const Run& run) {
  const Destinations destinations(question, sorted(from), graph, keep);
  const std::vector<Node> ends = sorted(to);
  std::vector<Part> parts(ends.size());
  Work work("destinations", ends.size(), run);
  work.for_each<Destinations::Place>([&](std::size_t job, Destinations::Place& place) {
    parts[job] = destinations.prove(ends[job], {work.budget(), run.stop}, place);
  });
  PairsProof proof;
  for (std::size_t job = 0; job < ends.size(); ++job) {
    if (!work.done(job)) parts[job] = destinations.left_out(ends[job]);
    add(proof.counts, parts[job].counts);
    proof.steps += parts[job].steps;
    proof.complete = proof.complete && parts[job].complete;
  }
  proof.kept = by_from(parts, question.network.topology.nodes.size());
  return proof;
}

}  // namespace relook::trust
