// SPDX-License-Identifier: Apache-2.0
// What is missing where an answer is unknown. The walk goes only into parts that are themselves
// unknown: what is known has done its work, and no other value of it is in question.

#include <algorithm>
#include <set>

#include "decision/field.hpp"
#include "decision/inspect.hpp"
#include "decision/row_asker.hpp"

namespace relook::decision {
namespace {

namespace column = estate::column;
using estate::ColumnRef;
using estate::TableId;

bool is_hardware(const Facts& facts, std::uint32_t supply) {
  const std::uint32_t role = facts.estate.column(column::kSupplyRole).code(supply);
  return !estate::is_value(role) || role == 0;
}

class Blame {
 public:
  Blame(const Selector& selector, const Facts& facts) : asker_(selector, facts), facts_(facts) {}

  void node(NodeId id, std::uint32_t row) {
    if (asker_.ask(id, row) != Truth::unknown) return;
    std::visit([&](const auto& what) { look(what, row); }, asker_.node(id).what);
  }

  std::vector<CellUse> found() const { return {found_.begin(), found_.end()}; }

 private:
  // ---- what can be missing

  void cell(ColumnRef ref, std::uint32_t row) {
    const estate::Table* const table = find_table(facts_, ref.table);
    const bool whole =
        table == nullptr || (!table->present() && !table->columns[ref.column].present());
    if (whole) {
      missing_table(ref.table);
    } else {
      found_.insert({Missing::cell, ref, row});
    }
  }
  void missing_table(TableId table) { found_.insert({Missing::table, {table, 0}, 0}); }

  void dates(ColumnRef from, ColumnRef until, std::uint32_t row) {
    const std::int32_t from_day = facts_.estate.column(from).day(row);
    const std::int32_t until_day = facts_.estate.column(until).day(row);
    const Date as_of = facts_.estate.manifest.as_of;
    // Each date alone, the other one taken as favourable.
    if (estate::holds_on({from_day, estate::kNoneDay}, facts_.on, as_of) == Truth::unknown) {
      cell(from, row);
    }
    if (until_day == estate::kPastDay) cell(until, row);
  }

  // ---- the tree

  void look(const Constant& what, std::uint32_t) {
    if (!what.parameter.empty()) found_.insert({Missing::parameter, {}, 0, what.parameter});
  }
  void look(const OnCompare&, std::uint32_t) {}
  void look(const AllOf& what, std::uint32_t row) {
    for (const NodeId child : what.children) node(child, row);
  }
  void look(const AnyOf& what, std::uint32_t row) {
    for (const NodeId child : what.children) node(child, row);
  }
  void look(const NotOf& what, std::uint32_t row) { node(what.child, row); }

  void look(const AnySupply& what, std::uint32_t row) {
    if (!facts_.estate.table(TableId::supplies).present()) return missing_table(TableId::supplies);
    for (const std::uint32_t supply : asker_.rows_about(column::kSupplyElement, row)) {
      if (asker_.ask_supply(what, supply) != Truth::unknown) continue;
      dates(column::kSupplyFrom, column::kSupplyUntil, supply);
      node(what.node, supply);
    }
  }

  void look(const AnyDependency& what, std::uint32_t row) {
    if (!facts_.estate.table(TableId::dependencies).present()) {
      return missing_table(TableId::dependencies);
    }
    for (const std::uint32_t one : asker_.rows_about(column::kDependencyElement, row)) {
      if (asker_.ask_dependency(what, one) != Truth::unknown) continue;
      dates(column::kDependencyFrom, column::kDependencyUntil, one);
      if (is_of_kind(what, facts_, one) == Truth::unknown) cell(column::kDependencyKind, one);
      const std::uint32_t on = facts_.estate.column(column::kDependencyOn).code(one);
      if (estate::is_value(on)) {
        node(what.node, on);
      } else {
        cell(column::kDependencyOn, one);
      }
    }
  }

  void look(const Between& what, std::uint32_t row) {
    const std::uint32_t a = facts_.estate.column(column::kLinkA).code(row);
    const std::uint32_t b = facts_.estate.column(column::kLinkB).code(row);
    if (!estate::is_value(a)) cell(column::kLinkA, row);
    if (!estate::is_value(b)) cell(column::kLinkB, row);
    if (!estate::is_value(a) || !estate::is_value(b)) return;
    const auto way = [&](std::uint32_t first, std::uint32_t second) {
      if (both(asker_.ask(what.one, first), asker_.ask(what.other, second)) != Truth::unknown) {
        return;
      }
      node(what.one, first);
      node(what.other, second);
    };
    way(a, b);
    way(b, a);
  }

  void look(const FieldPair& what, std::uint32_t row) {
    side(what.left, row);
    side(what.right, row);
  }

  // Whatever is not settled on one side of a pair.
  void side(const Path& path, std::uint32_t row) {
    const Arrival arrival = follow(path, facts_, row);
    if (arrival.arrived == Arrived::unknown) cell(arrival.stopped_column, arrival.stopped_row);
    if (arrival.arrived != Arrived::row) return;
    if (!path.through_vendor) return end_cell(path, arrival.row);
    const estate::Judgements& judgements = judgements_of(facts_, path.reached());
    const std::uint32_t set = judgements.set_of[arrival.row];
    if (set == estate::Judgements::kNobody) return;
    if (set == estate::Judgements::kAny) return any_vendor(path.reached(), arrival.row);
    if (judgements.sets[set].size() > 1) several_vendors(path.reached(), arrival.row);
    for (const std::uint32_t vendor : judgements.sets[set]) end_cell(path, vendor);
  }

  void end_cell(const Path& path, std::uint32_t end_row) {
    if (path.field == FieldKind::own_id) return;
    const std::string shown = shown_cell(
        {.start = path.end(), .field = FieldKind::column, .column = path.column}, facts_, end_row);
    if (shown == ".." || (shown.empty() && !is_defaulted(facts_, path.column))) {
      cell(path.column, end_row);
    } else if (path.field == FieldKind::layer && facts_.functions.find(shown) == nullptr) {
      found_.insert({Missing::function, path.column, end_row});
    }
  }

  void look(const Leaf& leaf, std::uint32_t row) {
    const Path& path = leaf.path;
    const Arrival arrival = follow(path, facts_, row);
    if (arrival.arrived == Arrived::unknown) cell(arrival.stopped_column, arrival.stopped_row);
    if (arrival.arrived != Arrived::row) return;
    if (!path.through_vendor) return at_end(leaf, arrival.row);
    const estate::Judgements& judgements = judgements_of(facts_, path.reached());
    const std::uint32_t set = judgements.set_of[arrival.row];
    if (set == estate::Judgements::kNobody) return;
    if (set == estate::Judgements::kAny) return any_vendor(path.reached(), arrival.row);
    bool no = false;
    bool yes = false;
    for (const std::uint32_t vendor : judgements.sets[set]) {
      const Truth truth = asker_.ask_end(leaf, vendor);
      no = no || truth == Truth::no;
      yes = yes || truth == Truth::yes;
      if (truth == Truth::unknown) at_end(leaf, vendor);
    }
    // They differ, or an unknown one may come to differ from a known one.
    if (judgements.sets[set].size() > 1 && (no || yes)) {
      several_vendors(path.reached(), arrival.row);
    }
  }

  // ---- who made it

  void any_vendor(TableId table, std::uint32_t row) {
    if (table == TableId::supplies) return cell(column::kSupplyVendor, row);
    const std::size_t before = found_.size();
    const std::uint32_t declared = facts_.estate.column(column::kElementVendor).code(row);
    if (declared == estate::kUnknownCode) cell(column::kElementVendor, row);
    if (!facts_.estate.table(TableId::supplies).present()) return missing_table(TableId::supplies);
    for (const std::uint32_t supply : hardware_supplies(row)) {
      const std::uint32_t vendor = facts_.estate.column(column::kSupplyVendor).code(supply);
      if (!estate::is_value(vendor)) cell(column::kSupplyVendor, supply);
    }
    // Nobody declared one and no supply speaks: the declared cell is where to say it.
    if (found_.size() == before) cell(column::kElementVendor, row);
  }

  void several_vendors(TableId table, std::uint32_t row) {
    if (table == TableId::supplies) return cell(column::kSupplyVendor, row);
    const std::vector<std::uint32_t> supplies = hardware_supplies(row);
    for (const std::uint32_t supply : supplies) cell(column::kSupplyVendor, supply);
    if (supplies.empty()) cell(column::kElementVendor, row);
  }

  std::vector<std::uint32_t> hardware_supplies(std::uint32_t element) const {
    std::vector<std::uint32_t> supplies;
    for (const std::uint32_t supply : asker_.rows_about(column::kSupplyElement, element)) {
      const Truth held = in_force(facts_, column::kSupplyFrom, column::kSupplyUntil, supply);
      if (held != Truth::no && is_hardware(facts_, supply)) supplies.push_back(supply);
    }
    return supplies;
  }

  // ---- the row at the path's end

  void at_end(const Leaf& leaf, std::uint32_t end_row) {
    if (std::holds_alternative<InFamily>(leaf.test)) {
      found_.insert({Missing::ownership, column::kOwnershipParent, end_row});
    } else if (const NearPlace* const test = std::get_if<NearPlace>(&leaf.test)) {
      near(*test, end_row);
    } else if (std::holds_alternative<HasProperty>(leaf.test)) {
      property(leaf.path.column, end_row);
    } else if (const HasAny* const any = std::get_if<HasAny>(&leaf.test)) {
      const estate::Column* const lists = find_column(facts_, leaf.path.column);
      const std::uint32_t code = lists != nullptr ? lists->code(end_row) : estate::kUnknownCode;
      if (!estate::is_value(code)) return cell(leaf.path.column, end_row);
      for (const std::uint32_t item : lists->lists[code]) node(any->node, item);
    } else {
      end_cell(leaf.path, end_row);
    }
  }

  void property(ColumnRef function, std::uint32_t row) {
    const estate::Column* const names = find_column(facts_, function);
    if (names == nullptr || !estate::is_value(names->code(row))) return cell(function, row);
    found_.insert({Missing::function, function, row});
  }

  void number(ColumnRef ref, std::uint32_t row) {
    const estate::Column* const numbers = find_column(facts_, ref);
    if (numbers == nullptr || !estate::is_value(numbers->number(row))) cell(ref, row);
  }

  void near(const NearPlace& test, std::uint32_t site) {
    if (facts_.places == nullptr) return missing_table(TableId::places);
    for (std::uint32_t place = 0; place < facts_.places->rows; ++place) {
      if (near_place(test, facts_, site, place) != Truth::unknown) continue;
      const estate::Column* const kinds = find_column(facts_, column::kPlaceKind);
      const bool kind = kinds != nullptr && estate::is_value(kinds->code(place));
      if (!kind) cell(column::kPlaceKind, place);
      number(column::kSiteLat, site);
      number(column::kSiteLon, site);
      number(column::kPlaceLat, place);
      number(column::kPlaceLon, place);
      if (test.own_radius) number(column::kPlaceRadius, place);
    }
  }

  RowAsker asker_;
  const Facts& facts_;
  std::set<CellUse> found_;
};

}  // namespace

std::vector<CellUse> unknown_cells(const Selector& selector, const Facts& facts,
                                   std::uint32_t row) {
  Blame blame(selector, facts);
  blame.node(selector.root, row);
  return blame.found();
}

}  // namespace relook::decision
