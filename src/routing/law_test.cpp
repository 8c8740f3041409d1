// SPDX-License-Identifier: Apache-2.0
// Ignorance never helps (SEMANTICS 1.1), and row order never matters, for all that is read of an
// estate: where a blank changes anything about a network and its routes, a gap says so.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "routing/network.hpp"
#include "routing/routes.hpp"
#include "testing/drawn_network.hpp"
#include "testing/topology_text.hpp"

namespace relook::routing {
namespace {

using testing::RawEstate;
using testing::RawRow;
using testing::row_of;

// Elements, links and hosts of every kind, and of all of them something known.
RawEstate full_network() {
  RawEstate raw = testing::drawn("A-B:10 B-C:10/20 A-C#2:5 C-L:10/0 L-D:0/10 E-F:1 G-H:- X U V W");
  raw["operators"] = {{{"id", "o"}}, {{"id", "p"}}};
  raw["routing"] = {{{"operator", "o"}, {"tunnels", "listed"}, {"exits", "none"}},
                    {{"operator", "p"}, {"tunnels", "none"}, {"exits", "listed"}}};
  raw["sites"] = {{{"id", "s"}}, {{"id", "r"}}};
  row_of(raw, "elements", "L")["function"] = "LAN";
  row_of(raw, "elements", "D")["function"] = "external";
  row_of(raw, "elements", "A")["transit"] = "no";
  row_of(raw, "elements", "X")["in_service_from"] = "-";
  row_of(raw, "elements", "F")["operator"] = "p";
  for (const char* at : {"A", "B", "W"}) row_of(raw, "elements", at)["site"] = "s";
  row_of(raw, "elements", "E")["site"] = "r";
  row_of(raw, "links", "A-B")["srlgs"] = "duct";
  row_of(raw, "links", "B-C")["srlgs"] = "duct;river";
  row_of(raw, "links", "A-B")["rides_on"] = "U";
  row_of(raw, "links", "A-B")["affinity"] = "red";
  row_of(raw, "links", "E-F")["affinity"] = "blue";
  row_of(raw, "links", "B-C")["delay_us"] = "30";
  const auto depends = [&](const char* who, const char* on, const char* kind, const char* from) {
    raw["dependencies"].push_back({{"element", who}, {"on", on}, {"kind", kind}, {"from", from}});
  };
  depends("U", "V", "hosted-on", "..");
  depends("B", "V", "hosted-on", "2020-01-01");
  depends("C", "V", "hosted-on", "2021-01-01");
  depends("C", "W", "timed-by", "..");
  depends("E", "X", "hosted-on", "..");
  return raw;
}

// The same with planes, tunnels and demands: every table that routing reads.
RawEstate full_estate() {
  RawEstate raw = full_network();
  const auto plane = [&](RawRow row) { raw["planes"].push_back(std::move(row)); };
  plane({{"id", "fast"},
         {"metric", "delay"},
         {"exclude_any", "red"},
         {"include_any", "-"},
         {"include_all", "-"},
         {"exclude_srlg", "-"},
         {"fallback", "default"}});
  plane({{"id", "dry"},
         {"metric", "igp"},
         {"exclude_any", "-"},
         {"include_any", "-"},
         {"include_all", "-"},
         {"exclude_srlg", "river"},
         {"fallback", "drop"}});
  plane({{"id", "blue"},
         {"metric", "igp"},
         {"exclude_any", "-"},
         {"include_any", "blue;red"},
         {"include_all", "blue"},
         {"exclude_srlg", "-"},
         {"fallback", "drop"}});
  const auto tunnel = [&](const char* id, const char* to, const char* hops, const char* fallback) {
    raw["tunnels"].push_back({{"id", id},
                              {"from", "A"},
                              {"to", to},
                              {"hops", hops},
                              {"carries", id},
                              {"fallback", fallback}});
  };
  tunnel("d1", "D", "B;B-C", "igp");
  tunnel("d2", "C", "A-B", "drop");
  tunnel("none", "C", "-", "drop");
  const auto demand = [&](const char* id, const char* to, const char* mode, const char* by) {
    raw["demands"].push_back(
        {{"id", id}, {"from", "A"}, {"to", to}, {"to_mode", mode}, {"plane", by}});
  };
  demand("d1", "D", "all", "-");
  demand("d2", "B;D", "nearest", "fast");
  demand("d3", "B;D;X", "all", "dry");
  demand("d4", "E", "all", "fast");
  return raw;
}

struct Seen {
  std::string standing;  ///< what was read
  std::string unknown;   ///< what it says is not known
};

// A tunnel carries the demand that its cell `carries` names.
Seen seen(const RawEstate& raw) {
  const estate::Estate estate = testing::estate_of(raw);
  const Read<Network> read = read_network(estate, *parse_date(testing::kAsOf), {});
  for (const Diagnostic& fault : read.diagnostics.kept()) {
    EXPECT_EQ(fault.severity, Severity::warning) << to_string(fault);
  }
  const Network& network = read.value;
  Seen out{testing::standing_text(estate, network.topology),
           testing::gaps_text(estate, network.topology.gaps)};
  for (std::size_t graph = 0; graph < network.graphs.size(); ++graph) {
    const std::string name = "graph " + std::to_string(graph) + "\n";
    out.standing += name + testing::graph_text(estate, network.topology, network.graphs[graph]);
    out.unknown += name + testing::gaps_text(estate, network.plane_gaps[graph]);
  }
  for (const std::uint8_t several : network.topology.several_areas) {
    out.standing += several != 0 ? "several areas\n" : "one area\n";
  }
  const estate::Column& carries = estate.column({estate::TableId::tunnels, 4});
  const auto ask = [&](std::uint32_t tunnel, std::uint32_t demand) {
    const std::uint32_t code = carries.code(tunnel);
    if (!estate::is_value(code)) return Truth::unknown;
    return truth(carries.texts[code] == estate.id(estate::TableId::demands, demand));
  };
  const std::vector<Tunnel> tunnels = read_tunnels(estate).value;
  for (std::uint32_t demand = 0; demand < estate.rows(estate::TableId::demands); ++demand) {
    for (Route& route : demand_routes(estate, network, tunnels, ask, demand)) {
      for (const std::string& why : std::exchange(route.unknown, {})) out.unknown += why + "\n";
      if (route.in_service == Truth::unknown) out.unknown += "service unknown\n";
      out.standing += testing::route_text(estate, network, route);
    }
  }
  return out;
}

// Whether the second says that something is not known of which the first says nothing.
bool says_more(const Seen& before, const Seen& after) {
  std::set<std::string> lines;
  std::istringstream of_before(before.unknown);
  for (std::string line; std::getline(of_before, line);) lines.insert(line);
  std::istringstream of_after(after.unknown);
  for (std::string line; std::getline(of_after, line);) {
    if (!lines.contains(line)) return true;
  }
  return false;
}

bool may_be_blanked(const std::string& table, const std::string& column) {
  const estate::TableSchema& schema = estate::schema(*estate::find_table(table));
  const estate::ColumnSchema& of = schema.columns[*estate::find_column(schema, column)];
  return !of.has(estate::kKey) && !of.has(estate::kDefaulted);
}

TEST(Law, ABlankChangesNothingOrLeavesAGap) {
  RawEstate raw = full_estate();
  const Seen before = seen(raw);
  std::set<std::string> mattered;
  for (auto& [table, rows] : raw) {
    for (RawRow& row : rows) {
      for (auto& [column, text] : row) {
        if (text.empty() || !may_be_blanked(table, column)) continue;
        const std::string kept = std::exchange(text, "");
        const Seen after = seen(raw);
        text = kept;
        const bool more = says_more(before, after);
        EXPECT_TRUE(more || after.standing == before.standing)
            << "blanking " << table << "." << column << " (" << kept << ") gave\n"
            << after.standing << "where there was\n"
            << before.standing;
        if (more) mattered.insert(table + "." + column);
      }
    }
  }
  const std::set<std::string> all = {"dependencies.from",
                                     "dependencies.kind",
                                     "dependencies.on",
                                     "demands.plane",
                                     "demands.to_mode",
                                     "elements.function",
                                     "elements.in_service_from",
                                     "elements.site",
                                     "elements.transit",
                                     "links.affinity",
                                     "links.delay_us",
                                     "links.metric_ab",
                                     "links.metric_ba",
                                     "links.rides_on",
                                     "links.srlgs",
                                     "planes.exclude_any",
                                     "planes.exclude_srlg",
                                     "planes.fallback",
                                     "planes.include_all",
                                     "planes.include_any",
                                     "planes.metric",
                                     "routing.exits",
                                     "routing.operator",
                                     "routing.tunnels",
                                     "tunnels.carries",
                                     "tunnels.fallback",
                                     "tunnels.from",
                                     "tunnels.hops",
                                     "tunnels.to"};
  EXPECT_EQ(mattered, all);
}

TEST(Law, ATableThatIsMissingChangesNothingOrLeavesAGap) {
  const RawEstate raw = full_estate();
  const Seen before = seen(raw);
  for (const auto& [table, rows] : raw) {
    if (table == "demands") continue;  // without them nothing is asked
    RawEstate less = raw;
    less.erase(table);
    const Seen after = seen(less);
    EXPECT_TRUE(says_more(before, after) || after.standing == before.standing)
        << "taking away " << table << " gave\n"
        << after.standing << "where there was\n"
        << before.standing;
  }
}

TEST(Law, TheOrderOfRowsChangesNothing) {
  const RawEstate raw = full_estate();
  const Seen before = seen(raw);
  std::mt19937 random(1);
  for (int round = 0; round < 10; ++round) {
    RawEstate shuffled = raw;
    for (auto& [table, rows] : shuffled) std::ranges::shuffle(rows, random);
    const Seen after = seen(shuffled);
    EXPECT_EQ(after.standing, before.standing);
    EXPECT_EQ(after.unknown, before.unknown);
  }
}

// What stands where something is not known is the part that it may join.
TEST(Law, ABlankNeverSplitsAPart) {
  RawEstate raw = testing::drawn("A-B:10 B-C:10 C-D:10");
  row_of(raw, "elements", "B")["in_service_from"] = "";
  row_of(raw, "links", "C-D")["metric_ab"] = "";
  const estate::Estate estate = testing::estate_of(raw);
  const Topology topology = read_topology(estate, *parse_date(testing::kAsOf), {}).value;
  EXPECT_EQ(topology.part, (std::vector<std::uint32_t>{0, 0, 0, 0}));
}

}  // namespace
}  // namespace relook::routing
