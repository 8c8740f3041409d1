// SPDX-License-Identifier: Apache-2.0
#include "io/gml_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "io/gml.hpp"
#include "io/gml_names.hpp"
#include "io/import_table.hpp"

namespace relook::io {
namespace {

using estate::TableId;

constexpr std::string_view kGreatCircle =
    "metrics are not the operator's but lengths: great circles on WGS84 to the nearest metre, then "
    "in units of 10 km to the nearest, halves up, at least 1, and 100 where an end has no position";

std::string stem(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  return std::string(name.substr(0, name.rfind('.')));
}

// The last day of "2011", "2011_01", "2011-01" or "2011_01_17".
std::optional<Date> last_day_of(std::string_view text) {
  std::string day(text);
  std::ranges::replace(day, '_', '-');
  if (day.size() == 10) return parse_date(day);
  const bool month = day.size() == 7;
  if (!month && day.size() != 4) return std::nullopt;
  const auto first = parse_date(day + (month ? "-01" : "-01-01"));
  if (!first) return std::nullopt;
  return Date{add_months(*first, month ? 1 : 12).days - 1};
}

using Place = std::pair<std::int64_t, std::int64_t>;

// One import on its way.
struct Conversion {
  const Document& document;
  const GmlOptions& options;
  const GmlGraph& graph;
  RowCollector& rows;
  SourceReport& report;
  Diagnostics& diagnostics;
  std::uint32_t file = 0;
  std::string operator_id = {};
  GmlElementIds elements = {};
  std::map<Place, std::string> sites = {};
  std::size_t links_made = 0;  // without an id of their own
  std::size_t self_loops = 0;
  std::size_t with_status = 0;

  [[nodiscard]] std::size_t index_of(std::int64_t id) const {
    const auto found = std::ranges::lower_bound(graph.nodes, id, {}, &GmlNode::id);
    return static_cast<std::size_t>(found - graph.nodes.begin());
  }
  [[nodiscard]] std::size_t count_nodes(auto which) const {
    return static_cast<std::size_t>(std::ranges::count_if(graph.nodes, which));
  }
  void add_row(TableId table, Position at,
               std::initializer_list<std::pair<std::string_view, std::string>> cells);
  void read_manifest(estate::Manifest& manifest);
  void add_operator();
  void add_sites();
  void add_elements();
  void add_links();
  void add_links_of(const std::vector<std::string>& ids);
  void say_meaning(std::vector<std::string>& out, const estate::Manifest& manifest) const;
  void say_doubts(std::vector<std::string>& out) const;
};

// Cells without a text are left out: they are unknown.
void Conversion::add_row(TableId table, Position at,
                         std::initializer_list<std::pair<std::string_view, std::string>> cells) {
  Row row{table, file, at, {}};
  for (const auto& [name, text] : cells) {
    if (text.empty()) continue;
    const auto column = *estate::find_column(estate::schema(table), name);
    row.cells.push_back({static_cast<std::uint8_t>(column), text, at});
  }
  rows.add(std::move(row));
}

void Conversion::read_manifest(estate::Manifest& manifest) {
  manifest.name = gml_name(graph.network);
  if (manifest.name.empty()) manifest.name = gml_name(graph.label);
  if (manifest.name.empty()) manifest.name = gml_name(stem(document.name));
  if (manifest.name.empty()) manifest.name = "graph";
  manifest.notice = fmt::format(
      "Made from the graph {}: its nodes are taken as elements, its edges as links that both ends "
      "announce, and what it does not draw as not there",
      in_quotes(last_part(document.name)));
  if (options.metric == GmlMetric::great_circle)
    manifest.notice += fmt::format("; {}", kGreatCircle);
  manifest.notice += ".";
  const bool exact = graph.date_modifier.empty() || graph.date_modifier == "=";
  const auto day = exact ? last_day_of(graph.date) : std::nullopt;
  if (options.as_of || day) {
    manifest.as_of = options.as_of ? *options.as_of : *day;
    return;
  }
  diagnostics.error(
      document.name, graph.date_at,
      fmt::format(
          "the graph's NetworkDate {}{} names no year, month or day that it describes; say "
          "one with --as-of",
          in_quotes(graph.date),
          exact ? "" : fmt::format(", with DateModifier {},", in_quotes(graph.date_modifier))));
}

void Conversion::add_operator() {
  operator_id = gml_name(graph.label);
  if (operator_id.empty()) operator_id = gml_name(stem(document.name));
  if (operator_id.empty()) operator_id = "operator";
  for (const TableId table :
       {TableId::operators, TableId::sites, TableId::elements, TableId::links, TableId::routing}) {
    rows.declare(table);
  }
  add_row(TableId::operators, {}, {{"id", operator_id}, {"name", gml_name(graph.network)}});
  add_row(TableId::routing, {}, {{"operator", operator_id}});
}

void Conversion::add_sites() {
  std::set<Place> own;
  for (const GmlNode& node : graph.nodes) {
    if (node.place && node.internal == true) own.insert({node.place->lat, node.place->lon});
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GmlNode& node = graph.nodes[i];
    if (!node.place) continue;
    const Place place{node.place->lat, node.place->lon};
    if (!sites.emplace(place, elements.ids[i]).second) continue;
    add_row(TableId::sites, node.at,
            {{"id", elements.ids[i]},
             {"operator", own.contains(place) ? operator_id : ""},
             {"name", elements.names[i]},
             {"lat", format_decimal(place.first, kDegreeDigits)},
             {"lon", format_decimal(place.second, kDegreeDigits)}});
  }
}

void Conversion::add_elements() {
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GmlNode& node = graph.nodes[i];
    std::string tags = node.doubted ? std::string(kDoubtedTag) : std::string();
    if (node.hyperedge) tags += fmt::format("{}{}", tags.empty() ? "" : ";", kHyperedgeTag);
    const bool own = node.internal == true;
    const bool outside = node.internal == false;
    if (node.place_rounded) ++report.cells_rounded;
    add_row(TableId::elements, node.at,
            {{"id", elements.ids[i]},
             {"operator", own ? operator_id : ""},
             {"site", node.place ? sites.at({node.place->lat, node.place->lon}) : ""},
             {"function", outside ? "external" : ""},
             {"tags", tags}});
  }
}

std::string_view text_of(GmlSpeed::Fault fault) {
  constexpr std::string_view kTexts[] = {
      "edges of known capacity",
      "edges of unknown capacity: no speed is said",
      "edges of unknown capacity: the speed's unit is not G, M or K",
      "edges of unknown capacity: the speed is no number of kbit/s",
      "edges of unknown capacity: LinkSpeed and LinkSpeedRaw differ",
      "edges of unknown capacity: no label says whether the number is all",
      "edges of unknown capacity: label or note says that the number is not all",
  };
  return kTexts[static_cast<std::size_t>(fault)];
}

void Conversion::add_links() {
  GmlLinkIds ids = gml_link_ids(graph, elements, document.name, diagnostics);
  if (diagnostics.has_errors()) return;
  links_made = ids.made;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const GmlEdge& edge = graph.edges[i];
    if (edge.source == edge.target) {
      ++self_loops;
      count_one(report.objects, "edges left out: both ends at one node");
      continue;
    }
    const GmlSpeed speed = speed_of(edge);
    count_one(report.objects, text_of(speed.fault));
    std::string metric;
    if (!edge.status.empty()) {
      ++with_status;
    } else if (options.metric == GmlMetric::great_circle) {
      metric = std::to_string(great_circle_metric(graph.nodes[index_of(edge.source)].place,
                                                  graph.nodes[index_of(edge.target)].place));
    }
    add_row(TableId::links, edge.at,
            {{"id", ids.ids[i]},
             {"a", elements.ids[index_of(edge.source)]},
             {"b", elements.ids[index_of(edge.target)]},
             {"metric_ab", metric},
             {"metric_ba", metric},
             {"capacity_gbps", speed.kbit_s ? format_decimal(*speed.kbit_s, 6) : ""}});
  }
}

void Conversion::say_meaning(std::vector<std::string>& out,
                             const estate::Manifest& manifest) const {
  out.push_back(options.as_of
                    ? fmt::format("The graph describes {}, the day given with --as-of.",
                                  to_string(manifest.as_of))
                    : fmt::format("The graph describes {}, the last day of its NetworkDate {}.",
                                  to_string(manifest.as_of), in_quotes(graph.date)));
  out.emplace_back(
      "Each node is an element. Each edge is a link that both of its ends announce; parallel edges "
      "are parallel links.");
  out.emplace_back("An element or a link that the graph does not draw is not there.");
  std::string ids = "An element's id is its label.";
  const auto exception = [&ids](std::string_view what, std::size_t times) {
    if (times > 0) ids += fmt::format(" {}: {}.", what, times);
  };
  exception("Labels that repeat and have the node's number behind them (`LABEL #7`)",
            elements.repeated);
  exception("Nodes without a label that names them (none, \"None\", \"?\"), called `node-7`",
            elements.nameless);
  exception("Labels of which spaces or characters were changed", elements.changed);
  out.push_back(std::move(ids));
  ids = "A link's id is its edge's.";
  exception(
      "Edges that have none of their own, called `A--B` by their ends, with ` #2` and so on where "
      "several run in parallel",
      links_made);
  out.push_back(std::move(ids));
  out.push_back(fmt::format("All that is inside (Internal 1) is the operator's, {}.",
                            in_quotes(operator_id)));
  if (const auto n = count_nodes([](const GmlNode& node) { return node.internal == false; })) {
    out.push_back(fmt::format(
        "What is outside the network (Internal 0) is `external`, carries no transit, and is of "
        "unknown operators: {}.",
        n));
  }
  if (!sites.empty()) {
    out.push_back(fmt::format(
        "Nodes at the same coordinates stand at one site. A position may be that of a town and not "
        "of a building. Nodes without one, whose site is unknown: {}.",
        count_nodes([](const GmlNode& node) { return !node.place; })));
  }
  out.emplace_back(
      "LinkSpeed counts LinkSpeedUnits (G, M or K) of bit/s and LinkSpeedRaw bit/s; a capacity is "
      "known where they agree and neither LinkLabel nor LinkNote says that the number is a bound, "
      "a plan, one of several, or bytes.");
  if (options.metric == GmlMetric::great_circle) {
    out.push_back(fmt::format("As --metric asks, {}.", kGreatCircle));
  }
}

void Conversion::say_doubts(std::vector<std::string>& out) const {
  const auto say = [&out](std::string_view sentence, std::size_t times) {
    if (times > 0) out.push_back(fmt::format("{}: {}.", sentence, times));
  };
  say("Nodes that do not say whether they are inside (no Internal), so that their operators are "
      "unknown",
      count_nodes([](const GmlNode& node) { return !node.internal; }));
  say("Hyperedges, where the map draws links that meet in no place that it names. They may be a "
      "broadcast network or a device of anyone's, so they are elements of unknown function with "
      "the tag `hyperedge`",
      count_nodes([](const GmlNode& node) { return node.hyperedge; }));
  say("Nodes marked as doubted, of which it is not known whether they are there, with the tag "
      "`doubted`",
      count_nodes([](const GmlNode& node) { return node.doubted; }));
  say("Nodes with one coordinate of two, whose site is unknown",
      count_nodes([](const GmlNode& node) { return node.half_a_place; }));
  say("Edges from a node to itself, which carry nothing anywhere and are left out", self_loops);
  say("Edges with a LinkStatus (planned, future…), of which it is not known whether they are "
      "there, so that their metrics stay unknown",
      with_status);
}

void convert(Conversion& conversion, Import& made, Diagnostics& diagnostics) {
  estate::Manifest manifest;
  conversion.read_manifest(manifest);
  conversion.elements =
      gml_element_ids(conversion.graph.nodes, conversion.document.name, diagnostics);
  conversion.add_operator();
  conversion.add_sites();
  conversion.add_elements();
  conversion.add_links();
  if (diagnostics.has_errors()) return;
  SourceReport report = conversion.report;
  made = std::move(conversion.rows).finish();
  made.manifest = std::move(manifest);
  conversion.say_meaning(made.report.taken_as, made.manifest);
  conversion.say_doubts(made.report.taken_as);
  made.report.sources.push_back(std::move(report));
  made.report.unknown = unknown_of(conversion.graph, made);
}

}  // namespace

std::int64_t great_circle_metric(const std::optional<GeoPoint>& a,
                                 const std::optional<GeoPoint>& b) {
  if (!a || !b) return kMetricWithoutPlace;
  // From the southern or western end, so that it is the same whichever end was drawn first.
  const bool swap = std::pair(b->lat, b->lon) < std::pair(a->lat, a->lon);
  const std::int64_t metres =
      std::llround(swap ? geodesic_metres(*b, *a) : geodesic_metres(*a, *b));
  return std::max<std::int64_t>(1, (metres + 5'000) / 10'000);
}

Read<Import> import_gml(const Document& document, const GmlOptions& options) {
  Read<Import> read;
  Diagnostics& diagnostics = read.diagnostics;
  const auto pairs = read_gml(document.bytes, document.name);
  diagnostics.append(pairs.diagnostics);
  if (diagnostics.has_errors()) return read;
  const GmlGraph graph = read_gml_graph(pairs.value, document.name, diagnostics);
  if (diagnostics.has_errors()) return read;
  RowCollector rows(diagnostics);
  SourceReport report{.file = document.name, .format = "a graph in GML"};
  report.rows_read = graph.nodes.size() + graph.edges.size();
  report.columns_used = graph.keys_used;
  report.columns_ignored = graph.keys_ignored;
  report.objects = {{"nodes", graph.nodes.size()}, {"edges", graph.edges.size()}};
  Conversion conversion{document, options, graph, rows, report, diagnostics};
  conversion.file = rows.add_file(document.name);
  convert(conversion, read.value, diagnostics);
  return read;
}

}  // namespace relook::io
