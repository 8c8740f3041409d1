// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/check.hpp"
#include "base/row_vector.hpp"
#include "estate/column.hpp"

namespace relook::estate {

/// Gives each different text a number, dense from 0 in the order in which they come. A hash table
/// with open addressing over texts that lie one behind the other: of millions of ids each is small.
class Interner {
 public:
  Interner() = default;
  Interner(Interner&&) noexcept = default;
  Interner& operator=(Interner&&) noexcept = default;
  Interner(const Interner&) = delete;  // the views would be of the other's texts
  Interner& operator=(const Interner&) = delete;

  std::uint32_t code(std::string_view text) {
    return code_of(text, [&] { return kept(text); });
  }
  /// The same without a copy: the text lies among those of another interner, which `take_texts` is
  /// given before that one ends.
  std::uint32_t code_lasting(std::string_view text) {
    return code_of(text, [&] { return text; });
  }
  /// Takes over where another's texts lie, not what they are called.
  void take_texts(Interner&& other) {
    std::ranges::move(other.blocks_, std::back_inserter(blocks_));
    other = Interner();
  }
  /// A number of its own that `code` gives for no text, be it the same.
  std::uint32_t fresh(std::string_view text) { return added(kept(text)); }
  [[nodiscard]] std::uint32_t find(std::string_view text) const {
    return slots_.empty() ? kUnknownCode : slots_[place_of(text, hash_of(text))].code;
  }
  /// Makes room for so many more texts.
  void reserve(std::size_t more) {
    texts_.reserve(texts_.size() + more);
    std::size_t slots = std::max(kSlotsMin, slots_.size());
    while (slots / 4 * 3 <= texts_.size() + more) slots *= 2;
    if (slots > slots_.size()) grow(slots);
  }
  /// Says that `code` will soon be asked of the text: of millions each lies far from the last.
  void fetch(std::string_view text) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[hash_of(text) & (slots_.size() - 1)]);
  }
  /// Stays where it is as long as the interner lives.
  [[nodiscard]] std::string_view operator[](std::uint32_t code) const { return texts_[code]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t code = kUnknownCode;  // of an empty one
  };
  static constexpr std::size_t kSlotsMin = 16;
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 16;
  static constexpr std::size_t kBlocksSmall = 64;
  static constexpr std::size_t kLargeBlockBytes = std::size_t{4} << 20;

  std::uint32_t added(std::string_view text) {
    RELOOK_CHECK(texts_.size() < kCodeMax);
    texts_.push_back(text);
    return static_cast<std::uint32_t>(texts_.size() - 1);
  }
  template <class Keep>
  std::uint32_t code_of(std::string_view text, const Keep& keep) {
    if (texts_.size() >= slots_.size() / 4 * 3) grow(std::max(kSlotsMin, slots_.size() * 2));
    const std::uint32_t hash = hash_of(text);
    Slot& slot = slots_[place_of(text, hash)];
    if (slot.code == kUnknownCode) slot = {hash, added(keep())};
    return slot.code;
  }
  static std::uint32_t hash_of(std::string_view text) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(text) >> 16);
  }
  // Where the text is, or the empty slot where it would be.
  [[nodiscard]] std::size_t place_of(std::string_view text, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = hash & mask;
    while (slots_[place].code != kUnknownCode &&
           (slots_[place].hash != hash || texts_[slots_[place].code] != text)) {
      place = (place + 1) & mask;
    }
    return place;
  }
  void grow(std::size_t slots) {
    const RowVector<Slot> before = std::move(slots_);
    slots_.assign(slots, {});
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : before) {
      if (slot.code == kUnknownCode) continue;
      std::size_t place = slot.hash & mask;
      while (slots_[place].code != kUnknownCode) place = (place + 1) & mask;
      slots_[place] = slot;
    }
  }
  std::string_view kept(std::string_view text) {
    if (text.size() > left_) {
      // Of many texts the blocks become large.
      const std::size_t size = blocks_.size() < kBlocksSmall ? kBlockBytes : kLargeBlockBytes;
      left_ = std::max(text.size(), size);
      blocks_.emplace_back(left_);
      next_ = blocks_.back().data();
    }
    char* const start = next_;
    next_ = text.copy(start, text.size()) + start;
    left_ -= text.size();
    return {start, text.size()};
  }

  RowVector<std::string_view> texts_;  // by code, in the blocks
  RowVector<Slot> slots_;              // a power of two of them, a quarter of them free
  std::vector<RowVector<char>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace relook::estate
