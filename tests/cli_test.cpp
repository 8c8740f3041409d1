// SPDX-License-Identifier: Apache-2.0
// The command line as people meet it: words, texts, exit codes. A golden is
// tests/cli/golden/NAME.cmd, what a shell is given, and NAME.want, what came out; $OUT is an empty
// folder.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <future>
#include <string>
#include <vector>

#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook {
namespace {

namespace fs = std::filesystem;

using testing::slurp;
using testing::spill;

constexpr std::string_view kEstate = "tests/cli/estate";
constexpr std::string_view kData = "--data tests/cli/data";

struct Ran {
  int code;
  std::string out;
  std::string err;
};

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// Runs shell lines in which `relook` is the program, from the root of the sources.
Ran shell(const std::string& lines, const fs::path& folder) {
  const fs::path out = folder / ".stdout";
  const fs::path err = folder / ".stderr";
  const fs::path script = folder / ".script";
  spill(script, fmt::format("cd '{}' || exit 99\n"
                            "unset NO_COLOR COLUMNS RELOOK_DATA\n"
                            "OUT='{}'\n"
                            "export ASAN_OPTIONS=detect_leaks=0\n"
                            "relook() {{ '{}' \"$@\"; }}\n{}\n",
                            RELOOK_SOURCE_DIR, folder.string(), RELOOK_PROGRAM, lines));
  const std::string command =
      fmt::format("bash '{}' >'{}' 2>'{}' </dev/null", script.string(), out.string(), err.string());
  const int status = std::system(command.c_str());
  const auto text = [&](const fs::path& path) {
    return replaced(replaced(slurp(path), folder.string(), "OUT"), "relook 0.1.0",
                    "relook VERSION");
  };
  Ran ran{WIFEXITED(status) ? WEXITSTATUS(status) : -1, text(out), text(err)};
  for (const fs::path& path : {out, err, script}) fs::remove(path);
  return ran;
}

Ran shell(const std::string& lines) {
  const testing::TemporaryFolder folder;
  return shell(lines, folder.path());
}

std::string output_of(const fs::path& command) {
  const testing::TemporaryFolder folder;
  fs::create_directory(folder.path() / "out");
  const Ran ran = shell(fmt::format("OUT=\"$OUT/out\"\n{}", slurp(command)), folder.path());
  return fmt::format("exit {}\n---- stdout\n{}---- stderr\n{}", ran.code, ran.out, ran.err);
}

TEST(CommandLine, GivesItsGoldens) {
  std::vector<fs::path> commands;
  for (const auto& entry : fs::directory_iterator("tests/cli/golden")) {
    if (entry.path().extension() == ".cmd") commands.push_back(entry.path());
  }
  std::ranges::sort(commands);
  ASSERT_GT(commands.size(), 40U);
  std::vector<std::future<std::string>> outputs;
  for (const fs::path& command : commands) {
    outputs.push_back(std::async(std::launch::async, output_of, command));
    // Two at a time: most of the time goes into starting the program.
    if (outputs.size() > 1) outputs[outputs.size() - 2].wait();
  }
  for (std::size_t i = 0; i < commands.size(); ++i) {
    testing::expect_golden(fs::path(commands[i]).replace_extension(".want"), outputs[i].get());
  }
}

TEST(CommandLine, ChecksEndInTheCodeOfTheVerdict) {
  const std::string check = fmt::format("relook check {} -d lamps {} ", kEstate, kData);
  EXPECT_EQ(shell(check).code, 0);
  EXPECT_EQ(shell(check + "--set limit=33%").code, 1);
  EXPECT_EQ(shell(check + "--on 2024-07-01").code, 3);
  EXPECT_EQ(shell(check + "--on 2024-07-01 --assume elements.vendor=nokia").code, 0);
  EXPECT_EQ(shell(check + "--set limt=33%").code, 2);
}

TEST(CommandLine, SaysTheSameInJsonWhereverItIsWritten) {
  const testing::TemporaryFolder folder;
  const Ran ran =
      shell(fmt::format("relook validate {0} {1} --format json\n"
                        "relook validate {0} {1} --format json -o $OUT/a.json\n"
                        "relook --format json --threads 1 -o $OUT/b.json validate {0} {1}",
                        kEstate, kData),
            folder.path());
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_FALSE(ran.out.empty());
  EXPECT_EQ(ran.out, slurp(folder.path() / "a.json"));
  EXPECT_EQ(ran.out, slurp(folder.path() / "b.json"));
  EXPECT_EQ(ran.err, "");
}

TEST(CommandLine, SaysSoWhereTheDiskIsFull) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "there is no /dev/full here";
  for (const char* words : {"version", "--help", "man", "vendors --data tests/cli/data"}) {
    const Ran ran = shell(fmt::format("relook {} >/dev/full", words));
    EXPECT_EQ(ran.code, 2) << words;
    EXPECT_TRUE(ran.err.contains("standard output: cannot be written")) << ran.err;
  }
  const Ran file = shell("relook vendors --data tests/cli/data -o /dev/full");
  EXPECT_EQ(file.code, 2);
  EXPECT_TRUE(file.err.contains("/dev/full")) << file.err;
}

TEST(CommandLine, DoesNotMindAReaderThatHasSeenEnough) {
  const Ran ran = shell("relook man | true; echo ${PIPESTATUS[0]}");
  EXPECT_EQ(ran.out, "0\n");
  EXPECT_EQ(ran.err, "");
}

TEST(CommandLine, LeavesNothingHalfWritten) {
  const testing::TemporaryFolder folder;
  const Ran ran = shell(fmt::format("relook vendors {} -o $OUT/no/such/folder.csv; a=$?\n"
                                    "echo keep > $OUT/old.txt\n"
                                    "relook validate tests/cli/faulty {} -o $OUT/old.txt; b=$?\n"
                                    "ls -A $OUT | grep -v '^[.]s'; cat $OUT/old.txt; echo $a $b",
                                    kData, kData),
                        folder.path());
  EXPECT_EQ(ran.out, "old.txt\nkeep\n2 2\n") << ran.err;
}

TEST(CommandLine, ImportsIntoNoFolderThatHoldsOtherWork) {
  const testing::TemporaryFolder folder;
  const Ran ran =
      shell(fmt::format("mkdir $OUT/kit; echo mine > $OUT/kit/notes.txt\n"
                        "relook import tests/cli/tables/kit.csv --map tests/cli/tables/kit.toml "
                        "-o $OUT/kit {}; a=$?\nls $OUT/kit; exit $a",
                        kData),
            folder.path());
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "notes.txt\n");
  EXPECT_TRUE(ran.err.contains("notes.txt")) << ran.err;
}

// script(1) gives the program a terminal.
TEST(CommandLine, ColoursATerminalAndNothingElse) {
  if (std::system("command -v script >/dev/null") != 0) GTEST_SKIP() << "script is not installed";
  const auto on_terminal = [](const std::string& environment, const std::string& words) {
    return shell(fmt::format("{} TERM=xterm script -qec \"'{}' {}\" /dev/null", environment,
                             RELOOK_PROGRAM, words))
        .out;
  };
  const std::string words = fmt::format("validate {} {}", kEstate, kData);
  EXPECT_TRUE(on_terminal("", words).contains("\x1b["));
  EXPECT_FALSE(on_terminal("NO_COLOR=1", words).contains("\x1b["));
  EXPECT_FALSE(on_terminal("", words + " --no-colour").contains("\x1b["));
  EXPECT_FALSE(shell("relook " + words).out.contains("\x1b["));
  EXPECT_TRUE(on_terminal("", words + " --format xlsx").contains("name a file with -o"));
}

TEST(CommandLine, StopsWhenItIsAskedTo) {
  // An estate whose manifest is a pipe that nobody writes to: the work never ends by itself.
  const std::string wait = fmt::format(
      "set -m; mkdir $OUT/e; mkfifo $OUT/e/estate.toml\n"
      "env --default-signal=INT,TERM '{}' validate $OUT/e {} & sleep 1; ",
      RELOOK_PROGRAM, kData);
  EXPECT_EQ(shell(wait + "kill -INT $!; sleep 0.2; kill -INT $!; wait $!").code, 130);
  EXPECT_EQ(shell(wait + "kill -TERM $!; wait $!").code, 143);
  const Ran bug = shell(wait + "kill -ABRT $!; wait $!");
  EXPECT_EQ(bug.code, 4);
  EXPECT_TRUE(bug.err.contains("this is a bug in relook")) << bug.err;
}

TEST(CommandLine, HasAManualPageThatTroffReads) {
  const Ran ran = shell("relook man");
  EXPECT_EQ(ran.code, 0);
  EXPECT_TRUE(ran.out.starts_with(".TH RELOOK 1"));
  for (const char* command :
       {"check", "diff", "explain", "needs", "validate", "import", "select", "vendors"}) {
    EXPECT_TRUE(ran.out.contains(fmt::format(".SS relook {}\n", command))) << command;
  }
  if (std::system("command -v groff >/dev/null") != 0) return;
  EXPECT_EQ(shell("relook man | groff -man -Tutf8 -ww >/dev/null").err, "");
}

TEST(CommandLine, TakesItsDataFromTheEnvironment) {
  EXPECT_EQ(shell("RELOOK_DATA=tests/cli/data relook decisions --format csv | cut -d, -f1").out,
            "id\nlamps\n");
  EXPECT_EQ(shell("RELOOK_DATA=tests/cli/estate relook decisions").code, 2);
}

}  // namespace
}  // namespace relook
