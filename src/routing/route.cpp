// SPDX-License-Identifier: Apache-2.0
#include "routing/route.hpp"

namespace relook::routing {

bool is_plain(const Route& route) {
  if (route.to.size() != 1 || route.ways.size() != 1 || !route.unknown.empty()) return false;
  const Way& way = route.ways.front();
  return way.segments.size() == 1 && way.segments.front().to == route.to;
}

}  // namespace relook::routing
