// SPDX-License-Identifier: Apache-2.0
// How much of some demands' traffic something happens to, when shares, rates and which demands
// belong may all be unknown.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/truth.hpp"
#include "codec/tree.hpp"
#include "report/document.hpp"
#include "routing/portion.hpp"

namespace relook::engine {

/// A share of traffic and how much that is.
struct MeasuredTraffic {
  routing::Portion share;
  routing::Ratio low;      ///< kbit/s
  routing::Ratio high;     ///< kbit/s, where it is bounded
  bool unbounded = false;  ///< a rate is not known
  bool none = true;        ///< there is no traffic to take a share of

  friend bool operator==(const MeasuredTraffic&, const MeasuredTraffic&) = default;
};

class TrafficTally {
 public:
  /// `share` of a demand of `rate` kbit/s, nothing where that is not known, which belongs to what
  /// is counted as surely as `member`.
  void add(const routing::Portion& share, std::optional<std::uint64_t> rate, Truth member);
  /// A mean lies between its smallest and its largest part, whatever the unknown weights are; a
  /// demand that may not belong is one of unknown weight. Sound, and tight for unknown rates.
  [[nodiscard]] MeasuredTraffic measured() const;

 private:
  routing::Portion sum_;  // of what surely belongs and whose rate is known
  UInt128 whole_ = 0;
  routing::Ratio amount_high_;
  bool unbounded_ = false;
  std::optional<routing::Portion> loose_;  // what an unknown weight could pull the mean to
};

/// { "share": { "low": [part, whole], "high": [part, whole] } or null, "kbps": [low, high or null],
/// "exact": … }.
[[nodiscard]] codec::Tree measured_share_tree(const MeasuredTraffic& measured);
/// "25 %" or "0 to 100 %"; "-" where there is nothing to take a share of.
[[nodiscard]] std::string share_text(const MeasuredTraffic& measured);

/// A count between two bounds.
struct CountBounds {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  bool unbounded = false;

  /// Adds a count, nothing where it is not known, that belongs as surely as `member`.
  void add(std::optional<std::uint64_t> count, Truth member);
  friend bool operator==(const CountBounds&, const CountBounds&) = default;
};
/// [low, high], null where it is not bounded.
[[nodiscard]] codec::Tree bounds_tree(const CountBounds& bounds);
/// "12", "12 to 40", "12 or more".
[[nodiscard]] std::string bounds_text(const CountBounds& bounds);

}  // namespace relook::engine
