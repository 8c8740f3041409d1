// SPDX-License-Identifier: Apache-2.0
#include "report/glyphs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/spelling.hpp"

namespace relook::report {
namespace {

using ::testing::ElementsAre;

struct Case {
  const char* what;
  std::string text;
  std::string want;
};

TEST(Glyphs, LeaveNothingThatActs) {
  const std::vector<Case> cases{
      {"plain text stays", "figs & <b>", "figs & <b>"},
      {"a colour goes", "\x1B[31;1mred\x1B[0m", "red"},
      {"a window title goes, ended by BEL", "a\x1B]0;title\ab", "ab"},
      {"a hyperlink goes, ended by ST", "a\x1B]8;;http://x\x1B\\b", "ab"},
      {"a string that never ends hides nothing", "a\x1B]0;rest", "a0;rest"},
      {"a sequence cut short", "a\x1B[", "a"},
      {"ESC at the end", "a\x1B", "a"},
      {"a character set choice", "a\x1B(0b", "ab"},
      {"a lone ESC before a letter beyond ASCII", "a\x1Bé", "aé"},
      {"C0 controls", std::string("a\0b\bc", 5), "a\uFFFDb\uFFFDc"},
      {"C1 controls, which terminals obey too",
       "a\xC2\x9B"
       "31mb",
       "a\uFFFD31mb"},
      {"text that runs backwards", "a\u202Eb", "a\uFFFDb"},
      {"broken UTF-8", "a\xFF\xC3(", "a\uFFFD\uFFFD("},
      {"an overlong form", "\xC0\xAF", "\uFFFD\uFFFD"},
      {"a surrogate", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"not a character", "\uFFFE", "\uFFFD"},
      {"line ends of all kinds", "a\r\nb\rc\nd", "a\nb\nc\nd"},
      {"a tab", "a\tb", "a b"},
      {"emoji", "🍎👩‍🌾", "🍎👩‍🌾"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(printable(c.text), c.want) << c.what;
    EXPECT_EQ(printable(c.want), c.want) << c.what << ": twice";
  }
}

TEST(Glyphs, ComeOutPrintableWhateverTheBytes) {
  std::mt19937 random(7);
  for (int round = 0; round < 3'000; ++round) {
    std::string bytes;
    // Few different bytes, so that sequences of several form often.
    for (int i = 0; i < 12; ++i)
      bytes.push_back("\x1B[]0m\a\\\xC2\x9B\xE2\x80\xAE\xF0\n"[random() % 14]);
    const std::string shown = printable(bytes);
    ASSERT_TRUE(is_utf8(shown)) << round;
    ASSERT_EQ(shown.find('\x1B'), std::string::npos) << round;
    ASSERT_EQ(shown.find('\a'), std::string::npos) << round;
    ASSERT_EQ(printable(shown), shown) << round;
  }
}

TEST(Glyphs, AreAsWideAsTerminalsShowThem) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("fig"), 3U);
  EXPECT_EQ(display_width("é"), 1U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("林檎"), 4U);
  EXPECT_EQ(display_width("🍎"), 2U);
}

TEST(Glyphs, WrapAtSpaces) {
  EXPECT_THAT(wrap("", 5), ElementsAre(""));
  EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three"));
  EXPECT_THAT(wrap("one\n\ntwo", 7), ElementsAre("one", "", "two"));
  EXPECT_THAT(wrap("abcdefgh i", 3), ElementsAre("abc", "def", "gh", "i"));
  EXPECT_THAT(wrap("林檎林檎", 5), ElementsAre("林檎", "林檎"));
}

TEST(Glyphs, AreCountedAsSpreadsheetsCount) {
  EXPECT_EQ(utf16_length("a🍎é"), 4U);
  EXPECT_EQ(utf16_prefix("a🍎é", 2), "a");
  EXPECT_EQ(utf16_prefix("a🍎é", 3), "a🍎");
  EXPECT_EQ(utf16_prefix("a", 9), "a");
}

}  // namespace
}  // namespace relook::report
