// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace relook {

/// Kleene's three values. Ordered, so that `and` is the smaller and `or` the larger of two.
enum class Truth : std::uint8_t { no = 0, unknown = 1, yes = 2 };

[[nodiscard]] constexpr Truth truth(bool value) { return value ? Truth::yes : Truth::no; }
[[nodiscard]] constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
[[nodiscard]] constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }
[[nodiscard]] constexpr Truth negated(Truth a) {
  return static_cast<Truth>(2 - static_cast<int>(a));
}

[[nodiscard]] constexpr std::string_view name_of(Truth a) {
  return a == Truth::yes ? "yes" : a == Truth::no ? "no" : "unknown";
}

}  // namespace relook
