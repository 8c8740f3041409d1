// SPDX-License-Identifier: Apache-2.0
// What a NetBox holds, read from answers of its REST interface or from a dump of its database
// (Django's `dumpdata`), old and new field names alike; and its way into the rows of an estate.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "codec/tree.hpp"
#include "io/map.hpp"
#include "io/rows.hpp"

namespace relook::io {

/// NetBox's number of an object.
using NetboxId = std::int64_t;

/// A thing that others refer to: a role, a manufacturer, a tenant, a region.
struct NetboxName {
  NetboxId id = 0;
  std::string slug;
  std::string name;
};

/// A device or a site, flattened into named fields ("status", "cf.live"), so that a map's cell
/// rules read it as they read a row of a table. A field that is null is an empty text.
struct NetboxFields {
  std::vector<std::pair<std::string, std::string>> fields;  ///< in order of their names
};

struct NetboxDevice {
  NetboxId id = 0;
  std::uint32_t file = 0;
  std::string name;
  std::optional<NetboxName> role;
  std::optional<NetboxName> manufacturer;
  std::optional<NetboxName> tenant;
  NetboxId type = 0;  ///< its device type
  std::string model;
  std::optional<NetboxId> site;
  std::string status;
  NetboxFields fields;
};

struct NetboxSite {
  NetboxId id = 0;
  std::uint32_t file = 0;
  std::string slug;
  std::string name;
  std::string status;
  std::optional<NetboxName> region;
  std::optional<NetboxName> tenant;
  std::string latitude;
  std::string longitude;
  NetboxFields fields;
};

/// What a cable is plugged into: kind is NetBox's model name ("interface", "frontport"…).
struct NetboxPort {
  std::string kind;
  NetboxId id = 0;

  friend auto operator<=>(const NetboxPort&, const NetboxPort&) = default;
};

struct NetboxCable {
  NetboxId id = 0;
  std::uint32_t file = 0;
  std::string status;
  std::vector<NetboxPort> a;
  std::vector<NetboxPort> b;
};

/// A part inside a device: an inventory item or a module.
struct NetboxPart {
  NetboxId id = 0;
  std::uint32_t file = 0;
  std::string kind;  ///< "inventory item" or "module"
  NetboxId device = 0;
  std::string name;
  std::optional<NetboxName> manufacturer;
};

struct NetboxFrontPort {
  NetboxId rear_port = 0;
  std::int64_t position = 1;
};

struct Netbox {
  std::vector<NetboxDevice> devices;  ///< in order of their numbers, as all below
  std::vector<NetboxSite> sites;
  std::vector<NetboxCable> cables;
  std::vector<NetboxPart> parts;
  std::map<NetboxPort, NetboxId> port_device;       ///< the device a port belongs to
  std::map<NetboxId, NetboxFrontPort> front_ports;  ///< by number of the front port
  std::map<NetboxId, NetboxName> regions;
  std::map<NetboxId, NetboxId> region_parent;
  bool has_cables = false;  ///< a list of cables was read, if only an empty one
  bool has_parts = false;
};

/// One JSON document and its number among the import's files.
struct NetboxDocument {
  std::string name;
  std::uint32_t file;
  codec::Tree tree;
};

/// Reads all documents into one inventory; each is told apart by its content. The reports get what
/// was read of each kind. A page with `next` set is a fault where the
/// others are not given: the rest is missing.
[[nodiscard]] Netbox read_netbox(const std::vector<NetboxDocument>& documents,
                                 std::vector<SourceReport>& reports, Diagnostics& diagnostics);

/// A cable, or cables through patch panels, between interfaces of two devices.
struct NetboxLink {
  std::vector<NetboxId> cables;  ///< in order of their numbers
  NetboxPort a;
  NetboxPort b;
  NetboxId device_a = 0;  ///< smaller than, or equal to, `device_b`
  NetboxId device_b = 0;
};

/// Follows every cable from interface to interface, through front and rear ports. A path that
/// branches at a rear port which a cable enters from outside gives a link for every branch. Cables
/// that give none are counted by reason. Cables of the statuses in `left_out` are not there.
[[nodiscard]] std::vector<NetboxLink> find_netbox_links(const Netbox& netbox,
                                                        const std::vector<std::string>& left_out,
                                                        std::vector<Count>& ignored);

/// Turns an inventory into rows. Roles, manufacturers and tenants that the map does not list are
/// faults, all at once, with how many devices each concerns.
void add_netbox_rows(const Netbox& netbox, const Map& map, RowCollector& rows, SourceReport& report,
                     Diagnostics& diagnostics);

}  // namespace relook::io
