// SPDX-License-Identifier: Apache-2.0
#include "engine/certificate_lines.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <set>
#include <tuple>

#include "audit/certificate.hpp"
#include "codec/json.hpp"
#include "routing/topology.hpp"
#include "testing/brute_force_proof.hpp"
#include "testing/estate_of_topology.hpp"
#include "testing/seeds.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using testing::TopologyDrawer;
using trust::Answer;
using trust::kNever;

/// A drawn network as an estate, some demands, and what is asked of them.
struct World {
  estate::Estate estate;
  std::vector<Truth> avoided;  // by element
  routing::Network network;
  std::vector<routing::Route> routes;
  std::string list;  // as `relook select` writes it
};

std::string list_of(const estate::Estate& estate, const std::vector<Truth>& avoided) {
  Tree list = Tree::object();
  list.add("estate", Tree::object()).add("digest", to_string(digest(estate)));
  list.add("on", to_string(estate.manifest.as_of));
  list.add("over", "elements");
  Tree& rows = list.add("rows", Tree::array());
  for (std::uint32_t row = 0; row < avoided.size(); ++row) {
    if (avoided[row] == Truth::no) continue;
    Tree& one = rows.push(Tree::object());
    one.add("id", estate.id(estate::TableId::elements, row));
    one.add("matches", avoided[row] == Truth::yes ? "surely" : "possibly");
  }
  return codec::write_json(list, codec::JsonLayout::indented);
}

/// Two demands to all or the nearest of their ends, and two pairs.
void draw_routes(TopologyDrawer& drawer, testing::RawEstate& raw, std::uint32_t nodes) {
  for (const char* id : {"d0", "d1"}) {
    std::set<std::string> to;
    for (std::uint32_t ends = 1 + drawer.below(3); ends > 0; --ends) {
      to.insert(testing::numbered('e', drawer.below(nodes)));
    }
    std::string all;
    for (const std::string& end : to) all += (all.empty() ? "" : ";") + end;
    raw["demands"].push_back({{"id", id},
                              {"from", testing::numbered('e', drawer.below(nodes))},
                              {"to", all},
                              {"to_mode", drawer.one_in(2) ? "all" : "nearest"},
                              {"plane", "-"}});
  }
}

std::vector<routing::Route> routes_of(const testing::RawEstate& raw,
                                      const routing::Topology& topology, TopologyDrawer& drawer) {
  const auto node = [](const std::string& id) {
    return static_cast<graph::Node>(std::stoul(id.substr(1)));
  };
  std::vector<routing::Route> out;
  const auto add = [&](std::uint32_t demand, graph::Node from, std::vector<graph::Node> to) {
    out.push_back({.demand = demand, .from = from, .to = to, .ways = {}});
    out.back().ways = {{.segments = {{.graph = 0, .to = std::move(to)}}}};
  };
  for (std::uint32_t demand = 0; demand < raw.at("demands").size(); ++demand) {
    const testing::RawRow& row = raw.at("demands")[demand];
    std::vector<graph::Node> to;
    for (std::size_t at = 0; at < row.at("to").size(); at += 5) {
      to.push_back(node(row.at("to").substr(at, 4)));
    }
    if (row.at("to_mode") == "nearest") {
      add(demand, node(row.at("from")), to);
    } else {
      for (const graph::Node end : to) add(demand, node(row.at("from")), {end});
    }
  }
  const auto nodes = static_cast<std::uint32_t>(topology.nodes.size());
  for (int pair = 0; pair < 2; ++pair) {
    const graph::Node from = drawer.below(nodes);
    const graph::Node to = drawer.below(nodes);
    if (from != to) add(graph::kNoIndex, from, {to});
  }
  return out;
}

std::unique_ptr<World> draw_world(TopologyDrawer& drawer) {
  testing::DrawnTopology drawn = drawer.draw();
  const auto nodes = static_cast<std::uint32_t>(drawn.topology.nodes.size());
  testing::RawEstate raw = testing::raw_of(drawn.topology);
  draw_routes(drawer, raw, nodes);
  Read<estate::Estate> read = testing::build(raw, {}, {}, *parse_date(testing::kAsOf));
  for (const Diagnostic& fault : read.diagnostics.sorted()) {
    if (fault.severity == Severity::error) ADD_FAILURE() << to_string(fault);
  }
  auto world = std::make_unique<World>();
  world->estate = std::move(read.value);
  world->avoided = drawn.avoided;
  world->list = list_of(world->estate, world->avoided);
  std::vector<std::uint32_t> all;
  for (std::uint32_t row = 0; row < nodes; ++row) all.push_back(row);
  Read<routing::Topology> topology =
      routing::read_topology(world->estate, world->estate.manifest.as_of, all);
  EXPECT_FALSE(topology.diagnostics.has_errors());
  world->network.topology = std::move(topology.value);
  world->network.graphs.push_back(routing::igp_graph(world->network.topology));
  world->network.plane_gaps = {{}};
  world->routes = routes_of(raw, world->network.topology, drawer);
  return world;
}

/// What is asked of a world.
struct Asking {
  trust::Failures failures;
  trust::Crossing crossing;
  unsigned limit;
};

Asking asking(const World& world, trust::FailureKinds kinds, unsigned limit, trust::Ends ends) {
  return {trust::failures_of(world.network.topology, kinds),
          trust::crossing_of(world.network.topology, world.avoided, ends, Truth::yes), limit};
}

Asking draw_asking(TopologyDrawer& drawer, const World& world) {
  const trust::FailureKinds kinds{.link = !drawer.one_in(4),
                                  .node = !drawer.one_in(3),
                                  .srlg = drawer.one_in(3),
                                  .site = drawer.one_in(3)};
  const unsigned limit = drawer.one_in(8) ? 3 : drawer.below(3);
  return asking(world, kinds, limit, drawer.one_in(4) ? trust::Ends::ignore : trust::Ends::count);
}

Certificate certificate_of(const World& world, const Asking& asked) {
  const trust::AvoidQuestion question{.network = world.network,
                                      .crossing = asked.crossing,
                                      .failures = asked.failures,
                                      .limit = asked.limit};
  const trust::AvoidProof proof =
      trust::prove_routes(question, world.routes, trust::Sets::smallest, Run{.threads = 1});
  const CertificateOf of{world.estate, digest(world.estate), world.estate.manifest.as_of, question};
  const auto certificate = certificate_lines(of, world.routes, proof.answers, Run{.threads = 1});
  EXPECT_TRUE(certificate) << certificate.error().message;
  return certificate.value_or(Certificate{});
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count(text, '\n'));
}

TEST(Certificate, OfDrawnNetworksIsBelieved) {
  std::size_t believed = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(600); ++seed) {
    TopologyDrawer drawer(seed, {.nodes_max = 8});
    const auto world = draw_world(drawer);
    const Asking asked = draw_asking(drawer, *world);
    const Certificate certificate = certificate_of(*world, asked);
    const auto audit = audit::audit(world->estate, world->list, certificate.text);
    ASSERT_TRUE(audit) << "seed " << seed << ": " << audit.error().message;
    ASSERT_EQ(audit->size() + 1, lines_in(certificate.text));
    for (const audit::Judged& one : *audit) {
      ASSERT_TRUE(one.proved) << "seed " << seed << ": " << one.text << "\n" << certificate.text;
      ++believed;
    }
  }
  EXPECT_GT(believed, testing::seeds(600));
}

/// Takes some words out of many, others each time.
class Words {
 public:
  explicit Words(std::vector<std::string> words) : words_(std::move(words)) {}
  const std::string& next() { return words_[at_++ % words_.size()]; }

 private:
  std::vector<std::string> words_;
  std::size_t at_ = 0;
};

/// Documents that differ from this one in one place.
void for_each_alteration(const Tree& tree, Words& words,
                         const std::function<void(const Tree&)>& body) {
  if (const std::string* text = tree.as_string()) {
    for (int i = 0; i < 5; ++i) {
      if (const std::string& other = words.next(); other != *text) body(other);
    }
    body(*text + "x");
    body(nullptr);
  } else if (const std::int64_t* number = tree.as_integer()) {
    for (const std::int64_t other : {*number - 1, *number + 1, std::int64_t{0}}) {
      if (other != *number) body(other);
    }
    body("1");
  } else if (const Tree::Array* items = tree.as_array()) {
    body(nullptr);
    Tree::Array longer = *items;
    longer.emplace_back(words.next());
    body(longer);
    for (std::size_t i = 0; i < items->size(); ++i) {
      const auto with = [&](std::initializer_list<Tree> instead) {
        Tree::Array changed(items->begin(), items->begin() + static_cast<std::ptrdiff_t>(i));
        changed.insert(changed.end(), instead);
        changed.insert(changed.end(), items->begin() + static_cast<std::ptrdiff_t>(i) + 1,
                       items->end());
        body(changed);
      };
      with({});
      with({(*items)[i], (*items)[i]});
      for_each_alteration((*items)[i], words, [&](const Tree& other) { with({other}); });
    }
  } else if (const Tree::Object* members = tree.as_object()) {
    for (std::size_t i = 0; i < members->size(); ++i) {
      Tree::Object less = *members;
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
      body(less);
      for_each_alteration((*members)[i].tree, words, [&](const Tree& other) {
        Tree::Object changed = *members;
        changed[i].tree = other;
        body(changed);
      });
    }
  }
}

/// Whether the claim is true, by the obvious twin of the proof: every scenario.
bool is_true(const World& world, const Tree& head, const Tree& claim) {
  const auto text = [&](const char* member) {
    const Tree* found = claim.find(member);
    return found != nullptr && found->as_string() != nullptr ? *found->as_string() : std::string();
  };
  trust::FailureKinds kinds;
  for (const Tree& kind : *head.find("fail")->as_array()) {
    kinds.link = kinds.link || *kind.as_string() == "link";
    kinds.node = kinds.node || *kind.as_string() == "node";
    kinds.srlg = kinds.srlg || *kind.as_string() == "srlg";
    kinds.site = kinds.site || *kind.as_string() == "site";
  }
  const auto limit = static_cast<unsigned>(*head.find("failures")->as_integer());
  if (limit > trust::kFailuresMax) return false;
  const trust::Ends ends =
      *head.find("ends")->as_string() == "count" ? trust::Ends::count : trust::Ends::ignore;
  const trust::Failures failures = trust::failures_of(world.network.topology, kinds);
  const testing::BruteForce brute(world.network.topology, world.avoided, ends);
  std::vector<routing::Route> routes;
  const auto demand = world.estate.table(estate::TableId::demands).find(text("demand"));
  for (const routing::Route& route : world.routes) {
    if (demand && route.demand == *demand) routes.push_back(route);
  }
  if (!demand) {
    const auto from = world.estate.table(estate::TableId::elements).find(text("from"));
    const auto to = world.estate.table(estate::TableId::elements).find(text("to"));
    if (!from || !to) return false;
    routes.push_back({.demand = graph::kNoIndex, .from = *from, .to = {*to}, .ways = {}});
    routes.back().ways = {{.segments = {{.graph = 0, .to = {*to}}}}};
  }
  bool some_breach = false;
  bool some_doubt = false;
  bool all_served = true;
  for (const routing::Route& route : routes) {
    const auto answer = brute.prove(failures, limit, world.network.graphs, route);
    some_breach = some_breach || answer.fewest.surely != kNever;
    some_doubt = some_doubt || answer.fewest.possibly != kNever;
    all_served = all_served && answer.fewest.unserved != 0;
  }
  if (text("verdict") == "breaches") return some_breach;
  if (text("verdict") == "undecided") return some_doubt;
  return text("verdict") == "conforms" && all_served && !some_doubt;
}

std::vector<Tree> read_lines(const std::string& text) {
  std::vector<Tree> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(codec::read_json(text.substr(at, end - at), "line").value);
    at = end + 1;
  }
  return lines;
}

std::string write_lines(const std::vector<Tree>& lines) {
  std::string text;
  for (const Tree& line : lines) {
    text += codec::write_json(line, codec::JsonLayout::one_line) + "\n";
  }
  return text;
}

/// Words that stand in certificates, and ids of the world.
std::vector<std::string> words_of(const World& world) {
  std::vector<std::string> words = {"",     "conforms", "breaches", "undecided",  "link",   "node",
                                    "srlg", "site",     "count",    "ignore",     "d0",     "d1",
                                    "1.1",  "node:",    "e000",     "2020-06-02", "site:s1"};
  for (std::uint32_t row = 0; row < world.estate.rows(estate::TableId::elements); ++row) {
    words.push_back("node:" + testing::numbered('e', row));
    words.push_back(testing::numbered('e', row));
  }
  for (std::uint32_t row = 0; row < world.estate.rows(estate::TableId::links); ++row) {
    words.push_back("link:" + testing::numbered('l', row));
    words.push_back(testing::numbered('l', row));
  }
  return words;
}

TEST(Certificate, AlteredAnywhereProvesNothingFalse) {
  std::size_t refused = 0;
  std::size_t still_true = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(16); ++seed) {
    TopologyDrawer drawer(seed + 10'000, {.nodes_max = 5});
    const auto world = draw_world(drawer);
    Asking asked = draw_asking(drawer, *world);
    asked.limit = std::min(asked.limit, 2U);
    const Certificate certificate = certificate_of(*world, asked);
    const std::vector<Tree> lines = read_lines(certificate.text);
    Words words(words_of(*world));
    const auto try_it = [&](const std::vector<Tree>& altered) {
      const std::string text = write_lines(altered);
      const auto audit = audit::audit(world->estate, world->list, text);
      if (!audit) {
        ++refused;
        return;
      }
      for (std::size_t i = 0; i < audit->size(); ++i) {
        if (!(*audit)[i].proved) {
          ++refused;
          continue;
        }
        if (altered[i + 1] == lines[std::min(i + 1, lines.size() - 1)] && altered[0] == lines[0]) {
          continue;  // this one is as it was
        }
        ++still_true;
        ASSERT_TRUE(is_true(*world, altered[0], altered[i + 1]))
            << "seed " << seed << ": " << (*audit)[i].text << "\n"
            << text;
      }
    };
    for (std::size_t line = 0; line < lines.size(); ++line) {
      std::vector<Tree> less = lines;
      less.erase(less.begin() + static_cast<std::ptrdiff_t>(line));
      const auto audit = audit::audit(world->estate, world->list, write_lines(less));
      EXPECT_FALSE(audit) << "line " << line << " was taken away";
      for_each_alteration(lines[line], words, [&](const Tree& other) {
        std::vector<Tree> altered = lines;
        altered[line] = other;
        if (!::testing::Test::HasFatalFailure()) try_it(altered);
      });
    }
    if (::testing::Test::HasFatalFailure()) return;
  }
  EXPECT_GT(refused, 1000U);
  EXPECT_GT(still_true, 10U);
  RecordProperty("refused", static_cast<int>(refused));
  RecordProperty("still_true", static_cast<int>(still_true));
}

/// The lines with the last as given and the head that belongs to them.
std::string with_claim(const Tree& head, const Tree& claim) {
  Tree one = head;
  *one.find("answers") = Tree(1);
  return write_lines({one, claim});
}

Tree claim_of(const std::string& demand, const char* verdict) {
  Tree claim = Tree::object();
  claim.add("demand", demand);
  claim.add("verdict", verdict);
  return claim;
}

/// Every way of links from an element on that meets nothing twice, whatever it costs.
void for_each_walk(const routing::Topology& topology, std::vector<graph::Node>& nodes, Tree& path,
                   const std::function<void()>& body) {
  body();
  for (graph::Edge edge = 0; edge < topology.adjacencies.size(); ++edge) {
    const routing::Adjacency& link = topology.adjacencies[edge];
    if (link.a != nodes.back() && link.b != nodes.back()) continue;
    const graph::Node to = link.a == nodes.back() ? link.b : link.a;
    if (std::ranges::find(nodes, to) != nodes.end()) continue;
    nodes.push_back(to);
    path.push(testing::numbered('l', edge));
    for_each_walk(topology, nodes, path, body);
    Tree::Array shorter = *path.as_array();
    shorter.pop_back();
    path = Tree(shorter);
    nodes.pop_back();
  }
}

// Whoever forges a breach may take any path, any failure and any element that is to be avoided.
TEST(Certificate, NoBreachCanBeForged) {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(60); ++seed) {
    TopologyDrawer drawer(seed + 20'000, {.nodes_max = 5});
    const auto world = draw_world(drawer);
    const Asking asked = draw_asking(drawer, *world);
    const Tree head = read_lines(certificate_of(*world, asked).text)[0];
    const routing::Topology& topology = world->network.topology;
    std::vector<Tree> sets = {Tree::array()};
    if (!topology.adjacencies.empty()) {
      Tree one = Tree::array();
      one.push("link:" + testing::numbered('l', drawer.below(static_cast<std::uint32_t>(
                                                    topology.adjacencies.size()))));
      sets.push_back(one);
    }
    const testing::BruteForce brute(topology, world->avoided, asked.crossing.ends);
    for (const routing::Route& route : world->routes) {
      if (route.demand == graph::kNoIndex) continue;
      std::vector<graph::Node> nodes = {route.from};
      Tree path = Tree::array();
      for_each_walk(topology, nodes, path, [&] {
        for (std::uint32_t row = 0; row < world->avoided.size(); ++row) {
          if (world->avoided[row] == Truth::no) continue;
          for (const Tree& set : sets) {
            Tree claim = claim_of("d" + std::to_string(route.demand),
                                  world->avoided[row] == Truth::yes ? "breaches" : "undecided");
            claim.add("failed", set);
            claim.add("path", path);
            claim.add("crosses", testing::numbered('e', row));
            const auto audit = audit::audit(world->estate, world->list, with_claim(head, claim));
            if (!audit || !audit->front().proved) {
              ++refused;
              continue;
            }
            ++accepted;
            ASSERT_TRUE(is_true(*world, head, claim))
                << "seed " << seed << ": " << audit->front().text;
          }
        }
      });
    }
  }
  EXPECT_GT(accepted, 20U);
  EXPECT_GT(refused, 1000U);
}

// What is proved when nobody is to be avoided has trees for all demands, and true distances; held
// against the list it must not cover a single breach.
TEST(Certificate, NoTreeHidesABreach) {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  for (std::uint64_t seed = 0; seed < testing::seeds(1500); ++seed) {
    TopologyDrawer drawer(seed + 30'000, {.nodes_max = 8});
    const auto world = draw_world(drawer);
    const std::vector<Truth> avoided = world->avoided;
    world->avoided.assign(avoided.size(), Truth::no);
    const Asking asked = draw_asking(drawer, *world);
    const std::vector<Tree> lines = read_lines(certificate_of(*world, asked).text);
    world->avoided = avoided;
    const auto audit = audit::audit(world->estate, world->list, write_lines(lines));
    ASSERT_TRUE(audit);
    for (std::size_t i = 0; i < audit->size(); ++i) {
      const bool proved = (*audit)[i].proved;
      ASSERT_EQ(proved, is_true(*world, lines[0], lines[i + 1]))
          << "seed " << seed << ": " << (*audit)[i].text;
      ++(proved ? accepted : refused);
    }
  }
  EXPECT_GT(accepted, 100U);
  EXPECT_GT(refused, 100U);
}

TEST(Certificate, WithoutAPathNothingConforms) {
  testing::RawEstate raw = testing::raw_of({});
  raw["elements"] = {{{"id", "e000"}}, {{"id", "e001"}}};
  for (testing::RawRow& row : raw["elements"]) {
    row.insert({{"operator", "o"}, {"site", "-"}, {"function", "P"}, {"transit", "yes"}});
    row.insert({"in_service_from", ".."});
  }
  raw["demands"] = {
      {{"id", "d0"}, {"from", "e000"}, {"to", "e001"}, {"to_mode", "all"}, {"plane", "-"}}};
  const estate::Estate estate = testing::build(raw, {}, {}, *parse_date(testing::kAsOf)).value;
  Tree head = codec::read_json(R"({"format_version":"1.0","estate":"","on":"2020-06-01",
      "failures":0,"fail":[],"ends":"count","answers":1})",
                               "head")
                  .value;
  *head.find("estate") = Tree(to_string(digest(estate)));
  Tree claim = claim_of("d0", "conforms");
  claim.add("trees", Tree::array()).push(Tree::array());
  const auto audit =
      audit::audit(estate, list_of(estate, {Truth::no, Truth::no}), with_claim(head, claim));
  ASSERT_TRUE(audit);
  EXPECT_FALSE(audit->front().proved);
}

/// A chain of three with a host, an underlay and a demand from end to end.
testing::RawEstate chain() {
  routing::Topology topology;
  for (std::uint32_t row = 0; row < 5; ++row) {
    topology.nodes.push_back({.element = row, .through = true, .external = false, .lan = false});
  }
  topology.nodes[1].hosts = {3};
  for (std::uint32_t row = 0; row < 2; ++row) {
    topology.adjacencies.push_back({.link = row,
                                    .a = row,
                                    .b = row + 1,
                                    .metric_ab = 1,
                                    .metric_ba = 1,
                                    .delay_us = 0,
                                    .area = 0});
  }
  topology.adjacencies[0].rides_on = {4};
  testing::RawEstate raw = testing::raw_of(topology);
  raw["demands"] = {
      {{"id", "d0"}, {"from", "e000"}, {"to", "e002"}, {"to_mode", "all"}, {"plane", "-"}}};
  return raw;
}

/// What the checker says of the chain's only claim, that it conforms.
std::string said_of(const testing::RawEstate& raw, const std::vector<Truth>& avoided = {}) {
  const estate::Estate estate = testing::build(raw, {}, {}, *parse_date(testing::kAsOf)).value;
  Tree head = codec::read_json(R"({"format_version":"1.0","estate":"","on":"2020-06-01",
      "failures":0,"fail":["link","node","site","srlg"],"ends":"count","answers":1})",
                               "head")
                  .value;
  *head.find("estate") = Tree(to_string(digest(estate)));
  Tree claim = claim_of("d0", "conforms");
  claim.add("trees", Tree::array()).push(Tree::array());
  const auto audit = audit::audit(estate, list_of(estate, avoided), with_claim(head, claim));
  if (!audit) return audit.error().message;
  return (audit->front().proved ? "proved " : "") + audit->front().text;
}

TEST(Certificate, OfAnEstateThatLeavesSomethingOpenProvesNothing) {
  using ::testing::HasSubstr;
  const testing::RawEstate whole = chain();
  EXPECT_THAT(said_of(whole), HasSubstr("proved"));
  for (const auto& [table, row, column] :
       std::vector<std::tuple<const char*, std::size_t, const char*>>{
           {"links", 0, "metric_ab"},
           {"links", 1, "metric_ba"},
           {"links", 1, "rides_on"},
           {"links", 1, "srlgs"},
           {"elements", 0, "operator"},
           {"elements", 1, "site"},
           {"elements", 2, "function"},
           {"elements", 1, "transit"},
           {"elements", 2, "in_service_from"},
           {"elements", 3, "function"},
           {"elements", 4, "in_service_from"},
           {"dependencies", 0, "on"},
           {"dependencies", 0, "kind"},
           {"dependencies", 0, "from"},
           {"routing", 0, "tunnels"},
           {"routing", 0, "exits"},
           {"routing", 0, "operator"},
           {"demands", 0, "plane"}}) {
    testing::RawEstate blank = whole;
    blank[table][row][column] = "";
    const std::string said = said_of(blank);
    EXPECT_THAT(said, ::testing::Not(HasSubstr("proved "))) << table << "." << column;
    EXPECT_THAT(said, HasSubstr("REFUSED")) << table << "." << column;
  }
  for (const char* table : {"links", "dependencies", "routing"}) {
    testing::RawEstate without = whole;
    without.erase(table);
    EXPECT_THAT(said_of(without), HasSubstr("REFUSED")) << table;
  }
  testing::RawEstate areas = whole;
  areas["links"][0]["area"] = "1";
  EXPECT_THAT(said_of(areas), HasSubstr("REFUSED"));
  areas = whole;
  areas["elements"][0]["area"] = "1";
  EXPECT_THAT(said_of(areas), HasSubstr("REFUSED"));
  // A second router that may carry the demand as well, or not.
  testing::RawEstate beside = whole;
  beside["elements"].push_back(whole.at("elements")[1]);
  beside["elements"].back()["id"] = "e005";
  for (const std::size_t row : {0U, 1U}) {
    beside["links"].push_back(whole.at("links")[row]);
    beside["links"].back()["id"] = "l00" + std::to_string(row + 2);
    beside["links"].back()[row == 0 ? "b" : "a"] = "e005";
  }
  EXPECT_THAT(said_of(beside), HasSubstr("proved"));
  beside["elements"].back()["transit"] = "";
  EXPECT_THAT(said_of(beside), HasSubstr("REFUSED"));
  testing::RawEstate off = whole;
  off["elements"][3]["in_service_from"] = "-";
  EXPECT_THAT(said_of(off), HasSubstr("REFUSED"));
  off = whole;
  off["elements"][4]["in_service_from"] = "-";
  EXPECT_THAT(said_of(off), HasSubstr("REFUSED"));
}

TEST(Certificate, WhatHostsAHostIsCrossed) {
  testing::RawEstate raw = chain();
  raw["links"][0]["rides_on"] = "-";
  raw["dependencies"].push_back(
      {{"element", "e003"}, {"on", "e004"}, {"kind", "hosted-on"}, {"from", ".."}});
  const std::vector<Truth> last = {Truth::no, Truth::no, Truth::no, Truth::no, Truth::yes};
  EXPECT_THAT(said_of(raw), ::testing::HasSubstr("proved"));
  EXPECT_THAT(said_of(raw, last), ::testing::HasSubstr("REFUSED"));
}

TEST(Certificate, OfAnotherEstateOrWithUselessNodesIsRefused) {
  const testing::RawEstate raw = chain();
  const estate::Estate estate = testing::build(raw, {}, {}, *parse_date(testing::kAsOf)).value;
  Tree head = codec::read_json(R"({"format_version":"1.0","estate":"sha256:0","on":"2020-06-01",
      "failures":0,"fail":[],"ends":"count","answers":1})",
                               "head")
                  .value;
  Tree claim = claim_of("d0", "conforms");
  Tree& tree = claim.add("trees", Tree::array()).push(Tree::array());
  const std::string list = list_of(estate, {});
  EXPECT_FALSE(audit::audit(estate, list, with_claim(head, claim)));
  *head.find("estate") = Tree(to_string(digest(estate)));
  EXPECT_TRUE(audit::audit(estate, list, with_claim(head, claim))->front().proved);
  Tree node = Tree::object();
  node.add("failed", Tree::array());
  node.add("path", Tree::array());
  tree.push(std::move(node));
  EXPECT_FALSE(audit::audit(estate, list, with_claim(head, claim))->front().proved);
}

}  // namespace
}  // namespace relook::engine
