// SPDX-License-Identifier: Apache-2.0
// An estate as the texts of its cells: easy to draw at random, to blank and to fill in.

#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "estate/builder.hpp"

namespace relook::testing {

/// A table's rows by column name. A table that is not in the map is absent.
using RawRow = std::map<std::string, std::string>;
using RawTable = std::vector<RawRow>;
using RawEstate = std::map<std::string, RawTable>;

/// huawei, owned by huawei-holding; zte; nokia; honor, owned by huawei until 2020-11-17.
[[nodiscard]] inline estate::Registry small_registry() {
  estate::Registry registry;
  for (const char* id : {"honor", "huawei", "huawei-holding", "nokia", "zte"}) {
    registry.vendors.push_back({id, "", {}, {}, "CN", "test", ""});
  }
  registry.ownership.push_back(
      {"honor", "huawei", parse_date("2000-01-01"), parse_date("2020-11-17"), "test", ""});
  registry.ownership.push_back(
      {"huawei", "huawei-holding", parse_date("2000-01-01"), std::nullopt, "test", ""});
  return registry;
}

[[nodiscard]] inline estate::Functions small_functions() {
  return estate::Functions({{"gNB", "access", false, {"user-traffic"}, {"user-traffic"}, {}, "t"},
                            {"AMF", "core", false, {"signalling"}, {}, {"radio"}, "t"},
                            {"P", "transport", true, {"user-traffic"}, {}, {}, "t"},
                            {"LAN", "", true, {}, {}, {}, "t"}},
                           Digest{});
}

[[nodiscard]] inline Read<estate::Estate> build(const RawEstate& raw,
                                                const estate::Registry& registry,
                                                const estate::Functions& functions, Date as_of) {
  estate::EstateBuilder builder(registry, functions);
  builder.set_manifest({"random", as_of, "GBP", {}, ""});
  for (const auto& [name, rows] : raw) {
    const estate::TableId table = *estate::find_table(name);
    builder.declare(table);
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::vector<std::uint8_t> columns;
      std::vector<estate::CellSource> cells;
      for (const auto& [column, text] : rows[r]) {
        columns.push_back(
            static_cast<std::uint8_t>(*estate::find_column(estate::schema(table), column)));
        cells.push_back({text, {static_cast<std::uint32_t>(r + 2), 1}});
      }
      builder.add_row(table, columns, cells, name);
    }
  }
  return std::move(builder).build();
}

/// Draws from a seed; the same on every machine.
class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}
  /// From 0 to bound - 1.
  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  std::string one_of(std::initializer_list<const char*> words) {
    return *(words.begin() + static_cast<std::ptrdiff_t>(below(words.size())));
  }

 private:
  std::mt19937 random_;
};

inline constexpr std::string_view kAsOf = "2020-06-01";

/// A small estate with ties and gaps on purpose. `unknown_in` is how rare an empty cell is; at most
/// `unknown_max` cells are empty.
[[nodiscard]] inline RawEstate random_raw_estate(Draw& draw, std::size_t unknown_in,
                                                 std::size_t unknown_max) {
  RawEstate raw;
  std::size_t unknown = 0;
  const auto gap = [&](std::string text) {
    if (unknown < unknown_max && draw.one_in(unknown_in)) {
      ++unknown;
      return std::string();
    }
    return text;
  };
  raw["operators"] = {{{"id", "a"}, {"country", gap("GB")}},
                      {{"id", "b"}, {"country", gap(draw.one_of({"GB", "FR"}))}}};
  raw["networks"] = {{{"id", "n1"}, {"criticality", gap("public")}},
                     {{"id", "n2"}, {"criticality", gap("safety-critical")}}};
  for (const char* table : {"ownership", "supplies", "changes", "dependencies"}) raw[table] = {};
  for (const char* site : {"s1", "s2", "s3"}) {
    raw["sites"].push_back({{"id", site},
                            {"region", gap(draw.one_of({"north", "south"}))},
                            {"lat", gap(draw.one_of({"51.5", "51.6"}))},
                            {"lon", gap("-0.1")}});
  }
  const std::size_t elements = 1 + draw.below(6);
  for (std::size_t e = 0; e < elements; ++e) {
    raw["elements"].push_back(
        {{"id", "e" + std::to_string(e)},
         {"operator", gap(draw.one_of({"a", "a", "b"}))},
         {"users", gap(draw.one_of({"-", "-", "b", "a"}))},
         {"networks", gap(draw.one_of({"n1", "n2", "n1;n2", "-"}))},
         {"site", gap(draw.one_of({"s1", "s2", "s3", "-"}))},
         {"function", gap(draw.one_of({"gNB", "gNB", "AMF", "P"}))},
         {"generations", gap(draw.one_of({"5G", "4G;5G", "4G", "-"}))},
         {"vendor", gap(draw.one_of({"huawei", "nokia", "honor", "zte", "nokia"}))},
         {"procured_on", gap(draw.one_of({"2019-01-01", "2021-01-01", ".."}))},
         {"in_service_from", gap(draw.one_of({"2019-06-01", "2019-06-01", "..", "-"}))},
         {"in_service_until", draw.one_of({"", "", "", "2021-01-01"})},
         {"traffic_gbps", gap(draw.one_of({"0", "1", "2", "3.5"}))}});
  }
  const std::size_t supplies = draw.below(4);
  for (std::size_t s = 0; s < supplies; ++s) {
    raw["supplies"].push_back({{"element", "e" + std::to_string(draw.below(elements))},
                               {"role", gap(draw.one_of({"hardware", "managed-service"}))},
                               {"vendor", gap(draw.one_of({"huawei", "nokia"}))},
                               {"source", gap(draw.one_of({"contract", "snmp"}))},
                               {"observed_on", gap(draw.one_of({"2020-05-01", "2018-01-01"}))},
                               {"from", gap(draw.one_of({"2019-01-01", ".."}))},
                               {"until", draw.one_of({"", "2020-01-01"})}});
  }
  return raw;
}

}  // namespace relook::testing
