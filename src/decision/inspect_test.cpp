// SPDX-License-Identifier: Apache-2.0
#include "decision/inspect.hpp"

#include <gtest/gtest.h>

#include <string>

#include "testing/small_world.hpp"

namespace relook::decision {
namespace {

using estate::TableId;
using testing::Sketch;
using testing::SmallWorld;

Sketch some_sketch() {
  Sketch sketch;
  sketch.places_given = true;
  sketch.tables["vendors"] = {
      {"id", "jurisdiction"}, {"acme", "CN"}, {"bolt", ""}, {"child", "CN"}};
  sketch.tables["ownership"] = {{"vendor", "parent", "from", "until"},
                                {"bolt", "", "", ""},
                                {"child", "acme", "2010-01-01", ""}};
  sketch.tables["networks"] = {{"id", "criticality"}, {"gov", "government"}, {"new", ""}};
  sketch.tables["sites"] = {
      {"id", "region", "lat", "lon"}, {"s1", "London", "51.5", "0"}, {"s2", "", "", ""}};
  sketch.tables["elements"] = {
      {"id", "function", "vendor", "site", "bands", "networks", "cells", "procured_on"},
      {"e1", "AMF", "child", "s1", "n78", "gov", "3", "2019-01-01"},
      {"e2", "", "", "s2", "", "new", "", ".."},
      {"e3", "odd", "acme", "-", "-", "-", "0", ""},
      {"e4", "gNB", "bolt", "s1", "n1", "gov;new", "5", "2019-01-01"}};
  sketch.tables["supplies"] = {{"element", "role", "vendor", "from", "until"},
                               {"e2", "hardware", "", "2015-01-01", ""},
                               {"e3", "hardware", "child", "2015-01-01", ""},
                               {"e4", "software", "acme", "", ""}};
  sketch.tables["dependencies"] = {{"element", "on", "kind", "from", "until"},
                                   {"e1", "e4", "hosted-on", "2015-01-01", ""},
                                   {"e4", "", "", "2015-01-01", ".."}};
  sketch.tables["places"] = {{"id", "kind", "lat", "lon", "radius_m"},
                             {"p1", "nuclear", "51.5", "0.0001", ""},
                             {"p2", "prison", "51.5", "0.0001", "500"}};
  return sketch;
}

Selector compiled(std::string_view text, Subject subject = Subject::elements) {
  Vocabulary vocabulary;
  vocabulary.parameters.emplace("designated", Parameter{UnsetDate{}, {"d.toml", {1, 1}}});
  Read<Selector> read =
      compile_selector(text, {"case", {1, 1}}, subject, vocabulary, KnownUse::under_not);
  for (const Diagnostic& fault : read.diagnostics.sorted()) {
    ADD_FAILURE() << text << "\n" << to_string(fault);
  }
  return std::move(read.value);
}

std::string shown(const SmallWorld& world, const CellUse& use) {
  const std::string table(estate::schema(use.column.table).name);
  switch (use.missing) {
    case Missing::table:
      return table;
    case Missing::parameter:
      return "parameter " + use.name;
    case Missing::ownership:
      return "owners of " + std::string(world.estate().id(TableId::vendors, use.row));
    case Missing::function:
    case Missing::cell:
      break;
  }
  const std::string row =
      estate::schema(use.column.table).has_ids()
          ? std::string(find_table(world.facts(), use.column.table)->ids[use.row])
          : "#" + std::to_string(use.row);
  return (use.missing == Missing::function ? "what is " : "") + table + "." +
         std::string(estate::schema(use.column).name) + " " + row;
}

std::string unknown_of(const SmallWorld& world, std::string_view text, std::string_view element) {
  const Selector selector = compiled(text);
  std::string out;
  for (const CellUse& use :
       unknown_cells(selector, world.facts(), world.row(TableId::elements, element))) {
    out += (out.empty() ? "" : ", ") + shown(world, use);
  }
  return out;
}

TEST(UnknownCells, NamesExactlyWhatLeavesTheAnswerOpen) {
  const SmallWorld world(some_sketch());
  struct Case {
    std::string_view text;
    std::string_view element;
    std::string_view want;
  };
  const Case cases[] = {
      {R"(function == "AMF")", "e1", ""},
      {R"(function == "AMF")", "e2", "elements.function e2"},
      {R"(function == "AMF" or cells > 1)", "e2", "elements.function e2, elements.cells e2"},
      {R"(function == "AMF" and id == "e1")", "e2", ""},
      {R"(id == "e2" and (function == "AMF" or id == "e9"))", "e2", "elements.function e2"},
      {R"(site.region == "London")", "e2", "sites.region s2"},
      {R"(layer == "core")", "e3", "what is elements.function e3"},
      {R"(carries("signalling"))", "e2", "elements.function e2"},
      {R"(procured_on < 2019-01-01)", "e2", "elements.procured_on e2"},
      {R"(bands has "n78")", "e2", "elements.bands e2"},
      {R"(networks has any (criticality == "public"))", "e4", "networks.criticality new"},
      {R"(vendor == "acme")", "e2", "elements.vendor e2, supplies.vendor #0"},
      {R"(vendor == "acme")", "e3", "supplies.vendor #1"},
      {R"(vendor in family("acme"))", "e3", ""},
      {R"(vendor in family("acme"))", "e4", "owners of bolt"},
      {R"(vendor.jurisdiction == "CN")", "e4", "vendors.jurisdiction bolt"},
      {R"(any supply (vendor == "acme"))", "e4", "supplies.from #2"},
      {R"(any supply (vendor == "acme"))", "e2", "supplies.vendor #0"},
      // What ended before as_of is over, whatever else it was.
      {R"(any dependency ("hosted-on", layer == "core"))", "e4", ""},
      {R"(any dependency (any, cells > 9 or networks has any (criticality == "public")))", "e1",
       "networks.criticality new"},
      {R"(at_place("nuclear"))", "e1", "places.radius_m p1"},
      {R"(near("nuclear", 100))", "e2", "sites.lat s2, sites.lon s2"},
      {R"(procured_on > designated)", "e1", "parameter designated"},
      {R"(model == function)", "e1", "elements.model e1"}};
  for (const Case& c : cases) EXPECT_EQ(unknown_of(world, c.text, c.element), c.want) << c.text;
}

TEST(UnknownCells, NamesWholeTablesThatAreNotThere) {
  Sketch sketch = some_sketch();
  sketch.places_given = false;
  for (const char* table : {"supplies", "dependencies", "sites", "ownership"}) {
    sketch.tables.erase(table);
  }
  const SmallWorld world(sketch);
  EXPECT_EQ(unknown_of(world, "any supply (true)", "e1"), "supplies");
  EXPECT_EQ(unknown_of(world, "any dependency (any)", "e1"), "dependencies");
  EXPECT_EQ(unknown_of(world, R"(site.region == "x")", "e1"), "sites");
  EXPECT_EQ(unknown_of(world, R"(at_place("x"))", "e1"), "places");
  EXPECT_EQ(unknown_of(world, R"(vendor == "acme")", "e1"), "supplies");
  EXPECT_EQ(unknown_of(world, R"(vendor == "acme")", "e2"), "elements.vendor e2, supplies");
}

TEST(Because, SaysWhatStandsInTheCellsThatMadeItTrue) {
  const SmallWorld world(some_sketch());
  struct Case {
    std::string_view text;
    std::string_view element;
    std::string_view want;
  };
  const Case cases[] = {
      {R"(vendor in family("acme") and function == "AMF")", "e1",
       "vendor child (family of acme), function AMF"},
      {R"(vendor in family(["zoo", "acme"]))", "e3", "vendor acme or child (family of acme)"},
      {R"(function == "gNB" or vendor == "child")", "e1", "vendor child"},
      {R"(not (function == "gNB" or cells > 4))", "e1", "function AMF, cells 3"},
      {R"(not (function == "gNB" and cells > 4))", "e1", "function AMF"},
      {R"(function != "gNB" and site.region == "London")", "e1",
       "function AMF, site.region London"},
      {R"(site != "s1")", "e3", "site -"},
      {R"(bands has "n78" and not bands has "n1")", "e1", "bands has n78, bands without n1"},
      {R"(networks has any (criticality == "government"))", "e4",
       "networks gov (criticality government)"},
      {R"(not networks has any (criticality == "public"))", "e3", "networks -"},
      {R"(layer == "core" and controls("radio"))", "e1", "layer core, function AMF controls radio"},
      {R"(any supply (vendor == "child" and role == "hardware"))", "e3",
       "supply (vendor child, role hardware)"},
      {R"(any dependency ("hosted-on", function == "gNB"))", "e1", "hosted-on e4 (function gNB)"},
      {R"(not any supply (true))", "e1", "no such supply"},
      {R"(at_place("prison"))", "e1", "at place p2"},
      {R"(near("prison", 100))", "e1", "near place p2"},
      {R"(on >= 2020-01-28 and procured_on < on)", "e1", "on 2020-01-28, procured_on 2019-01-01"},
      {R"(not known(vendor))", "e2", "vendor unknown"},
      {R"(area == "" and true)", "e1", "area empty"},
      {R"(function == "AMF")", "e2", ""}};
  for (const Case& c : cases) {
    const Selector selector = compiled(c.text);
    EXPECT_EQ(because(selector, world.facts(), world.row(TableId::elements, c.element)), c.want)
        << c.text;
  }
}

TEST(Because, SpeaksOfBothEndsOfALink) {
  Sketch sketch = some_sketch();
  sketch.tables["links"] = {{"id", "a", "b"}, {"l1", "e4", "e1"}};
  const SmallWorld world(sketch);
  const Selector selector = compiled(
      R"(between(function == "AMF", function == "gNB") and a.site == b.site)", Subject::links);
  EXPECT_EQ(because(selector, world.facts(), 0),
            "between e1 (function AMF) and e4 (function gNB), a.site s1, b.site s1");
}

std::string read_by(std::string_view text, Subject subject = Subject::elements) {
  std::string out;
  for (const FieldUse& use : fields_read(compiled(text, subject))) {
    out += (out.empty() ? "" : ", ") + std::string(estate::schema(use.table).name) +
           (use.column ? ":" : " whole:") + use.path;
  }
  return out;
}

TEST(FieldsRead, ListsColumnsOnTheWayAndTablesAsked) {
  EXPECT_EQ(
      read_by(R"(site.region == "x" and site.operator.country == "GB")"),
      "operators:site.operator.country, sites:site.operator, sites:site.region, elements:site");
  EXPECT_EQ(read_by(R"(vendor in family("x"))"),
            "ownership whole:ownership, elements:vendor, supplies:supply.element, "
            "supplies:supply.role, supplies:supply.vendor, supplies:supply.from, "
            "supplies:supply.until");
  EXPECT_EQ(read_by(R"(networks has any (criticality == "public"))"),
            "networks:networks.criticality, elements:networks");
  EXPECT_EQ(read_by(R"(at_place("x"))"),
            "sites:site.lat, sites:site.lon, elements:site, places whole:places");
  EXPECT_EQ(read_by(R"(between(transit, layer == "core"))", Subject::links),
            "elements:a.function, elements:b.function, elements:a.transit, elements:b.transit, "
            "links:a, links:b");
  EXPECT_EQ(read_by(R"(any dependency (any, cells > 1))"),
            "elements:dependency.on.cells, dependencies:dependency.element, "
            "dependencies:dependency.on, dependencies:dependency.kind, "
            "dependencies:dependency.from, dependencies:dependency.until");
  EXPECT_EQ(read_by("true"), "");
}

}  // namespace
}  // namespace relook::decision
