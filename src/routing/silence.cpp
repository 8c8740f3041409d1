// SPDX-License-Identifier: Apache-2.0
#include "routing/silence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/spelling.hpp"

namespace relook::routing {
namespace {

namespace column = estate::column;
using estate::TableId;

constexpr std::array kSaid{column::kRoutingTunnels, column::kRoutingExits};

struct Part {
  std::set<std::uint32_t> operators;
  std::vector<std::uint32_t> unknown;  // elements whose operator is not known
};

// By part; elements in order.
std::vector<Part> operators_by_part(const estate::Estate& estate, const Topology& topology) {
  std::vector<std::uint8_t> joined(topology.nodes.size());
  for (const Adjacency& adjacency : topology.adjacencies) {
    joined[adjacency.a] = 1;
    joined[adjacency.b] = 1;
  }
  std::vector<Part> parts;
  for (graph::Node node = 0; node < topology.nodes.size(); ++node) {
    const RoutedNode& of = topology.nodes[node];
    if (parts.size() <= topology.part[node]) parts.resize(std::size_t{1} + topology.part[node]);
    if (joined[node] == 0 || of.lan || of.external) continue;
    Part& part = parts[topology.part[node]];
    const std::uint32_t runs = estate.column(column::kElementOperator).code(of.element);
    if (estate::is_value(runs)) {
      part.operators.insert(runs);
    } else {
      part.unknown.push_back(of.element);
    }
  }
  return parts;
}

// By operator the rows of routing.csv that speak of it; none where it is silent.
using RoutingRows = std::map<std::uint32_t, std::vector<std::uint32_t>>;

RoutingRows routing_rows(const estate::Estate& estate) {
  RoutingRows out;
  for (std::uint32_t row = 0; row < estate.rows(TableId::routing); ++row) {
    out[estate.column(column::kRoutingOperator).code(row)].push_back(row);
  }
  return out;
}

// Whether every operator that there may be has said everything.
bool all_have_spoken(const estate::Estate& estate, const RoutingRows& rows) {
  if (!estate.table(TableId::operators).present()) return false;
  for (std::uint32_t runs = 0; runs < estate.rows(TableId::operators); ++runs) {
    const auto of = rows.find(runs);
    if (of == rows.end()) return false;
    for (const estate::ColumnRef said : kSaid) {
      const auto known = [&](std::uint32_t row) {
        return estate::is_value(estate.column(said).code(row));
      };
      if (!std::ranges::all_of(of->second, known)) return false;
    }
  }
  return true;
}

void note_part(const estate::Estate& estate, const Part& part, std::uint32_t number,
               const RoutingRows& rows, GapBook& book) {
  for (const std::uint32_t runs : part.operators) {
    const auto of = rows.find(runs);
    for (const estate::ColumnRef said : kSaid) {
      if (of == rows.end()) {
        book.note_missing(Bearing::routing, number, said);
        continue;
      }
      for (const std::uint32_t row : of->second) {
        if (estate::is_value(estate.column(said).code(row))) continue;
        book.note(Bearing::routing, std::span(&number, 1), said, row);
      }
    }
  }
}

// Unless somebody is asked, and all who are say that there are none.
bool somebody_may_list_tunnels(const estate::Estate& estate) {
  if (estate.rows(TableId::routing) == 0) return true;
  for (std::uint32_t row = 0; row < estate.rows(TableId::routing); ++row) {
    if (estate.column(column::kRoutingTunnels).code(row) != estate::kThereAreNone) return true;
  }
  return false;
}

}  // namespace

void note_silence(const estate::Estate& estate, const Topology& topology, GapBook& book) {
  if (!estate.table(TableId::routing).present()) {
    for (const estate::ColumnRef said : kSaid) {
      book.note_missing(Bearing::routing, graph::kNoIndex, said);
    }
    return;
  }
  const RoutingRows rows = routing_rows(estate);
  const bool all_spoke = all_have_spoken(estate, rows);
  const std::vector<Part> parts = operators_by_part(estate, topology);
  for (std::uint32_t number = 0; number < parts.size(); ++number) {
    note_part(estate, parts[number], number, rows, book);
    if (all_spoke) continue;
    for (const std::uint32_t element : parts[number].unknown) {
      book.note(Bearing::routing, std::span(&number, 1), column::kElementOperator, element);
    }
  }
  if (!estate.table(TableId::tunnels).present() && somebody_may_list_tunnels(estate)) {
    book.note_missing(Bearing::routing, graph::kNoIndex, column::kTunnelFrom);
  }
}

Diagnostics tunnels_that_must_not_be(const estate::Estate& estate) {
  Diagnostics out;
  const bool contradiction = estate.table(TableId::routing).present() &&
                             estate.rows(TableId::tunnels) > 0 &&
                             !somebody_may_list_tunnels(estate);
  if (contradiction) {
    out.error("tunnels.csv", {},
              fmt::format("tunnel {} is listed, but routing.csv says of every operator in it that "
                          "there are no tunnels; say there who has them: tunnels = listed",
                          in_quotes(estate.id(TableId::tunnels, 0))));
  }
  return out;
}

}  // namespace relook::routing
