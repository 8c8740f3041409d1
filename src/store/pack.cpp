// SPDX-License-Identifier: Apache-2.0
#include "store/pack.hpp"

#include <cstring>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "estate/folder.hpp"
#include "store/format.hpp"

namespace relook::store {
namespace {

using estate::CellType;
using estate::TableId;

constexpr std::array<char, kAlignment> kZeros{};
constexpr std::array<std::uint64_t, 1> kNoOffsets = {0};

template <class T>
std::string_view bytes_of_span(std::span<const T> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

// A pool that was never filled has no offsets; in the file it has the one that all have.
std::span<const std::uint64_t> offsets_or_none(std::span<const std::uint64_t> offsets) {
  return offsets.empty() ? std::span<const std::uint64_t>(kNoOffsets) : offsets;
}

template <class T>
void append_object(std::string& out, const T& object) {
  const std::size_t at = out.size();
  out.resize(at + sizeof object);
  std::memcpy(out.data() + at, &object, sizeof object);
}

}  // namespace

// The sections in the order of the file.
struct Packed::Writer {
  Packed& packed;
  const estate::Estate& estate;
  std::vector<Section> sections = {};
  std::vector<std::string_view> contents = {};

  void add(SectionKind kind, estate::ColumnRef ref, std::string_view bytes) {
    sections.push_back({kind, static_cast<std::uint16_t>(ref.table), ref.column, 0, bytes.size(),
                        sum_of(std::as_bytes(std::span(bytes.data(), bytes.size())))});
    contents.push_back(bytes);
    if (kind != SectionKind::manifest) {
      packed.table_bytes_[static_cast<std::size_t>(ref.table)] += bytes.size();
    }
  }
  void add_text(SectionKind kind, estate::ColumnRef ref, std::string text) {
    packed.texts_.push_back(std::make_unique<const std::string>(std::move(text)));
    add(kind, ref, *packed.texts_.back());
  }
  void add_texts(SectionKind offsets, SectionKind bytes, estate::ColumnRef ref,
                 const estate::TextPool& texts) {
    add(offsets, ref, bytes_of_span(offsets_or_none(texts.offsets())));
    add(bytes, ref, texts.bytes());
  }
  void add_column(estate::ColumnRef ref);
  void add_table(TableId id);
  void finish();
};

void Packed::Writer::add_column(estate::ColumnRef ref) {
  const estate::Column& column = estate.column(ref);
  const CellType type = schema(ref).type;
  // A file has the columns of keys, be there rows or not.
  const bool key = schema(ref).has(estate::kKey) && estate.table(ref.table).present();
  if (!column.present() && (!key || type == CellType::id)) return;
  RELOOK_CHECK(estate.table(ref.table).present() &&
               (column.present() || estate.rows(ref.table) == 0));
  if (type == CellType::date) {
    add(SectionKind::cells, ref, bytes_of_span(column.days()));
  } else if (type == CellType::quantity) {
    const std::vector<std::int64_t> numbers = column.numbers();
    add_text(SectionKind::cells, ref,
             std::string(bytes_of_span(std::span<const std::int64_t>(numbers))));
  } else {
    add(SectionKind::cells, ref, bytes_of_span(column.codes()));
  }
  if (type == CellType::text || type == CellType::texts) {
    add_texts(SectionKind::text_offsets, SectionKind::text_bytes, ref, column.texts);
  }
  if (type == CellType::texts || type == CellType::references) {
    add(SectionKind::list_offsets, ref, bytes_of_span(offsets_or_none(column.lists.offsets())));
    add(SectionKind::list_items, ref, bytes_of_span(column.lists.items()));
  }
}

void Packed::Writer::add_table(TableId id) {
  const estate::Table& table = estate.table(id);
  const estate::ColumnRef first{id, 0};
  if (!is_columnar(id)) {
    if (table.present()) {
      add_text(SectionKind::csv, first, table_csv(estate, id, estate::CsvColumns::present));
    }
    return;
  }
  RELOOK_CHECK(table.present() || table.rows == table.ids.size());
  if (schema(id).has_ids()) {
    add_texts(SectionKind::id_offsets, SectionKind::id_bytes, first, table.ids);
  }
  const auto count = static_cast<std::uint8_t>(table.columns.size());
  for (std::uint8_t i = 0; i < count; ++i) add_column({id, i});
}

void Packed::Writer::finish() {
  std::string head;
  std::uint64_t end = sizeof(Header) + estate::kEstateTableCount * sizeof(PackedTable) +
                      sections.size() * sizeof(Section) + sizeof(Sum);
  std::vector<std::uint64_t> gaps;
  for (Section& section : sections) {
    section.offset = aligned(end);
    gaps.push_back(section.offset - end);
    end = section.offset + section.bytes;
  }
  packed.bytes_ = end;
  append_object(
      head, Header{kMagic, kByteOrder, kVersion, end, schema_digest(), estate::kEstateTableCount,
                   static_cast<std::uint32_t>(sections.size())});
  for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {
    const estate::Table& table = estate.table(static_cast<TableId>(t));
    const std::uint64_t rows = is_columnar(table.id) ? table.rows : 0;
    append_object(head, PackedTable{rows, table.present() ? 1U : 0U, 0, packed.digests_[t]});
  }
  for (const Section& section : sections) append_object(head, section);
  append_object(head, sum_of(std::as_bytes(std::span(head))));
  packed.texts_.push_back(std::make_unique<const std::string>(std::move(head)));
  packed.parts_.emplace_back(*packed.texts_.back());
  for (std::size_t i = 0; i < sections.size(); ++i) {
    packed.parts_.emplace_back(kZeros.data(), gaps[i]);
    packed.parts_.push_back(contents[i]);
  }
}

Packed::Packed(const estate::Estate& estate) : digests_(table_digests(estate)) {
  Writer writer{*this, estate};
  writer.add_text(SectionKind::manifest, {TableId::operators, 0},
                  estate::manifest_text(estate.manifest));
  for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    writer.add_table(id);
  }
  const estate::ColumnRef vendors{TableId::vendors, 0};
  const estate::Column& spellings = estate.vendor_spellings();
  writer.add_texts(SectionKind::id_offsets, SectionKind::id_bytes, vendors,
                   estate.table(TableId::vendors).ids);
  writer.add_texts(SectionKind::spelling_offsets, SectionKind::spelling_bytes, vendors,
                   spellings.texts);
  writer.add(SectionKind::spelling_vendors, vendors, bytes_of_span(spellings.codes()));
  writer.finish();
}

std::string to_bytes(const Packed& packed) {
  std::string bytes;
  bytes.reserve(packed.bytes());
  for (const std::string_view part : packed.parts()) bytes += part;
  return bytes;
}

}  // namespace relook::store
