// SPDX-License-Identifier: Apache-2.0
#include "io/gml_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "estate/text_rules.hpp"
#include "io/map.hpp"

namespace relook::io {
namespace {

// Ids that are taken, and a free one near to what is wanted.
class Taken {
 public:
  bool add(const std::string& id) { return taken_.insert(id).second; }

  // `id`, or the same with `behind` as often as it takes; empty where that gives no id.
  std::string free(std::string id, const std::string& behind) {
    while (!estate::id_fault(id).empty() || !add(id)) {
      if (!estate::id_fault(id).empty()) return {};
      id += behind;
    }
    return id;
  }

 private:
  std::set<std::string> taken_;
};

std::map<std::string, std::size_t> times_of(const std::vector<std::string>& names) {
  std::map<std::string, std::size_t> times;
  for (const std::string& name : names) ++times[name];
  return times;
}

std::size_t index_of(const GmlGraph& graph, std::int64_t node) {
  const auto found = std::ranges::lower_bound(graph.nodes, node, {}, &GmlNode::id);
  return static_cast<std::size_t>(found - graph.nodes.begin());
}

}  // namespace

std::string gml_name(std::string_view label) {
  std::string name(label);
  for (char& c : name) {
    if (c == ';') c = ',';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  name = std::string(trim(name));
  const bool nothing = name == "None" || name == "?" || !estate::id_fault(name).empty();
  return nothing ? std::string() : name;
}

GmlElementIds gml_element_ids(const std::vector<GmlNode>& nodes, std::string_view file,
                              Diagnostics& diagnostics) {
  GmlElementIds made;
  made.names.reserve(nodes.size());
  for (const GmlNode& node : nodes) {
    made.names.push_back(gml_name(node.label));
    if (!made.names.back().empty() && made.names.back() != node.label) ++made.changed;
  }
  const std::map<std::string, std::size_t> times = times_of(made.names);
  made.ids.resize(nodes.size());
  Taken taken;
  // Names that are one node's alone first, so that no made id takes one of them.
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::string& name = made.names[i];
    if (name.empty() || times.at(name) > 1) continue;
    taken.add(name);
    made.ids[i] = name;
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!made.ids[i].empty()) continue;
    const std::string number = std::to_string(nodes[i].id);
    const std::string& name = made.names[i];
    ++(name.empty() ? made.nameless : made.repeated);
    if (!name.empty()) made.ids[i] = taken.free(fmt::format("{} #{}", name, number), " #" + number);
    if (made.ids[i].empty()) made.ids[i] = taken.free("node-" + number, " #" + number);
    if (made.ids[i].empty()) {
      diagnostics.error(file, nodes[i].at,
                        fmt::format("no id can be made for node {} that no label is", number));
    }
  }
  return made;
}

GmlLinkIds gml_link_ids(const GmlGraph& graph, const GmlElementIds& elements, std::string_view file,
                        Diagnostics& diagnostics) {
  GmlLinkIds made;
  std::vector<std::string> own;
  own.reserve(graph.edges.size());
  for (const GmlEdge& edge : graph.edges) own.push_back(gml_name(edge.id));
  const std::map<std::string, std::size_t> times = times_of(own);
  made.ids.resize(own.size());
  Taken taken;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (own[i].empty() || times.at(own[i]) > 1) continue;
    taken.add(own[i]);
    made.ids[i] = own[i];
  }
  std::map<std::string, std::size_t> between;
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (!made.ids[i].empty()) continue;
    ++made.made;
    const GmlEdge& edge = graph.edges[i];
    const std::string ends = elements.ids[index_of(graph, edge.source)] + "--" +
                             elements.ids[index_of(graph, edge.target)];
    const std::size_t which = ++between[ends];
    const std::string behind = " #" + std::to_string(which);
    made.ids[i] = taken.free(which > 1 ? ends + behind : ends, behind);
    if (made.ids[i].empty()) made.ids[i] = taken.free("edge-" + std::to_string(i + 1), behind);
    if (made.ids[i].empty()) {
      diagnostics.error(file, edge.at, "no id can be made for this edge that no other has");
    }
  }
  return made;
}

}  // namespace relook::io
