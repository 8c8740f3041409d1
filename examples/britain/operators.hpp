// SPDX-License-Identifier: Apache-2.0
// The five operators. None of them exists: each borrows its proportions from what was reported of
// several real ones (docs/britain.md says which figure is whose), and none of its verdicts says
// anything about any of them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "britain/random.hpp"

namespace relook::britain {

/// A maker of a new generation and of what replaces it later.
struct FiveG {
  std::int64_t now;        ///< sites on as_of at scale 1
  std::int64_t planned;    ///< sites that the plan adds within three years
  std::string_view first;  ///< the vendor whose share the next two are
  Ppm first_now;
  Ppm first_planned;
  std::string_view second;
  Ppm swapped;  ///< the share of the first vendor's units that the plan replaces after three years
};

/// How good the operator's books are.
struct Books {
  bool five_g;  ///< whether vendors of 5G radio may be unknown
  bool core;    ///< whether vendors in core and IP core may be
  bool load;    ///< whether traffic of 5G radio may be
  bool places;  ///< whether coordinates may be
};

enum class Sharing {
  third_generation,  ///< one 3G base station for both at a shared mast, the rest apart
  everything,        ///< the host's base stations serve the partner too
};

struct Operator {
  std::string_view id;
  std::string_view name;
  std::string_view code;  ///< how its ids begin
  std::string_view network;
  std::int64_t sites;  ///< radio sites at scale 1; none for the fixed one
  std::size_t partner;
  Sharing sharing;
  FiveG five_g;
  std::string_view radio_in_towns;  ///< the maker of 4G in part of the clusters, by share
  Ppm share_in_towns;
  Ppm share_in_country;
  std::string_view radio_else;
  std::string_view third_generation;  ///< of 3G; empty: as 4G
  bool has_second_generation;
  std::string_view core;
  std::string_view routers;
  std::string_view radio_routers;
  Ppm huawei_radio_routers;
  Books books;
};

/// Four mobile ones, then the fixed one.
[[nodiscard]] std::span<const Operator> operators();
inline constexpr std::size_t kMobileOperators = 4;
/// Its place in operators().
inline constexpr std::size_t kFibre = 4;

// Networks that ride on a public one.
inline constexpr std::string_view kEmergencyNetwork = "emergency";
inline constexpr std::string_view kRailNetwork = "rail";
inline constexpr std::string_view kGovernmentNetwork = "government";

}  // namespace relook::britain
