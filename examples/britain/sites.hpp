// SPDX-License-Identifier: Apache-2.0
// Where exchanges, data centres and masts stand, and which exchange hands over for which mast.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "britain/options.hpp"
#include "britain/outline.hpp"
#include "britain/random.hpp"
#include "britain/tables.hpp"

namespace relook::britain {

enum class Setting { town, country };

/// A point on land within the town or in the country around it.
[[nodiscard]] Point place_in(const Town& town, Setting setting, Random& random);

/// How many of `total` things fall to each town by the weight of its people, and how many by that
/// of its country; their sum is `total`.
struct Spread {
  std::vector<std::int64_t> in_town;
  std::vector<std::int64_t> around;
};
[[nodiscard]] Spread spread(std::int64_t total, Ppm share_in_towns);

/// An exchange where operators hand over to the national networks.
struct Handover {
  std::int64_t number;  ///< of all handovers, from 0
  std::string site;
  std::size_t town;
  Point at;
};

/// The fixed ground that all operators build on.
struct Ground {
  std::vector<Handover> handovers;    ///< by town
  std::vector<std::size_t> first_of;  ///< town to its first handover; one more than there are towns
};

/// Writes the exchanges and gives those that hand over: at least one in each town.
[[nodiscard]] Ground write_exchanges(Tables& tables);

/// The nearest handover of the same town. Cost is linear in their number.
[[nodiscard]] const Handover& nearest_handover(const Ground& ground, std::size_t town, Point at);

/// Writes the site of an operator's data centre in a core town and gives its id.
[[nodiscard]] std::string write_data_centre(Tables& tables, std::size_t which_operator,
                                            std::size_t which_core_town);

/// Microseconds of light in a fibre that is a third longer than the straight line.
[[nodiscard]] std::int64_t fibre_delay_us(Point a, Point b);

}  // namespace relook::britain
