// SPDX-License-Identifier: Apache-2.0
// Rules that count by the network: `withstand`, and `cap` by demand. By hand on a small estate,
// against an obvious twin on drawn ones, over every way of filling in what is unknown; and knowing
// less never helps.

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "testing/decision_head.hpp"
#include "testing/estate_of_areas.hpp"
#include "testing/evaluate_raw.hpp"
#include "testing/plain_network.hpp"
#include "testing/raw_network.hpp"
#include "testing/seeds.hpp"

namespace relook::testing {
namespace {

using decision::Finding;
using decision::Verdict;

std::string cap(const std::string& limit, const std::string& per = "operator") {
  return "[[rule]]\nid = \"cap\"\nclause = \"c\"\nkind = \"cap\"\nof = 'true'\n"
         "what = 'vendor == \"huawei\"'\nmeasure = \"demand\"\nlimit = \"" +
         limit + "\"\nper = \"" + per + "\"\n";
}

std::string withstand(const std::string& id, const std::string& measure, const std::string& keep,
                      const std::string& more = "per = \"operator\"\n") {
  return "[[rule]]\nid = \"" + id +
         "\"\nclause = \"c\"\nkind = \"withstand\"\n"
         "what = 'vendor == \"huawei\"'\nmeasure = \"" +
         measure + "\"\nkeep = \"" + keep + "\"\n" + more;
}

decision::Decision decision_of(const std::string& rules) {
  auto read = decision::read_decision(decision_head() + rules, "d.toml");
  EXPECT_FALSE(read.diagnostics.has_errors()) << rules;
  return std::move(read.value);
}

Finding found(const RawAnswer& answer, const std::string& id) {
  for (const Finding& finding : answer.evaluation.findings) {
    if (finding.id == id) return finding;
  }
  ADD_FAILURE() << "no finding " << id;
  return {};
}

// ---- drawn estates

RawRow element(const std::string& id, const std::string& function) {
  return {
      {"id", id},         {"operator", "a"},      {"users", "-"},      {"networks", "-"},
      {"site", "s0"},     {"function", function}, {"vendor", "nokia"}, {"in_service_from", ".."},
      {"transit", "yes"}, {"subscribers", "0"}};
}

RawRow link(const std::string& id, const std::string& a, const std::string& b) {
  return {{"id", id},         {"a", a},       {"b", b},          {"metric_ab", "1"},
          {"metric_ba", "1"}, {"srlgs", "-"}, {"rides_on", "-"}, {"area", ""}};
}

// x - r1 - r0 - core, and r0 - r2 - y; a wavelength system and a server of which none is used yet.
RawEstate line() {
  RawEstate raw;
  raw["operators"] = {{{"id", "a"}, {"country", "GB"}}, {{"id", "b"}, {"country", "FR"}}};
  for (const char* table :
       {"ownership", "supplies", "changes", "dependencies", "networks", "planes", "tunnels"}) {
    raw[table] = {};
  }
  for (const char* site : {"s0", "s1", "s2"}) raw["sites"].push_back({{"id", site}});
  for (const char* id : {"r0", "r1", "r2", "wdm", "server"}) {
    raw["elements"].push_back(element(id, "P"));
  }
  raw["elements"].push_back(element("core", "AMF"));
  for (const char* id : {"x", "y"}) {
    raw["elements"].push_back(element(id, "gNB"));
    raw["elements"].back()["transit"] = "no";
    raw["elements"].back()["subscribers"] = "10";
  }
  raw["links"] = {link("l0", "r0", "r1"),    link("l1", "r0", "r2"), link("lc", "core", "r0"),
                  link("lx", "x", "r1"),     link("ly", "y", "r2"),  link("lw", "wdm", "r0"),
                  link("ls", "server", "r0")};
  for (const char* op : {"a", "b"}) {
    raw["routing"].push_back(
        {{"operator", op}, {"protocol", "is-is"}, {"tunnels", "none"}, {"exits", "none"}});
  }
  const auto demand = [](const char* id, const char* from, const char* to, const char* gbps) {
    return RawRow{{"id", id},         {"class", "general"}, {"from", from}, {"to", to},
                  {"to_mode", "all"}, {"gbps", gbps},       {"plane", "-"}};
  };
  raw["demands"] = {demand("d1", "x", "core", "1"), demand("d2", "y", "core", "3"),
                    demand("d3", "x", "y", "4")};
  return raw;
}

RawRow& row(RawEstate& raw, const std::string& table, const std::string& id) {
  for (RawRow& one : raw.at(table)) {
    if (one.at("id") == id) return one;
  }
  ADD_FAILURE() << "no " << id;
  return raw.at(table).front();
}

RawAnswer ask(const RawEstate& raw, const decision::Decision& decision) {
  const auto answer = evaluate_raw(raw, decision, std::string(kAsOf));
  EXPECT_TRUE(answer.has_value());
  return answer.value_or(RawAnswer{});
}

constexpr Int128 kGbps = 1'000'000;

// ---- by hand

TEST(CapByDemand, WhatCrossesIsThePart) {
  RawEstate raw = line();
  row(raw, "elements", "r1")["vendor"] = "huawei";
  // x to core and x to y cross r1: 5 of 8.
  const Finding finding = found(ask(raw, decision_of(cap("60%"))), "cap/operator=a");
  EXPECT_EQ(finding.verdict, Verdict::breaches);
  ASSERT_TRUE(finding.measured.has_value());
  EXPECT_EQ(finding.measured->low, (Fraction{5 * kGbps, 8 * kGbps}));
  EXPECT_EQ(finding.measured->high, finding.measured->low);
  EXPECT_EQ(finding.headroom, 4'800'000 - 5 * kGbps);
  ASSERT_EQ(finding.offenders.size(), 2U);
  // The heaviest first.
  EXPECT_EQ(finding.offenders[0].because,
            "crosses r1 today: x > r1 > r0 > r2 > y (all of the traffic)");
  EXPECT_EQ(finding.offenders[1].because,
            "crosses r1 today: x > r1 > r0 > core (all of the traffic)");
  // Exactly the limit is allowed.
  EXPECT_EQ(found(ask(raw, decision_of(cap("5/8"))), "cap/operator=a").verdict, Verdict::conforms);
}

TEST(CapByDemand, AnEndAnUnderlayAndAHostAreCrossed) {
  for (const char* which : {"x", "wdm", "server"}) {
    RawEstate raw = line();
    row(raw, "elements", which)["vendor"] = "huawei";
    row(raw, "links", "lx")["rides_on"] = "wdm";
    raw["dependencies"] = {
        {{"element", "r1"}, {"on", "server"}, {"kind", "hosted-on"}, {"from", ".."}}};
    const Finding finding = found(ask(raw, decision_of(cap("60%"))), "cap/operator=a");
    EXPECT_EQ(finding.measured->low, (Fraction{5 * kGbps, 8 * kGbps})) << which;
  }
}

TEST(CapByDemand, WhatIsNotKnownWidensTheShare) {
  const decision::Decision decision = decision_of(cap("60%"));
  RawEstate raw = line();
  row(raw, "elements", "r1")["vendor"] = "";
  const RawAnswer answer = ask(raw, decision);
  const Finding finding = found(answer, "cap/operator=a");
  EXPECT_EQ(finding.verdict, Verdict::undecided);
  EXPECT_EQ(finding.measured->low, (Fraction{0, 8 * kGbps}));
  EXPECT_EQ(finding.measured->high, (Fraction{5 * kGbps, 8 * kGbps}));
  EXPECT_TRUE(finding.undecided_because.starts_with("d1: it may have to avoid r1"))
      << finding.undecided_because;
  EXPECT_TRUE(finding.undecided_because.ends_with("; and 1 more")) << finding.undecided_because;
  ASSERT_EQ(finding.to_find.size(), 1U);
  EXPECT_EQ(finding.to_find[0].column, "elements.vendor");
  EXPECT_EQ(finding.to_find[0].count, 1U);

  // A metric that nobody knows could send everything elsewhere.
  raw = line();
  row(raw, "links", "l0")["metric_ab"] = "";
  EXPECT_EQ(found(ask(raw, decision), "cap/operator=a").measured->high,
            (Fraction{8 * kGbps, 8 * kGbps}));

  // An amount that nobody knows could be all there is, where it crosses, and nothing.
  raw = line();
  row(raw, "elements", "r1")["vendor"] = "huawei";
  row(raw, "demands", "d3")["gbps"] = "";
  const Finding unknown = found(ask(raw, decision), "cap/operator=a");
  EXPECT_EQ(unknown.verdict, Verdict::undecided);
  EXPECT_EQ(unknown.measured->low, (Fraction{kGbps, 4 * kGbps}));
  EXPECT_TRUE(unknown.measured->high.unbounded);
}

TEST(CapByDemand, GroupsAreThoseOfTheDemand) {
  RawEstate raw = line();
  row(raw, "elements", "r1")["vendor"] = "huawei";
  row(raw, "elements", "y")["operator"] = "b";
  row(raw, "demands", "d1")["class"] = "government";
  const RawAnswer by_operator = ask(raw, decision_of(cap("60%")));
  // What runs between two operators is both's.
  EXPECT_EQ(found(by_operator, "cap/operator=a").measured->low, (Fraction{5 * kGbps, 8 * kGbps}));
  EXPECT_EQ(found(by_operator, "cap/operator=b").measured->low, (Fraction{4 * kGbps, 7 * kGbps}));
  const RawAnswer by_class = ask(raw, decision_of(cap("60%", "class")));
  EXPECT_EQ(found(by_class, "cap/class=government").verdict, Verdict::breaches);
  EXPECT_EQ(found(by_class, "cap/class=general").verdict, Verdict::conforms);
  // Whose demand it is, is not known where an end's operator is not.
  row(raw, "elements", "y")["operator"] = "";
  EXPECT_EQ(found(ask(raw, decision_of(cap("60%"))), "cap/operator=b").verdict, Verdict::undecided);
}

TEST(CapByDemand, WhatADemandCannotBeGroupedByIsRefused) {
  for (const char* per : {"site.region", "to.operator", "gbps", "to"}) {
    const auto read = decision::read_decision(decision_head() + cap("60%", per), "d.toml");
    EXPECT_TRUE(read.diagnostics.has_errors()) << per;
  }
  const std::string of_elements = "function == \"gNB\"";
  std::string rule = cap("60%");
  rule.replace(rule.find("'true'"), 6, "'" + of_elements + "'");
  EXPECT_TRUE(decision::read_decision(decision_head() + rule, "d.toml").diagnostics.has_errors());
}

TEST(Withstand, TrafficThatHasAnotherWayIsServed) {
  RawEstate raw = line();
  row(raw, "elements", "r1")["vendor"] = "huawei";
  const decision::Decision decision = decision_of(withstand("w", "demand", "50%"));
  const RawAnswer answer = ask(raw, decision);
  const Finding cut = found(answer, "w/operator=a");
  EXPECT_EQ(cut.verdict, Verdict::breaches);
  EXPECT_EQ(cut.measured->low, (Fraction{3 * kGbps, 8 * kGbps}));
  EXPECT_EQ(cut.measured->high, cut.measured->low);
  EXPECT_EQ(cut.headroom, -1 * kGbps);
  EXPECT_EQ(cut.offender_count, 2U);
  EXPECT_EQ(cut.offenders.at(0).because, "it has no path any more");
  raw["links"].push_back(link("second", "x", "r2"));
  const Finding served = found(ask(raw, decision), "w/operator=a");
  EXPECT_EQ(served.verdict, Verdict::conforms);
  EXPECT_EQ(served.measured->low, (Fraction{8 * kGbps, 8 * kGbps}));
}

TEST(Withstand, WhatIsHostedOrManagedStops) {
  for (const char* kind : {"hosted-on", "managed-by", "accessed-by"}) {
    RawEstate raw = line();
    row(raw, "elements", "server")["vendor"] = "huawei";
    raw["dependencies"] = {{{"element", "r1"}, {"on", "server"}, {"kind", kind}, {"from", ".."}}};
    const RawAnswer answer = ask(raw, decision_of(withstand("w", "subscribers", "75%")));
    const bool stops = std::string(kind) != "accessed-by";
    EXPECT_EQ(found(answer, "w/operator=a").measured->high, (Fraction{stops ? 10 : 20, 20}))
        << kind;
  }
}

TEST(Withstand, WhoIsCutFromTheCoreIsNotServed) {
  RawEstate raw = line();
  row(raw, "elements", "r1")["vendor"] = "huawei";
  row(raw, "elements", "x")["site"] = "s1";
  row(raw, "elements", "y")["site"] = "s2";
  const RawAnswer answer = ask(raw, decision_of(withstand("people", "subscribers", "75%") +
                                                withstand("things", "elements", "75%") +
                                                withstand("places", "sites", "75%")));
  const Finding people = found(answer, "people/operator=a");
  EXPECT_EQ(people.verdict, Verdict::breaches);
  EXPECT_EQ(people.measured->low, (Fraction{10, 20}));
  ASSERT_FALSE(people.offenders.empty());
  EXPECT_EQ(people.offenders[0].because, "it is cut from the core");
  // r1 and x are lost, six of eight are left.
  EXPECT_EQ(found(answer, "things/operator=a").measured->low, (Fraction{6, 8}));
  EXPECT_EQ(found(answer, "things/operator=a").verdict, Verdict::conforms);
  // r1 stands where others do that are served.
  const Finding places = found(answer, "places/operator=a");
  EXPECT_EQ(places.measured->low, (Fraction{2, 3}));
  EXPECT_EQ(places.verdict, Verdict::breaches);
  ASSERT_EQ(places.offender_count, 1U);
  EXPECT_EQ(places.offenders[0].because, "it is cut from the core");
}

TEST(Withstand, WhatNobodyKnowsIsNeverServed) {
  const decision::Decision decision = decision_of(withstand("w", "subscribers", "75%"));
  RawEstate raw = line();
  row(raw, "elements", "r1")["vendor"] = "";
  const RawAnswer maker = ask(raw, decision);
  EXPECT_EQ(found(maker, "w/operator=a").verdict, Verdict::undecided);
  EXPECT_EQ(found(maker, "w/operator=a").measured->low, (Fraction{10, 20}));
  EXPECT_EQ(found(maker, "w/operator=a").measured->high, (Fraction{20, 20}));

  // What reaches no core today is open, as soon as anything stops.
  raw = line();
  std::erase_if(raw["links"], [](const RawRow& one) { return one.at("id") == "lx"; });
  EXPECT_EQ(found(ask(raw, decision), "w/operator=a").verdict, Verdict::conforms);
  row(raw, "elements", "server")["vendor"] = "huawei";
  const RawAnswer alone = ask(raw, decision);
  EXPECT_EQ(found(alone, "w/operator=a").measured->low, (Fraction{10, 20}));
  EXPECT_EQ(found(alone, "w/operator=a").measured->high, (Fraction{20, 20}));
  EXPECT_EQ(found(alone, "w/operator=a").undecided_because,
            "x: it reaches no core before anything stops");
}

TEST(Withstand, WhatNobodyAnswersIsUndecided) {
  const estate::Registry registry = small_registry();
  const estate::Functions functions = small_functions();
  const auto estate = build(line(), registry, functions, *parse_date(kAsOf));
  const engine::Situation situation(estate.value, *parse_date(kAsOf), functions, nullptr);
  const decision::Decision decision = decision_of(cap("60%") + withstand("w", "demand", "50%"));
  const auto evaluation = decision::evaluate(decision, situation.facts(), {}, {.threads = 1});
  ASSERT_TRUE(evaluation.has_value());
  for (const Finding& finding : evaluation->findings) {
    EXPECT_EQ(finding.verdict, Verdict::undecided) << finding.id;
    EXPECT_TRUE(finding.undecided_because.contains("network")) << finding.undecided_because;
  }
}

// ---- against the twin

struct Blank {
  std::string* cell;
  std::vector<std::string> fillings;
};

std::vector<std::string> fillings_of(const std::string& table, const std::string& column,
                                     const std::string& id) {
  if (column == "vendor") return {"nokia", "huawei"};
  if (column == "operator" && table == "elements") return {"a", "b"};
  if (column == "site") return {"s0", "s1", "s2", "-"};
  if (column == "function" && id != "x" && id != "y") return {"P", "AMF"};
  if (column == "transit") return {"yes", "no"};
  if (column == "subscribers") return {"0", "3", "1000"};
  if (column == "in_service_from" && id != "server" && id != "wdm") return {"..", "-"};
  if (column == "metric_ab" || column == "metric_ba") return {"1", "2", "-"};
  if (column == "rides_on") return {"-", "wdm"};
  if (column == "gbps") return {"-", "1", "1000"};
  if (column == "kind") return {"hosted-on", "managed-by"};
  return {};
}

RawEstate draw_estate(Draw& draw) {
  RawEstate raw = line();
  for (RawRow& one : raw["elements"]) {
    const std::string id = one["id"];
    one["operator"] = draw.one_of({"a", "a", "b"});
    one["site"] = draw.one_of({"s0", "s1", "s2", "-"});
    if (draw.one_in(5)) one["vendor"] = "huawei";
    if (draw.one_in(8) && id != "server" && id != "wdm") one["in_service_from"] = "-";
    if (draw.one_in(6)) one["transit"] = "no";
    one["subscribers"] = draw.one_of({"0", "5", "20"});
  }
  if (draw.one_in(2)) raw["links"].push_back(link("lb", "r1", "r2"));
  if (draw.one_in(2)) raw["links"].push_back(link("lz", "x", "r2"));
  for (RawRow& one : raw["links"]) {
    one["metric_ab"] = draw.one_of({"1", "1", "2", "3"});
    one["metric_ba"] = draw.one_of({"1", "1", "2", "3"});
    if (draw.one_in(12)) one["metric_ab"] = "-";
    const bool own = one["a"] == "wdm" || one["b"] == "wdm";
    if (draw.one_in(4) && !own) one["rides_on"] = "wdm";
  }
  for (RawRow& one : raw["demands"]) one["gbps"] = draw.one_of({"1", "2", "5", "-"});
  if (draw.one_in(2)) {
    raw["dependencies"] = {{{"element", draw.one_of({"r0", "r1", "core", "x"})},
                            {"on", "server"},
                            {"kind", draw.one_of({"hosted-on", "managed-by"})},
                            {"from", ".."}}};
  }
  return raw;
}

std::vector<Blank> blank_some(RawEstate& raw, Draw& draw) {
  std::vector<Blank> cells;
  for (auto& [table, rows] : raw) {
    for (RawRow& one : rows) {
      for (auto& [column, text] : one) {
        std::vector<std::string> fillings =
            fillings_of(table, column, one.contains("id") ? one.at("id") : "");
        if (!fillings.empty()) cells.push_back({&text, std::move(fillings)});
      }
    }
  }
  std::vector<Blank> out;
  for (std::size_t count = draw.below(3); count > 0; --count) {
    const std::size_t which = draw.below(cells.size());
    out.push_back(cells[which]);
    cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(which));
  }
  return out;
}

std::map<std::string, PlainShare> plain_shares(const RawEstate& raw) {
  const PlainNetwork plain(raw, "huawei");
  std::map<std::string, PlainShare> out;
  const auto add = [&](const std::string& rule, const std::map<std::string, PlainShare>& shares) {
    for (const auto& [op, share] : shares) out[rule + "/operator=" + op] = share;
  };
  add("cap", plain.crossing());
  add("traffic", plain.served());
  add("people", plain.reaching(PlainNetwork::Counted::subscribers));
  add("things", plain.reaching(PlainNetwork::Counted::elements));
  out["places"] = plain.sites();
  return out;
}

// part / whole <= other part / other whole.
bool at_most(Int128 part, Int128 whole, Int128 other, Int128 other_whole) {
  return part * other_whole <= other * whole;
}

Verdict plain_verdict(const PlainShare& share, const decision::Rule& rule) {
  if (share.whole == 0) return Verdict::not_applicable;
  const bool cap = rule.kind == decision::RuleKind::cap;
  const Share limit = cap ? *rule.limit : *rule.share;
  const auto within = [&](std::uint64_t part) {
    return cap ? at_most(part, share.whole, limit.part, limit.whole)
               : at_most(limit.part, limit.whole, part, share.whole);
  };
  if (within(share.low) && within(share.high)) return Verdict::conforms;
  return within(share.low) || within(share.high) ? Verdict::undecided : Verdict::breaches;
}

struct Seen {
  std::set<std::string> verdicts;
  std::size_t undecided = 0;
  std::size_t needless = 0;  // every filling gives the same
};

// What is said of an estate with unknown cells holds for one way of filling them in.
void expect_holds(const Finding& finding, const PlainShare& share, const decision::Rule& rule) {
  const Verdict plain = plain_verdict(share, rule);
  if (finding.in_itself != Verdict::undecided) {
    EXPECT_EQ(finding.in_itself, plain) << finding.id;
  }
  if (share.whole == 0 || finding.in_itself == Verdict::not_applicable) return;
  const decision::Measured& m = *finding.measured;
  if (!m.low.unbounded && m.low.whole > 0) {
    EXPECT_TRUE(at_most(m.low.part, m.low.whole, share.low, share.whole)) << finding.id;
  }
  if (!m.high.unbounded && m.high.whole > 0) {
    EXPECT_TRUE(at_most(share.high, share.whole, m.high.part, m.high.whole)) << finding.id;
  }
}

void expect_same(const Finding& finding, const PlainShare& share, const decision::Rule& rule) {
  EXPECT_EQ(finding.in_itself, plain_verdict(share, rule)) << finding.id;
  if (share.whole == 0) return;
  const decision::Measured& m = *finding.measured;
  const Int128 low = share.low;
  const Int128 high = share.high;
  const Int128 whole = share.whole;
  EXPECT_EQ(m.low, (Fraction{low, whole})) << finding.id;
  EXPECT_EQ(m.high, (Fraction{high, whole})) << finding.id;
}

// Calls `body` for every way of filling in the cells.
template <class Body>
void for_each_filling(std::vector<Blank>& blanks, std::size_t next, const Body& body) {
  if (next == blanks.size()) return body();
  for (const std::string& text : blanks[next].fillings) {
    *blanks[next].cell = text;
    for_each_filling(blanks, next + 1, body);
  }
}

void compare(const RawAnswer& answer, const decision::Decision& decision, RawEstate& raw,
             std::vector<Blank>& blanks, Seen& seen) {
  std::map<std::string, std::set<Verdict>> by_filling;
  for_each_filling(blanks, 0, [&] {
    const std::map<std::string, PlainShare> shares = plain_shares(raw);
    for (const Finding& finding : answer.evaluation.findings) {
      const auto share = shares.find(finding.id);
      if (share == shares.end()) continue;  // of nobody who is known
      const decision::Rule& rule = decision.rules[finding.rule];
      by_filling[finding.id].insert(plain_verdict(share->second, rule));
      expect_holds(finding, share->second, rule);
      if (blanks.empty()) expect_same(finding, share->second, rule);
    }
  });
  for (const Finding& finding : answer.evaluation.findings) {
    seen.verdicts.emplace(name_of(finding.in_itself));
    if (finding.in_itself != Verdict::undecided) continue;
    ++seen.undecided;
    const std::set<Verdict>& all = by_filling[finding.id];
    if (all.size() == 1 && *all.begin() != Verdict::undecided) ++seen.needless;
  }
}

TEST(NetworkCounts, AreThoseOfTheObviousTwinInEveryFilling) {
  Seen seen;
  std::size_t known = 0;
  for (unsigned seed = 0; seed < seeds(150); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    RawEstate raw = draw_estate(draw);
    const auto share = [&] { return draw.one_of({"25%", "1/3", "50%", "80%"}); };
    const decision::Decision decision = decision_of(
        cap(share()) + withstand("traffic", "demand", share()) +
        withstand("people", "subscribers", share()) + withstand("things", "elements", share()) +
        withstand("places", "sites", share(), ""));
    std::vector<Blank> blanks = blank_some(raw, draw);
    for (const Blank& blank : blanks) blank.cell->clear();
    if (blanks.empty()) ++known;
    const RawAnswer answer = ask(raw, decision);
    compare(answer, decision, raw, blanks, seen);
    if (::testing::Test::HasFailure()) return;
  }
  std::printf("%zu estates without a gap; %zu findings undecided, %zu of them needlessly\n", known,
              seen.undecided, seen.needless);
  EXPECT_EQ(seen.verdicts,
            (std::set<std::string>{"breaches", "undecided", "conforms", "not-applicable"}));
}

// ---- knowing less never helps

bool may_be_blanked(const std::string& table, const std::string& column) {
  const estate::TableSchema& schema = estate::schema(*estate::find_table(table));
  const estate::ColumnSchema& of = schema.columns[*estate::find_column(schema, column)];
  return !of.has(estate::kKey) && !of.has(estate::kDefaulted);
}

void expect_no_help(const Verdicts& before, const Verdicts& after, const std::string& what) {
  for (const auto& [id, verdict] : before) {
    const auto now = after.find(id);
    if (now == after.end() && id.ends_with("=?")) continue;
    ASSERT_NE(now, after.end()) << id << " is gone after " << what;
    EXPECT_TRUE(now->second == verdict || now->second == Verdict::undecided)
        << id << ": " << name_of(verdict) << " became " << name_of(now->second) << " after "
        << what;
  }
}

struct Law {
  decision::Decision decision =
      decision_of(cap("50%") + withstand("traffic", "demand", "50%") +
                  withstand("people", "subscribers", "50%") +
                  withstand("things", "elements", "60%") + withstand("places", "sites", "50%", ""));

  [[nodiscard]] static RawEstate draw_raw(Draw& draw) {
    if (draw.one_in(2)) return draw_estate(draw);
    // With tunnels, planes, risk groups and several ends.
    RawEstate raw = random_raw_network(draw, 200);
    row(raw, "elements", "r0")["function"] = "AMF";
    for (RawRow& one : raw["elements"]) one["subscribers"] = draw.one_of({"1", "2"});
    return raw;
  }
};

/// Blanks one after the other all cells of the columns that `asked` names; `mattered` gets those by
/// which a verdict changed.
template <class Asked>
void blank_each_cell(RawEstate& raw, const decision::Decision& decision, const RawAnswer& before,
                     const Asked& asked, std::set<std::string>& mattered) {
  for (auto& [table, rows] : raw) {
    for (RawRow& one : rows) {
      for (auto& [column, text] : one) {
        if (text.empty() || !asked(table, column)) continue;
        const std::string kept = std::exchange(text, "");
        const auto after = evaluate_raw(raw, decision, std::string(kAsOf));
        text = kept;
        const std::string what = "blanking " + table + "." + column + " (" + kept + ") of " +
                                 (one.contains("id") ? one["id"] : "a row");
        ASSERT_TRUE(after.has_value()) << what;
        if (after->verdicts != before.verdicts) mattered.insert(table + "." + column);
        expect_no_help(before.verdicts, after->verdicts, what);
        if (::testing::Test::HasFailure()) return;
      }
    }
  }
}

TEST(NetworkCounts, BlankingACellNeverHelps) {
  const Law law;
  std::set<std::string> mattered;
  for (unsigned seed = 0; seed < seeds(80); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    RawEstate raw = Law::draw_raw(draw);
    const auto before = evaluate_raw(raw, law.decision, std::string(kAsOf));
    if (!before) continue;
    // Some of them, of every row and column; what stops with what matters seldom.
    const auto asked = [&](const std::string& table, const std::string& column) {
      return may_be_blanked(table, column) && (table == "dependencies" || draw.one_in(10));
    };
    blank_each_cell(raw, law.decision, *before, asked, mattered);
    if (HasFailure()) return;
  }
  for (const char* column :
       {"elements.vendor", "elements.operator", "elements.function", "elements.in_service_from",
        "elements.subscribers", "elements.site", "elements.transit", "links.metric_ab",
        "links.rides_on", "demands.gbps", "dependencies.on", "dependencies.kind",
        "routing.tunnels"}) {
    EXPECT_TRUE(mattered.contains(column)) << column << " never mattered";
  }
}

TEST(NetworkCounts, TakingATableAwayNeverHelps) {
  const Law law;
  std::set<std::string> mattered;
  for (unsigned seed = 0; seed < seeds(60); ++seed) {
    SCOPED_TRACE(seed);
    Draw draw(seed);
    const RawEstate raw = Law::draw_raw(draw);
    const auto before = evaluate_raw(raw, law.decision, std::string(kAsOf));
    if (!before) continue;
    for (const char* table :
         {"links", "routing", "demands", "dependencies", "supplies", "tunnels"}) {
      RawEstate less = raw;
      less.erase(table);
      const auto after = evaluate_raw(less, law.decision, std::string(kAsOf));
      ASSERT_TRUE(after.has_value()) << table;
      if (after->verdicts != before->verdicts) mattered.insert(table);
      expect_no_help(before->verdicts, after->verdicts, std::string("taking away ") + table);
      if (HasFailure()) return;
    }
  }
  for (const char* table : {"links", "routing", "demands", "dependencies", "supplies"}) {
    EXPECT_TRUE(mattered.contains(table)) << table << " never mattered";
  }
}

TEST(NetworkCounts, BlankingACellOfSeveralAreasNeverHelps) {
  const decision::Decision decision = decision_of(
      cap("30%") + withstand("traffic", "demand", "60%") + withstand("things", "elements", "60%"));
  std::set<std::string> mattered;
  std::map<std::pair<std::string, Verdict>, std::size_t> verdicts;
  for (unsigned seed = 0; seed < seeds(40); ++seed) {
    SCOPED_TRACE(seed);
    RawEstate raw = draw_areas(seed);
    for (std::size_t i = 0; i < raw["elements"].size(); i += 5) {
      std::string& function = raw["elements"][i]["function"];
      if (function == "P") function = "AMF";
    }
    const auto before = evaluate_raw(raw, decision, std::string(kAsOf));
    if (!before) continue;
    for (const auto& [id, verdict] : before->verdicts) {
      ++verdicts[{id.substr(0, id.find('/')), verdict}];
    }
    const auto asked = [](const std::string& table, const std::string& column) {
      return column == "area" || may_be_blanked(table, column);
    };
    blank_each_cell(raw, decision, *before, asked, mattered);
    if (HasFailure()) return;
  }
  for (const char* column : {"links.area", "elements.area", "elements.transit", "routing.protocol",
                             "links.metric_ab", "elements.vendor"}) {
    EXPECT_TRUE(mattered.contains(column)) << column << " never mattered";
  }
  for (const char* rule : {"cap", "traffic", "things"}) {
    for (const Verdict verdict : {Verdict::breaches, Verdict::conforms, Verdict::undecided}) {
      const std::size_t count = verdicts[{rule, verdict}];
      EXPECT_GT(count, 0U) << rule << " " << name_of(verdict);
    }
  }
}

}  // namespace
}  // namespace relook::testing
