// SPDX-License-Identifier: Apache-2.0
#include "estate/schema.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace relook::estate {
namespace {

struct NamedColumn {
  ColumnRef ref;
  std::string_view name;  // table.column
};

#define COLUMN(constant, name) {column::constant, name}
constexpr NamedColumn kNamed[] = {
    COLUMN(kOperatorCountry, "operators.country"),
    COLUMN(kNetworkOperator, "networks.operator"),
    COLUMN(kVendorName, "vendors.name"),
    COLUMN(kVendorAliases, "vendors.aliases"),
    COLUMN(kVendorPens, "vendors.pens"),
    COLUMN(kVendorJurisdiction, "vendors.jurisdiction"),
    COLUMN(kOwnershipVendor, "ownership.vendor"),
    COLUMN(kOwnershipParent, "ownership.parent"),
    COLUMN(kOwnershipFrom, "ownership.from"),
    COLUMN(kOwnershipUntil, "ownership.until"),
    COLUMN(kSiteName, "sites.name"),
    COLUMN(kSiteKind, "sites.kind"),
    COLUMN(kSiteRegion, "sites.region"),
    COLUMN(kSiteLat, "sites.lat"),
    COLUMN(kSiteLon, "sites.lon"),
    COLUMN(kElementOperator, "elements.operator"),
    COLUMN(kElementUsers, "elements.users"),
    COLUMN(kElementNetworks, "elements.networks"),
    COLUMN(kElementSite, "elements.site"),
    COLUMN(kElementFunction, "elements.function"),
    COLUMN(kElementModel, "elements.model"),
    COLUMN(kElementVendor, "elements.vendor"),
    COLUMN(kElementProcuredOn, "elements.procured_on"),
    COLUMN(kElementFrom, "elements.in_service_from"),
    COLUMN(kElementUntil, "elements.in_service_until"),
    COLUMN(kElementTransit, "elements.transit"),
    COLUMN(kElementCells, "elements.cells"),
    COLUMN(kElementTrafficGbps, "elements.traffic_gbps"),
    COLUMN(kElementTrafficTbYear, "elements.traffic_tb_year"),
    COLUMN(kElementSubscribers, "elements.subscribers"),
    COLUMN(kElementPremises, "elements.premises"),
    COLUMN(kSupplyElement, "supplies.element"),
    COLUMN(kSupplyRole, "supplies.role"),
    COLUMN(kSupplyVendor, "supplies.vendor"),
    COLUMN(kSupplyProcuredOn, "supplies.procured_on"),
    COLUMN(kSupplyFrom, "supplies.from"),
    COLUMN(kSupplyUntil, "supplies.until"),
    COLUMN(kDependencyElement, "dependencies.element"),
    COLUMN(kDependencyOn, "dependencies.on"),
    COLUMN(kDependencyKind, "dependencies.kind"),
    COLUMN(kDependencyFrom, "dependencies.from"),
    COLUMN(kDependencyUntil, "dependencies.until"),
    COLUMN(kLinkA, "links.a"),
    COLUMN(kLinkB, "links.b"),
    COLUMN(kLinkMetricAb, "links.metric_ab"),
    COLUMN(kLinkMetricBa, "links.metric_ba"),
    COLUMN(kElementArea, "elements.area"),
    COLUMN(kLinkDelay, "links.delay_us"),
    COLUMN(kLinkAffinity, "links.affinity"),
    COLUMN(kLinkSrlgs, "links.srlgs"),
    COLUMN(kLinkRidesOn, "links.rides_on"),
    COLUMN(kLinkArea, "links.area"),
    COLUMN(kDemandFrom, "demands.from"),
    COLUMN(kDemandTo, "demands.to"),
    COLUMN(kDemandToMode, "demands.to_mode"),
    COLUMN(kDemandPlane, "demands.plane"),
    COLUMN(kDemandProtected, "demands.protected"),
    COLUMN(kDemandClass, "demands.class"),
    COLUMN(kDemandGbps, "demands.gbps"),
    COLUMN(kRoutingOperator, "routing.operator"),
    COLUMN(kRoutingProtocol, "routing.protocol"),
    COLUMN(kRoutingTunnels, "routing.tunnels"),
    COLUMN(kRoutingExits, "routing.exits"),
    COLUMN(kTunnelFrom, "tunnels.from"),
    COLUMN(kTunnelTo, "tunnels.to"),
    COLUMN(kTunnelHops, "tunnels.hops"),
    COLUMN(kTunnelFallback, "tunnels.fallback"),
    COLUMN(kPlaneMetric, "planes.metric"),
    COLUMN(kPlaneExcludeAny, "planes.exclude_any"),
    COLUMN(kPlaneIncludeAny, "planes.include_any"),
    COLUMN(kPlaneIncludeAll, "planes.include_all"),
    COLUMN(kPlaneExcludeSrlg, "planes.exclude_srlg"),
    COLUMN(kPlaneFallback, "planes.fallback"),
    COLUMN(kChangeDate, "changes.date"),
    COLUMN(kChangeElement, "changes.element"),
    COLUMN(kChangeAction, "changes.action"),
    COLUMN(kChangeVendor, "changes.vendor"),
    COLUMN(kChangeModel, "changes.model"),
    COLUMN(kPlaceKind, "places.kind"),
    COLUMN(kPlaceLat, "places.lat"),
    COLUMN(kPlaceLon, "places.lon"),
    COLUMN(kPlaceRadius, "places.radius_m"),
    COLUMN(kPlaceSites, "places.sites"),
    COLUMN(kWaiverRule, "waivers.rule"),
    COLUMN(kWaiverSelector, "waivers.selector"),
    COLUMN(kWaiverJustification, "waivers.justification"),
    COLUMN(kWaiverGrantedBy, "waivers.granted_by"),
    COLUMN(kWaiverUntil, "waivers.until"),
};
#undef COLUMN

TEST(Schema, HasItsColumnsWhereTheConstantsSay) {
  for (const NamedColumn& named : kNamed) {
    ASSERT_LT(named.ref.column, schema(named.ref.table).columns.size()) << named.name;
    EXPECT_EQ(std::string(schema(named.ref.table).name) + "." + std::string(schema(named.ref).name),
              named.name);
  }
}

TEST(Schema, HasEveryTableInItsPlaceOnce) {
  std::set<std::string_view> names;
  ASSERT_EQ(schema().size(), kTableCount);
  for (std::size_t i = 0; i < kTableCount; ++i) {
    const TableSchema& table = schema()[i];
    EXPECT_EQ(static_cast<std::size_t>(table.id), i);
    EXPECT_EQ(&schema(table.id), &table);
    EXPECT_EQ(find_table(table.name), table.id);
    EXPECT_TRUE(names.insert(table.name).second);
    std::set<std::string_view> columns;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      EXPECT_TRUE(columns.insert(table.columns[c].name).second) << table.columns[c].name;
      EXPECT_EQ(find_column(table, table.columns[c].name), c);
      EXPECT_FALSE(table.columns[c].meaning.empty());
      EXPECT_EQ(table.columns[c].type == CellType::id, table.has_ids() && c == 0);
      EXPECT_EQ(table.columns[c].words.empty(), table.columns[c].type != CellType::word);
    }
  }
  EXPECT_EQ(schema(TableId::budget).id, static_cast<TableId>(kEstateTableCount - 1));
  EXPECT_FALSE(find_table("element"));
  EXPECT_FALSE(find_column(schema(TableId::sites), "latitude"));
}

std::set<std::string> columns_with(ColumnFlag flag) {
  std::set<std::string> names;
  for (const TableSchema& table : schema()) {
    for (const ColumnSchema& column : table.columns) {
      if (column.has(flag)) names.insert(std::string(table.name) + "." + std::string(column.name));
    }
  }
  return names;
}

// SEMANTICS 2.2.
TEST(Schema, HasExactlyTheKeysOfTheFinePrint) {
  std::set<std::string> want = {"ownership.vendor", "supplies.element", "dependencies.element",
                                "links.a",          "links.b",          "demands.from",
                                "demands.to",       "changes.date",     "changes.element",
                                "changes.action",   "waivers.rule",     "waivers.selector",
                                "waivers.until"};
  for (const TableSchema& table : schema()) {
    if (table.has_ids()) want.insert(std::string(table.name) + ".id");
  }
  EXPECT_EQ(columns_with(kKey), want);
}

// SEMANTICS 2.3: what an answer may hang on has no default but those named there.
TEST(Schema, HasDefaultsOnlyWhereTheyHarmNobody) {
  const std::set<std::string> defaulted = columns_with(kDefaulted);
  for (const std::string name :
       {"elements.in_service_until", "supplies.until", "ownership.until", "dependencies.until",
        "elements.area", "links.area", "demands.protected", "elements.tags", "changes.note"}) {
    EXPECT_TRUE(defaulted.contains(name)) << name;
  }
  for (const std::string name :
       {"elements.transit", "links.metric_ba", "links.srlgs", "links.rides_on", "elements.vendor",
        "elements.in_service_from", "elements.networks", "elements.users", "supplies.role"}) {
    EXPECT_FALSE(defaulted.contains(name)) << name;
  }
}

}  // namespace
}  // namespace relook::estate
