// SPDX-License-Identifier: Apache-2.0
#include "britain/mast.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "britain/radio.hpp"
#include "britain/transport.hpp"

namespace relook::britain {
namespace {

constexpr std::int32_t kYear = 365;

// Traffic of a mast of mean load, in GB a year. The whole is ours; the shares by generation are
// those of DECISIONS (4G 91 %, 5G 3 % of the country's).
constexpr std::int64_t kGb2g = 500;
constexpr std::int64_t kGb3g = 2'500;
constexpr std::int64_t kGb4g = 45'500;
constexpr std::int64_t kGb5g = 9'000;

// What a unit of a generation is like.
struct Unit {
  std::string_view function;
  std::string_view generations;
  std::string_view bands;
  std::string_view model;
  std::string_view vendor;
  std::int32_t age_least;
  std::int32_t age_most;
  std::int64_t price_pounds;
  std::int64_t gb_year = 0;  ///< of a mean mast; none carries none of its own
  bool past = false;         ///< whether a part of them has a first day that nobody knows
};

class MastWriter {
 public:
  MastWriter(Tables& tables, const Mast& mast, Random& random)
      : tables_(tables), mast_(mast), owner_(*mast.owner), random_(random) {
    networks_ = owner_.network;
    if (mast.emergency) networks_ += fmt::format(";{}", kEmergencyNetwork);
    if (mast.rail) networks_ += fmt::format(";{}", kRailNetwork);
    router_ = mast.id + "-rt";
    // 5 % carry 25 %, 25 % carry 50 %, 70 % carry 25 %; and each class keeps apart from the next.
    const std::int64_t mean = mast.busy == Busy::busiest ? 5'000
                              : mast.busy == Busy::busy  ? 2'000
                                                         : 357;
    load_ = mean * random.between(850, 1'150) / 1'000;
    sectors_ = random.chance(240'000) ? 4 : 3;
    // The plan spans the three years that the advice of January 2020 gave.
    const std::int64_t days =
        mast.five_g == FiveGState::planned ? random.between(30, 1'060) : -random.between(20, 240);
    five_g_day_ = {tables.options().as_of.days + static_cast<std::int32_t>(days)};
  }

  void write() {
    write_transport();
    write_old_generations();
    write_fourth_generation();
    if (mast_.five_g != FiveGState::never) write_fifth_generation();
    write_antenna_and_more();
    if (mast_.shared && owner_.sharing == Sharing::third_generation) write_partner();
  }

 private:
  [[nodiscard]] std::string_view partner() const {
    const bool everything = owner_.sharing == Sharing::everything;
    return mast_.shared && everything ? operators()[owner_.partner].id : std::string_view("-");
  }

  // The emergency services and the railway use 4G, and whatever 4G needs to work.
  static bool carries_safety(const Unit& unit) {
    return unit.generations == "-" || unit.generations.ends_with("4G");
  }

  ElementRow row(const std::string& id, const Unit& unit) {
    const auto age = static_cast<std::int32_t>(random_.between(unit.age_least, unit.age_most));
    const Date as_of = tables_.options().as_of;
    const std::int64_t years_left = std::max<std::int64_t>(0, 10 * kYear - age);
    const std::int64_t gb = unit.gb_year * load_ / 1'000;
    return {.id = id,
            .owner = owner_.id,
            .users = partner(),
            .networks = carries_safety(unit) ? std::string_view(networks_) : owner_.network,
            .site = mast_.id,
            .function = unit.function,
            .generations = unit.generations,
            .bands = unit.bands,
            .model = unit.model,
            .vendor = unit.vendor,
            .procured_on = {as_of.days - age - static_cast<std::int32_t>(random_.between(20, 200))},
            .in_service_from =
                unit.past && random_.chance(200'000) ? kPastDate : Date{as_of.days - age},
            .cells = unit.gb_year > 0 ? sectors_ : kNoNumber,
            .traffic_kbps = unit.gb_year > 0 ? gb * 507 / 1'000 : kNoNumber,
            .traffic_gb_year = unit.gb_year > 0 ? gb : kNoNumber,
            .book_pence = unit.price_pounds * 100 * years_left / (10 * kYear),
            .end_of_life = {as_of.days - age + 12 * kYear}};
  }

  void managed(const std::string& id, std::string_view vendor) {
    tables_.add_dependency(id, radio_manager_id(mast_.which_operator, vendor), "managed-by");
  }

  void link(std::string_view suffix, const std::string& a, const std::string& b) {
    const std::string id = mast_.id + std::string(suffix);
    tables_.add(LinkRow{.id = id, .a = a, .b = b, .capacity_gbps = 10, .delay_us = 5});
  }

  void write_transport();
  void write_old_generations();
  void write_fourth_generation();
  void follow_fifth_generation(const std::string& id);
  void write_fifth_generation();
  void write_fifth_plan(const ElementRow& unit, std::string_view vendor);
  void write_antenna_and_more();
  void write_partner();

  Tables& tables_;
  const Mast& mast_;
  const Operator& owner_;
  Random& random_;
  std::string networks_;
  std::string router_;
  std::int64_t load_;
  std::int64_t sectors_;
  Date five_g_day_ = kNoDate;
};

void MastWriter::write_transport() {
  ElementRow router = row(router_, {.function = "router",
                                    .generations = "-",
                                    .bands = "-",
                                    .model = "cell site router",
                                    .vendor = mast_.router_vendor,
                                    .age_least = 100,
                                    .age_most = 6 * kYear,
                                    .price_pounds = 3'000});
  router.transit = "yes";
  tables_.add(router);
  const bool by_radio =
      random_.chance(mast_.setting == Setting::country ? 450'000 : 80'000) || mast_.odd_hop;
  const std::string microwave = mast_.id + "-mw";
  if (by_radio) {
    const std::string_view makers[] = {"ceragon", "ericsson", "nec", "aviat"};
    ElementRow hop = row(microwave, {.function = "microwave",
                                     .generations = "-",
                                     .bands = "-",
                                     .model = "microwave hop",
                                     .vendor = mast_.odd_hop ? "zte" : makers[random_.below(4)],
                                     .age_least = 200,
                                     .age_most = 9 * kYear,
                                     .price_pounds = 6'000,
                                     .past = true});
    hop.transit = "yes";
    tables_.add(hop);
  }
  const std::string id = mast_.id + "-up";
  tables_.add(LinkRow{.id = id,
                      .a = router_,
                      .b = edge_router_id(mast_.which_operator, *mast_.handover),
                      .metric = 100,
                      .capacity_gbps = by_radio ? 1 : 10,
                      .delay_us = fibre_delay_us(mast_.at, mast_.handover->at),
                      .rides_on = by_radio ? std::string_view(microwave) : "-",
                      .may_forget = owner_.books.load});
}

void MastWriter::write_old_generations() {
  const std::string_view vendor =
      owner_.third_generation.empty() ? mast_.radio_vendor : owner_.third_generation;
  if (owner_.has_second_generation && random_.chance(650'000)) {
    const std::string id = mast_.id + "-2g";
    const ElementRow unit = row(id, {.function = "BTS",
                                     .generations = "2G",
                                     .bands = "900",
                                     .model = "2G base station",
                                     .vendor = vendor,
                                     .age_least = 5 * kYear,
                                     .age_most = 14 * kYear,
                                     .price_pounds = 8'000,
                                     .gb_year = kGb2g,
                                     .past = true});
    tables_.add(unit);
    managed(id, vendor);
    if (random_.chance(30'000)) {
      const Date day = {tables_.options().as_of.days +
                        static_cast<std::int32_t>(random_.between(400, 2'500))};
      tables_.add(ChangeRow{.date = day,
                            .element = id,
                            .action = "remove",
                            .vendor = "",
                            .note = "2G is thinned out"});
    }
  }
  if (random_.chance(920'000)) {
    const std::string id = mast_.id + "-3g";
    ElementRow unit = row(id, {.function = "NodeB",
                               .generations = "3G",
                               .bands = "B1;B8",
                               .model = "3G base station",
                               .vendor = vendor,
                               .age_least = 4 * kYear,
                               .age_most = 12 * kYear,
                               .price_pounds = 10'000,
                               .gb_year = kGb3g,
                               .past = true});
    if (mast_.shared) unit.users = operators()[owner_.partner].id;
    tables_.add(unit);
    managed(id, vendor);
  }
}

void MastWriter::write_fourth_generation() {
  const std::string id = mast_.id + "-4g";
  const Unit unit = {.function = "eNB",
                     .generations = "4G",
                     .bands = mast_.busy == Busy::quiet ? "B20;B3" : "B20;B3;B7",
                     .model = "4G base station",
                     .vendor = mast_.radio_vendor,
                     .age_least = 200,
                     .age_most = 7 * kYear,
                     .price_pounds = 15'000,
                     .gb_year = kGb4g};
  tables_.add(row(id, unit));
  managed(id, mast_.radio_vendor);
  follow_fifth_generation(id);
  link("-l4", id, router_);
  const std::int64_t units = mast_.busy != Busy::quiet || random_.chance(400'000) ? 2 : 1;
  const std::int64_t asked = tables_.options().extra_units_thousandths;
  const std::int64_t extra = asked / 1'000 + (random_.below(1'000) < asked % 1'000 ? 1 : 0);
  for (std::int64_t i = 1; i <= units + extra; ++i) {
    const std::string head = fmt::format("{}-r{}", mast_.id, i);
    tables_.add(row(head, {.function = "RU",
                           .generations = "4G",
                           .bands = i == 1 ? "B20" : "B3",
                           .model = "radio unit",
                           .vendor = mast_.radio_vendor,
                           .age_least = 200,
                           .age_most = 7 * kYear,
                           .price_pounds = 4'000}));
    follow_fifth_generation(head);
  }
}

// A 5G unit sits on a 4G one of the same maker: where the plan brings 5G of another, 4G follows.
void MastWriter::follow_fifth_generation(const std::string& id) {
  const bool apart = !owner_.third_generation.empty() || mast_.five_g_vendor == mast_.radio_vendor;
  if (mast_.five_g != FiveGState::planned || apart) return;
  tables_.add(ChangeRow{.date = five_g_day_,
                        .element = id,
                        .action = "replace",
                        .vendor = mast_.five_g_vendor,
                        .note = "4G follows 5G"});
}

void MastWriter::write_fifth_generation() {
  const bool now = mast_.five_g == FiveGState::now;
  const Date day = five_g_day_;
  const Unit station = {.function = "gNB-DU",
                        .generations = "5G",
                        .bands = "n78",
                        .model = "5G distributed unit",
                        .vendor = mast_.five_g_vendor,
                        .age_least = 0,
                        .age_most = 0,
                        .price_pounds = 20'000,
                        .gb_year = kGb5g};
  Unit head = station;
  head.function = "RU";
  head.model = "5G radio unit";
  head.gb_year = 0;
  const std::string ids[] = {mast_.id + "-5g", mast_.id + "-5r"};
  for (const Unit& unit : {station, head}) {
    const std::string& id = ids[unit.function == "RU" ? 1 : 0];
    ElementRow element = row(id, unit);
    element.procured_on = {day.days - static_cast<std::int32_t>(random_.between(40, 150))};
    element.in_service_from = now ? day : kNoDate;
    element.end_of_life = {day.days + 10 * kYear};
    element.forgets = {
        .vendor = owner_.books.five_g, .load = owner_.books.load, .other = owner_.books.five_g};
    const std::string_view written = tables_.add(element);
    write_fifth_plan(element, written);
  }
  managed(ids[0], mast_.five_g_vendor);
  tables_.add_dependency(ids[0], mast_.id + "-4g", "anchored-on");
  link("-l5", ids[0], router_);
}

void MastWriter::write_fifth_plan(const ElementRow& unit, std::string_view vendor) {
  if (mast_.five_g == FiveGState::planned) {
    tables_.add(ChangeRow{.date = five_g_day_,
                          .element = unit.id,
                          .action = "install",
                          .vendor = vendor,
                          .model = unit.model,
                          .note = "5G roll-out"});
  }
  if (mast_.swapped) {
    const Date as_of = tables_.options().as_of;
    const Date swap = {as_of.days + static_cast<std::int32_t>(random_.between(1'200, 2'880))};
    tables_.add(ChangeRow{.date = swap,
                          .element = unit.id,
                          .action = "replace",
                          .vendor = owner_.five_g.second,
                          .model = unit.model,
                          .note = "the plan for 5G"});
  }
}

void MastWriter::write_antenna_and_more() {
  const bool own_make = mast_.radio_vendor == "huawei" && random_.chance(300'000);
  tables_.add(row(mast_.id + "-an", {.function = "antenna",
                                     .generations = "2G;3G;4G",
                                     .bands = "-",
                                     .model = "passive antenna",
                                     .vendor = own_make                  ? "huawei"
                                               : random_.chance(600'000) ? "commscope"
                                                                         : "kathrein",
                                     .age_least = 300,
                                     .age_most = 14 * kYear,
                                     .price_pounds = 2'000,
                                     .past = true}));
  const std::string_view traffic_class = mast_.emergency ? "emergency"
                                         : mast_.rail    ? "safety-critical"
                                                         : std::string_view();
  if (traffic_class.empty()) return;
  const std::string id = mast_.id + (mast_.emergency ? "-em" : "-ra");
  tables_.add(DemandRow{.id = id,
                        .traffic_class = traffic_class,
                        .from = mast_.id + "-4g",
                        .to = mast_.emergency ? "em-control-1;em-control-2" : "rail-control",
                        .to_mode = mast_.emergency ? "all" : "nearest",
                        .kbps = random_.between(500, 8'000)});
}

// At a mast shared for 3G only the partner has a 4G base station and a router of its own.
void MastWriter::write_partner() {
  const Operator& other = operators()[owner_.partner];
  const std::string station = mast_.id + "-p4";
  const std::string router = mast_.id + "-pr";
  ElementRow unit = row(station, {.function = "eNB",
                                  .generations = "4G",
                                  .bands = "B3",
                                  .model = "4G base station",
                                  .vendor = other.radio_else,
                                  .age_least = 200,
                                  .age_most = 6 * kYear,
                                  .price_pounds = 15'000,
                                  .gb_year = kGb4g});
  ElementRow box = row(router, {.function = "router",
                                .generations = "-",
                                .bands = "-",
                                .model = "cell site router",
                                .vendor = other.radio_routers,
                                .age_least = 100,
                                .age_most = 6 * kYear,
                                .price_pounds = 3'000});
  box.transit = "yes";
  for (ElementRow* element : {&unit, &box}) {
    element->owner = other.id;
    element->users = "-";
    element->networks = other.network;
    tables_.add(*element);
  }
  tables_.add_dependency(station, radio_manager_id(owner_.partner, other.radio_else), "managed-by");
  link("-lp", station, router);
  const std::string id = mast_.id + "-pu";
  tables_.add(LinkRow{.id = id,
                      .a = router,
                      .b = edge_router_id(owner_.partner, *mast_.handover),
                      .metric = 100,
                      .capacity_gbps = 10,
                      .delay_us = fibre_delay_us(mast_.at, mast_.handover->at)});
}

}  // namespace

void write_mast(Tables& tables, const Mast& mast, Random& random) {
  MastWriter(tables, mast, random).write();
}

}  // namespace relook::britain
