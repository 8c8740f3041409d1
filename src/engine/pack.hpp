// SPDX-License-Identifier: Apache-2.0
// `relook pack`: an estate as one file that is read where it lies.

#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/digest.hpp"
#include "base/run.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "estate/estate.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct PackRequest {
  std::filesystem::path estate;  ///< a folder, or a packed file
  std::filesystem::path output;
};

struct TableInPack {
  estate::TableId table;
  bool present = false;
  std::uint64_t rows = 0;   ///< the estate's own
  std::uint64_t bytes = 0;  ///< in the file
  Digest digest;            ///< of its canonical rows; meaningless where it is not present
};

struct PackResult {
  estate::Manifest manifest;
  Digest digest;
  std::filesystem::path output;
  std::uint64_t bytes = 0;
  std::vector<TableInPack> tables;  ///< in the order of the schema
  Diagnostics warnings;
};

/// Reads the estate and writes the file beside its place, then renames it. Fails with every fault
/// of the estate, or where the file cannot be written; the old file then stays.
[[nodiscard]] Outcome<PackResult> pack(const PackRequest& request, const Library& library,
                                       const Run& run);

[[nodiscard]] report::Document pack_document(const PackResult& result);

}  // namespace relook::engine
