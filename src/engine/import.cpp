// SPDX-License-Identifier: Apache-2.0
#include "engine/import.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "codec/toml.hpp"
#include "engine/inputs.hpp"
#include "estate/builder.hpp"
#include "estate/folder.hpp"
#include "io/draft.hpp"
#include "io/import.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

using codec::Tree;
using report::ColumnKind;

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

std::string counts_text(const std::vector<io::Count>& counts) {
  std::vector<std::string> parts;
  parts.reserve(counts.size());
  for (const io::Count& count : counts) {
    parts.push_back(fmt::format("{} {}", count.times, count.what));
  }
  return listed(parts);
}

report::Table sources_table(const io::ImportReport& report) {
  report::Table table{.id = "Sources", .title = "What was read", .columns = {}};
  table.columns = {{.id = "source", .header = "Source"},
                   {.id = "format", .header = "Read as"},
                   {.id = "read", .header = "Rows", .kind = ColumnKind::integer},
                   {.id = "blank", .header = "Blank", .kind = ColumnKind::integer},
                   {.id = "refused", .header = "Cells refused", .kind = ColumnKind::integer},
                   {.id = "rounded", .header = "Cells rounded", .kind = ColumnKind::integer},
                   {.id = "ignored", .header = "Columns ignored"},
                   {.id = "left_out", .header = "Left out"},
                   {.id = "objects", .header = "Objects"}};
  for (const io::SourceReport& source : report.sources) {
    table.rows.push_back(
        {{source.file, source.format, source.rows_read, source.blank_rows, source.cells_refused,
          source.cells_rounded, listed(source.columns_ignored), counts_text(source.left_out),
          counts_text(source.objects)}});
  }
  return table;
}

report::Table tables_table(const io::ImportReport& report) {
  report::Table table{.id = "Tables", .title = "What was made", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {{.id = "table", .header = "Table"},
                   {.id = "rows", .header = "Rows", .kind = ColumnKind::integer},
                   {.id = "same", .header = "Said twice", .kind = ColumnKind::integer},
                   {.id = "in_doubt",
                    .header = "In doubt",
                    .kind = ColumnKind::integer,
                    .help = "rows of which it is not known whether they are there"},
                   {.id = "complete", .header = "What is not in it"}};
  for (const io::TableReport& one : report.tables) {
    table.rows.push_back({{schema(one.table).name, one.rows, one.same, one.in_doubt,
                           one.complete ? "is known not to be there" : "is not known"}});
  }
  return table;
}

}  // namespace

Outcome<ImportResult> import(const ImportRequest& request, const Library& library, const Run& run) {
  ImportResult result{};
  const io::Map map = load_map(request.map, result.warnings);
  const Sources sources = read_sources(request.sources, result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  const io::Import imported = take(io::import_documents(map, sources.documents), result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  estate::EstateBuilder builder(library.registry, library.functions);
  io::add_to(imported, builder);
  const estate::Estate estate = take(std::move(builder).build(), result.warnings);
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

report::Document import_document(const ImportResult& result) {
  report::Document document{.title = "Import of " + result.manifest.name};
  document.notice = result.manifest.notice;
  document.add(report::Verdict{"written", report::Tone::good,
                               "The estate stands in " + result.estate.string() + "."});
  report::KeyValues head;
  head.entries = {{"As of", to_string(result.manifest.as_of)},
                  {"Digest", to_string(result.digest)},
                  {"Warnings", std::to_string(result.warnings.warning_count())}};
  document.add(std::move(head));
  document.add(sources_table(result.report));
  document.add(tables_table(result.report));
  document.data = new_data();
  Tree& estate = document.data.add("estate", Tree::object());
  estate.add("name", result.manifest.name);
  estate.add("as_of", to_string(result.manifest.as_of));
  estate.add("digest", to_string(result.digest));
  document.data.add("warnings", result.warnings.warning_count());
  document.data.add("report", io::to_tree(result.report));
  return document;
}

Outcome<DraftMapResult> draft_map(const DraftMapRequest& request, const Library& library,
                                  const Run&) {
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
