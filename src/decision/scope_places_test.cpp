// SPDX-License-Identifier: Apache-2.0
// Which sites are near a place, leaving out what is too far by latitude or longitude alone, against
// the distance of every site from every place: at the poles and where longitudes turn over, too.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>
#include <string>

#include "base/geodesic.hpp"
#include "decision/decision.hpp"
#include "decision/groundwork.hpp"
#include "decision/scope.hpp"
#include "testing/seeds.hpp"
#include "testing/small_world.hpp"

namespace relook::decision {
namespace {

using estate::TableId;
using namespace estate::column;

constexpr double kMetresPerDegree = 111'000.0;

double between(std::mt19937& random, double low, double high) {
  return std::uniform_real_distribution(low, high)(random);
}

std::string longitude(double degrees) {
  if (degrees > 180) degrees -= 360;
  if (degrees < -180) degrees += 360;
  return fmt::format("{:.6f}", degrees);
}

// A few places, and sites around the edge of what each of them reaches.
testing::Sketch places_and_sites(std::mt19937& random) {
  testing::Sketch sketch;
  sketch.places_given = true;
  testing::Cells& places = sketch.tables["places"] = {{"id", "lat", "lon", "radius_m"}};
  testing::Cells& sites = sketch.tables["sites"] = {{"id", "lat", "lon"}};
  constexpr double kLats[] = {0, 52, -45, 85, 89.99, -89.9};
  constexpr double kLons[] = {0, -3, 179.995, -179.99, 90};
  constexpr double kRadii[] = {20, 3'000, 60'000, 900'000};
  for (int place = 0; place < 4; ++place) {
    const double lat = kLats[random() % std::size(kLats)];
    const double lon = kLons[random() % std::size(kLons)];
    const double radius = kRadii[random() % std::size(kRadii)];
    places.push_back({fmt::format("p{}", place), fmt::format("{:.6f}", lat), longitude(lon),
                      fmt::format("{:.0f}", radius)});
    for (int site = 0; site < 40; ++site) {
      const double angle = between(random, 0, 2 * std::numbers::pi);
      const double degrees = radius * between(random, 0.9, 1.1) / kMetresPerDegree;
      const double cosine = std::max(std::cos(lat * std::numbers::pi / 180), 0.001);
      sites.push_back(
          {fmt::format("s{}-{}", place, site),
           fmt::format("{:.6f}", std::clamp(lat + degrees * std::sin(angle), -90.0, 90.0)),
           longitude(lon + std::clamp(degrees * std::cos(angle) / cosine, -180.0, 180.0))});
    }
  }
  return sketch;
}

TEST(NearPlaces, AreAllThatAPlaceReaches) {
  const Read<Decision> decision = read_decision(
      "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"D\"\nauthority = \"a\"\n"
      "version = \"1\"\nstatus = \"draft\"\n"
      "[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"clear\"\nwhat = 'true'\nplaces = 'true'\n",
      "d.toml");
  for (const Diagnostic& fault : decision.diagnostics.sorted()) ADD_FAILURE() << to_string(fault);
  ASSERT_FALSE(HasFailure());
  std::array<std::size_t, 2> seen{};
  for (unsigned seed = 0; seed < testing::seeds(60); ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const testing::SmallWorld world(places_and_sites(random));
    const Facts facts = world.facts();
    const relook::Run run;
    const EvaluateOptions options;
    const Binding binding = binding_of(decision.value, facts);
    Groundwork ground(facts, run);
    const Context context{decision.value, facts, options,
                          binding,        run,   ground.service(decision.value)};
    const CodeTruths near = near_places(decision.value.rules.front(), context);
    const auto& places = facts.places->columns;
    for (std::uint32_t site = 0; site < facts.estate.rows(TableId::sites); ++site) {
      bool wanted = false;
      for (std::uint32_t place = 0; place < facts.places->rows; ++place) {
        const double metres = geodesic_metres(
            {facts.estate.column(kSiteLat).number(site),
             facts.estate.column(kSiteLon).number(site)},
            {places[kPlaceLat.column].number(place), places[kPlaceLon.column].number(place)});
        const auto radius_mm = places[kPlaceRadius.column].number(place);
        wanted = wanted || metres <= static_cast<double>(radius_mm) / 1000.0;
      }
      ++seen[wanted ? 1 : 0];
      ASSERT_EQ(near[site], truth(wanted)) << facts.estate.id(TableId::sites, site);
    }
  }
  for (const std::size_t count : seen) EXPECT_GT(count, 1000U);
}

}  // namespace
}  // namespace relook::decision
