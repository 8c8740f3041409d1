// SPDX-License-Identifier: Apache-2.0
#include "base/spelling.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace relook {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Length of the well-formed sequence at the front, or 0. The ranges of the second byte are those
// of RFC 3629, section 4.
std::size_t sequence_length(std::string_view rest) {
  const auto byte = [&](std::size_t i) {
    return i < rest.size() ? static_cast<unsigned>(static_cast<std::uint8_t>(rest[i])) : 0U;
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  while (!bytes.empty()) {
    // Eight bytes of ASCII at once, which most texts are made of.
    std::uint64_t eight = kHighBits;
    if (bytes.size() >= sizeof(eight)) std::memcpy(&eight, bytes.data(), sizeof(eight));
    if ((eight & kHighBits) == 0) {
      bytes.remove_prefix(sizeof(eight));
      continue;
    }
    const std::size_t length = sequence_length(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  constexpr std::size_t kLongest = 64;
  if (a.size() > kLongest || b.size() > kLongest) return a == b ? 0 : limit + 1;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      cost[i][j] =
          std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1])) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return std::min(cost[a.size()][b.size()], limit + 1);
}

std::vector<std::string> nearest_words(std::string_view word,
                                       std::span<const std::string_view> candidates) {
  if (word.empty()) return {};
  const std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
  const std::string folded = fold_name(word);
  std::vector<std::pair<std::size_t, std::string_view>> near;
  for (const std::string_view candidate : candidates) {
    std::size_t distance = edit_distance(word, candidate, limit);
    if (distance > limit && folded.size() >= 3 && fold_name(candidate).starts_with(folded)) {
      distance = limit;
    }
    if (distance <= limit) near.emplace_back(distance, candidate);
  }
  std::ranges::stable_sort(near, {}, &std::pair<std::size_t, std::string_view>::first);
  std::vector<std::string> words;
  for (const auto& [distance, candidate] : near) {
    if (words.size() == 3) break;
    if (std::ranges::find(words, candidate) == words.end()) words.emplace_back(candidate);
  }
  return words;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const std::vector<std::string> words = nearest_words(word, candidates);
  if (words.empty()) return {};
  std::string text = " (did you mean ";
  for (std::size_t i = 0; i < words.size(); ++i) {
    text += (i > 0 ? ", '" : "'") + words[i] + "'";
  }
  return text + "?)";
}

std::string fold_name(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    const char l = lower(c);
    const bool kept =
        (l >= 'a' && l <= 'z') || (l >= '0' && l <= '9') || static_cast<std::uint8_t>(l) > 127;
    if (kept) folded.push_back(l);
  }
  return folded;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kShown = 60;
  std::string shown = "'";
  while (!text.empty() && shown.size() <= kShown) {
    const std::size_t length = sequence_length(text);
    const auto lead = static_cast<std::uint8_t>(text.front());
    if (length == 0 || lead < 0x20 || lead == 0x7F) {
      shown.push_back('?');
    } else {
      shown.append(text.substr(0, length));
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return shown + (text.empty() ? "'" : "…'");
}

}  // namespace relook
