// SPDX-License-Identifier: Apache-2.0
#include "decision/to_find.hpp"

#include <algorithm>
#include <tuple>
#include <variant>

#include "base/parallel.hpp"

namespace relook::decision {
namespace {

using estate::ColumnRef;
using estate::is_value;
using estate::TableId;
using namespace estate::column;

struct FactKey {
  Missing missing;
  ColumnRef column;
  std::string name;
  std::uint32_t vendor;
  std::string operator_id;
  std::string region;
  std::string site_kind;

  friend auto operator<=>(const FactKey&, const FactKey&) = default;
};

// The element that a cell is about, or none.
std::uint32_t element_of(const CellUse& use, const estate::Estate& estate) {
  switch (use.column.table) {
    case TableId::elements:
      return use.row;
    case TableId::supplies:
      return estate.column(kSupplyElement).code(use.row);
    case TableId::dependencies:
      return estate.column(kDependencyElement).code(use.row);
    default:
      return estate::kUnknownCode;
  }
}

FactKey key_of(const CellUse& use, const estate::Estate& estate) {
  FactKey key{use.missing, use.column, use.name, 0, {}, {}, {}};
  if (use.missing == Missing::ownership) key.vendor = use.row;
  if (use.missing != Missing::cell && use.missing != Missing::function) return key;
  const std::uint32_t element = element_of(use, estate);
  std::uint32_t site = use.column.table == TableId::sites ? use.row : estate::kUnknownCode;
  if (is_value(element)) {
    key.operator_id = cell_text(estate, kElementOperator, element);
    site = estate.column(kElementSite).code(element);
  }
  if (is_value(site)) {
    key.region = cell_text(estate, kSiteRegion, site);
    key.site_kind = cell_text(estate, kSiteKind, site);
  }
  return key;
}

std::string fact_name(const FactKey& key) {
  const estate::TableSchema& table = estate::schema(key.column.table);
  switch (key.missing) {
    case Missing::table:
      return std::string(table.name);
    case Missing::parameter:
      return key.name;
    default:
      return std::string(table.name) + "." + std::string(table.columns[key.column.column].name);
  }
}

std::vector<FactGroup> groups_of(const std::map<FactKey, std::uint64_t>& counts) {
  std::vector<FactGroup> groups;
  groups.reserve(counts.size());
  for (const auto& [key, count] : counts) {
    groups.push_back({{key.missing, key.column, key.vendor, key.name},
                      fact_name(key),
                      key.operator_id,
                      key.region,
                      key.site_kind,
                      count});
  }
  // A table that is missing outweighs any number of cells.
  std::ranges::stable_sort(groups, [](const FactGroup& a, const FactGroup& b) {
    const bool table_a = a.fact.missing == Missing::table;
    const bool table_b = b.fact.missing == Missing::table;
    return std::tuple(!table_a, b.count) < std::tuple(!table_b, a.count);
  });
  return groups;
}

}  // namespace

ToFind::ToFind(const AskedRule& asked)
    : asked_(asked),
      estate_(asked.context.facts.estate),
      alike_(asked.rule.kind != RuleKind::know && asked.table() == TableId::elements) {
  for (const std::optional<Selector>* selector : {&asked.rule.of, &asked.rule.what}) {
    if (*selector) look_at(**selector);
  }
  std::ranges::sort(columns_);
  columns_.erase(std::ranges::unique(columns_).begin(), columns_.end());
}

// What an element's own answer hangs on: cells of its own, who may have made it, and rows about it.
// What is asked of the rows that its cells refer to hangs on those cells.
void ToFind::look_at(const Selector& selector) {
  for (const Node& node : selector.nodes.values()) {
    if (node.table != TableId::elements) continue;
    if (const auto* const leaf = std::get_if<Leaf>(&node.what)) {
      look_at(leaf->path);
    } else if (const auto* const pair = std::get_if<FieldPair>(&node.what)) {
      look_at(pair->left);
      look_at(pair->right);
    } else if (std::holds_alternative<AnySupply>(node.what)) {
      by_supplies_ = true;
    } else if (std::holds_alternative<AnyDependency>(node.what)) {
      alike_ = false;  // cells of other elements are named, which may be missed by themselves, too
    }
  }
}

void ToFind::look_at(const Path& path) {
  if (!path.hops.empty()) {
    columns_.push_back(path.hops.front());
  } else if (path.through_vendor) {
    judged_ = by_supplies_ = true;
    columns_.push_back(kElementVendor);
  } else if (path.field == FieldKind::own_id) {
    alike_ = false;  // no two rows have the same id
  } else {
    columns_.push_back(path.column);
  }
}

// Whether the row must be looked at by itself: what it misses may stand in rows about it alone.
bool ToFind::alone(std::uint32_t row) const {
  const auto told_of = [&](ColumnRef element_column) {
    return std::ranges::binary_search(estate_.column(element_column).codes(), row);
  };
  return !alike_ || (by_supplies_ && told_of(kSupplyElement));
}

// The same text for two rows that miss the same: the cells that the selectors read as they are, of
// the others only what unknowns_of asks of them.
const std::string& ToFind::likeness(std::uint32_t row) {
  likeness_.clear();
  const auto add = [&](auto value) {
    likeness_.append(reinterpret_cast<const char*>(&value), sizeof(value));
  };
  for (const ColumnRef ref : columns_) {
    const estate::Column& column = estate_.column(ref);
    if (!column.days().empty()) add(column.day(row));
    if (column.holds_numbers()) add(column.number(row));
    if (!column.codes().empty()) add(column.code(row));
  }
  const Context& context = asked_.context;
  if (judged_) add(context.facts.element_vendors.set_of[row]);
  const auto unknown_code = [&](ColumnRef ref) {
    return estate_.column(ref).code(row) == estate::kUnknownCode;
  };
  const Rule& rule = asked_.rule;
  add(asked_.service()[row]);
  add(is_value(estate_.column(kElementFrom).day(row)));
  add(unknown_code(kElementOperator));
  add(unknown_code(kElementUsers));
  add(unknown_code(kElementSite));
  if (const auto weight = column_of(rule.measure)) {
    add(estate_.column(*weight).number(row) == estate::kUnknownNumber);
  }
  if (rule.kind == RuleKind::freeze) add(is_value(estate_.column(rule.dated).day(row)));
  if (asked_.near) {
    const std::uint32_t site = estate_.column(kElementSite).code(row);
    const Truth near = (*asked_.near)[site];
    add(near);
    if (near == Truth::unknown && context.facts.places != nullptr) add(site);
  }
  return likeness_;
}

std::size_t ToFind::place_of(std::uint32_t row) {
  const std::uint32_t site = estate_.column(kElementSite).code(row);
  const auto of_site = [&](ColumnRef ref) {
    return is_value(site) ? estate_.column(ref).code(site) : estate::kUnknownCode;
  };
  const std::array place{estate_.column(kElementOperator).code(row), of_site(kSiteRegion),
                         of_site(kSiteKind)};
  const auto [found, fresh] = places_.emplace(place, first_of_place_.size());
  if (fresh) first_of_place_.push_back(row);
  return found->second;
}

ToFind::Pattern ToFind::pattern_of(std::uint32_t row) {
  Pattern pattern;
  for (CellUse& use : unknowns_of(asked_, row)) {
    const bool cell = use.missing == Missing::cell || use.missing == Missing::function;
    if (cell && use.column.table == TableId::elements && use.row == row) {
      pattern.own.push_back(std::move(use));
    } else {
      single_.insert(std::move(use));
    }
  }
  return pattern;
}

void ToFind::add(std::uint32_t row) {
  if (alone(row)) {
    for (CellUse& use : unknowns_of(asked_, row)) single_.insert(std::move(use));
    return;
  }
  const std::string& key = likeness(row);
  auto found = patterns_.find(key);
  if (found == patterns_.end()) found = patterns_.emplace(key, pattern_of(row)).first;
  std::vector<std::uint64_t>& counts = found->second.counts;
  const std::size_t place = place_of(row);
  if (counts.size() <= place) counts.resize(place + 1);
  ++counts[place];
}

std::vector<FactGroup> ToFind::groups(std::span<const ToFind> all) {
  std::map<FactKey, std::uint64_t> counts;
  std::set<CellUse> single;  // several may have found the same
  for (const ToFind& one : all) single.insert(one.single_.begin(), one.single_.end());
  for (const CellUse& use : single) ++counts[key_of(use, all.front().estate_)];
  for (const ToFind& one : all) {
    for (const auto& [likeness, pattern] : one.patterns_) {
      for (std::size_t place = 0; place < pattern.counts.size(); ++place) {
        if (pattern.counts[place] == 0) continue;
        for (CellUse use : pattern.own) {
          use.row = one.first_of_place_[place];
          counts[key_of(use, one.estate_)] += pattern.counts[place];
        }
      }
    }
  }
  return groups_of(counts);
}

std::vector<FactGroup> facts_to_find(const AskedRule& asked, std::span<const std::uint32_t> rows) {
  constexpr std::size_t kRowsInPart = 32'768;
  std::vector<ToFind> parts(std::max<std::size_t>((rows.size() + kRowsInPart - 1) / kRowsInPart, 1),
                            ToFind(asked));
  parallel_chunks(
      rows.size(), asked.context.run.threads,
      [&](std::size_t part, Chunk chunk) {
        for (const std::uint32_t row : rows.subspan(chunk.begin, chunk.end - chunk.begin)) {
          parts[part].add(row);
        }
      },
      kRowsInPart);
  return ToFind::groups(parts);
}

std::vector<FactGroup> group_facts(const std::vector<CellUse>& facts, const Context& context) {
  std::map<FactKey, std::uint64_t> counts;
  std::set<CellUse> seen;
  for (const CellUse& use : facts) {
    if (seen.insert(use).second) ++counts[key_of(use, context.facts.estate)];
  }
  return groups_of(counts);
}

}  // namespace relook::decision
