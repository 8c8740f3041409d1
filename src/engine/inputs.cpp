// SPDX-License-Identifier: Apache-2.0
#include "engine/inputs.hpp"

#include <fmt/format.h>

#include <system_error>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "codec/toml.hpp"
#include "estate/folder.hpp"
#include "store/open.hpp"

namespace relook::engine {

Read<decision::Decision> load_decision(
    const std::filesystem::path& file,
    const std::vector<std::pair<std::string, std::string>>& set) {
  const Result<std::string> bytes = read_file(file, codec::kTomlBytesMax);
  if (bytes) return decision::read_decision(*bytes, file.string(), {.set = set});
  Read<decision::Decision> read;
  read.diagnostics.error(file.string(), {}, bytes.error().message);
  return read;
}

bool is_packed(const std::filesystem::path& path) {
  std::error_code code;
  return std::filesystem::is_regular_file(path, code);
}

Read<estate::Estate> load_estate(const std::filesystem::path& path, const Library& library) {
  return is_packed(path) ? store::open_packed(path, library.registry, library.functions)
                         : estate::read_folder(path, library.registry, library.functions);
}

Read<estate::Estate> load_with(const estate::Estate& estate, const std::filesystem::path& path,
                               const Library& library, const std::filesystem::path& with) {
  return is_packed(path)
             ? estate::add_changes(estate, with, library.registry, library.functions)
             : estate::read_folder(path, library.registry, library.functions, {.with = with});
}

Read<std::unique_ptr<estate::Table>> load_places(const std::filesystem::path& file) {
  Read<std::unique_ptr<estate::Table>> read;
  if (file.empty()) return read;
  estate::TableFile table =
      take(estate::read_table_file(file, estate::TableId::places), read.diagnostics);
  read.value = std::make_unique<estate::Table>(std::move(table.table));
  return read;
}

Diagnostics unknown_vendors(const decision::Selector& selector, const estate::Table& vendors) {
  Diagnostics diagnostics;
  std::vector<std::string_view> known;
  known.reserve(vendors.rows);
  for (std::uint32_t row = 0; row < vendors.rows; ++row) known.push_back(vendors.ids[row]);
  for (const decision::VendorName& name : vendor_names(selector)) {
    if (vendors.find(name.text)) continue;
    diagnostics.error(name.where.file, name.where.at,
                      "neither the registry nor the estate knows a vendor " + in_quotes(name.text) +
                          did_you_mean(name.text, known));
  }
  return diagnostics;
}

std::string unknown_id(const estate::Estate& estate, estate::TableId table, const std::string& id) {
  std::vector<std::string_view> known;
  known.reserve(estate.rows(table));
  for (std::uint32_t row = 0; row < estate.rows(table); ++row) {
    known.push_back(estate.id(table, row));
  }
  return fmt::format("{} has no {}{}", estate::schema(table).name, in_quotes(id),
                     did_you_mean(id, known));
}

bool own_row(const estate::Estate& estate, estate::TableId table, std::uint32_t row) {
  if (table == estate::TableId::vendors) return !estate.registry_vendor(row);
  if (table == estate::TableId::ownership) return !estate.registry_ownership(row);
  return true;
}

codec::Tree new_data() {
  codec::Tree data = codec::Tree::object();
  data.add("format_version", "1.0");
  return data;
}

codec::Tree texts_tree(const std::vector<std::string>& texts) {
  codec::Tree tree = codec::Tree::array();
  for (const std::string& text : texts) tree.push(text);
  return tree;
}

std::string listed(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace relook::engine
