// SPDX-License-Identifier: Apache-2.0
// `relook exposure`: what it says of the ring, checked by hand, and that knowing less never narrows
// an answer.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "testing/golden.hpp"
#include "testing/json_schema.hpp"
#include "testing/program.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kRing = "examples/ring/estate";

json answer(const std::string& arguments) {
  const Ran ran = run_relook("exposure " + arguments + " --format json");
  EXPECT_TRUE(ran.status == 0 || ran.status == 3) << ran.err;
  return ran.status == 0 || ran.status == 3 ? json::parse(ran.out) : json();
}

const json& group(const json& document, const std::string& kind, const std::string& name) {
  static const json none;
  for (const json& one : document["groups"]) {
    if (one["kind"] == kind && one["name"] == name) return one;
  }
  return none;
}

json fraction(int part, int whole) { return json::array({part, whole}); }

TEST(Exposure, OfTheRingIsAsByHand) {
  // Of 48 Gbit/s the archive's 1 crosses Dale; the clinic's 1 crosses Fell, made by anybody.
  const json document = answer(kRing);
  const json& huawei = group(document, "family", "huawei-holding");
  ASSERT_FALSE(huawei.is_null());
  EXPECT_EQ(huawei["all"]["drop"]["share"]["low"], fraction(1, 48));
  EXPECT_EQ(huawei["all"]["drop"]["share"]["high"], fraction(1, 24));
  EXPECT_EQ(huawei["all"]["content"], huawei["all"]["drop"]);
  EXPECT_EQ(huawei["elements"], json::array({1, 2}));
  EXPECT_EQ(document["complete"], false);
}

TEST(Exposure, OfTheRingWithEverythingKnownIsDone) {
  const Ran ran = run_relook(std::string("exposure ") + kRing +
                             " --assume elements.vendor=nokia --assume elements.subscribers=-"
                             " --assume elements.premises=- --format json");
  EXPECT_EQ(ran.status, 0) << ran.err;
  const json document = json::parse(ran.out);
  const json& huawei = group(document, "family", "huawei-holding");
  EXPECT_EQ(huawei["all"]["drop"]["share"]["high"], fraction(1, 48));
  EXPECT_EQ(document["on_facts_alone"]["complete"], false);
}

TEST(Exposure, AfterTheWorstFailureTheMostCrosses) {
  const json document = answer(std::string(kRing) + " -k 1 --fail link");
  const json& worst = group(document, "family", "huawei-holding")["worst"];
  // Without Brook to Elm the cable's 40 and the hospital's 4 go over Corby and Dale, at 30, beside
  // Ashby and Fell, at 30: half of each. The archive's 1 stays.
  EXPECT_EQ(worst["failed"], json::array({"link:brook-elm"}));
  EXPECT_EQ(worst["drop"]["share"]["low"], fraction(23, 48));
  EXPECT_EQ(worst["content"], worst["drop"]);
  // Half of the cable's 40 and of the hospital's 4, by class.
  const auto of_class = [&](const char* name) {
    for (const json& one : worst["classes"]) {
      if (one["class"] == name) return one["drop"]["share"]["low"];
    }
    return json();
  };
  EXPECT_EQ(of_class("emergency"), fraction(1, 2));
  EXPECT_EQ(of_class("general"), fraction(20, 41));
  // The other half goes over Fell, made by anybody: no other failure possibly makes it more.
  EXPECT_EQ(worst["may_be_worse"], false);
}

TEST(Blackout, OfTheRingTakesTheArchive) {
  const json document = answer(std::string(kRing) +
                               " --off 'vendor in family(\"huawei\")' --assume "
                               "dependencies=none");
  const json& blackout = document["blackout"];
  ASSERT_FALSE(blackout["demands"].empty());
  EXPECT_EQ(blackout["demands"][0]["demand"], "archive-1");
  EXPECT_EQ(blackout["demands"][0]["surely"], true);
  EXPECT_EQ(blackout["unserved"]["share"]["low"], fraction(1, 48));
  EXPECT_EQ(blackout["restore_first"][0]["replace"], json::array({"r-dale"}));
}

// ---- the law of ignorance

using Table = std::vector<std::vector<std::string>>;

Table read_table(const fs::path& file) {
  Table table;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string>& row = table.emplace_back();
    std::size_t at = 0;
    for (std::size_t comma = line.find(','); comma != std::string::npos;
         comma = line.find(',', at)) {
      row.push_back(line.substr(at, comma - at));
      at = comma + 1;
    }
    row.push_back(line.substr(at));
  }
  return table;
}

void write_table(const fs::path& file, const Table& table) {
  std::ofstream out(file);
  for (const auto& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) out << (i == 0 ? "" : ",") << row[i];
    out << '\n';
  }
}

double value(const json& ratio) {
  const auto number = [](const json& one) {
    return one.is_string() ? std::stod(one.get<std::string>()) : one.get<double>();
  };
  return number(ratio[0]) / number(ratio[1]);
}

// A difference of the last digit is none: this only looks for bounds that moved the wrong way.
void expect_wider(const json& before, const json& after, const std::string& what) {
  if (before["share"].is_null() || after["share"].is_null()) return;
  constexpr double kLastDigit = 1e-9;
  EXPECT_LE(value(after["share"]["low"]), value(before["share"]["low"]) + kLastDigit) << what;
  EXPECT_GE(value(after["share"]["high"]), value(before["share"]["high"]) - kLastDigit) << what;
}

// From Corby to Dale is dearer than back. Without Ashby to Brook the embassy's 2 surely cross Dale
// beside the archive's 1; without Brook to Elm only that does, but 45 more may cross Fell.
TEST(Exposure, SaysWhereMorePossiblyCrossesAfterOtherFailures) {
  const TemporaryFolder folder;
  const fs::path estate = folder.path() / "e";
  fs::copy(kRing, estate);
  Table links = read_table(estate / "links.csv");
  for (std::vector<std::string>& row : links) {
    if (row[0] == "corby-dale") row[3] = "20";
  }
  write_table(estate / "links.csv", links);
  const json document = answer(estate.string() + " -k 1 --fail link");
  const json& worst = group(document, "family", "huawei-holding")["worst"];
  EXPECT_EQ(worst["failed"], json::array({"link:ashby-brook"}));
  EXPECT_EQ(worst["drop"]["share"]["low"], fraction(1, 16));
  EXPECT_EQ(worst["may_be_worse"], true);
  EXPECT_EQ(document["complete"], false);
}

// Dale in an OSPF area of its own, which Corby and Elm join to the backbone.
void write_ring_with_areas(const fs::path& estate) {
  fs::copy(kRing, estate);
  Table links = read_table(estate / "links.csv");
  links[0].emplace_back("area");
  for (std::size_t row = 1; row < links.size(); ++row) {
    links[row].emplace_back(links[row][0].contains("dale") ? "1" : "0");
  }
  write_table(estate / "links.csv", links);
  Table routing = read_table(estate / "routing.csv");
  routing[1][1] = "ospf";
  write_table(estate / "routing.csv", routing);
}

TEST(Exposure, ThroughAreasIsKnownTodayAndAfterFailures) {
  const TemporaryFolder folder;
  const fs::path estate = folder.path() / "e";
  write_ring_with_areas(estate);
  const json today = answer(estate.string());
  const json& huawei = group(today, "family", "huawei-holding");
  EXPECT_EQ(huawei["all"]["drop"]["share"]["low"], fraction(1, 48)) << today["open_demands"];
  EXPECT_EQ(huawei["all"]["drop"]["share"]["high"], fraction(1, 24));
  EXPECT_TRUE(today["open_demands"].empty()) << today["open_demands"];
  const json after = answer(estate.string() + " -k 1 --fail link");
  EXPECT_TRUE(after["open_demands"].empty()) << after["open_demands"];
  // Without Brook to Elm all but the embassy's 2 goes over Fell, made by anybody: the backbone
  // keeps to itself, and over Corby and Dale, which costs as much, goes none. The archive's 1
  // stays.
  const json& worst = group(after, "family", "huawei-holding")["worst"];
  EXPECT_EQ(worst["failed"], json::array({"link:brook-elm"}));
  EXPECT_EQ(worst["drop"]["share"]["low"], fraction(1, 48));
  EXPECT_EQ(worst["drop"]["share"]["high"], fraction(23, 24));
  EXPECT_EQ(worst["may_be_worse"], false);
  // What nobody has said the protocol of is open today as well.
  Table routing = read_table(estate / "routing.csv");
  routing[1][1].clear();
  write_table(estate / "routing.csv", routing);
  EXPECT_FALSE(answer(estate.string())["open_demands"].empty());
}

// Nobody knows who made Fell, so what is left of the network may be one of two. Without Dale the
// archive is cut in both. Where Fell is known, so is the rest but for the cable, whose head may
// stop.
TEST(Blackout, ThroughAreasIsKnownWhereWhatStopsIs) {
  const TemporaryFolder folder;
  const fs::path estate = folder.path() / "e";
  write_ring_with_areas(estate);
  const std::string off = estate.string() +
                          " --off 'vendor in family(\"huawei\")' --assume "
                          "dependencies=none";
  const json open = answer(off)["blackout"]["unserved"]["share"];
  EXPECT_EQ(open["low"], fraction(1, 48));
  EXPECT_EQ(open["high"], fraction(1, 1));
  const json known = answer(off + " --assume elements.vendor=nokia")["blackout"]["unserved"];
  EXPECT_EQ(known["share"]["low"], fraction(1, 48));
  EXPECT_EQ(known["share"]["high"], fraction(41, 48));
}

TEST(Exposure, KnowingLessNeverNarrowsAShare) {
  const json before = answer(kRing);
  std::size_t cells = 0;
  std::size_t asked = 0;
  std::size_t widened = 0;
  for (const char* name : {"elements", "links", "demands", "routing"}) {
    const Table table = read_table(fs::path(kRing) / (std::string(name) + ".csv"));
    for (std::size_t row = 1; row < table.size(); ++row) {
      for (std::size_t column = 1; column < table[row].size(); ++column) {
        if (table[row].size() < table[0].size() || table[row][column].empty()) continue;
        // One program for each cell takes long: some of them, of every row and column.
        if (++cells % 4 != 0) continue;
        const TemporaryFolder folder;
        fs::copy(kRing, folder.path() / "e");
        Table blanked = table;
        blanked[row][column].clear();
        write_table(folder.path() / "e" / (std::string(name) + ".csv"), blanked);
        const Ran ran = run_relook("exposure " + (folder.path() / "e").string() + " --format json");
        if (ran.status == 2) continue;  // a key cell
        ASSERT_EQ(ran.status, 3) << ran.err;
        const json after = json::parse(ran.out);
        ++asked;
        for (const json& one : before["groups"]) {
          if (one["kind"] == "not-known") continue;
          const json& same = group(after, one["kind"], one["name"]);
          if (same.is_null()) continue;  // nobody is known to be of it any more
          const std::string what = std::string(name) + " " + table[row][0] + " " + table[0][column];
          for (const char* measure : {"content", "metadata", "drop", "with_indirect"}) {
            expect_wider(one["all"][measure], same["all"][measure], what + " " + measure);
            if (one["all"][measure] != same["all"][measure]) ++widened;
          }
        }
      }
    }
  }
  EXPECT_GT(asked, 40U);
  EXPECT_GT(widened, 25U);
}

}  // namespace
}  // namespace relook::testing
