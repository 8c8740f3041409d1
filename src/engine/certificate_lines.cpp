// SPDX-License-Identifier: Apache-2.0
#include "engine/certificate_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/parallel.hpp"
#include "codec/json.hpp"
#include "trust/certificate.hpp"
#include "trust/doubts.hpp"
#include "trust/replay.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using estate::TableId;
using trust::Answer;

/// The routes of one demand, or a pair.
struct Group {
  std::size_t begin;
  std::size_t end;
};

std::vector<Group> groups_of(std::span<const routing::Route> routes) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const bool same =
        i > 0 && routes[i].demand != graph::kNoIndex && routes[i].demand == routes[i - 1].demand;
    if (same) {
      ++groups.back().end;
    } else {
      groups.push_back({i, i + 1});
    }
  }
  return groups;
}

/// The first gap that leaves a path open; the checker asks for an estate without any.
std::optional<routing::Gap> first_gap(const trust::AvoidQuestion& question) {
  trust::FailureKinds kinds = question.failures.kinds;
  kinds.node = true;  // what hosts an element is crossed, whether or not it fails
  for (const routing::Gap& gap : question.network.topology.gaps) {
    if (trust::doubt_of(gap.bearing, kinds) != trust::Doubt::none) return gap;
  }
  return std::nullopt;
}

class Lines {
 public:
  Lines(const CertificateOf& of, std::span<const routing::Route> routes,
        std::span<const trust::RouteAnswer> answers)
      : of_(of), routes_(routes), answers_(answers) {}

  [[nodiscard]] std::string name(const Group& group) const {
    const routing::Route& route = routes_[group.begin];
    if (route.demand != graph::kNoIndex) {
      return std::string(of_.estate.id(TableId::demands, route.demand));
    }
    return element(route.from) + "," + element(route.to[0]);
  }

  /// The line of a demand or pair; nothing where its answer cannot be checked.
  [[nodiscard]] std::optional<Tree> line(const Group& group) const {
    const auto worst = [&](Answer answer) {
      for (std::size_t i = group.begin; i < group.end; ++i) {
        if (answers_[i].answer == answer) return std::optional(i);
      }
      return std::optional<std::size_t>();
    };
    Tree out = Tree::object();
    const routing::Route& route = routes_[group.begin];
    if (route.demand != graph::kNoIndex) {
      out.add("demand", of_.estate.id(TableId::demands, route.demand));
    } else {
      out.add("from", element(route.from));
      out.add("to", element(route.to[0]));
    }
    for (std::size_t i = group.begin; i < group.end; ++i) {
      if (!is_plain(routes_[i])) return std::nullopt;
    }
    if (const auto at = worst(Answer::breaches)) return shown(*at, Truth::yes, std::move(out));
    if (const auto at = worst(Answer::undecided)) {
      if (answers_[*at].doubt != trust::Doubt::avoided) return std::nullopt;
      return shown(*at, Truth::unknown, std::move(out));
    }
    if (worst(Answer::not_applicable)) return std::nullopt;
    return covered(group, std::move(out));
  }

 private:
  /// Over the plain IGP, to one end or to the nearest of several.
  [[nodiscard]] bool is_plain(const routing::Route& route) const {
    if (!route.unknown.empty() || route.ways.size() != 1) return false;
    // The checker knows no areas.
    const trust::Doubt areas = doubt_of_areas(of_.question.network, route, trust::AreaWays::open);
    if (areas != trust::Doubt::none) return false;
    const routing::Way& way = route.ways[0];
    return way.segments.size() == 1 && way.segments[0].graph == 0 &&
           way.segments[0].link == graph::kNoIndex && way.segments[0].to == route.to;
  }

  [[nodiscard]] std::string element(graph::Node node) const {
    const std::uint32_t row = of_.question.network.topology.nodes[node].element;
    return std::string(of_.estate.id(TableId::elements, row));
  }
  [[nodiscard]] std::string link(graph::Edge edge) const {
    const std::uint32_t row = of_.question.network.topology.adjacencies[edge].link;
    return std::string(of_.estate.id(TableId::links, row));
  }

  [[nodiscard]] std::string failure(trust::Failure number) const {
    const routing::Topology& topology = of_.question.network.topology;
    const trust::Failures::What& what = of_.question.failures.what[number];
    switch (what.kind) {
      case trust::FailureKind::link:
        return "link:" + link(what.index);
      case trust::FailureKind::node:
        return "node:" + element(what.index);
      case trust::FailureKind::srlg:
        return "srlg:" + topology.srlgs[what.index].name;
      case trust::FailureKind::site:
        break;
    }
    return "site:" + topology.sites[what.index].name;
  }

  [[nodiscard]] Tree failed(const trust::FailedSet& set) const {
    Tree out = Tree::array();
    for (const trust::Failure one : set.items()) out.push(failure(one));
    return out;
  }
  [[nodiscard]] Tree path(const trust::Path& of) const {
    Tree out = Tree::array();
    for (const graph::Edge edge : of.edges) out.push(link(edge));
    return out;
  }

  [[nodiscard]] std::optional<Tree> shown(std::size_t number, Truth least, Tree out) const {
    const bool surely = least == Truth::yes;
    const trust::SmallestSets& sets = answers_[number].sets;
    const trust::FailedSet& set = surely ? sets.surely : sets.possibly;
    const auto carried = trust::carried_after(of_.question, routes_[number], set.items(), least);
    // Without a path, an end alone is crossed; and what the estate does not name cannot be shown.
    if (!carried || !carried->crossed || carried->crossed->element == graph::kNoIndex) {
      return std::nullopt;
    }
    out.add("verdict", surely ? "breaches" : "undecided");
    out.add("failed", failed(set));
    out.add("path", path(carried->path));
    out.add("crosses", element(carried->crossed->element));
    return out;
  }

  [[nodiscard]] std::optional<Tree> covered(const Group& group, Tree out) const {
    out.add("verdict", "conforms");
    Tree& trees = out.add("trees", Tree::array());
    for (std::size_t i = group.begin; i < group.end; ++i) {
      const auto nodes = trust::branching_tree(of_.question, routes_[i], kTreeNodesMax);
      if (!nodes) return std::nullopt;
      Tree& tree = trees.push(Tree::array());
      for (const trust::TreeNode& node : *nodes) {
        Tree& one = tree.push(Tree::object());
        one.add("failed", failed(node.failed));
        one.add("path", path(node.path));
      }
    }
    return out;
  }

  const CertificateOf& of_;
  std::span<const routing::Route> routes_;
  std::span<const trust::RouteAnswer> answers_;
};

std::string head_line(const CertificateOf& of, std::size_t drawn, std::size_t answers) {
  Tree head = Tree::object();
  head.add("format_version", "1.0");
  head.add("estate", to_string(of.digest));
  head.add("on", to_string(of.on));
  head.add("failures", static_cast<std::int64_t>(of.question.limit));
  Tree& fail = head.add("fail", Tree::array());
  const trust::FailureKinds& kinds = of.question.failures.kinds;
  const bool asked[] = {kinds.link, kinds.node, kinds.srlg, kinds.site};
  for (std::size_t kind = 0; kind < trust::kFailureKindCount; ++kind) {
    if (asked[kind]) fail.push(trust::kFailureKinds[kind]);
  }
  head.add("ends", of.question.crossing.ends == trust::Ends::count ? "count" : "ignore");
  head.add("answers", answers);
  if (of.sample) {
    Tree& sample = head.add("sample", Tree::object());
    sample.add("drawn", drawn);
    sample.add("of", of.of);
    sample.add("seed", of.sample->seed);
  }
  return codec::write_json(head, codec::JsonLayout::one_line) + "\n";
}

}  // namespace

Result<Certificate> certificate_lines(const CertificateOf& of,
                                      std::span<const routing::Route> routes,
                                      std::span<const trust::RouteAnswer> answers, const Run& run) {
  const std::vector<Group> groups = groups_of(routes);
  if (groups.size() > kCertifiedMax) {
    return failure(ErrorKind::limit,
                   fmt::format("a certificate holds at most {} answers, and these are {}",
                               kCertifiedMax, groups.size()));
  }
  if (const auto gap = first_gap(of.question)) {
    return failure(ErrorKind::invalid_input,
                   fmt::format("a certificate needs an estate that leaves nothing open that a path "
                               "could hang on, and {}.{} is not all known",
                               schema(gap->column.table).name, schema(gap->column).name));
  }
  if (of.estate.rows(TableId::tunnels) > 0) {
    return failure(ErrorKind::invalid_input, "certificates cover no tunnels", "tunnels.csv");
  }
  const Lines lines(of, routes, answers);
  std::vector<std::string> texts(groups.size());
  parallel_chunks(
      groups.size(), run.threads,
      [&](std::size_t, Chunk chunk) {
        for (std::size_t i = chunk.begin; i < chunk.end && !run.stop.stop_requested(); ++i) {
          const std::optional<Tree> line = lines.line(groups[i]);
          if (line) texts[i] = codec::write_json(*line, codec::JsonLayout::one_line) + "\n";
        }
      },
      1);
  if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
  Certificate out;
  std::size_t held = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    held += texts[i].empty() ? std::size_t{0} : 1;
    if (texts[i].empty()) out.left_out.push_back(lines.name(groups[i]));
  }
  out.text = head_line(of, groups.size(), held);
  for (const std::string& text : texts) out.text += text;
  return out;
}

}  // namespace relook::engine
