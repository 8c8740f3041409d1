// SPDX-License-Identifier: Apache-2.0
// What stands in one column of a table, and what that looks like.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "estate/functions.hpp"
#include "estate/registry.hpp"
#include "io/rows.hpp"

namespace relook::io {

/// The different texts of a column, without the spaces around them, and how often each stands
/// there.
struct ColumnTally {
  std::string name;
  std::map<std::string, std::size_t, std::less<>> values = {};
  std::size_t rows = 0;

  void add(std::string_view text);
  [[nodiscard]] std::size_t filled() const;
  /// The most common first, ties in the order of the texts; blanks left out.
  [[nodiscard]] std::vector<Count> most_common(std::size_t how_many) const;
};

/// Spellings by which vendors are known: ids, names and aliases, folded, to the vendor's id.
using VendorNames = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] VendorNames vendor_names(const estate::Registry& registry);

/// One thing that a column may be.
struct Looks {
  std::string what;      ///< for people: "dates, day first"
  std::size_t fits = 0;  ///< rows that fit
  std::string proposal;  ///< a line of a map, or nothing
};

/// What at least four of five filled rows fit, most fitting first; and, for vendors, what at least
/// one in three does.
[[nodiscard]] std::vector<Looks> looks_of(const ColumnTally& column, const VendorNames& vendors,
                                          const estate::Functions& functions);

}  // namespace relook::io
