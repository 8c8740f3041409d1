// SPDX-License-Identifier: Apache-2.0
// Looks into a selector's answer: what is missing where it is unknown, why where it is yes, and
// what it reads at all.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decision/facts.hpp"
#include "decision/selector.hpp"
#include "estate/schema.hpp"

namespace relook::decision {

/// What kind of thing is not known.
enum class Missing : std::uint8_t {
  cell,       ///< `column` of `row`
  table,      ///< the whole table `column.table`: absent, or not given
  ownership,  ///< who owns the vendor `row`; `column` is ownership.parent
  function,   ///< the function in the cell stands in no table of functions
  parameter,  ///< the parameter `name` is not set
};

struct CellUse {
  Missing missing = Missing::cell;
  estate::ColumnRef column{};
  std::uint32_t row = 0;
  std::string name = {};

  friend auto operator<=>(const CellUse&, const CellUse&) = default;
};

/// What leaves this row's answer unknown, sorted, each once; empty where the answer is known. Goes
/// only into what is itself unknown, so a cell that could not change the answer is not named.
[[nodiscard]] std::vector<CellUse> unknown_cells(const Selector& selector, const Facts& facts,
                                                 std::uint32_t row);

/// Why the row matches, from the leaves that made it true, in the selector's order:
/// "vendor huawei (family of huawei), function AMF". Empty where it does not surely match.
[[nodiscard]] std::string because(const Selector& selector, const Facts& facts, std::uint32_t row);

/// A column that a selector reads, or a whole table where there is no column. `path` is how the
/// selector reaches it from its subject, as people write it: "site.region".
struct FieldUse {
  estate::TableId table;
  std::optional<std::uint8_t> column;
  std::string path;

  friend auto operator<=>(const FieldUse&, const FieldUse&) = default;
};

/// Everything that the selector may read, sorted, each once; references on the way included.
[[nodiscard]] std::vector<FieldUse> fields_read(const Selector& selector);

}  // namespace relook::decision
