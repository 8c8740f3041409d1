// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "estate/folder.hpp"
#include "store/format.hpp"
#include "store/layout.hpp"
#include "store/open.hpp"
#include "store/pack.hpp"
#include "store/text_size.hpp"
#include "testing/every_cell.hpp"
#include "testing/seeds.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::store {
namespace {

using namespace estate;
using testing::Draw;
using ::testing::HasSubstr;

const Registry& registry() {
  static const Registry small = testing::small_registry();
  return small;
}
const Functions& functions() {
  static const Functions small = testing::small_functions();
  return small;
}

Estate built(const testing::RawEstate& raw, const Registry& with = registry()) {
  Read<Estate> read = testing::build(raw, with, functions(), *parse_date(testing::kAsOf));
  for (const Diagnostic& d : read.diagnostics.sorted()) {
    EXPECT_NE(d.severity, Severity::error) << to_string(d);
  }
  return std::move(read.value);
}

std::string packed(const Estate& estate) { return to_bytes(Packed(estate)); }

// Exactly so many bytes, so that a sanitizer sees who looks behind them.
std::shared_ptr<void> room_for(std::size_t bytes) {
  void* start = nullptr;
  EXPECT_EQ(posix_memalign(&start, kAlignment, std::max<std::size_t>(bytes, 1)), 0);
  return {start, std::free};
}

// The bytes at an address that a page could have.
Read<Estate> opened(std::string_view bytes, const Registry& with = registry()) {
  const std::shared_ptr<void> owner = room_for(bytes.size());
  auto* const start = static_cast<std::byte*>(owner.get());
  std::memcpy(start, bytes.data(), bytes.size());
  return read_packed({{start, bytes.size()}, owner, "e.pack", 1}, with, functions());
}

std::string fault_of(std::string_view bytes, const Registry& with = registry()) {
  const Read<Estate> read = opened(bytes, with);
  for (const Diagnostic& d : read.diagnostics.sorted()) {
    if (d.severity == Severity::error) return d.message;
  }
  return "";
}

void expect_same_column(const Column& a, const Column& b) {
  ASSERT_EQ(a.present(), b.present());
  EXPECT_TRUE(std::ranges::equal(a.codes(), b.codes()));
  EXPECT_TRUE(std::ranges::equal(a.days(), b.days()));
  EXPECT_TRUE(std::ranges::equal(a.numbers(), b.numbers()));
  ASSERT_EQ(a.texts.size(), b.texts.size());
  EXPECT_EQ(a.texts.bytes(), b.texts.bytes());
  ASSERT_EQ(a.lists.size(), b.lists.size());
  EXPECT_TRUE(std::ranges::equal(a.lists.items(), b.lists.items()));
}

// Everything that an estate offers.
void expect_same(const Estate& a, const Estate& b) {
  EXPECT_EQ(a.manifest, b.manifest);
  EXPECT_EQ(digest(a), digest(b));
  expect_same_column(a.vendor_spellings(), b.vendor_spellings());
  for (std::size_t t = 0; t < kTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    SCOPED_TRACE(schema(id).name);
    ASSERT_EQ(a.rows(id), b.rows(id));
    EXPECT_EQ(a.table(id).state, b.table(id).state);
    EXPECT_EQ(a.table(id).ids.bytes(), b.table(id).ids.bytes());
    for (std::uint8_t i = 0; i < schema(id).columns.size(); ++i) {
      if (a.rows(id) == 0) break;  // whether a column of no rows is there shows in the text below
      SCOPED_TRACE(schema(id).columns[i].name);
      expect_same_column(a.column({id, i}), b.column({id, i}));
    }
    if (t < kEstateTableCount) {
      EXPECT_EQ(table_csv(a, id, CsvColumns::present), table_csv(b, id, CsvColumns::present));
    }
  }
  for (std::uint32_t row = 0; row < a.rows(TableId::vendors); ++row) {
    EXPECT_EQ(a.registry_vendor(row), b.registry_vendor(row));
  }
  for (std::uint32_t row = 0; row < a.rows(TableId::ownership); ++row) {
    EXPECT_EQ(a.registry_ownership(row), b.registry_ownership(row));
  }
}

TEST(Store, GivesBackEveryEstateThatWasPacked) {
  std::size_t cells = 0;
  for (unsigned seed = 0; seed < testing::seeds(150); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const testing::RawEstate raw =
        seed == 0 ? testing::RawEstate() : testing::random_every_cell(draw);
    const Read<Estate> folder =
        testing::build(raw, registry(), functions(), *parse_date(testing::kAsOf));
    ASSERT_FALSE(folder.diagnostics.has_errors()) << to_string(folder.diagnostics.sorted().front());
    const std::string bytes = packed(folder.value);
    const Read<Estate> back = opened(bytes);
    ASSERT_EQ(fault_of(bytes), "");
    expect_same(folder.value, back.value);
    EXPECT_EQ(packed(back.value), bytes) << "packed once more";
    // What is only worth a warning is warned of as often.
    EXPECT_EQ(folder.diagnostics.warning_count(), back.diagnostics.warning_count());
    cells += folder.value.rows(TableId::elements);
  }
  EXPECT_GT(cells, 100U);
}

TEST(Store, DoesNotMindTheOrderOfRows) {
  for (unsigned seed = 0; seed < testing::seeds(20); ++seed) {
    Draw draw(seed);
    testing::RawEstate raw = testing::random_every_cell(draw);
    const std::string bytes = packed(built(raw));
    for (auto& [name, rows] : raw) std::ranges::reverse(rows);
    EXPECT_EQ(packed(built(raw)), bytes) << seed;
  }
}

TEST(Store, PackedColumnsAreTheFilesOwnBytes) {
  Draw draw(3);
  const std::string bytes = packed(built(testing::random_every_cell(draw, {.missing_in = 1000})));
  const std::shared_ptr<void> owner = room_for(bytes.size());
  auto* const start = static_cast<std::byte*>(owner.get());
  std::memcpy(start, bytes.data(), bytes.size());
  const Read<Estate> read =
      read_packed({{start, bytes.size()}, owner, "e.pack"}, registry(), functions());
  const auto inside = [&](const void* at) { return at >= start && at < start + bytes.size(); };
  EXPECT_TRUE(inside(read.value.column(column::kElementVendor).codes().data()));
  EXPECT_TRUE(inside(read.value.column(column::kElementFunction).texts.bytes().data()));
  EXPECT_TRUE(inside(read.value.column(column::kElementNetworks).lists.items().data()));
  EXPECT_TRUE(inside(read.value.column(column::kElementFrom).days().data()));
  EXPECT_TRUE(inside(read.value.table(TableId::elements).ids.bytes().data()));
}

// ---- damage

std::string some_pack(unsigned seed = 5) {
  Draw draw(seed);
  return packed(built(testing::random_every_cell(draw, {.missing_in = 20})));
}

template <class T>
std::string with_number(std::string bytes, std::size_t at, T number) {
  std::memcpy(bytes.data() + at, &number, sizeof number);
  return bytes;
}

TEST(Store, NamesWhatIsWrongWithAHeader) {
  const std::string good = some_pack();
  ASSERT_EQ(fault_of(good), "");
  struct Case {
    std::string name;
    std::string bytes;
    std::string want;
  };
  const std::size_t sections_at = offsetof(Header, sections);
  std::string text_mode = good;
  text_mode.erase(4, 1);
  const Case cases[] = {
      {"empty", "", "is not an estate"},
      {"another file", "PK\x03\x04 and so on, a workbook", "is not an estate"},
      {"sent as text", text_mode, "is not an estate"},
      {"only the magic", good.substr(0, 8), "it ends in its header"},
      {"other byte order", with_number(good, 8, kOtherByteOrder), "the other byte order"},
      {"no byte order", with_number(good, 8, std::uint32_t{7}), "its byte order is none"},
      {"a later version", with_number(good, 12, std::uint32_t{2}),
       "is a packed file of version 2; this relook reads version 1"},
      {"half", good.substr(0, good.size() / 2), "is cut short"},
      {"more behind", good + "x", "has 1 bytes behind its end"},
      {"another schema", with_number(good, 24, std::uint64_t{1}), "tables have other columns"},
      {"sections without end", with_number(good, sections_at, std::uint32_t{0xFFFFFFFF}),
       "table of contents"},
      {"a section less", with_number(good, sections_at, std::uint32_t{1}), "was altered"},
  };
  for (const Case& c : cases) EXPECT_THAT(fault_of(c.bytes), HasSubstr(c.want)) << c.name;
}

TEST(Store, RefusesEveryFileThatIsCutShort) {
  const std::string good = some_pack();
  for (std::size_t size = 0; size < good.size(); size += 1 + size / 50) {
    EXPECT_NE(fault_of(good.substr(0, size)), "") << size;
  }
  EXPECT_NE(fault_of(good.substr(0, good.size() - 1)), "");
}

TEST(Store, RefusesEveryAlteredByte) {
  const std::string good = some_pack();
  std::mt19937 random(1);
  for (std::size_t at = 0; at < good.size(); at += 1 + random() % 5) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + random() % 255));
    EXPECT_NE(fault_of(bytes), "") << at;
  }
}

void make_sums_fit(std::string& bytes) {
  reseal(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
}

Layout layout_of(std::string_view bytes) {
  const std::shared_ptr<void> owner = room_for(bytes.size());
  std::memcpy(owner.get(), bytes.data(), bytes.size());
  Result<Layout> layout = read_layout({static_cast<const std::byte*>(owner.get()), bytes.size()});
  EXPECT_TRUE(layout.has_value());
  if (!layout) return {};
  layout->bytes = {};  // they go with this function
  return std::move(*layout);
}

TEST(Store, RefusesAFileCutAtEverySection) {
  const std::string good = some_pack();
  const Layout layout = layout_of(good);
  const std::size_t contents = sizeof(Header) + kEstateTableCount * sizeof(PackedTable);
  std::vector<std::size_t> ends = {8, sizeof(Header), contents};
  for (std::size_t i = 0; i < layout.sections.size(); ++i) {
    ends.push_back(contents + (i + 1) * sizeof(Section));
    ends.push_back(layout.sections[i].offset);
    ends.push_back(layout.sections[i].offset + layout.sections[i].bytes);
  }
  ASSERT_GT(ends.size(), 100U);
  std::size_t refused = 0;
  for (const std::size_t end : ends) {
    if (end == good.size()) continue;
    std::string cut = good.substr(0, end);
    EXPECT_THAT(fault_of(cut), HasSubstr("is cut short")) << end;
    // One who cuts it may say so in the header.
    if (end < sizeof(Header)) continue;
    cut = with_number(cut, offsetof(Header, file_bytes), std::uint64_t{end});
    make_sums_fit(cut);
    EXPECT_THAT(fault_of(cut), HasSubstr("is damaged")) << end;
    ++refused;
  }
  EXPECT_GT(refused, 100U);
}

TEST(Store, RefusesEveryAlteredFieldThatLaysTheFileOut) {
  const std::string good = some_pack();
  const Layout layout = layout_of(good);
  for (std::size_t at = 0; at < sizeof(Header); ++at) {
    for (const int bit : {1, 0x80}) {
      std::string bytes = good;
      bytes[at] = static_cast<char>(bytes[at] ^ bit);
      EXPECT_NE(fault_of(bytes), "") << "header, byte " << at;
      make_sums_fit(bytes);
      EXPECT_NE(fault_of(bytes), "") << "header, byte " << at << ", sums made to fit";
    }
  }
  const auto altered = [&](std::size_t at) {
    std::string bytes = good;
    bytes[at] = static_cast<char>(bytes[at] ^ 2);
    make_sums_fit(bytes);
    return fault_of(bytes);
  };
  std::size_t at = sizeof(Header);
  for (std::size_t t = 0; t < kEstateTableCount; ++t, at += sizeof(PackedTable)) {
    SCOPED_TRACE(schema()[t].name);
    EXPECT_NE(altered(at + offsetof(PackedTable, rows)), "");
    EXPECT_NE(altered(at + offsetof(PackedTable, present)), "");
    EXPECT_NE(altered(at + offsetof(PackedTable, zero)), "");
    // That of a table which is there is held against its rows by check_digests.
    if (layout.tables[t].present == 0) {
      EXPECT_NE(altered(at + offsetof(PackedTable, digest)), "");
    }
  }
  for (const Section& section : layout.sections) {
    SCOPED_TRACE(section_name(section));
    EXPECT_NE(altered(at + offsetof(Section, kind)), "");
    EXPECT_NE(altered(at + offsetof(Section, table)), "");
    EXPECT_NE(altered(at + offsetof(Section, column)), "");
    EXPECT_NE(altered(at + offsetof(Section, offset)), "");
    EXPECT_NE(altered(at + offsetof(Section, bytes)), "");
    at += sizeof(Section);
  }
}

// One that is known to be empty, as a file with only its header is; no more can be said so.
TEST(Store, ATableWithoutColumnsHasNoRows) {
  const testing::TemporaryFolder folder;
  std::string bytes = packed(built({{"elements", {{{"id", "e1"}}}}}));
  const std::size_t at =
      sizeof(Header) + static_cast<std::size_t>(TableId::budget) * sizeof(PackedTable);
  ASSERT_EQ(bytes[at + offsetof(PackedTable, present)], 0);
  bytes[at + offsetof(PackedTable, present)] = 1;
  make_sums_fit(bytes);
  const Read<Estate> read = opened(bytes);
  ASSERT_FALSE(read.diagnostics.has_errors());
  ASSERT_TRUE(write_estate(read.value, folder.path() / "e"));
  EXPECT_EQ(read_file(folder.path() / "e" / "budget.csv").value_or(""), "from,until,amount\n");
  const Read<Estate> again = read_folder(folder.path() / "e", registry(), functions());
  ASSERT_FALSE(again.diagnostics.has_errors());
  expect_same(again.value, read.value);

  bytes[at + offsetof(PackedTable, rows)] = 1;
  make_sums_fit(bytes);
  EXPECT_THAT(fault_of(bytes), HasSubstr("budget has rows and no columns"));
}

TEST(Store, EveryRefusalSaysWhatToDoNext) {
  const std::string good = some_pack();
  EXPECT_THAT(fault_of(good.substr(0, good.size() / 2)), HasSubstr("pack the folder again"));
  EXPECT_THAT(fault_of(good + "x"), HasSubstr("pack the folder again"));
  EXPECT_THAT(fault_of(with_number(good, 8, kOtherByteOrder)), HasSubstr("pack the folder again"));
  EXPECT_THAT(fault_of(with_number(good, 12, std::uint32_t{2})),
              HasSubstr("pack the folder again"));
  EXPECT_THAT(fault_of(with_number(good, good.size() - 8, std::uint64_t{7})),
              HasSubstr("pack the folder again"));
  EXPECT_THAT(fault_of("id,name"), HasSubstr("give one of these"));
}

// A forger makes the sums fit. What is then still accepted is, to the last code, what a folder of
// the same cells gives: so a packed file can say nothing that a folder could not.
TEST(Store, AcceptsFromAForgerOnlyWhatAFolderCouldSay) {
  const testing::TemporaryFolder folder;
  std::size_t accepted = 0;
  for (unsigned seed = 0; seed < testing::seeds(8); ++seed) {
    Draw draw(seed);
    const std::string good = packed(
        built(testing::random_every_cell(draw, {.missing_in = 6, .vendors_by_alias = false})));
    for (unsigned i = 0; i < 250; ++i) {
      std::string bytes = good;
      for (std::size_t n = 1 + draw.below(2); n > 0; --n) {
        const std::size_t at = draw.below(bytes.size());
        bytes[at] =
            draw.one_in(2) ? static_cast<char>(bytes[at] + 1) : static_cast<char>(draw.below(256));
      }
      make_sums_fit(bytes);
      const Read<Estate> read = opened(bytes);
      if (read.diagnostics.has_errors()) continue;
      ++accepted;
      ASSERT_TRUE(write_estate(read.value, folder.path() / "e"));
      const Read<Estate> again = read_folder(folder.path() / "e", registry(), functions());
      ASSERT_FALSE(again.diagnostics.has_errors())
          << seed << " " << i << " " << to_string(again.diagnostics.sorted().front());
      Estate estate = again.value;
      estate.set_vendor_spellings(read.value.vendor_spellings());
      SCOPED_TRACE(fmt::format("{} {}", seed, i));
      expect_same(estate, read.value);
    }
  }
  EXPECT_GT(accepted, 20U);
}

// Sets the first number of the section that holds `kind` of a column, and makes the sums fit.
template <class T>
std::string forged(std::string bytes, SectionKind kind, ColumnRef ref, std::size_t entry,
                   T number) {
  Header header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    Section section{};
    std::memcpy(&section,
                bytes.data() + sizeof(Header) + kEstateTableCount * sizeof(PackedTable) +
                    i * sizeof(Section),
                sizeof section);
    if (section.kind != kind || section.table != static_cast<std::uint16_t>(ref.table) ||
        section.column != ref.column) {
      continue;
    }
    EXPECT_LE((entry + 1) * sizeof(T), section.bytes);
    std::memcpy(bytes.data() + section.offset + entry * sizeof(T), &number, sizeof(T));
    make_sums_fit(bytes);
    return bytes;
  }
  ADD_FAILURE() << "no such section";
  return bytes;
}

TEST(Store, RefusesNumbersThatMeanNothing) {
  const testing::RawEstate raw = {{"operators", {{{"id", "a"}}, {{"id", "b"}}}},
                                  {"elements",
                                   {{{"id", "e1"},
                                     {"operator", "a"},
                                     {"users", "a;b"},
                                     {"function", "P"},
                                     {"vendor", "zte"},
                                     {"procured_on", "2019-01-01"},
                                     {"transit", "yes"},
                                     {"cells", "3"},
                                     {"tags", "x;y"},
                                     {"site", "s1"}},
                                    {{"id", "e2"},
                                     {"operator", "b"},
                                     {"users", "-"},
                                     {"function", "gNB"},
                                     {"vendor", ""},
                                     {"procured_on", ".."},
                                     {"transit", ""},
                                     {"cells", ""},
                                     {"tags", "y"},
                                     {"site", "-"}}}},
                                  {"supplies",
                                   {{{"element", "e1"}, {"vendor", "nokia"}},
                                    {{"element", "e2"}, {"vendor", "nokia"}},
                                    {{"element", "e2"}, {"vendor", "zte"}}}}};
  const std::string good = packed(built(raw));
  ASSERT_EQ(fault_of(good), "");
  using enum SectionKind;
  constexpr std::uint8_t kTags = 22;
  const ColumnRef tags{TableId::elements, kTags};
  const ColumnRef element_ids{TableId::elements, 0};
  const std::pair<const char*, std::string> cases[] = {
      {"elements.operator: a code",
       fault_of(forged(good, cells, column::kElementOperator, 0, std::uint32_t{2}))},
      {"elements.operator: a code",  // known to be none, where that cannot be
       fault_of(forged(good, cells, column::kElementOperator, 0, kNoneCode))},
      {"elements.function: a code",
       fault_of(forged(good, cells, column::kElementFunction, 1, std::uint32_t{0xFFFFFFF0}))},
      {"elements.function: there is something that no row uses",
       fault_of(forged(good, cells, column::kElementFunction, 1, std::uint32_t{0}))},
      {"elements.vendor: a code",
       fault_of(forged(good, cells, column::kElementVendor, 0, std::uint32_t{99}))},
      {"a vendor that none is spelt as",
       fault_of(forged(good, cells, column::kElementVendor, 0, std::uint32_t{0}))},
      {"elements.transit: a code",
       fault_of(forged(good, cells, column::kElementTransit, 0, std::uint32_t{2}))},
      {"elements.procured_on: a date",
       fault_of(forged(good, cells, column::kElementProcuredOn, 0, std::int32_t{1'000'000}))},
      {"elements.procured_on: a date",
       fault_of(forged(good, cells, column::kElementProcuredOn, 0, kNoneDay))},
      {"elements.cells: a number",
       fault_of(forged(good, cells, column::kElementCells, 0, std::int64_t{-1}))},
      {"elements.cells: a number",
       fault_of(forged(good, cells, column::kElementCells, 0, kNoneNumber))},
      {"elements.users: a code",
       fault_of(forged(good, list_items, column::kElementUsers, 1, std::uint32_t{2}))},
      {"elements.users: the items of a list",
       fault_of(forged(good, list_items, column::kElementUsers, 1, std::uint32_t{0}))},
      {"elements.users: a dictionary does not end",
       fault_of(forged(good, list_offsets, column::kElementUsers, 1, std::uint64_t{1} << 60))},
      {"elements.tags: an entry of a dictionary",
       fault_of(forged(good, text_offsets, tags, 1, std::uint64_t{1} << 40))},
      {"elements.tags: its texts are not in order",
       fault_of(forged(good, text_bytes, tags, 0, 'z'))},
      {"elements.tags: a text cannot", fault_of(forged(good, text_bytes, tags, 0, '\xFF'))},
      {"elements.tags: a text cannot", fault_of(forged(good, text_bytes, tags, 0, ';'))},
      {"elements.id: its texts", fault_of(forged(good, id_bytes, element_ids, 1, '3'))},
      {"supplies: its rows are not in order",
       fault_of(forged(good, cells, column::kSupplyElement, 2, std::uint32_t{0}))},
      {"supplies.element: a code",
       fault_of(forged(good, cells, column::kSupplyElement, 1, kUnknownCode))},
      {"the vendors' spellings: a code",
       fault_of(forged(good, spelling_vendors, {TableId::vendors, 0}, 0, kUnknownCode))},
      {"sites: there is something that no row uses",
       fault_of(forged(good, cells, column::kElementSite, 0, kUnknownCode))},
  };
  for (const auto& [want, got] : cases) EXPECT_THAT(got, HasSubstr(want));
}

TEST(Store, FindsFaultsThatOnlyTheWholeShows) {
  const testing::RawEstate raw = {
      {"elements",
       {{{"id", "e1"}, {"in_service_from", "2019-01-01"}, {"in_service_until", "2019-06-01"}}}}};
  const std::string good = packed(built(raw));
  EXPECT_THAT(fault_of(forged(good, SectionKind::cells, column::kElementUntil, 0,
                              parse_date("2018-01-01")->days)),
              HasSubstr("in_service_until 2018-01-01 is before in_service_from 2019-01-01"));
}

TEST(Store, HoldsStatedDigestsAgainstTheCells) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "e.pack";
  Draw draw(5);
  const Estate estate = built(testing::random_every_cell(draw, {.missing_in = 1000}));
  std::string bytes = packed(estate);
  ASSERT_TRUE(write_file(file, bytes));
  EXPECT_FALSE(check_digests(file, table_digests(estate)).has_errors());
  const std::size_t elements = static_cast<std::size_t>(TableId::elements);
  char& byte =
      bytes[sizeof(Header) + elements * sizeof(PackedTable) + offsetof(PackedTable, digest)];
  byte = static_cast<char>(byte + 1);
  make_sums_fit(bytes);
  ASSERT_TRUE(write_file(file, bytes));
  const Diagnostics found = check_digests(file, table_digests(estate));
  ASSERT_EQ(found.error_count(), 1U);
  EXPECT_THAT(found.kept().front().message, HasSubstr("the digest it states of elements"));
}

TEST(Store, CountsWhatADictionaryMakesASmallFileSay) {
  const testing::RawEstate raw = {
      {"elements",
       {{{"id", "e1"}, {"model", "abcde"}, {"tags", "x;yy"}, {"site", "s1"}, {"cells", "3"}},
        {{"id", "e2"}, {"model", "abcde"}, {"tags", ""}, {"site", "s1"}, {"cells", ""}},
        {{"id", "e3"}, {"model", "f"}, {"tags", "yy"}, {"site", "-"}, {"cells", "12"}}}}};
  const std::string bytes = packed(built(raw));
  const std::shared_ptr<void> owner = room_for(bytes.size());
  std::memcpy(owner.get(), bytes.data(), bytes.size());
  const auto layout = read_layout({static_cast<const std::byte*>(owner.get()), bytes.size()});
  ASSERT_TRUE(layout);
  const auto sections = find_sections(*layout);
  ASSERT_TRUE(sections);
  const auto elements = std::ranges::find(sections->tables, TableId::elements, &TableSections::id);
  // Ids, models, tags with a semicolon each, sites; numbers are short.
  EXPECT_EQ(text_bytes(*layout, *sections, *elements, 0), 6U + (5 + 5 + 1) + (2 + 3 + 3) + 4);
  // Three times the longest of each, two of the longest tag, and what a number may take.
  EXPECT_EQ(text_bytes(*layout, *sections, *elements, 1000), 6U + 3 * (5 + 2 * 3 + 2 + 24));
}

// ---- another registry

testing::RawEstate two_elements() {
  return {{"vendors", {{{"id", "own"}, {"aliases", "Own Ltd"}}}},
          {"ownership", {{{"vendor", "OWN"}, {"parent", "Nokia"}, {"from", "2015-01-01"}}}},
          {"elements", {{{"id", "e1"}, {"vendor", "zte"}}, {{"id", "e2"}, {"vendor", "Nokia"}}}},
          {"supplies",
           {{{"element", "e1"}, {"vendor", "zte"}}, {{"element", "e1"}, {"vendor", "OWN LTD"}}}}};
}

TEST(Store, JoinsInTheRegistryOfTheDay) {
  const std::string bytes = packed(built(two_elements()));
  Registry later = testing::small_registry();
  later.vendors.insert(later.vendors.begin(), {"aaa", "", {}, {}, "GB", "test", ""});
  later.vendors.push_back({"znew", "", {}, {}, "GB", "test", ""});
  later.ownership.push_back({"zte", "aaa", parse_date("2019-01-01"), std::nullopt, "test", ""});
  const Read<Estate> read = opened(bytes, later);
  ASSERT_EQ(fault_of(bytes, later), "");
  expect_same(built(two_elements(), later), read.value);
  EXPECT_EQ(packed(read.value), packed(built(two_elements(), later)));
}

TEST(Store, RefusesToGuessWhereASpellingMeansAnother) {
  const std::string bytes = packed(built(two_elements()));
  Registry moved = testing::small_registry();
  std::erase_if(moved.vendors, [](const RegistryVendor& vendor) { return vendor.id == "nokia"; });
  EXPECT_THAT(fault_of(bytes, moved), HasSubstr("no vendor is known as"));
  moved.vendors.push_back({"nokia-group", "", {"nokia"}, {}, "FI", "test", ""});
  EXPECT_THAT(
      fault_of(bytes, moved),
      HasSubstr("'Nokia' meant the vendor 'nokia' when this was packed, and by the registry "
                "at hand it means 'nokia-group'"));
}

TEST(Store, SaysWhatCannotBeOpened) {
  const testing::TemporaryFolder folder;
  const auto fault = [&](const std::filesystem::path& path) {
    const Read<Estate> read = open_packed(path, registry(), functions());
    return read.diagnostics.has_errors() ? to_string(read.diagnostics.kept().front()) : "";
  };
  EXPECT_THAT(fault(folder.path() / "none"), HasSubstr("No such file"));
  EXPECT_THAT(fault(folder.path()), HasSubstr("is not a file"));
  ASSERT_TRUE(write_file(folder.path() / "empty", ""));
  EXPECT_THAT(fault(folder.path() / "empty"), HasSubstr("empty: error: is not an estate"));
  ASSERT_TRUE(write_file(folder.path() / "good", some_pack()));
  EXPECT_EQ(fault(folder.path() / "good"), "");
}

TEST(Store, AddsChangesOfAnotherFileAsAFolderDoes) {
  const testing::TemporaryFolder folder;
  const Estate estate = built(two_elements());
  ASSERT_TRUE(write_estate(estate, folder.path() / "e"));
  ASSERT_TRUE(write_file(folder.path() / "with.csv",
                         "date,element,action,vendor\n2021-01-01,e1,replace,NOKIA\n"));
  const Read<Estate> want = read_folder(folder.path() / "e", registry(), functions(),
                                        {.with = folder.path() / "with.csv"});
  const Read<Estate> got = add_changes(opened(packed(estate)).value, folder.path() / "with.csv",
                                       registry(), functions());
  ASSERT_FALSE(want.diagnostics.has_errors());
  ASSERT_FALSE(got.diagnostics.has_errors());
  expect_same(want.value, got.value);
}

}  // namespace
}  // namespace relook::store
