// SPDX-License-Identifier: Apache-2.0
// Several estates checked as one: the same findings as of the estate that they were cut from, the
// same bytes in whatever order they are given, and nothing gained by leaving something out.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "decision/evaluate.hpp"
#include "engine/situation.hpp"
#include "estate/join.hpp"
#include "testing/program.hpp"
#include "testing/random_decision.hpp"
#include "testing/raw_estate.hpp"
#include "testing/seeds.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;
using decision::Verdict;
using ::testing::HasSubstr;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// ---- the town, cut in two

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

// Writes the rows of a table that `keep` says yes to.
void cut(const fs::path& from, const fs::path& to, const std::string& table,
         const std::function<bool(const std::vector<std::string>&)>& keep) {
  std::string text = slurp(from / (table + ".csv"));
  std::string out;
  bool header = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    if (header || keep(fields_of(line))) out += line + "\n";
    header = false;
    at = end + 1;
  }
  spill(to / (table + ".csv"), out);
}

// What the town says of one operator, with everything that its elements name.
void cut_town(const std::string& op, const fs::path& to) {
  const fs::path town = "examples/town/estate";
  fs::create_directories(to);
  fs::copy_file(town / "estate.toml", to / "estate.toml");
  std::vector<std::string> own;
  std::string named;
  cut(town, to, "elements", [&](const auto& row) {
    if (row[1] != op) return false;
    own.push_back(row[0]);
    named += ";" + row[3] + ";" + row[4] + ";";
    return true;
  });
  const auto names = [&](const auto& row) { return named.contains(";" + row[0] + ";"); };
  cut(town, to, "networks", names);
  cut(town, to, "sites", names);
  cut(town, to, "supplies",
      [&](const auto& row) { return std::ranges::find(own, row[0]) != own.end(); });
  for (const char* table : {"operators", "ownership", "changes", "dependencies"}) {
    cut(town, to, table, [](const auto&) { return true; });
  }
}

class Town : public ::testing::Test {
 protected:
  Town() : a_((folder_.path() / "a").string()), b_((folder_.path() / "b").string()) {
    cut_town("op-a", a_);
    cut_town("op-b", b_);
    spill(folder_.path() / "waivers.csv", replaced(replaced(slurp("examples/town/waivers.csv"),
                                                            "a-gnb-castle", "op-a/a-gnb-castle"),
                                                   "\"\"quay-2", "\"\"op-b/quay-2"));
  }
  std::string file(const char* name) const { return (folder_.path() / name).string(); }

  TemporaryFolder folder_;
  std::string a_;
  std::string b_;
};

nlohmann::json findings_of(const std::string& json) {
  return nlohmann::json::parse(json)["findings"];
}

TEST_F(Town, CutByOperatorGivesTheSameFindings) {
  std::size_t compared = 0;
  std::size_t held_back = 0;
  const std::vector<std::pair<std::string, std::string>> questions = {
      {"uk-2020-01-28", "2023-01-29"},
      {"uk-2022-10-13", "2023-01-02"},
      {"examples/town/town.toml", "2023-01-29"},
      {"se-2020-10-20", "2023-01-29"},
  };
  for (const auto& [decision, on] : questions) {
    SCOPED_TRACE(decision + " " + on);
    // Waivers are of the town's own rules.
    const bool waived = decision.ends_with(".toml");
    const std::string end =
        " --places examples/town/places.csv --format json --on " + on + " -d " + decision;
    const Ran whole = run_relook("check examples/town/estate" + end +
                                 (waived ? " --waivers examples/town/waivers.csv" : ""));
    const Ran parts = run_relook("check " + a_ + " " + b_ + end +
                                 (waived ? " --waivers " + file("waivers.csv") : ""));
    ASSERT_EQ(whole.status, parts.status) << whole.err << parts.err;
    const auto want = findings_of(whole.out);
    const auto got = findings_of(replaced(replaced(parts.out, "op-a/", ""), "op-b/", ""));
    ASSERT_EQ(want.size(), got.size());
    for (std::size_t i = 0; i < want.size(); ++i) {
      nlohmann::json one = want[i];
      // B is served on a mast of A's, which may be one of B's own.
      if (one["id"] == "access-sites/operator=op-b") {
        EXPECT_EQ(got[i]["in_itself"], "undecided");
        for (const char* said : {"in_itself", "verdict", "undecided_because"}) {
          one[said] = got[i][said];
        }
        ++held_back;
      }
      EXPECT_EQ(one, got[i]) << one["id"];
    }
    EXPECT_EQ(nlohmann::json::parse(whole.out)["coverage"],
              nlohmann::json::parse(parts.out)["coverage"]);
    compared += want.size();
  }
  EXPECT_GT(compared, 30U);
  EXPECT_EQ(held_back, 2U);
}

TEST_F(Town, SaysTheSameInWhateverOrder) {
  ASSERT_EQ(run_relook("pack " + b_ + " -o " + file("b.pack")).status, 0);
  for (const std::string format : {"json", "html"}) {
    SCOPED_TRACE(format);
    const auto said = [&](const std::string& estates, const std::string& more) {
      const Ran ran = run_relook("check " + estates + " -d se-2020-10-20 --timeline --format " +
                                 format + " " + more);
      EXPECT_NE(ran.status, 2) << ran.err;
      return ran.out;
    };
    const std::string once = said(a_ + " " + b_, "--threads 1");
    EXPECT_FALSE(once.empty());
    EXPECT_EQ(once, said(b_ + " " + a_, "--threads 2"));
    EXPECT_EQ(once, said(file("b.pack") + " " + a_, ""));
  }
}

TEST_F(Town, ShowsEveryEstateAndItsDigest) {
  const auto alone =
      nlohmann::json::parse(run_relook("check " + a_ + " -d uk-2020-01-28 --format json").out);
  EXPECT_FALSE(alone.contains("estates"));
  const auto both = nlohmann::json::parse(
      run_relook("check " + b_ + " " + a_ + " -d uk-2020-01-28 --format json").out);
  ASSERT_EQ(both["estates"].size(), 2U);
  EXPECT_EQ(both["estates"][0]["scope"], "op-a");
  EXPECT_EQ(both["estates"][0]["digest"], alone["estate"]["digest"]);
  EXPECT_EQ(both["estate"]["notice"], alone["estate"]["notice"]);
  // Anyone can compute the one from the others.
  std::string lines;
  for (const auto& estate : both["estates"]) {
    lines += estate["scope"].get<std::string>() + "," + estate["digest"].get<std::string>() + "\n";
  }
  spill(folder_.path() / "digests.csv", lines);
  const Ran sum = run_shell("sha256sum < " + file("digests.csv"));
  EXPECT_EQ(both["estate"]["digest"].get<std::string>(), "sha256:" + sum.out.substr(0, 64));
}

// What one estate's importer was willing to assume says nothing of another's.
TEST_F(Town, AssumesOfEachEstateItsOwn) {
  spill(fs::path(b_) / "estate.toml",
        slurp(fs::path(b_) / "estate.toml") + "assume = [\"elements.vendor=nokia\"]\n");
  // a-gnb-market has no vendor any more.
  spill(fs::path(a_) / "elements.csv",
        replaced(slurp(fs::path(a_) / "elements.csv"), "a-amf,op-a,-,net-a,dc-a,AMF,5G,,ericsson",
                 "a-amf,op-a,-,net-a,dc-a,AMF,5G,,"));
  const Ran ran = run_relook("check " + a_ + " " + b_ + " -d uk-2020-01-28 --format json");
  const auto said = nlohmann::json::parse(ran.out);
  ASSERT_EQ(said["assumptions"].size(), 1U);
  EXPECT_EQ(said["assumptions"][0]["said"], "op-b: elements.vendor=nokia");
  EXPECT_EQ(said["assumptions"][0]["cells"], 1);
  EXPECT_EQ(said["coverage"]["vendor_unknown"], 1);
  EXPECT_EQ(said["on_facts_alone"]["coverage"]["vendor_unknown"], 2);
  // Said aloud, it is of all.
  const Ran all = run_relook("check " + a_ + " " + b_ +
                             " -d uk-2020-01-28 --format json --assume elements.vendor=nokia");
  EXPECT_EQ(nlohmann::json::parse(all.out)["coverage"]["vendor_unknown"], 0);
}

// The finding of how many of the operator's sites have lamps.
nlohmann::json sites_of(const std::string& b, const std::string& op) {
  const Ran ran =
      run_relook("check tests/cli/estate " + b + " -d lamps --data tests/cli/data --format json");
  for (const nlohmann::json& finding : findings_of(ran.out)) {
    if (finding["id"] == "sites/operator=" + op) return finding;
  }
  return {};
}

TEST(Estates, WhatMayBeOneSiteInTwoEstatesIsNotDecided) {
  const TemporaryFolder folder;
  const fs::path b = folder.path() / "b";
  fs::copy("tests/cli/estate-b", b);
  const std::string elements = slurp(b / "elements.csv");
  EXPECT_EQ(sites_of(b.string(), "op-a")["verdict"], "conforms");
  // Operator B's base station serves A too: its mast may be one of A's.
  spill(b / "elements.csv", replaced(elements, "gnb-1,op-b,-", "gnb-1,op-b,op-a"));
  const nlohmann::json shared = sites_of(b.string(), "op-a");
  EXPECT_EQ(shared["verdict"], "undecided");
  EXPECT_THAT(shared.dump(), HasSubstr("no estate says which of its sites are another's"));
  EXPECT_EQ(sites_of(b.string(), "op-b")["verdict"], "conforms");
  for (const char* option : {" --timeline", " --readings"}) {
    const Ran ran = run_relook("check tests/cli/estate " + b.string() +
                               " -d lamps --data tests/cli/data" + option);
    EXPECT_EQ(ran.status, 2) << option;
    EXPECT_THAT(ran.err, HasSubstr("ask them of each estate by itself"));
  }
  // Whom it serves is not known: anybody.
  spill(b / "elements.csv", replaced(elements, "gnb-1,op-b,-", "gnb-1,op-b,"));
  EXPECT_EQ(sites_of(b.string(), "op-b")["verdict"], "undecided");
}

TEST_F(Town, RefusesIdsThatNoLongerNameAThing) {
  const std::string check = "check " + a_ + " " + b_ + " -d examples/town/town.toml";
  const Ran waived = run_relook(check + " --waivers examples/town/waivers.csv");
  EXPECT_EQ(waived.status, 2);
  EXPECT_THAT(waived.err, HasSubstr("'a-gnb-castle' of elements is written 'op-a/a-gnb-castle'"));
  // A reading that is not the default.
  const std::string town = slurp("examples/town/town.toml");
  const auto refused = [&](const std::string& decision, const std::string& more) {
    spill(folder_.path() / "other.toml", decision);
    const Ran ran = run_relook("check " + a_ + " " + b_ + " -d " + file("other.toml") + more);
    return ran.status == 2 ? ran.err : "not refused";
  };
  std::string other = replaced(town, "[terms]",
                               "whose = { type = \"selector\", default = 'vendor == \"zte\"', "
                               "readings = ['vendor == \"zte\"', 'site == \"castle\"'], why = "
                               "\"open\" }\n[terms]");
  other = replaced(other, "what = 'huawei and function == \"UPF\"'", "what = 'huawei and whose'");
  EXPECT_EQ(refused(other, ""), "not refused");
  EXPECT_THAT(refused(other, " --readings"),
              HasSubstr("'castle' of sites is written 'op-a/castle'"));
  // Both have a site of this id.
  spill(folder_.path() / "places.csv",
        replaced(slurp("examples/town/places.csv"), "quay-2", "market"));
  const Ran places = run_relook(check + " --places " + file("places.csv"));
  EXPECT_EQ(places.status, 2);
  EXPECT_THAT(places.err, HasSubstr("'market' can be 'op-a/market' or 'op-b/market'"));
}

// ---- ignorance never helps

struct Asked {
  estate::Registry registry = small_registry();
  estate::Functions functions = small_functions();
  decision::Decision decision;
  std::string on;
  std::string toml;
};

using Verdicts = std::map<std::string, Verdict>;

// What is said of two estates as one; nothing where they are refused.
std::optional<Verdicts> verdicts_of(const RawEstate& x, const RawEstate& y, const Asked& asked) {
  std::vector<estate::ScopedEstate> parts;
  for (const auto& [scope, raw] : {std::pair{"x", &x}, std::pair{"y", &y}}) {
    Read<estate::Estate> read = build(*raw, asked.registry, asked.functions, *parse_date(kAsOf));
    if (read.diagnostics.has_errors()) return std::nullopt;
    parts.push_back({scope, scope, std::move(read.value)});
  }
  const Read<estate::Estate> joined = estate::join(parts, asked.registry, asked.functions);
  if (joined.diagnostics.has_errors()) return std::nullopt;
  const engine::Situation situation(joined.value, *parse_date(asked.on), asked.functions, nullptr);
  const auto evaluation =
      decision::evaluate(asked.decision, situation.facts(),
                         {.plans_unknown = situation.plans_unknown()}, {.threads = 1});
  if (!evaluation) return std::nullopt;
  Verdicts verdicts{{"", evaluation->total}};
  for (const decision::Finding& finding : evaluation->findings) {
    verdicts[finding.id] = finding.verdict;
  }
  return verdicts;
}

// As in ignorance_test.cpp: a verdict stays or is undecided.
void expect_no_help(const Verdicts& before, const Verdicts& after, const std::string& per,
                    const std::string& what) {
  for (const auto& [id, verdict] : before) {
    const auto found = after.find(id);
    if (found == after.end()) {
      EXPECT_TRUE(after.contains("r/" + per + "=?") || verdict == Verdict::not_applicable ||
                  verdict == Verdict::not_in_force)
          << id << " is gone after " << what;
      continue;
    }
    EXPECT_TRUE(found->second == verdict || found->second == Verdict::undecided)
        << id << ": " << decision::name_of(verdict) << " became "
        << decision::name_of(found->second) << " after " << what;
  }
}

// Two estates of other operators' elements, each of which knows all four operators.
std::pair<RawEstate, RawEstate> two_estates(Draw& draw) {
  RawEstate x = random_raw_estate(draw, 3 + draw.below(20), 10);
  RawEstate y = random_raw_estate(draw, 3 + draw.below(20), 10);
  for (RawRow& row : y["elements"]) {
    for (const char* column : {"operator", "users"}) {
      if (row[column] == "a") row[column] = "c";
      if (row[column] == "b") row[column] = draw.one_of({"d", "b"}) == "d" ? "d" : "c";
    }
  }
  for (RawEstate* raw : {&x, &y}) {
    (*raw)["operators"].clear();
    for (const char* id : {"a", "b", "c", "d"}) {
      (*raw)["operators"].push_back({{"id", id},
                                     {"country", draw.one_in(3) ? ""
                                                 : *id == 'd'   ? "FR"
                                                                : "GB"}});
    }
    if (draw.one_in(3)) {
      (*raw)["ownership"].push_back({{"vendor", draw.one_of({"nokia", "zte"})},
                                     {"parent", "huawei"},
                                     {"from", draw.one_of({"2019-01-01", ""})}});
    }
  }
  return {std::move(x), std::move(y)};
}

Asked random_question(Draw& draw, std::string& per) {
  Asked asked;
  const RawRule rule = random_rule(draw);
  per = rule.per;
  asked.toml = to_toml(rule);
  if (draw.one_in(2)) {
    asked.toml.replace(asked.toml.find("status = "), 0, "applies_to = 'country == \"GB\"'\n");
  }
  auto read = decision::read_decision(asked.toml, "random.toml");
  EXPECT_FALSE(read.diagnostics.has_errors()) << asked.toml;
  asked.decision = std::move(read.value);
  asked.on = draw.one_of({"2020-01-01", "2020-06-01", "2021-06-01"});
  return asked;
}

TEST(Estates, TakingATableFromOneOfThemNeverHelps) {
  std::size_t changed = 0;
  for (unsigned seed = 0; seed < seeds(100); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const auto [x, y] = two_estates(draw);
    std::string per;
    const Asked asked = random_question(draw, per);
    const auto before = verdicts_of(x, y, asked);
    if (!before) continue;
    for (const auto& [table, rows] : x) {
      RawEstate less = x;
      less.erase(table);
      const auto after = verdicts_of(less, y, asked);
      ASSERT_TRUE(after.has_value()) << "without " << table;
      if (*after != *before) ++changed;
      expect_no_help(*before, *after, per, "taking away " + table + "\n" + asked.toml);
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(changed, 60U);
}

TEST(Estates, BlankingACellOfOneOfThemNeverHelps) {
  std::size_t changed = 0;
  for (unsigned seed = 0; seed < seeds(20); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    auto [x, y] = two_estates(draw);
    std::string per;
    const Asked asked = random_question(draw, per);
    const auto before = verdicts_of(x, y, asked);
    if (!before) continue;
    for (auto& [table, rows] : x) {
      const estate::TableSchema& schema = estate::schema(*estate::find_table(table));
      for (RawRow& row : rows) {
        for (auto& [column, text] : row) {
          const estate::ColumnSchema& of = schema.columns[*estate::find_column(schema, column)];
          if (text.empty() || of.has(estate::kKey) || of.has(estate::kDefaulted)) continue;
          const std::string kept = std::exchange(text, "");
          const auto after = verdicts_of(x, y, asked);
          text = kept;
          ASSERT_TRUE(after.has_value()) << "blanking " << table << "." << column;
          if (*after != *before) ++changed;
          expect_no_help(*before, *after, per,
                         "blanking " + table + "." + column + " (" + kept + ")\n" + asked.toml);
          if (HasFailure()) return;
        }
      }
    }
  }
  EXPECT_GT(changed, 30U);
}

// What one estate leaves open the other's table does not settle. Of operators it would: what an
// estate says of another's operator is said.
TEST_F(Town, AMissingTableOfOneIsNotKnownFromTheOther) {
  const std::string end = " -d uk-2020-01-28 --format json";
  for (const std::string table : {"supplies", "ownership", "sites", "networks"}) {
    SCOPED_TRACE(table);
    const fs::path less = folder_.path() / ("without-" + table);
    fs::copy(a_, less);
    fs::remove(less / (table + ".csv"));
    const auto alone = findings_of(run_relook("check " + less.string() + end).out);
    const Ran ran = run_relook("check " + less.string() + " " + b_ + end);
    ASSERT_NE(ran.status, 2) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("has no " + table + ".csv"));
    std::map<std::string, std::string> together;
    for (const auto& finding : findings_of(ran.out)) {
      together[finding["id"]] = finding["verdict"].get<std::string>();
    }
    for (const auto& finding : alone) {
      const std::string id = finding["id"];
      if (finding["verdict"] != "undecided" || !id.ends_with("=op-a")) continue;
      EXPECT_EQ(together[id], "undecided") << id;
    }
  }
}

}  // namespace
}  // namespace relook::testing
