// SPDX-License-Identifier: Apache-2.0
// A folder of evidence (docs/desk.md), through the program, as whoever receives it checks it: with
// coreutils, and by running what stands in it.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "testing/program.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kTown =
    "examples/town/estate -d examples/town/town.toml --places examples/town/places.csv "
    "--waivers examples/town/waivers.csv --with examples/town/estate/changes.csv "
    "--on 2023-01-29 --timeline --readings --list 2 "
    "--assume \"elements.vendor=nokia where model != \\\"it's \\$HOME\\\"\"";

class Exhibit : public ::testing::Test {
 protected:
  [[nodiscard]] fs::path path(const std::string& name) const { return folder_.path() / name; }
  // `relook check` with a folder of that name.
  [[nodiscard]] Ran exhibit(const std::string& words, const std::string& name) const {
    return run_relook(fmt::format("check {} --exhibit {}", words, path(name).string()));
  }
  // Lines in a folder in which `relook` is the program.
  [[nodiscard]] Ran within(const std::string& name, const std::string& lines) const {
    fs::create_directory(path("bin"));
    if (!fs::exists(path("bin/relook"))) fs::create_symlink(RELOOK_PROGRAM, path("bin/relook"));
    return run_shell(fmt::format("unset RELOOK_DATA COLUMNS; PATH={}:$PATH; cd {} && {}",
                                 path("bin").string(), path(name).string(), lines));
  }
  void expect_same(const std::string& a, const std::string& b) const {
    const Ran ran = run_shell(fmt::format("diff -r {} {}", path(a).string(), path(b).string()));
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  }
  // What it gives when it is run where it lies is what lies in it.
  void expect_reproduced(const std::string& name, int status) const {
    const std::pair<const char*, const char*> files[] = {
        {"table", "report.txt"}, {"json", "report.json"},   {"jsonl", "report.jsonl"},
        {"csv", "report.csv"},   {"markdown", "report.md"}, {"html", "report.html"},
        {"xlsx", "report.xlsx"}, {"junit", "junit.xml"},    {"sarif", "report.sarif"}};
    for (const auto& [format, file] : files) {
      const Ran ran =
          within(name, fmt::format("sh command.txt --format {} >../again; echo $?; cmp ../again {}",
                                   format, file));
      EXPECT_EQ(ran.out, fmt::format("{}\n", status)) << file << ": " << ran.err;
      EXPECT_EQ(ran.status, 0) << file;
    }
  }

  TemporaryFolder folder_;
};

TEST_F(Exhibit, SaysWhatTheCheckSaysAndHoldsAllOfIt) {
  const Ran plain = run_relook(fmt::format("check {}", kTown));
  const Ran ran = exhibit(kTown, "a");
  EXPECT_EQ(ran.status, plain.status);
  EXPECT_EQ(ran.out, plain.out);
  EXPECT_EQ(ran.err, plain.err);
  EXPECT_EQ(slurp(path("a/report.txt")), plain.out);
  EXPECT_EQ(slurp(path("a/inputs/estate/elements.csv")),
            slurp("examples/town/estate/elements.csv"));
  EXPECT_EQ(slurp(path("a/inputs/data/registry/vendors.csv")), slurp("registry/vendors.csv"));
  expect_reproduced("a", plain.status);
}

TEST_F(Exhibit, HasTheSameBytesWhenItIsRunAgain) {
  ASSERT_NE(exhibit(std::string(kTown) + " --threads 1", "a").status, 2);
  // The time in a ZIP archive counts in steps of two seconds.
  const std::string elsewhere = fmt::format(
      "sleep 2.1; cp -r examples/town {0}/place; mv {0}/place/town.toml {0}/place/d.toml; "
      "cp -r registry {0}/registry; mkdir {0}/sub; cd {0}/sub && ",
      folder_.path().string());
  std::string words = kTown;
  for (std::size_t at = 0; (at = words.find("examples/town", at)) != std::string::npos;) {
    words.replace(at, 13, "../sub/../place");
  }
  words.replace(words.find("town.toml"), 9, "d.toml");
  const Ran ran =
      run_shell(fmt::format("{}COLUMNS=120 {} check {} --data .. --threads 7 "
                            "--exhibit ../b --format json -o ../json",
                            elsewhere, RELOOK_PROGRAM, words));
  EXPECT_NE(ran.status, 2) << ran.err;
  expect_same("a", "b");
  EXPECT_EQ(slurp(path("json")), slurp(path("a/report.json")));
  const Ran names = run_shell(fmt::format("grep -rF -e {} -e {} {}", folder_.path().string(),
                                          fs::current_path().string(), path("a").string()));
  EXPECT_EQ(names.status, 1) << "a path of this machine: " << names.out;
}

TEST_F(Exhibit, IsCheckedWithCoreutils) {
  ASSERT_NE(exhibit(kTown, "a").status, 2);
  const std::string check = "sha256sum -c --strict --quiet SHA256SUMS";
  EXPECT_EQ(within("a", check).status, 0);
  const Ran listed = within("a", "cut -c 67- SHA256SUMS");
  const Ran found =
      within("a", "find . -type f ! -name SHA256SUMS -printf '%P\\n' | LC_ALL=C sort");
  EXPECT_EQ(listed.out, found.out);
  EXPECT_EQ(std::ranges::count(found.out, '\n'), 11 + 9 + 4 + 3) << found.out;
  std::size_t altered = 0;
  for (std::size_t at = 0; at < found.out.size(); ++altered) {
    const std::string name = found.out.substr(at, found.out.find('\n', at) - at);
    at += name.size() + 1;
    const std::string bytes = slurp(path("a") / name);
    spill(path("a") / name, bytes + " ");
    const Ran ran = within("a", check);
    EXPECT_EQ(ran.status, 1) << name;
    EXPECT_EQ(ran.out, name + ": FAILED\n");
    spill(path("a") / name, bytes);
  }
  EXPECT_EQ(altered, 27U);
}

TEST_F(Exhibit, ReplacesNothingAndLeavesNothing) {
  fs::create_directory(path("a"));
  const Ran there = exhibit(kTown, "a");
  EXPECT_EQ(there.status, 2);
  EXPECT_EQ(there.out, "");
  EXPECT_THAT(there.err, HasSubstr("a: is there already"));
  EXPECT_TRUE(fs::is_empty(path("a")));
  fs::remove(path("a"));
  // Faults are those of the files that were given.
  fs::copy("examples/town/estate", path("estate"));
  spill(path("estate/Sitess.csv"), "id\n");
  // More faults than are kept: those behind them are counted.
  std::string sites = "id,lat\ndc-a,91\n";
  for (int i = 0; i < 10'050; ++i) sites += fmt::format("s{},91\n", i);
  spill(path("estate/sites.csv"), sites);
  const std::string words = path("estate").string() + " -d examples/town/town.toml";
  const Ran faulty = exhibit(words, "b");
  EXPECT_EQ(faulty.status, 2);
  EXPECT_EQ(faulty.err, run_relook("check " + words).err);
  EXPECT_THAT(faulty.err, HasSubstr("estate/Sitess.csv: error"));
  EXPECT_THAT(faulty.err, HasSubstr("of which 10000 are shown"));
  fs::remove(path("estate/estate.toml"));
  EXPECT_EQ(exhibit(words, "b").err, run_relook("check " + words).err);
  EXPECT_EQ(exhibit("examples/none -d examples/town/town.toml", "b").err,
            run_relook("check examples/none -d examples/town/town.toml").err);
  fs::remove_all(path("estate"));
  EXPECT_TRUE(fs::is_empty(folder_.path())) << "something was left behind";
}

TEST_F(Exhibit, LeavesNothingOnAFullDisk) {
  const fs::path disk = path("disk");
  fs::create_directory(disk);
  for (const char* size : {"16k", "64k", "160k"}) {
    if (run_shell(fmt::format("mount -t tmpfs -o size={} tmpfs {}", size, disk.string())).status !=
        0) {
      GTEST_SKIP() << "a small file system cannot be mounted here";
    }
    const Ran ran = exhibit(kTown, "disk/a");
    EXPECT_EQ(ran.status, 2) << size;
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, HasSubstr("No space left"));
    EXPECT_TRUE(fs::is_empty(disk)) << "something was left behind";
    EXPECT_EQ(run_shell("umount " + disk.string()).status, 0);
  }
}

// An input is read once: what came through a pipe is what lies in the folder.
TEST_F(Exhibit, TakesWhatCanBeReadOnce) {
  const std::string words = "examples/town/estate -d examples/town/town.toml ";
  ASSERT_NE(exhibit(words + "--places examples/town/places.csv --with "
                            "examples/town/estate/changes.csv",
                    "a")
                .status,
            2);
  const Ran ran = run_shell(
      fmt::format("bash -c '{} check {} --places <(cat examples/town/places.csv) --with <(cat "
                  "examples/town/estate/changes.csv) --exhibit {}'",
                  RELOOK_PROGRAM, words, path("b").string()));
  EXPECT_NE(ran.status, 2) << ran.err;
  expect_same("a", "b");
}

TEST_F(Exhibit, HoldsAPackedEstateAndTheDecisionThatIsSuperseded) {
  ASSERT_EQ(run_relook("pack examples/town/estate -o " + path("town").string()).status, 0);
  const Ran ran = exhibit(path("town").string() + " -d uk-2020-07-14", "a");
  EXPECT_NE(ran.status, 2) << ran.err;
  EXPECT_EQ(slurp(path("a/inputs/estate.pack")), slurp(path("town")));
  EXPECT_EQ(slurp(path("a/inputs/decision.toml")), slurp("decisions/uk-2020-07-14.toml"));
  EXPECT_EQ(slurp(path("a/inputs/data/decisions/uk-2020-01-28.toml")),
            slurp("decisions/uk-2020-01-28.toml"));
  expect_reproduced("a", ran.status);
}

TEST_F(Exhibit, HoldsSeveralEstatesAndDrawsTheSameSites) {
  const std::string words =
      "-d lamps --data tests/cli/data --survey 2 --seed \"it's drawn\" --readings";
  const Ran ran = exhibit("tests/cli/estate tests/cli/estate-b " + words, "a");
  EXPECT_NE(ran.status, 2) << ran.err;
  EXPECT_EQ(slurp(path("a/inputs/estate-2/elements.csv")),
            slurp("tests/cli/estate-b/elements.csv"));
  EXPECT_THAT(slurp(path("a/report.json")), HasSubstr("it's drawn"));
  expect_reproduced("a", ran.status);
  // A fault is one of the estate that was given.
  const Ran faulty = exhibit("tests/cli/estate tests/cli/faulty " + words, "b");
  EXPECT_EQ(faulty.err, run_relook("check tests/cli/estate tests/cli/faulty " + words).err);
  EXPECT_THAT(faulty.err, HasSubstr("tests/cli/faulty/operators.csv"));
}

TEST_F(Exhibit, RefusesWhatSupersedesNothing) {
  const std::string words =
      "tests/cli/estate -d tests/cli/contradictions/supersedes.toml --data tests/cli/data";
  const Ran ran = exhibit(words, "a");
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err, run_relook("check " + words).err);
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

}  // namespace
}  // namespace relook::testing
