// SPDX-License-Identifier: Apache-2.0
// What an evaluation found: a verdict for each rule and group, with the arithmetic behind it.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/quantity.hpp"
#include "decision/decision.hpp"
#include "decision/inspect.hpp"

namespace relook::decision {

enum class Verdict : std::uint8_t { breaches, undecided, conforms, not_applicable, not_in_force };
/// In the order of the enumeration, which is also from worst to best.
inline constexpr std::string_view kVerdicts[] = {"breaches", "undecided", "conforms",
                                                 "not-applicable", "not-in-force"};
[[nodiscard]] inline std::string_view name_of(Verdict verdict) {
  return kVerdicts[static_cast<std::size_t>(verdict)];
}

/// One part of a group's name; no value for the group of what stands in none of the known ones.
struct GroupValue {
  std::string field;
  std::optional<std::string> value;

  friend bool operator==(const GroupValue&, const GroupValue&) = default;
};
using Group = std::vector<GroupValue>;

/// A row that surely offends, or, in a cap, that surely counts in the part.
struct Offender {
  estate::TableId table;
  std::uint32_t row;
  std::string because;
  std::string waived_by;  ///< who granted the waiver; empty where there is none
};

/// A share as an interval over all that is unknown, in integers of the measure's unit.
struct Measured {
  Measure measure = Measure::elements;
  Fraction low;
  Fraction high;

  friend bool operator==(const Measured&, const Measured&) = default;
};

/// How many families there are, over all that is unknown.
struct FamilyCount {
  std::uint64_t least;
  std::uint64_t most;

  friend bool operator==(const FamilyCount&, const FamilyCount&) = default;
};

/// Bounds of a Herfindahl-Hirschman index of 1: the sum of the families' squared shares.
struct IndexBounds {
  Fraction low;
  Fraction high;
};

/// How many of the unknown it would take for a breach (SEMANTICS 6.6).
struct TippingPoint {
  std::uint64_t at_least;  ///< so many of them must match, the heaviest first
  std::uint64_t of;        ///< of so many that may
  std::string unit;        ///< "sites" or "elements"; "links", "supplies" for rules over those
  std::uint64_t known_matching;  ///< among those that are known: so many match
  std::uint64_t known;           ///< of so many
};

/// The smallest and the largest number of rows that somebody has to look up.
struct Effort {
  std::uint64_t fewest;
  std::uint64_t most;
};

/// Facts that are missing, as people look them up: all of one kind for one operator, region and
/// kind of site.
struct FactGroup {
  CellUse fact;             ///< its `row` means nothing here, save for `ownership`
  std::string column;       ///< "elements.vendor", or a table's name
  std::string operator_id;  ///< empty where it is not known or does not matter
  std::string region;
  std::string site_kind;
  std::uint64_t count;

  friend bool operator==(const FactGroup&, const FactGroup&) = default;
};

struct Finding {
  std::string id;    ///< SEMANTICS 8.2
  std::size_t rule;  ///< an index of Decision::rules
  Verdict verdict = Verdict::undecided;
  /// What it would be if the rule were in force; the same as `verdict` where it is.
  Verdict in_itself = Verdict::undecided;
  Group group;
  std::uint64_t scope = 0;  ///< rows surely or possibly in scope
  std::optional<Measured> measured;
  std::optional<Int128> headroom;
  std::optional<FamilyCount> families;  ///< of a diversify
  std::optional<FamilyCount> among;     ///< of a diversify: those that match `among`
  std::optional<IndexBounds> index;     ///< of a diversify
  /// Of a diversify with a limit: the family whose share is `measured`, by the vendor at its head;
  /// empty where it is one that nobody has named.
  std::string family;
  std::vector<Offender> offenders;  ///< the first ones, heaviest first where weights count
  std::uint64_t offender_count = 0;
  std::uint64_t waived_count = 0;
  std::uint64_t possible_count = 0;  ///< rows that may offend, or may count in the part
  std::optional<TippingPoint> tipping_point;
  std::vector<std::uint32_t> would_settle;  ///< rows of the table the rule looks over
  std::optional<Effort> effort;
  std::vector<FactGroup> to_find;
  std::string undecided_because;
  std::vector<std::string> expired_waivers;
  std::optional<Date> due;  ///< the first day on which it is asked, where a date says so
};

struct Evaluation {
  Verdict total = Verdict::undecided;
  std::vector<Finding> findings;       ///< in the order of rules, then groups
  std::vector<std::string> not_bound;  ///< operators that the decision surely does not bind
};

/// Breaches before undecided before conforms, warnings left out; undecided where nothing was
/// applicable.
[[nodiscard]] Verdict total_of(const Decision& decision, const std::vector<Finding>& findings);

}  // namespace relook::decision
