// SPDX-License-Identifier: Apache-2.0
#include "estate/checks.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "estate/folder.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::estate {
namespace {

using Files = std::map<std::string, std::string>;

// Every finding of the run, a line each, without the folder.
std::string findings(Files files) {
  static const Registry kRegistry{
      {{"a", "", {}, {}, "", "", ""}, {"b", "", {}, {}, "", "", ""}, {"c", "", {}, {}, "", "", ""}},
      {},
      {}};
  static const Functions kFunctions(
      {{"gNB", "access", false, {}, {}, {}, ""}, {"LAN", "", true, {}, {}, {}, ""}}, {});
  const testing::TemporaryFolder folder;
  files.emplace("estate.toml", "format = \"relook-estate/1\"\nas_of = 2020-01-28\n");
  for (const auto& [name, text] : files) testing::spill(folder.path() / name, text);
  const Read<Estate> read = read_folder(folder.path(), kRegistry, kFunctions);
  std::string out;
  for (Diagnostic d : read.diagnostics.sorted()) {
    d.file = std::filesystem::path(d.file).filename().string();
    out += to_string(d) + "\n";
  }
  return out;
}

struct Case {
  std::string_view name;
  Files files;
  std::string_view want;
};

void expect_findings(std::span<const Case> cases) {
  for (const Case& c : cases) EXPECT_EQ(findings(c.files), c.want) << c.name;
}

TEST(Checks, OfDatesThatRunBackwards) {
  const std::string head = "id,in_service_from,in_service_until\n";
  const Case cases[] = {
      {"forwards", {{"elements.csv", head + "e,2019-01-01,2020-01-01\n"}}, ""},
      {"out on the day it came", {{"elements.csv", head + "e,2019-01-01,2019-01-01\n"}}, ""},
      {"backwards",
       {{"elements.csv", head + "e,2019-01-02,2019-01-01\n"}},
       "elements.csv:2:1: error: in_service_until 2019-01-01 is before in_service_from "
       "2019-01-02\n"},
      {"gone before it comes",
       {{"elements.csv", head + "e,2020-01-28,..\n"}},
       "elements.csv:2:1: error: in_service_until .. is before in_service_from 2020-01-28\n"},
      {"gone in time", {{"elements.csv", head + "e,2020-01-27,..\n"}}, ""},
      {"nobody knows", {{"elements.csv", head + "e,,2019-01-01\nf,..,1999-01-01\ng,-,-\n"}}, ""},
      {"supplies",
       {{"supplies.csv", "element,from,until\ne,2019-01-02,2019-01-01\n"}},
       "supplies.csv:2:1: error: until 2019-01-01 is before from 2019-01-02\n"},
      {"ownership",
       {{"ownership.csv", "vendor,from,until\na,2019-01-02,2019-01-01\n"}},
       "ownership.csv:2:1: error: until 2019-01-01 is before from 2019-01-02\n"},
      {"dependencies",
       {{"dependencies.csv", "element,from,until\ne,2019-01-02,2019-01-01\n"}},
       "dependencies.csv:2:1: error: until 2019-01-01 is before from 2019-01-02\n"},
      {"budget",
       {{"budget.csv", "from,until\n2019-01-02,2019-01-01\n"}},
       "budget.csv:2:1: error: until 2019-01-01 is before from 2019-01-02\n"},
  };
  expect_findings(cases);
}

TEST(Checks, OfOwnersInACircle) {
  const std::string head = "vendor,parent,from,until\n";
  const Case cases[] = {
      {"no circle", {{"ownership.csv", head + "a,b,2000-01-01,\nb,c,2000-01-01,\na,c,..,\n"}}, ""},
      {"one who owns itself",
       {{"ownership.csv", head + "a,a,2000-01-01,\n"}},
       "ownership.csv:2:1: error: this runs in a circle: a is owned by a\n"},
      {"three",
       {{"ownership.csv", head + "a,b,2000-01-01,\nb,c,2005-01-01,\nc,a,2003-01-01,\n"}},
       "ownership.csv:2:1: error: this runs in a circle: a is owned by b; b is owned by c; c is "
       "owned by a\n"},
      {"one after the other",
       {{"ownership.csv", head + "a,b,2000-01-01,2005-01-01\nb,a,2005-01-01,\n"}},
       ""},
      {"one day together",
       {{"ownership.csv", head + "a,b,2000-01-01,2005-01-02\nb,a,2005-01-01,\n"}},
       "ownership.csv:2:1: error: this runs in a circle: a is owned by b; b is owned by a\n"},
      {"a day that nobody knows", {{"ownership.csv", head + "a,b,,\nb,a,2000-01-01,\n"}}, ""},
      {"since before as_of",
       {{"ownership.csv", head + "a,b,..,\nb,a,2000-01-01,\n"}},
       "ownership.csv:2:1: error: this runs in a circle: a is owned by b; b is owned by a\n"},
      {"over before as_of", {{"ownership.csv", head + "a,b,2000-01-01,..\nb,a,2000-01-01,\n"}}, ""},
      {"any parent", {{"ownership.csv", head + "a,,2000-01-01,\nb,a,2000-01-01,\n"}}, ""},
      {"a way back beside a circle",
       {{"ownership.csv", head + "c,a,2000-01-01,\na,b,2000-01-01,\nb,a,2000-01-01,\n"}},
       "ownership.csv:3:1: error: this runs in a circle: a is owned by b; b is owned by a\n"},
  };
  expect_findings(cases);
}

TEST(Checks, OfHostsInACircle) {
  const std::string head = "element,on,kind,from\n";
  const Case cases[] = {
      {"hosts",
       {{"dependencies.csv", head + "e,f,hosted-on,..\nf,e,hosted-on,..\n"}},
       "dependencies.csv:2:1: error: this runs in a circle: e is hosted on f; f is hosted on e\n"},
      {"they manage each other",
       {{"dependencies.csv", head + "e,f,managed-by,..\nf,e,managed-by,..\n"}},
       ""},
      {"a kind that nobody knows",
       {{"dependencies.csv", head + "e,f,,..\nf,e,hosted-on,..\n"}},
       ""},
  };
  expect_findings(cases);
  std::string chain = head;
  for (int i = 0; i < 100'000; ++i) {
    chain += std::to_string(i) + "," + std::to_string(i + 1) + ",hosted-on,..\n";
  }
  EXPECT_EQ(findings({{"dependencies.csv", chain}}), "") << "a chain as long as the stack";
}

TEST(Checks, OfChanges) {
  const std::string elements = "id,in_service_from\ne,2019-01-01\nf,-\ng,\n";
  const std::string head = "date,element,action\n";
  const Case cases[] = {
      {"after as_of",
       {{"elements.csv", elements}, {"changes.csv", head + "2020-01-29,e,remove\n"}},
       ""},
      {"on as_of",
       {{"elements.csv", elements}, {"changes.csv", head + "2020-01-28,e,remove\n"}},
       "changes.csv:2:1: error: date: a change must come after as_of (2020-01-28)\n"},
      {"two on a day",
       {{"elements.csv", elements},
        {"changes.csv",
         head + "2021-01-01,e,remove\n2021-01-01,f,install\n2021-01-01,e,replace\n"}},
       "changes.csv:4:1: error: two changes of 'e' on one day; which comes first cannot be "
       "known\n"},
      {"two on two days",
       {{"elements.csv", elements},
        {"changes.csv", head + "2021-01-01,e,replace\n2021-01-02,e,replace\n"}},
       ""},
      {"an install of what is not yet",
       {{"elements.csv", elements}, {"changes.csv", head + "2021-01-01,f,install\n"}},
       ""},
      {"an install of what is there",
       {{"elements.csv", elements}, {"changes.csv", head + "2021-01-01,e,install\n"}},
       "changes.csv:2:1: error: an install needs in_service_from `-` (not yet) in elements.csv; "
       "that of 'e' is 2019-01-01\n"},
      {"an install of what may be there",
       {{"elements.csv", elements}, {"changes.csv", head + "2021-01-01,g,install\n"}},
       "changes.csv:2:1: error: an install needs in_service_from `-` (not yet) in elements.csv; "
       "that of 'g' is not known\n"},
      {"an install from whom elements.csv says",
       {{"elements.csv", "id,in_service_from,vendor\ne,-,a\nf,-,\n"},
        {"changes.csv",
         "date,element,action,vendor\n2021-01-01,e,install,a\n2021-01-01,f,install,b\n"}},
       ""},
      {"an install from somebody else",
       {{"elements.csv", "id,in_service_from,vendor\ne,-,a\n"},
        {"changes.csv", "date,element,action,vendor\n2021-01-01,e,install,b\n"}},
       "changes.csv:2:1: error: vendor: 'e' is installed from 'b', but elements.csv says 'a'\n"},
      {"no such element",
       {{"elements.csv", elements}, {"changes.csv", head + "2021-01-01,h,remove\n"}},
       "changes.csv:2:12: error: elements.csv has no 'h' (did you mean 'e', 'f', 'g'?)\n"},
      {"the key column is missing",
       {{"changes.csv", "date,element\n"}},
       "changes.csv:1:1: error: the column 'action' is missing; every row needs it\n"},
  };
  expect_findings(cases);
}

TEST(Checks, OfLinksAndLans) {
  const Case cases[] = {
      {"a link to itself",
       {{"links.csv", "id,a,b\nl,e,f\nm,e,e\n"}},
       "links.csv:3:1: error: a link joins two different elements; a and b are e\n"},
      {"a LAN of a vendor",
       {{"elements.csv", "id,function,vendor\ne,LAN,a\nf,LAN,\ng,LAN,-\nh,gNB,a\n"}},
       "elements.csv:2:1: error: vendor: a LAN is a pseudonode, made by nobody; leave its vendor "
       "empty\n"},
      {"a supplied LAN",
       {{"elements.csv", "id,function\ne,LAN\nf,gNB\n"},
        {"supplies.csv", "element,vendor\ne,a\nf,a\n"}},
       "supplies.csv:2:1: error: element: a LAN is a pseudonode, made by nobody; nothing supplies "
       "it\n"},
  };
  expect_findings(cases);
}

TEST(Checks, OfProtectedSpans) {
  for (const std::string good : {"a..b:ipsec", "a:1..b:2:tls", "a..b:c:macsec", "-", ""}) {
    EXPECT_EQ(findings({{"demands.csv", "id,from,to,protected\nd,x,y," + good + "\n"}}), "")
        << good;
  }
  for (const std::string bad : {"a..b", "a..b:", "..b:x", "a..:x", "ab:x", "a..b..c:x", "a...b:x",
                                "a....b:x", ":x", "a.b:x"}) {
    EXPECT_EQ(findings({{"demands.csv", "id,from,to,protected\nd,x,y," + bad + "\n"}}),
              "demands.csv:2:1: error: protected: '" + bad + "' is not from..to:protocol\n");
  }
}

TEST(Checks, WarnOfAFunctionThatNobodyKnowsOnce) {
  EXPECT_EQ(findings({{"elements.csv", "id,function\na,gNb\nb,gNb\nc,gNB\nd,\n"}}),
            "elements.csv:2:1: warning: function: 'gNb' is not in functions.toml, so its layer and "
            "what it carries are unknown (did you mean 'gNB'?)\n");
}

TEST(Checks, AreMadeThoughACellCannotBeRead) {
  EXPECT_EQ(
      findings({{"elements.csv", "id,cells\ne,many\n"},
                {"links.csv", "id,a,b,rides_on\nm,e,e,e;gone\n"}}),
      "elements.csv:2:3: error: cells: 'many' is not a number; write digits with a point, such "
      "as 12.5\n"
      "links.csv:2:1: error: a link joins two different elements; a and b are e\n"
      "links.csv:2:7: error: elements.csv has no 'gone'\n");
}

}  // namespace
}  // namespace relook::estate
