// SPDX-License-Identifier: Apache-2.0
#include "routing/find_gaps.hpp"

#include <algorithm>

#include "routing/gap_book.hpp"
#include "routing/service.hpp"
#include "routing/silence.hpp"

namespace relook::routing {
namespace {

namespace column = estate::column;
using estate::ColumnRef;
using estate::TableId;

struct GapReader {
  const ReadSoFar& known;
  GapBook& book;
  const Topology& topology = known.topology;
  const estate::Estate& estate = known.estate;
  /// By node: the parts that it stands in, hosts for or carries links of.
  std::vector<std::vector<std::uint32_t>> concerns = {};

  void find_concerns();
  void whole_tables();
  void nodes();
  void hosting();
  void links();
};

void GapReader::find_concerns() {
  std::vector<std::vector<std::uint32_t>> direct(topology.nodes.size());
  for (graph::Node node = 0; node < direct.size(); ++node) {
    direct[node].push_back(topology.part[node]);
  }
  for (const Adjacency& adjacency : topology.adjacencies) {
    for (const graph::Node below : adjacency.rides_on) {
      direct[below].push_back(topology.part[adjacency.a]);
    }
  }
  concerns = direct;
  for (graph::Node node = 0; node < direct.size(); ++node) {
    for (const graph::Node host : topology.nodes[node].hosts) {
      concerns[host].insert(concerns[host].end(), direct[node].begin(), direct[node].end());
    }
  }
  for (std::vector<std::uint32_t>& parts : concerns) {
    std::ranges::sort(parts);
    parts.erase(std::ranges::unique(parts).begin(), parts.end());
  }
}

void GapReader::whole_tables() {
  if (!estate.table(TableId::links).present()) {
    book.note_missing(Bearing::paths, graph::kNoIndex, column::kLinkA);
  }
  if (!estate.table(TableId::dependencies).present()) {
    book.note_missing(Bearing::hosting, graph::kNoIndex, column::kDependencyElement);
  }
  if (topology.on > estate.manifest.as_of && !estate.table(TableId::changes).present()) {
    book.note_missing(Bearing::paths, graph::kNoIndex, column::kChangeDate);
  }
}

void GapReader::nodes() {
  for (graph::Node node = 0; node < topology.nodes.size(); ++node) {
    const RoutedNode& of = topology.nodes[node];
    const auto note_unknown = [&](Bearing bearing, ColumnRef column) {
      if (estate.column(column).code(of.element) != estate::kUnknownCode) return;
      book.note(bearing, concerns[node], column, of.element);
    };
    // What only carries or hosts others changes no path but what is crossed and what fails
    // together, as naming nothing there would: a name must not say less than none.
    const std::span<const graph::Incidence> at = known.graph.at(node);
    const std::vector<std::uint32_t> own = {topology.part[node]};
    std::vector<std::uint32_t> others = concerns[node];
    if (!at.empty()) std::erase(others, own[0]);
    if (known.service[of.element] != Truth::yes) {
      for (const ColumnRef date : open_dates(estate, kElementService, of.element, topology.on)) {
        if (!at.empty()) book.note(Bearing::paths, own, date, of.element);
        if (!others.empty()) book.note(Bearing::riding, others, date, of.element);
      }
    }
    if (!at.empty() &&
        estate.column(column::kElementFunction).code(of.element) == estate::kUnknownCode) {
      book.note(Bearing::paths, own, column::kElementFunction, of.element);
    }
    note_unknown(Bearing::site, column::kElementSite);
    // Between two others stands only who has two neighbours.
    const bool between = !at.empty() && at.front().neighbour != at.back().neighbour;
    if (between && !of.lan && !of.external) {
      note_unknown(Bearing::paths, column::kElementTransit);
    }
  }
}

void GapReader::hosting() {
  for (const OpenHost& row : known.open_hosts) {
    const graph::Node node = topology.node_of(row.element);
    if (node != graph::kNoIndex) book.note(Bearing::hosting, concerns[node], row.column, row.row);
  }
}

void GapReader::links() {
  for (const Adjacency& adjacency : topology.adjacencies) {
    const std::span<const std::uint32_t> part(&topology.part[adjacency.a], 1);
    const auto note = [&](Bearing bearing, ColumnRef column) {
      book.note(bearing, part, column, adjacency.link);
    };
    for (const ColumnRef metric : {column::kLinkMetricAb, column::kLinkMetricBa}) {
      if (!estate::is_value(estate.column(metric).number(adjacency.link))) {
        note(Bearing::paths, metric);
      }
    }
    if (adjacency.may_ride_on_others) note(Bearing::riding, column::kLinkRidesOn);
    if (estate.column(column::kLinkSrlgs).code(adjacency.link) == estate::kUnknownCode) {
      note(Bearing::srlg, column::kLinkSrlgs);
    }
  }
}

}  // namespace

std::vector<Gap> find_gaps(const ReadSoFar& known) {
  GapBook book(known.estate);
  GapReader gaps{known, book};
  gaps.find_concerns();
  gaps.whole_tables();
  gaps.nodes();
  gaps.hosting();
  gaps.links();
  note_silence(known.estate, known.topology, book);
  return book.gaps();
}

}  // namespace relook::routing
