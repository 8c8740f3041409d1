// SPDX-License-Identifier: Apache-2.0
#include "decision/row_asker.hpp"

#include <algorithm>
#include <numeric>

#include "decision/field.hpp"
#include "decision/select.hpp"

namespace relook::decision {
namespace {

namespace column = estate::column;
using estate::ColumnRef;
using estate::TableId;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

std::uint32_t code_in(const Facts& facts, ColumnRef ref, std::uint32_t row) {
  const estate::Column* const found = find_column(facts, ref);
  return found != nullptr ? found->code(row) : estate::kUnknownCode;
}

Truth ask_text(const TextIn& test, const TextCell& cell) {
  if (cell.is == Arrived::none) return Truth::no;
  if (cell.is == Arrived::unknown) return Truth::unknown;
  return truth(std::ranges::find(test.texts, cell.text) != test.texts.end());
}

Truth ask_number(const NumberIn& test, const Path& path, const Facts& facts, std::uint32_t row) {
  const estate::Column* const found = find_column(facts, path.column);
  const std::int64_t number = found != nullptr ? found->number(row) : estate::kUnknownNumber;
  if (number == estate::kUnknownNumber) return Truth::unknown;
  if (number == estate::kNoneNumber) return Truth::no;
  return truth(std::ranges::any_of(test.ranges,
                                   [&](const IntegerRange& range) { return range.holds(number); }));
}

DayRange days_of(const Path& path, const Facts& facts, std::uint32_t row) {
  const estate::Column* const found = find_column(facts, path.column);
  return day_range(found != nullptr ? found->day(row) : estate::kUnknownDay,
                   {is_defaulted(facts, path.column), facts.estate.manifest.as_of});
}

}  // namespace

Truth in_force(const Facts& facts, ColumnRef from, ColumnRef until, std::uint32_t row) {
  return estate::holds_on({facts.estate.column(from).day(row), facts.estate.column(until).day(row)},
                          facts.on, facts.estate.manifest.as_of);
}

Truth is_of_kind(const AnyDependency& any, const Facts& facts, std::uint32_t dependency) {
  if (any.kind == AnyDependency::kAnyKind) return Truth::yes;
  const std::uint32_t kind = code_in(facts, column::kDependencyKind, dependency);
  return estate::is_value(kind) ? truth(kind == any.kind) : Truth::unknown;
}

Truth RowAsker::ask(NodeId id, std::uint32_t row) const {
  const auto all = [&](const AllOf& node) {
    Truth truth = Truth::yes;
    for (const NodeId child : node.children) truth = both(truth, ask(child, row));
    return truth;
  };
  const auto any = [&](const AnyOf& node) {
    Truth truth = Truth::no;
    for (const NodeId child : node.children) truth = either(truth, ask(child, row));
    return truth;
  };
  const auto supply = [&](const AnySupply& node) {
    if (!facts_.estate.table(TableId::supplies).present()) return Truth::unknown;
    Truth truth = Truth::no;
    for (const std::uint32_t one : rows_about(column::kSupplyElement, row)) {
      truth = either(truth, ask_supply(node, one));
    }
    return truth;
  };
  const auto dependency = [&](const AnyDependency& node) {
    if (!facts_.estate.table(TableId::dependencies).present()) return Truth::unknown;
    Truth truth = Truth::no;
    for (const std::uint32_t one : rows_about(column::kDependencyElement, row)) {
      truth = either(truth, ask_dependency(node, one));
    }
    return truth;
  };
  const auto between = [&](const Between& node) {
    const std::uint32_t a = code_in(facts_, column::kLinkA, row);
    const std::uint32_t b = code_in(facts_, column::kLinkB, row);
    const auto end = [&](NodeId asked, std::uint32_t element) {
      return estate::is_value(element) ? ask(asked, element) : Truth::unknown;
    };
    return either(both(end(node.one, a), end(node.other, b)),
                  both(end(node.one, b), end(node.other, a)));
  };
  return std::visit(
      Overloaded{[](const Constant& node) { return node.value; },
                 [&](const OnCompare& node) {
                   return compare(day_range(OnDate{}, facts_.on), node.order,
                                  day_range(node.operand, facts_.on));
                 },
                 [&](const Leaf& node) { return ask_leaf(node, row); },
                 [&](const FieldPair& node) { return ask_pair(node, facts_, row); }, all, any,
                 [&](const NotOf& node) { return negated(ask(node.child, row)); }, supply,
                 dependency, between},
      node(id).what);
}

std::vector<std::uint32_t> RowAsker::rows_about(ColumnRef element_column,
                                                std::uint32_t element) const {
  const estate::Column* const elements = find_column(facts_, element_column);
  if (elements == nullptr) return {};
  // Rows are sorted by the bytes of their element's id, and so are the elements.
  const auto [first, last] = std::ranges::equal_range(elements->codes(), element);
  std::vector<std::uint32_t> rows(static_cast<std::size_t>(last - first));
  std::iota(rows.begin(), rows.end(),
            static_cast<std::uint32_t>(first - elements->codes().begin()));
  return rows;
}

Truth RowAsker::ask_supply(const AnySupply& any, std::uint32_t supply) const {
  return both(in_force(facts_, column::kSupplyFrom, column::kSupplyUntil, supply),
              ask(any.node, supply));
}

Truth RowAsker::ask_dependency(const AnyDependency& any, std::uint32_t dependency) const {
  const std::uint32_t on = code_in(facts_, column::kDependencyOn, dependency);
  const Truth matches = estate::is_value(on) ? ask(any.node, on) : Truth::unknown;
  const Truth held =
      in_force(facts_, column::kDependencyFrom, column::kDependencyUntil, dependency);
  return both(both(held, is_of_kind(any, facts_, dependency)), matches);
}

Truth RowAsker::ask_leaf(const Leaf& leaf, std::uint32_t row) const {
  if (std::holds_alternative<IsKnown>(leaf.test)) return ask_known(leaf.path, row);
  const auto answer = [&](Truth truth) { return leaf.negated ? negated(truth) : truth; };
  const Arrival arrival = follow(leaf.path, facts_, row);
  if (arrival.arrived == Arrived::none) return answer(Truth::no);
  if (arrival.arrived == Arrived::unknown) return Truth::unknown;
  if (!leaf.path.through_vendor) return answer(ask_end(leaf, arrival.row));
  const estate::Judgements& judgements = judgements_of(facts_, leaf.path.reached());
  const std::uint32_t set = judgements.set_of[arrival.row];
  if (set == estate::Judgements::kNobody) return answer(Truth::no);
  if (set == estate::Judgements::kAny) return Truth::unknown;
  std::vector<Truth> truths;
  for (const std::uint32_t vendor : judgements.sets[set]) {
    truths.push_back(ask_end(leaf, vendor));
  }
  return answer(judged(truths));
}

Truth RowAsker::ask_end(const Leaf& leaf, std::uint32_t end_row) const {
  const Path& path = leaf.path;
  const auto text = [&] { return text_cell(path, facts_, end_row); };
  return std::visit(
      Overloaded{[&](const TextIn& test) { return ask_text(test, text()); },
                 [&](const NumberIn& test) { return ask_number(test, path, facts_, end_row); },
                 [&](const DateIs& test) {
                   return compare(days_of(path, facts_, end_row), test.order,
                                  day_range(test.operand, facts_.on));
                 },
                 [&](const DateIn& test) {
                   Truth found = Truth::no;
                   for (const DateOperand& operand : test.operands) {
                     found = either(found, compare(days_of(path, facts_, end_row), Order::equal,
                                                   day_range(operand, facts_.on)));
                   }
                   return found;
                 },
                 [&](const IsYes&) { return ask_text({{"yes"}}, text()); },
                 [&](const HasText&) { return ask_list(leaf, end_row); },
                 [&](const HasAny&) { return ask_list(leaf, end_row); },
                 [&](const InFamily& test) { return in_families(test, facts_, end_row); },
                 [&](const HasProperty& test) {
                   const TextCell function = text();
                   return function.is == Arrived::row ? has_property(test, facts_, function.text)
                                                      : Truth::unknown;
                 },
                 [&](const NearPlace& test) {
                   if (facts_.places == nullptr) return Truth::unknown;
                   Truth near = Truth::no;
                   for (std::uint32_t place = 0; place < facts_.places->rows; ++place) {
                     near = either(near, near_place(test, facts_, end_row, place));
                   }
                   return near;
                 },
                 [&](const IsKnown&) { return known_end(path, end_row); }},
      leaf.test);
}

Truth RowAsker::ask_list(const Leaf& leaf, std::uint32_t end_row) const {
  const estate::ColumnSchema& schema = estate::schema(leaf.path.column);
  const std::uint32_t code = code_in(facts_, leaf.path.column, end_row);
  if (code == estate::kNoneCode) return Truth::no;
  if (!estate::is_value(code)) {
    return is_defaulted(facts_, leaf.path.column) ? Truth::no : Truth::unknown;
  }
  const estate::Column& lists = *find_column(facts_, leaf.path.column);
  Truth found = Truth::no;
  for (const std::uint32_t item : lists.lists[code]) {
    if (const HasAny* const any = std::get_if<HasAny>(&leaf.test)) {
      found = either(found, ask(any->node, item));
    } else {
      const std::string_view text = schema.type == estate::CellType::references
                                        ? facts_.estate.id(schema.target, item)
                                        : lists.texts[item];
      found = either(found, truth(text == std::get<HasText>(leaf.test).text));
    }
  }
  return found;
}

Truth RowAsker::ask_known(const Path& path, std::uint32_t row) const {
  const Arrival arrival = follow(path, facts_, row);
  if (arrival.arrived == Arrived::none) return Truth::yes;
  if (arrival.arrived == Arrived::unknown) return Truth::no;
  if (!path.through_vendor) return known_end(path, arrival.row);
  const estate::Judgements& judgements = judgements_of(facts_, path.reached());
  if (judgements.set_of[arrival.row] == estate::Judgements::kNobody) return Truth::yes;
  const std::uint32_t only = judgements.only(arrival.row);
  return estate::is_value(only) ? known_end(path, only) : Truth::no;
}

// A date before as_of whose day is not known is not known.
Truth RowAsker::known_end(const Path& path, std::uint32_t end_row) const {
  const ValueKind kind = type_of(path).kind;
  if (path.field != FieldKind::own_id && is_defaulted(facts_, path.column)) {
    return truth(kind != ValueKind::date || shown_cell(path, facts_, end_row) != "..");
  }
  switch (kind) {
    case ValueKind::date:
    case ValueKind::number:
    case ValueKind::texts:
    case ValueKind::references: {
      const std::string shown = shown_cell(path, facts_, end_row);
      if (!shown.empty()) return truth(shown != "..");
      // A known list may be empty.
      const bool list = kind == ValueKind::texts || kind == ValueKind::references;
      return truth(list && estate::is_value(code_in(facts_, path.column, end_row)));
    }
    default:
      return truth(text_cell(path, facts_, end_row).is != Arrived::unknown);
  }
}

Truth select_row(const Selector& selector, const Facts& facts, std::uint32_t row) {
  return RowAsker(selector, facts).ask(selector.root, row);
}

}  // namespace relook::decision
