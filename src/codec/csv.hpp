// SPDX-License-Identifier: Apache-2.0
// Comma-separated values (RFC 4180), read row by row without copying what need not be copied.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace relook::codec {

struct CsvOptions {
  char delimiter = ',';
  std::size_t row_bytes_max = std::size_t{1} << 20;
  std::size_t fields_max = 4096;
};

struct CsvField {
  std::string_view text;
  Position at;
  bool quoted;  ///< "" in quotes is as empty as nothing, but a reader may want to know
};

/// Reads rows of a text that outlives the reader. A byte order mark is skipped, empty lines are
/// passed over, rows end in LF or CRLF. What RFC 4180 does not allow (a quote inside a bare field,
/// text behind a closing quote, a quote that is never closed), NUL bytes, bytes that are not
/// UTF-8 and rows over the limits are errors with their place; the row they stand in is skipped.
/// An unclosed quote or an oversized row ends the reading.
class CsvReader {
 public:
  CsvReader(std::string_view bytes, std::string_view file, CsvOptions options,
            Diagnostics& diagnostics);

  /// Moves to the next row; false at the end.
  [[nodiscard]] bool next();
  /// The fields of the current row, valid until `next` is called again.
  [[nodiscard]] std::span<const CsvField> row() const { return fields_; }
  /// The line on which the current row starts, from 1.
  [[nodiscard]] std::uint32_t line() const { return row_line_; }
  [[nodiscard]] std::string_view file() const { return file_; }

 private:
  enum class RowEnd { good, faulty, fatal };
  RowEnd read_row();
  bool read_quoted(CsvField& field);
  void fault(Position at, std::string message);
  [[nodiscard]] Position here() const;

  std::string_view bytes_;
  std::string file_;
  CsvOptions options_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t row_line_ = 1;
  std::vector<CsvField> fields_;
  std::deque<std::string> unescaped_;
};

/// Appends a row and its LF; fields are quoted where they must be.
void append_csv_row(std::string& out, std::span<const std::string_view> fields,
                    char delimiter = ',');

}  // namespace relook::codec
