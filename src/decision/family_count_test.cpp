// SPDX-License-Identifier: Apache-2.0
#include "decision/family_count.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <random>
#include <set>

namespace relook::decision {
namespace {

struct Case {
  std::vector<std::pair<MakerSet, Truth>> elements;
};

// Every vendor is the head of its own family here, so heads and vendors are the same.
Case random_case(std::mt19937& random) {
  Case out;
  const std::size_t size = random() % 6;
  for (std::size_t e = 0; e < size; ++e) {
    MakerSet set;
    if (random() % 5 == 0) {
      set.any_head = set.any_vendor = true;
    } else if (random() % 9 == 0) {
      set.nobody = true;
    } else {
      for (std::uint32_t vendor = 0; vendor < 4; ++vendor) {
        if (random() % 3 == 0) set.vendors.push_back(vendor);
      }
      if (set.vendors.empty()) set.vendors.push_back(static_cast<std::uint32_t>(random() % 4));
      set.heads = set.vendors;
    }
    out.elements.emplace_back(set, random() % 4 == 0 ? Truth::unknown : Truth::yes);
  }
  return out;
}

// Every way of saying who is in and who made it; an unknown maker may be a new one each time.
FamilyCount by_filling(const Case& given) {
  FamilyCount out{std::numeric_limits<std::uint64_t>::max(), 0};
  std::multiset<std::uint32_t> families;
  const std::function<void(std::size_t)> fill = [&](std::size_t e) {
    if (e == given.elements.size()) {
      const std::set<std::uint32_t> different(families.begin(), families.end());
      out.least = std::min<std::uint64_t>(out.least, different.size());
      out.most = std::max<std::uint64_t>(out.most, different.size());
      return;
    }
    const auto& [set, in] = given.elements[e];
    if (in == Truth::unknown || set.nobody) fill(e + 1);
    if (set.nobody) return;
    std::vector<std::uint32_t> makers = set.heads;
    if (set.any_head) makers = {0, 1, 2, 3, static_cast<std::uint32_t>(100 + e)};
    for (const std::uint32_t maker : makers) {
      const auto place = families.insert(maker);
      fill(e + 1);
      families.erase(place);
    }
  };
  fill(0);
  return out;
}

TEST(FamilyCounter, BoundsHoldInEveryFilling) {
  std::mt19937 random(7);
  std::size_t loose = 0;
  constexpr std::size_t kCases = 5000;
  for (std::size_t i = 0; i < kCases; ++i) {
    const Case given = random_case(random);
    FamilyCounter counter;
    for (const auto& [set, in] : given.elements) counter.add(set, in);
    const FamilyCount bounds = counter.count();
    const FamilyCount truth = by_filling(given);
    ASSERT_LE(bounds.least, truth.least) << "case " << i;
    ASSERT_EQ(bounds.most, truth.most) << "case " << i;
    if (bounds.least != truth.least) ++loose;
  }
  // The least count is a packing: sound, not always tight.
  EXPECT_LT(loose, kCases / 50);
}

TEST(FamilyCounter, ElementsOfOneVendorAreOneFamilyWhoeverOwnsIt) {
  MakerSet owned_by_anybody{{0}, {0}, true, false, false};
  FamilyCounter counter;
  counter.add(owned_by_anybody, Truth::yes);
  counter.add(owned_by_anybody, Truth::yes);
  EXPECT_EQ(counter.count(), (FamilyCount{1, 1}));
}

}  // namespace
}  // namespace relook::decision
