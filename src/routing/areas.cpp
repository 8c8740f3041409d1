// SPDX-License-Identifier: Apache-2.0
#include "routing/areas.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace relook::routing {
namespace {

// What the links or the elements of one part say.
struct Said {
  std::optional<std::string_view> area;
  bool several = false;

  void hear(std::string_view name) {
    several = several || (area && *area != name);
    area = name;
  }
};

std::string_view area_of_element(const estate::Estate& estate, std::uint32_t element) {
  const estate::Column& areas = estate.column(estate::column::kElementArea);
  const std::uint32_t code = areas.code(element);
  return estate::is_value(code) ? areas.texts[code] : std::string_view();
}

}  // namespace

std::vector<std::uint8_t> several_areas(const estate::Estate& estate, const Topology& topology) {
  const std::size_t parts =
      topology.part.empty() ? 0 : std::size_t{1} + *std::ranges::max_element(topology.part);
  std::vector<Said> links(parts);
  std::vector<Said> elements(parts);
  const auto hear = [&](graph::Node node) {
    const RoutedNode& end = topology.nodes[node];
    if (end.lan || end.external) return;
    elements[topology.part[node]].hear(area_of_element(estate, end.element));
  };
  for (const Adjacency& adjacency : topology.adjacencies) {
    links[topology.part[adjacency.a]].hear(topology.areas[adjacency.area]);
    hear(adjacency.a);
    hear(adjacency.b);
  }
  std::vector<std::uint8_t> out(parts);
  for (std::size_t part = 0; part < parts; ++part) {
    const std::string_view of_links = links[part].area.value_or("");
    const std::string_view of_elements = elements[part].area.value_or("");
    const bool differ = !of_links.empty() && !of_elements.empty() && of_links != of_elements;
    out[part] = links[part].several || elements[part].several || differ ? 1 : 0;
  }
  return out;
}

}  // namespace relook::routing
