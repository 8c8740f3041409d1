// SPDX-License-Identifier: Apache-2.0
#include "engine/draw.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/parallel.hpp"

namespace relook::engine {
namespace {

// So many digests are held beside those that are the first so far.
constexpr std::size_t kHeld = 1U << 18U;

}  // namespace

Digest rank_of(std::string_view seed, std::string_view name) {
  Sha256 hash;
  hash.add(seed);
  hash.add(" ");
  hash.add(name);
  return hash.finish();
}

std::vector<std::size_t> drawn(const Sample& sample, std::size_t count,
                               const std::function<std::string(std::size_t)>& name,
                               const Run& run) {
  std::vector<std::size_t> out;
  if (count <= sample.size) {
    out.resize(count);
    std::iota(out.begin(), out.end(), std::size_t{0});
    return out;
  }
  std::vector<std::pair<Digest, std::size_t>> first;
  for (std::size_t at = 0; at < count && !run.stop.stop_requested(); at += kHeld) {
    const std::size_t kept = first.size();
    first.resize(kept + std::min(kHeld, count - at));
    parallel_chunks(first.size() - kept, run.threads, [&](std::size_t, Chunk chunk) {
      for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
        first[kept + i] = {rank_of(sample.seed, name(at + i)), at + i};
      }
    });
    if (first.size() <= sample.size) continue;
    const auto end = first.begin() + static_cast<std::ptrdiff_t>(sample.size);
    std::ranges::nth_element(first, end);
    first.erase(end, first.end());
  }
  for (const auto& [digest, number] : first) out.push_back(number);
  std::ranges::sort(out);
  return out;
}

}  // namespace relook::engine
