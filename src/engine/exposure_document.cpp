// SPDX-License-Identifier: Apache-2.0
// The answer of `exposure` as a report: to whom, how much, by class; or the blackout.

#include <fmt/format.h>

#include "engine/exposure.hpp"
#include "engine/inputs.hpp"

namespace relook::engine {
namespace {

using report::Document;
using report::Tone;

report::KeyValues head(const ExposureResult& result) {
  const estate::Manifest& manifest = result.facts.situation->estate().manifest;
  report::KeyValues out;
  out.entries = {
      {"Estate", fmt::format("{}, as of {}", manifest.name, to_string(manifest.as_of))},
      {"Asked on", to_string(result.on)},
  };
  if (!result.request.off.empty()) out.entries.push_back({"Off", result.request.off});
  for (const Assumption& assumption : result.assumptions) {
    out.entries.push_back({"Assumed", assumption.text});
  }
  return out;
}

std::string group_name(const GroupExposure& group) {
  if (group.kind == GroupKind::not_known) return "(not known)";
  return group.kind == GroupKind::jurisdiction ? "seat in " + group.name : group.name;
}

report::Table groups_table(const ExposureFacts& facts) {
  report::Table table{.id = "Exposure", .title = "To whom, and how much", .columns = {}};
  table.empty = "Nobody stands behind any element.";
  table.columns = {{.id = "whose", .header = "Whose"},
                   {.id = "elements", .header = "Elements"},
                   {.id = "content", .header = "Read, alter"},
                   {.id = "metadata", .header = "See metadata"},
                   {.id = "drop", .header = "Drop"},
                   {.id = "with_indirect", .header = "With indirect"}};
  for (const GroupExposure& group : facts.groups) {
    table.rows.push_back({{group_name(group), bounds_text(group.elements),
                           share_text(group.total.content), share_text(group.total.metadata),
                           share_text(group.total.drop), share_text(group.total.reached)}});
  }
  return table;
}

report::Table people_table(const ExposureFacts& facts) {
  report::Table table{.id = "Behind", .title = "Who is behind them", .columns = {}};
  table.columns = {{.id = "whose", .header = "Whose"},
                   {.id = "reached", .header = "Elements with indirect"},
                   {.id = "subscribers", .header = "Subscribers"},
                   {.id = "premises", .header = "Premises"}};
  for (const GroupExposure& group : facts.groups) {
    table.rows.push_back({{group_name(group), bounds_text(group.reached_elements),
                           bounds_text(group.subscribers), bounds_text(group.premises)}});
  }
  return table;
}

// With the row of all classes, so that as CSV it says everything.
report::Table classes_table(const ExposureFacts& facts) {
  report::Table table{.id = "Classes", .title = "By class of demand", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {{.id = "whose", .header = "Whose"},
                   {.id = "class", .header = "Class"},
                   {.id = "content", .header = "Read, alter"},
                   {.id = "metadata", .header = "See metadata"},
                   {.id = "drop", .header = "Drop"},
                   {.id = "with_indirect", .header = "With indirect"}};
  const auto add = [&](const GroupExposure& group, const std::string& name,
                       const ClassExposure& one) {
    table.rows.push_back(
        {{group_name(group), name, share_text(one.content), share_text(one.metadata),
          share_text(one.drop), share_text(one.reached)}});
  };
  for (const GroupExposure& group : facts.groups) {
    add(group, "(all)", group.total);
    for (const ClassExposure& one : group.classes) {
      add(group, one.name.empty() ? "(not known)" : one.name, one);
    }
  }
  return table;
}

// Nothing where no failures were asked for.
void add_worst(const ExposureFacts& facts, Document& document) {
  if (facts.scenarios.empty()) return;
  report::Table table{.id = "Worst", .title = "After the worst failures", .columns = {}};
  table.columns = {{.id = "whose", .header = "Whose"},
                   {.id = "failed", .header = "Failed"},
                   {.id = "subscribers", .header = "Subscribers"},
                   {.id = "premises", .header = "Premises"},
                   {.id = "others", .header = "After others"}};
  report::Table then{.id = "WorstShares", .title = "What they could do after these", .columns = {}};
  then.columns = {{.id = "whose", .header = "Whose"},
                  {.id = "content", .header = "Read, alter"},
                  {.id = "metadata", .header = "See metadata"},
                  {.id = "drop", .header = "Drop"},
                  {.id = "with_indirect", .header = "With indirect"}};
  for (const GroupExposure& group : facts.groups) {
    if (!group.worst) continue;
    table.rows.push_back(
        {{group_name(group),
          group.worst->failed.empty() ? "(nothing makes it worse)" : listed(group.worst->failed),
          bounds_text(group.worst->subscribers), bounds_text(group.worst->premises),
          group.worst->may_be_worse ? "possibly more" : "no more"}});
    const ClassExposure& total = group.worst->total;
    then.rows.push_back({{group_name(group), share_text(total.content), share_text(total.metadata),
                          share_text(total.drop), share_text(total.reached)}});
  }
  document.add(std::move(table));
  document.add(std::move(then));
  const std::string covered =
      facts.all_scenarios
          ? fmt::format("The worst of all {} scenarios for what surely is crossed.",
                        facts.scenarios)
          : fmt::format(
                "The worst that was found before the budget ran out; of {} scenarios some "
                "were not looked at.",
                facts.scenarios);
  const bool sure = facts.all_scenarios && facts.together_known;
  document.add(report::Note{
      sure ? Tone::neutral : Tone::unsure, "",
      covered + (facts.together_known ? "" : " What fails together is not known of all of them.")});
}

report::Table dark_table(std::string id, std::string title, const std::vector<DarkGroup>& groups) {
  report::Table table{.id = std::move(id), .title = std::move(title), .columns = {}};
  table.columns = {{.id = "name", .header = "Name"},
                   {.id = "elements", .header = "Elements"},
                   {.id = "subscribers", .header = "Subscribers"},
                   {.id = "premises", .header = "Premises"}};
  for (const DarkGroup& group : groups) {
    table.rows.push_back(
        {{group.name.empty() ? "(not known)" : group.name, bounds_text(group.elements),
          bounds_text(group.subscribers), bounds_text(group.premises)}});
  }
  return table;
}

void add_unserved(const Blackout& blackout, Document& document) {
  report::Table table{.id = "Unserved", .title = "Demands unserved", .columns = {}};
  table.role = report::TableRole::main;
  table.rows_read_max = 50;
  table.columns = {{.id = "demand", .header = "Demand"},
                   {.id = "class", .header = "Class"},
                   {.id = "unserved", .header = "Unserved", .kind = report::ColumnKind::tone}};
  for (const UnservedDemand& demand : blackout.demands) {
    const Tone tone = demand.surely ? Tone::bad : Tone::unsure;
    table.rows.push_back({{demand.name, demand.demand_class,
                           report::Badge{tone, demand.surely ? "surely" : "possibly"}},
                          tone});
  }
  document.add(std::move(table));
}

void add_restoration(const Blackout& blackout, Document& document) {
  report::Table table{
      .id = "Restore first", .title = "What restores most, step by step", .columns = {}};
  table.empty = "Nothing that is known to be lost comes back by replacing.";
  table.columns = {
      {.id = "step", .header = "Step", .kind = report::ColumnKind::integer},
      {.id = "replace", .header = "Replace"},
      {.id = "gbps", .header = "Traffic", .kind = report::ColumnKind::decimal, .unit = "Gbit/s"},
      {.id = "subscribers", .header = "Subscribers", .kind = report::ColumnKind::integer},
      {.id = "premises", .header = "Premises", .kind = report::ColumnKind::integer}};
  constexpr int kGbpsDigits = 6;
  for (std::size_t i = 0; i < blackout.restore.size(); ++i) {
    const RestoringStep& step = blackout.restore[i];
    table.rows.push_back(
        {{i + 1, listed(step.replaced),
          report::Decimal{static_cast<std::int64_t>(step.kbps), kGbpsDigits},
          static_cast<Int128>(step.subscribers), static_cast<Int128>(step.premises)}});
  }
  document.add(std::move(table));
  document.add(report::Paragraph{
      fmt::format("Each step is the best next one and not always part of the best whole{}.",
                  blackout.restored_all ? "" : "; these steps do not bring everything back")});
}

void add_blackout(const Blackout& blackout, Document& document) {
  report::KeyValues counts;
  const std::size_t maybe = blackout.sites_maybe_cut.size();
  counts.entries = {
      {"Elements that match", bounds_text(blackout.matching)},
      {"Elements that stop", bounds_text(blackout.stopped)},
      {"Traffic unserved", share_text(blackout.unserved)},
      {"Sites cut from the core",
       bounds_text({.low = blackout.sites_cut.size(), .high = blackout.sites_cut.size() + maybe})},
      {"Subscribers dark", bounds_text(blackout.dark.subscribers)},
      {"Premises dark", bounds_text(blackout.dark.premises)},
  };
  document.add(std::move(counts));
  if (!blackout.core_known) {
    document.add(report::Note{Tone::unsure, "No core",
                              "No element surely is of the layer core, so what is cut from it is "
                              "not known."});
  }
  add_unserved(blackout, document);
  document.add(dark_table("Regions", "Dark by region", blackout.regions));
  document.add(dark_table("Operators", "Dark by operator", blackout.operators));
  add_restoration(blackout, document);
}

void add_open(const ExposureFacts& facts, Document& document) {
  if (!facts.demands_known) {
    document.add(report::Note{Tone::unsure, "No demands",
                              "demands.csv is missing: what traffic there is is not known."});
  }
  if (facts.open.empty()) return;
  report::Table table{
      .id = "Not known", .title = "Demands whose paths are not known", .columns = {}};
  table.rows_read_max = 20;
  table.columns = {{.id = "demand", .header = "Demand"}, {.id = "because", .header = "Because"}};
  for (const OpenDemand& demand : facts.open) {
    table.rows.push_back({{demand.name, demand.because}, Tone::unsure});
  }
  document.add(std::move(table));
}

}  // namespace

Document exposure_document(const ExposureResult& result) {
  const estate::Manifest& manifest = result.facts.situation->estate().manifest;
  Document document;
  document.title = result.request.off.empty() ? "Exposure" : "Blackout";
  document.subtitle = fmt::format("{} on {}", manifest.name, to_string(result.on));
  document.notice = manifest.notice;
  document.generator = "relook exposure";
  document.data = exposure_tree(result);
  document.list_member = "groups";
  document.add(head(result));
  if (result.facts.blackout) {
    add_blackout(*result.facts.blackout, document);
  } else {
    document.add(groups_table(result.facts));
    document.add(people_table(result.facts));
    document.add(classes_table(result.facts));
    add_worst(result.facts, document);
  }
  add_open(result.facts, document);
  if (result.on_facts_alone) {
    document.add(report::Note{
        Tone::unsure, "On the facts alone",
        fmt::format("Without the assumptions the paths of {} are not known, and the answer {}.",
                    counted(result.on_facts_alone->open.size(), "demand"),
                    result.on_facts_alone->complete() ? "is complete" : "is not complete")});
  }
  return document;
}

}  // namespace relook::engine
