// SPDX-License-Identifier: Apache-2.0
#include "decision/row_classes.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>

#include "base/check.hpp"
#include "base/parallel.hpp"

namespace relook::decision {
namespace {

using Number = RowClasses::Number;

constexpr std::uint64_t kTruths = 3;

// Numbers different keys in the order in which they come; a hash table with open addressing.
class KeyNumbers {
 public:
  std::uint32_t number(std::uint64_t key) {
    Slot* slot = place_of(key);
    if (slot->number == kEmpty) {
      if (keys_.size() >= slots_.size() / 2) {
        grow();
        slot = place_of(key);
      }
      *slot = {key, static_cast<std::uint32_t>(keys_.size())};
      keys_.push_back(key);
    }
    return slot->number;
  }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] const std::vector<std::uint64_t>& keys() const { return keys_; }

 private:
  static constexpr std::uint32_t kEmpty = std::numeric_limits<std::uint32_t>::max();
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t number = kEmpty;
  };

  Slot* place_of(std::uint64_t key) {
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = (key * kSpread) >> shift_;
    while (slots_[place].number != kEmpty && slots_[place].key != key) place = (place + 1) & mask;
    return &slots_[place];
  }
  void grow() {
    const std::vector<Slot> before = std::move(slots_);
    slots_.assign(before.size() * 2, {});
    --shift_;
    for (const Slot& slot : before) {
      if (slot.number != kEmpty) *place_of(slot.key) = slot;
    }
  }

  std::vector<std::uint64_t> keys_;
  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  unsigned shift_ = 54;  // leaves as many bits as number the slots
};

// Writes what tells the rows apart: their kinds as the digits of one number.
void write_keys(std::span<const Truth> service, std::span<const KindsView> columns, Chunk rows,
                std::span<std::uint64_t> out) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i] = static_cast<std::uint64_t>(service[rows.begin + i]);
  }
  for (const KindsView& column : columns) {
    if (column.codes.empty()) continue;  // the same for every row
    const std::uint32_t* const codes = column.codes.data() + rows.begin;
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = out[i] * column.count + (codes[i] + column.shift);
    }
  }
}

bool keys_fit(std::span<const KindsView> columns) {
  std::uint64_t keys = kTruths;
  for (const KindsView& column : columns) {
    if (column.codes.empty()) continue;
    if (keys > std::numeric_limits<std::uint64_t>::max() / column.count) return false;
    keys *= column.count;
  }
  return true;
}

struct Part {
  std::vector<std::uint64_t> keys;  // by the part's own number of a class
  std::vector<std::uint64_t> rows;  // the same
  std::vector<Number> number_of;    // the same: the number for the whole
};

// Numbers the rows of the part by themselves; false where the numbers do not suffice.
bool number_part(std::span<const Truth> service, std::span<const KindsView> columns, Chunk rows,
                 std::span<Number> out, Part& part) {
  constexpr std::size_t kKeys = 1024;
  std::array<std::uint64_t, kKeys> buffer;
  KeyNumbers numbers;
  for (std::size_t begin = rows.begin; begin < rows.end; begin += kKeys) {
    const Chunk some{begin, std::min(begin + kKeys, rows.end)};
    const std::span<std::uint64_t> keys = std::span(buffer).first(some.end - some.begin);
    write_keys(service, columns, some, keys);
    if (numbers.size() + keys.size() > RowClasses::kClassesMax) return false;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      out[some.begin + i] = static_cast<Number>(numbers.number(keys[i]));
    }
  }
  part.keys = numbers.keys();
  part.rows.resize(part.keys.size());
  for (std::size_t row = rows.begin; row < rows.end; ++row) ++part.rows[out[row]];
  return true;
}

// Numbers the classes of all parts in their order, and counts their rows; false where there are too
// many.
bool join_parts(std::vector<Part>& parts, KeyNumbers& numbers, std::vector<std::uint64_t>& rows) {
  for (Part& part : parts) {
    for (std::size_t own = 0; own < part.keys.size(); ++own) {
      const std::uint32_t number = numbers.number(part.keys[own]);
      if (number >= RowClasses::kClassesMax) return false;
      part.number_of.push_back(static_cast<Number>(number));
      rows.resize(numbers.size());
      rows[number] += part.rows[own];
    }
  }
  return true;
}

}  // namespace

std::optional<RowClasses> RowClasses::make(std::span<const Truth> service,
                                           std::vector<KindsView> columns, const Run& run) {
  constexpr std::size_t kPartRows = std::size_t{1} << 17;
  if (!keys_fit(columns)) return std::nullopt;
  RowClasses out;
  out.class_of_.resize(service.size());
  std::vector<Part> parts((service.size() + kPartRows - 1) / kPartRows);
  std::atomic<bool> few = true;
  parallel_chunks(
      service.size(), run.threads,
      [&](std::size_t part, Chunk rows) {
        if (few && !number_part(service, columns, rows, out.class_of_, parts[part])) few = false;
      },
      kPartRows);
  if (!few) return std::nullopt;

  KeyNumbers numbers;
  if (!join_parts(parts, numbers, out.rows_)) return std::nullopt;
  parallel_chunks(
      service.size(), run.threads,
      [&](std::size_t part, Chunk rows) {
        if (part == 0) return;  // whose numbers are those of the whole
        for (std::size_t row = rows.begin; row < rows.end; ++row) {
          out.class_of_[row] = parts[part].number_of[out.class_of_[row]];
        }
      },
      kPartRows);

  out.columns_ = std::move(columns);
  out.read_keys(numbers.keys());
  return out;
}

// What stands in the columns, from the digits of the keys.
void RowClasses::read_keys(std::span<const std::uint64_t> keys) {
  codes_.assign(columns_.size(), {});
  for (std::uint64_t key : keys) {
    for (std::size_t i = columns_.size(); i-- > 0;) {
      const KindsView& column = columns_[i];
      const bool same = column.codes.empty();
      const std::uint64_t kind = same ? column.all : key % column.count;
      if (!same) key /= column.count;
      codes_[i].push_back(static_cast<std::uint32_t>(kind) - column.shift);
    }
    service_.push_back(static_cast<Truth>(key));
  }
}

std::optional<std::size_t> RowClasses::column_of(std::span<const std::uint32_t> codes) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!codes.empty() && columns_[i].codes.data() == codes.data()) return i;
  }
  return std::nullopt;
}

}  // namespace relook::decision
