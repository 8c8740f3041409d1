// SPDX-License-Identifier: Apache-2.0
#include "estate/cells.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/raw_estate.hpp"

namespace relook::estate {
namespace {

using namespace column;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Three elements, one of them without a date, and two links.
Estate estate() {
  return testing::build(
             {{"elements",
               {{{"id", "a"}, {"in_service_from", ".."}, {"function", "P"}},
                {{"id", "b"}, {"in_service_from", "-"}, {"function", "P"}},
                {{"id", "c"}, {"function", ""}}}},
              {"links",
               {{{"id", "x"}, {"a", "a"}, {"b", "b"}, {"rides_on", "c;b"}, {"metric_ab", "1"}},
                {{"id", "y"}, {"a", "a"}, {"b", "b"}, {"rides_on", "-"}, {"metric_ab", ""}},
                {{"id", "z"}, {"a", "a"}, {"b", "b"}, {"rides_on", ""}, {"metric_ab", "1"}}}}},
             {}, {}, *parse_date(testing::kAsOf))
      .value;
}

TEST(Cells, SayWhoIsInService) {
  EXPECT_THAT(in_service(estate(), *parse_date(testing::kAsOf)),
              ElementsAre(Truth::yes, Truth::no, Truth::unknown));
}

TEST(Cells, OfListsHaveItemsWhereTheyAreKnown) {
  const Estate read = estate();
  const Column& rides_on = read.column(kLinkRidesOn);
  EXPECT_THAT(items(rides_on, 0), ElementsAre(1, 2));
  EXPECT_THAT(items(rides_on, 1), IsEmpty());
  EXPECT_THAT(items(rides_on, 2), IsEmpty());
  EXPECT_THAT(items(Column(), 0), IsEmpty());
}

TEST(Cells, OfAColumnAreTextsAndNames) {
  EXPECT_THAT(texts_in(estate(), kElementFunction), ElementsAre("", "P"));
  EXPECT_EQ(cell_name(estate(), kLinkMetricAb, 1), "links.metric_ab of y");
  EXPECT_EQ(cell_name(estate(), kLinkMetricAb, kUnknownCode), "links.metric_ab");
}

TEST(FirstGap, IsTheFirst) {
  const Estate read = estate();
  FirstGap gap{read};
  gap.need_table(TableId::links);
  gap.need_all(kLinkA);
  gap.need(kLinkMetricAb, 0);
  gap.note(false, kElementFunction, 0);
  EXPECT_EQ(gap.cell, "");
  gap.need_all(kLinkMetricAb);
  EXPECT_EQ(gap.cell, "links.metric_ab of y");
  gap.need_table(TableId::routing);
  gap.note(true, kElementFunction);
  EXPECT_EQ(gap.cell, "links.metric_ab of y");
  FirstGap table{read};
  table.need_table(TableId::routing);
  EXPECT_EQ(table.cell, "routing");
}

}  // namespace
}  // namespace relook::estate
