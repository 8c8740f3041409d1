// SPDX-License-Identifier: Apache-2.0
#include "io/gml_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <utility>

#include "base/spelling.hpp"
#include "io/spreadsheet.hpp"

namespace relook::io {
namespace {

std::string_view kind_name(GmlKind kind) {
  constexpr std::string_view kNames[] = {"an integer", "a real number", "a text", "a list"};
  return kNames[static_cast<std::size_t>(kind)];
}

// Which keys were asked for and which were not, over all lists of a kind.
struct Seen {
  std::set<std::string> used = {};
  std::set<std::string> ignored = {};
};

// The attributes of one graph, node or edge. Whoever asks for a key gets its value in the type
// asked for, or a fault in the diagnostics.
class Attributes {
 public:
  Attributes(const GmlPair& list, std::string_view file, Diagnostics& diagnostics)
      : list_(list), file_(file), diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < list.pairs.size(); ++i) by_key_.emplace(list.pairs[i].key, i);
  }

  void fault(Position at, std::string message) const {
    diagnostics_.error(file_, at, std::move(message));
  }

  /// The one value of the key; of two the second is a fault.
  const GmlPair* find(const std::string& key) {
    const auto [first, last] = by_key_.equal_range(key);
    if (first == last) return nullptr;
    const bool fresh = asked_.insert(key).second;
    for (auto other = std::next(first); fresh && other != last; ++other) {
      fault(list_.pairs[other->second].at,
            fmt::format("this {} says {} twice", list_.key, in_quotes(key)));
    }
    return &list_.pairs[first->second];
  }

  std::optional<std::int64_t> integer(const std::string& key) {
    const GmlPair* pair = find(key);
    if (pair == nullptr) return std::nullopt;
    if (pair->kind != GmlKind::integer) return wrong_kind(*pair, GmlKind::integer);
    std::int64_t number = 0;
    std::string_view text = pair->text;
    if (text.starts_with('+')) text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
    fault(pair->at, fmt::format("{} {} is too large", key, in_quotes(pair->text)));
    return std::nullopt;
  }

  /// The same; that it is missing is a fault.
  std::optional<std::int64_t> needed_integer(const std::string& key) {
    if (by_key_.contains(key)) return integer(key);
    fault(list_.at, fmt::format("this {} has no {}", list_.key, key));
    return std::nullopt;
  }

  std::optional<bool> flag(const std::string& key) {
    const GmlPair* pair = find(key);
    if (pair == nullptr) return std::nullopt;
    if (pair->kind == GmlKind::integer && pair->text == "0") return false;
    if (pair->kind == GmlKind::integer && pair->text == "1") return true;
    fault(pair->at, fmt::format("{} is 0 or 1, and not {}", key, in_quotes(pair->text)));
    return std::nullopt;
  }

  /// A text, or a number as it was written.
  std::string text(const std::string& key) {
    const GmlPair* pair = find(key);
    if (pair == nullptr) return {};
    if (pair->kind != GmlKind::list) return pair->text;
    fault(pair->at, fmt::format("{} is a list, and a text is expected", key));
    return {};
  }

  struct Degrees {
    std::int64_t value;  // in 10^-9 degrees
    bool rounded;
  };
  std::optional<Degrees> degrees(const std::string& key, std::int64_t max) {
    const GmlPair* pair = find(key);
    if (pair == nullptr) return std::nullopt;
    if (pair->kind != GmlKind::integer && pair->kind != GmlKind::real) {
      fault(pair->at,
            fmt::format("{} is {}, and a number is expected", key, kind_name(pair->kind)));
      return std::nullopt;
    }
    const auto number = read_number(pair->text, {});
    if (!number) {
      fault(pair->at, fmt::format("{} {} is no plain decimal of at most 18 digits", key,
                                  in_quotes(pair->text)));
      return std::nullopt;
    }
    const auto value = to_quantity(*number, {}, kDegreeDigits, Rounding::nearest);
    if (!value || value->value > max * 1'000'000'000 || value->value < -max * 1'000'000'000) {
      fault(pair->at, fmt::format("{} {} is not between -{} and {}", key, pair->text, max, max));
      return std::nullopt;
    }
    return Degrees{value->value, value->rounded};
  }

  void note_keys(Seen& seen, const std::string& prefix) const {
    for (const auto& [key, index] : by_key_) {
      (asked_.contains(key) ? seen.used : seen.ignored).insert(prefix + std::string(key));
    }
  }

 private:
  std::nullopt_t wrong_kind(const GmlPair& pair, GmlKind wanted) const {
    fault(pair.at, fmt::format("{} is {}, and {} is expected", pair.key, kind_name(pair.kind),
                               kind_name(wanted)));
    return std::nullopt;
  }

  const GmlPair& list_;
  std::string_view file_;
  Diagnostics& diagnostics_;
  std::multimap<std::string, std::size_t> by_key_;
  std::set<std::string> asked_;
};

std::optional<GmlNode> read_node(const GmlPair& list, std::string_view file, Seen& seen,
                                 Diagnostics& diagnostics) {
  Attributes attributes(list, file, diagnostics);
  GmlNode node;
  node.at = list.at;
  const auto id = attributes.needed_integer("id");
  node.label = attributes.text("label");
  const bool has_lat = attributes.find("Latitude") != nullptr;
  const bool has_lon = attributes.find("Longitude") != nullptr;
  const auto lat = attributes.degrees("Latitude", 90);
  const auto lon = attributes.degrees("Longitude", 180);
  node.half_a_place = has_lat != has_lon;
  if (lat && lon) {
    node.place = GeoPoint{lat->value, lon->value};
    node.place_rounded = lat->rounded || lon->rounded;
  }
  node.internal = attributes.flag("Internal");
  node.hyperedge = attributes.flag("hyperedge").value_or(false);
  node.doubted = attributes.flag("doubted").value_or(false);
  attributes.note_keys(seen, "node.");
  if (!id) return std::nullopt;
  node.id = *id;
  return node;
}

std::optional<GmlEdge> read_edge(const GmlPair& list, std::string_view file, Seen& seen,
                                 Diagnostics& diagnostics) {
  Attributes attributes(list, file, diagnostics);
  GmlEdge edge;
  edge.at = list.at;
  const auto source = attributes.needed_integer("source");
  const auto target = attributes.needed_integer("target");
  edge.id = attributes.text("id");
  edge.label = attributes.text("LinkLabel");
  edge.note = attributes.text("LinkNote");
  edge.status = attributes.text("LinkStatus");
  edge.speed = attributes.text("LinkSpeed");
  edge.units = attributes.text("LinkSpeedUnits");
  edge.raw_speed = attributes.text("LinkSpeedRaw");
  attributes.note_keys(seen, "edge.");
  if (!source || !target) return std::nullopt;
  edge.source = *source;
  edge.target = *target;
  return edge;
}

// Two nodes of one id, edges that end nowhere.
void check_ids(const GmlGraph& graph, std::string_view file, Diagnostics& diagnostics) {
  for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
    const GmlNode& node = graph.nodes[i];
    if (node.id != graph.nodes[i - 1].id) continue;
    diagnostics.error(
        file, node.at,
        fmt::format("node {} is there already, at line {}", node.id, graph.nodes[i - 1].at.line));
  }
  for (const GmlEdge& edge : graph.edges) {
    for (const std::int64_t end : std::set{edge.source, edge.target}) {
      if (std::ranges::binary_search(graph.nodes, end, {}, &GmlNode::id)) continue;
      diagnostics.error(file, edge.at,
                        fmt::format("this edge ends at node {}, which is not there", end));
    }
  }
}

const GmlPair* the_graph(const std::vector<GmlPair>& document, std::string_view file, Seen& seen,
                         Diagnostics& diagnostics) {
  const GmlPair* graph = nullptr;
  for (const GmlPair& pair : document) {
    if (pair.key != "graph") {
      seen.ignored.insert(pair.key);
    } else if (pair.kind != GmlKind::list) {
      diagnostics.error(file, pair.at, "graph is no list");
    } else if (graph != nullptr) {
      diagnostics.error(file, pair.at, "a second graph; an estate is made of one");
    } else {
      graph = &pair;
    }
  }
  if (graph == nullptr && !diagnostics.has_errors()) {
    diagnostics.error(file, {},
                      "there is no `graph [ … ]` in it, so it is no GML; for tables and for NetBox "
                      "say --map MAP.toml");
  }
  return graph;
}

}  // namespace

GmlGraph read_gml_graph(const std::vector<GmlPair>& document, std::string_view file,
                        Diagnostics& diagnostics) {
  GmlGraph graph;
  Seen seen;
  const GmlPair* list = the_graph(document, file, seen, diagnostics);
  if (list == nullptr) return graph;
  GmlPair own{list->key, list->at, GmlKind::list, {}, {}};  // without nodes and edges
  for (const GmlPair& pair : list->pairs) {
    if (pair.key != "node" && pair.key != "edge") {
      own.pairs.push_back(pair);
    } else if (pair.kind != GmlKind::list) {
      diagnostics.error(file, pair.at, fmt::format("{} is no list", pair.key));
    } else if (pair.key == "node") {
      if (auto node = read_node(pair, file, seen, diagnostics)) {
        graph.nodes.push_back(std::move(*node));
      }
    } else if (auto edge = read_edge(pair, file, seen, diagnostics)) {
      graph.edges.push_back(std::move(*edge));
    }
  }
  Attributes attributes(own, file, diagnostics);
  graph.label = attributes.text("label");
  graph.network = attributes.text("Network");
  graph.date = attributes.text("NetworkDate");
  const GmlPair* date = attributes.find("NetworkDate");
  graph.date_at = date == nullptr ? list->at : date->at;
  graph.date_modifier = attributes.text("DateModifier");
  if (attributes.flag("directed").value_or(false)) {
    attributes.fault(list->at,
                     "the graph is directed: an edge says nothing of the way back, and a link "
                     "needs what both of its ends announce");
  }
  attributes.note_keys(seen, "graph.");
  std::ranges::sort(graph.nodes, {},
                    [](const GmlNode& node) { return std::pair(node.id, node.at); });
  // Where a node could not be read, edges that end there are not at fault.
  if (!diagnostics.has_errors()) check_ids(graph, file, diagnostics);
  if (graph.nodes.empty() && !diagnostics.has_errors()) {
    diagnostics.error(file, list->at, "the graph has no nodes");
  }
  for (const std::string& key : seen.used) seen.ignored.erase(key);
  graph.keys_used.assign(seen.used.begin(), seen.used.end());
  graph.keys_ignored.assign(seen.ignored.begin(), seen.ignored.end());
  return graph;
}

}  // namespace relook::io
