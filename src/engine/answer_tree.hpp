// SPDX-License-Identifier: Apache-2.0
// What the answers in JSON have in common.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "codec/tree.hpp"
#include "decision/decision.hpp"
#include "engine/assume.hpp"

namespace relook::engine {

/// The digest, or null.
[[nodiscard]] codec::Tree digest_tree(const std::optional<Digest>& digest);

/// The text, or null where it is empty.
[[nodiscard]] codec::Tree text_or_null(std::string text);

/// The day as YYYY-MM-DD, or null.
[[nodiscard]] codec::Tree date_tree(const std::optional<Date>& date);

/// { name: value, or null where it is not set }.
[[nodiscard]] codec::Tree parameters_tree(const decision::Decision& decision);

/// [ { column, value, said, cells, holds } ].
[[nodiscard]] codec::Tree assumptions_tree(const std::vector<Assumption>& assumptions);

}  // namespace relook::engine
