// SPDX-License-Identifier: Apache-2.0
// Any bytes as a graph: no crash, the same result twice, and rows with places, ids that are ids and
// none of them twice.

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/check.hpp"
#include "estate/text_rules.hpp"
#include "io/gml_import.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const relook::io::GmlOptions options{.as_of = relook::Date{15'000},
                                       .metric = relook::io::GmlMetric::great_circle};
  const auto once = relook::io::import_gml({"fuzz.gml", bytes}, options);
  const auto twice = relook::io::import_gml({"fuzz.gml", bytes}, options);
  RELOOK_CHECK(once.diagnostics.kept() == twice.diagnostics.kept());
  if (once.diagnostics.has_errors()) return 0;
  RELOOK_CHECK(relook::io::to_text(once.value.report) == relook::io::to_text(twice.value.report));
  std::set<std::pair<relook::estate::TableId, std::string>> ids;
  for (const relook::io::Row& row : once.value.rows) {
    RELOOK_CHECK(row.file < once.value.files.size());
    if (!relook::estate::schema(row.table).has_ids()) continue;
    const std::string& id = row.cells.front().text;
    RELOOK_CHECK(relook::estate::id_fault(id).empty());
    RELOOK_CHECK(ids.emplace(row.table, id).second);
  }
  return 0;
}
