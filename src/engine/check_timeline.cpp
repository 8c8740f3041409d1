// SPDX-License-Identifier: Apache-2.0
#include "engine/check_timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::Rule;
using decision::Verdict;
using report::Cell;
using report::ColumnKind;
using report::Shown;
using report::Tone;

// A page is read, not searched: JSON has all of them.
constexpr std::size_t kCoursesShown = 300;

std::string shown_text(const decision::Measured& shown, const Rule& rule) {
  const std::string low = to_string(shown.low.part);
  const std::string high = to_string(shown.high.part);
  return fmt::format("{} of {} elements shown; at least {} is asked",
                     low == high ? low : low + " to " + high, to_string(shown.high.whole),
                     to_string(*rule.share));
}

std::string step_text(const CourseStep& step, const Rule& rule) {
  if (!step.measured || step.verdict == Verdict::not_applicable) return {};
  if (rule.kind == decision::RuleKind::know) return shown_text(*step.measured, rule);
  decision::Finding finding;
  finding.measured = step.measured;
  std::string text = measured_text(finding, rule);
  if (rule.limit) text += " against at most " + to_string(*rule.limit);
  return text;
}

report::TimelineRow total_row(const Timeline& timeline) {
  report::TimelineRow row{.label = "Total"};
  for (const TotalStep& step : timeline.total)
    row.steps.push_back({step.from, badge_of(step.total)});
  return row;
}

report::TimelineRow course_row(const Course& course, const Rule& rule) {
  report::TimelineRow row{.label = title_of(rule), .sublabel = group_text(course.group)};
  for (const CourseStep& step : course.steps) {
    row.steps.push_back({step.from, badge_of(step.verdict), step_text(step, rule)});
  }
  return row;
}

// The axis ends a little after the last day on which something is different: a lease that ends in
// 2199 would leave no room for what comes before.
Date axis_end(const Timeline& timeline) {
  Date last = std::max(timeline.from, timeline.on);
  for (const TotalStep& step : timeline.total) last = std::max(last, step.from);
  for (const Course& course : timeline.courses) {
    if (!course.steps.empty()) last = std::max(last, course.steps.back().from);
  }
  const std::int32_t room = std::max(30, (last.days - timeline.from.days) / 20);
  return std::max(last, std::min(timeline.until, Date{last.days + room}));
}

report::Timeline chart(const CheckResult& result, const Timeline& timeline, std::string id,
                       std::string title) {
  report::Timeline out{.id = std::move(id),
                       .title = std::move(title),
                       .from = timeline.from,
                       .until = axis_end(timeline)};
  out.header = "Requirement";
  out.rows.push_back(total_row(timeline));
  for (const Course& course : timeline.courses) {
    if (out.rows.size() > kCoursesShown) break;
    out.rows.push_back(course_row(course, result.decision.rules[course.rule]));
  }
  out.more.count = timeline.courses.size() + 1 - out.rows.size();
  if (out.more.count > 0) out.more.sentence = "--format json has all of them";
  const auto mark = [&](Date day, const char* text) {
    if (timeline.from <= day && day <= out.until) out.marks.push_back({day, text});
  };
  mark(timeline.as_of, "as of");
  if (timeline.on != timeline.as_of) mark(timeline.on, "asked on");
  return out;
}

report::Table since_table(const CheckResult& result, const Timeline& timeline) {
  report::Table table{.id = "Since", .title = "Breaches, and since when", .columns = {}};
  table.columns = {
      {.id = "requirement", .header = "Requirement"},
      {.id = "group", .header = "For"},
      {.id = "since", .header = "Since", .kind = ColumnKind::date},
      {.id = "days", .header = "Days", .kind = ColumnKind::integer},
      {.id = "remark", .header = "Remark"},
  };
  table.empty = timeline.on < timeline.from
                    ? fmt::format("The timeline begins after {}, the day that is asked about.",
                                  to_string(timeline.on))
                    : fmt::format("Nothing breaches on {}.", to_string(timeline.on));
  std::map<std::string, std::optional<Date>> due;
  for (const decision::Finding& finding : result.judged.evaluation.findings) {
    due.emplace(finding.id, finding.due);
  }
  for (const Course& course : timeline.courses) {
    if (!course.breaches_since) continue;
    const Date since = *course.breaches_since;
    const bool cut = since == timeline.from && due[course.finding] != since;
    table.rows.push_back(
        {{title_of(result.decision.rules[course.rule]), group_text(course.group), since,
          timeline.on.days - since.days + 1, cut ? "or before: the timeline begins there" : ""},
         Tone::bad});
  }
  return table;
}

std::string amount_of(Int128 amount, const Rule& rule) {
  if (rule.kind == decision::RuleKind::cap) return amount_text(amount, rule.measure);
  return fmt::format("{} {}", to_string(amount),
                     estate::schema(decision::table_of(rule.over)).name);
}

std::string left_text(const Left& left, const Rule& rule) {
  std::string least = amount_of(left.at_least, rule);
  if (!left.at_most) return left.at_least > 0 ? "at least " + least : "not known";
  if (*left.at_most <= 0) return "nothing";
  if (*left.at_most == left.at_least) return least;
  if (left.at_least == 0) return "up to " + amount_of(*left.at_most, rule);
  return least + " to " + amount_of(*left.at_most, rule);
}

report::Table left_table(const CheckResult& result, const Timeline& timeline) {
  report::Table table{
      .id = "Left to do", .title = "What is left to do, and the pace", .columns = {}};
  table.columns = {
      {.id = "requirement", .header = "Requirement"},
      {.id = "group", .header = "For"},
      {.id = "due", .header = "Asked from", .kind = ColumnKind::date},
      {.id = "days", .header = "Days left", .kind = ColumnKind::integer},
      {.id = "left", .header = "Left", .help = "if it is replaced and not taken away"},
      {.id = "per_month", .header = "A month", .help = "to be done in time whatever is unknown"},
      {.id = "by_plan",
       .header = "Left by plan",
       .help = "on the day it is asked from, by the dates and plans of the estate"},
  };
  table.empty = "Nothing that has a date is left to do.";
  for (const LeftToDo& left : timeline.left) {
    const Rule& rule = result.decision.rules[left.rule];
    table.rows.push_back({{title_of(rule), group_text(left.group), left.due, left.days_left,
                           left_text(left.now, rule),
                           left.per_month ? Cell(amount_of(*left.per_month, rule)) : Cell(),
                           left.by_plan ? Cell(left_text(*left.by_plan, rule)) : Cell()},
                          left.days_left > 0 ? Tone::unsure : Tone::bad});
  }
  return table;
}

}  // namespace

void add_timeline(const CheckResult& result, report::Document& document) {
  if (!result.judged.timeline) return;
  const Timeline& timeline = *result.judged.timeline;
  const auto shown = Shown::reading | Shown::workbook;
  document.add(report::Heading{"Over time", 2}, Shown::markdown | Shown::html);
  document.add(chart(result, timeline, "Timeline", "What is found when"), shown);
  const std::string early = early_days_text(timeline);
  if (!early.empty()) {
    document.add(report::Note{Tone::muted, "Before " + to_string(timeline.as_of), early},
                 Shown::everywhere);
  }
  document.add(since_table(result, timeline), shown);
  document.add(left_table(result, timeline), shown);
  if (!result.on_facts_alone || !result.on_facts_alone->timeline) return;
  const Timeline alone = differing(*result.on_facts_alone->timeline, timeline);
  document.add(chart(result, alone, "Timeline on facts", "On the facts alone, where it differs"),
               shown);
}

}  // namespace relook::engine
