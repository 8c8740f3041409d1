// SPDX-License-Identifier: Apache-2.0
// What `diversify` and `know` say beside their verdict, over whole estates.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/evaluate_raw.hpp"

namespace relook::testing {
namespace {

using decision::Finding;
using decision::Verdict;

RawEstate estate_of(const std::vector<std::string>& vendors) {
  RawEstate raw;
  raw["operators"] = {{{"id", "a"}, {"country", "GB"}}};
  raw["vendors"] = {{{"id", "quo\"te"}, {"name", "Quote"}}};
  for (const char* table : {"ownership", "supplies", "changes", "sites", "networks"}) {
    raw[table] = {};
  }
  for (std::size_t e = 0; e < vendors.size(); ++e) {
    raw["elements"].push_back({{"id", "e" + std::to_string(e)},
                               {"operator", "a"},
                               {"users", "-"},
                               {"function", "gNB"},
                               {"site", "-"},
                               {"vendor", vendors[e]},
                               {"traffic_gbps", "1"},
                               {"in_service_from", "2019-01-01"}});
  }
  return raw;
}

Finding finding_of(const RawEstate& raw, const std::string& keys) {
  const auto decision = decision::read_decision(
      "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\nauthority = \"a\"\n"
      "version = \"1\"\nstatus = \"draft\"\n[[rule]]\nid = \"r\"\nclause = \"c\"\n"
      "of = 'function == \"gNB\"'\n" +
          keys,
      "d.toml");
  EXPECT_FALSE(decision.diagnostics.has_errors());
  const auto answer = evaluate_raw(raw, decision.value, "2020-06-01");
  EXPECT_TRUE(answer.has_value());
  return answer->evaluation.findings.at(0);
}

TEST(Diversify, TakesAVendorWhoseIdHoldsAQuote) {
  const Finding finding = finding_of(estate_of({"quo\"te", "quo\"te", "nokia"}),
                                     "kind = \"diversify\"\nlimit = \"1/2\"\n");
  EXPECT_EQ(finding.verdict, Verdict::breaches);
  EXPECT_EQ(finding.family, "quo\"te");
  ASSERT_EQ(finding.offenders.size(), 2U);
  EXPECT_EQ(finding.offenders.front().because, "from the family of quo\"te");
}

TEST(Diversify, NamesNoFamilyThatNobodyHasNamed) {
  const Finding finding =
      finding_of(estate_of({"", ""}), "kind = \"diversify\"\nvendors = 2\nlimit = \"1/2\"\n");
  EXPECT_EQ(finding.verdict, Verdict::undecided);
  EXPECT_EQ(finding.family, "");
  EXPECT_EQ(finding.families, (decision::FamilyCount{1, 2}));
  EXPECT_EQ(finding.possible_count, 2U);
  ASSERT_EQ(finding.to_find.size(), 1U);
  EXPECT_EQ(finding.to_find.front().column, "elements.vendor");
  EXPECT_EQ(finding.to_find.front().count, 2U);
}

TEST(Diversify, NamesTheWeightThatIsMissing) {
  RawEstate raw = estate_of({"nokia", "huawei"});
  raw["elements"][1]["traffic_gbps"] = "";
  const Finding finding =
      finding_of(raw, "kind = \"diversify\"\nmeasure = \"traffic_gbps\"\nlimit = \"1/2\"\n");
  EXPECT_EQ(finding.verdict, Verdict::undecided);
  ASSERT_EQ(finding.to_find.size(), 1U);
  EXPECT_EQ(finding.to_find.front().column, "elements.traffic_gbps");
}

TEST(Know, SaysWhyAVendorIsNotShown) {
  RawEstate raw = estate_of({"nokia", "huawei", "zte"});
  const auto supply = [&](const char* element, const char* vendor, const char* source) {
    raw["supplies"].push_back({{"element", element},
                               {"role", "hardware"},
                               {"vendor", vendor},
                               {"from", "2019-01-01"},
                               {"source", source},
                               {"observed_on", "2020-05-01"}});
  };
  supply("e0", "nokia", "snmp");
  supply("e1", "zte", "snmp");
  const Finding finding =
      finding_of(raw, "kind = \"know\"\nshare = \"1/2\"\nwitnesses = 2\ndays = 100\n");
  EXPECT_EQ(finding.verdict, Verdict::breaches);
  ASSERT_TRUE(finding.measured.has_value());
  EXPECT_EQ(finding.measured->low, (Fraction{1, 3, false}));
  EXPECT_EQ(finding.measured->high, (Fraction{1, 3, false}));
  ASSERT_EQ(finding.offenders.size(), 2U);
  EXPECT_EQ(finding.offenders[0].because, "its witnesses name different vendors");
  EXPECT_EQ(finding.offenders[1].because, "0 of 2 independent witnesses");
}

}  // namespace
}  // namespace relook::testing
