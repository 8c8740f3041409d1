// SPDX-License-Identifier: Apache-2.0
// How long the avoid proof of every pair takes, beside a plain brute force in the same run.
//
//     proof_benchmark [--repetitions N] [--zoo FOLDER] [--big] [--brute]
//     proof_benchmark [--repetitions N] --growth
//
// The networks are those of testing/made_network.hpp: graphs of the Internet Topology Zoo and drawn
// national ones. Links and nodes fail. Two threads. Times are medians, in seconds; memory is the
// most that the program held by then. `--growth` tells how cost grows with nodes, failures and
// demands in place of that.

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>

#include "testing/made_network.hpp"
#include "testing/scenario_sweep.hpp"
#include "trust/avoid_proof.hpp"

namespace {

using namespace relook;
using testing::MadeNetwork;

// The median time of `work`, each time after `before`.
double seconds(const std::function<void()>& before, const std::function<void()>& work,
               unsigned repetitions) {
  std::vector<double> times;
  for (unsigned i = 0; i < repetitions; ++i) {
    before();
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  std::ranges::sort(times);
  return times[times.size() / 2];
}

double peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::uint64_t brute_force(const MadeNetwork& each, const trust::Crossing& crossing,
                          const trust::Failures& failures, unsigned limit) {
  std::uint64_t breaches = 0;
  for (const graph::Node to : each.routers) {
    const auto fewest =
        testing::ScenarioSweep(each.network.graphs[0], crossing, failures, to).sweep(limit);
    for (const graph::Node from : each.routers) {
      if (from != to && fewest[from].surely != trust::kNever) ++breaches;
    }
  }
  return breaches;
}

struct Options {
  unsigned repetitions = 5;
  std::filesystem::path zoo = "../shared/data/topology_zoo_gml/gml";
  bool big = false;
  bool brute = false;
  bool growth = false;
};

void measure(const MadeNetwork& each, unsigned limit, const std::vector<graph::Node>& from,
             const std::vector<graph::Node>& to, const Options& options, bool sets, bool brute) {
  const trust::Failures failures =
      trust::failures_of(each.network.topology, {.link = true, .node = true});
  const trust::Crossing crossing =
      trust::crossing_of(each.network.topology, each.avoided, trust::Ends::count, Truth::yes);
  const trust::AvoidQuestion question{each.network, crossing, failures, limit};
  trust::PairsProof proof;
  const auto prove = [&](trust::Each keep) {
    return seconds(
        [&] { proof = {}; },
        [&] { proof = trust::prove_pairs(question, from, to, 0, keep, Run{.threads = 2}); },
        options.repetitions);
  };
  const double numbers = prove(trust::Each::none);
  const trust::PairCounts counts = proof.counts;
  const std::uint64_t breaches = counts.answers[1];
  std::string line = fmt::format("{:14} k={} pairs {:>9} breaches {:>9} {:8.3f} s", each.name,
                                 limit, counts.pairs, breaches, numbers);
  if (sets) line += fmt::format("  with sets {:8.3f} s", prove(trust::Each::breaches));
  if (brute) {
    std::uint64_t count = 0;
    const double time =
        seconds([] {}, [&] { count = brute_force(each, crossing, failures, limit); }, 1);
    line += fmt::format("  brute force {:8.3f} s, {} breaches", time, count);
  }
  fmt::print("{}  {:.0f} MiB\n", line, peak_mebibytes());
  std::fflush(stdout);
}

// Nodes and failures with every pair, then demands to more and more places of one network.
void measure_growth(const Options& options) {
  for (const std::uint32_t nodes : {250U, 500U, 1000U, 2000U}) {
    const MadeNetwork each = testing::national_network(nodes);
    for (const unsigned limit : {0U, 1U, 2U, 3U}) {
      if (limit == 3 && nodes > 500) continue;  // minutes
      measure(each, limit, each.routers, each.routers, options, false, false);
    }
  }
  const MadeNetwork large = testing::national_network(10'000);
  for (const std::uint32_t places : {10U, 30U, 100U, 300U}) {
    std::vector<graph::Node> to;
    for (std::uint32_t i = 0; i < places; ++i) to.push_back(i * (9900 / places) + 50);
    std::vector<graph::Node> from;
    for (std::uint32_t i = 0; i < 101; ++i) from.push_back(i * 99);
    measure(large, 2, from, to, options, false, false);
  }
}

}  // namespace

int main(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--big") options.big = true;
    if (word == "--brute") options.brute = true;
    if (word == "--growth") options.growth = true;
    if (word == "--repetitions" && i + 1 < count) {
      options.repetitions = static_cast<unsigned>(std::max(1, std::atoi(words[i + 1])));
    }
    if (word == "--zoo" && i + 1 < count) options.zoo = words[i + 1];
  }
  if (options.growth) {
    measure_growth(options);
    return 0;
  }
  for (const std::string name : {"GtsCe", "Colt", "Cogentco"}) {
    const auto each = testing::zoo_network(options.zoo / (name + ".gml"));
    if (!each) {
      fmt::print("{}: no such graph under {}; left out\n", name, options.zoo.string());
      continue;
    }
    for (const unsigned limit : {2U, 3U}) {
      measure(*each, limit, each->routers, each->routers, options, true,
              options.brute && name == "GtsCe" && limit == 2);
    }
  }
  if (const auto kdl = testing::zoo_network(options.zoo / "Kdl.gml")) {
    for (const unsigned limit : {1U, 2U}) {
      measure(*kdl, limit, kdl->routers, kdl->routers, options, true, false);
    }
  }
  const MadeNetwork small = testing::national_network(1000);
  measure(small, 2, small.routers, small.routers, options, true, false);
  const MadeNetwork large = testing::national_network(10'000);
  std::vector<graph::Node> hundred;
  for (std::uint32_t i = 0; i < 100; ++i) hundred.push_back(i * 100 + 50);
  std::vector<graph::Node> sources;
  for (std::uint32_t i = 0; i < 101; ++i) sources.push_back(i * 99);
  for (const unsigned limit : {1U, 2U}) {
    measure(large, limit, sources, hundred, options, true, false);
  }
  if (options.big) measure(large, 1, large.routers, large.routers, options, false, false);
  return 0;
}
