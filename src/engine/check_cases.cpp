// SPDX-License-Identifier: Apache-2.0
#include "engine/check_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::Finding;
using decision::Rule;
using decision::Verdict;
using estate::TableId;
using report::CaseOutcome;
using namespace estate::column;

const char* kind_of(TableId table) {
  switch (table) {
    case TableId::links:
      return "link";
    case TableId::supplies:
      return "supply";
    case TableId::demands:
      return "demand";
    default:
      return "network element";
  }
}

report::CaseRule case_rule(const Rule& rule) {
  return {rule.id,
          title_of(rule),
          rule.clause,
          rule.severity == decision::RuleSeverity::warn ? report::CaseWeight::warns
                                                        : report::CaseWeight::stops,
          {{"kind", std::string(decision::kRuleKinds[static_cast<std::size_t>(rule.kind)])},
           {"basis", std::string(decision::kBases[static_cast<std::size_t>(rule.basis)])}}};
}

report::CasePlace place(const estate::Estate& estate, TableId table, std::uint32_t row) {
  report::CasePlace out{{{kind_of(table), row_name(estate, table, row)}}};
  if (table != TableId::elements) return out;
  const std::uint32_t site = estate.column(kElementSite).code(row);
  if (!estate::is_value(site)) return out;
  out.things.push_back({"site", std::string(estate.id(TableId::sites, site))});
  return out;
}

void add_places(const Finding& finding, const CheckResult& result, report::Case& out) {
  const estate::Estate& estate = result.judged.situation->estate();
  if (finding.verdict == Verdict::breaches) {
    for (const decision::Offender& offender : finding.offenders) {
      out.places.push_back(place(estate, offender.table, offender.row));
      out.places.back().text = offender.because;
      if (!offender.waived_by.empty()) {
        out.places.back().text += "; waived by " + offender.waived_by;
      }
    }
    out.more.count = finding.offender_count - finding.offenders.size();
    if (out.more.count > 0) out.more.sentence = "--list shows more of each finding.";
  } else if (finding.verdict == Verdict::undecided) {
    const TableId over = decision::table_of(result.decision.rules[finding.rule].over);
    for (const std::uint32_t row : finding.would_settle) {
      out.places.push_back(place(estate, over, row));
      out.places.back().text = "an answer from here would help to settle it";
    }
  }
}

report::Case case_of(const Finding& finding, const CheckResult& result) {
  const Rule& rule = result.decision.rules[finding.rule];
  report::Case out{finding.id,
                   finding.rule,
                   fmt::format("{} ({})", title_of(rule), group_text(finding.group)),
                   outcome_of(finding.verdict),
                   std::string(name_of(finding.verdict)),
                   finding_text(finding, rule, result.on)};
  for (const std::string& waiver : finding.expired_waivers) {
    out.sentence += "; an expired waiver would have applied: " + waiver;
  }
  add_places(finding, result, out);
  return out;
}

}  // namespace

CaseOutcome outcome_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::breaches:
      return CaseOutcome::failed;
    case Verdict::undecided:
      return CaseOutcome::open;
    case Verdict::conforms:
      return CaseOutcome::passed;
    case Verdict::not_applicable:
    case Verdict::not_in_force:
      return CaseOutcome::skipped;
  }
  return CaseOutcome::open;
}

report::CaseSuite check_cases(const CheckResult& result) {
  const std::string& estate = result.judged.situation->estate().manifest.name;
  report::CaseSuite suite{
      .id = fmt::format("{}/{}", result.decision.id, to_string(result.on)),
      .title = fmt::format("{}: {} on {}", result.decision.title, estate, to_string(result.on)),
      .total = outcome_of(result.verdict())};
  for (const Rule& rule : result.decision.rules) suite.rules.push_back(case_rule(rule));
  bool stopped = false;
  for (const Finding& finding : result.judged.evaluation.findings) {
    suite.cases.push_back(case_of(finding, result));
    stopped = stopped || (suite.cases.back().outcome <= CaseOutcome::open &&
                          suite.rules[finding.rule].weight == report::CaseWeight::stops);
  }
  if (stopped || suite.total == CaseOutcome::passed) return suite;
  suite.rules.push_back({"(whole)", "The decision as a whole"});
  suite.cases.push_back({"(whole)", suite.rules.size() - 1, "The decision as a whole", suite.total,
                         std::string(name_of(result.verdict())),
                         verdict_text(result, result.judged)});
  return suite;
}

}  // namespace relook::engine
