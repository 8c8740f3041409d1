// SPDX-License-Identifier: Apache-2.0
// `relook import`: documents of somebody's own making become the folder of an estate.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.hpp"
#include "base/run.hpp"
#include "engine/assume.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "estate/estate.hpp"
#include "io/gml_import.hpp"
#include "io/rows.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct ImportRequest {
  std::vector<std::filesystem::path> sources;
  std::filesystem::path map;     ///< empty for a graph
  std::filesystem::path estate;  ///< the folder that is written
  io::GmlOptions graph = {};
  std::vector<std::string> assume = {};  ///< what the estate keeps besides what the map says
};

inline constexpr std::string_view kMapNeeded =
    "--map MAP.toml is needed; --draft-map writes a first one";

/// Whether the file is taken for a graph in GML, which needs no map: by the end of its name, .gml.
[[nodiscard]] bool is_graph(const std::filesystem::path& source);

struct ImportResult {
  io::ImportReport report;
  estate::Manifest manifest;
  Digest digest;  ///< of the estate
  std::filesystem::path estate;
  std::vector<Assumption> assumptions = {};  ///< where the request had any
  Diagnostics warnings;
};

/// Reads the sources by the map, or one graph, and writes the estate. Fails with every fault of
/// map, sources and estate; then nothing is written.
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
