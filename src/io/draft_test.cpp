// SPDX-License-Identifier: Apache-2.0
#include "io/draft.hpp"

#include <gtest/gtest.h>

#include <string>

#include "testing/golden.hpp"

namespace relook::io {
namespace {

estate::Registry small_registry() {
  estate::Registry registry;
  registry.vendors = {{.id = "ericsson", .name = "Ericsson", .aliases = {"Ericsson AB"}},
                      {.id = "huawei", .name = "Huawei", .aliases = {"Huawei Technologies"}},
                      {.id = "nokia", .name = "Nokia", .aliases = {"NSN"}}};
  return registry;
}

estate::Functions small_functions() {
  return estate::Functions({{.name = "eNB"}, {.name = "gNB"}}, {});
}

TEST(DraftMap, Golden) {
  const std::string folder = "src/io/testdata/draft/";
  const std::string bytes = testing::slurp(folder + "masts.csv");
  const Document table{"somewhere/masts.csv", bytes};
  const Read<std::string> draft = draft_map(table, small_registry(), small_functions());
  ASSERT_FALSE(draft.diagnostics.has_errors());
  testing::expect_golden(folder + "draft.want", draft.value);
  const Read<std::string> again = draft_map(table, small_registry(), small_functions());
  EXPECT_EQ(draft.value, again.value);
}

// It proposes and applies nothing: what there is to decide is told when it is used as it is.
TEST(DraftMap, UneditedDraftIsRefused) {
  const Document table{"t.csv", "Id,Vendor\n1,Huawei\n2,Nokia\n"};
  const Read<std::string> draft = draft_map(table, small_registry(), small_functions());
  const Read<Map> map = read_map(draft.value, "draft.toml");
  std::string faults;
  for (const Diagnostic& diagnostic : map.diagnostics.sorted()) faults += diagnostic.message + "\n";
  EXPECT_EQ(faults,
            "the map must say the estate's name: name = \"…\"\n"
            "the map must say the day that the tables describe: as_of = 2020-01-28, no quotes\n"
            "the map makes no rows: it has no [[source]] and no [netbox]\n");
}

// A comment must not end early, whatever stands in the table.
TEST(DraftMap, HostileTextsStayInComments) {
  const std::string bytes =
      "\"a\nname = \"\"x\"\"\",\"\x7F\"\n\"\nname = \"\"y\"\"\n\",\"]\"\n\"\rformat\",\n";
  const Read<std::string> draft =
      draft_map({"a\"\nb.csv", bytes}, small_registry(), small_functions());
  ASSERT_FALSE(draft.diagnostics.has_errors());
  const Read<Map> map = read_map(draft.value, "draft.toml");
  EXPECT_EQ(map.diagnostics.error_count(), 3u) << draft.value;
  EXPECT_TRUE(map.value.manifest.name.empty());
}

TEST(DraftMap, WhatIsNoTableIsSaid) {
  for (const std::string_view bytes : {"", "PK\x03\x04", "\xFF\xFE", "\"open"}) {
    EXPECT_TRUE(
        draft_map({"t.csv", bytes}, small_registry(), small_functions()).diagnostics.has_errors());
  }
}

}  // namespace
}  // namespace relook::io
