// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/check.hpp"
#include "estate/column.hpp"

namespace relook::estate {

/// Gives each different text a number, dense from 0 in the order in which they come.
class Interner {
 public:
  Interner() = default;
  Interner(Interner&&) noexcept = default;
  Interner& operator=(Interner&&) noexcept = default;
  Interner(const Interner&) = delete;  // the map's keys would be views of the other's texts
  Interner& operator=(const Interner&) = delete;

  std::uint32_t code(std::string_view text) {
    const auto found = codes_.find(text);
    if (found != codes_.end()) return found->second;
    RELOOK_CHECK(texts_.size() < kCodeMax);
    const auto code = static_cast<std::uint32_t>(texts_.size());
    codes_.emplace(texts_.emplace_back(text), code);
    return code;
  }
  /// A number of its own that `code` gives for no text, be it the same.
  std::uint32_t fresh(std::string_view text) {
    texts_.emplace_back(text);
    return static_cast<std::uint32_t>(texts_.size() - 1);
  }
  [[nodiscard]] std::uint32_t find(std::string_view text) const {
    const auto found = codes_.find(text);
    return found == codes_.end() ? kUnknownCode : found->second;
  }
  [[nodiscard]] std::string_view operator[](std::uint32_t code) const { return texts_[code]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // a deque, since the map's keys are views of its strings
  std::unordered_map<std::string_view, std::uint32_t> codes_;
};

}  // namespace relook::estate
