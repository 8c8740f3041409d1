// SPDX-License-Identifier: Apache-2.0
#include "engine/timeline.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "decision/change_days.hpp"
#include "engine/answer_outside.hpp"
#include "engine/asked_rules.hpp"
#include "engine/facts_by_day.hpp"
#include "engine/sweep.hpp"

namespace relook::engine {
namespace {

using decision::Finding;
using decision::Measured;
using decision::Rule;
using decision::RuleKind;
using decision::Verdict;
using estate::TableId;

// The first day on which the rule is asked of the operator; nothing where no date says so.
std::optional<Date> asked_from(const Rule& rule, std::string_view operator_id) {
  std::optional<Date> first;
  if (rule.from) first = rule.from->of(operator_id);
  if (rule.by) {
    if (const auto by = rule.by->of(operator_id)) {
      const Date day{by->days + 1};
      first = first ? std::max(*first, day) : day;
    }
  }
  return first;
}

std::set<std::string> operators_with_dates(const Rule& rule) {
  std::set<std::string> ids = {""};
  for (const auto* day : {&rule.from, &rule.by, &rule.until}) {
    if (!*day) continue;
    for (const auto& [id, date] : (*day)->by_operator) ids.insert(id);
  }
  return ids;
}

// The last date that stands in the estate, in what the registry adds to it, and in the rules.
Date last_date(const TimelineQuestion& question, const std::vector<decision::RuleDays>& days) {
  Date last = std::max(question.on, question.from.value_or(question.on));
  const auto take = [&](std::int32_t day) {
    if (estate::is_value(day)) last = std::max(last, Date{day});
  };
  for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {
    const auto table = static_cast<TableId>(t);
    const auto columns = estate::schema(table).columns;
    const auto count = static_cast<std::uint8_t>(columns.size());
    for (std::uint8_t i = 0; i < count; ++i) {
      if (columns[i].type != estate::CellType::date) continue;
      for (const std::int32_t day : question.estate.column({table, i}).days()) take(day);
    }
  }
  for (const decision::RuleDays& of : days) {
    const std::vector<Date> of_rule = of.all().days();
    if (!of_rule.empty()) take(of_rule.back().days);
  }
  if (question.decision.announced) take(question.decision.announced->days);
  return last;
}

Int128 above_limit(const Fraction& fraction, const Share& limit) {
  return std::max<Int128>(0, -headroom(fraction, limit));
}

// The share of what is not shown, and what it may be at most.
Left left_of_know(const Measured& shown, const Share& asked) {
  const Share limit{asked.whole - asked.part, asked.whole};
  const auto rest = [](const Fraction& f) { return Fraction{f.whole - f.part, f.whole, false}; };
  return {above_limit(rest(shown.high), limit), above_limit(rest(shown.low), limit)};
}

// Writes the courses down as the days go by.
class Record {
 public:
  Record(const TimelineQuestion& question, Date first) : question_(question), first_(first) {}

  // All findings of the rule on the day.
  void note(Date day, std::size_t rule, const std::vector<Finding>& findings);
  // One that may be another than before.
  void note_swept(Date day, const Finding& finding);
  [[nodiscard]] Timeline finish(Date until);

 private:
  // Groups in the order of their values, the null group last.
  using Key = std::pair<std::size_t, std::vector<std::pair<bool, std::string>>>;
  struct Noted {
    Course course;
    std::optional<Date> due;
    std::optional<Left> left_on_due;
    std::optional<Left> left_now;
    Date seen;  // the last of the days asked on which there was such a finding
  };
  void note_one(Date day, const Finding& finding);
  static Key key_of(const Finding& finding);
  static void add_step(Course& course, CourseStep step);
  void note_work(Date day, const Finding& finding, Noted& noted) const;
  [[nodiscard]] std::vector<TotalStep> total() const;
  void take_since(Course& course) const;
  void take_left(const Noted& noted, Timeline& out) const;

  const TimelineQuestion& question_;
  Date first_;
  std::map<Key, Noted> noted_;
};

Record::Key Record::key_of(const Finding& finding) {
  Key key{finding.rule, {}};
  for (const decision::GroupValue& part : finding.group) {
    key.second.emplace_back(!part.value, part.value.value_or(""));
  }
  return key;
}

void Record::add_step(Course& course, CourseStep step) {
  if (!course.steps.empty()) {
    const CourseStep& last = course.steps.back();
    if (last.verdict == step.verdict && last.measured == step.measured) return;
  }
  course.steps.push_back(std::move(step));
}

// What is left, where the day is one that it is told of.
void Record::note_work(Date day, const Finding& finding, Noted& noted) const {
  noted.due = finding.due;
  if (finding.due != day && day != question_.on) return;
  const Rule& rule = question_.decision.rules[finding.rule];
  std::optional<Left> left = left_of(finding, rule);
  const estate::Estate& estate = question_.estate;
  const bool planned = day <= estate.manifest.as_of || estate.table(TableId::changes).present();
  // Of a table that nobody has given, and of plans, there may be any number more.
  if (left && (!planned || !estate.table(decision::table_of(rule.over)).present())) {
    left->at_most.reset();
  }
  if (finding.due == day) noted.left_on_due = left;
  if (day == question_.on) noted.left_now = left;
}

void Record::note_one(Date day, const Finding& finding) {
  const auto [place, fresh] = noted_.try_emplace(
      key_of(finding), Noted{{finding.id, finding.rule, finding.group, {}}, {}, {}, {}, day});
  Noted& noted = place->second;
  if (fresh && first_ < day) add_step(noted.course, {first_, Verdict::not_applicable});
  noted.seen = day;
  if (first_ <= day) add_step(noted.course, {day, finding.verdict, finding.measured});
  note_work(day, finding, noted);
}

void Record::note(Date day, std::size_t rule, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) note_one(day, finding);
  if (day < first_) return;
  const Key begin{rule, {}};
  for (auto it = noted_.lower_bound(begin); it != noted_.end() && it->first.first == rule; ++it) {
    if (it->second.seen != day) add_step(it->second.course, {day, Verdict::not_applicable});
  }
}

void Record::note_swept(Date day, const Finding& finding) {
  // Of a null group there is a finding only where something may stand in it.
  const bool null =
      std::ranges::any_of(finding.group, [](const auto& part) { return !part.value; });
  if (!null || finding.verdict != Verdict::not_applicable) {
    note_one(day, finding);
  } else if (const auto found = noted_.find(key_of(finding)); found != noted_.end()) {
    add_step(found->second.course, {day, Verdict::not_applicable});
  }
}

// The total on every day on which a course takes a step: the worst of all that count.
std::vector<TotalStep> Record::total() const {
  struct Step {
    Date from;
    std::optional<Verdict> before;
    Verdict after;
  };
  std::vector<Step> steps;
  for (const auto& [key, noted] : noted_) {
    const Rule& rule = question_.decision.rules[key.first];
    if (rule.severity == decision::RuleSeverity::warn) continue;
    std::optional<Verdict> before;
    for (const CourseStep& step : noted.course.steps) {
      steps.push_back({step.from, before, step.verdict});
      before = step.verdict;
    }
  }
  std::ranges::stable_sort(steps, {}, &Step::from);
  std::array<std::size_t, std::size(decision::kVerdicts)> counts{};
  const auto count_of = [&](Verdict verdict) -> std::size_t& {
    return counts[static_cast<std::size_t>(verdict)];
  };
  std::vector<TotalStep> out = {{first_, Verdict::undecided}};
  for (auto step = steps.begin(); step != steps.end();) {
    const Date day = step->from;
    for (; step != steps.end() && step->from == day; ++step) {
      if (step->before) --count_of(*step->before);
      ++count_of(step->after);
    }
    Verdict now = Verdict::undecided;
    if (count_of(Verdict::conforms) > 0 && count_of(Verdict::undecided) == 0) {
      now = Verdict::conforms;
    }
    if (count_of(Verdict::breaches) > 0) now = Verdict::breaches;
    if (day == first_) {
      out.front().total = now;
    } else if (out.back().total != now) {
      out.push_back({day, now});
    }
  }
  return out;
}

void Record::take_since(Course& course) const {
  const auto later = std::ranges::upper_bound(course.steps, question_.on, {}, &CourseStep::from);
  for (auto it = later; it != course.steps.begin() && (it - 1)->verdict == Verdict::breaches;) {
    --it;
    course.breaches_since = it->from;
  }
}

void Record::take_left(const Noted& noted, Timeline& out) const {
  if (!noted.due || !noted.left_now || noted.left_now->nothing()) return;
  LeftToDo left{noted.course.finding,
                noted.course.rule,
                noted.course.group,
                *noted.due,
                noted.due->days - question_.on.days,
                *noted.left_now,
                noted.left_on_due,
                {}};
  if (left.days_left > 0 && left.now.at_most) {
    // A month is 365.25 / 12 = 487 / 16 days.
    const Int128 parts = Int128{16} * left.days_left;
    left.per_month = (*left.now.at_most * 487 + parts - 1) / parts;
  }
  out.left.push_back(std::move(left));
}

Timeline Record::finish(Date until) {
  Timeline out{first_, until, question_.on, question_.estate.manifest.as_of, {}, total(), {}};
  for (auto& [key, noted] : noted_) {
    take_since(noted.course);
    take_left(noted, out);
    out.courses.push_back(std::move(noted.course));
  }
  return out;
}

// Which rules are followed row by row, and which are asked anew on each of their days.
struct Work {
  RuleNumbers swept;
  std::map<Date, RuleNumbers> agenda;
};

Work plan(const TimelineQuestion& question, const std::vector<decision::RuleDays>& days, Date first,
          Date last) {
  Work out;
  for (std::size_t rule = 0; rule < days.size(); ++rule) {
    const bool swept =
        can_sweep(question.decision, question.decision.rules[rule], question.waivers);
    if (swept) out.swept.push_back(rule);
    std::set<Date> asked;
    if (!swept) {
      asked.insert(first);
      for (const Date day : days[rule].all().days()) {
        if (first < day && day <= last) asked.insert(day);
      }
    }
    // The day asked about may be before the first, and is asked for what is left to do.
    if (!swept || question.on < first) asked.insert(question.on);
    for (const Date day : asked) out.agenda[day].push_back(rule);
  }
  return out;
}

// What is asked anew when.
struct Agenda {
  const decision::EstateDays& estate_days;
  const std::map<Date, RuleNumbers>& rules;
};

// Asks the rules of the agenda, day by day; how many rules that were.
Result<std::size_t> ask_anew(const TimelineQuestion& question, const Agenda& agenda, Record& record,
                             const Run& run) {
  FactsByDay facts(question.estate, agenda.estate_days, question.functions, question.places);
  decision::EvaluateOptions options{
      .waivers = question.waivers, .verdicts_only = true, .outside = &answer_outside()};
  Run inner = run;
  inner.progress = {};
  std::size_t asked = 0;
  std::size_t done = 0;
  for (const auto& [day, rules] : agenda.rules) {
    run.tell({"days", done++, agenda.rules.size()});
    options.plans_unknown = facts.plans_unknown(day);
    const decision::Facts now = facts.on(day);
    decision::Groundwork ground(now, inner);
    const auto findings = evaluate_rules({question.decision, rules, ground, options}, inner);
    if (!findings) return std::unexpected(findings.error());
    std::map<std::size_t, std::vector<Finding>> by_rule;
    for (const std::size_t rule : rules) by_rule[rule];
    for (const Finding& finding : *findings) by_rule[finding.rule].push_back(finding);
    for (const auto& [rule, of_rule] : by_rule) record.note(day, rule, of_rule);
    asked += rules.size();
  }
  return asked;
}

}  // namespace

std::optional<Left> left_of(const Finding& finding, const Rule& rule) {
  if (finding.in_itself == Verdict::not_applicable) return Left{0, 0};
  switch (rule.kind) {
    case RuleKind::exclude:
    case RuleKind::clear:
    case RuleKind::freeze: {
      const auto sure = static_cast<Int128>(finding.offender_count - finding.waived_count);
      return Left{sure, sure + static_cast<Int128>(finding.possible_count)};
    }
    case RuleKind::cap: {
      if (!finding.measured) return std::nullopt;
      const Measured& m = *finding.measured;
      Left left;
      if (!m.low.unbounded) left.at_least = above_limit(m.low, *rule.limit);
      if (!m.high.unbounded) left.at_most = above_limit(m.high, *rule.limit);
      return left;
    }
    case RuleKind::know:
      if (!finding.measured) return std::nullopt;
      return left_of_know(*finding.measured, *rule.share);
    default:
      return std::nullopt;
  }
}

Date first_day(const decision::Decision& decision, Date as_of) {
  std::optional<Date> first;
  const auto take = [&](const std::optional<Date>& day) {
    if (day) first = first ? std::min(*first, *day) : *day;
  };
  for (const Rule& rule : decision.rules) {
    if (!rule.from && !rule.by) take(decision.announced);
    for (const std::string& id : operators_with_dates(rule)) take(asked_from(rule, id));
  }
  if (!first) take(decision.announced);
  return first.value_or(as_of);
}

Timeline differing(const Timeline& timeline, const Timeline& other) {
  Timeline out = timeline;
  const auto alike = [](const CourseStep& a, const CourseStep& b) {
    return a.from == b.from && a.verdict == b.verdict && a.measured == b.measured;
  };
  std::erase_if(out.courses, [&](const Course& course) {
    const auto found = std::ranges::find(other.courses, course.finding, &Course::finding);
    return found != other.courses.end() && std::ranges::equal(course.steps, found->steps, alike);
  });
  return out;
}

Result<Timeline> timeline(const TimelineQuestion& question, const Run& run) {
  const decision::EstateDays estate_days = decision::estate_days(question.estate);
  const std::vector<decision::RuleDays> days = decision::change_days(
      {question.decision, question.waivers, question.estate, estate_days, question.places});
  const Date first =
      question.from.value_or(first_day(question.decision, question.estate.manifest.as_of));
  const Date last = std::max(first, last_date(question, days));
  const Work work = plan(question, days, first, last);
  Record record(question, first);
  const auto asked = ask_anew(question, {estate_days, work.agenda}, record, run);
  if (!asked) return std::unexpected(asked.error());
  const NoteFinding note = [&](Date day, const Finding& finding) {
    record.note_swept(day, finding);
  };
  const auto swept = sweep({question, work.swept, days, first, last}, note, run);
  if (!swept) return std::unexpected(swept.error());
  Timeline out = record.finish(last);
  out.days_asked = work.agenda.size();
  out.rules_asked = *asked;
  out.rules_swept = work.swept.size();
  out.spans_swept = swept->spans;
  out.epochs_asked = swept->epochs;
  return out;
}

}  // namespace relook::engine
