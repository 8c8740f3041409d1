// SPDX-License-Identifier: Apache-2.0
#include "engine/prove_replay.hpp"

namespace relook::engine {
namespace {

constexpr std::size_t kCompetingMax = 4;

std::string way_name(const AvoidAsked& asked, const routing::Route& route, std::uint32_t number) {
  const routing::Way& way = route.ways[number];
  const estate::Estate& estate = asked.ground().facts.estate;
  if (way.tunnel != graph::kNoIndex) {
    return "tunnel " + std::string(estate.id(estate::TableId::tunnels, way.tunnel));
  }
  if (way.plane != graph::kNoIndex) {
    return "plane " + std::string(estate.id(estate::TableId::planes, way.plane));
  }
  return "the plain IGP";
}

ReplayedPath replayed(const AvoidAsked& asked, const routing::Route& route,
                      const trust::Carried& carried) {
  ReplayedPath out{.cost = carried.cost,
                   .path = {},
                   .links = {},
                   .way = way_name(asked, route, carried.way),
                   .crosses = {}};
  for (const graph::Node node : carried.path.nodes) out.path.push_back(element_id(asked, node));
  for (const graph::Edge edge : carried.path.edges) out.links.push_back(link_id(asked, edge));
  if (!carried.crossed) return out;
  out.crosses = crossed_id(asked, *carried.crossed);
  out.matches = carried.crossed->matches;
  return out;
}

}  // namespace

Replay replay_of(const AvoidAsked& asked, const RouteAnswers& answers, std::string demand) {
  Replay out{.rule = 0, .demand = std::move(demand), .steps = {}};
  if (answers.routes.empty()) return out;
  const Combined combined = combine(answers);
  std::size_t number = 0;
  trust::FailedSet set;
  Truth least = Truth::unknown;
  if (combined.fewest.surely != trust::kNever) {
    out.against = least = Truth::yes;
    number = combined.surely_route;
    set = combined.surely;
  } else if (combined.fewest.possibly != trust::kNever) {
    out.against = Truth::unknown;
    number = combined.possibly_route;
    set = combined.possibly;
  }
  const trust::AvoidQuestion question =
      out.against == Truth::yes ? asked.question() : asked.wide_question();
  const routing::Route& route = answers.routes[number];
  if (!paths_known(asked, route)) return out;
  const std::span<const trust::Failure> failed = set.items();
  for (std::size_t count = 0; count <= failed.size(); ++count) {
    ReplayStep step;
    for (const trust::Failure failure : failed.first(count)) {
      step.failed.push_back(failure_name(question.failures, failure, asked));
    }
    if (const auto carried = trust::carried_after(question, route, failed.first(count), least)) {
      step.carried = replayed(asked, route, *carried);
      if (!step.carried->crosses.empty() && carried->share.exact()) {
        step.carried->share = {static_cast<std::uint64_t>(carried->share.low.part),
                               carried->share.low.whole};
      }
    }
    for (const trust::Carried& path :
         trust::competing(question, route, failed.first(count), kCompetingMax)) {
      step.competing.push_back(replayed(asked, route, path));
    }
    out.steps.push_back(std::move(step));
  }
  return out;
}

}  // namespace relook::engine
