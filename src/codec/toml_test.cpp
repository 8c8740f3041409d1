// SPDX-License-Identifier: Apache-2.0
#include "codec/toml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>

namespace relook::codec {
namespace {

using ::testing::HasSubstr;

std::string fault(std::string_view text) {
  const Read<Tree> read = read_toml(text, "t");
  return read.diagnostics.has_errors() ? to_string(read.diagnostics.sorted().front()) : "";
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(Toml, GivesValuesWithTheirPlaces) {
  const Read<Tree> read = read_toml(
      "a = 1\n[t]\n  day = 2020-01-28\n  list = [true, \"x\"]\n[[r]]\nid = 'one'\n[[r]]\n", "t");
  ASSERT_FALSE(read.diagnostics.has_errors());
  EXPECT_EQ(*read.value.find("a")->as_integer(), 1);
  EXPECT_EQ(read.value.find("a")->at, (Position{1, 5}));
  const Tree& table = *read.value.find("t");
  EXPECT_EQ(to_string(*table.find("day")->as_date()), "2020-01-28");
  EXPECT_EQ(table.find("day")->at, (Position{3, 9}));
  const Member& list = (*table.as_object())[1];
  EXPECT_EQ(list.name, "list");
  EXPECT_EQ(list.at, (Position{4, 3}));
  EXPECT_EQ((*list.tree.as_array())[1].at, (Position{4, 17}));
  EXPECT_EQ(read.value.find("r")->as_array()->size(), 2U);
  EXPECT_EQ(read.value.find("none"), nullptr);
}

TEST(Toml, PlacesItsFault) {
  EXPECT_THAT(fault("a = 1\nb = \n"), HasSubstr("t:2:"));
  EXPECT_THAT(fault("a = 1\na = 2\n"), HasSubstr("t:2:"));
  EXPECT_THAT(fault("a = \"x\n"), HasSubstr("this is not TOML: "));
  EXPECT_THAT(fault("a = 2020-02-30\n"), HasSubstr("t:1:"));
  EXPECT_THAT(fault("a = \"\xFF\"\n"), HasSubstr("this is not TOML: "));
  EXPECT_EQ(fault("a = 1850-01-01\n"), "t:1:5: error: a year from 1900 to 2199 is expected");
  EXPECT_EQ(fault("\na = 07:32:00\n"),
            "t:2:5: error: a time is not expected anywhere; write a date such as 2020-01-28");
  EXPECT_THAT(fault("a = 2020-01-28T07:32:00Z\n"), HasSubstr("a time is not expected"));
  EXPECT_EQ(fault(""), "");
}

TEST(Toml, LimitsDepthAndSize) {
  EXPECT_EQ(fault("a = " + repeated("[", 100) + repeated("]", 100)), "");
  EXPECT_NE(fault("a = " + repeated("[", 100'000) + repeated("]", 100'000)), "");
  EXPECT_NE(fault("a = " + repeated("{b=", 100'000)), "");
  EXPECT_THAT(fault("#" + std::string(kTomlBytesMax, 'x')), HasSubstr("larger than"));
}

TEST(Toml, LimitsTheLevelsOfAKey) {
  EXPECT_EQ(fault("a" + repeated(".a", 16) + " = 1\n"), "");
  EXPECT_EQ(fault("x = 1\na" + repeated(".a", 17) + " = 1\n"),
            "t:2:34: error: a key of more than 17 levels");
  const std::string deep = "a" + repeated(".a", 100'000) + "=1";
  EXPECT_THAT(fault(deep), HasSubstr("levels"));
  EXPECT_THAT(fault("[" + deep.substr(0, deep.size() - 2) + "]"), HasSubstr("levels"));
  EXPECT_THAT(fault("x = {" + deep + "}"), HasSubstr("levels"));
  EXPECT_THAT(fault("x = \"\"\"y\"\"\"\"\nz = {" + deep + "}"), HasSubstr("levels"));
  EXPECT_THAT(fault("x = {y = \"\"\"y\"\"\"\", " + deep + "}"), HasSubstr("levels"));
  EXPECT_THAT(fault("x = {y = '''y''''', " + deep + "}"), HasSubstr("levels"));
  EXPECT_THAT(fault("x = {y = \"\\\"\", " + deep + "}"), HasSubstr("levels"));
  // As deep as the limits of keys and of the library's values let it be.
  EXPECT_THAT(
      fault("x=" + repeated("{a" + repeated(".a", 16) + "=", 200) + "1" + repeated("}", 200)),
      HasSubstr("nested deeper than 128 levels"));
}

TEST(Toml, CountsNoDotsOfTexts) {
  const std::string dots(500, '.');
  EXPECT_EQ(fault("a = \"" + dots + "\"\n"), "");
  EXPECT_EQ(fault("a = '" + dots + "'\n"), "");
  EXPECT_EQ(fault("a = \"\"\"\n" + dots + "\\\"\"\" \"" + dots + "\"\"\"\n"), "");
  EXPECT_EQ(fault("a = '''\n" + dots + "''" + dots + "\n'''\n"), "");
  EXPECT_EQ(fault("# " + dots + "\na = 1 # " + dots + "\n"), "");
  EXPECT_EQ(fault("a = [" + repeated("1.5, ", 200) + "]\n"), "");
}

TEST(TomlString, ReadsBackTheSame) {
  std::mt19937 random(10);
  constexpr std::string_view kBytes = "ab\"\\'\n\t\r\x01\x7F #=";
  for (int i = 0; i < 5000; ++i) {
    std::string text(random() % 12, ' ');
    for (char& c : text) c = kBytes[random() % kBytes.size()];
    if (random() % 4 == 0) text += "東ü";
    const Read<Tree> read = read_toml("a = " + toml_string(text) + "\n", "t");
    ASSERT_FALSE(read.diagnostics.has_errors()) << to_string(read.diagnostics.sorted().front());
    ASSERT_EQ(*read.value.find("a")->as_string(), text);
  }
}

// Where a blank could stand, the library asks of any letter whether it is one.
TEST(Toml, TakesLettersBeyondAsciiForNoBlanks) {
  const Read<Tree> good = read_toml("a = \"\"\"x\\\n  ü\"\"\" # ü\n", "t");
  ASSERT_FALSE(good.diagnostics.has_errors()) << to_string(good.diagnostics.sorted().front());
  EXPECT_EQ(*good.value.find("a")->as_string(), "xü");
  for (const std::string_view bad : {"a = ü", "a = 1 ü", "ü = 1", "[ü]", "a = [1,ü]", "a.ʞ = 1",
                                     "a = 20ʞ", "ʞ", "a = {ü = 1}"}) {
    EXPECT_NE(fault(bad), "") << bad;
  }
}

// Texts cut, doubled and broken at random, mostly with what means something in TOML.
TEST(Toml, SurvivesHeavyDamage) {
  std::mt19937 random(15);
  constexpr std::string_view kSeeds[] = {
      "a = [1, 2.5, \"x\\u00e9\"]\n[b.c]\nd = {e = 'f', g.h = 2020-01-28}\n",
      "[[r]]\nx = \"\"\"\nab\\\n c\"\"\"\n'q' = '''a''' # c\n\"k\".z = [{a=1}, {b=[true,]}]\n",
      "f = 1e5\nh = 0xff\nb = 0b1\nt = 07:32:00\nn = -inf\nd = 2020-01-28T07:32:00Z\n"};
  constexpr std::string_view kSpecial = "[]{}=,.\"'#\n\\ \t-+_0123axe:TZ/ü";
  for (int i = 0; i < 20'000; ++i) {
    std::string text(kSeeds[random() % 3]);
    for (std::size_t k = 0; k < 1 + random() % 6; ++k) {
      const std::size_t at = random() % text.size();
      const char c =
          random() % 4 != 0 ? kSpecial[random() % kSpecial.size()] : static_cast<char>(random());
      switch (random() % 4) {
        case 0:
          text[at] = c;
          break;
        case 1:
          text.insert(at, 1, c);
          break;
        case 2:
          text.resize(at + 1);
          break;
        default:
          text.insert(at, text, 0, random() % 20);
          break;
      }
    }
    ASSERT_NE(read_toml(text, "t").value.as_object(), nullptr);
  }
}

TEST(Toml, SurvivesDamage) {
  std::mt19937 random(11);
  const std::string good = "a = [1, 2.5, \"x\\u00e9\"]\n[b.c]\nd = {e = 'f', g.h = 2020-01-28}\n";
  for (int i = 0; i < 5000; ++i) {
    std::string text = good;
    for (std::size_t k = 0; k < 1 + random() % 3; ++k) {
      text[random() % text.size()] = static_cast<char>(random());
    }
    const Read<Tree> read = read_toml(text, "t");
    ASSERT_NE(read.value.as_object(), nullptr);
  }
}

}  // namespace
}  // namespace relook::codec
