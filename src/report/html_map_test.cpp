// SPDX-License-Identifier: Apache-2.0
#include "report/html_map.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>

namespace relook::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::array kTones{Tone::neutral, Tone::good, Tone::bad, Tone::unsure, Tone::muted};

Map trees(std::size_t count, std::uint32_t seed) {
  Map map{.title = "Trees", .points = {}};
  map.legend = {{Tone::neutral, "a plain one", "plain"},
                {Tone::good, "a sound one", "sound"},
                {Tone::bad, "a dead one", "dead"},
                {Tone::unsure, "one that nobody has seen", "unseen"},
                {Tone::muted, "a felled one", "felled"}};
  map.things = "trees";
  std::mt19937 random(seed);
  for (std::size_t i = 0; i < count; ++i) {
    const GeoPoint at{50'000'000'000 + static_cast<std::int64_t>(random() % 8'000) * 1'000'000,
                      -6'000'000'000 + static_cast<std::int64_t>(random() % 8'000) * 1'000'000};
    map.points.push_back({at, kTones[random() % 5], "tree", 1 + random() % 2});
  }
  return map;
}

// The sum of all numbers that stand before the word in the titles of marks.
std::uint64_t sum_in_titles(const std::string& html, const std::string& word) {
  std::uint64_t sum = 0;
  for (std::size_t at = html.find("<title>"); at != html.npos; at = html.find("<title>", at + 1)) {
    const std::string title = html.substr(at + 7, html.find("</title>", at) - at - 7);
    const std::size_t found = title.find(" " + word);
    if (found == title.npos) continue;
    std::size_t start = found;
    while (start > 0 && (std::isdigit(static_cast<unsigned char>(title[start - 1])) != 0)) --start;
    sum += std::strtoull(title.c_str() + start, nullptr, 10);
  }
  return sum;
}

TEST(HtmlMap, CountsEveryPointOfManyInItsSquare) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    const Map map = trees(5'000 + seed, seed);
    const std::string html = html_map(map);
    for (const MapLegend& entry : map.legend) {
      std::uint64_t count = 0;
      for (const MapPoint& point : map.points) count += point.tone == entry.tone ? point.count : 0;
      EXPECT_EQ(sum_in_titles(html, entry.word), count) << entry.word << ", seed " << seed;
    }
    EXPECT_THAT(html, HasSubstr("Nothing is left out."));
  }
}

TEST(HtmlMap, ShowsOneBadPointAmongManyInItsSquare) {
  Map map = trees(0, 1);
  for (std::size_t i = 0; i < 4'000; ++i) {
    const auto step = static_cast<std::int64_t>(i % 2) * 1'000'000'000;
    map.points.push_back({{50'000'000'000 + step, step}, i == 7 ? Tone::bad : Tone::good, "tree"});
  }
  const std::string html = html_map(map);
  EXPECT_THAT(html, HasSubstr("<title>1 dead, 1,999 sound</title></rect>"));
  EXPECT_THAT(html, HasSubstr("<title>2,000 sound</title></circle>"));
  EXPECT_THAT(html, HasSubstr("4,000 trees in 2 squares with sides of "));
  EXPECT_THAT(html, HasSubstr("here 2,000 to 2,000 of them"));
}

TEST(HtmlMap, StaysSmallWhateverTheNumberOfPoints) {
  const Map map = trees(80'000, 4);
  const std::string html = html_map(map);
  EXPECT_LT(html.size(), 1'500'000U);
  EXPECT_EQ(html, html_map(map));
}

TEST(HtmlMap, DrawsFewPointsOneByOne) {
  const std::string html = html_map(trees(3'000, 5));
  EXPECT_THAT(html, HasSubstr("<title>tree: a dead one"));
  EXPECT_THAT(html, Not(HasSubstr("squares")));
}

TEST(HtmlMap, CountsWhatItCannotPlace) {
  Map map = trees(1, 6);
  map.unplaced = {{Tone::bad, 3}, {Tone::neutral, 1'000}};
  map.notes = {"2 roots hang in the air."};
  const std::string sentence =
      "Not on the map, since nobody knows where they stand: 1,003 trees (3 dead, 1,000 plain).";
  EXPECT_THAT(html_map(map), HasSubstr(sentence));
  map.points.clear();
  EXPECT_THAT(html_map(map), HasSubstr(sentence));
  EXPECT_THAT(html_map(map), HasSubstr("2 roots hang in the air."));
}

TEST(HtmlMap, JoinsThePointsOfALine) {
  Map map = trees(2, 7);
  const GeoPoint north{56'000'000'000, -2'000'000'000};
  map.lines = {{{map.points[0].at, map.points[1].at}, Tone::muted, "a hedge"},
               {{map.points[0].at, north, map.points[1].at}, Tone::bad, "a <wall>"},
               {{north}, Tone::good, "a single stone"}};
  map.line_legend = {{Tone::muted, "hedges"}, {Tone::bad, "walls"}};
  const std::string html = html_map(map);
  EXPECT_THAT(html, HasSubstr("<title>a &lt;wall&gt;</title></polyline>"));
  EXPECT_LT(html.find("a hedge"), html.find("wall"));
  EXPECT_LT(html.find("</polyline>"), html.find("class=\"point"));
  EXPECT_THAT(html, HasSubstr("walls</li>"));
  EXPECT_THAT(html, Not(HasSubstr("a single stone")));
  EXPECT_THAT(html_map(trees(2, 7)), Not(HasSubstr("polyline")));
}

}  // namespace
}  // namespace relook::report
