// SPDX-License-Identifier: Apache-2.0
// Maps as SVG: an equirectangular projection with the cosine of the middle latitude as its scale
// (Snyder, "Map Projections: A Working Manual", USGS 1395, section 12), true enough for a country.
// Where there are more points than a page can show they are counted by square cells, all of them.

#include "report/html_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <map>
#include <numbers>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "report/html_text.hpp"
#include "report/wording.hpp"

namespace relook::report {
namespace {

constexpr double kMapWidth = 720;
constexpr double kMapHeightMax = 760;
constexpr double kMapHeightMin = 240;
constexpr double kMargin = 28;
constexpr double kKilometresPerDegree = 111.195;  // on a sphere of radius 6,371 km
constexpr double kSpanMin = 0.02;                 // degrees; a single place still gets a map
constexpr std::size_t kPointsMax = 3'000;
constexpr double kCellSize = 10;

struct Place {
  double x;
  double y;
};

double degrees(std::int64_t nanodegrees) { return static_cast<double>(nanodegrees) / 1e9; }

// From degrees to places on a canvas of kMapWidth by `height`.
class Projection {
 public:
  explicit Projection(const Map& map) {
    double south = 90;
    double north = -90;
    const auto take = [&](const GeoPoint& point) {
      west_ = std::min(west_, degrees(point.lon));
      east_ = std::max(east_, degrees(point.lon));
      south = std::min(south, degrees(point.lat));
      north = std::max(north, degrees(point.lat));
    };
    for (const MapPoint& point : map.points) take(point.at);
    for (const auto& outline : map.outlines) std::ranges::for_each(outline, take);
    for (const MapLine& line : map.lines) std::ranges::for_each(line.points, take);
    const double middle = (south + north) / 2;
    squeeze_ = std::max(0.01, std::cos(middle * std::numbers::pi / 180));
    const double wide = std::max((east_ - west_) * squeeze_, kSpanMin);
    const double tall = std::max(north - south, kSpanMin);
    scale_ = std::min((kMapWidth - 2 * kMargin) / wide, (kMapHeightMax - 2 * kMargin) / tall);
    height_ = std::clamp(tall * scale_ + 2 * kMargin, kMapHeightMin, kMapHeightMax);
    middle_lon_ = (west_ + east_) / 2;
    middle_lat_ = middle;
  }

  [[nodiscard]] Place operator()(const GeoPoint& point) const {
    return {kMapWidth / 2 + (degrees(point.lon) - middle_lon_) * squeeze_ * scale_,
            height_ / 2 - (degrees(point.lat) - middle_lat_) * scale_};
  }
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] double pixels_per_kilometre() const { return scale_ / kKilometresPerDegree; }

 private:
  double west_ = 180;
  double east_ = -180;
  double squeeze_ = 1;
  double scale_ = 1;
  double height_ = kMapHeightMin;
  double middle_lon_ = 0;
  double middle_lat_ = 0;
};

// The order in which points are drawn, and the one of badness: later ones win.
constexpr std::array kDrawnInOrder{Tone::muted, Tone::good, Tone::neutral, Tone::unsure, Tone::bad};

int badness(Tone tone) {
  return static_cast<int>(std::ranges::find(kDrawnInOrder, tone) - kDrawnInOrder.begin());
}

struct Mark {
  Place at;
  double radius;
  Tone tone;
  std::string title;
};

// Each tone has a shape of its own, so that the map reads without colours.
std::string drawn(const Mark& mark) {
  const double x = mark.at.x;
  const double y = mark.at.y;
  const double r = mark.radius;
  const std::string title =
      mark.title.empty() ? "" : "<title>" + html_text(mark.title) + "</title>";
  const std::string head = fmt::format("class=\"point {}\"", tone_class(mark.tone));
  switch (mark.tone) {
    case Tone::bad:
      return fmt::format(
          "<rect {} x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\">{}</rect>", head,
          x - r, y - r, 2 * r, 2 * r, title);
    case Tone::unsure:
      return fmt::format("<path {} d=\"M{:.1f} {:.1f}l{:.1f} {:.1f}h{:.1f}z\">{}</path>", head, x,
                         y - 1.2 * r, 1.2 * r, 2.1 * r, -2.4 * r, title);
    case Tone::neutral:
      return fmt::format(
          "<path {} d=\"M{:.1f} {:.1f}l{:.1f} {:.1f}l{:.1f} {:.1f}l{:.1f} {:.1f}z\">{}</path>",
          head, x, y - 1.2 * r, 1.2 * r, 1.2 * r, -1.2 * r, 1.2 * r, -1.2 * r, -1.2 * r, title);
    case Tone::good:
    case Tone::muted:
      break;
  }
  return fmt::format("<circle {} cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\">{}</circle>", head, x, y,
                     mark.tone == Tone::muted ? 0.7 * r : r, title);
}

std::vector<Mark> single_marks(const Map& map, const Projection& project) {
  std::vector<Mark> marks;
  for (const MapPoint& point : map.points) {
    std::string title = point.label + ": " + legend_text(map, point.tone);
    if (point.count > 1) title += " (" + grouped(static_cast<Int128>(point.count)) + ")";
    marks.push_back({project(point.at), 4, point.tone, std::move(title)});
  }
  return marks;
}

// The points of each square, by tone; every point is in one.
using Cells = std::map<std::pair<int, int>, ToneCounts>;

Cells cells_of(const Map& map, const Projection& project) {
  Cells cells;
  for (const MapPoint& point : map.points) {
    const Place at = project(point.at);
    const auto column = static_cast<int>(std::floor(at.x / kCellSize));
    const auto line = static_cast<int>(std::floor(at.y / kCellSize));
    cells[{column, line}][static_cast<std::size_t>(point.tone)] += point.count;
  }
  return cells;
}

std::uint64_t sum_of(const ToneCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

Tone worst_of(const ToneCounts& counts) {
  Tone worst = Tone::muted;
  for (const Tone tone : kDrawnInOrder) {
    if (counts[static_cast<std::size_t>(tone)] > 0) worst = tone;
  }
  return worst;
}

std::vector<Mark> cell_marks(const Map& map, const Cells& cells) {
  double most = 1;
  for (const auto& [place, counts] : cells) {
    most = std::max(most, static_cast<double>(sum_of(counts)));
  }
  std::vector<Mark> marks;
  for (const auto& [place, counts] : cells) {
    const double radius = 1.6 + 3.4 * std::sqrt(static_cast<double>(sum_of(counts)) / most);
    const Place middle{(place.first + 0.5) * kCellSize, (place.second + 0.5) * kCellSize};
    marks.push_back({middle, radius, worst_of(counts), counts_text(map, counts)});
  }
  return marks;
}

std::string cells_sentence(const Map& map, const Cells& cells, const Projection& project) {
  std::uint64_t fewest = UINT64_MAX;
  std::uint64_t most = 0;
  std::uint64_t all = 0;
  for (const auto& [place, counts] : cells) {
    const std::uint64_t sum = sum_of(counts);
    fewest = std::min(fewest, sum);
    most = std::max(most, sum);
    all += sum;
  }
  const auto text = [](std::uint64_t count) { return grouped(static_cast<Int128>(count)); };
  return fmt::format(
      "{} {} in {} squares with sides of {:.1f} km. Each mark stands for all {} of its square, "
      "here {} to {} of them; it has the shape of the worst, grows with their number and names the "
      "counts where it is pointed at. Nothing is left out.",
      text(all), map.things, text(cells.size()), kCellSize / project.pixels_per_kilometre(),
      map.things, text(fewest), text(most));
}

std::string outlines(const Map& map, const Projection& project) {
  std::string svg;
  for (const auto& outline : map.outlines) {
    if (outline.size() < 2) continue;
    svg += "<path class=\"land\" d=\"";
    for (const GeoPoint& point : outline) {
      const Place at = project(point);
      fmt::format_to(std::back_inserter(svg), "{}{:.1f} {:.1f}",
                     &point == &outline.front() ? "M" : "L", at.x, at.y);
    }
    svg += "z\"/>\n";
  }
  return svg;
}

// Each tone has a stroke of its own, so that lines read without colours.
std::string stroke(Tone tone) {
  const auto drawn = [&](double width, std::string_view dashes) {
    return fmt::format(
        "class=\"{}\" fill=\"none\" stroke=\"var(--tone)\" stroke-width=\"{:.1f}\" "
        "stroke-linejoin=\"round\"{}",
        tone_class(tone), width,
        dashes.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dashes));
  };
  switch (tone) {
    case Tone::bad:
      return drawn(3.5, "");
    case Tone::unsure:
      return drawn(3, "7 4");
    case Tone::good:
      return drawn(2.5, "");
    case Tone::neutral:
      return drawn(1.8, "2 3");
    case Tone::muted:
      break;
  }
  return drawn(0.8, "");
}

std::string lines(const Map& map, const Projection& project) {
  std::string svg;
  for (const MapLine& line : map.lines) {
    if (line.points.size() < 2) continue;
    svg += fmt::format("<polyline {} points=\"", stroke(line.tone));
    for (const GeoPoint& point : line.points) {
      const Place at = project(point);
      fmt::format_to(std::back_inserter(svg), "{}{:.1f},{:.1f}",
                     &point == &line.points.front() ? "" : " ", at.x, at.y);
    }
    svg += "\"><title>" + html_text(line.label) + "</title></polyline>\n";
  }
  return svg;
}

std::string line_legend(const Map& map) {
  if (map.line_legend.empty()) return "";
  std::string html = "<ul class=\"key\">";
  for (const MapLegend& entry : map.line_legend) {
    html += "<li><svg viewBox=\"0 0 24 12\" aria-hidden=\"true\"><path " + stroke(entry.tone) +
            " d=\"M1 6h22\"/></svg>" + html_text(entry.text) + "</li>";
  }
  return html + "</ul>\n";
}

// The longest of 1, 2, 5, 10, 20, 50 … kilometres (or tenths) that takes at most a quarter of the
// map.
std::string scale_bar(const Projection& project) {
  constexpr std::array kSteps{0.1,  0.2,   0.5,   1.0,   2.0,    5.0,    10.0,  20.0,
                              50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0};
  double length = kSteps.front();
  for (const double step : kSteps) {
    if (step * project.pixels_per_kilometre() <= kMapWidth / 4) length = step;
  }
  const double pixels = length * project.pixels_per_kilometre();
  const double y = project.height() - 12;
  return fmt::format(
      "<path class=\"scale\" d=\"M12 {:.1f}v5h{:.1f}v-5\"/><text class=\"scale-text\" x=\"{:.1f}\" "
      "y=\"{:.1f}\">{} km</text>\n",
      y - 5, pixels, 12 + pixels + 8, y, length);
}

std::string legend(const Map& map) {
  std::string html = "<ul class=\"key\">";
  for (const Tone tone : {Tone::bad, Tone::unsure, Tone::neutral, Tone::good, Tone::muted}) {
    std::uint64_t count = 0;
    for (const MapPoint& point : map.points) count += point.tone == tone ? point.count : 0;
    if (count == 0) continue;
    html += "<li><svg viewBox=\"0 0 24 12\" aria-hidden=\"true\">" + drawn({{12, 6}, 5, tone, ""}) +
            "</svg>" + grouped(static_cast<Int128>(count)) + " " +
            html_text(legend_text(map, tone)) + "</li>";
  }
  return html + "</ul>\n";
}

}  // namespace

std::string html_map(const Map& map) {
  std::string below;
  for (const std::string& sentence : beneath(map)) {
    below += "<p class=\"soft\">" + html_text(sentence) + "</p>\n";
  }
  if (map.points.empty()) return below;
  const Projection project(map);
  std::vector<Mark> marks;
  if (map.points.size() > kPointsMax) {
    const Cells cells = cells_of(map, project);
    marks = cell_marks(map, cells);
    below =
        "<p class=\"soft\">" + html_text(cells_sentence(map, cells, project)) + "</p>\n" + below;
  } else {
    marks = single_marks(map, project);
  }
  std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return badness(mark.tone); });
  std::string html = "<figure class=\"map\">\n";
  if (!map.title.empty()) html += "<figcaption>" + html_text(map.title) + "</figcaption>\n";
  html += fmt::format("<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">\n",
                      kMapWidth, project.height(), html_text(map.title + ": " + points_text(map)));
  html += outlines(map, project) + lines(map, project);
  for (const Mark& mark : marks) html += drawn(mark) + "\n";
  html += scale_bar(project) + "</svg>\n" + legend(map) + line_legend(map) + below;
  return html + "</figure>\n";
}

}  // namespace relook::report
