// SPDX-License-Identifier: Apache-2.0
#include "report/xlsx_writer.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "report/as_table.hpp"
#include "report/fraction_columns.hpp"
#include "report/glyphs.hpp"
#include "report/sheet_references.hpp"
#include "report/wording.hpp"
#include "report/workbook.hpp"
#include "report/workbook_summary.hpp"

namespace relook::report {
namespace {

constexpr Int128 kExactMax = Int128{1} << 53;  // beyond it a spreadsheet loses digits

std::optional<double> exact_number(Int128 value) {
  if (value > kExactMax || value < -kExactMax) return std::nullopt;
  return static_cast<double>(value);
}

std::optional<double> number_of(const Cell& cell) {
  if (const auto* integer = std::get_if<Int128>(&cell.value)) return exact_number(*integer);
  if (const auto* date = std::get_if<Date>(&cell.value)) return day_number(*date);
  if (const auto* decimal = std::get_if<Decimal>(&cell.value)) {
    const std::optional<double> units = exact_number(decimal->value);
    if (!units) return std::nullopt;
    return *units / std::pow(10.0, decimal->digits);
  }
  if (const auto* proportion = std::get_if<Proportion>(&cell.value)) {
    const Fraction& fraction = proportion->fraction;
    if (fraction.unbounded || fraction.whole == 0) return std::nullopt;
    return static_cast<double>(fraction.part) / static_cast<double>(fraction.whole);
  }
  return std::nullopt;
}

// A spreadsheet rounds a percentage to nearest. The fewest decimals, from 1, with which that does
// not carry it over its limit; nothing where 9 are not enough.
std::optional<int> honest_decimals(const Proportion& proportion) {
  constexpr Int128 kWholeMax = Int128{1} << 90;
  const Fraction& fraction = proportion.fraction;
  if (!proportion.limit) return 1;
  if (fraction.whole > kWholeMax) return std::nullopt;
  const bool over = above(fraction, *proportion.limit);
  Int128 scale = 100;
  for (int decimals = 1; decimals <= 9; ++decimals) {
    scale *= 10;
    const Int128 shown = (fraction.part * scale * 2 + fraction.whole) / (fraction.whole * 2);
    if (above({std::min(shown, scale), scale}, *proportion.limit) == over) return decimals;
  }
  return std::nullopt;
}

Look look_of(const Cell& cell) {
  if (std::holds_alternative<Int128>(cell.value)) return Look::integer;
  if (std::holds_alternative<Decimal>(cell.value)) return Look::decimal;
  if (std::holds_alternative<Date>(cell.value)) return Look::date;
  if (std::holds_alternative<Proportion>(cell.value)) return Look::percent;
  return Look::text;
}

// Writes one table to the sheet added last.
class SheetWriter {
 public:
  SheetWriter(Workbook& book, const Table& table, std::span<const Table> tables)
      : book_(book), table_(table), tables_(tables), readers_(cell_readers(table)) {}

  Result<void> write() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const Align align = align_of(table_.columns[i]);
      book_.put_text({0, i}, header_text(table_.columns[i]),
                     {.look = Look::header, .align = align});
      book_.set_width(i, width_of(i));
    }
    book_.set_header_row(table_.columns.size(), table_.rows.size());
    for (std::size_t y = 0; y < table_.rows.size(); ++y) {
      for (std::size_t x = 0; x < table_.columns.size(); ++x) {
        if (Result<void> done = put({y, x}); !done) return done;
      }
    }
    return {};
  }

 private:
  [[nodiscard]] double width_of(std::size_t column) const {
    constexpr std::size_t kLeast = 8;
    constexpr std::size_t kMost = 60;
    std::size_t widest = 0;
    for (const std::string& word : wrap(printable(header_text(table_.columns[column])), 16)) {
      widest = std::max(widest, display_width(word) + 3);  // room for the filter's button
    }
    for (const Row& row : table_.rows) {
      if (widest >= kMost) break;
      widest = std::max(widest, display_width(readers_[column](row.cells[column])) + 1);
    }
    return static_cast<double>(std::clamp(widest, kLeast, kMost));
  }

  [[nodiscard]] Style style_of(SheetPlace at) const {
    const Row& row = table_.rows[at.row];
    const Cell& cell = row.cells[at.column];
    Style style{look_of(cell), 0, row.tone, align_of(table_.columns[at.column])};
    if (style.look == Look::decimal) style.decimals = decimals_of_[at.column];
    if (const auto* badge = std::get_if<Badge>(&cell.value)) {
      style.tone = badge->tone;
      style.ground = Ground::toned;
    }
    return style;
  }

  // The cell's own formula, or the division behind a share.
  [[nodiscard]] std::string formula_of(SheetPlace at) const {
    const std::vector<Cell>& cells = table_.rows[at.row].cells;
    const Column& column = table_.columns[at.column];
    if (!cells[at.column].formula.empty()) return cells[at.column].formula;
    const auto* share = std::get_if<Proportion>(&cells[at.column].value);
    if (share == nullptr || column.part_column.empty() || column.whole_column.empty()) return {};
    const auto is_number = [&](const std::string& id) {
      const auto found = std::ranges::find(table_.columns, id, &Column::id);
      return number_of(cells[static_cast<std::size_t>(found - table_.columns.begin())]).has_value();
    };
    if (share->fraction.unbounded || !is_number(column.part_column) ||
        !is_number(column.whole_column)) {
      return {};
    }
    const std::string whole = "{row:" + column.whole_column + "}";
    return "IF(" + whole + "=0,\"\",{row:" + column.part_column + "}/" + whole + ")";
  }

  Result<void> put(SheetPlace at) {
    const Cell& cell = table_.rows[at.row].cells[at.column];
    const SheetPlace place{at.row + 1, at.column};
    Style style = style_of(at);
    std::optional<double> number = number_of(cell);
    if (const auto* share = std::get_if<Proportion>(&cell.value); share != nullptr && number) {
      const std::optional<int> decimals = honest_decimals(*share);
      style.decimals = decimals.value_or(0);
      if (!decimals) number.reset();
    }
    const std::string formula = formula_of(at);
    const auto* share = std::get_if<Proportion>(&cell.value);
    const bool nothing = share != nullptr && share->fraction.whole == 0;
    const bool text_only = share != nullptr && !nothing && !number;
    if (!formula.empty() && !text_only) {
      Result<std::string> text = with_references(formula, {table_, at.row}, tables_);
      if (!text) return std::unexpected(std::move(text).error());
      const FormulaResult result = number    ? FormulaResult(*number)
                                   : nothing ? FormulaResult(std::string())
                                             : FormulaResult(readers_[at.column](cell));
      book_.put_formula(place, *text, result, style);
    } else if (number) {
      book_.put_number(place, *number, style);
    } else if (const std::string text = readers_[at.column](cell); !text.empty()) {
      style.look = Look::text;
      book_.put_text(place, text, style);
    }
    return {};
  }

  Workbook& book_;
  const Table& table_;
  std::span<const Table> tables_;
  std::vector<CellReader> readers_;
  std::vector<int> decimals_of_ = column_decimals(table_);

  static std::vector<int> column_decimals(const Table& table) {
    std::vector<int> decimals;
    decimals.reserve(table.columns.size());
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      decimals.push_back(decimals_of(table, i));
    }
    return decimals;
  }
};

}  // namespace

Result<std::string> write_xlsx(const Document& document) {
  std::vector<Table> tables;
  for (const Block& block : document.blocks) {
    if (!shows(block.shown, Shown::workbook)) continue;
    const std::optional<Table> table = table_of(block, Reader::program);
    if (!table) continue;
    if (table->rows.size() >= kSheetRowsMax) {
      return failure(ErrorKind::limit,
                     grouped(static_cast<Int128>(table->rows.size())) +
                         " rows are more than a sheet holds; use the CSV format",
                     table->id);
    }
    tables.push_back(with_fraction_columns(*table));
  }
  Result<Workbook> book = Workbook::make(document.title);
  if (!book) return std::unexpected(std::move(book).error());
  write_summary(*book, document, tables);
  for (const Table& table : tables) {
    book->add_sheet(table.id);
    if (Result<void> done = SheetWriter(*book, table, tables).write(); !done) {
      return std::unexpected(std::move(done).error());
    }
  }
  return book->finish();
}

}  // namespace relook::report
