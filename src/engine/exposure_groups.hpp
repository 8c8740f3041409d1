// SPDX-License-Identifier: Apache-2.0
// To whom a network is exposed: the families and the jurisdictions of those who stand behind its
// elements, and whoever made what nobody knows the maker of.

#pragma once

#include <string>
#include <vector>

#include "base/truth.hpp"
#include "decision/facts.hpp"

namespace relook::engine {

enum class GroupKind : std::uint8_t { family, jurisdiction, not_known };
inline constexpr std::string_view kGroupKinds[] = {"family", "jurisdiction", "not-known"};

struct ExposureGroup {
  GroupKind kind;
  std::string name;            ///< a vendor's id, a country, or empty
  std::vector<Truth> made;     ///< by element: the group stands behind its hardware
  std::vector<Truth> reached;  ///< by element: so, or through what it depends on or is served by
};

/// Every family with a candidate behind an element in service, then every jurisdiction, by name;
/// then, where there are elements of which any vendor may be the maker, these. `service` is that of
/// each element.
///
/// A vendor is in a jurisdiction where it, or anybody who owns it, has its seat there. What is
/// reached: what depends on a reached element in any way (hosts, managers, keys, access, timing,
/// anchors), and what the group supplies in another role than hardware (software, modules,
/// maintenance, a managed service). Where a table of these is missing anything may be reached.
[[nodiscard]] std::vector<ExposureGroup> exposure_groups(const decision::Facts& facts,
                                                         const std::vector<Truth>& service);

}  // namespace relook::engine
