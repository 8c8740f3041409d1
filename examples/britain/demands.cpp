// SPDX-License-Identifier: Apache-2.0
#include "britain/demands.hpp"

#include <fmt/format.h>

#include <string>

#include "britain/core.hpp"
#include "britain/operators.hpp"
#include "britain/transport.hpp"

namespace relook::britain {
namespace {

constexpr std::size_t kNorthwind = 0;
constexpr std::size_t kSevern = 2;

// An end outside: where it is, who runs it, and whose core routers of which towns it is joined to.
struct Outside {
  std::string_view id;
  std::string_view name;
  std::string_view kind;
  std::string_view owner;
  std::string_view network;
  Point at;
  std::size_t joins;
  std::string_view core[2];
};

constexpr Outside kOutside[] = {
    {"us-embassy",
     "A foreign embassy",
     "embassy",
     "northwind",
     "northwind-public",
     {5148000, -13000},
     kNorthwind,
     {"LON", "LON"}},
    {"landing-west",
     "A cable landing in the west",
     "landing station",
     "atlantic",
     "-",
     {5083000, -453000},
     kNorthwind,
     {"PLY", "BRS"}},
    {"landing-north",
     "A cable landing in the north",
     "landing station",
     "atlantic",
     "-",
     {5465000, -350000},
     kNorthwind,
     {"CAR", "GLA"}},
    {"em-control-1",
     "Emergency control one",
     "control room",
     "northwind",
     "emergency",
     {5250000, -185000},
     kNorthwind,
     {"BIR", "BIR"}},
    {"em-control-2",
     "Emergency control two",
     "control room",
     "northwind",
     "emergency",
     {5588000, -350000},
     kNorthwind,
     {"EDI", "GLA"}},
    {"rail-control",
     "Railway control",
     "control room",
     "severn",
     "rail",
     {5295000, -147000},
     kSevern,
     {"NOT", "SHE"}},
    {"gov-hub-1",
     "Government exchange one",
     "government",
     "severn",
     "government",
     {5150000, -12000},
     kSevern,
     {"LON", "LON"}},
    {"gov-hub-2",
     "Government exchange two",
     "government",
     "severn",
     "government",
     {5190000, -208000},
     kSevern,
     {"BRS", "BIR"}},
    {"listening-post",
     "A listening post",
     "intelligence",
     "severn",
     "government",
     {5400000, -168000},
     kSevern,
     {"LEE", "NEW"}},
};

void write_outside(Tables& tables) {
  const Date as_of = tables.options().as_of;
  for (const Outside& end : kOutside) {
    const std::string site = fmt::format("site-{}", end.id);
    // A mast stands in the region of the nearest town; so does this.
    const Town* nearest = &towns()[0];
    for (const Town& town : towns()) {
      if (metres_between(town.centre, end.at) < metres_between(nearest->centre, end.at)) {
        nearest = &town;
      }
    }
    tables.add(SiteRow{.id = site,
                       .owner = end.owner,
                       .name = fmt::format("{} (synthetic)", end.name),
                       .kind = end.kind,
                       .region = nearest->region,
                       .at = end.at});
    tables.add(ElementRow{.id = end.id,
                          .owner = end.owner,
                          .networks = end.network,
                          .site = site,
                          .function = "external",
                          .model = "customer router",
                          // `-` would be a box that anybody may have made.
                          .vendor = "cisco",
                          .procured_on = kPastDate,
                          .in_service_from = {as_of.days - 2'000},
                          .forgets = {.vendor = false, .load = false, .other = false}});
    for (int i = 0; i < 2; ++i) {
      const std::string id = fmt::format("{}-l{}", end.id, i + 1);
      const std::string router = core_router_id(end.joins, end.core[i], i + 1);
      tables.add(LinkRow{
          .id = id, .a = end.id, .b = router, .metric = 10, .capacity_gbps = 10, .delay_us = 100});
    }
  }
}

// What subscribers send, from every edge router to the nearest internet gateway.
void write_general(Tables& tables, const Ground& ground) {
  for (std::size_t which = 0; which < operators().size(); ++which) {
    std::string gateways;
    for (const std::string& gateway : internet_gateways(which)) {
      gateways += (gateways.empty() ? "" : ";") + gateway;
    }
    for (const Handover& handover : ground.handovers) {
      Random random(tables.options().seed, Stream::fact,
                    (std::uint64_t{1} << 61) + which * 100'000'000 +
                        static_cast<std::uint64_t>(handover.number));
      const std::string from = edge_router_id(which, handover);
      const std::string id = from + "-gen";
      tables.add(DemandRow{.id = id,
                           .traffic_class = "general",
                           .from = from,
                           .to = gateways,
                           .kbps = random.chance(tables.options().unknown)
                                       ? kUnknownNumber
                                       : random.between(1'000, 20'000) * 1'000});
    }
  }
}

// Government offices in every town, from the first handover there.
void write_government(Tables& tables, const Ground& ground) {
  for (std::size_t town = 0; town < towns().size(); ++town) {
    const Handover& first = ground.handovers[ground.first_of[town]];
    const std::string id = fmt::format("gov-{:02}", town);
    const std::string from = edge_router_id(kSevern, first);
    const std::string span =
        town % 3 == 0 ? fmt::format("{}..gov-hub-1:ipsec", from) : std::string();
    tables.add(DemandRow{.id = id,
                         .traffic_class = "government",
                         .from = from,
                         .to = town % 3 == 0 ? "gov-hub-1" : "gov-hub-1;gov-hub-2",
                         .to_mode = town % 3 == 0 ? "all" : "nearest",
                         .kbps = 250'000,
                         .protected_spans = span});
  }
}

}  // namespace

void write_demands(Tables& tables, const Ground& ground) {
  write_outside(tables);
  write_general(tables, ground);
  write_government(tables, ground);
  tables.add(DemandRow{.id = "intelligence-1",
                       .traffic_class = "intelligence",
                       .from = "listening-post",
                       .to = "gov-hub-2",
                       .to_mode = "all",
                       .kbps = 4'000'000,
                       .protected_spans = "listening-post..gov-hub-2:macsec"});
  tables.add(DemandRow{.id = "intelligence-2",
                       .traffic_class = "intelligence",
                       .from = "gov-hub-2",
                       .to = "gov-hub-1",
                       .to_mode = "all",
                       .kbps = 900'000});
  tables.add(DemandRow{.id = "us-1",
                       .traffic_class = "us-diplomatic",
                       .from = "us-embassy",
                       .to = "landing-west;landing-north",
                       .kbps = 200'000});
  tables.add(DemandRow{.id = "us-2",
                       .traffic_class = "us-diplomatic",
                       .from = "landing-west",
                       .to = "us-embassy",
                       .to_mode = "all",
                       .kbps = 150'000,
                       .protected_spans = "landing-west..us-embassy:ipsec"});
}

}  // namespace relook::britain
