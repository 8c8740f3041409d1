// SPDX-License-Identifier: Apache-2.0
// Which group a row belongs to (SEMANTICS 6.2): surely, possibly, or surely not.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/run.hpp"
#include "base/truth.hpp"
#include "decision/facts.hpp"
#include "decision/finding.hpp"
#include "decision/row_classes.hpp"
#include "decision/row_kinds.hpp"
#include "decision/select.hpp"

namespace relook::decision {

/// Whom the decision binds, by row of `operators`, and whether it binds everybody.
struct Binding {
  std::vector<Truth> operators;
  /// What is said of a row whose operator is unknown.
  Truth others = Truth::yes;

  friend bool operator==(const Binding&, const Binding&) = default;
};
[[nodiscard]] Binding binding_of(const Decision& decision, const Facts& facts);

/// The operators that a row may belong to: its operator and each of its users; of a link those of
/// both ends, of a demand those of all its ends, of a supply those of its element.
struct Members {
  std::vector<std::uint32_t> sure;  ///< rows of `operators`, ascending, each once
  bool others = false;              ///< it may belong to any other, too
};
/// For every row of the subject's table, each different answer once.
struct RowOwners {
  RowVector<std::uint32_t> kind_of;  ///< by row
  std::vector<Members> members;      ///< by kind; every one has rows
};
[[nodiscard]] RowOwners owners_of_rows(const Facts& facts, Subject subject, const Run& run);

/// Whether the row belongs to an operator that the decision binds.
[[nodiscard]] Truth bound(const Binding& binding, const Members& members);

inline constexpr std::size_t kGroupsMax = 100'000;

/// A group, and how surely something is in it: never `no`.
struct GroupTruth {
  std::uint32_t group;
  Truth truth;
};

/// The groups of a rule and who is in them. Rows of the same membership are in the same groups.
class Grouping {
 public:
  static Result<Grouping> make(const Rule& rule, const Binding& binding, const Facts& facts,
                               const Run& run = {});

  [[nodiscard]] std::size_t size() const { return groups_.size(); }
  [[nodiscard]] const Group& group(std::size_t number) const { return groups_[number]; }
  /// The group's operator, where the rule groups by operator and this is not the null group.
  [[nodiscard]] std::string operator_of(std::size_t number) const;
  /// Whether a group of that number can be better than undecided: the null group cannot.
  [[nodiscard]] bool is_null(std::size_t number) const { return null_[number] != 0; }

  /// By row; dense from 0.
  [[nodiscard]] std::span<const std::uint32_t> memberships() const { return membership_of_; }
  [[nodiscard]] std::size_t membership_count() const { return groups_of_.size(); }
  [[nodiscard]] std::span<const GroupTruth> groups_of(std::uint32_t membership) const {
    return groups_of_[membership];
  }

 private:
  using Reached = std::vector<std::vector<GroupTruth>>;  // by kind of row

  // One path of `per`: its values, which are the groups of this path alone.
  struct Field {
    std::string name;
    std::vector<std::string> values;           // in byte order
    bool with_null = false;                    // one more value, for what stands in none of these
    std::vector<std::uint32_t> value_of_code;  // a row's code to a value

    [[nodiscard]] std::size_t size() const { return values.size() + (with_null ? 1U : 0U); }
  };
  static Field operator_field(const Rule& rule, const Binding& binding, const Facts& facts,
                              std::span<const Members> owners);
  static Field path_field(const GroupKey& key, const Rule& rule, const Facts& facts,
                          const PathCodes& codes);
  static Reached operators_reached(const Field& field, const Binding& binding,
                                   std::span<const Members> owners);
  static Reached values_reached(const Field& field);
  void widen(const KindsView& kinds, const Reached& reached, std::size_t values, const Run& run);
  void widen_all(RowVector<std::uint32_t> kind_of, const Reached& reached);
  void lay_out(const Field& field);

  std::vector<Group> groups_ = {{}};
  std::vector<std::uint8_t> null_ = {0};
  std::size_t rows_ = 0;
  RowVector<std::uint32_t> membership_of_;  // empty as long as all rows are alike
  Reached groups_of_;
};

/// By class; the classes know the memberships as one of their columns.
[[nodiscard]] std::span<const std::uint32_t> memberships_of_classes(const Grouping& grouping,
                                                                    const RowClasses& classes);

/// "rule", or "rule/field=value,field=value"; null is written "?" (SEMANTICS 8.2).
[[nodiscard]] std::string finding_id(const std::string& rule, const Group& group);

/// By group, the place among the findings of the one that the rule of that number made for it;
/// findings.size() where it made none. O(findings + groups log groups).
[[nodiscard]] std::vector<std::size_t> findings_of_groups(const Grouping& grouping,
                                                          const Rule& rule, std::size_t number,
                                                          const std::vector<Finding>& findings);

}  // namespace relook::decision
