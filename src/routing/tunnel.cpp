// SPDX-License-Identifier: Apache-2.0
#include "routing/tunnel.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "base/spelling.hpp"

namespace relook::routing {
namespace {

namespace column = estate::column;
using estate::ColumnRef;
using estate::TableId;

struct TunnelReader {
  const estate::Estate& estate;
  std::uint32_t row;
  Diagnostics& diagnostics;
  Tunnel out;

  [[nodiscard]] std::string name() const { return in_quotes(estate.id(TableId::tunnels, row)); }
  void fault(const std::string& message) const {
    diagnostics.error("tunnels.csv", {}, fmt::format("tunnel {}: {}", name(), message));
  }
  void not_known(ColumnRef ref) {
    out.unknown.push_back(fmt::format("tunnels.{} of {} is not known", schema(ref).name, name()));
  }
  [[nodiscard]] std::uint32_t cell(ColumnRef ref) {
    const std::uint32_t code = estate.column(ref).code(row);
    if (code == estate::kUnknownCode) not_known(ref);
    return code;
  }
  [[nodiscard]] std::optional<Hop> hop(std::string_view text) const;
  void read_hops();
  void hops_follow_one_another() const;
};

std::optional<Hop> TunnelReader::hop(std::string_view text) const {
  const std::optional<std::uint32_t> link = estate.table(TableId::links).find(text);
  const std::optional<std::uint32_t> element = estate.table(TableId::elements).find(text);
  if (link && element) {
    fault(fmt::format("hop {} is a link and an element; give one of them another id",
                      in_quotes(text)));
    return std::nullopt;
  }
  if (link) return Hop{.link = *link};
  if (element) return Hop{.element = *element};
  if (estate.table(TableId::links).present() && estate.table(TableId::elements).present()) {
    fault(fmt::format("hop {} is neither a link nor an element", in_quotes(text)));
  }
  return std::nullopt;
}

void TunnelReader::read_hops() {
  const std::uint32_t list = cell(column::kTunnelHops);
  if (!estate::is_value(list)) return;
  const estate::Column& hops = estate.column(column::kTunnelHops);
  for (const std::uint32_t item : hops.lists[list]) {
    const std::optional<Hop> found = hop(hops.texts[item]);
    if (!found) {
      not_known(column::kTunnelHops);
      return;
    }
    out.hops.push_back(*found);
  }
  hops_follow_one_another();
}

void TunnelReader::hops_follow_one_another() const {
  std::uint32_t at = out.from;
  for (const Hop& hop : out.hops) {
    if (hop.link == estate::kUnknownCode) {
      at = hop.element;
      continue;
    }
    const std::uint32_t a = estate.column(column::kLinkA).code(hop.link);
    const std::uint32_t b = estate.column(column::kLinkB).code(hop.link);
    if (at == estate::kUnknownCode) continue;
    if (at != a && at != b) {
      fault(
          fmt::format("hop {} is a link that does not begin at {}, where the hop before it ends; "
                      "put the element before it that the traffic takes it from",
                      in_quotes(estate.id(TableId::links, hop.link)),
                      in_quotes(estate.id(TableId::elements, at))));
      return;
    }
    at = at == a ? b : a;
  }
}

}  // namespace

Read<std::vector<Tunnel>> read_tunnels(const estate::Estate& estate) {
  Read<std::vector<Tunnel>> out;
  for (std::uint32_t row = 0; row < estate.rows(TableId::tunnels); ++row) {
    TunnelReader reader{estate, row, out.diagnostics, {}};
    reader.out.from = reader.cell(column::kTunnelFrom);
    reader.out.to = reader.cell(column::kTunnelTo);
    reader.read_hops();
    reader.out.fallback = reader.cell(column::kTunnelFallback);
    out.value.push_back(std::move(reader.out));
  }
  return out;
}

std::optional<std::vector<Segment>> segments_of(const estate::Estate& estate,
                                                const Topology& topology, const Tunnel& tunnel) {
  std::vector<Segment> out;
  std::uint32_t at = tunnel.from;
  const auto lead_to = [&](std::uint32_t element) {
    const graph::Node node = topology.node_of(element);
    if (element != at) out.push_back({.graph = 0, .to = {node}});
    at = element;
    return node != graph::kNoIndex;
  };
  for (const Hop& hop : tunnel.hops) {
    if (hop.link == estate::kUnknownCode) {
      if (!lead_to(hop.element)) return std::nullopt;
      continue;
    }
    const graph::Edge edge = topology.edge_of(hop.link);
    if (edge == graph::kNoIndex) return std::nullopt;
    out.push_back({.graph = 0, .to = {}, .link = edge});
    const std::uint32_t a = estate.column(column::kLinkA).code(hop.link);
    at = at == a ? estate.column(column::kLinkB).code(hop.link) : a;
  }
  if (!lead_to(tunnel.to)) return std::nullopt;
  return out;
}

}  // namespace relook::routing
