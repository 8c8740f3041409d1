// SPDX-License-Identifier: Apache-2.0
#include "estate/row_list.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing/raw_estate.hpp"

namespace relook::estate {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

const Date kAsOf = *parse_date(testing::kAsOf);

Estate two_elements() {
  return testing::build({{"elements", {{{"id", "a"}}, {{"id", "b"}}}}}, {}, {}, kAsOf).value;
}

std::string list_of(const Estate& estate, std::string_view over, std::string_view on,
                    std::string_view rows) {
  return fmt::format(R"({{"estate":{{"digest":"{}"}},"over":"{}","on":"{}","rows":{}}})",
                     to_string(digest(estate)), over, on, rows);
}

TEST(RowList, SaysHowSurelyEachRowMatches) {
  const Estate estate = two_elements();
  const auto list = read_row_list(
      list_of(estate, "elements", testing::kAsOf,
              R"([{"id":"b","matches":"surely"},{"id":"a","matches":"possibly"},{"id":"b"}])"),
      estate, {TableId::elements, kAsOf});
  ASSERT_TRUE(list);
  EXPECT_THAT(*list,
              ElementsAre(Pair(1, Truth::yes), Pair(0, Truth::unknown), Pair(1, Truth::unknown)));
}

TEST(RowList, OfSomethingElseIsRefused) {
  const Estate estate = two_elements();
  const RowListOf of{TableId::elements, kAsOf};
  EXPECT_TRUE(read_row_list(list_of(estate, "elements", testing::kAsOf, "[]"), estate, of));
  const Estate other = testing::build({{"elements", {{{"id", "a"}}}}}, {}, {}, kAsOf).value;
  for (const std::string& bytes :
       {std::string("no JSON"), std::string("{}"), list_of(other, "elements", testing::kAsOf, "[]"),
        list_of(estate, "links", testing::kAsOf, "[]"),
        list_of(estate, "elements", "2020-06-02", "[]"),
        list_of(estate, "elements", testing::kAsOf, "null")}) {
    const auto list = read_row_list(bytes, estate, of);
    ASSERT_FALSE(list) << bytes;
    EXPECT_THAT(list.error().message, HasSubstr("not one of this estate's elements")) << bytes;
  }
  EXPECT_FALSE(read_row_list(
      list_of(estate, "elements", testing::kAsOf, R"([{"id":"c","matches":"surely"}])"), estate,
      of));
}

}  // namespace
}  // namespace relook::estate
