// SPDX-License-Identifier: Apache-2.0
// NetBox's own demo data and recorded answers, where they are at hand: RELOOK_SHARED names the
// folder of data that is not part of the sources. Small fixtures of our own are cases of
// import_test.cpp.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "io/import.hpp"
#include "testing/golden.hpp"

namespace relook::io {
namespace {

std::filesystem::path shared_data() {
  if (const char* shared = std::getenv("RELOOK_SHARED")) return shared;
  return std::filesystem::path(RELOOK_SOURCE_DIR) / "../shared/data";
}

Map map_from(const std::string& name) {
  const Read<Map> map = read_map(testing::slurp("src/io/testdata/" + name), name);
  for (const Diagnostic& diagnostic : map.diagnostics.sorted()) {
    ADD_FAILURE() << relook::to_string(diagnostic);
  }
  return map.value;
}

std::string messages(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    text += relook::to_string(diagnostic) + "\n";
  }
  return text;
}

std::size_t count_of(const Import& imported, std::string_view what) {
  for (const SourceReport& source : imported.report.sources) {
    const auto found = std::ranges::find(source.objects, what, &Count::what);
    if (found != source.objects.end()) return found->times;
  }
  return 0;
}

std::size_t rows_of(const Import& imported, estate::TableId table) {
  return static_cast<std::size_t>(std::ranges::count(imported.rows, table, &Row::table));
}

TEST(Netbox, ReadsTheDemoDump) {
  const auto file = shared_data() / "netbox/netbox-demo-v3.6.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file << "; set RELOOK_SHARED";
  const std::string bytes = testing::slurp(file);
  const std::vector<Document> documents = {{"demo.json", bytes}};
  const Read<Import> read = import_documents(map_from("netbox_demo.map.toml"), documents);
  ASSERT_EQ(messages(read.diagnostics), "");
  EXPECT_EQ(count_of(read.value, "dcim.device"), 72u);
  EXPECT_EQ(rows_of(read.value, estate::TableId::sites), 24u);
  // 72 devices without 19 patch panels and 13 power units.
  EXPECT_EQ(rows_of(read.value, estate::TableId::elements), 40u);
  // 26 cables run from interface to interface; the 24 that end on front ports lead to rear ports
  // whose cables end on circuits, and 26 more end on circuits at once.
  EXPECT_EQ(rows_of(read.value, estate::TableId::links), 26u);
  EXPECT_EQ(count_of(read.value, "cables ignored: ends on a circuit"), 32u);
  EXPECT_EQ(count_of(read.value, "cables ignored: power"), 26u);
  EXPECT_EQ(
      count_of(read.value, "cables ignored: ends at a patch panel that leads to no interface"),
      24u);
}

TEST(Netbox, ReadsRecordedAnswers) {
  const auto folder = shared_data() / "netbox/pynetbox_fixtures";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder << "; set RELOOK_SHARED";
  const std::vector<std::string> names = {"devices.json",      "sites.json",
                                          "cables.json",       "manufacturers.json",
                                          "device_types.json", "inventory_items.json"};
  std::vector<std::string> bytes;
  for (const std::string& name : names) bytes.push_back(testing::slurp(folder / name));
  std::vector<Document> documents;
  for (std::size_t i = 0; i < names.size(); ++i) documents.push_back({names[i], bytes[i]});
  const Map map = map_from("netbox_answers.map.toml");
  const Read<Import> read = import_documents(map, documents);
  ASSERT_EQ(messages(read.diagnostics), "");
  EXPECT_EQ(count_of(read.value, "devices"), 11u);
  EXPECT_EQ(rows_of(read.value, estate::TableId::sites), 1u);
  EXPECT_EQ(rows_of(read.value, estate::TableId::elements), 9u);
  EXPECT_EQ(count_of(read.value, "cables ignored: console"), 3u);
  // No inventory items: all of them are listed, so supplies are known to be none.
  EXPECT_EQ(rows_of(read.value, estate::TableId::supplies), 0u);
  EXPECT_EQ(std::ranges::count(read.value.declared, estate::TableId::supplies), 1);
}

TEST(Netbox, RefusesTheFirstPageAlone) {
  const auto file = shared_data() / "netbox/pynetbox_fixtures/interfaces_1.json";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file << "; set RELOOK_SHARED";
  const std::string bytes = testing::slurp(file);
  const std::vector<Document> documents = {{"interfaces_1.json", bytes}};
  const Read<Import> read = import_documents(map_from("netbox_answers.map.toml"), documents);
  EXPECT_NE(messages(read.diagnostics).find("pages are missing"), std::string::npos);
}

}  // namespace
}  // namespace relook::io
