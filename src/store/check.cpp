// SPDX-License-Identifier: Apache-2.0
// Two passes. The first looks at each section alone: its sum, and that its numbers lie where
// numbers of its kind may; on the way it marks the entries of dictionaries that are used. The
// second, which may already follow offsets and codes, looks at texts, at lists and at the order of
// things. Each section is cut into pieces that are looked at in parallel, and the first fault in
// their order is told.

#include "store/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <utility>

#include "base/date.hpp"
#include "base/parallel.hpp"
#include "estate/column.hpp"
#include "store/text_check.hpp"

namespace relook::store {
namespace {

using namespace estate;

// Which entries of a dictionary were met. Threads that mark the same one do no harm; looking first
// keeps them from fighting over it.
class Marks {
 public:
  explicit Marks(std::uint64_t size) : marks_(size) {}
  void set(std::uint32_t entry) {
    std::atomic<std::uint8_t>& mark = marks_[entry];
    if (mark.load(std::memory_order_relaxed) == 0) mark.store(1, std::memory_order_relaxed);
  }
  [[nodiscard]] bool has(std::size_t entry) const { return marks_[entry] != 0; }
  [[nodiscard]] bool all() const {
    return std::ranges::all_of(marks_, [](const auto& mark) { return mark != 0; });
  }
  [[nodiscard]] std::size_t size() const { return marks_.size(); }

 private:
  std::vector<std::atomic<std::uint8_t>> marks_;
};

// Says what is wrong with the entries [begin, end), or nothing.
using PieceCheck = std::function<std::string_view(std::size_t begin, std::size_t end)>;

struct Check {
  std::string name;  // what it is about, for people
  std::size_t size;  // entries
  std::size_t piece;
  PieceCheck fault;
};

// Runs the checks in pieces; the first fault.
std::string first_fault(const std::vector<Check>& checks, unsigned threads) {
  struct Piece {
    const Check* check;
    Chunk chunk;
    std::string_view fault;
  };
  std::vector<Piece> pieces;
  for (const Check& check : checks) {
    for (std::size_t begin = 0; begin < check.size; begin += check.piece) {
      pieces.push_back({&check, {begin, std::min(check.size, begin + check.piece)}, {}});
    }
  }
  parallel_chunks(
      pieces.size(), threads,
      [&](std::size_t, Chunk chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
          pieces[i].fault = pieces[i].check->fault(pieces[i].chunk.begin, pieces[i].chunk.end);
        }
      },
      1);
  for (const Piece& piece : pieces) {
    if (!piece.fault.empty()) {
      return fmt::format("is damaged: {}: {}", piece.check->name, piece.fault);
    }
  }
  return {};
}

constexpr std::size_t kPieceBytes = std::size_t{1} << 18;  // fits into the second cache
constexpr std::size_t kPieceTexts = 8'192;

// What codes of a column may be besides entries of its dictionary.
struct CodeRule {
  std::uint64_t limit;
  bool unknown;
  bool none;
};

std::string_view code_fault(std::span<const std::uint32_t> codes, const CodeRule& rule) {
  bool bad = false;
  for (const std::uint32_t code : codes) {
    const bool good = code < rule.limit || (code == kUnknownCode && rule.unknown) ||
                      (code == kNoneCode && rule.none);
    bad = bad || !good;
  }
  return bad ? "a code means nothing" : std::string_view();
}

std::string_view marked_code_fault(std::span<const std::uint32_t> codes, const CodeRule& rule,
                                   Marks& marks) {
  for (const std::uint32_t code : codes) {
    if (code < rule.limit) {
      marks.set(code);
    } else if (!((code == kUnknownCode && rule.unknown) || (code == kNoneCode && rule.none))) {
      return "a code means nothing";
    }
  }
  return {};
}

std::string_view day_fault(std::span<const std::int32_t> days, const ColumnSchema& column) {
  static const std::int32_t first = parse_date("1900-01-01")->days;
  static const std::int32_t last = parse_date("2199-12-31")->days;
  const bool unknown = !column.has(kKey);
  const bool none = column.has(kNoneAllowed);
  const bool past = column.has(kPastAllowed);
  bool bad = false;
  for (const std::int32_t day : days) {
    const bool good = (day >= first && day <= last) || (day == kUnknownDay && unknown) ||
                      (day == kNoneDay && none) || (day == kPastDay && past);
    bad = bad || !good;
  }
  return bad ? "a date is none" : std::string_view();
}

std::string_view number_fault(std::span<const std::int64_t> numbers, const ColumnSchema& column) {
  const bool none = column.has(kNoAdjacency) && column.has(kNoneAllowed);
  bool bad = false;
  for (const std::int64_t number : numbers) {
    const bool good = (number >= column.min && number <= column.max) || number == kUnknownNumber ||
                      (number == kNoneNumber && none);
    bad = bad || !good;
  }
  return bad ? "a number is out of range" : std::string_view();
}

// Offsets of entries none of which is empty, from 0 to `end`.
std::string_view offset_fault(std::span<const std::uint64_t> offsets, std::uint64_t end,
                              Chunk piece) {
  if (piece.begin == 0 && offsets[0] != 0) return "a dictionary does not begin at its begin";
  if (piece.end == offsets.size() && offsets.back() != end) {
    return "a dictionary does not end at its end";
  }
  for (std::size_t i = std::max<std::size_t>(piece.begin, 1); i < piece.end; ++i) {
    if (offsets[i] <= offsets[i - 1]) return "an entry of a dictionary is empty or runs backwards";
  }
  return {};
}

// ---- gathering the checks of a file

class Checker {
 public:
  Checker(const Layout& layout, const Sections& sections) : layout_(layout), sections_(sections) {}

  Checked run(unsigned threads);

 private:
  void plan();
  void plan_table(const TableSections& table);
  void plan_column(const ColumnSections& column);
  void plan_order(const TableSections& table);
  void plan_texts(const TextSections& sections, std::string name, TextRule rule,
                  const ColumnSchema* column);
  void plan_lists(const ColumnSections& column, std::uint64_t limit, Marks* items);
  void plan_used(const std::string& name, const Marks& marks);
  [[nodiscard]] std::string sum_fault(unsigned threads) const;

  // Entries of `width` bytes of a section.
  void first_pass(const Section& section, std::size_t width, PieceCheck fault) {
    first_.push_back(
        {section_name(section), section.bytes / width, kPieceBytes / width, std::move(fault)});
  }
  template <class T>
  [[nodiscard]] std::span<const T> numbers(const Section* section) const {
    return numbers_of<T>(layout_, *section);
  }
  void plan_offsets(const Section& offsets, std::uint64_t end);
  void plan_codes(const Section& section, const CodeRule& rule, Marks* marks);
  // The marks of a table whose rows only references make, or of the vendors; else null.
  [[nodiscard]] Marks* marks_of(TableId table) {
    return row_marks_[static_cast<std::size_t>(table)];
  }
  [[nodiscard]] std::uint64_t rows_of(TableId table) const {
    return table == TableId::vendors ? entries_of(*sections_.vendor_ids.offsets)
                                     : layout_.tables[static_cast<std::size_t>(table)].rows;
  }
  Marks& new_marks(std::uint64_t size) { return marks_.emplace_back(size); }

  const Layout& layout_;
  const Sections& sections_;
  std::deque<Marks> marks_;
  std::array<Marks*, kTableCount> row_marks_{};
  std::vector<Check> first_;
  std::vector<Check> second_;
};

void Checker::plan_offsets(const Section& section, std::uint64_t end) {
  const auto offsets = numbers<std::uint64_t>(&section);
  first_pass(section, sizeof(std::uint64_t), [=](std::size_t from, std::size_t to) {
    return offset_fault(offsets, end, {from, to});
  });
}

void Checker::plan_codes(const Section& section, const CodeRule& rule, Marks* marks) {
  const auto codes = numbers<std::uint32_t>(&section);
  first_pass(section, sizeof(std::uint32_t), [=](std::size_t from, std::size_t to) {
    const auto piece = codes.subspan(from, to - from);
    return marks == nullptr ? code_fault(piece, rule) : marked_code_fault(piece, rule, *marks);
  });
}

void Checker::plan_used(const std::string& name, const Marks& marks) {
  second_.push_back({name, 1, 1, [&marks](std::size_t, std::size_t) {
                       return marks.all() ? std::string_view()
                                          : "there is something that no row uses";
                     }});
}

void Checker::plan_texts(const TextSections& sections, std::string name, TextRule rule,
                         const ColumnSchema* column) {
  plan_offsets(*sections.offsets, sections.bytes->bytes);
  const TextPool texts(numbers<std::uint64_t>(sections.offsets), text_of(layout_, *sections.bytes),
                       nullptr);
  second_.push_back({std::move(name), entries_of(*sections.offsets), kPieceTexts,
                     [=](std::size_t from, std::size_t to) {
                       return texts_fault(texts, {from, to}, rule, column);
                     }});
}

// The items are rows or texts below `limit`.
void Checker::plan_lists(const ColumnSections& column, std::uint64_t limit, Marks* items) {
  const ListSections& sections = column.lists;
  plan_offsets(*sections.offsets, sections.items->bytes / sizeof(std::uint32_t));
  plan_codes(*sections.items, {limit, false, false}, items);
  const ListPool lists(numbers<std::uint64_t>(sections.offsets),
                       numbers<std::uint32_t>(sections.items), nullptr);
  const bool ordered = schema(column.ref).has(kOrdered);
  second_.push_back(
      {section_name(*column.cells), entries_of(*sections.offsets), kPieceTexts,
       [=](std::size_t from, std::size_t to) { return lists_fault(lists, {from, to}, ordered); }});
}

void Checker::plan_column(const ColumnSections& column) {
  const ColumnSchema& said = schema(column.ref);
  const std::string name = section_name(*column.cells);
  if (said.type == CellType::date) {
    first_pass(*column.cells, sizeof(std::int32_t),
               [days = numbers<std::int32_t>(column.cells), &said](std::size_t a, std::size_t b) {
                 return day_fault(days.subspan(a, b - a), said);
               });
    return;
  }
  if (said.type == CellType::quantity) {
    first_pass(*column.cells, sizeof(std::int64_t),
               [all = numbers<std::int64_t>(column.cells), &said](std::size_t a, std::size_t b) {
                 return number_fault(all.subspan(a, b - a), said);
               });
    return;
  }
  CodeRule rule{0, !said.has(kKey), said.has(kNoneAllowed)};
  Marks* marks = nullptr;
  if (said.type == CellType::yes_no) rule.limit = 2;
  if (said.type == CellType::word) rule.limit = said.words.size();
  if (said.type == CellType::reference) {
    rule.limit = rows_of(said.target);
    marks = marks_of(said.target);
  }
  if (said.type == CellType::text) {
    rule.limit = entries_of(*column.texts.offsets);
    plan_texts(column.texts, name, TextRule::free_text, &said);
    marks = &new_marks(rule.limit);
    plan_used(name, *marks);
  }
  if (said.type == CellType::texts || said.type == CellType::references) {
    rule.limit = entries_of(*column.lists.offsets);
    marks = &new_marks(rule.limit);
    plan_used(name, *marks);
    if (said.type == CellType::texts) {
      plan_texts(column.texts, name, TextRule::id, &said);
      Marks& items = new_marks(entries_of(*column.texts.offsets));
      plan_lists(column, items.size(), &items);
      plan_used(name, items);
    } else {
      plan_lists(column, rows_of(said.target), marks_of(said.target));
    }
  }
  plan_codes(*column.cells, rule, marks);
}

// Rows without ids are in order of their cells, column by column; some of what follows relies on
// it.
void Checker::plan_order(const TableSections& table) {
  std::vector<std::function<int(std::size_t)>> compare;
  const auto add = [&compare](auto cells) {
    compare.emplace_back([cells](std::size_t row) {
      return cells[row - 1] == cells[row] ? 0 : cells[row - 1] < cells[row] ? -1 : 1;
    });
  };
  for (const ColumnSections& column : table.columns) {
    const CellType type = schema(column.ref).type;
    if (type == CellType::date) {
      add(numbers<std::int32_t>(column.cells));
    } else if (type == CellType::quantity) {
      add(numbers<std::int64_t>(column.cells));
    } else {
      add(numbers<std::uint32_t>(column.cells));
    }
  }
  second_.push_back({std::string(schema(table.id).name), rows_of(table.id), kChunkSize,
                     [compare = std::move(compare)](std::size_t from, std::size_t to) {
                       for (std::size_t row = std::max<std::size_t>(from, 1); row < to; ++row) {
                         for (const auto& column : compare) {
                           const int order = column(row);
                           if (order > 0) return std::string_view("its rows are not in order");
                           if (order < 0) break;
                         }
                       }
                       return std::string_view();
                     }});
}

void Checker::plan_table(const TableSections& table) {
  const TableSchema& said = schema(table.id);
  const auto t = static_cast<std::size_t>(table.id);
  if (said.has_ids()) plan_texts(table.ids, fmt::format("{}.id", said.name), TextRule::id, nullptr);
  for (const ColumnSections& column : table.columns) plan_column(column);
  if (!said.has_ids()) plan_order(table);
  // Of a table that is missing, only those rows are there that others speak of.
  if (layout_.tables[t].present == 0 && said.has_ids()) {
    plan_used(std::string(said.name), *row_marks_[t]);
  }
}

void Checker::plan() {
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    const bool marked = id == TableId::vendors ||
                        (is_columnar(id) && schema(id).has_ids() && layout_.tables[t].present == 0);
    if (marked) row_marks_[t] = &new_marks(rows_of(id));
  }
  for (const TableSections& table : sections_.tables) plan_table(table);
  plan_texts(sections_.vendor_ids, "vendors.id", TextRule::id, nullptr);
  plan_texts(sections_.spellings, section_name(*sections_.spellings.offsets), TextRule::id,
             nullptr);
  plan_codes(*sections_.spelling_vendors, {rows_of(TableId::vendors), false, false}, nullptr);
}

std::string Checker::sum_fault(unsigned threads) const {
  struct Piece {
    std::span<const std::byte> bytes;
    Sum sum;
  };
  std::vector<Piece> pieces;
  for (const Section& section : layout_.sections) {
    const auto bytes = layout_.bytes_of(section);
    for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes) {
      pieces.push_back({bytes.subspan(at, std::min(kPieceBytes, bytes.size() - at)), {}});
    }
  }
  parallel_chunks(
      pieces.size(), threads,
      [&](std::size_t, Chunk chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end; ++i)
          pieces[i].sum = sum_of(pieces[i].bytes);
      },
      1);
  std::size_t next = 0;
  for (const Section& section : layout_.sections) {
    Sum sum;
    for (std::size_t at = 0; at < section.bytes; at += kPieceBytes, ++next) {
      append(sum, pieces[next].sum, pieces[next].bytes.size());
    }
    if (sum != section.sum) {
      return "is damaged: " + section_name(section) + " is not what was packed";
    }
  }
  return {};
}

Checked Checker::run(unsigned threads) {
  plan();
  Checked out;
  out.fault = sum_fault(threads);
  if (out.fault.empty()) out.fault = first_fault(first_, threads);
  if (out.fault.empty()) out.fault = first_fault(second_, threads);
  if (!out.fault.empty()) return out;
  const Marks& vendors = *marks_of(TableId::vendors);
  out.vendors_used.resize(vendors.size());
  for (std::size_t v = 0; v < vendors.size(); ++v) out.vendors_used[v] = vendors.has(v);
  return out;
}

}  // namespace

Checked check_sections(const Layout& layout, const Sections& sections, unsigned threads) {
  // Waking another thread costs more than a small file.
  return Checker(layout, sections).run(layout.bytes.size() < 4 * kPieceBytes ? 1 : threads);
}

}  // namespace relook::store
