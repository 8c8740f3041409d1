// SPDX-License-Identifier: Apache-2.0
// Which group a row belongs to (SEMANTICS 6.2): surely, possibly, or surely not.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/truth.hpp"
#include "decision/facts.hpp"
#include "decision/finding.hpp"
#include "decision/select.hpp"

namespace relook::decision {

/// Whom the decision binds, by row of `operators`, and whether it binds everybody.
struct Binding {
  std::vector<Truth> operators;
  /// What is said of a row whose operator is unknown.
  Truth others = Truth::yes;
};
[[nodiscard]] Binding binding_of(const Decision& decision, const Facts& facts);

/// The operators that a row may belong to: its operator and each of its users; of a link those of
/// both ends, of a supply those of its element.
struct Members {
  std::vector<std::uint32_t> sure;  ///< rows of `operators`, ascending, each once
  bool others = false;              ///< it may belong to any other, too
};
[[nodiscard]] Members members_of(const Facts& facts, Subject subject, std::uint32_t row);

/// Whether the row belongs to an operator that the decision binds.
[[nodiscard]] Truth bound(const Binding& binding, const Members& members);

inline constexpr std::size_t kGroupsMax = 100'000;

/// The groups of a rule and who is in them.
class Grouping {
 public:
  static Result<Grouping> make(const Rule& rule, const Binding& binding, const Facts& facts);

  [[nodiscard]] std::size_t size() const { return groups_.size(); }
  [[nodiscard]] const Group& group(std::size_t number) const { return groups_[number]; }
  /// The group's operator, where the rule groups by operator and this is not the null group.
  [[nodiscard]] std::string operator_of(std::size_t number) const;
  /// Whether a group of that number can be better than undecided: the null group cannot.
  [[nodiscard]] bool is_null(std::size_t number) const { return null_[number] != 0; }

  /// Calls `visit(group, truth)` for every group that the row is in, surely or possibly.
  void for_each(std::uint32_t row, const std::function<void(std::size_t, Truth)>& visit) const;

 private:
  struct Field {
    std::string name;
    bool by_operator = false;
    std::vector<std::string> values;           ///< of groups, in byte order
    bool with_null = false;                    ///< one more value, for what stands in none of these
    std::vector<Truth> binds;                  ///< by value, of operators
    std::vector<std::uint32_t> group_of_code;  ///< a row's code to a value
    PathCodes codes;
  };
  static Field make_field(const GroupKey& key, const Rule& rule, const Binding& binding,
                          const Facts& facts);
  static Field operator_field(const Rule& rule, const Binding& binding, const Facts& facts);
  /// The truth of each value of the field for the row; the null value is the last.
  void values_of(const Field& field, std::uint32_t row, std::vector<Truth>& out) const;
  void lay_out();

  const Facts* facts_ = nullptr;
  Subject subject_ = Subject::elements;
  const Binding* binding_ = nullptr;
  std::vector<Field> fields_;
  std::vector<Group> groups_;
  std::vector<std::uint8_t> null_;
};

/// "rule", or "rule/field=value,field=value"; null is written "?" (SEMANTICS 8.2).
[[nodiscard]] std::string finding_id(const std::string& rule, const Group& group);

}  // namespace relook::decision
