// SPDX-License-Identifier: Apache-2.0
// The parts of a map, each read by one function. Only map*.cpp include this.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/keys.hpp"
#include "io/map.hpp"

namespace relook::io {

/// The value tables that can be named in one place of a map, by name.
using ValueScope = std::map<std::string, std::size_t, std::less<>>;

/// What a part of a map takes from the parts around it.
struct MapScope {
  std::string_view file;
  std::string_view currency;
  Reading reading;
  ValueScope values;
  bool has_columns = true;  ///< false where a row comes from no table
};

/// Overrides of `unknown`, `none`, `past`, `dates`, `decimal` and `thousands`.
[[nodiscard]] Reading read_reading(Keys& keys, const Reading& around);

[[nodiscard]] ValueTable read_value_table(const codec::Tree& table, std::string_view name,
                                          std::string_view file, Diagnostics& diagnostics);
/// The tables under `values`, added to the map and to the scope.
void read_value_tables(Keys& keys, Map& map, ValueScope& scope);

/// Cells for every column of `table` that the keys name, and for `position`.
[[nodiscard]] std::vector<CellRule> read_cells(Keys& keys, estate::TableId table,
                                               const MapScope& scope);
[[nodiscard]] std::optional<RowRule> read_row_rule(const codec::Tree& tree, const MapScope& scope,
                                                   Diagnostics& diagnostics);
[[nodiscard]] NetboxRules read_netbox_rules(const codec::Tree& tree, const MapScope& scope,
                                            Diagnostics& diagnostics);

}  // namespace relook::io
