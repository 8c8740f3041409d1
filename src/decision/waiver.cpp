// SPDX-License-Identifier: Apache-2.0
#include "decision/waiver.hpp"

#include <algorithm>

#include "base/spelling.hpp"

namespace relook::decision {
namespace {

std::string text_of(const estate::Table& table, estate::ColumnRef ref, std::size_t row) {
  const estate::Column& column = table.columns[ref.column];
  const std::uint32_t code = column.code(row);
  return estate::is_value(code) ? std::string(column.texts[code]) : std::string();
}

}  // namespace

Read<std::vector<Waiver>> read_waivers(const estate::Table& table, std::string_view file,
                                       const Decision& decision) {
  using namespace estate::column;
  Read<std::vector<Waiver>> read;
  std::vector<std::string_view> ids;
  ids.reserve(decision.rules.size());
  for (const Rule& rule : decision.rules) ids.push_back(rule.id);
  for (std::size_t row = 0; row < table.rows; ++row) {
    const std::string rule_id = text_of(table, kWaiverRule, row);
    const auto rule = std::ranges::find(decision.rules, rule_id, &Rule::id);
    if (rule == decision.rules.end()) {
      read.diagnostics.error(
          file, {}, "the decision has no rule " + in_quotes(rule_id) + did_you_mean(rule_id, ids));
      continue;
    }
    const std::string text = text_of(table, kWaiverSelector, row);
    Read<Selector> selector =
        compile_selector(text, {std::string(file), {}}, rule->over, Vocabulary{});
    const bool good = !selector.diagnostics.has_errors();
    read.diagnostics.append(std::move(selector.diagnostics));
    if (!good) continue;
    read.value.push_back(
        {rule_id, std::move(selector.value), text_of(table, kWaiverJustification, row),
         text_of(table, kWaiverGrantedBy, row), Date{table.columns[kWaiverUntil.column].day(row)}});
  }
  return read;
}

}  // namespace relook::decision
