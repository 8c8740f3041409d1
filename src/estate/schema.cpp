// SPDX-License-Identifier: Apache-2.0
#include "estate/schema.hpp"

#include "base/check.hpp"
#include "base/geodesic.hpp"

namespace relook::estate {
namespace {

using enum CellType;

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kBillion = 1'000'000'000;

constexpr ColumnSchema own_id(std::string_view meaning) {
  return {.name = "id", .type = id, .flags = kKey, .meaning = meaning};
}
constexpr ColumnSchema free_text(std::string_view name, std::string_view meaning,
                                 std::uint8_t flags = 0) {
  return {.name = name, .type = text, .flags = flags, .meaning = meaning};
}
constexpr ColumnSchema ref(std::string_view name, TableId target, std::string_view meaning,
                           std::uint8_t flags = 0) {
  return {.name = name, .type = reference, .flags = flags, .target = target, .meaning = meaning};
}
constexpr ColumnSchema refs(std::string_view name, TableId target, std::string_view meaning,
                            std::uint8_t flags = kNoneAllowed) {
  return {.name = name, .type = references, .flags = flags, .target = target, .meaning = meaning};
}
constexpr ColumnSchema list(std::string_view name, std::string_view meaning,
                            std::uint8_t flags = kNoneAllowed) {
  return {.name = name, .type = texts, .flags = flags, .meaning = meaning};
}
constexpr ColumnSchema day(std::string_view name, std::string_view meaning,
                           std::uint8_t flags = kPastAllowed) {
  return {.name = name, .type = date, .flags = flags, .meaning = meaning};
}
constexpr ColumnSchema until_day(std::string_view name, std::string_view meaning) {
  return day(name, meaning, kDefaulted | kNoneAllowed | kPastAllowed);
}
constexpr ColumnSchema one_of(std::string_view name, std::span<const std::string_view> words,
                              std::string_view meaning, std::uint8_t flags = 0) {
  return {.name = name, .type = word, .flags = flags, .words = words, .meaning = meaning};
}
constexpr ColumnSchema amount(std::string_view name, int digits, std::string_view unit,
                              std::int64_t max, std::string_view meaning) {
  return {.name = name,
          .type = quantity,
          .flags = kNoneAllowed,
          .digits = digits,
          .unit = unit,
          .max = max,
          .meaning = meaning};
}
constexpr ColumnSchema money(std::string_view name, std::string_view meaning) {
  return amount(name, 2, "currency", kBillion * kBillion, meaning);
}
constexpr ColumnSchema coordinate(std::string_view name, std::int64_t degrees,
                                  std::string_view meaning) {
  return {.name = name,
          .type = quantity,
          .digits = kDegreeDigits,
          .unit = "degrees",
          .max = degrees * kBillion,
          .min = -degrees * kBillion,
          .meaning = meaning};
}
constexpr ColumnSchema metric(std::string_view name, std::string_view meaning) {
  return {.name = name,
          .type = quantity,
          .flags = kNoneAllowed | kNoAdjacency,
          .unit = "metric",
          .max = 0xFFFFFFFE,
          .meaning = meaning};
}

constexpr ColumnSchema kOperators[] = {
    own_id("the operator's id"),
    free_text("name", "its name for people", kDefaulted),
    free_text("country", "ISO 3166 code of the country whose decisions bind it"),
};

constexpr ColumnSchema kNetworks[] = {
    own_id("the service network's id"),
    ref("operator", TableId::operators, "who runs it"),
    free_text("name", "its name for people", kDefaulted),
    one_of("criticality", kCriticalities, "what depends on it"),
};

constexpr ColumnSchema kVendors[] = {
    own_id("the vendor's id"),
    free_text("name", "its name for people", kDefaulted),
    list("aliases", "other spellings of its name", kDefaulted | kNoneAllowed),
    list("pens", "its IANA private enterprise numbers", kDefaulted | kNoneAllowed),
    free_text("jurisdiction", "ISO 3166 code of the country of its seat"),
};

constexpr ColumnSchema kOwnership[] = {
    ref("vendor", TableId::vendors, "who is owned", kKey),
    ref("parent", TableId::vendors, "who owns it; empty is any"),
    day("from", "first day of the ownership"),
    until_day("until", "first day that it no longer holds; empty is open"),
};

constexpr ColumnSchema kSites[] = {
    own_id("the site's id"),
    ref("operator", TableId::operators, "whose site it is"),
    free_text("name", "its name for people", kDefaulted),
    free_text("kind", "mast, rooftop, exchange, data centre…"),
    free_text("region", "the region that limits are counted in"),
    free_text("cluster", "sites whose radios must come from one vendor"),
    coordinate("lat", 90, "WGS84 latitude"),
    coordinate("lon", 180, "WGS84 longitude"),
    money("visit_cost", "what one visit for work on it costs"),
};

constexpr ColumnSchema kElements[] = {
    own_id("the element's id"),
    ref("operator", TableId::operators, "who runs it"),
    refs("users", TableId::operators, "other operators that it serves"),
    refs("networks", TableId::networks, "service networks that it belongs to"),
    ref("site", TableId::sites, "where it stands", kNoneAllowed),
    free_text("function", "what it does, by its 3GPP, BBF or ITU name"),
    list("generations", "mobile generations that it serves: 2G, 3G, 4G, 5G"),
    list("bands", "frequency bands that it serves, such as n78"),
    free_text("model", "the maker's model"),
    ref("vendor", TableId::vendors, "who made its hardware, as declared", kNoneAllowed),
    day("procured_on", "the day it was bought"),
    day("in_service_from", "first day in service", kNoneAllowed | kPastAllowed),
    until_day("in_service_until", "first day out of service; empty is open"),
    {.name = "transit",
     .type = yes_no,
     .meaning = "whether it forwards traffic that neither starts nor ends at it"},
    free_text("area", "its routing area; empty is the default area", kDefaulted),
    amount("cells", 0, "cells", 100 * kMillion, "radio cells that it serves"),
    amount("traffic_gbps", 6, "Gbit/s", kMillion* kBillion, "traffic that it carries, a rate"),
    amount("traffic_tb_year", 3, "TB/year", kBillion* kBillion,
           "traffic that it carries in a year, a volume"),
    amount("subscribers", 0, "subscribers", 10 * kBillion, "subscribers that it serves"),
    amount("premises", 0, "premises", 10 * kBillion, "premises that it can serve"),
    money("book_value", "what it is still worth"),
    day("end_of_life", "the day its maker ends support"),
    list("tags", "the operator's own marks", kDefaulted | kNoneAllowed),
};

constexpr ColumnSchema kSupplies[] = {
    ref("element", TableId::elements, "what is supplied", kKey),
    one_of("role", kSupplyRoles, "what the vendor supplies; empty is any"),
    free_text("component", "which part", kDefaulted),
    ref("vendor", TableId::vendors, "who supplies it; empty is any", kNoneAllowed),
    free_text("country", "ISO 3166 code of the country that it is supplied from"),
    day("procured_on", "the day it was bought"),
    day("from", "first day of the supply"),
    until_day("until", "first day that it no longer holds; empty is open"),
    free_text("source", "where this is known from: a contract, an SNMP object, a MAC prefix…"),
    day("observed_on", "the day it was last seen"),
};

constexpr ColumnSchema kDependencies[] = {
    ref("element", TableId::elements, "what depends", kKey),
    ref("on", TableId::elements, "what it depends on; empty is any"),
    one_of("kind", kDependencyKinds, "how it depends; empty is any"),
    day("from", "first day of the dependency"),
    until_day("until", "first day that it no longer holds; empty is open"),
};

constexpr ColumnSchema kLinks[] = {
    own_id("the link's id"),
    ref("a", TableId::elements, "one end", kKey),
    ref("b", TableId::elements, "the other end", kKey),
    metric("metric_ab", "routing metric from a to b; `-` is no adjacency"),
    metric("metric_ba", "routing metric from b to a; `-` is no adjacency"),
    amount("capacity_gbps", 6, "Gbit/s", kMillion* kBillion, "capacity"),
    amount("delay_us", 0, "µs", kBillion, "delay"),
    list("affinity", "admin groups (RFC 7308)"),
    list("srlgs", "shared-risk link groups (RFC 4202)"),
    refs("rides_on", TableId::elements, "underlay elements that carry it"),
    free_text("area", "its routing area; empty is the default area", kDefaulted),
};

constexpr ColumnSchema kDemands[] = {
    own_id("the demand's id"),
    free_text("class", "general, government, emergency, safety-critical, intelligence…"),
    ref("from", TableId::elements, "where the traffic starts", kKey),
    refs("to", TableId::elements, "where it ends", kKey),
    one_of("to_mode", kToModes, "whether it goes to all ends or to the nearest"),
    amount("gbps", 6, "Gbit/s", kMillion* kBillion, "how much"),
    ref("plane", TableId::planes, "routing plane; `-` is the plain IGP", kNoneAllowed),
    list("protected", "encrypted spans, from..to:protocol", kDefaulted | kNoneAllowed),
};

constexpr ColumnSchema kRouting[] = {
    ref("operator", TableId::operators, "whose network"),
    free_text("protocol", "is-is, ospf…"),
    one_of("tunnels", kListedWords, "whether there are tunnels, and all are listed"),
    one_of("exits", kListedWords, "whether there are several exits, and all are listed"),
};

constexpr ColumnSchema kTunnels[] = {
    own_id("the tunnel's id"),
    ref("from", TableId::elements, "head end"),
    ref("to", TableId::elements, "tail end"),
    list("hops", "links or elements on the way", kNoneAllowed | kOrdered),
    free_text("carries", "selector over demands"),
    one_of("fallback", kTunnelFallbacks, "where its traffic goes when it is down"),
};

constexpr ColumnSchema kPlanes[] = {
    own_id("the plane's id (Flex-Algo, RFC 9350)"),
    one_of("metric", kPlaneMetrics, "which metric it minimises"),
    list("exclude_any", "admin groups that it excludes"),
    list("include_any", "admin groups of which it needs one"),
    list("include_all", "admin groups of which it needs all"),
    list("exclude_srlg", "risk groups that it excludes"),
    one_of("fallback", kPlaneFallbacks, "what happens to traffic without a path in it"),
};

constexpr ColumnSchema kChanges[] = {
    day("date", "the day of the change", kKey),
    ref("element", TableId::elements, "what is changed", kKey),
    one_of("action", kChangeActions, "what is done", kKey),
    ref("vendor", TableId::vendors, "who makes what comes; empty is any", kNoneAllowed),
    free_text("model", "the model of what comes"),
    free_text("note", "a note", kDefaulted),
};

constexpr ColumnSchema kOffers[] = {
    own_id("the offer's id"),
    ref("vendor", TableId::vendors, "who offers"),
    free_text("replaces", "selector over elements"),
    free_text("model", "the model offered"),
    money("cost", "price of one replacement"),
    amount("crew_days", 3, "crew days", kMillion * 1000, "work of one replacement"),
    day("available_from", "first day of delivery"),
    amount("per_quarter_max", 0, "elements", kBillion, "how many in a quarter"),
};

constexpr ColumnSchema kCrews[] = {
    free_text("region", "the region"),
    day("from", "first day"),
    until_day("until", "first day that it no longer holds; empty is open"),
    amount("crew_days", 3, "crew days", kMillion * 1000, "crew days in a quarter"),
};

constexpr ColumnSchema kBudget[] = {
    day("from", "first day"),
    until_day("until", "first day that it no longer holds; empty is open"),
    money("amount", "how much may be spent"),
};

constexpr ColumnSchema kPlaces[] = {
    own_id("the place's id"),
    free_text("name", "its name; never printed", kDefaulted),
    free_text("kind", "what it is, as the decision names it"),
    coordinate("lat", 90, "WGS84 latitude"),
    coordinate("lon", 180, "WGS84 longitude"),
    amount("radius_m", 3, "m", kBillion * 1000, "how near is near"),
    list("sites", "sites that belong to it, whatever their distance", kDefaulted | kNoneAllowed),
};

constexpr ColumnSchema kWaivers[] = {
    free_text("rule", "the rule's id", kKey),
    free_text("selector", "the offenders that are waived", kKey),
    free_text("justification", "why", kDefaulted),
    free_text("granted_by", "by whom", kDefaulted),
    day("until", "first day that it no longer holds", kKey),
};

constexpr TableSchema kSchema[kTableCount] = {
    {TableId::operators, "operators", "who runs networks", kOperators},
    {TableId::networks, "networks", "service networks and how critical they are", kNetworks},
    {TableId::vendors, "vendors", "vendors that the registry does not know", kVendors},
    {TableId::ownership, "ownership", "a vendor's parent, by date", kOwnership},
    {TableId::sites, "sites", "places where elements stand", kSites},
    {TableId::elements, "elements", "what a vendor made and what can be replaced", kElements},
    {TableId::supplies, "supplies", "vendors behind an element, by role", kSupplies},
    {TableId::dependencies, "dependencies", "what an element needs or is controlled by",
     kDependencies},
    {TableId::links, "links", "adjacencies between two elements", kLinks},
    {TableId::demands, "demands", "traffic from one element to others", kDemands},
    {TableId::routing, "routing", "what the proof must be told of an operator's routing", kRouting},
    {TableId::tunnels, "tunnels", "explicit tunnels", kTunnels},
    {TableId::planes, "planes", "routing planes", kPlanes},
    {TableId::changes, "changes", "what is already planned", kChanges},
    {TableId::offers, "offers", "what may replace what, for a programme", kOffers},
    {TableId::crews, "crews", "crew days by region, for a programme", kCrews},
    {TableId::budget, "budget", "money by time, for a programme", kBudget},
    {TableId::places, "places", "sensitive places: the authority's list", kPlaces},
    {TableId::waivers, "waivers", "offenders that an authority has excused", kWaivers},
};

}  // namespace

std::span<const TableSchema> schema() { return kSchema; }

const TableSchema& schema(TableId table) {
  RELOOK_CHECK(static_cast<std::size_t>(table) < kTableCount);
  return kSchema[static_cast<std::size_t>(table)];
}

std::optional<TableId> find_table(std::string_view name) {
  for (const TableSchema& table : kSchema) {
    if (table.name == name) return table.id;
  }
  return std::nullopt;
}

std::optional<std::size_t> find_column(const TableSchema& table, std::string_view name) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].name == name) return i;
  }
  return std::nullopt;
}

}  // namespace relook::estate
