// SPDX-License-Identifier: Apache-2.0
#include "engine/decisions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "engine/answer_tree.hpp"
#include "engine/inputs.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

using codec::Tree;
using decision::Decision;
using decision::Rule;
using report::ColumnKind;

std::string_view status_of(const Decision& decision) {
  return decision::kStatuses[static_cast<std::size_t>(decision.status)];
}

report::Cell date_cell(const std::optional<Date>& date) {
  return date ? report::Cell(*date) : report::Cell();
}

std::string day_text(const decision::Day& day) {
  std::string text = day.date ? to_string(*day.date) : fmt::format("when {} is set", day.unset);
  for (const auto& [who, date] : day.by_operator) {
    text += fmt::format(", {} for {}", to_string(date), who);
  }
  return text;
}

std::string asked_text(const Rule& rule) {
  std::vector<std::string> parts;
  if (rule.from) parts.push_back("from " + day_text(*rule.from));
  if (rule.by) parts.push_back("after " + day_text(*rule.by));
  if (rule.until) parts.push_back("until " + day_text(*rule.until));
  return parts.empty() ? "always" : listed(parts);
}

std::string kind_text(const Rule& rule) {
  std::string text(decision::kRuleKinds[static_cast<std::size_t>(rule.kind)]);
  if (rule.limit) text += " " + to_string(*rule.limit);
  if (rule.severity == decision::RuleSeverity::warn) text += " (warn)";
  return text;
}

std::vector<std::string> per_of(const Rule& rule) {
  std::vector<std::string> texts;
  texts.reserve(rule.per.size());
  for (const decision::GroupKey& key : rule.per) texts.push_back(key.text);
  return texts;
}

std::string_view basis_of(const Rule& rule) {
  return decision::kBases[static_cast<std::size_t>(rule.basis)];
}

Tree head_tree(const Decision& decision) {
  Tree tree = Tree::object();
  tree.add("id", decision.id);
  tree.add("title", decision.title);
  tree.add("authority", decision.authority);
  tree.add("status", status_of(decision));
  tree.add("announced", date_tree(decision.announced));
  tree.add("version", decision.version);
  tree.add("supersedes", decision.supersedes.empty() ? Tree(nullptr) : Tree(decision.supersedes));
  tree.add("digest", to_string(decision.digest));
  return tree;
}

Tree rule_tree(const Rule& rule) {
  Tree tree = Tree::object();
  tree.add("id", rule.id);
  tree.add("title", rule.title);
  tree.add("clause", rule.clause);
  tree.add("kind", decision::kRuleKinds[static_cast<std::size_t>(rule.kind)]);
  tree.add("severity", decision::kSeverities[static_cast<std::size_t>(rule.severity)]);
  tree.add("basis", basis_of(rule));
  tree.add("per", texts_tree(per_of(rule)));
  tree.add("limit", rule.limit ? Tree(to_string(*rule.limit)) : Tree(nullptr));
  tree.add("asked", asked_text(rule));
  return tree;
}

Tree decision_tree(const Decision& decision) {
  Tree data = new_data();
  data.add("decision", head_tree(decision));
  Tree& rules = data.add("rules", Tree::array());
  for (const Rule& rule : decision.rules) rules.push(rule_tree(rule));
  Tree& parameters = data.add("parameters", Tree::array());
  for (const decision::Choice& choice : decision.parameters) {
    Tree one = Tree::object();
    one.add("name", choice.name);
    one.add("value", choice.unset ? Tree(nullptr) : Tree(choice.value));
    one.add("chosen", choice.chosen);
    one.add("readings", texts_tree(choice.readings));
    one.add("why", choice.why);
    parameters.push(std::move(one));
  }
  Tree& skipped = data.add("not_evaluated", Tree::array());
  for (const decision::NotEvaluated& clause : decision.not_evaluated) {
    Tree one = Tree::object();
    one.add("clause", clause.clause);
    one.add("why", clause.why);
    skipped.push(std::move(one));
  }
  Tree& sources = data.add("sources", Tree::array());
  for (const decision::Source& source : decision.sources) {
    Tree one = Tree::object();
    one.add("title", source.title);
    one.add("url", source.url);
    sources.push(std::move(one));
  }
  return data;
}

report::Table rules_table(const Decision& decision) {
  report::Table table{.id = "Rules", .title = "Rules", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {{.id = "rule", .header = "Rule"},   {.id = "kind", .header = "Kind"},
                   {.id = "per", .header = "Per"},     {.id = "asked", .header = "Asked"},
                   {.id = "basis", .header = "Basis"}, {.id = "clause", .header = "Clause"}};
  for (const Rule& rule : decision.rules) {
    table.rows.push_back({{rule.id, kind_text(rule), listed(per_of(rule)), asked_text(rule),
                           basis_of(rule), rule.clause}});
  }
  return table;
}

report::Table parameters_table(const Decision& decision) {
  report::Table table{.id = "Parameters", .title = "What the text leaves open", .columns = {}};
  table.columns = {{.id = "parameter", .header = "Parameter"},
                   {.id = "value", .header = "Value"},
                   {.id = "readings", .header = "Readings"},
                   {.id = "why", .header = "Why"}};
  table.empty = "Nothing.";
  for (const decision::Choice& choice : decision.parameters) {
    table.rows.push_back({{choice.name, choice.value,
                           fmt::format("{}", fmt::join(choice.readings, " | ")), choice.why}});
  }
  return table;
}

}  // namespace

Outcome<DecisionsResult> decisions(const DecisionsRequest& request, const Library& library,
                                   const Run&) {
  const fs::path& folder = request.folder.empty() ? library.decisions : request.folder;
  DecisionsResult result;
  std::vector<fs::path> files;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(folder, code)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  if (code) return failed({ErrorKind::not_found, code.message(), folder.string()});
  std::ranges::sort(files);
  for (const fs::path& file : files) {
    result.decisions.push_back(take(load_decision(file), result.warnings));
    result.warnings.append(check_supersedes(result.decisions.back(), library));
  }
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  return result;
}

report::Document decisions_document(const DecisionsResult& result) {
  report::Document document{.title = "Decisions"};
  report::Table table{.id = "Decisions", .title = "By id", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {{.id = "id", .header = "Id"},
                   {.id = "announced", .header = "Announced", .kind = ColumnKind::date},
                   {.id = "status", .header = "Status"},
                   {.id = "rules", .header = "Rules", .kind = ColumnKind::integer},
                   {.id = "title", .header = "Title"},
                   {.id = "authority", .header = "Authority"},
                   {.id = "supersedes", .header = "Supersedes"}};
  document.data = new_data();
  Tree& list = document.data.add("decisions", Tree::array());
  for (const Decision& decision : result.decisions) {
    table.rows.push_back(
        {{decision.id, date_cell(decision.announced), status_of(decision), decision.rules.size(),
          decision.title, decision.authority, decision.supersedes}});
    Tree one = head_tree(decision);
    one.add("rules", decision.rules.size());
    list.push(std::move(one));
  }
  document.add(std::move(table));
  document.list_member = "decisions";
  return document;
}

Outcome<DecisionResult> show_decision(const DecisionRequest& request, const Library& library,
                                      const Run&) {
  DecisionResult result;
  result.decision = take(load_decision(request.decision, request.set), result.warnings);
  result.warnings.append(check_supersedes(result.decision, library));
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  return result;
}

report::Document decision_document(const DecisionResult& result) {
  const Decision& decision = result.decision;
  report::Document document{.title = decision.title, .subtitle = decision.id};
  report::KeyValues head;
  head.entries = {{"Authority", decision.authority},
                  {"Announced", decision.announced ? to_string(*decision.announced) : "-"},
                  {"Status", std::string(status_of(decision))},
                  {"Version", decision.version},
                  {"Supersedes", decision.supersedes.empty() ? "-" : decision.supersedes},
                  {"Binds", decision.applies_to ? decision.applies_to->text : "everyone"},
                  {"Digest", to_string(decision.digest)}};
  document.add(std::move(head));
  document.add(rules_table(decision));
  document.add(parameters_table(decision));
  report::Table skipped{.id = "Not evaluated", .title = "Not evaluated", .columns = {}};
  skipped.columns = {{.id = "clause", .header = "Clause"}, {.id = "why", .header = "Why"}};
  skipped.empty = "Nothing is left out.";
  for (const decision::NotEvaluated& clause : decision.not_evaluated) {
    skipped.rows.push_back({{clause.clause, clause.why}});
  }
  document.add(std::move(skipped));
  report::Table sources{.id = "Sources", .title = "Sources", .columns = {}};
  sources.columns = {{.id = "title", .header = "Title"}, {.id = "url", .header = "Address"}};
  for (const decision::Source& source : decision.sources) {
    sources.rows.push_back({{source.title, source.url}});
  }
  document.add(std::move(sources));
  document.data = decision_tree(decision);
  document.list_member = "rules";
  return document;
}

}  // namespace relook::engine
