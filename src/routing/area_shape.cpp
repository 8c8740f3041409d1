// SPDX-License-Identifier: Apache-2.0
#include "routing/area_shape.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace relook::routing {
namespace {

using graph::kNoIndex;
using graph::Node;

// A whole number, as far as the text goes on.
std::optional<std::uint32_t> read_number(std::string_view& text) {
  std::uint32_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end == text.data()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

// An area's number, written as one or as four with dots; nothing where the name is a word.
std::optional<std::uint32_t> area_number(std::string_view name) {
  std::optional<std::uint32_t> number = read_number(name);
  if (!number || name.empty()) return number;
  for (int dots = 0; dots < 3; ++dots) {
    if (name.empty() || name.front() != '.' || *number >> 24 != 0) return std::nullopt;
    name.remove_prefix(1);
    const std::optional<std::uint32_t> next = read_number(name);
    if (!next || *next > 255) return std::nullopt;
    number = *number << 8 | *next;
  }
  return name.empty() ? number : std::nullopt;
}

class Shape {
 public:
  Shape(const Topology& topology, std::span<const std::uint32_t> said)
      : topology_(topology), said_(said), at_(topology.nodes.size()), next_to_(at_.size()) {}

  AreaShape find() {
    const std::size_t parts =
        topology_.part.empty() ? 0 : std::size_t{1} + *std::ranges::max_element(topology_.part);
    out_.trouble.assign(parts, AreaTrouble::none);
    out_.home.assign(topology_.nodes.size(), kNoIndex);
    for (const Adjacency& adjacency : topology_.adjacencies) read(adjacency);
    for (Node node = 0; node < at_.size(); ++node) judge(node);
    return std::move(out_);
  }

 private:
  // Of several troubles the first of the list is told.
  void trouble(Node node, AreaTrouble what) {
    AreaTrouble& of = out_.trouble[topology_.part[node]];
    if (of == AreaTrouble::none || what < of) of = what;
  }

  void read(const Adjacency& adjacency) {
    for (const Node end : {adjacency.a, adjacency.b}) at_[end].insert(adjacency.area);
    next_to_[adjacency.a].insert(adjacency.b);
    next_to_[adjacency.b].insert(adjacency.a);
    const std::string_view name = topology_.areas[adjacency.area];
    if (name.empty()) trouble(adjacency.a, AreaTrouble::link_area);
    // Two names for one number: whether that is one area or two is not said.
    if (const std::optional<std::uint32_t> number = area_number(name)) {
      const std::pair key(topology_.part[adjacency.a], *number);
      if (named_.try_emplace(key, adjacency.area).first->second != adjacency.area) {
        trouble(adjacency.a, AreaTrouble::names);
      }
    }
  }

  void judge(Node node) {
    const RoutedNode& of = topology_.nodes[node];
    const std::set<std::uint32_t>& areas = at_[node];
    if (areas.empty()) return;
    const bool speaks = !of.lan && !of.external;
    const std::uint32_t said = speaks ? said_[node] : 0;
    if (said != 0 && !areas.contains(said)) trouble(node, AreaTrouble::address);
    if (areas.size() == 1) {
      out_.home[node] = *areas.begin();
      return;
    }
    if (!speaks) trouble(node, AreaTrouble::outside);
    const auto in_backbone = [&](std::uint32_t area) { return is_backbone(topology_.areas[area]); };
    if (std::ranges::none_of(areas, in_backbone)) trouble(node, AreaTrouble::backbone);
    // With one neighbour it stands between nobody.
    if (!of.through && next_to_[node].size() > 1) trouble(node, AreaTrouble::transit);
    if (said != 0 && areas.contains(said)) out_.home[node] = said;
  }

  const Topology& topology_;
  std::span<const std::uint32_t> said_;
  std::vector<std::set<std::uint32_t>> at_;  // areas of each node's links
  std::vector<std::set<Node>> next_to_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> named_;
  AreaShape out_;
};

}  // namespace

bool is_backbone(std::string_view area) { return area_number(area) == 0U; }

AreaShape area_shape(const Topology& topology, std::span<const std::uint32_t> said) {
  return Shape(topology, said).find();
}

}  // namespace relook::routing
