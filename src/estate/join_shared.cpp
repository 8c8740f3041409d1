// SPDX-License-Identifier: Apache-2.0
// What several estates say of the same operators, vendors and owners: one row each, and a fault
// where they disagree. An empty cell says nothing, so it disagrees with nobody.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "base/check.hpp"
#include "base/spelling.hpp"
#include "estate/join_rows.hpp"

namespace relook::estate {
namespace {

// A cell and the estate that said it first.
struct Said {
  std::string text;
  const ScopedEstate* by = nullptr;
};

// The rows of a table by their ids; each has a cell per column of the schema.
using Rows = std::map<std::string, std::vector<Said>, std::less<>>;

struct Sharer {
  EstateBuilder& builder;
  const std::vector<ScopedEstate>& parts;

  void disagree(std::string_view what, std::string_view column, const Said& first,
                const Said& other) const {
    builder.diagnostics().error(
        other.by->file, {},
        fmt::format("estates share {} but disagree about {}: {} says {}, {} says {}", what, column,
                    first.by->scope, in_quotes(first.text), other.by->scope,
                    in_quotes(other.text)));
  }

  void merge(Rows& rows, const ScopedEstate& part, const Table& in) const;
  void add(const Rows& rows, TableId table) const;
  void add_ownership() const;
};

// A cell of a table that need not be the estate's table of that name: an id or texts.
std::string text_in(const Table& table, std::uint8_t number, std::uint32_t row) {
  const ColumnSchema& column = schema(table.id).columns[number];
  if (column.type == CellType::id) return std::string(table.ids[row]);
  const Column& data = table.columns[number];
  const std::uint32_t code = data.code(row);
  if (code == kUnknownCode) return "";
  if (code == kNoneCode) return "-";
  if (column.type == CellType::text) return std::string(data.texts[code]);
  RELOOK_CHECK(column.type == CellType::texts);
  std::string list;
  for (const std::uint32_t item : data.lists[code]) {
    list += (list.empty() ? "" : ";") + std::string(data.texts[item]);
  }
  return list;
}

std::string union_of(const std::string& a, const std::string& b) {
  if (a.empty() || a == "-") return b.empty() ? a : b;
  return b.empty() || b == "-" ? a : a + ";" + b;
}

void Sharer::merge(Rows& rows, const ScopedEstate& part, const Table& in) const {
  const TableSchema& table = schema(in.id);
  const auto all = static_cast<std::uint8_t>(table.columns.size());
  for (std::uint32_t row = 0; row < in.rows; ++row) {
    std::vector<Said>& cells = rows[std::string(in.ids[row])];
    cells.resize(all);
    for (std::uint8_t i = 0; i < all; ++i) {
      Said& kept = cells[i];
      const Said said{text_in(in, i, row), &part};
      if (said.text.empty() || said.text == kept.text) continue;
      if (kept.text.empty()) {
        kept = said;
      } else if (table.columns[i].type == CellType::texts) {
        kept.text = union_of(kept.text, said.text);  // to spell a name in more ways changes nothing
      } else {
        std::string what(table.name);
        what.pop_back();  // "operators", of one operator
        disagree(what + " " + in_quotes(in.ids[row]), table.columns[i].name, kept, said);
      }
    }
  }
}

void Sharer::add(const Rows& rows, TableId table) const {
  std::vector<std::uint8_t> columns(schema(table).columns.size());
  std::iota(columns.begin(), columns.end(), std::uint8_t{0});
  std::vector<CellSource> cells(columns.size());
  for (const auto& [id, said] : rows) {
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = {said[i].text, {}};
    builder.add_row(table, columns, cells, said.front().by->file);
  }
}

// From when to when a vendor was owned, as the cells say it.
struct Period {
  std::string from;
  std::string until;

  friend auto operator<=>(const Period&, const Period&) = default;
};

struct Owned {
  std::set<Period> periods;
  const ScopedEstate* by = nullptr;
};

std::string text_of(const std::set<Period>& periods) {
  std::string text;
  for (const Period& period : periods) {
    text += (text.empty() ? "" : ", ") + (period.from.empty() ? "?" : period.from) + " to " +
            (period.until.empty() ? "now" : period.until);
  }
  return text;
}

// What both of them say, or nothing where they disagree. A first day that is not known agrees with
// any other.
std::set<Period> both_say(const std::set<Period>& a, const std::set<Period>& b) {
  if (a == b) return a;
  if (a.size() != 1 || b.size() != 1 || a.begin()->until != b.begin()->until) return {};
  if (a.begin()->from.empty()) return b;
  return b.begin()->from.empty() ? a : std::set<Period>();
}

void Sharer::add_ownership() const {
  using namespace column;
  std::map<std::pair<std::string, std::string>, Owned> owned;
  for (const ScopedEstate& part : parts) {
    std::map<std::pair<std::string, std::string>, std::set<Period>> here;
    for (std::uint32_t row = 0; row < part.estate.rows(TableId::ownership); ++row) {
      if (part.estate.registry_ownership(row)) continue;
      const auto text = [&](ColumnRef ref) { return cell_text(part.estate, ref, row); };
      const std::string until = text(kOwnershipUntil);
      here[{text(kOwnershipVendor), text(kOwnershipParent)}].insert(
          {text(kOwnershipFrom), until == "-" ? "" : until});
    }
    for (auto& [pair, periods] : here) {
      const auto [place, fresh] = owned.try_emplace(pair, Owned{periods, &part});
      if (fresh) continue;
      std::set<Period> both = both_say(place->second.periods, periods);
      if (both.empty()) {
        disagree(fmt::format("{} as owner of {}",
                             pair.second.empty() ? "an unknown vendor" : in_quotes(pair.second),
                             in_quotes(pair.first)),
                 "from and until", {text_of(place->second.periods), place->second.by},
                 {text_of(periods), &part});
      } else {
        place->second.periods = std::move(both);
      }
    }
  }
  constexpr std::uint8_t kColumns[] = {kOwnershipVendor.column, kOwnershipParent.column,
                                       kOwnershipFrom.column, kOwnershipUntil.column};
  for (const auto& [pair, rows] : owned) {
    for (const Period& period : rows.periods) {
      const CellSource cells[] = {
          {pair.first, {}}, {pair.second, {}}, {period.from, {}}, {period.until, {}}};
      builder.add_row(TableId::ownership, kColumns, cells, rows.by->file);
    }
  }
}

}  // namespace

void add_shared_rows(EstateBuilder& builder, const std::vector<ScopedEstate>& parts) {
  const Sharer sharer{builder, parts};
  Rows operators;
  Rows vendors;
  for (const ScopedEstate& part : parts) {
    sharer.merge(operators, part, part.estate.table(TableId::operators));
    sharer.merge(vendors, part, part.estate.own_vendors());
  }
  sharer.add(operators, TableId::operators);
  sharer.add(vendors, TableId::vendors);
  sharer.add_ownership();
}

}  // namespace relook::estate
