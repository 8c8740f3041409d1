// SPDX-License-Identifier: Apache-2.0
#include "report/sheet_references.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <vector>

namespace relook::report {
namespace {

constexpr std::size_t kFirstRow = 2;  // as people count: the header is row 1

std::optional<std::size_t> column_of(const Table& table, std::string_view id) {
  const auto found = std::ranges::find(table.columns, id, &Column::id);
  if (found == table.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.columns.begin());
}

std::vector<std::string_view> split_at_dots(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = text.find('.');
    parts.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    text.remove_prefix(dot + 1);
  }
}

std::optional<std::string> same_row(std::string_view name, const FormulaPlace& place) {
  const std::optional<std::size_t> column = column_of(place.table, name);
  if (!column) return std::nullopt;
  return column_letters(*column) + std::to_string(place.row + kFirstRow);
}

std::optional<std::string> elsewhere(std::span<const std::string_view> path,
                                     std::span<const Table> tables) {
  const auto table = std::ranges::find(tables, path[0], &Table::id);
  if (table == tables.end()) return std::nullopt;
  const std::optional<std::size_t> column = column_of(*table, path[1]);
  if (!column) return std::nullopt;
  const std::string start = "'" + table->id + "'!";
  const std::string letters = "$" + column_letters(*column) + "$";
  if (path.size() == 2) {
    const std::size_t last = kFirstRow + std::max<std::size_t>(table->rows.size(), 1) - 1;
    return start + letters + std::to_string(kFirstRow) + ":" + letters + std::to_string(last);
  }
  std::size_t row = 0;
  const auto [end, fault] = std::from_chars(path[2].data(), path[2].data() + path[2].size(), row);
  const bool whole = fault == std::errc{} && end == path[2].data() + path[2].size();
  if (!whole || row == 0 || row > table->rows.size()) return std::nullopt;
  return start + letters + std::to_string(kFirstRow + row - 1);
}

// What a placeholder stands for, `inside` being what stands between its braces.
std::optional<std::string> reference(std::string_view inside, const FormulaPlace& place,
                                     std::span<const Table> tables) {
  const std::size_t colon = inside.find(':');
  const std::string_view kind = inside.substr(0, colon);
  const std::string_view name = inside.substr(colon + 1);
  if (kind == "row") return same_row(name, place);
  const std::vector<std::string_view> path = split_at_dots(name);
  if (path.size() != (kind == "col" ? 2U : 3U)) return std::nullopt;
  return elsewhere(path, tables);
}

bool opens_placeholder(std::string_view text) {
  constexpr std::array<std::string_view, 3> kOpenings{"{row:", "{col:", "{cell:"};
  return std::ranges::any_of(kOpenings,
                             [&](std::string_view opening) { return text.starts_with(opening); });
}

}  // namespace

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

Result<std::string> with_references(std::string_view formula, const FormulaPlace& place,
                                    std::span<const Table> tables) {
  std::string out;
  while (!formula.empty()) {
    if (!opens_placeholder(formula)) {
      out.push_back(formula.front());
      formula.remove_prefix(1);
      continue;
    }
    const std::size_t end = formula.find('}');
    const std::string_view inside =
        formula.substr(1, end == std::string_view::npos ? end : end - 1);
    const std::optional<std::string> found =
        end == std::string_view::npos ? std::nullopt : reference(inside, place, tables);
    if (!found) {
      return failure(ErrorKind::bug,
                     "a formula names '" + std::string(inside) + "', which is not in the workbook",
                     place.table.id);
    }
    out += *found;
    formula.remove_prefix(end + 1);
  }
  return out;
}

}  // namespace relook::report
