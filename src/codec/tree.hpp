// SPDX-License-Identifier: Apache-2.0
// A document as a tree of values: what JSON and TOML have in common, with places for messages.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/quantity.hpp"

namespace relook::codec {

struct Member;

/// One value. Objects keep the order in which their members were added or read.
struct Tree {
  using Array = std::vector<Tree>;
  using Object = std::vector<Member>;
  using Value =
      std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Date, Array, Object>;

  Value value = nullptr;
  /// Where it was read; line 0 where it was made.
  Position at = {};

  Tree() = default;
  Tree(std::nullptr_t) {}
  Tree(bool b) : value(b) {}
  Tree(int i) : value(std::int64_t{i}) {}
  Tree(std::int64_t i) : value(i) {}
  Tree(std::size_t n);
  Tree(std::uint32_t n) : value(std::int64_t{n}) {}
  Tree(double d) : value(d) {}
  Tree(std::string s) : value(std::move(s)) {}
  Tree(std::string_view s) : value(std::string(s)) {}
  Tree(const char* s) : value(std::string(s)) {}
  Tree(Date d) : value(d) {}
  Tree(Array a) : value(std::move(a)) {}
  Tree(Object o);
  /// An integer of any size: one beyond 2^53 becomes a string, as JSON readers lose digits.
  static Tree integer(Int128 value);
  static Tree object() { return Tree(Value(Object{})); }
  static Tree array() { return Tree(Value(Array{})); }

  [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(value); }
  [[nodiscard]] const Object* as_object() const { return std::get_if<Object>(&value); }
  [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&value); }
  [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&value); }
  [[nodiscard]] const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&value); }
  [[nodiscard]] const double* as_double() const { return std::get_if<double>(&value); }
  [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&value); }
  [[nodiscard]] const Date* as_date() const { return std::get_if<Date>(&value); }

  /// The first member of that name, or nothing; nothing too where this is no object.
  [[nodiscard]] const Tree* find(std::string_view name) const;
  [[nodiscard]] Tree* find(std::string_view name);
  /// Adds a member to an object and returns it; does not look for one of the same name.
  Tree& add(std::string name, Tree member);
  /// Adds an element to an array.
  Tree& push(Tree element);

  /// Equal values, wherever they were read.
  friend bool operator==(const Tree& a, const Tree& b);

 private:
  explicit Tree(Value v) : value(std::move(v)) {}
};

struct Member {
  std::string name;
  Tree tree;
  Position at = {};  ///< where its name was read

  friend bool operator==(const Member& a, const Member& b) {
    return a.name == b.name && a.tree == b.tree;
  }
};

/// "null", "true or false", "a number", "text", "a date", "a list", "a table": for messages.
[[nodiscard]] std::string_view kind_name(const Tree& tree);

}  // namespace relook::codec
