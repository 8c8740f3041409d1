// SPDX-License-Identifier: Apache-2.0
#include "trust/effects.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace relook::trust {

Effects::Effects(const graph::Digraph& graph, const Failures& failures) {
  using Numbers = std::vector<std::uint32_t>;
  std::map<std::pair<Numbers, Numbers>, Failure> first;
  for (Failure failure = 0; failure < failures.size(); ++failure) {
    std::pair<Numbers, Numbers> effect;
    std::ranges::copy_if(failures.nodes[failure], std::back_inserter(effect.first),
                         [&](graph::Node node) { return !graph.at(node).empty(); });
    std::ranges::copy_if(
        failures.edges[failure], std::back_inserter(effect.second),
        [&](graph::Edge edge) { return graph.ends(edge).a != graph.ends(edge).b; });
    const std::size_t things = effect.first.size() + effect.second.size();
    const bool of_its_kind =
        effect.first.empty() ? failures.kinds.link || things == 0 : failures.kinds.node;
    single_things_ = single_things_ && things <= 1 && of_its_kind;
    single_.push_back(things <= 1 ? 1 : 0);
    first_alike_.push_back(first.try_emplace(std::move(effect), failure).first->second);
  }
  // What cannot fail although its kind does would be counted as a cut.
  for (graph::Node node = 0; node < graph.nodes(); ++node) {
    if (graph.at(node).empty()) continue;
    if (failures.kinds.node && failures.of_node[node].empty()) single_things_ = false;
    for (const graph::Incidence& at : graph.at(node)) {
      if (failures.kinds.link && failures.of_edge[at.edge].empty()) single_things_ = false;
    }
  }
}

bool Effects::alone(std::span<const Failure> of_it) const {
  return std::ranges::all_of(of_it, [&](Failure failure) { return single_[failure] != 0; });
}

}  // namespace relook::trust
