// SPDX-License-Identifier: Apache-2.0
#include "engine/assume_routing.hpp"

#include <gtest/gtest.h>

#include "testing/raw_estate.hpp"

namespace relook::engine {
namespace {

using estate::TableId;
using namespace estate::column;

estate::Estate estate_of(const testing::RawTable* routing) {
  testing::RawEstate raw;
  for (const char* id : {"a", "b", "c"}) raw["operators"].push_back({{"id", id}});
  if (routing != nullptr) raw["routing"] = *routing;
  return testing::build(raw, testing::small_registry(), testing::small_functions(),
                        *parse_date("2020-06-01"))
      .value;
}

std::string csv(const estate::Estate& estate) {
  return estate::table_csv(estate, TableId::routing, estate::CsvColumns::all);
}

TEST(AssumeRouting, OfAMissingTableEveryOperatorGetsARow) {
  const estate::Filled filled =
      assume_for_every_operator(estate_of(nullptr), kRoutingTunnels, estate::kThereAreNone);
  EXPECT_EQ(filled.cells, 3U);
  EXPECT_EQ(csv(filled.estate), "operator,protocol,tunnels,exits\na,,none,\nb,,none,\nc,,none,\n");
}

TEST(AssumeRouting, WhatIsSaidStays) {
  const testing::RawTable rows = {
      {{"operator", "c"}, {"protocol", "ospf"}, {"tunnels", "listed"}, {"exits", ""}},
      {{"operator", "b"}, {"protocol", "is-is"}, {"tunnels", ""}, {"exits", "listed"}}};
  const estate::Filled filled =
      assume_for_every_operator(estate_of(&rows), kRoutingTunnels, estate::kThereAreNone);
  EXPECT_EQ(filled.cells, 2U);
  EXPECT_EQ(csv(filled.estate),
            "operator,protocol,tunnels,exits\na,,none,\nb,is-is,none,listed\nc,ospf,listed,\n");
  const estate::Filled both =
      assume_for_every_operator(filled.estate, kRoutingExits, estate::kThereAreNone);
  EXPECT_EQ(both.cells, 2U);
  EXPECT_EQ(csv(both.estate),
            "operator,protocol,tunnels,exits\na,,none,none\nb,is-is,none,listed\nc,ospf,listed,"
            "none\n");
}

}  // namespace
}  // namespace relook::engine
