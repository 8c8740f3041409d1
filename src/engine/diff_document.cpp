// SPDX-License-Identifier: Apache-2.0
// The answer of `diff` as a report: which way it went, the findings side by side, the bridge of
// each, and every cell behind it.

#include <fmt/format.h>

#include <algorithm>

#include "engine/diff.hpp"
#include "engine/diff_sides.hpp"
#include "engine/inputs.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using decision::Measure;
using report::Cell;
using report::ColumnKind;
using report::Shown;
using report::Tone;

constexpr std::size_t kReadRowsMax = 50;
constexpr std::size_t kReasonsReadMax = 4;
constexpr std::size_t kIdsReadMax = 5;

report::Badge badge_of(std::string_view verdict) {
  for (std::size_t i = 0; i < std::size(decision::kVerdicts); ++i) {
    if (decision::kVerdicts[i] == verdict) {
      return {tone_of(static_cast<decision::Verdict>(i)), std::string(verdict)};
    }
  }
  return {};
}

Tone tone_of_move(Moved moved) {
  switch (moved) {
    case Moved::worse:
      return Tone::bad;
    case Moved::unsettled:
      return Tone::unsure;
    case Moved::better:
      return Tone::good;
    default:
      return Tone::neutral;
  }
}

std::string_view move_text(Moved moved) {
  constexpr std::string_view kTexts[] = {"worse",           "no longer settled", "better",
                                         "another verdict", "same verdict",      "only before",
                                         "only after"};
  return kTexts[static_cast<std::size_t>(moved)];
}

std::string step_text(Step step) {
  std::string text(name_of(step));
  std::ranges::replace(text, '-', ' ');
  return text;
}

std::optional<Measure> measure_named(std::string_view name) {
  const auto found = std::ranges::find(decision::kMeasures, name);
  if (found == std::end(decision::kMeasures)) return std::nullopt;
  return static_cast<Measure>(found - std::begin(decision::kMeasures));
}

std::string amount(Int128 value, std::string_view measure) {
  const auto known = measure_named(measure);
  return known ? amount_text(value, *known) : to_string(value) + " " + std::string(measure);
}

// "+3", "-1", "0".
std::string signed_text(Int128 value) { return (value > 0 ? "+" : "") + to_string(value); }

// ---- figures, from what check says in JSON

std::optional<Fraction> fraction_of(const Tree& measured, std::string_view end) {
  const Tree* pair = measured.find(end);
  const Tree::Array* parts = pair == nullptr ? nullptr : pair->as_array();
  if (parts == nullptr || parts->size() != 2) return std::nullopt;
  const auto part = integer_of(parts->front());
  const auto whole = integer_of(parts->back());
  if (!part) return std::nullopt;
  return Fraction{*part, whole.value_or(*part), !whole.has_value()};
}

std::optional<Share> limit_of(const Tree& figures) {
  const Tree* pair = figures.find("limit");
  const Tree::Array* parts = pair == nullptr ? nullptr : pair->as_array();
  if (parts == nullptr || parts->size() != 2) return std::nullopt;
  const std::int64_t* part = parts->front().as_integer();
  const std::int64_t* whole = parts->back().as_integer();
  if (part == nullptr || whole == nullptr || *part < 0 || *whole <= 0) return std::nullopt;
  return Share{*part, *whole};
}

std::string share_text(const Fraction& fraction, std::string_view measure,
                       const std::optional<Share>& limit) {
  const std::string part = to_string(fraction.part);
  if (fraction.unbounded) return part + " of an unknown whole";
  // Without a limit there is nothing that a rounded figure must not cross.
  const bool sound = limit && fraction.part >= 0 && fraction.part <= fraction.whole;
  return fmt::format("{}{} of {}", sound ? percent(fraction, limit) + ", " : "", part,
                     amount(fraction.whole, measure));
}

std::string measured_text_of(const Tree& figures, const Tree& measured) {
  const std::string measure = member_text(measured, "measure");
  // What must be reached is shown as counts alone.
  const auto is = [&](decision::RuleKind kind) {
    return member_text(figures, "kind") == decision::kRuleKinds[static_cast<std::size_t>(kind)];
  };
  const bool reached = is(decision::RuleKind::know) || is(decision::RuleKind::withstand);
  const auto asked = limit_of(figures);
  const auto limit = reached ? std::nullopt : asked;
  const auto low = fraction_of(measured, "low");
  const auto high = fraction_of(measured, "high");
  if (!low || !high) return {};
  std::string text = share_text(*low, measure, limit);
  if (*low != *high) text += " to " + share_text(*high, measure, limit);
  if (asked) text += (reached ? "; at least " : "; at most ") + to_string(*asked);
  return text;
}

// The finding in one line, whichever side it comes from.
std::string figures_text(const Tree& figures) {
  if (figures.is_null()) return {};
  std::string text;
  if (member_text(figures, "verdict") == name_of(decision::Verdict::not_in_force)) {
    const std::string due = member_text(figures, "due");
    text = due.empty() ? "not asked; " : "asked from " + due + "; ";
    text += "in itself " + member_text(figures, "in_itself") + ": ";
  }
  const std::string why = member_text(figures, "undecided_because");
  if (!why.empty()) return text + why;
  const Tree* measured = figures.find("measured");
  if (measured != nullptr && measured->as_object() != nullptr) {
    return text + measured_text_of(figures, *measured);
  }
  const auto number = [&](std::string_view name) {
    return member_integer(figures, name).value_or(0);
  };
  const Int128 waived = number("waived_count");
  text += to_string(number("offender_count") - waived) + " against it";
  if (number("possible_count") > 0) text += ", " + to_string(number("possible_count")) + " may be";
  if (waived > 0) text += ", " + to_string(waived) + " waived";
  return text + ", of " + to_string(number("scope")) + " in scope";
}

// ---- reasons

std::string value_text(const std::optional<std::string>& value) {
  if (!value) return "not there";
  return value->empty() ? "unknown" : *value;
}

std::string reason_text(const Reason& reason) {
  const std::string where = reason.id.empty() ? reason.table : reason.table + " " + reason.id;
  return fmt::format("{}{}: {} → {}", where, reason.column.empty() ? "" : ", " + reason.column,
                     value_text(reason.before), value_text(reason.after));
}

std::string ids_text(const BridgeStep& step) {
  std::vector<std::string> ids(
      step.units.begin(),
      step.units.begin() + static_cast<std::ptrdiff_t>(std::min(step.units.size(), kIdsReadMax)));
  std::string text = listed(ids);
  if (step.count > ids.size()) text += fmt::format(", and {} more", step.count - ids.size());
  return text;
}

// Whether only one side asks this, and nothing else bears on it.
bool asked_once(const FindingChange& change) {
  return change.before.is_null() != change.after.is_null() && change.bridge &&
         std::ranges::all_of(change.bridge->steps, [](const BridgeStep& step) {
           return step.step == Step::asked_otherwise;
         });
}

std::vector<std::string> because_lines(const FindingChange& change) {
  std::vector<std::string> lines;
  if (asked_once(change)) {
    lines.emplace_back(change.before.is_null() ? "not asked before" : "not asked any more");
  } else if (change.bridge) {
    for (const BridgeStep& step : change.bridge->steps) {
      lines.push_back(fmt::format("{} {}: part {}, whole {} ({})", step.count, step_text(step.step),
                                  signed_text(step.sum.part), signed_text(step.sum.whole),
                                  ids_text(step)));
    }
  }
  for (std::size_t i = 0; i < std::min(change.because.size(), kReasonsReadMax); ++i) {
    lines.push_back(reason_text(change.because[i]));
  }
  if (change.because_count > kReasonsReadMax) {
    lines.push_back(fmt::format("and {} more", change.because_count - kReasonsReadMax));
  }
  return lines;
}

// ---- blocks

std::string side_name(const DiffSide& side) {
  return fmt::format("{} on {}", member_text(*side.answer.find("decision"), "id"),
                     member_text(side.answer, "on"));
}

std::string side_text(const DiffSide& side) {
  const Tree& estate = *side.answer.find("estate");
  std::string text = fmt::format(
      "{}, as of {}; decision {}, version {}, {}; asked on {}; {}", member_text(estate, "name"),
      member_text(estate, "as_of"), member_text(*side.answer.find("decision"), "id"),
      member_text(*side.answer.find("decision"), "version"),
      member_text(*side.answer.find("decision"), "status"), member_text(side.answer, "on"),
      member_text(side.answer, "verdict"));
  const Tree* alone = side.answer.find("on_facts_alone");
  if (alone != nullptr && alone->as_object() != nullptr) {
    text += ", and on the facts alone " + member_text(*alone, "verdict");
  }
  return text + (side.check ? "" : " (a result: it holds no elements)");
}

report::Verdict verdict_block(const DiffResult& result) {
  std::string counts;
  for (std::size_t i = 0; i < std::size(kMoved); ++i) {
    const std::uint64_t count = result.count(static_cast<Moved>(i));
    if (count == 0) continue;
    counts +=
        fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, move_text(static_cast<Moved>(i)));
  }
  if (counts.empty()) counts = "no finding moved";
  counts += fmt::format("; {} unchanged", result.unchanged.size());
  const std::string was = member_text(result.before.answer, "verdict");
  const std::string is = member_text(result.after.answer, "verdict");
  const std::string word = was == is ? "still " + is : was + " → " + is;
  return {word, badge_of(is).tone, counts};
}

report::SideBySide side_by_side(const DiffResult& result) {
  report::SideBySide out{.id = "Changes",
                         .title = "Findings that moved",
                         .header = "Finding",
                         .before_header = "Before: " + side_name(result.before),
                         .after_header = "After: " + side_name(result.after)};
  out.empty = "No finding moved.";
  for (const FindingChange& change : result.changes) {
    report::Pair pair{.label = change.finding, .because = because_lines(change)};
    if (!change.before.is_null()) {
      pair.before = {badge_of(member_text(change.before, "verdict")), figures_text(change.before)};
    }
    if (!change.after.is_null()) {
      pair.after = {badge_of(member_text(change.after, "verdict")), figures_text(change.after)};
    }
    out.pairs.push_back(std::move(pair));
  }
  return out;
}

// The findings with every figure in a cell of its own.
report::Table changes_table(const DiffResult& result) {
  report::Table table{.id = "Findings", .title = "Findings", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {
      {.id = "finding", .header = "Finding"},
      {.id = "moved", .header = "Moved", .kind = ColumnKind::tone},
      {.id = "before", .header = "Before", .kind = ColumnKind::tone},
      {.id = "after", .header = "After", .kind = ColumnKind::tone},
      {.id = "before_text", .header = "Before: detail"},
      {.id = "after_text", .header = "After: detail"},
      {.id = "measure", .header = "Measure"},
      {.id = "before_part", .header = "Part before", .kind = ColumnKind::integer},
      {.id = "before_whole", .header = "Whole before", .kind = ColumnKind::integer},
      {.id = "after_part", .header = "Part after", .kind = ColumnKind::integer},
      {.id = "after_whole", .header = "Whole after", .kind = ColumnKind::integer},
      {.id = "reasons", .header = "Reasons", .kind = ColumnKind::integer},
  };
  const auto verdict = [](const Tree& figures) {
    return figures.is_null() ? Cell() : Cell(badge_of(member_text(figures, "verdict")));
  };
  for (const FindingChange& change : result.changes) {
    std::vector<Cell> cells = {
        change.finding,
        report::Badge{tone_of_move(change.moved), std::string(name_of(change.moved))},
        verdict(change.before),
        verdict(change.after),
        figures_text(change.before),
        figures_text(change.after)};
    if (change.bridge) {
      cells.insert(cells.end(), {Cell(change.bridge->measure), Cell(change.bridge->before.part),
                                 Cell(change.bridge->before.whole), Cell(change.bridge->after.part),
                                 Cell(change.bridge->after.whole)});
    } else {
      cells.resize(cells.size() + 5);
    }
    cells.emplace_back(static_cast<Int128>(change.because_count));
    table.rows.push_back({std::move(cells), tone_of_move(change.moved)});
  }
  return table;
}

report::Table bridge_table(const DiffResult& result) {
  report::Table table{.id = "Bridge", .title = "From one total to the other", .columns = {}};
  table.empty = "There is nothing that counts otherwise.";
  table.columns = {
      {.id = "finding", .header = "Finding"},
      {.id = "step", .header = "Step"},
      {.id = "count", .header = "How many", .kind = ColumnKind::integer},
      {.id = "part", .header = "Part", .kind = ColumnKind::integer},
      {.id = "whole", .header = "Whole", .kind = ColumnKind::integer},
      {.id = "unit", .header = "Unit"},
      {.id = "which", .header = "Which"},
  };
  for (const FindingChange& change : result.changes) {
    if (!change.bridge || change.bridge->steps.empty() || asked_once(change)) continue;
    const Bridge& bridge = *change.bridge;
    const std::string unit =
        bridge.unit == "count" ? bridge.measure : bridge.measure + ", " + bridge.unit;
    const auto add = [&](std::string step, Cell count, const SurelyCounted& counted,
                         std::string which) {
      table.rows.push_back({{change.finding, std::move(step), std::move(count), counted.part,
                             counted.whole, unit, std::move(which)},
                            Tone::neutral});
    };
    add("before", Cell(), bridge.before, "");
    for (const BridgeStep& step : bridge.steps) {
      add(step_text(step.step), Cell(static_cast<Int128>(step.count)), step.sum, ids_text(step));
    }
    add("after", Cell(), bridge.after, "");
  }
  return table;
}

report::Table reasons_table(const DiffResult& result) {
  report::Table table{.id = "Because", .title = "What differs", .columns = {}};
  table.rows_read_max = kReadRowsMax;
  table.empty = "Nothing differs.";
  table.columns = {
      {.id = "finding", .header = "Finding"}, {.id = "table", .header = "Table"},
      {.id = "id", .header = "Id"},           {.id = "column", .header = "Column"},
      {.id = "before", .header = "Before"},   {.id = "after", .header = "After"},
  };
  for (const FindingChange& change : result.changes) {
    for (const Reason& reason : change.because) {
      table.rows.push_back({{change.finding, reason.table, reason.id, reason.column,
                             value_text(reason.before), value_text(reason.after)},
                            Tone::neutral});
    }
    table.more.count += static_cast<std::size_t>(change.because_count) - change.because.size();
  }
  if (table.more.count > 0) table.more.sentence = "--list shows more of each finding";
  return table;
}

std::string notice_of(const DiffResult& result) {
  const std::string was = member_text(*result.before.answer.find("estate"), "notice");
  const std::string is = member_text(*result.after.answer.find("estate"), "notice");
  if (was.empty() || is.empty() || was == is) return was.empty() ? is : was;
  return was + "; " + is;
}

std::string assumed_text(const DiffSide& side) {
  const Tree::Array* list = side.answer.find("assumptions")->as_array();
  std::string text;
  if (list == nullptr) return text;
  for (const Tree& one : *list) {
    text += (text.empty() ? "" : "; ") + member_text(one, "said");
  }
  return text;
}

}  // namespace

report::Document diff_document(const DiffResult& result) {
  report::Document document{.title = "What moved"};
  document.subtitle = side_name(result.before) + " → " + side_name(result.after);
  document.notice = notice_of(result);
  document.generator = "relook diff";
  document.data = diff_tree(result);
  document.list_member = "changes";
  const auto early = Shown::markdown | Shown::html | Shown::workbook;
  document.add(verdict_block(result), early);
  report::KeyValues head;
  head.entries = {{"Before", side_text(result.before)}, {"After", side_text(result.after)}};
  for (const auto& [label, side] :
       {std::pair("Assumed before", &result.before), std::pair("Assumed after", &result.after)}) {
    const std::string text = assumed_text(*side);
    if (!text.empty()) head.entries.push_back({label, text});
  }
  head.entries.push_back({"Unchanged", listed(result.unchanged)});
  if (result.unchanged.empty()) head.entries.back().text = "none";
  document.add(std::move(head), Shown::reading | Shown::workbook);
  document.add(side_by_side(result), Shown::reading);
  document.add(changes_table(result), Shown::csv | Shown::workbook);
  if (result.before.check && result.after.check) {
    document.add(bridge_table(result), Shown::reading | Shown::workbook);
  } else {
    document.add(report::Note{Tone::muted, "No bridge",
                              "a result holds figures and no elements: give the estates to see "
                              "which of them make the difference"},
                 Shown::reading);
  }
  document.add(reasons_table(result), Shown::markdown | Shown::html | Shown::workbook);
  document.add(verdict_block(result), Shown::text);
  return document;
}

}  // namespace relook::engine
