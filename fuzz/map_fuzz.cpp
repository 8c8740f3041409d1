// SPDX-License-Identifier: Apache-2.0
// A map, a line of "%%", and a document: no crash, the same result twice, no row without a place in
// the list of files, and cells in order of their columns.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "io/draft.hpp"
#include "io/import.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view kBetween = "\n%%\n";
  const std::size_t between = bytes.find(kBetween);
  const std::string_view map_text = bytes.substr(0, between);
  const std::string_view table =
      between == std::string_view::npos ? "" : bytes.substr(between + kBetween.size());

  const auto draft = relook::io::draft_map({"t.csv", table}, {}, {});
  if (!draft.diagnostics.has_errors()) {
    const auto unedited = relook::io::read_map(draft.value, "draft.toml");
    RELOOK_CHECK(unedited.diagnostics.error_count() == 3);  // it proposes and applies nothing
  }

  const auto map = relook::io::read_map(map_text, "map.toml");
  if (map.diagnostics.has_errors()) return 0;
  const std::vector<relook::io::Document> documents = {{"t.csv", table}};
  const auto once = relook::io::import_documents(map.value, documents);
  const auto twice = relook::io::import_documents(map.value, documents);
  RELOOK_CHECK(once.diagnostics.kept() == twice.diagnostics.kept());
  RELOOK_CHECK(once.value.rows.size() == twice.value.rows.size());
  RELOOK_CHECK(relook::io::to_text(once.value.report) == relook::io::to_text(twice.value.report));
  for (const relook::io::Row& row : once.value.rows) {
    RELOOK_CHECK(row.file < once.value.files.size());
    RELOOK_CHECK(std::ranges::is_sorted(row.cells, {}, &relook::io::RowCell::column));
  }
  return 0;
}
