// SPDX-License-Identifier: Apache-2.0
// Everything that a selector may read: what `needs` asks an operator for.

#include <set>
#include <string>

#include "decision/field.hpp"
#include "decision/inspect.hpp"

namespace relook::decision {
namespace {

namespace column = estate::column;
using estate::ColumnRef;
using estate::TableId;

class Uses {
 public:
  explicit Uses(const Selector& selector) : selector_(selector) {}

  // `prefix` is how the node's table is reached from the subject: "networks." or nothing.
  void node(NodeId id, const std::string& prefix) {
    std::visit([&](const auto& what) { look(what, prefix); }, selector_.nodes[id].what);
  }
  std::vector<FieldUse> found() const { return {found_.begin(), found_.end()}; }

 private:
  void field(ColumnRef ref, const std::string& prefix) {
    found_.insert({ref.table, ref.column, prefix + std::string(estate::schema(ref).name)});
  }
  void table(TableId id) {
    found_.insert({id, std::nullopt, std::string(estate::schema(id).name)});
  }

  // The references on the way and the field itself; gives the prefix of the end's table.
  std::string path(const Path& path, const std::string& prefix) {
    std::string reached = prefix;
    for (const ColumnRef hop : path.hops) {
      field(hop, reached);
      reached += std::string(estate::schema(hop).name) + ".";
    }
    if (path.through_vendor) {
      vendor(path.reached(), reached);
      reached += "vendor.";
    }
    if (path.field != FieldKind::own_id) field(path.column, reached);
    return reached;
  }

  // The declared vendor, and whoever else may know.
  void vendor(TableId judged, const std::string& prefix) {
    if (judged == TableId::supplies) return field(column::kSupplyVendor, prefix);
    field(column::kElementVendor, prefix);
    for (const ColumnRef ref : {column::kSupplyElement, column::kSupplyRole, column::kSupplyVendor,
                                column::kSupplyFrom, column::kSupplyUntil}) {
      field(ref, prefix + "supply.");
    }
  }

  void look(const Constant&, const std::string&) {}
  void look(const OnCompare&, const std::string&) {}
  void look(const NotOf& what, const std::string& prefix) { node(what.child, prefix); }
  void look(const AllOf& what, const std::string& prefix) {
    for (const NodeId child : what.children) node(child, prefix);
  }
  void look(const AnyOf& what, const std::string& prefix) {
    for (const NodeId child : what.children) node(child, prefix);
  }
  void look(const FieldPair& what, const std::string& prefix) {
    path(what.left, prefix);
    path(what.right, prefix);
  }
  void look(const AnySupply& what, const std::string& prefix) {
    const std::string inner = prefix + "supply.";
    for (const ColumnRef ref :
         {column::kSupplyElement, column::kSupplyFrom, column::kSupplyUntil}) {
      field(ref, inner);
    }
    node(what.node, inner);
  }
  void look(const AnyDependency& what, const std::string& prefix) {
    const std::string inner = prefix + "dependency.";
    for (const ColumnRef ref :
         {column::kDependencyElement, column::kDependencyOn, column::kDependencyKind,
          column::kDependencyFrom, column::kDependencyUntil}) {
      field(ref, inner);
    }
    node(what.node, inner + "on.");
  }
  void look(const Between& what, const std::string& prefix) {
    field(column::kLinkA, prefix);
    field(column::kLinkB, prefix);
    for (const NodeId end : {what.one, what.other}) {
      node(end, prefix + "a.");
      node(end, prefix + "b.");
    }
  }
  void look(const Leaf& leaf, const std::string& prefix) {
    const std::string reached = path(leaf.path, prefix);
    if (const HasAny* const any = std::get_if<HasAny>(&leaf.test)) {
      node(any->node, reached + std::string(estate::schema(leaf.path.column).name) + ".");
    } else if (std::holds_alternative<InFamily>(leaf.test)) {
      table(TableId::ownership);
    } else if (std::holds_alternative<NearPlace>(leaf.test)) {
      field(column::kSiteLat, reached);
      field(column::kSiteLon, reached);
      table(TableId::places);
    }
  }

  const Selector& selector_;
  std::set<FieldUse> found_;
};

}  // namespace

std::vector<FieldUse> fields_read(const Selector& selector) {
  Uses uses(selector);
  uses.node(selector.root, "");
  return uses.found();
}

}  // namespace relook::decision
