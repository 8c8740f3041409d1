// SPDX-License-Identifier: Apache-2.0
// Every rule about one cell (SEMANTICS 2), through the builder as any reader uses it.

#include "estate/draft.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "estate/builder.hpp"

namespace relook::estate {
namespace {

struct Case {
  TableId table;
  std::string_view column;
  std::string_view text;
  std::string_view want;  // what stands in the frozen cell, or the fault behind "error: "
};

// Builds one row with the case's cell and what its keys need, and says what became of it.
std::string outcome(const Case& c) {
  static const Registry registry{
      {{"acme", "Acme Corporation", {"Acme Inc"}, {"9999"}, "SE", "", ""}}, {}, {}};
  static const Functions functions;
  EstateBuilder builder(registry, functions);
  builder.set_manifest({.name = "t", .as_of = *parse_date("2020-01-28"), .currency = ""});
  const TableSchema& table = schema(c.table);
  builder.declare(c.table);
  std::vector<std::uint8_t> columns;
  std::vector<CellSource> cells;
  for (std::uint8_t i = 0; i < table.columns.size(); ++i) {
    const ColumnSchema& column = table.columns[i];
    const bool asked = column.name == c.column;
    if (!asked && !column.has(kKey)) continue;
    columns.push_back(i);
    std::string_view filler = "x";
    if (column.type == CellType::date) filler = "2021-01-01";
    if (column.type == CellType::word) filler = "remove";
    if (column.target == TableId::vendors) filler = "acme";
    if (column.name == "b") filler = "y";
    cells.push_back({asked ? c.text : filler, {7, static_cast<std::uint32_t>(i + 1)}});
  }
  builder.add_row(c.table, columns, cells, "f");
  const Read<Estate> read = std::move(builder).build();
  if (read.diagnostics.has_errors()) {
    return "error: " + read.diagnostics.sorted().front().message;
  }
  const auto number = static_cast<std::uint8_t>(*find_column(table, c.column));
  const Table& rows = read.value.table(c.table);
  if (rows.rows != 1) return "rows: " + std::to_string(rows.rows);
  const Column& data = rows.columns[number];
  const std::string text = cell_text(read.value, {c.table, number}, 0);
  if (data.present() && !data.codes().empty() && data.code(0) == kNoneCode) return "none";
  if (data.present() && !data.codes().empty() && data.code(0) == kUnknownCode) return "unknown";
  if (data.present() && !data.days().empty() && data.day(0) == kUnknownDay) return "unknown";
  if (data.present() && data.holds_numbers() && data.number(0) == kUnknownNumber) {
    return "unknown";
  }
  return text;
}

void expect_outcomes(std::span<const Case> cases) {
  for (const Case& c : cases) {
    const std::string got = outcome(c);
    const bool same = c.want.starts_with("error: ") ? got.find(c.want) == 0 : got == c.want;
    EXPECT_TRUE(same) << schema(c.table).name << "." << c.column << " '" << c.text << "'\n  got  "
                      << got << "\n  want " << c.want;
  }
}

using enum TableId;

TEST(Cells, OfIds) {
  static const std::string longest(255, 'i');
  static const std::string too_long(256, 'i');
  const Case cases[] = {
      {sites, "id", "a b/ü:..x", "a b/ü:..x"},
      {sites, "id", longest, longest},
      {sites, "id", too_long, "error: id: '"},
      {sites, "id", "", "error: id: '' cannot be an id: it is empty"},
      {sites, "id", "-",
       "error: id: '-' cannot be an id: `-` and `..` have a meaning of their own"},
      {sites, "id", "..", "error: id: '..' cannot be an id: `-` and `..`"},
      {sites, "id", "a;b", "error: id: 'a;b' cannot be an id: it has a semicolon in it"},
      {sites, "id", " a", "error: id: ' a' cannot be an id: it has spaces at its edges"},
      {sites, "id", "a ", "error: id: 'a ' cannot be an id: it has spaces"},
      {sites, "id", "a\tb", "error: id: 'a?b' cannot be an id: it has control characters in it"},
      {sites, "id", "a\x7F", "error: id: 'a?' cannot be an id: it has control"},
      {sites, "id", "a\xC2\x85z", "error: id: "},
  };
  expect_outcomes(cases);
}

TEST(Cells, OfKeysMayBeNeitherEmptyNorNone) {
  const Case cases[] = {
      {ownership, "vendor", "", "error: vendor: this cell may not be empty"},
      {ownership, "vendor", "-", "error: vendor: `-` (known to be none) is not allowed here"},
      {supplies, "element", "", "error: element: this cell may not be empty"},
      {supplies, "element", "-", "error: element: `-`"},
      {dependencies, "element", "", "error: element: this cell"},
      {links, "a", "", "error: a: this cell"},
      {links, "b", "-", "error: b: `-`"},
      {demands, "from", "", "error: from: this cell"},
      {demands, "to", "", "error: to: this cell"},
      {demands, "to", "-", "error: to: `-`"},
      {changes, "date", "", "error: date: this cell may not be empty"},
      {changes, "date", "-", "error: date: '-' is not a date"},
      {changes, "date", "..", "error: date: '..' is not a date"},
      {changes, "element", "", "error: element: this cell"},
      {changes, "action", "", "error: action: this cell"},
      {changes, "action", "-", "error: action: `-`"},
  };
  expect_outcomes(cases);
}

TEST(Cells, OfReferences) {
  const Case cases[] = {
      {elements, "site", "s", "s"},
      {elements, "site", "", "unknown"},
      {elements, "site", "-", "none"},
      {elements, "site", "..", "error: site: `..` (before as_of) is for dates only"},
      {elements, "site", "a;b", "error: site: 'a;b' cannot be an id: it has a semicolon"},
      {elements, "site", " s", "error: site: ' s' cannot be an id: it has spaces"},
      {elements, "operator", "-", "error: operator: `-` (known to be none) is not allowed here"},
      {elements, "operator", "o", "o"},
      {elements, "vendor", "", "unknown"},
      {elements, "vendor", "-", "none"},
      {elements, "vendor", "acme", "acme"},
      {elements, "vendor", "ACME, inc.", "acme"},
      {elements, "vendor", "Acme Corporation", "acme"},
      {elements, "vendor", "acne",
       "error: no vendor is known as 'acne' (did you mean 'acme'?); add"},
      {ownership, "parent", "", "unknown"},
      {ownership, "parent", "-", "error: parent: `-`"},
      {dependencies, "on", "", "unknown"},
      {supplies, "vendor", "-", "none"},
      {changes, "vendor", "", "unknown"},
      {demands, "plane", "-", "none"},
  };
  expect_outcomes(cases);
}

TEST(Cells, OfLists) {
  const Case cases[] = {
      {elements, "users", "b;a", "a;b"},
      {elements, "users", "b; a ;b", "a;b"},
      {elements, "users", "", "unknown"},
      {elements, "users", "-", "none"},
      {elements, "users", "a;;b", "error: users: 'a;;b' is a list with an empty item"},
      {elements, "users", "a;", "error: users: 'a;' is a list with an empty item"},
      {elements, "users", ";", "error: users: ';' is a list with an empty item"},
      {elements, "users", " ", "error: users: ' ' is a list with an empty item"},
      {elements, "users", "a;-", "error: users: 'a;-' is a list with `-` or `..` in it"},
      {elements, "users", "..;a", "error: users: '..;a' is a list with `-`"},
      {elements, "users", "..", "error: users: `..`"},
      {elements, "bands", "n78;n1;n78", "n1;n78"},
      {elements, "bands", "-", "none"},
      {elements, "tags", "-", "none"},
      {elements, "tags", "", "unknown"},
      {links, "srlgs", "", "unknown"},
      {links, "srlgs", "duct 2;duct 1", "duct 1;duct 2"},
      {links, "rides_on", "-", "none"},
      {tunnels, "hops", "z;a;z", "z;a;z"},
      {demands, "protected", "-", "none"},
      {demands, "to", "q;p", "p;q"},
  };
  expect_outcomes(cases);
}

TEST(Cells, OfTexts) {
  static const std::string too_long(4097, 't');
  const Case cases[] = {
      {sites, "name", "-", "-"},
      {sites, "name", "..", ".."},
      {sites, "name", " Main\nStreet ", " Main\nStreet "},
      {sites, "name", too_long, "error: name: longer than 4096 bytes"},
      {sites, "kind", "mast", "mast"},
      {sites, "kind", "", "unknown"},
      {sites, "kind", "-", "error: kind: `-` (known to be none) is not allowed here"},
      {sites, "kind", "..", "error: kind: `..` (before as_of) is for dates only"},
      {sites, "kind", "mast ", "error: kind: 'mast ' has spaces at its edges"},
      {sites, "kind", "a\nb", "error: kind: 'a?b' has spaces at its edges or control"},
      {elements, "transit", "yes", "yes"},
      {elements, "transit", "no", "no"},
      {elements, "transit", "Yes",
       "error: transit: 'Yes' is none of no, yes (did you mean 'yes'?)"},
      {elements, "transit", "-", "error: transit: `-`"},
      {networks, "criticality", "government", "government"},
      {networks, "criticality", "goverment",
       "error: criticality: 'goverment' is none of public, safety-related, safety-critical, "
       "government (did you mean 'government'?)"},
      {supplies, "role", "", "unknown"},
      {supplies, "role", "managed-service", "managed-service"},
      {dependencies, "kind", "hosted-on", "hosted-on"},
  };
  expect_outcomes(cases);
}

TEST(Cells, OfDates) {
  const Case cases[] = {
      {elements, "procured_on", "2019-02-28", "2019-02-28"},
      {elements, "procured_on", "..", ".."},
      {elements, "procured_on", "", "unknown"},
      {elements, "procured_on", "-",
       "error: procured_on: '-' is not a date from 1900-01-01 to "
       "2199-12-31 as YYYY-MM-DD, and - is not allowed here"},
      {elements, "procured_on", "2019-02-29", "error: procured_on: '2019-02-29' is not a date"},
      {elements, "procured_on", "28.02.2019", "error: procured_on: '28.02.2019' is not a date"},
      {elements, "procured_on", " 2019-02-28", "error: procured_on: ' 2019-02-28' is not"},
      {elements, "in_service_from", "-", "-"},
      {elements, "in_service_until", "-", "-"},
      {elements, "in_service_until", "", "unknown"},
      {elements, "in_service_until", "..", ".."},
      {supplies, "from", "-", "error: from: '-' is not a date"},
      {supplies, "until", "-", "-"},
  };
  expect_outcomes(cases);
}

TEST(Cells, OfQuantities) {
  const Case cases[] = {
      {elements, "traffic_gbps", "12.500001", "12.500001"},
      {elements, "traffic_gbps", "12.50", "12.5"},
      {elements, "traffic_gbps", "-", "0"},
      {elements, "traffic_gbps", "", "unknown"},
      {elements, "traffic_gbps", "..", "error: traffic_gbps: '..' is not a number"},
      {elements, "traffic_gbps", "1.0000001",
       "error: traffic_gbps: '1.0000001' has more than 6 decimals; Gbit/s is held exactly"},
      {elements, "traffic_gbps", "1,5", "error: traffic_gbps: '1,5' is not a number; write digits"},
      {elements, "traffic_gbps", "-1", "error: traffic_gbps: '-1' is not between 0 and "},
      {elements, "cells", "3.0", "3"},
      {elements, "cells", "3.5", "error: cells: '3.5' has more than 0 decimals"},
      {elements, "cells", "100000000", "100000000"},
      {elements, "cells", "100000001", "error: cells: '100000001' is not between 0 and 100000000 "},
      {elements, "cells", "99999999999999999999999",
       "error: cells: '99999999999999999999999' is not"},
      {elements, "book_value", "10.05", "10.05"},
      {elements, "book_value", "10.005", "error: book_value: '10.005' has more than 2 decimals"},
      {sites, "lat", "-90", "-90"},
      {sites, "lat", "90.000000001",
       "error: lat: '90.000000001' is not between -90 and 90 degrees"},
      {sites, "lat", "51.4778001", "51.4778001"},
      {sites, "lon", "-180.1", "error: lon: '-180.1' is not between -180 and 180 degrees"},
      {sites, "lat", "-", "error: lat: '-' is not a number"},
      {links, "metric_ab", "-", "-"},
      {links, "metric_ab", "0", "0"},
      {links, "metric_ab", "4294967294", "4294967294"},
      {links, "metric_ab", "4294967295", "error: metric_ab: '4294967295' is not between"},
  };
  expect_outcomes(cases);
}

TEST(Rows, OfABadIdStillShowTheFaultsOfTheirCells) {
  static const Registry registry;
  static const Functions functions;
  EstateBuilder builder(registry, functions);
  builder.declare(sites);
  const std::uint8_t columns[] = {0, 6};
  const CellSource first[] = {{"a", {1, 1}}, {"1", {1, 3}}};
  const CellSource again[] = {{"a", {2, 1}}, {"100", {2, 3}}};
  builder.add_row(sites, columns, first, "f");
  builder.add_row(sites, columns, again, "f");
  const Read<Estate> read = std::move(builder).build();
  const auto faults = read.diagnostics.sorted();
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(to_string(faults[0]), "f:2:1: error: id: 'a' is already in line 1");
  EXPECT_EQ(to_string(faults[1]), "f:2:3: error: lat: '100' is not between -90 and 90 degrees");
}

TEST(Rows, MayHaveDifferentColumns) {
  static const Registry registry;
  static const Functions functions;
  EstateBuilder builder(registry, functions);
  builder.declare(sites);
  const std::uint8_t bare[] = {0};
  const std::uint8_t full[] = {3, 0};
  const CellSource a[] = {{"a", {}}};
  const CellSource b[] = {{"mast", {}}, {"b", {}}};
  const CellSource c[] = {{"c", {}}};
  builder.add_row(sites, bare, a, "f");
  builder.add_row(sites, full, b, "f");
  builder.add_row(sites, bare, c, "f");
  const Read<Estate> read = std::move(builder).build();
  ASSERT_FALSE(read.diagnostics.has_errors());
  EXPECT_EQ(table_csv(read.value, sites, CsvColumns::present), "id,kind\na,\nb,mast\nc,\n");
}

TEST(Interner, NumbersTextsInOrder) {
  Interner texts;
  EXPECT_EQ(texts.code("a"), 0U);
  EXPECT_EQ(texts.code("b"), 1U);
  EXPECT_EQ(texts.code("a"), 0U);
  EXPECT_EQ(texts.fresh("a"), 2U);
  EXPECT_EQ(texts.code("a"), 0U);
  EXPECT_EQ(texts[2], "a");
  EXPECT_EQ(texts.find("c"), kUnknownCode);
  const Interner moved = std::move(texts);
  EXPECT_EQ(moved.find("b"), 1U);
  static_assert(!std::is_copy_constructible_v<Interner>);
}

}  // namespace
}  // namespace relook::estate
