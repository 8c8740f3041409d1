// SPDX-License-Identifier: Apache-2.0
#include "engine/diff.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/diff_sides.hpp"
#include "engine/rule_texts.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using decision::Rule;
using decision::Verdict;

// The members of a finding that are its figures.
constexpr std::string_view kFigures[] = {
    "kind",           "severity",     "verdict",        "in_itself",        "due",
    "scope",          "measured",     "limit",          "headroom",         "families",
    "offender_count", "waived_count", "possible_count", "undecided_because"};

using FindingTrees = std::map<std::string, const Tree*, std::less<>>;

FindingTrees findings_of(const DiffSide& side) {
  FindingTrees out;
  for (const Tree& finding : *side.answer.find("findings")->as_array()) {
    out.emplace(member_text(finding, "id"), &finding);
  }
  return out;
}

Tree figures_of(const Tree* finding) {
  if (finding == nullptr) return nullptr;
  Tree out = Tree::object();
  for (const std::string_view name : kFigures) {
    if (const Tree* member = finding->find(name)) out.add(std::string(name), *member);
  }
  return out;
}

std::string verdict_of(const Tree& figures) { return member_text(figures, "verdict"); }

Moved moved_of(const Tree& before, const Tree& after) {
  if (before.is_null()) return Moved::only_after;
  if (after.is_null()) return Moved::only_before;
  const std::string was = verdict_of(before);
  const std::string is = verdict_of(after);
  if (was == is) return Moved::same_verdict;
  const auto settles = [](std::string_view verdict) {
    return verdict != name_of(Verdict::not_applicable) && verdict != name_of(Verdict::not_in_force);
  };
  if (!settles(was) || !settles(is)) return Moved::otherwise;
  if (is == name_of(Verdict::breaches)) return Moved::worse;
  return is == name_of(Verdict::undecided) ? Moved::unsettled : Moved::better;
}

// ---- reasons

using Texts = std::map<std::string, std::string, std::less<>>;

void compare_texts(const std::string& table, const std::string& id, const Texts& before,
                   const Texts& after, std::vector<Reason>& out) {
  std::set<std::string> keys;
  for (const Texts* texts : {&before, &after}) {
    for (const auto& [key, text] : *texts) keys.insert(key);
  }
  const auto find = [](const Texts& texts, const std::string& key) {
    const auto found = texts.find(key);
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  };
  for (const std::string& key : keys) {
    const auto was = find(before, key);
    const auto is = find(after, key);
    if (was == is) continue;
    const bool named = id.empty();  // terms and parameters: the key is the row, not the column
    out.push_back({table, named ? key : id, named ? "value" : key, was, is});
  }
}

const Rule* rule_of(const DiffSide& side, std::string_view id) {
  const std::vector<Rule>& rules = side.check->decision.rules;
  const auto found = std::ranges::find(rules, id, &Rule::id);
  return found == rules.end() ? nullptr : &*found;
}

Texts names_of(const DiffSide& side, const Rule& rule, UsedName::Kind kind) {
  Texts out;
  for (const UsedName& used : names_used(side.check->decision, rule)) {
    if (used.kind == kind) out.emplace(used.name, used.text);
  }
  return out;
}

Texts keys_of(const DiffSide& side, const Rule& rule) {
  Texts out;
  for (auto& [key, text] : rule_keys(rule)) out.emplace(key, text);
  if (side.check->decision.applies_to) {
    out.emplace("applies_to", side.check->decision.applies_to->text);
  }
  return out;
}

// What the two decisions say otherwise of one rule.
std::vector<Reason> rule_reasons(const DiffSide& before, const DiffSide& after,
                                 const std::string& id) {
  const Rule* was = rule_of(before, id);
  const Rule* is = rule_of(after, id);
  std::vector<Reason> out;
  if (was == nullptr || is == nullptr) {
    const auto text = [](const Rule* rule) {
      return rule == nullptr ? std::nullopt : std::optional(rule->clause);
    };
    out.push_back({"decision", id, "rule", text(was), text(is)});
    return out;
  }
  compare_texts("decision", id, keys_of(before, *was), keys_of(after, *is), out);
  compare_texts("terms", "", names_of(before, *was, UsedName::Kind::term),
                names_of(after, *is, UsedName::Kind::term), out);
  compare_texts("parameters", "", names_of(before, *was, UsedName::Kind::parameter),
                names_of(after, *is, UsedName::Kind::parameter), out);
  return out;
}

// The offenders that a result lists, by table and id, and what it says of them; nothing where it
// does not list all.
std::optional<std::map<std::pair<std::string, std::string>, std::string>> offenders_of(
    const Tree* finding) {
  std::map<std::pair<std::string, std::string>, std::string> out;
  if (finding == nullptr) return out;
  const Tree::Array* list = finding->find("offenders")->as_array();
  if (list == nullptr) return std::nullopt;
  for (const Tree& offender : *list) {
    const Tree* source = offender.find("source");
    if (source == nullptr) continue;
    const std::string waiver = member_text(offender, "waived_by");
    out.emplace(std::pair(member_text(*source, "table"), member_text(*source, "id")),
                member_text(offender, "because") + (waiver.empty() ? "" : "; waived by " + waiver));
  }
  if (member_integer(*finding, "offender_count") != static_cast<Int128>(list->size())) {
    return std::nullopt;
  }
  return out;
}

std::vector<Reason> result_reasons(const Tree* before, const Tree* after) {
  std::vector<Reason> out;
  if (before != nullptr && after != nullptr) {
    const std::string rule = member_text(*before, "rule");
    for (const char* const key : {"kind", "clause", "severity", "basis"}) {
      const std::string was = member_text(*before, key);
      const std::string is = member_text(*after, key);
      if (was != is) out.push_back({"decision", rule, key, was, is});
    }
  }
  const auto were = offenders_of(before);
  const auto are = offenders_of(after);
  if (!were || !are) {
    // Whatever stands behind the count may have changed: the day alone is not to be blamed.
    const auto counted = [](const Tree* finding, bool whole) -> std::optional<std::string> {
      if (finding == nullptr) return std::nullopt;
      return to_string(member_integer(*finding, "offender_count").value_or(0)) +
             (whole ? "" : ", not all listed");
    };
    out.push_back({"offenders", "", "offender_count", counted(before, were.has_value()),
                   counted(after, are.has_value())});
    return out;
  }
  std::set<std::pair<std::string, std::string>> keys;
  for (const auto* list : {&*were, &*are}) {
    for (const auto& [key, text] : *list) keys.insert(key);
  }
  for (const auto& key : keys) {
    const auto find = [&](const auto& list) {
      const auto found = list.find(key);
      return found == list.end() ? std::nullopt : std::optional(found->second);
    };
    const auto was = find(*were);
    const auto is = find(*are);
    if (was != is) out.push_back({"offenders", key.first + "/" + key.second, "because", was, is});
  }
  return out;
}

bool asked_otherwise(const std::optional<Bridge>& bridge) {
  return bridge && std::ranges::any_of(bridge->steps, [](const BridgeStep& step) {
           return step.step == Step::asked_otherwise;
         });
}

class Comparison {
 public:
  Comparison(const DiffRequest& request, DiffResult& result)
      : request_(request),
        result_(result),
        before_(findings_of(result.before)),
        after_(findings_of(result.after)) {}

  void run(std::map<std::string, Moves> moves) {
    moves_ = std::move(moves);
    for (const DiffSide* side : {&result_.before, &result_.after}) {
      for (const Tree& finding : *side->answer.find("findings")->as_array()) {
        const std::string id = member_text(finding, "id");
        if (side == &result_.after && before_.contains(id)) continue;
        add(id);
      }
    }
  }

 private:
  [[nodiscard]] bool rows_on_both() const { return result_.before.check && result_.after.check; }

  void add(const std::string& id) {
    const Tree* was = find(before_, id);
    const Tree* is = find(after_, id);
    FindingChange change{.finding = id,
                         .moved = Moved::same_verdict,
                         .before = figures_of(was),
                         .after = figures_of(is),
                         .because = {},
                         .bridge = {}};
    change.moved = moved_of(change.before, change.after);
    Moves moves;
    if (const auto found = moves_.find(id); found != moves_.end()) moves = std::move(found->second);
    const bool rows_moved = moves.cell_count > 0 || (moves.bridge && !moves.bridge->steps.empty());
    if (change.before == change.after && !rows_moved) {
      result_.unchanged.push_back(id);
      return;
    }
    change.bridge = std::move(moves.bridge);
    std::vector<Reason> because =
        rows_on_both() ? rule_reasons(result_.before, result_.after,
                                      member_text(was != nullptr ? *was : *is, "rule"))
                       : result_reasons(was, is);
    // What no cell that the rule reads tells, such as a waiver, the answers themselves do.
    if (rows_on_both() && because.empty() && moves.cell_count == 0) {
      because = result_reasons(was, is);
    }
    const bool told = !because.empty() || moves.cell_count > 0;
    if (const auto day = day_reason(); day && (!told || hangs_on_day(change))) {
      because.push_back(*day);
    }
    for (CellChange& cell : moves.cells) {
      because.push_back({std::string(estate::schema(cell.table).name), std::move(cell.id),
                         std::move(cell.column), std::move(cell.before), std::move(cell.after)});
    }
    change.because_count = because.size() - moves.cells.size() + moves.cell_count;
    because.resize(std::min(because.size(), std::max<std::size_t>(request_.listed_max, 1)));
    change.because = std::move(because);
    result_.changes.push_back(std::move(change));
  }

  static const Tree* find(const FindingTrees& findings, const std::string& id) {
    const auto found = findings.find(id);
    return found == findings.end() ? nullptr : found->second;
  }

  [[nodiscard]] std::optional<Reason> day_reason() const {
    const std::string was = member_text(result_.before.answer, "on");
    const std::string is = member_text(result_.after.answer, "on");
    if (was == is) return std::nullopt;
    return Reason{"asked", "", "on", was, is};
  }

  // Whether the day alone makes a difference: a rule came into force, or the same cells are read
  // otherwise.
  static bool hangs_on_day(const FindingChange& change) {
    const bool in_force =
        verdict_of(change.before) != verdict_of(change.after) &&
        member_text(change.before, "in_itself") == member_text(change.after, "in_itself");
    return in_force || asked_otherwise(change.bridge);
  }

  const DiffRequest& request_;
  DiffResult& result_;
  FindingTrees before_;
  FindingTrees after_;
  std::map<std::string, Moves> moves_;
};

}  // namespace

std::uint64_t DiffResult::count(Moved moved) const {
  return static_cast<std::uint64_t>(std::ranges::count(changes, moved, &FindingChange::moved));
}

Outcome<DiffResult> diff(const DiffRequest& request, const Library& library, const Run& run) {
  Outcome<DiffSides> sides = diff_sides(request, library, run);
  if (!sides) return std::unexpected(std::move(sides.error()));
  DiffResult result{.before = std::move(sides->before),
                    .after = std::move(sides->after),
                    .changes = {},
                    .unchanged = {},
                    .warnings = std::move(sides->warnings)};
  std::map<std::string, Moves> moves;
  if (result.before.check && result.after.check) {
    auto found = moves_between(*result.before.check, *result.after.check,
                               {.listed_max = request.listed_max}, run);
    if (!found) return failed(found.error());
    moves = std::move(*found);
  }
  Comparison(request, result).run(std::move(moves));
  return result;
}

}  // namespace relook::engine
