// SPDX-License-Identifier: Apache-2.0
// One rule followed through time: what each row adds to its groups is put in and taken out again.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/truth.hpp"
#include "decision/finding.hpp"
#include "decision/force.hpp"
#include "decision/grouping.hpp"
#include "engine/group_tally.hpp"
#include "engine/timeline.hpp"

namespace relook::engine {

/// A finding on the first day on which it is so: of its figures those that a timeline needs.
using NoteFinding = std::function<void(Date, const decision::Finding&)>;

/// What a rule says of an element in one epoch, whether in service or not. There is one for every
/// row of the estate and every rule: a byte each.
struct RowAnswer {
  Truth of : 2 = Truth::yes;
  Truth matches : 2 = Truth::no;
  bool waived : 1 = false;

  friend bool operator==(const RowAnswer&, const RowAnswer&) = default;
};
static_assert(sizeof(RowAnswer) == 1);

/// From the day on an element is, or is in service, as it was not before.
struct RowEvent {
  static constexpr std::uint32_t kSameEpoch = 0xFFFFFFFF;

  std::int32_t day;
  std::uint32_t row;
  std::uint32_t epoch = kSameEpoch;  ///< the one that it enters; counted over all elements
  Truth before = Truth::no;          ///< whether it was in service
  Truth after = Truth::no;
};

/// The groups of one rule as the days go by.
class SweptRule {
 public:
  /// Both must outlive it.
  SweptRule(const TimelineQuestion& question, std::size_t number,
            const decision::Grouping& grouping);

  [[nodiscard]] std::size_t number() const { return number_; }

  /// Forgets what it knew, and takes every row: its answer, and whether it is in service.
  void start(std::vector<RowAnswer> answers, std::span<const Truth> service);
  /// What happens to a row; `of_epochs` are the rule's answers by epoch.
  void happen(const RowEvent& event, std::span<const RowAnswer> of_epochs);
  /// Tells every group. To be called on every day on which the rule may come into force or go out
  /// of it.
  void tell_all(Date day, const NoteFinding& note);
  /// Tells those groups in which something has happened since they were told last, and of which
  /// verdict or measure are others.
  void tell_changed(Date day, const NoteFinding& note);

 private:
  void take_alike(std::span<const Truth> service);
  void take(std::uint32_t row, Truth service, Turn turn);
  void find(std::uint32_t group, Date day);
  void tell(std::uint32_t group, Date day, const NoteFinding& note);

  // What was told of a group last.
  struct Told {
    decision::Verdict verdict;
    std::optional<decision::Measured> measured;

    friend bool operator==(const Told&, const Told&) = default;
  };

  const TimelineQuestion& question_;
  std::size_t number_;
  const decision::Rule& rule_;
  const decision::Grouping& grouping_;
  const estate::Column* weight_ = nullptr;  // of a cap that measures one
  std::vector<RowAnswer> answers_;          // by row
  std::vector<RowsTally> rows_;             // by group
  std::vector<ShareTally> shares_;          // by group, in place of rows_ for a cap
  std::vector<decision::Force> force_;      // by group
  std::vector<Told> told_;                  // by group
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint8_t> is_touched_;  // by group
  // The finding of one group after another: one is made for every group on every day, and few of
  // them are told.
  decision::Finding found_;
};

}  // namespace relook::engine
