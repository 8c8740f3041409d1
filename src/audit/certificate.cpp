// SPDX-License-Identifier: Apache-2.0
#include "audit/certificate.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <queue>

#include "audit/network.hpp"
#include "base/parallel.hpp"
#include "codec/json.hpp"
#include "estate/edit.hpp"

namespace relook::audit {
namespace {

using codec::Tree;
using estate::TableId;
constexpr Cost kFar = ~Cost{0};

struct Question {
  Network net;
  std::int64_t failures;
  bool ends_count;
  std::vector<Truth> avoided = {};  ///< by place
};

const Tree& member(const Tree& tree, const char* name) {
  static const Tree kNull;
  const Tree* found = tree.find(name);
  return found == nullptr ? kNull : *found;
}

std::string text(const Tree& tree) { return tree.as_string() ? *tree.as_string() : std::string(); }

template <class Texts = Names>
Texts texts(const Tree& tree) {
  Texts out;
  if (tree.as_array() == nullptr) return out;
  for (const Tree& item : *tree.as_array()) out.insert(out.end(), text(item));
  return out;
}

bool has(const std::vector<Row>& rows, Row row) { return std::ranges::count(rows, row) > 0; }

/// Traffic from one element to another, or to the nearest of several. What a check returns is why
/// the claim is not proved, or nothing.
class Route {
 public:
  Route(const Question& asked, Row from, Rows to)
      : asked_(asked), from_(from), to_(std::move(to)) {}

  /// That after some failures a least-cost path crosses an element that matches just so.
  std::string crosses(const Tree& claim, Truth matches) {
    const auto what = net().estate.table(TableId::elements).find(text(member(claim, "crosses")));
    const Names failed = texts(member(claim, "failed"));
    if (!what || asked_.avoided[*what] != matches) return "what it crosses is not listed so";
    if (std::ssize(failed) > asked_.failures) return "it needs more failures than were asked about";
    const auto known = [&](const std::string& name) { return net().outages.contains(name); };
    if (!std::ranges::all_of(failed, known)) return "what fails is nothing that can";
    fail(failed);
    const auto path = walked(member(claim, "path"));
    if (!path) return "its path is no least-cost path then";
    const bool met = std::ranges::any_of(*path, [&](Row place) { return meets(place, *what); });
    return met ? "" : "its path does not cross that";
  }

  /// That no least-cost path crosses what may match, whatever fails. A failure that leaves whole
  /// the path of a node of the tree changes nothing there (SEMANTICS 9.5): only what breaks it is
  /// asked.
  std::string is_clean(const Tree& tree) {
    std::map<Names, const Tree*> nodes;
    if (tree.as_array() == nullptr) return "it has no tree";
    for (const Tree& node : *tree.as_array()) {
      if (!nodes.emplace(texts(member(node, "failed")), &node).second) return "a node stands twice";
    }
    for (std::vector<Names> open = {{}}; !open.empty();) {
      const Names failed = std::move(open.back());
      open.pop_back();
      if (!scenarios.insert(failed).second) continue;
      fail(failed);
      if (ends_.empty() && failed.empty()) return "it has no path before any failure";
      if (ends_.empty()) continue;  // an end is gone, or it is not served
      if (may_cross()) return fmt::format("a path may cross what to avoid after {}", failed);
      if (std::ssize(failed) == asked_.failures) continue;
      const auto node = nodes.extract(failed);
      const auto path = node ? walked(member(*node.mapped(), "path")) : std::nullopt;
      if (!path) return fmt::format("the tree shows no least-cost path after {}", failed);
      for (const Row place : *path) {
        for (const std::string& failure : net().breaks[place]) {
          open.push_back(failed);
          open.back().insert(failure);
        }
      }
    }
    return nodes.empty() ? "" : "the tree has nodes that are no part of it";
  }

  std::set<Names> scenarios;  ///< that were looked at

 private:
  [[nodiscard]] const Network& net() const { return asked_.net; }

  /// Whether who crosses a place crosses an element; an end that does not count still has hosts.
  [[nodiscard]] bool meets(Row place, Row what) const {
    const bool end = place == from_ || to_.contains(place);
    return net().stack[place].contains(what) && (place != what || !end || asked_.ends_count);
  }

  /// Takes out what fails and finds the least-cost paths to the nearest end (Dijkstra 1959): of
  /// each place all that may come before it.
  void fail(const Names& failed) {
    std::vector<Cost> costs(net().next.size(), kFar);
    std::vector<bool> gone(costs.size());
    for (const std::string& name : failed) {
      for (const Row place : net().outages.at(name)) gone[place] = true;
    }
    before_.assign(costs.size(), {});
    ends_.clear();
    std::priority_queue<std::pair<Cost, Row>, std::vector<std::pair<Cost, Row>>, std::greater<>>
        open;
    if (!gone[from_]) open.emplace(costs[from_] = 0, from_);
    while (!open.empty() && (ends_.empty() || open.top().first == costs[ends_[0]])) {
      const auto [cost, place] = open.top();
      open.pop();
      if (cost > costs[place]) continue;
      if (to_.contains(place)) ends_.push_back(place);
      if (to_.contains(place) || (!net().through[place] && place != from_)) continue;
      for (const auto& [to, step] : net().next[place]) {
        if (gone[to] || cost + step > costs[to]) continue;
        if (cost + step < costs[to]) {
          before_[to].clear();
          open.emplace(costs[to] = cost + step, to);
        }
        before_[to].push_back(place);
      }
    }
  }

  /// The places along some links, if that is a least-cost path and meets nothing twice.
  [[nodiscard]] std::optional<std::vector<Row>> walked(const Tree& path) const {
    std::vector<Row> out = {from_};
    for (const std::string& id : texts<std::vector<std::string>>(path)) {
      const auto link = net().estate.table(TableId::links).find(id);
      if (!link) return std::nullopt;
      Row place = static_cast<Row>(net().service.size()) + 2 * *link;
      if (!has(before_[place], out.back())) ++place;
      const Row to = net().next[place][0].first;
      if (!has(before_[place], out.back()) || !has(before_[to], place) || has(out, to)) {
        return std::nullopt;
      }
      out.insert(out.end(), {place, to});
    }
    return has(ends_, out.back()) ? std::optional(out) : std::nullopt;
  }

  [[nodiscard]] bool may_cross() const {
    Rows seen;
    for (std::vector<Row> open = ends_; !open.empty();) {
      const Row place = open.back();
      open.pop_back();
      if (!seen.insert(place).second) continue;
      for (const Row one : net().stack[place]) {
        if (asked_.avoided[one] != Truth::no && meets(place, one)) return true;
      }
      open.insert(open.end(), before_[place].begin(), before_[place].end());
    }
    return false;
  }

  const Question& asked_;
  Row from_;
  Rows to_;
  std::vector<std::vector<Row>> before_;
  std::vector<Row> ends_;  // where least-cost paths end
};

/// The routes of a demand or a pair; none where an end is off, or how it is sent is not known.
std::vector<Route> routes_of(const Question& asked, const Tree& claim) {
  const estate::Estate& estate = asked.net.estate;
  const auto element = [&](const std::string& id) {
    return estate.table(TableId::elements).find(id);
  };
  auto from = element(text(member(claim, "from")));
  Rows to;
  if (const auto end = element(text(member(claim, "to")))) to = {*end};
  bool nearest = false;
  if (const auto row = estate.table(TableId::demands).find(text(member(claim, "demand")))) {
    using namespace estate::column;
    const std::string mode = cell_text(estate, kDemandToMode, *row);
    const auto ends = estate.column(kDemandTo).lists[estate.column(kDemandTo).code(*row)];
    from = element(cell_text(estate, kDemandFrom, *row));
    to = {ends.begin(), ends.end()};
    nearest = mode == "nearest";
    // Planes are not for this checker.
    if ((mode.empty() && to.size() > 1) || cell_text(estate, kDemandPlane, *row) != "-") return {};
  }
  std::erase_if(to, [&](Row row) { return asked.net.service[row] != Truth::yes; });
  std::vector<Route> out;
  if (!from || to.empty() || asked.net.service[*from] != Truth::yes) return out;
  if (nearest) out.emplace_back(asked, *from, to);
  for (const Row row : nearest ? Rows() : to) out.emplace_back(asked, *from, Rows{row});
  return out;
}

/// Null where it is no JSON.
Tree parsed(std::string_view bytes) {
  Read<Tree> read = codec::read_json(bytes, "");
  return read.diagnostics.has_errors() ? Tree() : std::move(read.value);
}

Judged judged(const Question& asked, std::string_view line) {
  const Tree claim = parsed(line);
  const std::string verdict = text(member(claim, "verdict"));
  const std::string who = fmt::format("{}{} {}", text(member(claim, "demand")),
                                      text(member(claim, "from")), text(member(claim, "to")));
  std::vector<Route> routes = routes_of(asked, claim);
  const Tree::Array* trees = member(claim, "trees").as_array();
  std::string seen;
  std::string wrong = "it is no demand or pair with a verdict that can be checked";
  if (!asked.net.gap.empty()) {
    wrong = "the estate leaves open " + asked.net.gap;
  } else if (verdict == "conforms" && trees != nullptr && trees->size() == routes.size()) {
    std::size_t scenarios = 0;
    for (std::size_t i = 0; i < routes.size() && (i == 0 || wrong.empty()); ++i) {
      wrong = routes[i].is_clean((*trees)[i]);
      scenarios += routes[i].scenarios.size();
    }
    seen = fmt::format("{} scenarios", scenarios);
  } else if (verdict == "breaches" || verdict == "undecided") {
    const Truth matches = verdict == "breaches" ? Truth::yes : Truth::unknown;
    for (std::size_t i = 0; i < routes.size() && (i == 0 || !wrong.empty()); ++i) {
      wrong = routes[i].crosses(claim, matches);
    }
    seen =
        fmt::format("{} after {}", text(member(claim, "crosses")), texts(member(claim, "failed")));
  }
  if (!wrong.empty()) return {false, fmt::format("REFUSED {}: {}: {}", who, verdict, wrong)};
  return {true, fmt::format("{}: {}: {}", who, verdict, seen)};
}

}  // namespace

Result<std::vector<Judged>> audit(const estate::Estate& estate, std::string_view avoided,
                                  std::string_view certificate) {
  const auto wrong = [](const char* what) { return failure(ErrorKind::invalid_input, what); };
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < certificate.size(); at += lines.back().size() + 1) {
    lines.push_back(certificate.substr(at, certificate.find('\n', at) - at));
  }
  const Tree head = parsed(lines.empty() ? "" : lines[0]);
  const Tree list = parsed(avoided);
  const auto number = [&](const char* name) {
    const std::int64_t* found = member(head, name).as_integer();
    return found == nullptr ? -1 : *found;
  };
  const std::string digest = to_string(estate::digest(estate));
  const std::string ends = text(member(head, "ends"));
  const auto on = parse_date(text(member(head, "on")));
  const Names fail = texts(member(head, "fail"));
  if (text(member(head, "format_version")) != "1.0" || !on || number("failures") < 0 ||
      member(head, "fail").as_array() == nullptr || (ends != "count" && ends != "ignore") ||
      text(member(head, "estate")) != digest ||
      !std::ranges::includes(Names{"link", "node", "site", "srlg"}, fail)) {
    return wrong("the certificate's first line is not one for this estate");
  }
  if (number("answers") + 1 != std::ssize(lines)) return wrong("the certificate lacks answers");
  const Tree::Array* rows = member(list, "rows").as_array();
  if (text(member(member(list, "estate"), "digest")) != digest || rows == nullptr ||
      text(member(list, "over")) != "elements" || member(list, "on") != member(head, "on")) {
    return wrong("the list is not one of this estate's elements on that day");
  }
  const estate::Estate of_day = estate::apply_changes(estate, *on);
  Question asked{read_network(of_day, *on, fail), number("failures"), ends == "count"};
  asked.avoided.resize(asked.net.next.size(), Truth::no);
  for (const Tree& row : *rows) {
    const auto element = estate.table(TableId::elements).find(text(member(row, "id")));
    if (!element) return wrong("the list names something that is no element");
    const bool surely = text(member(row, "matches")) == "surely";
    // What is outside or made by nobody is never crossed (SEMANTICS 9.3).
    if (!asked.net.nobody[*element]) asked.avoided[*element] = surely ? Truth::yes : Truth::unknown;
  }
  std::vector<Judged> out(lines.size() - 1);
  const auto check = [&](std::size_t i, Chunk) { out[i] = judged(asked, lines[i + 1]); };
  parallel_chunks(out.size(), 0, check, 1);
  return out;
}

}  // namespace relook::audit
