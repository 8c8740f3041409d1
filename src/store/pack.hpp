// SPDX-License-Identifier: Apache-2.0
// `relook pack`: an estate as one file whose columns are used where they lie.

#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "estate/estate.hpp"

namespace relook::store {

/// A packed file that need not lie in one piece: most of its parts are the estate's own columns.
/// The estate must outlive it.
class Packed {
 public:
  /// `estate` is as a folder or a packed file gave it, without changes of another file.
  explicit Packed(const estate::Estate& estate);

  /// What follows one another in the file.
  [[nodiscard]] std::span<const std::string_view> parts() const { return parts_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }
  /// Bytes that a table takes, without those between sections.
  [[nodiscard]] std::uint64_t bytes_of(estate::TableId table) const {
    return table_bytes_[static_cast<std::size_t>(table)];
  }
  [[nodiscard]] const estate::TableDigests& digests() const { return digests_; }

 private:
  struct Writer;

  std::vector<std::string_view> parts_;
  // Texts that stand in no column, each at a place that does not move.
  std::vector<std::unique_ptr<const std::string>> texts_;
  std::uint64_t bytes_ = 0;
  std::array<std::uint64_t, estate::kEstateTableCount> table_bytes_{};
  estate::TableDigests digests_;
};

/// The file in one piece.
[[nodiscard]] std::string to_bytes(const Packed& packed);

}  // namespace relook::store
