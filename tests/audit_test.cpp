// SPDX-License-Identifier: Apache-2.0
// A certificate on its way from `relook prove` to `relook-audit`, as people send it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "codec/json.hpp"
#include "testing/json_schema.hpp"
#include "testing/program.hpp"

namespace relook {
namespace {

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

  void prove(const std::string& demands, int failures, int status) {
    relook("prove " + estate_ + " --avoid " + kAvoid + " --demands " + demands + " -k " +
               std::to_string(failures) + " --certificate " + certificate_,
           status);
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

TEST_F(AuditTest, SaysWhatACertificateDoesNotCover) {
  const testing::Ran ran =
      testing::run_relook("prove " + estate_ + " --avoid " + kAvoid +
                          " --demands 'true' --down elm-fell --certificate " + certificate_);
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("no certificate covers --down"));
}

}  // namespace
}  // namespace relook
