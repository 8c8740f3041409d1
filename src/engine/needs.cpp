// SPDX-License-Identifier: Apache-2.0
// Which facts: what the selectors of a rule read, what its kind adds to that, and what stands
// behind the fields that are judged rather than read (a vendor is who the supplies name, too, and
// a family is who owned whom).

#include "engine/needs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <system_error>

#include "decision/inspect.hpp"
#include "engine/inputs.hpp"
#include "estate/edit.hpp"

namespace relook::engine {
namespace {

using decision::Rule;
using decision::RuleKind;
using decision::Subject;
using estate::ColumnRef;
using estate::TableId;
using namespace estate::column;

using Columns = std::set<ColumnRef>;

ColumnRef named(TableId table, std::string_view column) {
  const auto found = estate::find_column(estate::schema(table), column);
  RELOOK_CHECK(found);
  return {table, static_cast<std::uint8_t>(*found)};
}

void add_key_columns(TableId table, Columns& columns) {
  const auto all = estate::schema(table).columns;
  const auto count = static_cast<std::uint8_t>(all.size());
  for (std::uint8_t i = 0; i < count; ++i) {
    if (all[i].has(estate::kKey)) columns.insert({table, i});
  }
}

void add_fields(const decision::Selector& selector, Columns& columns) {
  for (const decision::FieldUse& use : decision::fields_read(selector)) {
    if (use.column) {
      columns.insert({use.table, *use.column});
    } else {
      add_key_columns(use.table, columns);
    }
  }
}

void add_service(TableId table, Columns& columns) {
  columns.insert({kElementFrom, kElementUntil});
  if (table == TableId::supplies) columns.insert({kSupplyFrom, kSupplyUntil});
  if (table == TableId::links) columns.insert({kLinkA, kLinkB});
  if (table == TableId::demands) {
    columns.insert({named(TableId::demands, "from"), named(TableId::demands, "to")});
  }
  // Whoever asks about a later day asks about what is planned until then.
  columns.insert({kChangeDate, kChangeElement, kChangeAction, kChangeVendor, kChangeModel});
}

void add_groups(const Rule& rule, Columns& columns) {
  for (const decision::GroupKey& key : rule.per) {
    const decision::Path& path = key.path;
    columns.insert(path.hops.begin(), path.hops.end());
    if (path.field == decision::FieldKind::own_id) {
      columns.insert({path.end(), 0});
    } else {
      columns.insert(path.column);
      const estate::ColumnSchema& column = estate::schema(path.column);
      if (column.type == estate::CellType::reference) columns.insert({column.target, 0});
    }
    if (path.reached() == TableId::operators || key.text == "operator") {
      columns.insert({kElementOperator, kElementUsers});
    }
    if (path.through_vendor) columns.insert(kElementVendor);
  }
}

// What is hosted on an element, and whatever else is said to stop with one, is found by these.
void add_stops(Columns& columns) {
  columns.insert({kDependencyElement, kDependencyOn, kDependencyKind, kDependencyFrom,
                  kDependencyUntil, kElementFunction});
}

// What a proof hangs on whatever the selectors ask (SEMANTICS 9.1, 9.2).
void add_proof(const Rule& rule, Columns& columns) {
  columns.insert({kLinkA, kLinkB, kLinkMetricAb, kLinkMetricBa, kLinkRidesOn, kElementFunction,
                  kElementTransit, kElementOperator, kDependencyOn, kDependencyKind,
                  kDependencyFrom, kDependencyUntil, kDemandToMode, kDemandPlane, kRoutingOperator,
                  kRoutingTunnels, kRoutingExits});
  for (const decision::FailWord word : rule.fail) {
    if (word == decision::FailWord::srlg) columns.insert(kLinkSrlgs);
    if (word == decision::FailWord::site) columns.insert(kElementSite);
  }
}

void add_kind(const Rule& rule, Columns& columns) {
  switch (rule.kind) {
    case RuleKind::diversify:
      columns.insert(kElementVendor);
      [[fallthrough]];
    case RuleKind::cap:
      if (const auto column = decision::column_of(rule.measure)) columns.insert(*column);
      if (rule.measure == decision::Measure::sites) columns.insert(kElementSite);
      if (decision::counts_by_network(rule)) add_proof(rule, columns);
      break;
    case RuleKind::withstand:
      if (const auto column = decision::column_of(rule.measure)) columns.insert(*column);
      if (rule.measure == decision::Measure::sites) columns.insert(kElementSite);
      add_proof(rule, columns);
      add_stops(columns);
      break;
    case RuleKind::clear:
      columns.insert({kElementSite, kSiteLat, kSiteLon, kPlaceLat, kPlaceLon, kPlaceSites});
      if (!rule.within_mm) columns.insert(kPlaceRadius);
      break;
    case RuleKind::freeze:
      columns.insert(rule.dated);
      break;
    case RuleKind::avoid:
      add_proof(rule, columns);
      break;
    case RuleKind::know:
      columns.insert({kSupplySource, kSupplyObserved, kElementVendor});
      break;
    default:
      break;
  }
}

// Who stands behind an element is judged from these together (SEMANTICS 4.3, 4.4).
void add_witnesses(Columns& columns) {
  const bool judged = columns.contains(kElementVendor);
  if (judged) columns.insert({kSupplyRole, kSupplyVendor, kSupplyFrom, kSupplyUntil});
  if (judged || columns.contains(kSupplyVendor)) {
    columns.insert({kOwnershipParent, kOwnershipFrom, kOwnershipUntil});
  }
}

Columns columns_of(const Rule& rule, const decision::Decision& decision) {
  Columns columns;
  const TableId table = rule.kind == RuleKind::avoid ? TableId::demands : table_of(rule.over);
  for (const decision::NamedSelector& one : decision::selectors_of(decision)) {
    if (one.rule == rule.id || one.rule.empty()) add_fields(*one.selector, columns);
  }
  if (decision.applies_to) columns.insert(kElementOperator);
  add_service(table, columns);
  add_groups(rule, columns);
  add_kind(rule, columns);
  add_witnesses(columns);
  const Columns so_far = columns;
  for (const ColumnRef& column : so_far) add_key_columns(column.table, columns);
  return columns;
}

// The authority's list is no table of the estate.
bool is_empty_place(const estate::Table& places, ColumnRef ref, std::size_t row) {
  const estate::ColumnSchema& said = schema(ref);
  if (said.has(estate::kDefaulted) || said.type == estate::CellType::id) return false;
  const estate::Column& column = places.columns[ref.column];
  if (said.type == estate::CellType::quantity) return column.number(row) == estate::kUnknownNumber;
  return column.code(row) == estate::kUnknownCode;
}

Fullness fullness_of(const Situation& situation, ColumnRef ref) {
  const estate::Table* table = decision::find_table(situation.facts(), ref.table);
  Fullness fullness;
  fullness.table_present = table != nullptr && table->present();
  if (table == nullptr) return fullness;
  const std::vector<Truth> service = decision::in_service(situation.facts(), ref.table);
  const bool of_places = ref.table == TableId::places;
  for (std::uint32_t row = 0; row < table->rows; ++row) {
    if (row < service.size() && service[row] == Truth::no) continue;
    if (!of_places && !own_row(situation.estate(), ref.table, row)) continue;
    ++fullness.rows;
    const bool empty =
        of_places ? is_empty_place(*table, ref, row) : is_empty(situation.estate(), ref, row);
    fullness.empty += empty ? 1U : 0U;
  }
  return fullness;
}

// The column that a missing fact stands for; a missing table stands for all its columns.
bool is_about(const decision::CellUse& fact, ColumnRef column) {
  switch (fact.missing) {
    case decision::Missing::table:
      return fact.column.table == column.table;
    case decision::Missing::ownership:
      return column == kOwnershipParent;
    case decision::Missing::parameter:
      return false;
    default:
      return fact.column == column;
  }
}

void count_undecided(NeedsResult& result) {
  for (const decision::Finding& finding : result.checked->judged.evaluation.findings) {
    if (finding.verdict != decision::Verdict::undecided) continue;
    const auto wants = [&](const auto& about) {
      return std::ranges::any_of(
          finding.to_find, [&](const decision::FactGroup& group) { return about(group.fact); });
    };
    for (Need& need : result.needs) {
      if (wants([&](const decision::CellUse& f) { return is_about(f, need.column); })) {
        ++need.undecided;
      }
    }
    for (NeededParameter& parameter : result.parameters) {
      if (wants([&](const decision::CellUse& f) {
            return f.missing == decision::Missing::parameter && f.name == parameter.name;
          })) {
        ++parameter.undecided;
      }
    }
  }
}

// A folder that holds anything is left alone: somebody may have filled it in.
Result<void> write_template(const std::filesystem::path& folder, const NeedsResult& result) {
  std::error_code code;
  if (std::filesystem::exists(folder, code) && !std::filesystem::is_empty(folder, code)) {
    return failure(ErrorKind::invalid_input, "is there already and is not empty", folder.string());
  }
  return write_folder(folder, needs_template(result), {});
}

}  // namespace

std::vector<Need> facts_needed(const decision::Decision& decision) {
  std::map<ColumnRef, std::vector<std::string>> rules;
  for (const Rule& rule : decision.rules) {
    for (const ColumnRef& column : columns_of(rule, decision)) rules[column].push_back(rule.id);
  }
  std::vector<Need> all;
  all.reserve(rules.size());
  for (auto& [column, ids] : rules) all.push_back({.column = column, .rules = std::move(ids)});
  return all;
}

Outcome<NeedsResult> needs(const NeedsRequest& request, const Library& library, const Run& run) {
  NeedsResult result{};
  result.decision = take(load_decision(request.decision, request.set), result.warnings);
  const bool unread = result.warnings.has_errors();
  if (!request.estate.empty()) {
    // Asked even where the decision has faults, so that those of the estate are told with them.
    Outcome<CheckResult> checked = check({.estate = request.estate,
                                          .decision = request.decision,
                                          .on = request.on,
                                          .places = request.places,
                                          .set = request.set,
                                          .listed_max = 1},
                                         library, run);
    if (!checked) return std::unexpected(std::move(checked.error()));
    result.warnings = checked->warnings;
    result.checked.emplace(std::move(*checked));
  }
  if (unread) return failed(std::move(result.warnings));
  result.needs = facts_needed(result.decision);
  for (const decision::Choice& choice : result.decision.parameters) {
    if (choice.unset) result.parameters.push_back({choice.name, choice.why});
  }
  if (result.checked) {
    const Situation& situation = *result.checked->judged.situation;
    for (Need& need : result.needs) need.fullness = fullness_of(situation, need.column);
    count_undecided(result);
  }
  if (!request.template_folder.empty()) {
    const auto written = write_template(request.template_folder, result);
    if (!written) return failed(written.error());
    result.written = request.template_folder;
  }
  return result;
}

std::vector<FolderFile> needs_template(const NeedsResult& result) {
  std::map<TableId, std::string> headers;
  std::string notes;
  for (const Need& need : result.needs) {
    const estate::ColumnSchema& column = schema(need.column);
    if (static_cast<std::size_t>(need.column.table) >= estate::kEstateTableCount) continue;
    const std::string_view table = schema(need.column.table).name;
    std::string& header = headers[need.column.table];
    if (header.empty())
      notes += fmt::format("#\n# {}.csv: {}\n", table, schema(need.column.table).meaning);
    header += fmt::format("{}{}", header.empty() ? "" : ",", column.name);
    notes += fmt::format("#   {}: {}{}{}\n", column.name, column.meaning,
                         column.unit.empty() ? "" : ", in ", column.unit);
  }
  std::vector<FolderFile> files;
  files.push_back(
      {"estate.toml",
       fmt::format(
           "# What {} asks for. Fill in the name and the day that the estate describes.\n"
           "format = \"relook-estate/1\"\n"
           "name = \"\"\n"
           "# as_of = 2020-01-28\n"
           "\n"
           "# An empty cell is unknown, - is known to be none, .. in a date is before as_of.\n"
           "# A file with only its header says that there are none: delete those of which\n"
           "# nothing is known.\n{}",
           result.decision.id, notes)});
  for (const auto& [table, header] : headers) {
    files.push_back({fmt::format("{}.csv", schema(table).name), header + "\n"});
  }
  return files;
}

}  // namespace relook::engine
