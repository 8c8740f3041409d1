// SPDX-License-Identifier: Apache-2.0
// A bridge adds up, whatever the two estates, days and rules are, and says of each change what it
// was (SEMANTICS 8.5).

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "decision/evaluate.hpp"
#include "engine/bridge.hpp"
#include "testing/random_decision.hpp"
#include "testing/raw_estate.hpp"
#include "testing/seeds.hpp"

namespace relook::testing {
namespace {

using decision::RuleKind;
using engine::Bridge;
using engine::BridgeStep;
using engine::CheckResult;
using engine::Moves;
using engine::SurelyCounted;

constexpr engine::MovesOptions kAll = {.listed_max = 1'000'000};

decision::Decision read(const std::string& toml) {
  auto read = decision::read_decision(toml, "test.toml");
  EXPECT_FALSE(read.diagnostics.has_errors()) << toml;
  return std::move(read.value);
}

// A check of an estate that is in memory; nothing where it has faults.
std::optional<CheckResult> checked(const RawEstate& raw, const decision::Decision& decision,
                                   const std::string& on) {
  const Date as_of = *parse_date(kAsOf);
  static const estate::Registry registry = small_registry();
  static const estate::Functions functions = small_functions();
  static const estate::Estate places = build({{"places",
                                               {{{"id", "p"},
                                                 {"kind", "base"},
                                                 {"lat", "51.5"},
                                                 {"lon", "-0.1"},
                                                 {"radius_m", "5000"},
                                                 {"sites", "s3"}}}}},
                                             registry, functions, as_of)
                                           .value;
  const Read<estate::Estate> read = build(raw, registry, functions, as_of);
  if (read.diagnostics.has_errors()) return std::nullopt;
  CheckResult result{};
  result.decision = decision;
  result.on = *parse_date(on);
  result.estate_digest = digest(read.value);
  result.judged.situation = std::make_unique<engine::Situation>(
      read.value, result.on, functions, &places.table(estate::TableId::places));
  auto evaluation = decision::evaluate(result.decision, result.judged.situation->facts(),
                                       {.plans_unknown = result.judged.situation->plans_unknown()},
                                       {.threads = 1});
  EXPECT_TRUE(evaluation.has_value());
  result.judged.evaluation = std::move(*evaluation);
  return result;
}

std::map<std::string, Moves> moves(const CheckResult& before, const CheckResult& after) {
  auto found = engine::moves_between(before, after, kAll, {.threads = 1});
  EXPECT_TRUE(found.has_value());
  return std::move(*found);
}

SurelyCounted sum_of(const Bridge& bridge) {
  SurelyCounted sum = bridge.before;
  for (const BridgeStep& step : bridge.steps) sum += step.sum;
  return sum;
}

// Every row or site is in one class, once.
void expect_one_class_each(const Bridge& bridge, const std::string& toml) {
  std::set<std::string> seen;
  for (const BridgeStep& step : bridge.steps) {
    EXPECT_EQ(step.count, step.units.size());
    EXPECT_GT(step.count, 0U);
    for (const std::string& id : step.units) {
      EXPECT_TRUE(seen.insert(id).second) << id << " is in two classes\n" << toml;
    }
  }
}

// What the finding itself says of its low end is the bridge's total.
void expect_total(const SurelyCounted& total, const CheckResult& check, const std::string& id,
                  bool complete) {
  for (const decision::Finding& finding : check.judged.evaluation.findings) {
    if (finding.id != id) continue;
    const decision::Rule& rule = check.decision.rules[finding.rule];
    if (rule.kind == RuleKind::diversify) return;
    if (!finding.measured) {
      EXPECT_EQ(total.part, static_cast<Int128>(finding.offender_count)) << id;
      if (complete) {
        EXPECT_EQ(total.whole, static_cast<Int128>(finding.scope)) << id;
      }
      return;
    }
    EXPECT_EQ(total.part, finding.measured->low.part) << id;
    // Where a maker is in doubt, a low end may take in what is only possibly counted.
    if (complete && finding.measured->low.part == finding.measured->high.part &&
        finding.measured->low.whole == finding.measured->high.whole && finding.to_find.empty()) {
      EXPECT_EQ(total.whole, finding.measured->low.whole) << id;
    }
    return;
  }
  EXPECT_EQ(total, SurelyCounted{}) << id << " is not there";
}

// Another estate, a few edits away.
RawEstate edited(const RawEstate& raw, Draw& draw) {
  RawEstate out = raw;
  const RawEstate other = random_raw_estate(draw, 4, 10);
  const std::size_t edits = 1 + draw.below(4);
  for (std::size_t i = 0; i < edits; ++i) {
    RawTable& elements = out["elements"];
    const RawTable& others = other.at("elements");
    if (draw.one_in(4) && elements.size() > 1) {
      elements.erase(elements.begin() + static_cast<std::ptrdiff_t>(draw.below(elements.size())));
      for (const char* table : {"supplies", "dependencies", "changes"}) out[table].clear();
    } else if (draw.one_in(4)) {
      RawRow row = others[draw.below(others.size())];
      row["id"] = "n" + std::to_string(i);
      if (draw.one_in(2)) row["in_service_from"] = "2020-11-01";
      elements.push_back(std::move(row));
    } else if (draw.one_in(4)) {
      out["supplies"] = other.at("supplies");
      std::erase_if(out["supplies"], [&](const RawRow& supply) {
        return std::ranges::none_of(elements, [&](const RawRow& element) {
          return element.at("id") == supply.at("element");
        });
      });
    } else if (draw.one_in(6)) {
      out.erase(draw.one_of({"supplies", "ownership", "networks"}));
    } else {
      RawRow& row = elements[draw.below(elements.size())];
      const RawRow& from = others[draw.below(others.size())];
      const std::string column =
          draw.one_of({"vendor", "site", "function", "generations", "in_service_from",
                       "in_service_until", "operator", "users", "traffic_gbps", "procured_on"});
      row[column] = from.at(column);
    }
  }
  return out;
}

TEST(Diff, TheBridgeAddsUp) {
  std::size_t bridges = 0;
  std::size_t stepped = 0;
  std::set<engine::Step> classes;
  for (unsigned seed = 0; seed < seeds(3000); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const bool complete = draw.one_in(3);
    const RawEstate raw = random_raw_estate(draw, 4, complete ? 0 : 8);
    const RawEstate later =
        complete && draw.one_in(2) ? random_raw_estate(draw, 4, 0) : edited(raw, draw);
    const std::string toml = to_toml(random_rule(draw));
    const decision::Decision decision = read(toml);
    const decision::Decision second = draw.one_in(4) ? read(to_toml(random_rule(draw))) : decision;
    const auto before =
        checked(raw, decision, draw.one_of({"2020-01-01", "2020-06-01", "2021-06-01"}));
    const auto after =
        checked(later, second, draw.one_of({"2020-06-01", "2020-12-01", "2021-06-01"}));
    if (!before || !after) continue;
    const auto back = moves(*after, *before);
    for (const auto& [id, one] : moves(*before, *after)) {
      if (!one.bridge) continue;
      ++bridges;
      if (!one.bridge->steps.empty()) ++stepped;
      EXPECT_EQ(sum_of(*one.bridge), one.bridge->after) << toml;
      expect_one_class_each(*one.bridge, toml);
      // `..` leaves service open on the days before as_of.
      const bool sure = complete && before->on >= *parse_date(kAsOf);
      expect_total(one.bridge->before, *before, id, sure);
      // Edits come from estates with gaps.
      expect_total(one.bridge->after, *after, id, false);
      ASSERT_TRUE(back.at(id).bridge.has_value());
      EXPECT_EQ(back.at(id).bridge->before, one.bridge->after);
      EXPECT_EQ(back.at(id).bridge->after, one.bridge->before);
      EXPECT_EQ(back.at(id).bridge->unchanged, one.bridge->unchanged);
      for (const BridgeStep& step : one.bridge->steps) classes.insert(step.step);
      if (HasFailure()) return;
    }
  }
  std::printf("%zu bridges, %zu of them with steps\n", bridges, stepped);
  EXPECT_GT(stepped, 500U);
  for (std::size_t step = 0; step < std::size(engine::kSteps); ++step) {
    EXPECT_TRUE(classes.contains(static_cast<engine::Step>(step)))
        << engine::kSteps[step] << " never occurs, so it is not tried";
  }
}

TEST(Diff, AnEstateIsAsItselfIs) {
  for (unsigned seed = 0; seed < seeds(300); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const RawEstate raw = random_raw_estate(draw, 3, 20);
    const decision::Decision decision = read(to_toml(random_rule(draw)));
    const auto one = checked(raw, decision, "2020-06-01");
    const auto other = checked(raw, decision, "2020-06-01");
    if (!one || !other) continue;
    for (const auto& [id, moved] : moves(*one, *other)) {
      EXPECT_EQ(moved.cell_count, 0U) << id;
      if (moved.bridge) {
        EXPECT_TRUE(moved.bridge->steps.empty()) << id;
      }
    }
  }
}

// ---- one change each

constexpr std::string_view kCap =
    "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"D\"\nauthority = \"t\"\n"
    "version = \"1\"\nstatus = \"draft\"\n[terms]\nbad = 'vendor in family(\"huawei\")'\n"
    "[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"cap\"\nof = 'function == \"gNB\"'\n"
    "what = 'bad'\nlimit = \"1/2\"\nmeasure = ";

RawEstate mast_estate() {
  RawEstate raw;
  raw["operators"] = {{{"id", "a"}, {"country", "GB"}}};
  for (const char* table : {"networks", "ownership", "supplies", "changes", "dependencies"}) {
    raw[table] = {};
  }
  for (const char* site : {"s1", "s2"}) raw["sites"].push_back({{"id", site}, {"region", "n"}});
  const auto add = [&](const char* id, const char* site, const char* vendor) {
    raw["elements"].push_back({{"id", id},
                               {"operator", "a"},
                               {"users", "-"},
                               {"site", site},
                               {"function", "gNB"},
                               {"vendor", vendor},
                               {"procured_on", "2019-01-01"},
                               {"in_service_from", "2019-06-01"},
                               {"in_service_until", ""},
                               {"traffic_gbps", "2"}});
  };
  add("e1", "s1", "huawei");
  add("e2", "s2", "nokia");
  return raw;
}

struct Case {
  const char* sentence;
  const char* step;
  int part;
  int whole;
  std::function<void(RawEstate& before, RawEstate& after)> change;
  const char* measure = "elements";
};

RawRow& row(RawEstate& raw, std::size_t number) { return raw["elements"][number]; }

void drop_first(RawEstate& raw) { raw["elements"].erase(raw["elements"].begin()); }

// The first side is asked on its as_of, the second half a year later.
std::vector<Case> works_and_removals() {
  return {
      {"a new base station since", "installed", 1, 1,
       [](RawEstate& before, RawEstate& after) {
         drop_first(before);
         row(after, 0)["in_service_from"] = "2020-09-01";
       }},
      {"one that was there already, but was not told", "appeared", 1, 1,
       [](RawEstate& before, RawEstate&) { drop_first(before); }},
      {"an end since", "removed", -1, -1,
       [](RawEstate&, RawEstate& after) { row(after, 0)["in_service_until"] = "2020-09-01"; }},
      {"an end that was known, and the row left out", "removed", -1, -1,
       [](RawEstate& before, RawEstate& after) {
         row(before, 0)["in_service_until"] = "2020-09-01";
         drop_first(after);
       }},
      {"a row left out without a word", "disappeared", -1, -1,
       [](RawEstate&, RawEstate& after) { drop_first(after); }},
      {"an end that lies before the first side said it was there", "reclassified", -1, -1,
       [](RawEstate&, RawEstate& after) { row(after, 0)["in_service_until"] = "2020-01-01"; }},
      {"another vendor, and works that say so", "replaced", -1, 0,
       [](RawEstate&, RawEstate& after) {
         row(after, 0)["vendor"] = "nokia";
         row(after, 0)["in_service_from"] = "2020-09-01";
       }},
      {"another vendor, bought since", "replaced", -1, 0,
       [](RawEstate&, RawEstate& after) {
         row(after, 0)["vendor"] = "nokia";
         row(after, 0)["procured_on"] = "2020-09-01";
       }},
      {"another vendor by a planned change", "replaced", -1, 0,
       [](RawEstate& before, RawEstate& after) {
         for (RawEstate* raw : {&before, &after}) {
           (*raw)["changes"] = {{{"date", "2020-09-01"},
                                 {"element", "e1"},
                                 {"action", "replace"},
                                 {"vendor", "nokia"},
                                 {"model", "m"}}};
         }
       }},
      {"another vendor, and nothing that explains it", "reclassified", -1, 0,
       [](RawEstate&, RawEstate& after) { row(after, 0)["vendor"] = "nokia"; }},
      {"another vendor with works of long ago", "reclassified", -1, 0,
       [](RawEstate&, RawEstate& after) {
         row(after, 0)["vendor"] = "nokia";
         row(after, 0)["in_service_from"] = "2020-03-01";
       }},
      {"another vendor, and a supply of software since", "reclassified", -1, 0,
       [](RawEstate&, RawEstate& after) {
         row(after, 0)["vendor"] = "nokia";
         after["supplies"] = {{{"element", "e1"},
                               {"role", "software"},
                               {"vendor", "nokia"},
                               {"source", "contract"},
                               {"from", "2020-09-01"}}};
       }},
      {"another vendor, and a supply of hardware since", "replaced", -1, 0,
       [](RawEstate&, RawEstate& after) {
         row(after, 0)["vendor"] = "nokia";
         after["supplies"] = {{{"element", "e1"},
                               {"role", "hardware"},
                               {"vendor", "nokia"},
                               {"source", "contract"},
                               {"from", "2020-09-01"}}};
       }},
  };
}

std::vector<Case> what_is_told_otherwise() {
  return {
      {"a day found out", "newly-known", 1, 1,
       [](RawEstate& before, RawEstate& after) {
         row(before, 0)["in_service_from"] = "";
         row(after, 0)["in_service_from"] = "2020-09-01";
       }},
      {"another function", "reclassified", -1, -1,
       [](RawEstate&, RawEstate& after) { row(after, 0)["function"] = "P"; }},
      {"a vendor found out", "newly-known", 1, 0,
       [](RawEstate& before, RawEstate&) { row(before, 0)["vendor"] = ""; }},
      {"a vendor forgotten", "no-longer-known", -1, 0,
       [](RawEstate&, RawEstate& after) { row(after, 0)["vendor"] = ""; }},
      {"the witnesses taken away", "no-longer-known", -1, 0,
       [](RawEstate&, RawEstate& after) { after.erase("supplies"); }},
      {"more traffic", "remeasured", 1'000'000, 1'000'000,
       [](RawEstate&, RawEstate& after) { row(after, 0)["traffic_gbps"] = "3"; }, "traffic_gbps"},
      {"traffic found out", "newly-known", 2'000'000, 2'000'000,
       [](RawEstate& before, RawEstate&) { row(before, 0)["traffic_gbps"] = ""; }, "traffic_gbps"},
      {"a family that parted", "asked-otherwise", -1, 0,
       [](RawEstate& before, RawEstate& after) {
         for (RawEstate* raw : {&before, &after}) row(*raw, 0)["vendor"] = "honor";
       }},
      {"a site of which nothing is left", "disappeared", -1, -1,
       [](RawEstate&, RawEstate& after) { drop_first(after); }, "sites"},
      {"a mast told to stand elsewhere", "reclassified", 0, -1,
       [](RawEstate&, RawEstate& after) { row(after, 0)["site"] = "s2"; }, "sites"},
  };
}

TEST(Diff, SaysWhatEachChangeWas) {
  std::vector<Case> cases = works_and_removals();
  std::ranges::move(what_is_told_otherwise(), std::back_inserter(cases));
  for (const Case& one : cases) {
    SCOPED_TRACE(one.sentence);
    RawEstate before = mast_estate();
    RawEstate after = mast_estate();
    one.change(before, after);
    const decision::Decision decision = read(std::string(kCap) + "\"" + one.measure + "\"\n");
    const auto first = checked(before, decision, "2020-06-01");
    const auto second = checked(after, decision, "2020-12-01");
    ASSERT_TRUE(first && second);
    const auto found = moves(*first, *second);
    ASSERT_TRUE(found.at("r").bridge.has_value());
    const Bridge& bridge = *found.at("r").bridge;
    SurelyCounted change = bridge.after - bridge.before;
    EXPECT_EQ(static_cast<int>(change.part), one.part);
    EXPECT_EQ(static_cast<int>(change.whole), one.whole);
    ASSERT_FALSE(bridge.steps.empty());
    for (const BridgeStep& step : bridge.steps) EXPECT_EQ(engine::name_of(step.step), one.step);
  }
}

TEST(Diff, CallsAnEndThatAnEstateTellsItselfARemoval) {
  RawEstate raw = mast_estate();
  row(raw, 0)["in_service_from"] = "2020-07-01";
  row(raw, 0)["in_service_until"] = "2020-10-01";
  const decision::Decision decision = read(std::string(kCap) + "\"elements\"\n");
  const auto there = checked(raw, decision, "2020-09-01");
  const auto gone = checked(raw, decision, "2020-12-01");
  const auto not_yet = checked(raw, decision, "2020-06-15");
  ASSERT_TRUE(there && gone && not_yet);
  for (const auto* other : {&gone, &not_yet}) {
    const auto found = moves(*there, **other);
    ASSERT_EQ(found.at("r").bridge->steps.size(), 1U);
    EXPECT_EQ(engine::name_of(found.at("r").bridge->steps.front().step), "removed");
  }
}

TEST(Diff, NamesTheCellsBehindIt) {
  RawEstate before = mast_estate();
  RawEstate after = mast_estate();
  row(after, 0)["vendor"] = "nokia";
  row(after, 1)["procured_on"] = "2018-01-01";  // no rule asks for it
  const decision::Decision decision = read(std::string(kCap) + "\"elements\"\n");
  const auto first = checked(before, decision, "2020-06-01");
  const auto second = checked(after, decision, "2020-06-01");
  ASSERT_TRUE(first && second);
  const auto found = moves(*first, *second);
  const Moves& moved = found.at("r");
  ASSERT_EQ(moved.cell_count, 1U);
  const engine::CellChange want{estate::TableId::elements, "e1", "vendor", "huawei", "nokia"};
  EXPECT_EQ(moved.cells.front(), want);
}

}  // namespace
}  // namespace relook::testing
