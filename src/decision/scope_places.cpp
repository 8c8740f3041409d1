// SPDX-License-Identifier: Apache-2.0
// Which sites are near the places that a `clear` rule asks about (SEMANTICS 7.2).

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <vector>

#include "base/geodesic.hpp"
#include "decision/scope.hpp"

namespace relook::decision {
namespace {

using estate::Column;
using estate::is_value;
using estate::kUnknownNumber;
using estate::TableId;
using namespace estate::column;

// A degree of latitude is at least 110.5 km: what is farther off than that needs no geodesic.
constexpr double kMetresPerDegree = 110'500.0;
constexpr double kUnitsPerDegree = 1e9;
// No circle of latitude is smaller than this times its cosine.
constexpr double kEquatorMetres = 6'378'137.0;
constexpr std::int64_t kHalfTurn = 180'000'000'000;

// One place as a clear rule sees it.
struct Target {
  Truth asked;
  std::int64_t lat;
  std::int64_t lon;
  std::int64_t radius_mm;

  [[nodiscard]] bool known() const {
    return lat != kUnknownNumber && lon != kUnknownNumber && radius_mm != kUnknownNumber;
  }
  [[nodiscard]] double radius() const { return static_cast<double>(radius_mm) / 1000.0; }

  /// How many units of longitude the radius reaches to either side; half a turn where no longitude
  /// is surely too far. A geodesic is no shorter than the chord, and a chord no shorter than the
  /// way from the place straight to the plane of the other end's meridian, which is the radius of
  /// the place's circle of latitude times the sine of the difference.
  [[nodiscard]] std::int64_t lon_reach() const {
    constexpr double kRadian = std::numbers::pi / 180.0;
    const double circle =
        kEquatorMetres * std::cos(static_cast<double>(lat) / kUnitsPerDegree * kRadian);
    const double sine = (radius() + 1.0) / circle;  // a metre more than any rounding
    if (!(sine >= 0.0 && sine < 1.0)) return kHalfTurn;
    return static_cast<std::int64_t>(std::asin(sine) / kRadian * kUnitsPerDegree) + 1;
  }
  /// Whether it is surely too far off by longitude alone.
  [[nodiscard]] bool is_beyond(std::int64_t other_lon, std::int64_t reach) const {
    std::int64_t apart = std::abs(lon - other_lon);
    if (apart > kHalfTurn) apart = 2 * kHalfTurn - apart;
    return apart > reach && apart < kHalfTurn - reach;
  }
};

struct Targets {
  std::vector<Target> known;            ///< by latitude
  std::vector<std::int64_t> lon_reach;  ///< of each known one
  /// What any site is said to be near to by places of which too little is known to be far away.
  Truth of_unknown = Truth::no;
  bool any = false;
  double degrees_max = 0;  ///< of latitude, that a known one reaches
};

Targets targets_of(const Rule& rule, const Facts& facts, const std::vector<Truth>& asked) {
  const estate::Table& places = *facts.places;
  Targets targets;
  for (std::uint32_t row = 0; row < places.rows; ++row) {
    if (asked[row] == Truth::no) continue;
    targets.any = true;
    const Target target{asked[row], places.columns[kPlaceLat.column].number(row),
                        places.columns[kPlaceLon.column].number(row),
                        rule.within_mm.value_or(places.columns[kPlaceRadius.column].number(row))};
    if (!target.known()) {
      targets.of_unknown = Truth::unknown;
      continue;
    }
    targets.degrees_max = std::max(targets.degrees_max, target.radius() / kMetresPerDegree);
    targets.known.push_back(target);
  }
  std::ranges::sort(targets.known, {}, &Target::lat);
  for (const Target& target : targets.known) targets.lon_reach.push_back(target.lon_reach());
  return targets;
}

Truth near_any(const Targets& targets, std::int64_t lat, std::int64_t lon) {
  if (lat == kUnknownNumber || lon == kUnknownNumber) {
    return targets.any ? Truth::unknown : Truth::no;
  }
  Truth near = targets.of_unknown;
  // One unit more, for what rounding the degrees may have lost.
  const auto reach = static_cast<std::int64_t>(targets.degrees_max * kUnitsPerDegree) + 1;
  auto place = std::ranges::lower_bound(targets.known, lat - reach, {}, &Target::lat);
  for (; place != targets.known.end() && place->lat <= lat + reach; ++place) {
    const auto number = static_cast<std::size_t>(place - targets.known.begin());
    if (place->is_beyond(lon, targets.lon_reach[number])) continue;
    const double degrees = static_cast<double>(std::abs(lat - place->lat)) / kUnitsPerDegree;
    if (degrees * kMetresPerDegree > place->radius()) continue;
    const double metres = geodesic_metres({lat, lon}, {place->lat, place->lon});
    near = either(near, both(place->asked, truth(metres <= place->radius())));
  }
  return near;
}

// A place's own list counts whatever the distance.
void add_listed(const Facts& facts, const std::vector<Truth>& asked, std::vector<Truth>& by_site) {
  const Column& lists = facts.places->columns[kPlaceSites.column];
  for (std::uint32_t place = 0; place < facts.places->rows; ++place) {
    if (!is_value(lists.code(place))) continue;
    for (const std::uint32_t item : lists.lists[lists.code(place)]) {
      const auto site = facts.estate.table(TableId::sites).find(lists.texts[item]);
      if (site) by_site[*site] = either(by_site[*site], asked[place]);
    }
  }
}

}  // namespace

CodeTruths near_places(const Rule& rule, const Context& context) {
  const Facts& facts = context.facts;
  std::vector<Truth> by_site(facts.estate.rows(TableId::sites), Truth::unknown);
  if (facts.places == nullptr) return CodeTruths(by_site, Truth::unknown, Truth::unknown);
  const std::vector<Truth> asked = select(*rule.places, facts, context.run);
  const Targets targets = targets_of(rule, facts, asked);
  const Column& lats = facts.estate.column(kSiteLat);
  const Column& lons = facts.estate.column(kSiteLon);
  parallel_chunks(by_site.size(), context.run.threads, [&](std::size_t, Chunk sites) {
    for (std::size_t site = sites.begin; site < sites.end; ++site) {
      by_site[site] = near_any(targets, lats.number(site), lons.number(site));
    }
  });
  add_listed(facts, asked, by_site);
  return CodeTruths(by_site, Truth::no, targets.any ? Truth::unknown : Truth::no);
}

}  // namespace relook::decision
