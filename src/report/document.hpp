// SPDX-License-Identifier: Apache-2.0
// A report as a value: what it says, in order, and nothing about how any format looks.
//
// Who has something to report fills a Document; `report/write.hpp` turns it into bytes. Text may
// hold anything that is UTF-8: each writer escapes it for its format, no caller does.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/geodesic.hpp"
#include "base/quantity.hpp"
#include "codec/tree.hpp"
#include "report/case_suite.hpp"
#include "report/key_value.hpp"
#include "report/left_out.hpp"
#include "report/matrix.hpp"
#include "report/side_by_side.hpp"
#include "report/timeline.hpp"
#include "report/tone.hpp"

namespace relook::report {

/// Which formats show a block. JSON and JSON lines hold the document's data and no blocks.
enum class Shown : std::uint8_t {
  nowhere = 0,
  text = 1,
  markdown = 2,
  html = 4,
  workbook = 8,
  csv = 16,
  reading = text | markdown | html,
  everywhere = text | markdown | html | workbook | csv,
};

[[nodiscard]] constexpr Shown operator|(Shown a, Shown b) {
  return static_cast<Shown>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
[[nodiscard]] constexpr bool shows(Shown shown, Shown format) {
  return (static_cast<std::uint8_t>(shown) & static_cast<std::uint8_t>(format)) != 0;
}

/// `value` units of 10^-digits.
struct Decimal {
  std::int64_t value;
  int digits;

  friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// A measured share and, where there is one, the limit it is held against: no writer rounds it
/// onto the other side of that limit.
struct Proportion {
  Fraction fraction;
  std::optional<Share> limit = {};

  friend bool operator==(const Proportion&, const Proportion&) = default;
};

/// What stands in one place of a table.
struct Cell {
  using Value = std::variant<std::monostate, std::string, Int128, Decimal, Date, Proportion, Badge>;

  Value value = {};
  /// How a workbook computes the value, without "=": the value is then what it shows before it
  /// recalculates. Placeholders name other cells: `{row:COLUMN}` the same row, `{col:TABLE.COLUMN}`
  /// all rows of a column, `{cell:TABLE.COLUMN.ROW}` one cell, rows from 1. Other formats ignore
  /// it. Put no outside text into it: refer to a cell that holds that text.
  std::string formula = {};

  Cell() = default;
  Cell(std::string text) : value(std::move(text)) {}
  Cell(std::string_view text) : value(std::string(text)) {}
  Cell(const char* text) : value(std::string(text)) {}
  Cell(Int128 integer) : value(integer) {}
  Cell(std::int64_t integer) : value(Int128{integer}) {}
  Cell(int integer) : value(Int128{integer}) {}
  Cell(std::size_t integer) : value(static_cast<Int128>(integer)) {}
  Cell(std::uint32_t integer) : value(static_cast<Int128>(integer)) {}
  Cell(Decimal decimal) : value(decimal) {}
  Cell(Date date) : value(date) {}
  Cell(Proportion proportion) : value(proportion) {}
  Cell(Badge badge) : value(std::move(badge)) {}
  /// A truth value is no cell: say what it means in a word.
  Cell(bool) = delete;

  /// The same cell, computed by `text` in a workbook.
  [[nodiscard]] Cell with_formula(std::string text) const {
    Cell cell = *this;
    cell.formula = std::move(text);
    return cell;
  }

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// What the cells of a column hold; a cell may also be empty, or text that says why.
enum class ColumnKind { text, integer, decimal, date, share, tone };

enum class Align { by_kind, left, right, centre };

struct Column {
  std::string id;      ///< letters, digits, '_' and '-': the name in CSV and in formulas
  std::string header;  ///< what a person reads
  ColumnKind kind = ColumnKind::text;
  std::string unit = {};  ///< shown behind the header
  Align align = Align::by_kind;
  std::string help = {};  ///< a sentence on what it means
  /// For a share: the columns of this table that hold its part and its whole. Where they are
  /// named a workbook computes the share from them; where not, the fraction is written beside it.
  std::string part_column = {};
  std::string whole_column = {};

  friend bool operator==(const Column&, const Column&) = default;
};

struct Row {
  std::vector<Cell> cells;  ///< one per column
  Tone tone = Tone::neutral;

  friend bool operator==(const Row&, const Row&) = default;
};

/// Where a table belongs. A document's CSV is its main table alone where it has one.
enum class TableRole { side, main };

struct Table {
  std::string id;  ///< the sheet's name: 1 to 31 letters, digits, ' ', '_' and '-', not "Summary"
  std::string title;
  std::vector<Column> columns;
  std::vector<Row> rows = {};
  TableRole role = TableRole::side;
  /// Text, Markdown and HTML show at most so many rows and say how many more there are; CSV and
  /// workbook have all. 0: all.
  std::size_t rows_read_max = 0;
  LeftOut more = {};
  std::string empty = "None.";  ///< shown instead of a table without rows

  friend bool operator==(const Table&, const Table&) = default;
};

struct Heading {
  std::string text;
  int level = 2;  ///< 2 to 4; 1 is the document's title

  friend bool operator==(const Heading&, const Heading&) = default;
};

struct Paragraph {
  std::string text;

  friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

struct KeyValues {
  std::vector<KeyValue> entries;

  friend bool operator==(const KeyValues&, const KeyValues&) = default;
};

/// The answer: one big word and the sentence that bears it out.
struct Verdict {
  std::string word;
  Tone tone;
  std::string sentence;

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Something that must not be overlooked, set apart from the text.
struct Note {
  Tone tone;
  std::string title;  ///< may be empty
  std::string text;

  friend bool operator==(const Note&, const Note&) = default;
};

/// A share that lies between two bounds, held against a limit.
struct Bar {
  std::string label;
  std::string sublabel = {};
  Fraction low;
  Fraction high;
  std::optional<Share> limit = {};
  Tone tone = Tone::neutral;
  std::string text = {};   ///< what stands on the right, such as a result
  std::string exact = {};  ///< the interval in words; written from the fractions where empty

  friend bool operator==(const Bar&, const Bar&) = default;
};

struct Bars {
  std::string title;
  std::vector<Bar> bars;

  friend bool operator==(const Bars&, const Bars&) = default;
};

struct MapPoint {
  GeoPoint at;
  Tone tone = Tone::neutral;
  std::string label;
  std::uint64_t count = 1;

  friend bool operator==(const MapPoint&, const MapPoint&) = default;
};

/// Points joined in their order, such as a path; drawn beneath the points.
struct MapLine {
  std::vector<GeoPoint> points;
  Tone tone = Tone::neutral;
  std::string label = {};

  friend bool operator==(const MapLine&, const MapLine&) = default;
};

/// What a tone stands for on this map.
struct MapLegend {
  Tone tone;
  std::string text;
  std::string word = {};  ///< the same in a word or two, for marks that stand for many

  [[nodiscard]] const std::string& brief() const { return word.empty() ? text : word; }

  friend bool operator==(const MapLegend&, const MapLegend&) = default;
};

struct MapCount {
  Tone tone;
  std::uint64_t count;

  friend bool operator==(const MapCount&, const MapCount&) = default;
};

/// Points on the ground. Drawn in HTML, counted in words elsewhere, left out where there is nothing
/// to say. Where there are too many points to tell apart a mark stands for all those in one square,
/// so that every point is counted whatever their number.
struct Map {
  std::string title;
  std::vector<MapPoint> points;
  std::vector<MapLegend> legend = {};
  std::vector<std::vector<GeoPoint>> outlines = {};  ///< closed lines drawn beneath the points
  std::vector<MapLine> lines = {};                   ///< later ones lie above
  std::vector<MapLegend> line_legend = {};           ///< what the tones of lines stand for
  std::string things = "points";                     ///< what the points are
  std::vector<MapCount> unplaced = {};               ///< those whose place nobody knows
  std::vector<std::string> notes = {};               ///< sentences that stand beneath it

  friend bool operator==(const Map&, const Map&) = default;
};

/// What follows starts on a new page where there are pages.
struct PageBreak {
  friend bool operator==(const PageBreak&, const PageBreak&) = default;
};

struct Block {
  using Content = std::variant<Heading, Paragraph, KeyValues, Verdict, Note, Table, Bars, Map,
                               Timeline, SideBySide, Matrix, PageBreak>;

  Content content;
  Shown shown = Shown::everywhere;

  friend bool operator==(const Block&, const Block&) = default;
};

struct Document {
  std::string title;
  std::string subtitle = {};
  std::string notice = {};     ///< stands above everything, such as "synthetic data"
  std::string generator = {};  ///< the last line: which program and version, from what
  std::vector<Block> blocks = {};
  /// What `--format json` prints.
  codec::Tree data = codec::Tree::object();
  /// The member of `data` that JSON lines give one line per element; empty: one line in all.
  std::string list_member = {};
  /// What the formats for pipelines hold; without any there is no JUnit and no SARIF.
  std::vector<CaseSuite> suites = {};

  /// Adds a block that the given formats show.
  void add(Block::Content content, Shown shown = Shown::everywhere) {
    blocks.push_back({std::move(content), shown});
  }

  friend bool operator==(const Document&, const Document&) = default;
};

/// What is wrong with how the document was put together, or nothing: a row with too few cells, a
/// table or column id that is used twice or cannot be a sheet's name, a share whose part column
/// is not there, two main tables, steps out of order, a tone without a word. Faults of a program,
/// never of an input.
[[nodiscard]] std::optional<std::string> fault_of(const Document& document);

}  // namespace relook::report
