// SPDX-License-Identifier: Apache-2.0
#include "engine/proof_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/spelling.hpp"
#include "decision/select.hpp"
#include "engine/inputs.hpp"
#include "routing/network.hpp"
#include "routing/routes.hpp"
#include "trust/failures.hpp"

namespace relook::engine {
namespace {

using estate::Column;
using estate::TableId;
using routing::Bearing;
using namespace estate::column;

constexpr std::string_view kLinkPrefix = "link:";
constexpr std::string_view kNodePrefix = "node:";

std::vector<std::string_view> ids_of(const estate::Estate& estate) {
  std::vector<std::string_view> ids;
  for (const TableId table : {TableId::links, TableId::elements}) {
    for (std::uint32_t row = 0; row < estate.rows(table); ++row) {
      ids.push_back(estate.id(table, row));
    }
  }
  return ids;
}

void sort_unique(std::vector<std::uint32_t>& rows) {
  std::ranges::sort(rows);
  rows.erase(std::ranges::unique(rows).begin(), rows.end());
}

void find_one(std::string_view id, const estate::Estate& estate, Read<DownRows>& read) {
  const bool link_only = id.starts_with(kLinkPrefix);
  const bool node_only = id.starts_with(kNodePrefix);
  std::string_view name = id;
  if (link_only) name.remove_prefix(kLinkPrefix.size());
  if (node_only) name.remove_prefix(kNodePrefix.size());
  const auto link = node_only ? std::nullopt : estate.table(TableId::links).find(name);
  const auto element = link_only ? std::nullopt : estate.table(TableId::elements).find(name);
  if (link && element) {
    read.diagnostics.error(
        "--down", {},
        "there is a link and an element " + in_quotes(name) + "; write link:ID or node:ID");
  } else if (link) {
    read.value.links.push_back(*link);
  } else if (element) {
    read.value.elements.push_back(*element);
  } else {
    read.diagnostics.error(
        "--down", {},
        "there is no link or element " + in_quotes(name) + did_you_mean(name, ids_of(estate)));
  }
}

// What is out with these elements: themselves, their guests, and the links that ride on any.
struct TakenRows {
  std::vector<std::uint32_t> links;
  std::vector<std::uint32_t> elements;
};

TakenRows taken_with(const routing::Topology& topology, const DownRows& down) {
  TakenRows taken{down.links, down.elements};
  const trust::Failures failures = trust::failures_of(topology, {.node = true});
  for (const std::uint32_t element : down.elements) {
    const graph::Node node = topology.node_of(element);
    if (node == graph::kNoIndex) continue;
    for (const std::uint32_t guest : failures.nodes[node]) {
      taken.elements.push_back(topology.nodes[guest].element);
    }
    for (const std::uint32_t edge : failures.edges[node]) {
      taken.links.push_back(topology.adjacencies[edge].link);
    }
  }
  sort_unique(taken.links);
  sort_unique(taken.elements);
  return taken;
}

// Where what stands on something is not known, nobody can say what is out with it.
void widen_for_down(routing::Topology& topology) {
  for (routing::Gap& gap : topology.gaps) {
    if (gap.bearing == Bearing::hosting || gap.bearing == Bearing::riding) {
      gap.bearing = Bearing::paths;
    }
  }
  std::ranges::sort(topology.gaps, {}, [](const routing::Gap& gap) {
    return std::tuple(gap.bearing, gap.part, gap.column);
  });
}

// Which demands each tunnel carries, by tunnel and demand; a tunnel that does not say may carry
// any.
std::vector<std::vector<Truth>> carried(const decision::Facts& facts, const Run& run,
                                        Diagnostics& diagnostics) {
  constexpr estate::ColumnRef kCarries{TableId::tunnels, 4};
  const estate::Estate& estate = facts.estate;
  std::vector<std::vector<Truth>> out;
  for (std::uint32_t row = 0; row < estate.rows(TableId::tunnels); ++row) {
    const std::string text = cell_text(estate, kCarries, row);
    out.emplace_back(estate.rows(TableId::demands), Truth::unknown);
    if (text.empty()) continue;
    const decision::Selector selector = take(
        decision::compile_selector(
            text,
            {fmt::format("tunnels.csv: carries of {}", estate.id(TableId::tunnels, row)), {1, 1}},
            decision::Subject::demands, {}),
        diagnostics);
    if (diagnostics.has_errors()) continue;
    diagnostics.append(unknown_vendors(selector, estate.table(TableId::vendors)));
    out.back() = decision::select(selector, facts, run);
  }
  return out;
}

std::vector<routing::Route> routes_of(const decision::Facts& facts, const routing::Network& network,
                                      const ProofRows& rows, const Run& run,
                                      Diagnostics& diagnostics) {
  const std::vector<routing::Tunnel> tunnels =
      take(routing::read_tunnels(facts.estate), diagnostics);
  const std::vector<std::vector<Truth>> carries = carried(facts, run, diagnostics);
  std::vector<routing::Route> routes;
  if (diagnostics.has_errors()) return routes;
  for (const std::uint32_t demand : rows.demands) {
    for (routing::Route& route : routing::demand_routes(
             facts.estate, network, tunnels,
             [&](std::uint32_t tunnel, std::uint32_t row) { return carries[tunnel][row]; },
             demand)) {
      const bool there = route.in_service != Truth::no && !route.to.empty();
      if (there) routes.push_back(std::move(route));
    }
  }
  return routes;
}

std::string bearing_text(Bearing bearing) {
  switch (bearing) {
    case Bearing::paths:
      return "a path";
    case Bearing::hosting:
      return "what fails with an element, and what its paths cross";
    case Bearing::riding:
      return "what fails with a link, and what its paths cross";
    case Bearing::site:
      return "what fails with a site";
    case Bearing::srlg:
      return "what fails with a risk group";
    case Bearing::affinity:
      return "which links a plane has";
    case Bearing::delay:
      return "the paths of a plane of metric delay";
    case Bearing::routing:
      return "whether traffic rides in tunnels or has several exits";
  }
  return "an answer";
}

// What would fill the cells of a column, where it can be said without knowing the network.
std::string assumption_for(estate::ColumnRef column, bool table_missing) {
  static const std::map<std::string_view, std::string_view> kFilled = {
      {"links.metric_ab", "links.metric=10"},
      {"links.metric_ba", "links.metric=10"},
      {"links.rides_on", "links.rides_on=-"},
      {"links.srlgs", "links.srlgs=-"},
      {"links.affinity", "links.affinity=-"},
      {"links.delay_us", "links.delay_us=1000"},
      {"elements.transit", "elements.transit=function"},
      {"elements.in_service_from", "elements.in_service_from=.."},
      {"elements.site", "elements.site=-"},
      {"demands.plane", "demands.plane=-"},
      {"demands.to_mode", "demands.to_mode=all"},
      {"routing.tunnels", "routing.tunnels=none"},
      {"routing.exits", "routing.exits=none"},
      {"planes.fallback", "planes.fallback=default"},
  };
  const std::string table(estate::schema(column.table).name);
  const std::string name = table + "." + std::string(estate::schema(column).name);
  if (const auto found = kFilled.find(name);
      found != kFilled.end() && (!table_missing || column.table == TableId::routing)) {
    return std::string(found->second);
  }
  const bool indispensable = column.table == TableId::elements ||
                             column.table == TableId::operators || column.table == TableId::sites ||
                             column.table == TableId::vendors;
  return table_missing && !indispensable ? table + "=none" : std::string();
}

}  // namespace

Read<DownRows> find_down(const std::vector<std::string>& ids, const estate::Estate& estate) {
  Read<DownRows> read;
  for (const std::string& id : ids) find_one(id, estate, read);
  sort_unique(read.value.links);
  sort_unique(read.value.elements);
  return read;
}

Read<estate::Estate> taken_down(const estate::Estate& estate, const DownRows& down, Date on) {
  Read<estate::Estate> read;
  const routing::Topology topology =
      take(routing::read_topology(estate, on, down.elements), read.diagnostics);
  read.value = estate;
  if (read.diagnostics.has_errors()) return read;
  const TakenRows taken = taken_with(topology, down);
  const std::size_t elements = estate.rows(TableId::elements);
  std::vector<std::int32_t> until(elements);
  for (std::size_t row = 0; row < elements; ++row) {
    until[row] = estate.column(kElementUntil).day(row);
  }
  // The first day out is the day itself; planned changes do not touch it.
  for (const std::uint32_t row : taken.elements) until[row] = on.days;
  read.value.set_column(kElementUntil, Column(std::move(until)));
  const std::size_t links = estate.rows(TableId::links);
  for (const estate::ColumnRef metric : {kLinkMetricAb, kLinkMetricBa}) {
    std::vector<std::int64_t> metrics(links);
    for (std::size_t row = 0; row < links; ++row) {
      metrics[row] = estate.column(metric).number(row);
    }
    for (const std::uint32_t row : taken.links) metrics[row] = estate::kNoneNumber;
    read.value.set_column(metric, Column(std::move(metrics)));
  }
  return read;
}

Read<ProofNetwork> proof_network(const decision::Facts& facts, const ProofRows& rows, Down down,
                                 const Run& run) {
  Read<ProofNetwork> read;
  read.value.network =
      take(routing::read_network(facts.estate, facts.on, rows.elements), read.diagnostics);
  if (read.diagnostics.has_errors()) return read;
  if (down == Down::something) widen_for_down(read.value.network.topology);
  read.value.routes = routes_of(facts, read.value.network, rows, run, read.diagnostics);
  return read;
}

Silence silence_of(const routing::Gap& gap, const estate::Estate& estate) {
  const bool missing = !estate.table(gap.column.table).present();
  Silence out{.column = std::string(estate::schema(gap.column.table).name) + "." +
                        std::string(estate::schema(gap.column).name),
              .cells = gap.cells,
              .first = gap.row == graph::kNoIndex ? std::string()
                                                  : row_name(estate, gap.column.table, gap.row),
              .bears_on = bearing_text(gap.bearing),
              .assumption = assumption_for(gap.column, missing)};
  return out;
}

std::string silence_text(const Silence& silence) {
  std::string text = silence.column;
  if (!silence.first.empty()) text += " of " + silence.first;
  if (silence.cells > 1) text += " and others";
  text += " is not known, which could change " + silence.bears_on;
  if (!silence.assumption.empty()) text += "; --assume " + silence.assumption + " would fill it";
  return text;
}

std::vector<Silence> silences_of(const routing::Network& network, const estate::Estate& estate) {
  // The same column may be silent in several parts of the network; the worst of them speaks.
  std::map<std::pair<std::string, std::string>, Silence> by_column;
  const auto add = [&](const std::vector<routing::Gap>& gaps) {
    for (const routing::Gap& gap : gaps) {
      Silence silence = silence_of(gap, estate);
      const auto [at, fresh] =
          by_column.emplace(std::pair(silence.column, silence.bears_on), silence);
      if (!fresh && silence.cells > at->second.cells) at->second.cells = silence.cells;
    }
  };
  add(network.topology.gaps);
  for (const std::vector<routing::Gap>& gaps : network.plane_gaps) add(gaps);
  std::vector<Silence> out;
  for (auto& [column, silence] : by_column) out.push_back(std::move(silence));
  return out;
}

}  // namespace relook::engine
