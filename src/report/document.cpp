// SPDX-License-Identifier: Apache-2.0
#include "report/document.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "report/as_table.hpp"
#include "report/fraction_columns.hpp"

namespace relook::report {
namespace {

constexpr std::size_t kSheetNameMax = 31;

bool is_id(std::string_view text, std::string_view extra) {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           extra.contains(c);
  });
}

// Sheet names and column ids are told apart without regard to case, as spreadsheets do.
std::string folded(std::string_view id) {
  std::string text(id);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<std::string> fault_of(const Table& table) {
  if (table.columns.empty()) return "table '" + table.id + "' has no columns";
  std::set<std::string> ids;
  for (const Column& column : table.columns) {
    const std::string place = "column '" + column.id + "' of table '" + table.id + "'";
    if (!is_id(column.id, "_-")) return place + ": not an id";
    if (!ids.insert(folded(column.id)).second) return place + " is there twice";
  }
  for (const Column& column : table.columns) {
    for (const std::string& other : {column.part_column, column.whole_column}) {
      if (!other.empty() && std::ranges::count(table.columns, other, &Column::id) == 0) {
        return "column '" + column.id + "' of table '" + table.id + "' counts on '" + other +
               "', which is not there";
      }
    }
  }
  for (const Column& column : table.columns) {
    if (!stands_alone(column)) continue;
    for (const std::string_view suffix : {"_part", "_whole"}) {
      if (!ids.insert(folded(column.id) + std::string(suffix)).second) {
        return "table '" + table.id + "' needs the column '" + column.id + std::string(suffix) +
               "' for its share";
      }
    }
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (table.rows[i].cells.size() != table.columns.size()) {
      return "row " + std::to_string(i + 1) + " of table '" + table.id + "' has " +
             std::to_string(table.rows[i].cells.size()) + " cells for " +
             std::to_string(table.columns.size()) + " columns";
    }
  }
  return std::nullopt;
}

bool bare_tone(const Badge& badge) { return badge.word.empty() && badge.tone != Tone::neutral; }

std::optional<std::string> fault_of(const Timeline& timeline) {
  if (timeline.until < timeline.from) return "timeline '" + timeline.id + "' ends before it begins";
  for (const TimelineRow& row : timeline.rows) {
    for (std::size_t i = 0; i < row.steps.size(); ++i) {
      if (row.steps[i].outcome.word.empty()) return "a step of '" + row.label + "' has no word";
      if (i > 0 && row.steps[i].from <= row.steps[i - 1].from) {
        return "the steps of '" + row.label + "' are not in the order of their days";
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> fault_of(const SideBySide& comparison) {
  for (const Pair& pair : comparison.pairs) {
    if (bare_tone(pair.before.outcome) || bare_tone(pair.after.outcome)) {
      return "a side of '" + pair.label + "' has a tone and no word";
    }
  }
  return std::nullopt;
}

std::optional<std::string> fault_of(const Matrix& matrix) {
  for (const MatrixRow& row : matrix.rows) {
    if (row.cells.size() != matrix.columns.size()) {
      return "row '" + row.label + "' of matrix '" + matrix.id + "' has another number of cells";
    }
    if (std::ranges::any_of(row.cells,
                            [](const MatrixCell& cell) { return bare_tone(cell.outcome); })) {
      return "a cell of '" + row.label + "' has a tone and no word";
    }
  }
  return std::nullopt;
}

std::optional<std::string> fault_of(const Block& block) {
  if (const auto* heading = std::get_if<Heading>(&block.content)) {
    if (heading->level < 2 || heading->level > 4) return "a heading's level is 2 to 4";
  }
  if (const auto* timeline = std::get_if<Timeline>(&block.content)) return fault_of(*timeline);
  if (const auto* pairs = std::get_if<SideBySide>(&block.content)) return fault_of(*pairs);
  if (const auto* matrix = std::get_if<Matrix>(&block.content)) return fault_of(*matrix);
  return std::nullopt;
}

bool stops(const Case& one, const CaseSuite& suite) {
  return suite.rules[one.rule].weight == CaseWeight::stops &&
         (one.outcome == CaseOutcome::failed || one.outcome == CaseOutcome::open);
}

std::optional<std::string> fault_of(const CaseSuite& suite) {
  for (const Case& one : suite.cases) {
    if (one.rule >= suite.rules.size()) return "case '" + one.id + "' names no rule";
    if (one.word.empty()) return "case '" + one.id + "' has no word for its outcome";
  }
  const bool stopped =
      std::ranges::any_of(suite.cases, [&](const Case& one) { return stops(one, suite); });
  const bool good = suite.total == CaseOutcome::passed;
  if (stopped == good) {
    return "suite '" + suite.id + "' " +
           (good ? "passes, and a case does not" : "does not pass, and no case says so");
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of(const Document& document) {
  std::set<std::string> ids{"summary", "history"};  // "History" is a name that Excel keeps
  std::size_t main_tables = 0;
  for (const CaseSuite& suite : document.suites) {
    if (std::optional<std::string> fault = fault_of(suite)) return fault;
  }
  for (const Block& block : document.blocks) {
    if (std::optional<std::string> fault = fault_of(block)) return fault;
    const std::optional<Table> table = table_of(block, Reader::program);
    if (!table) continue;
    if (!is_id(table->id, " _-") || table->id.size() > kSheetNameMax) {
      return "table '" + table->id + "': not a sheet's name";
    }
    if (!ids.insert(folded(table->id)).second) {
      return "table '" + table->id + "': that name is taken";
    }
    if (table->role == TableRole::main && ++main_tables > 1) return "two main tables";
    if (std::optional<std::string> fault = fault_of(*table)) return fault;
  }
  return std::nullopt;
}

}  // namespace relook::report
