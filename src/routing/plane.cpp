// SPDX-License-Identifier: Apache-2.0
#include "routing/plane.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/spelling.hpp"
#include "base/truth.hpp"
#include "routing/gap_book.hpp"
#include "routing/zero_cost.hpp"

namespace relook::routing {
namespace {

namespace column = estate::column;
using estate::ColumnRef;
using estate::TableId;

enum class Rule : std::uint8_t { excludes_any, needs_any, needs_all };

// Which column of `planes` constrains which of `links`, and how.
struct Kind {
  ColumnRef of_plane;
  ColumnRef of_link;
  Rule rule;
};

constexpr std::array kKinds{
    Kind{column::kPlaneExcludeAny, column::kLinkAffinity, Rule::excludes_any},
    Kind{column::kPlaneIncludeAny, column::kLinkAffinity, Rule::needs_any},
    Kind{column::kPlaneIncludeAll, column::kLinkAffinity, Rule::needs_all},
    Kind{column::kPlaneExcludeSrlg, column::kLinkSrlgs, Rule::excludes_any},
};

std::vector<std::string_view> names_in(const estate::Estate& estate, ColumnRef ref,
                                       std::uint32_t row) {
  const estate::Column& names = estate.column(ref);
  const std::uint32_t list = names.code(row);
  std::vector<std::string_view> out;
  if (!estate::is_value(list)) return out;
  for (const std::uint32_t name : names.lists[list]) out.push_back(names.texts[name]);
  return out;
}

// A constraint of one plane, asked of every link.
struct Constraint {
  Kind kind;
  bool known;                           // whether the plane says which names
  std::vector<std::string_view> names;  // that the plane says, sorted
  // Of each name in the links' dictionary whether the plane names it.
  std::vector<std::uint8_t> named = {};
};

Constraint read_constraint(const estate::Estate& estate, const Kind& kind, std::uint32_t plane) {
  Constraint out{kind, estate.column(kind.of_plane).code(plane) != estate::kUnknownCode,
                 names_in(estate, kind.of_plane, plane)};
  const estate::TextPool& texts = estate.column(kind.of_link).texts;
  for (std::uint32_t code = 0; code < texts.size(); ++code) {
    out.named.push_back(std::ranges::find(out.names, texts[code]) != out.names.end() ? 1 : 0);
  }
  return out;
}

Truth keeps(const Constraint& constraint, const estate::Column& of_links, std::uint32_t link) {
  const std::uint32_t list = of_links.code(link);
  if (!constraint.known) return Truth::unknown;
  if (constraint.names.empty()) return Truth::yes;
  if (list == estate::kUnknownCode) return Truth::unknown;
  std::size_t named = 0;
  if (estate::is_value(list)) {
    for (const std::uint32_t name : of_links.lists[list]) named += constraint.named[name];
  }
  if (constraint.kind.rule == Rule::excludes_any) return truth(named == 0);
  return truth(constraint.kind.rule == Rule::needs_any ? named > 0
                                                       : named == constraint.names.size());
}

struct PlaneReader {
  const estate::Estate& estate;
  const Topology& topology;
  std::uint32_t plane;
  GapBook book{estate};
  std::vector<Constraint> constraints = {};

  [[nodiscard]] std::span<const std::uint32_t> part(const Adjacency& adjacency) const {
    return {&topology.part[adjacency.a], 1};
  }
  [[nodiscard]] Truth kept(const Adjacency& adjacency);
  void note_open_constraints();
  [[nodiscard]] graph::EdgeEnds by_igp(const Adjacency& adjacency, Truth there) const;
  [[nodiscard]] graph::EdgeEnds by_delay(const Adjacency& adjacency, Truth there);
};

Truth PlaneReader::kept(const Adjacency& adjacency) {
  Truth all = Truth::yes;
  for (const Constraint& constraint : constraints) {
    all = both(all, keeps(constraint, estate.column(constraint.kind.of_link), adjacency.link));
  }
  if (all != Truth::unknown) return all;
  for (const Constraint& constraint : constraints) {
    const estate::Column& of_links = estate.column(constraint.kind.of_link);
    const bool open = keeps(constraint, of_links, adjacency.link) == Truth::unknown;
    if (open && of_links.code(adjacency.link) == estate::kUnknownCode) {
      book.note(Bearing::affinity, part(adjacency), constraint.kind.of_link, adjacency.link);
    }
  }
  return all;
}

// What the plane itself does not say.
void PlaneReader::note_open_constraints() {
  for (const Constraint& constraint : constraints) {
    if (constraint.known) continue;
    book.note_everywhere(Bearing::affinity, constraint.kind.of_plane, plane);
  }
}

graph::EdgeEnds PlaneReader::by_igp(const Adjacency& adjacency, Truth there) const {
  return {adjacency.a, adjacency.b, cost(adjacency.metric_ab, there),
          cost(adjacency.metric_ba, there)};
}

graph::EdgeEnds PlaneReader::by_delay(const Adjacency& adjacency, Truth there) {
  if (!estate::is_value(estate.column(column::kLinkDelay).number(adjacency.link))) {
    book.note(Bearing::delay, part(adjacency), column::kLinkDelay, adjacency.link);
    there = Truth::unknown;
  }
  const graph::Weight weight = cost(adjacency.delay_us, there);
  return {adjacency.a, adjacency.b, weight, weight};
}

// Every name that links have in the column; nothing where a cell is not known.
std::optional<std::vector<std::string_view>> all_names(const estate::Estate& estate,
                                                       ColumnRef of_link) {
  if (!estate.table(TableId::links).present()) return std::nullopt;
  std::vector<std::string_view> out;
  for (std::uint32_t link = 0; link < estate.rows(TableId::links); ++link) {
    if (estate.column(of_link).code(link) == estate::kUnknownCode) return std::nullopt;
    std::ranges::copy(names_in(estate, of_link, link), std::back_inserter(out));
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

void warn_of_unknown_names(const estate::Estate& estate, const Constraint& constraint,
                           std::uint32_t plane, Diagnostics& diagnostics) {
  if (constraint.names.empty()) return;
  const auto names = all_names(estate, constraint.kind.of_link);
  if (!names) return;
  for (const std::string_view name : constraint.names) {
    if (std::ranges::binary_search(*names, name)) continue;
    diagnostics.warning(
        "planes.csv", {},
        fmt::format("plane {}: {} names {}, which no link has in {}{}",
                    in_quotes(estate.id(TableId::planes, plane)),
                    schema(constraint.kind.of_plane).name, in_quotes(name),
                    schema(constraint.kind.of_link).name, did_you_mean(name, *names)));
  }
}

}  // namespace

Read<PlaneGraph> plane_graph(const estate::Estate& estate, const Topology& topology,
                             std::uint32_t plane) {
  PlaneReader reader{estate, topology, plane};
  Diagnostics diagnostics;
  for (const Kind& kind : kKinds) {
    reader.constraints.push_back(read_constraint(estate, kind, plane));
    warn_of_unknown_names(estate, reader.constraints.back(), plane, diagnostics);
  }
  reader.note_open_constraints();
  const std::uint32_t metric = estate.column(column::kPlaneMetric).code(plane);
  if (metric != estate::kMetricIgp && metric != estate::kMetricDelay) {
    reader.book.note_everywhere(Bearing::paths, column::kPlaneMetric, plane);
  }
  std::vector<graph::EdgeEnds> edges;
  for (const Adjacency& adjacency : topology.adjacencies) {
    const Truth kept = reader.kept(adjacency);
    const Truth there = both(kept, adjacency.sure ? Truth::yes : Truth::unknown);
    if (kept == Truth::no) {
      edges.push_back({adjacency.a, adjacency.a, 0, 0});
    } else if (metric == estate::kMetricDelay) {
      edges.push_back(reader.by_delay(adjacency, there));
    } else {
      edges.push_back(reader.by_igp(adjacency, there));
    }
  }
  PlaneGraph out{graph::Digraph(through_of(topology), std::move(edges)), reader.book.gaps()};
  if (metric == estate::kMetricDelay) {
    const std::string of = "delays in plane " + in_quotes(estate.id(TableId::planes, plane));
    diagnostics.append(no_zero_cycle(estate, topology, out.graph, of));
  }
  return {std::move(out), std::move(diagnostics)};
}

}  // namespace relook::routing
