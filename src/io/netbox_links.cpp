// SPDX-License-Identifier: Apache-2.0
// Which devices NetBox's cables connect. A cable often ends on a patch panel: in at a front port,
// out at the rear port behind it, over the next cable to another panel's rear port, and out at the
// front port of the same position. The walk below remembers the positions on a stack, as the panels
// nest.

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "io/import_table.hpp"
#include "io/netbox.hpp"

namespace relook::io {
namespace {

struct Attached {
  std::size_t cable;
  bool side_a;
};

struct Walk {
  NetboxPort at;                        // the port that the last cable ended on
  std::vector<NetboxId> cables;         // so far
  std::vector<std::int64_t> positions;  // of the rear ports that we are inside of
};

class CableWalker {
 public:
  explicit CableWalker(const Netbox& netbox, const std::vector<std::string>& left_out)
      : netbox_(netbox) {
    for (std::size_t i = 0; i < netbox.cables.size(); ++i) {
      const NetboxCable& cable = netbox.cables[i];
      if (std::ranges::find(left_out, cable.status) != left_out.end()) continue;
      for (const NetboxPort& port : cable.a) attached_.emplace(port, Attached{i, true});
      for (const NetboxPort& port : cable.b) attached_.emplace(port, Attached{i, false});
    }
    for (const auto& [front, behind] : netbox.front_ports) {
      fronts_.emplace(std::pair(behind.rear_port, behind.position), front);
    }
  }

  // Every interface that a path from this one ends on.
  [[nodiscard]] std::vector<Walk> ends_from(const NetboxPort& start) const {
    constexpr std::size_t kCablesMax = 64;
    constexpr std::size_t kWalksMax = 4096;
    std::vector<Walk> ends;
    std::vector<Walk> open = {{start, {}, {}}};
    for (std::size_t steps = 0; !open.empty() && steps < kWalksMax; ++steps) {
      Walk walk = std::move(open.back());
      open.pop_back();
      const auto found = attached_.find(walk.at);
      if (found == attached_.end() || walk.cables.size() >= kCablesMax) continue;
      const NetboxCable& cable = netbox_.cables[found->second.cable];
      if (std::ranges::find(walk.cables, cable.id) != walk.cables.end()) continue;
      walk.cables.push_back(cable.id);
      for (const NetboxPort& far : found->second.side_a ? cable.b : cable.a) {
        Walk on = walk;
        on.at = far;
        if (far.kind == "interface") {
          ends.push_back(std::move(on));
        } else {
          pass_panel(std::move(on), open);
        }
      }
    }
    return ends;
  }

 private:
  void pass_panel(Walk walk, std::vector<Walk>& open) const {
    if (walk.at.kind == "frontport") {
      const auto behind = netbox_.front_ports.find(walk.at.id);
      if (behind == netbox_.front_ports.end()) return;
      walk.positions.push_back(behind->second.position);
      walk.at = {"rearport", behind->second.rear_port};
      open.push_back(std::move(walk));
      return;
    }
    if (walk.at.kind != "rearport") return;
    const NetboxId rear = walk.at.id;
    const bool inside = !walk.positions.empty();
    const std::int64_t wanted = inside ? walk.positions.back() : 0;
    if (inside) walk.positions.pop_back();
    for (auto front = fronts_.lower_bound({rear, wanted}); front != fronts_.end(); ++front) {
      if (front->first.first != rear || (inside && front->first.second != wanted)) break;
      Walk on = walk;
      on.at = {"frontport", front->second};
      open.push_back(std::move(on));
    }
  }

  const Netbox& netbox_;
  std::map<NetboxPort, Attached> attached_;
  std::map<std::pair<NetboxId, std::int64_t>, NetboxId> fronts_;
};

std::string reason_of(const NetboxCable& cable, const std::vector<std::string>& left_out) {
  if (std::ranges::find(left_out, cable.status) != left_out.end()) {
    return "left out, status " + cable.status;
  }
  if (cable.a.empty() || cable.b.empty()) return "an end is not plugged in";
  bool panel = false;
  for (const auto& ends : {cable.a, cable.b}) {
    for (const NetboxPort& port : ends) {
      if (port.kind == "circuittermination") return "ends on a circuit";
      if (port.kind.starts_with("power")) return "power";
      if (port.kind.starts_with("console")) return "console";
      panel = panel || port.kind == "frontport" || port.kind == "rearport";
    }
  }
  return panel ? "ends at a patch panel that leads to no interface" : "ends on no known interface";
}

}  // namespace

std::vector<NetboxLink> find_netbox_links(const Netbox& netbox,
                                          const std::vector<std::string>& left_out,
                                          std::vector<Count>& ignored) {
  const CableWalker walker(netbox, left_out);
  std::vector<NetboxLink> links;
  std::set<NetboxId> used;
  std::set<std::pair<NetboxPort, NetboxPort>> seen;
  for (const NetboxCable& cable : netbox.cables) {
    for (const auto& ends : {cable.a, cable.b}) {
      for (const NetboxPort& start : ends) {
        if (start.kind != "interface") continue;
        for (Walk& end : walker.ends_from(start)) {
          if (end.at == start) continue;
          for (const NetboxId id : end.cables) used.insert(id);
          NetboxLink link{std::move(end.cables), start, end.at};
          const auto device = [&](const NetboxPort& port) {
            const auto found = netbox.port_device.find(port);
            return found == netbox.port_device.end() ? NetboxId{0} : found->second;
          };
          if (std::pair(device(link.b), link.b) < std::pair(device(link.a), link.a)) {
            std::swap(link.a, link.b);
          }
          if (!seen.emplace(link.a, link.b).second) continue;
          link.device_a = device(link.a);
          link.device_b = device(link.b);
          std::ranges::sort(link.cables);
          links.push_back(std::move(link));
        }
      }
    }
  }
  std::ranges::sort(links, {},
                    [](const NetboxLink& link) { return std::tuple(link.cables, link.a, link.b); });
  for (const NetboxCable& cable : netbox.cables) {
    if (!used.contains(cable.id)) {
      count_one(ignored, "cables ignored: " + reason_of(cable, left_out));
    }
  }
  return links;
}

}  // namespace relook::io
