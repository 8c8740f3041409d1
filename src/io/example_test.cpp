// SPDX-License-Identifier: Apache-2.0
// The example of docs/import.md, from its tables to a frozen estate.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "estate/folder.hpp"
#include "io/import.hpp"
#include "testing/golden.hpp"

namespace relook::io {
namespace {

TEST(Example, MastsImportWithoutFaults) {
  const std::string folder = "examples/masts/";
  const Read<Map> map = read_map(testing::slurp(folder + "map.toml"), "map.toml");
  ASSERT_EQ(map.diagnostics.error_count(), 0u)
      << relook::to_string(map.diagnostics.sorted().front());
  const std::string masts = testing::slurp(folder + "masts.csv");
  const std::string contracts = testing::slurp(folder + "contracts.csv");
  const std::vector<Document> documents = {{folder + "masts.csv", masts},
                                           {folder + "contracts.csv", contracts}};
  const Read<Import> read = import_documents(map.value, documents);
  ASSERT_EQ(read.diagnostics.error_count(), 0u)
      << relook::to_string(read.diagnostics.sorted().front());
  testing::expect_golden("src/io/testdata/example/report.want", to_text(read.value.report));

  const auto registry = estate::read_registry("registry");
  const auto functions = estate::read_functions("registry/functions.toml");
  ASSERT_FALSE(registry.diagnostics.has_errors());
  ASSERT_FALSE(functions.diagnostics.has_errors());
  estate::EstateBuilder builder(registry.value, functions.value);
  add_to(read.value, builder);
  const Read<estate::Estate> estate = std::move(builder).build();
  for (const Diagnostic& diagnostic : estate.diagnostics.sorted()) {
    EXPECT_EQ(diagnostic.severity, Severity::warning) << relook::to_string(diagnostic);
  }
  EXPECT_EQ(estate.value.rows(estate::TableId::sites), 200u);
  EXPECT_EQ(estate.value.rows(estate::TableId::elements), 338u);
}

}  // namespace
}  // namespace relook::io
