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

  Value value;
  /// Where it was read; line 0 where it was made.
  Position at = {};

  // Written out and defined below Member, which Value needs to be complete.
  Tree();
  Tree(const Tree&);
  Tree(Tree&&) noexcept;
  Tree& operator=(const Tree&);
  Tree& operator=(Tree&&) noexcept;
  ~Tree();

  Tree(std::nullptr_t);
  Tree(bool b);
  Tree(int i);
  Tree(std::int64_t i);
  Tree(std::size_t n);
  Tree(std::uint32_t n);
  Tree(double d);
  Tree(std::string s);
  Tree(std::string_view s);
  Tree(const char* s);
  Tree(Date d);
  Tree(Array a);
  Tree(Object o);
  /// An integer of any size: one beyond 2^53 becomes a string, as JSON readers lose digits.
  static Tree integer(Int128 value);
  static Tree object();
  static Tree array();

  [[nodiscard]] bool is_null() const;
  [[nodiscard]] const Object* as_object() const;
  [[nodiscard]] const Array* as_array() const;
  [[nodiscard]] const std::string* as_string() const;
  [[nodiscard]] const std::int64_t* as_integer() const;
  [[nodiscard]] const double* as_double() const;
  [[nodiscard]] const bool* as_bool() const;
  [[nodiscard]] const Date* as_date() const;

  /// The first member of that name, or nothing; nothing too where this is no object.
  [[nodiscard]] const Tree* find(std::string_view name) const;
  [[nodiscard]] Tree* find(std::string_view name);
  /// Adds a member to an object and returns it; does not look for one of the same name.
  Tree& add(std::string name, Tree member);
  /// Adds an element to an array.
  Tree& push(Tree element);

  /// Equal values, wherever they were read.
  friend bool operator==(const Tree& a, const Tree& b);
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
