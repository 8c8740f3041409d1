// SPDX-License-Identifier: Apache-2.0
// Builds an estate from rows of text, wherever they come from: a folder, a table, an inventory.
//
// Every cell is read by the rules of its column (SEMANTICS 2) the moment it is added; names are
// resolved, rows sorted and the whole checked when the estate is built. All faults are collected,
// each with the place its row gave, so that one run shows everything there is to mend.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"
#include "estate/registry.hpp"

namespace relook::estate {

/// One cell as it stands in a file: "" unknown, "-" none, ".." past.
struct CellSource {
  std::string_view text;
  Position at;
};

/// Files above this size are read in pieces of it.
inline constexpr std::size_t kPieceBytes = std::size_t{4} << 20;

class EstateBuilder {
 public:
  /// Both must outlive the builder.
  EstateBuilder(const Registry& registry, const Functions& functions);
  ~EstateBuilder();
  EstateBuilder(EstateBuilder&&) noexcept;
  EstateBuilder& operator=(EstateBuilder&&) noexcept;

  /// Without a manifest what hangs on as_of is not checked.
  void set_manifest(Manifest manifest);
  /// Says that the table is known, if only to be empty. Adding a row does not say so: a row may
  /// come from `--with`.
  void declare(TableId table);
  /// Says that the column stands in the file's header, if only with empty cells.
  void declare_column(ColumnRef column);
  /// Adds a row. `columns` are the schema's numbers, `cells` what stands in them; columns left out
  /// are unknown. Texts are copied. Takes rows in any order.
  void add_row(TableId table, std::span<const std::uint8_t> columns,
               std::span<const CellSource> cells, std::string_view file);
  /// Says that a text stands in some cell that names a vendor, in rows that are not added here. It
  /// is resolved as if they were; Estate::vendor_spellings() says as whom.
  void name_vendor(const CellSource& cell, std::string_view file);
  /// Adds the rows of a large CSV file on all processors. False, with nothing added, where the file
  /// must be read row by row, because it is small or because something in it is wrong.
  [[nodiscard]] bool add_file(TableId table, std::string_view bytes, std::string_view file,
                              std::size_t piece_bytes = kPieceBytes);
  /// Faults that a reader finds by itself belong with the builder's.
  [[nodiscard]] Diagnostics& diagnostics();

  /// The frozen estate; use it only where there are no errors.
  [[nodiscard]] Read<Estate> build() &&;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace relook::estate
