// SPDX-License-Identifier: Apache-2.0
// What each operator answers, unknown, none and past included. Every case is asked both ways: of
// all rows at once and of each row alone.

#include "decision/select.hpp"

#include <gtest/gtest.h>

#include <string>

#include "testing/small_world.hpp"

namespace relook::decision {
namespace {

using estate::TableId;
using testing::Sketch;
using testing::SmallWorld;

Vocabulary some_vocabulary() {
  Vocabulary vocabulary;
  vocabulary.parameters.emplace("designated", Parameter{UnsetDate{}, {"d.toml", {1, 1}}});
  vocabulary.parameters.emplace("strict", Parameter{true, {"d.toml", {1, 1}}});
  vocabulary.parameters.emplace(
      "asked", Parameter{std::vector<std::string>{"AMF", "gNB"}, {"d.toml", {1, 1}}});
  return vocabulary;
}

Selector compiled(std::string_view text, Subject subject, KnownUse known = KnownUse::forbidden) {
  Read<Selector> read = compile_selector(text, {"case", {1, 1}}, subject, some_vocabulary(), known);
  for (const Diagnostic& fault : read.diagnostics.sorted()) {
    ADD_FAILURE() << text << "\n" << to_string(fault);
  }
  return std::move(read.value);
}

// "e1 yes, e2 ?": the rows that are not surely out.
std::string answers(const SmallWorld& world, Subject subject, std::string_view text,
                    KnownUse known = KnownUse::forbidden) {
  const Selector selector = compiled(text, subject, known);
  const Facts facts = world.facts();
  const std::vector<Truth> truths = select(selector, facts);
  std::string out;
  for (std::uint32_t row = 0; row < truths.size(); ++row) {
    EXPECT_EQ(select_row(selector, facts, row), truths[row]) << text << " row " << row;
    if (truths[row] == Truth::no) continue;
    const TableId table = table_of(subject);
    const std::string name = estate::schema(table).has_ids()
                                 ? std::string(find_table(facts, table)->ids[row])
                                 : "#" + std::to_string(row);
    out += (out.empty() ? "" : " ") + name + (truths[row] == Truth::unknown ? "?" : "");
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view want;
};

void expect_all(const SmallWorld& world, Subject subject, std::span<const Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(answers(world, subject, c.text), c.want) << c.text;
}

TEST(Select, TextsAndIdsEqualOrAreUnknownAndNoneEqualsNothing) {
  Sketch sketch;
  sketch.tables["sites"] = {{"id", "region", "kind"}, {"s1", "London", "mast"}, {"s2", "", "mast"}};
  sketch.tables["elements"] = {{"id", "function", "site", "area"},
                               {"e1", "AMF", "s1", "core"},
                               {"e2", "gNB", "s2", ""},
                               {"e3", "", "", ""},
                               {"e4", "AMF", "-", "edge"}};
  const SmallWorld world(sketch);
  const Case cases[] = {{R"(function == "AMF")", "e1 e3? e4"},
                        {R"(function != "AMF")", "e2 e3?"},
                        {R"(function in ["AMF", "gNB"])", "e1 e2 e3? e4"},
                        {R"(function in asked)", "e1 e2 e3? e4"},
                        {R"(not function in ["AMF"])", "e2 e3?"},
                        {R"("AMF" == function)", "e1 e3? e4"},
                        {R"(site == "s1")", "e1 e3?"},
                        {R"(site.id == "s1")", "e1 e3?"},
                        {R"(site != "s1")", "e2 e3? e4"},
                        {R"(site in ["s1", "nowhere"])", "e1 e3?"},
                        {R"(site.region == "London")", "e1 e2? e3?"},
                        {R"(site.region != "London")", "e2? e3? e4"},
                        {R"(site.region == "Leeds")", "e2? e3?"},
                        {R"(id == "e2")", "e2"},
                        {R"(id in ["e2", "e4", "e9"])", "e2 e4"},
                        {R"(area == "")", "e2 e3"},
                        {R"(area == "core")", "e1"},
                        {R"(site.kind == "mast" and function == "gNB")", "e2 e3?"},
                        {R"(model == "x")", "e1? e2? e3? e4?"},
                        {R"(operator.country == "GB")", "e1? e2? e3? e4?"},
                        {R"(true)", "e1 e2 e3 e4"},
                        {R"(false or not strict)", ""}};
  expect_all(world, Subject::elements, cases);
}

TEST(Select, NumbersCompareExactlyAndNoAdjacencyMatchesNoComparison) {
  Sketch sketch;
  sketch.tables["elements"] = {{"id", "traffic_gbps", "cells"},
                               {"e1", "1.5", "3"},
                               {"e2", "1.500001", "0"},
                               {"e3", "", "-"},
                               {"e4", "2", ""}};
  sketch.tables["links"] = {{"id", "a", "b", "metric_ab", "metric_ba"},
                            {"l1", "e1", "e2", "10", "10"},
                            {"l2", "e1", "e3", "-", ""},
                            {"l3", "e1", "e4", "20", "5"}};
  const SmallWorld world(sketch);
  const Case elements[] = {{"traffic_gbps > 1.5", "e2 e3? e4"},
                           {"traffic_gbps >= 1.5", "e1 e2 e3? e4"},
                           {"traffic_gbps < 1.50000000001", "e1 e3?"},
                           {"traffic_gbps <= 1.5000009", "e1 e3?"},
                           {"traffic_gbps == 1.50", "e1 e3?"},
                           {"traffic_gbps == 1.5000001", "e3?"},
                           {"traffic_gbps != 1.5000001", "e1 e2 e3? e4"},
                           {"1.5 < traffic_gbps", "e2 e3? e4"},
                           {"cells == 0", "e2 e3 e4?"},
                           {"cells in [0, 3]", "e1 e2 e3 e4?"},
                           {"cells > -1", "e1 e2 e3 e4?"}};
  expect_all(world, Subject::elements, elements);
  const Case links[] = {{"metric_ab > 10", "l3"},
                        {"metric_ab <= 10", "l1"},
                        {"metric_ab != 10", "l2 l3"},
                        {"metric_ab == metric_ba", "l1"},
                        {"metric_ab != metric_ba", "l2 l3"},
                        {"metric_ab > metric_ba", "l3"},
                        {"a.traffic_gbps < b.traffic_gbps", "l1 l2? l3"},
                        {"metric_ba < 6", "l2? l3"}};
  expect_all(world, Subject::links, links);
}

TEST(Select, DatesAnswerOnlyWhatHoldsForEveryDayTheyMayBe) {
  Sketch sketch;
  sketch.on = *parse_date("2021-06-01");
  sketch.tables["elements"] = {{"id", "procured_on", "in_service_from", "in_service_until"},
                               {"e1", "2019-05-01", "2019-06-01", "2027-12-31"},
                               {"e2", "..", "..", ""},
                               {"e3", "", "", "-"},
                               {"e4", "2021-06-01", "-", ".."}};
  const SmallWorld world(sketch);
  const Case cases[] = {{"procured_on < 2020-01-28", "e1 e2 e3?"},
                        {"procured_on < 2020-01-27", "e1 e2? e3?"},
                        {"procured_on >= 2020-01-28", "e3? e4"},
                        {"procured_on == 2019-05-01", "e1 e2? e3?"},
                        {"procured_on == 2020-01-28", "e3?"},
                        {"procured_on in [2019-05-01, 2021-06-01]", "e1 e2? e3? e4"},
                        {"procured_on in [2019-05-01, on]", "e1 e2? e3? e4"},
                        {"procured_on <= on", "e1 e2 e3? e4"},
                        {"on < procured_on", "e3?"},
                        {"in_service_from > 2030-01-01", "e3? e4"},
                        {"in_service_from == 2019-06-01", "e1 e2? e3?"},
                        {"in_service_from != 2019-06-01", "e2? e3? e4"},
                        {"in_service_until > 2026-01-01", "e1 e2 e3"},
                        {"in_service_until <= 2020-01-27", "e4"},
                        {"in_service_until == 2027-12-31", "e1"},
                        {"in_service_from < in_service_until", "e1 e2 e3?"},
                        {"procured_on <= in_service_from", "e1 e2? e3? e4"},
                        {"on >= 2021-06-01 and on < 2021-06-02", "e1 e2 e3 e4"},
                        {"on == 2021-06-02", ""},
                        {"procured_on < designated", "e1? e2? e3? e4?"},
                        {"procured_on in [designated]", "e1? e2? e3? e4?"},
                        {"on >= designated and id == \"e1\"", "e1?"}};
  expect_all(world, Subject::elements, cases);
}

TEST(Select, ListsHaveAndHaveNotAndQuantifyOverRows) {
  Sketch sketch;
  sketch.tables["networks"] = {
      {"id", "criticality"}, {"gov", "government"}, {"pub", "public"}, {"new", ""}};
  sketch.tables["operators"] = {{"id", "country"}, {"op", "GB"}, {"guest", "FR"}};
  sketch.tables["elements"] = {{"id", "networks", "bands", "tags", "users"},
                               {"e1", "gov;pub", "n78;n1", "old", "guest"},
                               {"e2", "pub;new", "n1", "", "-"},
                               {"e3", "", "", "-", ""},
                               {"e4", "-", "-", "new", "op;guest"}};
  sketch.tables["links"] = {{"id", "a", "b", "rides_on"}, {"l1", "e1", "e2", "e3;e4"}};
  const SmallWorld world(sketch);
  const Case cases[] = {{R"(bands has "n78")", "e1 e3?"},
                        {R"(not bands has "n78")", "e2 e3? e4"},
                        {R"(tags has "old")", "e1"},
                        {R"(networks has "gov")", "e1 e3?"},
                        {R"(networks has "nothing-such")", "e3?"},
                        {R"(networks has any (criticality == "government"))", "e1 e2? e3?"},
                        {R"(networks has any (criticality != "government"))", "e1 e2 e3?"},
                        {R"(not networks has any (criticality == "government"))", "e2? e3? e4"},
                        {R"(users has any (country == "GB"))", "e3? e4"},
                        {R"(generations has "5G")", "e1? e2? e3? e4?"}};
  expect_all(world, Subject::elements, cases);
  const Case links[] = {{R"(rides_on has any (tags has "new"))", "l1"},
                        {R"(a.networks has "gov" and b.bands has "n1")", "l1"},
                        {R"(rides_on has any (bands has "n1"))", "l1?"},
                        {R"(a.networks has any (criticality == "government"))", "l1"}};
  expect_all(world, Subject::links, links);
}

Sketch vendor_sketch() {
  Sketch sketch;
  sketch.tables["vendors"] = {{"id", "jurisdiction"}, {"acme", "CN"}, {"bolt", "FI"}, {"cog", ""},
                              {"child", "CN"},        {"maybe", "FR"}};
  sketch.tables["ownership"] = {{"vendor", "parent", "from", "until"},
                                {"child", "acme", "2010-01-01", ""},
                                {"maybe", "acme", "", ""},
                                {"bolt", "acme", "2001-01-01", "2005-01-01"}};
  sketch.tables["elements"] = {{"id", "function", "vendor"},
                               {"e1", "AMF", "acme"},
                               {"e2", "gNB", "bolt"},
                               {"e3", "gNB", ""},
                               {"e4", "LAN", ""},
                               {"e5", "P", "child"},
                               {"e6", "P", "bolt"},
                               {"e7", "P", "cog"},
                               {"e8", "P", "maybe"},
                               {"e9", "P", "-"}};
  sketch.tables["supplies"] = {{"element", "role", "vendor", "from", "until"},
                               {"e1", "software", "bolt", "2015-01-01", ""},
                               {"e2", "software", "acme", "2015-01-01", "2018-01-01"},
                               {"e6", "hardware", "acme", "2015-01-01", ""},
                               {"e6", "maintenance", "", "2015-01-01", ""},
                               {"e7", "optics", "acme", "", ""}};
  return sketch;
}

TEST(Select, VendorsAreJudgedAsSetsOfCandidates) {
  const SmallWorld world(vendor_sketch());
  const Case cases[] = {
      {R"(vendor in family("acme"))", "e1 e3? e5 e6? e8? e9?"},
      {R"(not vendor in family("acme"))", "e2 e3? e4 e6? e7 e8? e9?"},
      {R"(vendor in family(["acme", "bolt"]))", "e1 e2 e3? e5 e6 e8? e9?"},
      {R"(vendor in family("acme") or vendor in family("bolt"))", "e1 e2 e3? e5 e6? e8? e9?"},
      {R"(vendor == "acme")", "e1 e3? e6? e9?"},
      {R"(vendor != "acme")", "e2 e3? e4 e5 e6? e7 e8 e9?"},
      {R"(vendor in ["acme", "bolt"])", "e1 e2 e3? e6 e9?"},
      {R"(vendor.id == "bolt")", "e2 e3? e6? e9?"},
      {R"(vendor in family("nobody-knows"))", "e3? e9?"},
      {R"(vendor.jurisdiction == "CN")", "e1 e3? e5 e6? e7? e9?"},
      {R"(vendor.jurisdiction in ["CN", "FI"])", "e1 e2 e3? e5 e6 e7? e9?"},
      {R"(vendor.jurisdiction != "CN")", "e2 e3? e4 e6? e7? e8 e9?"}};
  expect_all(world, Subject::elements, cases);
}

TEST(Select, SuppliesAreAskedWhereTheyAreInForce) {
  const SmallWorld world(vendor_sketch());
  const Case elements[] = {{R"(any supply (vendor in family("acme")))", "e6 e7?"},
                           {R"(any supply (role == "software"))", "e1"},
                           {R"(any supply (role == "software" and vendor == "acme"))", ""},
                           {R"(any supply (vendor == "bolt"))", "e1 e6?"},
                           {R"(not any supply (vendor == "bolt"))", "e2 e3 e4 e5 e6? e7 e8 e9"},
                           {R"(any supply (element.function == "P"))", "e6 e7?"}};
  expect_all(world, Subject::elements, elements);
  const Case supplies[] = {{R"(vendor in family("acme"))", "#1 #2 #3? #4"},
                           {R"(vendor == element.vendor)", "#2? #3?"},
                           {R"(element.function == "P" and role != "hardware")", "#3 #4"}};
  expect_all(world, Subject::supplies, supplies);
  Sketch without = vendor_sketch();
  without.tables.erase("supplies");
  EXPECT_EQ(answers(SmallWorld(without), Subject::elements,
                    R"(function == "AMF" and any supply (role == "software"))"),
            "e1?");
}

TEST(Select, VendorsThemselvesCanBeTheSubject) {
  const SmallWorld world(vendor_sketch());
  const Case cases[] = {{R"(id in family("acme"))", "acme child maybe?"},
                        {R"(jurisdiction == "CN")", "acme child cog?"},
                        {R"(aliases has "x")", ""}};
  expect_all(world, Subject::vendors, cases);
}

TEST(Select, FunctionsAreAskedByWhatTheTableSaysOfThem) {
  Sketch sketch;
  sketch.tables["elements"] = {{"id", "function"}, {"e1", "AMF"}, {"e2", "gNB"},
                               {"e3", "LAN"},      {"e4", ""},    {"e5", "homebrew"}};
  sketch.tables["links"] = {{"id", "a", "b"}, {"l1", "e1", "e2"}, {"l2", "e2", "e5"}};
  const SmallWorld world(sketch);
  const Case cases[] = {{R"(layer == "core")", "e1 e4? e5?"},
                        {R"(layer != "core")", "e2 e3 e4? e5?"},
                        {R"(layer in ["core", "access"])", "e1 e2 e4? e5?"},
                        {R"(carries("user-traffic"))", "e2 e4? e5?"},
                        {R"(sees("subscriber-data"))", "e1 e4? e5?"},
                        {R"(not controls("radio"))", "e3 e4? e5?"}};
  expect_all(world, Subject::elements, cases);
  const Case links[] = {{R"(a.layer == b.layer)", "l2?"},
                        {R"(a.layer != b.layer)", "l1 l2?"},
                        {R"(b.carries("user-traffic"))", "l1 l2?"}};
  expect_all(world, Subject::links, links);
}

TEST(Select, BetweenTakesTheEndsEitherWay) {
  Sketch sketch;
  sketch.tables["elements"] = {{"id", "function"}, {"e1", "AMF"}, {"e2", "gNB"}, {"e3", ""}};
  sketch.tables["links"] = {{"id", "a", "b"},   {"l1", "e1", "e2"}, {"l2", "e2", "e1"},
                            {"l3", "e1", "e1"}, {"l4", "e3", "e2"}, {"l5", "e3", "e3"}};
  const SmallWorld world(sketch);
  const Case cases[] = {{R"(between(function == "AMF", function == "gNB"))", "l1 l2 l4? l5?"},
                        {R"(between(function == "gNB", function == "gNB"))", "l4? l5?"},
                        {R"(a == b)", "l3 l5"},
                        {R"(a.function == b.function)", "l3 l4? l5?"}};
  expect_all(world, Subject::links, cases);
}

TEST(Select, DependenciesAreOneHopAndAnEmptyCellIsAny) {
  Sketch sketch;
  sketch.tables["elements"] = {{"id", "function"}, {"e1", "AMF"}, {"e2", "server"}, {"e3", ""}};
  sketch.tables["dependencies"] = {{"element", "on", "kind", "from", "until"},
                                   {"e1", "e2", "hosted-on", "2015-01-01", ""},
                                   {"e2", "", "managed-by", "2015-01-01", ""},
                                   {"e3", "e1", "", "2015-01-01", ""},
                                   {"e3", "e2", "timed-by", "2015-01-01", "2018-01-01"}};
  const SmallWorld world(sketch);
  const Case cases[] = {{R"(any dependency ("hosted-on", function == "server"))", "e1"},
                        {R"(any dependency ("hosted-on"))", "e1 e3?"},
                        {R"(any dependency (any))", "e1 e2? e3"},
                        {R"(any dependency (any, function == "AMF"))", "e2? e3"},
                        {R"(any dependency ("timed-by"))", "e3?"},
                        {R"(any dependency ("managed-by", function == "AMF"))", "e2? e3?"}};
  for (const Case& c : cases) {
    // e3's function is unknown, and so is nothing else that these cases ask of it.
    EXPECT_EQ(answers(world, Subject::elements, c.text), c.want) << c.text;
  }
  sketch.tables.erase("dependencies");
  EXPECT_EQ(answers(SmallWorld(sketch), Subject::elements, "any dependency (any)"), "e1? e2? e3?");
}

Sketch places_sketch() {
  Sketch sketch;
  sketch.places_given = true;
  // A thousandth of a degree of latitude is about 111 m.
  sketch.tables["sites"] = {{"id", "lat", "lon"},
                            {"s1", "51.500", "0"},
                            {"s2", "51.510", "0"},
                            {"s3", "", "0"},
                            {"s4", "52.500", "0"}};
  sketch.tables["elements"] = {{"id", "site"}, {"e1", "s1"}, {"e2", "s2"}, {"e3", "s3"},
                               {"e4", "s4"},   {"e5", "-"},  {"e6", ""}};
  sketch.tables["places"] = {{"id", "kind", "lat", "lon", "radius_m", "sites"},
                             {"p1", "nuclear", "51.501", "0", "200", ""},
                             {"p2", "military", "0", "0", "10", "s4"}};
  return sketch;
}

TEST(Select, NearPlacesByDistanceAndAtPlacesByRadiusOrList) {
  const SmallWorld world(places_sketch());
  const Case elements[] = {
      {R"(near("nuclear", 150))", "e1 e3? e6?"},          {R"(near("nuclear", 100))", "e3? e6?"},
      {R"(near("nuclear", 2000))", "e1 e2 e3? e6?"},      {R"(at_place("nuclear"))", "e1 e3? e6?"},
      {R"(at_place("military"))", "e3? e4 e6?"},          {R"(near("military", 100))", "e3? e6?"},
      {R"(not at_place("military"))", "e1 e2 e3? e5 e6?"}};
  expect_all(world, Subject::elements, elements);
  const Case sites[] = {{R"(at_place("nuclear"))", "s1 s3?"}};
  expect_all(world, Subject::sites, sites);
  const Case places[] = {{R"(kind == "nuclear")", "p1"},
                         {R"(sites has "s4" and radius_m < 11)", "p2"}};
  expect_all(world, Subject::places, places);
}

TEST(Select, PlacesThatWereNotGivenAreUnknownAndEmptyCellsToo) {
  Sketch sketch = places_sketch();
  sketch.places_given = false;
  EXPECT_EQ(answers(SmallWorld(sketch), Subject::elements, R"(at_place("nuclear"))"),
            "e1? e2? e3? e4? e6?");
  EXPECT_EQ(answers(SmallWorld(sketch), Subject::places, "true"), "");
  sketch = places_sketch();
  sketch.tables["places"] = {{"id", "kind", "lat", "lon", "radius_m", "sites"},
                             {"p1", "", "51.501", "0", "200", ""},
                             {"p2", "military", "51.501", "0", "", "s4"}};
  EXPECT_EQ(answers(SmallWorld(sketch), Subject::elements, R"(at_place("military"))"),
            "e1? e2? e3? e4 e6?");
  EXPECT_EQ(answers(SmallWorld(sketch), Subject::elements, R"(at_place("nuclear"))"),
            "e1? e3? e6?");
}

// Another row's vendor or site tells nothing: the table of elements is not there at all.
TEST(Select, RowsThatOnlyOthersSpeakOfHaveUnknownCells) {
  Sketch sketch;
  sketch.tables["links"] = {{"id", "a", "b"}, {"l1", "e1", "e2"}};
  const SmallWorld world(sketch);
  const Case elements[] = {{R"(function == "AMF")", "e1? e2?"},
                           {R"(tags has "x")", "e1? e2?"},
                           {R"(area == "")", "e1? e2?"},
                           {R"(in_service_until > 2000-01-01)", "e1? e2?"},
                           {R"(vendor in family("x"))", "e1? e2?"},
                           {R"(id == "e1")", "e1"},
                           {R"(layer == "core" or carries("signalling"))", "e1? e2?"}};
  expect_all(world, Subject::elements, elements);
}

TEST(Select, KnownAsksWhetherACellIsKnown) {
  Sketch sketch = vendor_sketch();
  sketch.tables["elements"] = {
      {"id", "function", "vendor", "site", "procured_on", "bands", "cells"},
      {"e1", "AMF", "acme", "s1", "..", "n1", "1"},
      {"e2", "", "", "-", "2019-01-01", "-", "-"},
      {"e6", "LAN", "bolt", "", "", "", ""},
      {"e7", "odd", "cog", "s2", "2019-01-01", "n1", "1"}};
  sketch.tables["sites"] = {{"id", "region"}, {"s1", "London"}, {"s2", ""}};
  const SmallWorld world(sketch);
  const Case cases[] = {{"not known(function)", "e2"},
                        {"not known(layer)", "e2 e7"},
                        {"not known(vendor)", "e2"},
                        {"not known(site)", "e6"},
                        {"not known(site.region)", "e6 e7"},
                        {"not known(procured_on)", "e1 e6"},
                        {"not known(bands)", "e6"},
                        {"not known(cells)", "e6"},
                        {"not known(vendor.jurisdiction)", "e2 e7"},
                        {"not known(tags)", ""},
                        {"not known(operator)", "e1 e2 e6 e7"}};
  for (const Case& c : cases) {
    EXPECT_EQ(answers(world, Subject::elements, c.text, KnownUse::under_not), c.want) << c.text;
  }
}

TEST(Select, ManyRowsCrossBlocksAndThreadsChangeNothing) {
  Sketch sketch;
  testing::Cells elements = {{"id", "function", "cells"}};
  for (int i = 0; i < 20'000; ++i) {
    std::string id = std::to_string(100'000 + i);
    elements.push_back({"e" + id,
                        i % 3 == 0   ? "AMF"
                        : i % 3 == 1 ? "gNB"
                                     : "",
                        i % 7 == 0 ? "" : std::to_string(i % 11)});
  }
  sketch.tables["elements"] = std::move(elements);
  const SmallWorld world(sketch);
  const Selector selector =
      compiled(R"((function == "AMF" or cells > 5) and not (cells == 7 and function != "gNB"))",
               Subject::elements);
  const std::vector<Truth> one = select(selector, world.facts(), relook::Run{.threads = 1});
  EXPECT_EQ(one, select(selector, world.facts(), relook::Run{.threads = 3}));
  for (std::uint32_t row = 0; row < one.size(); ++row) {
    ASSERT_EQ(one[row], select_row(selector, world.facts(), row)) << row;
  }
}

TEST(PathCodes, GroupByIdsOfTheTableAndByTextsSeen) {
  Sketch sketch = vendor_sketch();
  sketch.tables["operators"] = {{"id", "country"}, {"op1", "GB"}, {"op2", "FR"}};
  sketch.tables["sites"] = {{"id", "region"}, {"s1", "York"}, {"s2", "Ely"}, {"s3", ""}};
  sketch.tables["elements"] = {{"id", "operator", "site", "vendor", "function"},
                               {"e1", "op1", "s1", "acme", "AMF"},
                               {"e2", "", "s2", "", "gNB"},
                               {"e6", "op1", "s3", "bolt", "LAN"},
                               {"e7", "op2", "-", "cog", "odd"}};
  const SmallWorld world(sketch);
  const auto shown = [&](std::string_view text) {
    const Read<GroupPath> path = compile_group_path(text, {"case", {1, 1}}, Subject::elements);
    const PathCodes codes = path_codes(path.value.path, world.facts());
    std::string out;
    for (const std::uint32_t code : codes.code_of) {
      out += (out.empty() ? "" : " ") + (estate::is_value(code)      ? codes.names[code]
                                         : code == estate::kNoneCode ? std::string("-")
                                                                     : std::string("?"));
    }
    out += " of";
    for (const std::string& name : codes.names) out += " " + name;
    return out;
  };
  EXPECT_EQ(shown("operator"), "op1 ? op1 op2 of op1 op2");
  EXPECT_EQ(shown("site.region"), "York Ely ? - of Ely York");
  EXPECT_EQ(shown("vendor"), "acme ? - cog of acme bolt child cog maybe");
  EXPECT_EQ(shown("layer"), "core access - ? of access aggregation transport core management");
}

TEST(InService, FollowsDatesAndWhatARowBelongsTo) {
  Sketch sketch;
  sketch.on = *parse_date("2021-06-01");
  sketch.tables["elements"] = {{"id", "in_service_from", "in_service_until"},
                               {"e1", "2015-01-01", ""},
                               {"e2", "2015-01-01", "2021-06-01"},
                               {"e3", "", ""},
                               {"e4", "-", ""}};
  sketch.tables["links"] = {
      {"id", "a", "b"}, {"l1", "e1", "e1"}, {"l2", "e1", "e2"}, {"l3", "e1", "e3"}};
  sketch.tables["supplies"] = {{"element", "vendor", "from", "until"},
                               {"e1", "v", "2015-01-01", ""},
                               {"e1", "v", "2022-01-01", ""},
                               {"e2", "v", "2015-01-01", ""},
                               {"e3", "v", "2015-01-01", ""}};
  sketch.tables["demands"] = {{"id", "from", "to"},
                              {"d1", "e1", "e2;e1"},
                              {"d2", "e1", "e2;e4"},
                              {"d3", "e1", "e2;e3"},
                              {"d4", "e2", "e1"}};
  const SmallWorld world(sketch);
  const auto shown = [&](TableId table) {
    std::string out;
    const std::vector<Truth> truths = in_service(world.facts(), table);
    for (std::uint32_t row = 0; row < truths.size(); ++row) {
      EXPECT_EQ(truths[row], in_service(world.facts(), table, row));
      out += "n?y"[static_cast<std::size_t>(truths[row])];
    }
    return out;
  };
  EXPECT_EQ(shown(TableId::elements), "yn?n");
  EXPECT_EQ(shown(TableId::links), "yn?");
  EXPECT_EQ(shown(TableId::supplies), "ynn?");
  EXPECT_EQ(shown(TableId::demands), "yn?n");
  EXPECT_EQ(shown(TableId::vendors), "y");
}

}  // namespace
}  // namespace relook::decision
