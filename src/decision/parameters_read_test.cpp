// SPDX-License-Identifier: Apache-2.0
#include "decision/parameters_read.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace relook::decision {
namespace {

constexpr const char* kHead =
    "[decision]\nformat = \"relook-decision/1\"\nid = \"d\"\ntitle = \"T\"\nauthority = \"a\"\n"
    "version = \"1\"\nstatus = \"draft\"\n";

// The parameters that the only rule hangs on.
std::set<std::string> of_rule(const std::string& rest, const DecisionOptions& options = {}) {
  const std::string toml = kHead + rest;
  EXPECT_FALSE(read_decision(toml, "d.toml", options).diagnostics.has_errors()) << toml;
  const auto read = parameters_read(toml, options);
  EXPECT_EQ(read.size(), 1U);
  return read.empty() ? std::set<std::string>() : read.front();
}

constexpr const char* kBanned =
    "banned = { default = [\"huawei\"], readings = [[\"huawei\"], [\"zte\"]] }\n";
constexpr const char* kAsked =
    "[[rule]]\nid = \"r\"\nclause = \"c\"\nkind = \"exclude\"\n"
    "what = { parameter = \"asked\" }\n";

using Names = std::set<std::string>;

TEST(ParametersRead, FollowAParameterOfOneValue) {
  EXPECT_EQ(of_rule(std::string("[parameters]\n") + kBanned +
                    "asked = 'vendor in family(banned)'\n" + kAsked),
            (Names{"asked", "banned"}));
}

TEST(ParametersRead, FollowDefaultsReadingsTermsAndWhatIsSet) {
  const std::string table =
      "asked = { type = \"selector\", default = 'true', readings = ['true', 'high-risk'] }\n";
  const std::string term = "[terms]\nhigh-risk = 'vendor in family(banned)'\n";
  EXPECT_EQ(of_rule(std::string("[parameters]\n") + kBanned + table + term + kAsked),
            (Names{"asked", "banned"}));
  const std::string plain = "asked = { type = \"selector\", default = 'true' }\n";
  EXPECT_EQ(of_rule(std::string("[parameters]\n") + kBanned + plain + kAsked), Names{"asked"});
  EXPECT_EQ(of_rule(std::string("[parameters]\n") + kBanned + plain + kAsked,
                    {.set = {{"asked", "vendor in family(banned)"}}}),
            (Names{"asked", "banned"}));
}

}  // namespace
}  // namespace relook::decision
