// SPDX-License-Identifier: Apache-2.0
#include "britain/generate.hpp"

#include <fmt/format.h>

#include "base/quantity.hpp"
#include "britain/contracts.hpp"
#include "britain/core.hpp"
#include "britain/demands.hpp"
#include "britain/fibre.hpp"
#include "britain/operators.hpp"
#include "britain/places.hpp"
#include "britain/radio.hpp"
#include "britain/transport.hpp"

namespace relook::britain {
namespace {

// As counted at scale 1 without extra units.
constexpr std::int64_t kSites = 80'200;
constexpr std::int64_t kRadioSites = 74'500;
constexpr std::int64_t kElements = 521'000;

void write_operators(Tables& tables) {
  for (const Operator& one : operators()) {
    tables.add_operator({one.id, one.name, "GB"});
    const std::string name = fmt::format("{}: public network", one.name);
    tables.add_network({one.network, one.id, name, "public"});
    const bool well_kept = one.code != "sv";
    tables.add_routing({one.id, "is-is", well_kept ? "none" : "", well_kept ? "none" : ""});
  }
  tables.add_operator({"atlantic", "Atlantic Cable (synthetic)", "US"});
  tables.add_routing({"atlantic", "is-is", "none", "none"});
  tables.add_network(
      {kEmergencyNetwork, operators()[0].id, "Emergency services (synthetic)", "safety-critical"});
  tables.add_network(
      {kRailNetwork, operators()[2].id, "Railway radio (synthetic)", "safety-related"});
  tables.add_network(
      {kGovernmentNetwork, operators()[2].id, "Government network (synthetic)", "government"});
}

void write_all(Tables& tables) {
  write_operators(tables);
  const Ground ground = write_exchanges(tables);
  for (std::size_t which = 0; which < operators().size(); ++which) {
    write_transport(tables, ground, which);
    write_core(tables, which);
    if (which < kMobileOperators) write_radio(tables, ground, which);
  }
  write_fibre(tables, ground);
  write_contracts(tables, ground);
  write_demands(tables, ground);
  write_places(tables);
}

}  // namespace

Result<std::int64_t> extra_units(std::int64_t elements_per_site_thousandths) {
  const std::int64_t least = kElements * 1'000 / kSites;
  if (elements_per_site_thousandths < least) {
    return failure(ErrorKind::invalid_input,
                   fmt::format("a site has {} elements by itself", format_decimal(least, 3)),
                   "--elements-per-site");
  }
  return (elements_per_site_thousandths - least) * kSites / kRadioSites;
}

Result<Counts> generate(const Options& options, const std::filesystem::path& folder) {
  // Asked in steps that cannot overflow: no scale above 10^6 gets to the multiplication.
  constexpr std::int64_t kScaleMax = 1'000'000;
  const std::int64_t per_scale = kElements + kRadioSites * options.extra_units_thousandths / 1'000;
  const Int128 elements = static_cast<Int128>(options.scale_millionths) * per_scale / 1'000'000;
  if (options.scale_millionths / 1'000'000 > kScaleMax || elements > kElementsMax) {
    return failure(
        ErrorKind::limit,
        fmt::format("an estate of that scale would have {} sites and more than {} "
                    "elements, which relook would not read; at most {}",
                    to_string(static_cast<Int128>(options.scale_millionths) * kSites / 1'000'000),
                    kElementsMax, format_decimal(kElementsMax * 1'000'000 / per_scale, 6)),
        "--scale");
  }
  auto fresh = FreshFolder::make(folder, Tables::names());
  if (!fresh) return std::unexpected(fresh.error());
  Tables tables(options, fresh->path());
  write_all(tables);
  if (auto closed = tables.close(); !closed) return std::unexpected(closed.error());
  if (auto placed = fresh->put_in_place(); !placed) return std::unexpected(placed.error());
  return tables.counts();
}

}  // namespace relook::britain
