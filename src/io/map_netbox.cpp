// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/spelling.hpp"
#include "io/map_reader.hpp"

namespace relook::io {
namespace {

using codec::Tree;
using estate::TableId;

constexpr std::string_view kIds[] = {"name", "number"};
constexpr std::string_view kInventory[] = {"all-supplies", "ignored"};

std::optional<ValueTable> read_optional_table(Keys& keys, std::string_view name) {
  const Tree* table = keys.find(name);
  if (table == nullptr) return std::nullopt;
  return read_value_table(*table, name, keys.file(), keys.diagnostics());
}

void read_statuses(Keys& keys, NetboxRules& rules) {
  const auto table = read_optional_table(keys, "statuses");
  if (!table) return;
  for (const auto& [status, service] : table->exact) {
    const auto found = find_word({service, keys.find("statuses")->at}, kServices, "service",
                                 keys.file(), keys.diagnostics());
    if (found) rules.statuses.emplace_back(status, static_cast<Service>(*found));
  }
}

std::vector<CellRule> read_section(Keys& keys, std::string_view name, TableId table,
                                   const MapScope& scope) {
  const Tree* section = keys.find(name);
  if (section == nullptr) return {};
  Keys cells(*section, "[netbox." + std::string(name) + "]", keys.file(), keys.diagnostics());
  std::vector<CellRule> rules = read_cells(cells, table, scope);
  for (const CellRule& rule : rules) {
    if (rule.column == 0) keys.error(rule.at, "ids come from NetBox itself; see `ids`");
  }
  cells.finish();
  return rules;
}

}  // namespace

NetboxRules read_netbox_rules(const Tree& tree, const MapScope& scope, Diagnostics& diagnostics) {
  Keys keys(tree, "[netbox]", scope.file, diagnostics);
  NetboxRules rules;
  rules.at = tree.at;
  if (const auto ids = keys.text("ids")) {
    const auto found =
        find_word({*ids, keys.find("ids")->at}, kIds, "kind of ids", scope.file, diagnostics);
    if (found) rules.ids = static_cast<NetboxRules::Ids>(*found);
  }
  rules.operator_id = keys.text("operator").value_or("");
  rules.tenants = read_optional_table(keys, "tenants");
  rules.no_tenant = keys.text("no_tenant");
  if (!rules.operator_id.empty() && (rules.tenants || rules.no_tenant)) {
    keys.error(tree.at, "either one operator of everything, or operators by tenant");
  }
  rules.roles = read_optional_table(keys, "roles").value_or(ValueTable{});
  rules.ignored_roles = keys.texts("ignored_roles").value_or(std::vector<std::string>{});
  rules.manufacturers = read_optional_table(keys, "manufacturers").value_or(ValueTable{});
  rules.manufacturers_pass = keys.flag("manufacturers_pass").value_or(false);
  read_statuses(keys, rules);
  rules.left_out_cables = keys.texts("left_out_cables").value_or(std::vector<std::string>{});
  rules.regions = read_optional_table(keys, "regions");
  if (const auto use = keys.text("inventory")) {
    const auto found = find_word({*use, keys.find("inventory")->at}, kInventory,
                                 "use of the inventory", scope.file, diagnostics);
    if (found) rules.inventory = *found == 0 ? InventoryUse::all_supplies : InventoryUse::ignored;
  }
  rules.element_cells = read_section(keys, "elements", TableId::elements, scope);
  rules.site_cells = read_section(keys, "sites", TableId::sites, scope);
  keys.finish();
  return rules;
}

}  // namespace relook::io
