// SPDX-License-Identifier: Apache-2.0
#include "britain/sites.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.hpp"
#include "britain/operators.hpp"

namespace relook::britain {
namespace {

constexpr std::int64_t kExchanges = 5'600;
constexpr std::int64_t kHandovers = 1'000;

// Hands `total` out by weight, rounding the running sum, so that nothing is lost.
std::vector<std::int64_t> hand_out(std::int64_t total, std::int32_t Town::* weight) {
  std::int64_t all = 0;
  for (const Town& town : towns()) all += town.*weight;
  std::vector<std::int64_t> counts;
  std::int64_t weight_so_far = 0;
  std::int64_t given = 0;
  for (const Town& town : towns()) {
    weight_so_far += town.*weight;
    const std::int64_t upto = (total * weight_so_far + all / 2) / all;
    counts.push_back(upto - given);
    given = upto;
  }
  return counts;
}

// Every exchange still has copper lines.
void write_copper(Tables& tables, const std::string& site, Random& random) {
  const std::string_view makers[] = {"huawei", "adtran", "nokia"};
  const Date as_of = tables.options().as_of;
  const auto age = static_cast<std::int32_t>(random.between(1'500, 5'000));
  tables.add(
      ElementRow{.id = site + "-dsl",
                 .owner = operators()[kFibre].id,
                 .networks = operators()[kFibre].network,
                 .site = site,
                 .function = "DSLAM",
                 .model = "copper access node",
                 .vendor = makers[random.below(3)],
                 .procured_on = {as_of.days - age - 60},
                 .in_service_from = random.chance(300'000) ? kPastDate : Date{as_of.days - age},
                 .transit = "yes",
                 .book_pence = random.between(0, 9'000) * 100,
                 .end_of_life = {as_of.days + 2'000 - age / 4}});
}

}  // namespace

Point place_in(const Town& town, Setting setting, Random& random) {
  const std::int64_t reach = setting == Setting::town ? town.town_m : town.around_m;
  constexpr int kTries = 32;
  for (int i = 0; i < kTries; ++i) {
    // In a town two draws: denser towards the middle.
    std::int64_t east = random.between(-reach, reach);
    std::int64_t north = random.between(-reach, reach);
    if (setting == Setting::town) {
      east = (east + random.between(-reach, reach)) / 2;
      north = (north + random.between(-reach, reach)) / 2;
    }
    const Point point = moved(town.centre, east, north);
    if (on_land(point)) return point;
  }
  return town.centre;
}

Spread spread(std::int64_t total, Ppm share_in_towns) {
  const std::int64_t in_towns = total * share_in_towns / kWhole;
  return {hand_out(in_towns, &Town::people), hand_out(total - in_towns, &Town::country)};
}

Ground write_exchanges(Tables& tables) {
  const Options& options = tables.options();
  const auto count = static_cast<std::int64_t>(towns().size());
  const Spread exchanges = spread(scaled(kExchanges, options, count), 550'000);
  const std::int64_t more = scaled(kHandovers, options, count) - count;
  const Spread handovers = spread(more, 700'000);
  Ground ground;
  std::int64_t number = 0;
  for (std::size_t t = 0; t < towns().size(); ++t) {
    const Town& town = towns()[t];
    ground.first_of.push_back(ground.handovers.size());
    const std::int64_t wanted = 1 + handovers.in_town[t] + handovers.around[t];
    const std::int64_t in_town = std::max<std::int64_t>(exchanges.in_town[t], 1);
    const std::int64_t here = std::max(in_town + exchanges.around[t], wanted);
    Quota hands_over(wanted, here);
    for (std::int64_t i = 0; i < here; ++i) {
      Random random(options.seed, Stream::exchange, static_cast<std::uint64_t>(number));
      const Setting setting = i < in_town ? Setting::town : Setting::country;
      const Point at = place_in(town, setting, random);
      const std::string id = fmt::format("ex-{:06}", number++);
      tables.add(SiteRow{.id = id,
                         .owner = operators()[kFibre].id,
                         .name = fmt::format("{} exchange {}", town.name, i + 1),
                         .kind = "exchange",
                         .region = town.region,
                         .cluster = "",
                         .at = at,
                         .visit_pence = random.between(200, 600) * 100});
      write_copper(tables, id, random);
      if (!hands_over.next()) continue;
      ground.handovers.push_back({static_cast<std::int64_t>(ground.handovers.size()), id, t, at});
    }
  }
  ground.first_of.push_back(ground.handovers.size());
  return ground;
}

const Handover& nearest_handover(const Ground& ground, std::size_t town, Point at) {
  const std::size_t first = ground.first_of[town];
  const std::size_t end = ground.first_of[town + 1];
  RELOOK_CHECK(first < end);
  std::size_t best = first;
  std::int64_t best_distance = -1;
  for (std::size_t i = first; i < end; ++i) {
    // Nearest in degrees, one of longitude for 0.6 of latitude: which it is matters to nobody.
    const std::int64_t north = ground.handovers[i].at.lat - at.lat;
    const std::int64_t east = (ground.handovers[i].at.lon - at.lon) * std::int64_t{3} / 5;
    const std::int64_t distance = north * north + east * east;
    if (best_distance >= 0 && distance >= best_distance) continue;
    best = i;
    best_distance = distance;
  }
  return ground.handovers[best];
}

std::string write_data_centre(Tables& tables, std::size_t which_operator,
                              std::size_t which_core_town) {
  const Operator& owner = operators()[which_operator];
  const CoreTown& core = core_towns()[which_core_town];
  const Town& town = towns()[core.town];
  Random random(tables.options().seed, Stream::core,
                (std::uint64_t{which_operator} << 32) + which_core_town);
  std::string id = fmt::format("{}-dc-{}", owner.code, core.code);
  tables.add(SiteRow{.id = id,
                     .owner = owner.id,
                     .name = fmt::format("{} data centre of {}", town.name, owner.name),
                     .kind = "data centre",
                     .region = town.region,
                     .cluster = "",
                     .at = place_in(town, Setting::town, random),
                     .visit_pence = random.between(800, 2'000) * 100});
  return id;
}

std::int64_t fibre_delay_us(Point a, Point b) {
  // 4.9 µs a kilometre of fibre, and a third more fibre than distance.
  return 1 + metres_between(a, b) * 49 * 4 / (10'000 * 3);
}

}  // namespace relook::britain
