// SPDX-License-Identifier: Apache-2.0
// Parallel loops whose results do not depend on the number of threads.
//
// Work is cut into chunks of a fixed size, whoever computes them; partial results are combined in
// the order of the chunks. So the same input gives the same bytes with one thread and with many.

#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

namespace relook {

/// Half-open range of indices [begin, end).
struct Chunk {
  std::size_t begin;
  std::size_t end;
};

inline constexpr std::size_t kChunkSize = 16'384;

/// Calls `body(chunk_number, chunk)` for every chunk of [0, size), on at most `threads` threads
/// (0: as many as there are processors). Returns when all are done.
void parallel_chunks(std::size_t size, unsigned threads,
                     const std::function<void(std::size_t, Chunk)>& body,
                     std::size_t chunk_size = kChunkSize);

/// Folds `map(chunk)` over all chunks with `combine(total, part)`, in the order of the chunks.
template <class T, class Map, class Combine>
[[nodiscard]] T parallel_reduce(std::size_t size, unsigned threads, T total, const Map& map,
                                const Combine& combine) {
  static_assert(!std::is_same_v<T, bool>, "neighbours in a vector<bool> share a byte");
  std::vector<T> parts((size + kChunkSize - 1) / kChunkSize, total);
  parallel_chunks(size, threads,
                  [&](std::size_t number, Chunk chunk) { parts[number] = map(chunk); });
  for (T& part : parts) combine(total, std::move(part));
  return total;
}

/// Sorts by `less`, an order in which no two values are the same, so that there is one result.
template <class Values, class Less>
void parallel_sort(Values& values, unsigned threads, const Less& less) {
  constexpr std::size_t kRuns = 16;
  const std::size_t run = std::max(kChunkSize, (values.size() + kRuns - 1) / kRuns);
  const auto at = [&](std::size_t place) {
    return values.begin() + static_cast<std::ptrdiff_t>(place);
  };
  parallel_chunks(
      values.size(), threads,
      [&](std::size_t, Chunk chunk) { std::sort(at(chunk.begin), at(chunk.end), less); }, run);
  for (std::size_t width = run; width < values.size(); width *= 2) {
    parallel_chunks(
        values.size(), threads,
        [&](std::size_t, Chunk chunk) {
          const std::size_t middle = std::min(chunk.begin + width, chunk.end);
          std::inplace_merge(at(chunk.begin), at(middle), at(chunk.end), less);
        },
        2 * width);
  }
}

}  // namespace relook
