// SPDX-License-Identifier: Apache-2.0
#include "estate/registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "estate/builder.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::estate {
namespace {

using ::testing::HasSubstr;

const Registry& shipped() {
  static const Read<Registry> kRead = read_registry("registry");
  EXPECT_FALSE(kRead.diagnostics.has_errors());
  return kRead.value;
}

TEST(Registry, ThatShipsIsReadWithoutFault) {
  const Registry& registry = shipped();
  EXPECT_GT(registry.vendors.size(), 100U);
  EXPECT_GT(registry.ownership.size(), 60U);
  std::set<std::string> ids;
  for (const RegistryVendor& vendor : registry.vendors) {
    EXPECT_TRUE(ids.insert(vendor.id).second) << vendor.id;
    EXPECT_FALSE(vendor.source.empty()) << vendor.id;
  }
  for (const RegistryOwnership& row : registry.ownership) {
    EXPECT_TRUE(ids.contains(row.vendor)) << row.vendor;
    EXPECT_TRUE(ids.contains(row.parent)) << row.parent;
    EXPECT_FALSE(row.source.empty()) << row.vendor;
  }
}

// Every id, name and alias, however it is spelt, leads to its vendor and to no other.
TEST(Registry, ThatShipsResolvesEachOfItsSpellings) {
  const Functions functions;
  EstateBuilder builder(shipped(), functions);
  builder.set_manifest({.name = "t", .as_of = *parse_date("2025-01-01"), .currency = ""});
  builder.declare(TableId::elements);
  const std::uint8_t columns[] = {0, column::kElementVendor.column};
  std::vector<std::pair<std::string, std::string>> wanted;
  const auto ask = [&](const std::string& spelling, const std::string& vendor) {
    std::string id = std::to_string(wanted.size());
    id.insert(0, 6 - id.size(), '0');
    const CellSource cells[] = {{id, {}}, {spelling, {}}};
    builder.add_row(TableId::elements, columns, cells, "t");
    wanted.emplace_back(spelling, vendor);
  };
  for (const RegistryVendor& vendor : shipped().vendors) {
    ask(vendor.id, vendor.id);
    ask(vendor.name, vendor.id);
    for (const std::string& alias : vendor.aliases) {
      ask(alias, vendor.id);
      std::string loud = alias;
      for (char& c : loud) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      ask(loud, vendor.id);
    }
  }
  const Read<Estate> read = std::move(builder).build();
  for (const Diagnostic& d : read.diagnostics.sorted()) ADD_FAILURE() << to_string(d);
  ASSERT_FALSE(read.diagnostics.has_errors());
  for (std::size_t row = 0; row < wanted.size(); ++row) {
    EXPECT_EQ(cell_text(read.value, column::kElementVendor, row), wanted[row].second)
        << wanted[row].first;
  }
}

TEST(Registry, SaysWhatIsDamaged) {
  const testing::TemporaryFolder folder;
  const auto fault = [&] {
    return to_string(read_registry(folder.path()).diagnostics.sorted()[0]);
  };
  EXPECT_THAT(fault(), HasSubstr("ownership.csv: error: cannot be read"));
  const std::string vendors = "id,name,aliases,pens,jurisdiction,source,note\n";
  const std::string ownership = "vendor,parent,from,until,source,note\n";
  testing::spill(folder.path() / "vendors.csv", vendors);
  testing::spill(folder.path() / "ownership.csv", ownership + "a,b,2020-02-30,,,\n");
  EXPECT_THAT(fault(), HasSubstr("ownership.csv:2:5: error: '2020-02-30' is not a date"));
  testing::spill(folder.path() / "ownership.csv", ownership + "a,b,,\n");
  EXPECT_THAT(fault(), HasSubstr("ownership.csv:2:1: error: a field too many or too few"));
  testing::spill(folder.path() / "ownership.csv", ownership);
  testing::spill(folder.path() / "vendors.csv", "id,name\n");
  EXPECT_THAT(fault(), HasSubstr("vendors.csv:1:1: error: this is not the header"));
}

TEST(Registry, HasADigestOverBothFiles) {
  const testing::TemporaryFolder folder;
  const std::string vendors = "id,name,aliases,pens,jurisdiction,source,note\n";
  testing::spill(folder.path() / "vendors.csv", vendors);
  testing::spill(folder.path() / "ownership.csv", "vendor,parent,from,until,source,note\n");
  const Digest before = read_registry(folder.path()).value.digest;
  testing::spill(folder.path() / "vendors.csv", vendors + "x,,,,,,\n");
  EXPECT_NE(read_registry(folder.path()).value.digest, before);
}

}  // namespace
}  // namespace relook::estate
