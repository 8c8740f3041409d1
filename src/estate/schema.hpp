// SPDX-License-Identifier: Apache-2.0
// The tables of an estate and what each column may hold, in one place: reader, writer, validation,
// documentation, `needs` and `--assume` all follow this schema (docs/estate.md is written from it).

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

namespace relook::estate {

enum class TableId : std::uint8_t {
  operators,
  networks,
  vendors,
  ownership,
  sites,
  elements,
  supplies,
  dependencies,
  links,
  demands,
  routing,
  tunnels,
  planes,
  changes,
  offers,
  crews,
  budget,
  // Not the operator's: files of their own, read by the same rules.
  places,
  waivers,
};

inline constexpr std::size_t kTableCount = 19;
/// The tables that live in the folder of an estate come first.
inline constexpr std::size_t kEstateTableCount = 17;

enum class CellType : std::uint8_t {
  id,          ///< the row's own name; unique in its table
  text,        ///< free text
  reference,   ///< an id of `target`
  references,  ///< ids of `target` between semicolons, a set
  texts,       ///< texts between semicolons, a set unless `ordered`
  yes_no,
  word,  ///< one of `words`
  date,
  quantity,  ///< a decimal, held as an integer of 10^-digits `unit`
};

/// What a column allows besides its type (SEMANTICS 2).
enum ColumnFlag : std::uint8_t {
  kKey = 1,          ///< neither empty nor `-`
  kDefaulted = 2,    ///< empty states the default and is not an unknown
  kNoneAllowed = 4,  ///< `-`: known to be none
  kPastAllowed = 8,  ///< `..`: before as_of, day not known
  kOrdered = 16,     ///< a list whose order matters
  kNoAdjacency = 32  ///< `-` is no number but the absence of an adjacency
};

struct ColumnSchema {
  std::string_view name;
  CellType type;
  std::uint8_t flags = 0;
  TableId target = TableId::operators;  ///< of references
  int digits = 0;                       ///< of quantities
  std::string_view unit = {};           ///< of quantities, as people write it
  std::int64_t max = std::numeric_limits<std::int64_t>::max();  ///< of quantities, in 10^-digits
  std::int64_t min = 0;
  std::span<const std::string_view> words = {};
  std::string_view meaning = {};

  [[nodiscard]] constexpr bool has(ColumnFlag flag) const { return (flags & flag) != 0; }
};

struct TableSchema {
  TableId id;
  std::string_view name;  ///< the file is `name`.csv
  std::string_view meaning;
  std::span<const ColumnSchema> columns;

  /// Tables whose first column is their rows' own id.
  [[nodiscard]] constexpr bool has_ids() const { return columns.front().type == CellType::id; }
};

[[nodiscard]] std::span<const TableSchema> schema();
[[nodiscard]] const TableSchema& schema(TableId table);
[[nodiscard]] std::optional<TableId> find_table(std::string_view name);
[[nodiscard]] std::optional<std::size_t> find_column(const TableSchema& table,
                                                     std::string_view name);

/// A column of a table, by number.
struct ColumnRef {
  TableId table;
  std::uint8_t column;

  friend constexpr auto operator<=>(const ColumnRef&, const ColumnRef&) = default;
};

[[nodiscard]] inline const ColumnSchema& schema(ColumnRef ref) {
  return schema(ref.table).columns[ref.column];
}

// The columns that code asks for by name. schema_test.cpp holds them against the table.
namespace column {
inline constexpr ColumnRef kOperatorCountry{TableId::operators, 2};
inline constexpr ColumnRef kNetworkOperator{TableId::networks, 1};
inline constexpr ColumnRef kVendorName{TableId::vendors, 1};
inline constexpr ColumnRef kVendorAliases{TableId::vendors, 2};
inline constexpr ColumnRef kVendorPens{TableId::vendors, 3};
inline constexpr ColumnRef kVendorJurisdiction{TableId::vendors, 4};
inline constexpr ColumnRef kOwnershipVendor{TableId::ownership, 0};
inline constexpr ColumnRef kOwnershipParent{TableId::ownership, 1};
inline constexpr ColumnRef kOwnershipFrom{TableId::ownership, 2};
inline constexpr ColumnRef kOwnershipUntil{TableId::ownership, 3};
inline constexpr ColumnRef kSiteOperator{TableId::sites, 1};
inline constexpr ColumnRef kSiteName{TableId::sites, 2};
inline constexpr ColumnRef kSiteKind{TableId::sites, 3};
inline constexpr ColumnRef kSiteRegion{TableId::sites, 4};
inline constexpr ColumnRef kSiteLat{TableId::sites, 6};
inline constexpr ColumnRef kSiteLon{TableId::sites, 7};
inline constexpr ColumnRef kElementOperator{TableId::elements, 1};
inline constexpr ColumnRef kElementUsers{TableId::elements, 2};
inline constexpr ColumnRef kElementNetworks{TableId::elements, 3};
inline constexpr ColumnRef kElementSite{TableId::elements, 4};
inline constexpr ColumnRef kElementFunction{TableId::elements, 5};
inline constexpr ColumnRef kElementModel{TableId::elements, 8};
inline constexpr ColumnRef kElementVendor{TableId::elements, 9};
inline constexpr ColumnRef kElementProcuredOn{TableId::elements, 10};
inline constexpr ColumnRef kElementFrom{TableId::elements, 11};
inline constexpr ColumnRef kElementUntil{TableId::elements, 12};
inline constexpr ColumnRef kElementTransit{TableId::elements, 13};
inline constexpr ColumnRef kElementArea{TableId::elements, 14};
inline constexpr ColumnRef kElementCells{TableId::elements, 15};
inline constexpr ColumnRef kElementTrafficGbps{TableId::elements, 16};
inline constexpr ColumnRef kElementTrafficTbYear{TableId::elements, 17};
inline constexpr ColumnRef kElementSubscribers{TableId::elements, 18};
inline constexpr ColumnRef kElementPremises{TableId::elements, 19};
inline constexpr ColumnRef kSupplyElement{TableId::supplies, 0};
inline constexpr ColumnRef kSupplyRole{TableId::supplies, 1};
inline constexpr ColumnRef kSupplyVendor{TableId::supplies, 3};
inline constexpr ColumnRef kSupplyProcuredOn{TableId::supplies, 5};
inline constexpr ColumnRef kSupplyFrom{TableId::supplies, 6};
inline constexpr ColumnRef kSupplyUntil{TableId::supplies, 7};
inline constexpr ColumnRef kSupplySource{TableId::supplies, 8};
inline constexpr ColumnRef kSupplyObserved{TableId::supplies, 9};
inline constexpr ColumnRef kDependencyElement{TableId::dependencies, 0};
inline constexpr ColumnRef kDependencyOn{TableId::dependencies, 1};
inline constexpr ColumnRef kDependencyKind{TableId::dependencies, 2};
inline constexpr ColumnRef kDependencyFrom{TableId::dependencies, 3};
inline constexpr ColumnRef kDependencyUntil{TableId::dependencies, 4};
inline constexpr ColumnRef kLinkA{TableId::links, 1};
inline constexpr ColumnRef kLinkB{TableId::links, 2};
inline constexpr ColumnRef kLinkMetricAb{TableId::links, 3};
inline constexpr ColumnRef kLinkMetricBa{TableId::links, 4};
inline constexpr ColumnRef kLinkDelay{TableId::links, 6};
inline constexpr ColumnRef kLinkAffinity{TableId::links, 7};
inline constexpr ColumnRef kLinkSrlgs{TableId::links, 8};
inline constexpr ColumnRef kLinkRidesOn{TableId::links, 9};
inline constexpr ColumnRef kLinkArea{TableId::links, 10};
inline constexpr ColumnRef kDemandClass{TableId::demands, 1};
inline constexpr ColumnRef kDemandFrom{TableId::demands, 2};
inline constexpr ColumnRef kDemandTo{TableId::demands, 3};
inline constexpr ColumnRef kDemandToMode{TableId::demands, 4};
inline constexpr ColumnRef kDemandGbps{TableId::demands, 5};
inline constexpr ColumnRef kDemandPlane{TableId::demands, 6};
inline constexpr ColumnRef kDemandProtected{TableId::demands, 7};
inline constexpr ColumnRef kRoutingOperator{TableId::routing, 0};
inline constexpr ColumnRef kRoutingProtocol{TableId::routing, 1};
inline constexpr ColumnRef kRoutingTunnels{TableId::routing, 2};
inline constexpr ColumnRef kRoutingExits{TableId::routing, 3};
inline constexpr ColumnRef kTunnelFrom{TableId::tunnels, 1};
inline constexpr ColumnRef kTunnelTo{TableId::tunnels, 2};
inline constexpr ColumnRef kTunnelHops{TableId::tunnels, 3};
inline constexpr ColumnRef kTunnelFallback{TableId::tunnels, 5};
inline constexpr ColumnRef kPlaneMetric{TableId::planes, 1};
inline constexpr ColumnRef kPlaneExcludeAny{TableId::planes, 2};
inline constexpr ColumnRef kPlaneIncludeAny{TableId::planes, 3};
inline constexpr ColumnRef kPlaneIncludeAll{TableId::planes, 4};
inline constexpr ColumnRef kPlaneExcludeSrlg{TableId::planes, 5};
inline constexpr ColumnRef kPlaneFallback{TableId::planes, 6};
inline constexpr ColumnRef kChangeDate{TableId::changes, 0};
inline constexpr ColumnRef kChangeElement{TableId::changes, 1};
inline constexpr ColumnRef kChangeAction{TableId::changes, 2};
inline constexpr ColumnRef kChangeVendor{TableId::changes, 3};
inline constexpr ColumnRef kChangeModel{TableId::changes, 4};
inline constexpr ColumnRef kPlaceKind{TableId::places, 2};
inline constexpr ColumnRef kPlaceLat{TableId::places, 3};
inline constexpr ColumnRef kPlaceLon{TableId::places, 4};
inline constexpr ColumnRef kPlaceRadius{TableId::places, 5};
inline constexpr ColumnRef kPlaceSites{TableId::places, 6};
inline constexpr ColumnRef kWaiverRule{TableId::waivers, 0};
inline constexpr ColumnRef kWaiverSelector{TableId::waivers, 1};
inline constexpr ColumnRef kWaiverJustification{TableId::waivers, 2};
inline constexpr ColumnRef kWaiverGrantedBy{TableId::waivers, 3};
inline constexpr ColumnRef kWaiverUntil{TableId::waivers, 4};
}  // namespace column

// Words of word columns, in the order of their codes.
inline constexpr std::string_view kCriticalities[] = {"public", "safety-related", "safety-critical",
                                                      "government"};
/// The code of the first of them.
inline constexpr std::uint32_t kHardwareRole = 0;
inline constexpr std::string_view kSupplyRoles[] = {"hardware", "software",        "module",
                                                    "optics",   "managed-service", "maintenance"};
/// The code of the first of them.
inline constexpr std::uint32_t kHostedOn = 0;
inline constexpr std::string_view kDependencyKinds[] = {"hosted-on", "managed-by", "anchored-on",
                                                        "timed-by",  "keys-from",  "accessed-by"};
inline constexpr std::string_view kChangeActions[] = {"install", "remove", "replace"};
enum ToMode : std::uint32_t { kToAll, kToNearest };
inline constexpr std::string_view kToModes[] = {"all", "nearest"};
enum ListedWord : std::uint32_t { kThereAreNone, kAllAreListed };
inline constexpr std::string_view kListedWords[] = {"none", "listed"};
enum TunnelFallback : std::uint32_t { kTunnelToIgp, kTunnelDrops };
inline constexpr std::string_view kTunnelFallbacks[] = {"igp", "drop"};
enum PlaneMetric : std::uint32_t { kMetricIgp, kMetricTe, kMetricDelay };
inline constexpr std::string_view kPlaneMetrics[] = {"igp", "te", "delay"};
enum PlaneFallback : std::uint32_t { kPlaneDrops, kPlaneToDefault };
inline constexpr std::string_view kPlaneFallbacks[] = {"drop", "default"};

}  // namespace relook::estate
