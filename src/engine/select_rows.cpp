// SPDX-License-Identifier: Apache-2.0
#include "engine/select_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/spelling.hpp"
#include "decision/inspect.hpp"
#include "decision/select.hpp"
#include "decision/selector.hpp"
#include "engine/inputs.hpp"
#include "engine/situation.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using decision::Subject;
using report::ColumnKind;
using report::Tone;

constexpr std::string_view kSubjects[] = {"elements",  "links",    "supplies", "demands", "places",
                                          "operators", "networks", "sites",    "vendors"};

constexpr std::string_view kOrigin = "the selector";

std::optional<Subject> find_subject(std::string_view word, Diagnostics& diagnostics) {
  const auto found = std::ranges::find(kSubjects, word);
  if (found != std::end(kSubjects)) {
    return static_cast<Subject>(found - std::begin(kSubjects));
  }
  diagnostics.error(
      "--over", {},
      "rows of " + in_quotes(word) + " cannot be selected" + did_you_mean(word, kSubjects));
  return std::nullopt;
}

std::string row_text(const decision::Facts& facts, estate::TableId table, std::uint32_t row) {
  if (table == estate::TableId::places) return std::string(facts.places->ids[row]);
  return estate::row_name(facts.estate, table, row);
}

SelectedRow selected(const decision::Selector& selector, const decision::Facts& facts,
                     std::uint32_t row, Truth matches) {
  const estate::TableId table = table_of(selector.subject);
  SelectedRow out{row_text(facts, table, row), matches, in_service(facts, table, row), {}, {}};
  if (matches == Truth::yes) {
    out.because = because(selector, facts, row);
    return out;
  }
  std::set<std::string> names;
  for (const decision::CellUse& use : unknown_cells(selector, facts, row)) {
    names.insert(fact_name(use));
  }
  out.unknown.assign(names.begin(), names.end());
  return out;
}

std::string_view service_word(Truth in_service) {
  if (in_service == Truth::yes) return "yes";
  return in_service == Truth::no ? "no" : "unknown";
}

std::string_view match_word(Truth matches) { return matches == Truth::yes ? "surely" : "possibly"; }

Tree select_tree(const SelectResult& result) {
  Tree data = new_data();
  Tree& estate = data.add("estate", Tree::object());
  estate.add("name", result.manifest.name);
  estate.add("as_of", to_string(result.manifest.as_of));
  estate.add("digest", to_string(result.digest));
  data.add("on", to_string(result.on));
  data.add("selector", result.selector);
  data.add("over", schema(result.over).name);
  data.add("asked", static_cast<std::int64_t>(result.asked));
  data.add("surely", static_cast<std::int64_t>(result.count(Truth::yes)));
  data.add("possibly", static_cast<std::int64_t>(result.count(Truth::unknown)));
  Tree& rows = data.add("rows", Tree::array());
  for (const SelectedRow& row : result.rows) {
    Tree one = Tree::object();
    one.add("id", row.name);
    one.add("matches", match_word(row.matches));
    one.add("in_service", service_word(row.in_service));
    one.add("because", row.because.empty() ? Tree(nullptr) : Tree(row.because));
    one.add("unknown", texts_tree(row.unknown));
    rows.push(std::move(one));
  }
  return data;
}

}  // namespace

std::uint64_t SelectResult::count(Truth matches) const {
  return static_cast<std::uint64_t>(std::ranges::count(rows, matches, &SelectedRow::matches));
}

Outcome<SelectResult> select_rows(const SelectRequest& request, const Library& library,
                                  const Run& run) {
  Diagnostics diagnostics;
  const auto subject = find_subject(request.over, diagnostics);
  decision::Selector selector;
  if (subject) {
    selector = take(
        decision::compile_selector(request.selector, {std::string(kOrigin), {1, 1}}, *subject, {}),
        diagnostics);
  }
  const estate::Estate estate = take(load_estate(request.estate, library), diagnostics);
  const std::unique_ptr<estate::Table> places = take(load_places(request.places), diagnostics);
  if (subject == Subject::places && places == nullptr) {
    diagnostics.error("--places", {}, "needed to select places: name the authority's list");
  }
  if (diagnostics.has_errors()) return failed(std::move(diagnostics));
  diagnostics.append(unknown_vendors(selector, estate.table(estate::TableId::vendors)));
  if (diagnostics.has_errors()) return failed(std::move(diagnostics));

  const Date on = request.on.value_or(estate.manifest.as_of);
  const Situation situation(estate, on, library.functions, places.get());
  SelectResult result{.manifest = estate.manifest,
                      .digest = digest(estate),
                      .on = on,
                      .selector = request.selector,
                      .over = table_of(*subject),
                      .rows = {},
                      .warnings = std::move(diagnostics)};
  const std::vector<Truth> truths = decision::select(selector, situation.facts(), run);
  if (run.stop.stop_requested()) return failed({ErrorKind::stopped, "stopped", {}});
  result.asked = truths.size();
  for (std::uint32_t row = 0; row < truths.size(); ++row) {
    if (truths[row] == Truth::no) continue;
    result.rows.push_back(selected(selector, situation.facts(), row, truths[row]));
  }
  return result;
}

report::Document select_document(const SelectResult& result) {
  report::Document document{.title = "Selected " + std::string(schema(result.over).name)};
  document.subtitle = result.selector;
  document.notice = result.manifest.notice;
  report::KeyValues head;
  head.entries = {
      {"Estate",
       fmt::format("{}, as of {}", result.manifest.name, to_string(result.manifest.as_of))},
      {"Asked on", to_string(result.on)},
      {"Match", fmt::format("{} surely and {} possibly, of {}", result.count(Truth::yes),
                            result.count(Truth::unknown), result.asked)},
  };
  if (!result.manifest.assumptions.empty()) {
    head.entries.push_back({"Assumptions", "those of the estate are not applied here"});
  }
  document.add(std::move(head));
  report::Table table{.id = "Rows", .title = "Rows", .columns = {}};
  table.role = report::TableRole::main;
  table.rows_read_max = 1000;
  table.columns = {
      {.id = "id", .header = "Id"},
      {.id = "matches", .header = "Matches", .kind = ColumnKind::tone},
      {.id = "in_service", .header = "In service"},
      {.id = "because", .header = "Because"},
      {.id = "unknown", .header = "Unknown"},
  };
  for (const SelectedRow& row : result.rows) {
    const Tone tone = row.matches == Truth::yes ? Tone::neutral : Tone::unsure;
    table.rows.push_back({{row.name, report::Badge{tone, std::string(match_word(row.matches))},
                           service_word(row.in_service), row.because, listed(row.unknown)},
                          tone});
  }
  document.add(std::move(table));
  document.data = select_tree(result);
  document.list_member = "rows";
  return document;
}

}  // namespace relook::engine
