// SPDX-License-Identifier: Apache-2.0
// What a selector may not say, with the words and the place of each fault.

#include "decision/selector.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace relook::decision {
namespace {

Vocabulary some_vocabulary() {
  Vocabulary vocabulary;
  const auto term = [&](const std::string& name, const std::string& text, std::uint32_t line) {
    vocabulary.terms.emplace(name, Term{text, {"d.toml", {line, 20}}, {line, 1}});
  };
  term("high-risk", R"(vendor in family("huawei"))", 101);
  term("wrong", R"(functoin == "AMF")", 102);
  term("round", "about", 103);
  term("about", "not round", 104);
  const auto parameter = [&](const std::string& name, ParameterValue value) {
    vocabulary.parameters.emplace(name, Parameter{std::move(value), {"d.toml", {110, 1}}});
  };
  parameter("mme-is-core", true);
  parameter("limit", *read_decimal("12.5"));
  parameter("due", *parse_date("2027-12-31"));
  parameter("designated", UnsetDate{});
  parameter("where", std::string("London"));
  parameter("core-functions", std::vector<std::string>{"AMF", "SMF"});
  parameter("scope-reading", SelectorText{R"(site.region == "London")", {"d.toml", {111, 9}}});
  return vocabulary;
}

std::string faults_of(std::string_view text, Subject subject = Subject::elements,
                      KnownUse known = KnownUse::forbidden) {
  const Read<Selector> read =
      compile_selector(text, {"d.toml", {1, 1}}, subject, some_vocabulary(), known);
  std::string out;
  for (const Diagnostic& fault : read.diagnostics.sorted()) {
    out += std::to_string(fault.at.line) + ":" + std::to_string(fault.at.column) + " " +
           fault.message + "\n";
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view want;
};

TEST(SelectorFaults, NamesThatAreNoFieldShowTheNearest) {
  const Case cases[] = {
      {R"(functoin == "AMF")",
       "1:1 an element has no field 'functoin' (did you mean 'function'?)\n"},
      {R"(site.regoin == "x")", "1:6 a site has no field 'regoin' (did you mean 'region'?)\n"},
      {R"(high-rsk)", "1:1 an element has no field 'high-rsk' (did you mean 'high-risk'?)\n"},
      {R"(site.region.id == "x")", "1:6 `region` refers to nothing, so it has no fields\n"},
      {R"(networks.criticality == "public")",
       "1:1 `networks` is a list: ask `networks has any (…)`\n"},
      {R"(vendor.parent == "x")", "1:8 a vendor has no field 'parent'\n"},
      {R"(layer.id == "x")", "1:7 `layer` is a word; it has no fields\n"},
      {R"(farsite("x"))", "1:1 there is no call 'farsite'\n"},
      {R"(at_plac("x"))", "1:1 there is no call 'at_plac' (did you mean 'at_place'?)\n"},
      {R"(supply (role == "optics"))", "1:14 expected `,` or `)`, found '=='\n"}};
  for (const Case& c : cases) EXPECT_EQ(faults_of(c.text), c.want) << c.text;
}

TEST(SelectorFaults, TypesThatDoNotFitAreNamed) {
  const Case cases[] = {
      {R"(function < "AMF")", "1:10 `function` is text; `<` needs numbers or dates\n"},
      {R"(site > "a")", "1:6 `site` is an id of sites; `>` needs numbers or dates\n"},
      {R"(function == 5)",
       "1:13 `function` is text; 5 is a number: texts stand in double quotes\n"},
      {R"(cells > "5")",
       "1:9 `cells` is a number (cells); '5' is text: numbers stand without quotes\n"},
      {R"(procured_on < "2020-01-28")",
       "1:15 `procured_on` is a date; '2020-01-28' is text: dates stand without quotes\n"},
      {R"(transit == "yes")",
       "1:12 `transit` is yes or no; 'yes' is text: compare it with true or "
       "false, or let it stand alone\n"},
      {R"(transit < true)", "1:9 `transit` is yes or no; `<` needs numbers or dates\n"},
      {R"(transit in [true])",
       "1:12 `transit` is yes or no: compare it with true or false, or let "
       "it stand alone\n"},
      {R"(bands == "n78")", "1:1 `bands` is a list of texts: ask `bands has \"n78\"`\n"},
      {R"(networks == "x")",
       "1:1 `networks` is a list of ids of networks: ask `networks has \"x\"`\n"},
      {R"(function == ["AMF"])", "1:13 `==` compares with one value: write `in […]`\n"},
      {R"(function in "AMF")",
       "1:10 `in` needs a list in brackets: `in [\"…\", \"…\"]`; of a list "
       "field ask `field has \"…\"`\n"},
      {R"(function in [])", "1:13 a list may not be empty\n"},
      {R"(function in ["AMF", 5])",
       "1:21 a list holds values of one type: 'AMF' is text, 5 is a number\n"},
      {R"(function has "AMF")",
       "1:1 `function` is text, not a list: compare it with `==` or `in`\n"},
      {R"(bands has ["n78"])",
       "1:11 `has` asks for one text: `bands has \"…\"`; join several with `or`\n"},
      {R"(bands has any (true))",
       "1:1 `bands` is a list of texts: `has any (…)` needs a list of ids\n"},
      {R"(layer == "cor")",
       "1:10 `layer` is one of access, aggregation, transport, core, management; "
       "found 'cor' (did you mean 'core'?)\n"},
      {R"(networks has any (criticality == "goverment"))",
       "1:34 `criticality` is one of public, safety-related, safety-critical, government; found "
       "'goverment' (did you mean 'government'?)\n"},
      {R"(carries("user-trafic"))",
       "1:9 `carries(…)` takes one of user-traffic, signalling; found 'user-trafic' (did you mean "
       "'user-traffic'?)\n"},
      {R"(controls(radio))", "1:10 an element has no field 'radio'\n"},
      {R"(sees("keys", "x"))", "1:1 write `sees(\"user-traffic\")`: 1 argument, not 2\n"},
      {R"(site == operator)",
       "1:6 `site` is an id of sites, `operator` is an id of operators: they cannot be compared\n"},
      {R"(cells == traffic_gbps)",
       "1:7 `cells` is a number (cells), `traffic_gbps` is a number "
       "(Gbit/s): they cannot be compared\n"},
      {R"(function > model)", "1:10 `function` is text; `>` needs numbers or dates\n"},
      {R"(bands == tags)", "1:1 `bands` is a list of texts: ask `bands has …`\n"},
      {R"(site in family("x"))", "1:1 `in family(…)` asks a vendor; `site` is an id of sites\n"},
      {R"(vendor == family("x"))",
       "1:11 `family(…)` stands behind `in`: `vendor in family(\"…\")`\n"},
      {R"(vendor in family(5))",
       "1:18 a family is named by a vendor's id in double quotes, 5 is a number\n"},
      {R"(cells)",
       "1:1 `cells` is a number (cells): alone it asks nothing, compare it with "
       "something\n"},
      {R"(site.region)",
       "1:1 `site.region` is text: alone it asks nothing, compare it with something\n"},
      {R"("AMF")", "1:1 a value alone asks nothing: compare a field with it\n"},
      {R"(on)", "1:1 `on` is the date asked about: compare it with a date, `on >= 2020-01-28`\n"},
      {R"(near("x", "y"))", "1:11 a number of metres is needed here: `near(\"kind\", metres)`\n"},
      {R"(near("x", -1))", "1:11 a number of metres is needed here: `near(\"kind\", metres)`\n"},
      {R"(near(5, 1))", "1:6 a text is needed here: `near(\"kind\", metres)`\n"},
      {R"(any dependency ("hosted", true))",
       "1:17 no kind of dependency is called 'hosted' (did you mean 'hosted-on'?)\n"},
      {R"(between(true, true))", "1:1 `between(…)` asks a link; here it is asked of an element\n"}};
  for (const Case& c : cases) EXPECT_EQ(faults_of(c.text), c.want) << c.text;
}

TEST(SelectorFaults, QuestionsAskedOfTheWrongRowsAreNamed) {
  EXPECT_EQ(faults_of("any supply (true)", Subject::links),
            "1:1 `any supply (…)` asks an element; here it is asked of a link\n");
  EXPECT_EQ(faults_of("any dependency (any)", Subject::sites),
            "1:1 `any dependency (…)` asks an element; here it is asked of a site\n");
  EXPECT_EQ(faults_of(R"(near("x", 5))", Subject::operators),
            "1:1 `near(…)` asks an element or a site; here it is asked of an operator\n");
  EXPECT_EQ(faults_of(R"(operator.carries("signalling"))", Subject::sites),
            "1:1 `carries(…)` asks an element; here it is asked of an operator\n");
  EXPECT_EQ(faults_of("high-risk", Subject::links),
            "101:20 a link has no field 'vendor' (in `high-risk`, asked of links)\n");
}

TEST(SelectorFaults, SeveralAreShownAtOnceAndThoseOfATermOnce) {
  EXPECT_EQ(faults_of(R"(functoin == "AMF" and (cels > 1 or wrong) and wrong)"),
            "1:1 an element has no field 'functoin' (did you mean 'function'?)\n"
            "1:24 an element has no field 'cels' (did you mean 'cells'?)\n"
            "102:20 an element has no field 'functoin' (did you mean 'function'?) (in `wrong`, "
            "asked of elements)\n");
  EXPECT_EQ(faults_of("round"),
            "104:24 terms go round in a circle: round uses about uses round (in "
            "`about`, asked of elements)\n");
}

TEST(SelectorFaults, KnownStandsOnlyWhereIgnoranceGainsNothing) {
  const std::string only_under_not =
      "`known(…)` would reward ignorance here: it may stand only under `not`, as in `not "
      "known(vendor)`\n";
  const auto under_not = [](std::string_view text) {
    return faults_of(text, Subject::elements, KnownUse::under_not);
  };
  EXPECT_EQ(under_not("not known(vendor)"), "");
  EXPECT_EQ(under_not("not (transit and known(site.lat))"), "");
  EXPECT_EQ(under_not("known(vendor)"), "1:1 " + only_under_not);
  EXPECT_EQ(under_not("not not known(vendor)"), "1:9 " + only_under_not);
  EXPECT_EQ(under_not("not any supply (not known(vendor))"), "1:21 " + only_under_not);
  EXPECT_EQ(under_not("not known(5)"), "1:11 `known(…)` asks a field, not a value\n");
  EXPECT_EQ(under_not("not site.known(region)"), "1:5 write `known(site.…)`\n");
  EXPECT_EQ(faults_of("not known(vendor)"),
            "1:5 `known(…)` would reward ignorance here: it may stand only in `what` of exclude, "
            "clear and freeze\n");
}

TEST(SelectorFaults, ParametersStandForValuesAndSelectors) {
  for (const std::string_view right :
       {R"(mme-is-core and function == "MME")", "cells > limit", "procured_on < due",
        "procured_on >= designated", "on >= designated", "site.region == where",
        "site.region in [where, \"Leeds\"]", "function in core-functions", "scope-reading",
        "mme-is-core == false", "limit > 3", "where == \"London\"", "due > on", "on == on",
        "where in core-functions", R"(vendor in family(core-functions))"}) {
    EXPECT_EQ(faults_of(right), "") << right;
  }
  const Case cases[] = {
      {"limit",
       "1:1 the parameter `limit` is a value: alone it asks nothing, compare a field with "
       "it\n"},
      {"function == limit",
       "1:13 `function` is text; 12.5 is a number: texts stand in double quotes\n"},
      {"function == scope-reading",
       "1:13 the parameter `scope-reading` is a selector: it stands "
       "alone, not in a comparison\n"},
      {"function == high-risk",
       "1:13 the term `high-risk` is a selector: it stands alone, not in a "
       "comparison\n"},
      {"function == core-functions", "1:13 `==` compares with one value: write `in […]`\n"},
      {"limit == where", "1:7 12.5 is a number, 'London' is text: they cannot be compared\n"},
      {"where < \"x\"", "1:7 'London' is text; `<` needs numbers or dates\n"}};
  for (const Case& c : cases) EXPECT_EQ(faults_of(c.text), c.want) << c.text;
}

TEST(Selector, ListsTheVendorsItNamesAndWhere) {
  const Read<Selector> read =
      compile_selector(R"(vendor == "nokia" or high-risk or vendor in family(["zte", "zte"]))",
                       {"d.toml", {1, 1}}, Subject::elements, some_vocabulary());
  ASSERT_FALSE(read.diagnostics.has_errors());
  const std::vector<VendorName> want = {{"nokia", {"d.toml", {1, 11}}},
                                        {"huawei", {"d.toml", {101, 37}}},
                                        {"zte", {"d.toml", {1, 53}}},
                                        {"zte", {"d.toml", {1, 60}}}};
  EXPECT_EQ(vendor_names(read.value), want);
}

TEST(Selector, ExpansionIsBoundedInSizeAndDepth) {
  Vocabulary doubling;
  doubling.terms.emplace("t0", Term{"transit", {"d.toml", {1, 1}}, {1, 1}});
  Vocabulary chain = doubling;
  Vocabulary broken;
  broken.terms.emplace("t0", Term{"nothing-here", {"d.toml", {1, 1}}, {1, 1}});
  for (int i = 1; i <= 600; ++i) {
    const std::string before = "t" + std::to_string(i - 1);
    const std::string name = "t" + std::to_string(i);
    const auto line = static_cast<std::uint32_t>(i);
    const Origin where{"d.toml", {line, 1}};
    doubling.terms.emplace(name, Term{before + " or " + before, where, {line, 1}});
    broken.terms.emplace(name, Term{before + " or " + before, where, {line, 1}});
    chain.terms.emplace(name, Term{"not " + before, where, {line, 1}});
  }
  const auto errors = [](const Vocabulary& vocabulary, std::string_view text) {
    const Read<Selector> read =
        compile_selector(text, {"d.toml", {1, 1}}, Subject::elements, vocabulary);
    std::string out;
    for (const Diagnostic& fault : read.diagnostics.sorted()) out += fault.message + "\n";
    return out;
  };
  EXPECT_EQ(errors(doubling, "t10"), "");
  EXPECT_TRUE(
      errors(doubling, "t40").starts_with("the selector is too large: at most 20000 parts"));
  EXPECT_TRUE(errors(broken, "t40").contains("the selector is too large: at most 20000 parts"));
  EXPECT_EQ(errors(chain, "t150"), "");
  EXPECT_TRUE(errors(chain, "t600").starts_with("nested too deep: at most 500 levels"));
}

TEST(GroupPath, TakesTextsWordsAndIdsOnly) {
  const auto fault = [](std::string_view text) -> std::string {
    const Read<GroupPath> read = compile_group_path(text, {"d.toml", {1, 1}}, Subject::elements);
    if (!read.diagnostics.has_errors()) return "";
    const Diagnostic first = read.diagnostics.sorted().front();
    return std::to_string(first.at.column) + " " + first.message;
  };
  EXPECT_EQ(fault("operator"), "");
  EXPECT_EQ(fault("site.region"), "");
  EXPECT_EQ(fault("layer"), "");
  EXPECT_EQ(fault("vendor"), "");
  EXPECT_EQ(fault("cells"), "1 `cells` is a number (cells): rows cannot be grouped by it");
  EXPECT_EQ(fault("site.lat"), "6 `site.lat` is a number (degrees): rows cannot be grouped by it");
  EXPECT_EQ(fault("regoin"), "1 an element has no field 'regoin'");
  EXPECT_EQ(fault("site.region and"), "13 expected a field and nothing behind it, found 'and'");
  EXPECT_EQ(fault(""), "1 expected a field, found the end");
}

TEST(Vocabulary, NamesMustBeFreeAndTermsMayNotGoRound) {
  Vocabulary vocabulary;
  const auto term = [&](const std::string& name, const std::string& text, std::uint32_t line) {
    vocabulary.terms.emplace(name, Term{text, {"d.toml", {line, 20}}, {line, 1}});
  };
  term("Core", "transit", 1);
  term("function", "transit", 2);
  term("has", "transit", 3);
  term("fine", "later and transit", 4);
  term("later", "transit", 5);
  term("r1", "r2 or fine", 6);
  term("r2", "not r1", 7);
  term("broken", "transit and", 8);
  term("both", "transit", 9);
  vocabulary.parameters.emplace("both", Parameter{true, {"d.toml", {10, 1}}});
  vocabulary.parameters.emplace("near", Parameter{true, {"d.toml", {11, 1}}});
  std::string out;
  for (const Diagnostic& fault : check_vocabulary(vocabulary).sorted()) {
    out += std::to_string(fault.at.line) + ":" + std::to_string(fault.at.column) + " " +
           fault.message + "\n";
  }
  EXPECT_EQ(out,
            "1:1 'Core' is no name: lower-case letters, digits, `-` and `_`, a letter first\n"
            "2:1 'function' is a field: choose another name\n"
            "3:1 'has' is a word of the language: choose another name\n"
            "6:1 terms go round in a circle: r1 uses r2 uses r1\n"
            "7:1 terms go round in a circle: r2 uses r1 uses r2\n"
            "8:31 expected a field or a value, found the end\n"
            "9:1 'both' is a term and a parameter: rename one of them\n"
            "11:1 'near' is a word of the language: choose another name\n");
}

}  // namespace
}  // namespace relook::decision
