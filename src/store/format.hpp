// SPDX-License-Identifier: Apache-2.0
// How a packed estate lies in its file. Private to the module.
//
//   Header
//   Table          one for each table of an estate, in the order of the schema
//   Section        one for each section, in the order in which they follow
//   Sum            of all the bytes before it
//   the sections   each at the next multiple of 64 bytes, zeros between; the file ends with the
//   last
//
// Numbers are as the machine holds them that packed; another byte order is told by the header.
// Which sections there are, and in which order, follows from the tables; so there is one file for
// an estate, and no room in it for anything else:
//
//   the manifest, as the text of estate.toml
//   of each table that has ids and is not `vendors` or `ownership`: their offsets and bytes
//   of each present column of these and of the tables without ids: its cells, and where its cells
//   are codes of texts or lists, the dictionary: offsets and bytes, offsets and items
//   of `vendors` and `ownership`, if present: the text of their CSV file, without what the registry
//   adds; it is added when the file is read, from the registry of that day
//   the vendors' ids that the codes of cells which name a vendor mean, and every spelling that
//   stood in such a cell with the code it was taken for
//
// The sum is Fletcher's (1982) with 64-bit words: it finds any one altered byte and nearly all
// other damage, as fast as memory is read. It keeps no forger out: that is what the checks of every
// number are for (check.hpp), and the digests.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "estate/schema.hpp"

namespace relook::store {

inline constexpr std::array<char, 8> kMagic = {'\x89', 'r', 'l', 'p', '\r', '\n', '\x1A', '\n'};
inline constexpr std::uint32_t kByteOrder = 0x01020304;
inline constexpr std::uint32_t kOtherByteOrder = 0x04030201;
inline constexpr std::uint32_t kVersion = 1;
inline constexpr std::size_t kAlignment = 64;

struct Header {
  std::array<char, 8> magic;
  std::uint32_t byte_order;
  std::uint32_t version;
  std::uint64_t file_bytes;
  Digest schema;  ///< schema_digest() of who packed
  std::uint32_t tables;
  std::uint32_t sections;
};
static_assert(sizeof(Header) == 64);

struct PackedTable {
  std::uint64_t rows;
  std::uint32_t present;  ///< 0 or 1
  std::uint32_t zero;
  Digest digest;  ///< of the table's canonical text (estate::table_digest); zeros if absent
};
static_assert(sizeof(PackedTable) == 48);

struct Sum {
  std::uint64_t plain = 0;
  std::uint64_t weighted = 0;

  friend bool operator==(const Sum&, const Sum&) = default;
};

enum class SectionKind : std::uint32_t {
  manifest,
  csv,
  id_offsets,
  id_bytes,
  cells,
  text_offsets,
  text_bytes,
  list_offsets,
  list_items,
  spelling_offsets,
  spelling_bytes,
  spelling_vendors,
};

struct Section {
  SectionKind kind;
  std::uint16_t table;
  std::uint16_t column;
  std::uint64_t offset;
  std::uint64_t bytes;
  Sum sum;
};
static_assert(sizeof(Section) == 40);

/// More sections than an estate can have.
inline constexpr std::uint32_t kSectionsMax = 4096;

/// Where the next section begins behind something that ends at `end`.
[[nodiscard]] constexpr std::uint64_t aligned(std::uint64_t end) {
  return (end + kAlignment - 1) / kAlignment * kAlignment;
}

/// Whether a table stands in the file column by column; the others as text.
[[nodiscard]] constexpr bool is_columnar(estate::TableId table) {
  return table != estate::TableId::vendors && table != estate::TableId::ownership;
}

/// What codes, numbers and texts mean depends on the schema: its digest.
[[nodiscard]] Digest schema_digest();

/// The sum of bytes that begin at a multiple of 8 and, for all but the last, end at one.
[[nodiscard]] Sum sum_of(std::span<const std::byte> bytes);
/// Adds that of what follows, `bytes` long.
void append(Sum& sum, const Sum& following, std::uint64_t bytes);

/// "elements.vendor", "the manifest": what a section holds, for people.
[[nodiscard]] std::string section_name(const Section& section);

/// Makes the sums fit what stands in the bytes, where they are laid out as a packed file. For tests
/// of what a forger could do.
void reseal(std::span<std::byte> bytes);

}  // namespace relook::store
