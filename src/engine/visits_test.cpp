// SPDX-License-Identifier: Apache-2.0
#include "engine/visits.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "base/hypergeometric.hpp"
#include "decision/evaluate.hpp"
#include "decision/select.hpp"
#include "testing/raw_estate.hpp"
#include "testing/seeds.hpp"

namespace relook::engine {
namespace {

using decision::Decision;
using decision::Rule;
using decision::RuleKind;
using estate::TableId;
using testing::Draw;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Pair;
using testing::RawEstate;
using ::testing::UnorderedElementsAre;

Decision read(const std::string& rules, const std::string& head = "") {
  const std::string toml =
      "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\nauthority = \"a\"\n"
      "version = \"1\"\nstatus = \"draft\"\n" +
      head + rules;
  auto decision = decision::read_decision(toml, "d.toml");
  for (const Diagnostic& fault : decision.diagnostics.sorted()) ADD_FAILURE() << to_string(fault);
  return std::move(decision.value);
}

std::string rule(const std::string& id, const std::string& keys) {
  return "[[rule]]\nid = \"" + id + "\"\nclause = \"c\"\n" + keys + "\n";
}

const std::string kCore =
    rule("core", "kind = \"exclude\"\nwhat = 'vendor in family(\"huawei\") and layer == \"core\"'");
const std::string kSites =
    rule("sites",
         "kind = \"cap\"\nof = 'function == \"gNB\"'\nwhat = 'vendor in family(\"huawei\")'\n"
         "measure = \"sites\"\nlimit = \"35%\"\nfrom = 2030-01-01");

// A small estate on as_of, with all that a draw from it needs.
struct World {
  explicit World(const RawEstate& raw)
      : estate(testing::build(raw, registry, functions, as_of).value),
        situation(estate, as_of, functions, nullptr) {}

  [[nodiscard]] Visits draw(const Decision& decision, const Survey& survey,
                            const std::vector<decision::Waiver>& waivers = {},
                            unsigned threads = 1) const {
    const decision::EvaluateOptions options{.waivers = waivers};
    const Run run{.threads = threads};
    const auto evaluation = decision::evaluate(decision, situation.facts(), options, run);
    return *draw_visits({survey, decision, situation, evaluation->findings, waivers}, run);
  }
  [[nodiscard]] std::string site(std::uint32_t row) const {
    return std::string(situation.estate().id(TableId::sites, row));
  }
  [[nodiscard]] std::string element(const ToInspect& one) const {
    return std::string(situation.estate().id(TableId::elements, one.element));
  }
  [[nodiscard]] std::vector<std::string> drawn(const Visits& visits) const {
    std::vector<std::string> sites;
    sites.reserve(visits.ranked.size());
    for (const RankedSite& site_of : visits.ranked) sites.push_back(site(site_of.site));
    return sites;
  }

  Date as_of = *parse_date(testing::kAsOf);
  estate::Registry registry = testing::small_registry();
  estate::Functions functions = testing::small_functions();
  estate::Estate estate;
  Situation situation;
};

// Elements e0, e1, … at the sites, one a text: "site function vendor from until".
RawEstate town(const std::vector<std::array<const char*, 5>>& elements) {
  RawEstate raw;
  raw["operators"] = {{{"id", "a"}, {"country", "GB"}}, {{"id", "b"}, {"country", "FR"}}};
  for (const char* table : {"ownership", "supplies", "changes", "dependencies"}) raw[table] = {};
  std::set<std::string> sites;
  for (const auto& [site, function, vendor, from, until] : elements) {
    const std::string text = site;
    raw["elements"].push_back({{"id", fmt::format("e{}", raw["elements"].size())},
                               {"operator", "a"},
                               {"users", "-"},
                               {"site", text},
                               {"function", function},
                               {"vendor", vendor},
                               {"in_service_from", from},
                               {"in_service_until", until}});
    if (!text.empty() && text != "-") sites.insert(text);
  }
  for (const std::string& site : sites) raw["sites"].push_back({{"id", site}});
  return raw;
}

RawEstate masts(std::size_t count) {
  RawEstate raw = town({});
  for (std::size_t i = 0; i < count; ++i) {
    const std::string site = fmt::format("mast {:03}", i);
    raw["sites"].push_back({{"id", site}});
    raw["elements"].push_back({{"id", fmt::format("gnb-{:03}", i)},
                               {"operator", "a"},
                               {"users", "-"},
                               {"site", site},
                               {"function", "gNB"},
                               {"vendor", i % 3 == 0 ? "huawei" : "nokia"},
                               {"in_service_from", "2019-01-01"}});
  }
  return raw;
}

TEST(Visits, LeaveOutSitesWhereNoRuleAsksAboutAnything) {
  const World world(town({{"cap", "gNB", "nokia", "2019-01-01", ""},
                          {"core only", "AMF", "nokia", "2019-01-01", ""},
                          {"gone", "gNB", "nokia", "2018-01-01", "2020-01-01"},
                          {"later", "gNB", "nokia", "-", ""},
                          {"perhaps", "gNB", "nokia", "", ""},
                          {"what is it", "", "nokia", "2019-01-01", ""},
                          {"", "gNB", "huawei", "2019-01-01", ""},
                          {"", "gNB", "", "2019-01-01", ""},
                          {"-", "gNB", "huawei", "2019-01-01", ""}}));
  const Visits visits = world.draw(read(kSites), {100, "7"});
  std::map<std::string, Truth> in_scope;
  for (const RankedSite& site : visits.ranked) in_scope[world.site(site.site)] = site.in_scope;
  EXPECT_THAT(in_scope,
              UnorderedElementsAre(Pair("cap", Truth::yes), Pair("perhaps", Truth::unknown),
                                   Pair("what is it", Truth::unknown)));
  EXPECT_EQ(visits.sites, 6U);
  EXPECT_EQ(visits.placed, 3U);
  EXPECT_EQ(visits.unplaced, 2U);
  EXPECT_EQ(visits.placeless, 1U);
  EXPECT_EQ(visits.visits.size(), 3U);
  // A rule without a scope of its own asks about all that is in service.
  EXPECT_THAT(world.drawn(world.draw(read(kCore + kSites), {100, "7"})),
              UnorderedElementsAre("cap", "core only", "perhaps", "what is it"));
}

TEST(Visits, LeaveOutSitesOfOperatorsThatAreNotBound) {
  RawEstate raw = town(
      {{"here", "gNB", "nokia", "2019-01-01", ""}, {"abroad", "gNB", "nokia", "2019-01-01", ""}});
  raw["elements"][1]["operator"] = "b";
  const std::string bound = "applies_to = 'country == \"GB\"'\n";
  const World world(raw);
  EXPECT_THAT(world.drawn(world.draw(read(kSites), {9, "7"})),
              UnorderedElementsAre("abroad", "here"));
  EXPECT_THAT(world.drawn(world.draw(read(kSites, bound), {9, "7"})), ElementsAre("here"));
  raw["elements"][1]["operator"] = "";
  const World open(raw);
  EXPECT_THAT(open.drawn(open.draw(read(kSites, bound), {9, "7"})),
              UnorderedElementsAre("abroad", "here"));
}

TEST(Visits, AreDrawnInTheOrderOfTheDigests) {
  const World world(masts(40));
  const Decision decision = read(kSites);
  for (const char* seed : {"1", "2", "a longer seed, with spaces"}) {
    std::vector<std::pair<std::string, std::string>> sites;
    sites.reserve(40);
    for (std::uint32_t row = 0; row < 40; ++row) {
      sites.emplace_back(to_string(sha256(fmt::format("{} mast {:03}", seed, row))),
                         fmt::format("mast {:03}", row));
    }
    std::ranges::sort(sites);
    const Visits visits = world.draw(decision, {5, seed});
    ASSERT_EQ(visits.ranked.size(), 40U);
    for (std::size_t i = 0; i < sites.size(); ++i) {
      EXPECT_EQ(to_string(visits.ranked[i].digest), sites[i].first);
      EXPECT_EQ(world.site(visits.ranked[i].site), sites[i].second);
    }
    EXPECT_EQ(visits.visits.size(), 5U);
  }
}

TEST(Visits, DoNotHangOnTheOrderOfRowsOrOnThreads) {
  RawEstate raw = masts(60);
  const Decision decision = read(kSites);
  const World world(raw);
  const Visits visits = world.draw(decision, {20, "7"});
  const Visits threaded = world.draw(decision, {20, "7"}, {}, 3);
  EXPECT_EQ(visits.ranked, threaded.ranked);
  std::ranges::reverse(raw["elements"]);
  std::ranges::reverse(raw["sites"]);
  const World turned(raw);
  const Visits again = turned.draw(decision, {20, "7"});
  EXPECT_EQ(world.drawn(visits), turned.drawn(again));
  ASSERT_EQ(visits.visits.size(), again.visits.size());
  for (std::size_t i = 0; i < visits.visits.size(); ++i) {
    ASSERT_EQ(visits.visits[i].size(), again.visits[i].size());
    for (std::size_t n = 0; n < visits.visits[i].size(); ++n) {
      EXPECT_EQ(world.element(visits.visits[i][n]), turned.element(again.visits[i][n]));
    }
  }
}

TEST(Visits, FallOnEverySiteAboutEquallyOften) {
  const World world(masts(10));
  const Decision decision = read(kSites);
  std::map<std::string, int> first;
  for (int seed = 0; seed < 500; ++seed) {
    ++first[world.drawn(world.draw(decision, {1, std::to_string(seed)})).front()];
  }
  EXPECT_EQ(first.size(), 10U);
  for (const auto& [site, times] : first) {
    EXPECT_GT(times, 25) << site;
    EXPECT_LT(times, 75) << site;
  }
}

TEST(Visits, ShowWhatTheirNumberShows) {
  const World world(masts(60));
  const Decision decision = read(kSites);
  const Visits visits = world.draw(decision, {20, "7"});
  ASSERT_EQ(visits.bounds.size(), 2U);
  for (const Bound& bound : visits.bounds) {
    EXPECT_TRUE(rarely_misses({60, bound.fewer_than, 20}, bound.one_in));
    EXPECT_FALSE(rarely_misses({60, bound.fewer_than - 1, 20}, bound.one_in));
  }
  const std::vector<Needed> needed = visits_needed(visits);
  ASSERT_EQ(needed.size(), 3U);
  for (const Needed& row : needed) {
    EXPECT_EQ(row.at_most, 60 * row.percent / 100);
    for (std::size_t i = 0; i < row.visits.size(); ++i) {
      // So many visits do show that it is wrong at no more sites; one visit fewer does not.
      const std::uint32_t one_in = visits.bounds[i].one_in;
      EXPECT_LE(fewest_marked(60, row.visits[i], one_in), row.at_most + 1);
      EXPECT_GT(fewest_marked(60, row.visits[i] - 1, one_in), row.at_most + 1);
    }
  }
  const Visits all = world.draw(decision, {100, "7"});
  EXPECT_EQ(all.visits.size(), 60U);
  for (const Bound& bound : all.bounds) EXPECT_EQ(bound.fewer_than, 1U);
  EXPECT_EQ(visits_needed(world.draw(read(kSites), {1, "7"})).front().visits, needed[0].visits);
}

TEST(Visits, AreNoneWhereNothingIsKnownOfSites) {
  RawEstate raw = masts(3);
  raw.erase("sites");
  const World world(raw);
  const Visits visits = world.draw(read(kSites), {2, "7"});
  EXPECT_FALSE(visits.sites_known);
  EXPECT_THAT(visits.ranked, IsEmpty());
  EXPECT_THAT(visits.visits, IsEmpty());
  EXPECT_THAT(visits_needed(visits), IsEmpty());
  const World empty(town({}));
  EXPECT_THAT(empty.draw(read(kSites), {2, "7"}).visits, IsEmpty());
}

TEST(Visits, SayByWhichRuleAnElementMatters) {
  RawEstate raw = town({{"s", "gNB", "huawei", "2019-01-01", ""},
                        {"s", "gNB", "", "2019-01-01", ""},
                        {"s", "AMF", "nokia", "2019-01-01", ""},
                        {"s", "AMF", "huawei", "2019-01-01", ""},
                        {"s", "gNB", "huawei", "2018-01-01", "2020-01-01"},
                        {"s", "P", "huawei", "2019-01-01", ""},
                        {"s", "P", "nokia", "2019-01-01", ""}});
  raw["supplies"] = {{{"element", "e6"},
                      {"role", "hardware"},
                      {"vendor", "nokia"},
                      {"source", "snmp"},
                      {"observed_on", "2020-05-01"},
                      {"from", "2019-01-01"}}};
  const World world(raw);
  const Decision decision =
      read(kCore + kSites +
           rule("two", "kind = \"diversify\"\nof = 'function == \"AMF\"'\nvendors = 2") +
           rule("told",
                "kind = \"know\"\nof = 'function == \"P\"'\nshare = \"50%\"\n"
                "witnesses = 1\ndays = 365") +
           rule("later",
                "kind = \"avoid\"\nfailures = 1\ndemands = 'true'\nwhat = 'vendor in "
                "family(\"huawei\")'"));
  auto waived =
      decision::compile_selector("id == \"e3\"", {"w", {1, 1}}, decision::Subject::elements, {});
  const std::vector<decision::Waiver> waivers = {
      {"core", std::move(waived.value), "", "us", Date{world.as_of.days + 1}}};
  const Visits visits = world.draw(decision, {1, "7"}, waivers);
  EXPECT_THAT(visits.no_rows, ElementsAre(4U));
  std::vector<std::string> got;
  for (const ToInspect& one : visits.visits.at(0)) {
    std::string line = world.element(one);
    for (const RuleStanding& by : one.rules) {
      line += fmt::format(" {} {}", decision.rules[by.rule].id,
                          kStandings[static_cast<std::size_t>(by.standing)]);
    }
    for (const std::string& fact : one.unknown) line += " ?" + fact;
    got.push_back(line);
  }
  EXPECT_THAT(got,
              ElementsAre("e0 core clean sites counts-against", "e5 core clean told counts-against",
                          "e1 core clean sites may-count-against ?elements.vendor",
                          "e3 core waived two counted", "e2 core clean two counted",
                          "e6 core clean told clean", "e4"));
}

TEST(Visits, GoToWhereARowsElementsStand) {
  RawEstate raw = town({{"contract", "P", "nokia", "2019-01-01", ""},
                        {"one end", "P", "nokia", "2019-01-01", ""},
                        {"other end", "P", "nokia", "2019-01-01", ""},
                        {"neither", "P", "nokia", "2019-01-01", ""}});
  raw["supplies"] = {
      {{"element", "e0"}, {"role", "software"}, {"vendor", "huawei"}, {"from", "2019-01-01"}}};
  raw["links"] = {{{"id", "l"}, {"a", "e1"}, {"b", "e2"}, {"metric_ab", ""}}};
  const World world(raw);
  const std::string supplies = rule("contracts",
                                    "kind = \"exclude\"\nover = \"supplies\"\nwhat = 'vendor in "
                                    "family(\"huawei\")'");
  const Visits visits = world.draw(read(supplies), {9, "7"});
  EXPECT_THAT(world.drawn(visits), ElementsAre("contract"));
  EXPECT_EQ(visits.visits[0][0].standing(), Standing::counts_against);
  const std::string links =
      rule("fast", "kind = \"exclude\"\nover = \"links\"\nwhat = 'metric_ab > 5'");
  const Visits ends = world.draw(read(links), {9, "7"});
  EXPECT_THAT(world.drawn(ends), UnorderedElementsAre("one end", "other end"));
  for (const std::vector<ToInspect>& there : ends.visits) {
    EXPECT_EQ(there.at(0).standing(), Standing::may_count_against);
    EXPECT_THAT(there[0].ask_for, ElementsAre("links.metric_ab"));
  }
}

// ---- against the plainest reading, over random estates

constexpr const char* kSelectors[] = {
    "vendor in family(\"huawei\")", "function == \"gNB\"",
    "generations has \"5G\"",       "networks has any (criticality == \"public\")",
    "site.region == \"north\"",     "layer == \"core\" and not (vendor in family(\"nokia\"))"};

Decision random_decision(Draw& draw) {
  std::string rules;
  const std::size_t count = 1 + draw.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string what = kSelectors[draw.below(std::size(kSelectors))];
    const std::string of = kSelectors[draw.below(std::size(kSelectors))];
    const std::string keys =
        draw.one_in(3) ? fmt::format("kind = \"exclude\"\nwhat = '{}'", what)
                       : fmt::format(
                             "kind = \"cap\"\nof = '{}'\nwhat = '{}'\nmeasure = \"elements\"\n"
                             "limit = \"35%\"",
                             of, what);
    rules += rule(fmt::format("r{}", i), keys);
  }
  return read(rules);
}

// What is drawn from, and how each element stands to each rule, told from each row by itself.
struct Plain {
  std::map<std::string, Truth> in_scope;                              // by site
  std::map<std::pair<std::string, std::size_t>, Standing> standings;  // by element and rule
  std::uint64_t nowhere = 0;
};
Plain look_at_each(const World& world, const Decision& decision) {
  Plain out;
  const decision::Facts& facts = world.situation.facts();
  const estate::Estate& estate = world.situation.estate();
  for (std::uint32_t row = 0; row < estate.rows(TableId::elements); ++row) {
    Truth asked = Truth::no;
    for (std::size_t number = 0; number < decision.rules.size(); ++number) {
      const Rule& rule = decision.rules[number];
      Truth in = in_service(facts, TableId::elements, row);
      if (rule.of) in = both(in, select_row(*rule.of, facts, row));
      const Truth part = both(in, select_row(*rule.what, facts, row));
      asked = either(asked, in);
      if (in == Truth::no) continue;
      const Standing standing = part == Truth::yes  ? Standing::counts_against
                                : part == Truth::no ? Standing::clean
                                                    : Standing::may_count_against;
      out.standings[{std::string(estate.id(TableId::elements, row)), number}] = standing;
    }
    if (asked == Truth::no) continue;
    const std::string site = cell_text(estate, estate::column::kElementSite, row);
    if (site.empty() || site == "-") {
      ++out.nowhere;
    } else {
      Truth& truth = out.in_scope.try_emplace(site, Truth::no).first->second;
      truth = either(truth, asked);
    }
  }
  return out;
}

void expect_as_looked_at(const World& world, const Decision& decision, const Visits& visits) {
  const Plain plain = look_at_each(world, decision);
  const estate::Estate& estate = world.situation.estate();
  std::map<std::string, Truth> in_scope;
  for (const RankedSite& site : visits.ranked) in_scope[world.site(site.site)] = site.in_scope;
  EXPECT_EQ(in_scope, plain.in_scope);
  EXPECT_EQ(in_scope.size(), visits.ranked.size()) << "a site twice";
  EXPECT_EQ(visits.unplaced + visits.placeless, plain.nowhere);
  for (std::size_t i = 0; i < visits.visits.size(); ++i) {
    const std::string site = world.site(visits.ranked[i].site);
    std::set<std::uint32_t> listed;
    for (const ToInspect& one : visits.visits[i]) {
      listed.insert(one.element);
      EXPECT_EQ(cell_text(estate, estate::column::kElementSite, one.element), site);
      std::map<std::size_t, Standing> got;
      for (const RuleStanding& by : one.rules) got[by.rule] = by.standing;
      for (std::size_t number = 0; number < decision.rules.size(); ++number) {
        const auto want = plain.standings.find({world.element(one), number});
        EXPECT_EQ(got.contains(number), want != plain.standings.end());
        if (want != plain.standings.end()) {
          EXPECT_EQ(got[number], want->second);
        }
      }
      // What leaves it open is named.
      EXPECT_TRUE(one.standing() != Standing::may_count_against || !one.unknown.empty());
    }
    EXPECT_EQ(listed.size(), visits.visits[i].size());
    std::size_t there = 0;
    for (std::uint32_t row = 0; row < estate.rows(TableId::elements); ++row) {
      if (cell_text(estate, estate::column::kElementSite, row) == site) ++there;
    }
    EXPECT_EQ(there, listed.size());
  }
}

TEST(Visits, AreWhatLookingAtEachElementFinds) {
  std::size_t sites = 0;
  const unsigned count = testing::seeds(150);
  for (unsigned seed = 0; seed < count && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const World world(testing::random_raw_estate(draw, 1 + draw.below(8), 20));
    const Decision decision = random_decision(draw);
    const Visits visits = world.draw(decision, {1 + draw.below(3), std::to_string(seed)});
    sites += visits.visits.size();
    expect_as_looked_at(world, decision, visits);
  }
  EXPECT_GT(sites, count / 2);
}

// ---- ignorance never helps

// By element and rule, for all that is asked about.
std::map<std::pair<std::string, std::size_t>, Standing> standings_of(const World& world,
                                                                     const Visits& visits) {
  std::map<std::pair<std::string, std::size_t>, Standing> out;
  for (const std::vector<ToInspect>& there : visits.visits) {
    for (const ToInspect& one : there) {
      for (const RuleStanding& by : one.rules) out[{world.element(one), by.rule}] = by.standing;
    }
  }
  return out;
}

void expect_no_better(const RawEstate& raw, const RawEstate& blanked, const Decision& decision) {
  const World before(raw);
  const World after(blanked);
  const Visits told = before.draw(decision, {100, "7"});
  const Visits untold = after.draw(decision, {100, "7"});
  EXPECT_GE(untold.placed + untold.unplaced + untold.placeless,
            told.placed + told.unplaced + told.placeless);
  if (untold.unplaced == told.unplaced) {
    EXPECT_THAT(after.drawn(untold), IsSupersetOf(before.drawn(told)));
  }
  const auto standings = standings_of(after, untold);
  for (const auto& [at, standing] : standings_of(before, told)) {
    const auto found = standings.find(at);
    if (found == standings.end()) {
      EXPECT_GT(untold.unplaced, told.unplaced) << at.first << " is asked about no longer";
    } else if (standing != Standing::clean) {
      EXPECT_NE(found->second, Standing::clean) << at.first;
    }
  }
}

TEST(Visits, AreNotFewerWhereLessIsKnown) {
  const unsigned count = testing::seeds(8);
  for (unsigned seed = 0; seed < count && !HasFailure(); ++seed) {
    Draw draw(seed);
    const RawEstate raw = testing::random_raw_estate(draw, 8, 20);
    const Decision decision = random_decision(draw);
    for (const char* table : {"elements", "sites", "networks"}) {
      for (std::size_t row = 0; row < raw.at(table).size(); ++row) {
        for (const auto& [column, cell] : raw.at(table)[row]) {
          // Keys and defaults are no blanks; nothing that is empty becomes emptier.
          if (column == "id" || column == "in_service_until" || cell.empty()) continue;
          SCOPED_TRACE(fmt::format("seed {}, {} {} {}", seed, table, row, column));
          RawEstate blanked = raw;
          blanked[table][row][column] = "";
          expect_no_better(raw, blanked, decision);
        }
      }
    }
  }
}

}  // namespace
}  // namespace relook::engine
