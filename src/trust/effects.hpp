// SPDX-License-Identifier: Apache-2.0
// What failures do to one graph: those that do the same are one (SEMANTICS 9.7).
//
// A node without edges in the graph does not count: taking it away changes no path. So an underlay
// of a single link does what the link's own failure does, and a risk group of one link, too.

#pragma once

#include <vector>

#include "graph/digraph.hpp"
#include "trust/failures.hpp"

namespace relook::trust {

class Effects {
 public:
  Effects(const graph::Digraph& graph, const Failures& failures);

  /// The first failure that does the same; itself where there is none before it.
  [[nodiscard]] Failure first_alike(Failure failure) const { return first_alike_[failure]; }
  [[nodiscard]] bool is_first(Failure failure) const { return first_alike_[failure] == failure; }

  /// Whether all that take the node or edge, which `of_it` lists, take nothing else: it shares no
  /// risk.
  [[nodiscard]] bool alone(std::span<const Failure> of_it) const;

  /// Whether the failures are those of single edges and single nodes, and each kind of all of them
  /// or of none, so that paths which share nothing count how many it takes to be without one.
  [[nodiscard]] bool single_things() const { return single_things_; }

 private:
  std::vector<Failure> first_alike_;
  std::vector<std::uint8_t> single_;
  bool single_things_ = true;
};

}  // namespace relook::trust
