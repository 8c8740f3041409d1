// SPDX-License-Identifier: Apache-2.0
#include "engine/diff_sides.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <set>
#include <system_error>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "codec/json.hpp"
#include "decision/finding.hpp"
#include "engine/inputs.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

using codec::Tree;

// A result starts with the brace of a JSON object; a packed file does not.
bool is_result(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return false;
  std::ifstream file(path, std::ios::binary);
  std::string head(64, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(file.gcount()));
  std::string_view rest = head;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  const std::size_t first = rest.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && rest[first] == '{';
}

std::unexpected<Failed> refused(std::string_view where, std::string message) {
  Diagnostics diagnostics;
  diagnostics.error(where, {}, std::move(message));
  return failed(std::move(diagnostics));
}

// ---- results

std::string missing_member(const Tree& tree, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (tree.find(name) == nullptr) return std::string(name);
  }
  return {};
}

bool is_verdict(const Tree& tree, std::string_view name) {
  return std::ranges::find(decision::kVerdicts, member_text(tree, name)) !=
         std::end(decision::kVerdicts);
}

// An end of a measured share is [part, whole]; the whole may be unbounded.
bool is_share(const Tree* tree) {
  const Tree::Array* pair = tree == nullptr ? nullptr : tree->as_array();
  if (pair == nullptr || pair->size() != 2) return false;
  const auto part = integer_of((*pair)[0]);
  const auto whole = integer_of((*pair)[1]);
  return part && *part >= 0 && (!whole || *part <= *whole);
}

// What is wrong with the numbers of a finding, or nothing.
std::string figures_fault(const Tree& finding) {
  for (const char* const name : {"scope", "offender_count", "waived_count", "possible_count"}) {
    if (member_integer(finding, name).value_or(-1) < 0) return fmt::format("{} is no count", name);
  }
  const Tree& offenders = *finding.find("offenders");
  if (offenders.as_array() == nullptr && !offenders.is_null()) return "offenders are no list";
  const Tree& measured = *finding.find("measured");
  if (measured.is_null()) return {};
  return is_share(measured.find("low")) && is_share(measured.find("high")) ? ""
                                                                           : "it measures no share";
}

// What is wrong with a result, or nothing.
std::string fault_of(const Tree& answer) {
  constexpr std::string_view kNotOurs = "this is no answer of 'relook check --format json': ";
  const auto fault = [&](const std::string& text) { return std::string(kNotOurs) + text; };
  if (!member_text(answer, "format_version").starts_with("1.")) {
    return fault("its format_version is not 1");
  }
  const std::string missing =
      missing_member(answer, {"estate", "decision", "on", "assumptions", "inputs", "verdict",
                              "coverage", "findings", "on_facts_alone"});
  if (!missing.empty()) return fault("it has no " + in_quotes(missing));
  if (!is_verdict(answer, "verdict")) return fault("its verdict is none");
  for (const char* const head : {"estate", "decision", "inputs"}) {
    if (answer.find(head)->as_object() == nullptr) {
      return fault(fmt::format("its '{}' is no object", head));
    }
  }
  const Tree::Array* findings = answer.find("findings")->as_array();
  if (findings == nullptr) return fault("its 'findings' are no list");
  if (!parse_date(member_text(answer, "on"))) return fault("its 'on' is no day");
  std::set<std::string> ids;
  for (const Tree& finding : *findings) {
    const std::string gone =
        missing_member(finding, {"id", "rule", "kind", "verdict", "in_itself", "due", "scope",
                                 "measured", "limit", "headroom", "offenders", "offender_count",
                                 "waived_count", "possible_count", "undecided_because"});
    if (!gone.empty()) return fault("one of its findings has no " + in_quotes(gone));
    if (!is_verdict(finding, "verdict") || !is_verdict(finding, "in_itself")) {
      return fault("the finding " + in_quotes(member_text(finding, "id")) + " has no verdict");
    }
    const std::string id = member_text(finding, "id");
    if (id.empty() || !ids.insert(id).second) {
      return fault("one of its findings has no id, or that of another: " + in_quotes(id));
    }
    if (std::string wrong = figures_fault(finding); !wrong.empty()) {
      return fault(fmt::format("the finding {}: {}", in_quotes(id), wrong));
    }
  }
  return {};
}

Outcome<DiffSide> read_result(const fs::path& path) {
  const Result<std::string> bytes = read_file(path, codec::kJsonBytesMax);
  if (!bytes) return failed(bytes.error());
  Read<Tree> read = codec::read_json(*bytes, path.string());
  if (read.diagnostics.has_errors()) return failed(std::move(read.diagnostics));
  if (const std::string fault = fault_of(read.value); !fault.empty()) {
    return refused(path.string(), fault);
  }
  return DiffSide{std::move(read.value), {}};
}

// ---- estates

enum class Which : std::uint8_t { first, second };

// One for both sides, or one for each.
template <class T>
const T& chosen(const std::vector<T>& values, Which which) {
  return which == Which::first ? values.front() : values.back();
}

// The parameters that the decision has; all of them where no decision has one, so that reading it
// says what is wrong.
std::vector<std::pair<std::string, std::string>> settings_for(const fs::path& file,
                                                              const DiffRequest& request) {
  const auto names_of = [](const fs::path& path) {
    std::vector<std::string> names;
    for (const decision::Choice& choice : load_decision(path).value.parameters) {
      names.push_back(choice.name);
    }
    return names;
  };
  if (request.set.empty() || request.decisions.size() < 2) return request.set;
  const std::vector<std::string> own = names_of(file);
  std::vector<std::string> all;
  for (const fs::path& path : request.decisions) {
    for (std::string& name : names_of(path)) all.push_back(std::move(name));
  }
  std::vector<std::pair<std::string, std::string>> set;
  for (const auto& one : request.set) {
    const auto has = [&](const std::vector<std::string>& names) {
      return std::ranges::find(names, one.first) != names.end();
    };
    if (has(own) || !has(all)) set.push_back(one);
  }
  return set;
}

Outcome<DiffSide> check_side(const fs::path& estate, const DiffRequest& request, Which which,
                             const Library& library, const Run& run, Diagnostics& warnings) {
  CheckRequest asked{.estate = estate,
                     .decision = chosen(request.decisions, which),
                     .places = request.places,
                     .waivers = request.waivers,
                     .assume = request.assume,
                     .listed_max = request.listed_max};
  asked.set = settings_for(asked.decision, request);
  if (!request.on.empty()) asked.on = chosen(request.on, which);
  Outcome<CheckResult> result = check(asked, library, run);
  if (!result) return std::unexpected(std::move(result.error()));
  // One estate's warnings are said once.
  if (which == Which::first || !request.after.empty()) warnings.append(result->warnings);
  DiffSide side{check_tree(*result), {}};
  side.check = std::move(*result);
  return side;
}

Outcome<void> two_sides(const DiffRequest& request, std::size_t results) {
  const bool one_estate = results == 0 && request.after.empty();
  const std::size_t estates = 2 - results;
  if (results > 0 && request.after.empty()) {
    return refused("diff", "a result is compared with something: name an estate or another result");
  }
  if (results == 2) {
    const bool more = !request.decisions.empty() || !request.on.empty() ||
                      !request.places.empty() || !request.waivers.empty() || !request.set.empty() ||
                      !request.assume.empty();
    if (!more) return {};
    return refused("diff", "two results are as they were checked: give no decision, day or choice");
  }
  if (request.decisions.empty()) {
    return refused("--decision", "needed to check an estate: name a decision");
  }
  if (request.decisions.size() > estates) {
    return refused("--decision", estates == 1 ? "there is one estate to check: name one decision"
                                              : "there are two sides: name one decision or two");
  }
  if (request.on.size() > estates) {
    return refused("--on", estates == 1 ? "there is one estate to check: give one day"
                                        : "there are two sides: give one day or two");
  }
  if (one_estate && request.decisions.size() < 2 && request.on.size() < 2) {
    return refused("diff",
                   "there is one side only: name a second estate, decision (-d) or day (--on)");
  }
  return {};
}

}  // namespace

std::string member_text(const Tree& tree, std::string_view name) {
  const Tree* member = tree.find(name);
  const std::string* text = member == nullptr ? nullptr : member->as_string();
  return text == nullptr ? std::string() : *text;
}

std::optional<Int128> integer_of(const Tree& tree) {
  if (const std::int64_t* integer = tree.as_integer()) return *integer;
  const std::string* text = tree.as_string();
  if (text == nullptr || text->empty() || text->size() > 30) return std::nullopt;
  const bool negative = text->front() == '-';
  Int128 value = 0;
  for (const char c : std::string_view(*text).substr(negative ? 1 : 0)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return negative ? -value : value;
}

std::optional<Int128> member_integer(const Tree& tree, std::string_view name) {
  const Tree* member = tree.find(name);
  return member == nullptr ? std::nullopt : integer_of(*member);
}

Outcome<DiffSides> diff_sides(const DiffRequest& request, const Library& library, const Run& run) {
  const fs::path& second = request.after.empty() ? request.before : request.after;
  for (const fs::path& path : {request.before, second}) {
    std::error_code code;
    if (!fs::exists(path, code)) return refused(path.string(), "there is no such file or folder");
  }
  const bool result_before = is_result(request.before);
  const bool result_after = is_result(second);
  const std::size_t results = (result_before ? 1U : 0U) + (result_after ? 1U : 0U);
  if (auto fine = two_sides(request, results); !fine) return std::unexpected(fine.error());
  Diagnostics warnings;
  const auto side = [&](const fs::path& path, bool is_answer, Which which) {
    return is_answer ? read_result(path) : check_side(path, request, which, library, run, warnings);
  };
  Outcome<DiffSide> before = side(request.before, result_before, Which::first);
  if (!before) return std::unexpected(std::move(before.error()));
  Outcome<DiffSide> after = side(second, result_after, Which::second);
  if (!after) return std::unexpected(std::move(after.error()));
  return DiffSides{std::move(*before), std::move(*after), std::move(warnings)};
}

}  // namespace relook::engine
