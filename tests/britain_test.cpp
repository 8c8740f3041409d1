// SPDX-License-Identifier: Apache-2.0
// The generator of a synthetic national estate (examples/britain), as people run it, and what
// relook says of what it makes.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "testing/golden.hpp"
#include "testing/program.hpp"
#include "testing/temporary_folder.hpp"

namespace relook {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Ran;
using testing::run_relook;
using testing::run_shell;
using testing::slurp;
using testing::spill;

Ran run_britain(const std::string& arguments) {
  return run_shell(std::string(RELOOK_BRITAIN_PROGRAM) + " " + arguments);
}

// Makes the folder `name` and gives its path.
std::string make(const testing::TemporaryFolder& folder, const std::string& name,
                 const std::string& options) {
  const std::string path = (folder.path() / name).string();
  const Ran ran = run_britain("-o " + path + " " + options);
  EXPECT_EQ(ran.status, 0) << ran.err;
  return path;
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

// The cells of each row; the generator writes no quotes.
std::vector<std::vector<std::string>> rows_of(const std::string& file) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(slurp(file));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string>& cells = rows.emplace_back();
    for (std::size_t from = 0; from <= line.size();) {
      const std::size_t to = std::min(line.find(',', from), line.size());
      cells.push_back(line.substr(from, to - from));
      from = to + 1;
    }
  }
  return rows;
}

// Every verdict of a decision, a line each.
std::string verdicts(const std::string& made, const std::string& decision, const std::string& day) {
  const Ran ran = run_relook(
      fmt::format("--data {} check {}/estate -d {} --on {} --places {}/places.csv --format json",
                  RELOOK_SOURCE_DIR, made, decision, day, made));
  EXPECT_EQ(ran.status, 1) << ran.err;
  const nlohmann::json report = nlohmann::json::parse(ran.out, nullptr, false);
  if (!report.is_object()) return "no JSON\n";
  std::string text =
      fmt::format("{} on {}: {}\n", decision, day, report["verdict"].get<std::string>());
  for (const auto& finding : report["findings"]) {
    text += fmt::format("{:40} {}\n", finding["id"].get<std::string>(),
                        finding["verdict"].get<std::string>());
  }
  return text;
}

TEST(Britain, IsValidAndSaysThatItIsSynthetic) {
  const testing::TemporaryFolder folder;
  const std::string made = make(folder, "a", "--scale 0.002");
  const Ran valid = run_relook(
      fmt::format("--data {} validate {}/estate --format markdown", RELOOK_SOURCE_DIR, made));
  EXPECT_EQ(valid.status, 0) << valid.out << valid.err;
  EXPECT_THAT(valid.out, HasSubstr("synthetic data"));
  EXPECT_THAT(valid.out, HasSubstr("Synthetic Britain"));
  for (const char* name : {"Northwind Mobile (synthetic)", "Lantern Fibre (synthetic)"}) {
    EXPECT_THAT(slurp(made + "/estate/operators.csv"), HasSubstr(name));
  }
}

// The scale and seed of the demo: docs/britain.md explains each of these.
TEST(Britain, GetsTheVerdictsThatItsPageExplains) {
  const testing::TemporaryFolder folder;
  const std::string made = make(folder, "a", "--scale 0.02");
  testing::expect_golden("tests/britain/verdicts.want",
                         verdicts(made, "uk-2020-01-28", "2023-01-29") + "\n" +
                             verdicts(made, "uk-2020-07-14", "2028-01-01"));
}

// A row of the page's table of all decisions.
struct PageRow {
  std::string decision;
  std::string on;
  std::string verdict;
  std::string country;  // of the operators, where the last verdict is that of a moved estate
  std::string set;      // options, as the page has them
  std::string moved_verdict;
};

// The settings of a cell, each in backticks, as options for a shell.
std::string options_of(const std::string& cell) {
  std::string options;
  for (std::size_t at = cell.find('`'); at != std::string::npos;) {
    const std::size_t end = cell.find('`', at + 1);
    options += fmt::format(" --set '{}'", cell.substr(at + 1, end - at - 1));
    at = cell.find('`', end + 1);
  }
  return options;
}

std::vector<PageRow> page_rows() {
  std::vector<PageRow> rows;
  std::istringstream lines(slurp(std::string(RELOOK_SOURCE_DIR) + "/docs/britain.md"));
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    for (std::size_t at = 1; at < line.size();) {
      const std::size_t end = std::min(line.find('|', at), line.size());
      const std::size_t first = std::min(line.find_first_not_of(' ', at), end);
      const std::size_t last = line.find_last_not_of(' ', end - 1);
      cells.push_back(first == end ? "" : line.substr(first, last + 1 - first));
      at = end + 1;
    }
    // The second cell of no other table on the page is a day.
    if (!line.starts_with("| `") || cells.size() != 6 || !cells[1].starts_with("20")) continue;
    rows.push_back({cells[0].substr(1, cells[0].size() - 2), cells[1], cells[2], cells[3],
                    options_of(cells[4]), cells[5]});
  }
  return rows;
}

std::string verdict_of(const std::string& made, const PageRow& row, const std::string& options) {
  const Ran ran = run_relook(
      fmt::format("--data {} check {}/estate -d {} --on {} --places {}/places.csv --format json"
                  " --list 0{}",
                  RELOOK_SOURCE_DIR, made, row.decision, row.on, made, options));
  const nlohmann::json report = nlohmann::json::parse(ran.out, nullptr, false);
  return report.is_object() ? report["verdict"].get<std::string>() : "no JSON: " + ran.err;
}

TEST(Britain, GetsTheVerdictOfEveryDecisionThatItsPageTells) {
  std::set<std::string> told;
  const testing::TemporaryFolder folder;
  const std::string made = make(folder, "a", "--scale 0.02");
  for (const PageRow& row : page_rows()) {
    told.insert(row.decision);
    EXPECT_EQ(verdict_of(made, row, ""), row.verdict) << row.decision;
  }
  std::set<std::string> shipped;
  for (const std::string& name : names_in(std::string(RELOOK_SOURCE_DIR) + "/decisions")) {
    if (name.ends_with(".toml")) shipped.insert(name.substr(0, name.size() - 5));
  }
  EXPECT_EQ(told, shipped);
  const std::string page = slurp(std::string(RELOOK_SOURCE_DIR) + "/docs/britain.md");
  for (const std::string& id : shipped) EXPECT_THAT(page, HasSubstr("**" + id + "**"));
}

TEST(Britain, GetsTheVerdictsOfOtherCountriesThatItsPageTells) {
  const testing::TemporaryFolder folder;
  const std::string made = make(folder, "a", "--scale 0.02");
  const std::string file = made + "/estate/operators.csv";
  const std::string operators = slurp(file);
  std::size_t moved = 0;
  for (const PageRow& row : page_rows()) {
    EXPECT_EQ(row.country.empty(), row.moved_verdict.empty()) << row.decision;
    if (row.country.empty()) continue;
    ++moved;
    std::string text = operators;
    for (std::size_t at = text.find(",GB\n"); at != std::string::npos; at = text.find(",GB\n")) {
      text.replace(at, 4, "," + row.country + "\n");
    }
    spill(file, text);
    EXPECT_EQ(verdict_of(made, row, row.set), row.moved_verdict) << row.decision;
  }
  EXPECT_EQ(moved, 13U);
}

TEST(Britain, IsTheSameTwiceAndAnotherWithAnotherSeed) {
  const testing::TemporaryFolder folder;
  const std::string once = make(folder, "a", "--scale 0.002");
  const std::string twice = make(folder, "b", "--scale 0.002");
  EXPECT_EQ(run_shell(fmt::format("diff -r {} {}", once, twice)).status, 0);
  const std::string other = make(folder, "c", "--scale 0.002 --seed 2");
  for (const char* file : {"estate/sites.csv", "estate/elements.csv", "places.csv"}) {
    EXPECT_NE(slurp(fmt::format("{}/{}", once, file)), slurp(fmt::format("{}/{}", other, file)));
  }
}

TEST(Britain, ForgetsOnlyWhatItSays) {
  const testing::TemporaryFolder folder;
  const auto knows =
      rows_of(make(folder, "a", "--scale 0.01 --unknown 0%") + "/estate/elements.csv");
  const auto forgot =
      rows_of(make(folder, "b", "--scale 0.01 --unknown 5%") + "/estate/elements.csv");
  ASSERT_EQ(knows.size(), forgot.size());
  const auto vendor = static_cast<std::size_t>(std::ranges::find(knows[0], std::string("vendor")) -
                                               knows[0].begin());
  std::size_t unknown = 0;
  for (std::size_t row = 0; row < knows.size(); ++row) {
    ASSERT_EQ(knows[row].size(), forgot[row].size());
    EXPECT_NE(knows[row][vendor], "");
    if (forgot[row][vendor].empty()) ++unknown;
    for (std::size_t cell = 0; cell < knows[row].size(); ++cell) {
      EXPECT_TRUE(forgot[row][cell].empty() || forgot[row][cell] == knows[row][cell]);
    }
  }
  // Of some operators' cores everything is known.
  EXPECT_GT(unknown * 100, knows.size() * 3);
  EXPECT_LT(unknown * 100, knows.size() * 6);
}

TEST(Britain, HasAnotherNumberOfElementsASiteWhereThatIsAsked) {
  const testing::TemporaryFolder folder;
  const std::string estate =
      make(folder, "a", "--scale 0.01 --elements-per-site 12 --supplies 0%") + "/estate";
  const Ran valid = run_relook(fmt::format("--data {} validate {}", RELOOK_SOURCE_DIR, estate));
  EXPECT_EQ(valid.status, 0) << valid.err.substr(0, 1000);
  std::map<std::string, double> at_site;
  for (const auto& row : rows_of(estate + "/elements.csv")) at_site[row[4]] += 1;
  // The core does not shrink with the scale, so this is asked of the masts: an average site has 6.5
  // by itself, and a mast takes what the exchanges do not.
  double at_masts = 0;
  double masts = 0;
  for (const auto& row : rows_of(estate + "/sites.csv")) {
    if (row[3] != "mast" && row[3] != "rooftop") continue;
    masts += 1;
    at_masts += at_site[row[0]];
  }
  EXPECT_NEAR(at_masts / masts, 12.7, 0.3);
  for (const auto& row : rows_of(estate + "/supplies.csv")) EXPECT_NE(row[1], "hardware");
}

using Neighbours = std::map<std::string, std::set<std::string>>;

// How many pieces hang together, without the one node that is left out.
std::size_t pieces(const Neighbours& next, const std::string& without = "") {
  std::set<std::string> seen = {without};
  std::size_t count = 0;
  for (const auto& [start, ignored] : next) {
    if (!seen.insert(start).second) continue;
    ++count;
    std::vector<std::string> open = {start};
    while (!open.empty()) {
      const std::string at = open.back();
      open.pop_back();
      for (const std::string& other : next.at(at)) {
        if (seen.insert(other).second) open.push_back(other);
      }
    }
  }
  return count;
}

TEST(Britain, HasOneNetworkForEachOperatorThatNoCoreRouterCuts) {
  const testing::TemporaryFolder folder;
  // Enough handovers for rings of several.
  const auto links = rows_of(make(folder, "a", "--scale 0.1") + "/estate/links.csv");
  Neighbours all;
  Neighbours routers;
  const auto is_router = [](const std::string& id) {
    return id.starts_with("nw-p-") || id.starts_with("nw-pe-");
  };
  for (std::size_t i = 1; i < links.size(); ++i) {
    const std::string& a = links[i][1];
    const std::string& b = links[i][2];
    all[a].insert(b);
    all[b].insert(a);
    if (!is_router(a) || !is_router(b)) continue;
    routers[a].insert(b);
    routers[b].insert(a);
  }
  EXPECT_EQ(pieces(all), 5U);
  EXPECT_EQ(routers.size(), 40U + 100U);
  for (const auto& [router, ignored] : routers) EXPECT_EQ(pieces(routers, router), 1U) << router;
}

TEST(Britain, RefusesWhatNobodyCouldRead) {
  const testing::TemporaryFolder folder;
  const std::string out = (folder.path() / "a").string();
  // 12,500 times 80,000 sites are 10^9.
  for (const char* scale : {"12500", "1000000000", "99999999999999999999", "0", "-1", "one"}) {
    const Ran ran = run_britain(fmt::format("-o {} --scale {}", out, scale));
    EXPECT_EQ(ran.status, 2) << scale;
    EXPECT_THAT(ran.err, HasSubstr("--scale")) << scale;
  }
  EXPECT_THAT(run_britain(fmt::format("-o {} --scale 12500", out)).err,
              HasSubstr("1002500000 sites"));
  const Ran dense = run_britain(fmt::format("-o {} --scale 0.99 --elements-per-site 1000", out));
  EXPECT_EQ(dense.status, 2);
  EXPECT_THAT(dense.err, HasSubstr("at most 0.6"));
  EXPECT_EQ(run_britain(fmt::format("-o {} --unknown 101%", out)).status, 2);
  EXPECT_EQ(run_britain(fmt::format("-o {} --elements-per-site 3", out)).status, 2);
  EXPECT_EQ(run_britain(fmt::format("-o {} --as-of 2020-02-30", out)).status, 2);
  EXPECT_THAT(names_in(folder.path()), IsEmpty());
}

TEST(Britain, ReplacesWhatItWroteAndNothingElse) {
  const testing::TemporaryFolder folder;
  const std::string made = make(folder, "a", "--scale 0.001");
  make(folder, "a", "--scale 0.001 --seed 3");
  spill(fs::path(made) / "estate" / "diary.txt", "mine");
  const Ran ran = run_britain("-o " + made + " --scale 0.001");
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("diary.txt"));
  EXPECT_EQ(slurp(fs::path(made) / "estate" / "diary.txt"), "mine");
  EXPECT_EQ(names_in(folder.path()).size(), 1U);
}

}  // namespace
}  // namespace relook
