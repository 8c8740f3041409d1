// SPDX-License-Identifier: Apache-2.0
// What elements are hosted on, as the rows of `dependencies` say on a day.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/truth.hpp"
#include "estate/estate.hpp"
#include "graph/digraph.hpp"

namespace relook::routing {

/// A cell because of which an element may be hosted on something that is not named.
struct OpenHost {
  std::uint32_t element;  ///< row in elements
  estate::ColumnRef column;
  std::uint32_t row;  ///< in dependencies
};

struct HostRows {
  /// An element and one that it surely is hosted on, by elements' rows; each pair once, sorted.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sure;
  std::vector<OpenHost> open;  ///< by row
};

/// A row counts where it surely is of kind hosted-on and in force on the day; one that only may be
/// leaves open what hosts its element, and so does one that names an element that is surely out of
/// service: nothing is hosted on what is off, so the element, which is in service, is somewhere
/// else. `service` is that of each element. O(n log n).
[[nodiscard]] HostRows read_hosts(const estate::Estate& estate, Date on,
                                  std::span<const Truth> service);

/// The closure of a relation of direct hosts: for each node its hosts and theirs, ascending.
struct Closure {
  std::vector<std::vector<graph::Node>> hosts;
  /// A circle of hosts, each the host of the one before it, if there is one; then `hosts` is empty.
  std::vector<graph::Node> circle;
};
[[nodiscard]] Closure close_hosts(const std::vector<std::vector<graph::Node>>& direct);

}  // namespace relook::routing
