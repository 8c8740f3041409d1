// SPDX-License-Identifier: Apache-2.0
// The timeline of rules that ask of the network, against asking them on every single day of drawn
// networks in which elements come and go, are replaced, supplied, bought and hosted elsewhere.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "engine/answer_outside.hpp"
#include "engine/situation.hpp"
#include "engine/timeline.hpp"
#include "testing/decision_head.hpp"
#include "testing/raw_network.hpp"
#include "testing/seeds.hpp"

namespace relook::testing {
namespace {

using decision::Finding;
using decision::Verdict;

constexpr const char* kRules = R"(announced = 2020-05-20

[[rule]]
id = "ways"
clause = "c"
kind = "avoid"
demands = 'true'
what = 'vendor in family("huawei")'
failures = 1
fail = ["link", "node", "srlg", "site"]

[[rule]]
id = "kept"
clause = "c"
kind = "withstand"
what = 'vendor in family("huawei")'
measure = "demand"
keep = "60%"

[[rule]]
id = "share"
clause = "c"
kind = "cap"
of = 'true'
what = 'vendor in family("huawei")'
measure = "demand"
limit = "30%"
per = "operator"
by = 2020-06-12
)";

// A day of the weeks that are asked about.
std::string some_day(Draw& draw) {
  return to_string(
      Date{parse_date("2020-05-25")->days + static_cast<std::int32_t>(draw.below(35))});
}

// A change that the table tells of in one way or another.
void let_something_happen(RawEstate& raw, Draw& draw) {
  const auto element = [&] { return raw["elements"][draw.below(raw["elements"].size())].at("id"); };
  switch (draw.below(6)) {
    case 0:
      raw["elements"][draw.below(raw["elements"].size())]["in_service_from"] = some_day(draw);
      return;
    case 1:
      raw["elements"][draw.below(raw["elements"].size())]["in_service_until"] = some_day(draw);
      return;
    case 2:
      if (!raw["changes"].empty()) return;
      raw["changes"].push_back({{"date", "2020-06-18"},
                                {"element", "r1"},
                                {"action", draw.one_of({"remove", "replace"})},
                                {"vendor", draw.one_of({"nokia", "huawei"})},
                                {"model", "-"}});
      return;
    case 3:
      raw["supplies"].push_back({{"element", element()},
                                 {"role", "hardware"},
                                 {"vendor", draw.one_of({"nokia", "huawei"})},
                                 {"from", draw.one_of({"..", "2020-06-05"})},
                                 {"until", some_day(draw)}});
      return;
    case 4:
      raw["dependencies"].push_back({{"element", "r0"},
                                     {"on", "server"},
                                     {"kind", draw.one_of({"hosted-on", "managed-by"})},
                                     {"from", some_day(draw)},
                                     {"until", draw.one_of({"-", "2020-06-27"})}});
      return;
    default:
      raw["ownership"] = {{{"vendor", "nokia"},
                           {"parent", "huawei"},
                           {"from", some_day(draw)},
                           {"until", draw.one_of({"-", "2020-06-28"})}}};
  }
}

RawEstate draw_network(Draw& draw) {
  RawEstate raw = random_raw_network(draw, 60);
  for (RawRow& element : raw["elements"]) {
    element["in_service_until"] = "-";
    if (draw.one_in(2)) element["vendor"] = "nokia";
  }
  for (std::size_t count = 1 + draw.below(4); count > 0; --count) let_something_happen(raw, draw);
  return raw;
}

struct Seen {
  std::size_t days = 0;
  std::map<std::string, std::set<Verdict>> verdicts;  // by rule
  std::map<std::string, std::size_t> steps;           // by rule, beyond the first of each finding
};

const engine::CourseStep& step_on(const engine::Course& course, Date on) {
  return *(std::ranges::upper_bound(course.steps, on, {}, &engine::CourseStep::from) - 1);
}

void expect_every_day(const RawEstate& raw, const decision::Decision& decision, Seen& seen) {
  static const estate::Registry registry = small_registry();
  static const estate::Functions functions = small_functions();
  const auto estate = build(raw, registry, functions, *parse_date(kAsOf));
  if (estate.diagnostics.has_errors()) return;  // some drawings are refused, as an end hosted twice
  const Date first = *parse_date("2020-05-20");
  const auto found = engine::timeline(
      {decision, {}, estate.value, functions, nullptr, *parse_date(kAsOf), first}, {.threads = 2});
  ASSERT_TRUE(found.has_value());
  for (const engine::Course& course : found->courses) {
    seen.steps[decision.rules[course.rule].id] += course.steps.size() - 1;
  }
  for (Date on = first; on <= *parse_date("2020-07-02"); ++on.days, ++seen.days) {
    const engine::Situation situation(estate.value, on, functions, nullptr);
    const auto asked = decision::evaluate(
        decision, situation.facts(),
        {.plans_unknown = situation.plans_unknown(), .outside = &engine::answer_outside()},
        {.threads = 1});
    ASSERT_TRUE(asked.has_value());
    std::map<std::string, const Finding*> by_id;
    for (const Finding& finding : asked->findings) by_id[finding.id] = &finding;
    for (const engine::Course& course : found->courses) {
      const auto there = by_id.find(course.finding);
      const Verdict verdict =
          there == by_id.end() ? Verdict::not_applicable : there->second->verdict;
      ASSERT_EQ(name_of(step_on(course, on).verdict), name_of(verdict))
          << course.finding << " on " << to_string(on);
      ASSERT_EQ(step_on(course, on).measured,
                there == by_id.end() ? std::nullopt : there->second->measured)
          << course.finding << " on " << to_string(on);
      seen.verdicts[decision.rules[course.rule].id].insert(verdict);
      if (there != by_id.end()) by_id.erase(there);
    }
    ASSERT_TRUE(by_id.empty()) << by_id.begin()->first << " on " << to_string(on);
  }
}

TEST(TimelineOfTheNetwork, IsWhatEverySingleDaySays) {
  const auto decision = decision::read_decision(decision_head() + kRules, "d.toml");
  ASSERT_FALSE(decision.diagnostics.has_errors()) << to_string(decision.diagnostics.kept().front());
  Seen seen;
  for (unsigned seed = 0; seed < seeds(90); ++seed) {
    Draw draw(seed);
    const RawEstate raw = draw_network(draw);
    expect_every_day(raw, decision.value, seen);
    ASSERT_FALSE(HasFatalFailure()) << "seed " << seed;
  }
  EXPECT_GT(seen.days, 2000U);
  for (const char* rule : {"ways", "kept", "share"}) {
    EXPECT_TRUE(seen.verdicts[rule].contains(Verdict::breaches)) << rule;
    EXPECT_TRUE(seen.verdicts[rule].contains(Verdict::conforms)) << rule;
    EXPECT_TRUE(seen.verdicts[rule].contains(Verdict::undecided)) << rule;
    EXPECT_GT(seen.steps[rule], 20U) << rule;
  }
}

}  // namespace
}  // namespace relook::testing
