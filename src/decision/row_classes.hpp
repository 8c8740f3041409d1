// SPDX-License-Identifier: Apache-2.0
// Rows sorted into classes: rows of one class are alike in their service and in every column that
// was named, so that what is asked of those alone is answered once for each class.
//
// Of ten million elements there are some thousand classes. What is left to do for a row is to look
// up a small number.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/row_vector.hpp"
#include "base/run.hpp"
#include "base/truth.hpp"
#include "decision/row_kinds.hpp"

namespace relook::decision {

class RowClasses {
 public:
  using Number = std::uint16_t;
  static constexpr std::size_t kClassesMax = 65'535;

  /// Nothing where rows differ so much that there would be more than kClassesMax. `columns` are of
  /// as many rows as `service`, and must outlive the classes. O(rows * columns).
  [[nodiscard]] static std::optional<RowClasses> make(std::span<const Truth> service,
                                                      std::vector<KindsView> columns,
                                                      const Run& run);

  [[nodiscard]] std::size_t size() const { return service_.size(); }
  /// By row.
  [[nodiscard]] std::span<const Number> class_of() const { return class_of_; }
  /// By class; every one has rows.
  [[nodiscard]] std::span<const std::uint64_t> rows() const { return rows_; }
  [[nodiscard]] std::span<const Truth> service() const { return service_; }

  /// Which of the columns has these codes; nothing where none has.
  [[nodiscard]] std::optional<std::size_t> column_of(std::span<const std::uint32_t> codes) const;
  /// What stands in that column, by class, as in its codes.
  [[nodiscard]] std::span<const std::uint32_t> codes(std::size_t column) const {
    return codes_[column];
  }

 private:
  void read_keys(std::span<const std::uint64_t> keys);

  std::vector<KindsView> columns_;
  RowVector<Number> class_of_;
  std::vector<std::uint64_t> rows_;
  std::vector<Truth> service_;
  std::vector<std::vector<std::uint32_t>> codes_;  // by column, by class
};

}  // namespace relook::decision
