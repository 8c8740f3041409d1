// SPDX-License-Identifier: Apache-2.0
#include "identity/judge.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "estate/folder.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::identity {
namespace {

using namespace estate;

constexpr std::string_view kSupplyHead = "element,role,vendor,from,until\n";

// Elements as "id,function,vendor" rows; without supplies where `supplies` is empty.
Estate estate_of(const std::string& elements, const std::string& supplies) {
  const testing::TemporaryFolder folder;
  testing::spill(folder.path() / "estate.toml",
                 "format = \"relook-estate/1\"\nas_of = 2020-01-28\n");
  testing::spill(folder.path() / "vendors.csv", "id\na\nb\nc\n");
  testing::spill(folder.path() / "elements.csv",
                 "id,function,vendor,in_service_from,in_service_until\n" + elements);
  if (!supplies.empty()) testing::spill(folder.path() / "supplies.csv", supplies);
  Read<Estate> read = read_folder(folder.path(), Registry(), Functions());
  for (const Diagnostic& d : read.diagnostics.sorted()) {
    if (d.severity == Severity::error) ADD_FAILURE() << to_string(d);
  }
  return std::move(read.value);
}

std::string set_text(const Estate& estate, const Judgements& judgements, std::size_t row) {
  const std::uint32_t set = judgements.set_of[row];
  if (set == Judgements::kAny) return "any";
  if (set == Judgements::kNobody) return "nobody";
  std::string text;
  for (const std::uint32_t vendor : judgements.sets[set]) {
    text += estate.id(TableId::vendors, vendor);
  }
  return text;
}

struct Case {
  std::string name;
  std::string declared;
  std::string supplies;  // rows for element e; "absent" for no file
  std::string want;      // ids run together, "any" or "nobody"
};

// SEMANTICS 4.3.
const Case kCases[] = {
    {"declared alone", "a", "", "a"},
    {"nothing declared, nothing supplied", "", "", "any"},
    {"`-` alone", "-", "", "any"},
    {"declared and supplied alike", "a", "e,hardware,a,..,\n", "a"},
    {"declared and supplied differ", "a", "e,hardware,b,..,\n", "ab"},
    {"two supplies", "a", "e,hardware,c,..,\ne,hardware,b,..,\n", "abc"},
    {"nothing declared, but supplied", "", "e,hardware,b,..,\n", "any"},
    {"`-`, but supplied", "-", "e,hardware,b,..,\n", "b"},
    {"`-`, two supplies", "-", "e,hardware,b,..,\ne,hardware,c,..,\n", "bc"},
    {"a supply of a vendor that nobody knows", "a", "e,hardware,,..,\n", "any"},
    {"a supply of `-` says nothing", "a", "e,hardware,-,..,\n", "a"},
    {"`-` and a supply of `-`", "-", "e,hardware,-,..,\n", "any"},
    {"an expired supply", "a", "e,hardware,b,..,2020-01-28\n", "a"},
    {"the last day of a supply", "a", "e,hardware,b,..,2020-01-29\n", "ab"},
    {"a supply that has not begun", "a", "e,hardware,b,2020-01-29,\n", "a"},
    {"an expired supply of a vendor that nobody knows", "a", "e,hardware,,..,2020-01-28\n", "a"},
    {"`-` and an expired supply", "-", "e,hardware,b,..,2020-01-28\n", "any"},
    {"a supply that may have begun", "a", "e,hardware,b,,\n", "ab"},
    {"`-` and a supply that may have begun", "-", "e,hardware,b,,\n", "any"},
    {"`-`, one sure and one possible supply", "-", "e,hardware,b,..,\ne,hardware,c,,\n", "bc"},
    {"software is not hardware", "a", "e,software,b,..,\n", "a"},
    {"modules, optics and services are not either", "a",
     "e,module,b,..,\ne,optics,b,..,\ne,managed-service,b,..,\ne,maintenance,b,..,\n", "a"},
    {"`-` and software", "-", "e,software,b,..,\n", "any"},
    {"a role that nobody knows", "a", "e,,b,..,\n", "ab"},
    {"`-` and a role that nobody knows", "-", "e,,b,..,\n", "any"},
    {"a role and a vendor that nobody knows", "a", "e,,,..,\n", "any"},
    {"a supply of another element", "a", "f,hardware,b,..,\n", "a"},
    {"no table of supplies", "a", "absent", "any"},
};

TEST(JudgeElements, FollowsTheFinePrint) {
  for (const Case& c : kCases) {
    const std::string supplies =
        c.supplies == "absent" ? "" : std::string(kSupplyHead) + c.supplies;
    const Estate estate = estate_of("e,gNB," + c.declared + ",..,\nf,gNB,c,..,\n", supplies);
    EXPECT_EQ(set_text(estate, judge_elements(estate, *parse_date("2020-01-28")), 0), c.want)
        << c.name;
  }
}

TEST(JudgeElements, FindsNobodyBehindALan) {
  const std::string lan = "e,LAN,,..,\nf,gNB,a,..,\n";
  const Estate told = estate_of(lan, std::string(kSupplyHead));
  EXPECT_EQ(set_text(told, judge_elements(told, told.manifest.as_of), 0), "nobody");
  EXPECT_EQ(set_text(told, judge_elements(told, told.manifest.as_of), 1), "a");
  const Estate silent = estate_of(lan, "");
  EXPECT_EQ(set_text(silent, judge_elements(silent, silent.manifest.as_of), 0), "nobody");
  const Estate lower = estate_of("e,lan,a,..,\n", std::string(kSupplyHead));
  EXPECT_EQ(set_text(lower, judge_elements(lower, lower.manifest.as_of), 0), "a");
}

TEST(JudgeElements, KeepsEachSetOnce) {
  const Estate estate = estate_of("e,,a,..,\nf,,a,..,\ng,,b,..,\n", std::string(kSupplyHead));
  const Judgements judgements = judge_elements(estate, estate.manifest.as_of);
  EXPECT_EQ(judgements.sets.size(), 2U);
  EXPECT_EQ(judgements.only(0), judgements.only(1));
  EXPECT_NE(judgements.only(0), judgements.only(2));
}

// The law of ignorance (SEMANTICS 1): less said, no fewer candidates.
TEST(JudgeElements, NeverLosesACandidateToABlank) {
  const Date day = *parse_date("2020-01-28");
  std::size_t blanked = 0;
  for (const Case& c : kCases) {
    if (c.supplies == "absent") continue;
    const std::string full = std::string(kSupplyHead) + c.supplies;
    const Estate whole = estate_of("e,gNB," + c.declared + ",..,\nf,,,..,\n", full);
    const Judgements before = judge_elements(whole, day);
    const auto expect_no_fewer = [&](const std::string& declared, const std::string& supplies) {
      const Estate less = estate_of("e,gNB," + declared + ",..,\nf,,,..,\n", supplies);
      const std::string after = set_text(less, judge_elements(less, day), 0);
      ++blanked;
      if (after == "any") return;
      const std::string known = set_text(whole, before, 0);
      ASSERT_NE(known, "any") << c.name << " became " << after;
      for (const char vendor : known) {
        EXPECT_NE(after.find(vendor), std::string::npos) << c.name << " became " << after;
      }
    };
    expect_no_fewer("", full);
    expect_no_fewer(c.declared, "");
    // Every field of every supply but the element and the day of its end, whose blank is a default.
    for (std::size_t at = kSupplyHead.size(); at < full.size(); ++at) {
      if (full[at - 1] != ',') continue;
      const std::size_t end = full.find_first_of(",\n", at);
      if (end == at || full[end] == '\n') continue;
      expect_no_fewer(c.declared, full.substr(0, at) + full.substr(end));
    }
  }
  EXPECT_GT(blanked, 100U);
}

TEST(JudgeSupplies, TakesEachOnesOwnCell) {
  const Estate estate = estate_of(
      "e,,,,\n", std::string(kSupplyHead) + "e,hardware,a,..,\ne,software,,..,\ne,optics,-,..,\n");
  const Judgements judgements = judge_supplies(estate);
  std::string got;
  for (std::size_t row = 0; row < estate.rows(TableId::supplies); ++row) {
    got += cell_text(estate, column::kSupplyRole, row) + " " + set_text(estate, judgements, row) +
           "\n";
  }
  EXPECT_EQ(got, "hardware a\nsoftware any\noptics any\n");
}

TEST(Coverage, CountsWhatIsInServiceAndNoLan) {
  const Estate estate = estate_of(
      "known,gNB,a,..,\nmaybe-in-service,gNB,a,,\ngone,gNB,a,..,2020-01-28\nnot-yet,gNB,a,-,\n"
      "unknown,gNB,,..,\nconflict,gNB,a,..,\nlan,LAN,,..,\n",
      std::string(kSupplyHead) + "conflict,hardware,b,..,\n");
  const Date day = *parse_date("2020-01-28");
  const Coverage got = coverage(estate, judge_elements(estate, day), day);
  EXPECT_EQ(got.elements, 4U);
  EXPECT_EQ(got.vendor_known, 2U);
  EXPECT_EQ(got.vendor_unknown, 2U);
  EXPECT_EQ(got.witness_conflicts, 1U);
}

}  // namespace
}  // namespace relook::identity
