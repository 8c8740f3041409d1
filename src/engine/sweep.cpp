// SPDX-License-Identifier: Apache-2.0
#include "engine/sweep.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "decision/force.hpp"
#include "decision/grouping.hpp"
#include "decision/scope.hpp"
#include "decision/select.hpp"
#include "engine/epochs.hpp"
#include "engine/group_tally.hpp"
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
using decision::Verdict;
using estate::is_value;
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

// ---- what a row is to a rule

// The answers of one rule about one element in one epoch.
struct Answer {
  Truth of = Truth::yes;
  Truth matches = Truth::no;
  bool waived = false;
};

// ---- one rule through time

class SweptRule {
 public:
  SweptRule(const TimelineQuestion& question, std::size_t number, decision::Grouping grouping)
      : question_(question),
        number_(number),
        rule_(question.decision.rules[number]),
        grouping_(std::move(grouping)) {
    clear();
  }

  // Forgets all rows.
  void clear() {
    answers_.assign(question_.estate.rows(TableId::elements), {});
    rows_.assign(grouping_.size(), {});
    shares_.assign(grouping_.size(), {});
    touched_.clear();
    is_touched_.assign(grouping_.size(), 0);
  }
  void take(std::uint32_t row, Truth service, Turn turn);
  void set(std::uint32_t row, const Answer& answer) { answers_[row] = answer; }
  void set_all(std::vector<Answer> answers) { answers_ = std::move(answers); }
  // The groups that rows have been taken from or put into since the last call.
  [[nodiscard]] std::vector<std::uint32_t> touched();
  [[nodiscard]] std::size_t groups() const { return grouping_.size(); }
  [[nodiscard]] Finding finding(std::uint32_t group, Date day) const;

 private:
  const TimelineQuestion& question_;
  std::size_t number_;
  const Rule& rule_;
  decision::Grouping grouping_;
  std::vector<Answer> answers_;     // by row
  std::vector<RowsTally> rows_;     // by group
  std::vector<ShareTally> shares_;  // by group
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint8_t> is_touched_;  // by group
};

std::vector<std::uint32_t> SweptRule::touched() {
  std::vector<std::uint32_t> out = std::exchange(touched_, {});
  for (const std::uint32_t group : out) is_touched_[group] = 0;
  std::ranges::sort(out);
  return out;
}

void SweptRule::take(std::uint32_t row, Truth service, Turn turn) {
  const Answer& answer = answers_[row];
  const auto column = decision::column_of(rule_.measure);
  for (const auto [group, member] : grouping_.groups_of(grouping_.memberships()[row])) {
    Stand stand{both(member, both(service, answer.of)), answer.matches, answer.waived};
    if (stand.in == Truth::no) continue;
    if (is_touched_[group] == 0) touched_.push_back(group);
    is_touched_[group] = 1;
    if (rule_.kind != RuleKind::cap) {
      rows_[group].take(stand, turn);
      continue;
    }
    if (column) stand.weight = question_.estate.column(*column).number(row);
    stand.site = question_.estate.column(kElementSite).code(row);
    shares_[group].take(stand, rule_, turn);
  }
}

Finding SweptRule::finding(std::uint32_t group, Date day) const {
  Finding finding;
  finding.rule = number_;
  finding.group = grouping_.group(group);
  finding.id = decision::finding_id(rule_.id, finding.group);
  if (rule_.kind == RuleKind::cap) {
    shares_[group].fill(rule_, finding);
  } else {
    rows_[group].fill(finding);
  }
  const estate::Estate& estate = question_.estate;
  const bool planned = day <= estate.manifest.as_of || estate.table(TableId::changes).present();
  if (!planned || !estate.table(TableId::elements).present()) {
    finding.in_itself = Verdict::undecided;
  }
  if (grouping_.is_null(group)) {
    if (finding.in_itself == Verdict::not_applicable) {
      // Of a group that nobody has named, and in which nothing can stand, there is no finding.
      finding.verdict = Verdict::not_applicable;
      finding.measured.reset();
      return finding;
    }
    finding.in_itself = Verdict::undecided;
  }
  decision::settle_force(decision::force_of(rule_, grouping_.operator_of(group), day), finding);
  return finding;
}

// ---- all rules between two cuts

// From the day on, the element is as the epoch says; without one only its service may differ.
struct Event {
  std::int32_t day;
  std::uint32_t row;
  std::optional<std::size_t> epoch = {};
};

struct Epoch {
  estate::Interval service;
  std::vector<Answer> answers;  // by swept rule
};

class Sweeper {
 public:
  Sweeper(const SweepQuestion& question, const NoteFinding& note, const Run& run)
      : question_(question),
        estate_(question.timeline.estate),
        note_(note),
        run_(run),
        epoch_days_(epoch_days(estate_)),
        service_days_(service_days(estate_)) {}

  Result<void> prepare();
  void between(Date begin, Date end);
  void tell_all(std::size_t rule, Date day);

 private:
  [[nodiscard]] std::vector<std::vector<RowDay>> rounds(Date begin, Date end) const;
  void start(Date begin);
  void look_near(const decision::Facts& facts);
  [[nodiscard]] std::vector<Answer> answers_of(std::size_t place,
                                               const decision::Facts& facts) const;
  void ask(const std::vector<RowDay>& round, Date begin, std::vector<Event>& events);
  void happen(const Event& event);
  [[nodiscard]] Truth service_of(std::uint32_t row, Date day) const {
    return estate::holds_on(service_[row], day, estate_.manifest.as_of);
  }

  const SweepQuestion& question_;
  const estate::Estate& estate_;
  const NoteFinding& note_;
  const Run& run_;
  std::vector<RowDay> epoch_days_;
  std::vector<RowDay> service_days_;
  std::vector<SweptRule> rules_;
  std::vector<std::optional<decision::CodeTruths>> near_;  // by swept rule, of those that ask it
  std::vector<estate::Interval> service_;                  // by row: its dates in its epoch
  std::vector<Truth> in_service_;                          // by row: as it was taken
  std::vector<Epoch> epochs_;
};

Result<void> Sweeper::prepare() {
  const TimelineQuestion& asked = question_.timeline;
  const std::vector<Date> days(estate_.rows(TableId::elements), question_.first);
  const EpochFacts now(estate_, days, question_.first, asked.functions, asked.places);
  const decision::Binding binding = decision::binding_of(asked.decision, now.facts());
  for (const std::size_t rule : question_.rules) {
    auto grouping =
        decision::Grouping::make(asked.decision.rules[rule], binding, now.facts(), run_);
    if (!grouping) return std::unexpected(grouping.error());
    rules_.emplace_back(asked, rule, std::move(*grouping));
  }
  return {};
}

void Sweeper::tell_all(std::size_t rule, Date day) {
  for (std::uint32_t group = 0; group < rules_[rule].groups(); ++group) {
    note_(day, rules_[rule].finding(group, day));
  }
}

// Which sites are near the places of a rule; neither plans nor supplies move a site.
void Sweeper::look_near(const decision::Facts& facts) {
  const TimelineQuestion& asked = question_.timeline;
  const decision::EvaluateOptions options;
  const decision::Binding binding;
  const decision::ServiceColumns service;
  near_.assign(question_.rules.size(), {});
  for (std::size_t i = 0; i < near_.size(); ++i) {
    const Rule& rule = asked.decision.rules[question_.rules[i]];
    if (rule.kind != RuleKind::clear) continue;
    near_[i] = near_places(rule, {asked.decision, facts, options, binding, run_, service});
  }
}

// Asks a rule of every element in the epoch that the facts show; `place` is the rule's among the
// swept.
std::vector<Answer> Sweeper::answers_of(std::size_t place, const decision::Facts& facts) const {
  const TimelineQuestion& question = question_.timeline;
  const Rule& rule = question.decision.rules[question_.rules[place]];
  std::vector<Answer> out(facts.estate.rows(TableId::elements));
  const std::vector<Truth> what = decision::select(*rule.what, facts, run_);
  for (std::size_t row = 0; row < out.size(); ++row) out[row].matches = what[row];
  if (rule.of) {
    const std::vector<Truth> of = decision::select(*rule.of, facts, run_);
    for (std::size_t row = 0; row < out.size(); ++row) out[row].of = of[row];
  }
  if (rule.kind == RuleKind::freeze) {
    const estate::Column& dates = facts.estate.column(rule.dated);
    const Date as_of = facts.estate.manifest.as_of;
    const std::optional<Date> after = rule.after ? rule.after->date : std::nullopt;
    for (std::size_t row = 0; row < out.size(); ++row) {
      const Truth late =
          after ? decision::after_day(dates.day(row), *after, as_of) : Truth::unknown;
      out[row].matches = both(out[row].matches, late);
    }
  }
  if (near_[place]) {
    const estate::Column& sites = facts.estate.column(kElementSite);
    for (std::size_t row = 0; row < out.size(); ++row) {
      out[row].matches = both(out[row].matches, (*near_[place])[sites.code(row)]);
    }
  }
  if (rule.kind == RuleKind::cap) return out;
  for (const decision::Waiver& waiver : question.waivers) {
    if (waiver.rule != rule.id || facts.on >= waiver.until) continue;
    const std::vector<Truth> rows = decision::select(waiver.selector, facts, run_);
    for (std::size_t row = 0; row < out.size(); ++row) {
      out[row].waived = out[row].waived || rows[row] == Truth::yes;
    }
  }
  return out;
}

// Every element as it is on the day.
void Sweeper::start(Date begin) {
  const TimelineQuestion& asked = question_.timeline;
  const std::vector<Date> days(estate_.rows(TableId::elements), begin);
  const EpochFacts now(estate_, days, begin, asked.functions, asked.places);
  const estate::Estate& estate = now.facts().estate;
  look_near(now.facts());
  service_.resize(days.size());
  in_service_.resize(days.size());
  for (std::uint32_t row = 0; row < days.size(); ++row) {
    service_[row] = {estate.column(kElementFrom).day(row), estate.column(kElementUntil).day(row)};
    in_service_[row] = service_of(row, begin);
  }
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    rules_[i].clear();
    rules_[i].set_all(answers_of(i, now.facts()));
    for (std::uint32_t row = 0; row < days.size(); ++row) {
      rules_[i].take(row, in_service_[row], Turn::joins);
    }
    (void)rules_[i].touched();
    tell_all(i, begin);
  }
}

// The first epochs of all elements, then their second ones, and so on.
std::vector<std::vector<RowDay>> Sweeper::rounds(Date begin, Date end) const {
  std::vector<std::vector<RowDay>> out;
  std::size_t round = 0;
  std::optional<std::uint32_t> row;
  for (const RowDay& event : epoch_days_) {
    if (event.day <= begin.days || event.day >= end.days) continue;
    round = row == event.row ? round + 1 : 0;
    row = event.row;
    if (round == out.size()) out.emplace_back();
    out[round].push_back(event);
  }
  return out;
}

void Sweeper::ask(const std::vector<RowDay>& round, Date begin, std::vector<Event>& events) {
  const TimelineQuestion& asked = question_.timeline;
  std::vector<Date> days(estate_.rows(TableId::elements), begin);
  for (const RowDay& event : round) days[event.row] = Date{event.day};
  const EpochFacts then(estate_, days, begin, asked.functions, asked.places);
  const estate::Estate& estate = then.facts().estate;
  const std::size_t first = epochs_.size();
  for (const RowDay& event : round) {
    events.push_back({event.day, event.row, epochs_.size()});
    epochs_.push_back(
        {{estate.column(kElementFrom).day(event.row), estate.column(kElementUntil).day(event.row)},
         {}});
  }
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    const std::vector<Answer> answers = answers_of(rule, then.facts());
    for (std::size_t i = 0; i < round.size(); ++i) {
      epochs_[first + i].answers.push_back(answers[round[i].row]);
    }
  }
}

void Sweeper::happen(const Event& event) {
  const Epoch* epoch = event.epoch ? &epochs_[*event.epoch] : nullptr;
  if (epoch != nullptr) service_[event.row] = epoch->service;
  const Truth service = service_of(event.row, Date{event.day});
  if (epoch == nullptr && service == in_service_[event.row]) return;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    rules_[i].take(event.row, in_service_[event.row], Turn::leaves);
    if (epoch != nullptr) rules_[i].set(event.row, epoch->answers[i]);
    rules_[i].take(event.row, service, Turn::joins);
  }
  in_service_[event.row] = service;
}

// From `begin` to the day before `end`.
void Sweeper::between(Date begin, Date end) {
  start(begin);
  epochs_.clear();
  std::vector<Event> events;
  for (const RowDay& event : service_days_) {
    if (begin.days < event.day && event.day < end.days) events.push_back({event.day, event.row});
  }
  for (const std::vector<RowDay>& round : rounds(begin, end)) ask(round, begin, events);
  std::ranges::sort(
      events, {}, [](const Event& event) { return std::tuple(event.day, event.row, event.epoch); });
  std::set<Date> days;
  for (const Event& event : events) days.insert(Date{event.day});
  std::vector<std::set<Date>> of_dates(rules_.size());
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    for (const Date day : question_.days[question_.rules[i]].of_dates.days()) {
      if (begin < day && day < end) of_dates[i].insert(day);
    }
    const Date on = question_.timeline.on;
    if (begin < on && on < end) of_dates[i].insert(on);
    days.insert(of_dates[i].begin(), of_dates[i].end());
  }
  auto event = events.begin();
  for (const Date day : days) {
    for (; event != events.end() && event->day == day.days; ++event) happen(*event);
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      const std::vector<std::uint32_t> touched = rules_[i].touched();
      if (of_dates[i].contains(day)) {
        tell_all(i, day);
        continue;
      }
      for (const std::uint32_t group : touched) note_(day, rules_[i].finding(group, day));
    }
  }
}

// ---- where every row may have another answer

void add_heads(const std::optional<Selector>& selector, std::set<std::string>& heads) {
  if (!selector) return;
  for (const decision::Node& node : selector->nodes.values()) {
    const auto* leaf = std::get_if<decision::Leaf>(&node.what);
    if (leaf == nullptr) continue;
    const auto* test = std::get_if<decision::InFamily>(&leaf->test);
    if (test != nullptr) heads.insert(test->heads.begin(), test->heads.end());
  }
}

// Whether each vendor is in each of the families on the day: all that a selector asks of owners.
std::vector<Truth> in_families_on(const estate::Estate& estate, Date day,
                                  const std::vector<std::uint32_t>& heads) {
  const estate::Families families = identity::families_on(estate, day);
  std::vector<Truth> out;
  const std::size_t vendors = estate.rows(TableId::vendors);
  out.reserve(heads.size() * vendors);
  for (const std::uint32_t head : heads) {
    for (std::uint32_t vendor = 0; vendor < vendors; ++vendor) {
      out.push_back(families.in_family(vendor, head));
    }
  }
  return out;
}

std::set<Date> cuts_of(const SweepQuestion& question) {
  const TimelineQuestion& asked = question.timeline;
  std::set<Date> cuts = {question.first};
  std::set<Date> owners;
  std::set<std::string> names;
  const auto within = [&](const decision::DaySet& days, std::set<Date>& out) {
    for (const Date day : days.days()) {
      if (question.first < day && day <= question.last) out.insert(day);
    }
  };
  for (const std::size_t number : question.rules) {
    within(question.days[number].of_all, cuts);
    within(question.days[number].of_owners, owners);
    const Rule& rule = asked.decision.rules[number];
    add_heads(rule.what, names);
    add_heads(rule.of, names);
    for (const decision::Waiver& waiver : asked.waivers) {
      if (waiver.rule == rule.id) add_heads(waiver.selector, names);
    }
  }
  std::vector<std::uint32_t> heads;
  for (const std::string& name : names) {
    if (const auto row = asked.estate.table(TableId::vendors).find(name)) heads.push_back(*row);
  }
  std::vector<Truth> before = in_families_on(asked.estate, question.first, heads);
  for (const Date day : owners) {
    std::vector<Truth> now = in_families_on(asked.estate, day, heads);
    if (now != before) cuts.insert(day);
    before = std::move(now);
  }
  return cuts;
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

Result<void> sweep(const SweepQuestion& question, const NoteFinding& note, const Run& run) {
  if (question.rules.empty()) return {};
  const std::set<Date> cuts = cuts_of(question);
  Run inner = run;
  inner.progress = {};
  Sweeper sweeper(question, note, inner);
  if (auto prepared = sweeper.prepare(); !prepared) return prepared;
  std::size_t done = 0;
  for (auto cut = cuts.begin(); cut != cuts.end(); ++cut) {
    run.tell({"spans of time", done++, cuts.size()});
    if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    const auto next = std::next(cut);
    sweeper.between(*cut, next != cuts.end() ? *next : Date{question.last.days + 1});
  }
  return {};
}

}  // namespace relook::engine
