// SPDX-License-Identifier: Apache-2.0
#include "engine/swept_rule.hpp"

#include <array>
#include <utility>

#include "estate/column.hpp"

namespace relook::engine {

using decision::Finding;
using decision::RuleKind;
using decision::Verdict;
using estate::TableId;

SweptRule::SweptRule(const TimelineQuestion& question, std::size_t number,
                     const decision::Grouping& grouping)
    : question_(question),
      number_(number),
      rule_(question.decision.rules[number]),
      grouping_(grouping) {
  if (const auto column = decision::column_of(rule_.measure)) {
    weight_ = &question.estate.column(*column);
  }
}

void SweptRule::start(std::vector<RowAnswer> answers, std::span<const Truth> service) {
  const bool cap = rule_.kind == RuleKind::cap;
  answers_ = std::move(answers);
  rows_.assign(cap ? 0 : grouping_.size(), {});
  shares_.assign(cap ? grouping_.size() : 0, {});
  told_.assign(grouping_.size(), {});
  touched_.clear();
  is_touched_.assign(grouping_.size(), 0);
  if (cap) {
    for (std::uint32_t row = 0; row < answers_.size(); ++row) take(row, service[row], Turn::joins);
  } else {
    take_alike(service);
  }
}

// Takes all rows. Nearly all of them are in scope, and most are alike: each kind is counted first,
// and then taken at once.
void SweptRule::take_alike(std::span<const Truth> service) {
  constexpr std::size_t kTruths = 3;
  constexpr std::size_t kKinds = 2 * kTruths * kTruths;
  const auto kind_of = [](Truth in, const RowAnswer& answer) {
    return (static_cast<std::size_t>(in) * kTruths + static_cast<std::size_t>(answer.matches)) * 2 +
           (answer.waived ? 1U : 0U);
  };
  const std::span<const std::uint32_t> memberships = grouping_.memberships();
  std::vector<std::array<std::int64_t, kKinds>> counts(grouping_.membership_count());
  for (std::uint32_t row = 0; row < answers_.size(); ++row) {
    const RowAnswer answer = answers_[row];
    ++counts[memberships[row]][kind_of(both(service[row], answer.of), answer)];
  }
  for (std::uint32_t membership = 0; membership < counts.size(); ++membership) {
    for (const Truth in : {Truth::unknown, Truth::yes}) {
      for (const Truth matches : {Truth::no, Truth::unknown, Truth::yes}) {
        for (const bool waived : {false, true}) {
          const RowAnswer answer{Truth::yes, matches, waived};
          const std::int64_t rows = counts[membership][kind_of(in, answer)];
          if (rows == 0) continue;
          for (const auto [group, member] : grouping_.groups_of(membership)) {
            rows_[group].take({both(member, in), matches, waived}, rows);
          }
        }
      }
    }
  }
}

void SweptRule::take(std::uint32_t row, Truth service, Turn turn) {
  const RowAnswer answer = answers_[row];
  const Truth in = both(service, answer.of);
  if (in == Truth::no) return;
  for (const auto [group, member] : grouping_.groups_of(grouping_.memberships()[row])) {
    Stand stand{both(member, in), answer.matches, answer.waived};
    if (is_touched_[group] == 0) touched_.push_back(group);
    is_touched_[group] = 1;
    if (rule_.kind != RuleKind::cap) {
      rows_[group].take(stand, static_cast<std::int64_t>(turn));
      continue;
    }
    if (weight_ != nullptr) stand.weight = weight_->number(row);
    stand.site = question_.estate.column(estate::column::kElementSite).code(row);
    shares_[group].take(stand, rule_, turn);
  }
}

void SweptRule::happen(const RowEvent& event, std::span<const RowAnswer> of_epochs) {
  RowAnswer& answer = answers_[event.row];
  const RowAnswer next = event.epoch == RowEvent::kSameEpoch ? answer : of_epochs[event.epoch];
  if (next == answer && event.before == event.after) return;
  take(event.row, event.before, Turn::leaves);
  answer = next;
  take(event.row, event.after, Turn::joins);
}

// Leaves the finding in found_, all but its name and its group.
void SweptRule::find(std::uint32_t group, Date day) {
  Finding& finding = found_;
  finding.rule = number_;
  finding.measured.reset();
  finding.headroom.reset();
  finding.due.reset();
  finding.to_find.clear();
  finding.undecided_because.clear();
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
      return;
    }
    finding.in_itself = Verdict::undecided;
  }
  decision::settle_force(force_[group], finding);
}

void SweptRule::tell(std::uint32_t group, Date day, const NoteFinding& note) {
  told_[group] = {found_.verdict, found_.measured};
  found_.group = grouping_.group(group);
  found_.id = decision::finding_id(rule_.id, found_.group);
  note(day, found_);
}

void SweptRule::tell_all(Date day, const NoteFinding& note) {
  for (const std::uint32_t group : touched_) is_touched_[group] = 0;
  touched_.clear();
  force_.clear();
  for (std::uint32_t group = 0; group < grouping_.size(); ++group) {
    force_.push_back(decision::force_of(rule_, grouping_.operator_of(group), day));
    find(group, day);
    tell(group, day, note);
  }
}

void SweptRule::tell_changed(Date day, const NoteFinding& note) {
  for (const std::uint32_t group : touched_) {
    is_touched_[group] = 0;
    find(group, day);
    if (told_[group] != Told{found_.verdict, found_.measured}) tell(group, day, note);
  }
  touched_.clear();
}

}  // namespace relook::engine
