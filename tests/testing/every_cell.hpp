// SPDX-License-Identifier: Apache-2.0
// Estates that use every table and column of the schema, in every state that a cell may have.

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "estate/schema.hpp"
#include "testing/raw_estate.hpp"

namespace relook::testing {

/// How an estate is drawn.
struct EveryCell {
  std::size_t rows_max = 4;      ///< of each table
  std::size_t missing_in = 5;    ///< one table in so many is missing, and one column
  std::size_t states_in = 3;     ///< one cell in so many is none, past or unknown
  bool vendors_by_alias = true;  ///< spells vendors in other ways than by their ids
};

namespace every_cell {

using estate::CellType;
using estate::ColumnSchema;
using estate::TableId;

[[nodiscard]] inline std::string id_of(TableId table, std::size_t number) {
  if (table == TableId::vendors) {
    constexpr std::array<std::string_view, 3> kOwn = {"acme", "huawei", "zeta"};
    return std::string(kOwn[number % kOwn.size()]);
  }
  return std::string(estate::schema(table).name.substr(0, 2)) + std::to_string(number);
}

[[nodiscard]] inline std::string vendor(Draw& draw, const EveryCell& how) {
  if (!how.vendors_by_alias) return draw.one_of({"huawei", "nokia", "zte", "honor"});
  return draw.one_of({"huawei", "HUAWEI", "Nokia", "nokia", "z.t.e", "honor", "Huawei Holding"});
}

[[nodiscard]] inline std::string value(Draw& draw, const EveryCell& how, estate::ColumnRef ref,
                                       std::size_t row) {
  const ColumnSchema& column = schema(ref);
  const std::string_view name = column.name;
  const bool changes = ref.table == TableId::changes;
  const auto target_id = [&](TableId target) { return id_of(target, draw.below(3)); };
  switch (column.type) {
    case CellType::id:
      return id_of(ref.table, row);
    case CellType::reference:
      if (name == "a" || (changes && name == "element")) return id_of(column.target, 2 * row);
      if (name == "b" || name == "on") return id_of(column.target, 2 * row + 1);
      if (ref.table == TableId::dependencies) return id_of(column.target, 2 * row);
      if (ref.table == TableId::ownership) return name == "vendor" ? "zte" : "nokia";
      return column.target == TableId::vendors ? vendor(draw, how) : target_id(column.target);
    case CellType::references:
      return draw.one_in(2) ? target_id(column.target)
                            : target_id(column.target) + "; " + target_id(column.target);
    case CellType::texts:
      if (name == "protected") return draw.one_of({"a..b:ipsec", "b..c:macsec;a..b:ipsec"});
      if (ref.table == TableId::vendors)
        return name.front() == 'a' ? id_of(ref.table, row) + "!" : "7";
      return draw.one_of({"x", "y;x", "x;y;x", "é"});
    case CellType::yes_no:
      return draw.one_of({"yes", "no"});
    case CellType::word:
      if (changes) return draw.one_of({"remove", "replace"});
      return std::string(column.words[draw.below(column.words.size())]);
    case CellType::date:
      if (changes) return "2021-01-0" + std::to_string(1 + row);
      if (name.ends_with("until")) return draw.one_of({"2100-12-31", "2030-01-01"});
      return draw.one_of({"2010-05-06", "1900-01-01"});
    case CellType::quantity:
      return draw.one_of({"0", "1", "7", "45"});
    case CellType::text:
      if (column.has(estate::kDefaulted)) return draw.one_of({" a,\"b\"", "-", "..", "c\nd", "n"});
      if (name == "function") return draw.one_of({"gNB", "P", "AMF", "newer"});
      return draw.one_of({"north", "süd", "b", "a;b"});
  }
  return {};
}

[[nodiscard]] inline std::string cell(Draw& draw, const EveryCell& how, estate::ColumnRef ref,
                                      std::size_t row) {
  const ColumnSchema& column = schema(ref);
  if (!column.has(estate::kKey) && draw.one_in(how.states_in)) {
    const std::size_t state = draw.below(3);
    if (state == 0 && column.has(estate::kNoneAllowed)) return "-";
    if (state == 1 && column.has(estate::kPastAllowed) && !column.name.ends_with("until")) {
      return "..";
    }
    return "";
  }
  return value(draw, how, ref, row);
}

}  // namespace every_cell

/// A random estate with small ties everywhere; it has no faults beside small_registry().
[[nodiscard]] inline RawEstate random_every_cell(Draw& draw, const EveryCell& how = {}) {
  RawEstate raw;
  for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {
    const estate::TableSchema& table = estate::schema()[t];
    const bool pointed_at = table.id == estate::TableId::vendors;
    if (draw.one_in(how.missing_in)) continue;
    RawTable& rows = raw[std::string(table.name)];
    // Ids that others may name are all there, or the table is missing.
    const std::size_t count = pointed_at        ? draw.below(4)
                              : table.has_ids() ? std::size_t{8}
                                                : draw.below(how.rows_max + 1);
    std::vector<std::uint8_t> columns;
    for (std::uint8_t i = 0; i < table.columns.size(); ++i) {
      const estate::ColumnSchema& column = table.columns[i];
      if (column.has(estate::kKey) || !draw.one_in(how.missing_in)) columns.push_back(i);
    }
    for (std::size_t row = 0; row < count; ++row) {
      RawRow& cells = rows.emplace_back();
      for (const std::uint8_t i : columns) {
        cells[std::string(table.columns[i].name)] = every_cell::cell(draw, how, {table.id, i}, row);
      }
    }
  }
  return raw;
}

}  // namespace relook::testing
