// SPDX-License-Identifier: Apache-2.0
// The answer of `explain` as a report: the verdict, the rule in its own words, who stands how
// towards it, the arithmetic, and the cells that were read.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/explain.hpp"
#include "engine/inputs.hpp"
#include "engine/measured_tree.hpp"
#include "engine/rule_texts.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using report::Cell;
using report::ColumnKind;
using report::Shown;
using report::Tone;

constexpr std::size_t kReadRowsMax = 200;
constexpr std::size_t kBearsOnMax = 3;  // ids that a line names

report::KeyValues head(const ExplainResult& result) {
  const decision::Finding& finding = result.found();
  const decision::Decision& decision = result.check.decision;
  const estate::Manifest& manifest = result.check.judged.situation->estate().manifest;
  report::KeyValues out;
  out.entries = {
      {"Estate", fmt::format("{}, as of {}", manifest.name, to_string(manifest.as_of))},
      {"Decision",
       fmt::format("{} ({}), version {}", decision.title, decision.id, decision.version)},
      {"Status", std::string(decision::kStatuses[static_cast<std::size_t>(decision.status)])},
      {"Finding", finding.id},
      {"For", group_text(finding.group)},
      {"Asked on", to_string(result.check.on)},
  };
  if (finding.due) out.entries.push_back({"Asked from", to_string(*finding.due)});
  if (finding.verdict != finding.in_itself) {
    out.entries.push_back({"If it were asked", std::string(name_of(finding.in_itself))});
  }
  if (finding.headroom) {
    out.entries.push_back({"Headroom", amount_text(*finding.headroom, result.rule().measure)});
  }
  if (!result.check.on_facts_alone) return out;
  for (const Assumption& assumption : result.check.assumptions) {
    out.entries.push_back({"Assumed", assumption.text});
  }
  for (const decision::Finding& alone : result.check.on_facts_alone->evaluation.findings) {
    if (alone.id != finding.id) continue;
    out.entries.push_back({"Verdict on the facts alone", std::string(name_of(alone.verdict))});
  }
  return out;
}

report::Table rule_table(const ExplainResult& result) {
  report::Table table{.id = "Rule", .title = "The rule", .columns = {}};
  table.columns = {{.id = "key", .header = "Key"}, {.id = "text", .header = "What it says"}};
  for (auto& [key, text] : rule_keys(result.rule())) {
    table.rows.push_back({{key, text}, Tone::neutral});
  }
  if (const auto& bound = result.check.decision.applies_to) {
    table.rows.push_back({{"applies_to", bound->text}, Tone::neutral});
  }
  return table;
}

report::Table names_table(const ExplainResult& result) {
  report::Table table{.id = "Names", .title = "What its names stand for", .columns = {}};
  table.empty = "It uses no terms and no parameters.";
  table.columns = {{.id = "key", .header = "Used in"},
                   {.id = "kind", .header = "Kind"},
                   {.id = "name", .header = "Name"},
                   {.id = "text", .header = "Stands for"}};
  const decision::Rule& rule = result.rule();
  const auto add = [&](std::string_view key, const std::optional<decision::Selector>& selector) {
    if (!selector) return;
    for (const UsedName& used : names_used(result.check.decision, selector->text)) {
      const std::string_view kind = used.kind == UsedName::Kind::term ? "term" : "parameter";
      table.rows.push_back({{key, kind, used.name, used.text}, Tone::neutral});
    }
  };
  add("of", rule.of);
  add("what", rule.what);
  add("among", rule.among);
  add("places", rule.places);
  add("demands", rule.demands);
  add("applies_to", result.check.decision.applies_to);
  return table;
}

std::string_view word(Truth truth) {
  return truth == Truth::yes ? "surely" : truth == Truth::no ? "no" : "possibly";
}

report::Table classes_table(const ExplainResult& result) {
  report::Table table{.id = "Classes", .title = "Who stands how towards it", .columns = {}};
  table.empty = decision::counts_by_network(result.rule())
                    ? "What it counts is what the network says, which is not shown row by row."
                    : "This rule counts no rows.";
  table.columns = {{.id = "in_scope", .header = "In scope"},
                   {.id = "matches", .header = "Matches"},
                   {.id = "rows", .header = "Rows", .kind = ColumnKind::integer}};
  const bool weighed = !result.classes.empty() && result.classes.front().weight;
  if (weighed) {
    table.columns.push_back({.id = "weight",
                             .header = "Known weight",
                             .kind = ColumnKind::integer,
                             .unit = std::string(decision::unit_of(result.rule().measure))});
  }
  for (const RowClass& of : result.classes) {
    std::vector<Cell> cells = {word(of.in), word(of.matches), static_cast<Int128>(of.rows)};
    if (weighed) cells.emplace_back(*of.weight);
    table.rows.push_back({std::move(cells), of.rows == 0 ? Tone::muted : Tone::neutral});
  }
  return table;
}

std::string comparison_text(const Comparison& comparison, const ExplainResult& result) {
  const bool reached = decision::asks_at_least(result.rule());
  const Share limit = limit_of(result.rule()).value();
  const Fraction& fraction = comparison.fraction;
  if (fraction.unbounded) {
    return fmt::format("{} of a whole that nothing bounds", to_string(fraction.part));
  }
  const auto sign = [&] {
    if (comparison.left == comparison.right) return "=";
    return comparison.left < comparison.right ? "<" : ">";
  };
  return fmt::format("{0} of {1} against {2} {3}: {0} × {4} = {5} {6} {7} = {1} × {8}; {9}",
                     to_string(fraction.part), to_string(fraction.whole),
                     reached ? "at least" : "at most", to_string(limit), limit.whole,
                     to_string(comparison.left), sign(), to_string(comparison.right), limit.part,
                     comparison.holds ? "kept" : "not kept");
}

report::Table arithmetic_table(const ExplainResult& result) {
  report::Table table{.id = "Arithmetic", .title = "The arithmetic", .columns = {}};
  table.columns = {{.id = "what", .header = "What"}, {.id = "text", .header = "How"}};
  const auto add = [&](std::string_view what, std::string text) {
    table.rows.push_back({{what, std::move(text)}, Tone::neutral});
  };
  const decision::Finding& finding = result.found();
  const auto compared = comparisons(result);
  for (const Comparison& comparison : compared) {
    add(comparison.end == "low" ? "at the lowest" : "at the highest",
        comparison_text(comparison, result));
  }
  if (finding.measured && !compared.empty()) {
    const decision::Measured& measured = *finding.measured;
    const std::string unit(decision::unit_of(measured.measure));
    add("measure", std::string(decision::kMeasures[static_cast<std::size_t>(measured.measure)]) +
                       (unit == "count" ? "" : ", in " + unit));
  } else {
    add("in scope", std::to_string(finding.scope));
    add("surely against it", std::to_string(finding.offender_count));
    if (finding.waived_count > 0) add("of these waived", std::to_string(finding.waived_count));
    add("possibly against it", std::to_string(finding.possible_count));
  }
  const std::string tipping = tipping_text(finding, result.rule());
  if (!tipping.empty()) add("tipping point", tipping);
  return table;
}

std::string witnesses_text(const ExplainedFact& fact) {
  std::vector<std::string> texts;
  for (const Witness& witness : fact.witnesses) {
    std::string text = (witness.vendor.empty() ? "unknown" : witness.vendor) + " by " +
                       (witness.source.empty() ? "an unknown source" : witness.source);
    if (!witness.observed_on.empty()) text += ", seen " + witness.observed_on;
    texts.push_back(text + " (supplies " + witness.id + ")");
  }
  return listed(texts);
}

report::Table rows_table(const ExplainResult& result) {
  report::Table table{.id = "Rows", .title = "Some of each class", .columns = {}};
  table.rows_read_max = kReadRowsMax;
  table.columns = {{.id = "in_scope", .header = "In scope"},
                   {.id = "matches", .header = "Matches"},
                   {.id = "id", .header = "Id"},
                   {.id = "vendor", .header = "Made by"},
                   {.id = "because", .header = "Because"},
                   {.id = "unknown", .header = "Unknown"}};
  for (const RowClass& of : result.classes) {
    for (const ExplainedRow& row : of.shown) {
      table.rows.push_back(
          {{word(of.in), word(of.matches), row.id, row.judged, row.because, listed(row.unknown)},
           Tone::neutral});
    }
    if (of.in != Truth::no || of.matches != Truth::no) {
      table.more.count += static_cast<std::size_t>(of.rows) - of.shown.size();
    }
  }
  if (table.more.count > 0) table.more.sentence = "--list shows more of each class";
  return table;
}

std::string value_text(const RowFact& fact) {
  if (!fact.value.empty()) return fact.value;
  return estate::schema(fact.column).has(estate::kDefaulted) ? "open" : "unknown";
}

// A line for each cell of each row shown.
report::Table cells_table(const ExplainResult& result) {
  report::Table table{.id = "Facts", .title = "Where each fact stands", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {{.id = "in_scope", .header = "In scope"},
                   {.id = "matches", .header = "Matches"},
                   {.id = "of", .header = "Of"},
                   {.id = "table", .header = "Table"},
                   {.id = "id", .header = "Id"},
                   {.id = "column", .header = "Column"},
                   {.id = "value", .header = "Value"},
                   {.id = "witnesses", .header = "Witnesses"}};
  for (const RowClass& of : result.classes) {
    for (const ExplainedRow& row : of.shown) {
      for (const ExplainedFact& fact : row.facts) {
        const estate::ColumnRef column = fact.fact.column;
        table.rows.push_back(
            {{word(of.in), word(of.matches), row.id, estate::schema(column.table).name,
              fact.fact.id, estate::schema(column).name, value_text(fact.fact),
              witnesses_text(fact)},
             Tone::neutral});
      }
    }
  }
  return table;
}

// A line for each row of the estate that bears on one of those shown, once.
report::Table facts_table(const ExplainResult& result) {
  struct Source {
    std::vector<std::string> says;
    std::vector<std::string> bears_on;
  };
  std::map<std::pair<std::string_view, std::string>, Source> sources;
  for (const RowClass& of : result.classes) {
    for (const ExplainedRow& row : of.shown) {
      for (const ExplainedFact& fact : row.facts) {
        const estate::ColumnRef column = fact.fact.column;
        Source& source = sources[{estate::schema(column.table).name, fact.fact.id}];
        const bool again = !source.bears_on.empty() && source.bears_on.front() != row.id;
        if (source.bears_on.empty() || source.bears_on.back() != row.id) {
          source.bears_on.push_back(row.id);
        }
        if (again) continue;
        std::string says = fmt::format("{} {}", estate::schema(column).name, value_text(fact.fact));
        const std::string witnesses = witnesses_text(fact);
        if (!witnesses.empty()) says += " (witnesses: " + witnesses + ")";
        source.says.push_back(std::move(says));
      }
    }
  }
  report::Table table{.id = "Sources", .title = "Where each fact stands", .columns = {}};
  table.rows_read_max = kReadRowsMax;
  table.columns = {{.id = "row", .header = "Table and row"},
                   {.id = "says", .header = "Says"},
                   {.id = "bears_on", .header = "Bears on"}};
  for (const auto& [key, source] : sources) {
    std::vector<std::string> some = source.bears_on;
    some.resize(std::min(some.size(), kBearsOnMax));
    std::string bears_on = listed(some);
    if (some.size() < source.bears_on.size()) {
      bears_on += fmt::format(", and {} more", source.bears_on.size() - some.size());
    }
    table.rows.push_back(
        {{fmt::format("{} {}", key.first, key.second), listed(source.says), std::move(bears_on)},
         Tone::neutral});
  }
  return table;
}

}  // namespace

report::Document explain_document(const ExplainResult& result) {
  const decision::Finding& finding = result.found();
  const report::Verdict verdict{std::string(name_of(finding.verdict)), tone_of(finding.verdict),
                                finding_text(finding, result.rule(), result.check.on)};
  report::Document document{.title = finding.id};
  document.subtitle = result.check.decision.title;
  document.notice = result.check.judged.situation->estate().manifest.notice;
  document.generator = "relook explain";
  document.data = explain_tree(result);
  document.list_member = "classes";
  document.add(verdict, Shown::markdown | Shown::html | Shown::workbook);
  document.add(head(result), Shown::reading | Shown::workbook);
  const auto read = Shown::reading | Shown::workbook;
  document.add(rule_table(result), read);
  document.add(names_table(result), read);
  document.add(classes_table(result), read);
  document.add(arithmetic_table(result), read);
  document.add(rows_table(result), read);
  document.add(facts_table(result), Shown::reading);
  document.add(cells_table(result), Shown::csv | Shown::workbook);
  document.add(verdict, Shown::text);
  return document;
}

}  // namespace relook::engine
