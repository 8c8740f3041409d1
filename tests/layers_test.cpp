// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "testing/golden.hpp"
#include "testing/house_rules.hpp"
#include "testing/source_scan.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(House, KeepsItsRules) {
  const HouseReport report = inspect_house(RELOOK_SOURCE_DIR);
  std::cout << summary_of(report);
  EXPECT_THAT(report.faults, IsEmpty());
}

// Who does not trust us reads all of the checker (docs/audit.md).
constexpr std::size_t kCheckerLinesMax = 400;

TEST(House, KeepsTheCheckerShort) {
  std::size_t lines = 0;
  for (const auto& [path, file] : inspect_house(RELOOK_SOURCE_DIR).files) {
    const bool checker = path.starts_with("src/audit/") || path.starts_with("apps/audit/");
    if (checker && !is_beside_test(path)) lines += file.lines;
  }
  EXPECT_GT(lines, kCheckerLinesMax / 2);
  EXPECT_LE(lines, kCheckerLinesMax);
}

// Two classes of one name in one namespace are one to the linker, which takes either's functions.
TEST(House, NamesEachClassOfAModuleOnce) {
  std::map<std::string, std::string> header_of;
  std::size_t classes = 0;
  for (const auto& [path, file] : inspect_house(RELOOK_SOURCE_DIR).files) {
    if (!path.starts_with("src/") || !path.ends_with(".hpp")) continue;
    std::istringstream lines(slurp(std::string(RELOOK_SOURCE_DIR) + "/" + path));
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string kind;
      std::string name;
      words >> kind >> name;
      const bool defines =
          line.ends_with("{") && (line.starts_with("class ") || line.starts_with("struct "));
      if (!defines || name.contains("::")) continue;
      ++classes;
      const std::string module = path.substr(0, path.rfind('/'));
      const auto [other, is_new] = header_of.emplace(module + " " + name, path);
      EXPECT_TRUE(is_new) << name << " stands in " << other->second << " and in " << path;
    }
  }
  EXPECT_GT(classes, 300U);
}

// ---- the rules themselves, on made-up trees

using Tree = std::vector<std::pair<std::string, std::string>>;

HouseReport inspect(const Tree& tree) {
  const TemporaryFolder folder;
  spill(folder.path() / "LAYERS",
        "# a table\n0 low:\n1 mid: low\n1 side: low\n2 top: mid\n8 tests: *\n");
  for (const auto& [path, text] : tree) spill(folder.path() / path, text);
  return inspect_house(folder.path());
}

std::string long_function(std::string_view signature, std::size_t lines) {
  std::string text = std::string(signature) + " {\n";
  for (std::size_t i = 2; i < lines; ++i) text += "  step();\n";
  return text + "}\n";
}

TEST(House, HasNothingToSayOfATidyTree) {
  const HouseReport report = inspect({
      {"src/low/a.hpp", "#include <vector>\n"},
      {"src/low/a.cpp", "#include \"low/a.hpp\"\n"},
      {"src/mid/b.hpp", "#include \"low/a.hpp\"\n"},
      {"src/mid/b_test.cpp", "#include \"mid/b.hpp\"\n#include \"testing/t.hpp\"\n"},
      {"tests/testing/t.hpp", ""},
      {"tests/all_test.cpp", "#include \"mid/b.hpp\"\n#include \"low/a.hpp\"\n"},
  });
  EXPECT_THAT(report.faults, IsEmpty());
  EXPECT_EQ(report.files.size(), 6U);
  EXPECT_THAT(report.module_edges, ElementsAre(std::pair("mid", "low")));
}

TEST(House, ReportsAnEdgeUpwards) {
  const HouseReport report = inspect({
      {"src/low/a.hpp", "#include \"mid/b.hpp\"\n"},
      {"src/mid/b.hpp", ""},
      {"tests/a_test.cpp", "#include \"low/a.hpp\"\n"},
  });
  EXPECT_THAT(report.faults, ElementsAre("src/low/a.hpp includes src/mid/b.hpp: LAYERS has no edge "
                                         "from low to mid"));
}

TEST(House, ReportsAnEdgeDownwardsThatTheTableLacks) {
  const HouseReport report = inspect({
      {"src/low/a.hpp", ""},
      {"src/top/c.cpp", "#include \"top/c.hpp\"\n"},
      {"src/top/c.hpp", "#include \"low/a.hpp\"\n"},
  });
  EXPECT_THAT(report.faults, ElementsAre(HasSubstr("no edge from top to low")));
}

TEST(House, LetsATestBesideTheSourcesLookDownButNotSideways) {
  const HouseReport report = inspect({
      {"src/low/a.hpp", ""},
      {"src/side/s.hpp", ""},
      {"src/top/c_test.cpp", "#include \"low/a.hpp\"\n"},
      {"src/mid/b_test.cpp", "#include \"side/s.hpp\"\n"},
  });
  EXPECT_THAT(report.faults, ElementsAre(HasSubstr("no edge from mid to side")));
}

TEST(House, KeepsTestsOutOfTheSources) {
  const HouseReport report = inspect({
      {"src/low/a.cpp", "#include \"low/a.hpp\"\n"},
      {"src/low/a.hpp", "#include \"testing/t.hpp\"\n"},
      {"tests/testing/t.hpp", ""},
  });
  EXPECT_THAT(report.faults, ElementsAre(HasSubstr("no edge from low to tests")));
}

TEST(House, ReportsAModuleAndAnIncludeThatItDoesNotKnow) {
  const HouseReport report = inspect({
      {"src/new/a_test.cpp", ""},
      {"src/low/a_test.cpp", "#include \"low/gone.hpp\"\n"},
  });
  EXPECT_THAT(report.faults,
              ElementsAre("src/low/a_test.cpp includes \"low/gone.hpp\", which is not ours",
                          "src/new/a_test.cpp is of module new, which LAYERS lacks"));
}

TEST(House, ReportsACycleOfFilesOnce) {
  const HouseReport report = inspect({
      {"src/low/a.hpp", "#include \"low/b.hpp\"\n"},
      {"src/low/b.hpp", "#include \"low/c.hpp\"\n"},
      {"src/low/c.hpp", "#include \"low/a.hpp\"\n"},
  });
  EXPECT_THAT(report.faults, ElementsAre("cycle of files: src/low/a.hpp -> src/low/b.hpp -> "
                                         "src/low/c.hpp -> src/low/a.hpp"));
}

TEST(House, ReportsACycleOfModulesWhoseFilesHaveNone) {
  const HouseReport report = inspect({
      {"src/low/a.hpp", ""},
      {"src/low/z.hpp", "#include \"mid/b.hpp\"\n"},
      {"src/mid/b.hpp", "#include \"low/a.hpp\"\n"},
      {"tests/z_test.cpp", "#include \"low/z.hpp\"\n"},
  });
  EXPECT_THAT(report.faults, ElementsAre(HasSubstr("no edge from low to mid"),
                                         "cycle of modules: low -> mid -> low"));
}

TEST(House, ReportsDeadFiles) {
  const HouseReport report = inspect({
      {"src/low/alone.hpp", ""},
      {"src/low/headless.cpp", ""},
      {"src/low/own.hpp", ""},
      {"src/low/own.cpp", "#include \"low/own.hpp\"\n"},
  });
  EXPECT_THAT(
      report.faults,
      ElementsAre("src/low/alone.hpp is dead: nobody includes it",
                  "src/low/headless.cpp is dead: it has no header and is no entry of LAYERS"));
  EXPECT_THAT(report.notes, ElementsAre(HasSubstr("src/low/own.hpp: only its own")));
}

TEST(House, TakesAnEntryOfTheTableForAlive) {
  const Tree tree = {
      {"LAYERS", "0 low:\nentry src/low/table.cpp\nentry src/low/gone.cpp\n"},
      {"src/low/table.cpp", ""},
  };
  EXPECT_THAT(inspect(tree).faults, ElementsAre("LAYERS: entry src/low/gone.cpp does not exist"));
}

TEST(House, ReportsATableThatContradictsItself) {
  const Tree tree = {{"LAYERS", "0 low: mid\n1 mid: low gone\nmid may include low\n"}};
  EXPECT_THAT(inspect(tree).faults,
              ElementsAre("LAYERS: cannot read: mid may include low",
                          "LAYERS: low may include mid, which is on no lower layer",
                          "LAYERS: mid may include gone, which has no line"));
}

TEST(House, ReportsWhatIsTooLong) {
  const HouseReport report = inspect({
      {"src/low/a_test.cpp", "namespace relook {\n" + long_function("int kept(int x)", 100) +
                                 long_function("int Type::over(int x) const", 101) +
                                 long_function("TEST(Some, Case)", 70) + "}\n"},
      {"src/low/b_test.cpp", std::string(800, '\n')},
      {"src/low/c_test.cpp", std::string(801, '\n')},
  });
  EXPECT_THAT(report.faults,
              ElementsAre("src/low/a_test.cpp:102: Type::over has 101 lines, 100 are the limit",
                          "src/low/c_test.cpp has 801 lines, 800 are the limit"));
  EXPECT_THAT(report.notes, ElementsAre("src/low/a_test.cpp:2: kept has 100 lines"));
  EXPECT_THAT(summary_of(report),
              AllOf(HasSubstr("3 files, 3 functions"), HasSubstr("101 lines  ")));
}

// ---- the scanner

std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  for (const FunctionSize& function : functions_in(text)) {
    names.push_back(function.name + "/" + std::to_string(function.lines));
  }
  return names;
}

TEST(SourceScan, FindsFunctionsOfEveryShape) {
  EXPECT_THAT(names_in("namespace a::b {\nint one() { return 1; }\n}\n"), ElementsAre("one/1"));
  EXPECT_THAT(names_in("template <class T, class F = int>\nauto two(T x) -> T {\n  return x;\n}\n"),
              ElementsAre("two/4"));
  EXPECT_THAT(names_in("class A : public B {\n public:\n  A(int x)\n      : x_{x}, y_(x) {\n  }\n"
                       "  ~A() = default;\n  int get() const noexcept { return x_; }\n};\n"),
              ElementsAre("A/3", "get/1"));
  EXPECT_THAT(names_in("TEST(A, B) {\n  if (x) {\n    y();\n  }\n}\nint after();\n"),
              ElementsAre("TEST(A, B)/5"));
  EXPECT_THAT(names_in("struct S {\n  friend auto operator<=>(S, S) = default;\n  int x = 0;\n"
                       "  int f(const S& o = {}) {\n    return 1;\n  }\n};\n"),
              ElementsAre("f/3"));
}

TEST(SourceScan, IsNotFooledByBracesThatAreText) {
  EXPECT_THAT(
      names_in("int f() {\n  // }\n  g(\"}\", '}', R\"x(}\")x\"); /* } */\n  h(1'000);\n}\n"),
      ElementsAre("f/5"));
  EXPECT_THAT(names_in("#define OPEN {\\\n  {\nint f() {\n  return u8\"\\\"{\"[0];\n}\n"),
              ElementsAre("f/3"));
}

TEST(SourceScan, LeavesTablesAlone) {
  EXPECT_THAT(names_in("constexpr Row kRows[] = {\n    {1, f(2)},\n    g(3),\n};\nint f() { }\n"),
              ElementsAre("f/1"));
  EXPECT_THAT(
      names_in("const auto kAll = std::to_array<Row>({\n    {1},\n});\nenum class E { kA };\n"),
      IsEmpty());
  EXPECT_THAT(names_in("const Map kMap{{1, 2}};\nint f() { }\n"), ElementsAre("f/1"));
}

TEST(SourceScan, FindsWhatFollowsEveryFunctionOfItsOwnFile) {
  const auto names = names_in(slurp("tests/testing/source_scan.hpp"));
  EXPECT_THAT(names, Contains(HasSubstr("only_code")));
  EXPECT_THAT(names.back(), HasSubstr("functions_in"));
}

}  // namespace
}  // namespace relook::testing
