// SPDX-License-Identifier: Apache-2.0
// The obvious twin of what is counted by the network: what crosses, and what is still served, on a
// small estate of which every cell is known. Every path is walked by trying all of them.
//
// It reads the texts of the cells, knows the plain IGP only, and shares nothing with the engine.
// What the estate does not show however well it is known (an end without a path) is open: it may be
// either.

#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "testing/raw_estate.hpp"

namespace relook::testing {

/// A share at its two ends: all that is open counts as out of the part, or as in it.
struct PlainShare {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::uint64_t whole = 0;
};

class PlainNetwork {
 public:
  /// `vendor` is whose equipment must not be crossed, and stops.
  PlainNetwork(const RawEstate& raw, std::string vendor) : raw_(raw), vendor_(std::move(vendor)) {
    for (const RawRow& row : raw.at("elements")) elements_[row.at("id")] = &row;
    off_ = stopped();
    for (const auto& [id, row] : elements_) reached_[id] = reached(id);
  }

  /// By operator, what of the traffic crosses equipment of the vendor today.
  [[nodiscard]] std::map<std::string, PlainShare> crossing() const {
    std::map<std::string, PlainShare> out = {{"a", {}}, {"b", {}}};
    for (const RawRow& demand : raw_.at("demands")) {
      if (!in_service(demand)) continue;
      const std::string& from = demand.at("from");
      const std::string& to = demand.at("to");
      std::set<std::string> met = {from, to};
      const std::set<std::string> on_paths = least_cost(from, to);
      met.insert(on_paths.begin(), on_paths.end());
      const std::set<std::string> all = with_hosts(met);
      const bool crosses = std::ranges::any_of(
          all, [&](const std::string& id) { return elements_.at(id)->at("vendor") == vendor_; });
      count(demand, crosses, crosses || on_paths.empty(), out);
    }
    return out;
  }

  /// By operator, what of the traffic is served once the vendor's equipment has stopped.
  [[nodiscard]] std::map<std::string, PlainShare> served() const {
    std::map<std::string, PlainShare> out = {{"a", {}}, {"b", {}}};
    for (const RawRow& demand : raw_.at("demands")) {
      if (!in_service(demand)) continue;
      const std::string& from = demand.at("from");
      const std::string& to = demand.at("to");
      const bool before = !least_cost(from, to).empty();
      const bool ends_run = !off_.contains(from) && !off_.contains(to);
      const bool after = ends_run && !least_cost(from, to, off_).empty();
      const bool open = ends_run && !before;
      count(demand, off_.empty() || (after && !open), off_.empty() || after || open, out);
    }
    return out;
  }

  /// By operator, how many subscribers still reach the core; or how many elements, where each
  /// counts one.
  enum class Counted { subscribers, elements };
  [[nodiscard]] std::map<std::string, PlainShare> reaching(Counted counted) const {
    std::map<std::string, PlainShare> out = {{"a", {}}, {"b", {}}};
    for (const auto& [id, row] : elements_) {
      if (!runs(id)) continue;
      const auto [surely, possibly] = reached_.at(id);
      const std::uint64_t weight =
          counted == Counted::elements ? 1 : std::stoull(row->at("subscribers"));
      PlainShare& share = out[row->at("operator")];
      share.whole += weight;
      share.low += surely ? weight : 0;
      share.high += possibly ? weight : 0;
    }
    return out;
  }

  /// How many sites still have something that reaches the core.
  [[nodiscard]] PlainShare sites() const {
    std::map<std::string, std::pair<bool, bool>> sites;
    for (const auto& [id, row] : elements_) {
      if (!runs(id) || row->at("site") == "-") continue;
      const auto [surely, possibly] = reached_.at(id);
      auto& site = sites[row->at("site")];
      site.first = site.first || surely;
      site.second = site.second || possibly;
    }
    PlainShare share;
    for (const auto& [site, served] : sites) {
      ++share.whole;
      share.low += served.first ? 1 : 0;
      share.high += served.second ? 1 : 0;
    }
    return share;
  }

 private:
  static constexpr std::uint64_t kKbps = 1'000'000;  // in a Gbit/s

  [[nodiscard]] bool runs(const std::string& id) const {
    return elements_.at(id)->at("in_service_from") != "-";
  }
  [[nodiscard]] bool in_service(const RawRow& demand) const {
    return runs(demand.at("from")) && runs(demand.at("to"));
  }

  void count(const RawRow& demand, bool surely, bool possibly,
             std::map<std::string, PlainShare>& out) const {
    const std::uint64_t gbps = demand.at("gbps") == "-" ? 0 : std::stoull(demand.at("gbps"));
    const std::set<std::string> owners = {elements_.at(demand.at("from"))->at("operator"),
                                          elements_.at(demand.at("to"))->at("operator")};
    for (const std::string& owner : owners) {
      out[owner].whole += gbps * kKbps;
      out[owner].low += surely ? gbps * kKbps : 0;
      out[owner].high += possibly ? gbps * kKbps : 0;
    }
  }

  // Everything on a least-cost path, underlays included; nothing where there is no path.
  [[nodiscard]] std::set<std::string> least_cost(const std::string& from, const std::string& to,
                                                 const std::set<std::string>& off = {}) const {
    std::uint64_t best = std::numeric_limits<std::uint64_t>::max();
    std::set<std::string> on;
    std::vector<std::string> path = {from};
    std::vector<std::string> below;
    if (!off.contains(from) && runs(from)) walk(to, off, 0, path, below, best, on);
    return on;
  }

  void walk(const std::string& to, const std::set<std::string>& off, std::uint64_t cost,
            std::vector<std::string>& path, std::vector<std::string>& below, std::uint64_t& best,
            std::set<std::string>& on) const {
    const std::string at = path.back();
    if (at == to) {
      if (cost > best) return;
      if (cost < best) on.clear();
      best = cost;
      on.insert(path.begin(), path.end());
      on.insert(below.begin(), below.end());
      return;
    }
    if (path.size() > 1 && elements_.at(at)->at("transit") != "yes") return;
    for (const RawRow& link : raw_.at("links")) {
      const bool forward = link.at("a") == at;
      if (!forward && link.at("b") != at) continue;
      const std::string& next = link.at(forward ? "b" : "a");
      if (link.at("metric_ab") == "-" || link.at("metric_ba") == "-") continue;
      if (off.contains(next) || !runs(next)) continue;
      const std::string& under = link.at("rides_on");
      if (under != "-" && off.contains(under)) continue;
      if (std::ranges::find(path, next) != path.end()) continue;
      path.push_back(next);
      if (under != "-") below.push_back(under);
      walk(to, off, cost + std::stoull(link.at(forward ? "metric_ab" : "metric_ba")), path, below,
           best, on);
      path.pop_back();
      if (under != "-") below.pop_back();
    }
  }

  // With what they are hosted on, through any number of steps.
  [[nodiscard]] std::set<std::string> with_hosts(std::set<std::string> met) const {
    for (std::size_t before = 0; before != met.size();) {
      before = met.size();
      for (const RawRow& row : raw_.at("dependencies")) {
        if (row.at("kind") == "hosted-on" && met.contains(row.at("element"))) {
          met.insert(row.at("on"));
        }
      }
    }
    return met;
  }

  [[nodiscard]] std::set<std::string> stopped() const {
    std::set<std::string> off;
    for (const auto& [id, row] : elements_) {
      if (runs(id) && row->at("vendor") == vendor_) off.insert(id);
    }
    for (std::size_t before = off.size() + 1; before != off.size();) {
      before = off.size();
      for (const RawRow& row : raw_.at("dependencies")) {
        const bool follows = row.at("kind") == "hosted-on" || row.at("kind") == "managed-by";
        if (follows && off.contains(row.at("on"))) off.insert(row.at("element"));
      }
    }
    std::erase_if(off, [&](const std::string& id) { return !runs(id); });
    return off;
  }

  [[nodiscard]] bool reaches_core(const std::string& id, const std::set<std::string>& off) const {
    return std::ranges::any_of(elements_, [&](const auto& element) {
      const auto& [other, row] = element;
      return row->at("function") == "AMF" && runs(other) && !off.contains(other) &&
             !least_cost(id, other, off).empty();
    });
  }

  // Surely, and possibly: what reached no core before is open, unless it stops itself.
  [[nodiscard]] std::pair<bool, bool> reached(const std::string& id) const {
    if (off_.empty()) return {true, true};
    if (off_.contains(id)) return {false, false};
    if (!reaches_core(id, {})) return {false, true};
    const bool after = reaches_core(id, off_);
    return {after, after};
  }

  const RawEstate& raw_;
  std::string vendor_;
  std::map<std::string, const RawRow*> elements_;
  std::set<std::string> off_;
  std::map<std::string, std::pair<bool, bool>> reached_;  // surely, and possibly
};

}  // namespace relook::testing
