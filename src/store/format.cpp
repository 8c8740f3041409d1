// SPDX-License-Identifier: Apache-2.0
#include "store/format.hpp"

#include <fmt/format.h>

#include <cstring>

#include "base/check.hpp"

namespace relook::store {
namespace {

constexpr std::size_t kWord = sizeof(std::uint64_t);

constexpr std::uint64_t words_in(std::uint64_t bytes) { return (bytes + kWord - 1) / kWord; }

template <class T>
T read_at(std::span<std::byte> bytes, std::size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

}  // namespace

Digest schema_digest() {
  std::string text;
  for (const estate::TableSchema& table : estate::schema()) {
    text += fmt::format("{}\n", table.name);
    for (const estate::ColumnSchema& column : table.columns) {
      text += fmt::format("  {} {} {} {} {} {} {} {}\n", column.name, static_cast<int>(column.type),
                          column.flags, static_cast<int>(column.target), column.digits, column.min,
                          column.max, fmt::join(column.words, ","));
    }
  }
  return sha256(text);
}

Sum sum_of(std::span<const std::byte> bytes) {
  Sum sum;
  const std::size_t whole = bytes.size() / kWord;
  for (std::size_t i = 0; i < whole; ++i) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + i * kWord, kWord);
    sum.plain += word;
    sum.weighted += sum.plain;
  }
  if (const std::size_t rest = bytes.size() % kWord; rest > 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + whole * kWord, rest);
    sum.plain += word;
    sum.weighted += sum.plain;
  }
  return sum;
}

void append(Sum& sum, const Sum& following, std::uint64_t bytes) {
  sum.weighted += words_in(bytes) * sum.plain + following.weighted;
  sum.plain += following.plain;
}

std::string section_name(const Section& section) {
  if (section.kind == SectionKind::manifest) return "the manifest";
  if (section.kind == SectionKind::spelling_offsets ||
      section.kind == SectionKind::spelling_bytes ||
      section.kind == SectionKind::spelling_vendors) {
    return "the vendors' spellings";
  }
  if (section.table >= estate::kEstateTableCount) return "a table that is none";
  const estate::TableSchema& table = estate::schema()[section.table];
  if (section.kind == SectionKind::csv || section.column >= table.columns.size()) {
    return std::string(table.name);
  }
  return fmt::format("{}.{}", table.name, table.columns[section.column].name);
}

void reseal(std::span<std::byte> bytes) {
  if (bytes.size() < sizeof(Header)) return;
  const auto header = read_at<Header>(bytes, 0);
  std::size_t at = sizeof(Header) + estate::kEstateTableCount * sizeof(PackedTable);
  if (header.sections > kSectionsMax ||
      at + header.sections * sizeof(Section) + sizeof(Sum) > bytes.size()) {
    return;
  }
  for (std::uint32_t i = 0; i < header.sections; ++i, at += sizeof(Section)) {
    auto section = read_at<Section>(bytes, at);
    if (section.offset > bytes.size() || section.bytes > bytes.size() - section.offset) continue;
    section.sum = sum_of(bytes.subspan(section.offset, section.bytes));
    std::memcpy(bytes.data() + at, &section, sizeof section);
  }
  const Sum whole = sum_of(bytes.first(at));
  std::memcpy(bytes.data() + at, &whole, sizeof whole);
}

}  // namespace relook::store
