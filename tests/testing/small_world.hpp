// SPDX-License-Identifier: Apache-2.0
// Small estates written as tables of cells, with everything a selector is asked over: what each
// function is, who may have made what, who owns whom. Judged by the plainest reading of SEMANTICS
// 4, so that tests of the language need neither files nor the identity module.

#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "decision/facts.hpp"

namespace relook::testing {

/// The rows of one table as text: "" unknown, "-" none, ".." past. The first row names the columns.
using Cells = std::vector<std::vector<std::string>>;

/// What a test says of a world. A table that is not named is absent; ids that others refer to exist
/// all the same, with every cell unknown.
struct Sketch {
  std::map<std::string, Cells, std::less<>> tables;
  bool places_given = false;
  Date as_of = *parse_date("2020-01-28");
  Date on = *parse_date("2020-01-28");
};

class SmallWorld {
 public:
  explicit SmallWorld(const Sketch& sketch) : on_(sketch.on) {
    estate_.manifest.as_of = sketch.as_of;
    functions_ = some_functions();
    find_ids(sketch);
    for (const estate::TableSchema& schema : estate::schema()) build_table(schema, sketch);
    judge();
  }
  SmallWorld(const SmallWorld&) = delete;
  SmallWorld& operator=(const SmallWorld&) = delete;

  [[nodiscard]] const estate::Estate& estate() const { return estate_; }
  [[nodiscard]] decision::Facts facts() const {
    return {estate_,
            functions_,
            element_vendors_,
            supply_vendors_,
            families_,
            places_given_ ? &places_ : nullptr,
            on_};
  }
  [[nodiscard]] std::uint32_t row(estate::TableId table, std::string_view id) const {
    const estate::Table* const found = decision::find_table(facts(), table);
    RELOOK_CHECK(found != nullptr);
    const auto row = found->find(id);
    RELOOK_CHECK(row.has_value());
    return *row;
  }

 private:
  using TableId = estate::TableId;
  using CellType = estate::CellType;

  static estate::Functions some_functions() {
    return estate::Functions(
        {{"AMF", "core", false, {"signalling"}, {"subscriber-data", "keys"}, {"core", "radio"}, ""},
         {"LAN", "", true, {}, {}, {}, ""},
         {"OLT", "access", false, {"user-traffic"}, {"metadata"}, {"access"}, ""},
         {"P", "transport", true, {"user-traffic"}, {"metadata"}, {}, ""},
         {"gNB", "access", false, {"user-traffic"}, {"user-traffic"}, {"radio"}, ""}},
        {});
  }

  static std::vector<std::string> items_of(const std::string& cell) {
    std::vector<std::string> items;
    std::string_view rest = cell;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      items.emplace_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    std::ranges::sort(items);
    items.erase(std::ranges::unique(items).begin(), items.end());
    return items;
  }

  static const Cells* cells_of(const Sketch& sketch, std::string_view table) {
    const auto found = sketch.tables.find(table);
    return found == sketch.tables.end() ? nullptr : &found->second;
  }

  // Own ids, and those that references name.
  void find_ids(const Sketch& sketch) {
    for (const auto& [name, cells] : sketch.tables) {
      const TableId table = estate::find_table(name).value();
      for (std::size_t i = 0; i < cells.front().size(); ++i) {
        const estate::TableSchema& schema = estate::schema(table);
        const auto& column = schema.columns[estate::find_column(schema, cells.front()[i]).value()];
        for (std::size_t row = 1; row < cells.size(); ++row) {
          const std::string& cell = cells[row][i];
          if (column.type == CellType::id) ids_[table].push_back(cell);
          if (cell.empty() || cell == "-") continue;
          if (column.type == CellType::reference) ids_[column.target].push_back(cell);
          if (column.type != CellType::references) continue;
          for (std::string& item : items_of(cell)) ids_[column.target].push_back(std::move(item));
        }
      }
    }
    for (auto& [table, ids] : ids_) {
      std::ranges::sort(ids);
      ids.erase(std::ranges::unique(ids).begin(), ids.end());
    }
  }

  std::uint32_t row_of(TableId table, std::string_view id) const {
    const auto found = std::ranges::lower_bound(ids_.at(table), id);
    return static_cast<std::uint32_t>(found - ids_.at(table).begin());
  }

  void build_table(const estate::TableSchema& schema, const Sketch& sketch) {
    estate::Table table{.id = schema.id};
    table.columns.resize(schema.columns.size());
    const Cells* const given = cells_of(sketch, schema.name);
    if (given != nullptr) table.state = estate::TableState::present;
    Cells rows = given != nullptr ? *given : Cells{{}};
    const std::vector<std::string> header = rows.front();
    rows.erase(rows.begin());
    std::ranges::sort(rows);
    if (schema.has_ids()) {
      const std::vector<std::string>& ids = ids_[schema.id];
      const std::vector<std::string_view> views(ids.begin(), ids.end());
      table.ids = estate::TextPool(views);
      table.rows = ids.size();
      // Rows that only references name have nothing but their id, the first column.
      if (given != nullptr) RELOOK_CHECK(rows.size() == ids.size() && header.front() == "id");
    } else {
      table.rows = rows.size();
    }
    for (std::size_t i = 0; i < header.size(); ++i) {
      const std::size_t number = estate::find_column(schema, header[i]).value();
      std::vector<std::string> cells;
      for (const auto& row : rows) cells.push_back(row[i]);
      table.columns[number] = column_of(schema.columns[number], cells);
    }
    if (schema.id == TableId::places) {
      places_given_ = sketch.places_given;
      places_ = std::move(table);
    } else {
      estate_.set_table(std::move(table));
    }
  }

  estate::Column column_of(const estate::ColumnSchema& schema,
                           const std::vector<std::string>& cells) const {
    std::vector<std::uint32_t> codes;
    std::vector<std::int32_t> days;
    std::vector<std::int64_t> numbers;
    std::vector<std::string> texts;
    std::vector<std::vector<std::uint32_t>> lists;
    const auto text_code = [&texts](const std::string& text) {
      const auto found = std::ranges::find(texts, text);
      if (found != texts.end()) return static_cast<std::uint32_t>(found - texts.begin());
      texts.push_back(text);
      return static_cast<std::uint32_t>(texts.size() - 1);
    };
    for (const std::string& cell : cells) {
      const bool none = cell == "-";
      switch (schema.type) {
        case CellType::id:
          return {};
        case CellType::date:
          days.push_back(cell.empty()   ? estate::kUnknownDay
                         : none         ? estate::kNoneDay
                         : cell == ".." ? estate::kPastDay
                                        : parse_date(cell).value().days);
          continue;
        case CellType::quantity:
          numbers.push_back(cell.empty()                               ? estate::kUnknownNumber
                            : none && schema.has(estate::kNoAdjacency) ? estate::kNoneNumber
                            : none                                     ? 0
                                   : relook::parse_decimal(cell, schema.digits).value());
          continue;
        default:
          break;
      }
      if (cell.empty() || none) {
        codes.push_back(none ? estate::kNoneCode : estate::kUnknownCode);
      } else if (schema.type == CellType::text) {
        codes.push_back(text_code(cell));
      } else if (schema.type == CellType::reference) {
        codes.push_back(row_of(schema.target, cell));
      } else if (schema.type == CellType::yes_no) {
        codes.push_back(cell == "yes" ? 1 : 0);
      } else if (schema.type == CellType::word) {
        const auto word = std::ranges::find(schema.words, cell);
        RELOOK_CHECK(word != schema.words.end());
        codes.push_back(static_cast<std::uint32_t>(word - schema.words.begin()));
      } else {
        std::vector<std::uint32_t> list;
        for (const std::string& item : items_of(cell)) {
          list.push_back(schema.type == CellType::references ? row_of(schema.target, item)
                                                             : text_code(item));
        }
        codes.push_back(static_cast<std::uint32_t>(lists.size()));
        lists.push_back(std::move(list));
      }
    }
    estate::Column column = schema.type == CellType::date       ? estate::Column(std::move(days))
                            : schema.type == CellType::quantity ? estate::Column(std::move(numbers))
                                                                : estate::Column(std::move(codes));
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    column.texts = estate::TextPool(views);
    column.lists = estate::ListPool(lists);
    return column;
  }

  // ---- who made it (SEMANTICS 4.3) and who owns whom (4.4)

  Truth held(estate::ColumnRef from, estate::ColumnRef until, std::uint32_t row) const {
    return estate::holds_on({estate_.column(from).day(row), estate_.column(until).day(row)}, on_,
                            estate_.manifest.as_of);
  }

  std::vector<std::uint32_t> candidates(std::uint32_t element, bool& any) const {
    namespace column = estate::column;
    std::vector<std::uint32_t> found;
    const std::uint32_t declared = estate_.column(column::kElementVendor).code(element);
    bool spoken = estate::is_value(declared);
    if (spoken) found.push_back(declared);
    any = declared == estate::kUnknownCode || !estate_.table(TableId::supplies).present();
    for (std::uint32_t row = 0; row < estate_.rows(TableId::supplies); ++row) {
      if (estate_.column(column::kSupplyElement).code(row) != element) continue;
      const std::uint32_t role = estate_.column(column::kSupplyRole).code(row);
      const Truth holds = held(column::kSupplyFrom, column::kSupplyUntil, row);
      if ((estate::is_value(role) && role != 0) || holds == Truth::no) continue;
      const std::uint32_t vendor = estate_.column(column::kSupplyVendor).code(row);
      if (!estate::is_value(vendor)) {
        any = true;
        continue;
      }
      found.push_back(vendor);
      spoken = spoken || (estate::is_value(role) && holds == Truth::yes);
    }
    any = any || !spoken;
    return found;
  }

  void judge() {
    namespace column = estate::column;
    std::vector<std::vector<std::uint32_t>> sets;
    const estate::Column& functions = estate_.column(column::kElementFunction);
    for (std::uint32_t element = 0; element < estate_.rows(TableId::elements); ++element) {
      const std::uint32_t function = functions.code(element);
      bool any = false;
      std::vector<std::uint32_t> found = candidates(element, any);
      std::ranges::sort(found);
      found.erase(std::ranges::unique(found).begin(), found.end());
      if (estate::is_value(function) && functions.texts[function] == estate::kLanFunction) {
        element_vendors_.set_of.push_back(estate::Judgements::kNobody);
      } else if (any) {
        element_vendors_.set_of.push_back(estate::Judgements::kAny);
      } else {
        element_vendors_.set_of.push_back(static_cast<std::uint32_t>(sets.size()));
        sets.push_back(std::move(found));
      }
    }
    element_vendors_.sets = estate::ListPool(sets);
    std::vector<std::vector<std::uint32_t>> single;
    for (std::uint32_t row = 0; row < estate_.rows(TableId::supplies); ++row) {
      const std::uint32_t vendor = estate_.column(column::kSupplyVendor).code(row);
      supply_vendors_.set_of.push_back(estate::is_value(vendor)
                                           ? static_cast<std::uint32_t>(single.size())
                                           : estate::Judgements::kAny);
      if (estate::is_value(vendor)) single.push_back({vendor});
    }
    supply_vendors_.sets = estate::ListPool(single);
    find_owners();
  }

  void find_owners() {
    namespace column = estate::column;
    const std::size_t vendors = estate_.rows(TableId::vendors);
    const bool known = estate_.table(TableId::ownership).present();
    std::vector<std::vector<Truth>> owns(vendors, std::vector<Truth>(vendors, Truth::no));
    std::vector<bool> any(vendors, !known);
    for (std::uint32_t vendor = 0; vendor < vendors; ++vendor) owns[vendor][vendor] = Truth::yes;
    // As many passes as there are vendors reach every owner of an owner.
    for (std::size_t pass = 0; pass <= vendors; ++pass) {
      for (std::uint32_t row = 0; row < estate_.rows(TableId::ownership); ++row) {
        const std::uint32_t vendor = estate_.column(column::kOwnershipVendor).code(row);
        const std::uint32_t parent = estate_.column(column::kOwnershipParent).code(row);
        const Truth holds = held(column::kOwnershipFrom, column::kOwnershipUntil, row);
        if (holds == Truth::no) continue;
        if (!estate::is_value(parent)) {
          any[vendor] = true;
          continue;
        }
        if (any[parent]) any[vendor] = true;
        for (std::uint32_t head = 0; head < vendors; ++head) {
          owns[vendor][head] = either(owns[vendor][head], both(holds, owns[parent][head]));
        }
      }
    }
    std::vector<estate::Families::Owners> owners(vendors);
    for (std::uint32_t vendor = 0; vendor < vendors; ++vendor) {
      owners[vendor].any = any[vendor];
      for (std::uint32_t head = 0; head < vendors; ++head) {
        if (owns[vendor][head] == Truth::yes) owners[vendor].sure.push_back(head);
        if (owns[vendor][head] == Truth::unknown) owners[vendor].possible.push_back(head);
      }
    }
    families_ = estate::Families(std::move(owners));
  }

  std::map<TableId, std::vector<std::string>> ids_;
  estate::Estate estate_;
  estate::Functions functions_;
  estate::Judgements element_vendors_;
  estate::Judgements supply_vendors_;
  estate::Families families_;
  estate::Table places_;
  bool places_given_ = false;
  Date on_;
};

}  // namespace relook::testing
