// SPDX-License-Identifier: Apache-2.0
#include "estate/join.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/check.hpp"
#include "base/spelling.hpp"
#include "estate/folder.hpp"
#include "estate/join_rows.hpp"
#include "estate/text_rules.hpp"

namespace relook::estate {
namespace {

using Parts = std::vector<ScopedEstate>;

// The text as an id without a slash, or nothing where it cannot be made one.
std::string as_scope(std::string_view text) {
  constexpr std::size_t kBytesMax = 64;
  if (text.size() > kBytesMax) {
    std::size_t end = kBytesMax;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text = text.substr(0, end);
  }
  std::string scope(trimmed(text));
  for (char& c : scope) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F || c == ';' || c == '/') c = '-';
  }
  return id_fault(scope).empty() ? scope : std::string();
}

// What can be seen to be wrong before any row is read again.
struct Whole {
  const Parts& parts;
  Diagnostics& diagnostics;

  void scopes_differ() const;
  void one_day() const;
  [[nodiscard]] std::string one_currency() const;
  void elements_stand_once() const;
};

void Whole::scopes_differ() const {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before) {
      const ScopedEstate& one = parts[before];
      const ScopedEstate& other = parts[i];
      if (one.scope == other.scope) {
        diagnostics.error(
            other.file, {},
            fmt::format("its ids would stand behind {}, as those of {} do; name one operator's "
                        "estate once, and where its elements are of several operators give it "
                        "another name in estate.toml",
                        in_quotes(other.scope), one.file));
      } else if (other.scope.starts_with(one.scope + "/")) {
        diagnostics.error(other.file, {},
                          fmt::format("its ids would stand behind {} and those of {} behind {}, "
                                      "which cannot be told apart; name an operator without `/`",
                                      in_quotes(other.scope), one.file, in_quotes(one.scope)));
      }
    }
  }
}

void Whole::one_day() const {
  const Manifest& first = parts.front().estate.manifest;
  for (const ScopedEstate& part : parts) {
    if (part.estate.manifest.as_of == first.as_of) continue;
    diagnostics.error(part.file, {},
                      fmt::format("is as of {}, and {} as of {}: what is true on one day need not "
                                  "be on another; give estates of one day",
                                  to_string(part.estate.manifest.as_of), parts.front().file,
                                  to_string(first.as_of)));
  }
}

// Whether any cell says an amount of money.
bool says_money(const Estate& estate) {
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const Table& table = estate.table(static_cast<TableId>(t));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const ColumnSchema& column = schema()[t].columns[i];
      if (column.unit != "currency" || !table.columns[i].present()) continue;
      for (std::size_t row = 0; row < table.rows; ++row) {
        if (is_value(table.columns[i].number(row))) return true;
      }
    }
  }
  return false;
}

// An estate that names no currency is of any, so long as it counts nothing in it.
std::string Whole::one_currency() const {
  const ScopedEstate* first = nullptr;
  for (const ScopedEstate& part : parts) {
    const bool counts = !part.estate.manifest.currency.empty() || says_money(part.estate);
    if (!counts) continue;
    if (first == nullptr) {
      first = &part;
      continue;
    }
    if (part.estate.manifest.currency == first->estate.manifest.currency) continue;
    const auto said = [](const ScopedEstate& of) {
      const std::string& currency = of.estate.manifest.currency;
      return currency.empty() ? std::string("a currency that it does not name") : currency;
    };
    diagnostics.error(part.file, {},
                      fmt::format("counts in {}, and {} in {}; give estates of one currency",
                                  said(part), first->file, said(*first)));
  }
  return first == nullptr ? "" : first->estate.manifest.currency;
}

// The operators of the estate's elements.
std::set<std::string_view> operators_of_elements(const Estate& estate) {
  const Column& operators = estate.column(column::kElementOperator);
  std::vector<bool> seen(estate.rows(TableId::operators));
  for (std::size_t row = 0; row < estate.rows(TableId::elements); ++row) {
    if (is_value(operators.code(row))) seen[operators.code(row)] = true;
  }
  std::set<std::string_view> found;
  for (std::uint32_t row = 0; row < seen.size(); ++row) {
    if (seen[row]) found.insert(estate.id(TableId::operators, row));
  }
  return found;
}

// Counted twice, an element would change every share that it is part of.
void Whole::elements_stand_once() const {
  std::map<std::string_view, std::vector<const ScopedEstate*>> holders;
  for (const ScopedEstate& part : parts) {
    for (const std::string_view op : operators_of_elements(part.estate)) {
      holders[op].push_back(&part);
    }
  }
  for (const auto& [op, estates] : holders) {
    if (estates.size() < 2) continue;
    std::string names;
    std::map<std::string_view, const ScopedEstate*> seen;
    for (const ScopedEstate* part : estates) {
      names += (names.empty() ? "" : ", ") + part->scope;
      const Estate& estate = part->estate;
      for (std::uint32_t row = 0; row < estate.rows(TableId::elements); ++row) {
        const std::uint32_t code = estate.column(column::kElementOperator).code(row);
        if (!is_value(code) || estate.id(TableId::operators, code) != op) continue;
        const auto [place, fresh] = seen.emplace(estate.id(TableId::elements, row), part);
        if (fresh) continue;
        diagnostics.error(part->file, {},
                          fmt::format("element {} of operator {} stands in {} too and would count "
                                      "twice; take it out of one of them",
                                      in_quotes(place->first), in_quotes(op), place->second->file));
      }
    }
    diagnostics.warning(estates.back()->file, {},
                        fmt::format("elements of operator {} stand in several estates ({}): one "
                                    "that is in two under different ids counts twice",
                                    in_quotes(op), names));
  }
}

// Every notice, each once; which estate it is of, where it is not that of all.
std::string joined_notice(const Parts& parts) {
  const std::string& first = parts.front().estate.manifest.notice;
  const bool same = std::ranges::all_of(
      parts, [&](const ScopedEstate& part) { return part.estate.manifest.notice == first; });
  if (same) return first;
  std::string notice;
  for (const ScopedEstate& part : parts) {
    const std::string& own = part.estate.manifest.notice;
    if (!own.empty()) notice += (notice.empty() ? "" : "; ") + part.scope + ": " + own;
  }
  return notice;
}

std::string joined_name(const Parts& parts) {
  std::string name;
  for (const ScopedEstate& part : parts) name += (name.empty() ? "" : ", ") + part.scope;
  return name;
}

// A table is known where every estate has it: its rows may speak of any estate's things.
void declare_tables(EstateBuilder& builder, const Parts& parts) {
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    const auto has_it = [&](const ScopedEstate& part) { return part.estate.table(id).present(); };
    if (std::ranges::all_of(parts, has_it)) {
      builder.declare(id);
      continue;
    }
    if (std::ranges::none_of(parts, has_it)) continue;
    for (const ScopedEstate& part : parts) {
      if (has_it(part)) continue;
      builder.diagnostics().warning(
          part.file, {},
          fmt::format("has no {}.csv, so the table counts as missing for all estates: what the "
                      "others say in it does not settle what this one leaves open",
                      schema(id).name));
    }
  }
}

void add_rows(EstateBuilder& builder, const Parts& parts, const std::filesystem::path& with) {
  add_shared_rows(builder, parts);
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    if (id == TableId::operators || id == TableId::vendors || id == TableId::ownership) continue;
    for (const ScopedEstate& part : parts) add_scoped_rows(builder, part, id);
  }
  if (!with.empty()) add_changes_file(builder, with);
}

}  // namespace

std::string scope_of(const Estate& estate, std::string_view otherwise) {
  const std::set<std::string_view> operators = operators_of_elements(estate);
  if (operators.size() == 1) return std::string(*operators.begin());
  if (operators.empty() && estate.rows(TableId::operators) == 1) {
    return std::string(estate.id(TableId::operators, 0));
  }
  for (const std::string_view text : {std::string_view(estate.manifest.name), otherwise}) {
    if (std::string scope = as_scope(text); !scope.empty()) return scope;
  }
  return "estate";
}

bool is_scoped(TableId table) {
  return static_cast<std::size_t>(table) < kEstateTableCount && schema(table).has_ids() &&
         table != TableId::operators && table != TableId::vendors;
}

std::string scoped_id(std::string_view scope, std::string_view id) {
  std::string text(scope);
  text += '/';
  return text.append(id);
}

Read<Estate> join(const std::vector<ScopedEstate>& estates, const Registry& registry,
                  const Functions& functions, const JoinOptions& options) {
  RELOOK_CHECK(!estates.empty());
  RELOOK_CHECK(std::ranges::is_sorted(estates, {}, &ScopedEstate::scope));
  EstateBuilder builder(registry, functions);
  const Whole whole{estates, builder.diagnostics()};
  whole.scopes_differ();
  whole.one_day();
  Manifest manifest{joined_name(estates),
                    estates.front().estate.manifest.as_of,
                    whole.one_currency(),
                    {},
                    joined_notice(estates)};
  if (!builder.diagnostics().has_errors()) whole.elements_stand_once();
  if (builder.diagnostics().has_errors()) return {Estate(), std::move(builder.diagnostics())};
  if (!options.assumed) builder.set_manifest(manifest);
  declare_tables(builder, estates);
  add_rows(builder, estates, options.with);
  Read<Estate> read = std::move(builder).build();
  read.value.manifest = std::move(manifest);
  return read;
}

}  // namespace relook::estate
