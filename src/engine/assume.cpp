// SPDX-License-Identifier: Apache-2.0
#include "engine/assume.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/spelling.hpp"
#include "decision/select.hpp"
#include "engine/assume_routing.hpp"
#include "engine/situation.hpp"
#include "estate/edit.hpp"

namespace relook::engine {
namespace {

using decision::Subject;
using estate::ColumnRef;
using estate::Estate;
using estate::is_value;
using estate::kUnknownCode;
using estate::TableId;
using namespace estate::column;

constexpr std::string_view kOneVendor = "one-vendor-per-site";

struct Parts {
  std::string table;
  std::string column;  // empty: the whole table
  std::string value;
  std::string where;
  std::size_t where_at = 0;
};

std::optional<Parts> split(const std::string& text) {
  Parts parts;
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) return std::nullopt;
  const std::string name = text.substr(0, equals);
  const std::size_t dot = name.find('.');
  parts.table = name.substr(0, dot);
  if (dot != std::string::npos) parts.column = name.substr(dot + 1);
  std::string rest = text.substr(equals + 1);
  constexpr std::string_view kWhere = " where ";
  if (const std::size_t where = rest.find(kWhere); where != std::string::npos) {
    parts.where_at = equals + 1 + where + kWhere.size();
    parts.where = rest.substr(where + kWhere.size());
    rest.resize(where);
  }
  parts.value = rest;
  return parts;
}

std::optional<Subject> subject_of(TableId table) {
  constexpr std::array<std::pair<TableId, Subject>, 8> kSubjects = {{
      {TableId::elements, Subject::elements},
      {TableId::links, Subject::links},
      {TableId::supplies, Subject::supplies},
      {TableId::demands, Subject::demands},
      {TableId::operators, Subject::operators},
      {TableId::networks, Subject::networks},
      {TableId::sites, Subject::sites},
      {TableId::vendors, Subject::vendors},
  }};
  for (const auto& [id, subject] : kSubjects) {
    if (id == table) return subject;
  }
  return std::nullopt;
}

// The functions of radio equipment: what stands on a mast and comes from the radio's vendor.
bool is_radio(std::string_view function) {
  constexpr std::string_view kRadio[] = {"gNB", "gNB-DU", "ng-eNB", "eNB", "NodeB", "BTS", "RU"};
  return std::ranges::find(kRadio, function) != std::end(kRadio);
}

struct Assumer {
  Estate& estate;
  Date on;
  const estate::Functions& functions;
  Diagnostics& diagnostics;
  std::vector<Assumption>& applied;

  void fault(const std::string& text, std::string message, std::size_t at = 0) const {
    diagnostics.error("--assume '" + text + "'",
                      at > 0 ? Position{1, static_cast<std::uint32_t>(at + 1)} : Position{},
                      std::move(message));
  }
  void note(Assumption assumption) const {
    if (assumption.cells == 0) {
      diagnostics.warning("--assume '" + assumption.text + "'", {},
                          "fills nothing: there is no empty cell for it");
    }
    applied.push_back(std::move(assumption));
  }
  void apply(const std::string& text) const;
  void stand_for_table(const std::string& text, const Parts& parts, TableId table) const;
  void fill(const std::string& text, const Parts& parts, TableId table) const;
  [[nodiscard]] std::optional<std::vector<bool>> rows_where(const std::string& text,
                                                            const Parts& parts,
                                                            TableId table) const;
  void take(const std::string& text, const Parts& parts, Result<estate::Filled> filled) const;
  // Whether it was one of the columns that must speak of every operator.
  [[nodiscard]] bool fill_routing(const std::string& text, const Parts& parts, ColumnRef ref) const;
  void transit_from_function(const std::string& text, const Parts& parts) const;
  void one_vendor_per_site(const std::string& text) const;
};

void Assumer::apply(const std::string& text) const {
  if (text == kOneVendor) {
    one_vendor_per_site(text);
    return;
  }
  const auto parts = split(text);
  if (!parts) {
    const std::string_view known[] = {kOneVendor};
    fault(text, "TABLE.COLUMN=VALUE, TABLE=none or one-vendor-per-site is expected" +
                    did_you_mean(text, known));
    return;
  }
  const auto table = estate::find_table(parts->table);
  if (!table || static_cast<std::size_t>(*table) >= estate::kEstateTableCount) {
    std::vector<std::string_view> names;
    names.reserve(estate::kEstateTableCount);
    for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {
      names.push_back(estate::schema()[t].name);
    }
    fault(text,
          "an estate has no table " + in_quotes(parts->table) + did_you_mean(parts->table, names));
    return;
  }
  if (parts->column.empty()) {
    stand_for_table(text, *parts, *table);
  } else {
    fill(text, *parts, *table);
  }
}

void Assumer::stand_for_table(const std::string& text, const Parts& parts, TableId table) const {
  if (parts.value != "none" || !parts.where.empty()) {
    fault(text, "a whole table can only be assumed to be none");
    return;
  }
  if (table == TableId::elements || table == TableId::operators || table == TableId::sites ||
      table == TableId::vendors) {
    fault(text, fmt::format("an estate without {} says nothing; this cannot be assumed away",
                            parts.table));
    return;
  }
  Assumption assumption{text, parts.table, "none", 0, {}};
  if (!estate.table(table).present()) {
    estate.set_state(table, estate::TableState::present);
    assumption.cells = 1;
  }
  note(std::move(assumption));
}

std::optional<std::vector<bool>> Assumer::rows_where(const std::string& text, const Parts& parts,
                                                     TableId table) const {
  std::vector<bool> rows;
  if (parts.where.empty()) return rows;
  const auto subject = subject_of(table);
  if (!subject) {
    fault(text, fmt::format("rows of {} cannot be selected", parts.table), parts.where_at);
    return std::nullopt;
  }
  const auto selector = decision::compile_selector(
      parts.where, {"--assume '" + text + "'", {1, static_cast<std::uint32_t>(parts.where_at + 1)}},
      *subject, {});
  const bool good = !selector.diagnostics.has_errors();
  diagnostics.append(selector.diagnostics);
  if (!good) return std::nullopt;
  const Situation situation(estate, on, functions, nullptr);
  for (const Truth truth : decision::select(selector.value, situation.facts())) {
    rows.push_back(truth == Truth::yes);
  }
  return rows;
}

void Assumer::take(const std::string& text, const Parts& parts,
                   Result<estate::Filled> filled) const {
  if (!filled) {
    fault(text, to_string(filled.error()));
    return;
  }
  estate = std::move(filled->estate);
  note({text, parts.table + "." + parts.column, parts.value, filled->cells, {}});
}

void Assumer::fill(const std::string& text, const Parts& parts, TableId table) const {
  if (table == TableId::elements && parts.column == "transit" && parts.value == "function") {
    transit_from_function(text, parts);
    return;
  }
  const auto rows = rows_where(text, parts, table);
  if (!rows) return;
  if (table == TableId::links && parts.column == "metric") {
    auto ab = estate::fill_column(estate, kLinkMetricAb, parts.value, *rows);
    if (!ab) {
      fault(text, to_string(ab.error()));
      return;
    }
    auto ba = estate::fill_column(ab->estate, kLinkMetricBa, parts.value, *rows);
    if (ba) ba->cells += ab->cells;
    take(text, parts, std::move(ba));
    return;
  }
  const estate::TableSchema& schema = estate::schema(table);
  const auto column = estate::find_column(schema, parts.column);
  if (!column) {
    std::vector<std::string_view> names;
    for (const estate::ColumnSchema& c : schema.columns) names.push_back(c.name);
    fault(text, fmt::format("{} has no column {}{}", parts.table, in_quotes(parts.column),
                            did_you_mean(parts.column, names)));
    return;
  }
  const ColumnRef ref{table, static_cast<std::uint8_t>(*column)};
  if (table == TableId::routing && parts.where.empty() && fill_routing(text, parts, ref)) return;
  const auto other = estate::find_column(schema, parts.value);
  if (other && schema.columns[*column].type == estate::CellType::quantity) {
    take(text, parts, estate::copy_column(estate, ref, {table, static_cast<std::uint8_t>(*other)}));
    return;
  }
  take(text, parts, estate::fill_column(estate, ref, parts.value, *rows));
}

bool Assumer::fill_routing(const std::string& text, const Parts& parts, ColumnRef ref) const {
  if (ref != kRoutingTunnels && ref != kRoutingExits) return false;
  const auto word = std::ranges::find(estate::kListedWords, parts.value);
  if (word == std::end(estate::kListedWords)) return false;
  const auto code = static_cast<std::uint32_t>(word - std::begin(estate::kListedWords));
  take(text, parts, assume_for_every_operator(estate, ref, code));
  return true;
}

void Assumer::transit_from_function(const std::string& text, const Parts& parts) const {
  const auto rows = rows_where(text, parts, TableId::elements);
  if (!rows) return;
  const estate::Column& column = estate.column(kElementFunction);
  std::vector<std::uint32_t> codes(estate.rows(TableId::elements), kUnknownCode);
  for (std::size_t row = 0; row < codes.size(); ++row) {
    const std::uint32_t code = column.code(row);
    if (!is_value(code) || (!rows->empty() && !(*rows)[row])) continue;
    const estate::Function* function = functions.find(column.texts[code]);
    if (function != nullptr) codes[row] = function->transit ? 1 : 0;
  }
  estate::Filled filled = estate::fill_codes(estate, kElementTransit, codes);
  take(text, parts, std::move(filled));
}

void Assumer::one_vendor_per_site(const std::string& text) const {
  // By operator and site: the vendors that its radio elements are declared to be from.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> declared;
  const estate::Column& functions_of = estate.column(kElementFunction);
  const auto key_of = [&](std::size_t row) {
    return std::pair{estate.column(kElementOperator).code(row),
                     estate.column(kElementSite).code(row)};
  };
  const auto counts = [&](std::size_t row) {
    const std::uint32_t function = functions_of.code(row);
    const auto [op, site] = key_of(row);
    return is_value(function) && is_radio(functions_of.texts[function]) && is_value(op) &&
           is_value(site);
  };
  const std::size_t rows = estate.rows(TableId::elements);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::uint32_t vendor = estate.column(kElementVendor).code(row);
    if (counts(row) && is_value(vendor)) declared[key_of(row)].push_back(vendor);
  }
  std::uint64_t testable = 0;
  std::uint64_t holding = 0;
  for (auto& [key, vendors] : declared) {
    const std::size_t witnesses = vendors.size();
    std::ranges::sort(vendors);
    vendors.erase(std::ranges::unique(vendors).begin(), vendors.end());
    if (witnesses < 2) continue;
    ++testable;
    if (vendors.size() == 1) ++holding;
  }
  std::vector<std::uint32_t> codes(rows, kUnknownCode);
  for (std::size_t row = 0; row < rows; ++row) {
    if (!counts(row)) continue;
    const auto found = declared.find(key_of(row));
    if (found != declared.end() && found->second.size() == 1) codes[row] = found->second.front();
  }
  estate::Filled filled = estate::fill_codes(estate, kElementVendor, codes);
  estate = std::move(filled.estate);
  note({text, "elements.vendor", std::string(kOneVendor), filled.cells, {{holding, testable}}});
}

}  // namespace

Read<Assumed> assume(const Estate& estate, const std::vector<std::string>& texts, Date on,
                     const estate::Functions& functions) {
  Read<Assumed> read;
  read.value.estate = estate;
  const Assumer assumer{read.value.estate, on, functions, read.diagnostics, read.value.assumptions};
  for (const std::string& text : texts) assumer.apply(text);
  return read;
}

}  // namespace relook::engine
