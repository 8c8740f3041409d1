// SPDX-License-Identifier: Apache-2.0
// The evaluation in blocks and sums against one that looks at each row by itself and lists every
// unit: the same findings to the last fact, over random estates and decisions.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "decision/cells.hpp"
#include "decision/evaluate.hpp"
#include "decision/groundwork.hpp"
#include "decision/scope.hpp"
#include "decision/select.hpp"
#include "decision/tally.hpp"
#include "decision/to_find.hpp"
#include "engine/situation.hpp"
#include "testing/random_decision.hpp"
#include "testing/raw_estate.hpp"
#include "testing/seeds.hpp"

namespace relook::decision {
namespace {

using estate::is_value;
using estate::TableId;
using testing::Draw;

// ---- who is in a group, asked of one row

Members owners_of(const Facts& facts, std::uint32_t element) {
  Members members;
  const std::uint32_t owner = facts.estate.column(estate::column::kElementOperator).code(element);
  if (is_value(owner)) members.sure.push_back(owner);
  const estate::Column& users = facts.estate.column(estate::column::kElementUsers);
  const std::uint32_t list = users.code(element);
  members.others = !is_value(owner) || list == estate::kUnknownCode;
  if (is_value(list)) {
    for (const std::uint32_t user : users.lists[list]) members.sure.push_back(user);
  }
  return members;
}

Truth at_value(const Context& context, const GroupKey& key, const GroupValue& value,
               std::uint32_t row) {
  const Facts& facts = context.facts;
  if (key.text == "operator") {
    const Members members = owners_of(facts, row);
    const Truth other = members.others ? Truth::unknown : Truth::no;
    if (!value.value) return other;
    const std::uint32_t op = *facts.estate.table(TableId::operators).find(*value.value);
    const bool sure = std::ranges::find(members.sure, op) != members.sure.end();
    return both(sure ? Truth::yes : other, context.binding.operators[op]);
  }
  const Arrival arrival = follow(key.path, facts, row);
  const TextCell cell = arrival.arrived == Arrived::row ? text_cell(key.path, facts, arrival.row)
                                                        : TextCell{arrival.arrived};
  if (cell.is == Arrived::unknown) return Truth::unknown;
  return truth(cell.is == Arrived::row && value.value && cell.text == *value.value);
}

Truth in_group(const Rule& rule, const Context& context, const Group& group, std::uint32_t row) {
  Truth truth = Truth::yes;
  bool by_operator = false;
  for (std::size_t i = 0; i < rule.per.size(); ++i) {
    by_operator = by_operator || rule.per[i].text == "operator";
    truth = both(truth, at_value(context, rule.per[i], group[i], row));
  }
  if (by_operator) return truth;
  Members members = owners_of(context.facts, row);
  std::ranges::sort(members.sure);
  return both(truth, bound(context.binding, members));
}

// ---- one finding, row by row

struct Row {
  std::uint32_t row;
  Truth in;
  Truth matches;
};

// Of `freeze` and `clear` the joined answers are taken over: what they add to `what` is a date and
// a place, which select_random_test and the completions try.
Truth matches(const Rule& rule, const Context& context, const Scope& scope, std::uint32_t row) {
  if (rule.kind == RuleKind::freeze || rule.kind == RuleKind::clear) return scope.matches[row];
  return select_row(*rule.what, context.facts, row);
}

std::vector<Row> rows_of(const Rule& rule, const Context& context, const Scope& scope,
                         const Group& group) {
  std::vector<Row> rows;
  for (std::uint32_t row = 0; row < scope.in.size(); ++row) {
    Truth in = both(in_group(rule, context, group, row),
                    in_service(context.facts, TableId::elements, row));
    if (rule.of) in = both(in, select_row(*rule.of, context.facts, row));
    if (in != Truth::no) rows.push_back({row, in, matches(rule, context, scope, row)});
  }
  return rows;
}

void explain(const Rule& rule, const Context& context, const Scope& scope,
             const std::vector<std::uint32_t>& open, Finding& finding) {
  std::vector<CellUse> uses;
  for (const std::uint32_t row : open) {
    for (CellUse& use : unknowns_of(rule, scope, context, row)) uses.push_back(std::move(use));
  }
  finding.to_find = group_facts(uses, context);
}

void list(const Rule& rule, const Context& context, std::uint32_t row, std::string waived_by,
          Finding& finding) {
  ++finding.offender_count;
  finding.offenders.push_back(
      {TableId::elements, row, because(*rule.what, context.facts, row), std::move(waived_by)});
}

void judge_each(const Rule& rule, const Context& context, const Scope& scope,
                const std::vector<Row>& rows, Finding& finding) {
  std::vector<std::uint32_t> open;
  std::vector<std::uint32_t> perhaps;
  bool sure = false;
  for (const Row& row : rows) {
    ++finding.scope;
    sure = sure || row.in == Truth::yes;
    if (row.in == Truth::unknown) perhaps.push_back(row.row);
    const Truth offends = both(row.in, row.matches);
    bool waived = false;
    for (const Waiver& waiver : context.options.waivers) {
      waived = waived || select_row(waiver.selector, context.facts, row.row) == Truth::yes;
    }
    if (offends == Truth::unknown && !waived) open.push_back(row.row);
    if (offends == Truth::yes) list(rule, context, row.row, waived ? "us" : "", finding);
    if (offends == Truth::yes && waived) ++finding.waived_count;
  }
  finding.possible_count = open.size();
  finding.in_itself = finding.offender_count > finding.waived_count ? Verdict::breaches
                      : !open.empty()                               ? Verdict::undecided
                      : sure                                        ? Verdict::conforms
                      : rows.empty()                                ? Verdict::not_applicable
                                                                    : Verdict::undecided;
  if (finding.in_itself != Verdict::undecided) return;
  explain(rule, context, scope, open.empty() ? perhaps : open, finding);
  if (open.empty()) return;
  finding.would_settle = {open.front()};
  finding.effort = {1, open.size()};
}

struct Units {
  std::vector<Unit> units;
  Siteless siteless;
  std::uint64_t siteless_rows = 0;
  std::vector<std::uint32_t> open;
};

Units units_of(const Rule& rule, const Context& context, const std::vector<Row>& rows) {
  Units out;
  const auto column = column_of(rule.measure);
  std::map<std::uint32_t, Unit> sites;
  for (const Row& row : rows) {
    bool open = row.in == Truth::unknown || row.matches == Truth::unknown;
    if (rule.measure != Measure::sites) {
      Weight weight;
      if (column) {
        const std::int64_t cell = context.facts.estate.column(*column).number(row.row);
        const bool known = cell != estate::kUnknownNumber;
        weight = known ? Weight{cell, cell} : Weight{rule.weight_min.value_or(0), rule.weight_max};
        open = open || !known;
      }
      out.units.push_back({row.row, row.in, row.matches, weight});
    } else {
      const std::uint32_t site =
          context.facts.estate.column(estate::column::kElementSite).code(row.row);
      open = open || !is_value(site);
      const Truth part = both(row.in, row.matches);
      if (is_value(site)) {
        Unit& unit =
            sites.try_emplace(site, Unit{site, Truth::no, Truth::no, {}, 1, 0}).first->second;
        unit.in_whole = either(unit.in_whole, row.in);
        unit.matches = either(unit.matches, part);
        if (part == Truth::unknown) ++unit.rows_to_clear;
      } else if (site == estate::kUnknownCode) {
        if (row.matches != Truth::no) ++out.siteless.may_match;
        if (part != Truth::yes) ++out.siteless.may_not;
        ++out.siteless_rows;
      }
    }
    if (open) out.open.push_back(row.row);
  }
  for (auto& [site, unit] : sites) {
    unit.rows_to_clear = std::max<std::uint32_t>(unit.rows_to_clear, 1);
    out.units.push_back(unit);
  }
  return out;
}

void judge_units(const Rule& rule, const Context& context, const Scope& scope,
                 const std::vector<Row>& rows, Finding& finding) {
  const Units all = units_of(rule, context, rows);
  Sums sums;
  for (const Unit& unit : all.units) {
    sums.add(unit);
    if (unit.in_whole == Truth::unknown || unit.matches == Truth::unknown || !unit.weight.known()) {
      ++finding.possible_count;
    }
  }
  finding.possible_count += all.siteless_rows;
  finding.scope = all.units.size() + all.siteless_rows;
  const ShareInterval interval = interval_of(sums, all.siteless);
  finding.measured = {rule.measure, interval.low, interval.high};
  constexpr Verdict kVerdictOf[] = {Verdict::breaches, Verdict::undecided, Verdict::conforms,
                                    Verdict::not_applicable};
  finding.in_itself = kVerdictOf[static_cast<std::size_t>(judge(interval, *rule.limit))];
  if (finding.in_itself == Verdict::breaches) {
    for (const Row& row : rows) {
      if (both(row.in, row.matches) == Truth::yes) list(rule, context, row.row, "", finding);
    }
  }
  if (finding.in_itself != Verdict::undecided) return;
  explain(rule, context, scope, all.open, finding);
  const auto tipping = tipping_point(all.units, all.siteless, *rule.limit);
  if (tipping && tipping->at_least > 0) {
    finding.tipping_point = {tipping->at_least, tipping->of, {}, 0, 0};
  }
  const auto settling = smallest_settling(all.units, all.siteless, *rule.limit);
  finding.effort = {settling ? settling->rows : all.open.size(), all.open.size()};
  if (settling && rule.measure != Measure::sites) {
    for (const Unit& unit : settling->units) finding.would_settle.push_back(unit.row);
  }
}

void expect_same(const Finding& fast, const Finding& slow, const Rule& rule) {
  EXPECT_EQ(fast.in_itself, slow.in_itself);
  EXPECT_EQ(fast.scope, slow.scope);
  EXPECT_EQ(fast.possible_count, slow.possible_count);
  EXPECT_EQ(fast.offender_count, slow.offender_count);
  EXPECT_EQ(fast.waived_count, slow.waived_count);
  EXPECT_EQ(fast.measured.has_value(), slow.measured.has_value());
  if (fast.measured && slow.measured) {
    EXPECT_EQ(fast.measured->low, slow.measured->low);
    EXPECT_EQ(fast.measured->high, slow.measured->high);
  }
  std::map<std::uint32_t, std::string> why[2];
  for (const Offender& offender : fast.offenders) {
    why[0][offender.row] = offender.because + "/" + offender.waived_by;
  }
  for (const Offender& offender : slow.offenders) {
    why[1][offender.row] = offender.because + "/" + offender.waived_by;
  }
  EXPECT_EQ(why[0], why[1]);
  EXPECT_EQ(fast.to_find, slow.to_find);
  if (fast.in_itself != Verdict::undecided) return;
  EXPECT_EQ(fast.effort.has_value(), slow.effort.has_value());
  if (fast.effort && slow.effort) {
    EXPECT_EQ(fast.effort->most, slow.effort->most);
  }
  if (rule.kind == RuleKind::cap) {
    EXPECT_EQ(fast.tipping_point.has_value(), slow.tipping_point.has_value());
    if (fast.tipping_point && slow.tipping_point) {
      EXPECT_EQ(fast.tipping_point->at_least, slow.tipping_point->at_least);
      EXPECT_EQ(fast.tipping_point->of, slow.tipping_point->of);
    }
  }
  if (rule.kind != RuleKind::cap || rule.measure != Measure::sites) {
    EXPECT_EQ(fast.would_settle, slow.would_settle);
  }
}

estate::Estate places_of(const estate::Registry& registry, const estate::Functions& functions) {
  const testing::RawEstate raw = {{"places",
                                   {{{"id", "p"},
                                     {"kind", "base"},
                                     {"lat", "51.5"},
                                     {"lon", "-0.1"},
                                     {"radius_m", "5000"},
                                     {"sites", "s3"}}}}};
  return testing::build(raw, registry, functions, *parse_date(testing::kAsOf)).value;
}

// One estate and one decision; the number of findings that were held side by side.
std::size_t compare_one(Draw& draw) {
  static const estate::Registry registry = testing::small_registry();
  static const estate::Functions functions = testing::small_functions();
  static const estate::Estate places = places_of(registry, functions);
  const Date as_of = *parse_date(testing::kAsOf);
  const testing::RawEstate raw = testing::random_raw_estate(draw, 1 + draw.below(8), 20);
  const testing::RawRule raw_rule = testing::random_rule(draw);
  std::string toml = testing::to_toml(raw_rule);
  if (draw.one_in(2)) {
    toml.replace(toml.find("status = "), 0, "applies_to = 'country == \"GB\"'\n");
  }
  const Decision decision = read_decision(toml, "random.toml").value;
  const Read<estate::Estate> read = testing::build(raw, registry, functions, as_of);
  if (read.diagnostics.has_errors()) return 0;
  const engine::Situation situation(read.value, as_of, functions, &places.table(TableId::places));
  EvaluateOptions options;
  if (draw.one_in(3)) {
    Read<Selector> selector =
        compile_selector("function == \"AMF\"", {"waiver", {1, 1}}, Subject::elements, {});
    options.waivers.push_back({"r", std::move(selector.value), "", "us", Date{as_of.days + 1}});
  }
  const Run run{.threads = 1 + static_cast<unsigned>(draw.below(2))};
  const auto evaluation = evaluate(decision, situation.facts(), options, run);
  if (!evaluation) return 0;
  const Binding binding = binding_of(decision, situation.facts());
  Groundwork ground(situation.facts(), run);
  const Context context{decision, situation.facts(),       options, binding,
                        run,      ground.service(decision)};
  const Rule& rule = decision.rules.front();
  // These two are judged otherwise; diversify_test and the completions hold them to account.
  if (rule.kind == RuleKind::diversify || rule.kind == RuleKind::know) return 0;
  const Scope scope = scope_of(rule, context);
  for (const Finding& fast : evaluation->findings) {
    const bool held_back =
        std::ranges::any_of(fast.group, [](const GroupValue& value) { return !value.value; });
    if (held_back) continue;
    Finding slow;
    const std::vector<Row> rows = rows_of(rule, context, scope, fast.group);
    if (rule.kind == RuleKind::cap) {
      judge_units(rule, context, scope, rows, slow);
    } else {
      judge_each(rule, context, scope, rows, slow);
    }
    expect_same(fast, slow, rule);
  }
  return evaluation->findings.size();
}

TEST(RowsByGroup, FindWhatLookingAtEachRowFinds) {
  std::size_t findings = 0;
  const unsigned count = testing::seeds(1500);
  for (unsigned seed = 0; seed < count && !::testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    findings += compare_one(draw);
  }
  EXPECT_GT(findings, count / 2);
}

}  // namespace
}  // namespace relook::decision
