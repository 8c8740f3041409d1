// SPDX-License-Identifier: Apache-2.0
// Where things may stand: a coarse outline of Great Britain and Northern Ireland and its towns.
// The outline is ours, drawn by hand to a few kilometres; it is no map.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace relook::britain {

/// WGS84 in 10^-5 degrees, about a metre of latitude.
struct Point {
  std::int32_t lat;
  std::int32_t lon;
};

/// Whether the point lies inside the outline.
[[nodiscard]] bool on_land(Point point);

/// Moves a point by metres, to a few parts in a thousand, in integers.
[[nodiscard]] Point moved(Point from, std::int64_t east_m, std::int64_t north_m);

/// The distance in metres, to a few parts in a thousand.
[[nodiscard]] std::int64_t metres_between(Point a, Point b);

/// A town and the country around it.
struct Town {
  std::string_view name;
  std::string_view region;  ///< one of the twelve nations and regions
  std::string_view core;    ///< code of the core town that its network hangs on
  Point centre;
  std::int32_t people;    ///< weight of the town, about thousands of people
  std::int32_t country;   ///< weight of the country around it
  std::int32_t town_m;    ///< half the side of the square that the town is
  std::int32_t around_m;  ///< the same of the country around it
};

[[nodiscard]] std::span<const Town> towns();

/// A town where every operator has core routers.
struct CoreTown {
  std::string_view code;
  std::size_t town;  ///< index in towns()
};
[[nodiscard]] std::span<const CoreTown> core_towns();
/// Index in core_towns() of the code.
[[nodiscard]] std::size_t core_town(std::string_view code);

/// Trunks between core towns; without any one of them the others still reach every core town.
struct Trunk {
  std::string_view a;
  std::string_view b;
};
[[nodiscard]] std::span<const Trunk> trunks();

}  // namespace relook::britain
