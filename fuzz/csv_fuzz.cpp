// SPDX-License-Identifier: Apache-2.0
// Any bytes as a table: no crash, every field inside the text, and what was written reads back.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "codec/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr char kDelimiters[] = {',', ';', '\t', '|'};
  const char delimiter = kDelimiters[data[0] % 4];
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  relook::Diagnostics diagnostics;
  relook::codec::CsvReader reader(bytes, "fuzz.csv",
                                  {.delimiter = delimiter, .row_bytes_max = 4096, .fields_max = 64},
                                  diagnostics);
  std::vector<std::vector<std::string>> rows;
  std::string written = "header\n";  // so that no field's byte order mark opens the document
  while (reader.next()) {
    std::vector<std::string>& row = rows.emplace_back();
    std::vector<std::string_view> views;
    for (const relook::codec::CsvField& field : reader.row()) {
      RELOOK_CHECK(field.at.line >= 1 && field.at.column >= 1);
      row.emplace_back(field.text);
    }
    for (const std::string& text : row) views.push_back(text);
    relook::codec::append_csv_row(written, views, delimiter);
  }
  relook::Diagnostics none;
  relook::codec::CsvReader again(
      written, "again.csv", {.delimiter = delimiter, .row_bytes_max = 1 << 20, .fields_max = 64},
      none);
  RELOOK_CHECK(again.next());
  std::size_t number = 0;
  while (again.next()) {
    RELOOK_CHECK(number < rows.size() && again.row().size() == rows[number].size());
    for (std::size_t i = 0; i < rows[number].size(); ++i) {
      RELOOK_CHECK(again.row()[i].text == rows[number][i]);
    }
    ++number;
  }
  RELOOK_CHECK(number == rows.size() && !none.has_errors());
  return 0;
}
