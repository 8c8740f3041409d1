// SPDX-License-Identifier: Apache-2.0
#include "codec/csv_plain.hpp"

#include <algorithm>

#include "base/spelling.hpp"

namespace relook::codec {

bool is_plain_csv(std::string_view bytes) {
  for (const char never : {'"', '\0'}) {
    if (bytes.find(never) != std::string_view::npos) return false;
  }
  for (std::size_t at = bytes.find('\r'); at != std::string_view::npos;
       at = bytes.find('\r', at + 1)) {
    if (at + 1 == bytes.size() || bytes[at + 1] != '\n') return false;
  }
  return is_utf8(bytes);
}

std::vector<std::string_view> cut_at_lines(std::string_view bytes, std::size_t piece_bytes) {
  std::vector<std::string_view> pieces;
  while (!bytes.empty()) {
    std::size_t size = bytes.size();
    if (size > piece_bytes) {
      const std::size_t line_end = bytes.find('\n', piece_bytes);
      if (line_end != std::string_view::npos) size = line_end + 1;
    }
    pieces.push_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return pieces;
}

PlainCsvReader::PlainCsvReader(std::string_view bytes, std::uint32_t first_line, char delimiter)
    : bytes_(bytes), line_(first_line), delimiter_(delimiter) {}

bool PlainCsvReader::next() {
  const char* const start = bytes_.data();
  const char* const end = start + bytes_.size();
  const char* at = start + at_;
  // Empty lines are passed over.
  while (at < end && (*at == '\n' || *at == '\r')) {
    if (*at == '\n') ++line_;
    ++at;
  }
  at_ = static_cast<std::size_t>(at - start);
  if (at == end) return false;
  fields_.clear();
  const char* const row = at;
  while (true) {
    const char* const field = at;
    while (at < end && *at != delimiter_ && *at != '\n') ++at;
    const bool last = at == end || *at == '\n';
    std::size_t size = static_cast<std::size_t>(at - field);
    if (last && size > 0 && field[size - 1] == '\r') --size;
    fields_.push_back({{field, size}, {line_, static_cast<std::uint32_t>(field - row + 1)}, false});
    if (last) break;
    ++at;
  }
  row_bytes_ = static_cast<std::size_t>(at - row);
  if (at < end) ++at;
  ++line_;
  at_ = static_cast<std::size_t>(at - start);
  return true;
}

}  // namespace relook::codec
