// SPDX-License-Identifier: Apache-2.0
#include "estate/folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "codec/csv.hpp"
#include "estate/registry.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::estate {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::slurp;
using testing::spill;
using testing::TemporaryFolder;

const fs::path kTestdata = "src/estate/testdata";

const Registry& registry() {
  static const Registry kRegistry = read_registry(kTestdata / "registry").value;
  return kRegistry;
}

const Functions& functions() {
  static const Functions kFunctions = read_functions(kTestdata / "functions.toml").value;
  return kFunctions;
}

Read<Estate> read(const fs::path& folder, const FolderOptions& options = {}) {
  return read_folder(folder, registry(), functions(), options);
}

std::string listed(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& d : diagnostics.sorted()) text += to_string(d) + "\n";
  return text;
}

// Not each vendor that a registry which is not there does not know.
TEST(Folder, TellsOfAWrongRegistryAlone) {
  const fs::path estate = "examples/ring/estate";
  EXPECT_FALSE(read_folder(estate, fs::path("registry")).diagnostics.has_errors());
  const std::string wrong = listed(read_folder(estate, fs::path("nowhere")).diagnostics);
  EXPECT_THAT(wrong, HasSubstr("nowhere"));
  EXPECT_EQ(wrong.find("elements.csv"), std::string::npos) << wrong;
}

// Every folder of testdata with a `want` in it: the whole list of findings, then the tables as they
// would be written.
TEST(Folder, GivesWhatTheGoldensSay) {
  std::size_t cases = 0;
  for (const auto& entry : fs::directory_iterator(kTestdata)) {
    if (!fs::exists(entry.path() / "estate")) continue;
    ++cases;
    const Read<Estate> got = read(entry.path() / "estate");
    std::string text = listed(got.diagnostics);
    for (std::size_t t = 0; t < kEstateTableCount && !got.diagnostics.has_errors(); ++t) {
      const auto id = static_cast<TableId>(t);
      if (!got.value.table(id).present()) continue;
      text += "== " + std::string(schema(id).name) + ".csv\n" +
              table_csv(got.value, id, CsvColumns::present);
    }
    testing::expect_golden(entry.path() / "want", text);
  }
  EXPECT_GE(cases, 2U);
}

TEST(Folder, ReadsBackWhatItWrote) {
  const TemporaryFolder folder;
  const Read<Estate> first = read(kTestdata / "good/estate");
  ASSERT_FALSE(first.diagnostics.has_errors()) << listed(first.diagnostics);
  ASSERT_TRUE(write_estate(first.value, folder.path() / "one"));
  const Read<Estate> second = read(folder.path() / "one");
  ASSERT_FALSE(second.diagnostics.has_errors()) << listed(second.diagnostics);
  EXPECT_EQ(digest(second.value), digest(first.value));
  EXPECT_EQ(second.value.manifest, first.value.manifest);
  ASSERT_TRUE(write_estate(second.value, folder.path() / "two"));
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder.path() / "one")) {
    ++files;
    EXPECT_EQ(slurp(entry.path()), slurp(folder.path() / "two" / entry.path().filename()))
        << entry.path();
  }
  EXPECT_EQ(files, 1 + static_cast<std::size_t>(std::ranges::count_if(schema(), [&](const auto& t) {
                     return first.value.table(t.id).present();
                   })));
}

TEST(Folder, IsWrittenOverAnEstateButOverNothingElse) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "e";
  Estate estate = read(kTestdata / "good/estate").value;
  estate.set_state(TableId::budget, TableState::absent);
  ASSERT_TRUE(write_estate(estate, path));
  spill(path / "budget.csv", "from\n");
  ASSERT_TRUE(write_estate(estate, path)) << "a table that it no longer has";
  EXPECT_FALSE(fs::exists(path / "budget.csv"));
  spill(path / "thesis.csv", "work of years");
  EXPECT_FALSE(write_estate(estate, path));
  EXPECT_EQ(slurp(path / "thesis.csv"), "work of years");
}

TEST(Folder, SaysWhatIsWrongWithItself) {
  const TemporaryFolder folder;
  const auto fault = [&](const fs::path& path) { return listed(read(path).diagnostics); };
  EXPECT_THAT(fault(folder.path() / "none"),
              HasSubstr("none: error: there is no such folder or file"));
  spill(folder.path() / "file", "");
  EXPECT_THAT(fault(folder.path() / "file"),
              HasSubstr("is neither a folder nor a file that can be mapped"));
  const fs::path bare = folder.path() / "bare";
  fs::create_directory(bare);
  EXPECT_THAT(fault(bare), HasSubstr("estate.toml: error: cannot be read: No such file"));
  spill(bare / "estate.toml", "format = \"relook-estate/1\"\nas_of = 2020-01-28\n");
  EXPECT_EQ(fault(bare), "") << "an estate of which nothing is known";
  fs::create_symlink("gone", bare / "sites.csv");
  EXPECT_THAT(fault(bare), HasSubstr("sites.csv: error: cannot be read"));
  fs::remove(bare / "sites.csv");
  fs::create_directory(bare / "sites.csv");
  EXPECT_THAT(fault(bare), HasSubstr("sites.csv: error: is a folder, not a file"));
  fs::remove(bare / "sites.csv");
  spill(bare / "Sites.CSV", "id\n");
  EXPECT_THAT(fault(bare),
              HasSubstr("an estate has no table of this name (did you mean 'sites.csv'"));
}

TEST(Folder, TakesFurtherChanges) {
  const TemporaryFolder folder;
  const fs::path more = folder.path() / "more.csv";
  spill(more, "date,element,action\n2022-02-02,gnb-1,remove\n");
  const Read<Estate> with = read(kTestdata / "good/estate", {.with = more});
  ASSERT_FALSE(with.diagnostics.has_errors()) << listed(with.diagnostics);
  EXPECT_EQ(with.value.rows(TableId::changes),
            read(kTestdata / "good/estate").value.rows(TableId::changes) + 1);
  spill(more, "date,element,action\n2022-02-02,gnb-77,remove\n");
  EXPECT_THAT(listed(read(kTestdata / "good/estate", {.with = more}).diagnostics),
              HasSubstr("more.csv:2:12: error: elements.csv has no 'gnb-77'"));
}

// SEMANTICS 1: whatever cell is blanked, the estate stays readable, unless the cell is a key.
TEST(Folder, StaysReadableWithAnyCellBlanked) {
  const TemporaryFolder folder;
  const Estate estate = read(kTestdata / "good/estate").value;
  const fs::path path = folder.path() / "e";
  std::size_t blanked = 0;
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    const TableSchema& table = schema(id);
    if (!estate.table(id).present()) continue;
    const std::string csv = table_csv(estate, id, CsvColumns::all);
    Diagnostics none;
    codec::CsvReader reader(csv, "", {}, none);
    std::vector<std::vector<std::string>> rows;
    while (reader.next()) {
      auto& row = rows.emplace_back();
      for (const auto& field : reader.row()) row.emplace_back(field.text);
    }
    for (std::size_t r = 1; r < rows.size(); ++r) {
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const ColumnSchema& column = table.columns[c];
        // 3.4 asks for the `-` of what is installed; an alias is how a vendor is found.
        const bool stated = column.has(kKey) || column.has(kDefaulted) ||
                            (column.name == "in_service_from" && rows[r][c] == "-");
        if (rows[r][c].empty() || stated) continue;
        auto changed = rows;
        changed[r][c].clear();
        std::string text;
        for (const auto& row : changed) {
          codec::append_csv_row(text, std::vector<std::string_view>(row.begin(), row.end()));
        }
        fs::remove_all(path);
        fs::copy(kTestdata / "good/estate", path);
        spill(path / (std::string(table.name) + ".csv"), text);
        const Read<Estate> got = read(path);
        ASSERT_FALSE(got.diagnostics.has_errors())
            << table.name << " " << rows[r][0] << " " << column.name << "\n"
            << listed(got.diagnostics);
        ++blanked;
      }
    }
  }
  EXPECT_GT(blanked, 60U);
}

// A table file that is taken away leaves the estate readable; but installs need elements.csv (3.4),
// and a vendor that neither registry nor estate knows is a fault (4.2).
TEST(Folder, StaysReadableWithoutAnyOneTable) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "e";
  for (const auto& entry : fs::directory_iterator(kTestdata / "good/estate")) {
    const std::string name = entry.path().filename().string();
    if (name == "estate.toml" || name == "elements.csv" || name == "vendors.csv") continue;
    fs::remove_all(path);
    fs::copy(kTestdata / "good/estate", path);
    fs::remove(path / name);
    EXPECT_FALSE(read(path).diagnostics.has_errors()) << name;
  }
}

// Damaged files end in an estate or in faults, never in a crash.
TEST(Folder, SurvivesDamage) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "e";
  fs::copy(kTestdata / "good/estate", path);
  std::vector<std::pair<fs::path, std::string>> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    files.emplace_back(entry.path(), slurp(entry.path()));
  }
  std::ranges::sort(files);
  std::mt19937 random(13);
  using namespace std::string_view_literals;
  constexpr std::string_view kBytes = ",;\"\n-.0:a\xFF\0"sv;
  for (int i = 0; i < 1000; ++i) {
    const auto& [file, good] = files[random() % files.size()];
    std::string text = good;
    for (std::size_t k = 0; k < 1 + random() % 3; ++k) {
      text[random() % text.size()] = kBytes[random() % kBytes.size()];
    }
    spill(file, text);
    const Read<Estate> got = read(path);
    if (!got.diagnostics.has_errors()) static_cast<void>(digest(got.value));
    spill(file, good);
  }
}

TEST(TableFile, IsReadByTheSameRules) {
  const TemporaryFolder folder;
  const fs::path path = folder.path() / "p.csv";
  spill(path, "id,kind,lat,lon,radius_m,sites\nb,military,54,0.5,1500,s2;s1\na,port,,,,-\n");
  const Read<TableFile> places = read_table_file(path, TableId::places);
  ASSERT_FALSE(places.diagnostics.has_errors()) << listed(places.diagnostics);
  const Table& table = places.value.table;
  EXPECT_TRUE(table.present());
  ASSERT_EQ(table.rows, 2U);
  EXPECT_EQ(table.ids[0], "a");
  EXPECT_EQ(table.columns[column::kPlaceRadius.column].number(1), 1'500'000);
  EXPECT_EQ(table.columns[column::kPlaceSites.column].code(0), kNoneCode);
  const Digest before = places.value.digest;
  spill(path, "id,kind,lat,lon,radius_m,sites\na,port,,,,-\nb,military,54,0.5,1500,s1;s2\n");
  EXPECT_EQ(read_table_file(path, TableId::places).value.digest, before);
  spill(path, "id,radius\na,1\n");
  EXPECT_THAT(listed(read_table_file(path, TableId::places).diagnostics),
              HasSubstr("p.csv:1:4: error: places.csv has no column 'radius' (did you mean "
                        "'radius_m'?)"));
  spill(path, "rule,selector,until\ncore,\"id == \"\"x\"\"\",2021-01-01\n");
  EXPECT_FALSE(read_table_file(path, TableId::waivers).diagnostics.has_errors());
  spill(path, "rule,selector,until\ncore,,\n");
  EXPECT_EQ(read_table_file(path, TableId::waivers).diagnostics.error_count(), 2U);
}

}  // namespace
}  // namespace relook::estate
