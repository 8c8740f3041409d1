// SPDX-License-Identifier: Apache-2.0
// Reading documents of which nothing is promised: what is missing or of another kind reads as
// nothing. For those who check every value that they find, and have no message for each.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codec/tree.hpp"

namespace relook::codec {

/// The first member of that name; null where there is none.
[[nodiscard]] const Tree& member_of(const Tree& tree, std::string_view name);

/// A text, and a member that is one; empty where it is none.
[[nodiscard]] std::string text_of(const Tree& tree);
[[nodiscard]] std::string text_of(const Tree& tree, std::string_view name);

/// The items of a member that is a list; none where it is none.
[[nodiscard]] std::span<const Tree> items_of(const Tree& tree, std::string_view name);

/// The same as a set or a vector of texts; an item that is no text is an empty one.
template <class Texts>
[[nodiscard]] Texts texts_of(const Tree& tree, std::string_view name) {
  Texts out;
  for (const Tree& item : items_of(tree, name)) out.insert(out.end(), text_of(item));
  return out;
}

/// Null where it is no JSON.
[[nodiscard]] Tree tree_of_json(std::string_view bytes);

/// The lines of a text, as JSON lines have them, without their LF; the last one may lack it.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view bytes);

}  // namespace relook::codec
