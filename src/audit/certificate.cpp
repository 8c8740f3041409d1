// SPDX-License-Identifier: Apache-2.0
// The whole checker: the network as the estate's own cells and SEMANTICS 9.1 to 9.3 make it, the
// least-cost paths in it after failures, and what each verdict needs. Nothing is the prover's.
#include "audit/certificate.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/parallel.hpp"
#include "base/reached.hpp"
#include "codec/lenient.hpp"
#include "estate/cells.hpp"
#include "estate/edit.hpp"
#include "estate/functions.hpp"
#include "estate/row_list.hpp"

namespace relook::audit {
namespace {

using namespace estate::column;
using codec::Tree;
using estate::TableId;
using Row = std::uint32_t;
using Rows = std::set<Row>;
using Names = std::set<std::string>;
constexpr std::int64_t kFar = std::int64_t{1} << 62;  // no path costs as much

/// Over a link, by its place, to its other end, and back.
struct Step {
  Row over, to;
  std::int64_t cost, back;
};

/// What is asked, and the network. Places are numbered: the elements by row, the links, and one for
/// whoever hosts something and is not named.
struct Question {
  const estate::Estate& estate;  ///< of the day: what is planned until then is done
  Date on;
  Names fail;  ///< the kinds that fail: link, node, srlg, site
  std::int64_t failures;
  bool ends_count;
  Row links = static_cast<Row>(estate.rows(TableId::elements));  ///< the first one's place
  Row unnamed = links + static_cast<Row>(estate.rows(TableId::links));
  estate::FirstGap gap = {estate};  ///< the first cell that leaves a path open, if any
  std::vector<Truth> service = estate::in_service(estate, on);  ///< of elements
  std::vector<std::string> verdicts = std::vector<std::string>(unnamed, "conforms");  ///< on it
  Rows needed = {};                ///< what links stand on, and themselves
  std::vector<bool> nobody = {};   ///< of elements: LAN, external, or not known which
  std::vector<bool> through = {};  ///< of elements: carries transit
  std::vector<std::map<Row, Step>> next = std::vector<std::map<Row, Step>>(unnamed);  ///< by link
  std::vector<Rows> below = std::vector<Rows>(unnamed + 1);  ///< hosts, underlays
  std::vector<Rows> stack = std::vector<Rows>(unnamed + 1);  ///< itself, hosts, underlays, theirs
  std::vector<Names> breaks = std::vector<Names>(unnamed + 1);  ///< the failures that take it
  std::map<std::string, Rows> outages = {};                     ///< what each failure takes

  /// A failure takes a place, where its kind fails.
  void takes(const char* kind, std::string_view name, Row place) {
    if (fail.contains(kind)) breaks[place].insert(fmt::format("{}:{}", kind, name));
  }

  void read_elements() {
    for (Row row = 0; row < links; ++row) {
      const std::string function = cell_text(estate, kElementFunction, row);
      const Row site = estate.column(kElementSite).code(row);
      const bool lan = function == estate::kLanFunction;
      nobody.push_back(lan || function == estate::kExternalFunction || function.empty());
      through.push_back(lan || (!nobody[row] && cell_text(estate, kElementTransit, row) == "yes"));
      if (service[row] == Truth::no) continue;
      takes("node", estate.id(TableId::elements, row), row);
      if (estate::is_value(site)) takes("site", estate.id(TableId::sites, site), row);
    }
    for (Row row = 0; row < estate.rows(TableId::dependencies); ++row) {
      const Row host = estate.column(kDependencyOn).code(row);
      const std::string kind = cell_text(estate, kDependencyKind, row);
      const Truth lasts = holds_on(estate, {kDependencyFrom, kDependencyUntil}, row, on);
      if ((!kind.empty() && kind != "hosted-on") || lasts == Truth::no) continue;
      // Of what is hosted on something that is off, the host is not named.
      const bool named = estate::is_value(host) && service[host] != Truth::no;
      const bool sure = named && !kind.empty() && lasts == Truth::yes;
      below[estate.column(kDependencyElement).code(row)].insert(sure ? host : unnamed);
    }
  }

  void read_links() {
    const estate::Column& srlgs = estate.column(kLinkSrlgs);
    for (Row row = 0; row < estate.rows(TableId::links); ++row) {
      const Row place = links + row;
      const Row a = estate.column(kLinkA).code(row);
      const Row b = estate.column(kLinkB).code(row);
      const std::int64_t ab = estate.column(kLinkMetricAb).number(row);
      const std::int64_t ba = estate.column(kLinkMetricBa).number(row);
      const bool off = service[a] == Truth::no || service[b] == Truth::no;
      if (off || ab == estate::kNoneNumber || ba == estate::kNoneNumber) continue;
      for (const auto ref : {kLinkMetricAb, kLinkMetricBa, kLinkRidesOn}) gap.need(ref, row);
      if (fail.contains("srlg")) gap.need(kLinkSrlgs, row);
      next[a][place] = {place, b, ab, ba};
      next[b][place] = {place, a, ba, ab};
      takes("link", estate.id(TableId::links, row), place);
      for (const Row one : items(srlgs, row)) takes("srlg", srlgs.texts[one], place);
      for (const Row one : items(estate.column(kLinkRidesOn), row)) {
        gap.note(service[one] == Truth::no, kLinkRidesOn, row);
        below[place].insert(one);
      }
    }
    // What takes something takes all that stands on it; an end of a link its link, too.
    const auto next_below = [&](Row at) -> const Rows& { return below[at]; };
    const std::vector<Names> own = breaks;
    for (Row place = 0; place <= unnamed; ++place) stack[place] = reached(place, next_below);
    for (Row row = 0; row < links; ++row) {
      for (const auto& [link, step] : next[row]) below[link].insert(row);
    }
    for (Row place = 0; place < unnamed; ++place) {
      const Rows all = reached(place, next_below);
      if (place >= links) needed.insert(all.begin(), all.end());
      for (const Row one : all) breaks[place].insert(own[one].begin(), own[one].end());
      for (const std::string& name : breaks[place]) outages[name].insert(place);
    }
  }

  /// Where the estate is silent on what paths hang on, or has tunnels or several routing areas.
  void find_gap() {
    for (const TableId id : {TableId::links, TableId::dependencies}) gap.need_table(id);
    if (on > estate.manifest.as_of) gap.need_table(TableId::changes);
    for (const auto ref : {kRoutingOperator, kRoutingExits}) gap.need_all(ref);
    gap.note(texts_in(estate, kRoutingTunnels) != Names{"none"}, kRoutingTunnels);
    const Names told = texts_in(estate, kRoutingOperator);
    Names areas = texts_in(estate, kLinkArea);
    gap.note(needed.contains(unnamed), kDependencyOn);
    for (const Row row : needed) {
      if (row >= links) break;
      gap.need(kElementFunction, row);
      if (fail.contains("site")) gap.need(kElementSite, row);
      gap.note(service[row] == Truth::unknown, kElementFrom, row);
      if (next[row].empty() || nobody[row]) continue;
      gap.note(!told.contains(cell_text(estate, kElementOperator, row)), kElementOperator, row);
      if (next[row].size() > 1) gap.need(kElementTransit, row);
      areas.insert(cell_text(estate, kElementArea, row));
    }
    gap.note(areas.size() > 1, kLinkArea);
  }
};

/// Traffic from one element to another, or to the nearest of several.
struct Route {
  const Question& asked;
  Row from;
  Rows to;
  std::vector<bool> gone = {};           ///< by place: has failed
  std::vector<std::int64_t> costs = {};  ///< by place, on to the nearest end

  /// That after some failures a least-cost path crosses an element that makes this the verdict.
  Judged crosses(const Tree& claim) {
    const auto what = asked.estate.table(TableId::elements).find(text_of(claim, "crosses"));
    const bool listed = what && asked.verdicts[*what] == text_of(claim, "verdict");
    const auto failed = texts_of<Names>(claim, "failed");
    if (!listed) return {false, "what it crosses is not listed so"};
    if (std::ssize(failed) > asked.failures) return {false, "more failures than were asked about"};
    if (!fail(failed)) return {false, "what fails cannot, or no path is left"};
    const auto path = walked(claim);
    if (!path) return {false, "its path is no least-cost path then"};
    const bool met = std::ranges::any_of(*path, [&](Row place) { return meets(place, *what); });
    if (!met) return {false, "its path does not cross that"};
    return {true, fmt::format("{} after {}", text_of(claim, "crosses"), failed)};
  }

  /// That no least-cost path crosses what may match, whatever fails. What leaves whole the path of
  /// a node of the tree changes nothing there (SEMANTICS 9.5): only what breaks it is asked.
  Judged is_clean(const Tree& tree) {
    std::set<Names> scenarios;
    std::map<Names, const Tree*> nodes;
    if (tree.as_array() == nullptr) return {false, "it has no tree"};
    for (const Tree& node : *tree.as_array()) nodes.emplace(texts_of<Names>(node, "failed"), &node);
    if (nodes.size() < tree.as_array()->size()) return {false, "a node stands twice"};
    for (std::vector<Names> open = {{}}; !open.empty();) {
      const Names failed = std::move(open.back());
      open.pop_back();
      if (!scenarios.insert(failed).second) continue;
      const bool served = fail(failed);
      if (!served && failed.empty()) return {false, "it has no path before any failure"};
      if (!served) continue;  // or an end is gone
      if (may_cross()) return {false, fmt::format("a path may cross that after {}", failed)};
      if (std::ssize(failed) == asked.failures) continue;
      const auto node = nodes.extract(failed);
      const auto path = node ? walked(*node.mapped()) : std::nullopt;
      if (!path) return {false, fmt::format("the tree shows no least-cost path after {}", failed)};
      for (const Row place : *path) {
        for (const std::string& failure : asked.breaks[place]) {
          open.push_back(failed);
          open.back().insert(failure);
        }
      }
    }
    if (!nodes.empty()) return {false, "the tree has nodes that are no part of it"};
    return {true, fmt::format("{} scenarios", scenarios.size())};
  }

  /// Takes out what fails, and finds what each element costs to the nearest end (Dijkstra 1959,
  /// from the ends on). False where something fails that cannot, or there is no path.
  bool fail(const Names& failed) {
    gone.assign(asked.unnamed, false);
    costs.assign(asked.unnamed, kFar);
    for (const std::string& name : failed) {
      const auto outage = asked.outages.find(name);
      if (outage == asked.outages.end()) return false;
      for (const Row place : outage->second) gone[place] = true;
    }
    std::set<std::pair<std::int64_t, Row>> open;
    for (const Row end : to) open.emplace(costs[end] = 0, end);
    while (!open.empty() && open.begin()->first <= costs[from]) {
      const auto [cost, at] = open.extract(open.begin()).value();
      for (const auto& [link, step] : asked.next[at]) {
        const bool carries = !gone[link] && (asked.through[step.to] || step.to == from);
        if (!carries || cost + step.back >= costs[step.to]) continue;
        open.emplace(costs[step.to] = cost + step.back, step.to);
      }
    }
    return !gone[from] && costs[from] < kFar;
  }

  /// Whether a least-cost path that comes to an element goes on so.
  [[nodiscard]] bool goes_on(Row at, const Step& step) const {
    return !to.contains(at) && !gone[step.over] && costs[at] == step.cost + costs[step.to];
  }

  /// The places along the links of a path, if it costs least and meets nothing twice.
  [[nodiscard]] std::optional<std::vector<Row>> walked(const Tree& claim) const {
    std::vector<Row> out = {from};
    for (const Tree& id : items_of(claim, "path")) {
      const auto link = asked.estate.table(TableId::links).find(text_of(id));
      const auto step = asked.next[out.back()].find(asked.links + link.value_or(asked.unnamed));
      const bool best = step != asked.next[out.back()].end() && goes_on(out.back(), step->second);
      if (!best || std::ranges::count(out, step->second.to) > 0) return std::nullopt;
      out.insert(out.end(), {step->first, step->second.to});
    }
    return to.contains(out.back()) ? std::optional(out) : std::nullopt;
  }

  /// Whether who crosses a place crosses an element; an end that does not count still has hosts.
  [[nodiscard]] bool meets(Row place, Row what) const {
    const bool end = place == from || to.contains(place);
    return asked.stack[place].contains(what) && (place != what || !end || asked.ends_count);
  }

  [[nodiscard]] bool may_cross() const {
    const auto onward = [&](Row at) {
      Rows out;
      for (const auto& [link, step] : asked.next[at]) {
        if (goes_on(at, step)) out.insert({link, step.to});
      }
      return out;
    };
    for (const Row at : reached(from, onward)) {
      for (const Row what : asked.stack[at]) {
        if (asked.verdicts[what] != "conforms" && meets(at, what)) return true;
      }
    }
    return false;
  }
};

/// The routes of a demand or a pair; none where an end is off, or too little is known.
std::vector<Route> routes_of(const Question& asked, const Tree& claim) {
  if (!asked.gap.cell.empty()) return {};
  const estate::Table& elements = asked.estate.table(TableId::elements);
  Row from = elements.find(text_of(claim, "from")).value_or(asked.unnamed);
  Rows to = {elements.find(text_of(claim, "to")).value_or(asked.unnamed)};
  std::string mode = "all";
  if (const auto row = asked.estate.table(TableId::demands).find(text_of(claim, "demand"))) {
    const auto ends = items(asked.estate.column(kDemandTo), *row);
    from = asked.estate.column(kDemandFrom).code(*row);
    to = {ends.begin(), ends.end()};
    mode = cell_text(asked.estate, kDemandToMode, *row);
    if (mode.empty() && to.size() > 1) return {};
    if (cell_text(asked.estate, kDemandPlane, *row) != "-") return {};  // planes are for others
  }
  const auto off = [&](Row row) { return row >= asked.links || asked.service[row] != Truth::yes; };
  std::erase_if(to, [&](Row row) { return off(row) || off(from); });
  if (mode == "nearest" && !to.empty()) return {{asked, from, to}};
  std::vector<Route> out;
  for (const Row row : to) out.push_back({asked, from, {row}});
  return out;
}

Judged judged(const Question& asked, std::string_view line) {
  const Tree claim = codec::tree_of_json(line);
  const auto trees = items_of(claim, "trees");
  const bool conforms = text_of(claim, "verdict") == "conforms";
  std::vector<Route> routes = routes_of(asked, claim);
  if (conforms && trees.size() != routes.size()) routes.clear();
  Judged out = {false, "it is no demand or pair with a verdict that can be checked"};
  if (!asked.gap.cell.empty()) out.text = "the estate leaves open " + asked.gap.cell;
  // Each route is clean, or one crosses.
  for (std::size_t i = 0; i < routes.size() && (i == 0 || out.proved == conforms); ++i) {
    const Judged one = conforms ? routes[i].is_clean(trees[i]) : routes[i].crosses(claim);
    out = {one.proved, out.proved && one.proved ? out.text + ", " + one.text : one.text};
  }
  return {out.proved, fmt::format("{}{}{} {}: {}: {}", out.proved ? "" : "REFUSED ",
                                  text_of(claim, "demand"), text_of(claim, "from"),
                                  text_of(claim, "to"), text_of(claim, "verdict"), out.text)};
}

}  // namespace

Result<std::vector<Judged>> audit(const estate::Estate& estate, std::string_view avoided,
                                  std::string_view certificate) {
  const std::vector<std::string_view> lines = codec::lines_of(certificate);
  const Tree head = codec::tree_of_json(lines.empty() ? "" : lines[0]);
  const auto on = parse_date(text_of(head, "on"));
  const std::int64_t* failures = member_of(head, "failures").as_integer();
  const auto kinds = texts_of<Names>(head, "fail");
  if (text_of(head, "format_version") != "1.0" || failures == nullptr || *failures < 0 || !on ||
      text_of(head, "estate") != to_string(digest(estate)) ||
      !Names{"count", "ignore"}.contains(text_of(head, "ends")) ||
      member_of(head, "fail").as_array() == nullptr ||
      !std::ranges::includes(Names{"link", "node", "site", "srlg"}, kinds) ||
      member_of(head, "answers") != Tree(lines.size() - 1)) {
    return failure(ErrorKind::invalid_input,
                   "the certificate's first line is not one for this estate and what follows it");
  }
  const auto list = estate::read_row_list(avoided, estate, {TableId::elements, *on});
  if (!list) return std::unexpected(list.error());
  const estate::Estate of_day = estate::apply_changes(estate, *on);
  Question asked{of_day, *on, kinds, *failures, text_of(head, "ends") == "count"};
  asked.read_elements();
  asked.read_links();
  asked.find_gap();
  asked.verdicts.push_back("undecided");  // on whoever is not named
  for (const auto& [row, matches] : *list) {
    // What is outside or made by nobody is never crossed (SEMANTICS 9.3).
    if (!asked.nobody[row]) asked.verdicts[row] = matches == Truth::yes ? "breaches" : "undecided";
  }
  std::vector<Judged> out(lines.size() - 1);
  const auto check = [&](std::size_t i, Chunk) { out[i] = judged(asked, lines[i + 1]); };
  parallel_chunks(out.size(), 0, check, 1);
  return out;
}

}  // namespace relook::audit
