// SPDX-License-Identifier: Apache-2.0
#include "engine/check_visits.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/inputs.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using estate::TableId;
using report::Cell;
using report::ColumnKind;
using report::Shown;
using report::Tone;
using namespace estate::column;

// An inspector reads all of it; what has no end is searched in the workbook.
constexpr std::size_t kReadRowsMax = 1000;
constexpr std::size_t kRankedRowsMax = 1'000'000;
constexpr std::size_t kRulesNamed = 3;

std::string confidence_text(const Bound& bound) { return bound.one_in == 20 ? "95 %" : "99 %"; }

report::Badge badge(Standing standing) {
  switch (standing) {
    case Standing::unasked:
      return {Tone::muted, "not asked about"};
    case Standing::clean:
      return {Tone::good, "counted clean"};
    case Standing::counted:
      return {Tone::neutral, "counted"};
    case Standing::waived:
      return {Tone::muted, "waived"};
    case Standing::may_count_against:
      return {Tone::unsure, "may count against"};
    case Standing::counts_against:
      return {Tone::bad, "counts against"};
  }
  return {Tone::unsure, "may count against"};
}

// ---- what to look for

std::string unasked_text(const Situation& situation, const ToInspect& one) {
  if (one.in_service != Truth::no) return "no rule asks about it";
  const std::int32_t until = situation.estate().column(kElementUntil).day(one.element);
  const bool over = estate::is_value(until) && until <= situation.on().days;
  return over ? fmt::format("out of service since {}: is it off?", to_string(Date{until}))
              : "not in service: is it off?";
}

// The rules that it stands worst to.
std::string rules_text(const CheckResult& result, const ToInspect& one, std::size_t named_max) {
  std::vector<std::string> ids;
  for (const RuleStanding& rule : one.rules) {
    if (rule.standing == one.standing()) ids.push_back(result.decision.rules[rule.rule].id);
  }
  return ids.size() > named_max ? counted(ids.size(), "rule") : listed(ids);
}

// ---- what the visits show

std::string bound_text(const Bound& bound) {
  if (bound.fewer_than == 1) return "at none";
  return fmt::format("at fewer than {}", bound.fewer_than);
}

std::string population_text(const CheckResult& result, const Visits& visits) {
  const auto perhaps = static_cast<std::uint64_t>(
      std::ranges::count(visits.ranked, Truth::unknown, &RankedSite::in_scope));
  std::string text = fmt::format(
      "In scope are {} of the estate's {}: where something stands that is in service on {} and "
      "that a rule of the decision, in force or not, asks about",
      visits.ranked.size(), counted(visits.sites, "site"), to_string(result.on));
  if (perhaps > 0) text += fmt::format("; at {} of them that is not certain", perhaps);
  text += ".";
  if (!visits.no_rows.empty()) {
    std::vector<std::string> ids;
    ids.reserve(visits.no_rows.size());
    for (const std::size_t rule : visits.no_rows) ids.push_back(result.decision.rules[rule].id);
    text += fmt::format(" Rules that count no rows add no site: {}.", listed(ids));
  }
  if (result.on_facts_alone) {
    text += " Drawn on the facts alone: what was assumed is for a visit to see.";
  }
  if (visits.plans_unknown) {
    text += fmt::format(" changes.csv is missing: what is planned after {} is not known.",
                        to_string(result.judged.situation->estate().manifest.as_of));
  }
  return text;
}

// What no visit shows.
std::string beyond_text(const Visits& visits) {
  std::string text;
  if (visits.unplaced + visits.placeless > 0) {
    text = fmt::format(
        "No visit finds elements in scope whose site is not known ({}) or that stand at none ({}), "
        "and nothing is shown of them. ",
        visits.unplaced, visits.placeless);
  }
  text += "Nothing is shown of sites that the estate does not list.";
  if (visits.visits.empty()) return text;
  return text + " At each site look also for equipment that is not listed here.";
}

std::string order_text(const Visits& visits) {
  return fmt::format(
      "The sites stand in the order of the SHA-256 of the seed, a space and the site: "
      "printf '%s %s' SEED SITE | sha256sum. The seed is: {}",
      visits.survey.seed);
}

// ---- tables

enum class Width { narrow, wide };

report::Table visits_table(const CheckResult& result, Width width) {
  const Visits& visits = *result.visits;
  const estate::Estate& estate = result.on_facts().situation->estate();
  const bool wide = width == Width::wide;
  report::Table table{
      .id = wide ? "Visits" : "Visits in order", .title = "Sites to visit", .columns = {}};
  table.rows_read_max = kReadRowsMax;
  table.columns = {{.id = "number", .header = "No", .kind = ColumnKind::integer},
                   {.id = "site", .header = "Site"},
                   {.id = "name", .header = "Name"},
                   {.id = "kind", .header = "Kind"},
                   {.id = "region", .header = "Region"}};
  if (wide) {
    table.columns.insert(table.columns.end(), {{.id = "operator", .header = "Operator"},
                                               {.id = "lat", .header = "Latitude"},
                                               {.id = "lon", .header = "Longitude"}});
  }
  table.columns.push_back({.id = "elements", .header = "To inspect", .kind = ColumnKind::integer});
  table.columns.push_back({.id = "others",
                           .header = "Others",
                           .kind = ColumnKind::integer,
                           .help = "elements there that no rule asks about"});
  for (std::size_t i = 0; i < visits.visits.size(); ++i) {
    const RankedSite& drawn = visits.ranked[i];
    const auto cell = [&](estate::ColumnRef ref) { return cell_text(estate, ref, drawn.site); };
    const auto others = static_cast<std::size_t>(
        std::ranges::count(visits.visits[i], Standing::unasked, &ToInspect::standing));
    std::vector<Cell> cells = {i + 1, estate.id(TableId::sites, drawn.site), cell(kSiteName),
                               cell(kSiteKind), cell(kSiteRegion)};
    if (wide) {
      cells.insert(cells.end(), {cell(kSiteOperator), cell(kSiteLat), cell(kSiteLon)});
    }
    cells.insert(cells.end(), {Cell(visits.visits[i].size() - others), Cell(others)});
    table.rows.push_back({std::move(cells), Tone::neutral});
  }
  return table;
}

report::Table inspect_table(const CheckResult& result, Width width) {
  const Visits& visits = *result.visits;
  const Situation& situation = *result.on_facts().situation;
  const estate::Estate& estate = situation.estate();
  const bool wide = width == Width::wide;
  report::Table table{
      .id = wide ? "Inspect" : "Inspect at", .title = "What to look for at each", .columns = {}};
  table.rows_read_max = kReadRowsMax;
  if (wide) table.columns = {{.id = "number", .header = "No", .kind = ColumnKind::integer}};
  table.columns.insert(table.columns.end(),
                       {{.id = "site", .header = "Site"}, {.id = "element", .header = "Element"}});
  if (wide) {
    table.columns.insert(
        table.columns.end(),
        {{.id = "operator", .header = "Operator"},
         {.id = "function", .header = "Function"},
         {.id = "vendor", .header = "Vendor"},
         {.id = "makers", .header = "May be from", .help = "after all witnesses were heard"},
         {.id = "model", .header = "Model"}});
  }
  table.columns.insert(table.columns.end(),
                       {{.id = "standing", .header = "Stands", .kind = ColumnKind::tone},
                        {.id = "rules", .header = "By rule"},
                        {.id = "look_for", .header = "Look for"}});
  for (std::size_t i = 0; i < visits.visits.size(); ++i) {
    for (const ToInspect& one : visits.visits[i]) {
      const auto cell = [&](estate::ColumnRef ref) { return cell_text(estate, ref, one.element); };
      std::vector<Cell> cells;
      if (wide) cells.emplace_back(i + 1);
      cells.insert(cells.end(), {Cell(estate.id(TableId::sites, visits.ranked[i].site)),
                                 Cell(estate.id(TableId::elements, one.element))});
      if (wide) {
        cells.insert(cells.end(),
                     {cell(kElementOperator), cell(kElementFunction), cell(kElementVendor),
                      makers_text(situation, one.element), cell(kElementModel)});
      }
      const report::Badge stands = badge(one.standing());
      cells.insert(cells.end(),
                   {stands, rules_text(result, one, wide ? one.rules.size() : kRulesNamed),
                    look_for_text(situation, one)});
      table.rows.push_back({std::move(cells), stands.tone});
    }
  }
  return table;
}

report::Table needed_table(const Visits& visits) {
  report::Table table{
      .id = "Visits needed", .title = "How many visits show how much", .columns = {}};
  table.columns = {{.id = "share", .header = "Wrong at most"},
                   {.id = "sites", .header = "Sites", .kind = ColumnKind::integer}};
  for (const Bound& bound : visits.bounds) {
    table.columns.push_back({.id = fmt::format("visits_{}", bound.one_in),
                             .header = "Visits, " + confidence_text(bound),
                             .kind = ColumnKind::integer,
                             .help = "if every one of them finds what the estate says"});
  }
  for (const Needed& needed : visits_needed(visits)) {
    std::vector<Cell> cells = {fmt::format("{} %", needed.percent),
                               static_cast<Int128>(needed.at_most)};
    for (const std::uint64_t count : needed.visits) cells.emplace_back(static_cast<Int128>(count));
    table.rows.push_back({std::move(cells), Tone::neutral});
  }
  return table;
}

// Everything that could be drawn: who draws again needs it.
report::Table ranked_table(const CheckResult& result) {
  const Visits& visits = *result.visits;
  const estate::Estate& estate = result.on_facts().situation->estate();
  report::Table table{.id = "Draw", .title = "All sites in scope, as drawn", .columns = {}};
  table.columns = {{.id = "number", .header = "No", .kind = ColumnKind::integer},
                   {.id = "site", .header = "Site"},
                   {.id = "in_scope", .header = "In scope"},
                   {.id = "drawn", .header = "Drawn"},
                   {.id = "digest", .header = "Place in the draw"}};
  const std::size_t shown = std::min(visits.ranked.size(), kRankedRowsMax);
  for (std::size_t i = 0; i < shown; ++i) {
    const RankedSite& site = visits.ranked[i];
    table.rows.push_back({{i + 1, estate.id(TableId::sites, site.site),
                           site.in_scope == Truth::yes ? "surely" : "perhaps",
                           i < visits.visits.size() ? "yes" : "", to_string(site.digest)},
                          Tone::neutral});
  }
  table.more.count = visits.ranked.size() - shown;
  if (table.more.count > 0) table.more.sentence = "--format json has all of them";
  return table;
}

}  // namespace

std::string look_for_text(const Situation& situation, const ToInspect& one) {
  if (one.standing() == Standing::unasked) return unasked_text(situation, one);
  std::vector<std::string> parts;
  const std::uint32_t makers = situation.element_vendors().set_of[one.element];
  const std::string named = makers_text(situation, one.element);
  if (!estate::is_value(makers) && makers != estate::Judgements::kNobody) {
    parts.emplace_back("type plate: who made it?");
  } else if (situation.element_vendors().only(one.element) != estate::kUnknownCode) {
    parts.push_back(fmt::format("type plate: {}?", named));
  } else if (estate::is_value(makers)) {
    parts.push_back(fmt::format("type plate: who made it, {}?", named));
  }
  const std::string model = cell_text(situation.estate(), kElementModel, one.element);
  parts.push_back(model.empty() ? "note the model" : fmt::format("model {}?", model));
  const std::string function = cell_text(situation.estate(), kElementFunction, one.element);
  parts.push_back(function.empty() ? "what does it do?" : fmt::format("function {}?", function));
  if (one.in_service == Truth::unknown) parts.emplace_back("is it in service?");
  if (!one.ask_for.empty()) parts.push_back("ask for " + listed(one.ask_for));
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

std::string shows_text(const Visits& visits) {
  if (!visits.sites_known) {
    return "sites.csv is missing, so it is not known which sites there are: none is drawn.";
  }
  const std::size_t sites = visits.ranked.size();
  if (sites == 0) return "Nothing in scope stands at a site that is known: none is drawn.";
  if (visits.visits.size() == sites) {
    return fmt::format(
        "{} in scope {} to be visited{}. If every visit finds what the estate says, it is so at "
        "all of them.",
        sites == 1 ? "The only site" : fmt::format("All {} sites", sites),
        sites == 1 ? "is" : "are",
        visits.survey.visits > sites
            ? fmt::format(": {} were asked for, and there are no more", visits.survey.visits)
            : std::string());
  }
  std::string text = fmt::format(
      "{} of {} sites in scope {} drawn. If every visit finds what the estate says, the estate is "
      "wrong ",
      visits.visits.size(), sites, visits.visits.size() == 1 ? "is" : "are");
  for (const Bound& bound : visits.bounds) {
    const bool first = &bound == &visits.bounds.front();
    text += fmt::format("{}{}{} with {} confidence", first ? "" : ", and ", bound_text(bound),
                        first ? fmt::format(" of the {}", sites) : std::string(),
                        confidence_text(bound));
  }
  return text + ". One visit that finds otherwise ends that.";
}

void add_visits(const CheckResult& result, report::Document& document) {
  if (!result.visits) return;
  const Visits& visits = *result.visits;
  const auto wide = Shown::markdown | Shown::html;
  const auto shown = Shown::reading | Shown::workbook;
  document.add(report::Heading{"A sample of sites to inspect", 2}, wide);
  const bool drawn = !visits.visits.empty();
  document.add(report::Note{drawn ? Tone::neutral : Tone::unsure, "What these visits can show",
                            shows_text(visits)},
               shown);
  if (visits.sites_known) document.add(report::Paragraph{population_text(result, visits)}, shown);
  document.add(report::Paragraph{beyond_text(visits)}, shown);
  if (!drawn) return;
  document.add(visits_table(result, Width::wide), wide | Shown::workbook);
  document.add(visits_table(result, Width::narrow), Shown::text);
  document.add(inspect_table(result, Width::wide), wide | Shown::workbook);
  document.add(inspect_table(result, Width::narrow), Shown::text);
  document.add(needed_table(visits), shown);
  document.add(report::Paragraph{order_text(visits)}, shown);
  document.add(ranked_table(result), Shown::workbook);
}

}  // namespace relook::engine
