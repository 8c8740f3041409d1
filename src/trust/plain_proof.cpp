// SPDX-License-Identifier: Apache-2.0
#include "trust/plain_proof.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "graph/separation.hpp"
#include "graph/shortest_path_tree.hpp"
#include "trust/chains.hpp"
#include "trust/walk_bound.hpp"

namespace relook::trust {

using graph::Distance;
using graph::Edge;
using graph::Incidence;
using graph::kNoIndex;
using graph::kUnreachable;
using graph::Node;

struct PlainProof::Prepared {
  explicit Prepared(const PlainQuestion& asked)
      : question(asked),
        effects(asked.graph, asked.failures),
        chains(asked.graph, asked.failures, effects) {}

  PlainQuestion question;
  Effects effects;
  Chains chains;
};

PlainProof::PlainProof(const PlainQuestion& question)
    : prepared_(std::make_unique<const Prepared>(question)) {
  RELOOK_CHECK(question.limit <= kFailuresMax);
}
PlainProof::~PlainProof() = default;

std::unique_ptr<PlainProof::Worker> PlainProof::worker() const {
  return std::make_unique<Worker>(*prepared_);
}

/// The tree of the chosen paths of some sources, nodes before what hangs on them.
struct SourceTree {
  std::vector<Node> nodes;             // in preorder
  std::vector<std::uint32_t> ends;     // place behind all that hangs on each
  std::vector<std::uint32_t> sources;  // numbers of the sources, by place
  std::vector<std::uint32_t> first;    // of each place's sources, and the end

  // Scratch: before they are in preorder.
  std::vector<Node> found;
  std::vector<std::uint32_t> parent;
  std::vector<std::uint32_t> size;
  std::vector<std::uint32_t> place;
  std::vector<std::uint32_t> local;  // of each node of the graph, valid where `stamp` is `now`
  std::vector<std::uint32_t> stamp;
  std::uint32_t now = 0;
};

struct PlainProof::Worker::State {
  explicit State(const Prepared& prepared);

  struct Branch {
    Failure failure = kNoFailure;
    Node node = kNoIndex;  // the path's node at which it was chosen, and the edge on from there
    Edge edge = kNoIndex;
  };

  void start(Node to, std::span<const Node> from, std::span<Fewest> fewest_out,
             std::span<SmallestSets> sets_out);
  void judge_without_failures();
  void judge_failures();
  void ask_separation();
  [[nodiscard]] bool asks(std::uint32_t source, unsigned level) const;
  void explore(unsigned depth, unsigned level, std::span<const std::uint32_t> open);
  void branch_at(unsigned depth, unsigned level, std::uint32_t place);
  void branch(unsigned depth, unsigned level, const Branch& by,
              std::span<const std::uint32_t> below);
  void judge(std::uint32_t source, unsigned level);
  void note(std::uint32_t source, unsigned level, bool surely);
  [[nodiscard]] bool improves(std::uint32_t source, unsigned level) const;
  [[nodiscard]] FailedSet smallest_set(std::uint32_t source, unsigned level) const;
  [[nodiscard]] Truth crossed(Node from);
  [[nodiscard]] std::optional<Truth> crossed_next(Node node);
  void build(SourceTree& tree, std::span<const std::uint32_t> open);
  void protect(Failure failure, int by) { protected_[failure] += static_cast<std::uint16_t>(by); }

  const Prepared& all;
  const PlainQuestion& question;
  graph::ShortestPathTree tree;
  std::optional<graph::Separation> separation;
  WalkBound sure_bound;
  WalkBound possible_bound;

  Node root = kNoIndex;
  std::span<const Node> from;
  std::span<Fewest> fewest;
  std::span<SmallestSets> sets;
  std::vector<Distance> distance0;  // before any failure
  std::vector<Truth> crossed0;
  // What a path from a node crosses after the failures of now; valid where the stamp is `state`.
  std::vector<Truth> crossed_;
  std::vector<std::uint32_t> crossed_stamp_;
  std::uint32_t state = 0;
  std::vector<Node> stack_;
  std::vector<Node> wanted_;
  std::vector<std::uint16_t> protected_;  // failures that the branches above rule out
  std::array<SourceTree, kFailuresMax> trees;
  std::array<std::vector<std::uint32_t>, kFailuresMax> below_;
  std::array<Branch, kFailuresMax> chosen;
  std::uint64_t steps = 0;
  std::uint64_t last_step = 0;  // where the budget ends
};

PlainProof::Worker::State::State(const Prepared& prepared)
    : all(prepared),
      question(prepared.question),
      tree(prepared.question.graph),
      distance0(question.graph.nodes()),
      crossed0(question.graph.nodes()),
      crossed_(question.graph.nodes()),
      crossed_stamp_(question.graph.nodes()),
      protected_(question.failures.size()) {
  if (all.effects.single_things() && question.limit > 0) {
    separation.emplace(question.graph,
                       graph::Separation::Kinds{.edges = question.failures.kinds.link,
                                                .nodes = question.failures.kinds.node});
  }
  for (SourceTree& each : trees) {
    each.local.resize(question.graph.nodes());
    each.stamp.resize(question.graph.nodes());
  }
}

PlainProof::Worker::Worker(const Prepared& prepared) : state_(std::make_unique<State>(prepared)) {}
PlainProof::Worker::~Worker() = default;
std::uint64_t PlainProof::Worker::steps() const { return state_->steps; }

bool PlainProof::Worker::prove(Node to, std::span<const Node> from, std::span<Fewest> fewest,
                               std::span<SmallestSets> sets, std::uint64_t budget) {
  RELOOK_CHECK(fewest.size() == from.size() && (sets.empty() || sets.size() == from.size()));
  State& state = *state_;
  state.start(to, from, fewest, sets);
  state.last_step = state.steps > std::numeric_limits<std::uint64_t>::max() - budget
                        ? std::numeric_limits<std::uint64_t>::max()
                        : state.steps + budget;
  state.judge_without_failures();
  if (state.question.limit > 0) state.judge_failures();
  if (!state.question.crossing.unsure) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      fewest[i].possibly = fewest[i].surely;
      if (!sets.empty()) sets[i].possibly = sets[i].surely;
    }
  }
  return state.steps < state.last_step;
}

void PlainProof::Worker::State::judge_failures() {
  if (separation) ask_separation();
  sure_bound.towards(tree, question.crossing, Truth::yes);
  if (question.crossing.unsure) possible_bound.towards(tree, question.crossing, Truth::unknown);
  std::vector<std::uint32_t> open;
  for (unsigned level = 1; level <= question.limit; ++level) {
    open.clear();
    for (std::uint32_t source = 0; source < from.size(); ++source) {
      if (asks(source, level)) open.push_back(source);
    }
    if (open.empty()) break;
    explore(0, level, open);
  }
}

void PlainProof::Worker::State::start(Node to, std::span<const Node> from_nodes,
                                      std::span<Fewest> fewest_out,
                                      std::span<SmallestSets> sets_out) {
  root = to;
  from = from_nodes;
  fewest = fewest_out;
  sets = sets_out;
  std::ranges::fill(fewest, Fewest{});
  std::ranges::fill(sets, SmallestSets{});
  tree.reset(to);
  for (Node node = 0; node < question.graph.nodes(); ++node) distance0[node] = tree.distance(node);
  std::ranges::fill(crossed0, Truth::unknown);  // until it is known: not clean
  ++state;
  for (Node node = 0; node < question.graph.nodes(); ++node) {
    if (distance0[node] != kUnreachable) (void)crossed(node);
  }
  for (Node node = 0; node < question.graph.nodes(); ++node) {
    if (distance0[node] != kUnreachable) crossed0[node] = crossed_[node];
  }
}

void PlainProof::Worker::State::judge_without_failures() {
  for (std::uint32_t source = 0; source < from.size(); ++source) {
    const Node node = from[source];
    RELOOK_CHECK(node != root);
    Truth met = crossed_at_ends(question.crossing, node, std::span(&root, 1));
    if (distance0[node] != kUnreachable) met = either(met, crossed0[node]);
    fewest[source] = without_failures(met);
    if (distance0[node] == kUnreachable) fewest[source].unserved = 0;
  }
}

void PlainProof::Worker::State::ask_separation() {
  separation->towards(root);
  for (std::uint32_t source = 0; source < from.size(); ++source) {
    const unsigned cuts = separation->fewest(from[source], question.limit);
    if (cuts <= question.limit) fewest[source].unserved = static_cast<std::uint8_t>(cuts);
  }
}

/// Whether sets of this size can still say something about the source.
bool PlainProof::Worker::State::asks(std::uint32_t source, unsigned level) const {
  const Fewest& so_far = fewest[source];
  if (distance0[from[source]] == kUnreachable) return false;
  if (!separation && so_far.unserved == kNever) return true;
  // Of sets of the same size a smaller one may come.
  const auto open = [&](std::uint8_t number, const WalkBound& bound) {
    return (number == kNever || (!sets.empty() && number == level)) &&
           bound[from[source]] != kUnreachable;
  };
  return open(so_far.surely, sure_bound) ||
         (question.crossing.unsure && open(so_far.possibly, possible_bound));
}

/// Looks at all sets of `level` failures that hold those chosen already and break the path of an
/// open source.
void PlainProof::Worker::State::explore(unsigned depth, unsigned level,
                                        std::span<const std::uint32_t> open) {
  SourceTree& paths = trees[depth];
  build(paths, open);
  // What the branches further on rule out, with the place up to which they do.
  std::vector<std::pair<std::uint32_t, Failure>> ruled_out;
  const Chains& chains = all.chains;
  for (std::uint32_t place = 1; place < paths.nodes.size(); ++place) {
    while (!ruled_out.empty() && ruled_out.back().first <= place) {
      protect(ruled_out.back().second, -1);
      ruled_out.pop_back();
    }
    const Node node = paths.nodes[place];
    const Node next = tree.next(node);
    const Edge edge = tree.next_edge(node);
    const std::span below(paths.sources.data() + paths.first[place],
                          paths.sources.data() + paths.first[paths.ends[place]]);
    const auto try_all = [&](std::span<const Failure> failures) {
      for (const Failure failure : failures) {
        if (protected_[failure] != 0 || !all.effects.is_first(failure)) continue;
        branch(depth, level, {failure, node, edge}, below);
        protect(failure, +1);
        ruled_out.emplace_back(paths.ends[place], failure);
      }
    };
    const bool next_inside = next != root && chains.inside(next);
    if (!next_inside || !question.failures.kinds.link) try_all(question.failures.of_edge[edge]);
    const bool another_stands_for_it =
        chains.inside(node) && (question.failures.kinds.link || next_inside);
    if (!another_stands_for_it) try_all(question.failures.of_node[node]);
  }
  for (const auto& [end, failure] : ruled_out) protect(failure, -1);
}

void PlainProof::Worker::State::branch(unsigned depth, unsigned level, const Branch& by,
                                       std::span<const std::uint32_t> below) {
  const std::span<const Node> nodes = question.failures.nodes[by.failure];
  // A scenario that takes an end away is set aside, here and for each source below.
  if (std::ranges::find(nodes, root) != nodes.end()) return;
  chosen[depth] = by;
  std::vector<std::uint32_t>& asked = below_[depth];
  asked.clear();
  for (const std::uint32_t source : below) {
    const bool set_aside = std::ranges::find(nodes, from[source]) != nodes.end();
    if (set_aside || !asks(source, level)) continue;
    if (depth + 1 < level || improves(source, level)) asked.push_back(source);
  }
  if (asked.empty() || steps >= last_step) return;
  ++steps;
  if (depth + 1 == level) {
    wanted_.clear();
    for (const std::uint32_t source : asked) wanted_.push_back(from[source]);
    tree.remove_for(wanted_, nodes, question.failures.edges[by.failure]);
  } else {
    tree.remove(nodes, question.failures.edges[by.failure]);
  }
  if (depth + 1 == level) {
    ++state;
    for (const std::uint32_t source : asked) judge(source, level);
  } else {
    std::erase_if(
        asked, [&](std::uint32_t source) { return tree.distance(from[source]) == kUnreachable; });
    if (!asked.empty()) explore(depth + 1, level, asked);
  }
  tree.restore();
}

void PlainProof::Worker::State::judge(std::uint32_t source, unsigned level) {
  const Node node = from[source];
  const Distance distance = tree.distance(node);
  if (distance == kUnreachable) {
    if (!separation && fewest[source].unserved == kNever) {
      fewest[source].unserved = static_cast<std::uint8_t>(level);
    }
    return;
  }
  const bool unsure = question.crossing.unsure;
  if (distance < (unsure ? possible_bound : sure_bound)[node]) return;
  const Truth on_it = crossed(node);
  if (on_it == Truth::yes) note(source, level, true);
  if (unsure && on_it != Truth::no) note(source, level, false);
}

void PlainProof::Worker::State::note(std::uint32_t source, unsigned level, bool surely) {
  std::uint8_t& number = surely ? fewest[source].surely : fewest[source].possibly;
  if (number < level) return;
  if (!sets.empty()) {
    FailedSet& best = surely ? sets[source].surely : sets[source].possibly;
    const FailedSet now = smallest_set(source, level);
    if (number == kNever || now < best) best = now;
  }
  number = static_cast<std::uint8_t>(level);
}

/// Whether the chosen set, which is complete, would be news: a first one or a smaller one.
bool PlainProof::Worker::State::improves(std::uint32_t source, unsigned level) const {
  const Fewest& so_far = fewest[source];
  if (sets.empty() || so_far.surely != level) return true;
  if (question.crossing.unsure && so_far.possibly == kNever) return true;
  if (!separation && so_far.unserved == kNever) return true;
  const FailedSet set = smallest_set(source, level);
  return set < sets[source].surely ||
         (question.crossing.unsure && so_far.possibly == level && set < sets[source].possibly);
}

/// The first of the sets that the chosen failures stand for.
FailedSet PlainProof::Worker::State::smallest_set(std::uint32_t source, unsigned level) const {
  std::array<Failure, kFailuresMax> failed = {};
  for (unsigned i = 0; i < level; ++i) {
    failed[i] =
        all.chains.smallest_alike(chosen[i].failure, chosen[i].node, chosen[i].edge, from[source]);
  }
  return failed_set(std::span(failed).first(level));
}

/// What the least-cost paths from a node cross before they reach the root, the node itself not
/// counted.
Truth PlainProof::Worker::State::crossed(Node from_node) {
  stack_.clear();
  stack_.push_back(from_node);
  while (!stack_.empty()) {
    const Node node = stack_.back();
    if (crossed_stamp_[node] == state) {
      stack_.pop_back();
      continue;
    }
    const std::optional<Truth> known = crossed_next(node);
    if (!known) continue;  // it has put on the stack what must be known first
    crossed_[node] = *known;
    crossed_stamp_[node] = state;
    stack_.pop_back();
  }
  return crossed_[from_node];
}

std::optional<Truth> PlainProof::Worker::State::crossed_next(Node node) {
  // What costs as much as before any failure has at most the paths of then.
  if (tree.distance(node) == distance0[node] && crossed0[node] == Truth::no) return Truth::no;
  Truth on_it = Truth::no;
  bool waiting = false;
  for (const Incidence& at : question.graph.at(node)) {
    if (!tree.leads_on(node, at)) continue;
    on_it = either(on_it, question.crossing.edge[at.edge]);
    if (at.neighbour == root) continue;
    on_it = either(on_it, question.crossing.node[at.neighbour]);
    if (on_it == Truth::yes) return on_it;
    if (crossed_stamp_[at.neighbour] == state) {
      on_it = either(on_it, crossed_[at.neighbour]);
    } else {
      stack_.push_back(at.neighbour);
      waiting = true;
    }
  }
  if (waiting && on_it != Truth::yes) return std::nullopt;
  return on_it;
}

void PlainProof::Worker::State::build(SourceTree& paths, std::span<const std::uint32_t> open) {
  ++paths.now;
  paths.found.assign(1, root);
  paths.parent.assign(1, 0);
  paths.local[root] = 0;
  paths.stamp[root] = paths.now;
  for (const std::uint32_t source : open) {
    stack_.clear();
    Node node = from[source];
    while (paths.stamp[node] != paths.now) {
      stack_.push_back(node);
      paths.stamp[node] = paths.now;
      node = tree.next(node);
    }
    std::uint32_t parent = paths.local[node];
    while (!stack_.empty()) {
      const Node below = stack_.back();
      stack_.pop_back();
      paths.local[below] = static_cast<std::uint32_t>(paths.found.size());
      paths.found.push_back(below);
      paths.parent.push_back(parent);
      parent = paths.local[below];
    }
  }
  const std::size_t count = paths.found.size();
  paths.size.assign(count, 1);
  for (std::size_t i = count; i-- > 1;) paths.size[paths.parent[i]] += paths.size[i];
  // Each node's place is where its parent's next free one is.
  paths.place.assign(count, 0);
  paths.nodes.assign(count, root);
  paths.ends.assign(count, 0);
  std::vector<std::uint32_t>& free = paths.sources;
  free.assign(count, 0);
  free[0] = 1;
  paths.ends[0] = static_cast<std::uint32_t>(count);
  for (std::size_t i = 1; i < count; ++i) {
    const std::uint32_t place = free[paths.parent[i]];
    free[paths.parent[i]] += paths.size[i];
    free[i] = place + 1;
    paths.place[i] = place;
    paths.nodes[place] = paths.found[i];
    paths.ends[place] = place + paths.size[i];
  }
  paths.first.assign(count + 2, 0);
  for (const std::uint32_t source : open) {
    ++paths.first[paths.place[paths.local[from[source]]] + 2];
  }
  for (std::size_t i = 2; i < paths.first.size(); ++i) paths.first[i] += paths.first[i - 1];
  paths.sources.resize(open.size());
  for (const std::uint32_t source : open) {
    paths.sources[paths.first[paths.place[paths.local[from[source]]] + 1]++] = source;
  }
}

}  // namespace relook::trust
