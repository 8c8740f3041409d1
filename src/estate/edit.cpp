// SPDX-License-Identifier: Apache-2.0
#include "estate/edit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/quantity.hpp"
#include "base/spelling.hpp"

namespace relook::estate {
namespace {

using namespace column;

bool holds_codes(CellType type) { return type != CellType::date && type != CellType::quantity; }

std::vector<std::uint32_t> codes_of(const Estate& estate, ColumnRef ref) {
  const Column& column = estate.column(ref);
  if (!column.present()) return std::vector<std::uint32_t>(estate.rows(ref.table), kUnknownCode);
  return {column.codes().begin(), column.codes().end()};
}
std::vector<std::int32_t> days_of(const Estate& estate, ColumnRef ref) {
  const Column& column = estate.column(ref);
  if (!column.present()) return std::vector<std::int32_t>(estate.rows(ref.table), kUnknownDay);
  return {column.days().begin(), column.days().end()};
}
std::vector<std::int64_t> numbers_of(const Estate& estate, ColumnRef ref) {
  const Column& column = estate.column(ref);
  if (!column.present()) return std::vector<std::int64_t>(estate.rows(ref.table), kUnknownNumber);
  return column.numbers();
}

Column with_pools(Column column, const Column& pools) {
  column.texts = pools.texts;
  column.lists = pools.lists;
  return column;
}

// The code of a text in a column, added to the dictionary where it is new.
std::uint32_t text_code(Column& pools, std::string_view text) {
  std::vector<std::string_view> texts;
  for (std::uint32_t code = 0; code < pools.texts.size(); ++code) {
    if (pools.texts[code] == text) return code;
    texts.push_back(pools.texts[code]);
  }
  texts.push_back(text);
  pools.texts = TextPool(texts);
  return static_cast<std::uint32_t>(texts.size() - 1);
}

std::uint32_t list_code(Column& pools, std::vector<std::uint32_t> list) {
  std::vector<std::vector<std::uint32_t>> lists;
  for (std::uint32_t code = 0; code < pools.lists.size(); ++code) {
    const std::span<const std::uint32_t> known = pools.lists[code];
    if (std::ranges::equal(known, list)) return code;
    lists.emplace_back(known.begin(), known.end());
  }
  lists.push_back(std::move(list));
  pools.lists = ListPool(lists);
  return static_cast<std::uint32_t>(lists.size() - 1);
}

// The columns that planned changes write, as vectors while they are being written.
struct Plan {
  const Estate& before;
  std::vector<std::uint32_t> vendor;
  std::vector<std::uint32_t> model;
  Column model_pools;
  std::vector<std::int32_t> procured;
  std::vector<std::int32_t> from;
  std::vector<std::int32_t> until;
  std::vector<std::int32_t> supply_from;
  std::vector<std::int32_t> supply_until;

  explicit Plan(const Estate& estate)
      : before(estate),
        vendor(codes_of(estate, kElementVendor)),
        model(codes_of(estate, kElementModel)),
        model_pools(estate.column(kElementModel)),
        procured(days_of(estate, kElementProcuredOn)),
        from(days_of(estate, kElementFrom)),
        until(days_of(estate, kElementUntil)),
        supply_from(days_of(estate, kSupplyFrom)),
        supply_until(days_of(estate, kSupplyUntil)) {}

  void end_supplies(std::uint32_t element, std::int32_t day);
  void apply(std::size_t change);
  [[nodiscard]] std::uint32_t new_model(std::size_t change);
  [[nodiscard]] Estate finish() const;
};

// What came with the old box goes with it; services go on. A supply of unknown role may be either,
// and then nobody knows whether it still holds.
void Plan::end_supplies(std::uint32_t element, std::int32_t day) {
  constexpr std::uint32_t kLastGoodsRole = 3;  // hardware, software, module, optics
  const Column& elements = before.column(kSupplyElement);
  const Column& roles = before.column(kSupplyRole);
  const auto all = elements.codes();
  // Supplies are sorted by their element.
  const auto [first, last] = std::equal_range(all.begin(), all.end(), element);
  for (auto it = first; it != last; ++it) {
    const auto row = static_cast<std::size_t>(it - all.begin());
    const std::uint32_t role = roles.code(row);
    if (role == kUnknownCode) supply_from[row] = kUnknownDay;
    if (role > kLastGoodsRole) continue;
    if (!is_value(supply_until[row]) ? supply_until[row] != kPastDay : supply_until[row] > day) {
      supply_until[row] = day;
    }
  }
}

std::uint32_t Plan::new_model(std::size_t change) {
  const Column& models = before.column(kChangeModel);
  const std::uint32_t code = models.code(change);
  return is_value(code) ? text_code(model_pools, models.texts[code]) : kUnknownCode;
}

void Plan::apply(std::size_t change) {
  constexpr std::uint32_t kInstall = 0;
  constexpr std::uint32_t kRemove = 1;
  const std::uint32_t element = before.column(kChangeElement).code(change);
  const std::int32_t day = before.column(kChangeDate).day(change);
  const std::uint32_t action = before.column(kChangeAction).code(change);
  const std::uint32_t new_vendor = before.column(kChangeVendor).code(change);
  if (action == kRemove) {
    if (!is_value(until[element]) || until[element] > day) until[element] = day;
    return;
  }
  if (action == kInstall) {
    from[element] = day;
    if (new_vendor != kUnknownCode) vendor[element] = new_vendor;
    if (is_value(before.column(kChangeModel).code(change))) model[element] = new_model(change);
    return;
  }
  vendor[element] = new_vendor;
  model[element] = new_model(change);
  procured[element] = day;
  from[element] = day;
  end_supplies(element, day);
}

Estate Plan::finish() const {
  Estate after = before;
  after.set_column(kElementVendor, with_pools(Column(vendor), before.column(kElementVendor)));
  after.set_column(kElementModel, with_pools(Column(model), model_pools));
  after.set_column(kElementProcuredOn, Column(procured));
  after.set_column(kElementFrom, Column(from));
  after.set_column(kElementUntil, Column(until));
  after.set_column(kSupplyFrom, Column(supply_from));
  after.set_column(kSupplyUntil, Column(supply_until));
  return after;
}

std::optional<std::uint32_t> find_row(const Estate& estate, TableId table, std::string_view name) {
  if (const auto row = estate.table(table).find(name)) return row;
  if (table != TableId::vendors) return std::nullopt;
  const Column& aliases = estate.column(kVendorAliases);
  const Column& names = estate.column(kVendorName);
  const std::string folded = fold_name(name);
  for (std::uint32_t row = 0; row < estate.rows(table); ++row) {
    if (fold_name(estate.id(table, row)) == folded) return row;
    if (is_value(names.code(row)) && fold_name(names.texts[names.code(row)]) == folded) return row;
    if (!is_value(aliases.code(row))) continue;
    for (const std::uint32_t item : aliases.lists[aliases.code(row)]) {
      if (fold_name(aliases.texts[item]) == folded) return row;
    }
  }
  return std::nullopt;
}

// Reads a value as a cell of the column; where it is a text that is new, `pools` grows by it.
struct ValueReader {
  const Estate& estate;
  ColumnRef ref;
  const ColumnSchema& column;
  Column& pools;

  [[nodiscard]] std::unexpected<Error> wrong(std::string why) const {
    return failure(ErrorKind::invalid_input, std::move(why),
                   fmt::format("{}.{}", schema(ref.table).name, column.name));
  }

  [[nodiscard]] Result<std::uint32_t> item(std::string_view text) const {
    if (column.type == CellType::texts) return text_code(pools, text);
    const auto row = find_row(estate, column.target, text);
    if (!row)
      return wrong("there is no " + in_quotes(text) + " in " +
                   std::string(schema(column.target).name) + ".csv");
    return *row;
  }

  [[nodiscard]] Result<std::uint32_t> code(std::string_view text) const {
    if (text == "-" && column.has(kNoneAllowed)) return kNoneCode;
    if (text.empty() || text == "-" || text == "..") {
      return wrong(in_quotes(text) + " cannot be assumed here");
    }
    if (column.type == CellType::reference) return item(text);
    if (column.type == CellType::text) return text_code(pools, text);
    if (column.type == CellType::references || column.type == CellType::texts) {
      std::vector<std::uint32_t> list;
      for (std::string_view rest = text;;) {
        const std::size_t end = rest.find(';');
        const auto one = item(rest.substr(0, end));
        if (!one) return one;
        list.push_back(*one);
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 1);
      }
      std::ranges::sort(list);
      return list_code(pools, std::move(list));
    }
    static constexpr std::string_view kYesNo[] = {"no", "yes"};
    const std::span<const std::string_view> words =
        column.type == CellType::yes_no ? std::span<const std::string_view>(kYesNo) : column.words;
    const auto found = std::ranges::find(words, text);
    if (found == words.end()) {
      return wrong(in_quotes(text) + " is not one of its words" + did_you_mean(text, words));
    }
    return static_cast<std::uint32_t>(found - words.begin());
  }

  [[nodiscard]] Result<std::int32_t> day(std::string_view text) const {
    if (text == "-" && column.has(kNoneAllowed)) return kNoneDay;
    if (text == ".." && column.has(kPastAllowed)) return kPastDay;
    const auto date = parse_date(text);
    if (!date) return wrong(in_quotes(text) + " is not a date such as 2020-01-28");
    return date->days;
  }

  [[nodiscard]] Result<std::int64_t> number(std::string_view text) const {
    if (text == "-" && column.has(kNoneAllowed)) return column.has(kNoAdjacency) ? kNoneNumber : 0;
    const auto value = parse_decimal(text, column.digits);
    if (!value || *value < column.min || *value > column.max) {
      return wrong(fmt::format("{} is not a number from {} to {} with at most {} decimals",
                               in_quotes(text), format_decimal(column.min, column.digits),
                               format_decimal(column.max, column.digits), column.digits));
    }
    return *value;
  }
};

// Replaces what is unknown in the rows asked for; how many cells that were.
template <class T>
std::size_t fill(std::vector<T>& cells, T unknown, T value, const std::vector<bool>& rows) {
  std::size_t filled = 0;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (cells[row] != unknown || (!rows.empty() && !rows[row])) continue;
    cells[row] = value;
    ++filled;
  }
  return filled;
}

}  // namespace

Estate apply_changes(const Estate& estate, Date day) {
  const std::size_t rows = estate.rows(TableId::changes);
  std::size_t due = 0;
  while (due < rows && estate.column(kChangeDate).day(due) <= day.days) ++due;
  if (due == 0) return estate;
  Plan plan(estate);
  for (std::size_t change = 0; change < due; ++change) plan.apply(change);
  return plan.finish();
}

Estate apply_changes(const Estate& estate, std::span<const Date> day_of_element) {
  RELOOK_CHECK(day_of_element.size() == estate.rows(TableId::elements));
  Plan plan(estate);
  for (std::size_t change = 0; change < estate.rows(TableId::changes); ++change) {
    const std::uint32_t element = estate.column(kChangeElement).code(change);
    if (estate.column(kChangeDate).day(change) <= day_of_element[element].days) plan.apply(change);
  }
  return plan.finish();
}

bool is_empty(const Estate& estate, ColumnRef ref, std::size_t row) {
  const ColumnSchema& column = schema(ref);
  if (column.has(kDefaulted) || column.type == CellType::id) return false;
  const Column& data = estate.column(ref);
  if (column.type == CellType::date) return data.day(row) == kUnknownDay;
  if (column.type == CellType::quantity) return data.number(row) == kUnknownNumber;
  return data.code(row) == kUnknownCode;
}

Result<Filled> fill_column(const Estate& estate, ColumnRef ref, std::string_view value,
                           const std::vector<bool>& rows) {
  const ColumnSchema& column = schema(ref);
  if (column.has(kDefaulted) || column.has(kKey)) {
    return failure(ErrorKind::invalid_input,
                   "has no empty cells: empty states a default or is a "
                   "fault",
                   fmt::format("{}.{}", schema(ref.table).name, column.name));
  }
  Filled out{estate, 0};
  Column pools = estate.column(ref);
  const ValueReader reader{estate, ref, column, pools};
  if (column.type == CellType::date) {
    const auto day = reader.day(value);
    if (!day) return std::unexpected(day.error());
    std::vector<std::int32_t> days = days_of(estate, ref);
    out.cells = fill(days, kUnknownDay, *day, rows);
    out.estate.set_column(ref, Column(std::move(days)));
    return out;
  }
  if (column.type == CellType::quantity) {
    const auto number = reader.number(value);
    if (!number) return std::unexpected(number.error());
    std::vector<std::int64_t> numbers = numbers_of(estate, ref);
    out.cells = fill(numbers, kUnknownNumber, *number, rows);
    out.estate.set_column(ref, Column(std::move(numbers)));
    return out;
  }
  const auto code = reader.code(value);
  if (!code) return std::unexpected(code.error());
  std::vector<std::uint32_t> codes = codes_of(estate, ref);
  out.cells = fill(codes, kUnknownCode, *code, rows);
  out.estate.set_column(ref, with_pools(Column(std::move(codes)), pools));
  return out;
}

Result<Filled> copy_column(const Estate& estate, ColumnRef to, ColumnRef from) {
  const bool alike = to.table == from.table && schema(to).type == CellType::quantity &&
                     schema(from).type == CellType::quantity &&
                     schema(to).digits == schema(from).digits;
  if (!alike) {
    return failure(ErrorKind::invalid_input, "can be copied only from a quantity of the same unit",
                   fmt::format("{}.{}", schema(to.table).name, schema(to).name));
  }
  Filled out{estate, 0};
  std::vector<std::int64_t> numbers = numbers_of(estate, to);
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const std::int64_t other = estate.column(from).number(row);
    if (numbers[row] != kUnknownNumber || other == kUnknownNumber) continue;
    numbers[row] = other;
    ++out.cells;
  }
  out.estate.set_column(to, Column(std::move(numbers)));
  return out;
}

Filled fill_codes(const Estate& estate, ColumnRef ref, std::span<const std::uint32_t> codes) {
  RELOOK_CHECK(holds_codes(schema(ref).type) && codes.size() == estate.rows(ref.table));
  Filled out{estate, 0};
  std::vector<std::uint32_t> cells = codes_of(estate, ref);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (cells[row] != kUnknownCode || codes[row] == kUnknownCode) continue;
    cells[row] = codes[row];
    ++out.cells;
  }
  out.estate.set_column(ref, with_pools(Column(std::move(cells)), estate.column(ref)));
  return out;
}

}  // namespace relook::estate
