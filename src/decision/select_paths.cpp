// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "decision/cells.hpp"
#include "decision/field.hpp"
#include "decision/select.hpp"

namespace relook::decision {
namespace {

struct End {
  Arrived arrived;
  std::uint32_t row;
};

End end_of(const Path& path, const Facts& facts, std::uint32_t row) {
  const Arrival arrival = follow(path, facts, row);
  if (arrival.arrived != Arrived::row || !path.through_vendor) {
    return {arrival.arrived, arrival.row};
  }
  const estate::Judgements& judgements = judgements_of(facts, path.reached());
  if (judgements.set_of[arrival.row] == estate::Judgements::kNobody) return {Arrived::none, 0};
  const std::uint32_t only = judgements.only(arrival.row);
  return {estate::is_value(only) ? Arrived::row : Arrived::unknown, only};
}

// Every value that the type itself lists: all ids of a table, all words. Texts are found as seen.
std::vector<std::string> listed_names(const ValueType& type, const Facts& facts) {
  std::vector<std::string> names;
  if (type.kind == ValueKind::reference) {
    const estate::Table* const table = find_table(facts, type.target);
    const std::size_t rows = table != nullptr ? table->rows : 0;
    for (std::uint32_t row = 0; row < rows; ++row) names.emplace_back(table->ids[row]);
  } else if (type.kind == ValueKind::word) {
    names.assign(type.words.begin(), type.words.end());
  } else if (type.kind == ValueKind::yes_no) {
    names = {"no", "yes"};
  }
  return names;
}

}  // namespace

PathCodes path_codes(const Path& path, const Facts& facts) {
  const estate::Table* const start = find_table(facts, path.start);
  const std::size_t rows = start != nullptr ? start->rows : 0;
  const ValueType type = type_of(path);
  std::vector<TextCell> cells(rows);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const End end = end_of(path, facts, row);
    cells[row] =
        end.arrived == Arrived::row ? text_cell(path, facts, end.row) : TextCell{end.arrived};
  }
  PathCodes codes{{}, listed_names(type, facts)};
  if (type.kind == ValueKind::text) {
    std::vector<std::string_view> seen;
    for (const TextCell& cell : cells) {
      if (cell.is == Arrived::row) seen.push_back(cell.text);
    }
    std::ranges::sort(seen);
    seen.erase(std::ranges::unique(seen).begin(), seen.end());
    codes.names.assign(seen.begin(), seen.end());
  }
  std::map<std::string_view, std::uint32_t> code_of;
  for (std::uint32_t code = 0; code < codes.names.size(); ++code) {
    code_of.emplace(codes.names[code], code);
  }
  codes.code_of.reserve(rows);
  for (const TextCell& cell : cells) {
    if (cell.is == Arrived::row) {
      codes.code_of.push_back(code_of.at(cell.text));
    } else {
      codes.code_of.push_back(cell.is == Arrived::none ? estate::kNoneCode : estate::kUnknownCode);
    }
  }
  return codes;
}

}  // namespace relook::decision
