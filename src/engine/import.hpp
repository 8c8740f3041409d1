// SPDX-License-Identifier: Apache-2.0
// `relook import`: documents of somebody's own making become the folder of an estate.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "base/run.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "estate/estate.hpp"
#include "io/rows.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct ImportRequest {
  std::vector<std::filesystem::path> sources;
  std::filesystem::path map;
  std::filesystem::path estate;  ///< the folder that is written
};

struct ImportResult {
  io::ImportReport report;
  estate::Manifest manifest;
  Digest digest;  ///< of the estate
  std::filesystem::path estate;
  Diagnostics warnings;
};

/// Reads the sources by the map and writes the estate. Fails with every fault of map, sources and
/// estate; then nothing is written.
[[nodiscard]] Outcome<ImportResult> import(const ImportRequest& request, const Library& library,
                                           const Run& run);

[[nodiscard]] report::Document import_document(const ImportResult& result);

struct DraftMapRequest {
  std::vector<std::filesystem::path> sources;  ///< one table
};

struct DraftMapResult {
  std::string map;  ///< the text of a first map, to be edited
  Diagnostics warnings;
};

[[nodiscard]] Outcome<DraftMapResult> draft_map(const DraftMapRequest& request,
                                                const Library& library, const Run& run);

}  // namespace relook::engine
