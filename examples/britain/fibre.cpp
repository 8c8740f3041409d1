// SPDX-License-Identifier: Apache-2.0
#include "britain/fibre.hpp"

#include <fmt/format.h>

#include <string>

#include "britain/core.hpp"
#include "britain/operators.hpp"
#include "britain/transport.hpp"

namespace relook::britain {
namespace {

// 2.6 million homes in spring 2020 over a thousand handovers, and 4.5 million a year later.
constexpr std::int64_t kPremisesNow = 2'600;
constexpr std::int64_t kPremisesPlanned = 1'900;
constexpr Ppm kHuaweiShare = 440'000;
constexpr Ppm kAdtranShare = 150'000;
constexpr std::int64_t kOdd = 17;  // one head-end in so many handovers comes from ZTE
constexpr std::int64_t kOddOf = 300;

class FibreWriter {
 public:
  explicit FibreWriter(Tables& tables) : tables_(tables) {}

  void write(const Handover& handover) {
    Random random(tables_.options().seed, Stream::fibre,
                  static_cast<std::uint64_t>(handover.number));
    const std::string hub = fmt::format("ln-sw-{:05}", handover.number);
    element(hub, handover,
            {.site = handover.site,
             .function = "switch",
             .model = "access switch",
             .vendor = "nokia",
             .transit = "yes"},
            random);
    link(hub, edge_router_id(kFibre, handover));
    const std::int64_t now = random.between(kPremisesNow / 2, kPremisesNow * 3 / 2);
    const std::string_view vendor = huawei_.next(now)                  ? "huawei"
                                    : handover.number % kOddOf == kOdd ? "zte"
                                    : adtran_.next()                   ? "adtran"
                                                                       : "nokia";
    head_end(fmt::format("ln-olt-{:05}-1", handover.number), handover,
             {.vendor = vendor, .premises = now}, random);
    const std::int64_t then = random.between(kPremisesPlanned / 2, kPremisesPlanned * 3 / 2);
    const std::string id = fmt::format("ln-olt-{:05}-2", handover.number);
    const std::string_view made_by = random.chance(300'000) ? "adtran" : "nokia";
    const std::string_view written = head_end(
        id, handover, {.vendor = made_by, .in_service_from = kNoDate, .premises = then}, random);
    const Date as_of = tables_.options().as_of;
    tables_.add(ChangeRow{.date = {as_of.days + static_cast<std::int32_t>(random.between(10, 420))},
                          .element = id,
                          .action = "install",
                          .vendor = written,
                          .model = "head-end",
                          .note = "full-fibre roll-out"});
  }

 private:
  std::string_view head_end(const std::string& id, const Handover& handover, ElementRow row,
                            Random& random) {
    row.function = "OLT";
    row.model = "head-end";
    row.transit = "yes";
    row.forgets.load = operators()[kFibre].books.load;
    const std::string_view written = element(id, handover, row, random);
    tables_.add_dependency(id, core_element_id(kFibre, "LON", "SDN-controller"), "managed-by");
    link(id, fmt::format("ln-sw-{:05}", handover.number));
    return written;
  }

  std::string_view element(const std::string& id, const Handover& handover, ElementRow row,
                           Random& random) {
    const Date as_of = tables_.options().as_of;
    const auto age = static_cast<std::int32_t>(random.between(60, 1'300));
    row.id = id;
    row.owner = operators()[kFibre].id;
    row.networks = operators()[kFibre].network;
    row.site = handover.site;
    row.procured_on = {as_of.days - (row.in_service_from == kNoDate ? -1 : age + 100)};
    if (row.in_service_from != kNoDate) row.in_service_from = {as_of.days - age};
    row.book_pence = random.between(5, 60) * 100'000;
    row.end_of_life = {as_of.days - age + 5'000};
    return tables_.add(row);
  }

  void link(const std::string& a, const std::string& b) {
    const std::string id = a + "-l";
    tables_.add(LinkRow{.id = id, .a = a, .b = b, .capacity_gbps = 40, .delay_us = 2});
  }

  Tables& tables_;
  Quota huawei_{kHuaweiShare, kWhole};
  Quota adtran_{kAdtranShare, kWhole - kHuaweiShare};
};

}  // namespace

void write_fibre(Tables& tables, const Ground& ground) {
  FibreWriter writer(tables);
  for (const Handover& handover : ground.handovers) writer.write(handover);
}

}  // namespace relook::britain
