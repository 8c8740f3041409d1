// SPDX-License-Identifier: Apache-2.0
#include "report/workbook.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "base/check.hpp"
#include "base/file.hpp"
#include "report/glyphs.hpp"

namespace relook::report {
namespace {

constexpr std::time_t kNoTime = 315'532'800;  // 1980-01-01, where the zip format's calendar starts

lxw_color_t colour_of(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return 0x1B1F24;
    case Tone::good:
      return 0x1A6B3C;
    case Tone::bad:
      return 0xA8201A;
    case Tone::unsure:
      return 0x8A5A00;
    case Tone::muted:
      return 0x69727D;
  }
  return LXW_COLOR_BLACK;
}

lxw_color_t wash_of(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return LXW_COLOR_WHITE;
    case Tone::good:
      return 0xE0F0E6;
    case Tone::bad:
      return 0xF8DEDC;
    case Tone::unsure:
      return 0xF8EBD0;
    case Tone::muted:
      return 0xECEEF0;
  }
  return LXW_COLOR_WHITE;
}

std::string number_format(const Style& style) {
  const std::string places =
      style.decimals > 0 ? "." + std::string(static_cast<std::size_t>(style.decimals), '0') : "";
  switch (style.look) {
    case Look::integer:
      return "#,##0";
    case Look::decimal:
      return "#,##0" + places;
    case Look::date:
      return "yyyy-mm-dd";
    case Look::percent:
      return "0" + places + "%";
    default:
      return "";
  }
}

void set_up(lxw_format* format, const Style& style) {
  if (style.tone != Tone::neutral) format_set_font_color(format, colour_of(style.tone));
  if (style.ground == Ground::toned && style.tone != Tone::neutral) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, wash_of(style.tone));
  }
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (style.align == Align::right) format_set_align(format, LXW_ALIGN_RIGHT);
  if (style.align == Align::centre) format_set_align(format, LXW_ALIGN_CENTER);
  const std::string numbers = number_format(style);
  if (!numbers.empty()) {
    format_set_num_format(format, numbers.c_str());
    return;
  }
  format_set_text_wrap(format);
  if (style.look == Look::title || style.look == Look::word) format_set_font_size(format, 16);
  if (style.look == Look::heading) format_set_font_size(format, 13);
  if (style.look != Look::text && style.look != Look::label) format_set_bold(format);
  if (style.look == Look::label) format_set_font_color(format, colour_of(Tone::muted));
  if (style.look == Look::header) {
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
    format_set_bottom(format, LXW_BORDER_THIN);
  }
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Printable text as a cell holds it, cut to what a cell can hold. A spreadsheet reads "_x0041_" as
// "A" (ISO/IEC 29500-1, 22.9.2.19), so its first character is spelt that way itself.
std::string cell_text(std::string_view text) {
  constexpr std::string_view kCut = "… (cut)";
  std::string shown = printable(text);
  for (std::size_t at = shown.find("_x"); at != std::string::npos; at = shown.find("_x", at + 1)) {
    const std::string_view code = std::string_view(shown).substr(at + 2, 5);
    if (code.size() == 5 && code[4] == '_' && std::ranges::all_of(code.substr(0, 4), is_hex)) {
      shown.insert(at, "_x005F");
      at += 6;
    }
  }
  if (utf16_length(shown) <= kCellUnitsMax) return shown;
  return std::string(utf16_prefix(shown, kCellUnitsMax - utf16_length(kCut))) + std::string(kCut);
}

lxw_row_t row_of(SheetPlace place) {
  RELOOK_CHECK(place.row < kSheetRowsMax);
  return static_cast<lxw_row_t>(place.row);
}

lxw_col_t column_of(SheetPlace place) {
  RELOOK_CHECK(place.column < LXW_COL_MAX);
  return static_cast<lxw_col_t>(place.column);
}

}  // namespace

struct Workbook::Book {
  explicit Book(std::string at) : path(std::move(at)) {}
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book() {
    if (workbook != nullptr) lxw_workbook_free(workbook);
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
  }

  lxw_format* format(const Style& style) {
    lxw_format*& found = formats[style];
    if (found == nullptr) {
      found = workbook_add_format(workbook);
      set_up(found, style);
    }
    return found;
  }

  void note(lxw_error outcome) {
    if (fault == LXW_NO_ERROR) fault = outcome;
  }

  std::string path;                  // a file that only this process knows, gone with this value
  lxw_workbook* workbook = nullptr;  // the library's; it owns sheets and formats
  lxw_worksheet* worksheet = nullptr;
  std::map<Style, lxw_format*> formats;
  lxw_error fault = LXW_NO_ERROR;  // the first
};

Workbook::Workbook(std::unique_ptr<Book> book) : book_(std::move(book)) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

Result<Workbook> Workbook::make(std::string_view title) {
  std::error_code fault;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(fault);
  if (fault) return failure(ErrorKind::io, "no folder for temporary files: " + fault.message());
  std::string path = folder / "relook-XXXXXX";
  const int descriptor = ::mkstemp(path.data());
  if (descriptor < 0) return failure(ErrorKind::io, "no temporary file can be made", folder);
  ::close(descriptor);
  auto book = std::make_unique<Book>(path);
  std::string temporary = folder;
  lxw_workbook_options options{};
  options.tmpdir = temporary.data();
  book->workbook = workbook_new_opt(path.c_str(), &options);
  if (book->workbook == nullptr) return failure(ErrorKind::io, "no memory for a workbook");
  std::string shown_title = printable_line(title);
  lxw_doc_properties properties{};
  properties.title = shown_title.data();
  properties.created = kNoTime;
  book->note(workbook_set_properties(book->workbook, &properties));
  return Workbook(std::move(book));
}

void Workbook::add_sheet(std::string_view name) {
  book_->worksheet = workbook_add_worksheet(book_->workbook, std::string(name).c_str());
  RELOOK_CHECK(book_->worksheet != nullptr);  // `fault_of` has looked at the names
  lxw_worksheet* sheet = book_->worksheet;
  worksheet_set_paper(sheet, 9);  // A4
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.6, 0.6, 0.7, 0.7);
  book_->note(worksheet_set_footer(sheet, "&L&A&R&P / &N"));
  book_->note(worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
}

void Workbook::set_width(std::size_t column, double characters) {
  const lxw_col_t number = column_of({0, column});
  book_->note(worksheet_set_column(book_->worksheet, number, number, characters, nullptr));
}

void Workbook::set_header_row(std::size_t columns, std::size_t rows) {
  lxw_worksheet* sheet = book_->worksheet;
  worksheet_set_landscape(sheet);
  worksheet_freeze_panes(sheet, 1, 0);
  book_->note(worksheet_repeat_rows(sheet, 0, 0));
  book_->note(worksheet_autofilter(sheet, 0, 0, row_of({rows, 0}), column_of({0, columns - 1})));
}

void Workbook::put_text(SheetPlace place, std::string_view text, const Style& style) {
  const std::string shown = cell_text(text);
  book_->note(worksheet_write_string(book_->worksheet, row_of(place), column_of(place),
                                     shown.c_str(), book_->format(style)));
}

void Workbook::put_number(SheetPlace place, double number, const Style& style) {
  book_->note(worksheet_write_number(book_->worksheet, row_of(place), column_of(place), number,
                                     book_->format(style)));
}

void Workbook::put_date(SheetPlace place, Date date, const Style& style) {
  put_number(place, day_number(date), style);
}

void Workbook::put_formula(SheetPlace place, const std::string& formula,
                           const FormulaResult& result, const Style& style) {
  const std::string text = "=" + formula;
  lxw_worksheet* sheet = book_->worksheet;
  if (const auto* number = std::get_if<double>(&result)) {
    book_->note(worksheet_write_formula_num(sheet, row_of(place), column_of(place), text.c_str(),
                                            book_->format(style), *number));
    return;
  }
  const std::string shown = cell_text(std::get<std::string>(result));
  book_->note(worksheet_write_formula_str(sheet, row_of(place), column_of(place), text.c_str(),
                                          book_->format(style), shown.c_str()));
}

void Workbook::put_blank(SheetPlace place, const Style& style) {
  book_->note(worksheet_write_blank(book_->worksheet, row_of(place), column_of(place),
                                    book_->format(style)));
}

Result<std::string> Workbook::finish() {
  const lxw_error closed = workbook_close(std::exchange(book_->workbook, nullptr));
  book_->note(closed);
  if (book_->fault != LXW_NO_ERROR) {
    const ErrorKind kind = closed == LXW_NO_ERROR ? ErrorKind::bug : ErrorKind::io;
    return failure(kind,
                   std::string("the workbook cannot be written: ") + lxw_strerror(book_->fault));
  }
  return read_file(book_->path);
}

double day_number(Date date) {
  constexpr std::int32_t kUnixEpoch = 25'569;  // the number of 1970-01-01
  constexpr std::int32_t kAfterLeapDay = 61;   // that of 1900-03-01
  const std::int32_t number = date.days + kUnixEpoch;
  return number < kAfterLeapDay ? number - 1 : number;
}

}  // namespace relook::report
