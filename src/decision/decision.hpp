// SPDX-License-Identifier: Apache-2.0
// A government's decision: dated rules in a form that can be evaluated (docs/decision.md).

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "base/digest.hpp"
#include "base/quantity.hpp"
#include "decision/selector.hpp"
#include "estate/estate.hpp"

namespace relook::decision {

enum class Status : std::uint8_t { law, advice, draft, statement };
inline constexpr std::string_view kStatuses[] = {"law", "advice", "draft", "statement"};

enum class RuleKind : std::uint8_t {
  exclude,
  cap,
  clear,
  avoid,
  withstand,
  diversify,
  freeze,
  know
};
inline constexpr std::string_view kRuleKinds[] = {"exclude",   "cap",       "clear",  "avoid",
                                                  "withstand", "diversify", "freeze", "know"};

enum class RuleSeverity : std::uint8_t { breach, warn };
inline constexpr std::string_view kSeverities[] = {"breach", "warn"};

/// Whether the instrument itself was read, or others' reports of it (SEMANTICS 7.8).
enum class Basis : std::uint8_t { text, reported };
inline constexpr std::string_view kBases[] = {"text", "reported"};

enum class Measure : std::uint8_t {
  sites,
  elements,
  cells,
  traffic_gbps,
  traffic_tb_year,
  subscribers,
  premises,
  demand
};
inline constexpr std::string_view kMeasures[] = {"sites",        "elements",        "cells",
                                                 "traffic_gbps", "traffic_tb_year", "subscribers",
                                                 "premises",     "demand"};
/// What one unit of a measure's integers is: "count", "kbit/s", "GB/year".
[[nodiscard]] std::string_view unit_of(Measure measure);
/// The column that holds the measure, of demands for `demand` and else of elements; nothing for
/// sites and elements, which are counted.
[[nodiscard]] std::optional<estate::ColumnRef> column_of(Measure measure);

/// What an `avoid` lets fail, whether it counts the ends of a demand, and what must not be seen
/// (SEMANTICS 7.6, 9.3).
enum class FailWord : std::uint8_t { link, node, srlg, site };
inline constexpr std::string_view kFailWords[] = {"link", "node", "srlg", "site"};
enum class EndsWord : std::uint8_t { count, ignore };
inline constexpr std::string_view kEndsWords[] = {"count", "ignore"};
enum class Sees : std::uint8_t { content, metadata, any };
inline constexpr std::string_view kSees[] = {"content", "metadata", "any"};

/// A day that a rule hangs on. It may differ by operator, and may hang on a parameter that is not
/// set: then nobody can say when it falls (SEMANTICS 3.3).
struct Day {
  std::optional<Date> date;
  std::string unset;  ///< the parameter that is missing; empty where there is none
  std::map<std::string, Date, std::less<>> by_operator = {};

  [[nodiscard]] std::optional<Date> of(std::string_view operator_id) const {
    const auto found = by_operator.find(operator_id);
    return found != by_operator.end() ? std::optional(found->second) : date;
  }
};

/// The values a rule's group is keyed by: the path as the decision writes it.
using GroupKey = GroupPath;

struct Rule {
  std::string id;
  std::string title;
  std::string clause;
  RuleKind kind = RuleKind::exclude;
  RuleSeverity severity = RuleSeverity::breach;
  Basis basis = Basis::reported;
  Position at;
  std::optional<Day> from;
  std::optional<Day> by;
  std::optional<Day> until;

  /// Whose rows are counted; the demands where the measure is `demand`.
  Subject over = Subject::elements;
  std::optional<Selector> what;
  std::optional<Selector> of;
  std::optional<Selector> places;
  std::optional<Selector> demands;
  std::optional<Selector> among;
  std::vector<GroupKey> per;
  Measure measure = Measure::elements;
  std::string measure_basis;  ///< month, busy hour, forecast year (SEMANTICS 6.7)
  std::optional<Share> limit;
  std::optional<Share> share;  ///< `keep` of withstand, `share` of know, `hhi` of diversify
  std::optional<std::int64_t> weight_min;  ///< in the measure's unit
  std::optional<std::int64_t> weight_max;
  std::optional<std::int64_t> within_mm;  ///< `within_m` of clear, in millimetres
  estate::ColumnRef dated{};              ///< the column that freeze looks at
  std::optional<Day> after;
  std::optional<std::int64_t> vendors;    ///< of diversify
  std::optional<std::int64_t> at_most;    ///< of diversify
  std::optional<std::int64_t> witnesses;  ///< of know
  std::optional<std::int64_t> days;       ///< of know
  std::optional<std::int64_t> failures;   ///< of avoid
  /// Of avoid; each once, in order. Links and nodes where nothing is said.
  std::vector<FailWord> fail = {FailWord::link, FailWord::node};
  EndsWord ends = EndsWord::count;  ///< of avoid
  Sees sees = Sees::any;            ///< of avoid
  std::string plane;                ///< of avoid: only demands of that plane; empty for all
};

/// Whether a share must be reached, as in `know`, and not kept below a limit.
[[nodiscard]] inline bool asks_at_least(const Rule& rule) {
  return rule.kind == RuleKind::know || rule.kind == RuleKind::withstand;
}

/// Whether the rule counts what only a walk through the network can say: what is served once
/// something has stopped, or which demands cross something.
[[nodiscard]] inline bool counts_by_network(const Rule& rule) {
  return rule.kind == RuleKind::withstand ||
         (rule.kind == RuleKind::cap && rule.measure == Measure::demand);
}

/// Whether what the rule finds hangs on the ways of traffic.
[[nodiscard]] inline bool asks_network(const Rule& rule) {
  return rule.kind == RuleKind::avoid || counts_by_network(rule);
}

/// A choice that the text leaves open, as it was made.
struct Choice {
  std::string name;
  std::string value;  ///< as people write it; "not set" for an unset date
  bool unset = false;
  bool chosen = false;                ///< by `--set`
  std::vector<std::string> readings;  ///< none, or the default is among them
  std::string why;
};

struct NotEvaluated {
  std::string clause;
  std::string why;
};

struct Source {
  std::string title;
  std::string url;
};

struct Decision {
  std::string file;
  std::string id;
  std::string title;
  std::string authority;
  std::optional<Date> announced;
  std::string version;
  std::string supersedes;  ///< the id of another decision; empty where there is none
  Position supersedes_at{};
  Status status = Status::statement;
  std::vector<Source> sources;
  std::vector<NotEvaluated> not_evaluated;
  std::optional<Selector> applies_to;
  std::vector<Choice> parameters;
  std::vector<std::pair<std::string, std::string>> terms;
  std::vector<Rule> rules;
  Digest digest;
};

struct DecisionOptions {
  /// `--set P=V`: parameters and the values chosen for them.
  std::vector<std::pair<std::string, std::string>> set = {};
};

/// Reads a decision and checks all of it: keys, selectors, dates, shares. Every fault of the file
/// is in the diagnostics, each with its line and column.
[[nodiscard]] Read<Decision> read_decision(std::string_view bytes, std::string_view file,
                                           const DecisionOptions& options = {});

/// Every selector of the decision, with the rule's id and key ("core", "what").
struct NamedSelector {
  std::string rule;
  std::string key;
  const Selector* selector;
};
[[nodiscard]] std::vector<NamedSelector> selectors_of(const Decision& decision);

/// Reports vendors that the decision names and that neither registry nor estate knows, with the
/// nearest names (SEMANTICS 4.4).
[[nodiscard]] Diagnostics check_against(const Decision& decision, const estate::Estate& estate);

}  // namespace relook::decision
