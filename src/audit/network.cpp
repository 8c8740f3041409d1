// SPDX-License-Identifier: Apache-2.0
#include "audit/network.hpp"

#include <fmt/format.h>

#include "estate/edit.hpp"
#include "estate/functions.hpp"

namespace relook::audit {
namespace {

using namespace estate::column;
using estate::ColumnRef;
using estate::is_value;
using estate::TableId;

/// Keeps the first gap. A row that is none stands for the table.
void note(Network& net, bool is_open, ColumnRef ref, Row row) {
  if (!is_open || !net.gap.empty()) return;
  net.gap = fmt::format("{}.{}", schema(ref.table).name, schema(ref).name);
  if (row < net.estate.rows(ref.table)) net.gap += " of " + row_name(net.estate, ref.table, row);
}

void need(Network& net, ColumnRef ref, Row row) {
  note(net, is_empty(net.estate, ref, row), ref, row);
}

/// The items of a list; none where it is not known.
std::span<const Row> items(const estate::Column& column, Row row) {
  return is_value(column.code(row)) ? column.lists[column.code(row)] : std::span<const Row>();
}

Truth holds(const Network& net, ColumnRef from, ColumnRef until, Row row) {
  return estate::holds_on({net.estate.column(from).day(row), net.estate.column(until).day(row)},
                          net.on, net.estate.manifest.as_of);
}

void read_elements(Network& net) {
  for (Row row = 0; row < net.estate.rows(TableId::elements); ++row) {
    const std::string function = cell_text(net.estate, kElementFunction, row);
    const bool lan = function == estate::kLanFunction;
    const bool nobody = lan || function == estate::kExternalFunction || function.empty();
    net.service.push_back(holds(net, kElementFrom, kElementUntil, row));
    net.nobody.push_back(nobody);
    net.through.push_back(lan || (!nobody && cell_text(net.estate, kElementTransit, row) == "yes"));
    net.stack.push_back({row});
  }
  net.open.resize(net.service.size());
  net.next.resize(net.service.size());
}

/// Puts hosts into stacks, again and again until those of hosts are in, too.
void read_hosts(Network& net) {
  bool more = false;
  for (Row row = 0; row < net.estate.rows(TableId::dependencies); ++row) {
    const Row guest = net.estate.column(kDependencyElement).code(row);
    const Row host = net.estate.column(kDependencyOn).code(row);
    const std::string kind = cell_text(net.estate, kDependencyKind, row);
    const Truth lasts = holds(net, kDependencyFrom, kDependencyUntil, row);
    if ((!kind.empty() && kind != "hosted-on") || lasts == Truth::no) continue;
    // Of what is hosted on something that is off, the host is not named.
    const bool named = is_value(host) && net.service[host] != Truth::no;
    if (!named || kind.empty() || lasts == Truth::unknown) net.open[guest] = true;
    if (!named) continue;
    const std::size_t before = net.stack[guest].size();
    net.stack[guest].insert(net.stack[host].begin(), net.stack[host].end());
    more = more || net.stack[guest].size() > before;
  }
  if (more) read_hosts(net);
}

/// The failures that take all that stands on an element: its own, and its site's.
Names failures_of(const Network& net, Row row) {
  Names out = {fmt::format("node:{}", net.estate.id(TableId::elements, row))};
  const Row site = net.estate.column(kElementSite).code(row);
  if (is_value(site)) out.insert(fmt::format("site:{}", net.estate.id(TableId::sites, site)));
  return out;
}

/// Returns the elements that links need.
Rows read_links(Network& net) {
  Rows needed;
  const estate::Column& srlgs = net.estate.column(kLinkSrlgs);
  for (Row row = 0; row < net.estate.rows(TableId::links); ++row) {
    const Row ends[] = {net.estate.column(kLinkA).code(row), net.estate.column(kLinkB).code(row)};
    const std::int64_t costs[] = {net.estate.column(kLinkMetricAb).number(row),
                                  net.estate.column(kLinkMetricBa).number(row)};
    const bool there = costs[0] != estate::kNoneNumber && costs[1] != estate::kNoneNumber &&
                       net.service[ends[0]] != Truth::no && net.service[ends[1]] != Truth::no;
    Rows below;
    Names breaks;
    if (there) {
      for (const ColumnRef ref : {kLinkMetricAb, kLinkMetricBa, kLinkRidesOn}) need(net, ref, row);
      if (net.fail.contains("srlg")) need(net, kLinkSrlgs, row);
      for (const Row one : items(net.estate.column(kLinkRidesOn), row)) {
        note(net, net.service[one] == Truth::no, kLinkRidesOn, row);
        below.insert(net.stack[one].begin(), net.stack[one].end());
      }
      Rows all = below;
      for (const Row end : ends) all.insert(net.stack[end].begin(), net.stack[end].end());
      for (const Row one : all) breaks.merge(failures_of(net, one));
      for (const Row one : items(srlgs, row))
        breaks.insert(fmt::format("srlg:{}", srlgs.texts[one]));
      breaks.insert(fmt::format("link:{}", net.estate.id(TableId::links, row)));
      needed.merge(all);
    }
    for (const int way : {0, 1}) {
      if (there) net.next[ends[way]].emplace_back(net.next.size(), static_cast<Cost>(costs[way]));
      net.next.push_back({{ends[1 - way], 0}});
      net.through.push_back(true);
      net.stack.push_back(below);
      net.breaks.push_back(breaks);
    }
  }
  return needed;
}

/// Where the estate is silent on something that the paths hang on.
void find_gap(Network& net, const Rows& needed) {
  constexpr Row kTable = estate::kUnknownCode;
  for (const ColumnRef ref : {kLinkA, kDependencyElement, kRoutingOperator, kChangeDate}) {
    const bool asked = ref != kChangeDate || net.on > net.estate.manifest.as_of;
    note(net, asked && !net.estate.table(ref.table).present(), ref, kTable);
  }
  Names told;
  Names areas;
  for (Row row = 0; row < net.estate.rows(TableId::routing); ++row) {
    // Where there may be tunnels, this checker proves nothing.
    note(net, cell_text(net.estate, kRoutingTunnels, row) != "none", kRoutingTunnels, row);
    need(net, kRoutingExits, row);
    told.insert(cell_text(net.estate, kRoutingOperator, row));
  }
  for (const Row row : needed) {
    need(net, kElementFunction, row);
    if (net.fail.contains("site")) need(net, kElementSite, row);
    note(net, net.service[row] == Truth::unknown, kElementFrom, row);
    note(net, net.open[row], kDependencyOn, kTable);
    if (net.next[row].empty() || net.nobody[row]) continue;
    const std::string runs = cell_text(net.estate, kElementOperator, row);
    note(net, runs.empty() || !told.contains(runs), kElementOperator, row);
    areas.insert(cell_text(net.estate, kElementArea, row));
    if (net.next[row].size() > 1) need(net, kElementTransit, row);
  }
  // Paths across routing areas are not modelled: one name, or none, for all of them.
  for (Row row = 0; row < net.estate.rows(TableId::links); ++row) {
    areas.insert(cell_text(net.estate, kLinkArea, row));
  }
  note(net, areas.size() > 1, kLinkArea, kTable);
}

}  // namespace

Network read_network(const estate::Estate& estate, Date on, Names fail) {
  Network net{.estate = estate, .on = on, .fail = std::move(fail)};
  read_elements(net);
  read_hosts(net);
  for (Row row = 0; row < net.service.size(); ++row) {
    net.breaks.emplace_back();
    for (const Row one : net.stack[row]) net.breaks[row].merge(failures_of(net, one));
    if (net.service[row] == Truth::no) net.breaks[row].clear();
  }
  find_gap(net, read_links(net));
  for (Row place = 0; place < net.breaks.size(); ++place) {
    std::erase_if(net.breaks[place],
                  [&](const auto& of) { return !net.fail.contains(of.substr(0, 4)); });
    for (const std::string& name : net.breaks[place]) net.outages[name].insert(place);
  }
  return net;
}

}  // namespace relook::audit
