// SPDX-License-Identifier: Apache-2.0
#include "decision/row_kinds.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/parallel.hpp"

namespace relook::decision {
namespace {

// So many pairs can be numbered as they are; more are numbered as they come.
constexpr std::size_t kPairsMax = 4096;

PairedKinds number_all(std::size_t rows, const KindsView& first, const KindsView& second,
                       const Run& run) {
  // Which pairs there are, and then the number of each row's among them.
  using Seen = std::vector<std::uint8_t>;
  const auto width = static_cast<std::uint32_t>(second.count);
  const auto pair_of = [&](std::size_t row) { return first[row] * width + second[row]; };
  const Seen seen = parallel_reduce(
      rows, run.threads, Seen(first.count * second.count),
      [&](Chunk chunk) {
        Seen here(first.count * second.count);
        for (std::size_t row = chunk.begin; row < chunk.end; ++row) here[pair_of(row)] = 1;
        return here;
      },
      [](Seen& all, const Seen& here) {
        for (std::size_t i = 0; i < all.size(); ++i) all[i] |= here[i];
      });
  PairedKinds out;
  std::vector<std::uint32_t> kind_of_number(seen.size());
  for (std::uint32_t number = 0; number < seen.size(); ++number) {
    if (seen[number] == 0) continue;
    kind_of_number[number] = static_cast<std::uint32_t>(out.pair.size());
    out.pair.emplace_back(number / width, number % width);
  }
  out.kind_of.resize(rows);
  parallel_chunks(rows, run.threads, [&](std::size_t, Chunk chunk) {
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
      out.kind_of[row] = kind_of_number[pair_of(row)];
    }
  });
  return out;
}

PairedKinds number_as_they_come(std::size_t rows, const KindsView& first, const KindsView& second) {
  PairedKinds out;
  out.kind_of.reserve(rows);
  std::unordered_map<std::uint64_t, std::uint32_t> kinds;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint64_t key = std::uint64_t{first[row]} << 32 | second[row];
    const auto [place, fresh] = kinds.emplace(key, static_cast<std::uint32_t>(out.pair.size()));
    if (fresh) out.pair.emplace_back(first[row], second[row]);
    out.kind_of.push_back(place->second);
  }
  return out;
}

}  // namespace

PairedKinds pair_kinds(std::size_t rows, const KindsView& first, const KindsView& second,
                       const Run& run) {
  const bool few = first.count <= kPairsMax && second.count <= kPairsMax &&
                   first.count * second.count <= kPairsMax;
  return few ? number_all(rows, first, second, run) : number_as_they_come(rows, first, second);
}

}  // namespace relook::decision
