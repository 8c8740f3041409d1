// SPDX-License-Identifier: Apache-2.0
#include "engine/unknown_rows.hpp"

#include "decision/select.hpp"

namespace relook::engine {

std::vector<Truth> matching_inside(const decision::Selector& what, const decision::Facts& facts,
                                   const routing::Topology& topology, const Run& run) {
  std::vector<Truth> matches = decision::select(what, facts, run);
  for (const routing::RoutedNode& node : topology.nodes) {
    Truth& match = matches[node.element];
    if (node.external || node.lan) match = Truth::no;
    if (node.may_be_outside) match = both(match, Truth::unknown);
  }
  return matches;
}

std::vector<decision::CellUse> unknown_elements(const decision::Selector& what,
                                                const decision::Facts& facts,
                                                const std::vector<Truth>& matches) {
  std::vector<decision::CellUse> out;
  const std::vector<Truth> service = decision::in_service(facts, estate::TableId::elements);
  std::size_t looked_at = 0;
  for (std::uint32_t row = 0; row < matches.size(); ++row) {
    if (matches[row] != Truth::unknown || service[row] == Truth::no) continue;
    if (looked_at++ == kUnknownElementsMax) break;
    for (decision::CellUse& use : decision::unknown_cells(what, facts, row)) {
      out.push_back(std::move(use));
    }
  }
  return out;
}

std::string first_error(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    if (diagnostic.severity == Severity::error) return diagnostic.message;
  }
  return "the network cannot be read";
}

}  // namespace relook::engine
