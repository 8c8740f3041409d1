// SPDX-License-Identifier: Apache-2.0
#include "engine/exposure_groups.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace relook::engine {
namespace {

using estate::Estate;
using estate::Judgements;
using estate::TableId;
using namespace estate::column;

// Whether a vendor, by row, is one of the group.
using InGroup = std::function<Truth(std::uint32_t)>;

// Of one judgement: surely where every candidate is, surely not where none is.
Truth matches(const Judgements& judgements, std::size_t row, const InGroup& in_group) {
  const std::uint32_t set = judgements.set_of[row];
  if (set == Judgements::kNobody) return Truth::no;
  if (set == Judgements::kAny) return Truth::unknown;
  Truth all = Truth::yes;
  Truth some = Truth::no;
  for (const std::uint32_t vendor : judgements.sets[set]) {
    all = both(all, in_group(vendor));
    some = either(some, in_group(vendor));
  }
  return all == Truth::yes ? Truth::yes : some == Truth::no ? Truth::no : Truth::unknown;
}

class Groups {
 public:
  Groups(const decision::Facts& facts, const std::vector<Truth>& service)
      : facts_(facts), service_(service) {}

  std::vector<ExposureGroup> all() {
    find_names();
    std::vector<ExposureGroup> out;
    for (const std::uint32_t head : heads_) {
      const InGroup in_family = [&](std::uint32_t vendor) {
        return facts_.families.in_family(vendor, head);
      };
      out.push_back(group(GroupKind::family, std::string(facts_.estate.id(TableId::vendors, head)),
                          in_family));
    }
    for (const std::string& seat : seats_) {
      const InGroup seated = [&](std::uint32_t vendor) { return seated_in(vendor, seat); };
      out.push_back(group(GroupKind::jurisdiction, seat, seated));
    }
    ExposureGroup nobody_knows{GroupKind::not_known, {}, {}, {}};
    bool some = false;
    for (std::size_t row = 0; row < service_.size(); ++row) {
      const bool any = !outside(row) && facts_.element_vendors.set_of[row] == Judgements::kAny;
      nobody_knows.made.push_back(truth(any));
      some = some || (any && service_[row] != Truth::no);
    }
    nobody_knows.reached = reached(nobody_knows.made, {});
    if (some) out.push_back(std::move(nobody_knows));
    return out;
  }

 private:
  // Whoever made what stands outside the estate is not asked: it never counts as crossed.
  [[nodiscard]] bool outside(std::size_t row) const {
    return cell_text(facts_.estate, kElementFunction, static_cast<std::uint32_t>(row)) ==
           estate::kExternalFunction;
  }

  void find_names() {
    std::set<std::uint32_t> vendors;
    for (std::size_t row = 0; row < service_.size(); ++row) {
      const std::uint32_t set = facts_.element_vendors.set_of[row];
      if (service_[row] == Truth::no || !estate::is_value(set)) continue;
      const auto candidates = facts_.element_vendors.sets[set];
      vendors.insert(candidates.begin(), candidates.end());
    }
    for (const std::uint32_t vendor : vendors) {
      const estate::Families::Owners& owners = facts_.families.owners(vendor);
      for (const auto* some : {&owners.sure, &owners.possible}) {
        for (const std::uint32_t owner : *some) {
          if (facts_.families.owners(owner).sure.size() == 1) heads_.insert(owner);
          std::string seat = cell_text(facts_.estate, kVendorJurisdiction, owner);
          if (!seat.empty() && seat != "-") seats_.insert(std::move(seat));
        }
      }
    }
  }

  [[nodiscard]] Truth seated_in(std::uint32_t vendor, const std::string& seat) const {
    const auto here = [&](std::uint32_t owner) {
      const std::string text = cell_text(facts_.estate, kVendorJurisdiction, owner);
      return text.empty() ? Truth::unknown : truth(text == seat);
    };
    const estate::Families::Owners& owners = facts_.families.owners(vendor);
    Truth found = owners.any ? Truth::unknown : Truth::no;
    for (const std::uint32_t owner : owners.sure) found = either(found, here(owner));
    for (const std::uint32_t owner : owners.possible) {
      found = either(found, both(here(owner), Truth::unknown));
    }
    return found;
  }

  [[nodiscard]] ExposureGroup group(GroupKind kind, std::string name,
                                    const InGroup& in_group) const {
    ExposureGroup out{kind, std::move(name), {}, {}};
    for (std::size_t row = 0; row < service_.size(); ++row) {
      out.made.push_back(outside(row) ? Truth::no : matches(facts_.element_vendors, row, in_group));
    }
    out.reached = reached(out.made, in_group);
    return out;
  }

  // `in_group` may be empty: nobody knows who supplies for whom, then.
  [[nodiscard]] std::vector<Truth> reached(std::vector<Truth> made, const InGroup& in_group) const {
    const Estate& estate = facts_.estate;
    const auto missing = [&](TableId table) { return !estate.table(table).present(); };
    if (missing(TableId::dependencies) || missing(TableId::supplies)) {
      for (Truth& one : made) one = either(one, Truth::unknown);
    }
    for (std::uint32_t row = 0; in_group && row < estate.rows(TableId::supplies); ++row) {
      const std::uint32_t element = estate.column(kSupplyElement).code(row);
      const std::uint32_t role = estate.column(kSupplyRole).code(row);
      if (!estate::is_value(element) || role == estate::kHardwareRole) continue;
      const Truth other = estate::is_value(role) ? Truth::yes : Truth::unknown;
      const Truth supplied = both(matches(facts_.supply_vendors, row, in_group),
                                  decision::in_service(facts_, TableId::supplies, row));
      made[element] = either(made[element], both(other, supplied));
    }
    spread(made);
    return made;
  }

  // Along dependencies until nothing changes; each pass is linear, chains are short.
  void spread(std::vector<Truth>& reached) const {
    const Estate& estate = facts_.estate;
    const std::vector<Truth> holds = decision::in_service(facts_, TableId::dependencies);
    const bool some = std::ranges::any_of(reached, [](Truth one) { return one != Truth::no; });
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t row = 0; row < holds.size(); ++row) {
        const std::uint32_t element = estate.column(kDependencyElement).code(row);
        const std::uint32_t on = estate.column(kDependencyOn).code(row);
        if (!estate::is_value(element)) continue;
        const Truth source = estate::is_value(on) ? reached[on] : some ? Truth::unknown : Truth::no;
        const Truth now = either(reached[element], both(holds[row], source));
        changed = changed || now != reached[element];
        reached[element] = now;
      }
    }
  }

  const decision::Facts& facts_;
  const std::vector<Truth>& service_;
  std::set<std::uint32_t> heads_;
  std::set<std::string> seats_;
};

}  // namespace

std::vector<ExposureGroup> exposure_groups(const decision::Facts& facts,
                                           const std::vector<Truth>& service) {
  return Groups(facts, service).all();
}

}  // namespace relook::engine
