// SPDX-License-Identifier: Apache-2.0
#include "trust/avoid_proof.hpp"

#include <algorithm>
#include <memory>
#include <tuple>
#include <utility>

#include "base/parallel.hpp"
#include "trust/area_proof.hpp"
#include "trust/doubts.hpp"
#include "trust/route_proof.hpp"
#include "trust/work.hpp"

namespace relook::trust {

using graph::Node;
using routing::Route;

namespace {

/// Routes over one graph to one end, which are proved together: by least cost, or as routers of
/// several areas decide.
struct Batch {
  bool areas;
  std::uint32_t graph;
  Node to;
  std::vector<std::uint32_t> routes;
};

/// The plain routes that have something to prove, by graph and end; and the others that have.
struct Plan {
  std::vector<Batch> batches;
  std::vector<std::uint32_t> single;
};

/// Whether there is anything to ask: an end out of service makes it not applicable.
bool is_asked(const Route& route) {
  return route.in_service != Truth::no && route.from != graph::kNoIndex && !route.to.empty();
}

/// Whether spans of its demand hide some of it.
bool is_hidden(const AvoidQuestion& question, const Route& route) {
  return question.hiding != nullptr && !question.hiding->of(route).empty();
}

Plan plan_of(const AvoidQuestion& question, const std::vector<Route>& routes,
             const std::vector<Doubt>& doubts) {
  Plan plan;
  std::vector<std::tuple<bool, std::uint32_t, Node, std::uint32_t>> plain;
  for (std::uint32_t i = 0; i < routes.size(); ++i) {
    const Route& route = routes[i];
    if (!is_asked(route) || hides_paths(doubts[i])) continue;
    if (is_plain(route) && route.from != route.to[0] && !is_hidden(question, route)) {
      plain.emplace_back(takes_areas(question.network, route), route.ways[0].segments[0].graph,
                         route.to[0], i);
    } else {
      plan.single.push_back(i);
    }
  }
  std::ranges::sort(plain);
  for (const auto& [areas, graph, to, route] : plain) {
    const auto goes_with = [&](const Batch& batch) {
      return batch.areas == areas && batch.graph == graph && batch.to == to;
    };
    if (plan.batches.empty() || !goes_with(plan.batches.back())) {
      plan.batches.push_back({areas, graph, to, {}});
    }
    plan.batches.back().routes.push_back(route);
  }
  return plan;
}

/// What is known of a route of which no path is: its ends, crossed in any case.
Fewest of_ends(const Crossing& crossing, const Route& route) {
  return without_failures(crossed_at_ends(crossing, route.from, route.to));
}

/// A proof for each graph that batches use.
class GraphProofs {
 public:
  explicit GraphProofs(const AvoidQuestion& question) : question_(question) {
    proofs_.resize(question.network.graphs.size());
  }
  void prepare(std::uint32_t graph) {
    if (proofs_[graph] != nullptr) return;
    proofs_[graph] =
        std::make_unique<PlainProof>(PlainQuestion{.graph = question_.network.graphs[graph],
                                                   .crossing = question_.crossing,
                                                   .failures = question_.failures,
                                                   .limit = question_.limit});
  }
  [[nodiscard]] const PlainProof& operator[](std::uint32_t graph) const { return *proofs_[graph]; }

 private:
  const AvoidQuestion& question_;
  std::vector<std::unique_ptr<PlainProof>> proofs_;
};

class RoutesProof {
 public:
  RoutesProof(const AvoidQuestion& question, const std::vector<Route>& routes, Sets sets,
              const Run& run)
      : question_(question),
        routes_(routes),
        sets_(sets),
        run_(run),
        proofs_(question),
        areas_(areas_asked(question)) {}

  AvoidProof prove() {
    const Doubts doubts(question_.network, question_.failures.kinds);
    std::vector<Doubt> doubt;
    for (const Route& route : routes_) {
      doubt.push_back(is_asked(route) ? doubts.of(route) : Doubt::none);
      // Where routers decide one by one, the lemma does not hold, and a path at a time is not
      // asked.
      const bool by_areas = is_hidden(question_, route) && takes_areas(question_.network, route);
      if (by_areas && !hides_paths(doubt.back())) doubt.back() = Doubt::spans;
    }
    const Plan plan = plan_of(question_, routes_, doubt);
    for (const Batch& batch : plan.batches) {
      if (!batch.areas) proofs_.prepare(batch.graph);
    }
    proof_.answers.resize(routes_.size());
    for (std::uint32_t i = 0; i < routes_.size(); ++i) {
      if (!is_asked(routes_[i])) proof_.answers[i].answer = Answer::not_applicable;
      if (!hides_paths(doubt[i])) continue;
      proof_.answers[i] = answer_of(of_ends(question_.crossing, routes_[i]), {}, doubt[i], true);
    }
    const std::size_t jobs = plan.batches.size() + plan.single.size();
    Work work("routes", jobs, run_);
    std::vector<std::uint64_t> steps(jobs);
    std::vector<std::uint8_t> complete(jobs, 1);
    work.for_each<Place>([&](std::size_t job, Place& place) {
      if (job < plan.batches.size()) {
        const Batch& of = plan.batches[job];
        complete[job] = of.areas ? areas(of, doubt, work.budget(), steps[job])
                                 : batch(of, doubt, work.budget(), steps[job], place);
      } else {
        const std::uint32_t route = plan.single[job - plan.batches.size()];
        complete[job] = single(route, doubt[route], work.budget(), steps[job]);
      }
    });
    finish(plan, work, steps, complete, doubt);
    return std::move(proof_);
  }

 private:
  /// Where one thread works: for each graph, once it is needed.
  using Place = std::vector<std::unique_ptr<PlainProof::Worker>>;

  bool batch(const Batch& batch, const std::vector<Doubt>& doubt, std::uint64_t budget,
             std::uint64_t& steps, Place& place) {
    place.resize(question_.network.graphs.size());
    if (place[batch.graph] == nullptr) place[batch.graph] = proofs_[batch.graph].worker();
    PlainProof::Worker& worker = *place[batch.graph];
    std::vector<Node> from;
    for (const std::uint32_t route : batch.routes) from.push_back(routes_[route].from);
    std::vector<Fewest> fewest(from.size());
    std::vector<SmallestSets> sets(sets_ == Sets::smallest ? from.size() : 0);
    const std::uint64_t before = worker.steps();
    const bool whole = worker.prove(batch.to, from, fewest, sets, budget);
    steps = worker.steps() - before;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const std::uint32_t route = batch.routes[i];
      proof_.answers[route] =
          answer_of(fewest[i], sets.empty() ? SmallestSets{} : sets[i], doubt[route], whole);
    }
    return whole;
  }

  bool areas(const Batch& batch, const std::vector<Doubt>& doubt, std::uint64_t budget,
             std::uint64_t& steps) {
    std::vector<Node> from;
    for (const std::uint32_t route : batch.routes) from.push_back(routes_[route].from);
    AreaProved proved = areas_.prove(batch.to, from, {.budget = budget, .stop = run_.stop});
    steps = proved.steps;
    for (std::size_t i = 0; i < from.size(); ++i) {
      const std::uint32_t route = batch.routes[i];
      if (sets_ == Sets::none) proved.answers[i].sets = {};
      proof_.answers[route] = answer_of(proved.answers[i], doubt[route], proved.complete);
    }
    return proved.complete;
  }

  bool single(std::uint32_t route, Doubt doubt, std::uint64_t budget, std::uint64_t& steps) {
    const RouteProof proof = prove_route({.network = question_.network,
                                          .crossing = question_.crossing,
                                          .failures = question_.failures,
                                          .limit = question_.limit,
                                          .hiding = question_.hiding},
                                         routes_[route], budget);
    steps = proof.steps;
    proof_.answers[route] = answer_of(
        proof.fewest, sets_ == Sets::smallest ? proof.sets : SmallestSets{}, doubt, proof.complete);
    return proof.complete;
  }

  void finish(const Plan& plan, const Work& work, const std::vector<std::uint64_t>& steps,
              const std::vector<std::uint8_t>& complete, const std::vector<Doubt>& doubt) {
    for (std::size_t job = 0; job < steps.size(); ++job) {
      proof_.steps += steps[job];
      if (!work.done(job)) {
        const auto left_out = [&](std::uint32_t route) {
          proof_.answers[route] =
              answer_of(of_ends(question_.crossing, routes_[route]), {}, doubt[route], false);
        };
        if (job < plan.batches.size()) {
          std::ranges::for_each(plan.batches[job].routes, left_out);
        } else {
          left_out(plan.single[job - plan.batches.size()]);
        }
      }
      proof_.complete = proof_.complete && work.done(job) && complete[job] != 0;
    }
  }

  const AvoidQuestion& question_;
  const std::vector<Route>& routes_;
  Sets sets_;
  const Run& run_;
  GraphProofs proofs_;
  AreaProof areas_;
  AvoidProof proof_;
};

}  // namespace

AreaQuestion areas_asked(const AvoidQuestion& question) {
  return {.topology = question.network.topology,
          .graph = question.network.graphs[0],
          .crossing = question.crossing,
          .failures = question.failures,
          .limit = question.limit};
}

AvoidProof prove_routes(const AvoidQuestion& question, const std::vector<Route>& routes, Sets sets,
                        const Run& run) {
  return RoutesProof(question, routes, sets, run).prove();
}

}  // namespace relook::trust
