// SPDX-License-Identifier: Apache-2.0
#include "engine/site_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/check.hpp"
#include "decision/row_marks.hpp"
#include "engine/stands_on.hpp"
#include "report/wording.hpp"

namespace relook::engine {
namespace {

using decision::RowMark;
using estate::TableId;
using report::Tone;
using namespace estate::column;

Tone tone_of(RowMark mark) {
  switch (mark) {
    case RowMark::none:
      return Tone::neutral;
    case RowMark::may_offend:
      return Tone::unsure;
    case RowMark::offends:
      return Tone::bad;
  }
  return Tone::unsure;
}

// The worst mark at each site, and how many rows of each mark stand at no known site.
struct SiteMarks {
  std::vector<RowMark> sites;
  std::array<std::uint64_t, 3> homeless{};  // by RowMark
};

SiteMarks site_marks(const estate::Estate& estate,
                     const std::vector<decision::TableMarks>& tables) {
  SiteMarks out{std::vector<RowMark>(estate.rows(TableId::sites), RowMark::none)};
  const estate::Column& site_of = estate.column(kElementSite);
  for (const decision::TableMarks& marks : tables) {
    for (std::uint32_t row = 0; row < marks.rows.size(); ++row) {
      const RowMark mark = marks.rows[row];
      if (mark == RowMark::none) continue;
      bool placed = false;
      const StandsOn stands(estate, marks.table, row);
      for (const std::uint32_t element : stands.elements()) {
        const std::uint32_t site = site_of.code(element);
        if (!estate::is_value(site)) continue;
        placed = true;
        out.sites[site] = std::max(out.sites[site], mark);
      }
      if (!placed) ++out.homeless[static_cast<std::size_t>(mark)];
    }
  }
  return out;
}

}  // namespace

report::Map site_map(const CheckResult& result) {
  const Situation& situation = *result.judged.situation;
  const estate::Estate& estate = situation.estate();
  const decision::EvaluateOptions options{.waivers = result.waivers,
                                          .plans_unknown = situation.plans_unknown()};
  const auto marks = decision::row_marks(
      {result.decision, situation.facts(), options, result.judged.evaluation.findings}, {});
  RELOOK_CHECK(marks.has_value());  // the evaluation made the same groups
  const SiteMarks worst = site_marks(estate, *marks);
  report::Map map{.title = "Sites", .points = {}};
  map.things = "sites";
  std::array<std::uint64_t, 3> unplaced{};
  for (std::uint32_t site = 0; site < estate.rows(TableId::sites); ++site) {
    const std::int64_t lat = estate.column(kSiteLat).number(site);
    const std::int64_t lon = estate.column(kSiteLon).number(site);
    if (!estate::is_value(lat) || !estate::is_value(lon)) {
      ++unplaced[static_cast<std::size_t>(worst.sites[site])];
      continue;
    }
    map.points.push_back(
        {{lat, lon}, tone_of(worst.sites[site]), std::string(estate.id(TableId::sites, site))});
  }
  for (const RowMark mark : {RowMark::offends, RowMark::may_offend, RowMark::none}) {
    const std::uint64_t count = unplaced[static_cast<std::size_t>(mark)];
    if (count > 0) map.unplaced.push_back({tone_of(mark), count});
  }
  map.legend = {{Tone::bad, "with an offender of a breached requirement", "offending"},
                {Tone::unsure, "with what may offend, or may be why a requirement is undecided",
                 "that may offend"},
                {Tone::neutral, "with neither", "with neither"}};
  const auto& [none, may, surely] = worst.homeless;
  if (may + surely > 0) {
    map.notes.push_back(fmt::format("{} that offend and {} that may stand at no known site.",
                                    report::grouped(static_cast<Int128>(surely)),
                                    report::grouped(static_cast<Int128>(may))));
  }
  return map;
}

}  // namespace relook::engine
