// SPDX-License-Identifier: Apache-2.0
#include "engine/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/spelling.hpp"
#include "decision/inspect.hpp"
#include "decision/rule_rows.hpp"
#include "engine/measured_tree.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::CountedRow;
using decision::Finding;
using decision::Rule;
using decision::RuleKind;
using decision::RuleRows;
using estate::is_value;
using estate::TableId;
using namespace estate::column;

class Explainer {
 public:
  Explainer(const CheckResult& check, const Finding& finding, decision::Groundwork& ground,
            std::size_t shown, const Run& run)
      : check_(check),
        finding_(finding),
        rule_(check.decision.rules[finding.rule]),
        situation_(*check.judged.situation),
        reader_(situation_.estate()),
        columns_(columns_read(check.decision, rule_)),
        unknowns_(check.decision, rule_, ground, run),
        shown_max_(shown) {}

  [[nodiscard]] std::vector<RowClass> classes(const RuleRows& rows) const {
    std::vector<RowClass> out;
    for (const Truth in : {Truth::yes, Truth::unknown, Truth::no}) {
      for (const Truth matches : {Truth::yes, Truth::unknown, Truth::no}) {
        out.push_back({.in = in, .matches = matches});
        if (weight_column()) out.back().weight = 0;
      }
    }
    const auto number =
        static_cast<std::size_t>(&finding_ - check_.judged.evaluation.findings.data());
    const std::vector<CountedRow>& counted = rows.of_finding[number];
    std::size_t next = 0;
    for (std::uint32_t row = 0; row < rows.matches.size(); ++row) {
      const bool in_scope = next < counted.size() && counted[next].row == row;
      add(in_scope ? counted[next].in : Truth::no, rows.matches[row], row, rows.table, out);
      if (in_scope) ++next;
    }
    return out;
  }

 private:
  [[nodiscard]] std::optional<estate::ColumnRef> weight_column() const {
    const bool weighs = rule_.kind == RuleKind::cap || rule_.kind == RuleKind::diversify;
    return weighs ? decision::column_of(rule_.measure) : std::nullopt;
  }

  void add(Truth in, Truth matches, std::uint32_t row, TableId table,
           std::vector<RowClass>& out) const {
    const auto place = [](Truth truth) { return 2 - static_cast<std::size_t>(truth); };
    RowClass& of = out[3 * place(in) + place(matches)];
    ++of.rows;
    if (const auto weight = weight_column()) {
      const std::int64_t cell = situation_.estate().column(*weight).number(row);
      if (is_value(cell)) *of.weight += cell;
    }
    // What neither counts nor matches has nothing to explain.
    if (in == Truth::no && matches == Truth::no) return;
    if (of.shown.size() < shown_max_) of.shown.push_back(explained(table, row));
  }

  [[nodiscard]] ExplainedRow explained(TableId table, std::uint32_t row) const {
    ExplainedRow out{row_name(situation_.estate(), table, row), "", "", {}, {}};
    if (table == TableId::elements) out.judged = makers_text(situation_, row);
    std::set<std::string> unknown;
    for (const auto* selector : {&rule_.of, &rule_.what, &rule_.among}) {
      if (!*selector) continue;
      const std::string why = decision::because(**selector, situation_.facts(), row);
      if (!why.empty() && !out.because.contains(why)) {
        out.because += (out.because.empty() ? "" : "; ") + why;
      }
    }
    for (const auto& use : unknowns_.of(row)) unknown.insert(fact_name(use));
    for (const decision::Offender& offender : finding_.offenders) {
      if (offender.row != row || offender.table != table || offender.waived_by.empty()) continue;
      out.because += "; waived by " + offender.waived_by;
    }
    if (decision::in_service(situation_.facts(), table, row) == Truth::unknown) {
      unknown.insert("whether it is in service");
    }
    out.unknown.assign(unknown.begin(), unknown.end());
    for (RowFact& fact : reader_.facts({table, row}, columns_)) {
      if (fact.column == kSupplyElement || fact.column == kDependencyElement) continue;
      ExplainedFact one{std::move(fact), {}};
      if (one.fact.column == kElementVendor) one.witnesses = witnesses(one.fact.at.row);
      out.facts.push_back(std::move(one));
    }
    return out;
  }

  // Supplies that may be of hardware: an empty role may be any.
  [[nodiscard]] std::vector<Witness> witnesses(std::uint32_t element) const {
    const estate::Estate& estate = situation_.estate();
    std::vector<Witness> out;
    for (const std::uint32_t row : reader_.supplies_of(element)) {
      const bool over =
          decision::in_service(situation_.facts(), TableId::supplies, row) == Truth::no;
      if (over) continue;
      const std::string role = cell_text(estate, kSupplyRole, row);
      if (!role.empty() && role != estate::kSupplyRoles[0]) continue;
      out.push_back({row_name(estate, TableId::supplies, row), role,
                     cell_text(estate, kSupplyVendor, row), cell_text(estate, kSupplySource, row),
                     cell_text(estate, kSupplyObserved, row), cell_text(estate, kSupplyFrom, row),
                     cell_text(estate, kSupplyUntil, row)});
    }
    return out;
  }

  const CheckResult& check_;
  const Finding& finding_;
  const Rule& rule_;
  const Situation& situation_;
  FactReader reader_;
  ColumnSet columns_;
  decision::RowUnknowns unknowns_;
  std::size_t shown_max_;
};

std::unexpected<Failed> no_such_finding(const std::string& id,
                                        const std::vector<Finding>& findings) {
  std::vector<std::string_view> ids;
  ids.reserve(findings.size());
  for (const Finding& finding : findings) ids.emplace_back(finding.id);
  return failed(Error{
      ErrorKind::not_found,
      "there is no such finding" + did_you_mean(id, ids) + "; 'relook check' lists them", id});
}

}  // namespace

Outcome<ExplainResult> explain(const ExplainRequest& request, const Library& library,
                               const Run& run) {
  Outcome<CheckResult> check = engine::check(request.check, library, run);
  if (!check) return std::unexpected(std::move(check.error()));
  ExplainResult result{std::move(*check), 0, {}, {}};
  result.warnings = std::move(result.check.warnings);
  const std::vector<Finding>& findings = result.check.judged.evaluation.findings;
  const auto found = std::ranges::find(findings, request.finding, &Finding::id);
  if (found == findings.end()) return no_such_finding(request.finding, findings);
  result.finding = static_cast<std::size_t>(found - findings.begin());
  decision::Groundwork ground(result.check.judged.situation->facts(), run);
  const auto rows =
      decision::rows_of_rule(result.check.decision, found->rule, ground, findings, run);
  if (!rows) return failed(rows.error());
  if (*rows)
    result.classes = Explainer(result.check, *found, ground, request.shown, run).classes(**rows);
  return result;
}

std::vector<Comparison> comparisons(const ExplainResult& result) {
  const Rule& rule = result.rule();
  const bool reached = decision::asks_at_least(rule);
  const std::optional<Share> limit = limit_of(rule);
  std::vector<Comparison> out;
  if (!limit || !result.found().measured) return out;
  const decision::Measured& measured = *result.found().measured;
  const auto compare = [&](std::string_view end, const Fraction& fraction) {
    const Int128 left = fraction.part * limit->whole;
    const Int128 right = fraction.whole * limit->part;
    out.push_back({end, fraction, left, right, reached ? left >= right : left <= right});
  };
  compare("low", measured.low);
  compare("high", measured.high);
  return out;
}

}  // namespace relook::engine
