// SPDX-License-Identifier: Apache-2.0
// What a timeline and many readings cost, beside one check of the same estate.
//
//   RELOOK_BRITAIN=FOLDER over_time_benchmark
//
// The folder is one that relook-britain wrote; bench/run makes it at scale 1.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/file.hpp"
#include "decision/decision.hpp"
#include "decision/evaluate.hpp"
#include "engine/library.hpp"
#include "engine/readings.hpp"
#include "engine/situation.hpp"
#include "engine/timeline.hpp"
#include "estate/folder.hpp"

namespace {

using namespace relook;

namespace fs = std::filesystem;

constexpr unsigned kThreads = 2;
constexpr std::int32_t kSixtyQuarters = 60 * 36525 / 400;  // in days

[[noreturn]] void stop(const std::string& why) {
  fmt::print(stderr, "over_time_benchmark: {}\n", why);
  std::exit(2);
}

template <class T>
T take(Read<T> read) {
  if (!read.diagnostics.has_errors()) return std::move(read.value);
  stop(to_string(read.diagnostics.sorted().front()));
}

struct Asked {
  std::string bytes;
  std::string file;
  decision::Decision decision;
};

Asked asked(const fs::path& file) {
  Asked out{read_file(file).value(), file.string(), {}};
  out.decision = take(decision::read_decision(out.bytes, out.file));
  return out;
}

// Read once, and held for all benchmarks.
struct World {
  engine::Library library;
  estate::Estate estate;
  estate::TableFile places;
  Asked january;
  Asked ten_readings;

  static const World& get() {
    static const World world = make();
    return world;
  }

 private:
  static World make() {
    const char* const folder = std::getenv("RELOOK_BRITAIN");
    if (folder == nullptr) stop("RELOOK_BRITAIN names no folder; see bench/run");
    World world;
    const fs::path root = RELOOK_SOURCE_DIR;
    world.library = take(engine::load_library(root));
    world.estate = take(estate::read_folder(fs::path(folder) / "estate", world.library.registry,
                                            world.library.functions));
    world.places =
        take(estate::read_table_file(fs::path(folder) / "places.csv", estate::TableId::places));
    world.january = asked(world.library.decisions / "uk-2020-01-28.toml");
    world.ten_readings = asked(root / "bench" / "ten-readings.toml");
    return world;
  }
};

decision::Evaluation check(const World& world, const Asked& what) {
  const engine::Situation situation(world.estate, world.estate.manifest.as_of,
                                    world.library.functions, &world.places.table);
  auto found = decision::evaluate(what.decision, situation.facts(), {}, {.threads = kThreads});
  if (!found) stop(found.error().message);
  return std::move(*found);
}

void CheckJanuary(benchmark::State& state) {
  const World& world = World::get();
  for (auto _ : state) benchmark::DoNotOptimize(check(world, world.january).findings.size());
  state.counters["elements"] = static_cast<double>(world.estate.rows(estate::TableId::elements));
}

void CheckTenReadings(benchmark::State& state) {
  const World& world = World::get();
  for (auto _ : state) benchmark::DoNotOptimize(check(world, world.ten_readings).findings.size());
}

engine::Timeline follow(const World& world, std::optional<Date> from) {
  const std::vector<decision::Waiver> waivers;
  const engine::TimelineQuestion question{world.january.decision,
                                          waivers,
                                          world.estate,
                                          world.library.functions,
                                          &world.places.table,
                                          world.estate.manifest.as_of,
                                          from};
  auto timeline = engine::timeline(question, {.threads = kThreads});
  if (!timeline) stop(timeline.error().message);
  return std::move(*timeline);
}

// The last sixty quarters of the estate's dates.
void Timeline(benchmark::State& state) {
  const World& world = World::get();
  const Date from{follow(world, {}).until.days - kSixtyQuarters};
  std::size_t steps = 0;
  for (auto _ : state) {
    const engine::Timeline timeline = follow(world, from);
    steps = 0;
    for (const engine::Course& course : timeline.courses) steps += course.steps.size();
  }
  state.counters["steps"] = static_cast<double>(steps);
}

void Readings(benchmark::State& state) {
  const World& world = World::get();
  const Asked& what = world.ten_readings;
  const decision::Verdict usual = check(world, what).total;
  std::size_t combinations = 0;
  for (auto _ : state) {
    const engine::Situation situation(world.estate, world.estate.manifest.as_of,
                                      world.library.functions, &world.places.table);
    const decision::EvaluateOptions options;
    const engine::ReadingsQuestion question{what.bytes,        what.file, {},   what.decision,
                                            situation.facts(), options,   usual};
    const auto readings = engine::readings(question, {.threads = kThreads});
    if (!readings) stop(readings.error().message);
    combinations = readings->totals.size();
  }
  state.counters["combinations"] = static_cast<double>(combinations);
}

BENCHMARK(CheckJanuary)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(CheckTenReadings)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(Timeline)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(Readings)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
