// SPDX-License-Identifier: Apache-2.0
// Rules of a map meet a table: columns are found by name, conditions are asked of its rows.

#include <algorithm>

#include "base/spelling.hpp"
#include "io/cell.hpp"

namespace relook::io {
namespace {

std::size_t bind_column(std::string_view name, Position at, Header& header,
                        std::string_view map_file, Diagnostics& diagnostics) {
  const auto found = std::ranges::find(header.names, name);
  if (found == header.names.end()) {
    diagnostics.error(
        map_file, at,
        header.file + " has no column " + in_quotes(name) +
            (header.names.size() == 1 ? "; its header is one column: is the delimiter right?"
                                      : did_you_mean(name, header.names)));
    return 0;
  }
  if (std::ranges::count(header.names, name) > 1) {
    diagnostics.error(map_file, at, header.file + " has more than one column " + in_quotes(name));
  }
  const auto number = static_cast<std::size_t>(found - header.names.begin());
  header.used.resize(header.names.size());
  header.used[number] = true;
  return number;
}

bool matches(std::string_view text, const std::vector<std::string>& words) {
  return std::ranges::any_of(
      words, [&](const std::string& word) { return fold_spelling(word) == fold_spelling(text); });
}

ConditionOutcome doubtful(const Condition& condition, std::string_view raw,
                          const std::string& column) {
  ConditionOutcome outcome;
  const Presence presence = raw.empty() ? condition.blank : condition.unknown;
  if (presence == Presence::present) return outcome;
  if (presence == Presence::absent) {
    outcome.holds = Truth::no;
    outcome.reason = column + " is blank";
    return outcome;
  }
  outcome.holds = Truth::unknown;
  return outcome;
}

}  // namespace

std::vector<BoundCell> bind_cells(std::span<const CellRule> rules, Header& header,
                                  std::string_view map_file, Diagnostics& diagnostics) {
  std::vector<BoundCell> bound;
  for (const CellRule& rule : rules) {
    BoundCell cell{&rule, {}};
    for (const Piece& piece : rule.pieces) {
      cell.fields.push_back(
          piece.is_column ? bind_column(piece.text, rule.at, header, map_file, diagnostics) : 0);
    }
    bound.push_back(std::move(cell));
  }
  return bound;
}

BoundRow bind_row(const RowRule& rule, Header& header, std::string_view map_file,
                  Diagnostics& diagnostics) {
  BoundRow bound{&rule, {}, {}};
  for (const Condition& condition : rule.when) {
    BoundCondition asked{&condition, 0, std::nullopt};
    asked.field = bind_column(condition.column, condition.at, header, map_file, diagnostics);
    if (!condition.shown_by.empty()) {
      asked.shown_by = bind_column(condition.shown_by, condition.at, header, map_file, diagnostics);
    }
    bound.when.push_back(asked);
  }
  bound.cells = bind_cells(rule.cells, header, map_file, diagnostics);
  return bound;
}

ConditionOutcome ask(const BoundCondition& bound, std::span<const Field> fields,
                     const Header& header) {
  const Condition& condition = *bound.condition;
  const Field& field = fields[bound.field];
  const std::string_view raw = trim(field.text);
  const std::string column(header.names[bound.field]);
  ConditionOutcome outcome;
  outcome.at = field.at;
  const Mark mark = mark_of(raw, condition.reading);
  if (mark == Mark::ambiguous) {
    outcome.refusal = ambiguous_marker(raw);
    return outcome;
  }
  bool shown = false;
  if (bound.shown_by) {
    const Mark other = mark_of(trim(fields[*bound.shown_by].text), condition.reading);
    shown = other == Mark::value || other == Mark::past;
  }
  if (mark == Mark::unknown) {
    if (shown) return outcome;
    outcome = doubtful(condition, raw, column);
    outcome.at = field.at;
    return outcome;
  }
  const bool none = mark == Mark::none;
  if (condition.test == Condition::Test::filled) {
    if (!none) return outcome;
    if (shown) {
      outcome.refusal = in_quotes(raw) + " says that there is none, and column " +
                        in_quotes(header.names[*bound.shown_by]) + " has " +
                        in_quotes(trim(fields[*bound.shown_by].text));
    }
    outcome.holds = Truth::no;
    outcome.reason = column + " is none";
    return outcome;
  }
  const bool listed = !none && matches(raw, condition.words);
  if (listed == (condition.test == Condition::Test::one_of)) return outcome;
  outcome.holds = Truth::no;
  outcome.reason = column + (none ? " is none" : " is " + in_quotes(raw));
  return outcome;
}

}  // namespace relook::io
