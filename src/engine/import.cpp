// SPDX-License-Identifier: Apache-2.0
#include "engine/import.hpp"

#include <algorithm>
#include <optional>

#include "base/file.hpp"
#include "codec/toml.hpp"
#include "engine/inputs.hpp"
#include "estate/builder.hpp"
#include "estate/folder.hpp"
#include "io/draft.hpp"
#include "io/gml.hpp"
#include "io/import.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

struct Sources {
  std::vector<std::string> bytes;
  std::vector<io::Document> documents;  // with views of `bytes`
};

Sources read_sources(const std::vector<fs::path>& paths, Diagnostics& diagnostics) {
  Sources sources;
  sources.bytes.reserve(paths.size());  // views stay good
  for (const fs::path& path : paths) {
    Result<std::string> bytes = read_file(path);
    if (!bytes) {
      diagnostics.error(path.string(), {}, bytes.error().message);
      continue;
    }
    sources.bytes.push_back(std::move(*bytes));
    sources.documents.push_back({path.string(), sources.bytes.back()});
  }
  return sources;
}

io::Map load_map(const fs::path& path, Diagnostics& diagnostics) {
  const Result<std::string> bytes = read_file(path, codec::kTomlBytesMax);
  if (bytes) return take(io::read_map(*bytes, path.string()), diagnostics);
  diagnostics.error(path.string(), {}, bytes.error().message);
  return {};
}

io::Import read_tables(const ImportRequest& request, Diagnostics& diagnostics) {
  const io::Map map = load_map(request.map, diagnostics);
  const Sources sources = read_sources(request.sources, diagnostics);
  if (diagnostics.has_errors()) return {};
  return take(io::import_documents(map, sources.documents), diagnostics);
}

io::Import read_graph(const ImportRequest& request, Diagnostics& diagnostics) {
  const fs::path& source = request.sources.front();
  const Result<std::string> bytes = read_file(source, io::kGmlBytesMax);
  if (bytes) return take(io::import_gml({source.string(), *bytes}, request.graph), diagnostics);
  diagnostics.error(source.string(), {}, bytes.error().message);
  return {};
}

// What is wrong with the request itself, whatever stands in the files.
std::optional<std::string> fault_of(const ImportRequest& request) {
  const bool graph = std::ranges::any_of(request.sources, is_graph);
  if (!request.map.empty() && graph) return "a graph (*.gml) takes no --map";
  if (request.map.empty() && !graph) return std::string(kMapNeeded);
  if (graph && request.sources.size() > 1) {
    return "an estate is made of one graph; several estates can be checked beside one another";
  }
  const bool options = request.graph.as_of || request.graph.metric != io::GmlMetric::unknown;
  if (!graph && options) return "--as-of and --metric are for graphs; a map says as_of itself";
  return std::nullopt;
}

// Tries the assumptions that the estate is to keep, so that a fault is told here and not at the
// first check.
std::vector<Assumption> keep(const std::vector<std::string>& texts, estate::Estate& estate,
                             const Library& library, Diagnostics& diagnostics) {
  if (texts.empty()) return {};
  std::vector<std::string>& kept = estate.manifest.assumptions;
  kept.insert(kept.end(), texts.begin(), texts.end());
  return take(assume(estate, kept, estate.manifest.as_of, library.functions), diagnostics)
      .assumptions;
}

}  // namespace

bool is_graph(const std::filesystem::path& source) {
  std::string extension = source.extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension == ".gml";
}

Outcome<ImportResult> import(const ImportRequest& request, const Library& library, const Run& run) {
  if (auto fault = fault_of(request)) {
    return failed({ErrorKind::invalid_input, std::move(*fault), "import"});
  }
  ImportResult result{};
  const io::Import imported = request.map.empty() ? read_graph(request, result.warnings)
                                                  : read_tables(request, result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  estate::EstateBuilder builder(library.registry, library.functions);
  io::add_to(imported, builder);
  estate::Estate estate = take(std::move(builder).build(), result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  result.assumptions = keep(request.assume, estate, library, result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  if (run.stop.stop_requested()) return failed({ErrorKind::stopped, "stopped", {}});
  if (const auto written = estate::write_estate(estate, request.estate); !written) {
    return failed(written.error());
  }
  result.report = imported.report;
  result.manifest = estate.manifest;
  result.digest = digest(estate);
  result.estate = request.estate;
  return result;
}

Outcome<DraftMapResult> draft_map(const DraftMapRequest& request, const Library& library,
                                  const Run&) {
  if (std::ranges::any_of(request.sources, is_graph)) {
    return failed({ErrorKind::invalid_input, "a graph (*.gml) needs no map", "--draft-map"});
  }
  DraftMapResult result;
  const Sources sources = read_sources(request.sources, result.warnings);
  if (sources.documents.size() > 1) {
    return failed(
        {ErrorKind::invalid_input, "a first map is drafted of one table at a time", "--draft-map"});
  }
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  RELOOK_CHECK(!sources.documents.empty());
  result.map = take(io::draft_map(sources.documents.front(), library.registry, library.functions),
                    result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  return result;
}

}  // namespace relook::engine
