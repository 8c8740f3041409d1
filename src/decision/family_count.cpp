// SPDX-License-Identifier: Apache-2.0
#include "decision/family_count.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace relook::decision {
namespace {

using estate::is_value;
using estate::Judgements;

void add_heads(std::uint32_t vendor, const estate::Families& families,
               std::set<std::uint32_t>& heads, bool& any_head) {
  const estate::Families::Owners& owners = families.owners(vendor);
  any_head = any_head || owners.any;
  const auto add = [&](std::uint32_t owner) {
    // A head is owned by nobody for sure.
    if (families.owners(owner).sure.size() == 1) heads.insert(owner);
  };
  std::ranges::for_each(owners.sure, add);
  std::ranges::for_each(owners.possible, add);
}

}  // namespace

Makers::Makers(const Facts& facts) : facts_(&facts) {
  any_.any_head = true;
  any_.any_vendor = true;
  nobody_.nobody = true;
  const estate::ListPool& sets = facts.element_vendors.sets;
  for (std::uint32_t s = 0; s < sets.size(); ++s) {
    MakerSet made;
    std::set<std::uint32_t> heads;
    for (const std::uint32_t vendor : sets[s]) {
      made.vendors.push_back(vendor);
      add_heads(vendor, facts.families, heads, made.any_head);
    }
    made.heads.assign(heads.begin(), heads.end());
    by_set_.push_back(std::move(made));
  }
}

const MakerSet& Makers::of(std::uint32_t element) const {
  const std::uint32_t set = facts_->element_vendors.set_of[element];
  if (set == Judgements::kAny) return any_;
  if (set == Judgements::kNobody) return nobody_;
  return by_set_[set];
}

Truth Makers::in_family(std::uint32_t element, std::uint32_t head) const {
  const MakerSet& set = of(element);
  if (set.nobody) return Truth::no;
  if (set.any_vendor) return Truth::unknown;
  bool all = true;
  bool none = true;
  for (const std::uint32_t vendor : set.vendors) {
    const Truth one = facts_->families.in_family(vendor, head);
    all = all && one == Truth::yes;
    none = none && one == Truth::no;
  }
  return all ? Truth::yes : none ? Truth::no : Truth::unknown;
}

void FamilyCounter::add(const MakerSet& set, Truth in) {
  if (in == Truth::no || set.nobody) return;
  ++possible_[set];
  if (in == Truth::yes) ++sure_[set];
}

std::uint64_t FamilyCounter::least() const {
  if (sure_.empty()) return 0;
  // Sets that have no head in common stand for as many families. The small ones first, so that a
  // known maker is never displaced by a doubtful one.
  std::vector<const MakerSet*> closed;
  for (const auto& [set, count] : sure_) {
    if (!set.any_head) closed.push_back(&set);
  }
  std::ranges::stable_sort(closed, {}, [](const MakerSet* set) { return set->heads.size(); });
  std::set<std::uint32_t> used;
  std::uint64_t packed = 0;
  for (const MakerSet* set : closed) {
    const auto taken = [&](std::uint32_t head) { return used.contains(head); };
    if (std::ranges::any_of(set->heads, taken)) continue;
    used.insert(set->heads.begin(), set->heads.end());
    ++packed;
  }
  return std::max<std::uint64_t>(packed, 1);
}

FamilyCount FamilyCounter::count() const {
  using Sets = std::vector<std::pair<std::vector<std::uint32_t>, std::uint64_t>>;
  std::uint64_t open_heads = 0;
  std::uint64_t open_vendors = 0;
  Sets heads;
  Sets vendors;
  for (const auto& [set, count] : possible_) {
    if (set.any_head) {
      open_heads += count;
    } else {
      heads.emplace_back(set.heads, count);
    }
    if (set.any_vendor) {
      open_vendors += count;
    } else {
      vendors.emplace_back(set.vendors, count);
    }
  }
  return {least(),
          std::min(open_heads + most_distinct(heads), open_vendors + most_distinct(vendors))};
}

std::uint64_t most_distinct(
    const std::vector<std::pair<std::vector<std::uint32_t>, std::uint64_t>>& sets) {
  std::map<std::uint32_t, std::vector<std::size_t>> sets_with;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    for (const std::uint32_t value : sets[s].first) sets_with[value].push_back(s);
  }
  std::vector<std::set<std::uint32_t>> holds(sets.size());
  std::vector<std::uint8_t> seen;
  const std::function<bool(std::uint32_t)> place = [&](std::uint32_t value) {
    for (const std::size_t s : sets_with[value]) {
      if (seen[s] != 0) continue;
      seen[s] = 1;
      if (holds[s].size() < sets[s].second) {
        holds[s].insert(value);
        return true;
      }
      const std::vector<std::uint32_t> held(holds[s].begin(), holds[s].end());
      for (const std::uint32_t other : held) {
        if (!place(other)) continue;
        holds[s].erase(other);
        holds[s].insert(value);
        return true;
      }
    }
    return false;
  };
  std::uint64_t placed = 0;
  for (const auto& [value, with] : sets_with) {
    seen.assign(sets.size(), 0);
    if (place(value)) ++placed;
  }
  return placed;
}

}  // namespace relook::decision
