// SPDX-License-Identifier: Apache-2.0
// A folder and its packed file are one estate: the same bytes out of every command.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "testing/program.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// Runs `command`, in which % is the estate, on the folder and on the file.
void expect_same(const std::string& command, const fs::path& folder, const fs::path& file) {
  const Ran of_folder = run_relook(replaced(command, "%", folder.string()));
  const Ran of_file = run_relook(replaced(command, "%", file.string()));
  EXPECT_EQ(of_folder.status, of_file.status) << command << of_file.err;
  EXPECT_EQ(of_folder.out, of_file.out) << command;
  EXPECT_FALSE(of_folder.out.empty()) << command << of_folder.err;
}

TEST(Pack, SaysTheSameAsTheFolder) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "e.pack";
  const fs::path with = folder.path() / "with.csv";
  struct Case {
    std::string estate;
    std::string decision;
    std::string data;
    std::string element;
  };
  const Case cases[] = {
      {"examples/town/estate", "uk-2020-01-28", "", "a-amf"},
      {"tests/cli/estate", "lamps", "--data tests/cli/data ", "gnb-1"},
  };
  for (const Case& c : cases) {
    ASSERT_EQ(run_relook("pack " + c.estate + " -o " + file.string() + " " + c.data).status, 0);
    const std::string check = c.data + "check % -d " + c.decision + " ";
    for (const std::string format : {"table", "json", "csv", "html"}) {
      expect_same(check + "--format " + format, c.estate, file);
      expect_same(c.data + "validate % --format " + format, c.estate, file);
    }
    for (const std::string more :
         {"--threads 1", "--threads 2", "--on 2024-07-01", "--assume elements.vendor=nokia"}) {
      expect_same(check + "--format json " + more, c.estate, file);
    }
    expect_same(c.data + "select % 'vendor in family(\"huawei\")' --format json", c.estate, file);
    expect_same(c.data + "needs % -d " + c.decision + " --format json", c.estate, file);
    expect_same(c.data + "vendors --estate % --format json", c.estate, file);
    std::ofstream(with) << "date,element,action\n2023-01-01," << c.element << ",remove\n";
    expect_same(check + "--format json --on 2023-06-01 --with " + with.string(), c.estate, file);
  }
}

TEST(Pack, IsTheSameFileFromAFileAndWhateverTheThreads) {
  const TemporaryFolder folder;
  const std::string out = folder.path().string();
  ASSERT_EQ(run_relook("pack examples/town/estate -o " + out + "/a --threads 1").status, 0);
  ASSERT_EQ(run_relook("pack examples/town/estate -o " + out + "/b --threads 2").status, 0);
  ASSERT_EQ(run_relook("pack " + out + "/a -o " + out + "/c").status, 0);
  EXPECT_EQ(slurp(out + "/a"), slurp(out + "/b"));
  EXPECT_EQ(slurp(out + "/a"), slurp(out + "/c"));
  // Over the file that is read.
  ASSERT_EQ(run_relook("pack " + out + "/a -o " + out + "/a").status, 0);
  EXPECT_EQ(slurp(out + "/a"), slurp(out + "/b"));
}

TEST(Pack, WritesNothingOfAFaultyEstate) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "old";
  std::ofstream(file) << "keep";
  const Ran ran = run_relook("pack tests/cli/faulty -o " + file.string());
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(slurp(file), "keep");
  EXPECT_EQ(run_relook("pack examples/town/estate -o " + (file / "below").string()).status, 2);
}

TEST(Pack, IsRefusedWithOneFaultAndExitCode2) {
  const TemporaryFolder folder;
  const fs::path file = folder.path() / "e.pack";
  ASSERT_EQ(run_relook("pack examples/town/estate -o " + file.string()).status, 0);
  const std::string good = slurp(file);
  std::string other_order = good;
  std::swap(other_order[8], other_order[11]);
  std::swap(other_order[9], other_order[10]);
  std::string other_version = good;
  other_version[12] = 9;
  std::string damaged = good;
  damaged[good.size() / 2] = static_cast<char>(damaged[good.size() / 2] ^ 1);
  const std::pair<std::string, std::string> cases[] = {
      {good.substr(0, good.size() - 7), "is cut short"},
      {good + "\n", "has 1 bytes behind its end"},
      {other_order, "the other byte order"},
      {other_version, "is a packed file of version 9"},
      {damaged, "is damaged"},
      {"id,name\n", "is not an estate: neither a folder with estate.toml in it nor a file"},
  };
  for (const auto& [bytes, want] : cases) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    for (const std::string command : {"validate ", "select ", "check -d uk-2020-01-28 "}) {
      const Ran ran = run_relook(command + file.string() +
                                 (command == "select " ? " 'vendor in family(\"zte\")'" : ""));
      EXPECT_EQ(ran.status, 2) << want;
      EXPECT_EQ(ran.out, "");
      EXPECT_THAT(ran.err, HasSubstr(want));
      EXPECT_THAT(ran.err, HasSubstr("e.pack: error: "));
    }
  }
}

TEST(Pack, OneThatBecomesShorterWhileItIsReadEndsTheRun) {
  const TemporaryFolder folder;
  const std::string out = folder.path().string();
  ASSERT_EQ(run_relook("pack examples/town/estate -o " + out + "/e.pack").status, 0);
  // The places are read when the estate has been; the pipe makes relook wait for them.
  const Ran ran = run_shell("mkfifo " + out + "/places; " + RELOOK_PROGRAM + " select " + out +
                            "/e.pack 'vendor in family(\"huawei\")' --places " + out +
                            "/places & exec 3>" + out + "/places; truncate -s 0 " + out +
                            "/e.pack; echo id,name >&3; exec 3>&-; wait $!");
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("a packed file was changed while it was being read"));
}

}  // namespace
}  // namespace relook::testing
