// SPDX-License-Identifier: Apache-2.0
// All completions: fill in what is unknown in every way and ask the plain evaluator. relook may say
// conforms, breaches or not-applicable only where every filling says the same (SEMANTICS 1.3).

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "testing/evaluate_raw.hpp"
#include "testing/plain_evaluator.hpp"
#include "testing/seeds.hpp"

namespace relook::testing {
namespace {

using decision::Verdict;

// What an unknown cell may turn out to be. Columns that the rules never read are left as they are.
std::vector<std::string> fillings(const std::string& table, const std::string& column,
                                  const std::string& text) {
  static const std::map<std::string, std::vector<std::string>> kFillings = {
      {"networks.criticality", {"public", "safety-critical"}},
      {"sites.region", {"north", "south", "east"}},
      {"sites.lat", {"51.5", "52.5"}},
      {"sites.lon", {"-0.1", "1.0"}},
      {"elements.operator", {"a", "b"}},
      {"elements.users", {"-", "a", "b", "a;b"}},
      {"elements.networks", {"-", "n1", "n2", "n1;n2"}},
      {"elements.site", {"s1", "s2", "s3", "-"}},
      {"elements.function", {"gNB", "AMF", "P"}},
      {"elements.generations", {"5G", "4G", "-"}},
      {"elements.vendor", {"huawei", "nokia", "honor", "zte"}},
      {"elements.procured_on", {"2019-01-01", "2020-04-01", "2021-01-01"}},
      {"elements.in_service_from", {"2019-06-01", "-"}},
      {"elements.traffic_gbps", {"0", "1", "1000"}},
      {"supplies.role", {"hardware", "managed-service"}},
      {"supplies.vendor", {"huawei", "nokia", "zte"}},
      {"supplies.from", {"2019-01-01", "2030-01-01"}},
      {"supplies.source", {"contract", "snmp", "survey"}},
      {"supplies.observed_on", {"2020-05-01", "2018-01-01", "-"}},
  };
  const auto found = kFillings.find(table + "." + column);
  if (found == kFillings.end()) return {};
  if (text == ".." && column == "procured_on") return {"2019-01-01", "2020-04-01"};
  return text.empty() ? found->second : std::vector<std::string>();
}

struct Gap {
  std::string table;
  std::size_t row;
  std::string column;
  std::vector<std::string> fill;
};

std::vector<Gap> gaps_of(const RawEstate& raw) {
  std::vector<Gap> gaps;
  for (const auto& [table, rows] : raw) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (const auto& [column, text] : rows[r]) {
        std::vector<std::string> fill = fillings(table, column, text);
        if (!fill.empty()) gaps.push_back({table, r, column, std::move(fill)});
      }
    }
  }
  return gaps;
}

// The vendors that a complete estate leaves open for an element: its own and those of its hardware
// supplies, as witnesses may differ.
std::vector<std::string> candidates(const RawEstate& raw, const RawRow& element,
                                    const std::string& on) {
  std::set<std::string> out = {element.at("vendor")};
  for (const RawRow& supply : raw.at("supplies")) {
    if (supply.at("element") != element.at("id") || supply.at("role") != "hardware") continue;
    if (plain_service(supply.at("from"), supply.at("until"), on)) out.insert(supply.at("vendor"));
  }
  return {out.begin(), out.end()};
}

void for_each_choice(const RawEstate& raw, const std::string& on, std::size_t element,
                     PlainWorld& world, const std::function<void()>& visit) {
  const RawTable& elements = raw.at("elements");
  if (element == elements.size()) {
    visit();
    return;
  }
  for (const std::string& vendor : candidates(raw, elements[element], on)) {
    world.vendor_of[elements[element].at("id")] = vendor;
    for_each_choice(raw, on, element + 1, world, visit);
  }
}

void for_each_completion(RawEstate& raw, const std::vector<Gap>& gaps, std::size_t gap,
                         const std::function<void()>& visit) {
  if (gap == gaps.size()) {
    visit();
    return;
  }
  std::string& cell = raw[gaps[gap].table][gaps[gap].row][gaps[gap].column];
  const std::string before = cell;
  for (const std::string& text : gaps[gap].fill) {
    cell = text;
    for_each_completion(raw, gaps, gap + 1, visit);
  }
  cell = before;
}

// What the fillings say of one finding.
struct Agreement {
  std::set<Verdict> verdicts;
};

struct Tally {
  std::size_t estates = 0;
  std::size_t definite = 0;
  std::size_t slack = 0;
  std::size_t undecided = 0;
};

void check_case(unsigned seed, Tally& tally) {
  Draw draw(seed);
  RawEstate raw = random_raw_estate(draw, 4 + draw.below(12), 12);
  const RawRule rule = random_rule(draw);
  const std::string on = draw.one_of({"2020-06-01", "2021-06-01"});
  const std::string toml = to_toml(rule);
  const auto decision = decision::read_decision(toml, "random.toml");
  ASSERT_FALSE(decision.diagnostics.has_errors())
      << to_string(decision.diagnostics.kept().front()) << "\n"
      << toml;
  const std::vector<Gap> gaps = gaps_of(raw);
  std::size_t ways = 1;
  for (const Gap& gap : gaps) ways = std::min<std::size_t>(ways * gap.fill.size(), 1'000'000);
  if (ways > 3000) return;
  const auto answer = evaluate_raw(raw, decision.value, on);
  ASSERT_TRUE(answer.has_value());

  std::map<std::string, Agreement> agreed;
  std::size_t fillings_seen = 0;
  for_each_completion(raw, gaps, 0, [&] {
    PlainWorld world{raw, on, {}};
    for_each_choice(raw, on, 0, world, [&] {
      ++fillings_seen;
      const auto verdicts = plain_verdicts(rule, world);
      for (const auto& [id, verdict] : verdicts) {
        agreed[id].verdicts.insert(verdict);
        const bool named = answer->verdicts.contains(id);
        const bool null_group = answer->verdicts.contains("r/" + rule.per + "=?");
        // A group that nobody had named may breach only where the null group warned of it.
        if (verdict == Verdict::breaches) {
          ASSERT_TRUE(named || null_group) << id << "\n" << toml;
        }
      }
      for (const auto& [id, verdict] : answer->verdicts) {
        if (!id.empty() && !id.ends_with("=?") && !verdicts.contains(id)) {
          agreed[id].verdicts.insert(Verdict::not_applicable);
        }
      }
    });
  });
  ++tally.estates;
  for (const auto& [id, verdict] : answer->verdicts) {
    if (id.empty() || id.ends_with("=?")) continue;
    const std::set<Verdict>& seen = agreed[id].verdicts;
    if (verdict == Verdict::undecided) {
      ++tally.undecided;
      if (seen.size() == 1) ++tally.slack;
      continue;
    }
    ++tally.definite;
    ASSERT_EQ(seen, std::set<Verdict>{verdict})
        << id << " on " << on << ", relook says " << decision::name_of(verdict) << "; "
        << fillings_seen << " fillings\n"
        << toml;
  }
}

TEST(Completions, DefiniteAnswersHoldInEveryFilling) {
  const unsigned count = seeds(1000);
  Tally tally;
  for (unsigned seed = 0; seed < count; ++seed) {
    SCOPED_TRACE(seed);
    check_case(seed, tally);
    if (::testing::Test::HasFatalFailure()) return;
  }
  RecordProperty("estates", static_cast<int>(tally.estates));
  std::printf(
      "%zu estates, %zu definite findings, %zu undecided, of which %zu could have been "
      "decided (slack)\n",
      tally.estates, tally.definite, tally.undecided, tally.slack);
  EXPECT_GT(tally.estates, count / 4);
  EXPECT_GT(tally.definite, 300U);
  EXPECT_GT(tally.undecided, 100U);
}

}  // namespace
}  // namespace relook::testing
