// SPDX-License-Identifier: Apache-2.0
#include "estate/join_rows.hpp"

#include <string>
#include <string_view>

namespace relook::estate {
namespace {

constexpr std::string_view kBetween = ";";

// Every item of a list behind the scope.
std::string scoped_list(std::string_view scope, std::string_view list) {
  std::string out;
  for (std::string_view rest = list;;) {
    const std::size_t end = rest.find(kBetween);
    if (!out.empty()) out += kBetween;
    out += scoped_id(scope, rest.substr(0, end));
    if (end == std::string_view::npos) return out;
    rest.remove_prefix(end + 1);
  }
}

// from..to:protocol, both ends behind the scope.
std::string scoped_span(std::string_view scope, std::string_view span) {
  const std::size_t dots = span.find("..");
  if (dots == std::string_view::npos) return std::string(span);
  return scoped_id(scope, span.substr(0, dots)) + ".." + scoped_id(scope, span.substr(dots + 2));
}

std::string scoped_spans(std::string_view scope, std::string_view spans) {
  std::string out;
  for (std::string_view rest = spans;;) {
    const std::size_t end = rest.find(kBetween);
    if (!out.empty()) out += kBetween;
    out += scoped_span(scope, rest.substr(0, end));
    if (end == std::string_view::npos) return out;
    rest.remove_prefix(end + 1);
  }
}

// Texts that hold ids of their own estate.
enum class Holds { nothing, ids, spans, selector };

Holds holds(ColumnRef ref) {
  const std::string_view name = schema(ref).name;
  if (ref.table == TableId::demands && name == "protected") return Holds::spans;
  if (ref.table == TableId::tunnels && name == "hops") return Holds::ids;
  if (ref.table == TableId::tunnels && name == "carries") return Holds::selector;
  if (ref.table == TableId::offers && name == "replaces") return Holds::selector;
  return Holds::nothing;
}

std::string scoped_cell(ColumnRef ref, std::string text, std::string_view scope) {
  if (text.empty() || text == "-") return text;
  const ColumnSchema& column = schema(ref);
  if (column.type == CellType::id) return scoped_id(scope, text);
  if (column.type == CellType::reference || column.type == CellType::references) {
    return is_scoped(column.target) ? scoped_list(scope, text) : text;
  }
  switch (holds(ref)) {
    case Holds::ids:
      return scoped_list(scope, text);
    case Holds::spans:
      return scoped_spans(scope, text);
    case Holds::selector:
      // It may name ids, and of all estates it would ask more than was meant: not known.
      return {};
    case Holds::nothing:
      return text;
  }
  return text;
}

}  // namespace

void add_scoped_rows(EstateBuilder& builder, const ScopedEstate& part, TableId table) {
  const Table& in = part.estate.table(table);
  std::vector<std::uint8_t> columns;
  const auto all = static_cast<std::uint8_t>(in.columns.size());
  for (std::uint8_t i = 0; i < all; ++i) {
    const bool is_id = schema(table).columns[i].type == CellType::id;
    if (!is_id && !in.columns[i].present()) continue;
    columns.push_back(i);
    if (!is_id) builder.declare_column({table, i});
  }
  std::vector<std::string> texts(columns.size());
  std::vector<CellSource> cells(columns.size());
  for (std::uint32_t row = 0; row < in.rows; ++row) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const ColumnRef ref{table, columns[i]};
      texts[i] = scoped_cell(ref, cell_text(part.estate, ref, row), part.scope);
      cells[i] = {texts[i], {}};
    }
    builder.add_row(table, columns, cells, part.file);
  }
}

}  // namespace relook::estate
