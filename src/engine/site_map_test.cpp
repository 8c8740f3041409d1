// SPDX-License-Identifier: Apache-2.0
// The map of sites against the lists of the findings, which name every offender where they may be
// as long as they like.

#include "engine/site_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "engine/library.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;
using decision::Verdict;
using estate::TableId;
using report::Tone;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kTown = "examples/town/estate";
constexpr const char* kDecisions[] = {"decisions/uk-2020-01-28.toml",
                                      "decisions/uk-2020-07-14.toml", "examples/town/town.toml"};

const Library& library() {
  static const Library read = [] {
    auto of_disk = load_library(".");
    for (const Diagnostic& fault : of_disk.diagnostics.sorted()) ADD_FAILURE() << to_string(fault);
    return std::move(of_disk.value);
  }();
  return read;
}

CheckResult checked(CheckRequest request) {
  request.on = request.on.value_or(*parse_date("2023-01-29"));
  request.places = "examples/town/places.csv";
  request.waivers = "examples/town/waivers.csv";
  auto outcome = check(request, library(), {});
  if (!outcome) {
    ADD_FAILURE() << outcome.error().message;
    for (const Diagnostic& fault : outcome.error().diagnostics.sorted()) {
      ADD_FAILURE() << to_string(fault);
    }
    std::abort();
  }
  return std::move(*outcome);
}

std::map<std::string, Tone> tones_of(const report::Map& map) {
  std::map<std::string, Tone> tones;
  for (const report::MapPoint& point : map.points) tones.emplace(point.label, point.tone);
  return tones;
}

std::string site_of(const CheckResult& result, std::uint32_t element) {
  return cell_text(result.judged.situation->estate(), estate::column::kElementSite, element);
}

// The sites of all that surely offends, from lists without an end.
std::set<std::string> offending_sites(const CheckResult& result) {
  std::set<std::string> sites;
  for (const decision::Finding& finding : result.judged.evaluation.findings) {
    if (finding.verdict != Verdict::breaches) continue;
    for (const decision::Offender& offender : finding.offenders) {
      if (offender.table == TableId::links || !offender.waived_by.empty()) continue;
      const bool supply = offender.table == TableId::supplies;
      const std::uint32_t element = supply ? result.judged.situation->estate()
                                                 .column(estate::column::kSupplyElement)
                                                 .code(offender.row)
                                           : offender.row;
      if (estate::is_value(element)) sites.insert(site_of(result, element));
    }
  }
  sites.erase("");
  sites.erase("-");
  return sites;
}

TEST(SiteMap, ShowsAllOffendersWhateverIsListed) {
  std::size_t offending = 0;
  for (const char* decision : kDecisions) {
    SCOPED_TRACE(decision);
    const CheckResult all =
        checked({.estate = kTown, .decision = decision, .listed_max = 1'000'000});
    const CheckResult few = checked({.estate = kTown, .decision = decision, .listed_max = 0});
    const report::Map map = site_map(few);
    EXPECT_EQ(map, site_map(all));
    std::set<std::string> bad;
    for (const auto& [site, tone] : tones_of(map)) {
      if (tone == Tone::bad) bad.insert(site);
    }
    EXPECT_EQ(bad, offending_sites(all));
    offending += bad.size();
  }
  EXPECT_GT(offending, 3U);
}

TEST(SiteMap, MarksWhereAnAnswerIsMissing) {
  std::size_t missing = 0;
  for (const char* decision : kDecisions) {
    const CheckResult result = checked({.estate = kTown, .decision = decision});
    const auto tones = tones_of(site_map(result));
    for (const decision::Finding& finding : result.judged.evaluation.findings) {
      const bool elements =
          decision::table_of(result.decision.rules[finding.rule].over) == TableId::elements;
      if (finding.verdict != Verdict::undecided || !elements) continue;
      for (const std::uint32_t row : finding.would_settle) {
        const auto found = tones.find(site_of(result, row));
        if (found == tones.end()) continue;
        ++missing;
        EXPECT_NE(found->second, Tone::neutral) << decision << ": " << found->first;
      }
    }
  }
  EXPECT_GT(missing, 0U);
}

TEST(SiteMap, LeavesNothingCleanWhereNobodyKnowsWhatIsPlanned) {
  const relook::testing::TemporaryFolder folder;
  const fs::path estate = folder.path() / "estate";
  fs::copy(kTown, estate);
  fs::remove(estate / "changes.csv");
  const CheckResult result = checked({.estate = estate, .decision = kDecisions[0]});
  const estate::Estate& town = result.judged.situation->estate();
  const auto tones = tones_of(site_map(result));
  std::size_t in_scope = 0;
  for (const auto& [site, tone] : tones)
    if (tone != Tone::neutral) ++in_scope;
  EXPECT_GT(in_scope, town.rows(TableId::sites) / 2);
}

TEST(SiteMap, CountsEverySiteAndWhatStandsAtNone) {
  const relook::testing::TemporaryFolder folder;
  const fs::path estate = folder.path() / "estate";
  fs::copy(kTown, estate);
  const auto replace = [&](const char* file, const std::string& from, const std::string& to) {
    std::string text = relook::testing::slurp(estate / file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, text.npos) << from;
    relook::testing::spill(estate / file, text.replace(at, from.size(), to));
  };
  replace("sites.csv", "54.060,0.560", ",");
  const CheckResult result = checked({.estate = estate, .decision = kDecisions[1]});
  const report::Map map = site_map(result);
  std::uint64_t counted = map.points.size();
  for (const report::MapCount& count : map.unplaced) counted += count.count;
  EXPECT_EQ(counted, result.judged.situation->estate().rows(TableId::sites));
  ASSERT_EQ(map.unplaced.size(), 1U);
  EXPECT_EQ(map.unplaced[0].count, 1U);
  EXPECT_THAT(map.notes, IsEmpty());
  // An offender whose site nobody knows is not on the map, and the map says so.
  const std::set<std::string> before = offending_sites(result);
  ASSERT_FALSE(before.empty());
  const std::string site = *before.begin();
  std::string elements = relook::testing::slurp(estate / "elements.csv");
  for (std::size_t at = elements.find("," + site + ","); at != elements.npos;
       at = elements.find("," + site + ",", at + 1)) {
    elements.replace(at, site.size() + 2, ",,");
  }
  relook::testing::spill(estate / "elements.csv", elements);
  const report::Map after = site_map(checked({.estate = estate, .decision = kDecisions[1]}));
  ASSERT_EQ(after.notes.size(), 1U);
  EXPECT_THAT(after.notes[0], HasSubstr("stand at no known site."));
}

}  // namespace
}  // namespace relook::engine
