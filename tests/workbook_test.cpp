// SPDX-License-Identifier: Apache-2.0
// The workbook in the hands of a spreadsheet program: LibreOffice computes its formulas anew, and
// they give what relook says; a vendor changed in a cell changes the share as in the estate.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "codec/csv.hpp"
#include "codec/json.hpp"
#include "testing/program.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;

using codec::Tree;

constexpr const char* kCheck =
    " -d uk-2020-01-28 --on 2023-01-29 --places examples/town/places.csv"
    " --waivers examples/town/waivers.csv";

// The rows of a sheet by the names of its columns, as LibreOffice computes them.
std::vector<std::map<std::string, std::string>> computed(const fs::path& workbook,
                                                         const std::string& sheet) {
  const TemporaryFolder folder;
  const std::string profile = (folder.path() / "profile").string();
  const Ran ran = run_shell(
      "soffice -env:UserInstallation=file://" + profile +
      " --headless --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,"
      "false,false,-1' --outdir " +
      folder.path().string() + " " + workbook.string());
  EXPECT_EQ(ran.status, 0) << ran.err;
  const std::string bytes =
      slurp(folder.path() / (workbook.stem().string() + "-" + sheet + ".csv"));
  Diagnostics diagnostics;
  codec::CsvReader reader(bytes, sheet, {}, diagnostics);
  std::vector<std::string> header;
  std::vector<std::map<std::string, std::string>> rows;
  while (reader.next()) {
    std::vector<std::string> cells;
    for (const codec::CsvField& field : reader.row()) cells.emplace_back(field.text);
    if (header.empty()) {
      if (std::ranges::find(cells, "Finding") != cells.end()) header = cells;
      continue;
    }
    std::map<std::string, std::string> row;
    for (std::size_t i = 0; i < cells.size() && i < header.size(); ++i) row[header[i]] = cells[i];
    rows.push_back(row);
  }
  EXPECT_FALSE(rows.empty()) << sheet;
  return rows;
}

std::string number(const Tree& tree) {
  if (const std::int64_t* value = tree.as_integer()) return std::to_string(*value);
  return tree.is_null() ? "unbounded" : "?";
}

// Part and whole at both ends of every cap, by finding, as relook's JSON has them.
std::map<std::string, std::vector<std::string>> measured(const fs::path& estate) {
  const Ran ran = run_relook("check " + estate.string() + kCheck + " --format json");
  const Read<Tree> read = codec::read_json(ran.out, "out");
  EXPECT_FALSE(read.diagnostics.has_errors()) << ran.err;
  std::map<std::string, std::vector<std::string>> out;
  for (const Tree& finding : *read.value.find("findings")->as_array()) {
    const Tree* m = finding.find("measured");
    if (m->is_null()) continue;
    std::vector<std::string>& numbers = out[*finding.find("id")->as_string()];
    for (const char* end : {"low", "high"}) {
      for (const Tree& value : *m->find(end)->as_array()) numbers.push_back(number(value));
    }
  }
  return out;
}

void expect_same(const fs::path& workbook,
                 const std::map<std::string, std::vector<std::string>>& want) {
  std::size_t compared = 0;
  for (auto& row : computed(workbook, "Findings")) {
    const auto found = want.find(row["Finding"]);
    if (found == want.end()) continue;
    const std::vector<std::string> got = {row["Low part"], row["Low whole"], row["High part"],
                                          row["High whole"]};
    EXPECT_EQ(got, found->second) << row["Finding"];
    ++compared;
  }
  EXPECT_EQ(compared, want.size());
}

bool has_office() { return run_shell("command -v soffice && command -v python3").status == 0; }

TEST(Workbook, FormulasGiveWhatRelookSays) {
  if (!has_office()) GTEST_SKIP() << "LibreOffice or python3 is not installed";
  const TemporaryFolder folder;
  const fs::path book = folder.path() / "town.xlsx";
  const fs::path bare = folder.path() / "bare.xlsx";
  const Ran ran = run_relook(std::string("check examples/town/estate") + kCheck +
                             " --format xlsx -o " + book.string());
  ASSERT_EQ(ran.status, 1) << ran.err;
  ASSERT_EQ(run_shell("python3 tests/workbook/edit_cell.py " + book.string() + " " + bare.string())
                .status,
            0);
  expect_same(bare, measured("examples/town/estate"));
}

TEST(Workbook, AVendorChangedInACellChangesTheShareAsInTheEstate) {
  if (!has_office()) GTEST_SKIP() << "LibreOffice or python3 is not installed";
  const TemporaryFolder folder;
  const fs::path book = folder.path() / "town.xlsx";
  const fs::path changed = folder.path() / "changed.xlsx";
  ASSERT_EQ(run_relook(std::string("check examples/town/estate") + kCheck + " --format xlsx -o " +
                       book.string())
                .status,
            1);
  const std::string element = "b-gnb-signal";
  const Ran edited = run_shell("python3 tests/workbook/edit_cell.py " + book.string() + " " +
                               changed.string() + " Counted Vendor Element " + element + " nokia");
  ASSERT_EQ(edited.status, 0) << edited.err;
  const fs::path estate = folder.path() / "estate";
  fs::copy(fs::absolute("examples/town/estate"), estate);
  const std::string sed =
      "sed -i '/^" + element + ",/s/,huawei,/,nokia,/' " + (estate / "elements.csv").string();
  ASSERT_EQ(run_shell(sed).status, 0);
  const auto want = measured(estate);
  EXPECT_NE(want, measured("examples/town/estate")) << "the change must matter";
  expect_same(changed, want);
}

}  // namespace
}  // namespace relook::testing
