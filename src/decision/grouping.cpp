// SPDX-License-Identifier: Apache-2.0
#include "decision/grouping.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace relook::decision {
namespace {

using estate::is_value;
using estate::kUnknownCode;
using estate::TableId;

Members union_of(const Members& a, const Members& b) {
  Members out;
  std::ranges::set_union(a.sure, b.sure, std::back_inserter(out.sure));
  out.others = a.others || b.others;
  return out;
}

// By what stands in its operator and its users, each as a kind.
Members owners_of_element(std::uint32_t owner, std::uint32_t users, const estate::ListPool& lists) {
  Members members;
  members.others = owner < kFirstValueKind || users == kUnknownKind;
  if (owner >= kFirstValueKind) members.sure.push_back(owner - kFirstValueKind);
  if (users >= kFirstValueKind) {
    for (const std::uint32_t user : lists[users - kFirstValueKind]) members.sure.push_back(user);
  }
  std::ranges::sort(members.sure);
  members.sure.erase(std::ranges::unique(members.sure).begin(), members.sure.end());
  return members;
}

RowOwners owners_of_elements(const Facts& facts, const Run& run) {
  const estate::Column& owner = facts.estate.column(estate::column::kElementOperator);
  const estate::Column& users = facts.estate.column(estate::column::kElementUsers);
  PairedKinds pairs =
      pair_kinds(facts.estate.rows(TableId::elements),
                 kinds_of_codes(owner.codes(), facts.estate.rows(TableId::operators)),
                 kinds_of_codes(users.codes(), users.lists.size()), run);
  RowOwners out{std::move(pairs.kind_of), {}};
  for (const auto& [one, list] : pairs.pair) {
    out.members.push_back(owners_of_element(one, list, users.lists));
  }
  return out;
}

// What is said of the elements, for the rows whose cells name them; an element that is not known
// may be anybody's, and is of the last kind.
std::vector<std::uint32_t> kinds_of_named(const RowOwners& elements, const estate::Column& names,
                                          std::size_t rows) {
  const auto nobody_knows = static_cast<std::uint32_t>(elements.members.size());
  std::vector<std::uint32_t> kinds(rows, nobody_knows);
  for (std::size_t row = 0; row < rows; ++row) {
    if (is_value(names.code(row))) kinds[row] = elements.kind_of[names.code(row)];
  }
  return kinds;
}

// A demand belongs to whoever runs one of its ends, or is served by one.
RowOwners owners_of_demands(const RowOwners& elements, const Facts& facts, const Run& run) {
  using namespace estate::column;
  const std::size_t rows = facts.estate.rows(TableId::demands);
  const estate::Column& ends = facts.estate.column(kDemandTo);
  const std::vector<std::uint32_t> from =
      kinds_of_named(elements, facts.estate.column(kDemandFrom), rows);
  PairedKinds pairs = pair_kinds(rows, {from, 0, 0, elements.members.size() + 1},
                                 kinds_of_codes(ends.codes(), ends.lists.size()), run);
  const Members anybody{{}, true};
  const auto members_of = [&](std::uint32_t kind) -> const Members& {
    return kind < elements.members.size() ? elements.members[kind] : anybody;
  };
  RowOwners out{std::move(pairs.kind_of), {}};
  for (const auto& [one, list] : pairs.pair) {
    Members members = members_of(one);
    if (list < kFirstValueKind) {
      members = union_of(members, anybody);
    } else {
      for (const std::uint32_t end : ends.lists[list - kFirstValueKind]) {
        members = union_of(members, members_of(elements.kind_of[end]));
      }
    }
    out.members.push_back(std::move(members));
  }
  return out;
}

// The table whose ids a path gives, where it gives ids.
std::optional<TableId> table_of_ids(const Path& path) {
  if (path.field == FieldKind::own_id) return path.end();
  if (path.field != FieldKind::column) return std::nullopt;
  const estate::ColumnSchema& column = estate::schema(path.column);
  if (column.type != estate::CellType::reference) return std::nullopt;
  return column.target;
}

}  // namespace

Binding binding_of(const Decision& decision, const Facts& facts) {
  Binding binding;
  const std::size_t rows = facts.estate.rows(TableId::operators);
  if (!decision.applies_to) {
    binding.operators.assign(rows, Truth::yes);
    return binding;
  }
  binding.operators = select(*decision.applies_to, facts);
  // An operator that is not named is one of the table where there is one, anybody where not.
  const bool closed = facts.estate.table(TableId::operators).present() && rows > 0;
  const auto all = [&](Truth value) {
    return closed && std::ranges::all_of(binding.operators, [&](Truth t) { return t == value; });
  };
  binding.others = all(Truth::yes) ? Truth::yes : all(Truth::no) ? Truth::no : Truth::unknown;
  return binding;
}

RowOwners owners_of_rows(const Facts& facts, Subject subject, const Run& run) {
  using namespace estate::column;
  RowOwners elements = owners_of_elements(facts, run);
  if (subject == Subject::demands) return owners_of_demands(elements, facts, run);
  if (subject != Subject::links && subject != Subject::supplies) return elements;
  const std::size_t rows = facts.estate.rows(table_of(subject));
  const bool links = subject == Subject::links;
  const std::vector<std::uint32_t> first =
      kinds_of_named(elements, facts.estate.column(links ? kLinkA : kSupplyElement), rows);
  const std::vector<std::uint32_t> second =
      links ? kinds_of_named(elements, facts.estate.column(kLinkB), rows) : first;
  elements.members.push_back({{}, true});
  const std::size_t count = elements.members.size();
  PairedKinds pairs = pair_kinds(rows, {first, 0, 0, count}, {second, 0, 0, count}, run);
  RowOwners out{std::move(pairs.kind_of), {}};
  for (const auto& [a, b] : pairs.pair) {
    out.members.push_back(union_of(elements.members[a], elements.members[b]));
  }
  return out;
}

Truth bound(const Binding& binding, const Members& members) {
  Truth truth = Truth::no;
  for (const std::uint32_t op : members.sure) truth = either(truth, binding.operators[op]);
  if (!members.others) return truth;
  // Without any operator that is sure, it is one of the others; with one, it only may be.
  if (members.sure.empty()) return binding.others;
  return binding.others == Truth::no ? truth : either(truth, Truth::unknown);
}

Grouping::Field Grouping::operator_field(const Rule& rule, const Binding& binding,
                                         const Facts& facts, std::span<const Members> owners) {
  Field field;
  field.name = "operator";
  const estate::Table& operators = facts.estate.table(TableId::operators);
  field.value_of_code.assign(operators.rows, kUnknownCode);
  for (std::uint32_t row = 0; row < operators.rows; ++row) {
    if (binding.operators[row] == Truth::no) continue;
    field.value_of_code[row] = static_cast<std::uint32_t>(field.values.size());
    field.values.emplace_back(operators.ids[row]);
  }
  if (operators.present()) return field;
  // Where the table is missing an element may belong to an operator that no row names.
  field.with_null = !facts.estate.table(table_of(rule.over)).present() ||
                    std::ranges::any_of(owners, &Members::others);
  return field;
}

Grouping::Field Grouping::path_field(const GroupKey& key, const Rule& rule, const Facts& facts,
                                     const PathCodes& codes) {
  Field field;
  field.name = key.text;
  const std::optional<TableId> named = table_of_ids(key.path);
  const bool closed = named && facts.estate.table(*named).present();
  std::vector<std::uint8_t> seen(codes.names.size(), closed ? 1 : 0);
  // Rows of a table that is missing may stand in groups that nobody has named.
  field.with_null = !closed && !facts.estate.table(table_of(rule.over)).present();
  for (const std::uint32_t code : codes.code_of) {
    if (is_value(code)) seen[code] = 1;
    if (code == kUnknownCode && !closed) field.with_null = true;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t code = 0; code < seen.size(); ++code) {
    if (seen[code] != 0) order.push_back(code);
  }
  std::ranges::sort(order, {}, [&](std::uint32_t code) { return codes.names[code]; });
  field.value_of_code.assign(seen.size(), kUnknownCode);
  for (const std::uint32_t code : order) {
    field.value_of_code[code] = static_cast<std::uint32_t>(field.values.size());
    field.values.push_back(codes.names[code]);
  }
  return field;
}

// The operators that are bound, for each kind of owners; where others may own a row, each of them
// possibly does.
Grouping::Reached Grouping::operators_reached(const Field& field, const Binding& binding,
                                              std::span<const Members> owners) {
  Reached out;
  std::vector<Truth> truths;
  for (const Members& members : owners) {
    truths.assign(field.size(), members.others ? Truth::unknown : Truth::no);
    for (std::uint32_t op = 0; op < field.value_of_code.size(); ++op) {
      const std::uint32_t value = field.value_of_code[op];
      if (!is_value(value)) continue;
      if (std::ranges::binary_search(members.sure, op)) truths[value] = Truth::yes;
      truths[value] = both(truths[value], binding.operators[op]);
    }
    std::vector<GroupTruth>& reached = out.emplace_back();
    for (std::uint32_t value = 0; value < truths.size(); ++value) {
      if (truths[value] != Truth::no) reached.push_back({value, truths[value]});
    }
  }
  return out;
}

// By kind of code: none is in no group, unknown may be in every one.
Grouping::Reached Grouping::values_reached(const Field& field) {
  Reached out(kFirstValueKind);
  for (std::uint32_t value = 0; value < field.size(); ++value) {
    out[kUnknownKind].push_back({value, Truth::unknown});
  }
  for (const std::uint32_t value : field.value_of_code) {
    out.emplace_back();
    if (is_value(value)) out.back().push_back({value, Truth::yes});
  }
  return out;
}

// The same of all rows at once, where every kind has rows: then kinds are memberships as they are.
void Grouping::widen_all(RowVector<std::uint32_t> kind_of, const Reached& reached) {
  membership_of_ = std::move(kind_of);
  groups_of_ = reached;
}

// Splits every group into `values` of them, the last field's values fastest, by what each kind of
// row reaches.
void Grouping::widen(const KindsView& kinds, const Reached& reached, std::size_t values,
                     const Run& run) {
  PairedKinds pairs = pair_kinds(rows_, {membership_of_, 0, 0, groups_of_.size()}, kinds, run);
  Reached wider;
  for (const auto& [before, kind] : pairs.pair) {
    std::vector<GroupTruth>& groups = wider.emplace_back();
    for (const GroupTruth& group : groups_of_[before]) {
      for (const GroupTruth& value : reached[kind]) {
        groups.push_back({group.group * static_cast<std::uint32_t>(values) + value.group,
                          both(group.truth, value.truth)});
      }
    }
  }
  membership_of_ = std::move(pairs.kind_of);
  groups_of_ = std::move(wider);
}

void Grouping::lay_out(const Field& field) {
  std::vector<Group> wider;
  std::vector<std::uint8_t> wider_null;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    for (std::size_t v = 0; v < field.size(); ++v) {
      const bool null = v == field.values.size();
      Group group = groups_[g];
      group.push_back({field.name, null ? std::nullopt : std::optional(field.values[v])});
      wider.push_back(std::move(group));
      wider_null.push_back(null || null_[g] != 0 ? 1 : 0);
    }
  }
  groups_ = std::move(wider);
  null_ = std::move(wider_null);
}

Result<Grouping> Grouping::make(const Rule& rule, const Binding& binding, const Facts& facts,
                                const Run& run) {
  RowOwners owners = owners_of_rows(facts, rule.over, run);
  Grouping grouping;
  const bool once = std::ranges::count(rule.per, "operator", &GroupKey::text) <= 1;
  const auto widen_by_owners = [&](const Reached& reached, std::size_t values) {
    if (grouping.membership_of_.empty() && once) {
      grouping.widen_all(std::move(owners.kind_of), reached);
    } else {
      grouping.widen({owners.kind_of, 0, 0, owners.members.size()}, reached, values, run);
    }
  };
  grouping.rows_ = owners.kind_of.size();
  grouping.groups_of_ = {{{0, Truth::yes}}};
  std::size_t count = 1;
  bool by_operator = false;
  for (const GroupKey& key : rule.per) {
    const bool operators = key.text == "operator";
    const PathCodes codes = operators ? PathCodes{} : path_codes(key.path, facts);
    const Field field = operators ? operator_field(rule, binding, facts, owners.members)
                                  : path_field(key, rule, facts, codes);
    by_operator = by_operator || operators;
    count *= field.size();
    if (count > kGroupsMax) {
      return failure(ErrorKind::limit,
                     fmt::format("rule '{}' would have more than {} groups", rule.id, kGroupsMax));
    }
    if (operators) {
      widen_by_owners(operators_reached(field, binding, owners.members), field.size());
    } else {
      grouping.widen(kinds_of_codes(codes.code_of, codes.names.size()), values_reached(field),
                     field.size(), run);
    }
    grouping.lay_out(field);
  }
  if (by_operator) return grouping;
  // Each kind of owners reaches the group that there is as surely as it is bound.
  Reached reached;
  for (const Members& members : owners.members) {
    const Truth binds = bound(binding, members);
    reached.emplace_back();
    if (binds != Truth::no) reached.back().push_back({0, binds});
  }
  widen_by_owners(reached, 1);
  return grouping;
}

std::string Grouping::operator_of(std::size_t number) const {
  for (const GroupValue& part : groups_[number]) {
    if (part.field == "operator" && part.value) return *part.value;
  }
  return {};
}

std::span<const std::uint32_t> memberships_of_classes(const Grouping& grouping,
                                                      const RowClasses& classes) {
  if (classes.size() == 0) return {};
  const auto column = classes.column_of(grouping.memberships());
  RELOOK_CHECK(column.has_value());
  return classes.codes(*column);
}

std::string finding_id(const std::string& rule, const Group& group) {
  std::string id = rule;
  for (std::size_t i = 0; i < group.size(); ++i) {
    id += (i == 0 ? "/" : ",") + group[i].field + "=" + group[i].value.value_or("?");
  }
  return id;
}

std::vector<std::size_t> findings_of_groups(const Grouping& grouping, const Rule& rule,
                                            std::size_t number,
                                            const std::vector<Finding>& findings) {
  std::map<std::string, std::size_t> places;
  for (std::size_t f = 0; f < findings.size(); ++f) {
    if (findings[f].rule == number) places.emplace(findings[f].id, f);
  }
  std::vector<std::size_t> out(grouping.size(), findings.size());
  for (std::size_t group = 0; group < out.size(); ++group) {
    const auto found = places.find(finding_id(rule.id, grouping.group(group)));
    if (found != places.end()) out[group] = found->second;
  }
  return out;
}

}  // namespace relook::decision
