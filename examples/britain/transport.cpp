// SPDX-License-Identifier: Apache-2.0
#include "britain/transport.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "britain/operators.hpp"

namespace relook::britain {
namespace {

constexpr std::size_t kRingRouters = 8;

class TransportWriter {
 public:
  TransportWriter(Tables& tables, std::size_t which_operator)
      : tables_(tables), which_(which_operator), owner_(operators()[which_operator]) {}

  void write_core_towns() {
    for (std::size_t c = 0; c < core_towns().size(); ++c) {
      const std::string_view core = core_towns()[c].code;
      const std::string site = write_data_centre(tables_, which_, c);
      const std::string routers[] = {core_router_id(which_, core, 1),
                                     core_router_id(which_, core, 2)};
      const std::string hub = data_centre_switch_id(which_, core);
      for (const std::string& router : routers)
        box(router, site, "P", "core router", owner_.routers);
      box(hub, site, "switch", "data centre switch", "arista");
      box(roadm(core), site, "ROADM", "optical node", "ciena");
      link(fmt::format("{}-c-{}", owner_.code, core), routers[0], routers[1], {.metric = 5});
      for (int i = 0; i < 2; ++i) {
        link(fmt::format("{}-{}", hub, i + 1), hub, routers[i], {.metric = 5});
      }
    }
  }

  void write_trunks() {
    for (const Trunk& trunk : trunks()) {
      const Point a = towns()[core_towns()[core_town(trunk.a)].town].centre;
      const Point b = towns()[core_towns()[core_town(trunk.b)].town].centre;
      const std::int64_t delay = fibre_delay_us(a, b);
      const std::string duct = fmt::format("duct-{}-{}", trunk.a, trunk.b);
      const std::string under = roadm(trunk.a) + ";" + roadm(trunk.b);
      for (int i = 1; i <= 2; ++i) {
        link(fmt::format("{}-t-{}-{}-{}", owner_.code, trunk.a, trunk.b, i),
             core_router_id(which_, trunk.a, i), core_router_id(which_, trunk.b, i),
             {.metric = std::max<std::int64_t>(10, delay / 20),
              .capacity_gbps = 100,
              .delay_us = delay,
              .srlgs = duct,
              .rides_on = under});
      }
    }
  }

  // The handovers of a town, eight to a ring.
  void write_rings(const Ground& ground, std::size_t town) {
    const std::string_view core = towns()[town].core;
    const std::size_t end = ground.first_of[town + 1];
    for (std::size_t first = ground.first_of[town]; first < end; first += kRingRouters) {
      std::string before = core_router_id(which_, core, 1);
      Point from = towns()[town].centre;
      for (std::size_t i = first; i < std::min(first + kRingRouters, end); ++i) {
        const Handover& handover = ground.handovers[i];
        const std::string router = edge_router_id(which_, handover);
        box(router, handover.site, "PE", "edge router", owner_.routers);
        ring_link(router, before, router, fibre_delay_us(from, handover.at));
        before = router;
        from = handover.at;
      }
      ring_link(before + "-end", before, core_router_id(which_, core, 2),
                fibre_delay_us(from, towns()[town].centre));
    }
  }

 private:
  [[nodiscard]] std::string roadm(std::string_view core) const {
    return fmt::format("{}-roadm-{}", owner_.code, core);
  }

  void link(const std::string& id, const std::string& a, const std::string& b, LinkRow row) {
    row.id = id;
    row.a = a;
    row.b = b;
    row.may_forget = owner_.books.core;
    tables_.add(row);
  }
  void ring_link(const std::string& name, const std::string& a, const std::string& b,
                 std::int64_t delay) {
    const std::string id = name + "-ring";
    tables_.add(LinkRow{.id = id,
                        .a = a,
                        .b = b,
                        .metric = 20,
                        .capacity_gbps = 40,
                        .delay_us = delay,
                        .may_forget = owner_.books.core});
  }

  void box(const std::string& id, const std::string& site, std::string_view function,
           std::string_view model, std::string_view vendor) {
    Random random(tables_.options().seed, Stream::core,
                  (std::uint64_t{which_ + 1} << 48) + static_cast<std::uint64_t>(number_++));
    const Date as_of = tables_.options().as_of;
    const auto age = static_cast<std::int32_t>(random.between(200, 3'000));
    tables_.add(ElementRow{.id = id,
                           .owner = owner_.id,
                           .networks = owner_.network,
                           .site = site,
                           .function = function,
                           .model = model,
                           .vendor = vendor,
                           .procured_on = {as_of.days - age - 90},
                           .in_service_from = {as_of.days - age},
                           .transit = "yes",
                           .book_pence = random.between(5, 80) * 100'000,
                           .end_of_life = {as_of.days - age + 4'000},
                           .forgets = {.vendor = owner_.books.core}});
  }

  Tables& tables_;
  std::size_t which_;
  const Operator& owner_;
  std::int64_t number_ = 0;
};

}  // namespace

std::string edge_router_id(std::size_t which_operator, const Handover& handover) {
  return fmt::format("{}-pe-{:05}", operators()[which_operator].code, handover.number);
}

std::string core_router_id(std::size_t which_operator, std::string_view core, int one) {
  return fmt::format("{}-p-{}-{}", operators()[which_operator].code, core, one);
}

std::string data_centre_switch_id(std::size_t which_operator, std::string_view core) {
  return fmt::format("{}-sw-{}", operators()[which_operator].code, core);
}

void write_transport(Tables& tables, const Ground& ground, std::size_t which_operator) {
  TransportWriter writer(tables, which_operator);
  writer.write_core_towns();
  writer.write_trunks();
  for (std::size_t town = 0; town < towns().size(); ++town) writer.write_rings(ground, town);
}

}  // namespace relook::britain
