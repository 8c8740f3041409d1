// SPDX-License-Identifier: Apache-2.0
#include "engine/readings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

#include "base/check.hpp"
#include "decision/parameters_read.hpp"
#include "engine/asked_rules.hpp"

namespace relook::engine {
namespace {

using decision::Decision;
using decision::Verdict;

// Numbers of which each digit counts up to a limit of its own, the last digit fastest.
class Digits {
 public:
  explicit Digits(std::vector<std::size_t> limits) : limits_(std::move(limits)) {
    scale_.assign(limits_.size(), 1);
    for (std::size_t i = limits_.size(); i-- > 0;) {
      scale_[i] = count_;
      count_ *= limits_[i];
    }
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t size() const { return limits_.size(); }
  [[nodiscard]] std::size_t digit(std::size_t number, std::size_t place) const {
    return number / scale_[place] % limits_[place];
  }
  [[nodiscard]] std::size_t scale(std::size_t place) const { return scale_[place]; }

 private:
  std::vector<std::size_t> limits_;
  std::vector<std::size_t> scale_;
  std::size_t count_ = 1;
};

// The combinations of some of the varied parameters: `which` are their places among all.
Digits digits_of(const std::vector<VariedParameter>& parameters,
                 const std::vector<std::size_t>& which) {
  std::vector<std::size_t> limits;
  limits.reserve(which.size());
  for (const std::size_t place : which) limits.push_back(parameters[place].values.size());
  return Digits(std::move(limits));
}

std::vector<std::size_t> all_places(const std::vector<VariedParameter>& parameters) {
  std::vector<std::size_t> places(parameters.size());
  for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
  return places;
}

// How many combinations there are, as far as a count can hold it.
std::optional<std::size_t> combinations(const std::vector<VariedParameter>& parameters) {
  std::size_t count = 1;
  for (const VariedParameter& parameter : parameters) {
    if (count > std::numeric_limits<std::size_t>::max() / parameter.values.size()) {
      return std::nullopt;
    }
    count *= parameter.values.size();
  }
  return count;
}

// Rules that hang on the same varied parameters, and what they say under each combination of these.
struct Sharing {
  std::vector<std::size_t> which;  // places among the varied parameters
  RuleNumbers rules;
  std::vector<Verdict> worst;  // by combination; not-applicable where no rule says anything
};

std::vector<Sharing> share(const ReadingsQuestion& question,
                           const std::vector<VariedParameter>& parameters) {
  const auto read = decision::parameters_read(question.bytes, {.set = question.set});
  RELOOK_CHECK(read.size() == question.decision.rules.size());
  std::map<std::vector<std::size_t>, RuleNumbers> rules;
  for (std::size_t rule = 0; rule < read.size(); ++rule) {
    std::vector<std::size_t> which;
    for (std::size_t place = 0; place < parameters.size(); ++place) {
      if (read[rule].contains(parameters[place].name)) which.push_back(place);
    }
    rules[which].push_back(rule);
  }
  std::vector<Sharing> out;
  out.reserve(rules.size());
  for (auto& [which, numbers] : rules) out.push_back({which, std::move(numbers), {}});
  return out;
}

// The worst of what counts for the total.
Verdict worst_of(const Decision& decision, const std::vector<decision::Finding>& findings) {
  Verdict worst = Verdict::not_applicable;
  for (const decision::Finding& finding : findings) {
    if (decision.rules[finding.rule].severity == decision::RuleSeverity::warn) continue;
    if (finding.verdict <= Verdict::conforms) worst = std::min(worst, finding.verdict);
  }
  return worst;
}

class Asker {
 public:
  Asker(const ReadingsQuestion& question, const std::vector<VariedParameter>& parameters,
        const Run& run)
      : question_(question), parameters_(parameters), run_(run), inner_(run) {
    inner_.progress = {};
  }

  Outcome<void> ask(Sharing& sharing);
  [[nodiscard]] std::size_t rules_asked() const { return rules_asked_; }

 private:
  Outcome<Decision> read(const Sharing& sharing, const Digits& digits, std::size_t number) const;
  Outcome<std::vector<decision::Waiver>> waivers_for(const Decision& decision) const;

  const ReadingsQuestion& question_;
  const std::vector<VariedParameter>& parameters_;
  const Run& run_;
  Run inner_;
  decision::Groundwork ground_{question_.facts, inner_};
  std::size_t rules_asked_ = 0;
};

// The decision with one combination; its faults are those of its readings.
Outcome<Decision> Asker::read(const Sharing& sharing, const Digits& digits,
                              std::size_t number) const {
  decision::DecisionOptions options{.set = question_.set};
  for (std::size_t i = 0; i < sharing.which.size(); ++i) {
    const VariedParameter& parameter = parameters_[sharing.which[i]];
    const std::size_t value = digits.digit(number, i);
    // The default stands in the file already, in a form that no text of it has to be read back.
    if (value != parameter.usual) options.set.emplace_back(parameter.name, parameter.values[value]);
  }
  auto read = decision::read_decision(question_.bytes, question_.file, options);
  if (!read.diagnostics.has_errors()) {
    read.diagnostics.append(decision::check_against(read.value, question_.facts.estate));
  }
  if (!read.diagnostics.has_errors()) return std::move(read.value);
  // What stands in the file alone may be in order: the readings are named that make it wrong.
  std::string chosen;
  for (std::size_t i = 0; i < sharing.which.size(); ++i) {
    const VariedParameter& parameter = parameters_[sharing.which[i]];
    chosen += fmt::format("{}{} = {}", chosen.empty() ? "with " : ", ", parameter.name,
                          parameter.values[digits.digit(number, i)]);
  }
  Diagnostics told;
  for (const Diagnostic& one : read.diagnostics.kept()) {
    const std::string message = chosen.empty() ? one.message : chosen + ": " + one.message;
    if (one.severity == Severity::error) told.error(one.file, one.at, message);
  }
  return failed(std::move(told));
}

// Waivers are compiled for the rows that a rule looks over, which a parameter may say.
Outcome<std::vector<decision::Waiver>> Asker::waivers_for(const Decision& decision) const {
  std::vector<decision::Waiver> waivers = question_.options.waivers;
  for (decision::Waiver& waiver : waivers) {
    const auto rule = std::ranges::find(decision.rules, waiver.rule, &decision::Rule::id);
    if (rule == decision.rules.end() || rule->over == waiver.selector.subject) continue;
    auto selector = decision::compile_selector(waiver.selector.text, {"--waivers", {}}, rule->over,
                                               decision::Vocabulary{});
    if (selector.diagnostics.has_errors()) return failed(std::move(selector.diagnostics));
    waiver.selector = std::move(selector.value);
  }
  return waivers;
}

Outcome<void> Asker::ask(Sharing& sharing) {
  const Digits digits = digits_of(parameters_, sharing.which);
  for (std::size_t number = 0; number < digits.count(); ++number) {
    run_.tell({"readings", number, digits.count()});
    const auto decision = read(sharing, digits, number);
    if (!decision) return std::unexpected(decision.error());
    const auto waivers = waivers_for(*decision);
    if (!waivers) return std::unexpected(waivers.error());
    decision::EvaluateOptions options = question_.options;
    options.verdicts_only = true;
    options.waivers = *waivers;
    const auto findings = evaluate_rules({*decision, sharing.rules, ground_, options}, inner_);
    if (!findings) return failed(findings.error());
    sharing.worst.push_back(worst_of(*decision, *findings));
    rules_asked_ += sharing.rules.size();
  }
  return {};
}

// The total of every combination, from what the rules say under their own.
std::vector<Verdict> totals_of(const std::vector<VariedParameter>& parameters,
                               const std::vector<Sharing>& shared) {
  const Digits all = digits_of(parameters, all_places(parameters));
  std::vector<Verdict> totals(all.count(), Verdict::not_applicable);
  for (const Sharing& sharing : shared) {
    const Digits own = digits_of(parameters, sharing.which);
    for (std::size_t number = 0; number < totals.size(); ++number) {
      std::size_t part = 0;
      for (std::size_t i = 0; i < sharing.which.size(); ++i) {
        part += all.digit(number, sharing.which[i]) * own.scale(i);
      }
      totals[number] = std::min(totals[number], sharing.worst[part]);
    }
  }
  for (Verdict& total : totals) {
    if (total == Verdict::not_applicable) total = Verdict::undecided;
  }
  return totals;
}

std::string too_many(const std::vector<VariedParameter>& parameters,
                     std::optional<std::size_t> count) {
  std::string each;
  for (const VariedParameter& parameter : parameters) {
    each +=
        fmt::format("{}{} {}", each.empty() ? "" : ", ", parameter.name, parameter.values.size());
  }
  return fmt::format(
      "the readings make {} combinations ({}), and at most {} are evaluated: choose some of them "
      "with --set",
      count ? std::to_string(*count) : "more than 2^64", each, kReadingsMax);
}

std::uint8_t bit_of(Verdict total) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(total));
}

bool one_bit(std::uint8_t bits) { return (bits & (bits - 1)) == 0; }

}  // namespace

std::size_t Readings::count(Verdict total) const {
  return static_cast<std::size_t>(std::ranges::count(totals, total));
}

std::vector<VariedParameter> varied_parameters(const Decision& decision) {
  std::vector<VariedParameter> out;
  for (const decision::Choice& choice : decision.parameters) {
    if (choice.chosen || choice.readings.empty()) continue;
    VariedParameter parameter{choice.name, {}, {}, choice.why};
    const auto place_of = [&](const std::string& value) {
      const auto found = std::ranges::find(parameter.values, value);
      if (found == parameter.values.end()) parameter.values.push_back(value);
      return static_cast<std::size_t>(std::ranges::find(parameter.values, value) -
                                      parameter.values.begin());
    };
    for (const std::string& reading : choice.readings) (void)place_of(reading);
    parameter.usual = place_of(choice.value);
    out.push_back(std::move(parameter));
  }
  return out;
}

std::vector<Deciding> deciding_sets(const std::vector<VariedParameter>& parameters,
                                    const std::vector<Verdict>& totals) {
  // A digit more for each parameter says that it is left open. The totals that an assignment leaves
  // possible are those of its first open parameter's values together, which have smaller numbers.
  std::vector<std::size_t> limits;
  limits.reserve(parameters.size());
  for (const VariedParameter& parameter : parameters) limits.push_back(parameter.values.size() + 1);
  const Digits partial(std::move(limits));
  const Digits whole = digits_of(parameters, all_places(parameters));
  const auto open = [&](std::size_t number, std::size_t place) {
    return partial.digit(number, place) == parameters[place].values.size();
  };
  std::vector<std::uint8_t> possible(partial.count());
  for (std::size_t number = 0; number < possible.size(); ++number) {
    std::size_t combination = 0;
    std::size_t place = 0;
    while (place < partial.size() && !open(number, place)) {
      combination += partial.digit(number, place) * whole.scale(place);
      ++place;
    }
    if (place == partial.size()) {
      possible[number] = bit_of(totals[combination]);
      continue;
    }
    for (std::size_t back = 1; back <= parameters[place].values.size(); ++back) {
      const std::uint8_t of_value = possible[number - back * partial.scale(place)];
      possible[number] = static_cast<std::uint8_t>(possible[number] | of_value);
    }
  }
  std::vector<Deciding> out;
  for (std::size_t number = 0; number < possible.size(); ++number) {
    if (!one_bit(possible[number])) continue;
    Deciding deciding{Assignment(partial.size()), Verdict::breaches};
    bool smallest = true;
    for (std::size_t place = 0; place < partial.size() && smallest; ++place) {
      if (open(number, place)) continue;
      const std::size_t digit = partial.digit(number, place);
      deciding.values[place] = static_cast<std::uint32_t>(digit);
      // Left open, it must make a difference.
      const std::size_t without =
          number + (parameters[place].values.size() - digit) * partial.scale(place);
      smallest = !one_bit(possible[without]);
    }
    if (!smallest) continue;
    while (bit_of(deciding.total) != possible[number]) {
      deciding.total = static_cast<Verdict>(static_cast<unsigned>(deciding.total) + 1);
    }
    out.push_back(std::move(deciding));
  }
  std::ranges::stable_sort(out, {}, [](const Deciding& deciding) {
    return std::ranges::count_if(deciding.values, [](const auto& v) { return v.has_value(); });
  });
  return out;
}

Outcome<Readings> readings(const ReadingsQuestion& question, const Run& run) {
  Readings out;
  out.usual = question.usual;
  out.parameters = varied_parameters(question.decision);
  const std::optional<std::size_t> count = combinations(out.parameters);
  if (!count || *count > kReadingsMax) {
    return failed(Error{ErrorKind::limit, too_many(out.parameters, count), "--readings"});
  }
  std::vector<Sharing> shared = share(question, out.parameters);
  Asker asker(question, out.parameters, run);
  for (Sharing& sharing : shared) {
    if (auto asked = asker.ask(sharing); !asked) return std::unexpected(std::move(asked.error()));
  }
  out.rules_asked = asker.rules_asked();
  out.totals = totals_of(out.parameters, shared);
  out.deciding = deciding_sets(out.parameters, out.totals);
  if (out.deciding.size() > kDecidingMax) {
    out.deciding_left_out = out.deciding.size() - kDecidingMax;
    out.deciding.resize(kDecidingMax);
  }
  return out;
}

std::string assignment_text(const Readings& readings, const Assignment& values) {
  std::string text;
  for (std::size_t place = 0; place < values.size(); ++place) {
    if (!values[place]) continue;
    const VariedParameter& parameter = readings.parameters[place];
    text += fmt::format("{}{} = {}", text.empty() ? "" : " and ", parameter.name,
                        parameter.values[*values[place]]);
  }
  return text.empty() ? "any reading" : text;
}

codec::Tree readings_tree(const Readings& readings) {
  using codec::Tree;
  Tree out = Tree::object();
  Tree& parameters = out.add("parameters", Tree::array());
  for (const VariedParameter& parameter : readings.parameters) {
    Tree& entry = parameters.push(Tree::object());
    entry.add("name", parameter.name);
    Tree& values = entry.add("values", Tree::array());
    for (const std::string& value : parameter.values) values.push(value);
  }
  out.add("combinations", readings.totals.size());
  Tree& counts = out.add("totals", Tree::object());
  for (const Verdict total : {Verdict::breaches, Verdict::undecided, Verdict::conforms}) {
    counts.add(std::string(name_of(total)), readings.count(total));
  }
  Tree& deciding = out.add("deciding", Tree::array());
  for (const Deciding& set : readings.deciding) {
    Tree& entry = deciding.push(Tree::object());
    Tree& values = entry.add("values", Tree::object());
    for (std::size_t place = 0; place < set.values.size(); ++place) {
      if (!set.values[place]) continue;
      const VariedParameter& parameter = readings.parameters[place];
      values.add(parameter.name, parameter.values[*set.values[place]]);
    }
    entry.add("verdict", name_of(set.total));
  }
  out.add("deciding_left_out", readings.deciding_left_out);
  return out;
}

}  // namespace relook::engine
