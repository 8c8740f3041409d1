// SPDX-License-Identifier: Apache-2.0
// A first map of a table, to be edited: what stands in its columns and what that looks like.

#pragma once

#include <string>

#include "estate/functions.hpp"
#include "estate/registry.hpp"
#include "io/import.hpp"

namespace relook::io {

/// Writes a map in which everything is a comment but its format: it proposes and applies nothing,
/// so that importing with an unedited draft fails and says what there is to decide. The same bytes
/// give the same draft. Fails where the table cannot be read.
[[nodiscard]] Read<std::string> draft_map(const Document& table, const estate::Registry& registry,
                                          const estate::Functions& functions);

}  // namespace relook::io
