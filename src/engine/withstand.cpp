// SPDX-License-Identifier: Apache-2.0
#include "engine/withstand.hpp"

#include <string>

#include "engine/blackout.hpp"
#include "engine/inputs.hpp"
#include "engine/unknown_rows.hpp"
#include "trust/doubts.hpp"

namespace relook::engine {
namespace {

using decision::OutsideQuestion;
using decision::OutsideRows;
using estate::TableId;

struct Asked {
  const OutsideQuestion& question;
  const std::vector<Truth>& service;
  const std::vector<Truth>& matches;
  const DayNetwork& day;
  const StillServed& served;
};

// Why the paths of a place in the network are not known; empty where they are.
std::string paths_open(const Asked& asked, graph::Node node) {
  const routing::Network& network = asked.day.proof.network;
  const routing::Topology& topology = network.topology;
  const std::uint32_t part = topology.part[node];
  for (const routing::Gap& gap : topology.gaps) {
    const bool here = gap.part == graph::kNoIndex || gap.part == part;
    if (!here || trust::doubt_of(gap.bearing, {}) == trust::Doubt::none) continue;
    return silence_text(silence_of(gap, asked.question.facts.estate));
  }
  const bool areas = part < topology.several_areas.size() && topology.several_areas[part] != 0 &&
                     !topology.has_ospf_areas(part);
  return areas ? "its part of the network has several areas, through which its way is not known"
               : "";
}

std::string element_because(const Asked& asked, std::uint32_t row) {
  const StillServed& served = asked.served;
  if (served.stopped[row] == Truth::yes) {
    return asked.matches[row] == Truth::yes ? "it stops" : "it stops with what it depends on";
  }
  if (served.elements[row] == Truth::no) return "it is cut from the core";
  if (served.stopped[row] == Truth::unknown) {
    return asked.matches[row] == Truth::no ? "it may stop with something else"
                                           : "whether it stops is not known";
  }
  const graph::Node node = asked.day.proof.network.topology.node_of(row);
  std::string open = node == graph::kNoIndex ? "" : paths_open(asked, node);
  if (!open.empty()) return open;
  if (served.reached[row] == Truth::no) return "it reaches no core before anything stops";
  return "it may be cut from the core";
}

std::string demand_because(const Asked& asked, const DemandPaths& demand) {
  if (asked.served.demands[demand.demand] == Truth::no) return "it has no path any more";
  for (const std::uint32_t route : demand.routes) {
    if (!asked.day.why_open[route].empty()) return asked.day.why_open[route];
  }
  return demand.routes.size() > 1 ? "some of it may have no path any more"
                                  : "it may have no path any more";
}

void count_elements(const Asked& asked, OutsideRows& out) {
  const routing::Topology& topology = asked.day.proof.network.topology;
  for (std::uint32_t row = 0; row < asked.service.size(); ++row) {
    const graph::Node node = topology.node_of(row);
    Truth in = asked.service[row];
    if (node != graph::kNoIndex && topology.nodes[node].external) in = Truth::no;
    if (node != graph::kNoIndex && topology.nodes[node].may_be_outside) {
      in = both(in, Truth::unknown);
    }
    out.in.push_back(in);
    const bool told = in != Truth::no && asked.served.elements[row] != Truth::yes;
    out.because.push_back(told ? element_because(asked, row) : "");
  }
  out.matches = asked.served.elements;
}

void count_demands(const Asked& asked, OutsideRows& out) {
  out.in = decision::in_service(asked.question.facts, TableId::demands, asked.question.run);
  out.matches = asked.served.demands;
  out.because.resize(out.in.size());
  for (const DemandPaths& demand : asked.day.demands) {
    if (out.matches[demand.demand] == Truth::yes) continue;
    out.because[demand.demand] = demand_because(asked, demand);
  }
}

}  // namespace

OutsideRows served_rows(const OutsideQuestion& question) {
  OutsideRows out;
  const decision::Facts& facts = question.facts;
  const std::vector<Truth> service = decision::in_service(facts, TableId::elements, question.run);
  const Read<DayNetwork> day = day_network(facts, service, question.run);
  if (day.diagnostics.has_errors()) {
    out.fault = first_error(day.diagnostics);
    return out;
  }
  const std::vector<Truth> matches =
      matching_inside(*question.rule.what, facts, day.value.proof.network.topology, question.run);
  const std::vector<std::uint32_t> stops = stopping_kinds("").value;
  const StillServed served =
      still_served({facts, service, day.value, matches, stops}, question.run);
  const Asked asked{question, service, matches, day.value, served};
  if (question.rule.over == decision::Subject::demands) {
    count_demands(asked, out);
  } else {
    count_elements(asked, out);
  }
  if (served.some_stop) {
    out.missing = unknown_elements(*question.rule.what, facts, matches);
    if (!facts.estate.table(TableId::dependencies).present()) {
      out.missing.push_back({decision::Missing::table, {TableId::dependencies, 0}, 0, {}});
    }
  }
  return out;
}

}  // namespace relook::engine
