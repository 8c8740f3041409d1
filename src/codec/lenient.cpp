// SPDX-License-Identifier: Apache-2.0
#include "codec/lenient.hpp"

#include <utility>

#include "codec/json.hpp"

namespace relook::codec {

const Tree& member_of(const Tree& tree, std::string_view name) {
  static const Tree kNull;
  const Tree* found = tree.find(name);
  return found == nullptr ? kNull : *found;
}

std::string text_of(const Tree& tree) {
  const std::string* text = tree.as_string();
  return text == nullptr ? std::string() : *text;
}

std::string text_of(const Tree& tree, std::string_view name) {
  return text_of(member_of(tree, name));
}

std::span<const Tree> items_of(const Tree& tree, std::string_view name) {
  const Tree::Array* items = member_of(tree, name).as_array();
  return items == nullptr ? std::span<const Tree>() : std::span<const Tree>(*items);
}

Tree tree_of_json(std::string_view bytes) {
  Read<Tree> read = read_json(bytes, "");
  return read.diagnostics.has_errors() ? Tree() : std::move(read.value);
}

std::vector<std::string_view> lines_of(std::string_view bytes) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < bytes.size(); at += out.back().size() + 1) {
    out.push_back(bytes.substr(at, bytes.find('\n', at) - at));
  }
  return out;
}

}  // namespace relook::codec
