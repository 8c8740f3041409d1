// SPDX-License-Identifier: Apache-2.0
// The answer of `prove` as a report: verdict first, then each demand with what bears it out, what
// the estate does not say, the first counterexamples step by step, and what all this takes for
// granted.

#include <fmt/format.h>

#include <algorithm>

#include "engine/inputs.hpp"
#include "engine/model_sentences.hpp"
#include "engine/prove.hpp"
#include "engine/prove_cases.hpp"
#include "engine/prove_map.hpp"
#include "engine/prove_partner.hpp"
#include "engine/prove_wording.hpp"
#include "engine/silences.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::Rule;
using report::Cell;
using report::ColumnKind;
using report::Document;
using report::Shown;
using report::Tone;
using trust::Answer;

constexpr std::size_t kReadRowsMax = 50;

const Rule& rule_of(const RuleProof& proof, const ProveResult& result) {
  return result.decision.rules[proof.rule];
}

struct Listed {
  const RuleProof* proof;
  const DemandAnswer* answer;
};

// Worst first, then by rule and demand.
std::vector<Listed> worst_first(const Proved& proved) {
  std::vector<Listed> order;
  for (const RuleProof& proof : proved.rules) {
    for (const DemandAnswer& answer : proof.answers) order.push_back({&proof, &answer});
  }
  std::ranges::stable_sort(order, {}, [](const Listed& one) {
    constexpr int kRank[] = {2, 0, 1, 3};  // conforms, breaches, undecided, not-applicable
    return kRank[static_cast<std::size_t>(one.answer->answer)];
  });
  return order;
}

report::KeyValues head(const ProveResult& result) {
  const estate::Manifest& manifest = result.proved.situation->estate().manifest;
  report::KeyValues out;
  out.entries = {{"Estate", fmt::format("{}, as of {}", manifest.name, to_string(manifest.as_of))}};
  if (!result.by_words) {
    out.entries.push_back({"Decision", fmt::format("{} ({}), version {}", result.decision.title,
                                                   result.decision.id, result.decision.version)});
    out.entries.push_back(
        {"Status",
         std::string(decision::kStatuses[static_cast<std::size_t>(result.decision.status)])});
  }
  for (const RuleProof& proof : result.proved.rules) {
    const Rule& rule = rule_of(proof, result);
    const std::string which = result.pairs
                                  ? fmt::format("every pair from {} to {}",
                                                result.request.words.from, result.request.words.to)
                                  : "demands " + (rule.demands ? rule.demands->text : "");
    out.entries.push_back(
        {rule.id.empty() ? "Asked" : "Rule " + rule.id,
         fmt::format("{} avoid {}, over {}", which, rule.what->text, failures_text(rule))});
  }
  out.entries.push_back({"Asked on", to_string(result.on)});
  if (!result.request.only.empty()) out.entries.push_back({"Only fails", result.request.only});
  if (!result.request.except.empty()) {
    out.entries.push_back({"Does not fail", result.request.except});
  }
  if (!result.request.down.empty()) {
    out.entries.push_back({"Out already", listed(result.request.down)});
  }
  if (result.on_facts_alone) {
    out.entries.push_back({"Assumptions", std::to_string(result.assumptions.size())});
    out.entries.push_back(
        {"Verdict on the facts alone", std::string(name_of(result.on_facts_alone->total))});
  }
  return out;
}

report::Verdict verdict_block(const ProveResult& result) {
  return {std::string(name_of(result.verdict())), tone_of(result.verdict()),
          verdict_text(result, result.proved)};
}

const char* things(const ProveResult& result) { return result.pairs ? "pair" : "demand"; }

std::string nothing_listed(const ProveResult& result) {
  return fmt::format("No {} to list; --each all lists every one.", things(result));
}

// What a page and a terminal show: one sentence for each.
report::Table overview(const ProveResult& result) {
  report::Table table{.id = "Answers",
                      .title = result.pairs ? "Pairs, worst first" : "Demands, worst first",
                      .columns = {}};
  table.rows_read_max = kReadRowsMax;
  table.empty = nothing_listed(result);
  table.columns = {
      {.id = "verdict", .header = "Verdict", .kind = ColumnKind::tone},
      {.id = "demand", .header = result.pairs ? "Pair" : "Demand"},
      {.id = "because", .header = "Because"},
  };
  const bool rules = result.proved.rules.size() > 1;
  if (rules) table.columns.insert(table.columns.begin() + 1, {.id = "rule", .header = "Rule"});
  for (const Listed& one : worst_first(result.proved)) {
    const Tone tone = tone_of(one.answer->answer);
    std::vector<Cell> cells = {report::Badge{tone, std::string(name_of(one.answer->answer))},
                               one.answer->name,
                               answer_text(*one.answer, *one.proof, rule_of(*one.proof, result))};
    if (rules) cells.insert(cells.begin() + 1, Cell(rule_of(*one.proof, result).id));
    table.rows.push_back({std::move(cells), tone});
  }
  return table;
}

Cell share_cell(const std::optional<ShownScenario>& shown) {
  if (!shown || !shown->share) return {};
  return fmt::format("{}/{}", shown->share->first, shown->share->second);
}

// The answers with every figure in a cell of its own, for CSV and workbooks.
report::Table answers_table(const ProveResult& result) {
  report::Table table{.id = "Demands", .title = "Demands", .columns = {}};
  table.role = report::TableRole::main;
  table.empty = nothing_listed(result);
  table.columns = {
      {.id = "rule", .header = "Rule"},
      {.id = "demand", .header = "Demand"},
      {.id = "from", .header = "From"},
      {.id = "to", .header = "To"},
      {.id = "verdict", .header = "Verdict", .kind = ColumnKind::tone},
      {.id = "scenarios", .header = "Scenarios"},
      {.id = "failures", .header = "Failures", .kind = ColumnKind::integer},
      {.id = "failed", .header = "Failed"},
      {.id = "path", .header = "Path"},
      {.id = "crosses", .header = "Crosses"},
      {.id = "share", .header = "Share"},
      {.id = "unserved_after", .header = "Unserved after", .kind = ColumnKind::integer},
      {.id = "leaves_at", .header = "Leaves at"},
      {.id = "undecided_because", .header = "Undecided because"},
  };
  for (const RuleProof& proof : result.proved.rules) {
    for (const DemandAnswer& answer : proof.answers) {
      const auto& shown = answer.counterexample ? answer.counterexample : answer.possible;
      const bool unserved =
          answer.fewest.unserved != trust::kNever && answer.answer != Answer::not_applicable;
      table.rows.push_back(
          {{rule_of(proof, result).id, answer.name, answer.from, listed(answer.to),
            report::Badge{tone_of(answer.answer), std::string(name_of(answer.answer))},
            proof.scenarios, shown ? Cell(shown->size) : Cell(),
            shown ? Cell(listed(shown->failed)) : Cell(),
            shown ? Cell(path_text(shown->path)) : Cell(), shown ? Cell(shown->crosses) : Cell(),
            share_cell(shown), unserved ? Cell(int{answer.fewest.unserved}) : Cell(),
            listed(answer.leaves_at), answer.undecided_because},
           tone_of(answer.answer)});
    }
  }
  return table;
}

report::Table rules_table(const ProveResult& result) {
  report::Table table{.id = "Rules", .title = "What was asked", .columns = {}};
  table.columns = {
      {.id = "rule", .header = "Rule"},
      {.id = "verdict", .header = "Verdict", .kind = ColumnKind::tone},
      {.id = "asked", .header = "Asked", .kind = ColumnKind::integer},
      {.id = "breaches", .header = "Breach", .kind = ColumnKind::integer},
      {.id = "undecided", .header = "Undecided", .kind = ColumnKind::integer},
      {.id = "conforms", .header = "Conform", .kind = ColumnKind::integer},
      {.id = "failures", .header = "Failures"},
      {.id = "scenarios", .header = "Scenarios each"},
      {.id = "can_fail", .header = "Can fail", .kind = ColumnKind::integer},
  };
  for (const RuleProof& proof : result.proved.rules) {
    const Rule& rule = rule_of(proof, result);
    const auto count = [&](Answer answer) {
      return Cell(static_cast<Int128>(proof.counts.answers[static_cast<std::size_t>(answer)]));
    };
    table.rows.push_back(
        {{title_of(rule),
          report::Badge{tone_of(proof.verdict), std::string(name_of(proof.verdict))},
          static_cast<Int128>(proof.counts.pairs), count(Answer::breaches),
          count(Answer::undecided), count(Answer::conforms), failures_text(rule), proof.scenarios,
          static_cast<Int128>(proof.things)},
         tone_of(proof.verdict)});
  }
  return table;
}

std::string crossed_text(const ReplayedPath& path) {
  if (path.matches == Truth::no) return "";
  const std::string what = path.crosses.empty() ? "something not named" : path.crosses;
  const std::string share = share_text(path.share);
  return what + (path.matches == Truth::unknown ? " (may have to be avoided)" : "") +
         (share.empty() ? "" : ", " + share);
}

report::Table replay_table(const Replay& replay, std::size_t number) {
  report::Table table{.id = fmt::format("Replay {}", number),
                      .title = fmt::format("{} step by step", replay.demand),
                      .columns = {}};
  table.columns = {
      {.id = "when", .header = "When"},
      {.id = "carries", .header = "Carries it", .kind = ColumnKind::tone},
      {.id = "cost", .header = "Cost", .kind = ColumnKind::integer},
      {.id = "path", .header = "Path"},
      {.id = "way", .header = "Way"},
      {.id = "crosses", .header = "Crosses"},
  };
  table.empty = "Its paths are not known: see what the estate does not say.";
  for (const ReplayStep& step : replay.steps) {
    const std::string when = failed_text(step.failed);
    if (!step.carried) {
      table.rows.push_back(
          {{when, report::Badge{Tone::muted, "not served"}, Cell(), Cell(), Cell(), Cell()},
           Tone::muted});
      continue;
    }
    const auto add = [&](const ReplayedPath& path, const char* word, Tone tone) {
      table.rows.push_back({{when, report::Badge{tone, word}, static_cast<Int128>(path.cost),
                             path_text(path.path), path.way, crossed_text(path)},
                            tone});
    };
    add(*step.carried, "carries", path_tone(*step.carried));
    for (const ReplayedPath& path : step.competing) {
      if (path.path == step.carried->path && path.links == step.carried->links) continue;
      add(path, path.cost == step.carried->cost ? "carries too" : "competes", Tone::muted);
    }
  }
  return table;
}

void add_replays(const ProveResult& result, Document& document) {
  const Proved& proved = result.proved;
  const bool asked = !result.request.replay.empty();
  const std::vector<Replay>& replays = asked ? proved.replays : proved.first_breaches;
  if (replays.empty()) return;
  const Shown shown =
      asked ? Shown::reading | Shown::workbook : Shown::markdown | Shown::html | Shown::workbook;
  document.add(report::Heading{asked ? "Step by step" : "The first counterexamples", 2},
               asked ? Shown::reading : Shown::markdown | Shown::html);
  for (std::size_t i = 0; i < replays.size(); ++i) {
    document.add(replay_table(replays[i], i + 1), shown);
    for (report::Map& map : replay_maps(result, replays[i])) {
      document.add(std::move(map), Shown::html);
    }
  }
}

void add_assumptions(const ProveResult& result, Document& document) {
  if (!result.on_facts_alone) return;
  document.add(report::Heading{"What was assumed", 2}, Shown::reading);
  report::Table table{.id = "Assumed", .title = "Assumptions", .columns = {}};
  table.columns = {{.id = "said", .header = "Assumption"},
                   {.id = "cells", .header = "Fills", .kind = ColumnKind::integer}};
  for (const Assumption& assumption : result.assumptions) {
    table.rows.push_back({{assumption.text, static_cast<Int128>(assumption.cells)}, Tone::neutral});
  }
  document.add(std::move(table), Shown::reading | Shown::workbook);
  const Proved& alone = *result.on_facts_alone;
  document.add(report::Note{tone_of(alone.total), "On the facts alone",
                            fmt::format("The verdict is: {}. {}.", name_of(alone.total),
                                        verdict_text(result, alone))},
               Shown::everywhere);
}

report::Table sentences_table(std::string id, std::string title,
                              std::span<const std::string_view> sentences) {
  report::Table table{.id = std::move(id), .title = std::move(title), .columns = {}};
  table.columns = {{.id = "sentence", .header = "Sentence"}};
  for (const std::string_view sentence : sentences) {
    table.rows.push_back({{Cell(sentence)}, Tone::neutral});
  }
  return table;
}

void add_model(Document& document) {
  document.add(report::Heading{"What the proof takes for granted", 2}, Shown::reading);
  document.add(sentences_table("Model", "The model", model_sentences()),
               Shown::reading | Shown::workbook);
  document.add(sentences_table("Not modelled", "Not modelled", not_modelled()),
               Shown::reading | Shown::workbook);
}

void add_inputs(const ProveResult& result, Document& document) {
  report::KeyValues digests;
  const auto add = [&](const char* label, const std::optional<Digest>& digest) {
    if (digest) digests.entries.push_back({label, to_string(*digest)});
  };
  add("Estate", result.estate_digest);
  if (!result.by_words) add("Decision", result.decision.digest);
  add("Registry", result.registry_digest);
  add("Functions", result.functions_digest);
  add("Places", result.places_digest);
  add("Waivers", result.waivers_digest);
  add("Ordered with", result.with_digest);
  document.add(report::Heading{"Inputs by their digests", 2}, Shown::markdown | Shown::html);
  document.add(std::move(digests), Shown::markdown | Shown::html | Shown::workbook);
}

}  // namespace

Document prove_document(const ProveResult& result) {
  const estate::Manifest& manifest = result.proved.situation->estate().manifest;
  Document document;
  document.title = result.by_words ? "Does traffic avoid what it must?" : result.decision.title;
  document.subtitle = fmt::format("{} on {}", manifest.name, to_string(result.on));
  document.notice = manifest.notice;
  document.generator = "relook prove";
  document.data = prove_tree(result);
  document.list_member = "demands";
  document.suites = {prove_cases(result)};
  document.suites.back().properties = head(result).entries;
  document.suites.back().properties.push_back(
      {"Takes for granted", fmt::format("{}", fmt::join(model_sentences(), " "))});
  document.suites.back().properties.push_back(
      {"Not modelled", fmt::format("{}", fmt::join(not_modelled(), " "))});
  document.add(verdict_block(result), Shown::markdown | Shown::html | Shown::workbook);
  document.add(head(result), Shown::everywhere);
  document.add(overview(result), Shown::reading);
  document.add(answers_table(result), Shown::csv | Shown::workbook);
  document.add(rules_table(result), Shown::markdown | Shown::html | Shown::workbook);
  document.add(silences_table(result.proved.silences), Shown::reading | Shown::workbook);
  add_replays(result, document);
  add_assumptions(result, document);
  add_partner_page(result, document);
  add_model(document);
  add_inputs(result, document);
  document.add(verdict_block(result), Shown::text);
  return document;
}

}  // namespace relook::engine
