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

/// Why a claim is not proved; empty where it is.
using Fault = std::string;

struct Question {
  Network net;
  std::int64_t failures;
  bool ends_count;
  std::vector<Truth> avoided;  ///< by place
};

const Tree& member(const Tree& tree, const char* name) {
  static const Tree kNull;
  const Tree* found = tree.find(name);
  return found == nullptr ? kNull : *found;
}

std::string text(const Tree& tree) { return tree.as_string() ? *tree.as_string() : std::string(); }

std::vector<std::string> texts(const Tree& tree) {
  std::vector<std::string> out;
  if (tree.as_array() == nullptr) return out;
  for (const Tree& item : *tree.as_array()) out.push_back(text(item));
  return out;
}

Names names(const Tree& tree) {
  const std::vector<std::string> all = texts(tree);
  return {all.begin(), all.end()};
}

bool is_in(const Rows& rows, Row row) { return std::ranges::find(rows, row) != rows.end(); }

/// Traffic from one element to another, or to the nearest of several.
class Route {
 public:
  Route(const Question& asked, Row from, Rows to)
      : asked_(asked), from_(from), to_(std::move(to)) {}

  /// That after some failures a least-cost path crosses an element that matches just so.
  [[nodiscard]] Fault crosses(const Tree& claim, Truth matches) {
    const auto what = net().estate.table(TableId::elements).find(text(member(claim, "crosses")));
    const Names failed = names(member(claim, "failed"));
    if (!what || asked_.avoided[*what] != matches)
      return "the list does not say that it matches so";
    if (std::ssize(failed) > asked_.failures) return "it needs more failures than were asked about";
    if (Fault fault = fail(failed); !fault.empty()) return fault;
    const auto path = walked(member(claim, "path"));
    if (!path) return "its path is no least-cost path then";
    const auto meets = [&](Row place) {
      return (counts(place) && place == *what) || is_in(net().below[place], *what);
    };
    return std::ranges::any_of(*path, meets) ? "" : "its path does not cross it";
  }

  /// That no least-cost path crosses what may match, whatever fails. A failure that leaves whole
  /// the path of a node of the tree changes nothing there (SEMANTICS 9.5): only what breaks it is
  /// asked.
  [[nodiscard]] Fault clean(const Tree& tree) {
    std::map<Names, const Tree*> nodes;
    if (tree.as_array() == nullptr) return "it has no tree";
    for (const Tree& node : *tree.as_array()) {
      if (!nodes.emplace(names(member(node, "failed")), &node).second)
        return "a node is there twice";
    }
    for (std::vector<Names> open = {{}}; !open.empty();) {
      const Names failed = std::move(open.back());
      open.pop_back();
      if (!scenarios_.insert(failed).second) continue;
      const std::string then = fmt::format(" after {}", failed);
      if (Fault fault = fail(failed); !fault.empty()) return fault;
      if (ends_.empty() && failed.empty()) return "it has no path before any failure";
      if (ends_.empty()) continue;  // an end is gone, or it is not served
      if (may_cross()) return "a least-cost path may cross what is to be avoided" + then;
      if (std::ssize(failed) == asked_.failures) continue;
      const auto node = nodes.extract(failed);
      const auto path = node ? walked(member(*node.mapped(), "path")) : std::nullopt;
      if (!path) return "its tree shows no least-cost path" + then;
      for (const Row place : *path) {
        for (const std::string& failure : net().breaks[place]) {
          open.push_back(failed);
          open.back().insert(failure);
        }
      }
    }
    return nodes.empty() ? "" : "its tree has nodes that are no part of it";
  }

  [[nodiscard]] std::size_t scenarios() const { return scenarios_.size(); }

 private:
  [[nodiscard]] const Network& net() const { return asked_.net; }
  [[nodiscard]] bool counts(Row place) const {
    return asked_.ends_count || (place != from_ && !is_in(to_, place));
  }

  /// Takes out what fails and finds all least-cost paths to the nearest end (Dijkstra 1959): of
  /// each place all that come before it.
  [[nodiscard]] Fault fail(const Names& failed) {
    std::vector<std::uint8_t> gone(net().next.size());
    for (const std::string& name : failed) {
      const auto found = net().outages.find(name);
      if (found == net().outages.end()) return "'" + name + "' is nothing that fails";
      for (const Row place : found->second) gone[place] = 1;
    }
    std::vector<Cost> costs(gone.size(), kFar);
    std::priority_queue<std::pair<Cost, Row>, std::vector<std::pair<Cost, Row>>, std::greater<>>
        open;
    before_.assign(gone.size(), {});
    ends_.clear();
    costs[from_] = 0;
    if (gone[from_] == 0) open.emplace(0, from_);
    while (!open.empty() && (ends_.empty() || open.top().first == costs[ends_[0]])) {
      const auto [cost, place] = open.top();
      open.pop();
      if (cost > costs[place]) continue;
      if (is_in(to_, place)) ends_.push_back(place);
      if (is_in(to_, place) || (net().through[place] == 0 && place != from_)) continue;
      for (const auto& [to, step] : net().next[place]) {
        if (gone[to] != 0 || cost + step > costs[to]) continue;
        if (cost + step < costs[to]) {
          costs[to] = cost + step;
          open.emplace(costs[to], to);
          before_[to].clear();
        }
        before_[to].push_back(place);
      }
    }
    return "";
  }

  /// The places along some links, where that is a least-cost path that meets nothing twice.
  [[nodiscard]] std::optional<Rows> walked(const Tree& path) const {
    Rows out = {from_};
    for (const std::string& id : texts(path)) {
      const auto link = net().estate.table(TableId::links).find(id);
      if (!link) return std::nullopt;
      Row place = static_cast<Row>(net().service.size()) + 2 * *link;
      if (!is_in(before_[place], out.back())) ++place;
      const Row to = net().next[place][0].first;
      const bool leads = is_in(before_[place], out.back()) && is_in(before_[to], place);
      if (!leads || is_in(out, to)) return std::nullopt;
      out.insert(out.end(), {place, to});
    }
    return is_in(ends_, out.back()) ? std::optional(out) : std::nullopt;
  }

  [[nodiscard]] bool may_cross() const {
    const auto may_match = [&](Row place) { return asked_.avoided[place] != Truth::no; };
    std::set<Row> seen;
    for (Rows open = ends_; !open.empty();) {
      const Row place = open.back();
      open.pop_back();
      if (!seen.insert(place).second) continue;
      if (counts(place) && may_match(place)) return true;
      if (std::ranges::any_of(net().below[place], may_match)) return true;
      open.insert(open.end(), before_[place].begin(), before_[place].end());
    }
    return false;
  }

  const Question& asked_;
  Row from_;
  Rows to_;
  std::vector<Rows> before_;
  Rows ends_;
  std::set<Names> scenarios_;
};

/// The routes of a demand or of a pair; none where one end or all others are off, or are not known.
std::vector<Route> routes_of(const Question& asked, const Tree& claim) {
  const estate::Estate& estate = asked.net.estate;
  const auto element = [&](const std::string& id) {
    return estate.table(TableId::elements).find(id);
  };
  auto from = element(text(member(claim, "from")));
  const auto end = element(text(member(claim, "to")));
  Rows to = end ? Rows{*end} : Rows{};
  std::string mode = "all";
  if (const auto row = estate.table(TableId::demands).find(text(member(claim, "demand")))) {
    using namespace estate::column;
    from = element(cell_text(estate, kDemandFrom, *row));
    const auto ends = estate.column(kDemandTo).lists[estate.column(kDemandTo).code(*row)];
    to.assign(ends.begin(), ends.end());
    mode = to.size() == 1 ? "all" : cell_text(estate, kDemandToMode, *row);
    if (cell_text(estate, kDemandPlane, *row) != "-") return {};  // only the plain IGP is checked
  }
  std::erase_if(to, [&](Row row) { return asked.net.service[row] != Truth::yes; });
  std::vector<Route> out;
  if (!from || to.empty() || asked.net.service[*from] != Truth::yes) return out;
  if (mode == "nearest") out.emplace_back(asked, *from, to);
  for (const Row row : mode == "all" ? to : Rows()) out.emplace_back(asked, *from, Rows{row});
  return out;
}

/// What a claim is proved by; a fault where it is not.
Result<std::string> judge(const Question& asked, const Tree& claim) {
  const auto refused = [](const Fault& why) { return failure(ErrorKind::invalid_input, why); };
  const std::string verdict = text(member(claim, "verdict"));
  std::vector<Route> routes = routes_of(asked, claim);
  if (!asked.net.gap.empty()) return refused("the estate does not say " + asked.net.gap);
  if (routes.empty()) return refused("it is no demand or pair that can be checked");
  Fault fault;
  if (verdict == "conforms") {
    const Tree::Array* trees = member(claim, "trees").as_array();
    if (trees == nullptr || trees->size() != routes.size()) return refused("a tree is missing");
    std::size_t scenarios = 0;
    for (std::size_t i = 0; i < routes.size() && fault.empty(); ++i) {
      fault = routes[i].clean((*trees)[i]);
      scenarios += routes[i].scenarios();
    }
    return fault.empty() ? Result<std::string>(fmt::format("{} scenarios", scenarios))
                         : refused(fault);
  }
  if (verdict != "breaches" && verdict != "undecided") return refused("there is no such verdict");
  for (Route& route : routes) {
    fault = route.crosses(claim, verdict == "breaches" ? Truth::yes : Truth::unknown);
    if (fault.empty()) break;
  }
  if (!fault.empty()) return refused(fault);
  return fmt::format("crosses {} after {}", text(member(claim, "crosses")),
                     names(member(claim, "failed")));
}

Result<Tree> parsed(std::string_view bytes, const char* file) {
  Read<Tree> read = codec::read_json(bytes, file);
  if (!read.diagnostics.has_errors()) return std::move(read.value);
  return failure(ErrorKind::invalid_input, read.diagnostics.sorted().front().message, file);
}

Judged judged(const Question& asked, std::string_view line) {
  const auto claim = parsed(line, "certificate");
  const Tree& said = claim ? *claim : member({}, "");
  const auto proof = claim ? judge(asked, said) : failure(ErrorKind::invalid_input, "no JSON");
  const std::string who =
      text(member(said, "demand")) + text(member(said, "from")) + " " + text(member(said, "to"));
  return {proof.has_value(),
          fmt::format("{} {}: {}", who, proof ? text(member(said, "verdict")) : "REFUSED",
                      proof ? *proof : proof.error().message)};
}

std::int64_t number(const Tree& tree) { return tree.as_integer() ? *tree.as_integer() : -1; }

}  // namespace

Result<std::vector<Judged>> audit(const estate::Estate& estate, std::string_view avoided,
                                  std::string_view certificate) {
  const auto wrong = [](const char* what) { return failure(ErrorKind::invalid_input, what); };
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < certificate.size(); at += lines.back().size() + 1) {
    lines.push_back(certificate.substr(at, certificate.find('\n', at) - at));
  }
  const auto head = parsed(lines.empty() ? "" : lines[0], "certificate");
  const auto list = parsed(avoided, "list");
  if (!head) return std::unexpected(head.error());
  if (!list) return std::unexpected(list.error());
  const std::string digest = to_string(estate::digest(estate));
  const std::string day = text(member(*head, "on"));
  const std::string ends = text(member(*head, "ends"));
  const Names fail = names(member(*head, "fail"));
  const std::int64_t failures = number(member(*head, "failures"));
  const auto on = parse_date(day);
  if (text(member(*head, "format_version")) != "1.0" || !on || failures < 0 ||
      !std::ranges::includes(Names{"link", "node", "site", "srlg"}, fail) ||
      (ends != "count" && ends != "ignore") || text(member(*head, "estate")) != digest) {
    return wrong("the certificate does not begin as one of this estate does");
  }
  if (number(member(*head, "answers")) + 1 != std::ssize(lines))
    return wrong("answers are missing");
  if (text(member(member(*list, "estate"), "digest")) != digest ||
      text(member(*list, "over")) != "elements" || text(member(*list, "on")) != day ||
      member(*list, "rows").as_array() == nullptr) {
    return wrong("the list is not one of this estate's elements on that day");
  }
  const estate::Estate of_day = estate::apply_changes(estate, *on);
  Question asked{read_network(of_day, *on, fail), failures, ends == "count", {}};
  asked.avoided.resize(asked.net.next.size(), Truth::no);
  for (const Tree& row : *member(*list, "rows").as_array()) {
    const auto element = estate.table(TableId::elements).find(text(member(row, "id")));
    if (!element) return wrong("the list names something that is no element");
    const bool surely = text(member(row, "matches")) == "surely";
    // What is outside or made by nobody is never crossed (SEMANTICS 9.3).
    if (asked.net.nobody[*element] == 0) {
      asked.avoided[*element] = surely ? Truth::yes : Truth::unknown;
    }
  }
  std::vector<Judged> out(lines.size() - 1);
  const auto check = [&](std::size_t, Chunk chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      out[i] = judged(asked, lines[i + 1]);
    }
  };
  parallel_chunks(out.size(), 0, check, 1);
  return out;
}

}  // namespace relook::audit
