// SPDX-License-Identifier: Apache-2.0
// libxlsxwriter, wrapped: workbook.cpp alone includes it. Text put into a cell is always text,
// whatever it starts with.

#pragma once

#include <compare>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "base/date.hpp"
#include "base/result.hpp"
#include "report/document.hpp"

namespace relook::report {

/// Excel's own limits (its specification, "Worksheet and workbook").
inline constexpr std::size_t kSheetRowsMax = 1'048'576;
inline constexpr std::size_t kCellUnitsMax = 32'767;  // UTF-16 code units

enum class Look { text, title, heading, header, label, word, integer, decimal, date, percent };

/// What stands behind a cell's text: a pale wash of its tone where it is toned.
enum class Ground { plain, toned };

struct Style {
  Look look = Look::text;
  int decimals = 0;  ///< of a decimal or a percentage
  Tone tone = Tone::neutral;
  Align align = Align::left;
  Ground ground = Ground::plain;

  friend auto operator<=>(const Style&, const Style&) = default;
};

/// Row and column from 0.
struct SheetPlace {
  std::size_t row;
  std::size_t column;
};

/// What a formula came to.
using FormulaResult = std::variant<double, std::string>;

/// A workbook in the making; what is put goes to the sheet added last. Bytes depend on what was
/// put alone: no time of day is kept in them.
class Workbook {
 public:
  /// Fails where no temporary file can be made: the library writes to files only.
  [[nodiscard]] static Result<Workbook> make(std::string_view title);
  Workbook(Workbook&&) noexcept;
  Workbook& operator=(Workbook&&) noexcept;
  ~Workbook();

  void add_sheet(std::string_view name);
  void set_width(std::size_t column, double characters);
  /// Keeps the first row in sight and on every page, and lets rows be chosen by their values.
  void set_header_row(std::size_t columns, std::size_t rows);

  void put_text(SheetPlace place, std::string_view text, const Style& style);
  void put_number(SheetPlace place, double number, const Style& style);
  void put_date(SheetPlace place, Date date, const Style& style);
  /// `formula` without "=".
  void put_formula(SheetPlace place, const std::string& formula, const FormulaResult& result,
                   const Style& style);
  void put_blank(SheetPlace place, const Style& style);

  /// The file's bytes. Nothing may be put after it.
  [[nodiscard]] Result<std::string> finish();

 private:
  struct Book;
  explicit Workbook(std::unique_ptr<Book> book);

  std::unique_ptr<Book> book_;
};

/// The day's number in a spreadsheet, in which 1900 was a leap year.
[[nodiscard]] double day_number(Date date);

}  // namespace relook::report
