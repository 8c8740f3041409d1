// SPDX-License-Identifier: Apache-2.0
#include "decision/change_days.hpp"

#include <algorithm>

#include "decision/cells.hpp"
#include "decision/field.hpp"
#include "estate/functions.hpp"
#include "estate/judgement.hpp"

namespace relook::decision {
namespace {

using estate::Column;
using estate::ColumnRef;
using estate::is_value;
using estate::TableId;
using namespace estate::column;

void add_bound(std::int64_t day, std::int64_t later, DaySet& days) {
  // An end that is open, or before all days, is reached on none.
  if (day != kBeforeAllDays && day != kAfterAllDays) days.add(day + later);
}

// The days on which `range order on` changes its answer; see `compare` in cells.cpp.
void add_comparison(const DayRange& range, Order order, DaySet& days) {
  switch (order) {
    case Order::less:
    case Order::at_least:
      add_bound(range.low, 1, days);
      add_bound(range.high, 1, days);
      return;
    case Order::greater:
    case Order::at_most:
      add_bound(range.low, 0, days);
      add_bound(range.high, 0, days);
      return;
    case Order::equal:
    case Order::not_equal:
      add_bound(range.low, 0, days);
      add_bound(range.high, 1, days);
      return;
  }
}

// The days on which holds_on changes its answer for a row of the table.
DaySet interval_days(const estate::Estate& estate, ColumnRef from, ColumnRef until) {
  DaySet days;
  for (const ColumnRef ref : {from, until}) {
    const Column& column = estate.column(ref);
    for (const std::int32_t day : column.days()) {
      if (is_value(day)) days.add(day);
      if (day == estate::kPastDay) days.add(std::int64_t{estate.manifest.as_of.days} - 1);
    }
  }
  return days;
}

// Columns into which a planned change writes its own date.
bool written_by_changes(ColumnRef ref) {
  constexpr ColumnRef kWritten[] = {kElementProcuredOn, kElementFrom, kElementUntil, kSupplyUntil};
  return std::ranges::find(kWritten, ref) != std::end(kWritten);
}

// Collects the days of the comparisons that one rule makes.
class Collector {
 public:
  Collector(const ChangeQuestion& question, const Facts& facts)
      : question_(question), facts_(facts) {}

  void rule(const Rule& rule);
  [[nodiscard]] const RuleDays& days() const { return days_; }

 private:
  void in_force(const Rule& rule);
  void know(const Rule& rule);
  void network();
  void selector(const std::optional<Selector>& selector) {
    if (!selector) return;
    for (const Node& node : selector->nodes.values()) {
      std::visit([&](const auto& what) { look(what); }, node.what);
    }
  }
  void path(const Path& path) {
    if (path.through_vendor && path.reached() == TableId::elements) {
      days_.of_rows.add(question_.days.supplies);
    }
  }
  // Every cell of the column against `on`.
  void column(ColumnRef ref, Order order);

  void look(const Leaf& leaf);
  void look(const OnCompare& what) {
    if (std::holds_alternative<OnDate>(what.operand)) return;
    add_comparison(day_range(what.operand, facts_.on), mirrored(what.order), days_.of_all);
  }
  void look(const FieldPair& what) {
    path(what.left);
    path(what.right);
  }
  void look(const AnySupply&) { days_.of_rows.add(question_.days.supplies); }
  void look(const AnyDependency&) { days_.of_all.add(question_.days.dependencies); }
  // The nodes below these are looked at by themselves.
  void look(const Constant&) {}
  void look(const AllOf&) {}
  void look(const AnyOf&) {}
  void look(const NotOf&) {}
  void look(const Between&) {}

  const ChangeQuestion& question_;
  const Facts& facts_;
  RuleDays days_;
};

void Collector::column(ColumnRef ref, Order order) {
  const DayReading reading{is_defaulted(facts_, ref), question_.estate.manifest.as_of};
  if (const Column* const column = find_column(facts_, ref)) {
    for (const std::int32_t day : column->days()) {
      add_comparison(day_range(day, reading), order, days_.of_all);
    }
  }
  if (!written_by_changes(ref)) return;
  for (const Date day : question_.days.changes.days()) {
    add_comparison(DayRange{day.days, day.days}, order, days_.of_all);
  }
}

void Collector::look(const Leaf& leaf) {
  path(leaf.path);
  if (std::holds_alternative<InFamily>(leaf.test)) days_.of_owners.add(question_.days.ownership);
  if (const DateIs* const test = std::get_if<DateIs>(&leaf.test)) {
    if (std::holds_alternative<OnDate>(test->operand)) column(leaf.path.column, test->order);
  }
  if (const DateIn* const test = std::get_if<DateIn>(&leaf.test)) {
    for (const DateOperand& operand : test->operands) {
      if (std::holds_alternative<OnDate>(operand)) column(leaf.path.column, Order::equal);
    }
  }
}

void Collector::in_force(const Rule& rule) {
  const auto add = [&](const std::optional<Day>& day, std::int64_t later) {
    if (!day) return;
    if (day->date) days_.of_dates.add(std::int64_t{day->date->days} + later);
    for (const auto& [op, date] : day->by_operator)
      days_.of_dates.add(std::int64_t{date.days} + later);
  };
  add(rule.from, 0);
  add(rule.by, 1);
  add(rule.until, 0);
}

void Collector::know(const Rule& rule) {
  days_.of_rows.add(question_.days.supplies);
  const std::int64_t lasts = rule.days.value_or(0);
  const std::int64_t as_of = question_.estate.manifest.as_of.days;
  for (const std::int32_t observed : question_.estate.column(kSupplyObserved).days()) {
    if (is_value(observed)) {
      days_.of_all.add(observed);
      days_.of_all.add(observed + lasts + 1);
    } else if (observed == estate::kPastDay) {
      days_.of_all.add(as_of + lasts);
    }
  }
}

// Rows come and go, are hosted elsewhere, made by somebody else; all of it leads traffic elsewhere.
void Collector::network() {
  const EstateDays& days = question_.days;
  for (const DaySet* of : {&days.changes, &days.service, &days.supplies, &days.dependencies}) {
    days_.of_all.add(*of);
  }
  days_.of_owners.add(days.ownership);
}

void Collector::rule(const Rule& rule) {
  in_force(rule);
  days_.of_rows.add(question_.days.changes);
  if (!question_.estate.table(TableId::changes).present()) {
    days_.of_dates.add(std::int64_t{question_.estate.manifest.as_of.days} + 1);
  }
  days_.of_rows.add(question_.days.service);
  if (rule.over == Subject::supplies) days_.of_rows.add(question_.days.supplies);
  selector(question_.decision.applies_to);
  for (const auto* asked : {&rule.of, &rule.what, &rule.places, &rule.demands, &rule.among}) {
    selector(*asked);
  }
  for (const GroupKey& key : rule.per) path(key.path);
  for (const Waiver& waiver : question_.waivers) {
    if (waiver.rule != rule.id) continue;
    days_.of_all.add(waiver.until.days);
    selector(waiver.selector);
  }
  if (rule.kind == RuleKind::know) know(rule);
  if (asks_network(rule)) network();
  if (rule.kind == RuleKind::diversify) {
    days_.of_rows.add(question_.days.supplies);
    days_.of_owners.add(question_.days.ownership);
  }
}

}  // namespace

EstateDays estate_days(const estate::Estate& estate) {
  EstateDays out;
  for (const std::int32_t day : estate.column(kChangeDate).days()) {
    if (is_value(day)) out.changes.add(day);
  }
  out.service = interval_days(estate, kElementFrom, kElementUntil);
  out.supplies = interval_days(estate, kSupplyFrom, kSupplyUntil);
  out.dependencies = interval_days(estate, kDependencyFrom, kDependencyUntil);
  out.ownership = interval_days(estate, kOwnershipFrom, kOwnershipUntil);
  return out;
}

std::vector<RuleDays> change_days(const ChangeQuestion& question) {
  // Cells are read as selectors read them; nobody is judged, as only dates are looked at.
  const estate::Functions no_functions{};
  const estate::Judgements no_judgements{};
  const estate::Families no_families{};
  const Facts facts{question.estate,
                    no_functions,
                    no_judgements,
                    no_judgements,
                    no_families,
                    question.places,
                    {}};
  std::vector<RuleDays> out;
  for (const Rule& rule : question.decision.rules) {
    Collector collector(question, facts);
    collector.rule(rule);
    out.push_back(collector.days());
  }
  return out;
}

}  // namespace relook::decision
