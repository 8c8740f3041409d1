// SPDX-License-Identifier: Apache-2.0
// The answer of `check` as a report: verdict first, then what each requirement measures, who
// stands in its way, what to find out, what was assumed and what was not evaluated.

#include <fmt/format.h>

#include <algorithm>

#include "engine/check.hpp"
#include "engine/check_cases.hpp"
#include "engine/check_matrix.hpp"
#include "engine/check_readings.hpp"
#include "engine/check_timeline.hpp"
#include "engine/check_visits.hpp"
#include "engine/counted.hpp"
#include "engine/site_map.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::Finding;
using decision::Rule;
using decision::Verdict;
using estate::TableId;
using report::Cell;
using report::ColumnKind;
using report::Document;
using report::Shown;
using report::Tone;
using namespace estate::column;

constexpr std::size_t kReadRowsMax = 50;

const Rule& rule_of(const Finding& finding, const CheckResult& result) {
  return result.decision.rules[finding.rule];
}

// Worst first, then in the order of the decision.
std::vector<const Finding*> worst_first(const std::vector<Finding>& findings) {
  std::vector<const Finding*> order;
  order.reserve(findings.size());
  for (const Finding& finding : findings) order.push_back(&finding);
  std::ranges::stable_sort(order, {}, [](const Finding* finding) { return finding->verdict; });
  return order;
}

report::KeyValues head(const CheckResult& result) {
  const estate::Manifest& manifest = result.judged.situation->estate().manifest;
  const identity::Coverage& c = result.judged.coverage;
  report::KeyValues out;
  out.entries = {
      {"Estate", fmt::format("{}, as of {}", manifest.name, to_string(manifest.as_of))},
      {"Decision", fmt::format("{} ({}), version {}", result.decision.title, result.decision.id,
                               result.decision.version)},
      {"Status",
       std::string(decision::kStatuses[static_cast<std::size_t>(result.decision.status)])},
      {"Asked on", to_string(result.on)},
      {"Vendor known",
       fmt::format("of {} of {} elements in service{}", c.vendor_known, c.elements,
                   c.witness_conflicts > 0
                       ? fmt::format("; witnesses disagree on {}", c.witness_conflicts)
                       : std::string())},
      {"Clauses not evaluated", std::to_string(result.decision.not_evaluated.size())},
  };
  if (result.on_facts_alone) {
    out.entries.push_back({"Assumptions", std::to_string(result.assumptions.size())});
    out.entries.push_back({"Verdict on the facts alone",
                           std::string(name_of(result.on_facts_alone->evaluation.total))});
  }
  return out;
}

report::Verdict verdict_block(const CheckResult& result) {
  const Verdict verdict = result.verdict();
  return {std::string(name_of(verdict)), tone_of(verdict), verdict_text(result, result.judged)};
}

// A terminal is narrow: what a page spreads over columns stands there in one sentence.
enum class Width { narrow, wide };

report::Table overview(const CheckResult& result, Width width) {
  const bool wide = width == Width::wide;
  report::Table table{.id = wide ? "Overview" : "Requirements",
                      .title = "Requirements, worst first",
                      .columns = {}};
  table.columns = {
      {.id = "verdict", .header = "Verdict", .kind = ColumnKind::tone},
      {.id = "requirement", .header = "Requirement"},
      {.id = "group", .header = "For"},
      {.id = "measured", .header = "Measured"},
  };
  if (wide) {
    table.columns.push_back({.id = "headroom", .header = "Headroom"});
    table.columns.push_back({.id = "due", .header = "Asked from", .kind = ColumnKind::date});
    table.columns.push_back({.id = "days",
                             .header = "Days since",
                             .kind = ColumnKind::integer,
                             .help = "negative: so many days are left"});
  }
  for (const Finding* finding : worst_first(result.judged.evaluation.findings)) {
    const Rule& rule = rule_of(*finding, result);
    report::Badge word = badge_of(finding->verdict);
    if (rule.severity == decision::RuleSeverity::warn) word.word += " (warn)";
    std::vector<Cell> cells = {word, title_of(rule), group_text(finding->group),
                               finding_text(*finding, rule, result.on)};
    if (wide) {
      cells.push_back(finding->headroom ? Cell(amount_text(*finding->headroom, rule.measure))
                                        : Cell());
      cells.push_back(finding->due ? Cell(*finding->due) : Cell());
      cells.push_back(finding->due ? Cell(result.on.days - finding->due->days) : Cell());
    }
    table.rows.push_back({std::move(cells), tone_of(finding->verdict)});
  }
  return table;
}

Cell integer_cell(Int128 value, std::string formula) {
  return formula.empty() ? Cell(value) : Cell(value).with_formula(std::move(formula));
}

std::vector<report::Column> findings_columns() {
  return {
      {.id = "number", .header = "No", .kind = ColumnKind::integer},
      {.id = "finding", .header = "Finding"},
      {.id = "rule", .header = "Rule"},
      {.id = "requirement", .header = "Requirement"},
      {.id = "kind", .header = "Kind"},
      {.id = "group", .header = "For"},
      {.id = "verdict", .header = "Verdict", .kind = ColumnKind::tone},
      {.id = "severity", .header = "Severity"},
      {.id = "basis", .header = "Basis"},
      {.id = "scope", .header = "In scope", .kind = ColumnKind::integer},
      {.id = "offenders", .header = "Offenders", .kind = ColumnKind::integer},
      {.id = "possible", .header = "Possible", .kind = ColumnKind::integer},
      {.id = "measure", .header = "Measure"},
      {.id = "unit", .header = "Unit"},
      {.id = "low_part", .header = "Low part", .kind = ColumnKind::integer},
      {.id = "low_whole", .header = "Low whole", .kind = ColumnKind::integer},
      {.id = "low",
       .header = "Low",
       .kind = ColumnKind::share,
       .part_column = "low_part",
       .whole_column = "low_whole"},
      {.id = "high_part", .header = "High part", .kind = ColumnKind::integer},
      {.id = "high_whole", .header = "High whole", .kind = ColumnKind::integer},
      {.id = "high",
       .header = "High",
       .kind = ColumnKind::share,
       .part_column = "high_part",
       .whole_column = "high_whole"},
      {.id = "limit_part", .header = "Limit part", .kind = ColumnKind::integer},
      {.id = "limit_whole", .header = "Limit whole", .kind = ColumnKind::integer},
      {.id = "limit",
       .header = "Limit",
       .kind = ColumnKind::share,
       .part_column = "limit_part",
       .whole_column = "limit_whole"},
      {.id = "headroom", .header = "Headroom", .kind = ColumnKind::integer},
      {.id = "due", .header = "Due", .kind = ColumnKind::date},
      {.id = "because", .header = "Because"},
      {.id = "clause", .header = "Clause"},
  };
}

// The findings with every figure in a cell of its own, for CSV and workbooks.
report::Table findings_table(const CheckResult& result, bool with_formulas) {
  report::Table table{.id = "Findings", .title = "Findings", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = findings_columns();
  std::size_t number = 0;
  for (const Finding& finding : result.judged.evaluation.findings) {
    const Rule& rule = rule_of(finding, result);
    ++number;
    const CountedFormulas formulas =
        with_formulas ? counted_formulas(finding, number) : CountedFormulas{};
    std::vector<Cell> cells = {number,
                               finding.id,
                               rule.id,
                               title_of(rule),
                               decision::kRuleKinds[static_cast<std::size_t>(rule.kind)],
                               group_text(finding.group),
                               badge_of(finding.verdict),
                               decision::kSeverities[static_cast<std::size_t>(rule.severity)],
                               decision::kBases[static_cast<std::size_t>(rule.basis)],
                               static_cast<Int128>(finding.scope),
                               static_cast<Int128>(finding.offender_count),
                               static_cast<Int128>(finding.possible_count)};
    if (finding.measured) {
      const decision::Measured& m = *finding.measured;
      const auto whole = [](const Fraction& f, const std::string& formula) {
        return f.unbounded ? Cell("unbounded") : integer_cell(f.whole, formula);
      };
      const auto share = [&](const Fraction& f, const char* unbounded) {
        // What must be reached is given as counts alone, which nothing can round into conformity.
        if (decision::asks_at_least(rule)) return Cell();
        return f.unbounded ? Cell(unbounded) : Cell(report::Proportion{f, rule.limit});
      };
      cells.insert(
          cells.end(),
          {decision::kMeasures[static_cast<std::size_t>(m.measure)], decision::unit_of(m.measure),
           integer_cell(m.low.part, formulas.low_part), whole(m.low, formulas.low_whole),
           share(m.low, "0 % (nothing bounds the whole)"),
           integer_cell(m.high.part, formulas.high_part), whole(m.high, formulas.high_whole),
           share(m.high, "100 % (nothing bounds the part)")});
    } else {
      cells.resize(cells.size() + 8);
    }
    if (rule.limit) {
      cells.insert(cells.end(),
                   {Cell(rule.limit->part), Cell(rule.limit->whole),
                    Cell(report::Proportion{{rule.limit->part, rule.limit->whole, false}, {}})});
    } else {
      cells.resize(cells.size() + 3);
    }
    Cell room;
    if (finding.headroom) {
      room = Cell(*finding.headroom);
      if (!formulas.high_whole.empty()) {
        room = room.with_formula(
            "INT({row:limit_part}*{row:high_whole}/{row:limit_whole})-{row:high_part}");
      }
    }
    cells.push_back(room);
    cells.push_back(finding.due ? Cell(*finding.due) : Cell());
    cells.push_back(finding_text(finding, rule, result.on));
    cells.push_back(rule.clause);
    table.rows.push_back({std::move(cells), tone_of(finding.verdict)});
  }
  return table;
}

report::Bars bars(const CheckResult& result) {
  report::Bars out{"Shares against their limits", {}};
  for (const Finding* finding : worst_first(result.judged.evaluation.findings)) {
    const Rule& rule = rule_of(*finding, result);
    if (!finding->measured || finding->in_itself == Verdict::not_applicable) continue;
    // A share that must be reached is no share that must be kept.
    if (decision::asks_at_least(rule)) continue;
    out.bars.push_back({title_of(rule), group_text(finding->group), finding->measured->low,
                        finding->measured->high, rule.limit, tone_of(finding->verdict),
                        std::string(name_of(finding->verdict)), measured_text(*finding, rule)});
  }
  return out;
}

report::Table offenders_table(const CheckResult& result) {
  report::Table table{.id = "Offenders", .title = "Offenders", .columns = {}};
  table.rows_read_max = kReadRowsMax;
  table.empty = "Nothing surely stands in the way of a requirement.";
  table.columns = {
      {.id = "rule", .header = "Rule"},           {.id = "element", .header = "Element"},
      {.id = "site", .header = "Site"},           {.id = "operator", .header = "Operator"},
      {.id = "vendor", .header = "Vendor"},       {.id = "because", .header = "Because"},
      {.id = "waived_by", .header = "Waived by"},
  };
  const estate::Estate& estate = result.judged.situation->estate();
  for (const Finding* finding : worst_first(result.judged.evaluation.findings)) {
    for (const decision::Offender& offender : finding->offenders) {
      std::uint32_t element = offender.row;
      if (offender.table == TableId::supplies) {
        element = estate.column(kSupplyElement).code(offender.row);
      }
      const bool is_element = offender.table != TableId::links &&
                              offender.table != TableId::demands && estate::is_value(element);
      const auto cell = [&](estate::ColumnRef ref) {
        return is_element ? cell_text(estate, ref, element) : std::string();
      };
      table.rows.push_back(
          {{rule_of(*finding, result).id, row_name(estate, offender.table, offender.row),
            cell(kElementSite), cell(kElementOperator),
            offender.table == TableId::supplies ? cell_text(estate, kSupplyVendor, offender.row)
                                                : cell(kElementVendor),
            offender.because, offender.waived_by},
           offender.waived_by.empty() ? Tone::bad : Tone::muted});
    }
    table.more.count += finding->offender_count - finding->offenders.size();
  }
  if (table.more.count > 0) table.more.sentence = "--list shows more of each finding";
  return table;
}

// What an empty table of what to find out says: not every undecided finding has rows in one.
std::string nothing_to_find(const CheckResult& result, const char* where_none_is_undecided) {
  const bool undecided = std::ranges::any_of(
      result.judged.evaluation.findings,
      [](const Finding& finding) { return finding.verdict == Verdict::undecided; });
  return undecided ? "What is undecided says above what it lacks." : where_none_is_undecided;
}

report::Table facts_table(const CheckResult& result) {
  report::Table table{.id = "Find out", .title = "What to find out first", .columns = {}};
  table.rows_read_max = kReadRowsMax;
  table.empty = nothing_to_find(result, "No finding is undecided for want of a fact.");
  table.columns = {
      {.id = "rule", .header = "Rule"},
      {.id = "fact", .header = "Fact"},
      {.id = "operator", .header = "Operator"},
      {.id = "region", .header = "Region"},
      {.id = "site_kind", .header = "Kind of site"},
      {.id = "count", .header = "How many", .kind = ColumnKind::integer},
  };
  for (const Finding* finding : worst_first(result.judged.evaluation.findings)) {
    if (finding->verdict != Verdict::undecided) continue;
    for (const decision::FactGroup& fact : finding->to_find) {
      table.rows.push_back({{rule_of(*finding, result).id, fact_text(fact), fact.operator_id,
                             fact.region, fact.site_kind, static_cast<Int128>(fact.count)},
                            Tone::neutral});
    }
  }
  return table;
}

report::Table settle_table(const CheckResult& result) {
  report::Table table{.id = "Would settle", .title = "Where to look first", .columns = {}};
  table.rows_read_max = kReadRowsMax;
  table.columns = {
      {.id = "finding", .header = "Finding"},
      {.id = "row", .header = "Element"},
      {.id = "site", .header = "Site"},
      {.id = "fewest",
       .header = "Fewest",
       .kind = ColumnKind::integer,
       .help = "so few answers could settle the finding"},
      {.id = "most",
       .header = "Most",
       .kind = ColumnKind::integer,
       .help = "so many could be needed"},
  };
  table.empty = nothing_to_find(result, "No finding is undecided.");
  const estate::Estate& estate = result.judged.situation->estate();
  for (const Finding* finding : worst_first(result.judged.evaluation.findings)) {
    if (finding->verdict != Verdict::undecided || !finding->effort) continue;
    const TableId over = decision::table_of(rule_of(*finding, result).over);
    for (const std::uint32_t row : finding->would_settle) {
      table.rows.push_back(
          {{finding->id, row_name(estate, over, row),
            over == TableId::elements ? cell_text(estate, kElementSite, row) : std::string(),
            static_cast<Int128>(finding->effort->fewest),
            static_cast<Int128>(finding->effort->most)},
           Tone::neutral});
    }
  }
  return table;
}

void add_assumptions(const CheckResult& result, Document& document) {
  if (!result.on_facts_alone) return;
  document.add(report::Heading{"What was assumed", 2}, Shown::reading);
  report::Table table{.id = "Assumed", .title = "Assumptions", .columns = {}};
  table.columns = {
      {.id = "said", .header = "Assumption"},
      {.id = "cells", .header = "Fills", .kind = ColumnKind::integer},
      {.id = "holds", .header = "Holds where it can be tested"},
  };
  for (const Assumption& assumption : result.assumptions) {
    table.rows.push_back(
        {{assumption.text, static_cast<Int128>(assumption.cells),
          assumption.holds ? Cell(fmt::format("at {} of {} sites", assumption.holds->first,
                                              assumption.holds->second))
                           : Cell()},
         Tone::neutral});
  }
  document.add(std::move(table), Shown::reading | Shown::workbook);
  const decision::Evaluation& alone = result.on_facts_alone->evaluation;
  std::string text = fmt::format("On the facts alone the verdict is: {}.", name_of(alone.total));
  std::size_t differing = 0;
  for (const Finding& finding : alone.findings) {
    const auto same =
        std::ranges::find_if(result.judged.evaluation.findings, [&](const Finding& other) {
          return other.id == finding.id && other.verdict == finding.verdict;
        });
    if (same == result.judged.evaluation.findings.end()) ++differing;
  }
  text += fmt::format(" {} of its findings differ from those on the assumptions.", differing);
  document.add(report::Note{tone_of(alone.total), "On the facts alone", text}, Shown::everywhere);
}

void add_decision(const CheckResult& result, Document& document) {
  document.add(report::Heading{"What was not evaluated", 2}, Shown::markdown | Shown::html);
  report::Table clauses{.id = "Not evaluated", .title = "Clauses not evaluated", .columns = {}};
  clauses.columns = {{.id = "clause", .header = "Clause"}, {.id = "why", .header = "Why"}};
  clauses.empty = "Every clause of the decision is evaluated.";
  for (const decision::NotEvaluated& entry : result.decision.not_evaluated) {
    clauses.rows.push_back({{entry.clause, entry.why}, Tone::neutral});
  }
  document.add(std::move(clauses), Shown::markdown | Shown::html | Shown::workbook);
  if (!result.decision.parameters.empty()) {
    document.add(report::Heading{"Choices that the text leaves open", 2},
                 Shown::markdown | Shown::html);
    report::Table choices{.id = "Parameters", .title = "Parameters", .columns = {}};
    choices.columns = {{.id = "name", .header = "Parameter"},
                       {.id = "value", .header = "Value"},
                       {.id = "readings", .header = "Readings"},
                       {.id = "why", .header = "Why"}};
    for (const decision::Choice& choice : result.decision.parameters) {
      std::string readings;
      for (const std::string& reading : choice.readings) {
        readings += (readings.empty() ? "" : ", ") + reading;
      }
      choices.rows.push_back(
          {{choice.name, choice.value + (choice.chosen ? " (chosen)" : ""), readings, choice.why},
           Tone::neutral});
    }
    document.add(std::move(choices), Shown::markdown | Shown::html | Shown::workbook);
  }
  document.add(report::Heading{"The requirements in full", 2}, Shown::markdown | Shown::html);
  report::Table rules{.id = "Rules", .title = "Requirements", .columns = {}};
  rules.columns = {{.id = "rule", .header = "Rule"},
                   {.id = "clause", .header = "What the source says"},
                   {.id = "basis", .header = "Basis"}};
  for (const Rule& rule : result.decision.rules) {
    rules.rows.push_back(
        {{title_of(rule), rule.clause, decision::kBases[static_cast<std::size_t>(rule.basis)]},
         Tone::neutral});
  }
  document.add(std::move(rules), Shown::markdown | Shown::html | Shown::workbook);
}

void add_inputs(const CheckResult& result, Document& document) {
  report::KeyValues digests;
  const auto add = [&](const char* label, const std::optional<Digest>& digest) {
    if (digest) digests.entries.push_back({label, to_string(*digest)});
  };
  add(result.estates.empty() ? "Estate" : "Estates together", result.estate_digest);
  for (const EstateRead& estate : result.estates) {
    digests.entries.push_back({estate.name.empty() || estate.name == estate.scope
                                   ? "Estate " + estate.scope
                                   : fmt::format("Estate {} ({})", estate.scope, estate.name),
                               to_string(estate.digest)});
  }
  add("Decision", result.decision.digest);
  add("Registry", result.registry_digest);
  add("Functions", result.functions_digest);
  add("Places", result.places_digest);
  add("Waivers", result.waivers_digest);
  add("Ordered with", result.with_digest);
  document.add(report::Heading{"Inputs by their digests", 2}, Shown::markdown | Shown::html);
  document.add(std::move(digests), Shown::markdown | Shown::html | Shown::workbook);
}

}  // namespace

Document check_document(const CheckResult& result, Shown wanted) {
  const estate::Manifest& manifest = result.judged.situation->estate().manifest;
  Document document;
  document.title = result.decision.title;
  document.subtitle = fmt::format("{} on {}", manifest.name, to_string(result.on));
  document.notice = manifest.notice;
  document.generator = "relook check";
  document.data = check_tree(result);
  document.list_member = "findings";
  document.suites = {check_cases(result)};
  document.suites.back().properties = head(result).entries;
  const auto early = Shown::markdown | Shown::html | Shown::workbook;
  document.add(verdict_block(result), early);
  document.add(head(result), Shown::everywhere);
  report::Bars shares = bars(result);
  if (!shares.bars.empty()) document.add(std::move(shares), Shown::reading);
  document.add(report::Heading{"Requirements", 2}, Shown::markdown | Shown::html);
  document.add(overview(result, Width::wide), Shown::markdown | Shown::html);
  document.add(overview(result, Width::narrow), Shown::text);
  if (auto matrix = check_matrix(result)) document.add(std::move(*matrix), early);
  const CountedSheets counted = counted_sheets(result);
  document.add(findings_table(result, counted.complete), Shown::csv | Shown::workbook);
  document.add(offenders_table(result), Shown::reading | Shown::workbook);
  document.add(facts_table(result), Shown::reading | Shown::workbook);
  document.add(settle_table(result), Shown::reading | Shown::workbook);
  for (const Finding& finding : result.judged.evaluation.findings) {
    for (const std::string& waiver : finding.expired_waivers) {
      document.add(report::Note{Tone::unsure, "An expired waiver would have applied",
                                finding.id + ": " + waiver},
                   Shown::reading);
    }
  }
  add_timeline(result, document);
  add_readings(result, document);
  add_visits(result, document);
  if (report::shows(wanted, Shown::html)) document.add(site_map(result), Shown::html);
  for (const report::Table& table : counted.tables) document.add(table, Shown::workbook);
  add_assumptions(result, document);
  add_decision(result, document);
  add_inputs(result, document);
  if (!result.judged.evaluation.not_bound.empty()) {
    std::string ids;
    for (const std::string& id : result.judged.evaluation.not_bound) {
      ids += (ids.empty() ? "" : ", ") + id;
    }
    document.add(report::Note{Tone::muted, "Not bound by this decision", ids}, Shown::everywhere);
  }
  document.add(verdict_block(result), Shown::text);
  return document;
}

}  // namespace relook::engine
