// SPDX-License-Identifier: Apache-2.0
// How many families stand behind elements whose makers are partly unknown.

#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "decision/facts.hpp"
#include "decision/finding.hpp"

namespace relook::decision {

/// What one element may be from: the heads of its candidates' families and the candidates
/// themselves, rows of `vendors`, ascending.
struct MakerSet {
  std::vector<std::uint32_t> heads;
  std::vector<std::uint32_t> vendors;
  bool any_head = false;    ///< it may belong to a family that is not among `heads`
  bool any_vendor = false;  ///< it may be from any vendor
  bool nobody = false;      ///< a LAN: made by nobody

  friend auto operator<=>(const MakerSet&, const MakerSet&) = default;
};

/// The sets of all elements, each different one once.
class Makers {
 public:
  explicit Makers(const Facts& facts);

  [[nodiscard]] const MakerSet& of(std::uint32_t element) const;
  /// Whether the element is from the family of `head`, a row of `vendors` (SEMANTICS 4.4).
  [[nodiscard]] Truth in_family(std::uint32_t element, std::uint32_t head) const;

 private:
  const Facts* facts_;
  std::vector<MakerSet> by_set_;
  MakerSet any_;
  MakerSet nobody_;
};

/// Counts the families of elements that surely or possibly take part.
class FamilyCounter {
 public:
  void add(const MakerSet& set, Truth in);
  /// Over all fillings: at least and at most so many families.
  [[nodiscard]] FamilyCount count() const;

 private:
  [[nodiscard]] std::uint64_t least() const;

  std::map<MakerSet, std::uint64_t> sure_;
  std::map<MakerSet, std::uint64_t> possible_;
};

/// The most values that can each get an element of their own: `sets` with how many elements may
/// take one of their values. Kuhn's augmenting paths over the values.
[[nodiscard]] std::uint64_t most_distinct(
    const std::vector<std::pair<std::vector<std::uint32_t>, std::uint64_t>>& sets);

}  // namespace relook::decision
