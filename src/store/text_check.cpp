// SPDX-License-Identifier: Apache-2.0
#include "store/text_check.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

#include "base/spelling.hpp"
#include "estate/text_rules.hpp"

namespace relook::store {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101;
constexpr std::uint64_t kHighs = 0x8080808080808080;

constexpr std::uint64_t zero_bytes(std::uint64_t word) { return (word - kOnes) & ~word & kHighs; }

// Whether all bytes are printable ASCII and no semicolons; eight at a time, since nearly all are.
bool is_plain(std::string_view bytes) {
  std::uint64_t odd = 0;
  const auto look = [&odd](std::uint64_t word) {
    odd |= word & kHighs;
    odd |= (word - 0x20 * kOnes) & ~word & kHighs;  // below a space
    odd |= zero_bytes(word ^ (0x7F * kOnes)) | zero_bytes(word ^ (';' * kOnes));
  };
  std::size_t at = 0;
  for (; at + sizeof odd <= bytes.size(); at += sizeof odd) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    look(word);
  }
  std::uint64_t rest = 0x2020202020202020;
  if (at < bytes.size()) std::memcpy(&rest, bytes.data() + at, bytes.size() - at);
  look(rest);
  return odd == 0;
}

// Short, plain texts without spaces at their edges that cannot be `-` or `..` may stand anywhere.
bool is_surely_good(std::string_view text) {
  return text.size() > 2 && text.size() <= 255 && text.front() != ' ' && text.back() != ' ';
}

bool may_stand(std::string_view text, TextRule rule, const estate::ColumnSchema* column) {
  if (text.empty() || !is_utf8(text) || text.find('\0') != std::string_view::npos) return false;
  if (rule == TextRule::id) return estate::id_fault(text).empty();
  const bool literal = column->has(estate::kDefaulted);
  return (literal || (text != "-" && text != "..")) && estate::text_fault(*column, text).empty();
}

}  // namespace

std::string_view texts_fault(const estate::TextPool& texts, Chunk piece, TextRule rule,
                             const estate::ColumnSchema* column) {
  if (piece.begin == piece.end) return {};
  const std::span<const std::uint64_t> offsets = texts.offsets();
  const bool plain = is_plain(
      texts.bytes().substr(offsets[piece.begin], offsets[piece.end] - offsets[piece.begin]));
  std::string_view before;
  if (piece.begin > 0) before = texts[static_cast<std::uint32_t>(piece.begin - 1)];
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    const std::string_view text = texts[static_cast<std::uint32_t>(i)];
    if (!(plain && is_surely_good(text)) && !may_stand(text, rule, column)) {
      return "a text cannot stand there";
    }
    if (i > 0 && before >= text) return "its texts are not in order";
    before = text;
  }
  return {};
}

std::string_view lists_fault(const estate::ListPool& lists, Chunk piece, bool ordered) {
  for (std::size_t i = piece.begin; i < piece.end; ++i) {
    const std::span<const std::uint32_t> list = lists[static_cast<std::uint32_t>(i)];
    if (list.empty() || list.size() > estate::kListItemsMax) return "a list is too long or empty";
    const bool ascending = std::ranges::adjacent_find(list, std::greater_equal<>()) == list.end();
    if (!ordered && !ascending) return "the items of a list are not in order";
    if (i == 0) continue;
    const std::span<const std::uint32_t> before = lists[static_cast<std::uint32_t>(i - 1)];
    if (!std::ranges::lexicographical_compare(before, list)) return "its lists are not in order";
  }
  return {};
}

}  // namespace relook::store
