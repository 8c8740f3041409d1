// SPDX-License-Identifier: Apache-2.0
#include "estate/functions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::estate {
namespace {

using ::testing::HasSubstr;

TEST(Functions, OfTheShippedTableAreRead) {
  const Read<Functions> read = read_functions("registry/functions.toml");
  ASSERT_FALSE(read.diagnostics.has_errors()) << to_string(read.diagnostics.sorted().front());
  // SEMANTICS 5.3.
  for (const char* name :
       {"gNB", "gNB-CU", "gNB-DU", "eNB",    "NodeB",  "BTS", "OLT",      "ONT", "BNG",
        "P",   "PE",     "ROADM",  "switch", "server", "LAN", "external", "AMF", "SMF",
        "UPF", "AUSF",   "UDM",    "NRF",    "NEF",    "PCF", "MME",      "HSS"}) {
    ASSERT_NE(read.value.find(name), nullptr) << name;
  }
  EXPECT_EQ(read.value.find("gnb"), nullptr) << "exact names only";
  EXPECT_EQ(read.value.find("AMF")->layer, "core");
  EXPECT_TRUE(read.value.find("P")->transit);
  EXPECT_FALSE(read.value.find("external")->transit);
}

std::string fault(const std::string& text) {
  const testing::TemporaryFolder folder;
  testing::spill(folder.path() / "f.toml", text);
  const Read<Functions> read = read_functions(folder.path() / "f.toml");
  return read.diagnostics.has_errors() ? to_string(read.diagnostics.sorted().front()) : "";
}

TEST(Functions, SayWhatIsWrongWithThem) {
  EXPECT_EQ(fault("[[function]]\nname = \"x\"\ntransit = true\n"), "");
  EXPECT_THAT(fault("x = 1\n"), HasSubstr("f.toml:1:1: error: a list of [[function]] is expected"));
  EXPECT_THAT(fault("[[function]]\nname = \"x\"\n"), HasSubstr("transit = true or false"));
  EXPECT_THAT(fault("[[function]]\ntransit = true\n"), HasSubstr("needs a name"));
  EXPECT_THAT(fault("[[function]]\nname = \"x\"\ntransit = true\nlayer = \"cor\"\n"),
              HasSubstr("f.toml:4:9: error: layer 'cor' is unknown (did you mean 'core'?)"));
  EXPECT_THAT(fault("[[function]]\nname = \"x\"\ntransit = true\nsees = [\"key\"]\n"),
              HasSubstr("f.toml:4:9: error: sees does not take this (did you mean 'keys'?)"));
  EXPECT_THAT(fault("[[function]]\nname = \"x\"\ntransit = true\nsee = []\n"),
              HasSubstr("there is no key 'see' (did you mean 'sees'"));
  EXPECT_THAT(
      fault("[[function]]\nname = \"x\"\ntransit = true\n[[function]]\nname = \"x\"\ntransit "
            "= true\n"),
      HasSubstr("f.toml:4:1: error: the function 'x' stands here twice"));
  EXPECT_THAT(fault("function = [1]\n"), HasSubstr("a [[function]] is expected"));
  EXPECT_TRUE(read_functions("none.toml").diagnostics.has_errors());
}

}  // namespace
}  // namespace relook::estate
