// SPDX-License-Identifier: Apache-2.0
// Vectors with a value for each of millions of rows.
//
// Two things cost as much there as the work itself: filling with zeros what is written anyway, and
// the kernel's handing out of memory in pages of 4 kB.

#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace relook {

/// Says that the block may lie in large pages; where there are none, nothing comes of it.
void ask_for_large_pages(void* block, std::size_t bytes);

/// Asks for large pages where a block is large. Values made without an initial value are left as
/// they come, so whoever sizes a RowVector writes all of it.
template <class T>
class RowAllocator {
 public:
  using value_type = T;

  RowAllocator() = default;
  template <class U>
  RowAllocator(const RowAllocator<U>&) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] T* allocate(std::size_t count) {
    T* const block = std::allocator<T>().allocate(count);
    if (count >= kLargeBytes / sizeof(T)) ask_for_large_pages(block, count * sizeof(T));
    return block;
  }
  void deallocate(T* block, std::size_t count) { std::allocator<T>().deallocate(block, count); }

  template <class U, class... Args>
  void construct(U* place, Args&&... args) {
    if constexpr (sizeof...(Args) == 0) {
      ::new (static_cast<void*>(place)) U;
    } else {
      ::new (static_cast<void*>(place)) U(std::forward<Args>(args)...);
    }
  }

  friend bool operator==(const RowAllocator&, const RowAllocator&) { return true; }

 private:
  static constexpr std::size_t kLargeBytes = std::size_t{4} << 20;
};

template <class T>
using RowVector = std::vector<T, RowAllocator<T>>;

}  // namespace relook
