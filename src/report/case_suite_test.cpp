// SPDX-License-Identifier: Apache-2.0
// Case suites in the two formats for pipelines: what does not pass must not look as if it did.

#include "report/case_suite.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "report/write.hpp"
#include "testing/golden.hpp"
#include "testing/json_schema.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::report {
namespace {

using ::testing::HasSubstr;

CaseSuite orchard_suite() {
  return {.id = "orchards/2020",
          .title = "Orchards, by rule",
          .total = CaseOutcome::failed,
          .rules = {{"apples", "At most 35 % apples", "No owner may grow more than 35 % apples."},
                    {"fences", "Fences & gates", "", CaseWeight::warns, {{"basis", "reported"}}},
                    {"wells", "A well in each"}},
          .cases = {{"apples/owner=ada",
                     0,
                     "At most 35 % apples (Ada)",
                     CaseOutcome::failed,
                     "over",
                     "251 of 499 are apples",
                     {{{{"tree", "north-7"}, {"orchard", "north"}}, "an apple"},
                      {{{"tree", "hill<1>"}}}},
                     {249, "--list shows more"}},
                    {"apples/owner=ben",
                     0,
                     "At most 35 % apples (Ben)",
                     CaseOutcome::open,
                     "open",
                     "nobody has counted",
                     {{{{"tree", "quay-1"}}, "an answer would help"}}},
                    {"fences/owner=ada",
                     1,
                     "Fences & gates (Ada)",
                     CaseOutcome::failed,
                     "broken",
                     "2 gates are missing",
                     {{{{"gate", "g1"}}}}},
                    {"fences/owner=ben", 1, "Fences & gates (Ben)", CaseOutcome::open, "open",
                     "nobody has looked"},
                    {"wells/owner=ada", 2, "A well in each (Ada)", CaseOutcome::passed, "within",
                     "each has one"},
                    {"wells/owner=ben", 2, "A well in each (Ben)", CaseOutcome::skipped,
                     "not asked", "not before 2021"}},
          .properties = {{"Counted on", "2020-03-01"}}};
}

Document orchard_document() {
  Document document{.title = "Orchards", .notice = "Made-up trees", .generator = "tree-counter 1"};
  document.suites = {orchard_suite()};
  return document;
}

std::string written(const Document& document, Format format) {
  const Result<std::string> bytes = write(document, format);
  EXPECT_TRUE(bytes.has_value()) << (bytes ? "" : to_string(bytes.error()));
  return bytes.value_or("");
}

void expect_valid_sarif(const std::string& json) {
  relook::testing::expect_valid(json, "docs/schema/sarif.schema.json");
}

// A line for each case as another XML reader sees it: "failure apples/owner=ada: …".
std::string read_back(const std::string& junit) {
  const relook::testing::TemporaryFolder folder;
  const std::string path = (folder.path() / "junit.xml").string();
  relook::testing::spill(path, junit);
  const std::string command =
      "python3 -c \"import sys, xml.etree.ElementTree as E\n"
      "root = E.parse(sys.argv[1]).getroot()\n"
      "for suite in root:\n"
      "  print(*(suite.get(n) for n in ('tests', 'failures', 'errors', 'skipped')))\n"
      "  for case in suite.iter('testcase'):\n"
      "    print(case[0].tag, case.get('name'), '|', case[0].get('message') or case[0].text)\n"
      "\" '" +
      path + "' 2>&1";
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                             ::pclose);
  std::string out;
  std::array<char, 4096> buffer{};
  while (pipe != nullptr) {
    const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe.get());
    if (got == 0) break;
    out.append(buffer.data(), got);
  }
  return out;
}

TEST(CaseSuite, IsWrittenAsJunit) {
  relook::testing::expect_golden("src/report/testdata/orchards.junit",
                                 written(orchard_document(), Format::junit));
}

TEST(CaseSuite, IsWrittenAsSarif) {
  const std::string sarif = written(orchard_document(), Format::sarif);
  relook::testing::expect_golden("src/report/testdata/orchards.sarif", sarif);
  expect_valid_sarif(sarif);
}

TEST(CaseSuite, ReadsBackWithNothingUndecidedAmongThePassed) {
  EXPECT_EQ(read_back(written(orchard_document(), Format::junit)),
            "6 1 1 3\n"
            "failure apples/owner=ada: At most 35 % apples (Ada) | over: 251 of 499 are apples\n"
            "error apples/owner=ben: At most 35 % apples (Ben) | open: nobody has counted\n"
            "skipped fences/owner=ada: Fences & gates (Ada) | warning: broken: 2 gates are "
            "missing\n"
            "skipped fences/owner=ben: Fences & gates (Ben) | warning: open: nobody has looked\n"
            "system-out wells/owner=ada: A well in each (Ada) | within: each has one\n"
            "skipped wells/owner=ben: A well in each (Ben) | not asked: not before 2021\n");
}

TEST(CaseSuite, StaysWellFormedWhateverTheTexts) {
  for (const std::string& text :
       {std::string("]]>&amp;&#0;<x a='\"'>"), std::string("\x1B[2Ja\nb\x01"),
        std::string("nul\0byte", 8), std::string("\xFF\xFE"), std::string("\uFFFF\u202E")}) {
    Document document = orchard_document();
    CaseSuite& suite = document.suites[0];
    suite.title = text;
    suite.rules[0].title = text;
    suite.cases[0].name = text;
    suite.cases[0].sentence = text;
    suite.cases[0].places = {{{{"tree", text}}, text}};
    suite.properties = {{"p", text}};
    EXPECT_THAT(read_back(written(document, Format::junit)), HasSubstr("6 1 1 3\nfailure "));
    expect_valid_sarif(written(document, Format::sarif));
  }
}

TEST(CaseSuite, GivesEachSuiteARun) {
  Document document = orchard_document();
  document.suites.push_back(orchard_suite());
  document.suites[1].id = "orchards/2021";
  const auto sarif = nlohmann::json::parse(written(document, Format::sarif));
  EXPECT_EQ(sarif["runs"].size(), 2U);
  EXPECT_THAT(written(document, Format::junit), HasSubstr("tests=\"12\" failures=\"2\""));
}

TEST(CaseSuite, IsRefusedWhereTheWholeIsWorseThanItsCases) {
  const auto faulty = [](const auto& change) {
    Document document = orchard_document();
    change(document.suites[0]);
    return fault_of(document).has_value();
  };
  const auto keep_wells = [](CaseSuite& suite) {
    std::erase_if(suite.cases, [](const Case& one) { return one.rule != 2; });
  };
  EXPECT_FALSE(faulty([](CaseSuite&) {}));
  EXPECT_TRUE(faulty([](CaseSuite& suite) { suite.total = CaseOutcome::passed; }));
  EXPECT_TRUE(faulty(keep_wells));
  EXPECT_TRUE(faulty([](CaseSuite& suite) {  // warnings alone stop nothing
    std::erase_if(suite.cases, [](const Case& one) { return one.rule == 0; });
  }));
  EXPECT_FALSE(faulty([&](CaseSuite& suite) {
    keep_wells(suite);
    suite.total = CaseOutcome::passed;
  }));
  EXPECT_TRUE(faulty([](CaseSuite& suite) { suite.cases[0].rule = 3; }));
  EXPECT_TRUE(faulty([](CaseSuite& suite) { suite.cases[0].word.clear(); }));
}

TEST(CaseSuite, IsAskedForByItsFormats) {
  for (const Format format : {Format::junit, Format::sarif}) {
    const auto bytes = write(Document{.title = "No cases"}, format);
    ASSERT_FALSE(bytes.has_value());
    EXPECT_EQ(bytes.error().kind, ErrorKind::invalid_input);
    EXPECT_THAT(to_string(bytes.error()), HasSubstr(std::string(name_of(format))));
  }
}

}  // namespace
}  // namespace relook::report
