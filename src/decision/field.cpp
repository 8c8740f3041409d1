// SPDX-License-Identifier: Apache-2.0
#include "decision/field.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.hpp"
#include "base/spelling.hpp"
#include "estate/functions.hpp"

namespace relook::decision {
namespace {

using estate::CellType;
using estate::ColumnRef;
using estate::ColumnSchema;
using estate::TableId;
using estate::TableSchema;

// The tables that a path can reach from any subject.
constexpr std::array kReached{
    TableId::operators, TableId::networks, TableId::vendors, TableId::sites,  TableId::elements,
    TableId::supplies,  TableId::links,    TableId::demands, TableId::planes, TableId::places};

constexpr std::array<std::string_view, 9> kCallNames{
    "known", "carries", "sees", "controls", "near", "at_place", "between", "family", "any"};
constexpr std::array<std::string_view, 10> kWords{"and",  "or",    "not", "in",     "has",
                                                  "true", "false", "on",  "supply", "dependency"};

constexpr std::array<std::string_view, estate::kTableCount> kRowNouns{
    "an operator",  "a network", "a vendor", "an ownership",  "a site",   "an element", "a supply",
    "a dependency", "a link",    "a demand", "a routing row", "a tunnel", "a plane",    "a change",
    "an offer",     "a crew",    "a budget", "a place",       "a waiver"};

PathFault unknown_field(const NamePart& part, std::size_t number, TableId table,
                        std::span<const std::string_view> more) {
  std::vector<std::string_view> candidates;
  for (const ColumnSchema& column : estate::schema(table).columns) {
    candidates.push_back(column.name);
  }
  if (table == TableId::elements) candidates.push_back(kLayerField);
  candidates.insert(candidates.end(), more.begin(), more.end());
  return {number, std::string(row_noun(table)) + " has no field " + in_quotes(part.name) +
                      did_you_mean(part.name, candidates)};
}

bool is_judged(ColumnRef ref) {
  return ref == estate::column::kElementVendor || ref == estate::column::kSupplyVendor;
}

// Walks the names one by one. `names.size()` is at least one.
class Walk {
 public:
  Walk(std::span<const NamePart> names, TableId start, std::span<const std::string_view> more)
      : names_(names), more_(more) {
    path_.start = start;
  }

  std::expected<Path, PathFault> field() {
    for (std::size_t i = 0; i + 1 < names_.size(); ++i) {
      // The id of a reference is the reference itself.
      const bool before_last = i + 2 == names_.size();
      if (before_last && names_[i + 1].name == "id" && is_reference(i)) return last(i);
      if (std::expected<void, PathFault> hop = step(i); !hop) return std::unexpected(hop.error());
    }
    return last(names_.size() - 1);
  }

  std::expected<Path, PathFault> row() {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (std::expected<void, PathFault> hop = step(i); !hop) return std::unexpected(hop.error());
    }
    return path_;
  }

 private:
  std::unexpected<PathFault> fault(std::size_t part, std::string message) const {
    return std::unexpected(PathFault{part, std::move(message)});
  }

  bool is_reference(std::size_t i) const {
    const TableSchema& table = estate::schema(path_.end());
    const auto column = estate::find_column(table, names_[i].name);
    return column && table.columns[*column].type == CellType::reference;
  }

  std::expected<void, PathFault> step(std::size_t i) {
    const TableId table = path_.end();
    const NamePart& part = names_[i];
    const auto number = estate::find_column(estate::schema(table), part.name);
    if (!number) {
      if (table == TableId::elements && part.name == kLayerField) {
        return fault(i + 1, "`layer` is a word; it has no fields");
      }
      return std::unexpected(unknown_field(part, i, table, more_));
    }
    const ColumnRef ref{table, static_cast<std::uint8_t>(*number)};
    const ColumnSchema& column = estate::schema(ref);
    if (column.type == CellType::references) {
      return fault(i, "`" + part.name + "` is a list: ask `" + part.name + " has any (…)`");
    }
    if (column.type != CellType::reference) {
      return fault(i, "`" + part.name + "` refers to nothing, so it has no fields");
    }
    if (is_judged(ref)) {
      path_.through_vendor = true;
      return {};
    }
    if (path_.hops.size() == kHopsMax) {
      return fault(i, "the path is too long: at most " + std::to_string(kHopsMax) + " references");
    }
    path_.hops.push_back(ref);
    return {};
  }

  std::expected<Path, PathFault> last(std::size_t i) {
    const TableId table = path_.end();
    const NamePart& part = names_[i];
    if (table == TableId::elements && part.name == kLayerField) {
      path_.field = FieldKind::layer;
      path_.column = estate::column::kElementFunction;
      return path_;
    }
    const auto number = estate::find_column(estate::schema(table), part.name);
    if (!number) return std::unexpected(unknown_field(part, i, table, more_));
    const ColumnRef ref{table, static_cast<std::uint8_t>(*number)};
    if (is_judged(ref)) {
      path_.through_vendor = true;
      path_.field = FieldKind::own_id;
      return path_;
    }
    path_.field = estate::schema(ref).type == CellType::id ? FieldKind::own_id : FieldKind::column;
    path_.column = ref;
    return path_;
  }

  std::span<const NamePart> names_;
  std::span<const std::string_view> more_;
  Path path_{};
};

}  // namespace

std::expected<Path, PathFault> resolve_path(const NamePath& names, TableId start,
                                            std::span<const std::string_view> more) {
  RELOOK_CHECK(!names.parts.empty());
  return Walk(names.parts, start, more).field();
}

std::expected<Path, PathFault> resolve_row(const NamePath& names, TableId start) {
  RELOOK_CHECK(!names.parts.empty());
  const std::span<const NamePart> all(names.parts);
  return Walk(all.first(all.size() - 1), start, {}).row();
}

ValueType type_of(const Path& path) {
  if (path.field == FieldKind::layer) return {.kind = ValueKind::word, .words = estate::kLayers};
  if (path.field == FieldKind::own_id) {
    return {.kind = ValueKind::reference, .target = path.end()};
  }
  const ColumnSchema& column = estate::schema(path.column);
  switch (column.type) {
    case CellType::id:
      break;
    case CellType::text:
      return {.kind = ValueKind::text};
    case CellType::reference:
      return {.kind = ValueKind::reference, .target = column.target};
    case CellType::references:
      return {.kind = ValueKind::references, .target = column.target};
    case CellType::texts:
      return {.kind = ValueKind::texts};
    case CellType::yes_no:
      return {.kind = ValueKind::yes_no};
    case CellType::word:
      return {.kind = ValueKind::word, .words = column.words};
    case CellType::date:
      return {.kind = ValueKind::date};
    case CellType::quantity:
      return {.kind = ValueKind::number, .unit = column.unit, .digits = column.digits};
  }
  RELOOK_CHECK(false);
}

bool comparable(const ValueType& a, const ValueType& b) {
  return a.kind == b.kind && a.target == b.target && a.unit == b.unit && a.digits == b.digits &&
         std::ranges::equal(a.words, b.words);
}

std::string type_text(const ValueType& type) {
  switch (type.kind) {
    case ValueKind::text:
      return "text";
    case ValueKind::reference:
      return "an id of " + std::string(estate::schema(type.target).name);
    case ValueKind::word: {
      std::string text = "one of";
      for (const std::string_view word : type.words) {
        text += (word == type.words.front() ? " " : ", ") + std::string(word);
      }
      return text;
    }
    case ValueKind::yes_no:
      return "yes or no";
    case ValueKind::date:
      return "a date";
    case ValueKind::number:
      return "a number (" + std::string(type.unit) + ")";
    case ValueKind::texts:
      return "a list of texts";
    case ValueKind::references:
      return "a list of ids of " + std::string(estate::schema(type.target).name);
  }
  RELOOK_CHECK(false);
}

bool is_field_name(std::string_view name) {
  return name == kLayerField || std::ranges::any_of(kReached, [&](TableId table) {
           return estate::find_column(estate::schema(table), name).has_value();
         });
}

bool is_language_word(std::string_view name) {
  return std::ranges::find(kWords, name) != kWords.end() ||
         std::ranges::find(kCallNames, name) != kCallNames.end();
}

std::span<const std::string_view> call_names() { return kCallNames; }

std::string_view row_noun(TableId table) { return kRowNouns[static_cast<std::size_t>(table)]; }

}  // namespace relook::decision
