// SPDX-License-Identifier: Apache-2.0
// What an edge of a Topology Zoo graph says of its capacity, and when it is not to be believed.
//
// LinkSpeed and LinkSpeedRaw were drawn from LinkLabel, which somebody wrote on a map. What did not
// fit into a number was left in LinkNote: "less than", "x24", "and more". There the number is not
// the capacity. A number without a label is not believed: what its label said is not known.

#include <algorithm>
#include <array>
#include <string>

#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "io/gml_graph.hpp"

namespace relook::io {
namespace {

using Fault = GmlSpeed::Fault;

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// A bound, a plan, several lines or several speeds ("10GEx24", "34/45 Mbit/s", "1-10Gbps"), or what
// may be bytes ("24 MB/s").
bool is_loose(const std::string& label) {
  constexpr std::array<std::string_view, 6> kWords = {"less than", "more", "up to",
                                                      "about",     "plan", " +"};
  const std::string text = lower(label);
  if (std::ranges::any_of(kWords, [&](std::string_view word) { return text.contains(word); })) {
    return true;
  }
  for (std::size_t i = 0; i < label.size(); ++i) {
    const std::string_view before = std::string_view(label).substr(0, i);
    const std::string_view behind = std::string_view(label).substr(i + 1);
    const bool digit_behind = !behind.empty() && is_digit(behind.front());
    const bool digit_before = !before.empty() && is_digit(before.back());
    if (text[i] == 'x' && (digit_behind || digit_before || before.ends_with(' '))) return true;
    if ((label[i] == '/' || label[i] == '-') && digit_before && digit_behind) return true;
    const bool bytes = label[i] == 'B' && !behind.starts_with("it");
    if (bytes && !before.empty() && std::string_view("KkMG").contains(before.back())) return true;
  }
  return false;
}

// Decimals of the unit that a kbit/s is, by the letter of the unit.
std::optional<int> digits_of(std::string_view units) {
  if (units == "G") return 6;
  if (units == "M") return 3;
  if (units == "K") return 0;
  return std::nullopt;
}

}  // namespace

GmlSpeed speed_of(const GmlEdge& edge) {
  if (edge.speed.empty() && edge.raw_speed.empty()) return {{}, Fault::unsaid};
  std::optional<std::int64_t> kbit_s;
  if (!edge.speed.empty()) {
    const auto digits = digits_of(edge.units);
    if (!digits) return {{}, Fault::unit};
    const auto speed = parse_decimal(edge.speed, *digits);
    if (!speed) return {{}, Fault::number};
    kbit_s = *speed;
  }
  if (!edge.raw_speed.empty()) {
    const auto bits = parse_decimal(edge.raw_speed, 0);
    if (!bits || *bits % 1000 != 0) return {{}, Fault::number};
    if (kbit_s && *kbit_s != *bits / 1000) return {{}, Fault::two_speeds};
    kbit_s = *bits / 1000;
  }
  if (*kbit_s <= 0) return {{}, Fault::number};
  if (edge.label.empty()) return {{}, Fault::no_label};
  if (is_loose(edge.label) || is_loose(edge.note)) return {{}, Fault::loose_label};
  return {kbit_s, Fault::none};
}

}  // namespace relook::io
