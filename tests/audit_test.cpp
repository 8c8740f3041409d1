// SPDX-License-Identifier: Apache-2.0
// A certificate on its way from `relook prove` to `relook-audit`, as people send it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "codec/json.hpp"
#include "testing/json_schema.hpp"
#include "testing/program.hpp"

namespace relook {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr const char* kAvoid = "'vendor in family(\"huawei\") or vendor in family(\"zte\")'";

/// The ring of docs/prove.md, with every vendor known.
class AuditTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string source = RELOOK_SOURCE_DIR;
    ASSERT_EQ(shell("cp -r " + source + "/examples/ring/estate " + estate_), 0);
    ASSERT_EQ(shell("sed -i 's/^r-fell\\(.*\\),,/r-fell\\1,nokia,/' " + estate_ + "/elements.csv"),
              0);
    relook("select " + estate_ + " " + kAvoid + " --format json -o " + list_, 0);
  }

  static int shell(const std::string& command) { return testing::run_shell(command).status; }

  void relook(const std::string& words, int status) {
    const testing::Ran ran = testing::run_relook(words);
    ASSERT_EQ(ran.status, status) << ran.out << ran.err;
  }

  [[nodiscard]] testing::Ran audit() const {
    return testing::run_shell(std::string(RELOOK_AUDIT_PROGRAM) + " " + estate_ + " " + list_ +
                              " " + certificate_ + " " + RELOOK_SOURCE_DIR + "/registry");
  }

  void certify(const std::string& words, int status) {
    relook(
        "prove " + estate_ + " --avoid " + kAvoid + " " + words + " --certificate " + certificate_,
        status);
  }

  void prove(const std::string& demands, int failures, int status) {
    certify("--demands " + demands + " -k " + std::to_string(failures), status);
  }

  // The certificate's lines of all pairs of edge routers, as a sample of them where that is asked
  // for.
  std::vector<std::string> lines_of_pairs(const std::string& further = {}) {
    certify("--from 'function == \"PE\"' --to 'function == \"PE\"' -k 1 " + further, 1);
    std::ifstream file(certificate_);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }

  testing::TemporaryFolder folder_;
  std::string estate_ = (folder_.path() / "estate").string();
  std::string list_ = (folder_.path() / "list.json").string();
  std::string certificate_ = (folder_.path() / "certificate.jsonl").string();
};

TEST_F(AuditTest, BelievesWhatIsProved) {
  for (const int failures : {0, 1, 2}) {
    prove("'true'", failures, 1);
    const testing::Ran ran = audit();
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("5 proved, 0 refused"));
    EXPECT_THAT(ran.out, HasSubstr("sha256:"));
  }
}

TEST_F(AuditTest, LinesKeepTheSchema) {
  prove("'true'", 1, 1);
  std::ifstream lines(certificate_);
  for (std::string line; std::getline(lines, line);) {
    testing::expect_valid(line, "docs/schema/certificate-1.json");
  }
}

TEST_F(AuditTest, RefusesWhatIsAltered) {
  prove("'true'", 1, 1);
  ASSERT_EQ(shell("sed -i 's/\"crosses\":\"r-dale\"/\"crosses\":\"r-elm\"/' " + certificate_), 0);
  const testing::Ran ran = audit();
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("REFUSED"));
}

TEST_F(AuditTest, RefusesAnotherEstate) {
  prove("'true'", 1, 1);
  ASSERT_EQ(
      shell("sed -i 's/^elm-fell\\(.*\\),10,10,/elm-fell\\1,10,11,/' " + estate_ + "/links.csv"),
      0);
  EXPECT_EQ(audit().status, 2);
}

TEST_F(AuditTest, BelievesWhatIsProvedOfPairs) {
  const std::vector<std::string> lines = lines_of_pairs();
  EXPECT_EQ(lines.size(), 1U + 5 * 4);
  for (const std::string& line : lines) {
    testing::expect_valid(line, "docs/schema/certificate-1.json");
  }
  const testing::Ran ran = audit();
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("20 proved, 0 refused"));
  EXPECT_THAT(ran.out, HasSubstr("embassy ministry: breaches: r-dale after"));
}

TEST_F(AuditTest, BelievesASampleAndSaysThatItIsOne) {
  const std::vector<std::string> all = lines_of_pairs();
  const std::vector<std::string> some = lines_of_pairs("--certificate-sample 7 --seed 'dice: 4 1'");
  ASSERT_EQ(some.size(), 8U);
  testing::expect_valid(some[0], "docs/schema/certificate-1.json");
  EXPECT_THAT(some[0], HasSubstr(R"("sample":{"drawn":7,"of":20,"seed":"dice: 4 1"})"));
  for (std::size_t i = 1; i < some.size(); ++i) EXPECT_THAT(all, Contains(some[i]));
  const testing::Ran ran = audit();
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("7 proved, 0 refused"));
  EXPECT_THAT(ran.out, HasSubstr(R"("of":20)"));
  EXPECT_EQ(lines_of_pairs("--threads 1 --certificate-sample 7 --seed 'dice: 4 1'"), some);
  EXPECT_EQ(lines_of_pairs("--threads 2 --certificate-sample 7 --seed 'dice: 4 1'"), some);
  EXPECT_NE(lines_of_pairs("--certificate-sample 7 --seed 'dice: 4 2'"), some);
  EXPECT_EQ(lines_of_pairs("--certificate-sample 100 --seed x").size(), 21U);
}

TEST_F(AuditTest, CoreutilsDrawTheSameSample) {
  const auto names = [](const std::vector<std::string>& lines) {
    std::set<std::string> out;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const codec::Tree line = codec::read_json(lines[i], "line").value;
      out.insert(*line.find("from")->as_string() + "," + *line.find("to")->as_string());
    }
    return out;
  };
  const std::string file = (folder_.path() / "pairs.txt").string();
  std::ofstream pairs(file);
  for (const std::string& name : names(lines_of_pairs())) pairs << name << "\n";
  pairs.close();
  const testing::Ran ran = testing::run_shell(
      R"sh(while IFS= read -r NAME; do
             HASH="$(printf '%s %s' 'dice: 4 1' "$NAME" | sha256sum | cut -c 1-64)"
             printf '%s %s\n' "$HASH" "$NAME"
           done < )sh" +
      file + " | LC_ALL=C sort | head -n 7 | cut -c 66- | LC_ALL=C sort");
  std::string drawn;
  for (const std::string& name :
       names(lines_of_pairs("--certificate-sample 7 --seed 'dice: 4 1'"))) {
    drawn += name + "\n";
  }
  EXPECT_EQ(ran.out, drawn);
}

TEST_F(AuditTest, ASampleOfDemandsIsBelieved) {
  certify("--demands true -k 1 --certificate-sample 2 --seed 7", 1);
  const testing::Ran ran = audit();
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("2 proved, 0 refused"));
  EXPECT_THAT(ran.out, HasSubstr(R"("sample":{"drawn":2,"of":5,"seed":"7"})"));
}

TEST_F(AuditTest, SaysWhatACertificateDoesNotCover) {
  const testing::Ran ran =
      testing::run_relook("prove " + estate_ + " --avoid " + kAvoid +
                          " --demands 'true' --down elm-fell --certificate " + certificate_);
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("no certificate covers --down"));
}

}  // namespace
}  // namespace relook
