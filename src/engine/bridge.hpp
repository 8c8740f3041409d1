// SPDX-License-Identifier: Apache-2.0
// From one total to another: which rows make the difference between what a finding counts on two
// sides, each in one class, so that the classes add up (SEMANTICS 8.5, docs/diff.md).

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.hpp"
#include "base/run.hpp"
#include "engine/check.hpp"
#include "engine/row_facts.hpp"

namespace relook::engine {

/// Why something counts otherwise than before. In the order in which they ask for a closer look:
/// where several elements of one site differ, the site is in the first of their classes.
enum class Step : std::uint8_t {
  reclassified,     ///< a cell says something else, and no date of works explains it
  disappeared,      ///< the second estate does not have it, and no date says that it was removed
  appeared,         ///< the first estate did not have it, and it was in service by then
  no_longer_known,  ///< what was known is not any more
  newly_known,      ///< what was not known is
  asked_otherwise,  ///< nothing about it changed: the decision, the day or the owners did
  remeasured,       ///< it weighs more or less
  replaced,         ///< its dates say that it is another one since
  removed,          ///< its dates say that it is out of service
  installed,        ///< its dates say that it came into service
};
inline constexpr std::string_view kSteps[] = {
    "reclassified",    "disappeared", "appeared", "no-longer-known", "newly-known",
    "asked-otherwise", "remeasured",  "replaced", "removed",         "installed"};
[[nodiscard]] inline std::string_view name_of(Step step) {
  return kSteps[static_cast<std::size_t>(step)];
}

/// What surely counts, in the measure's unit; as a difference either may be negative.
struct SurelyCounted {
  Int128 part = 0;
  Int128 whole = 0;

  SurelyCounted& operator+=(const SurelyCounted& other) {
    part += other.part;
    whole += other.whole;
    return *this;
  }
  friend SurelyCounted operator-(const SurelyCounted& a, const SurelyCounted& b) {
    return {a.part - b.part, a.whole - b.whole};
  }
  friend bool operator==(const SurelyCounted&, const SurelyCounted&) = default;
};

struct BridgeStep {
  Step step;
  std::uint64_t count = 0;  ///< rows, or sites where the measure is sites
  SurelyCounted sum;
  std::vector<std::string> units;  ///< the first of them by their ids
};

/// before + steps = after. A row of unknown weight counts its least, as in the low end of a share.
struct Bridge {
  std::string measure;  ///< "sites", "traffic_gbps"; the table's name where rows are counted
  std::string unit;     ///< "count", "kbit/s"
  SurelyCounted before;
  SurelyCounted after;
  std::vector<BridgeStep> steps;  ///< in the order of Step, those with something in them
  std::uint64_t unchanged = 0;    ///< rows or sites that count as before
};

/// What moved one finding.
struct Moves {
  std::optional<Bridge> bridge;   ///< nothing where the two sides count different things, or none
  std::vector<CellChange> cells;  ///< of rows that count otherwise, possibly so too; the first ones
  std::uint64_t cell_count = 0;
};

struct MovesOptions {
  std::size_t listed_max = 1000;  ///< ids of each step, and cells
};

/// By the id of every finding of either side. O(rows) for each rule; what it gives is sorted.
[[nodiscard]] Result<std::map<std::string, Moves>> moves_between(const CheckResult& before,
                                                                 const CheckResult& after,
                                                                 const MovesOptions& options,
                                                                 const Run& run);

}  // namespace relook::engine
