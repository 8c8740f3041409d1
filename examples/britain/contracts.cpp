// SPDX-License-Identifier: Apache-2.0
#include "britain/contracts.hpp"

#include <string>

#include "britain/core.hpp"
#include "britain/operators.hpp"
#include "britain/transport.hpp"

namespace relook::britain {

void write_contracts(Tables& tables, const Ground& ground) {
  const Date as_of = tables.options().as_of;
  const auto contract = [&](const std::string& element, std::string_view role,
                            std::string_view vendor, std::string_view country) {
    tables.add(SupplyRow{.element = element,
                         .role = role,
                         .vendor = vendor,
                         .country = country,
                         .procured_on = {as_of.days - 700},
                         .from = {as_of.days - 650},
                         .source = "contract (synthetic)",
                         .observed_on = {as_of.days - 90}});
  };
  // Albion: everything from its makers.
  contract(core_element_id(1, "LON", "NMS"), "maintenance", "cisco", "GB");
  // Severn: somebody maintains it, and the contract was not found.
  contract(core_element_id(2, "LON", "AAA"), "maintenance", "", "");
  // Meridian: run by the high-risk vendor, on boxes that are not its own.
  contract(core_element_id(3, "LON", "NMS"), "managed-service", "huawei", "GB");
  // Lantern: its optics in routers of another make.
  const std::size_t last = ground.handovers.size() - 1;
  for (const std::size_t i : {std::size_t{0}, last}) {
    contract(edge_router_id(kFibre, ground.handovers[i]), "optics", "huawei", "CN");
  }
}

}  // namespace relook::britain
