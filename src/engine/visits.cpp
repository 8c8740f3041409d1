// SPDX-License-Identifier: Apache-2.0
#include "engine/visits.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.hpp"
#include "base/hypergeometric.hpp"
#include "base/parallel.hpp"
#include "decision/groundwork.hpp"
#include "decision/rule_rows.hpp"
#include "decision/select.hpp"
#include "engine/stands_on.hpp"
#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::CountedRow;
using decision::Rule;
using decision::RuleKind;
using estate::TableId;
using namespace estate::column;

constexpr std::uint32_t kOneIn[] = {20, 100};

// Whether the operator can tell what is missing, and only the operator: who looks at an element
// sees what it is and whether it runs, and the rest hangs on the authority or on who owns whom.
bool to_be_asked(const decision::CellUse& use) {
  constexpr estate::ColumnRef kSeen[] = {kElementFunction, kElementFrom, kElementUntil,
                                         kElementModel, kElementVendor};
  constexpr TableId kOthers[] = {TableId::ownership, TableId::vendors, TableId::places};
  const bool cell = use.missing == decision::Missing::cell;
  if (!cell && use.missing != decision::Missing::table) return false;
  if (std::ranges::find(kOthers, use.column.table) != std::end(kOthers)) return false;
  return !cell || std::ranges::find(kSeen, use.column) == std::end(kSeen);
}

void sort_once(std::vector<std::string>& texts) {
  std::ranges::sort(texts);
  texts.erase(std::ranges::unique(texts).begin(), texts.end());
}

// Whether somebody has excused the row (SEMANTICS 7.7); empty where nobody has excused any.
std::vector<Truth> waived_rows(const Rule& rule, const VisitsQuestion& question, const Run& run) {
  std::vector<Truth> waived;
  const bool excusable = rule.kind == RuleKind::exclude || rule.kind == RuleKind::clear ||
                         rule.kind == RuleKind::freeze;
  if (!excusable) return waived;
  for (const decision::Waiver& waiver : question.waivers) {
    if (waiver.rule != rule.id || waiver.until <= question.situation.on()) continue;
    std::vector<Truth> answers = decision::select(waiver.selector, question.situation.facts(), run);
    if (waived.empty()) waived.resize(answers.size(), Truth::no);
    for (std::size_t row = 0; row < waived.size(); ++row) {
      waived[row] = either(waived[row], answers[row]);
    }
  }
  return waived;
}

// How a row that is counted stands towards its rule.
class RowStandings {
 public:
  RowStandings(const Rule& rule, const VisitsQuestion& question, const Run& run)
      : rule_(rule),
        facts_(question.situation.facts()),
        waived_(waived_rows(rule, question, run)) {}

  [[nodiscard]] Standing of(const CountedRow& row) const {
    if (rule_.kind == RuleKind::diversify) return of_family(row.row);
    // In a know what is shown is what is good.
    const Truth matches = rule_.kind == RuleKind::know ? negated(row.matches) : row.matches;
    const Truth against = both(row.in, matches);
    if (against == Truth::no) return Standing::clean;
    if (!waived_.empty() && waived_[row.row] == Truth::yes) return Standing::waived;
    return against == Truth::yes ? Standing::counts_against : Standing::may_count_against;
  }

 private:
  // Whose family an element adds is as good as known where it has one maker, or none.
  [[nodiscard]] Standing of_family(std::uint32_t row) const {
    const estate::Judgements& makers = facts_.element_vendors;
    const bool told = makers.set_of[row] == estate::Judgements::kNobody ||
                      makers.only(row) != estate::kUnknownCode;
    return told ? Standing::counted : Standing::may_count_against;
  }

  const Rule& rule_;
  const decision::Facts& facts_;
  std::vector<Truth> waived_;
};

// All elements towards all rules.
struct Asked {
  std::vector<std::vector<Standing>> by_rule;  // by rule, then by element
  std::vector<Truth> in_scope;                 // by element, of any rule
};

Result<Asked> ask_rules(const VisitsQuestion& question, decision::Groundwork& ground, Visits& out,
                        const Run& run) {
  const estate::Estate& estate = question.situation.estate();
  const std::size_t elements = estate.rows(TableId::elements);
  const std::vector<Rule>& rules = question.decision.rules;
  Asked asked{std::vector<std::vector<Standing>>(rules.size()),
              std::vector<Truth>(elements, Truth::no)};
  for (std::size_t number = 0; number < rules.size(); ++number) {
    run.tell({"rules", number, rules.size()});
    if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    const auto rows =
        decision::rows_of_rule(question.decision, number, ground, question.findings, run);
    if (!rows) return std::unexpected(rows.error());
    if (!*rows) {
      out.no_rows.push_back(number);
      continue;
    }
    std::vector<Standing>& standings = asked.by_rule[number];
    standings.resize(elements, Standing::unasked);
    const RowStandings row_standings(rules[number], question, run);
    for (const std::vector<CountedRow>& counted : (*rows)->of_finding) {
      for (const CountedRow& row : counted) {
        const Standing standing = row_standings.of(row);
        const StandsOn stands(estate, (*rows)->table, row.row);
        for (const std::uint32_t element : stands.elements()) {
          standings[element] = std::max(standings[element], standing);
          asked.in_scope[element] = either(asked.in_scope[element], row.in);
        }
      }
    }
  }
  return asked;
}

// Every site in scope, in the order of the draw.
void rank_sites(const estate::Estate& estate, const Asked& asked, const Run& run, Visits& out) {
  std::vector<Truth> in_scope(estate.rows(TableId::sites), Truth::no);
  const estate::Column& site_of = estate.column(kElementSite);
  for (std::uint32_t element = 0; element < asked.in_scope.size(); ++element) {
    if (asked.in_scope[element] == Truth::no) continue;
    const std::uint32_t site = site_of.code(element);
    if (estate::is_value(site)) {
      ++out.placed;
      in_scope[site] = either(in_scope[site], asked.in_scope[element]);
    } else {
      ++(site == estate::kNoneCode ? out.placeless : out.unplaced);
    }
  }
  if (!out.sites_known) return;
  for (std::uint32_t site = 0; site < in_scope.size(); ++site) {
    if (in_scope[site] != Truth::no) out.ranked.push_back({{}, site, in_scope[site]});
  }
  parallel_chunks(out.ranked.size(), run.threads, [&](std::size_t, Chunk chunk) {
    for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
      out.ranked[i].digest =
          rank_of(out.survey.seed, estate.id(TableId::sites, out.ranked[i].site));
    }
  });
  parallel_sort(out.ranked, run.threads, std::less<>());
}

// What stands at the sites that are drawn.
class Inspection {
 public:
  Inspection(const VisitsQuestion& question, const Asked& asked, Visits& out)
      : question_(question), estate_(question.situation.estate()), asked_(asked), out_(out) {
    std::vector<std::uint32_t> visit_of(estate_.rows(TableId::sites), kNotVisited);
    for (std::uint32_t visit = 0; visit < out.visits.size(); ++visit) {
      visit_of[out.ranked[visit].site] = visit;
    }
    place_of_.resize(asked.in_scope.size());
    for (std::uint32_t element = 0; element < place_of_.size(); ++element) {
      const std::uint32_t site = estate_.column(kElementSite).code(element);
      const std::uint32_t visit = estate::is_value(site) ? visit_of[site] : kNotVisited;
      if (visit == kNotVisited) continue;
      std::vector<ToInspect>& there = out.visits[visit];
      place_of_[element] = {visit, static_cast<std::uint32_t>(there.size())};
      there.push_back(
          {element, in_service(question.situation.facts(), TableId::elements, element)});
    }
  }

  // What the rule says of them, and misses.
  void ask(std::size_t number, decision::Groundwork& ground, const Run& run) {
    const Rule& rule = question_.decision.rules[number];
    const std::vector<Standing>& standings = asked_.by_rule[number];
    if (standings.empty()) return;
    for (std::vector<ToInspect>& there : out_.visits) {
      for (ToInspect& one : there) {
        const Standing standing = standings[one.element];
        if (standing != Standing::unasked) one.rules.push_back({number, standing});
      }
    }
    const decision::RowUnknowns unknowns(question_.decision, rule, ground, run);
    const TableId table = decision::table_of(rule.over);
    for (std::uint32_t row = 0; row < estate_.rows(table); ++row) {
      const StandsOn stands(estate_, table, row);
      for (const std::uint32_t element : stands.elements()) {
        ToInspect* const one = visited(element);
        if (one == nullptr || standings[element] == Standing::unasked) continue;
        for (const decision::CellUse& use : unknowns.of(row)) {
          one->unknown.push_back(fact_name(use));
          if (to_be_asked(use)) one->ask_for.push_back(fact_name(use));
        }
      }
    }
  }

  void put_in_order() {
    for (std::vector<ToInspect>& there : out_.visits) {
      for (ToInspect& one : there) {
        sort_once(one.unknown);
        sort_once(one.ask_for);
      }
      std::ranges::stable_sort(there, std::greater<>(), &ToInspect::standing);
    }
  }

 private:
  static constexpr std::uint32_t kNotVisited = estate::kUnknownCode;
  struct Place {
    std::uint32_t visit = kNotVisited;
    std::uint32_t number = 0;
  };

  [[nodiscard]] ToInspect* visited(std::uint32_t element) const {
    const Place place = place_of_[element];
    return place.visit == kNotVisited ? nullptr : &out_.visits[place.visit][place.number];
  }

  const VisitsQuestion& question_;
  const estate::Estate& estate_;
  const Asked& asked_;
  Visits& out_;
  std::vector<Place> place_of_;  // by element
};

}  // namespace

Standing ToInspect::standing() const {
  Standing worst = Standing::unasked;
  for (const RuleStanding& rule : rules) worst = std::max(worst, rule.standing);
  return worst;
}

std::vector<Needed> visits_needed(const Visits& visits) {
  const std::uint64_t sites = visits.ranked.size();
  std::vector<Needed> out;
  for (const std::uint32_t percent : {10U, 5U, 1U}) {
    Needed needed{percent, sites * percent / 100, {}};
    if (!out.empty() && out.back().at_most == needed.at_most) continue;
    for (const Bound& bound : visits.bounds) {
      needed.visits.push_back(fewest_draws(sites, needed.at_most + 1, bound.one_in));
    }
    if (!needed.visits.empty()) out.push_back(std::move(needed));
  }
  return out;
}

Result<Visits> draw_visits(const VisitsQuestion& question, const Run& run) {
  RELOOK_CHECK(question.survey.visits > 0);
  const estate::Estate& estate = question.situation.estate();
  Visits out{.survey = question.survey};
  out.sites_known = estate.table(TableId::sites).present();
  out.plans_unknown = question.situation.plans_unknown();
  out.sites = out.sites_known ? estate.rows(TableId::sites) : 0;
  decision::Groundwork ground(question.situation.facts(), run);
  const Result<Asked> asked = ask_rules(question, ground, out, run);
  if (!asked) return std::unexpected(asked.error());
  rank_sites(estate, *asked, run, out);
  const std::uint64_t drawn = std::min<std::uint64_t>(out.survey.visits, out.ranked.size());
  if (drawn == 0) return out;
  for (const std::uint32_t one_in : kOneIn) {
    out.bounds.push_back({one_in, fewest_marked(out.ranked.size(), drawn, one_in)});
  }
  out.visits.resize(drawn);
  Inspection inspection(question, *asked, out);
  for (std::size_t rule = 0; rule < question.decision.rules.size(); ++rule) {
    inspection.ask(rule, ground, run);
  }
  inspection.put_in_order();
  return out;
}

}  // namespace relook::engine
