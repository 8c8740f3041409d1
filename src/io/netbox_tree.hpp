// SPDX-License-Identifier: Apache-2.0
// What both readers of NetBox documents share: values of trees as texts, and what is being
// gathered.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/tree.hpp"
#include "io/netbox.hpp"

namespace relook::io {

struct NetboxDeviceType {
  std::optional<NetboxName> manufacturer;
  std::string model;
};

/// An inventory on its way, with what devices refer to by number.
struct NetboxGathering {
  Netbox netbox;
  std::map<NetboxId, NetboxDeviceType> types;
  Diagnostics& diagnostics;
};

/// The member as text: numbers in decimal, null and what is not there as nothing, a choice
/// (`{"value": …, "label": …}`) by its value or, where that is no text, its label in lower case, an
/// object by its slug or name, a list by its items between semicolons.
[[nodiscard]] std::string text_of(const codec::Tree* tree);
[[nodiscard]] std::optional<NetboxId> number_of(const codec::Tree* tree);
/// A nested object with id, slug and name.
[[nodiscard]] std::optional<NetboxName> name_of(const codec::Tree* tree);
/// Every member of the object as a named field; custom fields as `cf.NAME`.
[[nodiscard]] NetboxFields fields_of(const codec::Tree& object);
/// "dcim.front-port" and "dcim.frontport" alike as "frontport".
[[nodiscard]] std::string port_kind(std::string_view type);

/// One object of a REST answer. Gives the plural of what it was ("devices"), or nothing where that
/// could not be told.
[[nodiscard]] std::string_view read_rest_object(const codec::Tree& object, std::uint32_t file,
                                                NetboxGathering& gathering);
/// A dump of the database; counts of its models are added to `counts`.
void read_dump(const NetboxDocument& document, NetboxGathering& gathering,
               std::vector<Count>& counts);

}  // namespace relook::io
