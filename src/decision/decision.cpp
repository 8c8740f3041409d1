// SPDX-License-Identifier: Apache-2.0
#include "decision/decision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/spelling.hpp"
#include "codec/toml.hpp"
#include "decision/keys.hpp"
#include "decision/parameters.hpp"

namespace relook::decision {
namespace {

using codec::Tree;
using estate::ColumnRef;
using estate::TableId;

constexpr std::string_view kFormat = "relook-decision/1";
constexpr std::size_t kRulesMax = 1000;

constexpr std::string_view kRootKeys[] = {"decision", "parameters", "terms", "rule"};
constexpr std::string_view kDecisionKeys[] = {
    "format",     "id",     "title",   "authority",  "announced",    "version",
    "supersedes", "status", "sources", "applies_to", "not_evaluated"};

// The keys of every rule, then those of each kind.
constexpr std::string_view kCommonKeys[] = {"id", "title", "clause",   "kind", "from",
                                            "by", "until", "severity", "basis"};
constexpr std::string_view kKindKeys[][12] = {
    {"over", "what", "per"},
    {"of", "what", "measure", "measure_basis", "limit", "per", "weight_min", "weight_max"},
    {"what", "places", "within_m", "per"},
    {"demands", "what", "failures", "fail", "plane", "ends", "sees"},
    {"what", "measure", "measure_basis", "keep", "per"},
    {"of", "among", "measure", "measure_basis", "vendors", "at_most", "limit", "hhi", "per"},
    {"over", "what", "date", "after", "per"},
    {"of", "share", "witnesses", "days", "per"},
};

// More families, witnesses or days than any decision asks for.
constexpr std::int64_t kCountMax = 1'000'000;

struct Reader {
  std::string file;
  Vocabulary vocabulary;
  Diagnostics& diagnostics;

  void fault(Position at, std::string message) const {
    diagnostics.error(file, at, std::move(message));
  }
  void read_head(const Tree& root, Decision& decision) const;
  void read_terms(const Tree& root, Decision& decision);
  [[nodiscard]] Rule read_rule(const Tree& tree) const;
  void read_kind(const Keys& keys, Rule& rule) const;
  void read_cap(const Keys& keys, Rule& rule) const;
  void read_freeze(const Keys& keys, Rule& rule) const;
  void read_avoid(const Keys& keys, Rule& rule) const;
  void read_withstand(const Keys& keys, Rule& rule) const;
  void read_diversify(const Keys& keys, Rule& rule) const;
  void read_know(const Keys& keys, Rule& rule) const;
  void read_measure(const Keys& keys, Rule& rule) const;
  void read_per(const Keys& keys, Rule& rule) const;
  void require(const Keys& keys, std::initializer_list<std::string_view> names) const;
  void check_dates(const Keys& keys, const Rule& rule) const;
  void check_days(const Keys& keys, const Rule& rule, const std::string& who) const;
  void check_ids(const Tree& rules) const;
};

void Reader::require(const Keys& keys, std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) {
    if (keys.find(name) == nullptr) {
      fault(keys.at(), fmt::format("this kind of rule needs the key '{}'", name));
    }
  }
}

void Reader::read_head(const Tree& root, Decision& decision) const {
  const Tree* head = root.find("decision");
  if (head == nullptr || head->as_object() == nullptr) {
    fault({1, 1}, "a table [decision] is expected");
    return;
  }
  const Keys keys(*head, file, vocabulary, diagnostics);
  keys.allow(kDecisionKeys, "[decision]");
  const std::string format = keys.required_text("format");
  if (!format.empty() && format != kFormat) {
    fault(head->find("format")->at, fmt::format("format = \"{}\" is expected", kFormat));
  }
  decision.id = keys.required_text("id");
  decision.title = keys.required_text("title");
  decision.authority = keys.required_text("authority");
  decision.version = keys.required_text("version");
  decision.supersedes = keys.text("supersedes");
  if (!decision.supersedes.empty()) decision.supersedes_at = keys.find("supersedes")->at;
  if (!decision.supersedes.empty() && decision.supersedes == decision.id) {
    fault(decision.supersedes_at,
          "a decision does not supersede itself; name the one that it replaces, or leave it out");
  }
  if (const auto announced = keys.day("announced")) decision.announced = announced->date;
  if (keys.find("status") == nullptr) (void)keys.required_text("status");
  if (const auto status = keys.word("status", kStatuses)) {
    decision.status = static_cast<Status>(*status);
  }
  decision.applies_to = keys.selector("applies_to", Subject::operators);
  const auto read_list = [&](std::string_view key, std::string_view first, std::string_view second,
                             const auto& add) {
    const Tree* list = keys.find(key);
    if (list == nullptr) return;
    if (list->as_array() == nullptr) {
      fault(list->at, fmt::format("{} is a list of {{ {}, {} }}", key, first, second));
      return;
    }
    for (const Tree& item : *list->as_array()) {
      if (item.as_object() == nullptr) {
        fault(item.at, fmt::format("{{ {}, {} }} is expected", first, second));
        continue;
      }
      const Keys entry(item, file, vocabulary, diagnostics);
      const std::string_view names[] = {first, second};
      entry.allow(names, key);
      add(entry.required_text(first), entry.text(second));
    }
  };
  read_list("sources", "title", "url", [&](std::string title, std::string url) {
    decision.sources.push_back({std::move(title), std::move(url)});
  });
  read_list("not_evaluated", "clause", "why", [&](std::string clause, std::string why) {
    decision.not_evaluated.push_back({std::move(clause), std::move(why)});
  });
}

void Reader::read_terms(const Tree& root, Decision& decision) {
  const Tree* terms = root.find("terms");
  if (terms != nullptr && terms->as_object() == nullptr) fault(terms->at, "[terms] is a table");
  if (terms != nullptr && terms->as_object() != nullptr) {
    for (const codec::Member& member : *terms->as_object()) {
      const std::string* text = member.tree.as_string();
      if (text == nullptr) {
        fault(member.tree.at, "a term is a selector in quotes");
        continue;
      }
      const Position at{member.tree.at.line, member.tree.at.column + 1};
      vocabulary.terms.emplace(member.name, Term{*text, {file, at}, member.at});
      decision.terms.emplace_back(member.name, *text);
    }
  }
  diagnostics.append(check_vocabulary(vocabulary));
}

void Reader::read_per(const Keys& keys, Rule& rule) const {
  const Tree* tree = keys.find("per");
  if (tree == nullptr) return;
  const auto add = [&](const Tree& item) {
    const std::string* text = item.as_string();
    if (text == nullptr) {
      fault(item.at, "per is a field such as \"operator\", or a list of them");
      return;
    }
    const Origin where{file, {item.at.line, item.at.column + 1}};
    Read<GroupPath> path = compile_group_path(*text, where, rule.over);
    const bool good = !path.diagnostics.has_errors();
    diagnostics.append(std::move(path.diagnostics));
    if (good) rule.per.push_back(std::move(path.value));
  };
  if (tree->as_array() == nullptr) {
    add(*tree);
    return;
  }
  for (const Tree& item : *tree->as_array()) add(item);
}

void Reader::read_cap(const Keys& keys, Rule& rule) const {
  require(keys, {"of", "what", "measure", "limit"});
  read_measure(keys, rule);
  if (rule.measure == Measure::demand) rule.over = Subject::demands;
  rule.of = keys.selector("of", rule.over);
  rule.what = keys.selector("what", Subject::elements);
  rule.limit = keys.share("limit");
  const auto column = column_of(rule.measure);
  const int digits = column ? estate::schema(*column).digits : 0;
  rule.weight_min = keys.decimal("weight_min", digits);
  rule.weight_max = keys.decimal("weight_max", digits);
  if ((rule.weight_min || rule.weight_max) && !column) {
    fault(keys.at(), "weight_min and weight_max need a measure that weighs what it counts");
  }
  if (rule.weight_min && rule.weight_max && *rule.weight_min > *rule.weight_max) {
    fault(keys.find("weight_min")->at, "weight_min is above weight_max");
  }
}

void Reader::read_freeze(const Keys& keys, Rule& rule) const {
  require(keys, {"what", "date", "after"});
  rule.what = keys.selector("what", rule.over, KnownUse::under_not);
  constexpr std::string_view kDates[] = {"procured", "in_service"};
  const bool supplies = rule.over == Subject::supplies;
  if (const auto date = keys.word("date", kDates)) {
    using namespace estate::column;
    rule.dated = *date == 0 ? (supplies ? kSupplyProcuredOn : kElementProcuredOn)
                            : (supplies ? kSupplyFrom : kElementFrom);
  }
  rule.after = keys.day("after");
}

void Reader::read_avoid(const Keys& keys, Rule& rule) const {
  require(keys, {"demands", "what", "failures"});
  rule.demands = keys.selector("demands", Subject::demands);
  rule.what = keys.selector("what", Subject::elements);
  rule.failures = keys.integer("failures", 0, 3);
  if (const auto ends = keys.word("ends", kEndsWords)) rule.ends = static_cast<EndsWord>(*ends);
  if (const auto sees = keys.word("sees", kSees)) rule.sees = static_cast<Sees>(*sees);
  rule.plane = keys.text("plane");
  const Tree* fail = keys.find("fail");
  if (fail == nullptr) return;
  if (fail->as_array() == nullptr) return fault(fail->at, "fail is a list such as [\"link\"]");
  rule.fail.clear();
  for (const Tree& item : *fail->as_array()) {
    const std::string word = item.as_string() != nullptr ? *item.as_string() : "";
    const auto* found = std::ranges::find(kFailWords, word);
    if (found == std::end(kFailWords)) {
      fault(item.at, "link, node, srlg or site is expected" + did_you_mean(word, kFailWords));
      continue;
    }
    rule.fail.push_back(static_cast<FailWord>(found - std::begin(kFailWords)));
  }
  std::ranges::sort(rule.fail);
  rule.fail.erase(std::ranges::unique(rule.fail).begin(), rule.fail.end());
}

void Reader::read_withstand(const Keys& keys, Rule& rule) const {
  require(keys, {"what", "measure", "keep"});
  rule.what = keys.selector("what", Subject::elements);
  rule.share = keys.share("keep");
  read_measure(keys, rule);
  if (rule.measure == Measure::demand) rule.over = Subject::demands;
}

void Reader::read_diversify(const Keys& keys, Rule& rule) const {
  require(keys, {"of"});
  rule.of = keys.selector("of", Subject::elements);
  rule.among = keys.selector("among", Subject::elements);
  rule.vendors = keys.integer("vendors", 1, kCountMax);
  rule.at_most = keys.integer("at_most", 0, kCountMax);
  rule.limit = keys.share("limit");
  rule.share = keys.share("hhi");
  read_measure(keys, rule);
  if (rule.at_most && !rule.among) {
    fault(keys.at(), "at_most counts families among those of `among`, which is missing");
  }
  if (!rule.vendors && !rule.at_most && !rule.limit && !rule.share) {
    fault(keys.at(), "diversify asks for nothing: give vendors, at_most, limit or hhi");
  }
  if (rule.share && rule.measure == Measure::sites) {
    fault(keys.at(),
          "an index needs shares that add up to one, and a site may count for several families; "
          "measure elements or traffic instead");
  }
}

void Reader::read_know(const Keys& keys, Rule& rule) const {
  require(keys, {"of", "share", "witnesses", "days"});
  rule.of = keys.selector("of", Subject::elements);
  rule.share = keys.share("share");
  rule.witnesses = keys.integer("witnesses", 1, kCountMax);
  rule.days = keys.integer("days", 0, kCountMax);
}

void Reader::read_measure(const Keys& keys, Rule& rule) const {
  if (const auto measure = keys.word("measure", kMeasures)) {
    rule.measure = static_cast<Measure>(*measure);
  }
  rule.measure_basis = keys.text("measure_basis");
}

void Reader::read_kind(const Keys& keys, Rule& rule) const {
  constexpr std::string_view kOver[] = {"elements", "links", "supplies"};
  if (rule.kind == RuleKind::exclude || rule.kind == RuleKind::freeze) {
    if (const auto over = keys.word("over", kOver)) rule.over = static_cast<Subject>(*over);
    if (static_cast<std::uint8_t>(rule.over) == 1) rule.over = Subject::links;
  }
  if (rule.kind == RuleKind::freeze && rule.over == Subject::links) {
    fault(keys.at(), "a link has no dates; freeze looks over elements or supplies");
  }
  switch (rule.kind) {
    case RuleKind::exclude:
      require(keys, {"what"});
      rule.what = keys.selector("what", rule.over, KnownUse::under_not);
      break;
    case RuleKind::cap:
      read_cap(keys, rule);
      break;
    case RuleKind::clear: {
      require(keys, {"what", "places"});
      rule.what = keys.selector("what", Subject::elements, KnownUse::under_not);
      rule.places = keys.selector("places", Subject::places);
      constexpr int kMillimetreDigits = 3;
      rule.within_mm = keys.decimal("within_m", kMillimetreDigits);
      break;
    }
    case RuleKind::freeze:
      read_freeze(keys, rule);
      break;
    case RuleKind::avoid:
      read_avoid(keys, rule);
      break;
    case RuleKind::withstand:
      read_withstand(keys, rule);
      break;
    case RuleKind::diversify:
      read_diversify(keys, rule);
      break;
    case RuleKind::know:
      read_know(keys, rule);
      break;
  }
  read_per(keys, rule);
}

// The days of one operator, or those of all whom no day is given for by name.
void Reader::check_days(const Keys& keys, const Rule& rule, const std::string& who) const {
  const auto date = [&](const std::optional<Day>& day) {
    return day ? day->of(who) : std::nullopt;
  };
  const auto from = date(rule.from);
  const auto by = date(rule.by);
  const auto until = date(rule.until);
  const std::string whose = who.empty() ? "" : " for the operator " + in_quotes(who);
  if (from && until && *until <= *from) {
    fault(keys.find("until")->at,
          fmt::format("until {} is not after from {}{}: the rule is never in force; correct one of "
                      "the two",
                      to_string(*until), to_string(*from), whose));
  }
  // In force on the days after `by` and before `until`.
  if (by && until && until->days <= by->days + 1) {
    fault(keys.find("until")->at,
          fmt::format("until {} leaves no day after by {}{}: the rule is never in force; correct "
                      "one of the two",
                      to_string(*until), to_string(*by), whose));
  }
  if (from && by && *by < *from) {
    fault(keys.find("by")->at,
          fmt::format("by {} is before from {}{}: the rule is due before it begins; correct one of "
                      "the two or leave one out",
                      to_string(*by), to_string(*from), whose));
  }
}

void Reader::check_dates(const Keys& keys, const Rule& rule) const {
  std::set<std::string> named;
  for (const std::optional<Day>* day : {&rule.from, &rule.by, &rule.until}) {
    if (!*day) continue;
    for (const auto& [who, date] : (*day)->by_operator) named.insert(who);
  }
  // Nobody's id is empty.
  check_days(keys, rule, "");
  for (const std::string& who : named) check_days(keys, rule, who);
  const bool per_operator =
      std::ranges::any_of(rule.per, [](const GroupKey& key) { return key.text == "operator"; });
  if (!named.empty() && !per_operator) {
    fault(rule.at, "dates that differ by operator need per = \"operator\"");
  }
}

Rule Reader::read_rule(const Tree& tree) const {
  Rule rule;
  rule.at = tree.at;
  const Keys keys(tree, file, vocabulary, diagnostics);
  if (keys.find("kind") == nullptr) (void)keys.required_text("kind");
  const auto kind = keys.word("kind", kRuleKinds);
  rule.id = keys.required_text("id");
  if (const std::size_t bad = rule.id.find_first_of("/=, "); bad != std::string::npos) {
    fault(keys.find("id")->at, "a rule's id has no '/', '=', ',' or space in it");
  }
  rule.title = keys.text("title");
  rule.clause = keys.required_text("clause");
  if (!kind) return rule;
  rule.kind = static_cast<RuleKind>(*kind);
  std::vector<std::string_view> allowed(std::begin(kCommonKeys), std::end(kCommonKeys));
  for (const std::string_view key : kKindKeys[*kind]) {
    if (!key.empty()) allowed.push_back(key);
  }
  keys.allow(allowed, fmt::format("a rule of kind '{}'", kRuleKinds[*kind]));
  if (const auto severity = keys.word("severity", kSeverities)) {
    rule.severity = static_cast<RuleSeverity>(*severity);
  }
  if (const auto basis = keys.word("basis", kBases)) rule.basis = static_cast<Basis>(*basis);
  rule.from = keys.day("from");
  rule.by = keys.day("by");
  rule.until = keys.day("until");
  read_kind(keys, rule);
  check_dates(keys, rule);
  return rule;
}

// Findings are named by their rule's id.
void Reader::check_ids(const Tree& rules) const {
  std::map<std::string, Position> first;
  for (const Tree& rule : *rules.as_array()) {
    const Tree* id = rule.find("id");
    if (id == nullptr || id->as_string() == nullptr) continue;
    const auto [known, fresh] = first.emplace(*id->as_string(), id->at);
    if (fresh) continue;
    fault(id->at, fmt::format("the id {} stands at two rules, first in line {}; findings are named "
                              "by it, so give each rule its own",
                              in_quotes(*id->as_string()), known->second.line));
  }
}

}  // namespace

std::string_view unit_of(Measure measure) {
  if (measure == Measure::traffic_gbps || measure == Measure::demand) return "kbit/s";
  if (measure == Measure::traffic_tb_year) return "GB/year";
  return "count";
}

std::optional<ColumnRef> column_of(Measure measure) {
  switch (measure) {
    case Measure::cells:
      return estate::column::kElementCells;
    case Measure::traffic_gbps:
      return estate::column::kElementTrafficGbps;
    case Measure::traffic_tb_year:
      return estate::column::kElementTrafficTbYear;
    case Measure::subscribers:
      return estate::column::kElementSubscribers;
    case Measure::premises:
      return estate::column::kElementPremises;
    case Measure::demand:
      return estate::column::kDemandGbps;
    default:
      return std::nullopt;
  }
}

Read<Decision> read_decision(std::string_view bytes, std::string_view file,
                             const DecisionOptions& options) {
  Read<Decision> read;
  read.value.file = file;
  read.value.digest = sha256(bytes);
  Read<Tree> root = codec::read_toml(bytes, file);
  const bool readable = !root.diagnostics.has_errors();
  read.diagnostics = std::move(root.diagnostics);
  if (!readable) return read;
  Reader reader{std::string(file), {}, read.diagnostics};
  Keys(root.value, std::string(file), reader.vocabulary, read.diagnostics)
      .allow(kRootKeys, "a decision");
  read.value.parameters =
      read_parameters(root.value, reader.file, options, reader.vocabulary, read.diagnostics);
  reader.read_terms(root.value, read.value);
  reader.read_head(root.value, read.value);
  const Tree* rules = root.value.find("rule");
  const auto* list = rules != nullptr ? rules->as_array() : nullptr;
  if (list != nullptr && list->size() > kRulesMax) {
    reader.fault(rules->at, fmt::format("more than {} rules", kRulesMax));
    return read;
  }
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    if ((*list)[i].as_object() == nullptr) {
      reader.fault((*list)[i].at, "[[rule]] is a table");
      continue;
    }
    read.value.rules.push_back(reader.read_rule((*list)[i]));
  }
  if (list != nullptr) reader.check_ids(*rules);
  if (read.value.rules.empty()) reader.fault({1, 1}, "a decision needs at least one [[rule]]");
  return read;
}

std::vector<NamedSelector> selectors_of(const Decision& decision) {
  std::vector<NamedSelector> all;
  if (decision.applies_to) all.push_back({"", "applies_to", &*decision.applies_to});
  for (const Rule& rule : decision.rules) {
    const auto add = [&](std::string_view key, const std::optional<Selector>& selector) {
      if (selector) all.push_back({rule.id, std::string(key), &*selector});
    };
    add("of", rule.of);
    add("what", rule.what);
    add("places", rule.places);
    add("demands", rule.demands);
    add("among", rule.among);
  }
  return all;
}

Diagnostics check_against(const Decision& decision, const estate::Estate& estate) {
  Diagnostics diagnostics;
  const estate::Table& vendors = estate.table(TableId::vendors);
  std::vector<std::string_view> known;
  known.reserve(vendors.rows);
  for (std::uint32_t row = 0; row < vendors.rows; ++row) known.push_back(vendors.ids[row]);
  std::set<std::pair<Position, std::string>> told;
  for (const NamedSelector& named : selectors_of(decision)) {
    for (const VendorName& name : vendor_names(*named.selector)) {
      if (vendors.find(name.text) || !told.emplace(name.where.at, name.text).second) continue;
      diagnostics.error(name.where.file, name.where.at,
                        fmt::format("neither the registry nor the estate knows a vendor {}{}",
                                    in_quotes(name.text), did_you_mean(name.text, known)));
    }
  }
  return diagnostics;
}

}  // namespace relook::decision
