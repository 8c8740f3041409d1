// SPDX-License-Identifier: Apache-2.0
// The estate: everything relook knows of one or more operators' networks at a date. Frozen: a
// what-if is another estate that shares the columns it does not change.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/truth.hpp"
#include "estate/column.hpp"
#include "estate/schema.hpp"

namespace relook::estate {

/// Of a table that is absent nothing is known. Rows may still stand in it: those that other tables
/// speak of, with every cell unknown but their id.
enum class TableState : std::uint8_t { absent, present };

struct Table {
  TableId id = TableId::operators;
  TableState state = TableState::absent;
  std::size_t rows = 0;
  /// The rows' ids in order of their bytes, where the table has ids.
  TextPool ids = {};
  /// By the schema's numbers; the id column itself stays empty.
  std::vector<Column> columns = {};

  [[nodiscard]] bool present() const { return state == TableState::present; }
  /// The row of that id, by binary search.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view row_id) const;
};

/// What estate.toml says.
struct Manifest {
  std::string name;
  Date as_of{0};
  std::string currency;
  /// Assumptions that an import has kept, as `--assume` takes them.
  std::vector<std::string> assumptions = {};
  /// A sentence that every report shows, such as that the data is synthetic; may be empty.
  std::string notice = {};

  friend bool operator==(const Manifest&, const Manifest&) = default;
};

class Estate {
 public:
  Estate();

  Manifest manifest;

  [[nodiscard]] const Table& table(TableId id) const {
    return tables_[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const Column& column(ColumnRef ref) const {
    return table(ref.table).columns[ref.column];
  }
  [[nodiscard]] std::size_t rows(TableId id) const { return table(id).rows; }
  [[nodiscard]] std::string_view id(TableId table_id, std::uint32_t row) const {
    return table(table_id).ids[row];
  }
  /// Whether the vendor's row comes from the registry alone; an estate may repeat one of it.
  [[nodiscard]] bool registry_vendor(std::uint32_t vendor) const {
    return registry_vendor_[vendor] != 0;
  }
  /// The estate's own rows of `vendors` as it wrote them, without what the registry adds.
  [[nodiscard]] const Table& own_vendors() const { return own_vendors_; }
  /// Columns of `ownership` that stand in the estate's own file, by the schema's numbers.
  [[nodiscard]] bool own_ownership_column(std::uint8_t column) const {
    return column < own_ownership_columns_.size() && own_ownership_columns_[column] != 0;
  }
  /// Rows of `ownership` that the registry states.
  [[nodiscard]] bool registry_ownership(std::uint32_t row) const {
    return registry_ownership_[row] != 0;
  }

  /// Every text that stands in a cell of the estate's own that names a vendor, in byte order
  /// (`texts`), and which vendor it was taken for (`codes`). In an estate that was not built from
  /// rows there are none.
  [[nodiscard]] const Column& vendor_spellings() const { return vendor_spellings_; }

  void set_table(Table table);
  void set_column(ColumnRef ref, Column column);
  void set_state(TableId id, TableState state);
  void set_own_vendors(Table table);
  void set_own_ownership_columns(std::vector<std::uint8_t> present);
  void set_registry_rows(std::vector<std::uint8_t> vendors, std::vector<std::uint8_t> ownership);
  void set_vendor_spellings(Column spellings) { vendor_spellings_ = std::move(spellings); }

 private:
  std::array<Table, kTableCount> tables_;
  Table own_vendors_;
  std::vector<std::uint8_t> own_ownership_columns_;
  std::vector<std::uint8_t> registry_vendor_;
  std::vector<std::uint8_t> registry_ownership_;
  Column vendor_spellings_;
};

/// The cell as the folder writes it: "" unknown, "-" none, ".." past.
[[nodiscard]] std::string cell_text(const Estate& estate, ColumnRef ref, std::size_t row);

/// A row by its id, or by its key cells where the table has no ids ("element/role/…"), for people
/// and for `source` in JSON (SEMANTICS 8.1).
[[nodiscard]] std::string row_name(const Estate& estate, TableId table, std::size_t row);

enum class CsvColumns : std::uint8_t { present, all };
/// The table as a CSV file, rows in order; what the registry adds is left out.
[[nodiscard]] std::string table_csv(const Estate& estate, TableId table, CsvColumns columns);

/// SHA-256 over the canonical text of the sorted rows of every table and the manifest; what the
/// registry adds is not part of it (SEMANTICS 8.1). The same for a folder whatever its row order.
[[nodiscard]] Digest digest(const Estate& estate);

/// SHA-256 over the canonical text of the sorted rows of one table.
[[nodiscard]] Digest table_digest(const Estate& estate, TableId table);
using TableDigests = std::array<Digest, kEstateTableCount>;
/// Those of all present tables, by table; zeros where one is absent.
[[nodiscard]] TableDigests table_digests(const Estate& estate);
/// digest(estate), where those of its tables are at hand; absent ones do not matter.
[[nodiscard]] Digest digest(const Estate& estate, const TableDigests& tables);

/// The first day in and the first day out, as date columns hold them.
struct Interval {
  std::int32_t from;
  std::int32_t until;
};
/// Whether from <= day < until, unknown where the dates do not settle it (SEMANTICS 3.1). `as_of`
/// bounds the dates written `..`: strictly before it.
[[nodiscard]] Truth holds_on(const Interval& interval, Date day, Date as_of);

}  // namespace relook::estate
