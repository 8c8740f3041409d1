// SPDX-License-Identifier: Apache-2.0
// What only the whole estate can show to be wrong.

#include "estate/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/spelling.hpp"

namespace relook::estate {
namespace {

struct Checker {
  EstateDraft& draft;
  const Frozen& frozen;
  const Estate& estate;

  [[nodiscard]] const Origin& origin(TableId table, std::size_t row) const {
    const RowVector<Origin>& rows = frozen.origins.by_row[static_cast<std::size_t>(table)];
    return rows.empty() ? frozen.origins.of_others : rows[row];
  }

  void dates_run_forwards(ColumnRef from, ColumnRef until);
  void no_cycles(TableId table, ColumnRef who, ColumnRef whose, ColumnRef from, ColumnRef until,
                 const std::function<bool(std::size_t)>& counts, std::string_view what);
  void changes_can_be();
  void links_join_two();
  void lans_are_made_by_nobody();
  void spans_can_be_read();
  void functions_are_known(const Functions& functions);
};

void Checker::dates_run_forwards(ColumnRef from, ColumnRef until) {
  const Column& starts = estate.column(from);
  const Column& ends = estate.column(until);
  if (!starts.present() || !ends.present()) return;
  const std::int32_t as_of = estate.manifest.as_of.days;
  for (std::size_t row = 0; row < estate.rows(from.table); ++row) {
    const std::int32_t start = starts.day(row);
    const std::int32_t end = ends.day(row);
    const bool both_known = is_value(start) && is_value(end);
    const bool past_end = is_value(start) && end == kPastDay && start >= as_of;
    if ((both_known && end < start) || past_end) {
      draft.fault(
          origin(from.table, row),
          fmt::format("{} {} is before {} {}", schema(until).name, cell_text(estate, until, row),
                      schema(from).name, cell_text(estate, from, row)));
    }
  }
}

// One edge of a relation that must not run in circles, and when it surely holds.
struct Edge {
  std::uint32_t to;
  std::int32_t from;
  std::int32_t until;
  std::size_t row;
};

constexpr std::int32_t kForever = std::numeric_limits<std::int32_t>::max();

// The rows of one cycle among the edges that hold on the day (without a day: among all), or
// nothing. Depth first, without recursion, as chains may be long.
std::vector<std::size_t> cycle_on(const std::vector<std::vector<Edge>>& edges,
                                  std::optional<std::int32_t> day) {
  enum class Mark : std::uint8_t { fresh, open, done };
  std::vector<Mark> marks(edges.size(), Mark::fresh);
  struct Step {
    std::uint32_t node;
    std::size_t next;
    std::size_t row;
  };
  for (std::uint32_t root = 0; root < edges.size(); ++root) {
    if (marks[root] != Mark::fresh || edges[root].empty()) continue;
    std::vector<Step> path = {{root, 0, 0}};
    marks[root] = Mark::open;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == edges[step.node].size()) {
        marks[step.node] = Mark::done;
        path.pop_back();
        continue;
      }
      const Edge& edge = edges[step.node][step.next++];
      const bool holds = !day || (edge.from <= *day && *day < edge.until);
      if (!holds || marks[edge.to] == Mark::done) continue;
      if (marks[edge.to] == Mark::open) {
        std::vector<std::size_t> rows = {edge.row};
        for (std::size_t i = path.size(); i-- > 0 && path[i].node != edge.to;) {
          rows.push_back(path[i].row);
        }
        return rows;
      }
      marks[edge.to] = Mark::open;
      path.push_back({edge.to, 0, edge.row});
    }
  }
  return {};
}

void Checker::no_cycles(TableId table, ColumnRef who, ColumnRef whose, ColumnRef from,
                        ColumnRef until, const std::function<bool(std::size_t)>& counts,
                        std::string_view what) {
  if (estate.rows(table) == 0) return;
  std::vector<std::vector<Edge>> edges(estate.rows(schema(who).target));
  std::set<std::int32_t> days;
  const std::int32_t as_of = estate.manifest.as_of.days;
  for (std::size_t row = 0; row < estate.rows(table); ++row) {
    const std::uint32_t child = estate.column(who).code(row);
    const std::uint32_t parent = estate.column(whose).code(row);
    const std::int32_t start = estate.column(from).day(row);
    const std::int32_t end = estate.column(until).day(row);
    if (!is_value(child) || !is_value(parent) || !counts(row)) continue;
    // Only what surely holds makes a fault: a row whose first day is unknown may never have held
    // together with the others, and not to know it must not make the estate unreadable.
    if (start == kUnknownDay || end == kPastDay) continue;
    const std::int32_t first = start == kPastDay ? as_of - 1 : start;
    const std::int32_t last = is_value(end) ? end : kForever;
    edges[child].push_back({parent, first, last, row});
    days.insert(first);
  }
  if (days.empty() || cycle_on(edges, std::nullopt).empty()) return;
  constexpr std::size_t kDaysMax = 4096;
  std::size_t tried = 0;
  for (const std::int32_t day : days) {
    if (tried++ == kDaysMax) break;
    std::vector<std::size_t> rows = cycle_on(edges, day);
    if (rows.empty()) continue;
    std::ranges::sort(rows);
    std::string circle;
    for (const std::size_t row : rows) {
      circle += (circle.empty() ? "" : "; ") + cell_text(estate, who, row) + " " +
                std::string(what) + " " + cell_text(estate, whose, row);
    }
    draft.fault(origin(table, rows.front()), "this runs in a circle: " + circle);
    return;
  }
}

void Checker::changes_can_be() {
  using namespace column;
  const std::size_t rows = estate.rows(TableId::changes);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int32_t day = estate.column(kChangeDate).day(row);
    const std::uint32_t element = estate.column(kChangeElement).code(row);
    const std::uint32_t action = estate.column(kChangeAction).code(row);
    const Origin& at = origin(TableId::changes, row);
    if (day == kPastDay || (is_value(day) && day <= estate.manifest.as_of.days)) {
      draft.fault(at, fmt::format("date: a change must come after as_of ({})",
                                  to_string(estate.manifest.as_of)));
    }
    // Rows are sorted by date, then element.
    if (row > 0 && is_value(day) && is_value(element) &&
        day == estate.column(kChangeDate).day(row - 1) &&
        element == estate.column(kChangeElement).code(row - 1)) {
      draft.fault(at, fmt::format("two changes of {} on one day; which comes first cannot be known",
                                  in_quotes(cell_text(estate, kChangeElement, row))));
    }
    const std::uint32_t named = estate.column(kChangeVendor).code(row);
    const std::uint32_t declared =
        is_value(element) ? estate.column(kElementVendor).code(element) : kUnknownCode;
    constexpr std::uint32_t kInstall = 0;
    if (action == kInstall && is_value(element) &&
        estate.column(kElementFrom).day(element) != kNoneDay) {
      const std::string has = cell_text(estate, kElementFrom, element);
      draft.fault(at, fmt::format("an install needs in_service_from `-` (not yet) in elements.csv; "
                                  "that of {} is {}",
                                  in_quotes(cell_text(estate, kChangeElement, row)),
                                  has.empty() ? "not known" : has));
    }
    // Were they to differ, leaving out the row's vendor would change who made what comes.
    if (action == kInstall && is_value(named) && is_value(declared) && named != declared) {
      draft.fault(at, fmt::format("vendor: {} is installed from {}, but elements.csv says {}",
                                  in_quotes(cell_text(estate, kChangeElement, row)),
                                  in_quotes(cell_text(estate, kChangeVendor, row)),
                                  in_quotes(cell_text(estate, kElementVendor, element))));
    }
  }
}

void Checker::links_join_two() {
  for (std::size_t row = 0; row < estate.rows(TableId::links); ++row) {
    const std::uint32_t a = estate.column(column::kLinkA).code(row);
    if (is_value(a) && a == estate.column(column::kLinkB).code(row)) {
      draft.fault(origin(TableId::links, row), "a link joins two different elements; a and b are " +
                                                   cell_text(estate, column::kLinkA, row));
    }
  }
}

void Checker::lans_are_made_by_nobody() {
  const Column& functions = estate.column(column::kElementFunction);
  const Column& vendors = estate.column(column::kElementVendor);
  std::optional<std::uint32_t> lan;
  for (std::uint32_t code = 0; code < functions.texts.size(); ++code) {
    if (functions.texts[code] == kLanFunction) lan = code;
  }
  if (!lan) return;
  const auto is_lan = [&](std::size_t row) { return functions.code(row) == *lan; };
  for (std::size_t row = 0; row < estate.rows(TableId::elements); ++row) {
    if (is_lan(row) && is_value(vendors.code(row))) {
      draft.fault(origin(TableId::elements, row),
                  "vendor: a LAN is a pseudonode, made by nobody; leave its vendor empty");
    }
  }
  for (std::size_t row = 0; row < estate.rows(TableId::supplies); ++row) {
    const std::uint32_t element = estate.column(column::kSupplyElement).code(row);
    if (is_value(element) && is_lan(element)) {
      draft.fault(origin(TableId::supplies, row),
                  "element: a LAN is a pseudonode, made by nobody; nothing supplies it");
    }
  }
}

void Checker::spans_can_be_read() {
  const Column& spans = estate.column(column::kDemandProtected);
  std::set<std::uint32_t> faulty;
  for (std::uint32_t item = 0; item < spans.texts.size(); ++item) {
    const std::string_view span = spans.texts[item];
    const std::size_t colon = span.rfind(':');
    const std::string_view ends = span.substr(0, colon);
    const std::size_t dots = ends.find("..");
    const bool good = colon != std::string_view::npos && colon + 1 < span.size() &&
                      dots != std::string_view::npos && dots > 0 && dots + 2 < ends.size() &&
                      ends.find("..", dots + 1) == std::string_view::npos;
    if (!good) faulty.insert(item);
  }
  for (std::size_t row = 0; !faulty.empty() && row < estate.rows(TableId::demands); ++row) {
    const std::uint32_t list = spans.code(row);
    if (!is_value(list)) continue;
    for (const std::uint32_t item : spans.lists[list]) {
      if (!faulty.contains(item)) continue;
      draft.fault(
          origin(TableId::demands, row),
          fmt::format("protected: {} is not from..to:protocol", in_quotes(spans.texts[item])));
    }
  }
}

void Checker::functions_are_known(const Functions& functions) {
  if (functions.all().empty()) return;
  const Column& column = estate.column(column::kElementFunction);
  std::vector<std::string_view> names;
  for (const Function& function : functions.all()) names.push_back(function.name);
  std::vector<bool> looked_at(column.texts.size());
  for (std::size_t row = 0; row < estate.rows(TableId::elements); ++row) {
    const std::uint32_t code = column.code(row);
    if (!is_value(code) || looked_at[code]) continue;
    looked_at[code] = true;
    if (functions.find(column.texts[code]) != nullptr) continue;
    draft.caution(
        origin(TableId::elements, row),
        fmt::format("function: {} is not in functions.toml, so its layer and what it "
                    "carries are unknown{}",
                    in_quotes(column.texts[code]), did_you_mean(column.texts[code], names)));
  }
}

}  // namespace

void check_whole(EstateDraft& draft, const Frozen& frozen, const Functions& functions) {
  using namespace column;
  Checker checker{draft, frozen, frozen.estate};
  checker.dates_run_forwards(kElementFrom, kElementUntil);
  for (const TableSchema& table : schema()) {
    const auto from = find_column(table, "from");
    const auto until = find_column(table, "until");
    if (!from || !until) continue;
    checker.dates_run_forwards({table.id, static_cast<std::uint8_t>(*from)},
                               {table.id, static_cast<std::uint8_t>(*until)});
  }
  const auto all = [](std::size_t) { return true; };
  checker.no_cycles(TableId::ownership, kOwnershipVendor, kOwnershipParent, kOwnershipFrom,
                    kOwnershipUntil, all, "is owned by");
  const Column& kinds = frozen.estate.column(kDependencyKind);
  checker.no_cycles(
      TableId::dependencies, kDependencyElement, kDependencyOn, kDependencyFrom, kDependencyUntil,
      [&](std::size_t row) { return kinds.code(row) == kHostedOn; }, "is hosted on");
  checker.changes_can_be();
  checker.links_join_two();
  checker.lans_are_made_by_nobody();
  checker.spans_can_be_read();
  checker.functions_are_known(functions);
}

Diagnostics check_frozen(const Estate& estate, const Functions& functions, std::string_view file) {
  EstateDraft draft;
  Frozen frozen{estate, {}};
  frozen.origins.of_others.file = draft.files.code(file);
  check_whole(draft, frozen, functions);
  return std::move(draft.diagnostics);
}

}  // namespace relook::estate
