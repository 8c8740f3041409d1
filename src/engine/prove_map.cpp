// SPDX-License-Identifier: Apache-2.0
#include "engine/prove_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "engine/prove_wording.hpp"

namespace relook::engine {
namespace {

using estate::Estate;
using estate::TableId;
using report::Tone;
using namespace estate::column;

// More links than a page can show apart.
constexpr std::size_t kLinksMax = 3'000;

std::optional<GeoPoint> place_of(const Estate& estate, std::uint32_t element) {
  if (!estate::is_value(element)) return std::nullopt;
  const std::uint32_t site = estate.column(kElementSite).code(element);
  if (!estate::is_value(site)) return std::nullopt;
  const std::int64_t lat = estate.column(kSiteLat).number(site);
  const std::int64_t lon = estate.column(kSiteLon).number(site);
  if (!estate::is_value(lat) || !estate::is_value(lon)) return std::nullopt;
  return GeoPoint{lat, lon};
}

std::optional<GeoPoint> place_of(const Estate& estate, const std::string& id) {
  const auto element = estate.table(TableId::elements).find(id);
  return element ? place_of(estate, *element) : std::nullopt;
}

// Elements without a place are left out of the line.
report::MapLine line_of(const Estate& estate, const ReplayedPath& path, Tone tone) {
  report::MapLine line{.points = {},
                       .tone = tone,
                       .label = fmt::format("{}, cost {}", path_text(path.path), path.cost)};
  for (const std::string& id : path.path) {
    if (const auto at = place_of(estate, id)) line.points.push_back(*at);
  }
  return line;
}

void add_links(const Estate& estate, report::Map& map) {
  if (estate.rows(TableId::links) > kLinksMax) {
    map.notes.push_back(fmt::format("The {} links are not drawn.", estate.rows(TableId::links)));
    return;
  }
  for (std::uint32_t row = 0; row < estate.rows(TableId::links); ++row) {
    const auto a = place_of(estate, estate.column(kLinkA).code(row));
    const auto b = place_of(estate, estate.column(kLinkB).code(row));
    if (!a || !b || *a == *b) continue;
    map.lines.push_back({{*a, *b}, Tone::muted, std::string(estate.id(TableId::links, row))});
  }
}

// The sites of what is on the step's paths, and all others.
void add_sites(const Estate& estate, const ReplayStep& step, report::Map& map) {
  std::set<std::string> crossed;
  if (step.carried && !step.carried->crosses.empty()) crossed.insert(step.carried->crosses);
  std::set<std::uint32_t> bad;
  for (const std::string& id : crossed) {
    const auto element = estate.table(TableId::elements).find(id);
    if (element) bad.insert(estate.column(kElementSite).code(*element));
  }
  for (std::uint32_t site = 0; site < estate.rows(TableId::sites); ++site) {
    const std::int64_t lat = estate.column(kSiteLat).number(site);
    const std::int64_t lon = estate.column(kSiteLon).number(site);
    if (!estate::is_value(lat) || !estate::is_value(lon)) continue;
    const Tone tone = !bad.contains(site) ? Tone::neutral : path_tone(*step.carried);
    map.points.push_back({{lat, lon}, tone, std::string(estate.id(TableId::sites, site))});
  }
}

report::Map map_of(const Estate& estate, const Replay& replay, const ReplayStep& step) {
  report::Map map{.title = fmt::format("{} {}", replay.demand, failed_text(step.failed)),
                  .points = {}};
  map.things = "sites";
  map.legend = {{Tone::bad, "with what must be avoided and is crossed", "crossed"},
                {Tone::unsure, "with what may have to be avoided and is crossed", "may be crossed"},
                {Tone::neutral, "sites", "sites"}};
  map.line_legend = {{Tone::muted, "links"},
                     {Tone::neutral, "paths that compete"},
                     {Tone::good, "the path, clean"},
                     {Tone::unsure, "the path, possibly over what must be avoided"},
                     {Tone::bad, "the path, over what must be avoided"}};
  add_links(estate, map);
  for (const ReplayedPath& path : step.competing) {
    if (step.carried && path.path == step.carried->path) continue;
    map.lines.push_back(line_of(estate, path, Tone::neutral));
  }
  if (step.carried) {
    map.lines.push_back(line_of(estate, *step.carried, path_tone(*step.carried)));
  } else {
    map.notes.emplace_back("The demand is not served.");
  }
  add_sites(estate, step, map);
  return map;
}

}  // namespace

Tone path_tone(const ReplayedPath& path) {
  if (path.matches == Truth::yes) return Tone::bad;
  return path.matches == Truth::unknown ? Tone::unsure : Tone::good;
}

std::vector<report::Map> replay_maps(const ProveResult& result, const Replay& replay) {
  const Estate& estate = result.proved.situation->estate();
  std::vector<report::Map> maps;
  if (replay.steps.empty()) return maps;
  const bool placed = std::ranges::any_of(replay.steps, [&](const ReplayStep& step) {
    return step.carried && line_of(estate, *step.carried, Tone::good).points.size() > 1;
  });
  if (!placed) return maps;
  maps.push_back(map_of(estate, replay, replay.steps.front()));
  if (replay.steps.size() > 1) maps.push_back(map_of(estate, replay, replay.steps.back()));
  return maps;
}

}  // namespace relook::engine
