// SPDX-License-Identifier: Apache-2.0
#include "engine/sweep.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <utility>

#include "base/parallel.hpp"
#include "decision/groundwork.hpp"
#include "decision/scope.hpp"
#include "decision/select.hpp"
#include "engine/cuts.hpp"
#include "engine/epochs.hpp"
#include "engine/situation.hpp"
#include "identity/families.hpp"

namespace relook::engine {
namespace {

using decision::Decision;
using decision::Finding;
using decision::Measure;
using decision::Rule;
using decision::RuleKind;
using decision::Selector;
using decision::Subject;
using estate::TableId;
using namespace estate::column;

// ---- which rules

bool by_supply_dates(const decision::Path& path) {
  return path.field == decision::FieldKind::column &&
         (path.column == kSupplyFrom || path.column == kSupplyUntil);
}

// Whether an element's answer hangs on its own row and its supplies alone. Dates of supplies are
// overwritten in an epoch, so nothing may be asked about them but whether they hold.
bool of_own_row(const Selector& selector) {
  return std::ranges::none_of(selector.nodes.values(), [](const decision::Node& node) {
    if (std::holds_alternative<decision::AnyDependency>(node.what)) return true;
    if (const auto* leaf = std::get_if<decision::Leaf>(&node.what)) {
      return by_supply_dates(leaf->path);
    }
    if (const auto* pair = std::get_if<decision::FieldPair>(&node.what)) {
      return by_supply_dates(pair->left) || by_supply_dates(pair->right);
    }
    return false;
  });
}

// Operators have no dates: only `on` itself makes a difference between days.
bool same_on_all_days(const Selector& selector) {
  return std::ranges::none_of(selector.nodes.values(), [](const decision::Node& node) {
    return std::holds_alternative<decision::OnCompare>(node.what);
  });
}

// Whether rows stay in their groups: not where these are of what a planned change or a supply says.
bool stays(const decision::GroupKey& key) {
  return !key.path.through_vendor &&
         !(key.path.field == decision::FieldKind::column && key.path.column == kElementModel);
}

bool countable(const Rule& rule) {
  switch (rule.kind) {
    case RuleKind::exclude:
    case RuleKind::clear:
    case RuleKind::freeze:
      return true;
    case RuleKind::cap:
      return rule.measure != Measure::demand;
    default:
      return false;
  }
}

// ---- all rules between two cuts

// In the order of their days, those of a day as they came: by counting, as there are few days and
// many events.
std::vector<RowEvent> by_day(const std::vector<RowEvent>& events, Days within) {
  const auto place = [&](const RowEvent& event) {
    return static_cast<std::size_t>(event.day - within.begin.days);
  };
  std::vector<std::size_t> next(static_cast<std::size_t>(within.end.days - within.begin.days) + 1);
  for (const RowEvent& event : events) ++next[place(event) + 1];
  for (std::size_t day = 1; day < next.size(); ++day) next[day] += next[day - 1];
  std::vector<RowEvent> out(events.size());
  for (const RowEvent& event : events) out[next[place(event)]++] = event;
  return out;
}

// Facts, and that all of their elements are in service: who is, is followed by itself.
struct Asked {
  explicit Asked(const decision::Facts& shown) : facts(shown) {
    service[static_cast<std::size_t>(TableId::elements)].assign(
        facts.estate.rows(TableId::elements), Truth::yes);
  }

  const decision::Facts& facts;
  decision::ServiceColumns service;
};

class Sweeper {
 public:
  Sweeper(const SweepQuestion& question, const Run& run)
      : question_(question),
        estate_(question.timeline.estate),
        run_(run),
        first_(estate_, question.first, question.timeline.functions, question.timeline.places),
        ground_(first_.facts(), run),
        owners_(owners_changes(question)) {}

  Result<void> prepare();
  void between(Days within, const NoteFinding& note);
  [[nodiscard]] std::size_t epochs_asked() const { return epochs_asked_; }

 private:
  // What the elements go through between two cuts.
  struct Course {
    std::vector<Truth> service;                    // by row, on the first day
    std::vector<std::vector<RowAnswer>> at_first;  // by swept rule, then by row
    std::vector<RowEvent> events;                  // in the order of the days
    std::vector<std::vector<RowAnswer>> answers;   // by swept rule, then by epoch
  };

  void look_near(const decision::Facts& facts);
  [[nodiscard]] std::vector<RowAnswer> answers_of(std::size_t place, const Asked& asked) const;
  [[nodiscard]] Course course_of(Days within, const decision::Facts& now) const;
  void add_epochs(Days within, const decision::Facts& now, Course& course) const;
  void follow(std::size_t place, Course& course, Days within, const NoteFinding& note);
  [[nodiscard]] std::vector<Date> days_to_tell(std::size_t place, Days within) const;

  const SweepQuestion& question_;
  const estate::Estate& estate_;
  const Run& run_;
  Situation first_;
  decision::Groundwork ground_;  // of the first day: nobody changes groups
  std::vector<OwnersChange> owners_;
  std::vector<SweptRule> rules_;
  std::vector<std::optional<decision::CodeTruths>> near_;  // by swept rule, of those that ask it
  std::size_t epochs_asked_ = 0;
};

Result<void> Sweeper::prepare() {
  const Decision& decision = question_.timeline.decision;
  const decision::Binding binding = decision::binding_of(decision, first_.facts());
  near_.resize(question_.rules.size());
  for (const std::size_t rule : question_.rules) {
    const auto groups = ground_.groups(decision.rules[rule], binding);
    if (!groups) return std::unexpected(groups.error());
    rules_.emplace_back(question_.timeline, rule, (*groups)->grouping);
  }
  return {};
}

// Which sites are near the places of a rule. Neither plans nor supplies move a site, and places
// have no dates: it is asked again only where the rule asks for other places on other days.
void Sweeper::look_near(const decision::Facts& facts) {
  const decision::EvaluateOptions options;
  const decision::Binding binding;
  const decision::ServiceColumns service;
  for (std::size_t i = 0; i < near_.size(); ++i) {
    const Rule& rule = question_.timeline.decision.rules[question_.rules[i]];
    if (rule.kind != RuleKind::clear) continue;
    if (near_[i] && same_on_all_days(*rule.places)) continue;
    near_[i] =
        near_places(rule, {question_.timeline.decision, facts, options, binding, run_, service});
  }
}

// Asks a rule of every element that the facts show; `place` is the rule's among the swept.
std::vector<RowAnswer> Sweeper::answers_of(std::size_t place, const Asked& asked) const {
  const TimelineQuestion& question = question_.timeline;
  const Rule& rule = question.decision.rules[question_.rules[place]];
  const decision::EvaluateOptions options;
  const decision::Binding binding;
  const decision::Context context{question.decision, asked.facts, options,
                                  binding,           run_,        asked.service};
  const decision::AskedRule asked_rule{.rule = rule, .context = context, .near = near_[place]};
  const decision::RuleAnswers answers(asked_rule);
  std::vector<RowAnswer> out(answers.rows());
  parallel_chunks(
      out.size(), run_.threads,
      [&](std::size_t, Chunk rows) {
        std::array<Truth, decision::kBlockRows> of;
        std::array<Truth, decision::kBlockRows> matches;
        const std::size_t size = rows.end - rows.begin;
        answers.write(rows, std::span(of).first(size), std::span(matches).first(size));
        for (std::size_t i = 0; i < size; ++i) out[rows.begin + i] = RowAnswer{of[i], matches[i]};
      },
      decision::kBlockRows);
  if (rule.kind == RuleKind::cap) return out;
  for (const decision::Waiver& waiver : question.waivers) {
    if (waiver.rule != rule.id || asked.facts.on >= waiver.until) continue;
    const std::vector<Truth> rows = decision::select(waiver.selector, asked.facts, run_);
    for (std::size_t row = 0; row < out.size(); ++row) {
      if (rows[row] == Truth::yes) out[row].waived = true;
    }
  }
  return out;
}

// The first epochs of all elements, then their second ones, and so on. Each round is asked at once,
// in an estate of the elements that have so many.
std::vector<std::vector<RowDay>> in_rounds(const std::vector<RowDay>& epochs) {
  std::vector<std::vector<RowDay>> out;
  std::size_t round = 0;
  std::optional<std::uint32_t> row;
  for (const RowDay& epoch : epochs) {
    round = row == epoch.row ? round + 1 : 0;
    row = epoch.row;
    if (round == out.size()) out.emplace_back();
    out[round].push_back(epoch);
  }
  return out;
}

// Says of each event whether its row is in service before and after it. `dates` are those of every
// row on the first day, `of_epochs` those of every epoch.
void tell_service(std::vector<RowEvent>& events, std::vector<estate::Interval> dates,
                  const std::vector<estate::Interval>& of_epochs, std::vector<Truth> service,
                  Date as_of) {
  for (RowEvent& event : events) {
    if (event.epoch != RowEvent::kSameEpoch) dates[event.row] = of_epochs[event.epoch];
    event.before = service[event.row];
    event.after = estate::holds_on(dates[event.row], Date{event.day}, as_of);
    service[event.row] = event.after;
  }
}

estate::Interval service_dates(const estate::Estate& estate, std::size_t row) {
  return {estate.column(kElementFrom).day(row), estate.column(kElementUntil).day(row)};
}

// Asks each element in each of its epochs, among the owners that the vendors have on its day.
void Sweeper::add_epochs(Days within, const decision::Facts& now, Course& course) const {
  course.answers.resize(rules_.size());
  std::vector<estate::Interval> of_epochs;
  for (const OwnedEpochs& owned : epochs_by_owners(estate_, within, owners_)) {
    const estate::Families families = identity::families_on(estate_, owned.since);
    const decision::Facts facts{
        now.estate, now.functions, now.element_vendors, now.supply_vendors, families,
        now.places, now.on};
    for (const std::vector<RowDay>& round : in_rounds(owned.epochs)) {
      const EpochFacts then(estate_, round, facts);
      for (std::size_t i = 0; i < round.size(); ++i) {
        const auto epoch = static_cast<std::uint32_t>(of_epochs.size());
        course.events.push_back({round[i].day, round[i].row, epoch});
        of_epochs.push_back(service_dates(then.facts().estate, i));
      }
      const Asked asked(then.facts());
      for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
        const std::vector<RowAnswer> answers = answers_of(rule, asked);
        course.answers[rule].insert(course.answers[rule].end(), answers.begin(), answers.end());
      }
    }
  }
  course.events = by_day(course.events, within);
  std::vector<estate::Interval> dates(course.service.size());
  for (std::size_t row = 0; row < dates.size(); ++row) dates[row] = service_dates(now.estate, row);
  tell_service(course.events, std::move(dates), of_epochs, course.service, estate_.manifest.as_of);
}

Sweeper::Course Sweeper::course_of(Days within, const decision::Facts& now) const {
  Course out;
  out.service = decision::in_service(now, TableId::elements, run_);
  const Asked asked(now);
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    out.at_first.push_back(answers_of(rule, asked));
  }
  for (const RowDay& event : service_days(estate_, within)) {
    out.events.push_back({event.day, event.row});
  }
  add_epochs(within, now, out);
  return out;
}

// The days on which all groups of a rule are told.
std::vector<Date> Sweeper::days_to_tell(std::size_t place, Days within) const {
  decision::DaySet days = question_.days[question_.rules[place]].of_dates;
  days.add(question_.timeline.on.days);
  std::vector<Date> out = days.days();
  std::erase_if(out, [&](Date day) { return day <= within.begin || day >= within.end; });
  return out;
}

void Sweeper::follow(std::size_t place, Course& course, Days within, const NoteFinding& note) {
  SweptRule& rule = rules_[place];
  rule.start(std::move(course.at_first[place]), course.service);
  rule.tell_all(within.begin, note);
  const std::vector<Date> to_tell = days_to_tell(place, within);
  auto event = course.events.begin();
  auto told = to_tell.begin();
  while (event != course.events.end() || told != to_tell.end()) {
    Date day = told != to_tell.end() ? *told : within.end;
    if (event != course.events.end()) day = std::min(day, Date{event->day});
    for (; event != course.events.end() && event->day == day.days; ++event) {
      rule.happen(*event, course.answers[place]);
    }
    if (told != to_tell.end() && *told == day) {
      rule.tell_all(day, note);
      ++told;
    } else {
      rule.tell_changed(day, note);
    }
  }
}

void Sweeper::between(Days within, const NoteFinding& note) {
  const TimelineQuestion& asked = question_.timeline;
  std::optional<Situation> later;
  if (within.begin != question_.first) {
    later.emplace(estate_, within.begin, asked.functions, asked.places);
  }
  const decision::Facts& now = later ? later->facts() : first_.facts();
  look_near(now);
  Course course = course_of(within, now);
  epochs_asked_ += course.answers.front().size();
  // Rules know nothing of each other, so that they go through the years side by side.
  std::mutex noting;
  const NoteFinding one_by_one = [&](Date day, const Finding& finding) {
    const std::scoped_lock lock(noting);
    note(day, finding);
  };
  parallel_chunks(
      rules_.size(), run_.threads,
      [&](std::size_t rule, Chunk) { follow(rule, course, within, one_by_one); }, 1);
}

}  // namespace

bool can_sweep(const Decision& decision, const Rule& rule,
               const std::vector<decision::Waiver>& waivers) {
  if (!countable(rule) || rule.over != Subject::elements || !rule.what) return false;
  if (decision.applies_to && !same_on_all_days(*decision.applies_to)) return false;
  if (!of_own_row(*rule.what) || (rule.of && !of_own_row(*rule.of))) return false;
  for (const decision::Waiver& waiver : waivers) {
    if (waiver.rule == rule.id && !of_own_row(waiver.selector)) return false;
  }
  return std::ranges::all_of(rule.per, stays);
}

Result<Swept> sweep(const SweepQuestion& question, const NoteFinding& note, const Run& run) {
  if (question.rules.empty()) return Swept{};
  const std::vector<Days> spans = spans_of(question);
  Run inner = run;
  inner.progress = {};
  Sweeper sweeper(question, inner);
  if (auto prepared = sweeper.prepare(); !prepared) return std::unexpected(prepared.error());
  Swept out;
  for (const Days& span : spans) {
    run.tell({"spans of time", out.spans++, spans.size()});
    if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    sweeper.between(span, note);
  }
  out.epochs = sweeper.epochs_asked();
  return out;
}

}  // namespace relook::engine
