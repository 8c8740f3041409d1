// SPDX-License-Identifier: Apache-2.0
// Tables that can be split at delimiters and line ends alone: most large ones are such. A part of
// one can be read without having read what stands before it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "codec/csv.hpp"

namespace relook::codec {

/// Whether the bytes have no quotes, no NULs, no carriage returns but before a line's end, and are
/// UTF-8. A CsvReader then finds no fault in them but those of length.
[[nodiscard]] bool is_plain_csv(std::string_view bytes);

/// Cuts bytes into pieces of about `piece_bytes`, each of whole lines; together they are all of it.
[[nodiscard]] std::vector<std::string_view> cut_at_lines(std::string_view bytes,
                                                         std::size_t piece_bytes);

/// Reads the rows of plain bytes as CsvReader would, without looking for faults.
class PlainCsvReader {
 public:
  /// The bytes outlive the reader; their first line has that number in its file.
  PlainCsvReader(std::string_view bytes, std::uint32_t first_line, char delimiter = ',');

  /// Moves to the next row; false at the end.
  [[nodiscard]] bool next();
  /// The fields of the current row, valid until `next` is called again.
  [[nodiscard]] std::span<const CsvField> row() const { return fields_; }
  /// How long the current row is, its line's end left out.
  [[nodiscard]] std::size_t row_bytes() const { return row_bytes_; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::uint32_t line_;
  char delimiter_;
  std::size_t row_bytes_ = 0;
  std::vector<CsvField> fields_;
};

}  // namespace relook::codec
