// SPDX-License-Identifier: Apache-2.0
#include "decision/grouping.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace relook::decision {
namespace {

using estate::is_value;
using estate::kNoneCode;
using estate::kUnknownCode;
using estate::TableId;

void add_element(const Facts& facts, std::uint32_t element, Members& members) {
  if (!is_value(element)) {
    members.others = true;
    return;
  }
  const std::uint32_t owner = facts.estate.column(estate::column::kElementOperator).code(element);
  if (is_value(owner)) {
    members.sure.push_back(owner);
  } else {
    members.others = true;
  }
  const estate::Column& users = facts.estate.column(estate::column::kElementUsers);
  const std::uint32_t list = users.code(element);
  if (list == kUnknownCode) members.others = true;
  if (!is_value(list)) return;
  for (const std::uint32_t user : users.lists[list]) members.sure.push_back(user);
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

Members members_of(const Facts& facts, Subject subject, std::uint32_t row) {
  using namespace estate::column;
  Members members;
  switch (subject) {
    case Subject::links:
      add_element(facts, facts.estate.column(kLinkA).code(row), members);
      add_element(facts, facts.estate.column(kLinkB).code(row), members);
      break;
    case Subject::supplies:
      add_element(facts, facts.estate.column(kSupplyElement).code(row), members);
      break;
    default:
      add_element(facts, row, members);
      break;
  }
  std::ranges::sort(members.sure);
  members.sure.erase(std::ranges::unique(members.sure).begin(), members.sure.end());
  return members;
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
                                         const Facts& facts) {
  Field field;
  field.name = "operator";
  field.by_operator = true;
  const estate::Table& operators = facts.estate.table(TableId::operators);
  field.group_of_code.assign(operators.rows, kUnknownCode);
  for (std::uint32_t row = 0; row < operators.rows; ++row) {
    if (binding.operators[row] == Truth::no) continue;
    field.group_of_code[row] = static_cast<std::uint32_t>(field.values.size());
    field.values.emplace_back(operators.ids[row]);
    field.binds.push_back(binding.operators[row]);
  }
  if (operators.present()) return field;
  // Where the table is missing an element may belong to an operator that no row names.
  const std::size_t rows = facts.estate.rows(table_of(rule.over));
  field.with_null = !facts.estate.table(table_of(rule.over)).present();
  for (std::uint32_t row = 0; row < rows && !field.with_null; ++row) {
    field.with_null = members_of(facts, rule.over, row).others;
  }
  return field;
}

Grouping::Field Grouping::make_field(const GroupKey& key, const Rule& rule, const Binding& binding,
                                     const Facts& facts) {
  const bool operators =
      key.text == "operator" && (rule.over == Subject::elements || rule.over == Subject::supplies ||
                                 rule.over == Subject::links);
  if (operators) return operator_field(rule, binding, facts);
  Field field;
  field.name = key.text;
  field.codes = path_codes(key.path, facts);
  const std::optional<TableId> named = table_of_ids(key.path);
  const bool closed = named && facts.estate.table(*named).present();
  std::vector<std::uint8_t> seen(field.codes.names.size(), closed ? 1 : 0);
  // Rows of a table that is missing may stand in groups that nobody has named.
  field.with_null = !closed && !facts.estate.table(table_of(rule.over)).present();
  for (const std::uint32_t code : field.codes.code_of) {
    if (is_value(code)) seen[code] = 1;
    if (code == kUnknownCode && !closed) field.with_null = true;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t code = 0; code < seen.size(); ++code) {
    if (seen[code] != 0) order.push_back(code);
  }
  std::ranges::sort(order, {}, [&](std::uint32_t code) { return field.codes.names[code]; });
  field.group_of_code.assign(seen.size(), kUnknownCode);
  for (const std::uint32_t code : order) {
    field.group_of_code[code] = static_cast<std::uint32_t>(field.values.size());
    field.values.push_back(field.codes.names[code]);
  }
  return field;
}

Result<Grouping> Grouping::make(const Rule& rule, const Binding& binding, const Facts& facts) {
  Grouping grouping;
  grouping.facts_ = &facts;
  grouping.subject_ = rule.over;
  grouping.binding_ = &binding;
  std::size_t count = 1;
  for (const GroupKey& key : rule.per) {
    Field field = make_field(key, rule, binding, facts);
    count *= field.values.size() + (field.with_null ? 1U : 0U);
    if (count > kGroupsMax) {
      return failure(ErrorKind::limit,
                     fmt::format("rule '{}' would have more than {} groups", rule.id, kGroupsMax));
    }
    grouping.fields_.push_back(std::move(field));
  }
  grouping.lay_out();
  return grouping;
}

void Grouping::lay_out() {
  groups_ = {{}};
  null_ = {0};
  for (const Field& field : fields_) {
    std::vector<Group> wider;
    std::vector<std::uint8_t> wider_null;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const std::size_t values = field.values.size() + (field.with_null ? 1U : 0U);
      for (std::size_t v = 0; v < values; ++v) {
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
}

std::string Grouping::operator_of(std::size_t number) const {
  for (const GroupValue& part : groups_[number]) {
    if (part.field == "operator" && part.value) return *part.value;
  }
  return {};
}

void Grouping::values_of(const Field& field, std::uint32_t row, std::vector<Truth>& out) const {
  out.assign(field.values.size() + (field.with_null ? 1U : 0U), Truth::no);
  if (field.by_operator) {
    const Members members = members_of(*facts_, subject_, row);
    if (members.others) std::ranges::fill(out, Truth::unknown);
    for (const std::uint32_t op : members.sure) {
      const std::uint32_t value = field.group_of_code[op];
      if (is_value(value)) out[value] = Truth::yes;
    }
    for (std::size_t v = 0; v < field.values.size(); ++v) out[v] = both(out[v], field.binds[v]);
    return;
  }
  const std::uint32_t code = field.codes.code_of[row];
  if (code == kUnknownCode) std::ranges::fill(out, Truth::unknown);
  if (is_value(code)) out[field.group_of_code[code]] = Truth::yes;
}

void Grouping::for_each(std::uint32_t row,
                        const std::function<void(std::size_t, Truth)>& visit) const {
  if (fields_.empty()) {
    visit(0, bound(*binding_, members_of(*facts_, subject_, row)));
    return;
  }
  // Groups are numbered with the last field fastest.
  std::vector<std::pair<std::size_t, Truth>> reached = {{0, Truth::yes}};
  bool by_operator = false;
  std::vector<Truth> values;
  for (const Field& field : fields_) {
    by_operator = by_operator || field.by_operator;
    values_of(field, row, values);
    std::vector<std::pair<std::size_t, Truth>> wider;
    for (const auto& [number, truth] : reached) {
      for (std::size_t v = 0; v < values.size(); ++v) {
        if (values[v] == Truth::no) continue;
        wider.emplace_back(number * values.size() + v, both(truth, values[v]));
      }
    }
    reached = std::move(wider);
  }
  const Truth binds =
      by_operator ? Truth::yes : bound(*binding_, members_of(*facts_, subject_, row));
  if (binds == Truth::no) return;
  for (const auto& [number, truth] : reached) visit(number, both(truth, binds));
}

std::string finding_id(const std::string& rule, const Group& group) {
  std::string id = rule;
  for (std::size_t i = 0; i < group.size(); ++i) {
    id += (i == 0 ? "/" : ",") + group[i].field + "=" + group[i].value.value_or("?");
  }
  return id;
}

}  // namespace relook::decision
