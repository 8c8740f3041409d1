// SPDX-License-Identifier: Apache-2.0
// Who is meant by what stands in a vendor cell: an id, or an alias folded for case, spaces and
// punctuation; what is neither is a fault with the nearest names, never a guess (SEMANTICS 4.2).

#include "estate/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

#include "base/spelling.hpp"

namespace relook::estate {
namespace {

constexpr std::size_t kSuggestionsMax = 100;  // looking for the nearest takes its time

constexpr std::uint8_t kVendorColumns[] = {
    0, column::kVendorName.column, column::kVendorAliases.column, column::kVendorPens.column,
    column::kVendorJurisdiction.column};

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ";") + item;
  return text;
}

// The estate may repeat a vendor of the registry to add spellings and numbers to it. What the
// registry says of it stays as it is.
void merge_into_row(EstateDraft& draft, std::uint32_t row, const RegistryVendor& vendor) {
  TableDraft& table = draft.table(TableId::vendors);
  const auto overrule = [&](ColumnRef ref, const std::string& said) {
    ColumnDraft& column = table.columns[ref.column];
    column.present = true;
    while (column.codes.size() <= row) append_unknown(column, CellType::text);
    std::uint32_t& code = column.codes[row];
    if (said.empty()) return;
    if (is_value(code) && column.texts[code] != said) {
      draft.fault(table.origins[row],
                  fmt::format("{}: the registry says '{}' of '{}'; an estate cannot change it",
                              schema(ref).name, said, vendor.id));
    }
    code = column.texts.code(said);
  };
  overrule(column::kVendorName, vendor.name);
  overrule(column::kVendorJurisdiction, vendor.jurisdiction);
  const auto add = [&](ColumnRef ref, const std::vector<std::string>& said) {
    ColumnDraft& column = table.columns[ref.column];
    column.present = true;
    while (column.codes.size() <= row) append_unknown(column, CellType::texts);
    std::uint32_t& code = column.codes[row];
    std::vector<std::uint32_t> list =
        is_value(code) ? column.lists[code] : std::vector<std::uint32_t>();
    for (const std::string& item : said) list.push_back(column.texts.code(item));
    if (list.empty()) return;
    column.lists.push_back(std::move(list));
    code = column.cells.code("\x01" + vendor.id);  // no cell can be spelt so
    RELOOK_CHECK(code + 1 == column.lists.size());
  };
  add(column::kVendorAliases, vendor.aliases);
  add(column::kVendorPens, vendor.pens);
}

void add_registry_rows(EstateDraft& draft, const Registry& registry) {
  TableDraft& vendors = draft.table(TableId::vendors);
  for (const RegistryVendor& vendor : registry.vendors) {
    const std::uint32_t name = vendors.ids.names.find(vendor.id);
    if (name != kUnknownCode && vendors.ids.row_of[name] != kUnknownCode) {
      merge_into_row(draft, vendors.ids.row_of[name], vendor);
      continue;
    }
    const std::string aliases = joined(vendor.aliases);
    const std::string pens = joined(vendor.pens);
    const CellSource cells[] = {
        {vendor.id, {}}, {vendor.name, {}}, {aliases, {}}, {pens, {}}, {vendor.jurisdiction, {}}};
    append_row(draft, TableId::vendors, kVendorColumns, cells, draft.registry_vendors);
  }
  constexpr std::uint8_t kColumns[] = {0, 1, 2, 3};
  for (const RegistryOwnership& row : registry.ownership) {
    const std::string from = row.from ? to_string(*row.from) : "";
    const std::string until = row.until ? to_string(*row.until) : "";
    const CellSource cells[] = {{row.vendor, {}}, {row.parent, {}}, {from, {}}, {until, {}}};
    append_row(draft, TableId::ownership, kColumns, cells, draft.registry_ownership);
  }
}

// Folded spellings to vendors. Two vendors under one spelling are a fault: nobody can say which is
// meant.
class Spellings {
 public:
  Spellings(EstateDraft& draft) : draft_(draft) {
    const TableDraft& vendors = draft.table(TableId::vendors);
    for (std::size_t row = 0; row < vendors.rows(); ++row) add_row(vendors, row);
  }

  [[nodiscard]] std::uint32_t find(std::string_view text) const {
    const auto found = by_fold_.find(fold_name(text));
    return found == by_fold_.end() ? kUnknownCode : found->second;
  }
  [[nodiscard]] const std::vector<std::string_view>& all() const { return all_; }

 private:
  void add(const TableDraft& vendors, std::size_t row, std::string_view spelling) {
    const std::uint32_t vendor = vendors.own_id[row];
    const std::string folded = fold_name(spelling);
    if (folded.empty()) return;
    all_.push_back(spelling);
    const auto [place, fresh] = by_fold_.emplace(folded, vendor);
    if (!fresh && place->second != vendor) {
      // The estate's row is the one to mend; its rows come before the registry's.
      const Origin& later = vendors.origins[row];
      const bool later_is_own = later.file != draft_.registry_vendors;
      draft_.fault(
          later_is_own ? later : vendors.origins[vendors.ids.row_of[place->second]],
          fmt::format("'{}' could be '{}' and '{}': a spelling belongs to one vendor", spelling,
                      vendors.ids.names[place->second], vendors.ids.names[vendor]));
    }
  }

  void add_row(const TableDraft& vendors, std::size_t row) {
    add(vendors, row, vendors.ids.names[vendors.own_id[row]]);
    const ColumnDraft& names = vendors.columns[column::kVendorName.column];
    if (row < names.codes.size() && is_value(names.codes[row])) {
      add(vendors, row, names.texts[names.codes[row]]);
    }
    const ColumnDraft& aliases = vendors.columns[column::kVendorAliases.column];
    if (row >= aliases.codes.size() || !is_value(aliases.codes[row])) return;
    for (const std::uint32_t item : aliases.lists[aliases.codes[row]]) {
      add(vendors, row, aliases.texts[item]);
    }
  }

  EstateDraft& draft_;
  std::map<std::string, std::uint32_t> by_fold_;
  std::vector<std::string_view> all_;
};

}  // namespace

std::vector<std::uint32_t> resolve_vendors(EstateDraft& draft, const Registry& registry) {
  add_registry_rows(draft, registry);
  const Spellings spellings(draft);
  const IdDraft& ids = draft.table(TableId::vendors).ids;
  std::vector<std::uint32_t> vendor_of(draft.vendor_cells.names.size(), kUnknownCode);
  std::size_t unresolved = 0;
  for (std::uint32_t cell = 0; cell < vendor_of.size(); ++cell) {
    const std::string_view text = draft.vendor_cells.names[cell];
    const std::uint32_t name = ids.names.find(text);
    if (name != kUnknownCode && ids.row_of[name] != kUnknownCode) {
      vendor_of[cell] = name;
      continue;
    }
    vendor_of[cell] = spellings.find(text);
    if (vendor_of[cell] != kUnknownCode) continue;
    draft.fault(
        draft.vendor_cells.first_use[cell],
        fmt::format(
            "no vendor is known as {}{}; add it to vendors.csv or correct it", in_quotes(text),
            ++unresolved > kSuggestionsMax ? std::string() : did_you_mean(text, spellings.all())));
  }
  return vendor_of;
}

}  // namespace relook::estate
