// SPDX-License-Identifier: Apache-2.0
#include "engine/pack.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "engine/inputs.hpp"
#include "store/pack.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using estate::TableId;
using report::ColumnKind;

std::uint64_t own_rows(const estate::Estate& estate, TableId id) {
  if (id == TableId::vendors) return estate.own_vendors().rows;
  std::uint64_t rows = estate.rows(id);
  if (id == TableId::ownership) {
    for (std::uint32_t row = 0; row < estate.rows(id); ++row) {
      if (!own_row(estate, id, row)) --rows;
    }
  }
  return rows;
}

report::Table tables_table(const PackResult& result) {
  report::Table table{.id = "Tables", .title = "Tables", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {
      {.id = "table", .header = "Table"},
      {.id = "rows", .header = "Rows", .kind = ColumnKind::integer},
      {.id = "bytes", .header = "Bytes", .kind = ColumnKind::integer},
      {.id = "digest", .header = "Digest of its rows"},
  };
  for (const TableInPack& one : result.tables) {
    if (one.present) {
      table.rows.push_back({{schema(one.table).name, one.rows, one.bytes, to_string(one.digest)}});
    } else {
      table.rows.push_back({{schema(one.table).name, report::Cell(), report::Cell(),
                             "missing: nothing is known of it"},
                            report::Tone::muted});
    }
  }
  return table;
}

Tree pack_tree(const PackResult& result) {
  Tree data = new_data();
  Tree& estate = data.add("estate", Tree::object());
  estate.add("name", result.manifest.name);
  estate.add("as_of", to_string(result.manifest.as_of));
  estate.add("digest", to_string(result.digest));
  data.add("warnings", result.warnings.warning_count());
  data.add("bytes", static_cast<std::int64_t>(result.bytes));
  Tree& tables = data.add("tables", Tree::array());
  for (const TableInPack& table : result.tables) {
    Tree one = Tree::object();
    one.add("table", schema(table.table).name);
    one.add("present", table.present);
    one.add("rows", static_cast<std::int64_t>(table.rows));
    one.add("bytes", static_cast<std::int64_t>(table.bytes));
    one.add("digest", table.present ? Tree(to_string(table.digest)) : Tree(nullptr));
    tables.push(std::move(one));
  }
  return data;
}

}  // namespace

Outcome<PackResult> pack(const PackRequest& request, const Library& library, const Run& run) {
  PackResult result;
  std::error_code code;
  const auto place = std::filesystem::absolute(request.output, code).parent_path();
  if (std::filesystem::equivalent(place, request.estate, code)) {
    return failed({ErrorKind::invalid_input,
                   "stands in the estate's own folder; name another place",
                   request.output.string()});
  }
  const estate::Estate estate = take(load_estate(request.estate, library), result.warnings);
  if (result.warnings.has_errors()) return failed(std::move(result.warnings));
  if (run.stop.stop_requested()) return failed({ErrorKind::stopped, "stopped", {}});
  const store::Packed packed(estate);
  if (run.stop.stop_requested()) return failed({ErrorKind::stopped, "stopped", {}});
  if (const auto written = write_file(request.output, packed.parts()); !written) {
    return failed(written.error());
  }
  result.manifest = estate.manifest;
  result.digest = digest(estate, packed.digests());
  result.output = request.output;
  result.bytes = packed.bytes();
  for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    const bool present = estate.table(id).present();
    result.tables.push_back({id, present, present ? own_rows(estate, id) : 0,
                             present ? packed.bytes_of(id) : 0, packed.digests()[t]});
  }
  return result;
}

report::Document pack_document(const PackResult& result) {
  report::Document document{.title = "Packed " + result.manifest.name};
  document.notice = result.manifest.notice;
  document.add(report::Verdict{"written", report::Tone::good,
                               "The estate stands in " + result.output.string() + "."});
  report::KeyValues head;
  head.entries = {{"As of", to_string(result.manifest.as_of)},
                  {"Digest", to_string(result.digest)},
                  {"Bytes", std::to_string(result.bytes)}};
  document.add(std::move(head));
  document.add(tables_table(result));
  document.data = pack_tree(result);
  document.list_member = "tables";
  return document;
}

}  // namespace relook::engine
