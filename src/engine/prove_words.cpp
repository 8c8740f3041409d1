// SPDX-License-Identifier: Apache-2.0
#include "engine/prove_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "engine/inputs.hpp"
#include "trust/failures.hpp"

namespace relook::engine {
namespace {

using decision::Subject;

std::optional<decision::Selector> compiled(const std::string& text, const std::string& option,
                                           Subject subject, Diagnostics& diagnostics) {
  if (text.empty()) return std::nullopt;
  return take(decision::compile_selector(text, {option, {1, 1}}, subject, {}), diagnostics);
}

// One of the words, or a fault.
std::optional<std::size_t> word_of(std::string_view text, const std::string& option,
                                   std::span<const std::string_view> words,
                                   Diagnostics& diagnostics) {
  const auto found = std::ranges::find(words, text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  diagnostics.error(option, {},
                    fmt::format("{} is none of {}{}", in_quotes(text), fmt::join(words, ", "),
                                did_you_mean(text, words)));
  return std::nullopt;
}

void read_failures(const std::string& text, decision::Rule& rule, Diagnostics& diagnostics) {
  rule.failures = 0;
  if (text.empty()) return;
  const auto count = parse_decimal(text, 0);
  if (!count || *count < 0) {
    diagnostics.error("--failures", {}, in_quotes(text) + " is no number of failures");
  } else if (*count > std::int64_t{trust::kFailuresMax}) {
    diagnostics.error("--failures", {},
                      fmt::format("{} failures at once are more than the {} that are tried; each "
                                  "more multiplies the scenarios by what can fail",
                                  *count, trust::kFailuresMax));
  } else {
    rule.failures = *count;
  }
}

void read_fail(std::string_view text, decision::Rule& rule, Diagnostics& diagnostics) {
  if (text.empty()) return;
  rule.fail.clear();
  while (true) {
    const std::size_t comma = text.find(',');
    if (const auto word =
            word_of(text.substr(0, comma), "--fail", decision::kFailWords, diagnostics)) {
      rule.fail.push_back(static_cast<decision::FailWord>(*word));
    }
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  std::ranges::sort(rule.fail);
  rule.fail.erase(std::ranges::unique(rule.fail).begin(), rule.fail.end());
}

}  // namespace

Read<decision::Decision> decision_of_words(const AvoidWords& words) {
  Read<decision::Decision> read;
  decision::Rule rule;
  rule.kind = decision::RuleKind::avoid;
  rule.title = "Traffic avoids what it is asked to avoid";
  rule.clause = "avoid " + words.avoid;
  rule.basis = decision::Basis::text;
  if (words.avoid.empty()) {
    read.diagnostics.error("--avoid", {}, "say what must not be crossed, or name a decision (-d)");
  }
  rule.what = compiled(words.avoid, "--avoid", Subject::elements, read.diagnostics);
  rule.demands = compiled(words.demands, "--demands", Subject::demands, read.diagnostics);
  const bool pairs = !words.from.empty() || !words.to.empty();
  if (pairs == !words.demands.empty() || (pairs && (words.from.empty() || words.to.empty()))) {
    read.diagnostics.error("--demands", {},
                           "say which traffic: --demands SELECTOR, or --from SELECTOR and --to "
                           "SELECTOR for every pair of elements");
  }
  if (!pairs && !words.plane.empty()) {
    read.diagnostics.error("--plane", {},
                           "a demand says itself in which plane it is sent; --plane "
                           "is for pairs");
  }
  read_failures(words.failures, rule, read.diagnostics);
  read_fail(words.fail, rule, read.diagnostics);
  if (!words.ends.empty()) {
    const auto ends = word_of(words.ends, "--ends", decision::kEndsWords, read.diagnostics);
    if (ends) rule.ends = static_cast<decision::EndsWord>(*ends);
  }
  read.value.file = "the command line";
  read.value.title = "What the command line asks";
  read.value.rules.push_back(std::move(rule));
  return read;
}

Read<std::optional<PairSelectors>> pairs_of_words(const AvoidWords& words) {
  Read<std::optional<PairSelectors>> read;
  auto from = compiled(words.from, "--from", Subject::elements, read.diagnostics);
  auto to = compiled(words.to, "--to", Subject::elements, read.diagnostics);
  if (from && to) read.value = PairSelectors{std::move(*from), std::move(*to)};
  return read;
}

Read<FailSelectors> fail_selectors(const ProveRequest& request) {
  Read<FailSelectors> read;
  read.value.only = compiled(request.only, "--only", Subject::elements, read.diagnostics);
  read.value.except = compiled(request.except, "--except", Subject::elements, read.diagnostics);
  return read;
}

Read<std::optional<ListedAnswers>> listed_of_words(const std::string& each) {
  Read<std::optional<ListedAnswers>> read;
  if (each.empty()) return read;
  const auto word = word_of(each, "--each", kListedAnswers, read.diagnostics);
  if (word) read.value = static_cast<ListedAnswers>(*word);
  return read;
}

}  // namespace relook::engine
