// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "decision/cells.hpp"
#include "decision/field.hpp"
#include "decision/select.hpp"

namespace relook::decision {
namespace {

// What each row of the path's end holds, as a code of `names`; a text that an empty cell stands for
// is added to them.
std::vector<std::uint32_t> end_codes(const Path& path, const Facts& facts, PathCodes& codes) {
  const estate::Table* const end = find_table(facts, path.end());
  std::vector<std::uint32_t> out(end != nullptr ? end->rows : 0, estate::kUnknownCode);
  if (path.field == FieldKind::own_id) {
    std::iota(out.begin(), out.end(), 0);
    return out;
  }
  const estate::Column* const column = find_column(facts, path.column);
  std::uint32_t of_empty = estate::kUnknownCode;
  if (type_of(path).kind == ValueKind::text && is_defaulted(facts, path.column)) {
    of_empty = static_cast<std::uint32_t>(codes.names.size());
    codes.names.emplace_back();
  }
  for (std::uint32_t row = 0; row < out.size(); ++row) {
    const std::uint32_t code = column != nullptr ? column->code(row) : estate::kUnknownCode;
    out[row] = code == estate::kUnknownCode ? of_empty : code;
  }
  return out;
}

// The layer of each function that the column knows, as a code of kLayers.
void functions_to_layers(const Facts& facts, const estate::Column& functions,
                         std::vector<std::uint32_t>& codes) {
  std::vector<std::uint32_t> layer_of;
  for (std::uint32_t code = 0; code < functions.texts.size(); ++code) {
    const estate::Function* const known = facts.functions.find(functions.texts[code]);
    if (known == nullptr) {
      layer_of.push_back(estate::kUnknownCode);
    } else if (known->layer.empty()) {
      layer_of.push_back(estate::kNoneCode);
    } else {
      const auto place = std::ranges::find(estate::kLayers, known->layer);
      layer_of.push_back(static_cast<std::uint32_t>(place - std::begin(estate::kLayers)));
    }
  }
  for (std::uint32_t& code : codes) {
    if (estate::is_value(code)) code = layer_of[code];
  }
}

// From what the vendors hold to what the rows hold that are judged to be from them.
std::vector<std::uint32_t> through_vendor(const estate::Judgements& judgements,
                                          const std::vector<std::uint32_t>& of_vendor) {
  std::vector<std::uint32_t> out(judgements.set_of.size());
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::uint32_t only = judgements.only(row);
    out[row] = judgements.set_of[row] == estate::Judgements::kNobody ? estate::kNoneCode
               : estate::is_value(only)                              ? of_vendor[only]
                                                                     : estate::kUnknownCode;
  }
  return out;
}

// From what the rows of a table hold to what the rows hold that refer to them.
std::vector<std::uint32_t> through_hop(const Facts& facts, estate::ColumnRef hop,
                                       const std::vector<std::uint32_t>& of_target) {
  const estate::Table* const table = find_table(facts, hop.table);
  const estate::Column* const column = find_column(facts, hop);
  std::vector<std::uint32_t> out(table != nullptr ? table->rows : 0, estate::kUnknownCode);
  if (column == nullptr) return out;
  for (std::size_t row = 0; row < out.size(); ++row) {
    const std::uint32_t target = column->codes()[row];
    out[row] = estate::is_value(target) ? of_target[target] : target;
  }
  return out;
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

// Leaves the names that are seen, in byte order.
void keep_seen(PathCodes& codes) {
  std::vector<std::uint8_t> seen(codes.names.size());
  for (const std::uint32_t code : codes.code_of) {
    if (estate::is_value(code)) seen[code] = 1;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t code = 0; code < seen.size(); ++code) {
    if (seen[code] != 0) order.push_back(code);
  }
  std::ranges::sort(order, {}, [&](std::uint32_t code) { return codes.names[code]; });
  std::vector<std::string> names;
  std::vector<std::uint32_t> new_code(seen.size());
  for (const std::uint32_t code : order) {
    new_code[code] = static_cast<std::uint32_t>(names.size());
    names.push_back(std::move(codes.names[code]));
  }
  codes.names = std::move(names);
  for (std::uint32_t& code : codes.code_of) {
    if (estate::is_value(code)) code = new_code[code];
  }
}

}  // namespace

PathCodes path_codes(const Path& path, const Facts& facts) {
  const ValueType type = type_of(path);
  PathCodes codes{{}, listed_names(type, facts)};
  const estate::Column* const column =
      path.field == FieldKind::own_id ? nullptr : find_column(facts, path.column);
  if (type.kind == ValueKind::text && column != nullptr) {
    for (std::uint32_t code = 0; code < column->texts.size(); ++code) {
      codes.names.emplace_back(column->texts[code]);
    }
  }
  codes.code_of = end_codes(path, facts, codes);
  if (path.field == FieldKind::layer && column != nullptr) {
    functions_to_layers(facts, *column, codes.code_of);
  }
  if (path.through_vendor) {
    codes.code_of = through_vendor(judgements_of(facts, path.reached()), codes.code_of);
  }
  for (std::size_t i = path.hops.size(); i-- > 0;) {
    codes.code_of = through_hop(facts, path.hops[i], codes.code_of);
  }
  if (type.kind == ValueKind::text) keep_seen(codes);
  return codes;
}

}  // namespace relook::decision
