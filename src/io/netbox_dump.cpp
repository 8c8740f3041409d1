// SPDX-License-Identifier: Apache-2.0
// A dump of NetBox's database (Django's `dumpdata`): objects of {model, pk, fields} that refer to
// one another by number. Names are joined when all have been read.

#include <algorithm>
#include <utility>

#include "io/netbox_tree.hpp"

namespace relook::io {
namespace {

using codec::Tree;

struct Object {
  NetboxId id;
  const Tree* fields;
};

struct Dump {
  const NetboxDocument& document;
  NetboxGathering& gathering;
  std::map<std::string, std::vector<Object>, std::less<>> models = {};
  std::map<NetboxId, std::string> content_types = {};

  [[nodiscard]] const std::vector<Object>& of(std::string_view model) const {
    static const std::vector<Object> kNone;
    const auto found = models.find(model);
    return found == models.end() ? kNone : found->second;
  }
  [[nodiscard]] std::map<NetboxId, NetboxName> names(std::string_view model) const {
    std::map<NetboxId, NetboxName> names;
    for (const Object& object : of(model)) {
      names[object.id] = {object.id, text_of(object.fields->find("slug")),
                          text_of(object.fields->find("name"))};
    }
    return names;
  }
};

std::optional<NetboxName> joined(const std::map<NetboxId, NetboxName>& names, const Tree* tree) {
  const auto id = number_of(tree);
  if (!id) return std::nullopt;
  const auto found = names.find(*id);
  return found == names.end() ? NetboxName{*id, {}, {}} : found->second;
}

void index_objects(Dump& dump, std::vector<Count>& counts) {
  for (const Tree& object : *dump.document.tree.as_array()) {
    const Tree* model = object.find("model");
    const Tree* fields = object.find("fields");
    if (model == nullptr || model->as_string() == nullptr || fields == nullptr ||
        fields->as_object() == nullptr) {
      dump.gathering.diagnostics.error(dump.document.name, {},
                                       "an object of the dump has no model or no fields");
      continue;
    }
    const NetboxId id = number_of(object.find("pk")).value_or(0);
    if (*model->as_string() == "contenttypes.contenttype" && id != 0) {
      dump.content_types[id] = text_of(fields->find("model"));
    }
    dump.models[*model->as_string()].push_back({id, fields});
  }
  constexpr std::string_view kRead[] = {"dcim.cable",        "dcim.cabletermination",
                                        "dcim.device",       "dcim.devicerole",
                                        "dcim.devicetype",   "dcim.frontport",
                                        "dcim.interface",    "dcim.inventoryitem",
                                        "dcim.manufacturer", "dcim.module",
                                        "dcim.moduletype",   "dcim.rearport",
                                        "dcim.region",       "dcim.site",
                                        "tenancy.tenant"};
  std::size_t kinds = 0;
  std::size_t ignored = 0;
  for (const auto& [model, objects] : dump.models) {
    if (std::ranges::find(kRead, std::string_view(model)) != std::ranges::end(kRead)) {
      counts.push_back({model, objects.size()});
    } else {
      ++kinds;
      ignored += objects.size();
    }
  }
  if (kinds > 0) {
    counts.push_back({"of " + std::to_string(kinds) + " other models: not read", ignored});
  }
}

void read_devices(Dump& dump) {
  const auto roles = dump.names("dcim.devicerole");
  const auto tenants = dump.names("tenancy.tenant");
  const auto makers = dump.names("dcim.manufacturer");
  for (const Object& object : dump.of("dcim.devicetype")) {
    dump.gathering.types[object.id] = {joined(makers, object.fields->find("manufacturer")),
                                       text_of(object.fields->find("model"))};
  }
  for (const Object& object : dump.of("dcim.device")) {
    const Tree& fields = *object.fields;
    NetboxDevice device;
    device.id = object.id;
    device.file = dump.document.file;
    device.name = text_of(fields.find("name"));
    const Tree* role = fields.find("role");
    device.role = joined(roles, role != nullptr ? role : fields.find("device_role"));
    device.type = number_of(fields.find("device_type")).value_or(0);
    device.tenant = joined(tenants, fields.find("tenant"));
    device.site = number_of(fields.find("site"));
    device.status = text_of(fields.find("status"));
    device.fields = fields_of(fields);
    dump.gathering.netbox.devices.push_back(std::move(device));
  }
}

void read_sites(Dump& dump) {
  Netbox& netbox = dump.gathering.netbox;
  const auto tenants = dump.names("tenancy.tenant");
  for (const auto& [id, name] : dump.names("dcim.region")) netbox.regions[id] = name;
  for (const Object& object : dump.of("dcim.region")) {
    if (const auto parent = number_of(object.fields->find("parent"))) {
      netbox.region_parent[object.id] = *parent;
    }
  }
  for (const Object& object : dump.of("dcim.site")) {
    const Tree& fields = *object.fields;
    NetboxSite site;
    site.id = object.id;
    site.file = dump.document.file;
    site.slug = text_of(fields.find("slug"));
    site.name = text_of(fields.find("name"));
    site.status = text_of(fields.find("status"));
    site.region = joined(netbox.regions, fields.find("region"));
    site.tenant = joined(tenants, fields.find("tenant"));
    site.latitude = text_of(fields.find("latitude"));
    site.longitude = text_of(fields.find("longitude"));
    site.fields = fields_of(fields);
    netbox.sites.push_back(std::move(site));
  }
}

std::string termination_kind(const Dump& dump, const Tree* type) {
  if (type == nullptr) return {};
  if (const Tree::Array* names = type->as_array(); names != nullptr && names->size() == 2) {
    return port_kind(text_of(&names->back()));
  }
  const auto id = number_of(type);
  const auto found = id ? dump.content_types.find(*id) : dump.content_types.end();
  return found == dump.content_types.end() ? std::string() : found->second;
}

void add_end(Dump& dump, NetboxCable& cable, const Tree& end, std::string_view type,
             std::string_view number, bool first_side) {
  const std::string kind = termination_kind(dump, end.find(type));
  const auto id = number_of(end.find(number));
  if (kind.empty() || !id) return;
  (first_side ? cable.a : cable.b).push_back({kind, *id});
}

void read_cables(Dump& dump) {
  Netbox& netbox = dump.gathering.netbox;
  netbox.has_cables = true;
  std::map<NetboxId, NetboxCable> cables;
  for (const Object& object : dump.of("dcim.cable")) {
    NetboxCable& cable = cables[object.id];
    cable.id = object.id;
    cable.file = dump.document.file;
    cable.status = text_of(object.fields->find("status"));
    add_end(dump, cable, *object.fields, "termination_a_type", "termination_a_id", true);
    add_end(dump, cable, *object.fields, "termination_b_type", "termination_b_id", false);
  }
  for (const Object& object : dump.of("dcim.cabletermination")) {
    const auto found = cables.find(number_of(object.fields->find("cable")).value_or(0));
    if (found == cables.end()) continue;
    add_end(dump, found->second, *object.fields, "termination_type", "termination_id",
            text_of(object.fields->find("cable_end")) == "A");
  }
  for (auto& [id, cable] : cables) netbox.cables.push_back(std::move(cable));
}

void read_ports(Dump& dump) {
  Netbox& netbox = dump.gathering.netbox;
  for (const std::string_view kind : {"interface", "frontport", "rearport"}) {
    for (const Object& object : dump.of("dcim." + std::string(kind))) {
      if (const auto device = number_of(object.fields->find("device"))) {
        netbox.port_device[{std::string(kind), object.id}] = *device;
      }
      const auto rear = number_of(object.fields->find("rear_port"));
      if (rear) {
        netbox.front_ports[object.id] = {
            *rear, number_of(object.fields->find("rear_port_position")).value_or(1)};
      }
    }
  }
}

void read_parts(Dump& dump) {
  Netbox& netbox = dump.gathering.netbox;
  netbox.has_parts = true;
  const auto makers = dump.names("dcim.manufacturer");
  std::map<NetboxId, NetboxDeviceType> types;
  for (const Object& object : dump.of("dcim.moduletype")) {
    types[object.id] = {joined(makers, object.fields->find("manufacturer")),
                        text_of(object.fields->find("model"))};
  }
  for (const Object& object : dump.of("dcim.inventoryitem")) {
    netbox.parts.push_back({object.id, dump.document.file, "inventory item",
                            number_of(object.fields->find("device")).value_or(0),
                            text_of(object.fields->find("name")),
                            joined(makers, object.fields->find("manufacturer"))});
  }
  for (const Object& object : dump.of("dcim.module")) {
    const auto type = types.find(number_of(object.fields->find("module_type")).value_or(0));
    const NetboxDeviceType known = type == types.end() ? NetboxDeviceType{} : type->second;
    netbox.parts.push_back({object.id, dump.document.file, "module",
                            number_of(object.fields->find("device")).value_or(0), known.model,
                            known.manufacturer});
  }
}

}  // namespace

void read_dump(const NetboxDocument& document, NetboxGathering& gathering,
               std::vector<Count>& counts) {
  Dump dump{document, gathering};
  index_objects(dump, counts);
  read_devices(dump);
  read_sites(dump);
  read_cables(dump);
  read_ports(dump);
  read_parts(dump);
}

}  // namespace relook::io
