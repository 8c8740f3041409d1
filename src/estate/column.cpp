// SPDX-License-Identifier: Apache-2.0
#include "estate/column.hpp"

#include <algorithm>

namespace relook::estate {
namespace {

struct PoolBytes {
  RowVector<std::uint64_t> offsets;
  RowVector<char> bytes;
};

struct PoolItems {
  std::vector<std::uint64_t> offsets;
  std::vector<std::uint32_t> items;
};

}  // namespace

TextPool::TextPool(std::span<const std::string_view> texts) {
  auto pool = std::make_shared<PoolBytes>();
  std::size_t bytes = 0;
  for (const std::string_view text : texts) bytes += text.size();
  pool->bytes.resize(bytes);
  pool->offsets.reserve(texts.size() + 1);
  pool->offsets.push_back(0);
  char* end = pool->bytes.data();
  for (const std::string_view text : texts) {
    end += text.copy(end, text.size());
    pool->offsets.push_back(static_cast<std::uint64_t>(end - pool->bytes.data()));
  }
  offsets_ = pool->offsets;
  bytes_ = {pool->bytes.data(), pool->bytes.size()};
  owner_ = std::move(pool);
}

ListPool::ListPool(const std::vector<std::vector<std::uint32_t>>& lists) {
  auto pool = std::make_shared<PoolItems>();
  pool->offsets.push_back(0);
  for (const std::vector<std::uint32_t>& list : lists) {
    pool->items.insert(pool->items.end(), list.begin(), list.end());
    pool->offsets.push_back(pool->items.size());
  }
  offsets_ = pool->offsets;
  items_ = pool->items;
  owner_ = std::move(pool);
}

template <class Values>
void Column::keep(Values values, auto& view) {
  auto owner = std::make_shared<const Values>(std::move(values));
  view = *owner;
  owner_ = std::move(owner);
}

template <class Values>
void Column::keep_numbers(Values numbers) {
  const bool narrow = std::ranges::all_of(numbers, [](std::int64_t number) {
    return !is_value(number) ||
           (number > kNarrowNone && number <= std::numeric_limits<std::int32_t>::max());
  });
  if (!narrow || numbers.empty()) {
    keep(std::move(numbers), numbers_);
    return;
  }
  RowVector<std::int32_t> kept(numbers.size());
  std::ranges::transform(numbers, kept.begin(), [](std::int64_t number) {
    if (is_value(number)) return static_cast<std::int32_t>(number);
    return number == kNoneNumber ? kNarrowNone : kNarrowUnknown;
  });
  numbers = {};
  keep(std::move(kept), narrow_);
}

Column::Column(std::vector<std::uint32_t> codes) { keep(std::move(codes), codes_); }
Column::Column(std::vector<std::int32_t> days) { keep(std::move(days), days_); }
Column::Column(std::vector<std::int64_t> numbers) { keep_numbers(std::move(numbers)); }
Column::Column(RowVector<std::uint32_t> codes) { keep(std::move(codes), codes_); }
Column::Column(RowVector<std::int32_t> days) { keep(std::move(days), days_); }
Column::Column(RowVector<std::int64_t> numbers) { keep_numbers(std::move(numbers)); }

std::vector<std::int64_t> Column::numbers() const {
  if (narrow_.empty()) return {numbers_.begin(), numbers_.end()};
  std::vector<std::int64_t> out(narrow_.size());
  std::ranges::transform(narrow_, out.begin(), widened);
  return out;
}

}  // namespace relook::estate
