// SPDX-License-Identifier: Apache-2.0
#include "routing/route.hpp"

namespace relook::routing {

bool is_plain(const Route& route) {
  return route.unknown.empty() && route.to.size() == 1 && route.ways.size() == 1 &&
         route.ways[0].segments.size() == 1 && route.ways[0].segments[0].link == graph::kNoIndex &&
         route.ways[0].segments[0].to == route.to;
}

}  // namespace relook::routing
