// SPDX-License-Identifier: Apache-2.0
#include "base/geodesic.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>

namespace relook {
namespace {

GeoPoint point(double lat, double lon) {
  return {std::llround(lat * 1e9), std::llround(lon * 1e9)};
}

TEST(Geodesic, GivesKnownDistances) {
  // A quarter of the meridian and a degree of the equator on WGS84.
  EXPECT_NEAR(geodesic_metres(point(0, 0), point(90, 0)), 10'001'965.729, 0.001);
  EXPECT_NEAR(geodesic_metres(point(0, 0), point(0, 1)), 111'319.491, 0.001);
  // JFK to LHR, the example in GeographicLib's documentation of GeodSolve: 5551.759 km.
  EXPECT_NEAR(geodesic_metres(point(40.6, -73.8), point(51.6, -0.5)), 5'551'759.4, 0.1);
  EXPECT_EQ(geodesic_metres(point(52, 1), point(52, 1)), 0);
  EXPECT_NEAR(geodesic_metres(point(10, 180), point(10, -180)), 0, 1e-6);
}

TEST(NationalGrid, PutsTheWaterTowerWhereTheSurveyDoes) {
  // "A guide to coordinate systems in Great Britain": Caister water tower.
  const GeoPoint want = point(52 + 39 / 60.0 + 28.72 / 3600, 1 + 42 / 60.0 + 57.79 / 3600);
  const auto exact = from_national_grid(651'409.903, 313'177.270);
  ASSERT_TRUE(exact);
  EXPECT_LT(geodesic_metres(*exact, want), 10.0);
  const auto reference = parse_grid_reference("TG 51409 13177");
  ASSERT_TRUE(reference);
  EXPECT_EQ(reference->square_metres, 1);
  EXPECT_LT(geodesic_metres(reference->point, want), 10.0);
  EXPECT_LT(geodesic_metres(reference->point, *exact), 1.0);
}

TEST(NationalGrid, NamesTheCentreOfTheSquare) {
  const auto fine = parse_grid_reference("TQ 30080 80490");
  ASSERT_TRUE(fine);
  struct Case {
    std::string_view text;
    int side;
  };
  const Case cases[] = {
      {"TQ 3008 8049", 10}, {"TQ300804", 100}, {"tq 30 80", 1000}, {"TQ38", 10'000}};
  for (const Case& c : cases) {
    const auto got = parse_grid_reference(c.text);
    ASSERT_TRUE(got) << c.text;
    EXPECT_EQ(got->square_metres, c.side) << c.text;
    EXPECT_LT(geodesic_metres(got->point, fine->point), c.side) << c.text;
  }
}

TEST(NationalGrid, RefusesWhatNamesNoSquare) {
  for (const std::string_view text :
       {"", "TQ", "TQ 1", "TQ 123", "TQ 123456 123456", "T 12 34", "TQX 12 34", "12 34 TQ", "T1Q2",
        "II 12 34", "IN 12 34", "AA 00 00", "ZZ 12 34", "TQ 12-34", "ТQ 12 34"}) {
    EXPECT_FALSE(parse_grid_reference(text)) << text;
  }
  EXPECT_FALSE(from_national_grid(-1, 0));
  EXPECT_FALSE(from_national_grid(700'001, 0));
  EXPECT_FALSE(from_national_grid(0, 1'300'001));
  EXPECT_FALSE(from_national_grid(std::nan(""), 0));
}

}  // namespace
}  // namespace relook
