// SPDX-License-Identifier: Apache-2.0
#include "estate/estate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "estate/folder.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::estate {
namespace {

constexpr Date kAsOf{18289};  // 2020-01-28

// The days a cell may mean, within a few around as_of.
std::vector<std::int32_t> fillings(std::int32_t cell, bool until) {
  constexpr std::int32_t kNever = 1'000'000;
  if (is_value(cell)) return {cell};
  if (cell == kNoneDay) return {kNever};
  if (cell == kUnknownDay && until) return {kNever};  // the default: open
  std::vector<std::int32_t> days;
  for (std::int32_t day = kAsOf.days - 6; day <= kAsOf.days + 6; ++day) {
    if (cell == kUnknownDay || day < kAsOf.days) days.push_back(day);
  }
  if (cell == kUnknownDay) days.push_back(kNever);
  return days;
}

// Against all fillings of what the cells leave open (SEMANTICS 3.1 and 2.4).
TEST(HoldsOn, IsWhatEveryFillingGives) {
  std::vector<std::int32_t> cells = {kUnknownDay, kNoneDay, kPastDay};
  for (std::int32_t d = -3; d <= 3; ++d) cells.push_back(kAsOf.days + d);
  for (const std::int32_t from : cells) {
    for (const std::int32_t until : cells) {
      for (std::int32_t day = kAsOf.days - 4; day <= kAsOf.days + 4; ++day) {
        bool may = false;
        bool must = true;
        for (const std::int32_t f : fillings(from, false)) {
          for (const std::int32_t u : fillings(until, true)) {
            (f <= day && day < u ? may : must) = f <= day && day < u;
          }
        }
        const Truth want = must ? Truth::yes : may ? Truth::unknown : Truth::no;
        EXPECT_EQ(holds_on({from, until}, Date{day}, kAsOf), want)
            << from << " " << until << " on as_of" << day - kAsOf.days;
      }
    }
  }
}

TEST(HoldsOn, TakesTheFirstDayInAndLeavesTheFirstDayOut) {
  EXPECT_EQ(holds_on({10, 12}, Date{9}, kAsOf), Truth::no);
  EXPECT_EQ(holds_on({10, 12}, Date{10}, kAsOf), Truth::yes);
  EXPECT_EQ(holds_on({10, 12}, Date{11}, kAsOf), Truth::yes);
  EXPECT_EQ(holds_on({10, 12}, Date{12}, kAsOf), Truth::no);
  EXPECT_EQ(holds_on({kPastDay, kUnknownDay}, kAsOf, kAsOf), Truth::yes);
  EXPECT_EQ(holds_on({kPastDay, kUnknownDay}, Date{kAsOf.days - 1}, kAsOf), Truth::yes);
  EXPECT_EQ(holds_on({kPastDay, kUnknownDay}, Date{kAsOf.days - 2}, kAsOf), Truth::unknown);
  EXPECT_EQ(holds_on({kUnknownDay, 20}, Date{20}, kAsOf), Truth::no);
  EXPECT_EQ(holds_on({kNoneDay, kUnknownDay}, kAsOf, kAsOf), Truth::no);
}

// ---- whole estates

using Files = std::map<std::string, std::string>;

Read<Estate> read(const Files& files) {
  static const Registry kRegistry{
      {{"acme", "Acme", {}, {}, "", "", ""}, {"bolt", "Bolt", {}, {}, "", "", ""}},
      {{"bolt", "acme", {}, {}, "", ""}},
      {}};
  const testing::TemporaryFolder folder;
  for (const auto& [name, text] : files) testing::spill(folder.path() / name, text);
  return read_folder(folder.path(), kRegistry, Functions());
}

const Files kTown = {
    {"estate.toml",
     "format = \"relook-estate/1\"\nname = \"t\"\nas_of = 2020-01-28\ncurrency = \"GBP\"\n"},
    {"operators.csv", "id,name,country\np,Pale,GB\nq,\"Q, Ltd\",GB\nö,,\n"},
    {"vendors.csv", "id,aliases\nacme,Akme\nnew,\"N;Co\"\n"},
    {"ownership.csv", "vendor,parent,from\nnew,acme,2019-01-01\nnew,bolt,..\nacme,,\n"},
    {"sites.csv", "id,operator,lat\ns10,p,51.5\ns2,q,\ns1,,-3\n"},
    {"elements.csv",
     "id,users,site,vendor,bands\nz,q;p,s2,new,n78;n1\na,-,-,-,\nm,p;q,s1,N,n1;n78\nb,,,,-\n"},
    {"supplies.csv",
     "element,role,vendor,until\nz,hardware,new,\nz,hardware,acme,2021-01-01\nz,,new,-\na,software,"
     ","
     "..\na,software,,..\n"},
};

std::vector<std::string> all_csv(const Estate& estate) {
  std::vector<std::string> tables;
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    tables.push_back(table_csv(estate, static_cast<TableId>(t), CsvColumns::present));
  }
  return tables;
}

// The rows behind the header in another order.
std::string shuffled(const std::string& csv, std::mt19937& random) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = csv.find('\n', at) + 1;
    lines.push_back(csv.substr(at, end - at));
    at = end;
  }
  std::ranges::shuffle(lines.begin() + 1, lines.end(), random);
  std::string out;
  for (const std::string& line : lines) out += line;
  return out;
}

TEST(Column, KeepsEveryNumberWhateverTheRoomItTakes) {
  constexpr std::int64_t kLeast = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  // The two least of 32 bits stand for what is no value; a number that is one of them is wide.
  for (const std::int64_t edge : {kLeast - 1, kLeast, kLeast + 1, kLeast + 2, kMost, kMost + 1}) {
    SCOPED_TRACE(edge);
    const std::vector<std::int64_t> numbers = {edge, kUnknownNumber, 0, kNoneNumber, -7};
    const Column column{std::vector<std::int64_t>(numbers)};
    EXPECT_TRUE(column.present());
    EXPECT_TRUE(column.holds_numbers());
    EXPECT_EQ(column.numbers(), numbers);
    for (std::size_t row = 0; row < numbers.size(); ++row) {
      EXPECT_EQ(column.number(row), numbers[row]);
    }
  }
  const Column none{std::vector<std::int64_t>()};
  EXPECT_TRUE(none.present());
  EXPECT_TRUE(none.numbers().empty());
}

TEST(Estate, DoesNotDependOnTheOrderOfRows) {
  const Read<Estate> first = read(kTown);
  ASSERT_FALSE(first.diagnostics.has_errors()) << to_string(first.diagnostics.sorted().front());
  std::mt19937 random(12);
  for (int i = 0; i < 200; ++i) {
    Files files = kTown;
    for (auto& [name, text] : files) {
      if (name.ends_with(".csv")) text = shuffled(text, random);
    }
    const Read<Estate> again = read(files);
    ASSERT_FALSE(again.diagnostics.has_errors());
    ASSERT_EQ(all_csv(again.value), all_csv(first.value));
    ASSERT_EQ(digest(again.value), digest(first.value));
  }
}

TEST(Estate, SortsItsTablesByIdBytes) {
  const Estate estate = read(kTown).value;
  EXPECT_EQ(table_csv(estate, TableId::sites, CsvColumns::present),
            "id,operator,lat\ns1,,-3\ns10,p,51.5\ns2,q,\n");
  EXPECT_EQ(table_csv(estate, TableId::operators, CsvColumns::present),
            "id,name,country\np,Pale,GB\nq,\"Q, Ltd\",GB\nö,,\n");
  for (const TableSchema& table : schema()) {
    const Table& rows = estate.table(table.id);
    for (std::uint32_t row = 0; table.has_ids() && row < rows.rows; ++row) {
      EXPECT_EQ(rows.find(rows.ids[row]), row);
    }
  }
  EXPECT_FALSE(estate.table(TableId::sites).find("s"));
  EXPECT_FALSE(estate.table(TableId::sites).find("zz"));
  EXPECT_FALSE(estate.table(TableId::planes).find("x"));
}

TEST(Digest, SeesEveryCellTheManifestAndWhichTablesThereAre) {
  const Digest whole = digest(read(kTown).value);
  std::vector<Files> others(8, kTown);
  others[0]["sites.csv"] = "id,operator,lat\ns10,p,51.5\ns2,q,\ns1,,-3.000000001\n";
  others[1]["estate.toml"] = "format = \"relook-estate/1\"\nname = \"u\"\nas_of = 2020-01-28\n";
  others[2].erase("supplies.csv");
  others[3]["networks.csv"] = "id\n";
  others[4]["operators.csv"] = "id,name,country\np,Pale,\nq,\"Q, Ltd\",GB\nö,,\n";
  others[5]["vendors.csv"] = "id,aliases\nacme,\nnew,\"N;Co\"\n";
  others[6]["estate.toml"] += "assume = [\"links.metric=1\"]\n";
  others[7]["estate.toml"] += "notice = \"made up\"\n";
  for (const Files& other : others) {
    const Read<Estate> changed = read(other);
    ASSERT_FALSE(changed.diagnostics.has_errors());
    EXPECT_NE(digest(changed.value), whole);
  }
}

TEST(Digest, CannotBeMisledByLineBreaksInAName) {
  Estate a = read(kTown).value;
  Estate b = a;
  a.manifest.currency = "x";
  a.manifest.notice = "y";
  b.manifest.currency = "x\ny";
  b.manifest.notice = "";
  EXPECT_NE(digest(a), digest(b));
}

// A missing column is a column of empty cells.
TEST(Digest, IsTheSameWithoutAColumnAsWithAnEmptyOne) {
  Files with = kTown;
  with["networks.csv"] = "id,name\nn,\n";
  Files without = kTown;
  without["networks.csv"] = "id\nn\n";
  EXPECT_EQ(digest(read(with).value), digest(read(without).value));
  EXPECT_TRUE(read(with).value.table(TableId::networks).columns[2].present());
  EXPECT_FALSE(read(without).value.table(TableId::networks).columns[2].present());
}

TEST(Estate, MakesRowsOfWhatAnAbsentTableIsAskedFor) {
  const Estate estate =
      read({{"estate.toml", kTown.at("estate.toml")}, {"elements.csv", "id,site\ne,there\n"}})
          .value;
  EXPECT_EQ(estate.table(TableId::sites).state, TableState::absent);
  ASSERT_EQ(estate.rows(TableId::sites), 1U);
  EXPECT_EQ(estate.id(TableId::sites, 0), "there");
  EXPECT_EQ(cell_text(estate, column::kElementSite, 0), "there");
  EXPECT_EQ(estate.column(column::kSiteLat).number(0), kUnknownNumber);
  EXPECT_EQ(estate.table(TableId::elements).state, TableState::present);
}

TEST(RowName, IsTheIdOrTheKeyCells) {
  const Estate estate = read(kTown).value;
  EXPECT_EQ(row_name(estate, TableId::sites, 0), "s1");
  std::vector<std::string> names;
  for (std::size_t row = 0; row < estate.rows(TableId::supplies); ++row) {
    names.push_back(row_name(estate, TableId::supplies, row));
  }
  EXPECT_EQ(names, (std::vector<std::string>{"a/software", "a/software", "z/hardware/acme",
                                             "z/hardware/new", "z/new"}));
}

}  // namespace
}  // namespace relook::estate
