// SPDX-License-Identifier: Apache-2.0
// What a verdict on a `cap` needs: what counts, summed by whether it is in the whole and the part.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "decision/scope.hpp"
#include "decision/tally.hpp"

namespace relook::decision {

/// Rows or sites by whether they are in the whole and whether they match.
template <class T>
class ByClass {
 public:
  [[nodiscard]] T& at(Truth in, Truth matches) { return of_[place(in, matches)]; }
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (const Truth in : {Truth::unknown, Truth::yes}) {
      for (const Truth matches : {Truth::no, Truth::unknown, Truth::yes}) {
        visit(in, matches, of_[place(in, matches)]);
      }
    }
  }

 private:
  static constexpr std::size_t kTruths = 3;
  static std::size_t place(Truth in, Truth matches) {
    return static_cast<std::size_t>(in) * kTruths + static_cast<std::size_t>(matches);
  }
  std::array<T, kTruths * kTruths> of_{};
};

struct Totals {
  Sums sums;
  Siteless siteless;
  std::uint64_t units = 0;      ///< the siteless included
  std::uint64_t uncertain = 0;  ///< of which something is not known
};

/// Whether nothing is open about what is in the whole so, and matches so.
[[nodiscard]] constexpr bool sure(Truth in, Truth matches) {
  return in == Truth::yes && matches != Truth::unknown;
}

/// Elements and what they weigh together.
struct Weighed {
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;
  Int128 weight = 0;  ///< of the known

  void add(std::int64_t cell) {
    const bool open = cell == estate::kUnknownNumber;
    unknown += open ? 1 : 0;
    known += open ? 0 : 1;
    weight += open ? 0 : cell;
  }
  void add(const Weighed& other) {
    known += other.known;
    unknown += other.unknown;
    weight += other.weight;
  }
};

/// The column that holds the weights; nullptr where each element weighs one.
[[nodiscard]] const estate::Column* weights_of(const AskedRule& asked);
[[nodiscard]] Weight weight_of(const Rule& rule, std::int64_t cell);
[[nodiscard]] Totals totals_of(const Rule& rule, const ByClass<Weighed>& classes);

/// Fills the verdict on a share, and what was measured.
void judge_totals(const Rule& rule, const Totals& totals, Finding& finding);

/// Fills the findings of a `cap` of elements or weights, of every group at once, from classes of
/// rows: only rows of groups that are breached or undecided are looked at one by one.
void judge_caps(const AskedRule& asked, const ClassTruths& truths, const Grouping& grouping,
                std::vector<Finding>& findings);

}  // namespace relook::decision
