// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/check.hpp"

namespace relook {

/// An index that knows what it indexes, so that a site is never looked up in the table of links.
///
/// Ids are dense from zero and mean something only together with the table that gave them out.
/// The names that people use are data: they sit in the record, never in the id.
template <class Tag>
struct Id {
  std::uint32_t index;

  friend constexpr auto operator<=>(Id, Id) = default;
};

/// A vector that can be indexed by one kind of id only.
template <class Key, class Value>
class IdVector {
 public:
  IdVector() = default;
  IdVector(std::size_t size, const Value& value) : values_(size, value) {}

  Key push_back(Value value) {
    const Key key{static_cast<std::uint32_t>(values_.size())};
    values_.push_back(std::move(value));
    return key;
  }

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] std::span<const Value> values() const { return values_; }

  [[nodiscard]] Value& operator[](Key key) {
    RELOOK_CHECK(key.index < values_.size());
    return values_[key.index];
  }
  [[nodiscard]] const Value& operator[](Key key) const {
    RELOOK_CHECK(key.index < values_.size());
    return values_[key.index];
  }

  friend bool operator==(const IdVector&, const IdVector&) = default;

 private:
  std::vector<Value> values_;
};

}  // namespace relook
