// SPDX-License-Identifier: Apache-2.0
#include "decision/day_set.hpp"

#include <algorithm>
#include <bit>

namespace relook::decision {
namespace {

constexpr std::int64_t kBits = 64;

struct Years {
  std::int64_t first;
  std::int64_t last;
};

const Years& years() {
  static const Years kYears = {date_from({1900, 1, 1})->days, date_from({2199, 12, 31})->days};
  return kYears;
}

std::size_t word_of(std::int64_t place) { return static_cast<std::size_t>(place / kBits); }

}  // namespace

void DaySet::add(std::int64_t day) {
  if (day < years().first || day > years().last) return;
  if (words_.empty()) words_.resize(word_of(years().last - years().first) + 1);
  const std::int64_t place = day - years().first;
  words_[word_of(place)] |= std::uint64_t{1} << (place % kBits);
}

void DaySet::add(const DaySet& other) {
  if (other.words_.empty()) return;
  words_.resize(other.words_.size());
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
}

bool DaySet::any_in(Date after, Date last) const {
  if (words_.empty()) return false;
  const std::int64_t begin = std::max<std::int64_t>(std::int64_t{after.days} + 1, years().first);
  const std::int64_t end = std::min<std::int64_t>(last.days, years().last);
  for (std::int64_t day = begin; day <= end; ++day) {
    const std::int64_t place = day - years().first;
    const std::uint64_t rest = words_[word_of(place)] >> (place % kBits);
    if ((rest & 1) != 0) return true;
    // Nothing more in this word: go on with the next.
    if (rest == 0) day += kBits - 1 - place % kBits;
  }
  return false;
}

std::vector<Date> DaySet::days() const {
  std::vector<Date> out;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
      const std::int64_t place = static_cast<std::int64_t>(i) * kBits + std::countr_zero(word);
      out.push_back({static_cast<std::int32_t>(years().first + place)});
    }
  }
  return out;
}

}  // namespace relook::decision
