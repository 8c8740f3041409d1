// SPDX-License-Identifier: Apache-2.0
// What someone who does not trust us needs to see that a route conforms (SEMANTICS 9.10): the
// branching tree of the lemma.
//
// A node is a set of failures and one best path after it. Its children add what breaks that path.
// Sets of the asked size have no children and so no path: that all their least-cost paths are clean
// is for the checker to see. Nor have those that leave the route unserved or take an end away. A
// set that is reached on several ways is one node, so the tree is a list by set.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "trust/avoid_proof.hpp"
#include "trust/carrier.hpp"

namespace relook::trust {

struct TreeNode {
  FailedSet failed;
  Path path;

  friend bool operator==(const TreeNode&, const TreeNode&) = default;
};

/// The nodes by size and then by set; nothing where they are more than `nodes_max`, or where the
/// route takes several areas, for there the lemma fails. One search for each.
[[nodiscard]] std::optional<std::vector<TreeNode>> branching_tree(const AvoidQuestion& question,
                                                                  const routing::Route& route,
                                                                  std::size_t nodes_max);

}  // namespace relook::trust
