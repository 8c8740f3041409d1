// SPDX-License-Identifier: Apache-2.0
// A GML graph becomes the rows of an estate. Nobody writes a map for it, so what the format is
// taken to mean is said in the report, and what it does not say stays unknown: vendors, functions,
// metrics, transit, days of service, risk groups, underlays, tunnels.

#pragma once

#include <cstdint>
#include <optional>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/geodesic.hpp"
#include "io/gml_graph.hpp"
#include "io/import.hpp"
#include "io/rows.hpp"

namespace relook::io {

enum class GmlMetric : std::uint8_t { unknown, great_circle };

struct GmlOptions {
  std::optional<Date> as_of = {};  ///< nothing: the last day of the graph's NetworkDate
  GmlMetric metric = GmlMetric::unknown;
};

/// Reads one graph. Every fault is in the diagnostics.
[[nodiscard]] Read<Import> import_gml(const Document& document, const GmlOptions& options);

/// The metric of a link by its length: the shortest line between its ends on WGS84, to the nearest
/// metre and then in units of 10 km, to the nearest, halves up; at least 1. 100 where an end has no
/// position.
inline constexpr std::int64_t kMetricWithoutPlace = 100;
[[nodiscard]] std::int64_t great_circle_metric(const std::optional<GeoPoint>& a,
                                               const std::optional<GeoPoint>& b);

/// What the rows leave unknown, with the assumptions that would fill it, in the order in which they
/// are to be said.
[[nodiscard]] std::vector<UnknownCells> unknown_of(const GmlGraph& graph, const Import& imported);

/// The tags that elements get.
inline constexpr std::string_view kHyperedgeTag = "hyperedge";
inline constexpr std::string_view kDoubtedTag = "doubted";

}  // namespace relook::io
