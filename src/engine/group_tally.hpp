// SPDX-License-Identifier: Apache-2.0
// What a rule counts of one group, kept so that a row can be put in and taken out again.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "base/quantity.hpp"
#include "base/truth.hpp"
#include "decision/decision.hpp"
#include "decision/finding.hpp"
#include "decision/tally.hpp"

namespace relook::engine {

/// What one row is to a rule in a group: in scope (never `no`), matching, and for shares its weight
/// and its site.
struct Stand {
  Truth in;
  Truth matches;
  bool waived = false;
  std::int64_t weight = 1;  ///< estate::kUnknownNumber where it is not known
  std::uint32_t site = 0;   ///< a code of elements.site
};

/// Whether a row comes or goes.
enum class Turn : std::int8_t { leaves = -1, joins = 1 };

/// The counts of an exclude, clear or freeze (SEMANTICS 7.1, 7.7).
class RowsTally {
 public:
  /// So many rows that are alike come; below zero they go.
  void take(const Stand& stand, std::int64_t rows);
  void fill(decision::Finding& finding) const;

 private:
  std::int64_t scope_ = 0;
  std::int64_t surely_in_ = 0;
  std::int64_t open_ = 0;
  std::int64_t offenders_ = 0;
  std::int64_t waived_ = 0;
};

/// The counts of a cap (SEMANTICS 6.3, 6.4).
class ShareTally {
 public:
  void take(const Stand& stand, const decision::Rule& rule, Turn turn);
  void fill(const decision::Rule& rule, decision::Finding& finding) const;

 private:
  /// Units that are in the whole and match equally surely.
  struct Class {
    std::int64_t known = 0;  ///< with a weight that is known
    std::int64_t open = 0;   ///< with one that is not
    Int128 weight = 0;       ///< of those that are known
  };
  struct Site {
    std::int64_t in_surely = 0;
    std::int64_t in_maybe = 0;
    std::int64_t part_surely = 0;
    std::int64_t part_maybe = 0;
  };
  Class& class_of(Truth in, Truth matches);
  void take_unit(Truth in, Truth matches, std::int64_t weight, Turn turn);
  void take_at_site(const Stand& stand, Turn turn);
  void count_site(const Site& site, Turn turn);
  [[nodiscard]] decision::Sums sums(const decision::Rule& rule) const;

  std::array<std::array<Class, 3>, 2> classes_;  // by in (unknown, yes), then by matches
  std::unordered_map<std::uint32_t, Site> sites_;
  std::int64_t may_match_ = 0;
  std::int64_t may_not_ = 0;
  std::int64_t siteless_ = 0;
};

}  // namespace relook::engine
