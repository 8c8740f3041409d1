// SPDX-License-Identifier: Apache-2.0
#include "estate/estate.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "base/parallel.hpp"
#include "base/quantity.hpp"
#include "codec/csv.hpp"

namespace relook::estate {
namespace {

std::string number_text(const ColumnSchema& column, std::int64_t number) {
  if (number == kUnknownNumber) return "";
  if (number == kNoneNumber) return "-";
  return format_decimal(number, column.digits);
}

std::string day_text(std::int32_t day) {
  if (day == kUnknownDay) return "";
  if (day == kNoneDay) return "-";
  if (day == kPastDay) return "..";
  return to_string(Date{day});
}

// Rows that belong to the estate itself and not to the registry; its vendors are a table apart.
bool own_row(const Estate& estate, TableId table, std::size_t row) {
  return table != TableId::ownership || !estate.registry_ownership(static_cast<std::uint32_t>(row));
}

std::string text_of(const Estate& estate, const Table& table, std::uint8_t number,
                    std::size_t row) {
  const ColumnSchema& column = schema(table.id).columns[number];
  const Column& data = table.columns[number];
  if (column.type == CellType::id) return std::string(table.ids[static_cast<std::uint32_t>(row)]);
  if (!data.present()) return "";
  if (column.type == CellType::date) return day_text(data.day(row));
  if (column.type == CellType::quantity) return number_text(column, data.number(row));
  const std::uint32_t code = data.code(row);
  if (code == kUnknownCode) return "";
  if (code == kNoneCode) return "-";
  const auto id_of = [&](std::uint32_t target) {
    return std::string(estate.id(column.target, target));
  };
  switch (column.type) {
    case CellType::reference:
      return id_of(code);
    case CellType::text:
      return std::string(data.texts[code]);
    case CellType::yes_no:
      return code == 1 ? "yes" : "no";
    case CellType::word:
      return std::string(column.words[code]);
    default: {
      std::string list;
      for (const std::uint32_t item : data.lists[code]) {
        if (!list.empty()) list += ';';
        list += column.type == CellType::references ? id_of(item) : std::string(data.texts[item]);
      }
      return list;
    }
  }
}

// Whether the estate's own file has the column, whatever the registry adds to the table.
bool has_column(const Estate& estate, const Table& table, std::uint8_t number) {
  return table.id == TableId::ownership ? estate.own_ownership_column(number)
                                        : table.columns[number].present();
}

}  // namespace

std::optional<std::uint32_t> Table::find(std::string_view row_id) const {
  std::uint32_t low = 0;
  auto high = static_cast<std::uint32_t>(ids.size());
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (ids[middle] < row_id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low < ids.size() && ids[low] == row_id) return low;
  return std::nullopt;
}

Estate::Estate() {
  for (const TableSchema& table : schema()) {
    Table& out = tables_[static_cast<std::size_t>(table.id)];
    out.id = table.id;
    out.columns.resize(table.columns.size());
  }
  own_vendors_ = table(TableId::vendors);
}

void Estate::set_table(Table table) {
  RELOOK_CHECK(table.columns.size() == schema(table.id).columns.size());
  if (table.id == TableId::vendors) registry_vendor_.resize(table.rows);
  if (table.id == TableId::ownership) registry_ownership_.resize(table.rows);
  tables_[static_cast<std::size_t>(table.id)] = std::move(table);
}

void Estate::set_column(ColumnRef ref, Column column) {
  Table& table = tables_[static_cast<std::size_t>(ref.table)];
  table.columns[ref.column] = std::move(column);
}

void Estate::set_state(TableId id, TableState state) {
  tables_[static_cast<std::size_t>(id)].state = state;
}

void Estate::set_own_vendors(Table table) {
  RELOOK_CHECK(table.id == TableId::vendors);
  own_vendors_ = std::move(table);
}

void Estate::set_own_ownership_columns(std::vector<std::uint8_t> present) {
  own_ownership_columns_ = std::move(present);
}

void Estate::set_registry_rows(std::vector<std::uint8_t> vendors,
                               std::vector<std::uint8_t> ownership) {
  RELOOK_CHECK(vendors.size() == rows(TableId::vendors));
  RELOOK_CHECK(ownership.size() == rows(TableId::ownership));
  registry_vendor_ = std::move(vendors);
  registry_ownership_ = std::move(ownership);
}

std::string cell_text(const Estate& estate, ColumnRef ref, std::size_t row) {
  return text_of(estate, estate.table(ref.table), ref.column, row);
}

std::string row_name(const Estate& estate, TableId table, std::size_t row) {
  if (schema(table).has_ids()) {
    return std::string(estate.id(table, static_cast<std::uint32_t>(row)));
  }
  std::string name;
  const auto count = static_cast<std::uint8_t>(schema(table).columns.size());
  for (std::uint8_t i = 0; i < count; ++i) {
    if (schema(table).columns[i].has(kDefaulted)) continue;
    const std::string cell = cell_text(estate, {table, i}, row);
    if (cell.empty()) continue;
    name += (name.empty() ? "" : "/") + cell;
    // The key cells and the two after them tell rows apart for people.
    if (i >= 3) break;
  }
  return name;
}

namespace {

const Table& own_table(const Estate& estate, TableId id) {
  return id == TableId::vendors ? estate.own_vendors() : estate.table(id);
}

// The columns that a file of the table has, by number.
std::vector<std::uint8_t> columns_shown(const Estate& estate, TableId id, CsvColumns columns) {
  const Table& table = own_table(estate, id);
  std::vector<std::uint8_t> shown;
  const auto count = static_cast<std::uint8_t>(table.columns.size());
  shown.reserve(count);
  for (std::uint8_t i = 0; i < count; ++i) {
    const ColumnSchema& column = schema(id).columns[i];
    if (columns == CsvColumns::present && column.type != CellType::id && !column.has(kKey) &&
        !has_column(estate, table, i)) {
      continue;
    }
    shown.push_back(i);
  }
  // A table that is known to be empty has a header all the same: a file of no bytes is no table.
  if (shown.empty() && columns == CsvColumns::present) {
    return columns_shown(estate, id, CsvColumns::all);
  }
  return shown;
}

std::string header_csv(TableId id, const std::vector<std::uint8_t>& shown) {
  std::vector<std::string_view> fields;
  fields.reserve(shown.size());
  for (const std::uint8_t i : shown) fields.push_back(schema(id).columns[i].name);
  std::string out;
  codec::append_csv_row(out, fields);
  return out;
}

// Writes rows until the text has `bytes_max` bytes or more; gives those that are left.
Chunk append_rows(std::string& out, const Estate& estate, TableId id,
                  const std::vector<std::uint8_t>& shown, Chunk rows, std::size_t bytes_max) {
  const Table& table = own_table(estate, id);
  std::vector<std::string> cells(shown.size());
  std::vector<std::string_view> fields(shown.size());
  for (; rows.begin < rows.end && out.size() < bytes_max; ++rows.begin) {
    if (!own_row(estate, id, rows.begin)) continue;
    for (std::size_t i = 0; i < shown.size(); ++i) {
      cells[i] = text_of(estate, table, shown[i], rows.begin);
      fields[i] = cells[i];
    }
    codec::append_csv_row(out, fields);
  }
  return rows;
}

}  // namespace

std::string table_csv(const Estate& estate, TableId id, CsvColumns columns) {
  const std::vector<std::uint8_t> shown = columns_shown(estate, id, columns);
  std::string out = header_csv(id, shown);
  append_rows(out, estate, id, shown, {0, own_table(estate, id).rows}, std::string::npos);
  return out;
}

Digest table_digest(const Estate& estate, TableId id) {
  const std::vector<std::uint8_t> shown = columns_shown(estate, id, CsvColumns::all);
  const std::size_t rows = own_table(estate, id).rows;
  Sha256 hash;
  hash.add(header_csv(id, shown));
  // A table's text can be larger than the memory: some parts of it are written at a time, side by
  // side, and added in their order. Rows can be long, too, so a part that has grown large waits for
  // its turn before it goes on.
  constexpr std::size_t kRowsAtATime = 2048;
  constexpr std::size_t kPartBytes = std::size_t{4} << 20;
  struct Part {
    std::string text;
    Chunk left{0, 0};
  };
  std::array<Part, 32> parts;
  const auto write = [&](Part& part) {
    part.text.clear();
    part.left = append_rows(part.text, estate, id, shown, part.left, kPartBytes);
  };
  for (std::size_t begin = 0; begin < rows; begin += parts.size() * kRowsAtATime) {
    const std::size_t count = std::min(rows - begin, parts.size() * kRowsAtATime);
    parallel_chunks(
        count, 0,
        [&](std::size_t number, Chunk chunk) {
          parts[number].left = {begin + chunk.begin, begin + chunk.end};
          write(parts[number]);
        },
        kRowsAtATime);
    for (std::size_t i = 0; i * kRowsAtATime < count; ++i) {
      hash.add(parts[i].text);
      while (parts[i].left.begin < parts[i].left.end) {
        write(parts[i]);
        hash.add(parts[i].text);
      }
      if (parts[i].text.capacity() > 2 * kPartBytes) parts[i].text = {};
    }
  }
  return hash.finish();
}

TableDigests table_digests(const Estate& estate) {
  TableDigests tables{};
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    if (estate.table(id).present()) tables[t] = table_digest(estate, id);
  }
  return tables;
}

Digest digest(const Estate& estate) { return digest(estate, table_digests(estate)); }

Digest digest(const Estate& estate, const TableDigests& tables) {
  Sha256 whole;
  // As rows of a table, so that no name can be mistaken for another line.
  std::string manifest;
  const auto add_line = [&manifest](std::initializer_list<std::string_view> fields) {
    codec::append_csv_row(manifest, {fields.begin(), fields.size()});
  };
  add_line({"relook-estate/1", estate.manifest.name, to_string(estate.manifest.as_of),
            estate.manifest.currency, estate.manifest.notice});
  for (const std::string& assumption : estate.manifest.assumptions) {
    add_line({"assume", assumption});
  }
  whole.add(manifest);
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    const bool present = estate.table(id).present();
    whole.add(std::string(schema(id).name) + (present ? " present " : " absent "));
    // The rows of an absent table say only which ids others speak of; those stand in the others.
    whole.add(present ? to_string(tables[t]) + "\n" : "\n");
  }
  return whole.finish();
}

Truth holds_on(const Interval& interval, Date day, Date as_of) {
  const auto began = [&] {
    if (is_value(interval.from)) return truth(interval.from <= day.days);
    if (interval.from == kNoneDay) return Truth::no;
    if (interval.from == kPastDay && day >= as_of) return Truth::yes;
    if (interval.from == kPastDay && day.days == as_of.days - 1) return Truth::yes;
    return Truth::unknown;
  };
  const auto ended = [&] {
    if (is_value(interval.until)) return truth(interval.until <= day.days);
    if (interval.until != kPastDay) return Truth::no;
    return day.days >= as_of.days - 1 ? Truth::yes : Truth::unknown;
  };
  return both(began(), negated(ended()));
}

}  // namespace relook::estate
