// SPDX-License-Identifier: Apache-2.0
// Rows on their way into an estate, each cell with the place it was read from.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "estate/schema.hpp"

namespace relook::io {

/// A cell in the notation of an estate: "" unknown, "-" none, ".." past.
struct RowCell {
  std::uint8_t column;  ///< by the schema's numbers
  std::string text;
  Position at;
};

struct Row {
  estate::TableId table;
  std::uint32_t file;  ///< index in Import::files
  Position at;
  std::vector<RowCell> cells;  ///< in order of their columns
};

/// A value and how often it stood there.
struct Count {
  std::string what;
  std::size_t times = 0;

  friend bool operator==(const Count&, const Count&) = default;
};

struct SourceReport {
  std::string file;
  std::string format;         ///< "table, separated by ';'", "NetBox REST answer"…
  std::size_t rows_read = 0;  ///< rows or objects
  std::size_t blank_rows = 0;
  std::size_t cells_refused = 0;
  std::size_t cells_rounded = 0;
  std::vector<std::string> columns_used = {};
  std::vector<std::string> columns_ignored = {};
  /// Rows that no row of the estate was made of, by what the condition found.
  std::vector<Count> left_out = {};
  /// Objects that were read or ignored, by kind and reason.
  std::vector<Count> objects = {};
  std::size_t grid_positions = 0;
  std::size_t grid_too_coarse = 0;  ///< left unknown
  int grid_error_metres = 0;        ///< of the worst position that was converted
};

struct TableReport {
  estate::TableId table = estate::TableId::operators;
  std::size_t rows = 0;
  std::size_t same = 0;      ///< rows that said again what another had said
  std::size_t in_doubt = 0;  ///< rows of which it is not known whether they are there
  bool complete = false;     ///< what is not in it is known not to be there
};

/// What an import leaves unknown, and what one would have to assume to go on without knowing.
struct UnknownCells {
  std::string column;     ///< "links.rides_on", or a table's name
  std::size_t cells = 0;  ///< 0 for a table
  std::string assume;     ///< as `--assume` takes it; empty where nothing should be assumed
};

struct ImportReport {
  std::vector<SourceReport> sources;  ///< in the order of the documents
  std::vector<TableReport> tables;    ///< in the order of the schema
  /// What the format is taken to mean, where no map says it: sentences.
  std::vector<std::string> taken_as = {};
  /// In the order in which the assumptions are to be said.
  std::vector<UnknownCells> unknown = {};
};

/// What an import has made; use it only where there were no errors.
struct Import {
  estate::Manifest manifest;
  std::vector<std::string> files;
  std::vector<estate::TableId> declared;  ///< in the order of the schema
  std::vector<Row> rows;                  ///< in order of their tables, then as they were read
  ImportReport report;
};

/// Whether an empty cell of the column says something that counts (an open end, the default area,
/// traffic in the clear), so that what is unknown cannot be written down there (SEMANTICS 2.3).
[[nodiscard]] bool empty_is_a_statement(const estate::ColumnSchema& column);

enum class Certainty : std::uint8_t { there, in_doubt };

/// Collects rows. The same id twice is one row where no two known cells differ, and a fault that
/// names both places where they do; a row of a table without ids that says what another has said is
/// dropped.
class RowCollector {
 public:
  explicit RowCollector(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  [[nodiscard]] std::uint32_t add_file(std::string name);
  void declare(estate::TableId table);
  /// A row in doubt loses what would say that it is there: in_service_from of an element, `from` of
  /// a supply, a dependency or an ownership, the metrics of a link. A site may be named without
  /// anything standing there. In other tables doubt cannot be written down and is a fault.
  void add(Row row, Certainty certainty = Certainty::there);
  [[nodiscard]] std::size_t rows(estate::TableId table) const {
    return reports_[static_cast<std::size_t>(table)].rows;
  }
  [[nodiscard]] const std::vector<std::string>& files() const { return files_; }

  /// All rows; the report holds the tables alone.
  [[nodiscard]] Import finish() &&;

 private:
  void merge(Row& kept, const Row& other);
  [[nodiscard]] std::string place(const Row& row, Position at) const;

  Diagnostics& diagnostics_;
  std::vector<std::string> files_;
  std::array<std::vector<Row>, estate::kTableCount> rows_;
  std::array<std::unordered_map<std::string, std::size_t>, estate::kTableCount> known_;
  std::array<bool, estate::kTableCount> declared_{};
  std::array<TableReport, estate::kTableCount> reports_;
};

}  // namespace relook::io
