// SPDX-License-Identifier: Apache-2.0
#include "base/spelling.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace relook {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Decodes by the definition: the bits, then what no code point may be.
bool naive_is_utf8(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    const unsigned lead = byte(i);
    std::size_t length = 1;
    unsigned point = lead;
    if (lead >= 0x80) {
      length = (lead & 0xE0) == 0xC0   ? 2U
               : (lead & 0xF0) == 0xE0 ? 3U
               : (lead & 0xF8) == 0xF0 ? 4U
                                       : 0U;
      if (length == 0 || i + length > bytes.size()) return false;
      point = lead & (0xFFU >> (length + 1));
      for (std::size_t k = 1; k < length; ++k) {
        if ((byte(i + k) & 0xC0) != 0x80) return false;
        point = (point << 6) | (byte(i + k) & 0x3FU);
      }
      const unsigned smallest = length == 2 ? 0x80U : length == 3 ? 0x800U : 0x10000U;
      if (point < smallest || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        return false;
    }
    i += length;
  }
  return true;
}

TEST(Utf8, AgreesWithADecoderOnAllShortTextsOfTellingBytes) {
  const std::vector<unsigned char> telling = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0,
                                              0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED,
                                              0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF};
  std::size_t good = 0;
  for (std::size_t length = 0; length <= 4; ++length) {
    std::vector<std::size_t> at(length, 0);
    while (true) {
      std::string text;
      for (const std::size_t i : at) text.push_back(static_cast<char>(telling[i]));
      const bool want = naive_is_utf8(text);
      good += want ? 1U : 0U;
      ASSERT_EQ(is_utf8(text), want) << ::testing::PrintToString(text);
      std::size_t i = 0;
      while (i < length && ++at[i] == telling.size()) at[i++] = 0;
      if (i == length) break;
    }
  }
  EXPECT_GT(good, 100U);
}

TEST(Utf8, KnowsTheFamousCases) {
  EXPECT_TRUE(is_utf8("Düsseldorf 東京 \xF0\x9F\x93\xA1"));
  EXPECT_FALSE(is_utf8("D\xFCsseldorf"));     // Latin-1
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong slash
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
  EXPECT_FALSE(is_utf8("\xE2\x82"));          // cut off
}

// Optimal string alignment by its definition, without a table.
std::size_t naive_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return std::max(a.size(), b.size());
  const auto front_a = a.substr(0, a.size() - 1);
  const auto front_b = b.substr(0, b.size() - 1);
  std::size_t best =
      std::min({naive_distance(front_a, b) + 1, naive_distance(a, front_b) + 1,
                naive_distance(front_a, front_b) + (a.back() == b.back() ? 0U : 1U)});
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && b.back() == a[a.size() - 2]) {
    best = std::min(best, naive_distance(a.substr(0, a.size() - 2), b.substr(0, b.size() - 2)) + 1);
  }
  return best;
}

TEST(EditDistance, AgreesWithItsDefinition) {
  std::mt19937 random(5);
  const auto word = [&] {
    std::string text(random() % 7, 'a');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 3000; ++i) {
    const std::string a = word();
    const std::string b = word();
    const std::size_t limit = random() % 6;
    ASSERT_EQ(edit_distance(a, b, limit), std::min(naive_distance(a, b), limit + 1))
        << a << " " << b;
  }
}

TEST(EditDistance, CountsASwapOnceAndIgnoresCase) {
  EXPECT_EQ(edit_distance("vendor", "vednor", 3), 1U);
  EXPECT_EQ(edit_distance("Vendor", "VENDOR", 3), 0U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 9), 3U);
  EXPECT_EQ(edit_distance(std::string(65, 'a'), std::string(65, 'a'), 2), 0U);
  EXPECT_EQ(edit_distance(std::string(65, 'a'), "a", 2), 3U);
}

TEST(NearestWords, AreFewAndNearestFirst) {
  const std::vector<std::string_view> words = {
      "vendor", "vendors", "site", "sites", "in_service_from", "in_service_until", "a", "b"};
  EXPECT_THAT(nearest_words("vednor", words), ElementsAre("vendor", "vendors"));
  EXPECT_THAT(nearest_words("sites", words), ElementsAre("sites", "site"));
  EXPECT_THAT(nearest_words("in_service", words),
              ElementsAre("in_service_from", "in_service_until"));
  EXPECT_THAT(nearest_words("quantum", words), IsEmpty());
  EXPECT_THAT(nearest_words("", words), IsEmpty());
  EXPECT_THAT(nearest_words("...", words), IsEmpty());
  const std::vector<std::string_view> many = {"abc1", "abc2", "abc3", "abc4", "abc1"};
  EXPECT_THAT(nearest_words("abc", many), ElementsAre("abc1", "abc2", "abc3"));
}

TEST(DidYouMean, IsTheEndOfASentence) {
  const std::vector<std::string_view> words = {"vendor", "vendors"};
  EXPECT_EQ(did_you_mean("vendro", words), " (did you mean 'vendor', 'vendors'?)");
  EXPECT_EQ(did_you_mean("x", words), "");
}

TEST(FoldName, DropsCaseSpacesAndPunctuation) {
  EXPECT_EQ(fold_name("Cisco Systems, Inc."), fold_name("CISCO SYSTEMS INC"));
  EXPECT_EQ(fold_name("H3C"), "h3c");
  EXPECT_EQ(fold_name("中兴 通讯"), "中兴通讯");
  EXPECT_EQ(fold_name(" -._/&"), "");
  EXPECT_NE(fold_name("Nokia"), fold_name("Nokía"));
}

TEST(InQuotes, ShowsAnythingSafely) {
  EXPECT_EQ(in_quotes("abc"), "'abc'");
  EXPECT_EQ(in_quotes(""), "''");
  EXPECT_EQ(in_quotes(std::string_view("a\nb\0c\x7F", 6)), "'a?b?c?'");
  EXPECT_EQ(in_quotes("a\xFF\xFE"), "'a?\?'");
  EXPECT_EQ(in_quotes(std::string(60, 'x')), "'" + std::string(60, 'x') + "'");
  EXPECT_EQ(in_quotes(std::string(61, 'x')), "'" + std::string(60, 'x') + "…'");
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  EXPECT_TRUE(is_utf8(in_quotes(umlauts)));
  std::mt19937 random(6);
  for (int i = 0; i < 3000; ++i) {
    std::string text(random() % 100, '\0');
    for (char& c : text) c = static_cast<char>(random());
    const std::string shown = in_quotes(text);
    ASSERT_TRUE(is_utf8(shown));
    ASSERT_LT(shown.size(), 70U);
  }
}

}  // namespace
}  // namespace relook
