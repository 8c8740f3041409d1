// SPDX-License-Identifier: Apache-2.0
#include "estate/join.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "testing/every_cell.hpp"
#include "testing/raw_estate.hpp"
#include "testing/seeds.hpp"

namespace relook::estate {
namespace {

using testing::Draw;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::RawEstate;
using testing::RawRow;

const Registry& registry() {
  static const Registry kRegistry = testing::small_registry();
  return kRegistry;
}

const Functions& functions() {
  static const Functions kFunctions = testing::small_functions();
  return kFunctions;
}

ScopedEstate part(const std::string& scope, const RawEstate& raw,
                  const std::string& as_of = "2020-06-01") {
  Read<Estate> read = testing::build(raw, registry(), functions(), *parse_date(as_of));
  EXPECT_FALSE(read.diagnostics.has_errors()) << to_string(read.diagnostics.sorted().front());
  return {scope, scope + "-estate", std::move(read.value)};
}

Read<Estate> joined(const std::vector<ScopedEstate>& parts) {
  return join(parts, registry(), functions());
}

std::vector<std::string> said(const Diagnostics& diagnostics) {
  std::vector<std::string> lines;
  for (const Diagnostic& one : diagnostics.sorted()) lines.push_back(to_string(one));
  return lines;
}

// Two estates that have the same ids for different things.
RawEstate small(const std::string& op) {
  return {
      {"operators", {{{"id", op}, {"country", "GB"}}}},
      {"sites", {{{"id", "s"}, {"operator", op}, {"region", "north"}}}},
      {"elements",
       {{{"id", "e"}, {"operator", op}, {"site", "s"}, {"networks", "n; m"}},
        {{"id", "f"}, {"operator", op}, {"site", "-"}, {"networks", "-"}}}},
      {"networks", {{{"id", "n"}}, {{"id", "m"}}}},
      {"links", {{{"id", "l"}, {"a", "e"}, {"b", "f"}, {"rides_on", "e"}}}},
      {"demands",
       {{{"id", "d"}, {"from", "e"}, {"to", "e;f"}, {"protected", "e..f:ipsec;f..e:x:y"}}}},
      {"tunnels", {{{"id", "t"}, {"from", "e"}, {"hops", "l;f"}, {"carries", "id == \"d\""}}}},
      {"supplies", {{{"element", "e"}, {"vendor", "HUAWEI"}}}},
      {"changes", {{{"date", "2021-01-01"}, {"element", "f"}, {"action", "remove"}}}},
  };
}

std::string cell(const Estate& estate, TableId table, std::string_view column,
                 std::string_view id) {
  const auto row = estate.table(table).find(id);
  if (!row) return "no such row";
  const auto number = static_cast<std::uint8_t>(*find_column(schema(table), column));
  return cell_text(estate, {table, number}, *row);
}

TEST(Join, PutsTheScopeBeforeEveryIdOfItsOwn) {
  const Read<Estate> read = joined({part("a", small("op-a")), part("b", small("op-b"))});
  ASSERT_THAT(said(read.diagnostics), ElementsAre());
  const Estate& estate = read.value;
  EXPECT_EQ(estate.manifest.name, "a, b");
  EXPECT_EQ(estate.rows(TableId::elements), 4U);
  EXPECT_EQ(cell(estate, TableId::elements, "operator", "b/e"), "op-b");
  EXPECT_EQ(cell(estate, TableId::elements, "site", "b/e"), "b/s");
  EXPECT_EQ(cell(estate, TableId::elements, "site", "b/f"), "-");
  EXPECT_EQ(cell(estate, TableId::elements, "networks", "a/e"), "a/m;a/n");
  EXPECT_EQ(cell(estate, TableId::sites, "region", "a/s"), "north");
  EXPECT_EQ(cell(estate, TableId::links, "rides_on", "a/l"), "a/e");
  EXPECT_EQ(cell(estate, TableId::demands, "to", "a/d"), "a/e;a/f");
  EXPECT_EQ(cell(estate, TableId::demands, "protected", "a/d"), "a/e..a/f:ipsec;a/f..a/e:x:y");
  EXPECT_EQ(cell(estate, TableId::tunnels, "hops", "b/t"), "b/l;b/f");
  // It would ask of the other estate's demands, too.
  EXPECT_EQ(cell(estate, TableId::tunnels, "carries", "b/t"), "");
  EXPECT_EQ(cell_text(estate, column::kSupplyElement, 1), "b/e");
  EXPECT_EQ(cell_text(estate, column::kSupplyVendor, 1), "huawei");
  EXPECT_EQ(cell_text(estate, column::kChangeElement, 0), "a/f");
}

// The obvious twin: every cell of the texts is renamed before anything is built.
RawEstate renamed(RawEstate raw, const std::string& scope) {
  const auto behind = [&](const std::string& text, const std::string& between) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(between, at), text.size());
      std::string item = text.substr(at, end - at);
      item.erase(0, item.find_first_not_of(' '));
      out += (out.empty() ? "" : between) + scope + "/" + item;
      at = end + between.size();
    }
    return out;
  };
  for (auto& [name, rows] : raw) {
    const TableSchema& table = schema(*find_table(name));
    for (RawRow& row : rows) {
      for (auto& [column, text] : row) {
        const ColumnSchema& of = table.columns[*find_column(table, column)];
        const bool own = of.type == CellType::id && is_scoped(table.id);
        const bool names = (of.type == CellType::reference || of.type == CellType::references) &&
                           is_scoped(of.target);
        if (column == "carries" || column == "replaces") text = "";
        if (text.empty() || text == "-") continue;
        if (own || names || column == "hops") text = behind(text, ";");
        if (column != "protected") continue;
        std::string spans;
        for (std::size_t at = 0; at <= text.size();) {
          const std::size_t end = std::min(text.find(';', at), text.size());
          spans += (spans.empty() ? "" : ";") + behind(text.substr(at, end - at), "..");
          at = end + 1;
        }
        text = spans;
      }
    }
  }
  return raw;
}

TEST(Join, IsTheEstateOfRenamedRows) {
  std::size_t compared = 0;
  for (unsigned seed = 0; seed < testing::seeds(60); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const testing::EveryCell how{.missing_in = seed % 2 == 0 ? std::size_t{6} : std::size_t{40}};
    RawEstate one = testing::random_every_cell(draw, how);
    RawEstate two = testing::random_every_cell(draw, how);
    // The join says each row of ownership once, and an open end in one way.
    if (one.contains("ownership")) {
      testing::RawTable& rows = one["ownership"];
      for (RawRow& row : rows) {
        if (row.contains("until") && row["until"] == "-") row["until"] = "";
      }
      std::ranges::sort(rows);
      rows.erase(std::ranges::unique(rows).begin(), rows.end());
    }
    // Of these both say the same, or nothing would come of it but faults; see below.
    for (const char* shared : {"operators", "vendors", "ownership"}) {
      two.erase(shared);
      if (one.contains(shared)) two[shared] = one[shared];
    }
    // Operators of their own elements.
    for (RawRow& row : two["elements"]) row["operator"] = "";
    if (two["elements"].empty()) two.erase("elements");
    const Read<Estate> got = joined({part("x", one), part("y", two)});
    ASSERT_FALSE(got.diagnostics.has_errors()) << to_string(got.diagnostics.sorted().front());
    RawEstate both = renamed(one, "x");
    std::vector<TableId> missing;
    for (auto& [name, rows] : renamed(two, "y")) {
      const TableId id = *find_table(name);
      if (!one.contains(name)) missing.push_back(id);
      if (name == "operators" || name == "vendors" || name == "ownership") continue;
      both[name].insert(both[name].end(), rows.begin(), rows.end());
    }
    for (const auto& [name, rows] : one) {
      if (!two.contains(name)) missing.push_back(*find_table(name));
    }
    // What is missing of one is missing; whose rows are kept in it is told by other tests.
    for (const TableId id : missing) both.erase(std::string(schema(id).name));
    const Read<Estate> want =
        testing::build(both, registry(), functions(), *parse_date(testing::kAsOf));
    for (std::size_t t = 0; t < kEstateTableCount; ++t) {
      const auto id = static_cast<TableId>(t);
      EXPECT_EQ(got.value.table(id).present(), want.value.table(id).present()) << schema(id).name;
      if (std::ranges::find(missing, id) != missing.end()) continue;
      ++compared;
      EXPECT_EQ(table_csv(got.value, id, CsvColumns::all),
                table_csv(want.value, id, CsvColumns::all));
    }
  }
  EXPECT_GT(compared, 300U);
}

TEST(Join, SaysOnceWhatEstatesAgreeOn) {
  RawEstate one = small("op-a");
  RawEstate two = small("op-b");
  one["operators"].push_back({{"id", "op-b"}, {"country", ""}});
  two["operators"].push_back({{"id", "op-a"}, {"country", "GB"}});
  one["vendors"] = {{{"id", "acme"}, {"jurisdiction", "US"}, {"aliases", "Acme Inc"}}};
  two["vendors"] = {{{"id", "acme"}, {"name", "Acme"}, {"aliases", "Acme Ltd;Acme Inc"}}};
  one["ownership"] = {{{"vendor", "acme"}, {"parent", "zte"}, {"from", ""}, {"until", ""}}};
  two["ownership"] = {
      {{"vendor", "acme"}, {"parent", "zte"}, {"from", "2010-01-01"}, {"until", "-"}},
      {{"vendor", "acme"}, {"parent", "nokia"}, {"from", "2010-01-01"}}};
  const Read<Estate> read = joined({part("a", one), part("b", two)});
  ASSERT_THAT(said(read.diagnostics), ElementsAre());
  EXPECT_EQ(table_csv(read.value, TableId::operators, CsvColumns::all),
            "id,name,country\nop-a,,GB\nop-b,,GB\n");
  EXPECT_EQ(table_csv(read.value, TableId::vendors, CsvColumns::all),
            "id,name,aliases,pens,jurisdiction\nacme,Acme,Acme Inc;Acme Ltd,,US\n");
  EXPECT_EQ(table_csv(read.value, TableId::ownership, CsvColumns::all),
            "vendor,parent,from,until\nacme,nokia,2010-01-01,\nacme,zte,2010-01-01,\n");
}

TEST(Join, SaysEachThingThatEstatesDisagreeAbout) {
  RawEstate one = small("op-a");
  RawEstate two = small("op-b");
  one["operators"] = {{{"id", "op-a"}, {"name", "A"}, {"country", "GB"}}};
  two["operators"].push_back({{"id", "op-a"}, {"name", "B"}, {"country", "FR"}});
  one["vendors"] = {{{"id", "acme"}, {"jurisdiction", "US"}}};
  two["vendors"] = {{{"id", "acme"}, {"jurisdiction", "DE"}}};
  one["ownership"] = {{{"vendor", "acme"}, {"parent", "zte"}, {"until", "2015-01-01"}}};
  two["ownership"] = {{{"vendor", "acme"}, {"parent", "zte"}, {"until", ""}}};
  EXPECT_THAT(
      said(joined({part("a", one), part("b", two)}).diagnostics),
      ElementsAre("b-estate: error: estates share operator 'op-a' but disagree about name: a says "
                  "'A', b says 'B'",
                  "b-estate: error: estates share operator 'op-a' but disagree about country: a "
                  "says 'GB', b says 'FR'",
                  "b-estate: error: estates share vendor 'acme' but disagree about jurisdiction: a "
                  "says 'US', b says 'DE'",
                  "b-estate: error: estates share 'zte' as owner of 'acme' but disagree about from "
                  "and until: a says '? to 2015-01-01', b says '? to now'"));
}

TEST(Join, RefusesWhatCannotBeOne) {
  const auto only = [](const std::vector<ScopedEstate>& parts) {
    const std::vector<std::string> lines = said(joined(parts).diagnostics);
    EXPECT_EQ(lines.size(), 1U);
    return lines.empty() ? std::string() : lines.front();
  };
  const ScopedEstate a = part("a", small("op-a"));
  const ScopedEstate b = part("b", small("op-b"));
  EXPECT_THAT(only({a, part("a", small("op-b"))}), HasSubstr("would stand behind 'a'"));
  EXPECT_THAT(only({a, part("a/b", small("op-b"))}), HasSubstr("cannot be told apart"));
  EXPECT_THAT(only({a, part("b", small("op-b"), "2020-06-02")}),
              HasSubstr("is as of 2020-06-02, and a-estate as of 2020-06-01"));
  ScopedEstate euro = b;
  euro.estate.manifest.currency = "EUR";
  EXPECT_THAT(only({a, euro}), HasSubstr("counts in EUR, and a-estate in GBP"));
  RawEstate rich = small("op-b");
  rich["elements"][0]["book_value"] = "1";
  ScopedEstate unnamed = part("b", rich);
  unnamed.estate.manifest.currency = "";
  EXPECT_THAT(only({a, unnamed}), HasSubstr("counts in a currency that it does not name"));
  unnamed = b;
  unnamed.estate.manifest.currency = "";
  EXPECT_FALSE(joined({a, unnamed}).diagnostics.has_errors());
  // Both have the elements e and f of op-a.
  RawEstate twice = small("op-a");
  twice["elements"].pop_back();
  twice["links"].clear();
  twice["demands"].clear();
  twice["tunnels"].clear();
  twice["changes"].clear();
  EXPECT_THAT(said(joined({a, part("b", twice)}).diagnostics)[0],
              HasSubstr("element 'e' of operator 'op-a' stands in a-estate too"));
}

TEST(Join, CountsATableAsMissingThatOneEstateDoesNotHave) {
  RawEstate less = small("op-b");
  less.erase("supplies");
  less.erase("networks");
  const Read<Estate> read = joined({part("a", small("op-a")), part("b", less)});
  const std::vector<std::string> lines = said(read.diagnostics);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], HasSubstr("b-estate: warning: has no networks.csv, so the table counts as "
                                  "missing for all estates"));
  EXPECT_THAT(lines[1], HasSubstr("supplies.csv"));
  EXPECT_FALSE(read.value.table(TableId::supplies).present());
  EXPECT_FALSE(read.value.table(TableId::networks).present());
  EXPECT_TRUE(read.value.table(TableId::sites).present());
  // What is said stays said.
  EXPECT_EQ(read.value.rows(TableId::supplies), 1U);
  EXPECT_EQ(read.value.rows(TableId::networks), 4U);
}

TEST(Join, CallsAnEstateByItsOnlyOperator) {
  RawEstate raw = small("op-a");
  EXPECT_EQ(scope_of(part("", raw).estate, "folder"), "op-a");
  raw["operators"].push_back({{"id", "op-b"}});
  EXPECT_EQ(scope_of(part("", raw).estate, "folder"), "op-a");
  raw["elements"][0]["operator"] = "op-b";
  ScopedEstate both = part("", raw);
  EXPECT_EQ(scope_of(both.estate, "folder"), "random");
  both.estate.manifest.name = " North;West/1 ";
  EXPECT_EQ(scope_of(both.estate, "folder"), "North-West-1");
  both.estate.manifest.name = "-";
  EXPECT_EQ(scope_of(both.estate, "folder"), "folder");
  EXPECT_EQ(scope_of(both.estate, ".."), "estate");
}

TEST(Join, KeepsEveryNotice) {
  ScopedEstate a = part("a", small("op-a"));
  ScopedEstate b = part("b", small("op-b"));
  a.estate.manifest.notice = "synthetic";
  EXPECT_EQ(joined({a, b}).value.manifest.notice, "a: synthetic");
  b.estate.manifest.notice = "drawn";
  EXPECT_EQ(joined({a, b}).value.manifest.notice, "a: synthetic; b: drawn");
  b.estate.manifest.notice = "synthetic";
  EXPECT_EQ(joined({a, b}).value.manifest.notice, "synthetic");
}

}  // namespace
}  // namespace relook::estate
