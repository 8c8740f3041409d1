// SPDX-License-Identifier: Apache-2.0
#include "report/as_table.hpp"

#include <algorithm>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace relook::report {
namespace {

Badge with_text(const Badge& outcome, const std::string& text) {
  if (text.empty()) return outcome;
  return {outcome.tone, outcome.word.empty() ? text : outcome.word + ": " + text};
}

Cell badge_cell(Badge badge) { return badge.word.empty() ? Cell() : Cell(std::move(badge)); }

std::string lines(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "\n") + text;
  return out;
}

std::string header_or(const std::string& header, const char* otherwise) {
  return header.empty() ? otherwise : header;
}

}  // namespace

Table as_table(const Timeline& timeline, Reader reader) {
  Table table{.id = timeline.id,
              .title = timeline.title,
              .columns = {{.id = "what", .header = header_or(timeline.header, "What")},
                          {.id = "from", .header = "From", .kind = ColumnKind::date},
                          {.id = "until", .header = "Until", .kind = ColumnKind::date},
                          {.id = "outcome", .header = "Outcome", .kind = ColumnKind::tone},
                          {.id = "text", .header = "Because"}},
              .more = timeline.more,
              .empty = timeline.empty};
  if (reader == Reader::program) {
    table.columns.insert(table.columns.begin() + 1, {.id = "detail", .header = "Detail"});
  }
  for (const TimelineRow& row : timeline.rows) {
    const auto add = [&](std::size_t step, std::vector<Cell> values) {
      std::vector<Cell> cells{row.label, row.sublabel};
      if (reader == Reader::person) {
        const std::string label =
            row.sublabel.empty() ? row.label : row.label + " (" + row.sublabel + ")";
        cells = {step == 0 ? Cell(label) : Cell()};
      }
      std::ranges::move(values, std::back_inserter(cells));
      table.rows.push_back({std::move(cells)});
    };
    if (row.steps.empty()) add(0, {Cell(), Cell(), Cell(), Cell()});
    for (std::size_t i = 0; i < row.steps.size(); ++i) {
      const TimelineStep& step = row.steps[i];
      const bool last = i + 1 == row.steps.size();
      add(i, {step.from, last ? Cell() : Cell(Date{row.steps[i + 1].from.days - 1}), step.outcome,
              step.text});
    }
  }
  return table;
}

Table as_table(const SideBySide& comparison, Reader reader) {
  Table table{.id = comparison.id,
              .title = comparison.title,
              .columns = {{.id = "what", .header = header_or(comparison.header, "What")}},
              .rows_read_max = comparison.rows_read_max,
              .more = comparison.more,
              .empty = comparison.empty};
  const auto add_side = [&](const char* id, const std::string& header) {
    table.columns.push_back({.id = id, .header = header, .kind = ColumnKind::tone});
    if (reader == Reader::person) return;
    table.columns.push_back({.id = std::string(id) + "_text", .header = header + ": detail"});
  };
  add_side("before", comparison.before_header);
  add_side("after", comparison.after_header);
  table.columns.push_back({.id = "because", .header = "Because"});
  for (const Pair& pair : comparison.pairs) {
    Row row{{pair.label}};
    for (const Side& side : {pair.before, pair.after}) {
      if (reader == Reader::person) {
        row.cells.push_back(badge_cell(with_text(side.outcome, side.text)));
      } else {
        row.cells.push_back(badge_cell(side.outcome));
        row.cells.emplace_back(side.text);
      }
    }
    row.cells.emplace_back(lines(pair.because));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table as_table(const Matrix& matrix, Reader reader) {
  Table table{.id = matrix.id,
              .title = matrix.title,
              .columns = {{.id = "what", .header = header_or(matrix.header, "What")}},
              .empty = matrix.empty};
  std::vector<bool> apart;  // whether a column's texts stand in a column of their own
  for (std::size_t i = 0; i < matrix.columns.size(); ++i) {
    const MatrixColumn& column = matrix.columns[i];
    table.columns.push_back({.id = column.id, .header = column.label, .kind = ColumnKind::tone});
    apart.push_back(reader == Reader::program &&
                    std::ranges::any_of(matrix.rows, [&](const MatrixRow& row) {
                      return i < row.cells.size() && !row.cells[i].text.empty();
                    }));
    if (!apart.back()) continue;
    table.columns.push_back({.id = column.id + "_text", .header = column.label + ": detail"});
  }
  for (const MatrixRow& row : matrix.rows) {
    Row line{{row.label}};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const MatrixCell& cell = row.cells[i];
      const bool split = i < apart.size() && apart[i];
      line.cells.push_back(badge_cell(split ? cell.outcome : with_text(cell.outcome, cell.text)));
      if (split) line.cells.emplace_back(cell.text);
    }
    table.rows.push_back(std::move(line));
  }
  return table;
}

std::optional<Table> table_of(const Block& block, Reader reader) {
  return std::visit(
      [&](const auto& content) -> std::optional<Table> {
        using Content = std::decay_t<decltype(content)>;
        if constexpr (std::is_same_v<Content, Table>) {
          return content;
        } else if constexpr (requires { as_table(content, reader); }) {
          return as_table(content, reader);
        } else {
          return std::nullopt;
        }
      },
      block.content);
}

}  // namespace relook::report
