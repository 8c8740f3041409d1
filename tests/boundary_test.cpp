// SPDX-License-Identifier: Apache-2.0
// Estates on the edge: exact limits, nothing at all, unknown weights, groups and sites, two
// operators on one mast, and the same bytes whatever the order of rows and the number of threads.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "testing/evaluate_raw.hpp"

namespace relook::testing {
namespace {

using decision::Verdict;

RawRow element(const std::string& id, const std::string& site, const std::string& vendor) {
  return {{"id", id},           {"operator", "a"},
          {"users", "-"},       {"networks", "-"},
          {"site", site},       {"function", "gNB"},
          {"vendor", vendor},   {"in_service_from", "2019-01-01"},
          {"traffic_gbps", "1"}};
}

RawEstate masts(std::size_t huawei, std::size_t all) {
  RawEstate raw;
  raw["operators"] = {{{"id", "a"}, {"country", "GB"}}, {{"id", "b"}, {"country", "GB"}}};
  for (const char* table : {"ownership", "supplies", "changes", "dependencies", "networks"}) {
    raw[table] = {};
  }
  raw["sites"] = {};
  raw["elements"] = {};
  for (std::size_t i = 0; i < all; ++i) {
    const std::string n = std::to_string(1000 + i);
    raw["sites"].push_back({{"id", "s" + n}, {"region", "north"}});
    raw["elements"].push_back(element("e" + n, "s" + n, i < huawei ? "huawei" : "nokia"));
  }
  return raw;
}

decision::Decision cap(const std::string& measure,
                       const std::string& further = "per = \"operator\"") {
  const std::string toml =
      "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"D\"\nauthority = \"t\"\n"
      "version = \"1\"\nstatus = \"law\"\n[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"cap\"\n"
      "of = 'function == \"gNB\"'\nwhat = 'vendor in family(\"huawei\")'\nlimit = \"35%\"\n"
      "measure = \"" +
      measure + "\"\n" + further + "\n";
  auto read = decision::read_decision(toml, "d.toml");
  EXPECT_FALSE(read.diagnostics.has_errors()) << to_string(read.diagnostics.kept().front());
  return std::move(read.value);
}

const decision::Finding& finding(const RawAnswer& answer, const std::string& id) {
  const auto found = std::ranges::find(answer.evaluation.findings, id, &decision::Finding::id);
  EXPECT_NE(found, answer.evaluation.findings.end()) << id;
  return *found;
}

RawAnswer ask(const RawEstate& raw, const decision::Decision& decision) {
  auto answer = evaluate_raw(raw, decision, "2020-06-01");
  EXPECT_TRUE(answer.has_value());
  return std::move(*answer);
}

TEST(Boundary, ThirtyFiveOfAHundredConformsAndThirtySixOfAHundredAndOneBreaches) {
  for (const char* measure : {"sites", "elements", "traffic_gbps"}) {
    SCOPED_TRACE(measure);
    const RawAnswer conforms = ask(masts(35, 100), cap(measure));
    EXPECT_EQ(finding(conforms, "r/operator=a").verdict, Verdict::conforms);
    EXPECT_EQ(*finding(conforms, "r/operator=a").headroom, 0);
    EXPECT_EQ(finding(conforms, "r/operator=b").verdict, Verdict::not_applicable);
    const RawAnswer breaches = ask(masts(36, 101), cap(measure));
    EXPECT_EQ(finding(breaches, "r/operator=a").verdict, Verdict::breaches);
    EXPECT_EQ(finding(breaches, "r/operator=a").offender_count, 36U);
  }
}

TEST(Boundary, NothingInScopeIsNotApplicableAndTheTotalUndecided) {
  const RawAnswer answer = ask(masts(0, 0), cap("sites"));
  EXPECT_EQ(finding(answer, "r/operator=a").verdict, Verdict::not_applicable);
  EXPECT_EQ(answer.evaluation.total, Verdict::undecided);
}

TEST(Boundary, AnUnknownWeightIsNeitherZeroNorBounded) {
  RawEstate raw = masts(10, 100);
  raw["elements"][0]["traffic_gbps"] = "";
  EXPECT_EQ(finding(ask(raw, cap("traffic_gbps")), "r/operator=a").verdict, Verdict::undecided);
  EXPECT_EQ(finding(ask(raw, cap("elements")), "r/operator=a").verdict, Verdict::conforms);
  const std::string bounded = "per = \"operator\"\nweight_min = 0\nweight_max = 10";
  EXPECT_EQ(finding(ask(raw, cap("traffic_gbps", bounded)), "r/operator=a").verdict,
            Verdict::conforms);
}

TEST(Boundary, AnUnknownGroupMayBeAnyGroup) {
  RawEstate raw = masts(35, 100);
  raw["elements"][0]["operator"] = "";
  const RawAnswer answer = ask(raw, cap("sites"));
  // 34 of 99 or 35 of 100 for a; nothing or one of one for b.
  EXPECT_EQ(finding(answer, "r/operator=a").verdict, Verdict::conforms);
  EXPECT_EQ(finding(answer, "r/operator=b").verdict, Verdict::undecided);
  // Of a free text there may be values that nobody has named.
  raw["sites"][0]["region"] = "";
  const RawAnswer regions = ask(raw, cap("sites", "per = \"site.region\""));
  EXPECT_EQ(finding(regions, "r/site.region=?").verdict, Verdict::undecided);
}

TEST(Boundary, AnElementOfUnknownSiteStandsWhereItIsWorst) {
  RawEstate raw = masts(34, 100);
  raw["elements"].push_back(element("lost", "", "huawei"));
  const RawAnswer answer = ask(raw, cap("sites"));
  const decision::Measured& measured = *finding(answer, "r/operator=a").measured;
  EXPECT_EQ(measured.low.part, 34);
  EXPECT_EQ(measured.high.part, 35);
  EXPECT_EQ(measured.high.whole, 100);
  EXPECT_EQ(finding(answer, "r/operator=a").verdict, Verdict::conforms);
}

TEST(Boundary, AnotherOperatorsEquipmentOnTheSameMastIsNotYours) {
  RawEstate raw = masts(35, 100);
  RawRow guest = element("guest", "s1099", "huawei");
  guest["operator"] = "b";
  raw["elements"].push_back(guest);
  const RawAnswer answer = ask(raw, cap("sites"));
  EXPECT_EQ(finding(answer, "r/operator=a").verdict, Verdict::conforms);
  EXPECT_EQ(finding(answer, "r/operator=b").verdict, Verdict::breaches);
  // Shared equipment counts for each operator that it serves.
  raw["elements"][0]["users"] = "b";
  EXPECT_EQ(finding(ask(raw, cap("sites")), "r/operator=b").measured->high.whole, 2);
}

TEST(Boundary, TippingPointOfAWholeEstate) {
  RawEstate raw = masts(20, 100);
  for (std::size_t i = 50; i < 90; ++i) raw["elements"][i]["vendor"] = "";
  const RawAnswer answer = ask(raw, cap("sites"));
  const decision::Finding& open = finding(answer, "r/operator=a");
  ASSERT_EQ(open.verdict, Verdict::undecided);
  ASSERT_TRUE(open.tipping_point.has_value());
  EXPECT_EQ(open.tipping_point->at_least, 16U);
  EXPECT_EQ(open.tipping_point->of, 40U);
  EXPECT_EQ(open.effort->fewest, 16U);
  EXPECT_EQ(open.effort->most, 40U);
  ASSERT_EQ(open.to_find.size(), 1U);
  EXPECT_EQ(open.to_find[0].column, "elements.vendor");
  EXPECT_EQ(open.to_find[0].count, 40U);
  const auto filled = [&](std::size_t matching) {
    RawEstate known = raw;
    for (std::size_t i = 50; i < 90; ++i) {
      known["elements"][i]["vendor"] = i < 50 + matching ? "huawei" : "nokia";
    }
    return finding(ask(known, cap("sites")), "r/operator=a").verdict;
  };
  EXPECT_EQ(filled(16), Verdict::breaches);
  EXPECT_EQ(filled(15), Verdict::conforms);
}

TEST(Boundary, TheSameAnswerWhateverTheOrderOfRows) {
  std::mt19937 random(1);
  RawEstate raw = masts(40, 120);
  for (std::size_t i = 30; i < 70; ++i) raw["elements"][i]["vendor"] = "";
  const RawAnswer before = ask(raw, cap("sites"));
  for (int round = 0; round < 5; ++round) {
    for (auto& [table, rows] : raw) std::ranges::shuffle(rows, random);
    const RawAnswer after = ask(raw, cap("sites"));
    ASSERT_EQ(after.verdicts, before.verdicts);
    EXPECT_EQ(finding(after, "r/operator=a").would_settle,
              finding(before, "r/operator=a").would_settle);
  }
}

decision::Decision exclude_over(const std::string& over, const std::string& what) {
  const std::string toml =
      "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"D\"\nauthority = \"t\"\n"
      "version = \"1\"\nstatus = \"law\"\n[[rule]]\nid = \"r\"\nclause = \"c\"\n"
      "kind = \"exclude\"\nper = \"operator\"\nover = \"" +
      over + "\"\nwhat = '" + what + "'\n";
  auto read = decision::read_decision(toml, "d.toml");
  EXPECT_FALSE(read.diagnostics.has_errors()) << to_string(read.diagnostics.kept().front());
  return std::move(read.value);
}

// e1000 of a and e1001 of b are of Huawei's make, e1002 of a and e1003 of b of Nokia's.
RawEstate two_operators() {
  RawEstate raw = masts(2, 4);
  raw["elements"][1]["operator"] = "b";
  raw["elements"][3]["operator"] = "b";
  const auto link = [](const char* id, const char* a, const char* b) {
    return RawRow{{"id", id}, {"a", a}, {"b", b}};
  };
  raw["links"] = {link("l1", "e1000", "e1001"), link("l2", "e1000", "e1002"),
                  link("l3", "e1002", "e1003")};
  const auto supply = [](const char* element, const char* vendor) {
    return RawRow{
        {"element", element}, {"role", "software"}, {"vendor", vendor}, {"from", "2019-01-01"}};
  };
  raw["supplies"] = {supply("e1000", "huawei"), supply("e1001", "huawei"), supply("e1002", "nokia"),
                     supply("e1003", "huawei")};
  return raw;
}

void expect_counts(const RawAnswer& answer, const std::string& id, std::uint64_t scope,
                   std::uint64_t offenders, std::uint64_t possible) {
  SCOPED_TRACE(id);
  const decision::Finding& found = finding(answer, id);
  EXPECT_EQ(found.scope, scope);
  EXPECT_EQ(found.offender_count, offenders);
  EXPECT_EQ(found.possible_count, possible);
}

TEST(Boundary, ALinkBelongsToTheOperatorsOfBothEnds) {
  const decision::Decision decision =
      exclude_over("links", R"(a.vendor in family("huawei") or b.vendor in family("huawei"))");
  RawEstate raw = two_operators();
  const RawAnswer known = ask(raw, decision);
  // Of a: l1, l2 and l3, of which l1 and l2 end at Huawei's; of b: l1 and l3, of which l1 does.
  expect_counts(known, "r/operator=a", 3, 2, 0);
  expect_counts(known, "r/operator=b", 2, 1, 0);
  raw["elements"][1]["operator"] = "";
  const RawAnswer unknown = ask(raw, decision);
  EXPECT_EQ(finding(unknown, "r/operator=a").verdict, Verdict::breaches);
  const decision::Finding& open = finding(unknown, "r/operator=b");
  EXPECT_EQ(open.verdict, Verdict::undecided);
  ASSERT_FALSE(open.to_find.empty());
  EXPECT_EQ(open.to_find.front().fact.column, estate::column::kElementOperator);
}

TEST(Boundary, ASupplyBelongsToTheOperatorOfItsElement) {
  const decision::Decision decision = exclude_over("supplies", R"(vendor in family("huawei"))");
  RawEstate raw = two_operators();
  const RawAnswer known = ask(raw, decision);
  expect_counts(known, "r/operator=a", 2, 1, 0);
  expect_counts(known, "r/operator=b", 2, 2, 0);
  // Whoever is served by an element has its supplies, too.
  raw["elements"][1]["users"] = "a";
  const RawAnswer shared = ask(raw, decision);
  expect_counts(shared, "r/operator=a", 3, 2, 0);
  expect_counts(shared, "r/operator=b", 2, 2, 0);
}

TEST(Boundary, ACellThatTwoElementsHangOnIsMissedOnce) {
  RawEstate raw = masts(0, 2);
  raw["elements"][1]["vendor"] = "";
  raw["dependencies"] = {
      {{"element", "e1000"}, {"kind", "managed-by"}, {"on", "e1001"}, {"from", "2019-01-01"}}};
  const RawAnswer answer =
      ask(raw, exclude_over("elements", R"(vendor in family("huawei") or any dependency )"
                                        R"(("managed-by", vendor in family("huawei")))"));
  const decision::Finding& open = finding(answer, "r/operator=a");
  EXPECT_EQ(open.possible_count, 2U);
  ASSERT_EQ(open.to_find.size(), 1U);
  EXPECT_EQ(open.to_find.front().column, "elements.vendor");
  EXPECT_EQ(open.to_find.front().count, 1U);
}

}  // namespace
}  // namespace relook::testing
