// SPDX-License-Identifier: Apache-2.0
#include "decision/scope.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/geodesic.hpp"
#include "decision/know.hpp"

namespace relook::decision {
namespace {

using estate::Column;
using estate::ColumnRef;
using estate::is_value;
using estate::kNoneCode;
using estate::kUnknownNumber;
using estate::TableId;
using namespace estate::column;

// Whether a date cell is after the day. `..` is strictly before as_of.
Truth after_day(std::int32_t cell, Date day, Date as_of) {
  if (is_value(cell)) return truth(cell > day.days);
  if (cell == estate::kPastDay) return as_of.days - 1 <= day.days ? Truth::no : Truth::unknown;
  return Truth::unknown;
}

// Whose the row is: what is unknown of it, of its element, or of the elements at its ends.
void add_owners(const Facts& facts, TableId table, std::uint32_t row, std::vector<CellUse>& uses) {
  const auto add = [&](std::uint32_t element) {
    if (!is_value(element)) return;
    for (const ColumnRef ref : {kElementOperator, kElementUsers}) {
      if (facts.estate.column(ref).code(element) == estate::kUnknownCode) {
        uses.push_back({Missing::cell, ref, element, {}});
      }
    }
  };
  if (table == TableId::elements) add(row);
  if (table == TableId::supplies) add(facts.estate.column(kSupplyElement).code(row));
  if (table != TableId::links) return;
  add(facts.estate.column(kLinkA).code(row));
  add(facts.estate.column(kLinkB).code(row));
}

void add_freeze(const Rule& rule, const Context& context, Scope& scope) {
  const Facts& facts = context.facts;
  const Column& dates = facts.estate.column(rule.dated);
  for (std::size_t row = 0; row < scope.matches.size(); ++row) {
    const Truth late = rule.after && rule.after->date ? after_day(dates.day(row), *rule.after->date,
                                                                  facts.estate.manifest.as_of)
                                                      : Truth::unknown;
    scope.matches[row] = both(scope.matches[row], late);
  }
  scope.further = [&rule, &dates](std::uint32_t row, std::vector<CellUse>& uses) {
    if (!is_value(dates.day(row))) uses.push_back({Missing::cell, rule.dated, row, {}});
    if (rule.after && !rule.after->date) {
      uses.push_back({Missing::parameter, {}, 0, rule.after->unset});
    }
  };
}

void add_clear(const Rule& rule, const Context& context, Scope& scope) {
  const std::vector<Truth> near = near_places(rule, context);
  for (std::size_t row = 0; row < scope.matches.size(); ++row) {
    scope.matches[row] = both(scope.matches[row], near[row]);
  }
  scope.further = [&context, near](std::uint32_t row, std::vector<CellUse>& uses) {
    if (near[row] != Truth::unknown) return;
    const estate::Estate& estate = context.facts.estate;
    const std::uint32_t site = estate.column(kElementSite).code(row);
    if (context.facts.places == nullptr) {
      uses.push_back({Missing::table, {TableId::places, 0}, 0, {}});
    } else if (!is_value(site)) {
      uses.push_back({Missing::cell, kElementSite, row, {}});
    } else if (estate.column(kSiteLat).number(site) == kUnknownNumber) {
      uses.push_back({Missing::cell, kSiteLat, site, {}});
    } else if (estate.column(kSiteLon).number(site) == kUnknownNumber) {
      uses.push_back({Missing::cell, kSiteLon, site, {}});
    } else {
      uses.push_back({Missing::cell, kPlaceRadius, 0, {}});
    }
  };
}

// One place as a clear rule sees it.
struct Target {
  Truth asked;
  std::int64_t lat;
  std::int64_t lon;
  std::int64_t radius_mm;
  std::set<std::string_view> sites;
};

Truth within(const Target& place, std::int64_t lat, std::int64_t lon, std::string_view site) {
  if (place.sites.contains(site)) return Truth::yes;
  if (lat == kUnknownNumber || lon == kUnknownNumber || place.lat == kUnknownNumber ||
      place.lon == kUnknownNumber || place.radius_mm == kUnknownNumber) {
    return Truth::unknown;
  }
  // A degree of latitude is at least 110.5 km: what is farther off than that needs no geodesic.
  constexpr double kMetresPerDegree = 110'500.0;
  const double radius = static_cast<double>(place.radius_mm) / 1000.0;
  const double degrees = static_cast<double>(std::abs(lat - place.lat)) / 1e9;
  if (degrees * kMetresPerDegree > radius) return Truth::no;
  return truth(geodesic_metres({lat, lon}, {place.lat, place.lon}) <= radius);
}

std::vector<Target> targets_of(const Rule& rule, const Facts& facts) {
  const estate::Table& places = *facts.places;
  const std::vector<Truth> asked = select(*rule.places, facts);
  std::vector<Target> targets;
  for (std::uint32_t row = 0; row < places.rows; ++row) {
    if (asked[row] == Truth::no) continue;
    Target target{asked[row],
                  places.columns[kPlaceLat.column].number(row),
                  places.columns[kPlaceLon.column].number(row),
                  rule.within_mm.value_or(places.columns[kPlaceRadius.column].number(row)),
                  {}};
    const Column& sites = places.columns[kPlaceSites.column];
    if (is_value(sites.code(row))) {
      for (const std::uint32_t item : sites.lists[sites.code(row)]) {
        target.sites.insert(sites.texts[item]);
      }
    }
    targets.push_back(std::move(target));
  }
  return targets;
}

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

}  // namespace

std::vector<Truth> near_places(const Rule& rule, const Context& context) {
  const Facts& facts = context.facts;
  const std::size_t rows = facts.estate.rows(TableId::elements);
  if (facts.places == nullptr) return std::vector<Truth>(rows, Truth::unknown);
  const std::vector<Target> targets = targets_of(rule, facts);
  const std::size_t sites = facts.estate.rows(TableId::sites);
  std::vector<Truth> by_site(sites, Truth::no);
  for (std::uint32_t site = 0; site < sites; ++site) {
    const std::int64_t lat = facts.estate.column(kSiteLat).number(site);
    const std::int64_t lon = facts.estate.column(kSiteLon).number(site);
    for (const Target& place : targets) {
      const Truth near = within(place, lat, lon, facts.estate.id(TableId::sites, site));
      by_site[site] = either(by_site[site], both(place.asked, near));
    }
  }
  std::vector<Truth> out(rows, Truth::no);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t site = facts.estate.column(kElementSite).code(row);
    if (is_value(site)) {
      out[row] = by_site[site];
    } else if (site != kNoneCode) {
      out[row] = targets.empty() ? Truth::no : Truth::unknown;
    }
  }
  return out;
}

Scope scope_of(const Rule& rule, const Context& context) {
  Scope scope{table_of(rule.over), {}, {}};
  scope.in = in_service(context.facts, scope.table);
  scope.matches = rule.what ? select(*rule.what, context.facts, context.run)
                            : std::vector<Truth>(scope.in.size(), Truth::unknown);
  if (rule.of) {
    const std::vector<Truth> of = select(*rule.of, context.facts, context.run);
    for (std::size_t row = 0; row < scope.in.size(); ++row) {
      scope.in[row] = both(scope.in[row], of[row]);
    }
  }
  if (rule.kind == RuleKind::freeze) add_freeze(rule, context, scope);
  if (rule.kind == RuleKind::clear) add_clear(rule, context, scope);
  if (rule.kind == RuleKind::know) add_know(rule, context, scope);
  if (rule.kind == RuleKind::diversify) {
    scope.makers.emplace(context.facts);
    if (rule.among) scope.among = select(*rule.among, context.facts, context.run);
  }
  return scope;
}

std::vector<CellUse> unknowns_of(const Rule& rule, const Scope& scope, const Context& context,
                                 std::uint32_t row) {
  const Facts& facts = context.facts;
  std::vector<CellUse> uses;
  const auto add_all = [&](const std::optional<Selector>& selector) {
    if (!selector) return;
    for (CellUse& use : unknown_cells(*selector, facts, row)) uses.push_back(std::move(use));
  };
  add_all(rule.of);
  add_all(rule.what);
  if (scope.further) scope.further(row, uses);
  if (in_service(facts, scope.table, row) == Truth::unknown) {
    const ColumnRef from = scope.table == TableId::supplies ? kSupplyFrom : kElementFrom;
    const bool own = scope.table == TableId::elements || scope.table == TableId::supplies;
    if (own && !is_value(facts.estate.column(from).day(row))) {
      uses.push_back({Missing::cell, from, row, {}});
    }
  }
  const bool by_operator =
      context.decision.applies_to.has_value() ||
      std::ranges::any_of(rule.per, [](const GroupKey& key) { return key.text == "operator"; });
  if (by_operator) add_owners(facts, scope.table, row, uses);
  const bool measures =
      rule.kind == RuleKind::cap ||
      (rule.kind == RuleKind::diversify && (rule.limit.has_value() || rule.share.has_value()));
  if (const auto weight = column_of(rule.measure); weight && measures) {
    if (facts.estate.column(*weight).number(row) == kUnknownNumber) {
      uses.push_back({Missing::cell, *weight, row, {}});
    }
  }
  if (measures && rule.measure == Measure::sites &&
      facts.estate.column(kElementSite).code(row) == estate::kUnknownCode) {
    uses.push_back({Missing::cell, kElementSite, row, {}});
  }
  std::ranges::sort(uses);
  uses.erase(std::ranges::unique(uses).begin(), uses.end());
  return uses;
}

std::vector<FactGroup> group_facts(const std::vector<CellUse>& facts, const Context& context) {
  const estate::Estate& estate = context.facts.estate;
  std::map<FactKey, std::uint64_t> counts;
  std::set<CellUse> seen;
  for (const CellUse& use : facts) {
    if (seen.insert(use).second) ++counts[key_of(use, estate)];
  }
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

}  // namespace relook::decision
