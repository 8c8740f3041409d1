// SPDX-License-Identifier: Apache-2.0
#include "decision/class_answers.hpp"

#include <algorithm>

namespace relook::decision {
namespace {

constexpr std::size_t kValuesMax = 4096;

template <class Join>
std::vector<Truth> ask_joined(const Answers& answers, const std::vector<AnswerId>& children,
                              const RowClasses& classes, Truth neutral, Join join) {
  std::vector<Truth> out(classes.size(), neutral);
  for (const AnswerId child : children) {
    const std::vector<Truth> other = ask_classes(answers, child, classes);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = join(out[i], other[i]);
  }
  return out;
}

}  // namespace

bool add_column(const KindsView& column, std::vector<KindsView>& columns) {
  if (column.count > kValuesMax) return false;
  const bool known = std::ranges::any_of(
      columns, [&](const KindsView& other) { return other.codes.data() == column.codes.data(); });
  if (!known && !column.codes.empty()) columns.push_back(column);
  return true;
}

bool add_columns_asked(const Answers& answers, AnswerId root, std::vector<KindsView>& columns) {
  const auto all_of = [&](const std::vector<AnswerId>& children) {
    return std::ranges::all_of(
        children, [&](AnswerId child) { return add_columns_asked(answers, child, columns); });
  };
  const Answer& answer = answers[root];
  if (std::holds_alternative<SameAnswer>(answer)) return true;
  if (const auto* const gathered = std::get_if<GatheredAnswer>(&answer)) {
    const std::size_t values = gathered->of_code.all().size() - kFirstValueKind;
    return add_column(kinds_of_codes(gathered->codes, values), columns);
  }
  if (const auto* const all = std::get_if<AllAnswers>(&answer)) return all_of(all->children);
  if (const auto* const any = std::get_if<AnyAnswers>(&answer)) return all_of(any->children);
  if (const auto* const no = std::get_if<NotAnswer>(&answer)) {
    return add_columns_asked(answers, no->child, columns);
  }
  return false;
}

std::vector<Truth> ask_classes(const GatheredAnswer& gathered, const RowClasses& classes) {
  std::vector<Truth> out;
  if (classes.size() == 0) return out;
  const auto column = classes.column_of(gathered.codes);
  RELOOK_CHECK(column.has_value());
  out.reserve(classes.size());
  for (const std::uint32_t code : classes.codes(*column)) out.push_back(gathered.of_code[code]);
  return out;
}

std::vector<Truth> ask_classes(const Answers& answers, AnswerId root, const RowClasses& classes) {
  const Answer& answer = answers[root];
  if (const auto* const same = std::get_if<SameAnswer>(&answer)) {
    return std::vector<Truth>(classes.size(), same->truth);
  }
  if (const auto* const gathered = std::get_if<GatheredAnswer>(&answer)) {
    return ask_classes(*gathered, classes);
  }
  if (const auto* const all = std::get_if<AllAnswers>(&answer)) {
    return ask_joined(answers, all->children, classes, Truth::yes, both);
  }
  if (const auto* const any = std::get_if<AnyAnswers>(&answer)) {
    return ask_joined(answers, any->children, classes, Truth::no, either);
  }
  const auto* const no = std::get_if<NotAnswer>(&answer);
  RELOOK_CHECK(no != nullptr);
  std::vector<Truth> out = ask_classes(answers, no->child, classes);
  for (Truth& truth : out) truth = negated(truth);
  return out;
}

}  // namespace relook::decision
