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

constexpr std::string_view kOspf = "ospf";

// Who surely runs OSPF, by operator.
std::vector<std::uint8_t> run_ospf(const estate::Estate& estate) {
  const estate::Column& operators = estate.column(estate::column::kRoutingOperator);
  const estate::Column& protocols = estate.column(estate::column::kRoutingProtocol);
  std::vector<std::uint8_t> told(estate.rows(estate::TableId::operators));
  std::vector<std::uint8_t> other(told.size());
  for (std::uint32_t row = 0; row < estate.rows(estate::TableId::routing); ++row) {
    const std::uint32_t runs = operators.code(row);
    const std::uint32_t code = protocols.code(row);
    const bool ospf = estate::is_value(code) && protocols.texts[code] == kOspf;
    if (estate::is_value(runs)) {
      (ospf ? told : other)[runs] = 1;
    } else if (!ospf) {
      std::ranges::fill(other, std::uint8_t{1});
    }
  }
  for (std::size_t runs = 0; runs < told.size(); ++runs) {
    if (other[runs] != 0) told[runs] = 0;
  }
  return told;
}

// What each node's element says of its area, by number in the topology's.
std::vector<std::uint32_t> said_areas(const estate::Estate& estate, const Topology& topology) {
  std::vector<std::uint32_t> out;
  for (const RoutedNode& node : topology.nodes) {
    const auto found = std::ranges::find(topology.areas, area_of_element(estate, node.element));
    out.push_back(found == topology.areas.end()
                      ? graph::kNoIndex
                      : static_cast<std::uint32_t>(found - topology.areas.begin()));
  }
  return out;
}

}  // namespace

AreaShape ospf_shape(const estate::Estate& estate, const Topology& topology) {
  AreaShape out = area_shape(topology, said_areas(estate, topology));
  const std::vector<std::uint8_t> ospf = run_ospf(estate);
  const estate::Column& operators = estate.column(estate::column::kElementOperator);
  const auto hear = [&](graph::Node node) {
    const RoutedNode& end = topology.nodes[node];
    if (end.lan || end.external) return;
    const std::uint32_t runs = operators.code(end.element);
    if (!estate::is_value(runs) || ospf[runs] == 0) {
      out.trouble[topology.part[node]] = AreaTrouble::protocol;
    }
  };
  for (const Adjacency& adjacency : topology.adjacencies) {
    hear(adjacency.a);
    hear(adjacency.b);
  }
  return out;
}

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
