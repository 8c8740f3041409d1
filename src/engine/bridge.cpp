// SPDX-License-Identifier: Apache-2.0
// A rule's rows on both sides are paired by their ids, each pair is a unit. What a unit counts on
// each side is a truth about the whole, one about the part, and a weight. Where that differs the
// unit is put into one class, from what the two estates say about it; the sums of the classes are
// the difference between the totals by construction.
//
// What the first side could know ends with its day or its as_of, whichever is earlier: works dated
// behind that are news, any other difference is the same thing told otherwise.

#include "engine/bridge.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <span>
#include <unordered_map>

#include "base/check.hpp"
#include "decision/rule_rows.hpp"

namespace relook::engine {
namespace {

using decision::Finding;
using decision::Measure;
using decision::Rule;
using decision::RuleKind;
using decision::RuleRows;
using estate::is_value;
using estate::kUnknownCode;
using estate::TableId;
using namespace estate::column;

constexpr std::uint32_t kNoRow = kUnknownCode;

// How a row counts on one side.
struct Stand {
  Truth in = Truth::no;
  Truth matches = Truth::no;
  std::int64_t weight = 1;
  bool weighed = true;

  [[nodiscard]] bool in_part() const { return both(in, matches) == Truth::yes; }
  [[nodiscard]] bool open() const {
    return in == Truth::unknown || (in == Truth::yes && (matches == Truth::unknown || !weighed));
  }
  [[nodiscard]] SurelyCounted counted() const {
    return {in_part() ? Int128{weight} : 0, in == Truth::yes ? Int128{weight} : 0};
  }
  friend bool operator==(const Stand&, const Stand&) = default;
};

struct Unit {
  std::uint32_t before = kNoRow;
  std::uint32_t after = kNoRow;
  Stand stood;
  Stand stands;
};

std::optional<std::uint32_t> row_or_none(std::uint32_t row) {
  return is_value(row) ? std::optional(row) : std::nullopt;
}

// One side of the comparison.
struct Side {
  Side(const CheckResult& result, const Run& run)
      : check(result),
        situation(*result.judged.situation),
        facts(situation.estate()),
        ground(std::make_unique<decision::Groundwork>(situation.facts(), run)) {}

  const CheckResult& check;
  const Situation& situation;
  FactReader facts;
  std::unique_ptr<decision::Groundwork> ground;  // what all rules have in common

  [[nodiscard]] const estate::Estate& estate() const { return situation.estate(); }
  [[nodiscard]] Date knows_until() const {
    return {std::min(check.on.days, estate().manifest.as_of.days)};
  }
  [[nodiscard]] Truth in_service(TableId table, std::uint32_t row, Date day) const {
    decision::Facts facts_then = situation.facts();
    facts_then.on = day;
    return decision::in_service(facts_then, table, row);
  }
  [[nodiscard]] std::optional<std::size_t> rule(std::string_view id) const {
    const std::vector<Rule>& rules = check.decision.rules;
    const auto found = std::ranges::find(rules, id, &Rule::id);
    if (found == rules.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rules.begin());
  }
};

// The rows of a table on both sides that are one and the same.
struct PairedRows {
  std::vector<std::uint32_t> after_of;
  std::vector<std::uint32_t> before_of;

  void join(std::uint32_t before, std::uint32_t after) {
    after_of[before] = after;
    before_of[after] = before;
  }
};

PairedRows pair_table(const Side& before, const Side& after, TableId table) {
  PairedRows out;
  out.after_of.assign(before.estate().rows(table), kNoRow);
  out.before_of.assign(after.estate().rows(table), kNoRow);
  if (estate::schema(table).has_ids()) {
    // Ids are in order of their bytes on both sides.
    std::uint32_t a = 0;
    for (std::uint32_t b = 0; b < out.after_of.size(); ++b) {
      const std::string_view id = before.estate().id(table, b);
      while (a < out.before_of.size() && after.estate().id(table, a) < id) ++a;
      if (a < out.before_of.size() && after.estate().id(table, a) == id) out.join(b, a);
    }
    return out;
  }
  RELOOK_CHECK(table == TableId::supplies);
  for (std::uint32_t element = 0; element < before.estate().rows(TableId::elements); ++element) {
    const auto other = after.estate()
                           .table(TableId::elements)
                           .find(before.estate().id(TableId::elements, element));
    if (!other) continue;
    for (const RowPair& pair : paired(before.estate(), before.facts.supplies_of(element),
                                      after.estate(), after.facts.supplies_of(*other), table)) {
      if (pair.before && pair.after) out.join(*pair.before, *pair.after);
    }
  }
  return out;
}

// Whether it is one estate as it is on one day, so that there is nothing to compare.
bool have_same_cells(const Side& before, const Side& after) {
  const bool one_estate = before.check.estate_digest == after.check.estate_digest &&
                          before.check.registry_digest == after.check.registry_digest;
  const bool by_day = before.estate().rows(TableId::changes) > 0 ||
                      !before.check.assumptions.empty() || !after.check.assumptions.empty();
  return one_estate && (before.check.on == after.check.on || !by_day);
}

// Cells that are filled, emptied, or say something else.
struct Told {
  bool gained = false;
  bool lost = false;
  bool moved = false;

  void add(const CellChange& change) {
    const bool unknown_before = is_unknown(change, change.before);
    const bool unknown_after = is_unknown(change, change.after);
    gained = gained || (unknown_before && !unknown_after);
    lost = lost || (!unknown_before && unknown_after);
    moved = moved || (!unknown_before && !unknown_after);
  }
};

class RuleMoves {
 public:
  RuleMoves(const Side& before, const Side& after, std::string_view rule,
            const MovesOptions& options)
      : before_(before),
        after_(after),
        rule_before_(before.rule(rule)),
        rule_after_(after.rule(rule)),
        options_(options),
        same_cells_(have_same_cells(before, after)) {
    add_columns(before_, rule_before_);
    add_columns(after_, rule_after_);
  }

  Result<void> add_to(std::map<std::string, Moves>& out, const Run& run) {
    std::map<std::string, Numbers> findings;
    collect(before_, rule_before_, &Numbers::before, findings);
    collect(after_, rule_after_, &Numbers::after, findings);
    if (!comparable()) {
      for (const auto& [id, numbers] : findings) out.emplace(id, Moves{});
      return {};
    }
    const auto rows_before = rows(before_, rule_before_, run);
    if (!rows_before) return std::unexpected(rows_before.error());
    const auto rows_after = rows(after_, rule_after_, run);
    if (!rows_after) return std::unexpected(rows_after.error());
    const bool counted = (!rule_before_ || *rows_before) && (!rule_after_ || *rows_after);
    const TableId table = decision::table_of(rule().over);
    if (counted) pairs_ = pair_table(before_, after_, table);
    find_tables();
    for (const auto& [id, numbers] : findings) {
      if (!counted) {
        out.emplace(id, Moves{});
        continue;
      }
      const auto of = [](const std::optional<RuleRows>& all, std::size_t finding) {
        static const std::vector<decision::CountedRow> kNone;
        return all && finding < all->of_finding.size() ? std::span(all->of_finding[finding])
                                                       : std::span(kNone);
      };
      out.emplace(id, moves(table, units(of(*rows_before, numbers.before),
                                         of(*rows_after, numbers.after))));
    }
    return {};
  }

 private:
  static constexpr std::size_t kNoFinding = static_cast<std::size_t>(-1);

  // Where a finding stands in the lists of both sides.
  struct Numbers {
    std::size_t before = kNoFinding;
    std::size_t after = kNoFinding;
  };

  static void collect(const Side& side, std::optional<std::size_t> rule,
                      std::size_t Numbers::* which, std::map<std::string, Numbers>& findings) {
    const std::vector<Finding>& all = side.check.judged.evaluation.findings;
    for (std::size_t f = 0; f < all.size(); ++f) {
      if (all[f].rule == rule) findings[all[f].id].*which = f;
    }
  }

  void add_columns(const Side& side, std::optional<std::size_t> rule) {
    if (!rule) return;
    columns_.merge(columns_read(side.check.decision, side.check.decision.rules[*rule]));
  }

  [[nodiscard]] const Rule& rule() const {
    return rule_after_ ? after_.check.decision.rules[*rule_after_]
                       : before_.check.decision.rules[*rule_before_];
  }

  // Whether both sides count the same kind of thing.
  [[nodiscard]] bool comparable() const {
    if (!rule_before_ || !rule_after_) return true;
    const Rule& was = before_.check.decision.rules[*rule_before_];
    return was.kind == rule().kind && was.over == rule().over && was.measure == rule().measure;
  }

  static Result<std::optional<RuleRows>> rows(const Side& side, std::optional<std::size_t> rule,
                                              const Run& run) {
    if (!rule) return std::nullopt;
    return decision::rows_of_rule(side.check.decision, *rule, *side.ground,
                                  side.check.judged.evaluation.findings, run);
  }

  // A table that only one side has says something, or nothing, about every row.
  void find_tables() {
    std::set<TableId> tables;
    for (const estate::ColumnRef ref : columns_) tables.insert(ref.table);
    for (const TableId table : tables) {
      const bool was = before_.estate().table(table).present();
      const bool is = after_.estate().table(table).present();
      if (was == is) continue;
      tables_.push_back({table, "", "", was ? "present" : "missing", is ? "present" : "missing"});
      tables_told_.gained = tables_told_.gained || is;
      tables_told_.lost = tables_told_.lost || was;
    }
  }

  [[nodiscard]] bool by_sites() const {
    return rule().measure == Measure::sites &&
           (rule().kind == RuleKind::cap || rule().kind == RuleKind::diversify);
  }

  [[nodiscard]] Stand stand(const Side& side, const decision::CountedRow& row) const {
    Stand out{row.in, row.matches};
    const bool weighs = rule().kind == RuleKind::cap || rule().kind == RuleKind::diversify;
    const auto column = decision::column_of(rule().measure);
    if (!weighs || !column) return out;
    const auto number = &side == &before_ ? rule_before_ : rule_after_;
    const std::int64_t cell = side.estate().column(*column).number(row.row);
    out.weighed = is_value(cell);
    out.weight =
        out.weighed ? cell : side.check.decision.rules[number.value()].weight_min.value_or(0);
    return out;
  }

  // Both lists are in the order of their rows.
  [[nodiscard]] std::vector<Unit> units(std::span<const decision::CountedRow> were,
                                        std::span<const decision::CountedRow> are) const {
    std::vector<Unit> out;
    std::unordered_map<std::uint32_t, std::size_t> unit_of;  // by row of the second side
    unit_of.reserve(were.size());
    for (const decision::CountedRow& row : were) {
      const std::uint32_t other = pairs_.after_of[row.row];
      if (is_value(other)) unit_of[other] = out.size();
      out.push_back({row.row, other, stand(before_, row), {}});
    }
    for (const decision::CountedRow& row : are) {
      if (const auto found = unit_of.find(row.row); found != unit_of.end()) {
        out[found->second].stands = stand(after_, row);
      } else {
        out.push_back({pairs_.before_of[row.row], row.row, {}, stand(after_, row)});
      }
    }
    return out;
  }

  [[nodiscard]] std::string name(const Unit& unit, TableId table) const {
    return is_value(unit.before) ? row_name(before_.estate(), table, unit.before)
                                 : row_name(after_.estate(), table, unit.after);
  }

  [[nodiscard]] std::vector<CellChange> changes(const Unit& unit, TableId table) const {
    if (same_cells_) return {};
    return changed_cells(before_.facts, row_or_none(unit.before), after_.facts,
                         row_or_none(unit.after), table, columns_);
  }

  // ---- classes

  // Whether works of that day are news to the other side.
  [[nodiscard]] bool is_news(std::int32_t day) const {
    if (!is_value(day)) return false;
    return (day > before_.knows_until().days && day <= after_.check.on.days) ||
           (day > after_.knows_until().days && day <= before_.check.on.days);
  }

  [[nodiscard]] bool is_replaced(const Unit& unit, TableId table,
                                 const std::vector<CellChange>& changes) const {
    // A date that was not known is no other date.
    const auto moved = [&](estate::ColumnRef ref) {
      const std::int32_t was = before_.estate().column(ref).day(unit.before);
      const std::int32_t is = after_.estate().column(ref).day(unit.after);
      const bool known = was != estate::kUnknownDay && is != estate::kUnknownDay;
      return known && was != is && (is_news(was) || is_news(is));
    };
    if (table == TableId::elements && (moved(kElementFrom) || moved(kElementProcuredOn))) {
      return true;
    }
    if (table == TableId::supplies && (moved(kSupplyFrom) || moved(kSupplyProcuredOn))) return true;
    const bool supplied = std::ranges::any_of(
        changes, [](const CellChange& change) { return change.table == TableId::supplies; });
    return table == TableId::elements && supplied && is_supplied_anew(unit);
  }

  // Whether a supply of hardware that the first side did not have began in between.
  [[nodiscard]] bool is_supplied_anew(const Unit& unit) const {
    const auto pairs =
        paired(before_.estate(), before_.facts.supplies_of(unit.before), after_.estate(),
               after_.facts.supplies_of(unit.after), TableId::supplies);
    return std::ranges::any_of(pairs, [&](const RowPair& pair) {
      if (pair.before || !pair.after) return false;
      const bool hardware =
          after_.estate().column(kSupplyRole).code(*pair.after) == estate::kHardwareRole;
      return hardware && is_news(after_.estate().column(kSupplyFrom).day(*pair.after));
    });
  }

  [[nodiscard]] Step classify(const Unit& unit, TableId table) const {
    const Date then = before_.knows_until();
    if (!is_value(unit.before)) {
      return after_.in_service(table, unit.after, then) == Truth::no ? Step::installed
                                                                     : Step::appeared;
    }
    if (!is_value(unit.after)) {
      return before_.in_service(table, unit.before, after_.check.on) == Truth::no
                 ? Step::removed
                 : Step::disappeared;
    }
    const Truth served = before_.in_service(table, unit.before, before_.check.on);
    const Truth serves = after_.in_service(table, unit.after, after_.check.on);
    const Truth served_since = after_.in_service(table, unit.after, then);
    if (served == Truth::no && serves == Truth::yes) {
      return served_since == Truth::no ? Step::installed : Step::reclassified;
    }
    if (served == Truth::yes && serves == Truth::no) {
      const Truth was_there = after_.in_service(table, unit.after, before_.check.on);
      return served_since != Truth::no || was_there != Truth::no ? Step::removed
                                                                 : Step::reclassified;
    }
    const std::vector<CellChange> cells = changes(unit, table);
    if (is_replaced(unit, table, cells)) return Step::replaced;
    Told told = tables_told_;
    for (const CellChange& change : cells) told.add(change);
    return classify_told(unit, told);
  }

  [[nodiscard]] static Step classify_told(const Unit& unit, const Told& told) {
    const bool weight_alone =
        unit.stood.in == unit.stands.in && unit.stood.matches == unit.stands.matches;
    if (weight_alone && unit.stood.weighed && unit.stands.weighed &&
        unit.stood.weight != unit.stands.weight) {
      return Step::remeasured;
    }
    if (told.gained && unit.stood.open() && !unit.stands.open()) return Step::newly_known;
    if (told.lost && !unit.stood.open() && unit.stands.open()) return Step::no_longer_known;
    if (told.moved) return Step::reclassified;
    if (told.gained) return Step::newly_known;
    if (told.lost) return Step::no_longer_known;
    return Step::asked_otherwise;
  }

  // ---- sums

  class Totals {
   public:
    void add(Step step, const SurelyCounted& was, const SurelyCounted& is, std::string unit) {
      before += was;
      after += is;
      BridgeStep& one = steps_[static_cast<std::size_t>(step)];
      ++one.count;
      one.sum += is - was;
      one.units.push_back(std::move(unit));
    }
    void add_unchanged(const SurelyCounted& counted) {
      before += counted;
      after += counted;
      ++unchanged;
    }
    [[nodiscard]] std::vector<BridgeStep> steps(std::size_t listed_max) {
      std::vector<BridgeStep> out;
      for (std::size_t i = 0; i < steps_.size(); ++i) {
        if (steps_[i].count == 0) continue;
        steps_[i].step = static_cast<Step>(i);
        std::ranges::sort(steps_[i].units);
        steps_[i].units.resize(std::min(steps_[i].units.size(), listed_max));
        out.push_back(std::move(steps_[i]));
      }
      return out;
    }

    SurelyCounted before;
    SurelyCounted after;
    std::uint64_t unchanged = 0;

   private:
    std::array<BridgeStep, std::size(kSteps)> steps_{};
  };

  void add_rows(const std::vector<Unit>& units, TableId table, Totals& totals) const {
    for (const Unit& unit : units) {
      const SurelyCounted was = unit.stood.counted();
      const SurelyCounted is = unit.stands.counted();
      if (was == is) {
        totals.add_unchanged(was);
      } else {
        totals.add(classify(unit, table), was, is, name(unit, table));
      }
    }
  }

  [[nodiscard]] static std::string_view site_of(const Side& side, std::uint32_t row) {
    if (!is_value(row)) return {};
    const std::uint32_t site = side.estate().column(kElementSite).code(row);
    return is_value(site) ? side.estate().id(TableId::sites, site) : std::string_view();
  }

  // A site surely counts where one element of it does; what happened to it is what happened to the
  // elements by which it counts on one side alone.
  void add_sites(const std::vector<Unit>& units, Totals& totals) const {
    struct Site {
      SurelyCounted was;
      SurelyCounted is;
      std::optional<Step> step = {};
    };
    std::map<std::string_view, Site> sites;
    const auto count = [](SurelyCounted& counted, const Stand& stand) {
      counted.whole = std::max(counted.whole, Int128{stand.in == Truth::yes ? 1 : 0});
      counted.part = std::max(counted.part, Int128{stand.in_part() ? 1 : 0});
    };
    for (const Unit& unit : units) {
      const std::string_view was = site_of(before_, unit.before);
      const std::string_view is = site_of(after_, unit.after);
      if (!was.empty() && unit.stood.in != Truth::no) count(sites[was].was, unit.stood);
      if (!is.empty() && unit.stands.in != Truth::no) count(sites[is].is, unit.stands);
    }
    for (const Unit& unit : units) {
      const auto decide = [&](std::string_view id, const Stand& stand, Int128 direction) {
        const auto found = sites.find(id);
        if (id.empty() || found == sites.end()) return;
        const SurelyCounted change = found->second.is - found->second.was;
        const bool whole = change.whole == direction && stand.in == Truth::yes;
        const bool part = change.part == direction && stand.in_part();
        if (!whole && !part) return;
        std::optional<Step>& step = found->second.step;
        const Step one = classify(unit, TableId::elements);
        step = step ? std::min(*step, one) : one;
      };
      decide(site_of(before_, unit.before), unit.stood, -1);
      decide(site_of(after_, unit.after), unit.stands, 1);
    }
    for (const auto& [id, site] : sites) {
      if (site.was == site.is) {
        totals.add_unchanged(site.was);
      } else {
        RELOOK_CHECK(site.step.has_value());
        totals.add(*site.step, site.was, site.is, std::string(id));
      }
    }
  }

  // The cells of all that counts otherwise, possibly so too.
  void add_cells(const std::vector<Unit>& units, TableId table, Moves& out) const {
    // Families and witnesses change without any change of what counts.
    const bool all = rule().kind == RuleKind::diversify || rule().kind == RuleKind::know;
    std::set<CellChange> cells;
    for (const Unit& unit : units) {
      const bool elsewhere =
          by_sites() && site_of(before_, unit.before) != site_of(after_, unit.after);
      if (!all && !elsewhere && unit.stood == unit.stands) continue;
      for (CellChange& change : changes(unit, table)) cells.insert(std::move(change));
    }
    if (!units.empty()) cells.insert(tables_.begin(), tables_.end());
    out.cell_count = cells.size();
    for (const CellChange& change : cells) {
      if (out.cells.size() == options_.listed_max) break;
      out.cells.push_back(change);
    }
  }

  [[nodiscard]] Moves moves(TableId table, const std::vector<Unit>& units) const {
    Totals totals;
    if (by_sites()) {
      add_sites(units, totals);
    } else {
      add_rows(units, table, totals);
    }
    const bool measured = rule().kind == RuleKind::cap || rule().kind == RuleKind::diversify;
    Moves out;
    out.bridge =
        Bridge{std::string(measured ? decision::kMeasures[static_cast<std::size_t>(rule().measure)]
                                    : estate::schema(table).name),
               std::string(measured ? decision::unit_of(rule().measure) : "count"),
               totals.before,
               totals.after,
               totals.steps(options_.listed_max),
               totals.unchanged};
    SurelyCounted sum = out.bridge->before;
    for (const BridgeStep& step : out.bridge->steps) sum += step.sum;
    RELOOK_CHECK(sum == out.bridge->after);
    add_cells(units, table, out);
    return out;
  }

  const Side& before_;
  const Side& after_;
  std::optional<std::size_t> rule_before_;
  std::optional<std::size_t> rule_after_;
  const MovesOptions& options_;
  bool same_cells_;
  ColumnSet columns_;
  PairedRows pairs_;
  std::vector<CellChange> tables_;
  Told tables_told_;
};

}  // namespace

Result<std::map<std::string, Moves>> moves_between(const CheckResult& before,
                                                   const CheckResult& after,
                                                   const MovesOptions& options, const Run& run) {
  const Side first(before, run);
  const Side second(after, run);
  std::vector<std::string> rules;
  for (const CheckResult* result : {&before, &after}) {
    for (const Rule& rule : result->decision.rules) {
      if (std::ranges::find(rules, rule.id) == rules.end()) rules.push_back(rule.id);
    }
  }
  std::map<std::string, Moves> out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    run.tell({"rules compared", i, rules.size()});
    if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    if (auto done = RuleMoves(first, second, rules[i], options).add_to(out, run); !done) {
      return std::unexpected(done.error());
    }
  }
  return out;
}

}  // namespace relook::engine
