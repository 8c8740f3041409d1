// SPDX-License-Identifier: Apache-2.0
#include "engine/vendors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/spelling.hpp"
#include "engine/inputs.hpp"
#include "estate/builder.hpp"
#include "estate/folder.hpp"
#include "estate/judgement.hpp"
#include "identity/families.hpp"

namespace relook::engine {
namespace {

using estate::Estate;
using estate::TableId;
using namespace estate::column;

Date last_day(const estate::Registry& registry) {
  Date last{0};
  for (const estate::RegistryOwnership& row : registry.ownership) {
    if (row.from) last = std::max(last, *row.from);
    if (row.until) last = std::max(last, *row.until);
  }
  return last;
}

// The registry as an estate of its own: its ownership is all there is.
Estate registry_alone(const Library& library, Date on, Diagnostics& diagnostics) {
  estate::EstateBuilder builder(library.registry, library.functions);
  builder.set_manifest({.name = "registry", .as_of = on, .currency = {}});
  builder.declare(TableId::vendors);
  builder.declare(TableId::ownership);
  return take(std::move(builder).build(), diagnostics);
}

std::vector<std::string> list_of(const Estate& estate, estate::ColumnRef ref, std::uint32_t row) {
  std::vector<std::string> out;
  const estate::Column& column = estate.column(ref);
  const std::uint32_t code = column.code(row);
  if (!estate::is_value(code)) return out;
  for (const std::uint32_t item : column.lists[code]) out.emplace_back(column.texts[item]);
  return out;
}

class Entries {
 public:
  Entries(const Estate& estate, const Library& library, Date on)
      : estate_(estate), library_(library), families_(identity::families_on(estate, on)) {
    for (const estate::RegistryOwnership& row : library.registry.ownership) {
      const auto text = [](const std::optional<Date>& day) {
        return day ? to_string(*day) : std::string();
      };
      sources_[{row.vendor, row.parent, text(row.from), text(row.until)}] = {row.source, row.note};
    }
    for (std::uint32_t row = 0; row < estate.rows(TableId::ownership); ++row) {
      const Owned owned = ownership(row);
      by_vendor_[owned.vendor].push_back(owned);
      if (!owned.parent.empty()) by_parent_[owned.parent].push_back(owned);
    }
  }

  [[nodiscard]] VendorEntry entry(std::uint32_t row) const {
    VendorEntry entry{.id = std::string(estate_.id(TableId::vendors, row)),
                      .name = cell_text(estate_, kVendorName, row),
                      .jurisdiction = cell_text(estate_, kVendorJurisdiction, row),
                      .aliases = list_of(estate_, kVendorAliases, row),
                      .pens = list_of(estate_, kVendorPens, row),
                      .source = {},
                      .note = {},
                      .heads = {},
                      .possible_owners = {},
                      .owners = {},
                      .owns = {}};
    const auto known =
        std::ranges::find(library_.registry.vendors, entry.id, &estate::RegistryVendor::id);
    if (known != library_.registry.vendors.end()) {
      entry.by_registry = true;
      entry.source = known->source;
      entry.note = known->note;
    }
    const estate::Families::Owners& owners = families_.owners(row);
    for (const std::uint32_t owner : owners.sure) {
      if (families_.owners(owner).sure.size() > 1) continue;
      entry.heads.emplace_back(estate_.id(TableId::vendors, owner));
    }
    for (const std::uint32_t owner : owners.possible) {
      entry.possible_owners.emplace_back(estate_.id(TableId::vendors, owner));
    }
    entry.any_owner = owners.any;
    if (const auto found = by_vendor_.find(entry.id); found != by_vendor_.end()) {
      entry.owners = found->second;
    }
    if (const auto found = by_parent_.find(entry.id); found != by_parent_.end()) {
      entry.owns = found->second;
    }
    return entry;
  }

 private:
  struct Key {
    std::string vendor;
    std::string parent;
    std::string from;
    std::string until;
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  [[nodiscard]] Owned ownership(std::uint32_t row) const {
    Owned owned{.vendor = cell_text(estate_, kOwnershipVendor, row),
                .parent = cell_text(estate_, kOwnershipParent, row),
                .from = cell_text(estate_, kOwnershipFrom, row),
                .until = cell_text(estate_, kOwnershipUntil, row),
                .by_registry = estate_.registry_ownership(row),
                .source = {},
                .note = {}};
    const auto found = sources_.find({owned.vendor, owned.parent, owned.from, owned.until});
    if (owned.by_registry && found != sources_.end()) {
      owned.source = found->second.first;
      owned.note = found->second.second;
    }
    return owned;
  }

  const Estate& estate_;
  const Library& library_;
  estate::Families families_;
  std::map<Key, std::pair<std::string, std::string>> sources_;
  std::map<std::string, std::vector<Owned>> by_vendor_;
  std::map<std::string, std::vector<Owned>> by_parent_;
};

// Rows of the vendors that are known by the name: the one of that id, else those of that spelling
// or number.
std::vector<std::uint32_t> find_vendors(const Estate& estate, const std::string& name) {
  const estate::Table& table = estate.table(TableId::vendors);
  if (const auto row = table.find(name)) return {*row};
  std::vector<std::uint32_t> rows;
  const std::string folded = fold_name(name);
  const auto is_spelling = [&](const std::string& text) {
    return !folded.empty() && fold_name(text) == folded;
  };
  for (std::uint32_t row = 0; row < table.rows; ++row) {
    const auto aliases = list_of(estate, kVendorAliases, row);
    const auto pens = list_of(estate, kVendorPens, row);
    if (is_spelling(std::string(table.ids[row])) ||
        is_spelling(cell_text(estate, kVendorName, row)) ||
        std::ranges::any_of(aliases, is_spelling) || std::ranges::find(pens, name) != pens.end()) {
      rows.push_back(row);
    }
  }
  return rows;
}

std::string unknown_name(const Estate& estate, const std::string& name) {
  std::vector<std::string> spellings;
  for (std::uint32_t row = 0; row < estate.rows(TableId::vendors); ++row) {
    spellings.emplace_back(estate.id(TableId::vendors, row));
    spellings.push_back(cell_text(estate, kVendorName, row));
    for (std::string& alias : list_of(estate, kVendorAliases, row)) {
      spellings.push_back(std::move(alias));
    }
  }
  std::ranges::sort(spellings);
  spellings.erase(std::ranges::unique(spellings).begin(), spellings.end());
  const std::vector<std::string_view> views(spellings.begin(), spellings.end());
  return "no vendor is known by this name or number" + did_you_mean(name, views);
}

}  // namespace

Outcome<VendorsResult> vendors(const VendorsRequest& request, const Library& library, const Run&) {
  VendorsResult result{};
  Estate estate;
  if (request.estate.empty()) {
    result.on = request.on.value_or(last_day(library.registry));
    estate = registry_alone(library, result.on, result.warnings);
  } else {
    estate = take(estate::read_folder(request.estate, library.registry, library.functions),
                  result.warnings);
    result.on = request.on.value_or(estate.manifest.as_of);
    result.estate_name = estate.manifest.name;
  }
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  result.registry = library.registry.digest;
  const Entries entries(estate, library, result.on);
  for (const std::string& name : request.names) {
    const auto rows = find_vendors(estate, name);
    if (rows.empty()) result.warnings.error(name, {}, unknown_name(estate, name));
    for (const std::uint32_t row : rows) result.vendors.push_back(entries.entry(row));
  }
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  result.in_full = !request.names.empty();
  if (!result.in_full) {
    for (std::uint32_t row = 0; row < estate.rows(TableId::vendors); ++row) {
      result.vendors.push_back(entries.entry(row));
    }
  }
  return result;
}

}  // namespace relook::engine
