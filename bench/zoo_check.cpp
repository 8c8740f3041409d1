// SPDX-License-Identifier: Apache-2.0
// Every graph of the Internet Topology Zoo, the proof of every pair against every scenario.
//
//     zoo_check FOLDER [--failures N] [--seconds N]
//
// With one and with two failures, or with `--failures` of them. A graph whose scenarios would take
// more than `--seconds` (3,600) by what its first destination took is left out, and is named. Exit
// status 1 where anything differs.

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>

#include "base/parallel.hpp"
#include "testing/compare_scenarios.hpp"

namespace {

using namespace relook;

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

struct Checked {
  std::string text = {};
  bool left_out = false;
  bool differs = false;
};

Checked check(const testing::MadeNetwork& made, unsigned limit, double seconds_max) {
  const auto routers = static_cast<unsigned>(made.routers.size());
  const auto begin = std::chrono::steady_clock::now();
  (void)testing::compare_with_every_scenario(made, limit, routers);
  const double one = seconds_since(begin);
  if (one * routers > seconds_max) {
    return {.text = fmt::format("left out: some {:.0f} s", one * routers), .left_out = true};
  }
  const testing::Compared found = testing::compare_with_every_scenario(made, limit);
  const bool differs = !found.difference.empty();
  return {.text = fmt::format("{} pairs, {} breaches: {}", found.pairs, found.breaches,
                              differs ? found.difference : "equal"),
          .differs = differs};
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    fmt::print(stderr, "usage: zoo_check FOLDER [--failures N] [--seconds N]\n");
    return 2;
  }
  unsigned first = 1;
  unsigned last = 2;
  double seconds_max = 3600;
  for (int i = 2; i + 1 < count; i += 2) {
    const std::string word = words[i];
    if (word == "--failures") first = last = static_cast<unsigned>(std::atoi(words[i + 1]));
    if (word == "--seconds") seconds_max = std::atof(words[i + 1]);
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(words[1])) {
    if (entry.path().extension() == ".gml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::size_t equal = 0;
  std::size_t left_out = 0;
  std::size_t different = 0;
  for (unsigned limit = first; limit <= last; ++limit) {
    std::vector<Checked> checked(files.size());
    const auto work = [&](std::size_t at, Chunk) {
      const auto made = testing::zoo_network(files[at]);
      if (!made) {
        checked[at] = {.text = "cannot be read", .differs = true};
      } else if (made->routers.size() > 1) {
        checked[at] = check(*made, limit, seconds_max);
      } else {
        checked[at] = {.text = "no pair"};
      }
    };
    parallel_chunks(files.size(), 0, work, 1);
    for (std::size_t at = 0; at < files.size(); ++at) {
      fmt::print("{} k={}: {}\n", files[at].stem().string(), limit, checked[at].text);
      left_out += checked[at].left_out ? 1U : 0U;
      different += checked[at].differs ? 1U : 0U;
      equal += checked[at].left_out || checked[at].differs ? 0U : 1U;
    }
  }
  fmt::print("{} equal, {} different, {} left out\n", equal, different, left_out);
  return different == 0 ? 0 : 1;
}
