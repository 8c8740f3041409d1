// SPDX-License-Identifier: Apache-2.0
#include "estate/text_rules.hpp"

#include <fmt/format.h>

#include "base/spelling.hpp"

namespace relook::estate {
namespace {

constexpr std::size_t kIdBytesMax = 255;
constexpr std::size_t kTextBytesMax = 4096;

// Unicode's control characters: C0, DEL and C1. The text is UTF-8.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string_view id_fault(std::string_view text) {
  if (text.empty()) return "it is empty";
  if (text.size() > kIdBytesMax) return "it is longer than 255 bytes";
  if (text == "-" || text == "..") return "`-` and `..` have a meaning of their own";
  if (text.find(';') != std::string_view::npos) return "it has a semicolon in it";
  if (text != trimmed(text)) return "it has spaces at its edges";
  if (has_control(text)) return "it has control characters in it";
  return {};
}

std::string text_fault(const ColumnSchema& column, std::string_view text) {
  if (text.size() > kTextBytesMax) return fmt::format("longer than {} bytes", kTextBytesMax);
  if (!column.has(kDefaulted) && (text != trimmed(text) || has_control(text))) {
    return in_quotes(text) + " has spaces at its edges or control characters in it";
  }
  return {};
}

std::string item_fault(std::string_view item) {
  if (item.size() > kIdBytesMax || has_control(item)) {
    return in_quotes(item) + " is too long or has control characters in it";
  }
  return {};
}

}  // namespace relook::estate
