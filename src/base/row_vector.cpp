// SPDX-License-Identifier: Apache-2.0
#include "base/row_vector.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace relook {

void ask_for_large_pages(void* block, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  static const auto kPage = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  // Whole pages that belong to the block alone.
  const auto begin = reinterpret_cast<std::uintptr_t>(block);
  const std::uintptr_t first = (begin + kPage - 1) / kPage * kPage;
  const std::uintptr_t last = (begin + bytes) / kPage * kPage;
  if (first < last) {
    (void)::madvise(static_cast<char*>(block) + (first - begin), last - first, MADV_HUGEPAGE);
  }
#else
  (void)block;
  (void)bytes;
#endif
}

}  // namespace relook
