// SPDX-License-Identifier: Apache-2.0
#include "trust/exposure.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace relook::trust {
namespace {

using graph::Incidence;
using graph::Node;
using routing::Portion;

constexpr std::size_t kSpansMax = 32;
constexpr std::size_t kStatesMax = 1'000'000;

using Mask = std::uint32_t;

// What counts: crossed in the clear, and crossed inside a span; either as surely as `least`.
struct Asked {
  const Crossing& clear;
  const Crossing* inside;  // nothing where nothing counts there
  Truth least;
};

// Where a path stands, and what is open of what it passed.
struct State {
  std::size_t stretch = 0;
  Node node = 0;
  Mask open = 0;  // spans whose first end was passed and whose second was not
  // For what was crossed and counts only in the clear: the spans that were open there. It was in
  // the clear if none of them closes. Only the smallest sets, sorted.
  std::vector<Mask> pending = {};

  friend auto operator<=>(const State&, const State&) = default;
};

class Walk {
 public:
  Walk(const routing::Network& network, const graph::Removed& removed, const Carrier& carrier,
       std::span<const ProtectedSpan> spans, const Asked& asked)
      : network_(network), removed_(removed), carrier_(carrier), spans_(spans), asked_(asked) {}

  // Nothing where there are too many states.
  std::optional<Portion> share() {
    const Node start = carrier_.stretches.front().from;
    std::optional<State> first = entered({.stretch = 0, .node = start});
    if (!first) return Portion::all();
    std::vector<State> open = {*first};
    while (!open.empty()) {
      if (known_.size() > kStatesMax) return std::nullopt;
      const State state = open.back();
      if (known_.contains(state) || settle(state, open)) open.pop_back();
    }
    return known_.at(*first);
  }

 private:
  // The two ends count as ends wherever the way meets them.
  [[nodiscard]] bool counts(const Crossing* crossing, Node node) const {
    if (crossing == nullptr) return false;
    const bool end =
        node == carrier_.stretches.front().from || ends_at(carrier_.stretches.back(), node);
    return (end ? crossing->end[node] : crossing->node[node]) >= asked_.least;
  }

  // Marks what is crossed where `state.open` is open. False where it surely counts.
  [[nodiscard]] static bool cross(State& state, bool clear, bool inside) {
    if (!clear && !inside) return true;
    if (state.open == 0 ? clear : inside) return false;
    if (!clear || state.open == 0) return true;
    const auto covers = [&](Mask mask) { return (mask & state.open) == mask; };
    if (std::ranges::any_of(state.pending, covers)) return true;
    std::erase_if(state.pending, [&](Mask mask) { return (mask & state.open) == state.open; });
    state.pending.push_back(state.open);
    std::ranges::sort(state.pending);
    return true;
  }

  // The state after the node was passed, or nothing where what is asked surely happened.
  [[nodiscard]] std::optional<State> entered(State state) const {
    Mask closing = 0;
    Mask opening = 0;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const Mask bit = Mask{1} << i;
      if (spans_[i].to == state.node && (state.open & bit) != 0) closing |= bit;
      if (spans_[i].from == state.node) opening |= bit;
    }
    state.open &= ~closing;
    std::erase_if(state.pending, [&](Mask mask) { return (mask & closing) != 0; });
    const bool clear = counts(&asked_.clear, state.node);
    if (!cross(state, clear, counts(asked_.inside, state.node))) return std::nullopt;
    state.open |= opening;
    return state;
  }

  [[nodiscard]] std::optional<State> followed(State state, const Incidence& at) const {
    const bool clear = asked_.clear.edge[at.edge] >= asked_.least;
    const bool inside = asked_.inside != nullptr && asked_.inside->edge[at.edge] >= asked_.least;
    if (!cross(state, clear, inside)) return std::nullopt;
    state.node = at.neighbour;
    return entered(std::move(state));
  }

  // Whether the state's share is known now; else what it waits for is added to `open`.
  bool settle(const State& state, std::vector<State>& open) {
    const Stretch& stretch = carrier_.stretches[state.stretch];
    if (ends_at(stretch, state.node)) {
      if (state.stretch + 1 == carrier_.stretches.size()) {
        known_[state] = state.pending.empty() ? Portion::none() : Portion::all();
        return true;
      }
      // The next stretch begins where this one ends: the node was passed already.
      State next = state;
      ++next.stretch;
      const auto found = known_.find(next);
      if (found == known_.end()) {
        open.push_back(std::move(next));
        return false;
      }
      known_[state] = found->second;
      return true;
    }
    return settle_hops(state, next_hops(network_, removed_, stretch, state.node), open);
  }

  bool settle_hops(const State& state, const std::vector<Incidence>& hops,
                   std::vector<State>& open) {
    Portion total;
    bool waiting = false;
    for (const Incidence& at : hops) {
      std::optional<State> next = followed(state, at);
      if (!next) {
        total += Portion::all();
        continue;
      }
      const auto found = known_.find(*next);
      if (found == known_.end()) {
        open.push_back(*std::move(next));
        waiting = true;
      } else {
        total += found->second;
      }
    }
    if (waiting) return false;
    known_[state] = total.divided_by(static_cast<std::uint32_t>(hops.size()));
    return true;
  }

  const routing::Network& network_;
  const graph::Removed& removed_;
  const Carrier& carrier_;
  std::span<const ProtectedSpan> spans_;
  Asked asked_;
  std::map<State, Portion> known_;
};

}  // namespace

Exposed exposed(const routing::Network& network, const graph::Removed& removed,
                const Carrier& carrier, std::span<const ProtectedSpan> spans,
                const Watchers& watchers) {
  if (carrier.stretches.empty()) return {};
  // From what surely matches comes the low bound, from what possibly does the high one.
  const auto between = [&](const Crossing* inside, std::span<const ProtectedSpan> over) {
    const auto share = [&](Truth least) {
      return Walk(network, removed, carrier, over, {watchers.all, inside, least}).share();
    };
    const std::optional<Portion> sure = share(Truth::yes);
    if (!watchers.all.unsure && !watchers.around.unsure) return sure;
    const std::optional<Portion> possible = share(Truth::unknown);
    if (!sure || !possible) return std::optional<Portion>();
    return std::optional(Portion{sure->low, possible->high});
  };
  Exposed out;
  out.drop = between(&watchers.all, {}).value_or(Portion::open());
  out.content = out.metadata = out.drop;
  if (spans.empty()) return out;
  const Portion bounded{{}, out.drop.high};
  const bool few = spans.size() <= kSpansMax;
  const std::optional<Portion> none;
  out.content = (few ? between(nullptr, spans) : none).value_or(bounded);
  out.metadata = (few ? between(&watchers.around, spans) : none).value_or(bounded);
  return out;
}

Truth strongest(const Crossing& crossing) {
  Truth strongest = Truth::no;
  for (const Truth match : crossing.node) strongest = either(strongest, match);
  for (const Truth match : crossing.edge) strongest = either(strongest, match);
  return strongest;
}

Exposed exposed_at_ends(const routing::Route& route, const Crossing& crossing, Truth any) {
  // An end is never strictly inside a span of its own path: what it sees is in the clear.
  const Truth ends = crossed_at_ends(crossing, route.from, route.to);
  Portion portion;
  if (ends == Truth::yes) {
    portion = Portion::all();
  } else if (any != Truth::no) {
    portion = Portion::open();
  }
  return {portion, portion, portion};
}

}  // namespace relook::trust
