// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "estate/estate.hpp"

namespace relook::engine {

/// The elements that a row of a rule's table stands on: itself, a supply's element, a link's two
/// ends; none where they are not known.
class StandsOn {
 public:
  StandsOn(const estate::Estate& estate, estate::TableId table, std::uint32_t row) {
    switch (table) {
      case estate::TableId::elements:
        add(row);
        break;
      case estate::TableId::supplies:
        add(estate.column(estate::column::kSupplyElement).code(row));
        break;
      case estate::TableId::links:
        add(estate.column(estate::column::kLinkA).code(row));
        add(estate.column(estate::column::kLinkB).code(row));
        break;
      default:
        break;
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> elements() const {
    return std::span(elements_).first(count_);
  }

 private:
  void add(std::uint32_t element) {
    if (estate::is_value(element)) elements_[count_++] = element;
  }

  std::array<std::uint32_t, 2> elements_{};
  std::size_t count_ = 0;
};

}  // namespace relook::engine
