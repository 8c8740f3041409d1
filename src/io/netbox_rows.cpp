// SPDX-License-Identifier: Apache-2.0
// The objects of a NetBox as rows of an estate, by the [netbox] section of a map.

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/spelling.hpp"
#include "io/cell.hpp"
#include "io/import_table.hpp"
#include "io/netbox.hpp"

namespace relook::io {
namespace {

using estate::TableId;

std::uint8_t column_of(TableId table, std::string_view name) {
  return static_cast<std::uint8_t>(*estate::find_column(estate::schema(table), name));
}

// Names that the map does not list, and how many objects each concerns.
using Missing = std::map<std::string, std::size_t>;

struct Conversion {
  const Netbox& netbox;
  const Map& map;
  const NetboxRules& rules;
  RowCollector& rows;
  SourceReport& report;
  Diagnostics& diagnostics;
  std::map<NetboxId, std::string> device_ids = {};  // of those that are elements
  std::set<NetboxId> known_devices = {};
  std::map<NetboxId, std::string> site_slugs = {};
  Missing missing_roles = {};
  Missing missing_makers = {};
  Missing missing_tenants = {};
  Missing missing_regions = {};

  [[nodiscard]] const std::string& file(std::uint32_t number) const { return rows.files()[number]; }
  void refuse(std::uint32_t number, std::string message) {
    diagnostics.error(file(number), {}, std::move(message));
  }

  std::string operator_of(const std::optional<NetboxName>& tenant);
  std::string vendor_of(const std::optional<NetboxName>& maker);
  std::string region_of(const NetboxSite& site);
  void add_own_cells(Row& row, const NetboxFields& fields, std::span<const std::string> names,
                     std::span<const BoundCell> cells);
  void add_sites();
  void name_devices();
  void add_devices();
  void add_links();
  void add_parts();
  void tell_missing(const Missing& missing, std::string_view what, std::string_view where);
};

const std::string* listed(const ValueTable& table, const NetboxName& name) {
  const std::string* found = find_value(table, name.slug);
  return found != nullptr ? found : find_value(table, name.name);
}

std::string shown(const NetboxName& name) {
  if (!name.slug.empty()) return name.slug;
  return name.name.empty() ? "number " + std::to_string(name.id) : name.name;
}

std::string device_name(const NetboxDevice& device) {
  return fmt::format("device {} {}", device.id, in_quotes(device.name));
}

bool has_ignored_role(const NetboxDevice& device, const NetboxRules& rules) {
  return device.role && std::ranges::any_of(rules.ignored_roles, [&](const std::string& role) {
           return role == device.role->slug ||
                  fold_spelling(role) == fold_spelling(device.role->name);
         });
}

std::string Conversion::operator_of(const std::optional<NetboxName>& tenant) {
  if (!rules.operator_id.empty()) return rules.operator_id;
  if (!tenant) return rules.no_tenant.value_or("");
  if (!rules.tenants) return "";
  if (const std::string* found = listed(*rules.tenants, *tenant)) return *found;
  ++missing_tenants[shown(*tenant)];
  return "";
}

std::string Conversion::vendor_of(const std::optional<NetboxName>& maker) {
  if (!maker) return "";
  if (const std::string* found = listed(rules.manufacturers, *maker)) return *found;
  if (rules.manufacturers_pass) return maker->name.empty() ? maker->slug : maker->name;
  ++missing_makers[shown(*maker)];
  return "";
}

// The region itself or, where the map lists regions, the nearest around it that is listed.
std::string Conversion::region_of(const NetboxSite& site) {
  if (!site.region) return "";
  if (!rules.regions) return shown(*site.region);
  NetboxId id = site.region->id;
  for (int depth = 0; depth < 64; ++depth) {
    const auto region = netbox.regions.find(id);
    if (region == netbox.regions.end()) break;
    if (const std::string* found = listed(*rules.regions, region->second)) return *found;
    const auto parent = netbox.region_parent.find(id);
    if (parent == netbox.region_parent.end()) break;
    id = parent->second;
  }
  ++missing_regions[shown(*site.region)];
  return "";
}

// Cells that the map takes from fields of the object; a filled one stands before what NetBox's own
// fields say.
void Conversion::add_own_cells(Row& row, const NetboxFields& fields,
                               std::span<const std::string> names,
                               std::span<const BoundCell> cells) {
  std::vector<Field> values;
  for (const std::string& name : names) {
    const auto found = std::ranges::lower_bound(fields.fields, name, {},
                                                &std::pair<std::string, std::string>::first);
    const bool here = found != fields.fields.end() && found->first == name;
    values.push_back({here ? std::string_view(found->second) : std::string_view(), {}});
  }
  const estate::TableSchema& schema = estate::schema(row.table);
  for (const BoundCell& cell : cells) {
    const estate::ColumnSchema& column = schema.columns[cell.rule->column];
    CellOutcome outcome = read_cell(cell, values, column, map.values);
    if (outcome.refused()) {
      ++report.cells_refused;
      refuse(row.file,
             row.cells.front().text + ", " + std::string(column.name) + ": " + outcome.refusal);
      continue;
    }
    const auto own = std::ranges::find(row.cells, cell.rule->column, &RowCell::column);
    if (own == row.cells.end()) {
      row.cells.push_back({cell.rule->column, std::move(outcome.text), {}});
    } else if (!outcome.text.empty()) {
      own->text = std::move(outcome.text);
    }
  }
}

// The names of all fields that any of the objects has, and the map's cells bound to them.
template <class Object>
std::vector<BoundCell> bind_fields(const std::vector<Object>& objects,
                                   std::span<const CellRule> rules, const Conversion& conversion,
                                   std::vector<std::string>& names) {
  if (objects.empty() || rules.empty()) return {};
  std::set<std::string> all;
  for (const Object& object : objects) {
    for (const auto& [name, value] : object.fields.fields) all.insert(name);
  }
  names.assign(all.begin(), all.end());
  Header header{"this NetBox", {names.begin(), names.end()}};
  return bind_cells(rules, header, conversion.map.file, conversion.diagnostics);
}

void Conversion::add_sites() {
  std::vector<std::string> names;
  const auto cells = bind_fields(netbox.sites, rules.site_cells, *this, names);
  for (const NetboxSite& site : netbox.sites) {
    if (site.slug.empty()) {
      refuse(site.file, fmt::format("site {} has no slug", site.id));
      continue;
    }
    site_slugs[site.id] = site.slug;
    Row row{TableId::sites, site.file, {}, {}};
    const auto add = [&](std::string_view column, std::string text) {
      row.cells.push_back({column_of(TableId::sites, column), std::move(text), {}});
    };
    add("id", site.slug);
    add("operator", operator_of(site.tenant));
    add("name", site.name);
    add("region", region_of(site));
    add("lat", site.latitude);
    add("lon", site.longitude);
    add_own_cells(row, site.fields, names, cells);
    rows.add(std::move(row));
  }
}

void Conversion::name_devices() {
  std::map<std::string, NetboxId> taken;
  for (const NetboxDevice& device : netbox.devices) {
    known_devices.insert(device.id);
    if (has_ignored_role(device, rules)) continue;
    const bool by_name = rules.ids == NetboxRules::Ids::name && !device.name.empty();
    std::string id = by_name ? device.name : "device-" + std::to_string(device.id);
    const auto [other, fresh] = taken.emplace(id, device.id);
    if (!fresh) {
      refuse(device.file, device_name(device) + " has the name of device " +
                              std::to_string(other->second) +
                              "; say ids = \"number\" under [netbox]");
    }
    device_ids[device.id] = std::move(id);
  }
}

void Conversion::add_devices() {
  std::vector<std::string> names;
  const auto cells = bind_fields(netbox.devices, rules.element_cells, *this, names);
  for (const NetboxDevice& device : netbox.devices) {
    const auto id = device_ids.find(device.id);
    if (id == device_ids.end()) {
      count_one(report.left_out, "elements: role is " + in_quotes(shown(*device.role)));
      continue;
    }
    const std::string* function = device.role ? listed(rules.roles, *device.role) : nullptr;
    if (device.role && function == nullptr) ++missing_roles[shown(*device.role)];
    const auto status =
        std::ranges::find_if(rules.statuses, [&](const std::pair<std::string, Service>& known) {
          return fold_spelling(known.first) == fold_spelling(device.status);
        });
    const bool said = status != rules.statuses.end();
    const Service service = said ? status->second : Service::unknown;
    if (!said) {
      count_one(report.objects, "devices of status " + in_quotes(device.status) +
                                    ", which the map does not list: service unknown");
    }
    const auto site = device.site ? site_slugs.find(*device.site) : site_slugs.end();
    if (device.site && site == site_slugs.end()) {
      refuse(device.file, device_name(device) + " stands at site " + std::to_string(*device.site) +
                              ", which is not among the sites given");
      continue;
    }
    Row row{TableId::elements, device.file, {}, {}};
    const auto add = [&](std::string_view column, std::string text) {
      row.cells.push_back({column_of(TableId::elements, column), std::move(text), {}});
    };
    add("id", id->second);
    add("operator", operator_of(device.tenant));
    add("site", device.site ? site->second : "");
    add("function", function == nullptr ? "" : *function);
    add("model", device.model);
    add("vendor", vendor_of(device.manufacturer));
    const bool was = service == Service::in_service || service == Service::gone;
    add("in_service_from", was ? ".." : service == Service::not_yet ? "-" : "");
    if (service == Service::gone) add("in_service_until", "..");
    add_own_cells(row, device.fields, names, cells);
    rows.add(std::move(row));
  }
}

void Conversion::add_links() {
  const std::vector<NetboxLink> links =
      find_netbox_links(netbox, rules.left_out_cables, report.objects);
  for (std::size_t i = 0; i < links.size(); ++i) {
    const NetboxLink& link = links[i];
    std::string id = "cable-";
    for (const NetboxId cable : link.cables) {
      id += (id.ends_with('-') ? "" : "+") + std::to_string(cable);
    }
    const bool shared = (i > 0 && links[i - 1].cables == link.cables) ||
                        (i + 1 < links.size() && links[i + 1].cables == link.cables);
    if (shared) id += fmt::format(":{}-{}", link.a.id, link.b.id);
    const auto cable =
        std::ranges::lower_bound(netbox.cables, link.cables.front(), {}, &NetboxCable::id);
    bool elements = true;
    for (const NetboxId device : {link.device_a, link.device_b}) {
      if (!known_devices.contains(device)) {
        refuse(cable->file, id + " ends on " +
                                (device == 0 ? "a device" : "device " + std::to_string(device)) +
                                " that is not among those given");
        elements = false;
      } else if (!device_ids.contains(device)) {
        count_one(report.objects, "cable paths ignored: end on a device of an ignored role");
        elements = false;
      }
      if (!elements) break;
    }
    if (!elements) continue;
    if (link.device_a == link.device_b) {
      count_one(report.objects, "cable paths ignored: both ends on one device");
      continue;
    }
    count_one(report.objects, "cable paths made links");
    rows.add({TableId::links,
              cable->file,
              {},
              {{column_of(TableId::links, "id"), id, {}},
               {column_of(TableId::links, "a"), device_ids[link.device_a], {}},
               {column_of(TableId::links, "b"), device_ids[link.device_b], {}}}});
  }
}

void Conversion::add_parts() {
  if (rules.inventory == InventoryUse::unsaid && !netbox.parts.empty()) {
    diagnostics.error(
        map.file, rules.at,
        fmt::format(
            "NetBox has {} inventory items and modules. Say inventory = \"all-supplies\" if "
            "nobody supplies anything else (software, services, maintenance), or "
            "inventory = \"ignored\"; then supplies stay unknown",
            netbox.parts.size()));
  }
  if (rules.inventory != InventoryUse::all_supplies) {
    for (const NetboxPart& part : netbox.parts) count_one(report.objects, part.kind + "s ignored");
    return;
  }
  rows.declare(TableId::supplies);
  for (const NetboxPart& part : netbox.parts) {
    const auto device = device_ids.find(part.device);
    if (device == device_ids.end()) {
      if (!known_devices.contains(part.device)) {
        refuse(part.file, fmt::format("{} {} is in device {}, which is not among those given",
                                      part.kind, part.id, part.device));
      } else {
        count_one(report.objects, part.kind + "s ignored: in a device of an ignored role");
      }
      continue;
    }
    count_one(report.objects, part.kind + "s made supplies");
    rows.add({TableId::supplies,
              part.file,
              {},
              {{column_of(TableId::supplies, "element"), device->second, {}},
               {column_of(TableId::supplies, "role"), "module", {}},
               {column_of(TableId::supplies, "component"), part.name, {}},
               {column_of(TableId::supplies, "vendor"), vendor_of(part.manufacturer), {}},
               {column_of(TableId::supplies, "source"),
                fmt::format("NetBox {} {}", part.kind, part.id),
                {}}}});
  }
}

void Conversion::tell_missing(const Missing& missing, std::string_view what,
                              std::string_view where) {
  if (missing.empty()) return;
  std::string list;
  for (const auto& [name, times] : missing) {
    list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", in_quotes(name), times);
  }
  diagnostics.error(map.file, rules.at,
                    fmt::format("{} that the map does not list, with how many objects have each: "
                                "{}; list them under {}",
                                what, list, where));
}

}  // namespace

void add_netbox_rows(const Netbox& netbox, const Map& map, RowCollector& rows, SourceReport& report,
                     Diagnostics& diagnostics) {
  Conversion conversion{netbox, map, *map.netbox, rows, report, diagnostics};
  rows.declare(TableId::sites);
  rows.declare(TableId::elements);
  conversion.add_sites();
  conversion.name_devices();
  conversion.add_devices();
  if (netbox.has_cables) {
    rows.declare(TableId::links);
    conversion.add_links();
  }
  if (netbox.has_parts) conversion.add_parts();
  conversion.tell_missing(conversion.missing_roles, "roles", "[netbox.roles], or in ignored_roles");
  conversion.tell_missing(conversion.missing_makers, "manufacturers",
                          "[netbox.manufacturers], or say manufacturers_pass = true");
  conversion.tell_missing(conversion.missing_tenants, "tenants", "[netbox.tenants]");
  conversion.tell_missing(conversion.missing_regions, "regions", "[netbox.regions]");
}

}  // namespace relook::io
