// SPDX-License-Identifier: Apache-2.0
// Objects as NetBox's REST interface writes them, from version 2 to 4: `device_role` became `role`
// in 3.6, `termination_a` became the list `a_terminations` in 3.3.

#include <algorithm>
#include <utility>

#include "io/netbox_tree.hpp"

namespace relook::io {
namespace {

using codec::Tree;

// The kind by the object's address, which newer versions give, or by members that no other has.
std::string_view kind_of(const Tree& object) {
  constexpr std::pair<std::string_view, std::string_view> kAddresses[] = {
      {"/dcim/devices/", "devices"},
      {"/dcim/sites/", "sites"},
      {"/dcim/cables/", "cables"},
      {"/dcim/interfaces/", "interfaces"},
      {"/dcim/front-ports/", "front ports"},
      {"/dcim/rear-ports/", "rear ports"},
      {"/dcim/inventory-items/", "inventory items"},
      {"/dcim/modules/", "modules"},
      {"/dcim/regions/", "regions"},
      {"/dcim/device-types/", "device types"},
      {"/dcim/device-roles/", "device roles"},
      {"/dcim/manufacturers/", "manufacturers"},
      {"/tenancy/tenants/", "tenants"},
  };
  if (const Tree* url = object.find("url"); url != nullptr && url->as_string() != nullptr) {
    for (const auto& [address, kind] : kAddresses) {
      if (url->as_string()->find(address) != std::string::npos) return kind;
    }
    return {};
  }
  const auto has = [&](std::string_view name) { return object.find(name) != nullptr; };
  if (has("device_type") && (has("role") || has("device_role"))) return "devices";
  if (has("termination_a_type") || has("a_terminations")) return "cables";
  if (has("physical_address") && has("slug")) return "sites";
  if (has("manufacturer") && has("model") && has("slug")) return "device types";
  if (has("device") && has("part_id")) return "inventory items";
  if (has("device") && has("module_type")) return "modules";
  if (has("device") && (has("rear_port") || has("rear_ports"))) return "front ports";
  if (has("device") && has("positions")) return "rear ports";
  if (has("device") && has("mgmt_only")) return "interfaces";
  if (has("slug") && has("parent") && !has("color")) return "regions";
  if (has("slug") && has("color")) return "device roles";
  if (has("slug") && has("name") && object.as_object()->size() <= 4) return "manufacturers";
  return {};
}

const Tree* either(const Tree& object, std::string_view name, std::string_view old_name) {
  const Tree* found = object.find(name);
  return found != nullptr ? found : object.find(old_name);
}

void read_device(const Tree& object, std::uint32_t file, NetboxGathering& gathering) {
  NetboxDevice device;
  device.id = number_of(&object).value_or(0);
  device.file = file;
  device.name = text_of(object.find("name"));
  device.role = name_of(either(object, "role", "device_role"));
  if (const Tree* type = object.find("device_type")) {
    device.type = number_of(type).value_or(0);
    device.manufacturer = name_of(type->find("manufacturer"));
    device.model = text_of(type->find("model"));
  }
  device.tenant = name_of(object.find("tenant"));
  device.site = number_of(object.find("site"));
  device.status = text_of(object.find("status"));
  device.fields = fields_of(object);
  gathering.netbox.devices.push_back(std::move(device));
}

void read_site(const Tree& object, std::uint32_t file, NetboxGathering& gathering) {
  NetboxSite site;
  site.id = number_of(&object).value_or(0);
  site.file = file;
  site.slug = text_of(object.find("slug"));
  site.name = text_of(object.find("name"));
  site.status = text_of(object.find("status"));
  site.region = name_of(object.find("region"));
  if (site.region) gathering.netbox.regions.emplace(site.region->id, *site.region);
  site.tenant = name_of(object.find("tenant"));
  site.latitude = text_of(object.find("latitude"));
  site.longitude = text_of(object.find("longitude"));
  site.fields = fields_of(object);
  gathering.netbox.sites.push_back(std::move(site));
}

std::optional<NetboxPort> read_end(std::string_view type, const Tree* number, const Tree* object,
                                   Netbox& netbox) {
  const auto id = number_of(number);
  if (!id || type.empty()) return std::nullopt;
  NetboxPort port{port_kind(type), *id};
  const auto device = object == nullptr ? std::nullopt : number_of(object->find("device"));
  if (device) netbox.port_device[port] = *device;
  return port;
}

std::vector<NetboxPort> read_ends(const Tree& object, char side, Netbox& netbox) {
  std::vector<NetboxPort> ends;
  const std::string letter(1, side);
  if (const Tree* list = object.find(letter + "_terminations");
      list != nullptr && list->as_array() != nullptr) {
    for (const Tree& end : *list->as_array()) {
      const auto port = read_end(text_of(end.find("object_type")), end.find("object_id"),
                                 end.find("object"), netbox);
      if (port) ends.push_back(*port);
    }
    return ends;
  }
  const std::string old = "termination_" + letter;
  const auto port = read_end(text_of(object.find(old + "_type")), object.find(old + "_id"),
                             object.find(old), netbox);
  if (port) ends.push_back(*port);
  return ends;
}

void read_cable(const Tree& object, std::uint32_t file, NetboxGathering& gathering) {
  NetboxCable cable;
  cable.id = number_of(&object).value_or(0);
  cable.file = file;
  cable.status = text_of(object.find("status"));
  cable.a = read_ends(object, 'a', gathering.netbox);
  cable.b = read_ends(object, 'b', gathering.netbox);
  gathering.netbox.has_cables = true;
  gathering.netbox.cables.push_back(std::move(cable));
}

void read_part(const Tree& object, std::uint32_t file, std::string_view kind,
               NetboxGathering& gathering) {
  NetboxPart part;
  part.id = number_of(&object).value_or(0);
  part.file = file;
  part.kind = kind;
  part.device = number_of(object.find("device")).value_or(0);
  part.name = text_of(object.find("name"));
  part.manufacturer = name_of(object.find("manufacturer"));
  if (const Tree* type = object.find("module_type")) {
    part.manufacturer = name_of(type->find("manufacturer"));
    part.name = text_of(type->find("model"));
  }
  gathering.netbox.has_parts = true;
  gathering.netbox.parts.push_back(std::move(part));
}

void read_port(const Tree& object, std::string_view kind, NetboxGathering& gathering) {
  const NetboxPort port{std::string(kind), number_of(&object).value_or(0)};
  if (const auto device = number_of(object.find("device"))) {
    gathering.netbox.port_device[port] = *device;
  }
  if (kind != "frontport") return;
  const Tree* rear = object.find("rear_port");
  const Tree* position = object.find("rear_port_position");
  // From 4.5 a front port lists its rear ports; only one at a time can be followed.
  if (const Tree* list = object.find("rear_ports");
      list != nullptr && list->as_array() != nullptr && list->as_array()->size() == 1) {
    rear = list->as_array()->front().find("rear_port");
    position = list->as_array()->front().find("rear_port_position");
  }
  if (const auto number = number_of(rear)) {
    gathering.netbox.front_ports[port.id] = {*number, number_of(position).value_or(1)};
  }
}

void read_region(const Tree& object, Netbox& netbox) {
  const auto region = name_of(&object);
  netbox.regions[region->id] = *region;
  if (const auto parent = name_of(object.find("parent"))) {
    netbox.region_parent[region->id] = parent->id;
    netbox.regions.emplace(parent->id, *parent);
  }
}

}  // namespace

std::string_view read_rest_object(const Tree& object, std::uint32_t file,
                                  NetboxGathering& gathering) {
  if (object.as_object() == nullptr) return {};
  const std::string_view kind = kind_of(object);
  if (kind == "devices") {
    read_device(object, file, gathering);
  } else if (kind == "sites") {
    read_site(object, file, gathering);
  } else if (kind == "cables") {
    read_cable(object, file, gathering);
  } else if (kind == "inventory items") {
    read_part(object, file, "inventory item", gathering);
  } else if (kind == "modules") {
    read_part(object, file, "module", gathering);
  } else if (kind == "interfaces") {
    read_port(object, "interface", gathering);
  } else if (kind == "front ports") {
    read_port(object, "frontport", gathering);
  } else if (kind == "rear ports") {
    read_port(object, "rearport", gathering);
  } else if (kind == "regions") {
    read_region(object, gathering.netbox);
  } else if (kind == "device types") {
    gathering.types[number_of(&object).value_or(0)] = {name_of(object.find("manufacturer")),
                                                       text_of(object.find("model"))};
  }
  return kind;
}

}  // namespace relook::io
