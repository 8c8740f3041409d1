// SPDX-License-Identifier: Apache-2.0
#include "engine/estate_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "base/spelling.hpp"
#include "estate/join.hpp"

namespace relook::engine {
namespace {

using estate::TableId;

// The ids in the join that an estate's own id may stand for; none where it is one of the join.
std::vector<std::string> meanings(const Estates& estates, TableId table, std::string_view text) {
  std::vector<std::string> found;
  if (estates.joined.table(table).find(text)) return found;
  for (const estate::ScopedEstate& part : estates.parts) {
    if (part.estate.table(table).find(text)) {
      found.push_back(estate::scoped_id(part.scope, text));
    }
  }
  return found;
}

std::string either_of(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " or ") + in_quotes(id);
  return text;
}

// The table whose ids the path gives, where it gives ids that stand behind a scope.
std::optional<TableId> scoped_ids_of(const decision::Path& path) {
  TableId table = path.end();
  if (path.field == decision::FieldKind::column) {
    const estate::ColumnSchema& column = estate::schema(path.column);
    const bool refers =
        column.type == estate::CellType::reference || column.type == estate::CellType::references;
    if (!refers) return std::nullopt;
    table = column.target;
  } else if (path.field != decision::FieldKind::own_id) {
    return std::nullopt;
  }
  if (!estate::is_scoped(table)) return std::nullopt;
  return table;
}

struct IdChecker {
  const Estates& estates;
  Diagnostics& diagnostics;

  void check(const decision::Selector& selector, std::string_view file, Position at,
             const std::string& what) const;
  void check(const decision::Leaf& leaf, std::string_view file, Position at,
             const std::string& what) const;
};

void IdChecker::check(const decision::Leaf& leaf, std::string_view file, Position at,
                      const std::string& what) const {
  const std::optional<TableId> table = scoped_ids_of(leaf.path);
  if (!table) return;
  const auto look = [&](const std::string& text) {
    const std::vector<std::string> ids = meanings(estates, *table, text);
    if (ids.empty()) return;
    diagnostics.error(file, at,
                      fmt::format("{}: with several estates {} of {} is written {}", what,
                                  in_quotes(text), estate::schema(*table).name, either_of(ids)));
  };
  if (const auto* in = std::get_if<decision::TextIn>(&leaf.test)) {
    for (const std::string& text : in->texts) look(text);
  }
  if (const auto* has = std::get_if<decision::HasText>(&leaf.test)) look(has->text);
}

void IdChecker::check(const decision::Selector& selector, std::string_view file, Position at,
                      const std::string& what) const {
  // Held against another field, an id is of the same table there: the language has no other way.
  for (const decision::Node& node : selector.nodes.values()) {
    if (const auto* leaf = std::get_if<decision::Leaf>(&node.what)) check(*leaf, file, at, what);
  }
}

// The pool with its texts in byte order, and the new code of each.
std::pair<estate::TextPool, std::vector<std::uint32_t>> pool_of(
    const std::vector<std::string>& texts) {
  std::vector<std::string_view> sorted(texts.begin(), texts.end());
  std::ranges::sort(sorted);
  sorted.erase(std::ranges::unique(sorted).begin(), sorted.end());
  std::vector<std::uint32_t> codes;
  codes.reserve(texts.size());
  for (const std::string& text : texts) {
    codes.push_back(
        static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, text) - sorted.begin()));
  }
  return {estate::TextPool(sorted), std::move(codes)};
}

}  // namespace

Diagnostics check_ids(const decision::Decision& decision, const Estates& estates) {
  Diagnostics diagnostics;
  const IdChecker checker{estates, diagnostics};
  for (const decision::NamedSelector& named : decision::selectors_of(decision)) {
    Position at;
    for (const decision::Rule& rule : decision.rules) {
      if (rule.id == named.rule) at = rule.at;
    }
    checker.check(*named.selector, decision.file, at,
                  (named.rule.empty() ? "" : "rule " + in_quotes(named.rule) + ", ") + named.key);
  }
  return diagnostics;
}

Diagnostics check_ids(const std::vector<decision::Waiver>& waivers, std::string_view file,
                      const Estates& estates) {
  Diagnostics diagnostics;
  const IdChecker checker{estates, diagnostics};
  for (const decision::Waiver& waiver : waivers) {
    checker.check(waiver.selector, file, {}, "the waiver of rule " + in_quotes(waiver.rule));
  }
  return diagnostics;
}

Read<estate::Table> places_of_join(const estate::Table& places, std::string_view file,
                                   const Estates& estates) {
  Read<estate::Table> read{places, {}};
  constexpr estate::ColumnRef kSites = estate::column::kPlaceSites;
  if (places.columns.empty() || !places.columns[kSites.column].present()) return read;
  const estate::Column& given = places.columns[kSites.column];
  std::vector<std::string> texts;
  for (std::uint32_t item = 0; item < given.texts.size(); ++item) {
    const std::string_view text = given.texts[item];
    const std::vector<std::string> ids = meanings(estates, TableId::sites, text);
    if (ids.size() > 1) {
      read.diagnostics.error(
          file, {},
          fmt::format("sites: {} can be {}; write which", in_quotes(text), either_of(ids)));
    }
    texts.push_back(ids.empty() ? std::string(text) : ids.front());
  }
  auto [pool, new_code] = pool_of(texts);
  std::vector<std::vector<std::uint32_t>> lists;
  for (std::uint32_t list = 0; list < given.lists.size(); ++list) {
    std::vector<std::uint32_t>& items = lists.emplace_back();
    for (const std::uint32_t item : given.lists[list]) items.push_back(new_code[item]);
    std::ranges::sort(items);
    items.erase(std::ranges::unique(items).begin(), items.end());
  }
  estate::Column column(std::vector<std::uint32_t>(given.codes().begin(), given.codes().end()));
  column.texts = std::move(pool);
  column.lists = estate::ListPool(lists);
  read.value.columns[kSites.column] = std::move(column);
  return read;
}

}  // namespace relook::engine
