// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "britain/options.hpp"
#include "britain/tables.hpp"

namespace relook::britain {

/// No estate with more elements is made: elements.csv would come near to the 8 GiB that relook
/// reads of one file.
inline constexpr std::int64_t kElementsMax = 50'000'000;

/// Radio units that a site must be given besides for so many elements a site, in thousandths of a
/// unit; an error where a site has more by itself.
[[nodiscard]] Result<std::int64_t> extra_units(std::int64_t elements_per_site_thousandths);

/// Writes `folder`/estate and `folder`/places.csv, whole or not at all. Memory grows with the
/// number of handover exchanges only.
[[nodiscard]] Result<Counts> generate(const Options& options, const std::filesystem::path& folder);

}  // namespace relook::britain
