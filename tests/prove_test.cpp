// SPDX-License-Identifier: Apache-2.0
// `relook prove` as others build on it: the JSON follows its schema, what is shown can be walked
// through, and the same question gives the same bytes.

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "testing/golden.hpp"
#include "testing/json_schema.hpp"
#include "testing/program.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kRing = "prove examples/ring/estate -d examples/ring/ring.toml";
constexpr const char* kPairs =
    "prove examples/ring/estate --avoid 'vendor in family(\"huawei\")' --from true --to true -k 1";

json answer(const std::string& command) {
  const Ran ran = run_relook(command + " --format json");
  EXPECT_LT(ran.status, 4) << ran.err;
  EXPECT_NE(ran.status, 2) << ran.err;
  return json::parse(ran.out);
}

TEST(Prove, JsonFollowsItsSchema) {
  for (const std::string& command : std::vector<std::string>{
           kRing, std::string(kRing) + " --assume elements.vendor=nokia",
           std::string(kRing) + " --down r-elm --only true --budget 2", kPairs,
           std::string(kPairs) + " --each all",
           std::string(kPairs) + " --replay embassy,ministry --except 'function == \"PE\"'",
           std::string(kRing) + " --replay hospital-1",
           "prove tests/cli/ring --avoid true --demands true -k 3 --fail link,node,srlg,site",
           "prove examples/ring/estate -d uk-2020-01-28"}) {
    SCOPED_TRACE(command);
    expect_valid(answer(command).dump(), "docs/schema/prove.schema.json");
  }
}

TEST(Prove, TheRingInEveryFormatIsAsItWas) {
  for (const char* format :
       {"table", "json", "jsonl", "csv", "markdown", "html", "junit", "sarif"}) {
    SCOPED_TRACE(format);
    const Ran ran = run_relook(std::string(kRing) + " --format " + format);
    EXPECT_EQ(ran.status, 1) << ran.err;
    expect_golden("tests/ring/prove." + std::string(format), ran.out);
  }
  const TemporaryFolder folder;
  const std::string book = (folder.path() / "a.xlsx").string();
  EXPECT_EQ(run_relook(std::string(kRing) + " -o " + book).status, 1);
  EXPECT_EQ(slurp(book).substr(0, 2), "PK");
}

TEST(Prove, ASarifOfItFollowsItsSchema) {
  expect_valid(run_relook(std::string(kRing) + " --format sarif").out,
               "docs/schema/sarif.schema.json");
}

// The last step of a replay is the counterexample.
TEST(Prove, EveryCounterexampleReplays) {
  const json pairs = answer(std::string(kPairs) + " --each all");
  std::size_t replayed = 0;
  for (const json& pair : pairs["demands"]) {
    if (pair["counterexample"].is_null()) continue;
    if (++replayed % 9 != 1) continue;  // each run of the program takes its time
    const std::string name = pair["demand"];
    SCOPED_TRACE(name);
    const json replay = answer(std::string(kPairs) + " --replay " + name)["replays"][0];
    const json& last = replay["steps"].back();
    EXPECT_EQ(replay["against"], "surely");
    EXPECT_EQ(last["failed"], pair["counterexample"]["failed"]);
    EXPECT_EQ(last["carried"]["path"], pair["counterexample"]["path"]);
    EXPECT_EQ(last["carried"]["crosses"], pair["counterexample"]["crosses"]);
    EXPECT_EQ(last["carried"]["share"], pair["counterexample"]["share"]);
  }
  EXPECT_GT(replayed, 20U);
}

TEST(Prove, TheSummaryCountsEveryPair) {
  const json listed = answer(std::string(kPairs) + " --each all");
  EXPECT_EQ(listed["summary"]["demands"], listed["demands"].size());
  std::map<std::string, std::size_t> counted;
  for (const json& pair : listed["demands"]) ++counted[pair["verdict"]];
  for (const char* verdict : {"breaches", "undecided", "conforms"}) {
    EXPECT_EQ(listed["summary"][verdict], counted[verdict]) << verdict;
  }
  for (const char* each : {"breaches", "undecided"}) {
    const json some = answer(std::string(kPairs) + " --each " + each);
    EXPECT_EQ(some["summary"], listed["summary"]);
    EXPECT_EQ(some["demands"].size(), counted[each]) << each;
  }
}

// The demand's answer with something down already is that of an estate that does not have it.
TEST(Prove, WhatIsDownIsAsIfItWereNotThere) {
  const TemporaryFolder folder;
  const fs::path estate = folder.path() / "estate";
  fs::copy("examples/ring/estate", estate);
  const std::string links = (estate / "links.csv").string();
  ASSERT_EQ(run_shell("sed -i '/^brook-corby,/d; /r-fell/d' " + links).status, 0);
  // With no failures what can fail does not matter, and all else must be the same.
  const std::string rest = " --avoid 'vendor in family(\"huawei\")' --demands true";
  const json without = answer("prove " + estate.string() + rest);
  const json down = answer("prove examples/ring/estate" + rest + " --down brook-corby,r-fell");
  EXPECT_EQ(without["demands"].size(), down["demands"].size());
  for (std::size_t i = 0; i < without["demands"].size(); ++i) {
    for (const char* member : {"verdict", "counterexample", "possible", "unserved_after"}) {
      EXPECT_EQ(without["demands"][i][member], down["demands"][i][member]) << member;
    }
  }
  EXPECT_NE(down["demands"], answer("prove examples/ring/estate" + rest)["demands"]);
}

TEST(Prove, TheSameBytesWhateverTheRowOrderAndTheThreads) {
  const TemporaryFolder folder;
  const fs::path estate = folder.path() / "estate";
  fs::copy("examples/ring/estate", estate);
  for (const char* table : {"links", "demands", "elements", "sites"}) {
    const std::string file = (estate / table).string() + ".csv";
    ASSERT_EQ(run_shell("{ head -n 1 " + file + "; tail -n +2 " + file + " | tac; } > " + file +
                        ".turned && mv " + file + ".turned " + file)
                  .status,
              0);
  }
  const std::string rest = " -d examples/ring/ring.toml --replay embassy-1 --format json";
  EXPECT_EQ(run_relook("prove examples/ring/estate" + rest + " --threads 1").out,
            run_relook("prove " + estate.string() + rest + " --threads 2").out);
}

// A check proves the rule for its day as prove does.
TEST(Prove, ACheckSaysTheSame) {
  const json check = answer("check examples/ring/estate -d examples/ring/ring.toml");
  const json prove = answer(kRing);
  EXPECT_EQ(check["verdict"], prove["verdict"]);
  ASSERT_EQ(check["findings"].size(), prove["rules"].size());
  for (std::size_t i = 0; i < prove["rules"].size(); ++i) {
    EXPECT_EQ(check["findings"][i]["verdict"], prove["rules"][i]["verdict"]);
    EXPECT_EQ(check["findings"][i]["offender_count"], prove["rules"][i]["summary"]["breaches"]);
  }
}

}  // namespace
}  // namespace relook::testing
