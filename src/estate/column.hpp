// SPDX-License-Identifier: Apache-2.0
// A column: what one field of every row of a table holds, as a view over frozen numbers.
//
// Texts and lists are dictionary-encoded: a row holds a code, the dictionary holds each different
// text or list once. So a question about a text is answered once per text, not once per row.

#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/date.hpp"
#include "base/row_vector.hpp"

namespace relook::estate {

// Codes of references, texts, lists, words and yes_no (0 no, 1 yes).
inline constexpr std::uint32_t kUnknownCode = 0xFFFFFFFF;
inline constexpr std::uint32_t kNoneCode = 0xFFFFFFFE;
/// No table has more rows, no dictionary more entries.
inline constexpr std::uint32_t kCodeMax = 0xFFFFFFF0;

// Dates as days since 1970-01-01.
inline constexpr std::int32_t kUnknownDay = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int32_t kNoneDay = kUnknownDay + 1;
inline constexpr std::int32_t kPastDay = kUnknownDay + 2;  ///< before as_of, day not known

// Quantities in units of 10^-digits.
inline constexpr std::int64_t kUnknownNumber = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kNoneNumber = kUnknownNumber + 1;  ///< a metric's `-`

[[nodiscard]] constexpr bool is_value(std::uint32_t code) { return code <= kCodeMax; }
[[nodiscard]] constexpr bool is_value(std::int32_t day) { return day > kPastDay; }
[[nodiscard]] constexpr bool is_value(std::int64_t number) { return number > kNoneNumber; }

/// Different texts, each once, by code.
class TextPool {
 public:
  TextPool() = default;
  explicit TextPool(std::span<const std::string_view> texts);
  /// Of so many texts by their numbers; `text` is asked twice of each, on several threads.
  TextPool(std::size_t count, const std::function<std::string_view(std::size_t)>& text);
  /// A view of what `owner` keeps: `offsets` are those of each text in `bytes` and their end, never
  /// falling. Whoever hands in bytes from outside has checked that.
  TextPool(std::span<const std::uint64_t> offsets, std::string_view bytes,
           std::shared_ptr<const void> owner)
      : offsets_(offsets), bytes_(bytes), owner_(std::move(owner)) {}

  [[nodiscard]] std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::uint32_t code) const {
    RELOOK_CHECK(code < size());
    return bytes_.substr(offsets_[code], offsets_[code + 1] - offsets_[code]);
  }
  [[nodiscard]] std::size_t byte_count() const { return bytes_.size() + offsets_.size_bytes(); }
  /// Where each text begins in `bytes`, and the end; nothing where there are none.
  [[nodiscard]] std::span<const std::uint64_t> offsets() const { return offsets_; }
  [[nodiscard]] std::string_view bytes() const { return bytes_; }

 private:
  std::span<const std::uint64_t> offsets_;
  std::string_view bytes_;
  // Keeps what the views show. Shared, because estates made from one another (an assumption, a
  // planned change) have most of their columns in common; it is never written after it is made.
  std::shared_ptr<const void> owner_;
};

/// Different lists of codes, each once, by code.
class ListPool {
 public:
  ListPool() = default;
  explicit ListPool(const std::vector<std::vector<std::uint32_t>>& lists);
  /// A view, as of a TextPool.
  ListPool(std::span<const std::uint64_t> offsets, std::span<const std::uint32_t> items,
           std::shared_ptr<const void> owner)
      : offsets_(offsets), items_(items), owner_(std::move(owner)) {}

  [[nodiscard]] std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::uint32_t code) const {
    RELOOK_CHECK(code < size());
    return items_.subspan(offsets_[code], offsets_[code + 1] - offsets_[code]);
  }
  [[nodiscard]] std::span<const std::uint64_t> offsets() const { return offsets_; }
  [[nodiscard]] std::span<const std::uint32_t> items() const { return items_; }

 private:
  std::span<const std::uint64_t> offsets_;
  std::span<const std::uint32_t> items_;
  std::shared_ptr<const void> owner_;  // as in TextPool
};

/// One column. Exactly one of the three views is used, by its schema's type; all are empty where
/// the file does not have the column, and then every row is unknown.
class Column {
 public:
  Column() = default;
  explicit Column(std::vector<std::uint32_t> codes);
  explicit Column(std::vector<std::int32_t> days);
  /// Numbers that all fit into 32 bits are kept so, in half the room.
  explicit Column(std::vector<std::int64_t> numbers);
  // The same of large ones.
  explicit Column(RowVector<std::uint32_t> codes);
  explicit Column(RowVector<std::int32_t> days);
  explicit Column(RowVector<std::int64_t> numbers);
  // Views of what `owner`, which is not null, keeps.
  Column(std::span<const std::uint32_t> codes, std::shared_ptr<const void> owner)
      : codes_(codes), owner_(std::move(owner)) {}
  Column(std::span<const std::int32_t> days, std::shared_ptr<const void> owner)
      : days_(days), owner_(std::move(owner)) {}
  Column(std::span<const std::int64_t> numbers, std::shared_ptr<const void> owner)
      : numbers_(numbers), owner_(std::move(owner)) {}

  [[nodiscard]] bool present() const { return owner_ != nullptr; }
  [[nodiscard]] std::span<const std::uint32_t> codes() const { return codes_; }
  [[nodiscard]] std::span<const std::int32_t> days() const { return days_; }
  [[nodiscard]] bool holds_numbers() const { return !numbers_.empty() || !narrow_.empty(); }
  /// A copy of them all.
  [[nodiscard]] std::vector<std::int64_t> numbers() const;

  [[nodiscard]] std::uint32_t code(std::size_t row) const {
    return present() ? codes_[row] : kUnknownCode;
  }
  [[nodiscard]] std::int32_t day(std::size_t row) const {
    return present() ? days_[row] : kUnknownDay;
  }
  [[nodiscard]] std::int64_t number(std::size_t row) const {
    if (!narrow_.empty()) return widened(narrow_[row]);
    return present() ? numbers_[row] : kUnknownNumber;
  }

  TextPool texts;  ///< what the codes of `text` mean; for `texts`, what the items of lists mean
  ListPool lists;  ///< what the codes of `texts` and `references` mean

 private:
  static constexpr std::int32_t kNarrowUnknown = std::numeric_limits<std::int32_t>::min();
  static constexpr std::int32_t kNarrowNone = kNarrowUnknown + 1;
  [[nodiscard]] static constexpr std::int64_t widened(std::int32_t number) {
    if (number > kNarrowNone) return number;
    return number == kNarrowNone ? kNoneNumber : kUnknownNumber;
  }

  template <class Values>
  void keep(Values values, auto& view);
  template <class Values>
  void keep_numbers(Values numbers);

  std::span<const std::uint32_t> codes_;
  std::span<const std::int32_t> days_;
  std::span<const std::int64_t> numbers_;
  std::span<const std::int32_t> narrow_;  // numbers, in place of numbers_
  std::shared_ptr<const void> owner_;     // as in TextPool
};

}  // namespace relook::estate
