// SPDX-License-Identifier: Apache-2.0
// A folder and its packed file are one estate: the same bytes out of every command.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "store/format.hpp"
#include "testing/program.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;

using ::testing::AnyOf;
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
    expect_same(check + "--timeline --format json", c.estate, file);
    expect_same(
        c.data + "diff % -d " + c.decision + " --on 2023-01-01 --on 2023-07-01 --format json",
        c.estate, file);
    expect_same(c.data + "vendors --estate % --format json", c.estate, file);
    std::ofstream(with) << "date,element,action\n2023-03-01," << c.element << ",remove\n";
    expect_same(check + "--format json --on 2023-06-01 --with " + with.string(), c.estate, file);
  }
}

TEST(Pack, SaysTheSameOfASyntheticCountry) {
  const TemporaryFolder folder;
  const std::string country = (folder.path() / "country").string();
  const std::string file = (folder.path() / "country.pack").string();
  const Ran made =
      run_shell(std::string(RELOOK_BRITAIN_PROGRAM) + " -o " + country + " --scale 0.001");
  ASSERT_EQ(made.status, 0) << made.err;
  const Ran packed = run_relook("pack " + country + "/estate -o " + file);
  ASSERT_EQ(packed.status, 0) << packed.err;
  for (const std::string decision : {"uk-2020-01-28", "uk-2020-07-14"}) {
    for (const std::string threads : {"1", "2"}) {
      std::string command = "check % --format json --on 2023-01-29 -d ";
      command.append(decision).append(" --threads ").append(threads);
      command.append(" --places ").append(country).append("/places.csv");
      expect_same(command, country + "/estate", file);
    }
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

// What a forger writes: the first element's operator is a row that is not there, and the sums fit.
std::string with_code_out_of_range(std::string bytes) {
  const std::size_t at =
      sizeof(store::Header) + estate::kEstateTableCount * sizeof(store::PackedTable);
  for (std::size_t i = 0;; ++i) {
    store::Section section{};
    std::memcpy(&section, bytes.data() + at + i * sizeof section, sizeof section);
    if (section.kind != store::SectionKind::cells ||
        store::section_name(section) != "elements.operator") {
      continue;
    }
    constexpr std::uint32_t kNoRow = 1'000'000;
    std::memcpy(bytes.data() + section.offset, &kNoRow, sizeof kNoRow);
    store::reseal(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
    return bytes;
  }
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
  std::string other_magic = good;
  std::reverse(other_magic.begin(), other_magic.begin() + 8);
  const std::pair<std::string, std::string> cases[] = {
      {with_code_out_of_range(good), "elements.operator: a code means nothing"},
      {other_magic, "is not an estate"},
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
      EXPECT_EQ(ran.err.find("error: "), ran.err.rfind("error: ")) << "one fault: " << ran.err;
      EXPECT_THAT(ran.err, AnyOf(HasSubstr("pack the folder again"), HasSubstr("give one of")));
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
