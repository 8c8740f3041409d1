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
    const bool nobody = lan || function == estate::kExternalFunction;
    net.service.push_back(holds(net, kElementFrom, kElementUntil, row));
    net.nobody.push_back(nobody || function.empty());
    net.through.push_back(lan || (!nobody && cell_text(net.estate, kElementTransit, row) == "yes"));
  }
}

void read_hosts(Network& net) {
  std::vector<Rows> direct(net.service.size());
  net.open.resize(direct.size());
  for (Row row = 0; row < net.estate.rows(TableId::dependencies); ++row) {
    const Row guest = net.estate.column(kDependencyElement).code(row);
    const Row host = net.estate.column(kDependencyOn).code(row);
    const std::string kind = cell_text(net.estate, kDependencyKind, row);
    const Truth lasts = holds(net, kDependencyFrom, kDependencyUntil, row);
    if ((!kind.empty() && kind != "hosted-on") || lasts == Truth::no) continue;
    // Of what is hosted on something that is off, the host is not named.
    const bool named = is_value(host) && net.service[host] != Truth::no;
    if (named) direct[guest].push_back(host);
    if (!named || kind.empty() || lasts == Truth::unknown) net.open[guest] = 1;
  }
  for (const Rows& first : direct) {
    std::set<Row> seen;
    for (Rows open = first; !open.empty();) {
      const Row host = open.back();
      open.pop_back();
      const Rows& more = direct[host];
      if (seen.insert(host).second) open.insert(open.end(), more.begin(), more.end());
    }
    net.below.emplace_back(seen.begin(), seen.end());
  }
}

/// The failures that take an element: its own and its site's, and those of its hosts.
Names taken_by(const Network& net, Row row) {
  Names out;
  Rows all = net.below[row];
  all.push_back(row);
  for (const Row one : all) {
    const Row site = net.estate.column(kElementSite).code(one);
    out.insert(fmt::format("node:{}", net.estate.id(TableId::elements, one)));
    if (is_value(site)) out.insert(fmt::format("site:{}", net.estate.id(TableId::sites, site)));
  }
  return out;
}

void read_links(Network& net) {
  const estate::Column& rides_on = net.estate.column(kLinkRidesOn);
  const estate::Column& srlgs = net.estate.column(kLinkSrlgs);
  Names areas;
  for (Row row = 0; row < net.estate.rows(TableId::links); ++row) {
    const Row ends[] = {net.estate.column(kLinkA).code(row), net.estate.column(kLinkB).code(row)};
    const std::int64_t costs[] = {net.estate.column(kLinkMetricAb).number(row),
                                  net.estate.column(kLinkMetricBa).number(row)};
    const bool there = costs[0] != estate::kNoneNumber && costs[1] != estate::kNoneNumber &&
                       net.service[ends[0]] != Truth::no && net.service[ends[1]] != Truth::no;
    Rows below;
    Names breaks;
    if (there) {
      breaks.insert(fmt::format("link:{}", net.estate.id(TableId::links, row)));
      for (const Row end : ends) {
        breaks.merge(taken_by(net, end));
        net.used[end] = true;
        for (const Row host : net.below[end]) net.used.emplace(host, false);
      }
      for (const Row one : items(rides_on, row)) {
        note(net, net.service[one] != Truth::yes, kLinkRidesOn, row);
        below.push_back(one);
        below.insert(below.end(), net.below[one].begin(), net.below[one].end());
        breaks.merge(taken_by(net, one));
      }
      for (const Row one : below) net.used.emplace(one, false);
      areas.insert(cell_text(net.estate, kLinkArea, row));
      for (const Row one : items(srlgs, row))
        breaks.insert(fmt::format("srlg:{}", srlgs.texts[one]));
      for (const ColumnRef ref : {kLinkMetricAb, kLinkMetricBa, kLinkRidesOn}) need(net, ref, row);
      if (net.fail.contains("srlg")) need(net, kLinkSrlgs, row);
    }
    for (const int way : {0, 1}) {
      if (there) net.next[ends[way]].emplace_back(net.next.size(), static_cast<Cost>(costs[way]));
      net.next.push_back({{ends[1 - way], 0}});
      net.through.push_back(1);
      net.below.push_back(below);
      net.breaks.push_back(breaks);
    }
  }
  note(net, areas.size() > 1, kLinkArea, estate::kUnknownCode);
}

/// What routing.csv must say, and what elements that links need must say.
void need_facts(Network& net) {
  for (const ColumnRef ref : {kLinkA, kDependencyElement, kRoutingOperator}) {
    note(net, !net.estate.table(ref.table).present(), ref, estate::kUnknownCode);
  }
  const bool told =
      net.on <= net.estate.manifest.as_of || net.estate.table(TableId::changes).present();
  note(net, !told, kChangeDate, estate::kUnknownCode);
  Names operators;
  for (Row row = 0; row < net.estate.rows(TableId::routing); ++row) {
    // Where there may be tunnels, this checker proves nothing.
    note(net, cell_text(net.estate, kRoutingTunnels, row) != "none", kRoutingTunnels, row);
    need(net, kRoutingExits, row);
    operators.insert(cell_text(net.estate, kRoutingOperator, row));
  }
  Names areas;
  for (const auto& [row, is_end] : net.used) {
    need(net, kElementFunction, row);
    if (net.fail.contains("site")) need(net, kElementSite, row);
    note(net, net.service[row] != Truth::yes, kElementFrom, row);
    note(net, net.open[row] != 0, kDependencyElement, estate::kUnknownCode);
    if (!is_end || net.nobody[row] != 0) continue;
    const std::string runs = cell_text(net.estate, kElementOperator, row);
    note(net, runs.empty() || !operators.contains(runs), kElementOperator, row);
    if (net.next[row].size() > 1) need(net, kElementTransit, row);
    areas.insert(cell_text(net.estate, kElementArea, row));
  }
  note(net, areas.size() > 1, kElementArea, estate::kUnknownCode);
}

}  // namespace

Network read_network(const estate::Estate& estate, Date on, Names fail) {
  Network net{.estate = estate, .on = on, .fail = std::move(fail)};
  read_elements(net);
  read_hosts(net);
  net.next.resize(net.service.size());
  for (Row row = 0; row < net.service.size(); ++row) {
    net.breaks.push_back(net.service[row] == Truth::no ? Names() : taken_by(net, row));
  }
  read_links(net);
  need_facts(net);
  for (Row place = 0; place < net.breaks.size(); ++place) {
    std::erase_if(net.breaks[place],
                  [&](const std::string& name) { return !net.fail.contains(name.substr(0, 4)); });
    for (const std::string& name : net.breaks[place]) net.outages[name].push_back(place);
  }
  return net;
}

}  // namespace relook::audit
