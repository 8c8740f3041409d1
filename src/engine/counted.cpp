// SPDX-License-Identifier: Apache-2.0
#include "engine/counted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "decision/counted.hpp"

namespace relook::engine {
namespace {

using decision::CountedRow;
using decision::Finding;
using decision::Measure;
using decision::Rule;
using estate::is_value;
using report::Cell;
using report::ColumnKind;
using namespace estate::column;

constexpr std::string_view kUnknownSite = "(unknown)";

// Names of sets of vendors: "huawei", or "huawei;nokia" where witnesses differ.
std::string set_name(const estate::Estate& estate, std::span<const std::uint32_t> set) {
  std::string name;
  for (const std::uint32_t vendor : set) {
    name += (name.empty() ? "" : ";") + std::string(estate.id(estate::TableId::vendors, vendor));
  }
  return name;
}

std::string vendor_text(const Situation& situation, std::uint32_t element) {
  const estate::Judgements& judged = situation.element_vendors();
  const std::uint32_t set = judged.set_of[element];
  return is_value(set) ? set_name(situation.estate(), judged.sets[set]) : std::string();
}

struct Sheets {
  const CheckResult& result;
  const Situation& situation;
  const estate::Estate& estate;
  std::vector<std::vector<CountedRow>> counted;
  /// Rules whose `what` asks about the vendor alone, and their column in the sheet of vendors.
  std::map<std::size_t, std::string> vendor_columns;

  [[nodiscard]] report::Table vendors() const;
  [[nodiscard]] report::Table elements() const;
  [[nodiscard]] report::Table sites() const;
  [[nodiscard]] Cell match_cell(const Finding& finding, const CountedRow& row) const;
};

report::Table Sheets::vendors() const {
  report::Table table{.id = "Vendors", .title = "Vendors and whether they match", .columns = {}};
  table.columns = {{.id = "vendor", .header = "Vendor"}};
  std::vector<std::vector<std::uint32_t>> sets;
  sets.reserve(estate.rows(estate::TableId::vendors));
  for (std::uint32_t row = 0; row < estate.rows(estate::TableId::vendors); ++row) {
    sets.push_back({row});
  }
  const estate::ListPool& judged = situation.element_vendors().sets;
  for (std::uint32_t set = 0; set < judged.size(); ++set) {
    if (judged[set].size() > 1) sets.emplace_back(judged[set].begin(), judged[set].end());
  }
  for (const std::vector<std::uint32_t>& set : sets) {
    table.rows.push_back({{set_name(estate, set)}, report::Tone::neutral});
  }
  for (const auto& [rule, column] : vendor_columns) {
    table.columns.push_back({.id = column, .header = "Matches " + result.decision.rules[rule].id});
    const std::vector<Truth> answers =
        decision::select_vendors(*result.decision.rules[rule].what, situation.facts(), sets);
    for (std::size_t i = 0; i < sets.size(); ++i)
      table.rows[i].cells.emplace_back(std::string(name_of(answers[i])));
  }
  return table;
}

Cell Sheets::match_cell(const Finding& finding, const CountedRow& row) const {
  Cell constant(std::string(name_of(row.matches)));
  const auto column = vendor_columns.find(finding.rule);
  if (column == vendor_columns.end()) return constant;
  return constant.with_formula(
      fmt::format("IF({{row:vendor}}=\"\",\"unknown\",IFERROR(INDEX({{col:Vendors.{}}},"
                  "MATCH({{row:vendor}},{{col:Vendors.vendor}},0)),\"unknown\"))",
                  column->second));
}

report::Table Sheets::elements() const {
  report::Table table{.id = "Counted", .title = "Elements as they were counted", .columns = {}};
  table.columns = {
      {.id = "number", .header = "Finding No", .kind = ColumnKind::integer},
      {.id = "element", .header = "Element"},
      {.id = "site", .header = "Site"},
      {.id = "vendor", .header = "Vendor", .help = "Change it and see what becomes of the share"},
      {.id = "in_whole", .header = "In the whole"},
      {.id = "matches", .header = "Matches"},
      {.id = "weight", .header = "Weight", .kind = ColumnKind::integer},
  };
  const std::vector<Finding>& findings = result.judged.evaluation.findings;
  for (std::size_t f = 0; f < findings.size(); ++f) {
    const Rule& rule = result.decision.rules[findings[f].rule];
    const auto column = decision::column_of(rule.measure);
    for (const CountedRow& row : counted[f]) {
      const std::uint32_t site = estate.column(kElementSite).code(row.row);
      Cell weight(1);
      if (column) {
        const std::int64_t number = estate.column(*column).number(row.row);
        weight = is_value(number) ? Cell(number) : Cell();
      }
      table.rows.push_back({{f + 1, estate.id(estate::TableId::elements, row.row),
                             is_value(site) ? std::string(estate.id(estate::TableId::sites, site))
                             : site == estate::kNoneCode ? std::string("-")
                                                         : std::string(kUnknownSite),
                             vendor_text(situation, row.row), std::string(name_of(row.in)),
                             match_cell(findings[f], row), weight},
                            report::Tone::neutral});
    }
  }
  return table;
}

// A site is in the whole, and in the part, by the or over its elements (SEMANTICS 6.4).
report::Table Sheets::sites() const {
  report::Table table{.id = "Sites", .title = "Sites as they were counted", .columns = {}};
  table.columns = {
      {.id = "number", .header = "Finding No", .kind = ColumnKind::integer},
      {.id = "site", .header = "Site"},
      {.id = "in_whole", .header = "In the whole"},
      {.id = "matches", .header = "Matches"},
  };
  const std::string here =
      "COUNTIFS({col:Counted.number},{row:number},{col:Counted.site},{row:site},";
  const std::string matching =
      here + "{col:Counted.in_whole},\"yes\",{col:Counted.matches},\"yes\")";
  const std::string possible =
      here + "{col:Counted.matches},\"yes\")+" + here + "{col:Counted.matches},\"unknown\")";
  const std::vector<Finding>& findings = result.judged.evaluation.findings;
  for (std::size_t f = 0; f < findings.size(); ++f) {
    if (result.decision.rules[findings[f].rule].measure != Measure::sites) continue;
    std::map<std::uint32_t, std::pair<Truth, Truth>> sites;
    for (const CountedRow& row : counted[f]) {
      const std::uint32_t site = estate.column(kElementSite).code(row.row);
      if (!is_value(site)) continue;
      auto& [whole, part] = sites[site];
      whole = either(whole, row.in);
      part = either(part, both(row.in, row.matches));
    }
    for (const auto& [site, truths] : sites) {
      const auto& [whole, part] = truths;
      table.rows.push_back(
          {{f + 1, estate.id(estate::TableId::sites, site),
            Cell(std::string(name_of(whole)))
                .with_formula(fmt::format(
                    "IF({}{{col:Counted.in_whole}},\"yes\")>0,\"yes\",\"unknown\")", here)),
            Cell(std::string(name_of(part)))
                .with_formula(fmt::format("IF({}>0,\"yes\",IF({}>0,\"unknown\",\"no\"))", matching,
                                          possible))},
           report::Tone::neutral});
    }
  }
  return table;
}

}  // namespace

CountedSheets counted_sheets(const CheckResult& result) {
  CountedSheets out;
  const Situation& situation = *result.judged.situation;
  auto counted = decision::counted_rows(result.decision, situation.facts(),
                                        result.judged.evaluation.findings, {});
  if (!counted) return out;
  std::size_t rows = 0;
  for (const std::vector<CountedRow>& of_finding : *counted) rows += of_finding.size();
  if (rows == 0 || rows > kCountedRowsMax) return out;
  Sheets sheets{result, situation, situation.estate(), std::move(*counted), {}};
  for (const Finding& finding : result.judged.evaluation.findings) {
    const Rule& rule = result.decision.rules[finding.rule];
    if (rule.kind == decision::RuleKind::cap && rule.what &&
        decision::asks_vendor_alone(*rule.what)) {
      sheets.vendor_columns.emplace(finding.rule, "rule" + std::to_string(finding.rule + 1));
    }
  }
  out.tables = {sheets.elements(), sheets.sites(), sheets.vendors()};
  out.complete = true;
  return out;
}

CountedFormulas counted_formulas(const Finding& finding, std::size_t number) {
  if (!finding.measured) return {};
  const bool sites = finding.measured->measure == Measure::sites;
  const std::string sheet = sites ? "Sites" : "Counted";
  // A sum over the sheet's rows of this finding; sites weigh one each.
  const auto sum = [&](std::string_view in_whole, std::string_view matches) {
    std::string formula = sites ? "COUNTIFS(" : "SUMIFS({col:Counted.weight},";
    formula += "{col:" + sheet + ".number}," + std::to_string(number);
    if (!in_whole.empty()) {
      formula += ",{col:" + sheet + ".in_whole},\"" + std::string(in_whole) + "\"";
    }
    if (!matches.empty())
      formula += ",{col:" + sheet + ".matches},\"" + std::string(matches) + "\"";
    return formula + ")";
  };
  CountedFormulas out;
  out.low_part = sum("yes", "yes");
  out.low_whole = sum("", "") + "-" + sum("unknown", "yes");
  out.high_part = sum("", "yes") + "+" + sum("", "unknown");
  out.high_whole = out.high_part + "+" + sum("yes", "no");
  if (!sites) return out;
  const std::string lost = "COUNTIFS({col:Counted.number}," + std::to_string(number) +
                           ",{col:Counted.site},\"" + std::string(kUnknownSite) + "\"";
  const std::string lost_matching =
      lost + ",{col:Counted.matches},\"yes\")+" + lost + ",{col:Counted.matches},\"unknown\")";
  const std::string lost_against =
      lost + ")-" + lost + ",{col:Counted.in_whole},\"yes\",{col:Counted.matches},\"yes\")";
  const std::string whole = out.high_whole;
  out.low_whole += "+" + lost_against;
  out.high_part += "+" + lost_matching;
  out.high_whole = "MAX(" + whole + "," + out.high_part + ")";
  return out;
}

}  // namespace relook::engine
