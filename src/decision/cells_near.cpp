// SPDX-License-Identifier: Apache-2.0
// What stands near a sensitive place (SEMANTICS 7.2).

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/geodesic.hpp"
#include "decision/cells.hpp"

namespace relook::decision {
namespace {

namespace column = estate::column;
using estate::ColumnRef;

// The shortest degree of latitude on WGS84, at the equator, is 110,574 m; no geodesic between two
// latitudes is shorter than the meridian between them.
constexpr double kMetresPerDegreeMin = 110'500;
constexpr double kUnitsPerDegree = 1e9;

std::optional<std::int64_t> number_in(const Facts& facts, ColumnRef ref, std::uint32_t row) {
  const estate::Column* const found = find_column(facts, ref);
  if (found == nullptr || !estate::is_value(found->number(row))) return std::nullopt;
  return found->number(row);
}

std::optional<GeoPoint> point_in(const Facts& facts, ColumnRef lat, ColumnRef lon,
                                 std::uint32_t row) {
  const std::optional<std::int64_t> north = number_in(facts, lat, row);
  const std::optional<std::int64_t> east = number_in(facts, lon, row);
  if (!north || !east) return std::nullopt;
  return GeoPoint{*north, *east};
}

std::optional<double> radius_of(const NearPlace& test, const Facts& facts, std::uint32_t place) {
  if (!test.own_radius) return test.metres;
  const std::optional<std::int64_t> radius = number_in(facts, column::kPlaceRadius, place);
  if (!radius) return std::nullopt;
  // Both are held as doubles: exact for every radius below 2^53 mm.
  return static_cast<double>(*radius) / 1000;
}

Truth is_of_kind(const NearPlace& test, const Facts& facts, std::uint32_t place) {
  const estate::Column* const kinds = find_column(facts, column::kPlaceKind);
  const std::uint32_t code = kinds != nullptr ? kinds->code(place) : estate::kUnknownCode;
  if (code == estate::kNoneCode) return Truth::no;
  if (!estate::is_value(code)) return Truth::unknown;
  return truth(kinds->texts[code] == test.kind);
}

bool lists_site(const Facts& facts, std::uint32_t place, std::string_view site) {
  const estate::Column* const sites = find_column(facts, column::kPlaceSites);
  const std::uint32_t code = sites != nullptr ? sites->code(place) : estate::kUnknownCode;
  if (!estate::is_value(code)) return false;
  return std::ranges::any_of(sites->lists[code],
                             [&](std::uint32_t item) { return sites->texts[item] == site; });
}

Truth is_within(const NearPlace& test, const Facts& facts, std::uint32_t site,
                std::uint32_t place) {
  const auto here = point_in(facts, column::kSiteLat, column::kSiteLon, site);
  const auto there = point_in(facts, column::kPlaceLat, column::kPlaceLon, place);
  const std::optional<double> radius = radius_of(test, facts, place);
  if (!here || !there || !radius) return Truth::unknown;
  return truth(geodesic_metres(*here, *there) <= *radius);
}

bool too_far_north_or_south(const NearPlace& test, const Facts& facts, std::uint32_t site,
                            std::uint32_t place) {
  const auto here = point_in(facts, column::kSiteLat, column::kSiteLon, site);
  const auto there = point_in(facts, column::kPlaceLat, column::kPlaceLon, place);
  const std::optional<double> radius = radius_of(test, facts, place);
  if (!here || !there || !radius) return false;
  const double degrees = std::abs(static_cast<double>(here->lat - there->lat)) / kUnitsPerDegree;
  return degrees * kMetresPerDegreeMin > *radius;
}

}  // namespace

Truth near_place(const NearPlace& test, const Facts& facts, std::uint32_t site,
                 std::uint32_t place) {
  const bool listed =
      test.own_radius && lists_site(facts, place, facts.estate.id(estate::TableId::sites, site));
  return both(is_of_kind(test, facts, place),
              listed ? Truth::yes : is_within(test, facts, site, place));
}

Truth near_any_place(const NearPlace& test, const Facts& facts, std::uint32_t site) {
  if (facts.places == nullptr) return Truth::unknown;
  const std::string_view site_id = facts.estate.id(estate::TableId::sites, site);
  Truth near = Truth::no;
  for (std::uint32_t place = 0; place < facts.places->rows && near != Truth::yes; ++place) {
    const bool listed = test.own_radius && lists_site(facts, place, site_id);
    if (!listed && too_far_north_or_south(test, facts, site, place)) continue;
    near = either(near, near_place(test, facts, site, place));
  }
  return near;
}

}  // namespace relook::decision
