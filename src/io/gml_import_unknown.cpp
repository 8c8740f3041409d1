// SPDX-License-Identifier: Apache-2.0
// What a graph leaves unknown, and the assumptions that stand in for it. Their order matters: each
// fills what is still empty, so those that know more come first.

#include <fmt/format.h>

#include <algorithm>

#include "codec/json.hpp"
#include "io/gml_import.hpp"

namespace relook::io {
namespace {

using estate::TableId;

std::size_t empty_cells(const Import& imported, TableId table, std::string_view name) {
  const auto column = static_cast<std::uint8_t>(*estate::find_column(estate::schema(table), name));
  return static_cast<std::size_t>(std::ranges::count_if(imported.rows, [&](const Row& row) {
    return row.table == table &&
           std::ranges::find(row.cells, column, &RowCell::column) == row.cells.end();
  }));
}

// The ids of the links of edges with a status, a list of the selector language.
codec::Tree links_with_status(const GmlGraph& graph, const Import& imported) {
  std::vector<Position> places;
  for (const GmlEdge& edge : graph.edges) {
    if (!edge.status.empty()) places.push_back(edge.at);
  }
  std::ranges::sort(places);
  codec::Tree ids = codec::Tree::array();
  for (const Row& row : imported.rows) {
    if (row.table == TableId::links && std::ranges::binary_search(places, row.at)) {
      ids.push(row.cells.front().text);
    }
  }
  return ids;
}

}  // namespace

std::vector<UnknownCells> unknown_of(const GmlGraph& graph, const Import& imported) {
  std::vector<UnknownCells> unknown;
  const auto say = [&](std::string column, std::size_t cells, std::string assume) {
    if (cells > 0) unknown.push_back({std::move(column), cells, std::move(assume)});
  };
  const auto offer = [&](TableId table, std::string_view column, std::string assume) {
    say(fmt::format("{}.{}", estate::schema(table).name, column),
        empty_cells(imported, table, column), std::move(assume));
  };
  const auto nodes = [&](auto which) {
    return static_cast<std::size_t>(std::ranges::count_if(graph.nodes, which));
  };
  const std::string operator_id = imported.rows.front().cells.front().text;
  const bool unsaid = nodes([](const GmlNode& node) { return !node.internal; }) > 0;
  const bool doubted = nodes([](const GmlNode& node) { return node.doubted; }) > 0;
  say("elements.function",
      nodes([](const GmlNode& node) { return node.hyperedge && node.internal != false; }),
      fmt::format("elements.function=LAN where tags has \"{}\"", kHyperedgeTag));
  offer(TableId::elements, "function", "elements.function=P");
  offer(TableId::elements, "operator",
        unsaid ? fmt::format("elements.operator={} where function != \"external\"", operator_id)
               : "");
  offer(TableId::elements, "transit", "elements.transit=function");
  offer(TableId::elements, "in_service_from",
        fmt::format("elements.in_service_from=..{}",
                    doubted ? fmt::format(" where not (tags has \"{}\")", kDoubtedTag) : ""));
  offer(TableId::elements, "site", "elements.site=-");
  offer(TableId::elements, "vendor", "");
  const codec::Tree planned = links_with_status(graph, imported);
  const std::size_t planned_links = planned.as_array()->size();
  say("links.metric", 2 * planned_links,
      fmt::format("links.metric=- where id in {}",
                  codec::write_json(planned, codec::JsonLayout::one_line)));
  say("links.metric",
      empty_cells(imported, TableId::links, "metric_ab") +
          empty_cells(imported, TableId::links, "metric_ba"),
      "links.metric=10");
  offer(TableId::links, "capacity_gbps", "");
  offer(TableId::links, "srlgs", "links.srlgs=-");
  offer(TableId::links, "rides_on", "links.rides_on=-");
  offer(TableId::routing, "tunnels", "routing.tunnels=none");
  offer(TableId::routing, "exits", "routing.exits=none");
  unknown.push_back({"dependencies", 0, "dependencies=none"});
  unknown.push_back({"supplies", 0, ""});
  unknown.push_back({"changes", 0, "changes=none"});
  return unknown;
}

}  // namespace relook::io
