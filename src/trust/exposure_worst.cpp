// SPDX-License-Identifier: Apache-2.0
#include "trust/exposure_worst.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "trust/carrier.hpp"
#include "trust/exposure.hpp"
#include "trust/route_proof.hpp"

namespace relook::trust {
namespace {

using graph::Node;
using routing::Portion;
using routing::Ratio;

// One route after some failures.
struct Now {
  std::vector<Portion> crossed;     // by group
  std::vector<Failure> touched_by;  // each that breaks a path it takes, ascending
};

class Search {
 public:
  Search(const WorstQuestion& question, const Run& run)
      : question_(question), run_(run), removed_(question.network.graphs.front()) {
    any_.reserve(question.groups.size());
    for (const Crossing& group : question.groups) any_.push_back(strongest(group));
  }

  WorstFound find() {
    std::vector<Now> now;
    now.reserve(question_.routes.size());
    CarrierFinder carriers(question_.network, removed_);
    for (std::size_t i = 0; i < question_.routes.size(); ++i) now.push_back(computed(i, carriers));
    found_.worst.resize(question_.groups.size());
    found_.at_most.resize(question_.groups.size());
    weigh({}, now);
    grow({}, now);
    return std::move(found_);
  }

 private:
  [[nodiscard]] Now computed(std::size_t number, CarrierFinder& carriers) {
    ++found_.steps;
    Now now;
    const routing::Route& route = question_.routes[number];
    const CarriedBy<Carrier> carried = carriers.look_for(route);
    for (std::size_t group = 0; group < question_.groups.size(); ++group) {
      now.crossed.push_back(crossing(carried, group).of(question_.amounts[number]));
    }
    if (takes_areas(question_.network, route)) {
      now.touched_by = of_part(question_.network.topology.part[route.from]);
    } else if (carried.by) {
      now.touched_by = breaking(*carried.by);
    }
    return now;
  }

  // The share that crosses the group, of what is carried so.
  [[nodiscard]] Portion crossing(const CarriedBy<Carrier>& carried, std::size_t group) const {
    if (carried.by) {
      const Crossing& of = question_.groups[group];
      return exposed(question_.network, removed_, *carried.by, {}, {of, of}).drop;
    }
    return carried.open && any_[group] != Truth::no ? Portion::open() : Portion::none();
  }

  // Each failure that takes a node or an edge of the part.
  [[nodiscard]] const std::vector<Failure>& of_part(std::uint32_t part) {
    const auto [found, fresh] = of_part_.try_emplace(part);
    if (!fresh) return found->second;
    const routing::Topology& topology = question_.network.topology;
    const Failures& failures = question_.failures;
    for (Failure failure = 0; failure < failures.size(); ++failure) {
      const bool node = std::ranges::any_of(failures.nodes[failure],
                                            [&](Node one) { return topology.part[one] == part; });
      const bool edge = std::ranges::any_of(failures.edges[failure], [&](graph::Edge one) {
        return topology.part[topology.adjacencies[one].a] == part;
      });
      if (node || edge) found->second.push_back(failure);
    }
    return found->second;
  }

  // Each failure that takes a node or an edge of any path.
  [[nodiscard]] std::vector<Failure> breaking(const Carrier& carrier) const {
    std::set<Failure> out;
    const Failures& failures = question_.failures;
    for (const Stretch& stretch : carrier.stretches) {
      std::vector<Node> open = {stretch.from};
      std::set<Node> seen = {stretch.from};
      while (!open.empty()) {
        const Node node = open.back();
        open.pop_back();
        out.insert(failures.of_node[node].begin(), failures.of_node[node].end());
        for (const auto& at : next_hops(question_.network, removed_, stretch, node)) {
          out.insert(failures.of_edge[at.edge].begin(), failures.of_edge[at.edge].end());
          if (seen.insert(at.neighbour).second) open.push_back(at.neighbour);
        }
      }
    }
    return {out.begin(), out.end()};
  }

  // Sets are met in no order of size, so ties are broken by size and then by what is in them.
  void weigh(const FailedSet& failed, const std::vector<Now>& now) {
    for (std::size_t group = 0; group < question_.groups.size(); ++group) {
      Portion total;
      for (const Now& one : now) total += one.crossed[group];
      Ratio& at_most = found_.at_most[group];
      if (order(at_most, total.high) < 0) at_most = total.high;
      Worst& worst = found_.worst[group];
      const auto low = order(worst.amount.low, total.low);
      const auto high = order(worst.amount.high, total.high);
      const std::size_t size = failed.items().size();
      const std::size_t worst_size = worst.failed.items().size();
      const bool smaller = size != worst_size ? size < worst_size : failed < worst.failed;
      if (low < 0 || (low == 0 && (high < 0 || (high == 0 && smaller)))) worst = {failed, total};
    }
  }

  // All sets that hold these and more, each of which touches something when it comes.
  void grow(const FailedSet& failed, const std::vector<Now>& now) {
    const std::size_t size = failed.items().size();
    if (size >= question_.limit || !found_.complete) return;
    std::set<Failure> touching;
    for (const Now& one : now) touching.insert(one.touched_by.begin(), one.touched_by.end());
    for (const Failure failure : touching) {
      FailedSet next = failed;
      next.failed[size] = failure;
      std::ranges::sort(next.failed);
      if (!seen_.insert(next).second) continue;
      if (found_.steps >= run_.budget || run_.stop.stop_requested()) {
        found_.complete = false;
        return;
      }
      take(question_.failures, failure, removed_);
      std::vector<Now> after = now;
      CarrierFinder carriers(question_.network, removed_);
      for (std::size_t i = 0; i < after.size(); ++i) {
        if (std::ranges::binary_search(now[i].touched_by, failure))
          after[i] = computed(i, carriers);
      }
      weigh(next, after);
      grow(next, after);
      put_back(question_.failures, failure, removed_);
    }
  }

  const WorstQuestion& question_;
  const Run& run_;
  graph::Removed removed_;
  std::vector<Truth> any_;                                 // by group: the most that it matches
  std::map<std::uint32_t, std::vector<Failure>> of_part_;  // ascending
  std::set<FailedSet> seen_;
  WorstFound found_;
};

}  // namespace

WorstFound find_worst(const WorstQuestion& question, const Run& run) {
  return Search(question, run).find();
}

}  // namespace relook::trust
