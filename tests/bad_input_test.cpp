// SPDX-License-Identifier: Apache-2.0
// What must not work: each has one clear answer, exit code 2, and leaves nothing behind.

#include <gtest/gtest.h>

#include <fstream>

#include "testing/program.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;

class BadInput : public ::testing::Test {
 protected:
  BadInput() { fs::copy("examples/town/estate", estate()); }

  [[nodiscard]] fs::path estate() const { return folder_.path() / "estate"; }
  void write(const std::string& file, const std::string& bytes) const {
    std::ofstream(estate() / file, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string shown(const std::string& text) const {
    return text.empty() ? "(nothing)" : text;
  }
  // Validates the estate and expects exit code 2 with this message, in one run.
  void expect_refused(const std::string& message) const {
    const Ran ran = run_relook("validate " + estate().string());
    EXPECT_EQ(ran.status, 2);
    EXPECT_NE(ran.err.find(message), std::string::npos) << shown(ran.err);
    EXPECT_EQ(ran.out, "");
  }

  TemporaryFolder folder_;
};

TEST_F(BadInput, UnknownColumnNamesTheNearest) {
  write("networks.csv", "id,operator,critcality\nn,op-a,public\n");
  expect_refused(
      "networks.csv:1:13: error: networks.csv has no column 'critcality' (did you mean "
      "'criticality'?)");
}

TEST_F(BadInput, NulBytesAndBytesThatAreNotUtf8) {
  write("changes.csv", std::string("date,element,action\n\0,x,remove\n", 31));
  expect_refused("a NUL byte");
  write("changes.csv", "date,element,action\n\xFF,x,remove\n");
  expect_refused("bytes that are not UTF-8");
}

TEST_F(BadInput, AbsurdNumbers) {
  write("sites.csv", "id,lat\ndc-a,91\n");
  expect_refused("is not between -90 and 90 degrees");
  write("sites.csv", "id,visit_cost\ndc-a,-5\n");
  expect_refused("'-5' is not between 0 and");
}

TEST_F(BadInput, DatesThatRunBackwards) {
  write("supplies.csv",
        "element,role,vendor,from,until\na-amf,software,nokia,2020-02-01,2020-01-01\n");
  expect_refused("until 2020-01-01 is before from 2020-02-01");
}

TEST_F(BadInput, CyclesInOwnershipAndHosting) {
  write("vendors.csv", "id\nacme\nglobex\n");
  write("ownership.csv", "vendor,parent,from\nacme,globex,2010-01-01\nglobex,acme,2011-01-01\n");
  expect_refused("this runs in a circle: acme is owned by globex; globex is owned by acme");
  fs::remove(estate() / "ownership.csv");
  write(
      "dependencies.csv",
      "element,on,kind,from\na-amf,a-smf,hosted-on,2020-01-01\na-smf,a-amf,hosted-on,2020-01-01\n");
  expect_refused("a-amf is hosted on a-smf; a-smf is hosted on a-amf");
}

TEST_F(BadInput, AbsentTablesAreUnknownNotDangling) {
  for (const char* table : {"sites", "operators", "networks", "supplies", "changes"}) {
    fs::remove(estate() / (std::string(table) + ".csv"));
  }
  EXPECT_EQ(run_relook("validate " + estate().string()).status, 0);
  write("operators.csv", "id\nop-z\n");
  expect_refused("operators.csv has no 'op-a'");
}

TEST_F(BadInput, AGibibyteLineIsNoTable) {
  std::ofstream file(estate() / "operators.csv", std::ios::binary);
  file << "id,name\n";
  const std::string mebibyte(std::size_t{1} << 20, 'x');
  for (int i = 0; i < 1024; ++i) file << mebibyte;
  file.close();
  expect_refused("the row is longer than 1048576 bytes");
}

TEST_F(BadInput, TenMillionParentheses) {
  const fs::path decision = folder_.path() / "deep.toml";
  const std::string deep = std::string(1'000'000, '(') + "transit" + std::string(1'000'000, ')');
  std::ofstream(decision)
      << "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"t\"\n"
         "authority = \"a\"\nversion = \"1\"\nstatus = \"law\"\n[[rule]]\n"
         "id = \"r\"\nclause = \"c\"\nkind = \"exclude\"\nwhat = '"
      << deep << "'\n";
  const Ran ran = run_relook("check " + estate().string() + " -d " + decision.string());
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("deep.toml:12:"), std::string::npos) << ran.err.substr(0, 500);
  EXPECT_LT(ran.err.size(), 1000U);
  // Ten million are more than a decision may be long; said as such.
  std::ofstream(decision) << "x = '" << std::string(10'000'000, '(') << "'";
  EXPECT_EQ(run_relook("check " + estate().string() + " -d " + decision.string()).status, 2);
}

TEST_F(BadInput, AKnownWeightOutsideTheBoundsOfARule) {
  const fs::path decision = folder_.path() / "bounds.toml";
  const auto ask = [&](const std::string& bounds) {
    std::ofstream(decision) << "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\n"
                               "title = \"t\"\nauthority = \"a\"\nversion = \"1\"\n"
                               "status = \"law\"\n[[rule]]\nid = \"r\"\nclause = \"c\"\n"
                               "kind = \"cap\"\nof = 'true'\nwhat = 'false'\n"
                               "measure = \"traffic_tb_year\"\nlimit = \"35%\"\n"
                            << bounds << "\n";
    return run_relook("check " + estate().string() + " -d " + decision.string());
  };
  EXPECT_NE(ask("weight_min = 0\nweight_max = 100000000").status, 2);
  const Ran heavy = ask("weight_max = 0");
  EXPECT_EQ(heavy.status, 2);
  EXPECT_NE(heavy.err.find("bounds.toml:8:1: error: 'r' has weight_max 0, but "
                           "elements.traffic_tb_year of"),
            std::string::npos)
      << heavy.err;
  EXPECT_EQ(ask("weight_min = 1").status, 2);
}

TEST_F(BadInput, AnEmptyScopeIsSaidAloud) {
  write("elements.csv", "id\n");
  fs::remove(estate() / "supplies.csv");
  write("supplies.csv", "element\n");
  const Ran ran =
      run_relook("check " + estate().string() + " -d examples/town/town.toml --format json");
  EXPECT_EQ(ran.status, 3) << ran.err;
  EXPECT_NE(ran.out.find("not-applicable"), std::string::npos);
}

TEST_F(BadInput, AFullDiskLeavesNothingHalfWritten) {
  const fs::path disk = folder_.path() / "disk";
  fs::create_directory(disk);
  if (run_shell("mount -t tmpfs -o size=16k tmpfs " + disk.string()).status != 0) {
    GTEST_SKIP() << "a small file system cannot be mounted here";
  }
  const Ran ran = run_relook(
      "import examples/masts/masts.csv examples/masts/contracts.csv --map examples/masts/map.toml"
      " -o " +
      (disk / "masts").string());
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("No space left"), std::string::npos) << ran.err;
  EXPECT_TRUE(fs::is_empty(disk)) << "something was left behind";
  EXPECT_EQ(run_shell("umount " + disk.string()).status, 0);
}

}  // namespace
}  // namespace relook::testing
