// SPDX-License-Identifier: Apache-2.0
// The arithmetic of a share over things of which some are unknown (SEMANTICS 6.3 to 6.6).
//
// Each unit (an element with its weight, or a site) is in the whole surely, possibly or not, and in
// the part surely, possibly or not. A share is then an interval: at its low end everything doubtful
// stands against it, at its high end for it. Shares compare with a limit by a linear inequality in
// part and whole, so the smallest set of units that settles it is found by sorting.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/quantity.hpp"
#include "base/truth.hpp"

namespace relook::decision {

/// A unit's weight, in [least, most]; equal where it is known, `most` absent where nothing bounds
/// it.
struct Weight {
  std::int64_t least = 1;
  std::optional<std::int64_t> most = 1;

  [[nodiscard]] bool known() const { return most && *most == least; }
};

/// One unit: what it is in, what it weighs, and how many rows must be looked up to know it.
struct Unit {
  std::uint32_t row;  ///< an element, or a site
  Truth in_whole;     ///< never `no`
  Truth matches;      ///< whether it is in the part, if it is in the whole
  Weight weight = {};
  std::uint32_t rows_to_match = 1;  ///< unknown rows that must be settled to make it match
  std::uint32_t rows_to_clear = 1;  ///< and to make it not match
};

/// Whether there is nothing to look up about it.
[[nodiscard]] inline bool settled(const Unit& unit) {
  return unit.in_whole == Truth::yes && unit.matches != Truth::unknown && unit.weight.known();
}

/// Units one by one where they are not settled. Those that are say together what each of them does:
/// as few units that weigh as much.
class UnitList {
 public:
  void add(const Unit& unit);
  /// All that were added; it is empty afterwards.
  [[nodiscard]] std::vector<Unit> take();

  /// Of those that are surely in the whole, how many surely do or do not match; and how many do.
  [[nodiscard]] std::uint64_t known() const { return known_; }
  [[nodiscard]] std::uint64_t matching() const { return matching_; }

 private:
  std::vector<Unit> units_;
  std::int64_t weight_[2] = {};  // of those settled that do not match, and that do
  std::uint64_t known_ = 0;
  std::uint64_t matching_ = 0;
};

/// Units that are in the same things, together.
struct Lot {
  Truth in_whole;  ///< never `no`
  Truth matches;
  Int128 least = 0;  ///< what they weigh together
  Int128 most = 0;   ///< of weights that nothing bounds what is known of them
  bool unbounded = false;
};

/// Sums by class, as exact integers.
struct Sums {
  Int128 part_low = 0;     ///< surely in the part, at their least
  Int128 rest_high = 0;    ///< what may be in the whole and may not match, at its most
  Int128 part_high = 0;    ///< all that may be in the part, at its most
  Int128 rest_low = 0;     ///< surely in the whole and surely not in the part, at its least
  Int128 whole_least = 0;  ///< surely in the whole, at its least
  bool rest_unbounded = false;
  bool part_unbounded = false;
  bool anything = false;  ///< whether something may be in the whole with a weight above zero

  void add(const Unit& unit);
  void add(const Lot& lot);
  void add(const Sums& other);
};

/// Elements of unknown site, for the measure `sites` (SEMANTICS 6.4).
struct Siteless {
  std::uint64_t may_match = 0;  ///< n
  std::uint64_t may_not = 0;    ///< m
};

struct ShareInterval {
  Fraction low;
  Fraction high;
  bool whole_surely = false;    ///< the whole is surely above zero
  bool nothing_surely = false;  ///< the whole is surely zero
};
[[nodiscard]] ShareInterval interval_of(const Sums& sums, const Siteless& siteless);

/// The interval of what is not in the part.
[[nodiscard]] ShareInterval rest_of(const ShareInterval& interval);

enum class ShareVerdict : std::uint8_t { breaches, undecided, conforms, not_applicable };
[[nodiscard]] ShareVerdict judge(const ShareInterval& interval, const Share& limit);

/// The fewest unknown units that must match for the limit to be exceeded, everything else being as
/// bad as it can be; nothing where even all of them do not suffice. `of` are those that may and may
/// not match, with the elements of unknown site that may.
struct Tipping {
  std::uint64_t at_least;
  std::uint64_t of;
};
[[nodiscard]] std::optional<Tipping> tipping_point(const std::vector<Unit>& units,
                                                   const Siteless& siteless, const Share& limit);

/// Units whose answers would settle an undecided share, in the order in which to ask, and which
/// answer does.
struct Settling {
  std::vector<Unit> units;
  bool by_matching;  ///< they settle it by matching (a breach), else by not matching
  std::uint64_t rows;
};
[[nodiscard]] std::optional<Settling> smallest_settling(const std::vector<Unit>& units,
                                                        const Siteless& siteless,
                                                        const Share& limit);

}  // namespace relook::decision
