// SPDX-License-Identifier: Apache-2.0
// A selector made ready for one estate: each leaf answered once for each code of its dictionary,
// to be gathered and joined for blocks of rows. Used by select alone.

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

namespace relook::decision {

using AnswerId = Id<struct AnswerTag>;

/// The same answer for every row.
struct SameAnswer {
  Truth truth;
};
/// A row's answer is that of its code.
struct GatheredAnswer {
  std::span<const std::uint32_t> codes;
  std::vector<Truth> of_code;
  Truth of_none;
  Truth of_unknown;
};
/// A row's answer is found from its number.
struct NumberAnswer {
  std::span<const std::int64_t> numbers;
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

}  // namespace relook::decision
