// SPDX-License-Identifier: Apache-2.0
#include "decision/scope.hpp"

#include <algorithm>

namespace relook::decision {
namespace {

using estate::Column;
using estate::ColumnRef;
using estate::is_value;
using estate::kUnknownNumber;
using estate::TableId;
using namespace estate::column;

// Whether a date cell is after the day. `..` is strictly before as_of.
Truth after_day(std::int32_t cell, Date day, Date as_of) {
  if (is_value(cell)) return truth(cell > day.days);
  if (cell == estate::kPastDay) return as_of.days - 1 <= day.days ? Truth::no : Truth::unknown;
  return Truth::unknown;
}

FurtherUnknowns freeze_unknowns(const Rule& rule, const Context& context) {
  const Column& dates = context.facts.estate.column(rule.dated);
  return [&rule, &dates](std::uint32_t row, std::vector<CellUse>& uses) {
    if (!is_value(dates.day(row))) uses.push_back({Missing::cell, rule.dated, row, {}});
    if (rule.after && !rule.after->date) {
      uses.push_back({Missing::parameter, {}, 0, rule.after->unset});
    }
  };
}

FurtherUnknowns clear_unknowns(const Context& context, const CodeTruths& near) {
  return [&context, near](std::uint32_t row, std::vector<CellUse>& uses) {
    const estate::Estate& estate = context.facts.estate;
    const std::uint32_t site = estate.column(kElementSite).code(row);
    if (near[site] != Truth::unknown) return;
    if (context.facts.places == nullptr) {
      uses.push_back({Missing::table, {TableId::places, 0}, 0, {}});
    } else if (!is_value(site)) {
      uses.push_back({Missing::cell, kElementSite, row, {}});
    } else if (estate.column(kSiteLat).number(site) == kUnknownNumber) {
      uses.push_back({Missing::cell, kSiteLat, site, {}});
    } else if (estate.column(kSiteLon).number(site) == kUnknownNumber) {
      uses.push_back({Missing::cell, kSiteLon, site, {}});
    } else {
      uses.push_back({Missing::cell, kPlaceRadius, 0, {}});
    }
  };
}

void add_service(const Context& context, TableId table, std::uint32_t row,
                 std::vector<CellUse>& uses) {
  const bool own = table == TableId::elements || table == TableId::supplies;
  if (!own || in_service(context.facts, table, row) != Truth::unknown) return;
  const ColumnRef from = table == TableId::supplies ? kSupplyFrom : kElementFrom;
  if (!is_value(context.facts.estate.column(from).day(row))) {
    uses.push_back({Missing::cell, from, row, {}});
  }
}

void add_owners(const Rule& rule, const Context& context, std::uint32_t row,
                std::vector<CellUse>& uses) {
  const bool by_operator =
      context.decision.applies_to.has_value() ||
      std::ranges::any_of(rule.per, [](const GroupKey& key) { return key.text == "operator"; });
  if (!by_operator) return;
  for (const ColumnRef ref : {kElementOperator, kElementUsers}) {
    if (context.facts.estate.column(ref).code(row) == estate::kUnknownCode) {
      uses.push_back({Missing::cell, ref, row, {}});
    }
  }
}

void add_measure(const Rule& rule, const Context& context, std::uint32_t row,
                 std::vector<CellUse>& uses) {
  const estate::Estate& estate = context.facts.estate;
  if (const auto weight = column_of(rule.measure); weight && rule.kind == RuleKind::cap) {
    if (estate.column(*weight).number(row) == kUnknownNumber) {
      uses.push_back({Missing::cell, *weight, row, {}});
    }
  }
  if (rule.kind == RuleKind::cap && rule.measure == Measure::sites &&
      estate.column(kElementSite).code(row) == estate::kUnknownCode) {
    uses.push_back({Missing::cell, kElementSite, row, {}});
  }
}

std::vector<CellUse> unknowns(const Rule& rule, const Context& context,
                              const FurtherUnknowns& further, std::uint32_t row) {
  std::vector<CellUse> uses;
  for (const std::optional<Selector>* selector : {&rule.of, &rule.what}) {
    if (!*selector) continue;
    for (CellUse& use : unknown_cells(**selector, context.facts, row)) {
      uses.push_back(std::move(use));
    }
  }
  if (further) further(row, uses);
  const TableId table = table_of(rule.over);
  add_service(context, table, row, uses);
  if (table == TableId::elements) add_owners(rule, context, row, uses);
  add_measure(rule, context, row, uses);
  std::ranges::sort(uses);
  uses.erase(std::ranges::unique(uses).begin(), uses.end());
  return uses;
}

}  // namespace

ServiceColumns service_columns(const Decision& decision, const Facts& facts, const Run& run) {
  ServiceColumns columns;
  std::array<bool, estate::kTableCount> asked{};
  for (const Rule& rule : decision.rules) {
    const auto table = static_cast<std::size_t>(table_of(rule.over));
    if (!asked[table]) columns[table] = in_service(facts, table_of(rule.over), run);
    asked[table] = true;
  }
  return columns;
}

RuleAnswers::RuleAnswers(const Rule& rule, const Context& context)
    : rule_(rule),
      context_(context),
      table_(table_of(rule.over)),
      service_(context.service[static_cast<std::size_t>(table_)]) {
  if (rule.of) of_.emplace(*rule.of, context.facts, context.run);
  if (rule.what) what_.emplace(*rule.what, context.facts, context.run);
  if (rule.kind == RuleKind::freeze) further_ = freeze_unknowns(rule, context);
  if (rule.kind == RuleKind::clear) {
    near_ = near_places(rule, context);
    further_ = clear_unknowns(context, *near_);
  }
}

void RuleAnswers::write_late(Chunk rows, std::span<Truth> out) const {
  const Column& dates = context_.facts.estate.column(rule_.dated);
  const Date as_of = context_.facts.estate.manifest.as_of;
  const bool told = rule_.after && rule_.after->date;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] =
        told ? after_day(dates.day(rows.begin + i), *rule_.after->date, as_of) : Truth::unknown;
  }
}

void RuleAnswers::write(Chunk rows, std::span<Truth> in, std::span<Truth> matches) const {
  std::array<Truth, kBlockRows> buffer;
  const std::span<Truth> more = std::span(buffer).first(in.size());
  std::ranges::copy(service_.subspan(rows.begin, in.size()), in.begin());
  if (of_) {
    of_->write(rows, more);
    join_both(in, more);
  }
  if (what_) {
    what_->write(rows, matches);
  } else {
    std::ranges::fill(matches, Truth::unknown);
  }
  if (rule_.kind == RuleKind::freeze) {
    write_late(rows, more);
    join_both(matches, more);
  }
  if (near_) {
    const Column& sites = context_.facts.estate.column(kElementSite);
    if (sites.present()) {
      write_gathered(sites.codes().subspan(rows.begin, more.size()), *near_, more);
    } else {
      std::ranges::fill(more, (*near_)[estate::kUnknownCode]);
    }
    join_both(matches, more);
  }
}

Scope scope_of(const Rule& rule, const Context& context) {
  const RuleAnswers answers(rule, context);
  Scope scope{answers.table(), std::vector<Truth>(answers.rows()),
              std::vector<Truth>(answers.rows()), answers.further()};
  parallel_chunks(
      answers.rows(), context.run.threads,
      [&](std::size_t, Chunk rows) {
        const std::size_t size = rows.end - rows.begin;
        answers.write(rows, std::span(scope.in).subspan(rows.begin, size),
                      std::span(scope.matches).subspan(rows.begin, size));
      },
      kBlockRows);
  return scope;
}

std::vector<CellUse> unknowns_of(const RuleAnswers& answers, std::uint32_t row) {
  return unknowns(answers.rule(), answers.context(), answers.further(), row);
}

std::vector<CellUse> unknowns_of(const Rule& rule, const Scope& scope, const Context& context,
                                 std::uint32_t row) {
  return unknowns(rule, context, scope.further, row);
}

}  // namespace relook::decision
