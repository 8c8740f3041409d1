// SPDX-License-Identifier: Apache-2.0
// Tables while they are being built: rows in the order they came, references by provisional
// numbers, texts interned. Private to the builder.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/row_vector.hpp"
#include "estate/builder.hpp"
#include "estate/interner.hpp"
#include "estate/schema.hpp"

namespace relook::estate {

/// Where something stands: a file by number and a place in it.
struct Origin {
  std::uint32_t file = 0;
  Position at;
};

struct ColumnDraft {
  bool present = false;
  RowVector<std::uint32_t> codes;
  RowVector<std::int32_t> days;
  RowVector<std::int64_t> numbers;
  Interner texts;  ///< of texts, and of the items of lists of texts
  Interner cells;  ///< the raw cells of list columns, each parsed once
  std::vector<std::vector<std::uint32_t>> lists;  ///< by code of `cells`
};

/// The names by which rows of one table are known, and which of them have a row.
struct IdDraft {
  Interner names;
  RowVector<Origin> first_use;      ///< by name
  RowVector<std::uint32_t> row_of;  ///< by name; kUnknownCode where no row has it

  /// Makes room for so many more.
  void reserve(std::size_t more) {
    names.reserve(more);
    first_use.reserve(first_use.size() + more);
    row_of.reserve(row_of.size() + more);
  }
  std::uint32_t use(std::string_view name, const Origin& origin) {
    return used(names.code(name), origin);
  }
  /// The same of a name that will be among the texts that `names` takes over.
  std::uint32_t use_lasting(std::string_view name, const Origin& origin) {
    return used(names.code_lasting(name), origin);
  }

 private:
  std::uint32_t used(std::uint32_t code, const Origin& origin) {
    if (code == first_use.size()) {
      first_use.push_back(origin);
      row_of.push_back(kUnknownCode);
    }
    return code;
  }
};

struct TableDraft {
  const TableSchema* schema = nullptr;
  bool declared = false;
  std::vector<ColumnDraft> columns;
  RowVector<Origin> origins;        ///< by row
  RowVector<std::uint32_t> own_id;  ///< by row: a name of `ids`, where the table has ids
  IdDraft ids;

  [[nodiscard]] std::size_t rows() const { return origins.size(); }
};

struct EstateDraft {
  Manifest manifest;
  bool has_manifest = false;  ///< without one, as_of is not known
  std::array<TableDraft, kTableCount> tables;
  IdDraft vendor_cells;  ///< what stands in cells that name a vendor, as written
  Interner files;
  /// The registry's rows come from these, whatever an estate's files are called.
  std::uint32_t registry_vendors = 0;
  std::uint32_t registry_ownership = 0;
  Diagnostics diagnostics;

  EstateDraft();
  [[nodiscard]] TableDraft& table(TableId id) { return tables[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const TableDraft& table(TableId id) const {
    return tables[static_cast<std::size_t>(id)];
  }
  void fault(const Origin& origin, std::string message) {
    diagnostics.error(files[origin.file], origin.at, std::move(message));
  }
  void caution(const Origin& origin, std::string message) {
    diagnostics.warning(files[origin.file], origin.at, std::move(message));
  }
};

/// Appends one row (see EstateBuilder::add_row).
void append_row(EstateDraft& draft, TableId table, std::span<const std::uint8_t> columns,
                std::span<const CellSource> cells, std::uint32_t file);

/// Reads `text` as a cell of the column into its draft as a further row, or, where it cannot be
/// read, appends an unknown and reports.
void append_cell(EstateDraft& draft, ColumnRef ref, const CellSource& cell, std::uint32_t file);
/// Appends an unknown.
void append_unknown(ColumnDraft& column, CellType type);

}  // namespace relook::estate
