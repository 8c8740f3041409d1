// SPDX-License-Identifier: Apache-2.0
#include "engine/timeline.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>

#include "decision/change_days.hpp"
#include "decision/select.hpp"
#include "engine/epochs.hpp"
#include "engine/situation.hpp"
#include "testing/random_decision.hpp"
#include "testing/raw_estate.hpp"
#include "testing/seeds.hpp"

namespace relook::engine {
namespace {

using decision::Decision;
using decision::Verdict;
using testing::Draw;
using testing::RawEstate;

Date day(std::string_view text) { return *parse_date(text); }

const estate::Registry& registry() {
  static const estate::Registry kRegistry = testing::small_registry();
  return kRegistry;
}
const estate::Functions& functions() {
  static const estate::Functions kFunctions = testing::small_functions();
  return kFunctions;
}

estate::Estate estate_of(const RawEstate& raw) {
  auto read = testing::build(raw, registry(), functions(), day(testing::kAsOf));
  EXPECT_FALSE(read.diagnostics.has_errors())
      << (read.diagnostics.has_errors() ? to_string(read.diagnostics.kept().front()) : "");
  return std::move(read.value);
}

Decision decision_of(const std::string& toml) {
  auto read = decision::read_decision(toml, "d.toml");
  EXPECT_FALSE(read.diagnostics.has_errors()) << to_string(read.diagnostics.kept().front()) << "\n"
                                              << toml;
  return std::move(read.value);
}

std::string head() {
  return "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\nauthority = "
         "\"a\"\n"
         "announced = 2020-03-10\nversion = \"1\"\nstatus = \"draft\"\n";
}

std::string rule(const std::string& id, const std::string& keys) {
  return "[[rule]]\nid = \"" + id + "\"\nclause = \"c\"\n" + keys + "\n";
}

// ---- one day after another against few of them

struct Case {
  RawEstate raw;
  std::string toml;
  std::vector<decision::Waiver> waivers;
  bool with_places = false;
};

// Questions that hang on the day in every way that a selector can.
std::string day_question(Draw& draw) {
  return draw.one_of({"on >= 2020-03-15",
                      "on < 2020-07-02",
                      "on == 2020-06-03",
                      "2020-05-05 <= on",
                      "on != 2020-04-04",
                      "procured_on < on",
                      "procured_on <= on",
                      "in_service_until > on",
                      "in_service_until >= on",
                      "in_service_from == on",
                      "not (in_service_from != on)",
                      "end_of_life <= on",
                      "in_service_from in [on, 2020-01-05]",
                      "any supply (observed_on < on)",
                      "any supply (role == \"hardware\")",
                      "any supply (until > on)",
                      "any dependency (any, in_service_from < on)",
                      "any dependency (\"hosted-on\", vendor in family(\"huawei\"))",
                      "vendor.jurisdiction == \"CN\"",
                      "model == \"new\""});
}

void draw_dates(Draw& draw, RawEstate& raw) {
  const std::size_t elements = raw["elements"].size();
  for (auto& element : raw["elements"]) {
    element["in_service_until"] = draw.one_of({"", "", "-", "..", "2020-02-01", "2020-12-01"});
    element["end_of_life"] = draw.one_of({"", "..", "2020-04-01", "2020-11-11"});
    element["model"] = draw.one_of({"", "old", "new"});
  }
  for (auto& supply : raw["supplies"]) {
    supply["from"] = draw.one_of({"", "..", "2020-01-15", "2020-06-20"});
    supply["until"] = draw.one_of({"", "2020-06-22", "2020-08-08"});
    supply["observed_on"] = draw.one_of({"", "..", "2019-06-01", "2020-02-02"});
  }
  if (draw.one_in(2)) {
    raw["ownership"].push_back({{"vendor", draw.one_of({"nokia", "zte"})},
                                {"parent", draw.one_of({"huawei", ""})},
                                {"from", draw.one_of({"2020-02-25", "..", ""})},
                                {"until", draw.one_of({"", "2020-09-09"})}});
  }
  if (elements > 1 && draw.one_in(2)) {
    raw["dependencies"].push_back({{"element", "e0"},
                                   {"on", "e1"},
                                   {"kind", draw.one_of({"hosted-on", ""})},
                                   {"from", draw.one_of({"2020-03-03", "..", ""})},
                                   {"until", draw.one_of({"", "2020-10-10"})}});
  }
  if (draw.one_in(2)) {
    raw["changes"].push_back({{"date", draw.one_of({"2020-06-02", "2020-09-01"})},
                              {"element", "e0"},
                              {"action", draw.one_of({"remove", "replace", "replace"})},
                              {"vendor", draw.one_of({"nokia", "huawei", ""})},
                              {"model", draw.one_of({"new", ""})}});
  }
  for (const char* table : {"changes", "supplies", "ownership", "dependencies"}) {
    if (draw.one_in(8)) raw.erase(table);
  }
}

Case draw_case(unsigned seed) {
  Draw draw(seed);
  Case c;
  c.raw = testing::random_raw_estate(draw, 8 + draw.below(20), 6);
  draw_dates(draw, c.raw);
  testing::RawRule drawn = testing::random_rule(draw);
  c.toml = to_toml(drawn);
  const auto put_before = [&](const char* key) {
    const std::size_t at = c.toml.find(std::string("\n") + key + " = '");
    if (at == std::string::npos || !draw.one_in(2)) return;
    c.toml.insert(at + std::string_view(key).size() + 5,
                  "(" + day_question(draw) + ")" + draw.one_of({" or ", " and "}));
  };
  put_before("what");
  put_before("of");
  const std::size_t per = c.toml.find("\nper = ");
  if (per != std::string::npos && draw.one_in(3)) {
    c.toml.resize(per);
    c.toml += draw.one_of(
        {"\nper = \"vendor\"\n", "\nper = \"vendor.jurisdiction\"\n", "\nper = \"model\"\n"});
  }
  if (draw.one_in(2)) c.toml += draw.one_of({"from = 2020-03-20\n", "by = 2020-05-31\n"});
  if (draw.one_in(3)) c.toml += "until = 2020-10-01\n";
  if (draw.one_in(4)) {
    c.toml.replace(c.toml.find("status = "), 0,
                   "applies_to = 'country == \"GB\" and on >= 2020-04-01'\n");
  }
  if (draw.one_in(2)) {
    c.waivers.push_back({"r",
                         decision::compile_selector(
                             draw.one_of({"true", "procured_on < on", "function == \"gNB\""}), {},
                             decision::Subject::elements, {})
                             .value,
                         "", "the authority", day("2020-07-15")});
  }
  return c;
}

// Selects the place on the later days alone.
constexpr const char* kPlacesByDay = "kind == \"base\" and on >= 2020-04-10";

const estate::Table& places_table() {
  static const estate::Estate kEstate = estate_of({{"places",
                                                    {{{"id", "p"},
                                                      {"kind", "base"},
                                                      {"lat", "51.5"},
                                                      {"lon", "-0.1"},
                                                      {"radius_m", "5000"},
                                                      {"sites", "s3"}}}}});
  return kEstate.table(estate::TableId::places);
}

// Elements with many plans, asked by several rules that can be followed row by row, some of them
// cut into several spans.
Case draw_eventful_case(unsigned seed) {
  Draw draw(seed);
  Case c{testing::random_raw_estate(draw, 12, 4), head(), {}, true};
  draw_dates(draw, c.raw);
  c.raw["changes"] = {};
  const std::size_t elements = c.raw["elements"].size();
  const std::size_t changes = 1 + draw.below(2 * elements);
  for (std::size_t i = 0; i < changes; ++i) {
    const auto date = Date{day("2020-06-03").days + static_cast<std::int32_t>(15 * i)};
    const std::size_t e = draw.below(elements);
    const testing::RawRow& element = c.raw["elements"][e];
    const bool install = element.at("in_service_from") == "-" && draw.one_in(2);
    const std::string vendor = draw.one_of({"nokia", "huawei", "honor", ""});
    c.raw["changes"].push_back(
        {{"date", to_string(date)},
         {"element", "e" + std::to_string(e)},
         {"action", install ? "install" : draw.one_of({"remove", "replace", "replace"})},
         {"vendor", install ? element.at("vendor") : vendor},
         {"model", draw.one_of({"new", "old", ""})}});
  }
  const bool by_days = draw.one_in(2);  // else all is in one span
  const auto what = [&] {
    std::string text = "what = '" + to_text(testing::random_selector(draw, 1));
    if (by_days && draw.one_in(3)) text += " and on >= 2020-05-05";
    if (draw.one_in(3)) {
      text += draw.one_of(
          {" or model == \"new\"", " or any supply (role == \"hardware\")", " or id == \"e1\""});
    }
    return text + "'\n";
  };
  const auto per = [&] {
    return draw.one_of({"", "per = \"operator\"\n", "per = \"site.region\"\n"});
  };
  c.toml += rule("r", "kind = \"exclude\"\n" + what() + per() +
                          draw.one_of({"", "by = 2020-05-31\n", "until = 2020-10-01\n"}));
  const std::string places = by_days && draw.one_in(2) ? kPlacesByDay : "kind == \"base\"";
  c.toml += rule("near", "kind = \"clear\"\n" + what() + "places = '" + places + "'\n" + per());
  c.toml += rule("share", "kind = \"cap\"\n" + what() + "of = '" +
                              to_text(testing::random_selector(draw, 1)) + "'\nmeasure = \"" +
                              draw.one_of({"sites", "elements", "traffic_gbps"}) +
                              "\"\nlimit = \"1/3\"\n" + per());
  if (by_days && draw.one_in(2)) {
    c.waivers.push_back({"r",
                         decision::compile_selector(draw.one_of({"true", "model == \"new\""}), {},
                                                    decision::Subject::elements, {})
                             .value,
                         "", "the authority", day("2020-07-15")});
  }
  return c;
}

const CourseStep* step_on(const Course& course, Date on) {
  const CourseStep* found = nullptr;
  for (const CourseStep& step : course.steps) {
    if (step.from <= on) found = &step;
  }
  return found;
}

std::string written(const std::optional<decision::Measured>& measured) {
  if (!measured) return "nothing";
  const auto fraction = [](const Fraction& f) {
    return to_string(f.part) + "/" + (f.unbounded ? "?" : to_string(f.whole));
  };
  return fraction(measured->low) + ".." + fraction(measured->high);
}

void expect_day(const Timeline& found, const decision::Evaluation& asked, Date on) {
  std::map<std::string, const decision::Finding*> by_id;
  for (const decision::Finding& finding : asked.findings) by_id[finding.id] = &finding;
  for (const Course& course : found.courses) {
    const CourseStep* step = step_on(course, on);
    ASSERT_NE(step, nullptr) << course.finding << " on " << to_string(on);
    const auto finding = by_id.find(course.finding);
    const bool there = finding != by_id.end();
    ASSERT_EQ(name_of(step->verdict),
              name_of(there ? finding->second->verdict : Verdict::not_applicable))
        << course.finding << " on " << to_string(on);
    ASSERT_EQ(written(step->measured),
              there ? written(finding->second->measured) : std::string("nothing"))
        << course.finding << " on " << to_string(on);
    if (there) by_id.erase(finding);
  }
  ASSERT_TRUE(by_id.empty()) << by_id.begin()->first << " on " << to_string(on);
  const auto later = std::ranges::upper_bound(found.total, on, {}, &TotalStep::from);
  ASSERT_NE(later, found.total.begin());
  ASSERT_EQ(name_of((later - 1)->total), name_of(asked.total)) << to_string(on);
}

// How much of what a timeline is made of occurred.
struct Occurred {
  std::size_t days = 0;
  std::size_t days_asked = 0;
  std::size_t steps = 0;
  std::size_t swept = 0;
  std::size_t epochs = 0;         // of elements that were asked after the first day of a span
  std::size_t second_rounds = 0;  // timelines of one span in which an element had several of them
  std::size_t owners = 0;         // of one span in which an element's vendor changes owners
  std::size_t near_kept = 0;      // that asked once for many spans who is near the places
  std::size_t near_again = 0;     // that asked it anew in each, as the places hung on the day
};

void count(const Case& c, const estate::Estate& estate, const Timeline& found, Occurred& occurred) {
  occurred.days_asked += found.days_asked;
  occurred.swept += found.rules_swept;
  occurred.epochs += found.epochs_asked;
  for (const Course& course : found.courses) occurred.steps += course.steps.size();
  if (found.rules_swept == 0) return;
  const bool clears = c.toml.find("\"clear\"") != std::string::npos;
  const bool by_day = c.toml.find(kPlacesByDay) != std::string::npos;
  if (clears && found.spans_swept > 1) ++(by_day ? occurred.near_again : occurred.near_kept);
  if (found.spans_swept > 1) return;
  const Days all{found.from, Date{found.until.days + 1}};
  const std::vector<RowDay> epochs = epochs_by_owners(estate, all, {}).front().epochs;
  if (std::ranges::adjacent_find(epochs, {}, &RowDay::row) != epochs.end()) {
    ++occurred.second_rounds;
  }
  // Honor leaves the family on a day that every timeline reaches.
  const bool honor = std::ranges::any_of(c.raw.at("elements"), [](const testing::RawRow& element) {
    return element.at("vendor") == "honor";
  });
  if (honor && c.toml.find("family(\"huawei") != std::string::npos) ++occurred.owners;
}

void expect_every_day(const Case& c, unsigned threads, Occurred& occurred) {
  const estate::Estate estate = estate_of(c.raw);
  const Decision decision = decision_of(c.toml);
  if (::testing::Test::HasFailure()) return;
  const estate::Table* const places = c.with_places ? &places_table() : nullptr;
  const auto found = timeline(
      {decision, c.waivers, estate, functions(), places, day(testing::kAsOf), day("2019-12-20")},
      {.threads = threads});
  ASSERT_TRUE(found.has_value());
  const Date end = std::min(found->until, day("2021-03-31"));
  for (Date on = found->from; on <= end; ++on.days) {
    const Situation situation(estate, on, functions(), places);
    const auto asked = decision::evaluate(
        decision, situation.facts(),
        {.waivers = c.waivers, .plans_unknown = situation.plans_unknown()}, {.threads = 1});
    ASSERT_TRUE(asked.has_value());
    expect_day(*found, *asked, on);
    if (::testing::Test::HasFatalFailure()) return;
    ++occurred.days;
  }
  count(c, estate, *found, occurred);
}

TEST(Timeline, IsWhatAskingOnEveryDayGives) {
  Occurred occurred;
  for (unsigned seed = 0; seed < testing::seeds(90); ++seed) {
    SCOPED_TRACE(seed);
    const Case c = draw_case(seed);
    SCOPED_TRACE(c.toml);
    expect_every_day(c, 1, occurred);
    if (::testing::Test::HasFailure()) return;
  }
  // Both ways of finding it occur.
  EXPECT_GT(occurred.swept, 20U);
  EXPECT_LT(occurred.swept + 15, testing::seeds(90));
  // It is no timeline where nothing happens, and no gain where every day is asked.
  EXPECT_GT(occurred.steps, 200U);
  EXPECT_LT(occurred.days_asked * 5, occurred.days);
}

TEST(Timeline, FollowsElementsThroughAllThatTheyBecome) {
  Occurred occurred;
  for (unsigned seed = 0; seed < testing::seeds(50); ++seed) {
    SCOPED_TRACE(seed);
    const Case c = draw_eventful_case(seed);
    SCOPED_TRACE(c.toml);
    expect_every_day(c, 2, occurred);
    if (::testing::Test::HasFailure()) return;
  }
  EXPECT_GT(occurred.swept, 100U);
  EXPECT_GT(occurred.epochs, 150U);
  EXPECT_GT(occurred.second_rounds, 8U);
  EXPECT_GT(occurred.owners, 5U);
  EXPECT_GT(occurred.near_kept, 4U);
  EXPECT_GT(occurred.near_again, 4U);
}

// ---- the days themselves

TEST(ChangeDays, AreThoseOnWhichAComparisonChangesAndNoOthers) {
  const Date first = day("2020-01-01");
  const Date last = day("2020-12-31");
  const auto days_of = [&](const Decision& decision, const estate::Estate& estate) {
    const decision::EstateDays estate_days = decision::estate_days(estate);
    const std::vector<decision::Waiver> none;
    return decision::change_days({decision, none, estate, estate_days}).front().all();
  };
  const Decision plain = decision_of(head() + rule("r", "kind = \"exclude\"\nwhat = 'true'"));
  for (const char* cell : {"2020-03-01", "2020-06-01", "..", "-", ""}) {
    for (const char* field : {"procured_on", "in_service_from", "in_service_until"}) {
      if (std::string_view(cell) == "-" && std::string_view(field) == "procured_on") continue;
      for (const char* order : {"<", "<=", ">", ">=", "==", "!="}) {
        const std::string question = std::string(field) + " " + order + " on";
        SCOPED_TRACE(question + " of " + cell);
        RawEstate raw;
        raw["operators"] = {{{"id", "a"}}};
        raw["changes"] = {};
        raw["elements"] = {{{"id", "e"}, {"operator", "a"}, {field, cell}}};
        const estate::Estate estate = estate_of(raw);
        const Decision decision =
            decision_of(head() + rule("r", "kind = \"exclude\"\nwhat = '" + question + "'"));
        decision::DaySet changes = days_of(plain, estate);
        Truth before = Truth::unknown;
        for (Date on{first.days - 1}; on <= last; ++on.days) {
          const Situation situation(estate, on, functions(), nullptr);
          const Truth now = select(*decision.rules[0].what, situation.facts()).front();
          if (on >= first && now != before) changes.add(on.days);
          before = now;
        }
        EXPECT_EQ(days_of(decision, estate), changes);
      }
    }
  }
}

TEST(DaySet, HoldsTheYearsThatRelookAccepts) {
  decision::DaySet set;
  EXPECT_FALSE(set.any_in(day("1900-01-01"), day("2199-12-31")));
  for (const char* text : {"1900-01-01", "2020-02-29", "2199-12-31"}) set.add(day(text).days);
  set.add(std::int64_t{day("2199-12-31").days} + 1);
  set.add(std::int64_t{day("1900-01-01").days} - 1);
  set.add(std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(set.days(),
            (std::vector<Date>{day("1900-01-01"), day("2020-02-29"), day("2199-12-31")}));
  EXPECT_TRUE(set.any_in(day("2020-02-28"), day("2020-02-29")));
  EXPECT_FALSE(set.any_in(day("2020-02-29"), day("2199-12-30")));
  EXPECT_FALSE(set.any_in(day("1900-01-01"), day("2020-02-28")));
  EXPECT_TRUE(set.any_in(day("2020-03-01"), day("2199-12-31")));
}

// ---- one course that can be read

RawEstate two_cores() {
  RawEstate raw;
  raw["operators"] = {{{"id", "a"}, {"country", "GB"}}};
  for (const char* table : {"supplies", "ownership", "dependencies"}) raw[table] = {};
  for (const char* id : {"c1", "c2"}) {
    raw["elements"].push_back({{"id", id},
                               {"operator", "a"},
                               {"users", "-"},
                               {"function", "AMF"},
                               {"vendor", "huawei"},
                               {"in_service_from", "2019-05-05"}});
  }
  raw["changes"] = {
      {{"date", "2020-09-01"}, {"element", "c1"}, {"action", "replace"}, {"vendor", "nokia"}},
      {{"date", "2021-02-01"}, {"element", "c2"}, {"action", "replace"}, {"vendor", "nokia"}}};
  return raw;
}

Timeline of_two_cores(const std::string& dates, const char* on) {
  const estate::Estate estate = estate_of(two_cores());
  const Decision decision = decision_of(
      head() + rule("core", "kind = \"exclude\"\nwhat = 'vendor in family(\"huawei\")'\n" + dates));
  const std::vector<decision::Waiver> none;
  auto found = timeline({decision, none, estate, functions(), nullptr, day(on)}, {});
  EXPECT_TRUE(found.has_value());
  return std::move(*found);
}

TEST(Timeline, SaysSinceWhenABreachLastsAndWhatIsLeft) {
  const Timeline found = of_two_cores("by = 2020-12-31", "2020-06-01");
  EXPECT_EQ(to_string(found.from), "2021-01-01");
  ASSERT_EQ(found.courses.size(), 1U);
  const Course& course = found.courses.front();
  ASSERT_EQ(course.steps.size(), 2U);
  EXPECT_EQ(course.steps[0].verdict, Verdict::breaches);
  EXPECT_EQ(to_string(course.steps[1].from), "2021-02-01");
  EXPECT_EQ(course.steps[1].verdict, Verdict::conforms);
  // On the day asked about it is not yet in force.
  EXPECT_EQ(course.breaches_since, std::nullopt);
  ASSERT_EQ(found.left.size(), 1U);
  EXPECT_EQ(to_string(found.left[0].due), "2021-01-01");
  EXPECT_EQ(found.left[0].days_left, 214);
  EXPECT_EQ(found.left[0].now, (Left{2, 2}));
  EXPECT_EQ(found.left[0].by_plan, (Left{1, 1}));
  EXPECT_EQ(found.left[0].per_month, 1);  // 2 in 214 days is 0.28 a month
}

TEST(Timeline, CountsABreachFromItsFirstDayWhateverBecomesOfItsOffenders) {
  const Timeline found = of_two_cores("from = 2020-02-02", "2020-10-01");
  EXPECT_EQ(to_string(found.from), "2020-02-02");
  ASSERT_EQ(found.courses.size(), 1U);
  EXPECT_EQ(found.courses[0].breaches_since, day("2020-02-02"));
  EXPECT_EQ(found.total, (std::vector<TotalStep>{{day("2020-02-02"), Verdict::breaches},
                                                 {day("2021-02-01"), Verdict::conforms}}));
  ASSERT_EQ(found.left.size(), 1U);
  EXPECT_EQ(found.left[0].now, (Left{1, 1}));
  EXPECT_LE(found.left[0].days_left, 0);
  EXPECT_EQ(found.left[0].per_month, std::nullopt);
}

TEST(Timeline, BeginsWhereTheDecisionFirstAsks) {
  const auto first = [](const std::string& rules) {
    return to_string(first_day(decision_of(head() + rules), day("2020-06-01")));
  };
  const std::string exclude = "kind = \"exclude\"\nwhat = 'true'\n";
  EXPECT_EQ(first(rule("r", exclude)), "2020-03-10");
  EXPECT_EQ(first(rule("r", exclude + "by = 2021-01-01")), "2021-01-02");
  EXPECT_EQ(first(rule("r", exclude + "from = 2021-01-01\nby = 2022-01-01")), "2022-01-02");
  EXPECT_EQ(first(rule("r", exclude + "by = 2021-01-01") + rule("s", exclude)), "2020-03-10");
  EXPECT_EQ(first(rule("r", exclude + "per = \"operator\"\nby = { default = 2021-01-01, operator = "
                                      "{ \"a\" = 2019-01-01 } }")),
            "2019-01-02");
}

TEST(Left, IsWhatStandsAboveALimit) {
  decision::Rule cap;
  cap.kind = decision::RuleKind::cap;
  cap.limit = Share{35, 100};
  decision::Finding finding;
  finding.in_itself = Verdict::undecided;
  finding.measured = {decision::Measure::sites, {30, 100}, {39, 100}};
  EXPECT_EQ(left_of(finding, cap), (Left{0, 4}));
  finding.measured = {decision::Measure::sites, {36, 100}, {39, 100}};
  EXPECT_EQ(left_of(finding, cap), (Left{1, 4}));
  finding.measured = {decision::Measure::sites, {36, 100, true}, {39, 100, true}};
  EXPECT_EQ(left_of(finding, cap), (Left{0, std::nullopt}));
  decision::Rule know;
  know.kind = decision::RuleKind::know;
  know.share = Share{9, 10};
  finding.measured = {decision::Measure::elements, {7, 10}, {8, 10}};
  EXPECT_EQ(left_of(finding, know), (Left{1, 2}));
  decision::Rule exclude;
  finding.offender_count = 5;
  finding.waived_count = 2;
  finding.possible_count = 4;
  EXPECT_EQ(left_of(finding, exclude), (Left{3, 7}));
  finding.in_itself = Verdict::not_applicable;
  EXPECT_TRUE(left_of(finding, exclude)->nothing());
}

}  // namespace
}  // namespace relook::engine
