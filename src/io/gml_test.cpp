// SPDX-License-Identifier: Apache-2.0
#include "io/gml.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace relook::io {
namespace {

// A tree as text: keys with their values, lists in brackets.
std::string shown(const std::vector<GmlPair>& pairs) {
  std::string text;
  for (const GmlPair& pair : pairs) {
    text += (text.empty() ? "" : " ") + pair.key;
    switch (pair.kind) {
      case GmlKind::list:
        text += " [" + shown(pair.pairs) + "]";
        break;
      case GmlKind::text:
        text += " \"" + pair.text + "\"";
        break;
      default:
        text += (pair.kind == GmlKind::real ? " r" : " i") + pair.text;
    }
  }
  return text;
}

std::string read(std::string_view bytes) {
  const Read<std::vector<GmlPair>> read = read_gml(bytes, "t.gml");
  std::string text;
  for (const Diagnostic& diagnostic : read.diagnostics.sorted()) {
    text += to_string(diagnostic) + "\n";
  }
  return text.empty() ? shown(read.value) : text;
}

TEST(Gml, ReadsKeysValuesAndLists) {
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("a 1 b -2 c +3 d .5 e -1. f 1e9 g 2.5E-3 h \"x y\""),
            "a i1 b i-2 c i+3 d r.5 e r-1. f r1e9 g r2.5E-3 h \"x y\"");
  EXPECT_EQ(read("a[b 1]a[ ]c\"d\""), "a [b i1] a [] c \"d\"");
  EXPECT_EQ(read("\xEF\xBB\xBF# said first\na 1 # and [ behind\r\nb_2 2"), "a i1 b_2 i2");
  EXPECT_EQ(read("a \"#[no] comment\nand two lines\""), "a \"#[no] comment\nand two lines\"");
}

TEST(Gml, PlacesEveryFault) {
  EXPECT_EQ(read("a\n  b"),
            "t.gml:1:1: error: the key 'a' has no value\n"
            "t.gml:2:3: error: the key 'b' has no value\n");
  EXPECT_EQ(read("a [ b [ c 1 ]"), "t.gml:1:1: error: the list of 'a' is never closed\n");
  EXPECT_EQ(read("]"), "t.gml:1:1: error: this bracket closes nothing\n");
  EXPECT_EQ(read("a \"\n\n"),
            "t.gml:1:1: error: the key 'a' has no value\n"
            "t.gml:1:3: error: this text has no closing quote\n");
  for (const char* word : {"1.2.3", "-", "+.", ".", "1e", "e.1", "--1", "1-", "a-b", "\x01"}) {
    EXPECT_TRUE(read(fmt::format("k {}", word)).contains("is no key, number")) << word;
  }
}

TEST(Gml, DecodesEntitiesAndLeavesAmpersands) {
  EXPECT_EQ(decode_entities("&quot;a&quot; &lt;&amp;&gt; &apos;"), "\"a\" <&> '");
  EXPECT_EQ(decode_entities("&#233;&#xe9;&#x20AC;&#x1F4A1;"), "éé€💡");
  for (const char* text : {"a=1&b=2;c", "&", "&;", "&#;", "&#x;", "&#0;", "&#xD800;", "&#1114112;",
                           "&#-1;", "&unknown;", "&averylongname;", "x &amp"}) {
    EXPECT_EQ(decode_entities(text), text);
  }
}

TEST(Gml, EndsAtItsLimits) {
  std::string deep;
  for (std::size_t i = 0; i < kGmlDepthMax; ++i) deep += "a [ ";
  std::string closed = deep;
  for (std::size_t i = 0; i < kGmlDepthMax; ++i) closed += "] ";
  EXPECT_FALSE(read_gml(closed, "t").diagnostics.has_errors());
  const auto deeper = read_gml(deep + "a [ b 1", "t").diagnostics;
  ASSERT_EQ(deeper.error_count(), 1u);
  EXPECT_EQ(deeper.kept().front().message, "lists stand in one another more than 32 deep");
  const std::string longest(kGmlTokenBytesMax, 'x');
  EXPECT_FALSE(read_gml("a \"" + longest + "\"", "t").diagnostics.has_errors());
  EXPECT_TRUE(read_gml("a \"" + longest + "x\"", "t").diagnostics.has_errors());
  EXPECT_TRUE(read_gml(longest + "x 1", "t").diagnostics.has_errors());
}

}  // namespace
}  // namespace relook::io
