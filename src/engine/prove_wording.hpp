// SPDX-License-Identifier: Apache-2.0
// Sentences about proofs, the same in every format.

#pragma once

#include <string>

#include "engine/prove.hpp"

namespace relook::engine {

[[nodiscard]] report::Tone tone_of(trust::Answer answer);
[[nodiscard]] std::string_view name_of(trust::Answer answer);

/// "links and nodes", "links, nodes and sites".
[[nodiscard]] std::string fail_text(const decision::Rule& rule);

/// "up to 2 failures of links and nodes", "no failure".
[[nodiscard]] std::string failures_text(const decision::Rule& rule);

/// "a > b > c", or "-" where there is no path.
[[nodiscard]] std::string path_text(const std::vector<std::string>& path);

/// "once link:l1 and node:n2 have failed", "today".
[[nodiscard]] std::string failed_text(const std::vector<std::string>& failed);

/// "1/2 of the traffic", "all of the traffic"; empty where it is not known.
[[nodiscard]] std::string share_text(
    const std::optional<std::pair<std::uint64_t, std::uint64_t>>& share);

/// What bears the answer out.
[[nodiscard]] std::string answer_text(const DemandAnswer& answer, const RuleProof& proof,
                                      const decision::Rule& rule);

/// "unserved after 2 failures", "served after up to 2 failures".
[[nodiscard]] std::string unserved_text(const DemandAnswer& answer, const decision::Rule& rule);

/// "breaches 1, undecided 2, conforms 5".
[[nodiscard]] std::string counts_text(const trust::PairCounts& counts);

/// The whole in one sentence.
[[nodiscard]] std::string verdict_text(const ProveResult& result, const Proved& proved);

}  // namespace relook::engine
