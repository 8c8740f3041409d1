// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "store/layout.hpp"

namespace relook::store {

/// How many bytes the cells of a table, whose sections have been checked, would take as text; or
/// some number above that, where it is not above `enough`. A dictionary lets a small file say very
/// much text: without a limit, writing it out for a digest could take days.
[[nodiscard]] std::uint64_t text_bytes(const Layout& layout, const Sections& sections,
                                       const TableSections& table, std::uint64_t enough);

}  // namespace relook::store
