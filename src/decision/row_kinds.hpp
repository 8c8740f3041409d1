// SPDX-License-Identifier: Apache-2.0
// Rows sorted into kinds: rows of one kind are alike in all that was asked of them, so that what
// follows from it is worked out once for each kind and not for each row.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/row_vector.hpp"
#include "base/run.hpp"
#include "estate/column.hpp"

namespace relook::decision {

/// The kind of each row, without a copy: from the codes of a column, or from kinds found before.
struct KindsView {
  std::span<const std::uint32_t> codes;  ///< by row; empty where all rows are of kind `all`
  std::uint32_t shift = 0;               ///< from a code to its kind; wraps around
  std::uint32_t all = 0;
  std::size_t count = 1;  ///< of kinds

  [[nodiscard]] std::uint32_t operator[](std::size_t row) const {
    return codes.empty() ? all : codes[row] + shift;
  }
};

inline constexpr std::uint32_t kNoneKind = 0;
inline constexpr std::uint32_t kUnknownKind = 1;
inline constexpr std::uint32_t kFirstValueKind = 2;
static_assert(estate::kNoneCode + kFirstValueKind == kNoneKind &&
              estate::kUnknownCode + kFirstValueKind == kUnknownKind);

/// Codes as kinds: kNoneKind, kUnknownKind, then the `values` values. Without codes, all unknown.
[[nodiscard]] inline KindsView kinds_of_codes(std::span<const std::uint32_t> codes,
                                              std::size_t values) {
  return {codes, kFirstValueKind, kUnknownKind, values + kFirstValueKind};
}

/// Rows by what they are in two respects.
struct PairedKinds {
  RowVector<std::uint32_t> kind_of;                           ///< by row
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pair;  ///< by kind; every one has rows

  [[nodiscard]] KindsView view() const { return {kind_of, 0, 0, pair.size()}; }
};
[[nodiscard]] PairedKinds pair_kinds(std::size_t rows, const KindsView& first,
                                     const KindsView& second, const Run& run);

}  // namespace relook::decision
