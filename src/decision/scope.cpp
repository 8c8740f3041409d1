// SPDX-License-Identifier: Apache-2.0
#include "decision/scope.hpp"

#include <algorithm>

#include "decision/class_answers.hpp"
#include "decision/know.hpp"

namespace relook::decision {
namespace {

using estate::Column;
using estate::ColumnRef;
using estate::is_value;
using estate::kUnknownNumber;
using estate::TableId;
using namespace estate::column;

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

template <class Visit>
void for_each_end(const estate::Estate& estate, std::uint32_t demand, const Visit& visit) {
  const std::uint32_t from = estate.column(kDemandFrom).code(demand);
  if (is_value(from)) visit(from);
  const Column& ends = estate.column(kDemandTo);
  const std::uint32_t list = ends.code(demand);
  if (!is_value(list)) return;
  for (const std::uint32_t end : ends.lists[list]) visit(end);
}

void add_service(const Context& context, TableId table, std::uint32_t row,
                 std::vector<CellUse>& uses) {
  if (table == TableId::demands) {
    for_each_end(context.facts.estate, row,
                 [&](std::uint32_t end) { add_service(context, TableId::elements, end, uses); });
    return;
  }
  const bool own = table == TableId::elements || table == TableId::supplies;
  if (!own || in_service(context.facts, table, row) != Truth::unknown) return;
  const ColumnRef from = table == TableId::supplies ? kSupplyFrom : kElementFrom;
  if (!is_value(context.facts.estate.column(from).day(row))) {
    uses.push_back({Missing::cell, from, row, {}});
  }
}

// Whose the row is: what is unknown of it, of its element, or of the elements at its ends.
void add_owners(const Rule& rule, const Context& context, TableId table, std::uint32_t row,
                std::vector<CellUse>& uses) {
  const bool by_operator =
      context.decision.applies_to.has_value() ||
      std::ranges::any_of(rule.per, [](const GroupKey& key) { return key.text == "operator"; });
  if (!by_operator) return;
  const estate::Estate& estate = context.facts.estate;
  const auto add = [&](std::uint32_t element) {
    if (!is_value(element)) return;
    for (const ColumnRef ref : {kElementOperator, kElementUsers}) {
      if (estate.column(ref).code(element) == estate::kUnknownCode) {
        uses.push_back({Missing::cell, ref, element, {}});
      }
    }
  };
  if (table == TableId::elements) add(row);
  if (table == TableId::supplies) add(estate.column(kSupplyElement).code(row));
  if (table == TableId::demands) for_each_end(estate, row, add);
  if (table != TableId::links) return;
  add(estate.column(kLinkA).code(row));
  add(estate.column(kLinkB).code(row));
}

void add_measure(const Rule& rule, const Context& context, std::uint32_t row,
                 std::vector<CellUse>& uses) {
  const estate::Estate& estate = context.facts.estate;
  const bool measures =
      rule.kind == RuleKind::cap || rule.kind == RuleKind::withstand ||
      (rule.kind == RuleKind::diversify && (rule.limit.has_value() || rule.share.has_value()));
  if (!measures) return;
  if (const auto weight = column_of(rule.measure)) {
    if (estate.column(*weight).number(row) == kUnknownNumber) {
      uses.push_back({Missing::cell, *weight, row, {}});
    }
  }
  if (rule.measure == Measure::sites &&
      estate.column(kElementSite).code(row) == estate::kUnknownCode) {
    uses.push_back({Missing::cell, kElementSite, row, {}});
  }
}

}  // namespace

AskedRule ask_rule(const Rule& rule, const Context& context) {
  AskedRule asked{rule, context};
  if (rule.kind == RuleKind::freeze) asked.further = freeze_unknowns(rule, context);
  if (rule.kind == RuleKind::clear) {
    asked.near = near_places(rule, context);
    asked.further = clear_unknowns(context, *asked.near);
  }
  return asked;
}

RuleAnswers::RuleAnswers(const AskedRule& asked) : asked_(asked) {
  const Context& context = asked.context;
  if (asked.rule.of) of_.emplace(*asked.rule.of, context.facts, context.run);
  // What a demand crosses is asked of other rows: of its own it is not known here.
  const bool own = asked.rule.what && asked.rule.what->subject == asked.rule.over;
  if (own) what_.emplace(*asked.rule.what, context.facts, context.run);
}

void RuleAnswers::write_late(Chunk rows, std::span<Truth> out) const {
  const estate::Estate& estate = asked_.context.facts.estate;
  const Column& dates = estate.column(asked_.rule.dated);
  const std::optional<Day>& after = asked_.rule.after;
  const bool told = after && after->date;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = told ? after_day(dates.day(rows.begin + i), *after->date, estate.manifest.as_of)
                  : Truth::unknown;
  }
}

void RuleAnswers::write(Chunk rows, std::span<Truth> in, std::span<Truth> matches) const {
  std::array<Truth, kBlockRows> buffer;
  const std::span<Truth> more = std::span(buffer).first(in.size());
  std::ranges::copy(std::span(asked_.service()).subspan(rows.begin, in.size()), in.begin());
  if (of_) {
    of_->write(rows, more);
    join_both(in, more);
  }
  if (what_) {
    what_->write(rows, matches);
  } else {
    std::ranges::fill(matches, Truth::unknown);
  }
  if (asked_.rule.kind == RuleKind::freeze) {
    write_late(rows, more);
    join_both(matches, more);
  }
  if (asked_.near) {
    const Column& sites = asked_.context.facts.estate.column(kElementSite);
    if (sites.present()) {
      write_gathered(sites.codes().subspan(rows.begin, more.size()), *asked_.near, more);
    } else {
      std::ranges::fill(more, (*asked_.near)[estate::kUnknownCode]);
    }
    join_both(matches, more);
  }
}

bool RuleAnswers::add_columns(std::vector<KindsView>& columns) const {
  if (asked_.rule.kind == RuleKind::freeze) return false;  // asks dates
  return (!of_ || add_columns_asked(of_->answers(), of_->root(), columns)) &&
         (!what_ || add_columns_asked(what_->answers(), what_->root(), columns));
}

ClassTruths RuleAnswers::of_classes(const RowClasses& classes) const {
  const std::span<const Truth> service = classes.service();
  ClassTruths truths{classes,
                     {service.begin(), service.end()},
                     std::vector<Truth>(classes.size(), Truth::unknown)};
  if (of_) join_both(truths.in, ask_classes(of_->answers(), of_->root(), classes));
  if (what_) truths.matches = ask_classes(what_->answers(), what_->root(), classes);
  return truths;
}

Scope scope_of(const Rule& rule, const Context& context) {
  const AskedRule asked = ask_rule(rule, context);
  const RuleAnswers answers(asked);
  Scope scope{asked.table(), std::vector<Truth>(answers.rows()), std::vector<Truth>(answers.rows()),
              asked.further};
  parallel_chunks(
      answers.rows(), context.run.threads,
      [&](std::size_t, Chunk rows) {
        const std::size_t size = rows.end - rows.begin;
        answers.write(rows, std::span(scope.in).subspan(rows.begin, size),
                      std::span(scope.matches).subspan(rows.begin, size));
      },
      kBlockRows);
  if (rule.kind == RuleKind::know) add_know(rule, context, scope);
  if (rule.kind == RuleKind::diversify) {
    scope.makers.emplace(context.facts);
    if (rule.among) scope.among = select(*rule.among, context.facts, context.run);
  }
  return scope;
}

std::vector<CellUse> unknowns_of(const AskedRule& asked, std::uint32_t row) {
  const Rule& rule = asked.rule;
  const Context& context = asked.context;
  std::vector<CellUse> uses;
  for (const std::optional<Selector>* selector : {&rule.of, &rule.what}) {
    // What a demand crosses, or what stops, is asked of other rows than those counted.
    if (!*selector || (*selector)->subject != rule.over) continue;
    for (CellUse& use : unknown_cells(**selector, context.facts, row)) {
      uses.push_back(std::move(use));
    }
  }
  if (asked.further) asked.further(row, uses);
  add_service(context, asked.table(), row, uses);
  add_owners(rule, context, asked.table(), row, uses);
  add_measure(rule, context, row, uses);
  std::ranges::sort(uses);
  uses.erase(std::ranges::unique(uses).begin(), uses.end());
  return uses;
}

std::vector<CellUse> unknowns_of(const Rule& rule, const Scope& scope, const Context& context,
                                 std::uint32_t row) {
  return unknowns_of(AskedRule{rule, context, scope.further}, row);
}

}  // namespace relook::decision
