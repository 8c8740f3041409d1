// SPDX-License-Identifier: Apache-2.0
#include "engine/blackout.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/spelling.hpp"
#include "engine/inputs.hpp"
#include "trust/blackout.hpp"
#include "trust/doubts.hpp"

namespace relook::engine {
namespace {

using estate::TableId;
using routing::Portion;
using namespace estate::column;

constexpr std::string_view kCoreLayer = "core";

// Rows of dependencies along which stopping spreads; where one names nobody, anything may do it.
std::vector<trust::StopsWith> dependencies_of(const BlackoutAsked& asked) {
  const estate::Estate& estate = asked.facts.estate;
  std::vector<trust::StopsWith> out;
  if (!estate.table(TableId::dependencies).present()) {
    for (std::uint32_t row = 0; row < asked.service.size(); ++row) {
      out.push_back({row, graph::kNoIndex, Truth::unknown});
    }
    return out;
  }
  const std::vector<Truth> holds = decision::in_service(asked.facts, TableId::dependencies);
  for (std::uint32_t row = 0; row < holds.size(); ++row) {
    const std::uint32_t element = estate.column(kDependencyElement).code(row);
    const std::uint32_t on = estate.column(kDependencyOn).code(row);
    const std::uint32_t kind = estate.column(kDependencyKind).code(row);
    if (!estate::is_value(element) || holds[row] == Truth::no) continue;
    const bool asked_kind = std::ranges::find(asked.stops, kind) != asked.stops.end();
    if (!asked_kind && kind != estate::kUnknownCode) continue;
    const Truth sure = both(holds[row], asked_kind ? Truth::yes : Truth::unknown);
    const bool named = estate::is_value(on);
    // What names an element that is off says nothing of what it depends on instead.
    const bool gone = named && asked.service[on] == Truth::no;
    if (named) out.push_back({element, on, sure});
    if (!named || gone) out.push_back({element, graph::kNoIndex, Truth::unknown});
  }
  return out;
}

std::optional<std::uint64_t> count_at(const estate::Estate& estate, estate::ColumnRef column,
                                      std::uint32_t row) {
  const std::int64_t number = estate.column(column).number(row);
  if (number == estate::kUnknownNumber) return std::nullopt;
  return number == estate::kNoneNumber ? 0 : static_cast<std::uint64_t>(number);
}

class Darkness {
 public:
  Darkness(const BlackoutAsked& asked, const Run& run)
      : asked_(asked),
        estate_(asked.facts.estate),
        topology_(asked.day.proof.network.topology),
        dependencies_(dependencies_of(asked)),
        run_(run) {
    for (std::uint32_t row = 0; row < asked.service.size(); ++row) {
      matching_.push_back(both(asked.matches[row], asked.service[row]));
    }
    stopped_ = trust::all_stopped(matching_, dependencies_);
    for (std::uint32_t row = 0; row < stopped_.size(); ++row) {
      stopped_[row] = both(stopped_[row], asked.service[row]);
    }
    find_core();
    find_amounts();
  }

  Blackout find() {
    Blackout out;
    for (std::uint32_t row = 0; row < stopped_.size(); ++row) {
      out.matching.add(1, matching_[row]);
      out.stopped.add(1, stopped_[row]);
    }
    out.core_known = std::ranges::find(core_, Truth::yes) != core_.end();
    find_states();
    add_demands(out);
    add_sites(out);
    add_dark(out);
    add_restoration(out);
    return out;
  }

  StillServed still_served() {
    StillServed out;
    find_states();
    out.some_stop = some_stop_;
    out.stopped = stopped_;
    out.demands.assign(estate_.rows(TableId::demands), Truth::unknown);
    for (const DemandPaths& demand : asked_.day.demands) {
      const auto [all, some] = unserved(demand);
      out.demands[demand.demand] = all == Truth::yes   ? Truth::no
                                   : some == Truth::no ? Truth::yes
                                                       : Truth::unknown;
    }
    for (std::uint32_t row = 0; row < stopped_.size(); ++row) {
      const graph::Node node = topology_.node_of(row);
      Truth reached = Truth::unknown;
      if (node != graph::kNoIndex) {
        reached = before_least_.reaches[node] == Truth::yes ? Truth::yes
                  : before_most_.reaches[node] != Truth::no ? Truth::unknown
                                                            : Truth::no;
      }
      const Truth lit = negated(dark_row(row));
      // What reaches no core in the estate's own words may be served in a way that it leaves out.
      const bool sure = !some_stop_ || reached == Truth::yes || lit == Truth::no;
      out.elements.push_back(sure ? lit : both(lit, Truth::unknown));
      out.reached.push_back(reached);
    }
    return out;
  }

 private:
  void find_core() {
    for (const routing::RoutedNode& node : topology_.nodes) {
      const estate::Function* function =
          asked_.facts.functions.find(cell_text(estate_, kElementFunction, node.element));
      const Truth core =
          function == nullptr ? Truth::unknown : truth(function->layer == kCoreLayer);
      core_.push_back(both(core, asked_.service[node.element]));
    }
  }

  // A demand to several ends counts once; how it is split among its routes is not said.
  void find_amounts() {
    amounts_.assign(asked_.day.proof.routes.size(), 0);
    for (const DemandPaths& demand : asked_.day.demands) {
      if (!demand.routes.empty()) amounts_[demand.routes.front()] = demand.rate.value_or(0);
    }
  }

  [[nodiscard]] trust::BlackoutQuestion question() const {
    return {asked_.day.proof.network, asked_.day.proof.routes, amounts_, core_};
  }

  [[nodiscard]] std::vector<std::uint8_t> off(Truth least) const {
    std::vector<std::uint8_t> out;
    out.reserve(topology_.nodes.size());
    for (const routing::RoutedNode& node : topology_.nodes) {
      out.push_back(stopped_[node.element] >= least ? 1 : 0);
    }
    return out;
  }

  void find_states() {
    const trust::BlackoutQuestion question = this->question();
    const std::vector<std::uint8_t> none(topology_.nodes.size());
    some_stop_ = std::ranges::any_of(stopped_, [](Truth one) { return one != Truth::no; });
    const std::vector<std::uint8_t> surely = off(Truth::yes);
    const std::vector<std::uint8_t> possibly = off(Truth::unknown);
    trust::Off least{.nodes = surely};
    trust::Off most{.nodes = possibly, .unnamed = true};
    const std::vector<std::uint8_t> varying = varying_parts(question, least, most);
    least.varying = most.varying = varying;
    before_least_ = left_without(question, {.nodes = none}, Truth::yes);
    before_most_ = left_without(question, {.nodes = none}, Truth::unknown);
    after_most_ = left_without(question, least, Truth::unknown);
    after_least_ = left_without(question, most, Truth::yes);
    const trust::Doubts doubts(asked_.day.proof.network, {});
    for (graph::Node node = 0; node < topology_.nodes.size(); ++node) {
      dark_.push_back(dark_at(node, trust::hides_paths(doubts.of_pair(node, node, 0))));
    }
  }

  // Off, or cut from a core that it reached before.
  [[nodiscard]] Truth dark_at(graph::Node node, bool doubt) const {
    const Truth off = stopped_[topology_.nodes[node].element];
    if (off == Truth::yes || !some_stop_) return off;
    const bool surely =
        before_least_.reaches[node] == Truth::yes && after_most_.reaches[node] == Truth::no;
    if (surely && !doubt) return Truth::yes;
    const bool maybe =
        before_most_.reaches[node] != Truth::no && after_least_.reaches[node] != Truth::yes;
    return maybe || doubt ? Truth::unknown : off;
  }

  [[nodiscard]] Truth unserved(std::uint32_t number) const {
    if (!some_stop_) return Truth::no;
    const routing::Route& route = asked_.day.proof.routes[number];
    const auto stopped = [&](graph::Node node) { return stopped_[topology_.nodes[node].element]; };
    Truth ends = route.to.empty() ? Truth::no : Truth::yes;
    for (const graph::Node to : route.to) ends = both(ends, stopped(to));
    if (route.from != graph::kNoIndex) ends = either(ends, stopped(route.from));
    if (ends == Truth::yes) return ends;
    if (!asked_.day.why_open[number].empty()) return Truth::unknown;
    if (after_most_.served[number] == Truth::no) return Truth::yes;
    return after_least_.served[number] == Truth::yes ? Truth::no : Truth::unknown;
  }

  // Whether all of it is unserved, and whether some of it is.
  [[nodiscard]] std::pair<Truth, Truth> unserved(const DemandPaths& demand) const {
    Truth all = demand.routes.empty() ? Truth::no : Truth::yes;
    Truth some = demand.routes.empty() && some_stop_ ? Truth::unknown : Truth::no;
    for (const std::uint32_t number : demand.routes) {
      all = both(all, unserved(number));
      some = either(some, unserved(number));
    }
    return {all, some};
  }

  void add_demands(Blackout& out) const {
    TrafficTally tally;
    for (const DemandPaths& demand : asked_.day.demands) {
      const auto [all, some] = unserved(demand);
      Portion share;
      if (all == Truth::yes) share.low = {1, 1};
      if (some != Truth::no) share.high = {1, 1};
      tally.add(share, demand.rate, demand.in_service);
      const Truth one = both(some, demand.in_service);
      if (one == Truth::no) continue;
      out.demands.push_back({std::string(estate_.id(TableId::demands, demand.demand)),
                             cell_text(estate_, kDemandClass, demand.demand), one == Truth::yes});
    }
    out.unserved = tally.measured();
  }

  // A site is cut where all at it that could reach the core is dark; where nobody knows what the
  // core is, where all at it is off.
  void add_sites(Blackout& out) const {
    std::map<std::uint32_t, Truth> cut;
    for (graph::Node node = 0; node < topology_.nodes.size(); ++node) {
      const std::uint32_t site = topology_.nodes[node].site;
      const bool counts =
          !out.core_known || before_most_.reaches[node] != Truth::no || dark_[node] != Truth::no;
      if (!estate::is_value(site) || !counts) continue;
      const auto [at, fresh] = cut.emplace(site, dark_[node]);
      if (!fresh) at->second = both(at->second, dark_[node]);
    }
    for (const auto& [site, truth] : cut) {
      if (truth == Truth::no) continue;
      auto& list = truth == Truth::yes ? out.sites_cut : out.sites_maybe_cut;
      list.emplace_back(estate_.id(TableId::sites, site));
    }
  }

  [[nodiscard]] Truth dark_row(std::uint32_t row) const {
    const graph::Node node = topology_.node_of(row);
    return node == graph::kNoIndex ? stopped_[row] : dark_[node];
  }

  void add_row(std::uint32_t row, Truth member, DarkGroup& group) const {
    const Truth dark = both(dark_row(row), both(asked_.service[row], member));
    group.elements.add(1, dark);
    group.subscribers.add(count_at(estate_, kElementSubscribers, row), dark);
    group.premises.add(count_at(estate_, kElementPremises, row), dark);
  }

  // An element of which the group is not known may be one of each.
  template <class NameOf>
  [[nodiscard]] std::vector<DarkGroup> grouped(const NameOf& name_of) const {
    std::map<std::string, DarkGroup> groups;
    for (std::uint32_t row = 0; row < stopped_.size(); ++row) {
      if (both(dark_row(row), asked_.service[row]) == Truth::no) continue;
      groups[name_of(row)].name = name_of(row);
    }
    std::vector<DarkGroup> out;
    for (auto& [name, group] : groups) {
      for (std::uint32_t row = 0; row < stopped_.size(); ++row) {
        const std::string own = name_of(row);
        if (own != name && !own.empty()) continue;
        add_row(row, own == name ? Truth::yes : Truth::unknown, group);
      }
      out.push_back(std::move(group));
    }
    return out;
  }

  void add_dark(Blackout& out) const {
    for (std::uint32_t row = 0; row < stopped_.size(); ++row) add_row(row, Truth::yes, out.dark);
    out.regions = grouped([&](std::uint32_t row) {
      const std::uint32_t site = estate_.column(kElementSite).code(row);
      return estate::is_value(site) ? cell_text(estate_, kSiteRegion, site) : std::string();
    });
    out.operators =
        grouped([&](std::uint32_t row) { return cell_text(estate_, kElementOperator, row); });
  }

  void add_restoration(Blackout& out) const {
    std::vector<trust::People> people;
    for (graph::Node node = 0; node < topology_.nodes.size(); ++node) {
      const std::uint32_t row = topology_.nodes[node].element;
      const auto subscribers = count_at(estate_, kElementSubscribers, row).value_or(0);
      const auto premises = count_at(estate_, kElementPremises, row).value_or(0);
      if (subscribers + premises > 0) people.push_back({node, subscribers, premises});
    }
    const trust::BlackoutQuestion question = this->question();
    Run run = run_;
    run.budget = std::min<std::uint64_t>(run.budget, 100'000);
    const trust::Restoration found =
        trust::restore({question, matching_, dependencies_, people}, run);
    for (const trust::Restored& step : found.steps) {
      RestoringStep& one =
          out.restore.emplace_back(RestoringStep{{}, step.amount, step.subscribers, step.premises});
      for (const std::uint32_t row : step.replaced) {
        one.replaced.emplace_back(estate_.id(TableId::elements, row));
      }
    }
    out.restored_all = found.complete;
  }

  const BlackoutAsked& asked_;
  const estate::Estate& estate_;
  const routing::Topology& topology_;
  std::vector<trust::StopsWith> dependencies_;
  const Run& run_;
  std::vector<Truth> matching_;  // by element, in service
  std::vector<Truth> stopped_;
  std::vector<Truth> core_;  // by node
  std::vector<std::uint64_t> amounts_;
  bool some_stop_ = false;
  trust::Left before_least_;  // with only what surely is of the core
  trust::Left before_most_;
  trust::Left after_most_;
  trust::Left after_least_;
  std::vector<Truth> dark_;  // by node
};

}  // namespace

Read<std::vector<std::uint32_t>> stopping_kinds(const std::string& text) {
  Read<std::vector<std::uint32_t>> read;
  std::set<std::uint32_t> kinds;
  const std::string words = text.empty() ? "hosted-on,managed-by" : text;
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t comma = std::min(words.find(',', at), words.size());
    const std::string word = words.substr(at, comma - at);
    const auto found = std::ranges::find(estate::kDependencyKinds, word);
    if (found == std::end(estate::kDependencyKinds)) {
      read.diagnostics.error("--stops", {},
                             in_quotes(word) + " is no kind of dependency" +
                                 did_you_mean(word, estate::kDependencyKinds));
    } else {
      kinds.insert(static_cast<std::uint32_t>(found - std::begin(estate::kDependencyKinds)));
    }
    at = comma + 1;
  }
  read.value.assign(kinds.begin(), kinds.end());
  return read;
}

bool Blackout::exact() const {
  const auto known = [](const CountBounds& one) { return one.low == one.high && !one.unbounded; };
  return core_known && unserved.share.exact() && !unserved.unbounded && known(stopped) &&
         sites_maybe_cut.empty() && known(dark.subscribers) && known(dark.premises);
}

StillServed still_served(const BlackoutAsked& asked, const Run& run) {
  return Darkness(asked, run).still_served();
}

Blackout blackout_of(const BlackoutAsked& asked, const Run& run) {
  return Darkness(asked, run).find();
}

}  // namespace relook::engine
