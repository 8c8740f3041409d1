// SPDX-License-Identifier: Apache-2.0
#include "codec/tree.hpp"

#include <array>

#include "base/check.hpp"

namespace relook::codec {
namespace {

constexpr Int128 kExactInDouble = Int128{1} << 53;

}  // namespace

Tree::Tree() : value(nullptr) {}
Tree::Tree(const Tree&) = default;
Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(const Tree&) = default;
Tree& Tree::operator=(Tree&&) noexcept = default;
Tree::~Tree() = default;

Tree::Tree(std::nullptr_t) : value(nullptr) {}
Tree::Tree(bool b) : value(b) {}
Tree::Tree(int i) : value(std::int64_t{i}) {}
Tree::Tree(std::int64_t i) : value(i) {}
Tree::Tree(std::size_t n) : Tree(integer(static_cast<Int128>(n))) {}
Tree::Tree(std::uint32_t n) : value(std::int64_t{n}) {}
Tree::Tree(double d) : value(d) {}
Tree::Tree(std::string s) : value(std::move(s)) {}
Tree::Tree(std::string_view s) : value(std::string(s)) {}
Tree::Tree(const char* s) : value(std::string(s)) {}
Tree::Tree(Date d) : value(d) {}
Tree::Tree(Array a) : value(std::move(a)) {}
Tree::Tree(Object o) : value(std::move(o)) {}

Tree Tree::object() { return Tree(Object{}); }
Tree Tree::array() { return Tree(Array{}); }

bool Tree::is_null() const { return std::holds_alternative<std::nullptr_t>(value); }
const Tree::Object* Tree::as_object() const { return std::get_if<Object>(&value); }
const Tree::Array* Tree::as_array() const { return std::get_if<Array>(&value); }
const std::string* Tree::as_string() const { return std::get_if<std::string>(&value); }
const std::int64_t* Tree::as_integer() const { return std::get_if<std::int64_t>(&value); }
const double* Tree::as_double() const { return std::get_if<double>(&value); }
const bool* Tree::as_bool() const { return std::get_if<bool>(&value); }
const Date* Tree::as_date() const { return std::get_if<Date>(&value); }

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
