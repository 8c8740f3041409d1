// SPDX-License-Identifier: Apache-2.0
// What others build on: the JSON follows its published schema, every format is written, the same
// input gives the same bytes, and the docs name every column.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "estate/schema.hpp"
#include "testing/golden.hpp"
#include "testing/json_schema.hpp"
#include "testing/program.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTown =
    "check examples/town/estate --on 2023-01-29 --places examples/town/places.csv"
    " --waivers examples/town/waivers.csv";

TEST(Contract, JsonFollowsItsSchema) {
  for (const char* further :
       {" -d uk-2020-01-28", " -d uk-2020-07-14", " -d examples/town/town.toml",
        " -d uk-2020-01-28 --assume elements.vendor=nokia", " -d uk-2020-01-28 --list 1",
        " -d uk-2020-07-14 --timeline", " -d examples/town/town.toml --readings",
        " -d uk-2020-07-14 --timeline --readings --assume elements.vendor=nokia",
        " -d uk-2020-01-28 --survey 4 --seed 7",
        " -d examples/town/town.toml --survey 99 --seed x --assume elements.vendor=nokia"}) {
    SCOPED_TRACE(further);
    const Ran ran = run_relook(std::string(kTown) + further + " --format json");
    EXPECT_TRUE(ran.status == 1 || ran.status == 3) << ran.err;
    expect_valid(ran.out, "docs/schema/check.schema.json");
  }
}

TEST(Contract, JsonOfSeveralEstatesFollowsItsSchema) {
  const Ran ran = run_relook(
      "check tests/cli/estate tests/cli/estate-b -d lamps --data tests/cli/data --format json");
  EXPECT_EQ(ran.status, 1) << ran.err;
  EXPECT_EQ(nlohmann::json::parse(ran.out)["estates"].size(), 2U);
  expect_valid(ran.out, "docs/schema/check.schema.json");
}

TEST(Contract, DiffFollowsItsSchema) {
  const std::string town = "examples/town/estate --places examples/town/places.csv ";
  const TemporaryFolder folder;
  const std::string result = (folder.path() / "a.json").string();
  ASSERT_NE(run_relook("check " + town + "-d uk-2020-01-28 --format json -o " + result).status, 2);
  for (const std::string& sides : std::vector<std::string>{
           town + "-d uk-2020-01-28 -d uk-2020-07-14 --on 2023-01-29",
           town + "-d uk-2020-01-28 --on 2021-11-04 --on 2023-01-29 --list 1",
           town + "-d examples/town/town.toml --on 2022-01-01 --on 2023-01-29",
           "examples/town/estate tests/cli/estate -d uk-2020-01-28 --assume elements.vendor=nokia",
           result + " " + town + "-d uk-2020-07-14", result + " " + result}) {
    SCOPED_TRACE(sides);
    const Ran ran = run_relook("diff " + sides + " --format json");
    EXPECT_EQ(ran.status, 0) << ran.err;
    expect_valid(ran.out, "docs/schema/diff.schema.json");
  }
}

TEST(Contract, ExposureFollowsItsSchema) {
  for (const char* asked :
       {"examples/ring/estate", "examples/town/estate", "tests/cli/estate --data tests/cli/data",
        "examples/ring/estate -k 2 --fail link,site,srlg --budget 50",
        "examples/ring/estate --off 'vendor in family(\"huawei\")'",
        "examples/ring/estate --assume elements.vendor=nokia --assume elements.subscribers=7",
        "examples/town/estate --off true --assume dependencies=none"}) {
    SCOPED_TRACE(asked);
    const Ran ran = run_relook(std::string("exposure ") + asked + " --format json");
    EXPECT_TRUE(ran.status == 0 || ran.status == 3) << ran.err;
    expect_valid(ran.out, "docs/schema/exposure-1.json");
  }
}

TEST(Contract, ExplainFollowsItsSchema) {
  const std::string town =
      " examples/town/estate --on 2023-01-29 --places examples/town/places.csv -d ";
  const TemporaryFolder folder;
  const auto findings = nlohmann::json::parse(
      run_relook("check" + town + "examples/town/town.toml --format json").out)["findings"];
  ASSERT_GT(findings.size(), 5U);
  for (const auto& finding : findings) {
    const std::string id = finding["id"];
    SCOPED_TRACE(id);
    const Ran ran =
        run_relook("explain '" + id + "'" + town + "examples/town/town.toml --format json");
    EXPECT_EQ(ran.status, 0) << ran.err;
    expect_valid(ran.out, "docs/schema/explain.schema.json");
    EXPECT_EQ(nlohmann::json::parse(ran.out)["finding"]["verdict"], finding["verdict"]);
  }
}

// As docs/desk.md has it: what somebody who trusts nobody draws with the tools of any machine.
TEST(Contract, ASampleIsWhatCoreutilsDraw) {
  const Ran ran = run_relook(std::string(kTown) +
                             " -d uk-2020-01-28 --survey 6 --seed '3 of May' --format json");
  const auto survey = nlohmann::json::parse(ran.out)["survey"];
  const TemporaryFolder folder;
  std::string ids;
  for (const char* how : {"surely", "perhaps"}) {
    for (const std::string id : survey["in_scope"][how]) ids += id + "\n";
  }
  spill(folder.path() / "sites.txt", ids);
  const Ran drawn = run_shell(
      "SEED='3 of May'; while IFS= read -r SITE; do printf '%s %s\\n' \"$(printf '%s %s' \"$SEED\" "
      "\"$SITE\" | sha256sum | cut -c 1-64)\" \"$SITE\"; done <" +
      (folder.path() / "sites.txt").string() + " | LC_ALL=C sort | head -n 6 | cut -d ' ' -f 2-");
  std::string want;
  for (const auto& visit : survey["visits"]) want += visit["site"].get<std::string>() + "\n";
  EXPECT_EQ(drawn.out, want) << drawn.err;
  EXPECT_EQ(survey["visits"].size(), 6U);
}

TEST(Contract, SarifFollowsItsSchemaAndJunitHoldsEveryFinding) {
  const std::string check = std::string(kTown) + " -d examples/town/town.toml --format ";
  const Ran sarif = run_relook(check + "sarif");
  expect_valid(sarif.out, "docs/schema/sarif.schema.json");
  const auto findings = nlohmann::json::parse(run_relook(check + "json").out)["findings"].size();
  EXPECT_EQ(nlohmann::json::parse(sarif.out)["runs"][0]["results"].size(), findings);
  EXPECT_NE(run_relook(check + "junit").out.find("tests=\"" + std::to_string(findings) + "\""),
            std::string::npos);
}

TEST(Contract, WhatJudgesNothingHasNoFormForPipelines) {
  for (const char* format : {"junit", "sarif"}) {
    const Ran ran = run_relook("vendors --format " + std::string(format));
    EXPECT_EQ(ran.status, 2);
    EXPECT_NE(ran.err.find("judges nothing case by case"), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
}

TEST(Contract, EveryVerdictOccursInTheTown) {
  const Ran ran = run_relook(std::string(kTown) + " -d examples/town/town.toml --format json");
  for (const char* verdict :
       {"breaches", "undecided", "conforms", "not-applicable", "not-in-force"}) {
    EXPECT_NE(ran.out.find("\"verdict\": \"" + std::string(verdict) + "\""), std::string::npos)
        << verdict;
  }
  EXPECT_NE(ran.out.find("\"severity\": \"warn\""), std::string::npos);
}

TEST(Contract, TheTownInEveryFormatIsAsItWas) {
  for (const char* format :
       {"table", "json", "jsonl", "csv", "markdown", "html", "junit", "sarif"}) {
    SCOPED_TRACE(format);
    const Ran ran =
        run_relook(std::string(kTown) + " -d uk-2020-01-28 --format " + std::string(format));
    EXPECT_EQ(ran.status, 1) << ran.err;
    expect_golden("tests/town/check." + std::string(format), ran.out);
  }
}

TEST(Contract, WhatMovedInTheTownInEveryFormatIsAsItWas) {
  for (const char* format : {"table", "json", "jsonl", "csv", "markdown", "html"}) {
    SCOPED_TRACE(format);
    const Ran diff = run_relook(
        "diff examples/town/estate -d uk-2020-01-28 -d uk-2020-07-14 --on 2023-01-29 --places"
        " examples/town/places.csv --waivers examples/town/waivers.csv --format " +
        std::string(format));
    EXPECT_EQ(diff.status, 0) << diff.err;
    expect_golden("tests/town/diff." + std::string(format), diff.out);
    const Ran explain = run_relook(
        "explain access-sites/operator=op-b examples/town/estate -d uk-2020-01-28 --on"
        " 2023-01-29 --places examples/town/places.csv --format " +
        std::string(format));
    EXPECT_EQ(explain.status, 0) << explain.err;
    expect_golden("tests/town/explain." + std::string(format), explain.out);
  }
}

TEST(Contract, WhatElseIsShownOfTheTownIsAsItWas) {
  for (const char* format : {"table", "json", "html"}) {
    SCOPED_TRACE(format);
    const std::string show = " --format " + std::string(format);
    const Ran timeline = run_relook(std::string(kTown) + " -d uk-2020-07-14 --timeline" + show);
    EXPECT_EQ(timeline.status, 1) << timeline.err;
    expect_golden("tests/town/timeline." + std::string(format), timeline.out);
    const Ran readings =
        run_relook(std::string(kTown) + " -d examples/town/town.toml --readings" + show);
    EXPECT_EQ(readings.status, 1) << readings.err;
    expect_golden("tests/town/readings." + std::string(format), readings.out);
    const Ran survey = run_relook(std::string(kTown) +
                                  " -d uk-2020-01-28 --survey 4 --seed 'council of 3 May'" + show);
    EXPECT_EQ(survey.status, 1) << survey.err;
    expect_golden("tests/town/survey." + std::string(format), survey.out);
  }
}

TEST(Contract, WhatIsShownBesidesChangesNothingElse) {
  const std::string check = std::string(kTown) + " -d uk-2020-07-14 --format json";
  const auto plain = nlohmann::json::parse(run_relook(check).out);
  const Ran ran = run_relook(check + " --timeline --readings --survey 4 --seed 7");
  auto more = nlohmann::json::parse(ran.out);
  for (const char* member :
       {"timeline", "timeline_total", "timeline_span", "left_to_do", "readings", "survey"}) {
    EXPECT_EQ(more.erase(member), 1U) << member;
  }
  EXPECT_EQ(more, plain);
}

TEST(Contract, TheSameBytesWhateverTheRowOrderAndTheThreads) {
  const TemporaryFolder folder;
  const fs::path estate = folder.path() / "estate";
  fs::copy("examples/town/estate", estate);
  for (const auto& entry : fs::directory_iterator(estate)) {
    if (entry.path().extension() != ".csv") continue;
    const std::string file = entry.path().string();
    ASSERT_EQ(run_shell("{ head -n 1 " + file + "; tail -n +2 " + file + " | tac; } > " + file +
                        ".turned && mv " + file + ".turned " + file)
                  .status,
              0);
  }
  const std::string rest =
      " -d uk-2020-01-28 --on 2023-01-29 --places examples/town/places.csv"
      " --waivers examples/town/waivers.csv --survey 6 --seed 7 --format json";
  const Ran before = run_relook("check examples/town/estate" + rest + " --threads 1");
  const Ran after = run_relook("check " + estate.string() + rest + " --threads 2");
  EXPECT_EQ(before.status, 1) << before.err;
  EXPECT_EQ(before.out, after.out);
}

TEST(Contract, EveryDecisionsExamplesComeOut) {
  const Ran ran = run_relook("decisions test decisions");
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
}

TEST(Contract, TheMastsOfTheTutorialAreUndecidedOnTheirShares) {
  const TemporaryFolder folder;
  const std::string masts = (folder.path() / "masts").string();
  const Ran import = run_relook(
      "import examples/masts/masts.csv examples/masts/contracts.csv --map"
      " examples/masts/map.toml -o " +
      masts);
  ASSERT_EQ(import.status, 0) << import.err;
  const Ran check =
      run_relook("check " + masts + " -d uk-2020-01-28 --on 2023-01-29 --format markdown");
  EXPECT_EQ(check.status, 1) << check.err;
  EXPECT_NE(check.out.find("a breach only if at least 3 of the 9 sites that may match do"),
            std::string::npos);
}

TEST(Contract, AssumptionsShowBothVerdicts) {
  const Ran ran = run_relook(
      "check examples/town/estate -d uk-2020-01-28 --on 2023-01-29 --places"
      " examples/town/places.csv --assume elements.vendor=nokia");
  EXPECT_NE(ran.out.find("Verdict on the facts alone"), std::string::npos);
  EXPECT_NE(ran.out.find("elements.vendor=nokia"), std::string::npos);
}

TEST(Contract, TheDocsNameEveryColumn) {
  const std::string docs = slurp("docs/estate.md");
  for (const estate::TableSchema& table : estate::schema()) {
    EXPECT_NE(docs.find("### " + std::string(table.name) + ".csv"), std::string::npos);
    for (const estate::ColumnSchema& column : table.columns) {
      EXPECT_NE(docs.find("| " + std::string(column.name) + " |"), std::string::npos)
          << table.name << "." << column.name;
    }
  }
}

}  // namespace
}  // namespace relook::testing
