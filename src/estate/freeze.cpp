// SPDX-License-Identifier: Apache-2.0
#include "estate/freeze.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "base/parallel.hpp"
#include "base/row_vector.hpp"
#include "base/spelling.hpp"

namespace relook::estate {
namespace {

// To look for the nearest of many names many times would take hours.
constexpr std::size_t kSuggestFromMax = 20'000;
constexpr std::size_t kSuggestionsMax = 100;

// Provisional names of one table to rows of the frozen one.
using RowOfName = RowVector<std::uint32_t>;

struct Freezer {
  EstateDraft& draft;
  const std::vector<std::uint32_t>& vendor_of;
  std::array<RowOfName, kTableCount> row_of_name;

  // Ids of tables that are absent become rows of which nothing is known; in a table that is
  // present a name without a row dangles.
  void settle_names(TableDraft& table);
  void order_ids(TableDraft& table, Table& out, RowVector<std::uint32_t>& order);
  [[nodiscard]] std::uint32_t final_row(const ColumnSchema& column, std::uint32_t name) const;
  void rename_references(TableDraft& table);
  [[nodiscard]] RowVector<std::uint32_t> order_rows(const TableDraft& table) const;
  [[nodiscard]] Column freeze_column(const ColumnSchema& column, ColumnDraft& in,
                                     const RowVector<std::uint32_t>& order) const;
};

void Freezer::settle_names(TableDraft& table) {
  std::vector<std::string_view> known;
  for (std::uint32_t name = 0; name < table.ids.names.size(); ++name) {
    if (table.ids.row_of[name] != kUnknownCode) {
      if (known.size() <= kSuggestFromMax) known.push_back(table.ids.names[name]);
      continue;
    }
    if (table.declared) continue;
    table.ids.row_of[name] = static_cast<std::uint32_t>(table.rows());
    table.origins.push_back(table.ids.first_use[name]);
    table.own_id.push_back(name);
  }
  if (known.size() > kSuggestFromMax) known.clear();
  std::size_t dangling = 0;
  for (std::uint32_t name = 0; name < table.ids.names.size(); ++name) {
    if (table.ids.row_of[name] != kUnknownCode) continue;
    if (++dangling > kSuggestionsMax) known.clear();
    const std::string_view text = table.ids.names[name];
    draft.fault(table.ids.first_use[name], fmt::format("{}.csv has no {}{}", table.schema->name,
                                                       in_quotes(text), did_you_mean(text, known)));
  }
}

// Waking another thread costs more than a small table.
unsigned threads_for(std::size_t rows) { return rows < kChunkSize ? 1 : 0; }

// The first bytes of a row's id as numbers, by which most ids can be told apart.
struct IdKey {
  std::uint64_t first;
  std::uint64_t second;
  std::uint32_t row;
};

// Eight bytes of the id from `start`, zeros behind its end.
std::uint64_t bytes_as_number(std::string_view id, std::size_t start) {
  std::uint64_t number = 0;
  for (std::size_t i = start; i < start + sizeof(number); ++i) {
    number = number << 8 | (i < id.size() ? static_cast<std::uint8_t>(id[i]) : 0U);
  }
  return number;
}

void Freezer::order_ids(TableDraft& table, Table& out, RowVector<std::uint32_t>& order) {
  const auto id_of = [&](std::uint32_t row) { return table.ids.names[table.own_id[row]]; };
  const auto before = [&](const IdKey& a, const IdKey& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.second != b.second) return a.second < b.second;
    return id_of(a.row) < id_of(b.row);
  };
  RowVector<IdKey> keys(table.rows());
  parallel_chunks(keys.size(), 0, [&](std::size_t, Chunk chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const auto row = static_cast<std::uint32_t>(i);
      const std::string_view id = id_of(row);
      keys[i] = {bytes_as_number(id, 0), bytes_as_number(id, sizeof(std::uint64_t)), row};
    }
  });
  if (!std::ranges::is_sorted(keys, before)) parallel_sort(keys, 0, before);
  RowOfName& rows = row_of_name[static_cast<std::size_t>(table.schema->id)];
  rows.assign(table.ids.names.size(), kUnknownCode);
  order.resize(keys.size());
  parallel_chunks(keys.size(), threads_for(keys.size()), [&](std::size_t, Chunk chunk) {
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
      order[row] = keys[row].row;
      rows[table.own_id[keys[row].row]] = static_cast<std::uint32_t>(row);
    }
  });
  keys = {};
  out.ids = TextPool(order.size(), [&](std::size_t row) { return id_of(order[row]); });
}

std::uint32_t Freezer::final_row(const ColumnSchema& column, std::uint32_t name) const {
  if (!is_value(name)) return name;
  if (column.target == TableId::vendors) name = vendor_of[name];
  return is_value(name) ? row_of_name[static_cast<std::size_t>(column.target)][name] : name;
}

void Freezer::rename_references(TableDraft& table) {
  const auto rename = [&](std::size_t i, Chunk) {
    const ColumnSchema& column = table.schema->columns[i];
    ColumnDraft& in = table.columns[i];
    if (column.type == CellType::reference) {
      for (std::uint32_t& code : in.codes) code = final_row(column, code);
    } else if (column.type == CellType::references) {
      for (std::vector<std::uint32_t>& list : in.lists) {
        for (std::uint32_t& code : list) code = final_row(column, code);
        std::erase(list, kUnknownCode);  // dangling ones, which are faults
      }
    }
  };
  parallel_chunks(table.columns.size(), threads_for(table.rows()), rename, 1);
}

// Three-way order of two texts or lists of texts by what they say, so that it is the same whatever
// order they came in.
int compare_cells(const ColumnSchema& column, const ColumnDraft& in, std::uint32_t a,
                  std::uint32_t b) {
  if (a == b) return 0;
  if (!is_value(a) || !is_value(b)) return a < b ? -1 : 1;
  if (column.type == CellType::text) return in.texts[a].compare(in.texts[b]);
  if (column.type == CellType::texts || column.type == CellType::references) {
    return in.cells[a].compare(in.cells[b]);
  }
  return a < b ? -1 : 1;
}

RowVector<std::uint32_t> Freezer::order_rows(const TableDraft& table) const {
  RowVector<std::uint32_t> order(table.rows());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const ColumnDraft& in = table.columns[i];
      const auto differ = [&](const auto& values) { return values[a] != values[b]; };
      if (!in.days.empty() && differ(in.days)) return in.days[a] < in.days[b];
      if (!in.numbers.empty() && differ(in.numbers)) return in.numbers[a] < in.numbers[b];
      if (in.codes.empty()) continue;
      const int order_of = compare_cells(table.schema->columns[i], in, in.codes[a], in.codes[b]);
      if (order_of != 0) return order_of < 0;
    }
    return false;
  });
  return order;
}

template <class T>
RowVector<T> permuted(RowVector<T>& values, const RowVector<std::uint32_t>& order) {
  // An order that ascends is the one they have.
  if (values.size() == order.size() && std::ranges::is_sorted(order)) {
    return std::exchange(values, {});
  }
  RowVector<T> out;
  out.reserve(order.size());
  for (const std::uint32_t row : order) out.push_back(values[row]);
  values = {};
  return out;
}

// The texts that are used, in byte order, and the new code of each old one.
TextPool sorted_pool(const Interner& texts, std::vector<std::uint32_t>& new_code) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](std::uint32_t code) { return texts[code]; });
  std::vector<std::string_view> sorted;
  sorted.reserve(order.size());
  new_code.resize(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    sorted.push_back(texts[order[i]]);
    new_code[order[i]] = i;
  }
  return TextPool(sorted);
}

ListPool sorted_lists(const ColumnSchema& column, ColumnDraft& in,
                      const std::vector<std::uint32_t>& new_text,
                      std::vector<std::uint32_t>& new_code) {
  std::map<std::vector<std::uint32_t>, std::uint32_t> distinct;
  for (std::vector<std::uint32_t>& list : in.lists) {
    if (column.type == CellType::texts) {
      for (std::uint32_t& item : list) item = new_text[item];
    }
    if (!column.has(kOrdered)) {
      std::ranges::sort(list);
      list.erase(std::ranges::unique(list).begin(), list.end());
    }
    distinct.emplace(list, 0);
  }
  std::vector<std::vector<std::uint32_t>> sorted;
  for (auto& [list, code] : distinct) {
    code = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(list);
  }
  for (const std::vector<std::uint32_t>& list : in.lists) new_code.push_back(distinct[list]);
  return ListPool(sorted);
}

Column Freezer::freeze_column(const ColumnSchema& column, ColumnDraft& in,
                              const RowVector<std::uint32_t>& order) const {
  if (column.type == CellType::date) return Column(permuted(in.days, order));
  if (column.type == CellType::quantity) return Column(permuted(in.numbers, order));
  RowVector<std::uint32_t> codes = permuted(in.codes, order);
  const auto recode = [&codes](const std::vector<std::uint32_t>& new_code) {
    for (std::uint32_t& code : codes) {
      if (is_value(code)) code = new_code[code];
    }
  };
  TextPool texts;
  ListPool lists;
  std::vector<std::uint32_t> new_text;
  if (column.type == CellType::text || column.type == CellType::texts) {
    texts = sorted_pool(in.texts, new_text);
  }
  if (column.type == CellType::text) recode(new_text);
  if (column.type == CellType::texts || column.type == CellType::references) {
    std::vector<std::uint32_t> new_list;
    lists = sorted_lists(column, in, new_text, new_list);
    recode(new_list);
  }
  Column out(std::move(codes));
  out.texts = std::move(texts);
  out.lists = std::move(lists);
  return out;
}

void pad(TableDraft& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    ColumnDraft& in = table.columns[i];
    const CellType type = table.schema->columns[i].type;
    if (!in.present) continue;
    const auto filled = [&] {
      return type == CellType::date       ? in.days.size()
             : type == CellType::quantity ? in.numbers.size()
                                          : in.codes.size();
    };
    while (filled() < table.rows()) append_unknown(in, type);
  }
}

}  // namespace

Frozen freeze(EstateDraft& draft, const std::vector<std::uint32_t>& vendor_of) {
  Freezer freezer{draft, vendor_of, {}};
  Frozen frozen;
  std::array<RowVector<std::uint32_t>, kTableCount> orders;
  std::array<Table, kTableCount> tables;
  for (TableDraft& table : draft.tables) {
    const auto t = static_cast<std::size_t>(table.schema->id);
    tables[t].id = table.schema->id;
    if (!table.schema->has_ids()) continue;
    freezer.settle_names(table);
    freezer.order_ids(table, tables[t], orders[t]);
  }
  for (TableDraft& table : draft.tables) {
    const auto t = static_cast<std::size_t>(table.schema->id);
    pad(table);
    freezer.rename_references(table);
    if (!table.schema->has_ids()) orders[t] = freezer.order_rows(table);
    frozen.origins.by_row[t] = permuted(table.origins, orders[t]);
    Table& out = tables[t];
    out.state = table.declared ? TableState::present : TableState::absent;
    out.rows = orders[t].size();
    out.columns.resize(table.columns.size());
    const auto freeze_one = [&](std::size_t i, Chunk) {
      if (!table.columns[i].present) return;
      out.columns[i] = freezer.freeze_column(table.schema->columns[i], table.columns[i], orders[t]);
      table.columns[i] = {};
    };
    parallel_chunks(table.columns.size(), threads_for(out.rows), freeze_one, 1);
    table.columns.clear();
  }
  for (Table& table : tables) frozen.estate.set_table(std::move(table));
  frozen.estate.manifest = draft.manifest;

  // Which rows are the registry's own: those it brought, not those an estate repeated.
  const auto from_registry = [&](TableId id, std::uint32_t file) {
    std::vector<std::uint8_t> flags;
    for (const Origin& origin : frozen.origins.by_row[static_cast<std::size_t>(id)]) {
      flags.push_back(origin.file == file ? 1 : 0);
    }
    return flags;
  };
  frozen.estate.set_registry_rows(from_registry(TableId::vendors, draft.registry_vendors),
                                  from_registry(TableId::ownership, draft.registry_ownership));
  return frozen;
}

}  // namespace relook::estate
