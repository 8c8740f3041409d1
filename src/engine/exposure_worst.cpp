// SPDX-License-Identifier: Apache-2.0
#include "engine/exposure_worst.hpp"

#include <algorithm>
#include <utility>

#include "base/spelling.hpp"
#include "trust/avoid_proof.hpp"
#include "trust/doubts.hpp"
#include "trust/exposure_worst.hpp"

namespace relook::engine {
namespace {

using estate::TableId;

std::string failure_text(const trust::Failures::What& what, const WorstAsked& asked) {
  const routing::Topology& topology = asked.day.proof.network.topology;
  const estate::Estate& estate = asked.facts.estate;
  std::string text(trust::kFailureKinds[static_cast<std::size_t>(what.kind)]);
  text += ':';
  switch (what.kind) {
    case trust::FailureKind::link:
      return text.append(estate.id(TableId::links, topology.adjacencies[what.index].link));
    case trust::FailureKind::node:
      return text.append(estate.id(TableId::elements, topology.nodes[what.index].element));
    case trust::FailureKind::srlg:
      return text.append(topology.srlgs[what.index].name);
    case trust::FailureKind::site:
      return text.append(topology.sites[what.index].name);
  }
  return text;
}

graph::Removed removed_by(const trust::FailedSet& failed, const trust::Failures& failures,
                          const graph::Digraph& graph) {
  graph::Removed removed(graph);
  for (const trust::Failure failure : failed.items()) {
    for (const graph::Node node : failures.nodes[failure]) {
      removed.remove_node(node);
      for (const graph::Incidence& at : graph.at(node)) removed.remove_edge(at.edge);
    }
    for (const graph::Edge edge : failures.edges[failure]) removed.remove_edge(edge);
  }
  return removed;
}

struct Weighed {
  std::vector<routing::Route> routes;
  std::vector<std::uint64_t> amounts;
};

// Those to the same end follow one another, so that they share their searches.
Weighed routes_known(const DayNetwork& day) {
  std::vector<std::pair<std::uint32_t, std::uint64_t>> known;
  for (const DemandPaths& demand : day.demands) {
    for (const std::uint32_t number : demand.routes) {
      if (day.why_open[number].empty()) known.emplace_back(number, demand.rate.value_or(0));
    }
  }
  const std::vector<routing::Route>& routes = day.proof.routes;
  std::ranges::stable_sort(known, {}, [&](const auto& one) { return routes[one.first].to; });
  Weighed out;
  for (const auto& [number, amount] : known) {
    out.routes.push_back(routes[number]);
    out.amounts.push_back(amount);
  }
  return out;
}

}  // namespace

Read<trust::FailureKinds> failing_kinds(const std::string& text) {
  Read<trust::FailureKinds> read;
  const std::string words = text.empty() ? "link,node" : text;
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t comma = std::min(words.find(',', at), words.size());
    const std::string word = words.substr(at, comma - at);
    if (word == "link") {
      read.value.link = true;
    } else if (word == "node") {
      read.value.node = true;
    } else if (word == "srlg") {
      read.value.srlg = true;
    } else if (word == "site") {
      read.value.site = true;
    } else {
      read.diagnostics.error(
          "--fail", {},
          in_quotes(word) + " is nothing that fails" + did_you_mean(word, trust::kFailureKinds));
    }
    at = comma + 1;
  }
  return read;
}

WorstSets worst_sets(const WorstAsked& asked, const Run& run) {
  const routing::Network& network = asked.day.proof.network;
  const auto [routes, amounts] = routes_known(asked.day);
  const trust::Failures failures = trust::failures_of(network.topology, asked.kinds);
  const trust::WorstFound found =
      trust::find_worst({network, routes, amounts, asked.groups, failures, asked.limit}, run);
  WorstSets out{.failed = {},
                .removed = {},
                .scenarios = trust::scenario_count(failures.things, asked.limit),
                .complete = found.complete};
  out.together_known = std::ranges::none_of(network.topology.gaps, [&](const routing::Gap& gap) {
    return trust::doubt_of(gap.bearing, asked.kinds) == trust::Doubt::together;
  });
  for (const trust::Worst& worst : found.worst) {
    std::vector<std::string>& names = out.failed.emplace_back();
    for (const trust::Failure failure : worst.failed.items()) {
      names.push_back(failure_text(failures.what[failure], asked));
    }
    out.removed.push_back(removed_by(worst.failed, failures, network.graphs.front()));
    const routing::Ratio& at_most = found.at_most[out.removed.size() - 1];
    out.may_be_worse.push_back(order(at_most, worst.amount.high) > 0);
  }
  return out;
}

}  // namespace relook::engine
