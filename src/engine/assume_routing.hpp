// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "estate/edit.hpp"

namespace relook::engine {

/// What routing.csv has to say of every operator: one that has no row there is given one with every
/// other cell unknown, and the cells of `column` that are empty become `code`, a word's. A missing
/// table is present then.
[[nodiscard]] estate::Filled assume_for_every_operator(const estate::Estate& estate,
                                                       estate::ColumnRef column,
                                                       std::uint32_t code);

}  // namespace relook::engine
