// SPDX-License-Identifier: Apache-2.0
// Documents and a map become the rows of an estate, or a list of faults: never half of either.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "codec/tree.hpp"
#include "estate/builder.hpp"
#include "io/map.hpp"
#include "io/rows.hpp"

namespace relook::io {

/// A document by its name, which messages show and a map's `file` is compared with (its last
/// part). The bytes must outlive the call.
struct Document {
  std::string name;
  std::string_view bytes;
};

/// Applies the map to all documents. JSON documents are NetBox's and need a `[netbox]` in the map;
/// all else is a table that one of the map's sources must name. Every fault of every document is
/// in the diagnostics. Linear in the documents, apart from sorting.
[[nodiscard]] Read<Import> import_documents(const Map& map, std::span<const Document> documents);

/// Hands manifest, declared tables and rows to a builder, which resolves names and checks the rest.
void add_to(const Import& imported, estate::EstateBuilder& builder);

/// What was read, made, ignored and refused, for people.
[[nodiscard]] std::string to_text(const ImportReport& report);
/// The same as a tree, for JSON.
[[nodiscard]] codec::Tree to_tree(const ImportReport& report);

}  // namespace relook::io
