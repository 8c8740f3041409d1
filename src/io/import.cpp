// SPDX-License-Identifier: Apache-2.0
#include "io/import.hpp"

#include <algorithm>
#include <optional>

#include "base/spelling.hpp"
#include "codec/json.hpp"
#include "io/cell.hpp"
#include "io/import_table.hpp"
#include "io/netbox.hpp"

namespace relook::io {
namespace {

bool is_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t start = bytes.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && (bytes[start] == '{' || bytes[start] == '[');
}

const SourceRule* source_of(const Map& map, std::string_view name) {
  const auto exact = std::ranges::find(map.sources, name, &SourceRule::file);
  if (exact != map.sources.end()) return &*exact;
  const auto any = std::ranges::find(map.sources, "*", &SourceRule::file);
  return any == map.sources.end() ? nullptr : &*any;
}

// Rows that the map itself states. They point at the map, as no table holds them.
void add_constant_rows(const Map& map, RowCollector& rows, Diagnostics& diagnostics) {
  if (map.rows.empty()) return;
  const std::uint32_t file = rows.add_file(map.file);
  for (const RowRule& rule : map.rows) {
    const estate::TableSchema& schema = estate::schema(rule.table);
    Row row{rule.table, file, rule.at, {}};
    for (const CellRule& cell : rule.cells) {
      CellOutcome outcome = read_cell({&cell, {}}, {}, schema.columns[cell.column], map.values);
      if (outcome.refused()) {
        diagnostics.error(map.file, cell.at, std::move(outcome.refusal));
        continue;
      }
      row.cells.push_back({cell.column, std::move(outcome.text), cell.at});
    }
    rows.declare(rule.table);
    rows.add(std::move(row));
  }
}

void check_files(const Map& map, std::span<const Document> documents, Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const Document& document : documents) names.push_back(last_part(document.name));
  for (const SourceRule& source : map.sources) {
    if (source.file == "*" || std::ranges::find(names, source.file) != names.end()) continue;
    diagnostics.error(map.file, source.at,
                      "the map needs " + in_quotes(source.file) + ", and it was not given" +
                          did_you_mean(source.file, names));
  }
}

void refuse_document(const Document& document, const Map& map, Diagnostics& diagnostics) {
  std::vector<std::string_view> files;
  files.reserve(map.sources.size());
  for (const SourceRule& source : map.sources) files.push_back(source.file);
  diagnostics.error(document.name, {},
                    "the map " + map.file + " has no [[source]] for this file" +
                        did_you_mean(last_part(document.name), files));
}

}  // namespace

Read<Import> import_documents(const Map& map, std::span<const Document> documents) {
  Read<Import> read;
  Diagnostics& diagnostics = read.diagnostics;
  RowCollector rows(diagnostics);
  std::vector<SourceReport> reports(documents.size());
  std::vector<NetboxDocument> netbox;
  check_files(map, documents, diagnostics);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const Document& document = documents[i];
    reports[i].file = document.name;
    const std::uint32_t file = rows.add_file(document.name);
    const SourceRule* source = source_of(map, last_part(document.name));
    if (map.netbox && is_json(document.bytes)) {
      auto tree = codec::read_json(document.bytes, document.name);
      if (!tree.diagnostics.has_errors()) {
        netbox.push_back({document.name, file, std::move(tree.value)});
      }
      diagnostics.append(std::move(tree.diagnostics));
    } else if (is_json(document.bytes)) {
      diagnostics.error(document.name, {},
                        "this is JSON; a NetBox needs a [netbox] section in the map");
    } else if (source != nullptr) {
      import_table({document, *source, file}, map, rows, reports[i], diagnostics);
    } else {
      refuse_document(document, map, diagnostics);
    }
  }
  if (map.netbox) {
    const Netbox inventory = read_netbox(netbox, reports, diagnostics);
    if (!diagnostics.has_errors()) {
      SourceReport& all = reports.emplace_back();
      all.file = "NetBox";
      all.format = "what became of its objects";
      all.rows_read = inventory.devices.size() + inventory.sites.size() + inventory.cables.size() +
                      inventory.parts.size();
      add_netbox_rows(inventory, map, rows, all, diagnostics);
    }
  }
  add_constant_rows(map, rows, diagnostics);
  for (const estate::TableId table : map.none) {
    if (rows.rows(table) > 0) {
      diagnostics.error(
          map.file, {},
          std::string(estate::schema(table).name) + " is said to be empty in `none`, and has rows");
    }
    rows.declare(table);
  }
  read.value = std::move(rows).finish();
  read.value.manifest = map.manifest;
  read.value.report.sources = std::move(reports);
  return read;
}

void add_to(const Import& imported, estate::EstateBuilder& builder) {
  builder.set_manifest(imported.manifest);
  for (const estate::TableId table : imported.declared) builder.declare(table);
  std::vector<std::uint8_t> columns;
  std::vector<estate::CellSource> cells;
  for (const Row& row : imported.rows) {
    columns.clear();
    cells.clear();
    for (const RowCell& cell : row.cells) {
      columns.push_back(cell.column);
      cells.push_back({cell.text, cell.at});
    }
    builder.add_row(row.table, columns, cells, imported.files[row.file]);
  }
}

}  // namespace relook::io
