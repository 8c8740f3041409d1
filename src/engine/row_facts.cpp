// SPDX-License-Identifier: Apache-2.0
#include "engine/row_facts.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "decision/inspect.hpp"

namespace relook::engine {
namespace {

using decision::RuleKind;
using decision::Subject;
using estate::ColumnRef;
using estate::is_value;
using estate::TableId;
using namespace estate::column;

constexpr int kDependencySteps = 2;

void add_selector(const std::optional<decision::Selector>& selector, ColumnSet& columns) {
  if (!selector) return;
  for (const decision::FieldUse& use : decision::fields_read(*selector)) {
    if (use.column) {
      columns.insert({use.table, *use.column});
    } else if (use.table == TableId::ownership) {
      columns.insert({kOwnershipVendor, kOwnershipParent, kOwnershipFrom, kOwnershipUntil});
    }
  }
}

void add_groups(const decision::Decision& decision, const decision::Rule& rule,
                ColumnSet& columns) {
  bool by_operator = decision.applies_to.has_value();
  for (const decision::GroupKey& key : rule.per) {
    by_operator = by_operator || key.text == "operator";
    columns.insert(key.path.hops.begin(), key.path.hops.end());
    if (key.path.through_vendor) columns.insert({kElementVendor, kSupplyVendor, kSupplyRole});
    if (key.path.field != decision::FieldKind::own_id) columns.insert(key.path.column);
  }
  if (by_operator) columns.insert({kElementOperator, kElementUsers});
  if (by_operator && rule.over == decision::Subject::links) columns.insert({kLinkA, kLinkB});
  add_selector(decision.applies_to, columns);
}

void add_witnesses(ColumnSet& columns) {
  columns.insert({kElementVendor, kSupplyRole, kSupplyVendor, kSupplyFrom, kSupplyUntil});
}

// Whether an element of the table can be asked for, given the columns.
bool reads(const ColumnSet& columns, TableId table) {
  const auto first = columns.lower_bound({table, 0});
  return first != columns.end() && first->table == table;
}

class Gathering {
 public:
  Gathering(const estate::Estate& estate, const ColumnSet& columns)
      : estate_(estate), columns_(columns) {}

  // False where it was there already.
  bool add(TableId table, std::uint32_t row) {
    return is_value(row) && found_.insert({table, row}).second;
  }
  void add_code(TableId table, ColumnRef from, std::uint32_t row) {
    const std::uint32_t code = estate_.column(from).code(row);
    if (reads(columns_, table)) add(table, code);
  }
  void add_list(TableId table, ColumnRef from, std::uint32_t row) {
    if (!reads(columns_, table)) return;
    const estate::Column& lists = estate_.column(from);
    const std::uint32_t code = lists.code(row);
    if (!is_value(code)) return;
    for (const std::uint32_t item : lists.lists[code]) add(table, item);
  }
  [[nodiscard]] bool asked(TableId table) const { return reads(columns_, table); }
  [[nodiscard]] std::vector<RowRef> found() const { return {found_.begin(), found_.end()}; }

 private:
  const estate::Estate& estate_;
  const ColumnSet& columns_;
  std::set<RowRef> found_;
};

std::vector<std::uint32_t> rows_in(const std::vector<RowRef>& rows, TableId table) {
  std::vector<std::uint32_t> out;
  for (const RowRef& row : rows) {
    if (row.table == table) out.push_back(row.row);
  }
  return out;
}

std::size_t cells_apart(const estate::Estate& before, std::uint32_t row_before,
                        const estate::Estate& after, std::uint32_t row_after, TableId table) {
  std::size_t apart = 0;
  const auto count = static_cast<std::uint8_t>(estate::schema(table).columns.size());
  for (std::uint8_t i = 0; i < count; ++i) {
    if (cell_text(before, {table, i}, row_before) != cell_text(after, {table, i}, row_after)) {
      ++apart;
    }
  }
  return apart;
}

class Comparison {
 public:
  Comparison(const estate::Estate& before, const estate::Estate& after, const ColumnSet& columns)
      : before_(before), after_(after), columns_(columns) {}

  void compare(TableId table, const RowPair& pair) {
    RELOOK_CHECK(pair.before || pair.after);
    const std::string id =
        pair.before ? row_name(before_, table, *pair.before) : row_name(after_, table, *pair.after);
    for (auto ref = columns_.lower_bound({table, 0}); ref != columns_.end() && ref->table == table;
         ++ref) {
      if (estate::schema(*ref).type == estate::CellType::id) continue;
      CellChange change{table, id, std::string(estate::schema(*ref).name), {}, {}};
      if (pair.before) change.before = cell_text(before_, *ref, *pair.before);
      if (pair.after) change.after = cell_text(after_, *ref, *pair.after);
      if (change.before.value_or("") != change.after.value_or("")) {
        changes_.insert(std::move(change));
      }
    }
  }
  [[nodiscard]] std::vector<CellChange> changes() const {
    return {changes_.begin(), changes_.end()};
  }

 private:
  const estate::Estate& before_;
  const estate::Estate& after_;
  const ColumnSet& columns_;
  std::set<CellChange> changes_;
};

}  // namespace

ColumnSet columns_read(const decision::Decision& decision, const decision::Rule& rule) {
  ColumnSet columns;
  for (const auto* selector : {&rule.what, &rule.of, &rule.among, &rule.demands}) {
    add_selector(*selector, columns);
  }
  add_groups(decision, rule, columns);
  columns.insert({kElementFrom, kElementUntil});
  if (rule.over == Subject::supplies) {
    columns.insert({kSupplyElement, kSupplyFrom, kSupplyUntil});
  }
  if (rule.over == Subject::links) columns.insert({kLinkA, kLinkB});
  const bool shares = rule.kind == RuleKind::cap || rule.kind == RuleKind::diversify ||
                      rule.kind == RuleKind::withstand;
  if (const auto weight = decision::column_of(rule.measure); weight && shares) {
    columns.insert(*weight);
  }
  if (rule.measure == decision::Measure::sites && shares) columns.insert(kElementSite);
  if (rule.kind == RuleKind::freeze) columns.insert(rule.dated);
  if (rule.kind == RuleKind::clear) columns.insert({kElementSite, kSiteLat, kSiteLon});
  if (rule.kind == RuleKind::diversify) add_witnesses(columns);
  if (rule.kind == RuleKind::know) {
    add_witnesses(columns);
    columns.insert({kSupplySource, kSupplyObserved});
  }
  return columns;
}

FactReader::FactReader(const estate::Estate& estate) : estate_(&estate) {
  const auto index = [&](ColumnRef ref, RowsOf& rows) {
    for (std::uint32_t row = 0; row < estate.rows(ref.table); ++row) {
      const std::uint32_t code = estate.column(ref).code(row);
      if (is_value(code)) rows[code].push_back(row);
    }
  };
  index(kSupplyElement, supplies_);
  index(kDependencyElement, dependencies_);
  index(kOwnershipVendor, owners_);
}

const std::vector<std::uint32_t>& FactReader::rows_about(ColumnRef key, std::uint32_t row) const {
  static const std::vector<std::uint32_t> kNone;
  const RowsOf& rows = key == kSupplyElement       ? supplies_
                       : key == kDependencyElement ? dependencies_
                                                   : owners_;
  const auto found = rows.find(row);
  return found == rows.end() ? kNone : found->second;
}

const std::vector<std::uint32_t>& FactReader::supplies_of(std::uint32_t element) const {
  return rows_about(kSupplyElement, element);
}

std::vector<RowRef> FactReader::related(RowRef row, const ColumnSet& columns) const {
  Gathering gathering(*estate_, columns);
  gathering.add(row.table, row.row);
  std::vector<std::pair<std::uint32_t, int>> elements;  // with the steps that may still be taken
  const auto visit = [&](std::uint32_t element, int steps) {
    if (is_value(element)) elements.emplace_back(element, steps);
  };
  std::vector<std::uint32_t> vendors;
  if (row.table == TableId::elements) visit(row.row, kDependencySteps);
  if (row.table == TableId::supplies) {
    visit(estate_->column(kSupplyElement).code(row.row), kDependencySteps);
    vendors.push_back(estate_->column(kSupplyVendor).code(row.row));
  }
  if (row.table == TableId::links) {
    visit(estate_->column(kLinkA).code(row.row), kDependencySteps);
    visit(estate_->column(kLinkB).code(row.row), kDependencySteps);
  }
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const auto [element, steps] = elements[i];
    gathering.add(TableId::elements, element);
    gathering.add_code(TableId::sites, kElementSite, element);
    gathering.add_code(TableId::operators, kElementOperator, element);
    gathering.add_list(TableId::operators, kElementUsers, element);
    gathering.add_list(TableId::networks, kElementNetworks, element);
    vendors.push_back(estate_->column(kElementVendor).code(element));
    // A supply is asked about itself and its element, not about the others beside it.
    if (gathering.asked(TableId::supplies) && row.table != TableId::supplies) {
      for (const std::uint32_t supply : supplies_of(element)) {
        gathering.add(TableId::supplies, supply);
        vendors.push_back(estate_->column(kSupplyVendor).code(supply));
      }
    }
    const auto found = dependencies_.find(element);
    if (!gathering.asked(TableId::dependencies) || found == dependencies_.end()) continue;
    for (const std::uint32_t one : found->second) {
      gathering.add(TableId::dependencies, one);
      if (steps > 0) visit(estate_->column(kDependencyOn).code(one), steps - 1);
    }
  }
  for (std::size_t i = 0; i < vendors.size(); ++i) {
    const std::uint32_t vendor = vendors[i];
    if (!is_value(vendor)) continue;
    if (gathering.asked(TableId::vendors)) gathering.add(TableId::vendors, vendor);
    const auto found = owners_.find(vendor);
    if (!gathering.asked(TableId::ownership) || found == owners_.end()) continue;
    for (const std::uint32_t one : found->second) {
      if (gathering.add(TableId::ownership, one)) {
        vendors.push_back(estate_->column(kOwnershipParent).code(one));
      }
    }
  }
  return gathering.found();
}

std::vector<RowFact> FactReader::facts(RowRef row, const ColumnSet& columns) const {
  std::vector<RowFact> out;
  for (const RowRef& at : related(row, columns)) {
    for (auto ref = columns.lower_bound({at.table, 0});
         ref != columns.end() && ref->table == at.table; ++ref) {
      if (estate::schema(*ref).type == estate::CellType::id) continue;
      out.push_back(
          {at, row_name(*estate_, at.table, at.row), *ref, cell_text(*estate_, *ref, at.row)});
    }
  }
  return out;
}

std::vector<RowPair> paired(const estate::Estate& before,
                            const std::vector<std::uint32_t>& rows_before,
                            const estate::Estate& after,
                            const std::vector<std::uint32_t>& rows_after, TableId table) {
  struct Candidate {
    std::size_t apart;
    std::size_t before;
    std::size_t after;

    auto operator<=>(const Candidate&) const = default;
  };
  std::vector<Candidate> candidates;
  for (std::size_t b = 0; b < rows_before.size(); ++b) {
    for (std::size_t a = 0; a < rows_after.size(); ++a) {
      candidates.push_back(
          {cells_apart(before, rows_before[b], after, rows_after[a], table), b, a});
    }
  }
  std::ranges::sort(candidates);
  std::vector<bool> taken_before(rows_before.size());
  std::vector<bool> taken_after(rows_after.size());
  std::vector<RowPair> pairs;
  for (const Candidate& one : candidates) {
    if (taken_before[one.before] || taken_after[one.after]) continue;
    taken_before[one.before] = taken_after[one.after] = true;
    pairs.push_back({rows_before[one.before], rows_after[one.after]});
  }
  for (std::size_t b = 0; b < rows_before.size(); ++b) {
    if (!taken_before[b]) pairs.push_back({rows_before[b], {}});
  }
  for (std::size_t a = 0; a < rows_after.size(); ++a) {
    if (!taken_after[a]) pairs.push_back({{}, rows_after[a]});
  }
  return pairs;
}

std::vector<CellChange> changed_cells(const FactReader& before,
                                      std::optional<std::uint32_t> row_before,
                                      const FactReader& after,
                                      std::optional<std::uint32_t> row_after, TableId table,
                                      const ColumnSet& columns) {
  Comparison comparison(before.estate(), after.estate(), columns);
  comparison.compare(table, {row_before, row_after});
  if (!row_before || !row_after) return comparison.changes();
  const std::vector<RowRef> rows_before = before.related({table, *row_before}, columns);
  const std::vector<RowRef> rows_after = after.related({table, *row_after}, columns);
  // What has an id is looked up on both sides, whichever of them leads to it.
  std::set<std::pair<TableId, std::string_view>> ids;
  const auto add_ids = [&](const FactReader& reader, const std::vector<RowRef>& rows) {
    for (const RowRef& row : rows) {
      if (!estate::schema(row.table).has_ids()) continue;
      ids.insert({row.table, reader.estate().id(row.table, row.row)});
    }
  };
  add_ids(before, rows_before);
  add_ids(after, rows_after);
  for (const auto& [one, id] : ids) {
    const RowPair pair{before.estate().table(one).find(id), after.estate().table(one).find(id)};
    // A row that one estate lacks is told by the cell that refers to it.
    if (pair.before && pair.after) comparison.compare(one, pair);
  }
  // What has none is looked up by what it speaks of.
  for (const ColumnRef key : {kSupplyElement, kDependencyElement, kOwnershipVendor}) {
    if (key.table == table) continue;
    const TableId of = estate::schema(key).target;
    std::set<std::string_view> spoken_of;
    const auto add_spoken_of = [&](const FactReader& reader, const std::vector<RowRef>& rows) {
      for (const std::uint32_t row : rows_in(rows, key.table)) {
        spoken_of.insert(reader.estate().id(of, reader.estate().column(key).code(row)));
      }
    };
    add_spoken_of(before, rows_before);
    add_spoken_of(after, rows_after);
    for (const std::string_view id : spoken_of) {
      const RowPair at{before.estate().table(of).find(id), after.estate().table(of).find(id)};
      if (!at.before || !at.after) continue;
      for (const RowPair& pair :
           paired(before.estate(), before.rows_about(key, *at.before), after.estate(),
                  after.rows_about(key, *at.after), key.table)) {
        comparison.compare(key.table, pair);
      }
    }
  }
  return comparison.changes();
}

bool is_unknown(const CellChange& change, const std::optional<std::string>& cell) {
  if (!cell || *cell == "..") return true;
  if (!cell->empty()) return false;
  const estate::TableSchema& table = estate::schema(change.table);
  const auto column = estate::find_column(table, change.column);
  return !column || !table.columns[*column].has(estate::kDefaulted);
}

}  // namespace relook::engine
