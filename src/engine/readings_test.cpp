// SPDX-License-Identifier: Apache-2.0
#include "engine/readings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/situation.hpp"
#include "testing/raw_estate.hpp"
#include "testing/seeds.hpp"

namespace relook::engine {
namespace {

using decision::Decision;
using decision::Verdict;
using testing::Draw;

using Chosen = std::vector<std::pair<std::string, std::string>>;

// Parameters in every place where one may stand, and some that name each other.
constexpr const char* kDecision = R"(
[decision]
format = "relook-decision/1"
id = "d"
title = "t"
authority = "a"
version = "1"
status = "draft"
applies_to = 'bound-ones'
[parameters]
bound-ones = { type = "selector", default = 'true', readings = ['true', 'country == "GB"'] }
amf-is-core = { default = true, readings = [true, false] }
core = { type = "selector", default = 'on < never', readings = ['function == "AMF" and amf-is-core', 'function == "P"'] }
never = { type = "date" }
limit = { default = "50%", readings = ["50%", "1/3"] }
day = { default = 2020-05-31, readings = [2020-05-31, 2020-06-30] }
risky = { default = ["huawei"], readings = [["huawei"], ["huawei", "zte"]] }
weight = { default = "breach", readings = ["breach", "warn"] }
plain = "50%"
[terms]
high-risk = 'vendor in family(risky)'
core-term = 'core and high-risk'
[[rule]]
id = "core"
clause = "c"
kind = "exclude"
what = 'core-term'
[[rule]]
id = "share"
clause = "c"
kind = "cap"
of = 'function == "gNB" or generations has "5G"'
what = 'high-risk'
measure = "elements"
limit = { parameter = "limit" }
by = { parameter = "day" }
per = "operator"
[[rule]]
id = "old"
clause = "c"
kind = "freeze"
what = 'vendor in family("nokia") and site.region == "north"'
date = "procured"
after = 2020-03-01
severity = { parameter = "weight" }
)";

Decision read(const Chosen& set, const char* text = kDecision) {
  auto decision = decision::read_decision(text, "d.toml", {.set = set});
  EXPECT_FALSE(decision.diagnostics.has_errors())
      << (decision.diagnostics.has_errors() ? to_string(decision.diagnostics.kept().front()) : "");
  return std::move(decision.value);
}

// A small estate on as_of, with all that a question about it needs.
struct World {
  explicit World(const testing::RawEstate& raw)
      : estate(testing::build(raw, registry, functions, as_of).value),
        situation(estate, as_of, functions, nullptr) {}

  [[nodiscard]] Verdict total(const Decision& decision) const {
    return decision::evaluate(decision, situation.facts(), {}, {.threads = 1})->total;
  }
  [[nodiscard]] Outcome<Readings> readings(const Chosen& set, const char* text = kDecision) const {
    const Decision usual = read(set, text);
    const decision::EvaluateOptions options;
    return engine::readings({text, "d.toml", set, usual, situation.facts(), options, total(usual)},
                            {.threads = 1});
  }

  Date as_of = *parse_date(testing::kAsOf);
  estate::Registry registry = testing::small_registry();
  estate::Functions functions = testing::small_functions();
  estate::Estate estate;
  Situation situation;
};

void expect_every_combination(const World& world, const Chosen& set, const Readings& found) {
  std::size_t number = 0;
  std::vector<std::size_t> at(found.parameters.size());
  for (bool more = true; more; ++number) {
    Chosen chosen = set;
    for (std::size_t i = 0; i < at.size(); ++i) {
      chosen.emplace_back(found.parameters[i].name, found.parameters[i].values[at[i]]);
    }
    ASSERT_LT(number, found.totals.size());
    ASSERT_EQ(name_of(found.totals[number]), name_of(world.total(read(chosen)))) << number;
    more = false;
    for (std::size_t i = at.size(); i-- > 0 && !more;) {
      more = ++at[i] < found.parameters[i].values.size();
      if (!more) at[i] = 0;
    }
  }
  EXPECT_EQ(number, found.totals.size());
}

TEST(Readings, AreWhatEveryCombinationGivesWithSet) {
  std::set<Verdict> seen;
  for (unsigned seed = 0; seed < testing::seeds(12); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const World world(testing::random_raw_estate(draw, 3 + draw.below(30), 5));
    Chosen set;
    if (draw.one_in(2)) set.emplace_back("amf-is-core", draw.one_of({"true", "false"}));
    if (draw.one_in(3)) set.emplace_back("core", "function == \"gNB\" and amf-is-core");
    const auto found = world.readings(set);
    ASSERT_TRUE(found.has_value());
    expect_every_combination(world, set, *found);
    if (::testing::Test::HasFatalFailure()) return;
    seen.insert(found->totals.begin(), found->totals.end());
    // core hangs on five parameters, share on four, old on two; none of them on all.
    EXPECT_LT(found->rules_asked, found->totals.size());
  }
  EXPECT_EQ(seen.size(), 3U);
}

TEST(Readings, AddTheDefaultWhereItIsAValue) {
  const std::vector<VariedParameter> varied = varied_parameters(read({{"limit", "20%"}}));
  std::map<std::string, VariedParameter> by_name;
  for (const VariedParameter& parameter : varied) by_name[parameter.name] = parameter;
  EXPECT_FALSE(by_name.contains("limit"));  // chosen
  EXPECT_FALSE(by_name.contains("plain"));  // has no readings
  EXPECT_FALSE(by_name.contains("never"));
  EXPECT_EQ(by_name["core"].values.size(), 3U);
  EXPECT_EQ(by_name["core"].values.back(), "on < never");
  EXPECT_EQ(by_name["core"].usual, 2U);
  EXPECT_EQ(by_name["amf-is-core"].values, (std::vector<std::string>{"true", "false"}));
  EXPECT_EQ(by_name["amf-is-core"].usual, 0U);
}

std::string with_switches(std::size_t count) {
  std::string text =
      "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\nauthority = \"a\"\n"
      "version = \"1\"\nstatus = \"draft\"\n[parameters]\n";
  for (std::size_t i = 0; i < count; ++i) {
    text += "p" + std::to_string(i) + " = { default = true, readings = [true, false] }\n";
  }
  return text + "[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"exclude\"\nwhat = 'p0'\n";
}

TEST(Readings, AreNotEvaluatedWhereThereAreTooMany) {
  Draw draw(1);
  const World world(testing::random_raw_estate(draw, 100, 0));
  const std::string most = with_switches(12);
  const auto found = world.readings({}, most.c_str());
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->totals.size(), 4096U);
  EXPECT_EQ(found->rules_asked, 2U);
  const std::string more = with_switches(13);
  const auto refused = world.readings({}, more.c_str());
  ASSERT_FALSE(refused.has_value());
  EXPECT_NE(refused.error().message.find("8192 combinations"), std::string::npos)
      << refused.error().message;
  EXPECT_TRUE(world.readings({{"p3", "true"}}, more.c_str()).has_value());
  const std::string endless = with_switches(70);
  EXPECT_NE(world.readings({}, endless.c_str()).error().message.find("more than 2^64"),
            std::string::npos);
}

// ---- deciding sets, by their definition

std::set<Verdict> totals_under(const std::vector<VariedParameter>& parameters,
                               const std::vector<Verdict>& totals, const Assignment& fixed) {
  std::set<Verdict> out;
  for (std::size_t number = 0; number < totals.size(); ++number) {
    std::size_t rest = number;
    bool fits = true;
    for (std::size_t i = parameters.size(); i-- > 0;) {
      const std::size_t value = rest % parameters[i].values.size();
      rest /= parameters[i].values.size();
      fits = fits && (!fixed[i] || *fixed[i] == value);
    }
    if (fits) out.insert(totals[number]);
  }
  return out;
}

std::vector<Assignment> all_assignments(const std::vector<VariedParameter>& parameters) {
  std::vector<Assignment> out = {{}};
  for (const VariedParameter& parameter : parameters) {
    std::vector<Assignment> longer;
    for (const Assignment& before : out) {
      for (std::size_t value = 0; value <= parameter.values.size(); ++value) {
        longer.push_back(before);
        longer.back().push_back(value < parameter.values.size()
                                    ? std::optional(static_cast<std::uint32_t>(value))
                                    : std::nullopt);
      }
    }
    out = std::move(longer);
  }
  return out;
}

TEST(DecidingSets, AreAllSmallestOnesOfTheDefinition) {
  for (unsigned seed = 0; seed < testing::seeds(200); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    std::vector<VariedParameter> parameters(draw.below(5));
    std::size_t count = 1;
    for (VariedParameter& parameter : parameters) {
      parameter.values.resize(1 + draw.below(3));
      count *= parameter.values.size();
    }
    std::vector<Verdict> totals(count);
    const std::size_t kinds = 1 + draw.below(3);
    for (Verdict& total : totals) total = static_cast<Verdict>(draw.below(kinds));
    std::map<Assignment, Verdict> wanted;
    for (const Assignment& fixed : all_assignments(parameters)) {
      const std::set<Verdict> under = totals_under(parameters, totals, fixed);
      bool smallest = under.size() == 1;
      for (std::size_t i = 0; i < fixed.size() && smallest; ++i) {
        if (!fixed[i]) continue;
        Assignment looser = fixed;
        looser[i].reset();
        smallest = totals_under(parameters, totals, looser).size() > 1;
      }
      if (smallest) wanted.emplace(fixed, *under.begin());
    }
    const std::vector<Deciding> found = deciding_sets(parameters, totals);
    std::map<Assignment, Verdict> got;
    std::size_t fixed_before = 0;
    for (const Deciding& deciding : found) {
      got.emplace(deciding.values, deciding.total);
      const auto fixed = static_cast<std::size_t>(std::ranges::count_if(
          deciding.values, [](const auto& value) { return value.has_value(); }));
      EXPECT_LE(fixed_before, fixed);
      fixed_before = fixed;
    }
    ASSERT_EQ(got, wanted);
    ASSERT_EQ(found.size(), wanted.size());
  }
}

}  // namespace
}  // namespace relook::engine
