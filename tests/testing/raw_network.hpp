// SPDX-License-Identifier: Apache-2.0
// Small networks as the texts of their cells, with everything that a proof reads.

#pragma once

#include <string>

#include "testing/raw_estate.hpp"

namespace relook::testing {

/// A drawn network of some routers with ends that hang on them. One cell in `unknown_in` is empty.
[[nodiscard]] inline RawEstate random_raw_network(Draw& draw, std::size_t unknown_in) {
  RawEstate raw;
  const auto gap = [&](std::string text) { return draw.one_in(unknown_in) ? "" : text; };
  const std::size_t routers = 3 + draw.below(3);
  const auto router = [](std::size_t number) { return "r" + std::to_string(number); };
  raw["operators"] = {{{"id", "a"}, {"country", "GB"}}, {{"id", "b"}, {"country", "FR"}}};
  for (const char* table : {"ownership", "supplies", "changes", "dependencies", "networks"}) {
    raw[table] = {};
  }
  for (const char* site : {"s0", "s1", "s2"}) raw["sites"].push_back({{"id", site}});
  const auto element = [&](const std::string& id, const std::string& function,
                           const std::string& transit) {
    raw["elements"].push_back({{"id", id},
                               {"operator", gap(draw.one_of({"a", "a", "a", "b"}))},
                               {"users", "-"},
                               {"site", gap(draw.one_of({"s0", "s1", "s2", "-"}))},
                               {"function", gap(function)},
                               {"vendor", gap(draw.one_of({"nokia", "nokia", "nokia", "huawei"}))},
                               {"in_service_from", gap(draw.one_of({"2019-01-01", ".."}))},
                               {"in_service_until", draw.one_in(12) ? "2020-01-01" : ""},
                               {"transit", gap(transit)}});
  };
  for (std::size_t i = 0; i < routers; ++i) element(router(i), "P", draw.one_in(6) ? "no" : "yes");
  for (const char* end : {"x", "y", "z"}) {
    element(end, draw.one_in(5) ? "external" : "gNB", "no");
  }
  element("wdm", "P", "no");
  element("server", "P", "no");
  std::size_t number = 0;
  const auto link = [&](const std::string& a, const std::string& b) {
    raw["links"].push_back({{"id", "l" + std::to_string(number++)},
                            {"a", a},
                            {"b", b},
                            {"metric_ab", gap(draw.one_of({"1", "2", "3", "-"}))},
                            {"metric_ba", gap(draw.one_of({"1", "2", "2", "3"}))},
                            {"delay_us", gap(draw.one_of({"10", "20"}))},
                            {"affinity", gap(draw.one_of({"-", "gold", "gold"}))},
                            {"srlgs", gap(draw.one_of({"-", "-", "d1", "d2", "d1;d2"}))},
                            {"rides_on", gap(draw.one_of({"-", "-", "-", "wdm"}))},
                            {"area", ""}});
  };
  for (std::size_t i = 0; i < routers; ++i) link(router(i), router((i + 1) % routers));
  if (draw.one_in(2)) link(router(0), router(2));
  link("x", router(0));
  link("y", router(1));
  link("z", router(2));
  if (draw.one_in(2)) {
    raw["dependencies"].push_back({{"element", router(draw.below(routers))},
                                   {"on", gap("server")},
                                   {"kind", gap(draw.one_of({"hosted-on", "managed-by"}))},
                                   {"from", gap("2019-01-01")}});
  }
  raw["planes"] = {{{"id", "gold"},
                    {"metric", gap(draw.one_of({"igp", "delay"}))},
                    {"exclude_any", "-"},
                    {"include_any", gap("gold")},
                    {"include_all", "-"},
                    {"exclude_srlg", gap(draw.one_of({"-", "d1"}))},
                    {"fallback", gap(draw.one_of({"drop", "default"}))}}};
  const bool tunnels = draw.one_in(3);
  for (const char* op : {"a", "b"}) {
    raw["routing"].push_back({{"operator", op},
                              {"protocol", "is-is"},
                              {"tunnels", gap(tunnels ? "listed" : "none")},
                              {"exits", gap("none")}});
  }
  raw["tunnels"] = {};
  if (tunnels) {
    raw["tunnels"].push_back({{"id", "t"},
                              {"from", gap("x")},
                              {"to", gap("y")},
                              {"hops", gap(draw.one_of({"-", "r2", "r1"}))},
                              {"carries", gap("class == \"government\"")},
                              {"fallback", gap(draw.one_of({"igp", "drop"}))}});
  }
  const auto demand = [&](const char* id, const char* from, const char* to) {
    raw["demands"].push_back({{"id", id},
                              {"class", gap(draw.one_of({"general", "government"}))},
                              {"from", from},
                              {"to", to},
                              {"to_mode", gap(draw.one_of({"all", "nearest"}))},
                              {"gbps", gap("1")},
                              {"plane", gap(draw.one_of({"-", "-", "-", "gold"}))}});
  };
  demand("d1", "x", "y");
  demand("d2", "y", "z");
  demand("d3", "x", "y;z");
  return raw;
}

}  // namespace relook::testing
