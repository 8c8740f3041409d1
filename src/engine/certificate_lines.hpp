// SPDX-License-Identifier: Apache-2.0
// A certificate of an avoid proof as JSON lines (docs/audit.md): what relook-audit needs to believe
// each verdict without believing whoever proved it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "base/run.hpp"
#include "engine/draw.hpp"
#include "estate/estate.hpp"
#include "trust/avoid_proof.hpp"

namespace relook::engine {

/// No certificate holds more answers, and no answer more nodes (SEMANTICS 9.10).
inline constexpr std::size_t kCertifiedMax = 10'000;
inline constexpr std::size_t kTreeNodesMax = 1'000'000;

/// What the answers are about. All that is referred to must outlive the call.
struct CertificateOf {
  const estate::Estate& estate;  ///< of the day; its ids name everything
  Digest digest;                 ///< of the estate as it was read
  Date on;
  const trust::AvoidQuestion& question;
  /// Where the answers are a sample: what was asked for, and out of how many.
  std::optional<Sample> sample = {};
  std::uint64_t of = 0;
};

struct Certificate {
  std::string text;  ///< the file: a line for the question, then one for each answer
  /// Demands and pairs whose answers cannot be checked so: sent over planes or tunnels, not
  /// applicable, or undecided for another reason than what they may cross.
  std::vector<std::string> left_out;
};

/// `answers` are those of `routes`, with their smallest sets; the routes of a demand follow one
/// another. An error where they are too many, or where facts that paths hang on are not known.
[[nodiscard]] Result<Certificate> certificate_lines(const CertificateOf& of,
                                                    std::span<const routing::Route> routes,
                                                    std::span<const trust::RouteAnswer> answers,
                                                    const Run& run);

}  // namespace relook::engine
