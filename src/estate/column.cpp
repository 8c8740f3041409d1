// SPDX-License-Identifier: Apache-2.0
#include "estate/column.hpp"

#include <algorithm>

#include "base/parallel.hpp"

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

TextPool::TextPool(std::span<const std::string_view> texts)
    : TextPool(texts.size(), [texts](std::size_t i) { return texts[i]; }) {}

TextPool::TextPool(std::size_t count, const std::function<std::string_view(std::size_t)>& text) {
  // Waking another thread costs more than a small pool.
  const unsigned threads = count < kChunkSize ? 1 : 0;
  auto pool = std::make_shared<PoolBytes>();
  pool->offsets.resize(count + 1);
  pool->offsets[0] = 0;
  parallel_chunks(count, threads, [&](std::size_t, Chunk chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) pool->offsets[i + 1] = text(i).size();
  });
  for (std::size_t i = 0; i < count; ++i) pool->offsets[i + 1] += pool->offsets[i];
  pool->bytes.resize(pool->offsets[count]);
  parallel_chunks(count, threads, [&](std::size_t, Chunk chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      const std::string_view one = text(i);
      one.copy(pool->bytes.data() + pool->offsets[i], one.size());
    }
  });
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
