// SPDX-License-Identifier: Apache-2.0
// What checking costs on the mix of bench/mix_writer.cpp: the decision of 28 January 2020 whole.
//
//   RELOOK_MIX=FOLDER check_benchmark
//
// The folder's places stand in FOLDER-places.csv. bench/run makes the folder, runs this and the
// peer, and prints the ratios.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <malloc.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "base/file.hpp"
#include "decision/decision.hpp"
#include "decision/evaluate.hpp"
#include "engine/library.hpp"
#include "engine/situation.hpp"
#include "estate/folder.hpp"
#include "hand_written.hpp"

namespace {

using namespace relook;

namespace fs = std::filesystem;

constexpr unsigned kThreads = 2;

[[noreturn]] void stop(const std::string& why) {
  fmt::print(stderr, "check_benchmark: {}\n", why);
  std::exit(2);
}

template <class T>
T take(Read<T> read) {
  if (!read.diagnostics.has_errors()) return std::move(read.value);
  stop(to_string(read.diagnostics.sorted().front()));
}

fs::path mix() {
  const char* const folder = std::getenv("RELOOK_MIX");
  if (folder == nullptr) stop("RELOOK_MIX names no folder; see bench/run");
  return folder;
}

const engine::Library& library() {
  static const engine::Library library = take(engine::load_library(fs::path(RELOOK_SOURCE_DIR)));
  return library;
}

std::size_t heap_bytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

// The most that the process has held, in bytes (proc(5)).
double peak_bytes() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word != "VmHWM:") continue;
    double kilobytes = 0;
    status >> kilobytes;
    return kilobytes * 1024;
  }
  return 0;
}

estate::Estate read_mix() {
  return take(estate::read_folder(mix(), library().registry, library().functions));
}

// Read once, and held for all benchmarks.
struct World {
  std::size_t bytes;
  estate::Estate estate;
  estate::TableFile places;
  decision::Decision decision;

  static const World& get() {
    static const World world = make();
    return world;
  }

 private:
  static World make() {
    (void)library();  // what it holds is none of the estate's
    const std::size_t before = heap_bytes();
    World world{0, read_mix(), {}, {}};
    malloc_trim(0);
    world.bytes = heap_bytes() - before;
    world.places =
        take(estate::read_table_file(mix().string() + "-places.csv", estate::TableId::places));
    const fs::path file = library().decisions / "uk-2020-01-28.toml";
    world.decision = take(decision::read_decision(read_file(file).value(), file.string()));
    return world;
  }
};

double elements() {
  return static_cast<double>(World::get().estate.rows(estate::TableId::elements));
}

void ReadFolder(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read_mix());
  state.counters["peak_bytes"] = peak_bytes();
}

// Who may have made what, and the rules: all that is done for one check of an estate in memory.
void Check(benchmark::State& state) {
  const World& world = World::get();
  for (auto _ : state) {
    const engine::Situation situation(world.estate, world.estate.manifest.as_of,
                                      library().functions, &world.places.table);
    const auto found =
        decision::evaluate(world.decision, situation.facts(), {}, {.threads = kThreads});
    if (!found) stop(found.error().message);
    benchmark::DoNotOptimize(found->findings.size());
  }
  state.counters["elements"] = elements();
  state.counters["bytes_per_element"] = static_cast<double>(world.bytes) / elements();
}

void Judge(benchmark::State& state) {
  const World& world = World::get();
  for (auto _ : state) {
    const engine::Situation situation(world.estate, world.estate.manifest.as_of,
                                      library().functions, &world.places.table);
    benchmark::DoNotOptimize(situation.facts().element_vendors.set_of.data());
  }
}

void HandWritten(benchmark::State& state) {
  const World& world = World::get();
  const engine::Situation situation(world.estate, world.estate.manifest.as_of, library().functions,
                                    &world.places.table);
  const bench::HandWritten loops(situation.facts(), kThreads);
  for (auto _ : state) benchmark::DoNotOptimize(loops.check());
}

BENCHMARK(Check)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(Judge)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(HandWritten)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(ReadFolder)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
