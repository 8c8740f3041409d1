// SPDX-License-Identifier: Apache-2.0
// A selector made ready for one estate: each leaf answered once for each code of its dictionary,
// to be gathered and joined for blocks of rows.

#pragma once

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "base/parallel.hpp"
#include "base/truth.hpp"
#include "decision/bound.hpp"
#include "decision/cells.hpp"
#include "estate/column.hpp"

namespace relook::decision {

using AnswerId = Id<struct AnswerTag>;

/// The same answer for every row.
struct SameAnswer {
  Truth truth;
};
/// What every code of a column answers, the two that are no values included. These stand in front:
/// they are the two largest numbers, so that adding two brings them to the beginning and no row
/// needs a branch.
class CodeTruths {
 public:
  CodeTruths() = default;
  CodeTruths(const std::vector<Truth>& of_code, Truth of_none, Truth of_unknown);

  [[nodiscard]] Truth operator[](std::uint32_t code) const { return truths_[code + kShift]; }
  [[nodiscard]] std::span<Truth> all() { return truths_; }
  [[nodiscard]] std::span<const Truth> all() const { return truths_; }

 private:
  static constexpr std::uint32_t kShift = 2;
  static_assert(estate::kNoneCode + kShift == 0 && estate::kUnknownCode + kShift == 1);

  std::vector<Truth> truths_;
};

/// A row's answer is that of its code.
struct GatheredAnswer {
  std::span<const std::uint32_t> codes;
  CodeTruths of_code;
};
/// A row's answer is found from its number.
struct NumberAnswer {
  const estate::Column* column;
  std::span<const IntegerRange> ranges;
};
/// A row's answer is found from its day: `test` is a DateIs or a DateIn.
struct DayAnswer {
  std::span<const std::int32_t> days;
  const Test* test;
  DayReading reading;
  Date on;
};
/// Each row's answer stands ready.
struct ReadyAnswer {
  std::vector<Truth> of_row;
};
struct AllAnswers {
  std::vector<AnswerId> children;
};
struct AnyAnswers {
  std::vector<AnswerId> children;
};
struct NotAnswer {
  AnswerId child;
};

using Answer = std::variant<SameAnswer, GatheredAnswer, NumberAnswer, DayAnswer, ReadyAnswer,
                            AllAnswers, AnyAnswers, NotAnswer>;
using Answers = IdVector<AnswerId, Answer>;

/// Rows of one block: three of its buffers fit into a processor's first cache.
inline constexpr std::size_t kBlockRows = 8'192;

/// Room for the buffers of one block, one for each level of the tree.
class Scratch {
 public:
  /// Room for `size` answers that only `level` uses; stays where it is as levels are added.
  [[nodiscard]] std::span<Truth> at(std::size_t level, std::size_t size);

 private:
  std::vector<std::vector<Truth>> levels_;
};

/// Writes the answers of the rows of the chunk.
struct Block {
  const Answers& answers;
  Chunk rows;
  Scratch& scratch;

  void write(AnswerId id, std::span<Truth> out, std::size_t level = 0) const;
};

/// Writes what the codes answer.
void write_gathered(std::span<const std::uint32_t> codes, const CodeTruths& of_code,
                    std::span<Truth> out);
/// Leaves in `out` the and of both.
void join_both(std::span<Truth> out, std::span<const Truth> other);

}  // namespace relook::decision
