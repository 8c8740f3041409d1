// SPDX-License-Identifier: Apache-2.0
// One `avoid` rule over one network: which demands it asks about, what they must not cross, what
// can fail, and what the proof says of each (SEMANTICS 8.3, 9).

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/run.hpp"
#include "base/truth.hpp"
#include "decision/decision.hpp"
#include "decision/facts.hpp"
#include "decision/waiver.hpp"
#include "engine/proof_network.hpp"
#include "engine/prove_answer.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::engine {

/// Which elements can fail, by row; empty: all. A link can where one of its ends can, a risk group
/// where one of its links can, a site where something at it can.
using CanFail = std::vector<Truth>;

/// What a rule is proved on; all of it must outlive the proof.
struct AvoidGround {
  const decision::Decision& decision;
  const decision::Facts& facts;
  const CanFail& can_fail;
  const std::vector<decision::Waiver>& waivers;
};

/// Which answers a proof lists.
enum class ListedAnswers : std::uint8_t { breaches, undecided, all };
inline constexpr std::string_view kListedAnswers[] = {"breaches", "undecided", "all"};

/// A rule's demands: whether each surely, possibly or surely not is asked about, and whether its
/// ends are in service.
struct AskedDemands {
  std::vector<Truth> asked;
  std::vector<Truth> in_service;

  /// Whether the proof must look at the demand.
  [[nodiscard]] bool proved(std::uint32_t demand) const {
    return asked[demand] != Truth::no && in_service[demand] != Truth::no;
  }
};
[[nodiscard]] AskedDemands asked_demands(const decision::Rule& rule, const AvoidGround& ground,
                                         const Run& run);

/// What the rule's paths must avoid, by node of the network.
struct AvoidedNodes {
  std::vector<Truth> nodes;
  Truth any = Truth::no;             ///< whether any element of the estate is to be avoided
  std::uint64_t waived = 0;          ///< elements left out because a waiver excuses them
  std::vector<std::string> expired;  ///< waivers that would have
};
[[nodiscard]] AvoidedNodes avoided_nodes(const decision::Rule& rule, const AvoidGround& ground,
                                         const routing::Topology& topology, const Run& run);

/// What fails: surely, and, where whether something can fail is not known, possibly.
struct ChosenFailures {
  trust::Failures surely;
  trust::Failures possibly;
  bool differ = false;
};
[[nodiscard]] ChosenFailures chosen_failures(const decision::Rule& rule, const AvoidGround& ground,
                                             const routing::Topology& topology);

/// A rule ready to be asked of routes.
class AvoidAsked {
 public:
  AvoidAsked(const decision::Rule& rule, const AvoidGround& ground, const routing::Network& network,
             const Run& run);
  AvoidAsked(const AvoidAsked&) = delete;
  AvoidAsked& operator=(const AvoidAsked&) = delete;

  [[nodiscard]] const decision::Rule& rule() const { return rule_; }
  [[nodiscard]] const AvoidGround& ground() const { return ground_; }
  [[nodiscard]] const routing::Network& network() const { return network_; }
  [[nodiscard]] const AvoidedNodes& avoided() const { return avoided_; }
  [[nodiscard]] const ChosenFailures& failures() const { return failures_; }
  /// About what surely can fail; the other one about all that may.
  [[nodiscard]] trust::AvoidQuestion question() const;
  [[nodiscard]] trust::AvoidQuestion wide_question() const;

 private:
  [[nodiscard]] trust::AvoidQuestion question_about(const trust::Failures& failures) const;

  const decision::Rule& rule_;
  const AvoidGround& ground_;
  const routing::Network& network_;
  AvoidedNodes avoided_;
  trust::Crossing crossing_;
  std::optional<trust::Hiding> hiding_;
  ChosenFailures failures_;
};

/// Proves the rule of every demand that it asks about.
[[nodiscard]] RuleProof prove_demands(const AvoidAsked& asked, const AskedDemands& demands,
                                      const std::vector<routing::Route>& routes,
                                      ListedAnswers listed, const Run& run);

/// Sets what the rule as a whole is: from its counts, from what the estate says of `table`, whose
/// rows it asks about, and by whether it is asked on the day.
void finish_proof(const AvoidAsked& asked, estate::TableId table, RuleProof& proof);

/// Whether what is planned between as_of and the day is not known, so that nothing is.
[[nodiscard]] bool plans_unknown(const decision::Facts& facts);

}  // namespace relook::engine
