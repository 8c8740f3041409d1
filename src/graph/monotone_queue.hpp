// SPDX-License-Identifier: Apache-2.0
// A priority queue for Dijkstra's algorithm: what is put in is never nearer than what came out
// last.
//
// A radix heap (Ahuja, Mehlhorn, Orlin and Tarjan 1990): an entry waits in the bucket of the
// highest bit in which its distance differs from the last one taken out, and moves to a lower one
// at most 64 times. Putting in and taking out touch one bucket each, mostly.

#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "base/check.hpp"
#include "graph/digraph.hpp"

namespace relook::graph {

class MonotoneQueue {
 public:
  struct Entry {
    Distance distance;
    Node node;
  };

  [[nodiscard]] bool empty() const { return filled_ == 0; }

  void push(Distance distance, Node node) {
    const std::size_t bucket = bucket_of(distance);
    buckets_[bucket].push_back({distance, node});
    filled_ |= std::uint64_t{1} << bucket;
  }

  /// The distance of what comes out next.
  [[nodiscard]] Distance nearest() {
    if ((filled_ & 1) == 0) redistribute();
    return last_;
  }

  /// Takes out one of the nearest.
  [[nodiscard]] Entry pop() {
    if ((filled_ & 1) == 0) redistribute();
    const Entry entry = buckets_[0].back();
    buckets_[0].pop_back();
    if (buckets_[0].empty()) filled_ &= ~std::uint64_t{1};
    return entry;
  }

  /// Empties it, and lets any distance come again.
  void clear() {
    for (; filled_ != 0; filled_ &= filled_ - 1) {
      buckets_[static_cast<std::size_t>(std::countr_zero(filled_))].clear();
    }
    last_ = 0;
  }

 private:
  // Distances of paths are below 2^63, so the highest bit that differs is one of 63.
  [[nodiscard]] std::size_t bucket_of(Distance distance) const {
    return static_cast<std::size_t>(std::bit_width(distance ^ last_));
  }

  void redistribute() {
    RELOOK_CHECK(filled_ != 0);
    const auto lowest = static_cast<std::size_t>(std::countr_zero(filled_));
    std::vector<Entry>& bucket = buckets_[lowest];
    last_ = std::ranges::min(bucket, {}, &Entry::distance).distance;
    filled_ &= filled_ - 1;
    for (const Entry& entry : bucket) push(entry.distance, entry.node);
    bucket.clear();
  }

  std::array<std::vector<Entry>, 64> buckets_;
  std::uint64_t filled_ = 0;  // bit i: bucket i holds something
  Distance last_ = 0;
};

}  // namespace relook::graph
