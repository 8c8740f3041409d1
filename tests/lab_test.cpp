// SPDX-License-Identifier: Apache-2.0
// Real routers against relook's least-cost paths: see tests/lab/README.md. Here eleven IS-IS
// routers, every link and every node of which goes down in turn.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "testing/shell.hpp"

namespace relook::testing {
namespace {

using ::testing::HasSubstr;

constexpr int kCannotRun = 77;

Ran run_lab(const std::string& arguments) {
  return run_shell("timeout 280 python3 " RELOOK_SOURCE_DIR
                   "/tests/lab/lab.py --predict " RELOOK_LAB_PREDICT " " +
                   arguments + " isis " RELOOK_SOURCE_DIR "/tests/lab/eleven.net");
}

TEST(Lab, RoutersDoWhatIsPredictedWhateverFails) {
  const Ran ran = run_lab("--copies 4");
  if (ran.status == kCannotRun) GTEST_SKIP() << ran.err;
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("34 scenarios, 3520 next-hop sets compared, 0 differences"));
}

TEST(Lab, ReportsAWrongPrediction) {
  const Ran ran = run_lab("--only whole --patience 2 --wrong 0=11");
  if (ran.status == kCannotRun) GTEST_SKIP() << ran.err;
  EXPECT_EQ(ran.status, 1) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("whole: r0 to r2 (plain): predicted r3@2, kernel r1@0 r3@2\n"));
}

}  // namespace
}  // namespace relook::testing
