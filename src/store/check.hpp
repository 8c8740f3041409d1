// SPDX-License-Identifier: Apache-2.0
// Whether what stands in the sections can be used as it is: every sum, code, offset, day, number
// and text, the order of ids, dictionaries and rows, and that nothing stands in a dictionary that
// no row uses. What passes is what the same cells read from a folder would have become; so no file,
// however it was made, gives another answer than its cells do. Private to the module.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/layout.hpp"

namespace relook::store {

/// What a check found.
struct Checked {
  std::string fault;  ///< a sentence on the file; empty where nothing is wrong
  /// By old vendor code: whether some cell or some row names it.
  std::vector<bool> vendors_used = {};
};

/// Looks at every byte, on at most `threads` threads (0: as many as there are processors). The
/// fault told is the first in the order of the sections, whatever the threads.
[[nodiscard]] Checked check_sections(const Layout& layout, const Sections& sections,
                                     unsigned threads);

/// The numbers of a section. Sections begin at multiples of 64 bytes of bytes that do so too.
template <class T>
[[nodiscard]] std::span<const T> numbers_of(const Layout& layout, const Section& section) {
  const std::span<const std::byte> bytes = layout.bytes_of(section);
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

/// The bytes of a section as text.
[[nodiscard]] inline std::string_view text_of(const Layout& layout, const Section& section) {
  const std::span<const std::byte> bytes = layout.bytes_of(section);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace relook::store
