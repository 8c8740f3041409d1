// SPDX-License-Identifier: Apache-2.0
// Tables on a terminal.
//
// Every column is as wide as its widest cell while that fits. Where it does not, the widest
// columns of text give way first, down to a level that all of them share, and their cells wrap;
// numbers and dates are never broken. Where even that does not fit, each row is written as a list
// of its fields.

#include "report/text_table.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "report/glyphs.hpp"

namespace relook::report {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kTextWidthMin = 10;
constexpr std::size_t kCellLinesMax = 8;

struct TextCell {
  std::string text;
  Tone tone = Tone::neutral;
};

struct TextColumn {
  std::string header;
  Align align = Align::left;
  std::size_t natural = 0;  // as wide as its widest line
  std::size_t least = 0;    // as narrow as it may become
  std::size_t width = 0;
};

struct Grid {
  std::vector<TextColumn> columns;
  std::vector<std::vector<TextCell>> rows;
};

std::size_t widest_part(std::string_view text, char separator) {
  std::size_t widest = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    widest = std::max(widest, display_width(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return widest;
}

TextCell text_cell(const Cell& cell, const CellReader& read, Charset charset) {
  TextCell out{printable(read(cell)), Tone::neutral};
  const auto* badge = std::get_if<Badge>(&cell.value);
  if (badge == nullptr) return out;
  out.tone = badge->tone;
  const std::string_view sign = sign_of(badge->tone, charset);
  if (!sign.empty()) out.text = std::string(sign).append(" ").append(out.text);
  return out;
}

bool needs_signs(const Table& table) {
  return std::ranges::count(table.columns, ColumnKind::tone, &Column::kind) == 0 &&
         std::ranges::any_of(table.rows, [](const Row& row) { return row.tone != Tone::neutral; });
}

void measure(Grid& grid, const Table& table) {
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    TextColumn& column = grid.columns[i];
    std::size_t cells = 0;
    for (const std::vector<TextCell>& row : grid.rows) {
      cells = std::max(cells, widest_part(row[i].text, '\n'));
    }
    column.natural = std::max({cells, widest_part(column.header, '\n'), std::size_t{1}});
    const bool breakable =
        table.columns[i].kind == ColumnKind::text || table.columns[i].kind == ColumnKind::tone;
    column.least = breakable ? std::min(column.natural, kTextWidthMin)
                             : std::max(cells, widest_part(column.header, ' '));
  }
}

Grid grid_of(const Table& table, const Terminal& terminal) {
  Grid grid;
  for (const Column& column : table.columns) {
    grid.columns.push_back({printable_line(header_text(column)), align_of(column)});
  }
  const std::vector<CellReader> readers = cell_readers(table);
  for (const Row& row : std::span(table.rows).first(rows_read(table))) {
    std::vector<TextCell> cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      cells.push_back(text_cell(row.cells[i], readers[i], terminal.charset()));
      if (cells.back().tone == Tone::neutral) cells.back().tone = row.tone;
    }
    grid.rows.push_back(std::move(cells));
  }
  measure(grid, table);
  if (!needs_signs(table)) return grid;
  grid.columns.insert(grid.columns.begin(), TextColumn{"", Align::left, 1, 1, 1});
  for (std::vector<TextCell>& row : grid.rows) {
    const Tone tone = row.front().tone;
    row.insert(row.begin(), {std::string(sign_of(tone, terminal.charset())), tone});
  }
  return grid;
}

// Sets the widths; false where the columns do not fit however narrow.
bool fit(Grid& grid, std::size_t width) {
  const std::size_t gaps = kGap * (grid.columns.size() - 1);
  for (std::size_t level = width; level > 0; --level) {
    std::size_t total = gaps;
    for (TextColumn& column : grid.columns) {
      column.width = std::min(column.natural, std::max(level, column.least));
      total += column.width;
    }
    if (total <= width) return true;
  }
  return false;
}

std::vector<std::string> cell_lines(std::string_view text, std::size_t width,
                                    const Terminal& terminal) {
  std::vector<std::string> lines = wrap(text, std::max<std::size_t>(width, 2));
  if (lines.size() > kCellLinesMax) {
    lines.resize(kCellLinesMax);
    lines.back() = std::string(terminal.ellipsis());
  }
  return lines;
}

void append_grid_row(std::string& out, const Grid& grid, std::span<const TextCell> cells,
                     const Terminal& terminal) {
  std::vector<std::vector<std::string>> lines;
  std::size_t height = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    lines.push_back(cell_lines(cells[i].text, grid.columns[i].width, terminal));
    height = std::max(height, lines.back().size());
  }
  for (std::size_t y = 0; y < height; ++y) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const TextColumn& column = grid.columns[i];
      const std::string_view text = y < lines[i].size() ? lines[i][y] : std::string_view{};
      const std::string full = padded(text, column.width, column.align);
      const std::size_t start = full.find_first_not_of(' ');
      if (start != std::string::npos) {
        // The spaces stay outside the colours, so that those at the end can be dropped.
        const std::size_t end = full.find_last_not_of(' ') + 1;
        line.append(full, 0, start);
        line += terminal.paint(cells[i].tone, std::string_view(full).substr(start, end - start));
        line.append(full, end);
      } else {
        line += full;
      }
      if (i + 1 < cells.size()) line.append(kGap, ' ');
    }
    append_line(out, line);
  }
}

void append_grid(std::string& out, const Grid& grid, const Terminal& terminal) {
  std::vector<TextCell> headers;
  std::string rules;
  for (const TextColumn& column : grid.columns) {
    headers.push_back({column.header});
    const bool blank = column.header.empty();
    rules += blank ? std::string(column.width, ' ') : terminal.rule(column.width);
    rules.append(kGap, ' ');
  }
  append_grid_row(out, grid, headers, terminal);
  append_line(out, rules);
  for (const std::vector<TextCell>& row : grid.rows) append_grid_row(out, grid, row, terminal);
}

void append_records(std::string& out, const Grid& grid, const Terminal& terminal) {
  for (const std::vector<TextCell>& row : grid.rows) {
    if (&row != &grid.rows.front()) out.push_back('\n');
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string& header = grid.columns[i].header;
      const std::string label = header.empty() || row[i].text.empty() ? "" : header + ": ";
      if (row[i].text.empty()) continue;
      bool first = true;
      for (const std::string& line :
           cell_lines(label + row[i].text, terminal.width() - kGap, terminal)) {
        append_line(out, (first ? "" : "  ") + terminal.paint(row[i].tone, line));
        first = false;
      }
    }
  }
}

}  // namespace

void append_text_table(std::string& out, const Table& table, const Terminal& terminal) {
  for (const std::string& line : wrap(printable_line(table.title), terminal.width())) {
    if (!line.empty()) append_line(out, terminal.bold(line));
  }
  if (table.rows.empty()) {
    for (const std::string& line : wrap(printable(table.empty), terminal.width())) {
      append_line(out, terminal.faint(line));
    }
  } else {
    out.push_back('\n');
    Grid grid = grid_of(table, terminal);
    if (fit(grid, terminal.width())) {
      append_grid(out, grid, terminal);
    } else {
      append_records(out, grid, terminal);
    }
  }
  const std::string left_out = printable_line(left_out_text(table, rows_read(table)));
  if (left_out.empty()) return;
  out.push_back('\n');
  for (const std::string& line : wrap(left_out, terminal.width())) {
    append_line(out, terminal.faint(line));
  }
}

}  // namespace relook::report
