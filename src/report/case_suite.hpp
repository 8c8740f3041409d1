// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/key_value.hpp"
#include "report/left_out.hpp"

namespace relook::report {

/// How a case came out, worst first. Open: nobody can say for want of facts, which is never as
/// good as passed. Skipped: it was not asked.
enum class CaseOutcome { failed, open, skipped, passed };

/// Whether a case that failed or is open stops a pipeline or is only shown.
enum class CaseWeight { stops, warns };

struct NamedThing {
  std::string kind;  ///< such as "basket"
  std::string name;

  friend bool operator==(const NamedThing&, const NamedThing&) = default;
};

/// What a case points at: a thing, then what it stands in.
struct CasePlace {
  std::vector<NamedThing> things;
  std::string text = {};  ///< why

  friend bool operator==(const CasePlace&, const CasePlace&) = default;
};

struct CaseRule {
  std::string id;
  std::string title;
  std::string text = {};
  CaseWeight weight = CaseWeight::stops;
  std::vector<KeyValue> properties = {};

  friend bool operator==(const CaseRule&, const CaseRule&) = default;
};

struct Case {
  std::string id;    ///< the same for the same case in every run
  std::size_t rule;  ///< an index of `CaseSuite::rules`
  std::string name;
  CaseOutcome outcome = CaseOutcome::open;
  std::string word;      ///< the outcome as the rest of the document calls it
  std::string sentence;  ///< what bears it out
  std::vector<CasePlace> places = {};
  LeftOut more = {};  ///< further places

  friend bool operator==(const Case&, const Case&) = default;
};

/// What was judged case by case, for pipelines: JUnit and SARIF are written from it.
struct CaseSuite {
  std::string id;
  std::string title;
  /// The whole. Where it is failed or open, a case that stops says so too; `fault_of` asks for it,
  /// since a pipeline sees the cases alone.
  CaseOutcome total = CaseOutcome::open;
  std::vector<CaseRule> rules = {};
  std::vector<Case> cases = {};
  std::vector<KeyValue> properties = {};

  friend bool operator==(const CaseSuite&, const CaseSuite&) = default;
};

}  // namespace relook::report
