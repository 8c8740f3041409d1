// SPDX-License-Identifier: Apache-2.0
#include "routing/hosting.hpp"

#include <algorithm>

#include "routing/service.hpp"

namespace relook::routing {
namespace {

namespace column = estate::column;

// The first of the nodes that are still pending, followed to its first pending host until a node
// comes again.
std::vector<graph::Node> circle_among(const std::vector<std::vector<graph::Node>>& direct,
                                      const std::vector<std::size_t>& pending) {
  const auto waits = [&](graph::Node node) { return pending[node] != 0; };
  graph::Node node = 0;
  while (!waits(node)) ++node;
  std::vector<graph::Node> walk;
  while (true) {
    const auto seen = std::ranges::find(walk, node);
    if (seen != walk.end()) return {seen, walk.end()};
    walk.push_back(node);
    node = *std::ranges::find_if(direct[node], waits);
  }
}

}  // namespace

HostRows read_hosts(const estate::Estate& estate, Date on, std::span<const Truth> service) {
  HostRows out;
  const estate::Column& elements = estate.column(column::kDependencyElement);
  const estate::Column& hosts = estate.column(column::kDependencyOn);
  const estate::Column& kinds = estate.column(column::kDependencyKind);
  const DateColumns dates{column::kDependencyFrom, column::kDependencyUntil};
  for (std::uint32_t row = 0; row < estate.rows(estate::TableId::dependencies); ++row) {
    const std::uint32_t element = elements.code(row);
    const std::uint32_t host = hosts.code(row);
    const std::uint32_t kind = kinds.code(row);
    if (!estate::is_value(element) || service[element] == Truth::no) continue;
    if (kind != estate::kHostedOn && kind != estate::kUnknownCode) continue;
    const Truth holds = holds_on(estate, dates, row, on);
    if (holds == Truth::no) continue;
    const bool named = estate::is_value(host);
    const bool sure = kind == estate::kHostedOn && holds == Truth::yes;
    if (sure && named && service[host] != Truth::no) {
      out.sure.emplace_back(element, host);
      continue;
    }
    // A row that surely holds and names what is off is open at that name.
    if (!named || sure) out.open.push_back({element, column::kDependencyOn, row});
    if (kind == estate::kUnknownCode) out.open.push_back({element, column::kDependencyKind, row});
    for (const estate::ColumnRef date : open_dates(estate, dates, row, on)) {
      out.open.push_back({element, date, row});
    }
  }
  std::ranges::sort(out.sure);
  out.sure.erase(std::ranges::unique(out.sure).begin(), out.sure.end());
  return out;
}

Closure close_hosts(const std::vector<std::vector<graph::Node>>& direct) {
  // Kahn's algorithm: a node comes when all its hosts have come; those in a circle never do.
  std::vector<std::size_t> pending(direct.size());
  std::vector<std::vector<graph::Node>> guests(direct.size());
  std::vector<graph::Node> order;
  for (graph::Node node = 0; node < direct.size(); ++node) {
    pending[node] = direct[node].size();
    if (pending[node] == 0) order.push_back(node);
    for (const graph::Node host : direct[node]) guests[host].push_back(node);
  }
  Closure out;
  out.hosts.resize(direct.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const graph::Node node = order[i];
    std::vector<graph::Node>& all = out.hosts[node];
    for (const graph::Node host : direct[node]) {
      all.push_back(host);
      all.insert(all.end(), out.hosts[host].begin(), out.hosts[host].end());
    }
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    for (const graph::Node guest : guests[node]) {
      if (--pending[guest] == 0) order.push_back(guest);
    }
  }
  if (order.size() == direct.size()) return out;
  return {.hosts = {}, .circle = circle_among(direct, pending)};
}

}  // namespace relook::routing
