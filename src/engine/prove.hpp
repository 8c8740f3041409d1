// SPDX-License-Identifier: Apache-2.0
// `relook prove`: does traffic cross equipment that it must avoid, today or after any failures up
// to a limit?

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/run.hpp"
#include "decision/decision.hpp"
#include "decision/finding.hpp"
#include "decision/waiver.hpp"
#include "engine/assume.hpp"
#include "engine/certificate_lines.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "engine/prove_answer.hpp"
#include "engine/prove_replay.hpp"
#include "engine/situation.hpp"
#include "report/document.hpp"

namespace relook::engine {

/// What is asked where no decision is named, as the words of the command line say it.
struct AvoidWords {
  std::string avoid = {};    ///< selector over elements
  std::string demands = {};  ///< selector over demands; empty: pairs are asked
  std::string from = {};     ///< selectors over elements, for pairs
  std::string to = {};
  std::string failures = {};  ///< how many at once
  std::string fail = {};      ///< "link,node"; empty: links and nodes
  std::string ends = {};      ///< "count" or "ignore"; empty: count
  std::string plane = {};     ///< of pairs; empty: the plain IGP
};

struct ProveRequest {
  std::filesystem::path estate;
  std::filesystem::path decision = {};  ///< empty: `words` say what is asked
  AvoidWords words = {};
  std::optional<Date> on = {};         ///< the estate's as_of where it is not given
  std::filesystem::path with = {};     ///< further planned changes; empty for none
  std::filesystem::path places = {};   ///< the authority's list; empty where it was not given
  std::filesystem::path waivers = {};  ///< empty for none
  std::vector<std::pair<std::string, std::string>> set = {};  ///< parameters of the decision
  std::vector<std::string> assume = {};  ///< behind those that estate.toml holds
  std::string only = {};                 ///< selector: nothing else fails
  std::string except = {};               ///< selector: this does not fail
  std::vector<std::string> down = {};    ///< ids of links and elements that are out already
  std::string each = {};                 ///< breaches, undecided or all; empty: as SEMANTICS 8.3
  std::string replay = {};               ///< a demand's id, or "FROM,TO"
  bool certify = false;                  ///< make a certificate (docs/audit.md)
  std::optional<Sample> sample = {};     ///< the certificate holds no more than these
  /// Scenarios that are looked at before the work is given up.
  std::size_t budget = std::numeric_limits<std::size_t>::max();
};

/// What was proved with one set of facts.
struct Proved {
  std::unique_ptr<Situation> situation;
  std::vector<RuleProof> rules;  ///< in the order of the decision's `avoid` rules
  decision::Verdict total = decision::Verdict::undecided;
  std::vector<Silence> silences;       ///< what the estate does not say and a proof needs
  std::vector<Replay> replays;         ///< where one was asked for
  std::vector<Replay> first_breaches;  ///< the first few that are listed
  bool complete = true;                ///< otherwise some answers are undecided, not covered
  std::uint64_t steps = 0;             ///< scenarios that were looked at
  Diagnostics warnings;                ///< about the network
  std::optional<Certificate> certificate;
};

struct ProveResult {
  /// The decision, or one made of the words: its only rule has an empty id.
  decision::Decision decision;
  bool by_words = false;
  bool pairs = false;
  Date on;
  Digest estate_digest;
  Digest registry_digest;
  Digest functions_digest;
  std::optional<Digest> places_digest;
  std::optional<Digest> waivers_digest;
  std::optional<Digest> with_digest;
  std::unique_ptr<estate::Table> places;  ///< held for the situations, which look at it
  std::vector<decision::Waiver> waivers;
  std::vector<Assumption> assumptions;
  ProveRequest request;                  ///< what was asked
  Proved proved;                         ///< on the assumptions, where there are any
  std::optional<Proved> on_facts_alone;  ///< without them; nothing where nothing was assumed
  Diagnostics warnings;

  [[nodiscard]] decision::Verdict verdict() const { return proved.total; }
};

/// Reads everything that the request names and proves it. `library` must outlive the result.
[[nodiscard]] Outcome<ProveResult> prove(const ProveRequest& request, const Library& library,
                                         const Run& run);

/// The answer as the contract of docs/schema/prove.schema.json.
[[nodiscard]] codec::Tree prove_tree(const ProveResult& result);

/// The answer as a report in every format.
[[nodiscard]] report::Document prove_document(const ProveResult& result);

}  // namespace relook::engine
