// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/date.hpp"

namespace relook::decision {

/// Days of the years that relook accepts, as a set. A day takes a bit, whatever is in it.
class DaySet {
 public:
  /// Adds the day, counted from 1970-01-01. One outside of those years is never asked about and is
  /// left out.
  void add(std::int64_t day);
  void add(const DaySet& other);

  /// Whether it holds one of the days after `after`, up to and including `last`.
  [[nodiscard]] bool any_in(Date after, Date last) const;
  /// All of them, ascending.
  [[nodiscard]] std::vector<Date> days() const;

  friend bool operator==(const DaySet&, const DaySet&) = default;

 private:
  std::vector<std::uint64_t> words_;  // empty, or one bit for each day
};

}  // namespace relook::decision
