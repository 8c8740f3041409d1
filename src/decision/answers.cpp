// SPDX-License-Identifier: Apache-2.0
#include "decision/answers.hpp"

#include <algorithm>

namespace relook::decision {
namespace {

Truth of_number(std::int64_t number, std::span<const IntegerRange> ranges) {
  if (number == estate::kUnknownNumber) return Truth::unknown;
  if (number == estate::kNoneNumber) return Truth::no;
  for (const IntegerRange& range : ranges) {
    if (range.holds(number)) return Truth::yes;
  }
  return Truth::no;
}

void write_days(const DayAnswer& answer, Chunk rows, std::span<Truth> out) {
  const std::int32_t* const days = answer.days.data() + rows.begin;
  if (const DateIs* const is = std::get_if<DateIs>(answer.test)) {
    const DayRange asked = day_range(is->operand, answer.on);
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = compare(day_range(days[i], answer.reading), is->order, asked);
    }
    return;
  }
  std::ranges::fill(out, Truth::no);
  for (const DateOperand& operand : std::get<DateIn>(*answer.test).operands) {
    const DayRange asked = day_range(operand, answer.on);
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = either(out[i], compare(day_range(days[i], answer.reading), Order::equal, asked));
    }
  }
}

bool all_are(std::span<const Truth> truths, Truth value) {
  return std::ranges::all_of(truths, [value](Truth truth) { return truth == value; });
}

// Joins the children; where every row already has the answer that no further child can change, the
// rest of them is left out.
template <class Join>
void write_joined(const Block& block, const std::vector<AnswerId>& children, std::span<Truth> out,
                  std::size_t level, Truth settled, Join join) {
  for (std::size_t child = 0; child < children.size(); ++child) {
    if (child == 0) {
      block.write(children[child], out, level);
      continue;
    }
    if (all_are(out, settled)) return;
    const std::span<Truth> other = block.scratch.at(level, out.size());
    block.write(children[child], other, level + 1);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = join(out[i], other[i]);
  }
}

}  // namespace

CodeTruths::CodeTruths(const std::vector<Truth>& of_code, Truth of_none, Truth of_unknown) {
  truths_.reserve(of_code.size() + kShift);
  truths_.push_back(of_none);
  truths_.push_back(of_unknown);
  truths_.insert(truths_.end(), of_code.begin(), of_code.end());
}

void write_gathered(std::span<const std::uint32_t> codes, const CodeTruths& of_code,
                    std::span<Truth> out) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = of_code[codes[i]];
}

void join_both(std::span<Truth> out, std::span<const Truth> other) {
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = both(out[i], other[i]);
}

std::span<Truth> Scratch::at(std::size_t level, std::size_t size) {
  if (levels_.size() <= level) levels_.resize(level + 1);
  if (levels_[level].size() < size) levels_[level].resize(size);
  return std::span(levels_[level]).first(size);
}

void Block::write(AnswerId id, std::span<Truth> out, std::size_t level) const {
  const Answer& answer = answers[id];
  if (const auto* const same = std::get_if<SameAnswer>(&answer)) {
    std::ranges::fill(out, same->truth);
  } else if (const auto* const gathered = std::get_if<GatheredAnswer>(&answer)) {
    write_gathered(gathered->codes.subspan(rows.begin, out.size()), gathered->of_code, out);
  } else if (const auto* const number = std::get_if<NumberAnswer>(&answer)) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = of_number(number->column->number(rows.begin + i), number->ranges);
    }
  } else if (const auto* const day = std::get_if<DayAnswer>(&answer)) {
    write_days(*day, rows, out);
  } else if (const auto* const ready = std::get_if<ReadyAnswer>(&answer)) {
    std::ranges::copy(std::span(ready->of_row).subspan(rows.begin, out.size()), out.begin());
  } else if (const auto* const all = std::get_if<AllAnswers>(&answer)) {
    write_joined(*this, all->children, out, level, Truth::no, both);
  } else if (const auto* const any = std::get_if<AnyAnswers>(&answer)) {
    write_joined(*this, any->children, out, level, Truth::yes, either);
  } else {
    write(std::get<NotAnswer>(answer).child, out, level);
    for (Truth& truth : out) truth = negated(truth);
  }
}

}  // namespace relook::decision
