// SPDX-License-Identifier: Apache-2.0
#include "trust/certificate.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "trust/route_proof.hpp"

namespace relook::trust {
namespace {

FailedSet with(FailedSet set, Failure failure) {
  set.failed[set.items().size()] = failure;
  std::ranges::sort(set.failed);
  return set;
}

}  // namespace

std::optional<std::vector<TreeNode>> branching_tree(const AvoidQuestion& question,
                                                    const routing::Route& route,
                                                    std::size_t nodes_max) {
  if (routing::takes_areas(question.network, route)) return std::nullopt;
  std::vector<TreeNode> nodes;
  std::set<FailedSet> level = {FailedSet{}};
  graph::Removed removed(question.network.graphs[0]);
  for (unsigned size = 0; size < question.limit; ++size) {
    std::set<FailedSet> deeper;
    for (const FailedSet& set : level) {
      for (const Failure failure : set.items()) take(question.failures, failure, removed);
      const auto carrier =
          set_aside(route, removed) ? std::nullopt : carrier_of(question.network, route, removed);
      if (carrier) {
        if (nodes.size() == nodes_max) return std::nullopt;
        Path path = first_path(question.network, question.crossing, removed, *carrier);
        for (const Failure failure : breaking(question.failures, route, path)) {
          deeper.insert(with(set, failure));
        }
        nodes.push_back({set, std::move(path)});
      }
      for (const Failure failure : set.items()) put_back(question.failures, failure, removed);
    }
    level = std::move(deeper);
  }
  return nodes;
}

}  // namespace relook::trust
