// SPDX-License-Identifier: Apache-2.0
#include "engine/wording.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace relook::engine {
namespace {

using decision::Finding;
using decision::Measure;
using decision::Missing;
using decision::Rule;
using decision::Verdict;

int digits_of(Measure measure) {
  if (measure == Measure::demand) return 6;
  const auto column = decision::column_of(measure);
  return column ? estate::schema(*column).digits : 0;
}

std::string_view unit_text(Measure measure) {
  switch (measure) {
    case Measure::traffic_gbps:
    case Measure::demand:
      return "Gbit/s";
    case Measure::traffic_tb_year:
      return "TB/year";
    default:
      return decision::kMeasures[static_cast<std::size_t>(measure)];
  }
}

std::string number_text(Int128 amount, Measure measure) {
  const int digits = digits_of(measure);
  constexpr Int128 kFits = (Int128{1} << 62);
  if (digits == 0 || amount > kFits || amount < -kFits) return to_string(amount);
  return format_decimal(static_cast<std::int64_t>(amount), digits);
}

std::string fraction_text(const Fraction& fraction, Measure measure) {
  if (fraction.unbounded) {
    return number_text(fraction.part, measure) + " of an unknown whole";
  }
  return number_text(fraction.part, measure) + " of " + number_text(fraction.whole, measure);
}

std::string plural(std::uint64_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string unit_of_rule(const Rule& rule, std::uint64_t count) {
  if (rule.kind == decision::RuleKind::avoid) return plural(count, "demand");
  switch (rule.over) {
    case decision::Subject::links:
      return plural(count, "link");
    case decision::Subject::demands:
      return plural(count, "demand");
    case decision::Subject::supplies:
      return count == 1 ? "1 supply" : fmt::format("{} supplies", count);
    default:
      return plural(count, "element");
  }
}

// Of an avoid: what crosses what, and over which failures.
std::string avoid_text(const Finding& finding, const Rule& rule) {
  if (finding.in_itself == Verdict::not_applicable) return "nothing is in scope";
  const std::string over =
      *rule.failures == 0
          ? "today"
          : "today or after " + plural(static_cast<std::uint64_t>(*rule.failures), "failure");
  const std::uint64_t against =
      finding.in_itself == Verdict::breaches ? finding.offender_count : finding.possible_count;
  if (finding.in_itself == Verdict::conforms) {
    return fmt::format("none of {} crosses it, {}", unit_of_rule(rule, finding.scope), over);
  }
  return fmt::format("{} of {} {} it, {}", against, unit_of_rule(rule, finding.scope),
                     finding.in_itself == Verdict::breaches ? "cross" : "may cross", over);
}

std::string rows_text(const Finding& finding, const Rule& rule) {
  if (rule.kind == decision::RuleKind::avoid) return avoid_text(finding, rule);
  const std::uint64_t unwaived = finding.offender_count - finding.waived_count;
  std::string waived;
  if (finding.waived_count > 0) waived = fmt::format("; {} waived", finding.waived_count);
  switch (finding.in_itself) {
    case Verdict::breaches:
      return unit_of_rule(rule, unwaived) + " of " + std::to_string(finding.scope) +
             " in scope must not be there" + waived;
    case Verdict::undecided:
      return unit_of_rule(rule, finding.possible_count) + " of " + std::to_string(finding.scope) +
             " in scope may be against it" + waived;
    case Verdict::conforms:
      return "none of " + unit_of_rule(rule, finding.scope) + " in scope is against it" + waived;
    default:
      return "nothing is in scope";
  }
}

std::string range_text(const decision::FamilyCount& count) {
  return count.least == count.most ? std::to_string(count.least)
                                   : fmt::format("{} to {}", count.least, count.most);
}

std::string range_text(const Fraction& low, const Fraction& high,
                       const std::optional<Share>& limit) {
  const std::string first = low.unbounded ? "0 %" : percent(low, limit);
  const std::string last = percent(high, limit);
  return first == last ? first : first + " to " + last;
}

// Each requirement of a diversify in turn.
std::string diversify_text(const Finding& finding, const Rule& rule) {
  std::string text =
      range_text(*finding.families) + (finding.families->most == 1 ? " family" : " families");
  if (rule.vendors) text += fmt::format(", at least {} asked", *rule.vendors);
  if (finding.among) {
    text += fmt::format("; of the listed ones {}, at most {} allowed", range_text(*finding.among),
                        *rule.at_most);
  }
  if (finding.measured) {
    text += "; the largest, " + (finding.family.empty() ? "not known which" : finding.family) +
            ", has " + measured_text(finding, rule) + " against at most " + to_string(*rule.limit);
  }
  if (finding.index) {
    text += "; Herfindahl-Hirschman index " +
            range_text(finding.index->low, finding.index->high, rule.share) + " against at most " +
            to_string(*rule.share);
  }
  return text;
}

std::string know_text(const Finding& finding, const Rule& rule) {
  const decision::Measured& m = *finding.measured;
  const std::string low = fraction_text(m.low, m.measure);
  const std::string high = fraction_text(m.high, m.measure);
  std::string text =
      fmt::format("{} elements are shown by {}; at least {} is asked",
                  m.low == m.high ? low : low + " to " + high,
                  *rule.witnesses == 1 ? "one witness"
                                       : fmt::format("{} independent witnesses", *rule.witnesses),
                  to_string(*rule.share));
  const std::string tipping = tipping_text(finding, rule);
  return tipping.empty() ? text : text + "; " + tipping;
}

// What must be reached is given as counts alone, which nothing can round into conformity.
std::string served_text(const Finding& finding, const Rule& rule) {
  const decision::Measured& m = *finding.measured;
  const std::string low = fraction_text(m.low, m.measure);
  const std::string high = fraction_text(m.high, m.measure);
  return fmt::format("{} {} still served; at least {} is asked",
                     m.low == m.high ? low : low + " to " + high, unit_text(m.measure),
                     to_string(*rule.share));
}

std::string share_text(const Finding& finding, const Rule& rule) {
  if (finding.in_itself == Verdict::not_applicable) return "nothing is in scope";
  if (rule.kind == decision::RuleKind::withstand) return served_text(finding, rule);
  std::string text = measured_text(finding, rule);
  if (rule.limit) text += " against at most " + to_string(*rule.limit);
  const std::string tipping = tipping_text(finding, rule);
  return tipping.empty() ? text : text + "; " + tipping;
}

// Beside what the network leaves open stands what is measured all the same.
bool measured_by_network(const Finding& finding, const Rule& rule) {
  return decision::counts_by_network(rule) && finding.measured && finding.measured->high.whole > 0;
}

}  // namespace

report::Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::breaches:
      return report::Tone::bad;
    case Verdict::undecided:
      return report::Tone::unsure;
    case Verdict::conforms:
      return report::Tone::good;
    default:
      return report::Tone::muted;
  }
}

report::Badge badge_of(Verdict verdict) {
  return {tone_of(verdict), std::string(name_of(verdict))};
}

std::string title_of(const Rule& rule) { return rule.title.empty() ? rule.id : rule.title; }

std::string group_text(const decision::Group& group) {
  if (group.empty()) return "everyone";
  std::string text;
  for (const decision::GroupValue& part : group) {
    if (!text.empty()) text += ", ";
    text += part.value ? *part.value : part.field + " not known";
  }
  return text;
}

std::string amount_text(Int128 amount, Measure measure) {
  return number_text(amount, measure) + " " + std::string(unit_text(measure));
}

std::string measured_text(const Finding& finding, const Rule& rule) {
  if (!finding.measured) return "";
  const decision::Measured& m = *finding.measured;
  const auto share = [&](const Fraction& fraction, std::string_view unbounded) {
    return fraction.unbounded ? std::string(unbounded) : percent(fraction, rule.limit);
  };
  const std::string low = share(m.low, "0 %");
  const std::string high = share(m.high, "100 %");
  const std::string unit = " " + std::string(unit_text(m.measure));
  if (m.low == m.high) return low + " (" + fraction_text(m.low, m.measure) + unit + ")";
  return low + " to " + high + " (" + fraction_text(m.low, m.measure) + " to " +
         fraction_text(m.high, m.measure) + unit + ")";
}

std::string tipping_text(const Finding& finding, const Rule& rule) {
  if (!finding.tipping_point) return "";
  const decision::TippingPoint& t = *finding.tipping_point;
  if (rule.kind == decision::RuleKind::know) {
    return fmt::format("a breach only if at least {} of {} elements that may lack witnesses do",
                       t.at_least, t.of);
  }
  if (!finding.measured) {
    return fmt::format("one of {} that may match would be a breach", t.of);
  }
  std::string text = fmt::format(
      "a breach only if at least {} of the {} {} that may match do ({})", t.at_least, t.of, t.unit,
      percent({static_cast<Int128>(t.at_least), static_cast<Int128>(t.of)}));
  if (t.known > 0) {
    text +=
        fmt::format("; of the known, {} of {} do ({})", t.known_matching, t.known,
                    percent({static_cast<Int128>(t.known_matching), static_cast<Int128>(t.known)}));
  }
  return text;
}

std::string finding_text(const Finding& finding, const Rule& rule, Date on) {
  std::string text;
  if (!finding.undecided_because.empty()) {
    if (measured_by_network(finding, rule)) text = share_text(finding, rule) + "; ";
    text += finding.undecided_because;
  } else if (finding.families && finding.in_itself != Verdict::not_applicable) {
    text = diversify_text(finding, rule);
  } else if (rule.kind == decision::RuleKind::know && finding.measured &&
             finding.in_itself != Verdict::not_applicable) {
    text = know_text(finding, rule);
  } else if (finding.measured) {
    text = share_text(finding, rule);
  } else {
    text = rows_text(finding, rule);
  }
  if (finding.verdict == Verdict::not_in_force && finding.due && *finding.due > on) {
    text = fmt::format("asked from {}, in {} days; today: {} ({})", to_string(*finding.due),
                       finding.due->days - on.days, name_of(finding.in_itself), text);
  }
  return text;
}

std::string fact_text(const decision::FactGroup& fact) {
  switch (fact.fact.missing) {
    case Missing::table:
      return fact.column +
             (fact.column == "places" ? " (the authority's list, --places)" : ".csv as a whole");
    case Missing::parameter:
      return "the decision's parameter " + fact.column + " (--set)";
    case Missing::ownership:
      return "who owns the vendor (ownership.csv)";
    case Missing::function:
      return "what the function is (it is not in functions.toml)";
    default:
      return std::string(estate::schema(fact.fact.column).meaning) + " (" + fact.column + ")";
  }
}

std::string fact_name(const decision::CellUse& use) {
  switch (use.missing) {
    case Missing::table:
      return std::string(schema(use.column.table).name);
    case Missing::ownership:
      return "ownership";
    case Missing::function:
      return "the function is in no table";
    case Missing::parameter:
      return use.name;
    default:
      return fmt::format("{}.{}", schema(use.column.table).name, schema(use.column).name);
  }
}

std::string makers_text(const Situation& situation, std::uint32_t element) {
  const estate::Judgements& all = situation.element_vendors();
  const std::uint32_t set = all.set_of[element];
  if (set == estate::Judgements::kNobody) return "nobody";
  if (!estate::is_value(set)) return "anyone";
  std::string text;
  for (const std::uint32_t vendor : all.sets[set]) {
    text += (text.empty() ? "" : " or ") +
            std::string(situation.estate().id(estate::TableId::vendors, vendor));
  }
  return text;
}

std::string verdict_text(const CheckResult& result, const Judged& judged) {
  std::array<std::size_t, 5> counts{};
  std::size_t warnings = 0;
  for (const Finding& finding : judged.evaluation.findings) {
    const Rule& rule = result.decision.rules[finding.rule];
    if (rule.severity == decision::RuleSeverity::warn) {
      if (finding.verdict == Verdict::breaches) ++warnings;
      continue;
    }
    ++counts[static_cast<std::size_t>(finding.verdict)];
  }
  std::string text;
  for (std::size_t v = 0; v < counts.size(); ++v) {
    if (counts[v] == 0) continue;
    text += (text.empty() ? "" : ", ") + std::string(decision::kVerdicts[v]) + " " +
            std::to_string(counts[v]);
  }
  if (text.empty()) text = "no finding";
  if (warnings > 0) text += fmt::format(", {}", plural(warnings, "warning"));
  const identity::Coverage& c = judged.coverage;
  text += fmt::format("; the vendor is known of {} of {} elements in service", c.vendor_known,
                      c.elements);
  if (c.witness_conflicts > 0) {
    text += fmt::format(" (of {} the witnesses disagree)", c.witness_conflicts);
  }
  text += fmt::format("; {} not evaluated", plural(result.decision.not_evaluated.size(), "clause"));
  return text;
}

}  // namespace relook::engine
