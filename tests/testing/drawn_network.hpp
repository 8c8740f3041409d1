// SPDX-License-Identifier: Apache-2.0
// Networks drawn in a line of text, for tests of routing.

#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "testing/raw_estate.hpp"

namespace relook::testing {

/// The row of that id.
[[nodiscard]] inline RawRow& row_of(RawEstate& raw, const std::string& table,
                                    const std::string& id) {
  for (RawRow& row : raw[table]) {
    if (row.at("id") == id) return row;
  }
  raw[table].push_back({{"id", id}});
  return raw[table].back();
}

/// An element of operator o, in service, of which everything is known.
inline void draw_element(RawEstate& raw, const std::string& id) {
  RawRow& row = row_of(raw, "elements", id);
  if (row.size() > 1) return;
  row = {{"id", id},
         {"operator", "o"},
         {"site", "-"},
         {"function", "P"},
         {"transit", "yes"},
         {"area", ""},
         {"in_service_from", ".."},
         {"in_service_until", ""}};
}

/// "A-B:10 B-C:10/20 A-B#2:5 H": links A-B, B-C and A-B#2 by their metrics, one for both directions
/// or two, and an element H. Nothing else is there, and everything is known.
[[nodiscard]] inline RawEstate drawn(std::string_view drawing) {
  RawEstate raw;
  for (const char* table :
       {"changes", "demands", "dependencies", "links", "planes", "sites", "tunnels", "elements"}) {
    raw[table] = {};
  }
  raw["operators"] = {{{"id", "o"}}};
  raw["routing"] = {{{"operator", "o"}, {"tunnels", "none"}, {"exits", "none"}}};
  std::istringstream words{std::string(drawing)};
  for (std::string word; words >> word;) {
    const std::size_t colon = word.find(':');
    if (colon == std::string::npos) {
      draw_element(raw, word);
      continue;
    }
    const std::string id = word.substr(0, colon);
    const std::string a = id.substr(0, id.find('-'));
    const std::string b = id.substr(a.size() + 1, id.find('#') - a.size() - 1);
    const std::string metrics = word.substr(colon + 1);
    const std::string ab = metrics.substr(0, metrics.find('/'));
    const std::string ba = ab.size() < metrics.size() ? metrics.substr(ab.size() + 1) : ab;
    draw_element(raw, a);
    draw_element(raw, b);
    raw["links"].push_back({{"id", id},
                            {"a", a},
                            {"b", b},
                            {"metric_ab", ab},
                            {"metric_ba", ba},
                            {"delay_us", "1"},
                            {"affinity", "-"},
                            {"srlgs", "-"},
                            {"rides_on", "-"},
                            {"area", ""}});
  }
  return raw;
}

/// The estate of it; a fault fails the test.
[[nodiscard]] inline estate::Estate estate_of(const RawEstate& raw) {
  static const estate::Registry registry;
  static const estate::Functions functions;
  Read<estate::Estate> read = build(raw, registry, functions, *parse_date(kAsOf));
  for (const Diagnostic& fault : read.diagnostics.sorted()) {
    if (fault.severity == Severity::error) ADD_FAILURE() << to_string(fault);
  }
  return std::move(read.value);
}

}  // namespace relook::testing
