// SPDX-License-Identifier: Apache-2.0
#include "engine/prove.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "base/file.hpp"
#include "decision/select.hpp"
#include "engine/avoid_pairs.hpp"
#include "engine/certified.hpp"
#include "engine/inputs.hpp"
#include "engine/proof_pairs.hpp"
#include "engine/prove_words.hpp"
#include "engine/route_answers.hpp"
#include "estate/folder.hpp"

namespace relook::engine {
namespace {

using estate::TableId;

// So many counterexamples are shown step by step without being asked for.
constexpr std::size_t kFirstBreaches = 3;

// Everything that was read, before anything is proved.
struct Inputs {
  estate::Estate estate;
  DownRows down;
  std::optional<PairSelectors> pairs;
  std::uint32_t plane = graph::kNoIndex;
  FailSelectors fail;
  std::optional<ListedAnswers> listed;
  Diagnostics diagnostics;
};

void read_estate(const ProveRequest& request, const Library& library, Inputs& inputs,
                 ProveResult& result) {
  Read<estate::Estate> read = load_estate(request.estate, library);
  if (!read.diagnostics.has_errors()) result.estate_digest = digest(read.value);
  if (!request.with.empty() && !read.diagnostics.has_errors()) {
    read = load_with(read.value, request.estate, library, request.with);
    if (const auto bytes = read_file(request.with)) result.with_digest = sha256(*bytes);
  }
  inputs.estate = take(std::move(read), inputs.diagnostics);
}

void read_beside(const ProveRequest& request, Inputs& inputs, ProveResult& result) {
  if (!request.places.empty()) {
    estate::TableFile file =
        take(estate::read_table_file(request.places, TableId::places), inputs.diagnostics);
    result.places = std::make_unique<estate::Table>(std::move(file.table));
    result.places_digest = file.digest;
  }
  if (request.waivers.empty()) return;
  const estate::TableFile file =
      take(estate::read_table_file(request.waivers, TableId::waivers), inputs.diagnostics);
  if (file.table.columns.empty()) return;
  result.waivers_digest = file.digest;
  result.waivers =
      take(decision::read_waivers(file.table, request.waivers.string(), result.decision),
           inputs.diagnostics);
}

void read_question(const ProveRequest& request, const Library& library, Inputs& inputs,
                   ProveResult& result) {
  result.by_words = request.decision.empty();
  if (result.by_words) {
    result.decision = take(decision_of_words(request.words), inputs.diagnostics);
    inputs.pairs = take(pairs_of_words(request.words), inputs.diagnostics);
    result.pairs = inputs.pairs.has_value();
  } else {
    result.decision = take(load_decision(request.decision, request.set), inputs.diagnostics);
    inputs.diagnostics.append(check_supersedes(result.decision, library));
  }
  inputs.fail = take(fail_selectors(request), inputs.diagnostics);
  inputs.listed = take(listed_of_words(request.each), inputs.diagnostics);
}

// What can be wrong only beside the estate.
void settle_names(const ProveRequest& request, Inputs& inputs, const ProveResult& result) {
  inputs.diagnostics.append(decision::check_against(result.decision, inputs.estate));
  const estate::Table& vendors = inputs.estate.table(TableId::vendors);
  if (inputs.pairs) {
    inputs.diagnostics.append(unknown_vendors(inputs.pairs->from, vendors));
    inputs.diagnostics.append(unknown_vendors(inputs.pairs->to, vendors));
  }
  for (const auto* selector : {&inputs.fail.only, &inputs.fail.except}) {
    if (*selector) inputs.diagnostics.append(unknown_vendors(**selector, vendors));
  }
  inputs.down = take(find_down(request.down, inputs.estate), inputs.diagnostics);
  const std::string& plane = request.words.plane;
  if (plane.empty() || plane == "-") return;
  const auto row = inputs.estate.table(TableId::planes).find(plane);
  if (row) {
    inputs.plane = *row;
    return;
  }
  inputs.diagnostics.error("--plane", {}, unknown_id(inputs.estate, TableId::planes, plane));
}

Outcome<Inputs> read_inputs(const ProveRequest& request, const Library& library,
                            ProveResult& result) {
  Inputs inputs;
  read_estate(request, library, inputs, result);
  read_question(request, library, inputs, result);
  if (inputs.diagnostics.has_errors()) return failed(std::move(inputs.diagnostics));
  read_beside(request, inputs, result);
  settle_names(request, inputs, result);
  if (inputs.diagnostics.has_errors()) return failed(std::move(inputs.diagnostics));
  return inputs;
}

// What every proof of one run is made with.
struct Hearing {
  const ProveRequest& request;
  const ProveResult& result;
  const Library& library;
  const Inputs& inputs;
  ListedAnswers listed;
  Run run;
};

CanFail can_fail(const FailSelectors& selectors, const decision::Facts& facts, const Run& run) {
  CanFail can;
  if (selectors.only) can = decision::select(*selectors.only, facts, run);
  if (!selectors.except) return can;
  const std::vector<Truth> spared = decision::select(*selectors.except, facts, run);
  if (can.empty()) can.assign(spared.size(), Truth::yes);
  for (std::size_t row = 0; row < can.size(); ++row) {
    can[row] = both(can[row], negated(spared[row]));
  }
  return can;
}

// Elements that match and are in service, as rows; each as surely as both are.
std::vector<std::pair<std::uint32_t, Truth>> pair_rows(const decision::Selector& selector,
                                                       const decision::Facts& facts,
                                                       const Run& run) {
  std::vector<std::pair<std::uint32_t, Truth>> rows;
  const std::vector<Truth> matches = decision::select(selector, facts, run);
  const std::vector<Truth> service = decision::in_service(facts, TableId::elements, run);
  for (std::uint32_t row = 0; row < matches.size(); ++row) {
    const Truth asked = both(matches[row], service[row]);
    if (asked != Truth::no) rows.emplace_back(row, asked);
  }
  return rows;
}

// The proofs of one set of facts. What it refers to outlives it.
class Prover {
 public:
  Prover(const Hearing& hearing, const Situation& situation)
      : hearing_(hearing), facts_(situation.facts()), proved_() {
    can_fail_ = can_fail(hearing.inputs.fail, facts_, hearing.run);
  }

  Outcome<Proved> prove() {
    for (std::size_t i = 0; i < hearing_.result.decision.rules.size(); ++i) {
      if (hearing_.result.decision.rules[i].kind == decision::RuleKind::avoid) rules_.push_back(i);
    }
    const ProofRows rows = hearing_.inputs.pairs ? rows_of_pairs() : rows_of_demands();
    const Down down = hearing_.inputs.down.empty() ? Down::nothing : Down::something;
    Read<ProofNetwork> network = proof_network(facts_, rows, down, hearing_.run);
    if (network.diagnostics.has_errors()) return failed(std::move(network.diagnostics));
    proved_.warnings = std::move(network.diagnostics);
    network_ = std::move(network.value);
    if (hearing_.request.certify) choose_certified();
    if (not_certified_) return failed(*not_certified_);
    std::uint64_t budget = hearing_.request.budget;
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      Run run = hearing_.run;
      run.budget = budget;
      prove_rule(i, run);
      budget -= std::min(budget, proved_.rules.back().steps);
    }
    if (!hearing_.request.replay.empty() && proved_.replays.empty()) return failed(no_replay());
    if (not_certified_) return failed(*not_certified_);
    proved_.silences = silences_of(network_.network, facts_.estate);
    proved_.total = total();
    return std::move(proved_);
  }

 private:
  [[nodiscard]] AvoidGround ground() const {
    return {hearing_.result.decision, facts_, can_fail_, hearing_.result.waivers};
  }
  [[nodiscard]] const decision::Rule& rule(std::size_t number) const {
    return hearing_.result.decision.rules[rules_[number]];
  }

  ProofRows rows_of_demands() {
    ProofRows rows;
    std::vector<bool> wanted(facts_.estate.rows(TableId::demands));
    const AvoidGround ground = this->ground();
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      demands_.push_back(asked_demands(rule(i), ground, hearing_.run));
      for (std::uint32_t row = 0; row < wanted.size(); ++row) {
        if (demands_.back().proved(row)) wanted[row] = true;
      }
    }
    for (std::uint32_t row = 0; row < wanted.size(); ++row) {
      if (wanted[row]) rows.demands.push_back(row);
    }
    return rows;
  }

  ProofRows rows_of_pairs() {
    from_ = pair_rows(hearing_.inputs.pairs->from, facts_, hearing_.run);
    to_ = pair_rows(hearing_.inputs.pairs->to, facts_, hearing_.run);
    ProofRows rows;
    for (const auto* ends : {&from_, &to_}) {
      for (const auto& [row, asked] : *ends) rows.elements.push_back(row);
    }
    return rows;
  }

  [[nodiscard]] PairEnds pair_ends() const {
    PairEnds ends{.from = {}, .to = {}, .plane = hearing_.inputs.plane};
    const auto add = [&](const auto& rows, std::vector<PairEnd>& out) {
      for (const auto& [row, asked] : rows) {
        const graph::Node node = network_.network.topology.node_of(row);
        if (node != graph::kNoIndex) out.push_back({node, asked});
      }
    };
    add(from_, ends.from);
    add(to_, ends.to);
    return ends;
  }

  void prove_rule(std::size_t number, const Run& run) {
    const decision::Rule& rule = this->rule(number);
    const AvoidGround ground = this->ground();
    const AvoidAsked asked(rule, ground, network_.network, run);
    const bool pairs = hearing_.inputs.pairs.has_value();
    RuleProof proof =
        pairs ? prove_pairs(asked, pair_ends(), hearing_.listed, run)
              : prove_demands(asked, demands_[number], network_.routes, hearing_.listed, run);
    proof.rule = rules_[number];
    finish_proof(asked, pairs ? TableId::elements : TableId::demands, proof);
    const std::string& wanted = hearing_.request.replay;
    if (!wanted.empty()) replay(asked, number, wanted, proved_.replays);
    for (const DemandAnswer& answer : proof.answers) {
      if (proved_.first_breaches.size() == kFirstBreaches) break;
      if (answer.answer != trust::Answer::breaches) continue;
      replay(asked, number, answer.name, proved_.first_breaches);
    }
    if (hearing_.request.certify) certify(asked, run);
    proved_.complete = proved_.complete && proof.complete;
    proved_.steps += proof.steps;
    proved_.rules.push_back(std::move(proof));
  }

  // Nothing where the rule does not ask about it.
  void replay(const AvoidAsked& asked, std::size_t number, const std::string& name,
              std::vector<Replay>& out) {
    std::vector<routing::Route> routes;
    if (hearing_.inputs.pairs) {
      const std::size_t comma = name.find(',');
      if (comma == std::string::npos) return;
      const auto node = [&](const std::string& id) {
        const auto row = facts_.estate.table(TableId::elements).find(id);
        return row ? network_.network.topology.node_of(*row) : graph::kNoIndex;
      };
      const graph::Node from = node(name.substr(0, comma));
      const graph::Node to = node(name.substr(comma + 1));
      if (from == graph::kNoIndex || to == graph::kNoIndex || from == to) return;
      routes.push_back(pair_route_of(asked, hearing_.inputs.plane, {from, to, {}}));
    } else {
      const auto row = facts_.estate.table(TableId::demands).find(name);
      if (!row || !demands_[number].proved(*row)) return;
      std::ranges::copy_if(network_.routes, std::back_inserter(routes),
                           [&](const routing::Route& route) { return route.demand == *row; });
    }
    if (routes.empty()) return;
    const trust::AvoidProof surely =
        trust::prove_routes(asked.question(), routes, trust::Sets::smallest, hearing_.run);
    const trust::AvoidProof wide =
        trust::prove_routes(asked.wide_question(), routes, trust::Sets::smallest, hearing_.run);
    Replay replay = replay_of(asked, {routes, surely.answers, wide.answers}, name);
    replay.rule = rules_[number];
    out.push_back(std::move(replay));
  }

  // What surely is asked about. A certificate is of one rule.
  [[nodiscard]] Certifiable certifiable() const {
    if (hearing_.inputs.pairs) {
      return certifiable_pairs(pair_ends(), network_.network, facts_.estate);
    }
    std::vector<routing::Route> routes;
    for (const routing::Route& route : network_.routes) {
      const bool sure = demands_[0].asked[route.demand] == Truth::yes;
      if (sure && route.in_service == Truth::yes) routes.push_back(route);
    }
    return certifiable_demands(std::move(routes), facts_.estate);
  }

  // Before anything is proved, since all of it may be refused.
  void choose_certified() {
    Result<Certified> chosen = certified(certifiable(), hearing_.request.sample, hearing_.run);
    if (chosen) {
      certified_ = std::move(*chosen);
    } else {
      not_certified_ = std::move(chosen.error());
    }
  }

  void certify(const AvoidAsked& asked, const Run& run) {
    const trust::AvoidQuestion question = asked.question();
    const std::vector<routing::Route>& routes = certified_.routes;
    const trust::AvoidProof proof =
        trust::prove_routes(question, routes, trust::Sets::smallest, run);
    const CertificateOf of{.estate = facts_.estate,
                           .digest = hearing_.result.estate_digest,
                           .on = hearing_.result.on,
                           .question = question,
                           .sample = hearing_.request.sample,
                           .of = certified_.of};
    Result<Certificate> certificate = certificate_lines(of, routes, proof.answers, run);
    if (!certificate) {
      not_certified_ = std::move(certificate.error());
      return;
    }
    if (!certificate->left_out.empty()) {
      proved_.warnings.warning(
          "--certificate", {},
          fmt::format("answers that it cannot hold: {}, such as that of '{}'",
                      certificate->left_out.size(), certificate->left_out.front()));
    }
    proved_.certificate = std::move(*certificate);
  }

  [[nodiscard]] Diagnostics no_replay() const {
    Diagnostics diagnostics;
    const bool pairs = hearing_.inputs.pairs.has_value();
    const std::string& name = hearing_.request.replay;
    const TableId table = pairs ? TableId::elements : TableId::demands;
    const bool there = !pairs && facts_.estate.table(table).find(name).has_value();
    diagnostics.error(
        "--replay", {},
        pairs   ? "FROM,TO is expected: the ids of two different elements in service"
        : there ? "no rule asks about the demand '" + name + "', or an end of it is out of service"
                : unknown_id(facts_.estate, table, name));
    return diagnostics;
  }

  [[nodiscard]] decision::Verdict total() const {
    std::vector<decision::Finding> findings;
    for (const RuleProof& proof : proved_.rules) {
      findings.emplace_back().rule = proof.rule;
      findings.back().verdict = proof.verdict;
    }
    return decision::total_of(hearing_.result.decision, findings);
  }

  const Hearing& hearing_;
  const decision::Facts& facts_;
  Proved proved_;
  Certified certified_;
  std::optional<Error> not_certified_;
  CanFail can_fail_;
  std::vector<std::size_t> rules_;
  std::vector<AskedDemands> demands_;
  std::vector<std::pair<std::uint32_t, Truth>> from_;
  std::vector<std::pair<std::uint32_t, Truth>> to_;
  ProofNetwork network_;
};

Outcome<Proved> prove_on(const estate::Estate& estate, const Hearing& hearing) {
  const Date on = hearing.result.on;
  const estate::Estate* asked = &estate;
  Read<estate::Estate> without;
  if (!hearing.inputs.down.empty()) {
    const Situation before(estate, on, hearing.library.functions, hearing.result.places.get());
    without = taken_down(before.estate(), hearing.inputs.down, on);
    if (without.diagnostics.has_errors()) return failed(std::move(without.diagnostics));
    asked = &without.value;
  }
  auto situation = std::make_unique<Situation>(*asked, on, hearing.library.functions,
                                               hearing.result.places.get());
  Prover prover(hearing, *situation);
  Outcome<Proved> proved = prover.prove();
  if (proved) proved->situation = std::move(situation);
  return proved;
}

}  // namespace

namespace {

// What a certificate does not cover, of all that can be asked; empty where it covers everything.
std::string beyond_certificates(const ProveRequest& request, const ProveResult& result) {
  std::size_t rules = 0;
  bool sees_any = true;
  for (const decision::Rule& rule : result.decision.rules) {
    if (rule.kind != decision::RuleKind::avoid) continue;
    ++rules;
    sees_any = sees_any && rule.sees == decision::Sees::any;
  }
  if (rules != 1) return "several rules; ask for one with --avoid and --demands";
  if (!request.words.plane.empty() && request.words.plane != "-") return "--plane";
  if (!sees_any) return "what encrypted spans hide; ask with --avoid and --demands";
  if (!request.waivers.empty()) return "waivers";
  if (!request.with.empty()) return "--with; put the rows into changes.csv";
  if (!request.only.empty() || !request.except.empty()) return "--only and --except";
  if (!request.down.empty()) return "--down";
  if (!result.assumptions.empty()) return "assumptions; write what is assumed into the estate";
  return {};
}

}  // namespace

Outcome<ProveResult> prove(const ProveRequest& request, const Library& library, const Run& run) {
  ProveResult result{};
  Outcome<Inputs> inputs = read_inputs(request, library, result);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  result.request = request;
  result.registry_digest = library.registry.digest;
  result.functions_digest = library.functions.digest();
  result.warnings = std::move(inputs->diagnostics);
  result.on = request.on.value_or(inputs->estate.manifest.as_of);
  std::vector<std::string> texts = inputs->estate.manifest.assumptions;
  texts.insert(texts.end(), request.assume.begin(), request.assume.end());
  Read<Assumed> assumed = assume(inputs->estate, texts, result.on, library.functions);
  const bool wrong = assumed.diagnostics.has_errors();
  result.warnings.append(std::move(assumed.diagnostics));
  if (wrong) return failed(std::move(result.warnings));
  result.assumptions = std::move(assumed.value.assumptions);

  const std::string beyond = request.certify ? beyond_certificates(request, result) : "";
  if (!beyond.empty()) {
    return failed({ErrorKind::invalid_input, "no certificate covers " + beyond, "--certificate"});
  }
  const ListedAnswers listed =
      inputs->listed.value_or(result.pairs ? ListedAnswers::breaches : ListedAnswers::all);
  const Hearing hearing{request, result, library, *inputs, listed, run};
  Outcome<Proved> proved = prove_on(assumed.value.estate, hearing);
  if (!proved) return std::unexpected(std::move(proved.error()));
  if (!result.assumptions.empty()) {
    Outcome<Proved> alone = prove_on(inputs->estate, hearing);
    if (!alone) return std::unexpected(std::move(alone.error()));
    result.on_facts_alone = std::move(*alone);
  }
  result.proved = std::move(*proved);
  result.warnings.append(result.proved.warnings);
  return result;
}

}  // namespace relook::engine
