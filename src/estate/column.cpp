// SPDX-License-Identifier: Apache-2.0
#include "estate/column.hpp"

#include <algorithm>
#include <string>

namespace relook::estate {
namespace {

struct PoolBytes {
  std::vector<std::uint64_t> offsets;
  std::string bytes;
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
  pool->bytes.reserve(bytes);
  pool->offsets.reserve(texts.size() + 1);
  pool->offsets.push_back(0);
  for (const std::string_view text : texts) {
    pool->bytes.append(text);
    pool->offsets.push_back(pool->bytes.size());
  }
  offsets_ = pool->offsets;
  bytes_ = pool->bytes;
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

Column::Column(std::vector<std::uint32_t> codes) {
  auto owner = std::make_shared<const std::vector<std::uint32_t>>(std::move(codes));
  codes_ = *owner;
  owner_ = std::move(owner);
}

Column::Column(std::vector<std::int32_t> days) {
  auto owner = std::make_shared<const std::vector<std::int32_t>>(std::move(days));
  days_ = *owner;
  owner_ = std::move(owner);
}

Column::Column(std::vector<std::int64_t> numbers) {
  const bool narrow = std::ranges::all_of(numbers, [](std::int64_t number) {
    return !is_value(number) ||
           (number > kNarrowNone && number <= std::numeric_limits<std::int32_t>::max());
  });
  if (narrow && !numbers.empty()) {
    std::vector<std::int32_t> kept(numbers.size());
    std::ranges::transform(numbers, kept.begin(), [](std::int64_t number) {
      if (is_value(number)) return static_cast<std::int32_t>(number);
      return number == kNoneNumber ? kNarrowNone : kNarrowUnknown;
    });
    numbers = {};
    auto owner = std::make_shared<const std::vector<std::int32_t>>(std::move(kept));
    narrow_ = *owner;
    owner_ = std::move(owner);
    return;
  }
  auto owner = std::make_shared<const std::vector<std::int64_t>>(std::move(numbers));
  numbers_ = *owner;
  owner_ = std::move(owner);
}

std::vector<std::int64_t> Column::numbers() const {
  if (narrow_.empty()) return {numbers_.begin(), numbers_.end()};
  std::vector<std::int64_t> out(narrow_.size());
  std::ranges::transform(narrow_, out.begin(), widened);
  return out;
}

}  // namespace relook::estate
