// SPDX-License-Identifier: Apache-2.0
#include "estate/draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "estate/text_rules.hpp"

namespace relook::estate {
namespace {

// One cell being read: where faults go, and what is known of its column.
struct CellReader {
  EstateDraft& draft;
  ColumnRef ref;
  const ColumnSchema& column;
  ColumnDraft& out;
  std::string_view text;
  Origin origin;

  void fault(std::string message) const {
    draft.fault(origin, std::string(column.name) + ": " + std::move(message));
  }

  // The names that a reference may be one of.
  [[nodiscard]] IdDraft& ids() const {
    return column.target == TableId::vendors ? draft.vendor_cells : draft.table(column.target).ids;
  }

  void read();
  [[nodiscard]] std::uint32_t read_code();
  [[nodiscard]] std::uint32_t as_before(const Interner& texts) const;
  [[nodiscard]] std::uint32_t reference(std::string_view name) const;
  [[nodiscard]] std::uint32_t read_text();
  [[nodiscard]] std::uint32_t read_list();
  [[nodiscard]] bool read_item(std::string_view item, std::vector<std::uint32_t>& list);
  [[nodiscard]] std::uint32_t read_word() const;
  [[nodiscard]] std::int32_t read_day() const;
  [[nodiscard]] std::int64_t read_number() const;
};

void CellReader::read() {
  switch (column.type) {
    case CellType::date:
      out.days.push_back(read_day());
      return;
    case CellType::quantity:
      out.numbers.push_back(read_number());
      return;
    default:
      out.codes.push_back(read_code());
      return;
  }
}

std::uint32_t CellReader::read_code() {
  if (text.empty() && !column.has(kKey)) return kUnknownCode;
  const bool literal = column.type == CellType::text && column.has(kDefaulted);
  if (text == "-" && !literal) {
    if (column.has(kNoneAllowed)) return kNoneCode;
    fault("`-` (known to be none) is not allowed here; leave the cell empty where it is unknown");
    return kUnknownCode;
  }
  if (text.empty()) {
    fault("this cell may not be empty");
    return kUnknownCode;
  }
  if (text == ".." && !literal) {
    fault("`..` (before as_of) is for dates only");
    return kUnknownCode;
  }
  switch (column.type) {
    case CellType::reference: {
      const std::uint32_t known = as_before(ids().names);
      return known != kUnknownCode ? known : reference(text);
    }
    case CellType::references:
    case CellType::texts:
      return read_list();
    case CellType::yes_no:
    case CellType::word:
      return read_word();
    default:
      return read_text();
  }
}

// The code of the row before where its cell says the same: of neighbours many do.
std::uint32_t CellReader::as_before(const Interner& texts) const {
  if (out.codes.empty() || !is_value(out.codes.back())) return kUnknownCode;
  return texts[out.codes.back()] == text ? out.codes.back() : kUnknownCode;
}

std::uint32_t CellReader::reference(std::string_view name) const {
  // What is known already has been looked at.
  if (const std::uint32_t known = ids().names.find(name); known != kUnknownCode) return known;
  if (const std::string_view why = id_fault(name); !why.empty()) {
    fault(in_quotes(name) + " cannot be an id: " + std::string(why));
    return kUnknownCode;
  }
  return ids().use(name, origin);
}

std::uint32_t CellReader::read_text() {
  if (const std::uint32_t known = as_before(out.texts); known != kUnknownCode) return known;
  if (const std::uint32_t known = out.texts.find(text); known != kUnknownCode) return known;
  if (std::string why = text_fault(column, text); !why.empty()) {
    fault(std::move(why));
    return kUnknownCode;
  }
  return out.texts.code(text);
}

bool CellReader::read_item(std::string_view item, std::vector<std::uint32_t>& list) {
  if (item.empty() || item == "-" || item == "..") {
    fault(in_quotes(text) + " is a list with " +
          (item.empty() ? "an empty item" : "`-` or `..` in it"));
    return false;
  }
  if (column.type == CellType::references) {
    const std::uint32_t code = reference(item);
    if (code == kUnknownCode) return false;
    list.push_back(code);
    return true;
  }
  if (std::string why = item_fault(item); !why.empty()) {
    fault(std::move(why));
    return false;
  }
  list.push_back(out.texts.code(item));
  return true;
}

std::uint32_t CellReader::read_list() {
  if (const std::uint32_t known = as_before(out.cells); known != kUnknownCode) return known;
  if (const std::uint32_t seen = out.cells.find(text); seen != kUnknownCode) return seen;
  std::vector<std::uint32_t> list;
  for (std::string_view rest = text;;) {
    const std::size_t end = rest.find(';');
    if (!read_item(trimmed(rest.substr(0, end)), list)) return kUnknownCode;
    if (list.size() > kListItemsMax) {
      fault(fmt::format("a list of more than {} items", kListItemsMax));
      return kUnknownCode;
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  out.lists.push_back(std::move(list));
  return out.cells.code(text);
}

std::uint32_t CellReader::read_word() const {
  static constexpr std::string_view kYesNo[] = {"no", "yes"};
  const std::span<const std::string_view> words =
      column.type == CellType::yes_no ? std::span<const std::string_view>(kYesNo) : column.words;
  const auto found = std::ranges::find(words, text);
  if (found != words.end()) return static_cast<std::uint32_t>(found - words.begin());
  std::string list;
  for (const std::string_view word : words) list += (list.empty() ? "" : ", ") + std::string(word);
  fault(in_quotes(text) + " is none of " + list + did_you_mean(text, words));
  return kUnknownCode;
}

std::int32_t CellReader::read_day() const {
  if (text.empty()) {
    if (column.has(kKey)) fault("this cell may not be empty");
    return kUnknownDay;
  }
  if (text == "-" && column.has(kNoneAllowed)) return kNoneDay;
  if (text == ".." && column.has(kPastAllowed)) return kPastDay;
  if (const auto date = parse_date(text)) return date->days;
  fault(in_quotes(text) + " is not a date from 1900-01-01 to 2199-12-31 as YYYY-MM-DD" +
        (text == "-" || text == ".." ? ", and " + std::string(text) + " is not allowed here" : ""));
  return kUnknownDay;
}

std::int64_t CellReader::read_number() const {
  if (text.empty()) return kUnknownNumber;
  if (text == "-" && column.has(kNoneAllowed)) return column.has(kNoAdjacency) ? kNoneNumber : 0;
  const auto value = parse_decimal(text, column.digits);
  const auto limit = [&](std::int64_t units) { return format_decimal(units, column.digits); };
  if (value && *value >= column.min && *value <= column.max) return *value;
  if (value || value.error() == DecimalFault::too_large) {
    fault(fmt::format("{} is not between {} and {} {}", in_quotes(text), limit(column.min),
                      limit(column.max), column.unit));
  } else if (value.error() == DecimalFault::too_many_digits) {
    fault(fmt::format("{} has more than {} decimals; {} is held exactly and never rounded",
                      in_quotes(text), column.digits, column.unit));
  } else {
    fault(in_quotes(text) + " is not a number; write digits with a point, such as 12.5");
  }
  return kUnknownNumber;
}

}  // namespace

EstateDraft::EstateDraft()
    : registry_vendors(files.fresh("registry/vendors.csv")),
      registry_ownership(files.fresh("registry/ownership.csv")) {
  for (const TableSchema& schema_of : schema()) {
    TableDraft& draft = table(schema_of.id);
    draft.schema = &schema_of;
    draft.columns.resize(schema_of.columns.size());
  }
}

void append_unknown(ColumnDraft& column, CellType type) {
  if (type == CellType::date) {
    column.days.push_back(kUnknownDay);
  } else if (type == CellType::quantity) {
    column.numbers.push_back(kUnknownNumber);
  } else {
    column.codes.push_back(kUnknownCode);
  }
}

void append_cell(EstateDraft& draft, ColumnRef ref, const CellSource& cell, std::uint32_t file) {
  ColumnDraft& out = draft.table(ref.table).columns[ref.column];
  CellReader{draft, ref, schema(ref), out, cell.text, {file, cell.at}}.read();
}

namespace {

// Gives the next row its id. False, with a fault, where it cannot have it.
bool take_id(EstateDraft& draft, TableDraft& table, const CellSource& name, std::uint32_t file) {
  const Origin at{file, name.at};
  if (const std::string_view why = id_fault(name.text); !why.empty()) {
    draft.fault(at, "id: " + in_quotes(name.text) + " cannot be an id: " + std::string(why));
    return false;
  }
  const std::uint32_t id = table.ids.use(name.text, at);
  if (table.ids.row_of[id] != kUnknownCode) {
    const Origin& first = table.origins[table.ids.row_of[id]];
    draft.fault(at, fmt::format("id: {} is already in line {}{}", in_quotes(name.text),
                                first.at.line, first.file == file ? "" : " of another file"));
    return false;
  }
  table.ids.row_of[id] = static_cast<std::uint32_t>(table.rows());
  table.own_id.push_back(id);
  return true;
}

// Reads the cells of a row that cannot be kept, for the faults in them.
void check_cells(EstateDraft& draft, TableId table, std::span<const std::uint8_t> columns,
                 std::span<const CellSource> cells, std::uint32_t file) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const ColumnRef ref{table, columns[i]};
    if (schema(ref).type == CellType::id) continue;
    ColumnDraft nowhere;
    CellReader{draft, ref, schema(ref), nowhere, cells[i].text, {file, cells[i].at}}.read();
  }
}

}  // namespace

void append_row(EstateDraft& draft, TableId table, std::span<const std::uint8_t> columns,
                std::span<const CellSource> cells, std::uint32_t file) {
  RELOOK_CHECK(columns.size() == cells.size());
  TableDraft& out = draft.table(table);
  const Origin origin{file, cells.empty() ? Position{} : Position{cells.front().at.line, 1}};
  std::size_t own = cells.size();
  if (out.schema->has_ids()) {
    own = static_cast<std::size_t>(std::ranges::find(columns, 0) - columns.begin());
    const CellSource name = own < cells.size() ? cells[own] : CellSource{{}, origin.at};
    if (!take_id(draft, out, name, file)) {
      check_cells(draft, table, columns, cells, file);
      return;
    }
  }
  RELOOK_CHECK(out.rows() < kCodeMax);
  out.origins.push_back(origin);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i == own) continue;
    ColumnDraft& column = out.columns[columns[i]];
    column.present = true;
    const CellType type = out.schema->columns[columns[i]].type;
    // A column that comes late is unknown in the rows before.
    const auto filled = [&] {
      return type == CellType::date       ? column.days.size()
             : type == CellType::quantity ? column.numbers.size()
                                          : column.codes.size();
    };
    while (filled() + 1 < out.rows()) append_unknown(column, type);
    RELOOK_CHECK(filled() + 1 == out.rows());
    append_cell(draft, {table, columns[i]}, cells[i], file);
  }
  for (std::size_t i = out.schema->has_ids() ? 1 : 0; i < out.columns.size(); ++i) {
    const ColumnSchema& column = out.schema->columns[i];
    if (column.has(kKey) && std::ranges::find(columns, i) == columns.end()) {
      draft.fault(origin, std::string(column.name) + ": this cell may not be empty");
    }
  }
}

}  // namespace relook::estate
