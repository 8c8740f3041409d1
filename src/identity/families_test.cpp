// SPDX-License-Identifier: Apache-2.0
#include "identity/families.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "estate/folder.hpp"
#include "estate/registry.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::identity {
namespace {

using namespace estate;

Estate estate_of(const std::string& ownership, const Registry& registry, bool told = true) {
  const testing::TemporaryFolder folder;
  testing::spill(folder.path() / "estate.toml",
                 "format = \"relook-estate/1\"\nas_of = 2020-01-28\n");
  testing::spill(folder.path() / "vendors.csv", "id\nv0\nv1\nv2\nv3\nv4\n");
  if (told) {
    testing::spill(folder.path() / "ownership.csv", "vendor,parent,from,until\n" + ownership);
  }
  Read<Estate> read = read_folder(folder.path(), registry, Functions());
  for (const Diagnostic& d : read.diagnostics.sorted()) ADD_FAILURE() << to_string(d);
  return std::move(read.value);
}

Truth in(const Estate& estate, const std::string& vendor, const std::string& head,
         const std::string& day) {
  const Table& vendors = estate.table(TableId::vendors);
  return families_on(estate, *parse_date(day))
      .in_family(*vendors.find(vendor), *vendors.find(head));
}

TEST(Families, OfTheShippedRegistryFollowTheDates) {
  const Registry registry = read_registry("registry").value;
  const Estate estate = estate_of("", registry);
  EXPECT_EQ(in(estate, "honor", "huawei", "2020-11-16"), Truth::yes);
  EXPECT_EQ(in(estate, "honor", "huawei", "2020-11-17"), Truth::no);
  EXPECT_EQ(in(estate, "hisilicon", "huawei", "2020-01-28"), Truth::yes);
  EXPECT_EQ(in(estate, "huawei", "hisilicon", "2020-01-28"), Truth::no);
  EXPECT_EQ(in(estate, "huawei", "huawei", "2020-01-28"), Truth::yes);
  EXPECT_EQ(in(estate, "hisilicon", "huawei-holding", "2020-01-28"), Truth::yes) << "two steps";
  EXPECT_EQ(in(estate, "hisilicon", "huawei-holding", "2005-01-01"), Truth::unknown)
      << "the first day of the second step is not known";
  EXPECT_EQ(in(estate, "xfusion", "huawei", "2021-11-04"), Truth::yes);
  EXPECT_EQ(in(estate, "xfusion", "huawei", "2020-06-01"), Truth::unknown);
  EXPECT_EQ(in(estate, "xfusion", "huawei", "2021-11-05"), Truth::no);
  EXPECT_EQ(in(estate, "nokia-siemens-networks", "siemens", "2010-01-01"), Truth::yes);
  EXPECT_EQ(in(estate, "nokia-siemens-networks", "nokia", "2010-01-01"), Truth::yes);
  EXPECT_EQ(in(estate, "nokia-siemens-networks", "siemens", "2013-08-07"), Truth::no);
  EXPECT_EQ(in(estate, "v0", "huawei", "2020-01-28"), Truth::no);
}

TEST(Families, FollowEachRuleOfTheFinePrint) {
  struct Case {
    std::string name;
    std::string ownership;
    std::string vendor;
    std::string head;
    Truth want;
  };
  using enum Truth;
  const Case cases[] = {
      {"its own family", "", "v0", "v0", yes},
      {"a stranger", "", "v0", "v1", no},
      {"a parent", "v0,v1,2000-01-01,\n", "v0", "v1", yes},
      {"not the other way", "v0,v1,2000-01-01,\n", "v1", "v0", no},
      {"a grandparent", "v0,v1,2000-01-01,\nv1,v2,2000-01-01,\n", "v0", "v2", yes},
      {"two parents, the one", "v0,v1,2000-01-01,\nv0,v2,2000-01-01,\n", "v0", "v1", yes},
      {"two parents, the other", "v0,v1,2000-01-01,\nv0,v2,2000-01-01,\n", "v0", "v2", yes},
      {"a sister", "v0,v2,2000-01-01,\nv1,v2,2000-01-01,\n", "v0", "v1", no},
      {"over", "v0,v1,2000-01-01,2020-01-28\n", "v0", "v1", no},
      {"the last day", "v0,v1,2000-01-01,2020-01-29\n", "v0", "v1", yes},
      {"not yet", "v0,v1,2020-01-29,\n", "v0", "v1", no},
      {"a first day that nobody knows", "v0,v1,,\n", "v0", "v1", unknown},
      {"since before as_of", "v0,v1,..,\n", "v0", "v1", yes},
      {"perhaps a parent, surely a grandparent", "v0,v1,,\nv1,v2,..,\n", "v0", "v2", unknown},
      {"surely by one way, perhaps by another", "v0,v1,,\nv1,v2,..,\nv0,v2,..,\n", "v0", "v2", yes},
      {"any parent", "v0,,..,\n", "v0", "v3", unknown},
      {"any parent is not its child", "v0,,..,\n", "v3", "v0", no},
      {"any grandparent", "v0,v1,..,\nv1,,..,\n", "v0", "v3", unknown},
      {"any parent once", "v0,,2000-01-01,2010-01-01\n", "v0", "v3", no},
      {"any parent and itself", "v0,,..,\n", "v0", "v0", yes},
      {"perhaps a circle", "v0,v1,,\nv1,v0,..,\n", "v0", "v1", unknown},
      {"the way back of perhaps a circle", "v0,v1,,\nv1,v0,..,\n", "v1", "v0", yes},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(in(estate_of(c.ownership, Registry()), c.vendor, c.head, "2020-01-28"), c.want)
        << c.name;
  }
}

TEST(Families, MayBeAnyWithoutTheTable) {
  const Registry registry{{}, {{"v0", "v1", parse_date("2000-01-01"), {}, "", ""}}, {}};
  const Estate silent = estate_of("", registry, false);
  EXPECT_EQ(in(silent, "v0", "v0", "2020-01-28"), Truth::yes);
  EXPECT_EQ(in(silent, "v0", "v1", "2020-01-28"), Truth::yes) << "the registry says so";
  EXPECT_EQ(in(silent, "v0", "v2", "2020-01-28"), Truth::unknown);
  EXPECT_EQ(in(silent, "v1", "v0", "2020-01-28"), Truth::unknown);
  EXPECT_EQ(in(estate_of("", registry), "v0", "v2", "2020-01-28"), Truth::no);
}

// Against all subsets of the uncertain rows, by walking each world.
TEST(Families, AreWhatEveryFillingGives) {
  std::mt19937 random(14);
  for (int i = 0; i < 150; ++i) {
    std::string rows;
    std::vector<std::pair<unsigned, unsigned>> sure;
    std::vector<std::pair<unsigned, unsigned>> maybe;
    for (std::size_t k = 0; k < 1 + random() % 5; ++k) {
      const auto child = static_cast<unsigned>(random() % 4);
      const auto parent = static_cast<unsigned>(child + 1 + random() % (4 - child));
      const bool known = random() % 2 == 0;
      (known ? sure : maybe).emplace_back(child, parent);
      rows += "v" + std::to_string(child) + ",v" + std::to_string(parent) +
              (known ? ",..," : ",,") + "\n";
    }
    const Estate estate = estate_of(rows, Registry());
    const Families families = families_on(estate, estate.manifest.as_of);
    bool must[5][5];
    bool may[5][5] = {};
    for (auto& row : must) std::ranges::fill(row, true);
    for (unsigned world = 0; world < (1U << maybe.size()); ++world) {
      bool reach[5][5] = {};
      for (unsigned v = 0; v < 5; ++v) reach[v][v] = true;
      auto edges = sure;
      for (std::size_t m = 0; m < maybe.size(); ++m) {
        if (((world >> m) & 1) != 0) edges.push_back(maybe[m]);
      }
      for (int round = 0; round < 5; ++round) {
        for (const auto& [child, parent] : edges) {
          for (unsigned head = 0; head < 5; ++head) reach[child][head] |= reach[parent][head];
        }
      }
      for (unsigned v = 0; v < 5; ++v) {
        for (unsigned head = 0; head < 5; ++head) {
          (reach[v][head] ? may : must)[v][head] = reach[v][head];
        }
      }
    }
    for (unsigned v = 0; v < 5; ++v) {
      for (unsigned head = 0; head < 5; ++head) {
        const Truth want = must[v][head] ? Truth::yes : may[v][head] ? Truth::unknown : Truth::no;
        ASSERT_EQ(families.in_family(v, head), want) << rows << v << " in " << head;
      }
    }
  }
}

}  // namespace
}  // namespace relook::identity
