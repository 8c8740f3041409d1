// SPDX-License-Identifier: Apache-2.0
#include "engine/hiding.hpp"

#include <algorithm>
#include <string_view>

namespace relook::engine {
namespace {

using estate::TableId;
using namespace estate::column;

// The element that an end of a span names, as a node.
graph::Node span_end(std::string_view name, const decision::Facts& facts,
                     const routing::Topology& topology, std::vector<std::string>* unnamed) {
  const auto row = facts.estate.table(TableId::elements).find(name);
  if (row) return topology.node_of(*row);
  if (unnamed != nullptr) unnamed->emplace_back(name);
  return graph::kNoIndex;
}

}  // namespace

// "from..to:protocol"; validation has seen to its form.
std::vector<trust::ProtectedSpan> spans_of(const decision::Facts& facts,
                                           const routing::Topology& topology, std::uint32_t demand,
                                           std::vector<std::string>* unnamed) {
  std::vector<trust::ProtectedSpan> spans;
  const estate::Column& column = facts.estate.column(kDemandProtected);
  const std::uint32_t list = column.code(demand);
  if (!estate::is_value(list)) return spans;
  for (const std::uint32_t item : column.lists[list]) {
    const std::string_view text = column.texts[item];
    const std::size_t colon = text.rfind(':');
    const std::size_t dots = text.find("..");
    if (colon == std::string_view::npos || dots == std::string_view::npos || dots > colon) continue;
    spans.push_back({span_end(text.substr(0, dots), facts, topology, unnamed),
                     span_end(text.substr(dots + 2, colon - dots - 2), facts, topology, unnamed)});
  }
  return spans;
}

std::vector<Truth> see_metadata(const decision::Facts& facts) {
  std::vector<Truth> out;
  for (std::uint32_t row = 0; row < facts.estate.rows(estate::TableId::elements); ++row) {
    const std::string name = cell_text(facts.estate, estate::column::kElementFunction, row);
    const estate::Function* function = facts.functions.find(name);
    const bool sees = function != nullptr &&
                      std::ranges::find(function->sees, "metadata") != function->sees.end();
    out.push_back(function == nullptr ? Truth::unknown : truth(sees));
  }
  return out;
}

}  // namespace relook::engine
