// SPDX-License-Identifier: Apache-2.0
#include "trust/failures.hpp"

#include <algorithm>
#include <utility>

#include "base/quantity.hpp"

namespace relook::trust {
namespace {

using Numbers = std::vector<std::uint32_t>;

void sort_unique(Numbers& numbers) {
  std::ranges::sort(numbers);
  const auto [first, last] = std::ranges::unique(numbers);
  numbers.erase(first, last);
}

/// Which nodes stand on each node, and which edges ride on it.
struct Upon {
  explicit Upon(const routing::Topology& topology)
      : guests(topology.nodes.size()), riders(topology.nodes.size()) {
    for (graph::Node node = 0; node < topology.nodes.size(); ++node) {
      for (const graph::Node host : topology.nodes[node].hosts) guests[host].push_back(node);
    }
    for (graph::Edge edge = 0; edge < topology.adjacencies.size(); ++edge) {
      for (const graph::Node below : topology.adjacencies[edge].rides_on) {
        riders[below].push_back(edge);
      }
    }
  }

  std::vector<Numbers> guests;
  std::vector<Numbers> riders;
};

struct Taken {
  Numbers nodes;
  Numbers edges;
};

/// What goes with these nodes: hosts are listed with all that they stand on, so one step suffices.
Taken taken_with(const Upon& upon, std::span<const graph::Node> nodes) {
  Taken taken;
  for (const graph::Node node : nodes) {
    taken.nodes.push_back(node);
    taken.nodes.insert(taken.nodes.end(), upon.guests[node].begin(), upon.guests[node].end());
  }
  sort_unique(taken.nodes);
  for (const graph::Node node : taken.nodes) {
    taken.edges.insert(taken.edges.end(), upon.riders[node].begin(), upon.riders[node].end());
  }
  sort_unique(taken.edges);
  return taken;
}

/// Turns lists by failure into lists by what they take.
NumberLists turned(const NumberLists& lists, std::size_t size) {
  std::vector<Numbers> by_item(size);
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    for (const std::uint32_t item : lists[i]) by_item[item].push_back(i);
  }
  NumberLists result;
  for (const Numbers& list : by_item) result.add(list);
  return result;
}

}  // namespace

Failures failures_of(const routing::Topology& topology, FailureKinds kinds) {
  Failures failures{.kinds = kinds};
  const auto add = [&](FailureKind kind, std::size_t index, const Taken& taken) {
    failures.what.push_back({kind, static_cast<std::uint32_t>(index)});
    failures.nodes.add(taken.nodes);
    failures.edges.add(taken.edges);
  };
  const Upon upon(topology);
  if (kinds.link) {
    for (std::uint32_t edge = 0; edge < topology.adjacencies.size(); ++edge) {
      add(FailureKind::link, edge, {.edges = {edge}});
    }
    failures.things += topology.adjacencies.size();
  }
  if (kinds.node) {
    for (std::uint32_t node = 0; node < topology.nodes.size(); ++node) {
      add(FailureKind::node, node, taken_with(upon, std::span(&node, 1)));
    }
    failures.things += topology.elements_in_service;
  }
  if (kinds.srlg) {
    for (std::size_t i = 0; i < topology.srlgs.size(); ++i) {
      Numbers links = topology.srlgs[i].links;
      sort_unique(links);
      add(FailureKind::srlg, i, {.edges = std::move(links)});
    }
    failures.things += topology.srlgs.size();
  }
  if (kinds.site) {
    for (std::size_t i = 0; i < topology.sites.size(); ++i) {
      add(FailureKind::site, i, taken_with(upon, topology.sites[i].elements));
    }
    failures.things += topology.sites.size();
  }
  failures.of_node = turned(failures.nodes, topology.nodes.size());
  failures.of_edge = turned(failures.edges, topology.adjacencies.size());
  return failures;
}

Failures only(const Failures& all, const std::function<bool(const Failures::What&)>& can_fail) {
  Failures kept{.kinds = all.kinds};
  for (Failure failure = 0; failure < all.size(); ++failure) {
    if (!can_fail(all.what[failure])) continue;
    kept.what.push_back(all.what[failure]);
    kept.nodes.add(all.nodes[failure]);
    kept.edges.add(all.edges[failure]);
  }
  kept.things = kept.size();
  kept.of_node = turned(kept.nodes, all.of_node.size());
  kept.of_edge = turned(kept.edges, all.of_edge.size());
  return kept;
}

FailedSet failed_set(std::span<const Failure> failed) {
  RELOOK_CHECK(failed.size() <= kFailuresMax);
  FailedSet set;
  for (Failure failure : failed) {
    // Each goes before the first that is larger; what is not there yet is larger than all.
    for (Failure& place : set.failed) {
      if (failure < place) std::swap(failure, place);
    }
  }
  return set;
}

std::string scenario_count(std::uint64_t things, unsigned limit) {
  // C(things, 3) of 2^32 things fits into 128 bits with room to spare.
  UInt128 sum = 0;
  UInt128 choose = 1;
  for (unsigned size = 0; size <= limit; ++size) {
    sum += choose;
    choose = size < things ? choose * (things - size) / (size + 1) : 0;
  }
  return to_string(sum);
}

}  // namespace relook::trust
