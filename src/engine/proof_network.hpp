// SPDX-License-Identifier: Apache-2.0
// What every proof of one day stands on: the network, and how each demand is sent over it.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/run.hpp"
#include "decision/facts.hpp"
#include "engine/prove_answer.hpp"
#include "routing/route.hpp"

namespace relook::engine {

/// What is out before anything fails, by rows.
struct DownRows {
  std::vector<std::uint32_t> links;
  std::vector<std::uint32_t> elements;

  [[nodiscard]] bool empty() const { return links.empty() && elements.empty(); }
};
/// Reads ids of links and elements, "link:ID" and "node:ID" where both tables have one.
[[nodiscard]] Read<DownRows> find_down(const std::vector<std::string>& ids,
                                       const estate::Estate& estate);

/// The estate in which these are out of service on the day, and with them what they host and the
/// links that ride on any of these.
[[nodiscard]] Read<estate::Estate> taken_down(const estate::Estate& estate, const DownRows& down,
                                              Date on);

/// Which rows shall have a place in the network.
struct ProofRows {
  std::vector<std::uint32_t> demands;   ///< whose routes are wanted, ascending
  std::vector<std::uint32_t> elements;  ///< ends of pairs
};

struct ProofNetwork {
  routing::Network network;
  std::vector<routing::Route> routes;  ///< of the wanted demands, in their order
};

/// `facts` are those of the day, with what is down taken down; `some_down` says that something is.
enum class Down : std::uint8_t { nothing, something };
[[nodiscard]] Read<ProofNetwork> proof_network(const decision::Facts& facts, const ProofRows& rows,
                                               Down down, const Run& run);

/// The cells that are not known and matter, each column once for each thing that it bears on.
[[nodiscard]] std::vector<Silence> silences_of(const routing::Network& network,
                                               const estate::Estate& estate);

/// The same of one gap.
[[nodiscard]] Silence silence_of(const routing::Gap& gap, const estate::Estate& estate);
/// "links.metric_ab of l7 is not known, which could change a path; --assume links.metric=10 …".
[[nodiscard]] std::string silence_text(const Silence& silence);

}  // namespace relook::engine
