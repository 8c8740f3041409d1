// SPDX-License-Identifier: Apache-2.0
#include "engine/needs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/validate.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::engine {
namespace {

constexpr const char* kData = "tests/cli/data";
constexpr const char* kEstate = "tests/cli/estate";

std::string decision_text(std::string_view rule) {
  return fmt::format(
      "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\nauthority = \"a\"\n"
      "announced = 2022-06-01\nversion = \"1\"\nstatus = \"draft\"\n"
      "sources = [ {{ title = \"t\", url = \"https://example.com\" }} ]\nnot_evaluated = []\n"
      "[[rule]]\nid = \"r\"\nclause = \"c\"\n{}",
      rule);
}

// "elements.cells elements.vendor…" of one rule.
std::string facts_of(std::string_view rule) {
  auto read = decision::read_decision(decision_text(rule), "d.toml");
  for (const Diagnostic& fault : read.diagnostics.sorted()) ADD_FAILURE() << to_string(fault);
  std::string text;
  for (const Need& need : facts_needed(read.value)) {
    text += fmt::format(" {}.{}", schema(need.column.table).name, schema(need.column).name);
  }
  return text + " ";
}

struct Case {
  const char* name;
  const char* rule;
  std::vector<const char*> has;
  std::vector<const char*> lacks;
};

TEST(FactsNeeded, AreWhatTheRulesReadAndWhatTheirKindsAdd) {
  const Case cases[] = {
      {"an exclusion asks for service and its fields",
       "kind = \"exclude\"\nwhat = 'function == \"AMF\"'",
       {"elements.id", "elements.function", "elements.in_service_from", "changes.date"},
       {"elements.vendor", "supplies.vendor", "elements.users", "elements.site"}},
      {"who made it is asked of the supplies and the owners, too",
       "kind = \"exclude\"\nwhat = 'vendor in family(\"huawei\")'",
       {"elements.vendor", "supplies.element", "supplies.role", "supplies.vendor",
        "ownership.parent", "ownership.from"},
       {"elements.site"}},
      {"a group by operator asks whom an element serves",
       "kind = \"exclude\"\nwhat = 'function == \"AMF\"'\nper = \"operator\"",
       {"elements.operator", "elements.users", "operators.id"},
       {}},
      {"a group by region asks for the site on the way",
       "kind = \"exclude\"\nwhat = 'function == \"AMF\"'\nper = \"site.region\"",
       {"elements.site", "sites.region"},
       {"elements.users"}},
      {"a cap asks for its weight",
       "kind = \"cap\"\nof = 'true'\nwhat = 'function == \"AMF\"'\nmeasure = \"premises\"\n"
       "limit = \"35%\"",
       {"elements.premises"},
       {"elements.cells", "elements.site"}},
      {"a cap by sites asks where an element stands",
       "kind = \"cap\"\nof = 'true'\nwhat = 'function == \"AMF\"'\nmeasure = \"sites\"\n"
       "limit = \"35%\"",
       {"elements.site"},
       {}},
      {"a freeze asks for its date",
       "kind = \"freeze\"\nwhat = 'function == \"AMF\"'\ndate = \"procured\"\nafter = 2020-12-31",
       {"elements.procured_on"},
       {}},
      {"a clearance asks for both places",
       "kind = \"clear\"\nwhat = 'function == \"AMF\"'\nplaces = 'kind == \"military\"'",
       {"elements.site", "sites.lat", "sites.lon", "places.lat", "places.kind", "places.radius_m"},
       {}},
      {"a clearance with a distance of its own needs no radius",
       "kind = \"clear\"\nwhat = 'function == \"AMF\"'\nplaces = 'true'\nwithin_m = 100",
       {"places.lat"},
       {"places.radius_m", "places.kind"}},
  };
  for (const Case& one : cases) {
    const std::string facts = facts_of(one.rule);
    for (const char* fact : one.has) {
      EXPECT_TRUE(facts.contains(fmt::format(" {} ", fact))) << one.name << ": " << fact << facts;
    }
    for (const char* fact : one.lacks) {
      EXPECT_FALSE(facts.contains(fmt::format(" {} ", fact))) << one.name << ": " << fact << facts;
    }
  }
}

class Needs : public ::testing::Test {
 protected:
  void SetUp() override {
    auto read = load_library(kData);
    ASSERT_FALSE(read.diagnostics.has_errors());
    library_ = std::move(read.value);
  }

  Library library_;
  NeedsRequest request_{.decision = "tests/cli/data/decisions/lamps.toml"};
};

TEST_F(Needs, CountsWhatIsEmptyAmongWhatMayBeInService) {
  request_.estate = kEstate;
  auto result = needs(request_, library_, {});
  ASSERT_TRUE(result);
  const auto vendor =
      std::ranges::find(result->needs, estate::column::kElementVendor, &Need::column);
  ASSERT_NE(vendor, result->needs.end());
  // gnb-3 is not in service yet, and its vendor is the one that is unknown.
  EXPECT_EQ(vendor->fullness->rows, 3U);
  EXPECT_EQ(vendor->fullness->empty, 0U);
  EXPECT_EQ(vendor->undecided, 0U);

  request_.on = parse_date("2024-07-01");
  result = needs(request_, library_, {});
  ASSERT_TRUE(result);
  const auto later =
      std::ranges::find(result->needs, estate::column::kElementVendor, &Need::column);
  EXPECT_EQ(later->fullness->rows, 4U);
  EXPECT_EQ(later->fullness->empty, 1U);
  EXPECT_GT(later->undecided, 0U);
}

TEST_F(Needs, WritesATemplateThatIsValidOnceItIsNamed) {
  const testing::TemporaryFolder folder;
  request_.template_folder = folder.path() / "new";
  ASSERT_TRUE(needs(request_, library_, {}));
  const auto manifest = request_.template_folder / "estate.toml";
  EXPECT_FALSE(validate({request_.template_folder}, library_, {}));
  std::string text = testing::slurp(manifest);
  text.replace(text.find("# as_of"), 2, "");
  testing::spill(manifest, text);
  const auto valid = validate({request_.template_folder}, library_, {});
  ASSERT_TRUE(valid);
  EXPECT_EQ(valid->warnings.warning_count(), 0U);
  // What somebody may have filled in is not written over.
  const auto again = needs(request_, library_, {});
  ASSERT_FALSE(again);
  EXPECT_TRUE(again.error().message.contains("not empty")) << again.error().message;
}

TEST_F(Needs, TellsTheFaultsOfDecisionAndEstateTogether) {
  request_.estate = "tests/cli/faulty";
  request_.set = {{"limt", "25%"}};
  const auto result = needs(request_, library_, {});
  ASSERT_FALSE(result);
  std::string all;
  for (const Diagnostic& fault : result.error().diagnostics.sorted()) all += to_string(fault);
  EXPECT_TRUE(all.contains("limt")) << all;
  EXPECT_TRUE(all.contains("operators.csv")) << all;
}

}  // namespace
}  // namespace relook::engine
