// SPDX-License-Identifier: Apache-2.0
// Ids for what a graph draws. Labels are for people: they repeat, are missing, or cannot be ids.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "io/gml_graph.hpp"

namespace relook::io {

struct GmlElementIds {
  std::vector<std::string> ids = {};    ///< by node
  std::vector<std::string> names = {};  ///< by node: the label as a name, empty where it is none
  std::size_t repeated = 0;             ///< nodes whose label others have too
  std::size_t nameless = 0;             ///< nodes without a label that names anything
  std::size_t changed = 0;              ///< labels of which spaces or characters were taken away
};

/// The label, where it names this node alone; `LABEL #7` where it repeats, with the node's number;
/// `node-7` where there is none. The order of the nodes makes no difference. A graph made so that
/// no id can be found for a node is a fault.
[[nodiscard]] GmlElementIds gml_element_ids(const std::vector<GmlNode>& nodes,
                                            std::string_view file, Diagnostics& diagnostics);

struct GmlLinkIds {
  std::vector<std::string> ids = {};  ///< by edge
  std::size_t made = 0;               ///< edges without an id of their own
};

/// The edge's own id, where it has one that no other has; else `A--B` of its ends, with ` #2` and
/// so on behind the second of several, in the order of the document.
[[nodiscard]] GmlLinkIds gml_link_ids(const GmlGraph& graph, const GmlElementIds& elements,
                                      std::string_view file, Diagnostics& diagnostics);

/// The text as it can stand in an id or a name: semicolons as commas, control characters as spaces,
/// no spaces at its edges. Empty where nothing is left, or where it stands for nothing ("None",
/// "?") or cannot be an id.
[[nodiscard]] std::string gml_name(std::string_view label);

}  // namespace relook::io
