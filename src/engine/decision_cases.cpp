// SPDX-License-Identifier: Apache-2.0
#include "engine/decision_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "codec/toml.hpp"
#include "engine/inputs.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

using codec::Tree;
using decision::Verdict;

constexpr std::string_view kKeys[] = {"on",  "places", "waivers", "with",
                                      "set", "assume", "total",   "verdicts"};

class ExpectReader {
 public:
  ExpectReader(const Tree& root, std::string file, Diagnostics& diagnostics)
      : root_(root), file_(std::move(file)), diagnostics_(diagnostics) {}

  void fault(Position at, std::string message) const {
    diagnostics_.error(file_, at, std::move(message));
  }
  void check_keys() const {
    for (const codec::Member& member : *root_.as_object()) {
      if (std::ranges::find(kKeys, member.name) != std::end(kKeys)) continue;
      fault(member.at,
            "expect.toml has no key " + in_quotes(member.name) + did_you_mean(member.name, kKeys));
    }
  }
  [[nodiscard]] fs::path beside(std::string_view key, const fs::path& folder) const {
    const Tree* tree = root_.find(key);
    if (tree == nullptr) return {};
    const std::string* text = tree->as_string();
    if (text == nullptr || text->empty()) {
      fault(tree->at, fmt::format("{} is a file's name in quotes", key));
      return {};
    }
    return folder / *text;
  }
  [[nodiscard]] std::optional<Date> on() const {
    const Tree* tree = root_.find("on");
    if (tree == nullptr) return std::nullopt;
    if (tree->as_date() == nullptr) {
      fault(tree->at, "on is a date without quotes, YYYY-MM-DD");
      return std::nullopt;
    }
    return *tree->as_date();
  }
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> set() const {
    std::vector<std::pair<std::string, std::string>> pairs;
    const Tree* tree = root_.find("set");
    if (tree == nullptr) return pairs;
    if (tree->as_object() == nullptr) {
      fault(tree->at, "set is a table of parameters: set = { name = \"value\" }");
      return pairs;
    }
    for (const codec::Member& member : *tree->as_object()) {
      if (const std::string* text = member.tree.as_string()) {
        pairs.emplace_back(member.name, *text);
      } else {
        fault(member.tree.at,
              fmt::format("the value of {} is text in quotes, as for --set", member.name));
      }
    }
    return pairs;
  }
  [[nodiscard]] std::vector<std::string> assume() const {
    std::vector<std::string> texts;
    const Tree* tree = root_.find("assume");
    if (tree == nullptr) return texts;
    if (tree->as_array() == nullptr) {
      fault(tree->at, "assume is a list of texts, as for --assume");
      return texts;
    }
    for (const Tree& one : *tree->as_array()) {
      if (const std::string* text = one.as_string()) {
        texts.push_back(*text);
      } else {
        fault(one.at, "an assumption is text in quotes");
      }
    }
    return texts;
  }
  [[nodiscard]] std::optional<Verdict> verdict(const Tree& tree, std::size_t words) const {
    const std::string* text = tree.as_string();
    const std::span<const std::string_view> known(decision::kVerdicts, words);
    if (text != nullptr) {
      const auto found = std::ranges::find(known, *text);
      if (found != known.end()) return static_cast<Verdict>(found - known.begin());
    }
    fault(tree.at, fmt::format("one of {} is expected{}", fmt::join(known, ", "),
                               text != nullptr ? did_you_mean(*text, known) : ""));
    return std::nullopt;
  }
  void read_verdicts(Expected& expected) const {
    const Tree* total = root_.find("total");
    if (total == nullptr) {
      fault({1, 1}, "total is missing: the verdict that must come out");
    } else if (const auto word = verdict(*total, 3)) {
      expected.total = *word;
    }
    const Tree* list = root_.find("verdicts");
    if (list == nullptr || list->as_object() == nullptr) {
      fault({1, 1}, "[verdicts] is missing: every finding with its verdict");
      return;
    }
    for (const codec::Member& member : *list->as_object()) {
      if (const auto word = verdict(member.tree, std::size(decision::kVerdicts))) {
        expected.verdicts.emplace_back(member.name, *word);
      }
    }
    std::ranges::sort(expected.verdicts);
  }

 private:
  const Tree& root_;
  std::string file_;
  Diagnostics& diagnostics_;
};

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> paths;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(folder, code)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

fs::path examples_of(const fs::path& decision) {
  return fs::path(decision).replace_extension(".examples");
}

// The decisions that a path names: a file itself, a folder those in it that have cases.
std::vector<fs::path> decisions_at(const fs::path& path, Diagnostics& faults) {
  std::error_code code;
  if (!fs::exists(path, code)) {
    faults.error(path.string(), {}, "there is no such file or folder");
    return {};
  }
  if (!fs::is_directory(path, code)) {
    if (fs::is_directory(examples_of(path), code)) return {path};
    faults.error(path.string(), {},
                 "has no cases: they are expected in " + examples_of(path).string());
    return {};
  }
  std::vector<fs::path> found;
  for (const fs::path& entry : sorted_entries(path)) {
    if (entry.extension() == ".toml" && fs::is_directory(examples_of(entry), code)) {
      found.push_back(entry);
    }
  }
  return found;
}

std::vector<Difference> differences(const Expected& expected,
                                    const decision::Evaluation& evaluation) {
  std::vector<Difference> out;
  if (expected.total != evaluation.total) {
    out.push_back({"total", expected.total, evaluation.total});
  }
  std::map<std::string, Difference> by_finding;
  for (const auto& [id, verdict] : expected.verdicts) {
    by_finding[id] = {id, verdict, std::nullopt};
  }
  for (const decision::Finding& finding : evaluation.findings) {
    Difference& one = by_finding[finding.id];
    one.finding = finding.id;
    one.found = finding.verdict;
  }
  for (auto& [id, one] : by_finding) {
    if (one.expected != one.found) out.push_back(std::move(one));
  }
  return out;
}

CaseResult run_case(const fs::path& decision, const fs::path& folder, const Library& library,
                    const Run& run, Diagnostics& faults) {
  CaseResult result{
      .decision = decision.stem().string(), .name = folder.filename().string(), .differences = {}};
  Read<Expected> expected = read_expected(decision, folder);
  if (expected.diagnostics.has_errors()) {
    result.run = false;
    faults.append(std::move(expected.diagnostics));
    return result;
  }
  Outcome<CheckResult> checked = check(expected.value.asked, library, run);
  if (!checked) {
    result.run = false;
    if (!checked.error().message.empty()) {
      faults.error(folder.string(), {}, checked.error().message);
    }
    faults.append(std::move(checked.error().diagnostics));
    return result;
  }
  result.findings = checked->judged.evaluation.findings.size();
  result.differences = differences(expected.value, checked->judged.evaluation);
  return result;
}

std::string word_of(const std::optional<Verdict>& verdict, std::string_view otherwise) {
  return std::string(verdict ? name_of(*verdict) : otherwise);
}

std::string state_of(const CaseResult& result) {
  if (!result.run) return "not run";
  return result.differences.empty() ? "ok" : "differs";
}

}  // namespace

std::uint64_t CasesResult::failed() const {
  return static_cast<std::uint64_t>(std::ranges::count_if(
      cases, [](const CaseResult& one) { return one.run && !one.differences.empty(); }));
}

Read<Expected> read_expected(const fs::path& decision, const fs::path& folder) {
  Read<Expected> read;
  const fs::path file = folder / "expect.toml";
  const Result<std::string> bytes = read_file(file, codec::kTomlBytesMax);
  if (!bytes) {
    read.diagnostics.error(file.string(), {}, bytes.error().message);
    return read;
  }
  const Tree root = take(codec::read_toml(*bytes, file.string()), read.diagnostics);
  if (read.diagnostics.has_errors()) return read;
  const ExpectReader reader(root, file.string(), read.diagnostics);
  reader.check_keys();
  read.value.asked = {.estate = folder / "estate",
                      .decision = decision,
                      .on = reader.on(),
                      .with = reader.beside("with", folder),
                      .places = reader.beside("places", folder),
                      .waivers = reader.beside("waivers", folder),
                      .set = reader.set(),
                      .assume = reader.assume(),
                      .listed_max = 1};
  reader.read_verdicts(read.value);
  return read;
}

Outcome<CasesResult> decision_cases(const CasesRequest& request, const Library& library,
                                    const Run& run) {
  CasesResult result;
  std::vector<fs::path> paths = request.paths;
  if (paths.empty()) paths.push_back(library.decisions);
  std::vector<std::pair<fs::path, fs::path>> cases;
  std::error_code code;
  for (const fs::path& path : paths) {
    for (const fs::path& decision : decisions_at(path, result.faults)) {
      for (const fs::path& folder : sorted_entries(examples_of(decision))) {
        if (fs::is_directory(folder, code)) cases.emplace_back(decision, folder);
      }
    }
  }
  if (cases.empty()) {
    if (result.faults.has_errors()) return engine::failed(std::move(result.faults));
    return engine::failed({ErrorKind::not_found,
                           "there is no case here: beside DECISION.toml a folder "
                           "DECISION.examples with one folder for each is expected",
                           paths.front().string()});
  }
  for (const auto& [decision, folder] : cases) {
    if (run.stop.stop_requested()) return engine::failed({ErrorKind::stopped, "stopped", {}});
    run.tell({"cases", result.cases.size(), cases.size()});
    result.cases.push_back(run_case(decision, folder, library, run, result.faults));
  }
  return result;
}

report::Document cases_document(const CasesResult& result) {
  report::Document document{.title = "Cases beside decisions"};
  const std::uint64_t failed = result.failed();
  const auto not_run =
      static_cast<std::uint64_t>(std::ranges::count(result.cases, false, &CaseResult::run));
  const bool good = failed == 0 && not_run == 0;
  document.add(
      report::Verdict{good ? "ok" : "not ok", good ? report::Tone::good : report::Tone::bad,
                      fmt::format("{}: {} ok, {} came out otherwise, {} not run.",
                                  counted(result.cases.size(), "case"),
                                  result.cases.size() - failed - not_run, failed, not_run)});
  report::Table table{.id = "Cases", .title = "Cases", .columns = {}};
  table.columns = {{.id = "decision", .header = "Decision"},
                   {.id = "case", .header = "Case"},
                   {.id = "findings", .header = "Findings", .kind = report::ColumnKind::integer},
                   {.id = "result", .header = "Result", .kind = report::ColumnKind::tone}};
  report::Table wrong{.id = "Differences", .title = "What differs", .columns = {}};
  wrong.columns = {{.id = "decision", .header = "Decision"},
                   {.id = "case", .header = "Case"},
                   {.id = "finding", .header = "Finding"},
                   {.id = "expected", .header = "Expected"},
                   {.id = "found", .header = "Found"}};
  document.data = new_data();
  Tree& list = document.data.add("cases", Tree::array());
  for (const CaseResult& one : result.cases) {
    const bool ok = one.run && one.differences.empty();
    table.rows.push_back(
        {{one.decision, one.name, one.findings,
          report::Badge{ok ? report::Tone::good : report::Tone::bad, state_of(one)}}});
    Tree entry = Tree::object();
    entry.add("decision", one.decision);
    entry.add("case", one.name);
    entry.add("result", state_of(one));
    Tree& differ = entry.add("differences", Tree::array());
    for (const Difference& difference : one.differences) {
      const std::string expected = word_of(difference.expected, "not listed");
      const std::string found = word_of(difference.found, "no such finding");
      wrong.rows.push_back({{one.decision, one.name, difference.finding, expected, found}});
      Tree pair = Tree::object();
      pair.add("finding", difference.finding);
      pair.add("expected", difference.expected ? Tree(expected) : Tree(nullptr));
      pair.add("found", difference.found ? Tree(found) : Tree(nullptr));
      differ.push(std::move(pair));
    }
    list.push(std::move(entry));
  }
  if (!wrong.rows.empty()) document.add(std::move(wrong));
  document.add(std::move(table));
  document.list_member = "cases";
  return document;
}

}  // namespace relook::engine
