// SPDX-License-Identifier: Apache-2.0
// What a decision asks for as a report: the tables and columns, who reads them, how full they are.

#include <fmt/format.h>

#include <algorithm>

#include "engine/inputs.hpp"
#include "engine/needs.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using report::Cell;
using report::ColumnKind;
using report::Tone;

std::string need_name(const Need& need) {
  return fmt::format("{}.{}", schema(need.column.table).name, schema(need.column).name);
}

std::string meaning_of(const Need& need) {
  const estate::ColumnSchema& column = schema(need.column);
  return fmt::format("{}{}{}", column.meaning, column.unit.empty() ? "" : ", in ", column.unit);
}

// Short enough to stand beside the meaning; every format for machines has them all.
std::string rules_text(const Need& need, const decision::Decision& decision) {
  if (need.rules.size() == 1) return need.rules.front();
  if (need.rules.size() == decision.rules.size()) return "all";
  return counted(need.rules.size(), "rule");
}

std::string filled_text(const Fullness& fullness) {
  if (!fullness.table_present) return "no such table";
  if (fullness.rows == 0) return "no rows";
  return fmt::format("{} of {}", fullness.rows - fullness.empty, fullness.rows);
}

report::Table reading_table(const NeedsResult& result) {
  report::Table table{.id = "Facts", .title = "Facts", .columns = {}};
  table.columns = {{.id = "fact", .header = "Fact"}};
  if (result.checked) {
    table.columns.push_back({.id = "filled", .header = "Filled", .align = report::Align::right});
    table.columns.push_back(
        {.id = "undecided", .header = "Undecided", .kind = ColumnKind::integer});
  }
  table.columns.push_back({.id = "rules", .header = "Asked by"});
  table.columns.push_back({.id = "meaning", .header = "What it means"});
  for (const Need& need : result.needs) {
    report::Row row{{need_name(need)}};
    if (result.checked) {
      row.cells.push_back(filled_text(*need.fullness));
      row.cells.push_back(need.undecided);
    }
    row.cells.push_back(rules_text(need, result.decision));
    row.cells.push_back(meaning_of(need));
    if (need.undecided > 0) row.tone = Tone::unsure;
    table.rows.push_back(std::move(row));
  }
  return table;
}

report::Table full_table(const NeedsResult& result) {
  report::Table table{.id = "Facts in full", .title = "Facts", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {{.id = "table", .header = "Table"},
                   {.id = "column", .header = "Column"},
                   {.id = "meaning", .header = "What it means"},
                   {.id = "unit", .header = "Unit"},
                   {.id = "rules", .header = "Asked by"},
                   {.id = "rows", .header = "Rows", .kind = ColumnKind::integer},
                   {.id = "empty", .header = "Empty", .kind = ColumnKind::integer},
                   {.id = "undecided", .header = "Undecided", .kind = ColumnKind::integer}};
  for (const Need& need : result.needs) {
    const estate::ColumnSchema& column = schema(need.column);
    const bool known = need.fullness && need.fullness->table_present;
    table.rows.push_back({{schema(need.column.table).name, column.name, column.meaning, column.unit,
                           listed(need.rules), known ? Cell(need.fullness->rows) : Cell(),
                           known ? Cell(need.fullness->empty) : Cell(),
                           need.fullness ? Cell(need.undecided) : Cell()}});
  }
  return table;
}

report::Table parameters_table(const NeedsResult& result) {
  report::Table table{.id = "Parameters", .title = "Parameters that are not set", .columns = {}};
  table.columns = {{.id = "parameter", .header = "Parameter"},
                   {.id = "undecided", .header = "Undecided", .kind = ColumnKind::integer},
                   {.id = "why", .header = "Why it is open"}};
  for (const NeededParameter& parameter : result.parameters) {
    table.rows.push_back({{parameter.name, parameter.undecided, parameter.why}});
  }
  return table;
}

// What would settle most, as people look it up.
report::Table missing_table(const NeedsResult& result) {
  report::Table table{.id = "Missing", .title = "What to find out", .columns = {}};
  table.columns = {{.id = "finding", .header = "Finding"},
                   {.id = "what", .header = "What is missing"},
                   {.id = "count", .header = "Times", .kind = ColumnKind::integer},
                   {.id = "operator", .header = "Operator"},
                   {.id = "region", .header = "Region"},
                   {.id = "site_kind", .header = "Kind of site"}};
  table.rows_read_max = 50;
  table.empty = "Nothing: no finding is undecided for want of a fact.";
  for (const decision::Finding& finding : result.checked->judged.evaluation.findings) {
    if (finding.verdict != decision::Verdict::undecided) continue;
    for (const decision::FactGroup& fact : finding.to_find) {
      table.rows.push_back({{finding.id, fact_text(fact), fact.count, fact.operator_id, fact.region,
                             fact.site_kind}});
    }
  }
  return table;
}

Tree needs_tree(const NeedsResult& result) {
  Tree data = new_data();
  Tree& decision = data.add("decision", Tree::object());
  decision.add("id", result.decision.id);
  decision.add("version", result.decision.version);
  decision.add("digest", to_string(result.decision.digest));
  if (result.checked) {
    const estate::Manifest& manifest = result.checked->judged.situation->estate().manifest;
    Tree& estate = data.add("estate", Tree::object());
    estate.add("name", manifest.name);
    estate.add("as_of", to_string(manifest.as_of));
    estate.add("digest", to_string(result.checked->estate_digest));
    data.add("on", to_string(result.checked->on));
  } else {
    data.add("estate", nullptr);
    data.add("on", nullptr);
  }
  Tree& parameters = data.add("parameters", Tree::array());
  for (const NeededParameter& parameter : result.parameters) {
    Tree one = Tree::object();
    one.add("name", parameter.name);
    one.add("undecided", static_cast<std::int64_t>(parameter.undecided));
    parameters.push(std::move(one));
  }
  Tree& facts = data.add("facts", Tree::array());
  for (const Need& need : result.needs) {
    const estate::ColumnSchema& column = schema(need.column);
    Tree one = Tree::object();
    one.add("table", schema(need.column.table).name);
    one.add("column", column.name);
    one.add("meaning", column.meaning);
    one.add("unit", column.unit.empty() ? Tree(nullptr) : Tree(column.unit));
    one.add("rules", texts_tree(need.rules));
    if (need.fullness) {
      one.add("present", need.fullness->table_present);
      one.add("rows", static_cast<std::int64_t>(need.fullness->rows));
      one.add("empty", static_cast<std::int64_t>(need.fullness->empty));
      one.add("undecided", static_cast<std::int64_t>(need.undecided));
    }
    facts.push(std::move(one));
  }
  return data;
}

}  // namespace

report::Document needs_document(const NeedsResult& result) {
  report::Document document{.title = "What " + result.decision.id + " asks for"};
  document.subtitle = result.decision.title;
  if (result.checked) {
    const CheckResult& checked = *result.checked;
    const auto& findings = checked.judged.evaluation.findings;
    const auto undecided = static_cast<std::size_t>(
        std::ranges::count(findings, decision::Verdict::undecided, &decision::Finding::verdict));
    const estate::Manifest& manifest = checked.judged.situation->estate().manifest;
    document.notice = manifest.notice;
    report::KeyValues head;
    head.entries = {
        {"Estate", fmt::format("{}, as of {}", manifest.name, to_string(manifest.as_of))},
        {"Asked on", to_string(checked.on)},
        {"Undecided", fmt::format("{} of {}", undecided, counted(findings.size(), "finding"))}};
    document.add(std::move(head));
  }
  document.add(report::Paragraph{
      "An empty cell is unknown, a missing table too; neither is ever counted as good." +
      std::string(
          result.checked
              ? " Filled counts the rows that may be in service on the day; undecided counts "
                "the findings that want the fact, among other things."
              : "")});
  document.add(reading_table(result), report::Shown::reading);
  document.add(full_table(result), report::Shown::csv | report::Shown::workbook);
  if (!result.parameters.empty()) document.add(parameters_table(result));
  if (result.checked) document.add(missing_table(result));
  if (!result.written.empty()) {
    document.add(
        report::Note{Tone::good, "Template written",
                     result.written.string() +
                         " holds an empty file for each table. A file with only its header "
                         "says that there are none: fill it in, or delete it."});
  }
  document.data = needs_tree(result);
  document.list_member = "facts";
  return document;
}

}  // namespace relook::engine
