// SPDX-License-Identifier: Apache-2.0
// The answer of `check` as JSON: the contract that other tools build on
// (docs/schema/check.schema.json).

#include <algorithm>
#include <map>

#include "engine/answer_tree.hpp"
#include "engine/check.hpp"
#include "engine/check_visits.hpp"
#include "engine/measured_tree.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using decision::Finding;
using decision::Rule;
using estate::TableId;

Tree group_tree(const decision::Group& group) {
  Tree out = Tree::object();
  for (const decision::GroupValue& part : group) {
    out.add(part.field, part.value ? Tree(*part.value) : Tree(nullptr));
  }
  return out;
}

// The element that a row of a table is about; links have none of their own.
std::optional<std::uint32_t> element_of(const estate::Estate& estate, TableId table,
                                        std::uint32_t row) {
  if (table == TableId::elements) return row;
  if (table == TableId::supplies) {
    const std::uint32_t element = estate.column(estate::column::kSupplyElement).code(row);
    if (estate::is_value(element)) return element;
  }
  return std::nullopt;
}

Tree offender_tree(const decision::Offender& offender, const estate::Estate& estate) {
  Tree out = Tree::object();
  const auto element = element_of(estate, offender.table, offender.row);
  const bool supply = offender.table == TableId::supplies;
  const auto cell = [&](estate::ColumnRef ref) {
    return element ? text_or_null(cell_text(estate, ref, *element)) : Tree(nullptr);
  };
  out.add("element", element ? Tree(estate.id(TableId::elements, *element)) : Tree(nullptr));
  out.add("site", cell(estate::column::kElementSite));
  out.add("vendor",
          supply ? text_or_null(cell_text(estate, estate::column::kSupplyVendor, offender.row))
                 : cell(estate::column::kElementVendor));
  out.add("because", Tree(offender.because));
  out.add("waived_by", text_or_null(offender.waived_by));
  Tree& source = out.add("source", Tree::object());
  source.add("table", Tree(estate::schema(offender.table).name));
  source.add("id", Tree(row_name(estate, offender.table, offender.row)));
  return out;
}

Tree tipping_tree(const Finding& finding) {
  if (!finding.tipping_point) return Tree(nullptr);
  const decision::TippingPoint& t = *finding.tipping_point;
  Tree out = Tree::object();
  out.add("at_least", Tree::integer(static_cast<Int128>(t.at_least)));
  out.add("of", Tree::integer(static_cast<Int128>(t.of)));
  out.add("unit", Tree(t.unit));
  Tree& known = out.add("known", Tree::array());
  known.push(Tree::integer(static_cast<Int128>(t.known_matching)));
  known.push(Tree::integer(static_cast<Int128>(t.known)));
  return out;
}

Tree fact_tree(const decision::FactGroup& fact) {
  constexpr std::string_view kMissing[] = {"cell", "table", "ownership", "function", "parameter"};
  Tree out = Tree::object();
  out.add("fact", Tree(fact.column));
  out.add("missing", Tree(kMissing[static_cast<std::size_t>(fact.fact.missing)]));
  out.add("operator", text_or_null(fact.operator_id));
  out.add("region", text_or_null(fact.region));
  out.add("site_kind", text_or_null(fact.site_kind));
  out.add("count", Tree::integer(static_cast<Int128>(fact.count)));
  return out;
}

Tree count_tree(const std::optional<decision::FamilyCount>& count) {
  if (!count) return Tree(nullptr);
  Tree out = Tree::array();
  out.push(Tree::integer(static_cast<Int128>(count->least)));
  out.push(Tree::integer(static_cast<Int128>(count->most)));
  return out;
}

// What a diversify counted, over all that is unknown.
Tree families_tree(const Finding& finding) {
  Tree out = Tree::object();
  out.add("count", count_tree(finding.families));
  out.add("among", count_tree(finding.among));
  out.add("largest", text_or_null(finding.family));
  Tree& index = out.add("hhi", finding.index ? Tree::object() : Tree(nullptr));
  if (finding.index) {
    index.add("low", fraction_tree(finding.index->low));
    index.add("high", fraction_tree(finding.index->high));
  }
  return out;
}

Tree finding_tree(const Finding& finding, const CheckResult& result, const Judged& judged) {
  const Rule& rule = result.decision.rules[finding.rule];
  const estate::Estate& estate = judged.situation->estate();
  const TableId table = decision::table_of(rule.over);
  Tree out = Tree::object();
  out.add("id", Tree(finding.id));
  out.add("rule", Tree(rule.id));
  out.add("kind", Tree(decision::kRuleKinds[static_cast<std::size_t>(rule.kind)]));
  out.add("title", text_or_null(rule.title));
  out.add("clause", Tree(rule.clause));
  out.add("severity", Tree(decision::kSeverities[static_cast<std::size_t>(rule.severity)]));
  out.add("basis", Tree(decision::kBases[static_cast<std::size_t>(rule.basis)]));
  out.add("verdict", Tree(name_of(finding.verdict)));
  out.add("in_itself", Tree(name_of(finding.in_itself)));
  out.add("due", date_tree(finding.due));
  out.add("group", group_tree(finding.group));
  out.add("scope", Tree::integer(static_cast<Int128>(finding.scope)));
  out.add("measured", measured_tree(finding.measured, rule));
  out.add("limit", share_tree(limit_of(rule)));
  if (finding.families) out.add("families", families_tree(finding));
  out.add("headroom", finding.headroom ? Tree::integer(*finding.headroom) : Tree(nullptr));
  Tree& offenders = out.add("offenders", Tree::array());
  for (const decision::Offender& offender : finding.offenders) {
    offenders.push(offender_tree(offender, estate));
  }
  out.add("offender_count", Tree::integer(static_cast<Int128>(finding.offender_count)));
  out.add("waived_count", Tree::integer(static_cast<Int128>(finding.waived_count)));
  out.add("possible_count", Tree::integer(static_cast<Int128>(finding.possible_count)));
  out.add("tipping_point", tipping_tree(finding));
  Tree& settle = out.add("would_settle", Tree::array());
  for (const std::uint32_t row : finding.would_settle) {
    settle.push(Tree(row_name(estate, table, row)));
  }
  Tree& effort = out.add("facts_needed", finding.effort ? Tree::object() : Tree(nullptr));
  if (finding.effort) {
    effort.add("fewest", Tree::integer(static_cast<Int128>(finding.effort->fewest)));
    effort.add("most", Tree::integer(static_cast<Int128>(finding.effort->most)));
  }
  Tree& facts = out.add("to_find_out", Tree::array());
  for (const decision::FactGroup& fact : finding.to_find) facts.push(fact_tree(fact));
  out.add("undecided_because", text_or_null(finding.undecided_because));
  Tree& expired = out.add("expired_waivers", Tree::array());
  for (const std::string& waiver : finding.expired_waivers) expired.push(Tree(waiver));
  return out;
}

Tree estates_tree(const std::vector<EstateRead>& estates) {
  Tree out = Tree::array();
  for (const EstateRead& estate : estates) {
    Tree& entry = out.push(Tree::object());
    entry.add("scope", Tree(estate.scope));
    entry.add("name", Tree(estate.name));
    entry.add("digest", Tree(to_string(estate.digest)));
    entry.add("notice", text_or_null(estate.notice));
  }
  return out;
}

Tree coverage_tree(const identity::Coverage& coverage) {
  Tree out = Tree::object();
  out.add("elements", Tree(coverage.elements));
  out.add("vendor_known", Tree(coverage.vendor_known));
  out.add("vendor_unknown", Tree(coverage.vendor_unknown));
  out.add("witness_conflicts", Tree(coverage.witness_conflicts));
  return out;
}

void add_members(Tree::Object members, Tree& out) {
  for (codec::Member& member : members) out.add(std::move(member.name), std::move(member.tree));
}

Tree facts_alone_tree(const CheckResult& result) {
  if (!result.on_facts_alone) return Tree(nullptr);
  const Judged& alone = *result.on_facts_alone;
  Tree out = Tree::object();
  out.add("verdict", Tree(name_of(alone.evaluation.total)));
  out.add("coverage", coverage_tree(alone.coverage));
  Tree& differ = out.add("findings", Tree::array());
  std::map<std::string, decision::Verdict> assumed;
  for (const Finding& finding : result.judged.evaluation.findings) {
    assumed.emplace(finding.id, finding.verdict);
  }
  for (const Finding& finding : alone.evaluation.findings) {
    const auto found = assumed.find(finding.id);
    if (found != assumed.end() && found->second == finding.verdict) continue;
    differ.push(finding_tree(finding, result, alone));
  }
  if (alone.timeline) {
    add_members(
        timeline_members(differing(*alone.timeline, *result.judged.timeline), result.decision),
        out);
  }
  if (alone.readings) out.add("readings", readings_tree(*alone.readings));
  return out;
}

}  // namespace

Tree check_tree(const CheckResult& result) {
  const estate::Manifest& manifest = result.judged.situation->estate().manifest;
  Tree out = Tree::object();
  out.add("format_version", Tree("1.0"));
  Tree& estate = out.add("estate", Tree::object());
  estate.add("name", Tree(manifest.name));
  estate.add("as_of", Tree(to_string(manifest.as_of)));
  estate.add("digest", Tree(to_string(result.estate_digest)));
  estate.add("notice", text_or_null(manifest.notice));
  if (!result.estates.empty()) out.add("estates", estates_tree(result.estates));
  Tree& decision = out.add("decision", Tree::object());
  decision.add("id", Tree(result.decision.id));
  decision.add("version", Tree(result.decision.version));
  decision.add("status",
               Tree(decision::kStatuses[static_cast<std::size_t>(result.decision.status)]));
  decision.add("digest", Tree(to_string(result.decision.digest)));
  decision.add("parameters", parameters_tree(result.decision));
  out.add("on", Tree(to_string(result.on)));
  out.add("assumptions", assumptions_tree(result.assumptions));
  Tree& inputs = out.add("inputs", Tree::object());
  inputs.add("registry", Tree(to_string(result.registry_digest)));
  inputs.add("functions", Tree(to_string(result.functions_digest)));
  inputs.add("places", digest_tree(result.places_digest));
  inputs.add("waivers", digest_tree(result.waivers_digest));
  inputs.add("with", digest_tree(result.with_digest));
  out.add("verdict", Tree(name_of(result.verdict())));
  out.add("coverage", coverage_tree(result.judged.coverage));
  Tree& not_evaluated = out.add("not_evaluated", Tree::array());
  for (const decision::NotEvaluated& entry : result.decision.not_evaluated) {
    Tree& clause = not_evaluated.push(Tree::object());
    clause.add("clause", Tree(entry.clause));
    clause.add("why", Tree(entry.why));
  }
  Tree& not_bound = out.add("not_bound", Tree::array());
  for (const std::string& id : result.judged.evaluation.not_bound) not_bound.push(Tree(id));
  Tree& findings = out.add("findings", Tree::array());
  for (const Finding& finding : result.judged.evaluation.findings) {
    findings.push(finding_tree(finding, result, result.judged));
  }
  out.add("on_facts_alone", facts_alone_tree(result));
  if (result.judged.timeline) {
    add_members(timeline_members(*result.judged.timeline, result.decision), out);
  }
  if (result.judged.readings) out.add("readings", readings_tree(*result.judged.readings));
  if (result.visits) out.add("survey", visits_tree(result));
  return out;
}

}  // namespace relook::engine
