// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace relook {

/// A point on WGS84, in units of 10^-9 degrees, so that a coordinate in a file is held exactly.
struct GeoPoint {
  std::int64_t lat;  // -90e9 to 90e9
  std::int64_t lon;  // -180e9 to 180e9

  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

inline constexpr int kDegreeDigits = 9;

/// The geodesic distance on the WGS84 ellipsoid in metres (Karney, "Algorithms for geodesics",
/// J. Geodesy 87, 2013).
[[nodiscard]] double geodesic_metres(const GeoPoint& a, const GeoPoint& b);

/// How far a point converted from the British National Grid may be off: a seven-parameter Helmert
/// transformation between OSGB36 and WGS84 is good to about this (Ordnance Survey, "A guide to
/// coordinate systems in Great Britain", section 6.6).
inline constexpr int kNationalGridErrorMetres = 5;

/// The WGS84 point of an easting and northing in metres of the British National Grid; nothing
/// where they lie outside the grid.
[[nodiscard]] std::optional<GeoPoint> from_national_grid(double easting, double northing);

/// The WGS84 point of a grid reference such as "TQ 30080 80490" (2 letters, 2 to 10 digits): the
/// centre of the square it names. `square_metres` is that square's side.
struct GridReference {
  GeoPoint point;
  int square_metres;
};
[[nodiscard]] std::optional<GridReference> parse_grid_reference(std::string_view text);

}  // namespace relook
