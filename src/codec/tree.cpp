// SPDX-License-Identifier: Apache-2.0
#include "codec/tree.hpp"

#include <array>

#include "base/check.hpp"

namespace relook::codec {
namespace {

constexpr Int128 kExactInDouble = Int128{1} << 53;

}  // namespace

Tree::Tree(std::size_t n) : Tree(integer(static_cast<Int128>(n))) {}
Tree::Tree(Object o) : value(std::move(o)) {}

Tree Tree::integer(Int128 value) {
  if (value > kExactInDouble || value < -kExactInDouble) return Tree(to_string(value));
  return Tree(static_cast<std::int64_t>(value));
}

const Tree* Tree::find(std::string_view name) const {
  const Object* object = as_object();
  if (object == nullptr) return nullptr;
  for (const Member& member : *object) {
    if (member.name == name) return &member.tree;
  }
  return nullptr;
}

Tree* Tree::find(std::string_view name) {
  return const_cast<Tree*>(std::as_const(*this).find(name));
}

Tree& Tree::add(std::string name, Tree member) {
  auto* object = std::get_if<Object>(&value);
  RELOOK_CHECK(object != nullptr);
  object->push_back({std::move(name), std::move(member)});
  return object->back().tree;
}

Tree& Tree::push(Tree element) {
  auto* array = std::get_if<Array>(&value);
  RELOOK_CHECK(array != nullptr);
  array->push_back(std::move(element));
  return array->back();
}

bool operator==(const Tree& a, const Tree& b) { return a.value == b.value; }

std::string_view kind_name(const Tree& tree) {
  constexpr std::array<std::string_view, 8> kNames = {
      "null", "true or false", "a number", "a number", "text", "a date", "a list", "a table"};
  return kNames[tree.value.index()];
}

}  // namespace relook::codec
