// SPDX-License-Identifier: Apache-2.0
#include "engine/vendors.hpp"

#include <gtest/gtest.h>

namespace relook::engine {
namespace {

using Names = std::vector<std::string>;

class Vendors : public ::testing::Test {
 protected:
  void SetUp() override {
    auto read = load_library("tests/cli/data");
    ASSERT_FALSE(read.diagnostics.has_errors());
    library_ = std::move(read.value);
  }
  [[nodiscard]] Names ids(const VendorsRequest& request) const {
    Names out;
    const auto result = vendors(request, library_, {});
    if (!result) return {"failed"};
    for (const VendorEntry& entry : result->vendors) out.push_back(entry.id);
    return out;
  }
  [[nodiscard]] Names heads(const char* day) const {
    const auto result = vendors({.names = {"xfusion"}, .on = parse_date(day)}, library_, {});
    return result ? result->vendors.front().heads : Names{"failed"};
  }

  Library library_;
};

TEST_F(Vendors, AreFoundByIdSpellingAndNumber) {
  EXPECT_EQ(ids({}), (Names{"ericsson", "huawei", "nokia", "xfusion"}));
  EXPECT_EQ(ids({.names = {"nokia"}}), Names{"nokia"});
  EXPECT_EQ(ids({.names = {"NOKIA, networks"}}), Names{"nokia"});
  EXPECT_EQ(ids({.names = {"637", "193"}}), (Names{"nokia", "ericsson"}));
  EXPECT_EQ(ids({.names = {"63"}}), Names{"failed"});
  EXPECT_EQ(ids({.names = {""}}), Names{"failed"});
}

TEST_F(Vendors, BelongToTheFamilyOfTheDay) {
  EXPECT_EQ(heads("2021-09-08"), Names{"xfusion"});
  EXPECT_EQ(heads("2021-09-09"), Names{"huawei"});
  EXPECT_EQ(heads("2021-11-04"), Names{"huawei"});
  EXPECT_EQ(heads("2021-11-05"), Names{"xfusion"});
}

TEST_F(Vendors, AreShownOnTheRegistrysLastDay) {
  const auto result = vendors({}, library_, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->on, parse_date("2021-11-05"));
}

}  // namespace
}  // namespace relook::engine
