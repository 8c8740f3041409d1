// SPDX-License-Identifier: Apache-2.0
#include "io/map.hpp"

#include <algorithm>
#include <array>

#include "base/spelling.hpp"
#include "codec/toml.hpp"
#include "io/map_reader.hpp"

namespace relook::io {
namespace {

using codec::Tree;
using estate::TableId;

constexpr std::string_view kFormat = "relook-map/1";
constexpr std::string_view kEncodings[] = {"utf-8", "windows-1252", "iso-8859-1"};

std::vector<std::string_view> table_names() {
  std::vector<std::string_view> names;
  for (const estate::TableSchema& table : estate::schema().first(estate::kEstateTableCount)) {
    names.push_back(table.name);
  }
  return names;
}

// A column of an assumption: TABLE.COLUMN, links.metric or a structural one by its name alone.
void check_assumption(const MapWord& assumption, Keys& keys) {
  const std::string_view text = assumption.text;
  const std::size_t equals = text.find('=');
  if (text == "one-vendor-per-site") return;
  if (equals == std::string_view::npos || equals + 1 == text.size()) {
    keys.error(assumption.at, "an assumption is TABLE.COLUMN=VALUE or TABLE=none");
    return;
  }
  const std::string_view left = text.substr(0, equals);
  const std::size_t dot = left.find('.');
  const std::vector<std::string_view> names = table_names();
  const auto table = find_word({std::string(left.substr(0, dot)), assumption.at}, names, "table",
                               keys.file(), keys.diagnostics());
  if (!table || dot == std::string_view::npos || left == "links.metric") return;
  const estate::TableSchema& schema = estate::schema()[*table];
  std::vector<std::string_view> columns;
  for (const estate::ColumnSchema& column : schema.columns) columns.push_back(column.name);
  (void)find_word({std::string(left.substr(dot + 1)), assumption.at}, columns,
                  "column of " + std::string(schema.name), keys.file(), keys.diagnostics());
}

void read_manifest(Keys& keys, Map& map) {
  map.manifest.name = keys.text("name").value_or("");
  if (map.manifest.name.empty()) {
    keys.error({}, "the map must say the estate's name: name = \"…\"");
  }
  const Tree* as_of = keys.find("as_of");
  if (as_of == nullptr || as_of->as_date() == nullptr) {
    keys.error(as_of == nullptr ? Position{} : as_of->at,
               "the map must say the day that the tables describe: as_of = 2020-01-28, no quotes");
  } else {
    map.manifest.as_of = *as_of->as_date();
  }
  map.manifest.currency = keys.text("currency").value_or("");
  map.manifest.notice = keys.text("notice").value_or("");
  for (const MapWord& assumption : keys.words("assume").value_or(std::vector<MapWord>{})) {
    check_assumption(assumption, keys);
    map.manifest.assumptions.push_back(assumption.text);
  }
  const std::vector<std::string_view> names = table_names();
  for (const MapWord& name : keys.words("none").value_or(std::vector<MapWord>{})) {
    const auto table = find_word(name, names, "table", keys.file(), keys.diagnostics());
    if (!table) continue;
    map.none.push_back(static_cast<TableId>(*table));
    if (std::ranges::find(map.manifest.assumptions, name.text + "=none") !=
        map.manifest.assumptions.end()) {
      keys.error(name.at, name.text + " is said to be empty and assumed to be empty; which?");
    }
  }
}

std::optional<char> read_delimiter(Keys& keys) {
  const auto text = keys.text("delimiter");
  if (!text) return std::nullopt;
  if (*text == ";" || *text == "," || *text == "\t" || *text == "|") return text->front();
  if (*text == "tab") return '\t';
  keys.error(keys.find("delimiter")->at,
             "delimiter is \";\", \",\", \"|\" or \"tab\", not " + in_quotes(*text));
  return std::nullopt;
}

SourceRule read_source(const Tree& tree, MapScope scope, Map& map, Diagnostics& diagnostics) {
  Keys keys(tree, "[[source]]", map.file, diagnostics);
  SourceRule source;
  source.at = tree.at;
  source.file = keys.text("file").value_or("");
  if (source.file.empty()) keys.error(tree.at, "[[source]] must name its file: file = \"…\"");
  if (source.file.find_first_of("/\\") != std::string::npos) {
    keys.error(keys.find("file")->at, "file is a name without folders, or \"*\"");
  }
  source.delimiter = read_delimiter(keys);
  if (const auto encoding = keys.text("encoding")) {
    const auto found = find_word({*encoding, keys.find("encoding")->at}, kEncodings, "encoding",
                                 map.file, diagnostics);
    if (found) source.encoding = static_cast<Encoding>(*found);
  }
  source.skip = static_cast<std::size_t>(keys.integer("skip").value_or(0));
  scope.reading = read_reading(keys, scope.reading);
  read_value_tables(keys, map, scope.values);
  source.ignored = keys.words("ignored").value_or(std::vector<MapWord>{});
  for (const Tree& row : keys.list("row")) {
    if (auto rule = read_row_rule(row, scope, diagnostics)) source.rows.push_back(*std::move(rule));
  }
  if (keys.list("row").empty()) {
    keys.error(tree.at, "nothing is made of this source: it has no [[source.row]]");
  }
  keys.finish();
  return source;
}

void check_none_tables(Keys& keys, const Map& map) {
  const auto check = [&](const RowRule& rule) {
    if (std::ranges::find(map.none, rule.table) != map.none.end()) {
      keys.error(rule.at, std::string(estate::schema(rule.table).name) +
                              " is said to be empty in `none`, and here a row is made for it");
    }
    const std::string assumed = std::string(estate::schema(rule.table).name) + "=none";
    if (std::ranges::find(map.manifest.assumptions, assumed) != map.manifest.assumptions.end()) {
      keys.error(rule.at, assumed + " is assumed, and here a row is made for it");
    }
  };
  for (const RowRule& rule : map.rows) check(rule);
  for (const SourceRule& source : map.sources) {
    for (const RowRule& rule : source.rows) check(rule);
  }
}

void check_sources(Keys& keys, const Map& map) {
  for (std::size_t i = 0; i < map.sources.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (map.sources[i].file == map.sources[j].file) {
        keys.error(map.sources[i].at, "two sources for the file " + in_quotes(map.sources[i].file) +
                                          "; put their rows under one");
      }
    }
  }
  if (map.sources.empty() && !map.netbox && map.rows.empty()) {
    keys.error({}, "the map makes no rows: it has no [[source]] and no [netbox]");
  }
}

}  // namespace

Read<Map> read_map(std::string_view bytes, std::string_view file) {
  Read<codec::Tree> toml = codec::read_toml(bytes, file);
  Read<Map> read;
  read.value.file = file;
  if (toml.diagnostics.has_errors()) {
    read.diagnostics = std::move(toml.diagnostics);
    return read;
  }
  Map& map = read.value;
  Diagnostics& diagnostics = read.diagnostics;
  Keys keys(toml.value, "a map", file, diagnostics);
  const auto format = keys.text("format");
  if (format != kFormat) {
    keys.error(format ? keys.find("format")->at : Position{},
               "a map begins with format = \"" + std::string(kFormat) + "\"");
    return read;
  }
  read_manifest(keys, map);
  MapScope scope{.file = file, .currency = map.manifest.currency, .reading = {}, .values = {}};
  scope.reading = read_reading(keys, scope.reading);
  read_value_tables(keys, map, scope.values);
  for (const Tree& source : keys.list("source")) {
    map.sources.push_back(read_source(source, scope, map, diagnostics));
  }
  if (const Tree* netbox = keys.find("netbox")) {
    map.netbox = read_netbox_rules(*netbox, scope, diagnostics);
  }
  scope.has_columns = false;
  for (const Tree& row : keys.list("row")) {
    if (auto rule = read_row_rule(row, scope, diagnostics)) map.rows.push_back(*std::move(rule));
  }
  keys.finish();
  check_none_tables(keys, map);
  check_sources(keys, map);
  return read;
}

}  // namespace relook::io
