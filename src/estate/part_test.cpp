// SPDX-License-Identifier: Apache-2.0
#include "estate/part.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "testing/raw_estate.hpp"

namespace relook::estate {
namespace {

using testing::RawEstate;
using testing::RawTable;

Estate estate_of(const RawEstate& raw) {
  auto read = testing::build(raw, testing::small_registry(), testing::small_functions(),
                             *parse_date(testing::kAsOf));
  EXPECT_FALSE(read.diagnostics.has_errors());
  return std::move(read.value);
}

// The rows of the table that are about one of the elements.
RawTable about(const RawTable& rows, const std::string& column,
               const std::vector<std::string>& elements) {
  RawTable out;
  for (const testing::RawRow& row : rows) {
    const auto cell = row.find(column);
    if (std::ranges::find(elements, cell->second) != elements.end()) out.push_back(row);
  }
  return out;
}

TEST(OnlyElements, IsWhatAnEstateOfTheirRowsAloneIs) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    testing::Draw draw(seed);
    RawEstate raw = testing::random_raw_estate(draw, 6, 20);
    const std::size_t elements = raw["elements"].size();
    raw["changes"] = {{{"date", "2020-07-01"}, {"element", "e0"}, {"action", "remove"}}};
    if (elements > 1) {
      raw["dependencies"] = {{{"element", "e0"}, {"on", "e1"}, {"kind", "hosted-on"}}};
    }
    if (draw.one_in(4)) raw.erase("supplies");
    std::vector<std::uint32_t> rows;
    std::vector<std::string> ids;
    for (std::uint32_t row = 0; row < elements; ++row) {
      if (draw.one_in(2)) continue;
      rows.push_back(row);
      ids.push_back("e" + std::to_string(row));
    }
    const Estate part = only_elements(estate_of(raw), rows);
    raw["elements"] = about(raw["elements"], "id", ids);
    for (const char* table : {"supplies", "changes"}) {
      if (raw.contains(table)) raw[table] = about(raw[table], "element", ids);
    }
    raw["dependencies"] = {};
    const Estate wanted = estate_of(raw);
    for (std::size_t t = 0; t < kEstateTableCount; ++t) {
      const auto table = static_cast<TableId>(t);
      EXPECT_EQ(part.table(table).present(), wanted.table(table).present());
      EXPECT_EQ(table_csv(part, table, CsvColumns::all), table_csv(wanted, table, CsvColumns::all));
    }
  }
}

TEST(OnlyElements, LeavesWhatItWasMadeFromAsItWas) {
  testing::Draw draw(7);
  const RawEstate raw = testing::random_raw_estate(draw, 6, 20);
  const Estate before = estate_of(raw);
  const Digest digest_before = digest(before);
  (void)only_elements(before, {});
  EXPECT_EQ(digest(before), digest_before);
}

}  // namespace
}  // namespace relook::estate
