// SPDX-License-Identifier: Apache-2.0
#include "engine/traffic_tally.hpp"

#include <fmt/format.h>

namespace relook::engine {

using codec::Tree;
using routing::Portion;
using routing::Ratio;
using routing::Rounding;

void TrafficTally::add(const Portion& share, std::optional<std::uint64_t> rate, Truth member) {
  if (member == Truth::no) return;
  if (rate) {
    amount_high_ = sum(amount_high_, times(share.high, *rate, Rounding::up), Rounding::up);
  } else if (share.high.part > 0) {
    unbounded_ = true;
  }
  if (rate && member == Truth::yes) {
    sum_ += share.of(*rate);
    whole_ += *rate;
    return;
  }
  if (rate == std::uint64_t{0}) return;
  loose_ = loose_ ? hull(*loose_, share) : share;
}

MeasuredTraffic TrafficTally::measured() const {
  MeasuredTraffic out{.share = {}, .low = sum_.low, .high = amount_high_, .unbounded = unbounded_};
  std::optional<Portion> share;
  if (whole_ > 0) {
    share = Portion{routing::ratio(sum_.low.part, whole_ * sum_.low.whole, Rounding::down),
                    routing::ratio(sum_.high.part, whole_ * sum_.high.whole, Rounding::up)};
  }
  if (loose_) share = share ? hull(*share, *loose_) : *loose_;
  out.none = !share;
  if (share) out.share = *share;
  return out;
}

namespace {

Tree ratio_tree(const Ratio& ratio) {
  Tree out = Tree::array();
  out.push(Tree::integer(static_cast<Int128>(ratio.part)));
  out.push(Tree::integer(static_cast<Int128>(ratio.whole)));
  return out;
}

std::string percent_text(const Ratio& ratio) {
  return percent({.part = static_cast<Int128>(ratio.part), .whole = Int128{ratio.whole}});
}

}  // namespace

Tree measured_share_tree(const MeasuredTraffic& measured) {
  Tree out = Tree::object();
  if (measured.none) {
    out.add("share", Tree(nullptr));
  } else {
    Tree& share = out.add("share", Tree::object());
    share.add("low", ratio_tree(measured.share.low));
    share.add("high", ratio_tree(measured.share.high));
  }
  Tree& kbps = out.add("kbps", Tree::object());
  kbps.add("low", ratio_tree(measured.low));
  kbps.add("high", measured.unbounded ? Tree(nullptr) : ratio_tree(measured.high));
  return out;
}

std::string share_text(const MeasuredTraffic& measured) {
  if (measured.none) return "-";
  std::string low = percent_text(measured.share.low);
  if (measured.share.exact()) return low;
  // The sign once: "2.1 to 4.2 %".
  low.resize(low.find(' '));
  return fmt::format("{} to {}", low, percent_text(measured.share.high));
}

void CountBounds::add(std::optional<std::uint64_t> count, Truth member) {
  if (member == Truth::no) return;
  if (!count) {
    unbounded = true;
    return;
  }
  high += *count;
  if (member == Truth::yes) low += *count;
}

Tree bounds_tree(const CountBounds& bounds) {
  Tree out = Tree::array();
  out.push(Tree::integer(Int128{bounds.low}));
  out.push(bounds.unbounded ? Tree(nullptr) : Tree::integer(Int128{bounds.high}));
  return out;
}

std::string bounds_text(const CountBounds& bounds) {
  if (bounds.unbounded) return fmt::format("{} or more", bounds.low);
  if (bounds.low == bounds.high) return fmt::format("{}", bounds.low);
  return fmt::format("{} to {}", bounds.low, bounds.high);
}

}  // namespace relook::engine
