// SPDX-License-Identifier: Apache-2.0
#include "base/geodesic.hpp"

#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/OSGB.hpp>
#include <cmath>
#include <exception>
#include <numbers>
#include <string>

namespace relook {
namespace {

constexpr double kUnits = 1e9;

GeoPoint point_from(double lat, double lon) {
  // Seven decimals are a centimetre; the conversion is good to metres.
  const auto unit = [](double degrees) {
    return static_cast<std::int64_t>(std::llround(degrees * 1e7)) * 100;
  };
  return {unit(lat), unit(lon)};
}

// OSGB36 (Airy 1830) to WGS84, the published seven parameters of the Ordnance Survey's guide with
// their signs turned round.
GeoPoint wgs84_from_osgb36(double lat, double lon) {
  const GeographicLib::Geocentric airy(GeographicLib::OSGB::EquatorialRadius(),
                                       GeographicLib::OSGB::Flattening());
  double x = 0;
  double y = 0;
  double z = 0;
  airy.Forward(lat, lon, 0, x, y, z);
  constexpr double kSecond = std::numbers::pi / (180.0 * 3600.0);
  constexpr double tx = 446.448;
  constexpr double ty = -125.157;
  constexpr double tz = 542.060;
  constexpr double scale = 1.0 - 20.4894e-6;
  constexpr double rx = 0.1502 * kSecond;
  constexpr double ry = 0.2470 * kSecond;
  constexpr double rz = 0.8421 * kSecond;
  const double wx = tx + scale * x - rz * y + ry * z;
  const double wy = ty + rz * x + scale * y - rx * z;
  const double wz = tz - ry * x + rx * y + scale * z;
  double wlat = 0;
  double wlon = 0;
  double height = 0;
  GeographicLib::Geocentric::WGS84().Reverse(wx, wy, wz, wlat, wlon, height);
  return point_from(wlat, wlon);
}

}  // namespace

double geodesic_metres(const GeoPoint& a, const GeoPoint& b) {
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(
      static_cast<double>(a.lat) / kUnits, static_cast<double>(a.lon) / kUnits,
      static_cast<double>(b.lat) / kUnits, static_cast<double>(b.lon) / kUnits, metres);
  return metres;
}

std::optional<GeoPoint> from_national_grid(double easting, double northing) {
  if (!(easting >= 0 && easting <= 700'000 && northing >= 0 && northing <= 1'300'000)) {
    return std::nullopt;
  }
  double lat = 0;
  double lon = 0;
  GeographicLib::OSGB::Reverse(easting, northing, lat, lon);
  return wgs84_from_osgb36(lat, lon);
}

std::optional<GridReference> parse_grid_reference(std::string_view text) {
  std::string compact;
  std::size_t letters = 0;
  for (const char c : text) {
    if (c == ' ') continue;
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!letter && (c < '0' || c > '9')) return std::nullopt;
    if (letter) ++letters;
    compact.push_back(c);
  }
  const std::size_t digits = compact.size() - letters;
  if (letters != 2 || digits < 2 || digits > 10 || digits % 2 != 0) return std::nullopt;
  try {
    double easting = 0;
    double northing = 0;
    int precision = 0;
    GeographicLib::OSGB::GridReference(compact, easting, northing, precision, true);
    const auto point = from_national_grid(easting, northing);
    if (!point) return std::nullopt;
    int side = 100'000;
    for (int i = 0; i < precision; ++i) side /= 10;
    return GridReference{*point, side};
  } catch (const std::exception&) {  // the library throws on letters that name no square
    return std::nullopt;
  }
}

}  // namespace relook
