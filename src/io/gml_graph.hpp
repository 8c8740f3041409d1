// SPDX-License-Identifier: Apache-2.0
// A GML document as the graph of a network, by the keys of the Internet Topology Zoo (Knight,
// Nguyen, Falkner, Bowden and Roughan, IEEE JSAC 29(9), 2011).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/geodesic.hpp"
#include "io/gml.hpp"

namespace relook::io {

struct GmlNode {
  std::int64_t id = 0;
  Position at = {};
  std::string label = {};
  std::optional<GeoPoint> place = {};
  bool half_a_place = false;          ///< a latitude without a longitude, or the reverse
  bool place_rounded = false;         ///< to 10^-9 degrees
  std::optional<bool> internal = {};  ///< not said: nothing
  bool hyperedge = false;
  bool doubted = false;
};

struct GmlEdge {
  Position at = {};
  std::int64_t source = 0;
  std::int64_t target = 0;
  std::string id = {};
  std::string label = {};
  std::string note = {};
  std::string status = {};
  std::string speed = {};      ///< a decimal
  std::string units = {};      ///< G, M or K
  std::string raw_speed = {};  ///< bit/s
};

struct GmlGraph {
  std::string label = {};
  std::string network = {};
  std::string date = {};
  Position date_at = {};
  std::string date_modifier = {};
  std::vector<GmlNode> nodes = {};          ///< in order of their ids
  std::vector<GmlEdge> edges = {};          ///< as they were read
  std::vector<std::string> keys_used = {};  ///< "node.label", in order, as below
  std::vector<std::string> keys_ignored = {};
};

/// Reads the one graph of a document. Faults, all in one run: no graph or several, a directed one,
/// a node without an id or with that of another, an edge with an end that is no node, a key that is
/// said twice, a value of the wrong kind, coordinates that are none.
[[nodiscard]] GmlGraph read_gml_graph(const std::vector<GmlPair>& document, std::string_view file,
                                      Diagnostics& diagnostics);

/// What an edge says of its capacity.
struct GmlSpeed {
  enum class Fault : std::uint8_t {
    none,
    unsaid,       ///< no speed
    unit,         ///< no unit, or one that is not G, M or K
    number,       ///< no decimal, or finer than a kbit/s
    two_speeds,   ///< LinkSpeed and LinkSpeedRaw differ
    loose_label,  ///< the label or note says "less than", several lines, bytes or the like
  };

  std::optional<std::int64_t> kbit_s = {};
  Fault fault = Fault::none;
};

/// The capacity in kbit/s where the edge says one number in clear units, else why not.
[[nodiscard]] GmlSpeed speed_of(const GmlEdge& edge);

}  // namespace relook::io
