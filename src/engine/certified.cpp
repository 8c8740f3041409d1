// SPDX-License-Identifier: Apache-2.0
#include "engine/certified.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/certificate_lines.hpp"
#include "routing/routes.hpp"

namespace relook::engine {
namespace {

// Pairs by their numbers: all of the first node, then all of the second, and so on.
struct Pairs {
  std::vector<graph::Node> from;
  std::vector<graph::Node> to;
  std::vector<std::size_t> end = {};  // by place in `from`: the number behind its last pair

  [[nodiscard]] std::pair<graph::Node, graph::Node> at(std::size_t number) const {
    const auto of = std::ranges::upper_bound(end, number);
    const auto place = static_cast<std::size_t>(std::distance(end.begin(), of));
    const graph::Node node = from[place];
    std::size_t other = number - (place == 0 ? 0 : end[place - 1]);
    const auto self = std::ranges::lower_bound(to, node);
    const bool both = self != to.end() && *self == node;
    if (both && other >= static_cast<std::size_t>(std::distance(to.begin(), self))) ++other;
    return {node, to[other]};
  }
};

std::vector<graph::Node> sure_ones(const std::vector<PairEnd>& ends) {
  std::vector<graph::Node> out;
  for (const PairEnd& end : ends) {
    if (end.asked == Truth::yes) out.push_back(end.node);
  }
  return out;
}

}  // namespace

Certifiable certifiable_demands(std::vector<routing::Route> routes, const estate::Estate& estate) {
  std::vector<std::vector<routing::Route>> demands;
  std::vector<std::uint32_t> rows;
  for (routing::Route& route : routes) {
    if (rows.empty() || rows.back() != route.demand) {
      rows.push_back(route.demand);
      demands.emplace_back();
    }
    demands.back().push_back(std::move(route));
  }
  Certifiable out;
  out.count = rows.size();
  out.routes = [demands = std::move(demands)](std::size_t i) { return demands[i]; };
  out.name = [rows = std::move(rows), &estate](std::size_t i) {
    return std::string(estate.id(estate::TableId::demands, rows[i]));
  };
  return out;
}

Certifiable certifiable_pairs(const PairEnds& ends, const routing::Network& network,
                              const estate::Estate& estate) {
  Pairs pairs{sure_ones(ends.from), sure_ones(ends.to)};
  Certifiable out;
  for (const graph::Node node : pairs.from) {
    out.count += pairs.to.size() - (std::ranges::binary_search(pairs.to, node) ? 1 : 0);
    pairs.end.push_back(out.count);
  }
  const auto id = [&network, &estate](graph::Node node) {
    return std::string(estate.id(estate::TableId::elements, network.topology.nodes[node].element));
  };
  out.name = [pairs, id](std::size_t i) {
    const auto [a, b] = pairs.at(i);
    return id(a) + "," + id(b);
  };
  out.routes = [pairs = std::move(pairs), &network](std::size_t i) {
    const auto [a, b] = pairs.at(i);
    return std::vector<routing::Route>{routing::pair_route(network, a, b, 0)};
  };
  return out;
}

Result<Certified> certified(const Certifiable& all, const std::optional<Sample>& sample,
                            const Run& run) {
  if (!sample && all.count > kCertifiedMax) {
    return failure(ErrorKind::limit,
                   fmt::format("a certificate holds at most {} answers, and these are {}; ask for "
                               "fewer, or draw some of them with --certificate-sample",
                               kCertifiedMax, all.count));
  }
  const Sample wanted = sample.value_or(Sample{kCertifiedMax, ""});
  Certified out{.routes = {}, .of = all.count};
  for (const std::size_t number : drawn(wanted, all.count, all.name, run)) {
    std::ranges::move(all.routes(number), std::back_inserter(out.routes));
  }
  if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
  return out;
}

}  // namespace relook::engine
