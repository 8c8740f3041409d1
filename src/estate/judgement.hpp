// SPDX-License-Identifier: Apache-2.0
// Who may have made it: the types. `identity` finds the answers, `decision` asks them.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/row_vector.hpp"
#include "base/truth.hpp"
#include "estate/column.hpp"

namespace relook::estate {

/// For each row of a table the set of vendors it may be from (SEMANTICS 4.3).
struct Judgements {
  /// Any vendor at all, also one that nobody has heard of.
  static constexpr std::uint32_t kAny = kUnknownCode;
  /// Made by nobody: a LAN.
  static constexpr std::uint32_t kNobody = kNoneCode;

  RowVector<std::uint32_t> set_of;  ///< by row: a list of `sets`, kAny or kNobody
  ListPool sets;                    ///< rows of `vendors`, ascending, at least one

  /// The only candidate, or nothing (kUnknownCode) where there are several, any, or nobody.
  [[nodiscard]] std::uint32_t only(std::size_t row) const {
    const std::uint32_t set = set_of[row];
    if (!is_value(set) || sets[set].size() != 1) return kUnknownCode;
    return sets[set].front();
  }
};

/// Who belongs to whose family on one day: a vendor and all that owns it, through any number of
/// parents (SEMANTICS 4.4).
class Families {
 public:
  struct Owners {
    std::vector<std::uint32_t> sure;      ///< rows of `vendors`, ascending, itself included
    std::vector<std::uint32_t> possible;  ///< ascending, those in `sure` left out
    bool any = false;                     ///< anyone may own it besides
  };

  Families() = default;
  explicit Families(std::vector<Owners> owners) : owners_(std::move(owners)) {}

  /// Whether `vendor` belongs to the family of `head`; both are rows of `vendors`.
  [[nodiscard]] Truth in_family(std::uint32_t vendor, std::uint32_t head) const;
  [[nodiscard]] const Owners& owners(std::uint32_t vendor) const { return owners_[vendor]; }

 private:
  std::vector<Owners> owners_;  // by row of `vendors`
};

}  // namespace relook::estate
