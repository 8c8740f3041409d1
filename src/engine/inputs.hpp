// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "codec/tree.hpp"
#include "decision/decision.hpp"
#include "engine/library.hpp"
#include "estate/estate.hpp"

namespace relook::engine {

/// The decision of a file. A file that cannot be read is a fault like any other in it.
[[nodiscard]] Read<decision::Decision> load_decision(
    const std::filesystem::path& file,
    const std::vector<std::pair<std::string, std::string>>& set = {});

/// An estate: a folder, or a file that `relook pack` wrote.
[[nodiscard]] Read<estate::Estate> load_estate(const std::filesystem::path& path,
                                               const Library& library);
/// The estate that load_estate gave of `path`, with the rows of another changes file added.
[[nodiscard]] Read<estate::Estate> load_with(const estate::Estate& estate,
                                             const std::filesystem::path& path,
                                             const Library& library,
                                             const std::filesystem::path& with);
/// Whether load_estate would take it for a packed file.
[[nodiscard]] bool is_packed(const std::filesystem::path& path);

/// The authority's list of places; null where `file` is empty.
[[nodiscard]] Read<std::unique_ptr<estate::Table>> load_places(const std::filesystem::path& file);

/// A fault for every vendor that a selector names and nobody knows (SEMANTICS 4.4).
[[nodiscard]] Diagnostics unknown_vendors(const decision::Selector& selector,
                                          const estate::Table& vendors);

/// Adds what was found wrong to `diagnostics` and gives the value.
template <class T>
[[nodiscard]] T take(Read<T>&& read, Diagnostics& diagnostics) {
  diagnostics.append(std::move(read.diagnostics));
  return std::move(read.value);
}

/// "there is no row 'x' in demands (did you mean …)".
[[nodiscard]] std::string unknown_id(const estate::Estate& estate, estate::TableId table,
                                     const std::string& id);

/// Whether the row is the estate's own: the registry adds rows to vendors and ownership.
[[nodiscard]] bool own_row(const estate::Estate& estate, estate::TableId table, std::uint32_t row);

/// The beginning of every document of relook in JSON.
[[nodiscard]] codec::Tree new_data();

/// Texts as a list, in their order.
[[nodiscard]] codec::Tree texts_tree(const std::vector<std::string>& texts);

/// "a, b, c".
[[nodiscard]] std::string listed(const std::vector<std::string>& texts);

/// "1 row", "3 rows": the noun with an s where there is not one of it.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view noun);

}  // namespace relook::engine
