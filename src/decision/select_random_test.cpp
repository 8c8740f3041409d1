// SPDX-License-Identifier: Apache-2.0
// Thousands of random selectors over random small estates. All rows at once answer as each row
// alone; whatever cell is blanked or table taken away, an answer stays or becomes unknown
// (SEMANTICS 1.1); what is unknown names what is missing.

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "decision/class_answers.hpp"
#include "decision/inspect.hpp"
#include "decision/select.hpp"
#include "testing/seeds.hpp"
#include "testing/small_world.hpp"

namespace relook::decision {
namespace {

using estate::TableId;
using testing::Cells;
using testing::Sketch;
using testing::SmallWorld;

class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class Words>
  std::string one_of(const Words& words) {
    return std::string(words[below(std::size(words))]);
  }

 private:
  std::mt19937 random_;
};

using Words = std::vector<std::string_view>;

// ---- estates

// What a column of the sketch may hold; "" and the rest stand there as often as they are written.
struct ColumnPlan {
  std::string_view name;
  Words words;
};
struct TablePlan {
  std::string_view name;
  std::vector<std::string> ids;  // or the first key of tables without ids
  std::string_view key;
  std::vector<ColumnPlan> columns;
};

const Words kDays = {"", "..", "2012-03-01", "2019-12-31", "2020-01-28", "2024-07-01"};
const Words kStarts = {"", "..", "2012-03-01", "2019-12-31", "2012-03-01", "2024-07-01"};
const Words kNotYetStarts = {"", "..", "-", "2012-03-01", "2020-01-28", "2024-07-01"};
const Words kEnds = {"", "", "-", "..", "2018-01-01", "2027-12-31"};
const Words kElementIds = {"", "e1", "e2", "e3", "e4"};
const Words kElementLists = {"", "-", "e1", "e2;e3", "e1;e4"};
const Words kOperatorIds = {"", "op1", "op2"};
const Words kVendorIds = {"", "acme", "bolt", "child", "zed"};

const std::vector<TablePlan>& table_plans() {
  static const std::vector<TablePlan> plans = {
      {"operators", {"op1", "op2"}, "id", {{"country", {"", "GB", "FR", "CN"}}}},
      {"networks",
       {"gov", "pub"},
       "id",
       {{"operator", kOperatorIds}, {"criticality", {"", "public", "government"}}}},
      {"vendors",
       {"acme", "bolt", "child", "zed"},
       "id",
       {{"aliases", {"", "-", "ab;cd"}}, {"jurisdiction", {"", "CN", "FR", "GB"}}}},
      {"ownership",
       {"bolt", "child", "zed"},
       "vendor",
       {{"parent", {"", "acme", "acme", "bolt"}}, {"from", kStarts}, {"until", kEnds}}},
      {"sites",
       {"s1", "s2", "s3"},
       "id",
       {{"operator", kOperatorIds},
        {"kind", {"", "mast", "exchange"}},
        {"region", {"", "north", "south"}},
        {"lat", {"", "51.5", "51.501", "0"}},
        {"lon", {"", "0", "0.001"}}}},
      {"elements",
       {"e1", "e2", "e3", "e4"},
       "id",
       {{"operator", kOperatorIds},
        {"users", {"", "-", "op1", "op1;op2"}},
        {"networks", {"", "-", "gov", "gov;pub", "pub"}},
        {"site", {"", "-", "s1", "s2", "s3"}},
        {"function", {"", "AMF", "gNB", "P", "LAN", "homebrew"}},
        {"bands", {"", "-", "n1", "n1;n78"}},
        {"vendor", {"", "-", "acme", "bolt", "child"}},
        {"procured_on", kDays},
        {"in_service_from", kNotYetStarts},
        {"in_service_until", kEnds},
        {"transit", {"", "yes", "no"}},
        {"area", {"", "x", "y"}},
        {"cells", {"", "-", "3", "7"}},
        {"traffic_gbps", {"", "1.25", "1.250001", "9"}},
        {"tags", {"", "-", "old", "old;new"}}}},
      {"supplies",
       {"e1", "e2", "e3", "e4"},
       "element",
       {{"role", {"", "hardware", "hardware", "software", "optics"}},
        {"vendor", {"", "-", "acme", "bolt", "child", "zed"}},
        {"country", {"", "CN", "GB"}},
        {"procured_on", kDays},
        {"from", kStarts},
        {"until", kEnds}}},
      {"dependencies",
       {"e1", "e2", "e3", "e4"},
       "element",
       {{"on", kElementIds},
        {"kind", {"", "hosted-on", "managed-by"}},
        {"from", kStarts},
        {"until", kEnds}}},
      {"links",
       {"l1", "l2", "l3"},
       "id",
       {{"a", {"e1", "e2", "e3"}},
        {"b", {"e2", "e3", "e4"}},
        {"metric_ab", {"", "-", "5", "10"}},
        {"metric_ba", {"", "-", "5", "10"}},
        {"srlgs", {"", "-", "duct", "duct;bridge"}},
        {"rides_on", kElementLists},
        {"area", {"", "x"}}}},
      {"demands",
       {"d1", "d2"},
       "id",
       {{"class", {"", "government", "general"}},
        {"from", {"e1", "e2"}},
        {"to", {"e1", "e2;e3", "e4"}},
        {"to_mode", {"", "all", "nearest"}},
        {"gbps", {"", "1.5", "2"}}}},
      {"places",
       {"p1", "p2"},
       "id",
       {{"kind", {"", "nuclear", "military"}},
        {"lat", {"", "51.5", "0"}},
        {"lon", {"", "0"}},
        {"radius_m", {"", "50", "500"}},
        {"sites", {"", "-", "s1", "s2;s3"}}}}};
  return plans;
}

std::size_t column_of(const Cells& cells, std::string_view name) {
  const auto found = std::ranges::find(cells.front(), name);
  return static_cast<std::size_t>(found - cells.front().begin());
}

// A LAN is made by nobody: nothing may say who made it.
void let_nobody_make_lans(Sketch& sketch) {
  Cells& elements = sketch.tables.at("elements");
  Cells& supplies = sketch.tables.at("supplies");
  for (std::size_t row = 1; row < elements.size(); ++row) {
    if (elements[row][column_of(elements, "function")] != "LAN") continue;
    elements[row][column_of(elements, "vendor")] = "-";
    const std::string element = elements[row][0];
    std::erase_if(supplies, [&](const auto& supply) { return supply[0] == element; });
  }
}

Sketch random_sketch(Draw& draw) {
  Sketch sketch;
  sketch.places_given = true;
  sketch.on =
      *parse_date(draw.one_of(Words{"2019-06-01", "2020-01-27", "2020-01-28", "2021-02-03"}));
  for (const TablePlan& plan : table_plans()) {
    const bool has_ids = plan.key == "id";
    Cells cells = {{std::string(plan.key)}};
    // Keeps the order of the rows of one element when another cell of them is blanked.
    if (plan.name == "supplies") cells.front().push_back("component");
    for (const ColumnPlan& column : plan.columns) cells.front().emplace_back(column.name);
    const std::size_t rows = has_ids ? plan.ids.size() : 1 + draw.below(5);
    for (std::size_t i = 0; i < rows; ++i) {
      std::vector<std::string> row = {has_ids ? plan.ids[i] : draw.one_of(plan.ids)};
      if (plan.name == "supplies") row.push_back("part" + std::to_string(i));
      for (const ColumnPlan& column : plan.columns) row.push_back(draw.one_of(column.words));
      cells.push_back(std::move(row));
    }
    sketch.tables.emplace(plan.name, std::move(cells));
  }
  let_nobody_make_lans(sketch);
  return sketch;
}

// ---- selectors

// Questions over each subject; `{table}` is filled with a random selector over that table.
const std::array<Words, 9> kQuestions = {{
    // elements
    {R"(function == "AMF")",
     R"(function != "gNB")",
     R"(function in ["AMF", "P", "homebrew"])",
     R"(layer == "core")",
     R"(layer in ["access", "transport"])",
     R"(layer != "access")",
     R"(carries("user-traffic"))",
     R"(sees("keys"))",
     R"(controls("radio"))",
     R"(site == "s1")",
     R"(site != "s2")",
     R"(site.id in ["s1", "s3"])",
     R"(site.region == "north")",
     R"(site.region != "south")",
     R"(site.operator == operator)",
     R"(site.operator.country == operator.country)",
     R"(operator.country == "GB")",
     "transit",
     "transit == false",
     R"(bands has "n78")",
     R"(tags has "old")",
     R"(networks has "gov")",
     R"(area == "")",
     R"(area in ["x", "y"])",
     "cells > 3",
     "cells in [0, 3]",
     "cells != 7",
     "traffic_gbps < 1.2500001",
     "traffic_gbps >= 1.25",
     "procured_on < 2020-01-28",
     "procured_on <= on",
     "on < procured_on",
     "procured_on in [2019-12-31, on]",
     "in_service_from > 2030-01-01",
     "in_service_from != 2020-01-28",
     "in_service_until > 2026-01-01",
     "in_service_from < in_service_until",
     "procured_on == in_service_from",
     "procured_on < unset",
     "on >= 2020-01-28",
     R"(vendor in family("acme"))",
     R"(vendor in family(["bolt", "zed"]))",
     R"(vendor == "bolt")",
     R"(vendor != "acme")",
     R"(vendor in ["acme", "child"])",
     R"(vendor.jurisdiction == "CN")",
     R"(vendor.jurisdiction != "FR")",
     "vendor.jurisdiction == operator.country",
     R"(vendor.aliases has "ab")",
     R"(near("nuclear", 120))",
     R"(at_place("military"))",
     R"(id == "e2")",
     "true",
     "networks has any ({networks})",
     "users has any ({operators})",
     "any supply ({supplies})",
     "any dependency (any, {elements})",
     R"(any dependency ("hosted-on", {elements}))",
     R"(any dependency ("managed-by"))"},
    // links
    {R"(a.function == "AMF")",
     "a.site == b.site",
     "a.vendor == b.vendor",
     "a.vendor != b.vendor",
     "metric_ab > 5",
     "metric_ab == metric_ba",
     "metric_ab != metric_ba",
     R"(srlgs has "duct")",
     R"(rides_on has "e2")",
     "rides_on has any ({elements})",
     "between({elements}, {elements})",
     "a.layer != b.layer",
     R"(a.operator.country == "GB")",
     R"(area == "")",
     R"(a.near("nuclear", 500))",
     R"(b.carries("user-traffic"))",
     "a.procured_on < b.procured_on",
     R"(b.vendor in family("acme"))",
     "a.traffic_gbps <= b.traffic_gbps",
     "a.networks has any ({networks})",
     "a == b"},
    // supplies
    {R"(role == "hardware")", R"(role != "optics")", R"(vendor in family("acme"))",
     R"(vendor == "zed")", "vendor == element.vendor", R"(country == "CN")", "procured_on < on",
     "from < until", R"(element.function == "gNB")", R"(element.vendor.jurisdiction == "CN")",
     R"(element.site.region == "north")", R"(element.layer == "core")",
     "element.networks has any ({networks})", "vendor.jurisdiction == country",
     R"(component in ["part0", "part2"])"},
    // demands
    {R"(class == "government")", R"(from.function == "gNB")", "to has any ({elements})",
     R"(to has "e1")", "gbps >= 1.5", R"(to_mode == "all")", R"(from.site.region == "north")",
     R"(from.vendor in family("acme"))", "from.transit"},
    // places
    {R"(kind == "nuclear")", "radius_m > 50", R"(sites has "s1")", "lat <= 51.5", R"(id != "p1")"},
    // operators
    {R"(country == "GB")", R"(country in ["FR", "CN"])", R"(id == "op1")", R"(name == "")"},
    // networks
    {R"(criticality == "government")", R"(criticality in ["public", "government"])",
     R"(operator.country == "GB")", R"(id == "gov")", R"(operator != "op1")"},
    // sites
    {R"(region == "north")", R"(kind != "mast")", R"(operator.country == "GB")", "lat > 51",
     R"(near("nuclear", 120))", R"(at_place("military"))", R"(operator == "op2")"},
    // vendors
    {R"(jurisdiction == "CN")", R"(id in family("acme"))", R"(aliases has "ab")",
     R"(id == "bolt")"},
}};

Subject subject_named(std::string_view table) {
  for (int i = 0; i <= static_cast<int>(Subject::vendors); ++i) {
    const auto subject = static_cast<Subject>(i);
    if (estate::schema(table_of(subject)).name == table) return subject;
  }
  ADD_FAILURE() << table;
  return Subject::elements;
}

std::string random_selector(Draw& draw, Subject subject, int depth) {
  if (depth > 0 && !draw.one_in(3)) {
    const auto part = [&] { return random_selector(draw, subject, depth - 1); };
    switch (draw.below(3)) {
      case 0:
        return "not (" + part() + ")";
      case 1:
        return "(" + part() + " or " + part() + ")";
      default:
        return part() + " and (" + part() + ")";
    }
  }
  std::string text = draw.one_of(kQuestions[static_cast<std::size_t>(subject)]);
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{')) {
    const std::size_t close = text.find('}', open);
    const Subject inner = subject_named(text.substr(open + 1, close - open - 1));
    // Braces only stand in what is drawn here, and what is put in holds none.
    text.replace(open, close - open + 1, random_selector(draw, inner, depth > 0 ? depth - 1 : 0));
  }
  return text;
}

std::vector<Selector> random_selectors(Draw& draw, std::size_t of_each) {
  Vocabulary vocabulary;
  vocabulary.parameters.emplace("unset", Parameter{UnsetDate{}, {"d.toml", {1, 1}}});
  std::vector<Selector> selectors;
  for (int i = 0; i <= static_cast<int>(Subject::vendors); ++i) {
    for (std::size_t n = 0; n < of_each; ++n) {
      const std::string text = random_selector(draw, static_cast<Subject>(i), 3);
      Read<Selector> read =
          compile_selector(text, {"random", {1, 1}}, static_cast<Subject>(i), vocabulary);
      for (const Diagnostic& fault : read.diagnostics.sorted()) {
        ADD_FAILURE() << text << "\n" << to_string(fault);
      }
      selectors.push_back(std::move(read.value));
    }
  }
  return selectors;
}

// ---- the laws

TEST(RandomSelectors, AllRowsAtOnceAnswerAsEachRowAlone) {
  std::array<std::size_t, 3> seen{};
  for (unsigned seed = 0; seed < testing::seeds(60); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const SmallWorld world(random_sketch(draw));
    const Facts facts = world.facts();
    for (const Selector& selector : random_selectors(draw, 6)) {
      const std::vector<Truth> truths = select(selector, facts);
      for (std::uint32_t row = 0; row < truths.size(); ++row) {
        ++seen[static_cast<std::size_t>(truths[row])];
        ASSERT_EQ(select_row(selector, facts, row), truths[row])
            << selector.text << "\nrow " << row;
      }
    }
    if (HasFailure()) return;
  }
  for (const std::size_t count : seen) EXPECT_GT(count, 1000U);
}

// Where codes alone give the answer, a row's class answers as the row does.
TEST(RandomSelectors, ClassesOfRowsAnswerAsEachRowAlone) {
  std::size_t asked = 0;
  std::size_t shared = 0;  // rows in a class with others
  for (unsigned seed = 500; seed < 500 + testing::seeds(60); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const SmallWorld world(random_sketch(draw));
    const Facts facts = world.facts();
    for (const Selector& selector : random_selectors(draw, 6)) {
      const PreparedSelector prepared(selector, facts);
      std::vector<KindsView> columns;
      if (!add_columns_asked(prepared.answers(), prepared.root(), columns)) continue;
      const std::vector<Truth> truths = select(selector, facts);
      const std::vector<Truth> service(truths.size(), Truth::yes);
      const auto classes = RowClasses::make(service, columns, {});
      ASSERT_TRUE(classes.has_value());
      const std::vector<Truth> of_class =
          ask_classes(prepared.answers(), prepared.root(), *classes);
      for (std::uint32_t row = 0; row < truths.size(); ++row) {
        const RowClasses::Number number = classes->class_of()[row];
        ASSERT_EQ(of_class[number], truths[row]) << selector.text << "\nrow " << row;
        ++asked;
        if (classes->rows()[number] > 1) ++shared;
      }
    }
  }
  EXPECT_GT(asked, 2000U);
  EXPECT_GT(shared, 500U);
}

TEST(RandomSelectors, WhatIsUnknownNamesWhatIsMissingAndWhatIsKnownNamesNothing) {
  for (unsigned seed = 1000; seed < 1000 + testing::seeds(30); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    Sketch sketch = random_sketch(draw);
    if (draw.one_in(3)) sketch.tables.erase("supplies");
    if (draw.one_in(3)) sketch.places_given = false;
    const SmallWorld world(sketch);
    const Facts facts = world.facts();
    for (const Selector& selector : random_selectors(draw, 6)) {
      const std::vector<Truth> truths = select(selector, facts);
      for (std::uint32_t row = 0; row < truths.size(); ++row) {
        const bool unknown = truths[row] == Truth::unknown;
        ASSERT_EQ(!unknown_cells(selector, facts, row).empty(), unknown)
            << selector.text << "\nrow " << row;
        if (truths[row] != Truth::yes) {
          ASSERT_EQ(because(selector, facts, row), "");
        }
      }
    }
  }
}

bool may_be_blanked(const std::string& table, const std::string& column) {
  const estate::TableSchema& schema = estate::schema(*estate::find_table(table));
  const estate::ColumnSchema& cell = schema.columns[*estate::find_column(schema, column)];
  return !cell.has(estate::kKey) && !cell.has(estate::kDefaulted);
}

// Blanks one cell, and says which; empty where the draw fell on one that may not be.
std::string blank_one(Sketch& sketch, Draw& draw) {
  auto table = sketch.tables.begin();
  std::advance(table, static_cast<std::ptrdiff_t>(draw.below(sketch.tables.size())));
  Cells& cells = table->second;
  if (cells.size() < 2) return "";
  const std::size_t row = 1 + draw.below(cells.size() - 1);
  const std::size_t column = draw.below(cells.front().size());
  if (cells[row][column].empty() || !may_be_blanked(table->first, cells.front()[column])) return "";
  cells[row][column].clear();
  return table->first + "." + cells.front()[column] + " of " + cells[row][0];
}

// Answers by the row's id, or by its number where the table has none.
std::map<std::string, Truth> answers_of(const Selector& selector, const Facts& facts) {
  std::map<std::string, Truth> answers;
  const std::vector<Truth> truths = select(selector, facts);
  const TableId table = table_of(selector.subject);
  for (std::uint32_t row = 0; row < truths.size(); ++row) {
    answers.emplace(estate::schema(table).has_ids()
                        ? std::string(find_table(facts, table)->ids[row])
                        : std::to_string(row),
                    truths[row]);
  }
  return answers;
}

// How many answers changed; every change must be to unknown. Rows that are gone are passed over.
std::size_t expect_only_lost(const std::vector<Selector>& selectors, const SmallWorld& before,
                             const SmallWorld& after) {
  std::size_t changed = 0;
  for (const Selector& selector : selectors) {
    const auto known = answers_of(selector, before.facts());
    for (const auto& [row, truth] : answers_of(selector, after.facts())) {
      const auto was = known.find(row);
      if (was == known.end() || was->second == truth) continue;
      ++changed;
      EXPECT_EQ(truth, Truth::unknown) << selector.text << "\nrow " << row;
    }
  }
  return changed;
}

TEST(RandomSelectors, BlankingACellOnlyMakesAnswersUnknown) {
  std::size_t changed = 0;
  for (unsigned seed = 2000; seed < 2000 + testing::seeds(30); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const Sketch sketch = random_sketch(draw);
    const SmallWorld before(sketch);
    const std::vector<Selector> selectors = random_selectors(draw, 5);
    for (int i = 0; i < 12; ++i) {
      Sketch poorer = sketch;
      const std::string blanked = blank_one(poorer, draw);
      if (blanked.empty()) continue;
      SCOPED_TRACE(blanked);
      changed += expect_only_lost(selectors, before, SmallWorld(poorer));
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(changed, 200U);
}

TEST(RandomSelectors, TakingATableAwayOnlyMakesAnswersUnknown) {
  std::size_t changed = 0;
  for (unsigned seed = 3000; seed < 3000 + testing::seeds(20); ++seed) {
    Draw draw(seed);
    const Sketch sketch = random_sketch(draw);
    const SmallWorld before(sketch);
    const std::vector<Selector> selectors = random_selectors(draw, 5);
    // Vendors stay: the registry's do not go away with a file.
    for (const char* table : {"operators", "networks", "ownership", "sites", "elements", "supplies",
                              "dependencies", "links", "demands", "places"}) {
      SCOPED_TRACE(std::to_string(seed) + " without " + table);
      Sketch poorer = sketch;
      if (std::string_view(table) == "places") {
        poorer.places_given = false;
      } else {
        poorer.tables.erase(table);
      }
      changed += expect_only_lost(selectors, before, SmallWorld(poorer));
      if (HasFailure()) return;
    }
  }
  EXPECT_GT(changed, 500U);
}

}  // namespace
}  // namespace relook::decision
