// SPDX-License-Identifier: Apache-2.0
#include "britain/places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "britain/operators.hpp"
#include "britain/radio.hpp"
#include "britain/sites.hpp"

namespace relook::britain {

void write_places(Tables& tables) {
  constexpr std::string_view kKinds[] = {"nuclear", "military", "government", "intelligence"};
  constexpr std::size_t kPlaces = 60;
  constexpr std::int64_t kListed = 4;
  for (std::size_t i = 0; i < kPlaces; ++i) {
    Random random(tables.options().seed, Stream::place, i);
    const std::string_view kind = kKinds[i % 4];
    const Town& town =
        towns()[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(towns().size())))];
    // Nuclear sites and bases lie in the country, the other two in towns.
    const Setting setting = i % 4 < 2 ? Setting::country : Setting::town;
    const Point at = place_in(town, setting, random);
    const std::int64_t radius_m = random.between(2, 10) * (i % 4 < 2 ? 500 : 150);
    // Every fifth has masts of its own, wherever these stand: of northwind and of albion.
    std::string sites;
    for (std::int64_t k = 0; i % 5 == 0 && k < kListed; ++k) {
      const std::size_t which = static_cast<std::size_t>(k % 2);
      const std::int64_t count = radio_sites(tables.options(), which);
      sites += (sites.empty() ? "" : ";") + radio_site_id(which, random.below(count));
    }
    const std::string id = fmt::format("place-{:02}", i + 1);
    const std::string name = fmt::format("Synthetic {} place {}", kind, i + 1);
    tables.add_place({id, name, kind}, at, radius_m, sites);
  }
}

}  // namespace relook::britain
