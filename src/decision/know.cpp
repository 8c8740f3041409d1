// SPDX-License-Identifier: Apache-2.0
#include "decision/know.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>
#include <unordered_map>

#include "decision/cap.hpp"

namespace relook::decision {
namespace {

using estate::Column;
using estate::is_value;
using estate::kHardwareRole;
using estate::kNoneCode;
using estate::kUnknownCode;
using estate::TableId;
using namespace estate::column;

// How many witnesses show one element's vendor.
struct Shown {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
  Truth agree = Truth::yes;  ///< whether all of them name the same vendor
};

// Whether the supply was observed on the day or at most so many days before it.
Truth recent(std::int32_t observed, std::int64_t days, const Facts& facts) {
  const std::int64_t first = facts.on.days - days;
  if (is_value(observed)) return truth(observed >= first && observed <= facts.on.days);
  if (observed == estate::kNoneDay) return Truth::no;
  if (observed == estate::kPastDay && facts.estate.manifest.as_of.days <= first) return Truth::no;
  return Truth::unknown;
}

// The supplies of each element that may speak of its hardware.
using SuppliesOf = std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>;

SuppliesOf hardware_supplies(const Facts& facts) {
  SuppliesOf out;
  const Column& roles = facts.estate.column(kSupplyRole);
  const Column& elements = facts.estate.column(kSupplyElement);
  for (std::uint32_t row = 0; row < facts.estate.rows(TableId::supplies); ++row) {
    const std::uint32_t role = roles.code(row);
    const std::uint32_t element = elements.code(row);
    if ((role == kHardwareRole || role == kUnknownCode) && is_value(element)) {
      out[element].push_back(row);
    }
  }
  return out;
}

// Collects the witnesses of one element.
class Witnesses {
 public:
  Witnesses(const Rule& rule, const Facts& facts) : rule_(rule), facts_(facts) {}

  void add_supply(std::uint32_t row) {
    const auto& estate = facts_.estate;
    const Truth holds = estate::holds_on(
        {estate.column(kSupplyFrom).day(row), estate.column(kSupplyUntil).day(row)}, facts_.on,
        estate.manifest.as_of);
    const Truth hardware =
        estate.column(kSupplyRole).code(row) == kHardwareRole ? Truth::yes : Truth::unknown;
    const Truth speaks = both(holds, hardware);
    const std::uint32_t vendor = estate.column(kSupplyVendor).code(row);
    if (speaks == Truth::no || vendor == kNoneCode) return;
    name(vendor, speaks);
    const Truth counts =
        both(speaks, recent(estate.column(kSupplyObserved).day(row), *rule_.days, facts_));
    if (counts == Truth::no) return;
    const std::uint32_t source = estate.column(kSupplySource).code(row);
    if (is_value(source)) {
      possible_.insert(source);
    } else {
      ++possible_unnamed_;
    }
    if (counts != Truth::yes || !is_value(vendor)) return;
    if (is_value(source)) {
      sure_.insert(source);
    } else {
      sure_unnamed_ = true;
    }
  }

  void add_declared(std::uint32_t vendor) {
    if (vendor == kNoneCode) return;
    declared_ = true;
    declared_known_ = is_value(vendor);
    name(vendor, Truth::yes);
  }

  [[nodiscard]] Shown shown() const {
    Shown out;
    // Of supplies whose source is not known all may be of one source, also of one that is named.
    out.least = std::max<std::uint64_t>(sure_.size(), sure_unnamed_ ? 1 : 0);
    out.most = possible_.size() + possible_unnamed_;
    if (declared_known_ && out.least > 0) ++out.least;
    if (declared_ && out.most > 0) ++out.most;
    const bool open = open_ || named_.size() > 1;
    out.agree = vendors_.size() > 1 ? Truth::no : open ? Truth::unknown : Truth::yes;
    return out;
  }

 private:
  void name(std::uint32_t vendor, Truth speaks) {
    if (!is_value(vendor)) {
      open_ = true;
      return;
    }
    named_.insert(vendor);
    if (speaks == Truth::yes) vendors_.insert(vendor);
  }

  const Rule& rule_;
  const Facts& facts_;
  std::set<std::uint32_t> vendors_;   // named by witnesses that surely speak
  std::set<std::uint32_t> named_;     // named by those that may
  std::set<std::uint32_t> sure_;      // sources
  std::set<std::uint32_t> possible_;  // sources
  std::uint64_t possible_unnamed_ = 0;
  bool sure_unnamed_ = false;
  bool declared_ = false;
  bool declared_known_ = false;
  bool open_ = false;  // a witness that does not say whom it names
};

Shown shown_of(const Rule& rule, const Facts& facts, std::uint32_t element,
               const SuppliesOf& supplies) {
  Witnesses witnesses(rule, facts);
  witnesses.add_declared(facts.estate.column(kElementVendor).code(element));
  if (const auto found = supplies.find(element); found != supplies.end()) {
    for (const std::uint32_t row : found->second) witnesses.add_supply(row);
  }
  return witnesses.shown();
}

Truth enough(const Shown& shown, std::uint64_t needed) {
  if (shown.agree == Truth::no || shown.most < needed) return Truth::no;
  if (shown.least >= needed) return shown.agree;
  return Truth::unknown;
}

void add_unknown_cells(const Facts& facts, std::uint32_t element, const SuppliesOf& supplies,
                       std::vector<CellUse>& uses) {
  const auto add = [&](estate::ColumnRef ref, std::uint32_t row, bool known) {
    if (!known) uses.push_back({Missing::cell, ref, row, {}});
  };
  if (!facts.estate.table(TableId::supplies).present()) {
    uses.push_back({Missing::table, {TableId::supplies, 0}, 0, {}});
  }
  add(kElementVendor, element, facts.estate.column(kElementVendor).code(element) != kUnknownCode);
  const auto found = supplies.find(element);
  if (found == supplies.end()) return;
  for (const std::uint32_t row : found->second) {
    for (const estate::ColumnRef ref : {kSupplyRole, kSupplyVendor, kSupplySource}) {
      add(ref, row, facts.estate.column(ref).code(row) != kUnknownCode);
    }
    for (const estate::ColumnRef ref : {kSupplyFrom, kSupplyObserved}) {
      const std::int32_t day = facts.estate.column(ref).day(row);
      add(ref, row, is_value(day) || day == estate::kNoneDay);
    }
  }
}

// The share of what is shown, from that of what is not.
Fraction rest_of(const Fraction& fraction) {
  return {fraction.whole - fraction.part, fraction.whole, fraction.unbounded};
}

}  // namespace

void add_know(const Rule& rule, const Context& context, Scope& scope) {
  const Facts& facts = context.facts;
  const auto supplies = std::make_shared<const SuppliesOf>(hardware_supplies(facts));
  const auto needed = static_cast<std::uint64_t>(*rule.witnesses);
  if (facts.estate.table(TableId::supplies).present()) {
    for (std::uint32_t row = 0; row < scope.matches.size(); ++row) {
      scope.matches[row] = negated(enough(shown_of(rule, facts, row, *supplies), needed));
    }
  }
  scope.further = [&rule, &facts, supplies, needed](std::uint32_t row, std::vector<CellUse>& uses) {
    const bool present = facts.estate.table(TableId::supplies).present();
    const bool open = enough(shown_of(rule, facts, row, *supplies), needed) == Truth::unknown;
    if (open || !present) add_unknown_cells(facts, row, *supplies, uses);
  };
  scope.reason = [&rule, &facts, supplies, needed](std::uint32_t row) {
    const Shown shown = shown_of(rule, facts, row, *supplies);
    return shown.agree == Truth::no
               ? std::string("its witnesses name different vendors")
               : fmt::format("{} of {} independent witnesses", shown.most, needed);
  };
}

void judge_know(const Rule& rule, const Scope& scope, const Context& context,
                const std::vector<Member>& members, Finding& finding) {
  // A cap on what is not shown: of that there may be at most one minus the share asked for.
  Rule cap = rule;
  cap.limit = Share{rule.share->whole - rule.share->part, rule.share->whole};
  judge_cap(cap, scope, context, members, finding);
  const Measured not_shown = *finding.measured;
  finding.measured = {not_shown.measure, rest_of(not_shown.high), rest_of(not_shown.low)};
}

}  // namespace relook::decision
