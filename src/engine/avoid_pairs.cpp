// SPDX-License-Identifier: Apache-2.0
#include "engine/avoid_pairs.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "engine/proof_pairs.hpp"
#include "engine/route_answers.hpp"

namespace relook::engine {
namespace {

using trust::Answer;

// One pair as it is shown or counted.
struct AskedPair {
  trust::PairAnswer surely;
  trust::PairAnswer possibly;
  Truth asked;
};

struct Answered {
  trust::PairCounts counts;
  std::vector<AskedPair> kept;
  std::uint64_t surely_asked = 0;
  std::uint64_t steps = 0;
  bool complete = true;
};

std::vector<graph::Node> nodes_of(const std::vector<PairEnd>& ends, Truth asked) {
  std::vector<graph::Node> nodes;
  for (const PairEnd& end : ends) {
    if (end.asked == asked) nodes.push_back(end.node);
  }
  return nodes;
}

trust::Each kept_by_search(ListedAnswers listed) {
  switch (listed) {
    case ListedAnswers::breaches:
      return trust::Each::breaches;
    case ListedAnswers::undecided:
      return trust::Each::undecided;
    case ListedAnswers::all:
      return trust::Each::all;
  }
  return trust::Each::all;
}

void add(const trust::PairCounts& from, trust::PairCounts& to) {
  to.pairs += from.pairs;
  for (std::size_t i = 0; i < std::size(to.answers); ++i) to.answers[i] += from.answers[i];
  for (std::size_t i = 0; i < std::size(to.breaches_by_failures); ++i) {
    to.breaches_by_failures[i] += from.breaches_by_failures[i];
    to.undecided_by_failures[i] += from.undecided_by_failures[i];
    to.unserved_by_failures[i] += from.unserved_by_failures[i];
  }
}

class PairProver {
 public:
  PairProver(const AvoidAsked& asked, const PairEnds& ends, ListedAnswers listed, const Run& run)
      : asked_(asked), ends_(ends), listed_(listed), run_(run) {}

  Answered prove() {
    for (const Truth from : {Truth::yes, Truth::unknown}) {
      for (const Truth to : {Truth::yes, Truth::unknown}) prove(from, to);
    }
    std::ranges::sort(out_.kept, {}, [](const AskedPair& pair) {
      return std::pair(pair.surely.from, pair.surely.to);
    });
    return std::move(out_);
  }

  [[nodiscard]] FurtherDoubt further_of(Truth asked) const {
    return {.asked = asked, .plans_unknown = plans_unknown(asked_.ground().facts)};
  }

  [[nodiscard]] RouteAnswers answers(const AskedPair& pair,
                                     const std::vector<routing::Route>& route) const {
    return {route, std::span(&pair.surely.answer, 1), std::span(&pair.possibly.answer, 1)};
  }

 private:
  void prove(Truth from_asked, Truth to_asked) {
    const std::vector<graph::Node> from = nodes_of(ends_.from, from_asked);
    const std::vector<graph::Node> to = nodes_of(ends_.to, to_asked);
    if (from.empty() || to.empty()) return;
    const Truth asked = both(from_asked, to_asked);
    const FurtherDoubt further = further_of(asked);
    const bool plain = asked == Truth::yes && !asked_.failures().differ && !further.plans_unknown;
    const trust::PairsProof surely =
        pairs_over(asked_.question(), from, to, plain ? kept_by_search(listed_) : trust::Each::all);
    if (plain) {
      add(surely.counts, out_.counts);
      out_.surely_asked += surely.counts.answers[static_cast<std::size_t>(Answer::conforms)];
      for (const trust::PairAnswer& pair : surely.kept) out_.kept.push_back({pair, pair, asked});
      return;
    }
    const trust::PairsProof wide =
        asked_.failures().differ ? pairs_over(asked_.wide_question(), from, to, trust::Each::all)
                                 : surely;
    RELOOK_CHECK(wide.kept.size() == surely.kept.size());
    for (std::size_t i = 0; i < surely.kept.size(); ++i) {
      const AskedPair pair{surely.kept[i], wide.kept[i], asked};
      const std::vector<routing::Route> route = {pair_route_of(asked_, ends_.plane, pair.surely)};
      const DemandAnswer answer = bare_answer(answers(pair, route), further);
      count_answer(answer, out_.counts);
      if (answer.answer == Answer::conforms && asked == Truth::yes) ++out_.surely_asked;
      const bool breach = answer.answer == Answer::breaches;
      const bool open = answer.answer == Answer::undecided;
      if (listed_ == ListedAnswers::all || (listed_ == ListedAnswers::breaches && breach) ||
          (listed_ == ListedAnswers::undecided && open)) {
        out_.kept.push_back(pair);
      }
    }
  }

  trust::PairsProof pairs_over(const trust::AvoidQuestion& question,
                               const std::vector<graph::Node>& from,
                               const std::vector<graph::Node>& to, trust::Each keep) {
    trust::PairsProof proof = prove_node_pairs(question, {from, to, ends_.plane}, keep, run_);
    out_.steps += proof.steps;
    out_.complete = out_.complete && proof.complete;
    return proof;
  }

  const AvoidAsked& asked_;
  const PairEnds& ends_;
  ListedAnswers listed_;
  const Run& run_;
  Answered out_;
};

}  // namespace

RuleProof prove_pairs(const AvoidAsked& asked, const PairEnds& ends, ListedAnswers listed,
                      const Run& run) {
  PairProver prover(asked, ends, listed, run);
  const Answered answered = prover.prove();
  RuleProof proof;
  proof.counts = answered.counts;
  proof.surely_asked = answered.surely_asked;
  proof.steps = answered.steps;
  proof.complete = answered.complete;
  for (const AskedPair& pair : answered.kept) {
    const std::vector<routing::Route> route = {pair_route_of(asked, ends.plane, pair.surely)};
    DemandAnswer answer =
        named_answer(asked, prover.answers(pair, route), prover.further_of(pair.asked));
    answer.name = answer.from + "," + answer.to.front();
    proof.answers.push_back(std::move(answer));
  }
  return proof;
}

}  // namespace relook::engine
