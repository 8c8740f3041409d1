// SPDX-License-Identifier: Apache-2.0
// What the estate does not say and a proof needs, as answers show it.

#pragma once

#include <vector>

#include "codec/tree.hpp"
#include "engine/prove_answer.hpp"
#include "report/document.hpp"

namespace relook::engine {

[[nodiscard]] report::Table silences_table(const std::vector<Silence>& silences);

/// [ { column, cells, first, bears_on, assume } ]; cells is null where all of it is missing.
[[nodiscard]] codec::Tree silences_tree(const std::vector<Silence>& silences);

}  // namespace relook::engine
