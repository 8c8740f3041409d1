// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>

#include "base/check.hpp"

namespace relook {

void parallel_chunks(std::size_t size, unsigned threads,
                     const std::function<void(std::size_t, Chunk)>& body, std::size_t chunk_size) {
  RELOOK_CHECK(chunk_size > 0);
  const std::size_t chunks = (size + chunk_size - 1) / chunk_size;
  const auto one = [&](std::size_t number) {
    const std::size_t begin = number * chunk_size;
    body(number, {begin, std::min(size, begin + chunk_size)});
  };
  if (threads == 1 || chunks <= 1) {
    for (std::size_t number = 0; number < chunks; ++number) one(number);
    return;
  }
  oneapi::tbb::task_arena arena(threads == 0 ? oneapi::tbb::task_arena::automatic
                                             : static_cast<int>(threads));
  arena.execute([&] { oneapi::tbb::parallel_for(std::size_t{0}, chunks, one); });
}

}  // namespace relook
