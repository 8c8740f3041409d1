// SPDX-License-Identifier: Apache-2.0
#include "engine/exposure.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "decision/select.hpp"
#include "engine/demand_paths.hpp"
#include "engine/exposure_shares.hpp"
#include "engine/exposure_worst.hpp"
#include "engine/inputs.hpp"
#include "engine/prove_words.hpp"

namespace relook::engine {
namespace {

using estate::TableId;
using routing::Portion;
using namespace estate::column;

std::optional<std::uint64_t> count_of(const decision::Facts& facts, estate::ColumnRef column,
                                      std::uint32_t row) {
  const std::int64_t number = facts.estate.column(column).number(row);
  if (number == estate::kUnknownNumber) return std::nullopt;
  return number == estate::kNoneNumber ? 0 : static_cast<std::uint64_t>(number);
}

struct ClassTally {
  TrafficTally content;
  TrafficTally metadata;
  TrafficTally drop;
  TrafficTally reached;

  void add(const DemandShares& shares, const DemandPaths& demand, Truth member) {
    const Truth belongs = both(member, demand.in_service);
    content.add(shares.direct.content, demand.rate, belongs);
    metadata.add(shares.direct.metadata, demand.rate, belongs);
    drop.add(shares.direct.drop, demand.rate, belongs);
    reached.add(shares.reached, demand.rate, belongs);
  }
  [[nodiscard]] ClassExposure measured(std::string name) const {
    return {std::move(name), content.measured(), metadata.measured(), drop.measured(),
            reached.measured()};
  }
};

// What the shares of all demands come to.
class Exposer {
 public:
  Exposer(const decision::Facts& facts, const std::vector<Truth>& service, const DayNetwork& day)
      : facts_(facts), service_(service), day_(day) {
    for (const DemandPaths& demand : day.demands) {
      classes_.push_back(cell_text(facts.estate, kDemandClass, demand.demand));
    }
  }

  [[nodiscard]] GroupExposure exposed_to(const ExposureGroup& group,
                                         const std::vector<DemandShares>& shares) const {
    GroupExposure out{.kind = group.kind, .name = group.name};
    for (std::size_t row = 0; row < service_.size(); ++row) {
      out.elements.add(1, both(group.made[row], service_[row]));
      out.reached_elements.add(1, both(group.reached[row], service_[row]));
    }
    std::map<std::string, ClassTally> by_class;
    for (const std::string& name : classes_) by_class[name];
    ClassTally total;
    std::vector<Truth> behind = group.made;
    for (std::size_t i = 0; i < day_.demands.size(); ++i) {
      const DemandPaths& demand = day_.demands[i];
      total.add(shares[i], demand, Truth::yes);
      for (auto& [name, tally] : by_class) {
        // A demand of unknown class may be one of each.
        const Truth member = classes_[i] == name   ? Truth::yes
                             : classes_[i].empty() ? Truth::unknown
                                                   : Truth::no;
        tally.add(shares[i], demand, member);
      }
      mark_behind(demand, shares[i].direct.drop, behind);
    }
    out.total = total.measured({});
    for (const auto& [name, tally] : by_class) out.classes.push_back(tally.measured(name));
    count_people(behind, out);
    return out;
  }

 private:
  // Whoever is served at an end of a demand that crosses the group is behind it.
  void mark_behind(const DemandPaths& demand, const Portion& drop,
                   std::vector<Truth>& behind) const {
    Truth crossed = drop.low.part > 0    ? Truth::yes
                    : drop.high.part > 0 ? Truth::unknown
                                         : Truth::no;
    crossed = both(crossed, demand.in_service);
    const auto mark = [&](std::uint32_t row, Truth sure) {
      behind[row] = either(behind[row], both(crossed, sure));
    };
    const std::uint32_t from = facts_.estate.column(kDemandFrom).code(demand.demand);
    if (estate::is_value(from)) mark(from, Truth::yes);
    const estate::Column& to = facts_.estate.column(kDemandTo);
    const std::uint32_t list = to.code(demand.demand);
    if (!estate::is_value(list)) return;
    const Truth each = to.lists[list].size() == 1 ? Truth::yes : Truth::unknown;
    for (const std::uint32_t row : to.lists[list]) mark(row, each);
  }

  void count_people(const std::vector<Truth>& behind, GroupExposure& out) const {
    const bool demands = facts_.estate.table(TableId::demands).present();
    for (std::uint32_t row = 0; row < behind.size(); ++row) {
      Truth member = both(behind[row], service_[row]);
      if (!demands) member = both(either(member, Truth::unknown), service_[row]);
      out.subscribers.add(count_of(facts_, kElementSubscribers, row), member);
      out.premises.add(count_of(facts_, kElementPremises, row), member);
    }
  }

  const decision::Facts& facts_;
  const std::vector<Truth>& service_;
  const DayNetwork& day_;
  std::vector<std::string> classes_;  // by demand of the day
};

std::vector<OpenDemand> open_demands(const decision::Facts& facts, const DayNetwork& day) {
  std::vector<OpenDemand> out;
  for (const DemandPaths& demand : day.demands) {
    std::string because = demand.routes.empty() ? "its ends have no place in the network" : "";
    for (const std::uint32_t number : demand.routes) {
      if (because.empty()) because = day.why_open[number];
    }
    if (because.empty()) continue;
    out.push_back({std::string(facts.estate.id(TableId::demands, demand.demand)), because});
  }
  return out;
}

struct Asked {
  const ExposureRequest& request;
  const Library& library;
  std::optional<decision::Selector> off;
  std::vector<std::uint32_t> stops;
  trust::FailureKinds kinds;
  Date on;
  Run run;
};

void add_worst(const Asked& asked, const SharesAsked& shares, std::span<const ExposureGroup> groups,
               ExposureFacts& out) {
  std::vector<trust::Crossing> crossings;
  for (const ExposureGroup& group : groups) crossings.push_back(crossing_rows(shares, group.made));
  Run run = asked.run;
  run.budget = asked.request.budget;
  const auto limit = static_cast<unsigned>(asked.request.failures);
  const WorstSets worst =
      worst_sets({shares.facts, shares.day, crossings, asked.kinds, limit}, run);
  out.all_scenarios = worst.complete;
  out.together_known = worst.together_known;
  out.scenarios = worst.scenarios;
  const Exposer exposer(shares.facts, shares.service, shares.day);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto after = demand_shares(shares, groups.subspan(i, 1), worst.removed[i]);
    GroupExposure then = exposer.exposed_to(groups[i], after.front());
    out.groups[i].worst = WorstExposure{.failed = worst.failed[i],
                                        .total = std::move(then.total),
                                        .classes = std::move(then.classes),
                                        .subscribers = then.subscribers,
                                        .premises = then.premises,
                                        .may_be_worse = worst.may_be_worse[i]};
  }
}

void add_groups(const Asked& asked, const SharesAsked& shares, ExposureFacts& out) {
  const std::vector<ExposureGroup> groups = exposure_groups(shares.facts, shares.service);
  const graph::Removed nothing(shares.day.proof.network.graphs.front());
  const auto by_group = demand_shares(shares, groups, nothing);
  const Exposer exposer(shares.facts, shares.service, shares.day);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    out.groups.push_back(exposer.exposed_to(groups[i], by_group[i]));
  }
  if (asked.request.failures > 0) add_worst(asked, shares, groups, out);
}

Outcome<ExposureFacts> exposure_on(const estate::Estate& estate, const Asked& asked,
                                   Diagnostics& warnings) {
  ExposureFacts out;
  out.situation = std::make_unique<Situation>(estate, asked.on, asked.library.functions, nullptr);
  const decision::Facts& facts = out.situation->facts();
  const std::vector<Truth> service = decision::in_service(facts, TableId::elements, asked.run);
  Read<DayNetwork> read = day_network(facts, asked.off ? service : std::vector<Truth>(), asked.run);
  if (read.diagnostics.has_errors()) return failed(std::move(read.diagnostics));
  const DayNetwork& day = read.value;
  for (const std::string& end : day.span_ends) {
    warnings.warning("demands.protected", {},
                     "'" + end + "' is no element: what it should protect is in the clear");
  }
  out.demands_known = estate.table(TableId::demands).present();
  out.open = open_demands(facts, day);
  out.silences = silences_of(day.proof.network, facts.estate);
  if (asked.off) {
    const std::vector<Truth> matches = decision::select(*asked.off, facts, asked.run);
    out.blackout = blackout_of({facts, service, day, matches, asked.stops}, asked.run);
    return out;
  }
  add_groups(asked, {facts, service, day}, out);
  return out;
}

Asked asked_of(const ExposureRequest& request, const Library& library, const estate::Estate& estate,
               Diagnostics& diagnostics) {
  Asked asked{.request = request,
              .library = library,
              .off = {},
              .stops = {},
              .kinds = {},
              .on = request.on.value_or(estate.manifest.as_of),
              .run = {}};
  if (!request.off.empty()) {
    asked.off = take(
        decision::compile_selector(request.off, {"--off", {1, 1}}, decision::Subject::elements, {}),
        diagnostics);
    if (!diagnostics.has_errors()) {
      diagnostics.append(unknown_vendors(*asked.off, estate.table(TableId::vendors)));
    }
  }
  asked.stops = take(stopping_kinds(request.stops), diagnostics);
  asked.kinds = take(failing_kinds(request.fail), diagnostics);
  if (request.failures > trust::kFailuresMax) {
    diagnostics.error("--failures", {}, "at most 3 failures at once are tried");
  }
  return asked;
}

}  // namespace

bool ExposureFacts::complete() const {
  if (!demands_known || !open.empty() || !all_scenarios || !together_known) return false;
  if (blackout && !blackout->exact()) return false;
  const auto known = [](const MeasuredTraffic& one) { return one.share.exact() && !one.unbounded; };
  const auto counted = [](const CountBounds& one) { return one.low == one.high && !one.unbounded; };
  const auto all_known = [&](const ClassExposure& total) {
    return known(total.content) && known(total.metadata) && known(total.drop) &&
           known(total.reached);
  };
  const auto worst_known = [&](const WorstExposure& worst) {
    return all_known(worst.total) && !worst.may_be_worse && counted(worst.subscribers) &&
           counted(worst.premises);
  };
  return std::ranges::all_of(groups, [&](const GroupExposure& group) {
    return (!group.worst || worst_known(*group.worst)) && all_known(group.total) &&
           counted(group.subscribers) && counted(group.premises);
  });
}

Outcome<ExposureResult> exposure(const ExposureRequest& request, const Library& library,
                                 const Run& run) {
  ExposureResult result{.request = request};
  const estate::Estate estate = take(load_estate(request.estate, library), result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  Asked asked = asked_of(request, library, estate, result.warnings);
  asked.run = run;
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  result.on = asked.on;
  result.estate_digest = digest(estate);
  result.registry_digest = library.registry.digest;
  result.functions_digest = library.functions.digest();
  std::vector<std::string> texts = estate.manifest.assumptions;
  texts.insert(texts.end(), request.assume.begin(), request.assume.end());
  Read<Assumed> assumed = assume(estate, texts, result.on, library.functions);
  const bool wrong = assumed.diagnostics.has_errors();
  result.warnings.append(std::move(assumed.diagnostics));
  if (wrong) return failed(std::move(result.warnings));
  result.assumptions = std::move(assumed.value.assumptions);
  Outcome<ExposureFacts> facts = exposure_on(assumed.value.estate, asked, result.warnings);
  if (!facts) return std::unexpected(std::move(facts.error()));
  result.facts = std::move(*facts);
  if (!result.assumptions.empty()) {
    Diagnostics again;
    Outcome<ExposureFacts> alone = exposure_on(estate, asked, again);
    if (!alone) return std::unexpected(std::move(alone.error()));
    result.on_facts_alone = std::move(*alone);
  }
  return result;
}

}  // namespace relook::engine
