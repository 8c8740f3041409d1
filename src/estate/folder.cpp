// SPDX-License-Identifier: Apache-2.0
#include "estate/folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <system_error>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "codec/toml.hpp"
#include "estate/folder_files.hpp"
#include "estate/freeze.hpp"
#include "estate/table_reader.hpp"

namespace relook::estate {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "relook-estate/1";
constexpr std::string_view kManifestKeys[] = {"format",   "name",   "as_of",
                                              "currency", "assume", "notice"};

std::string text_member(const codec::Tree& root, std::string_view key, std::string_view file,
                        Diagnostics& diagnostics) {
  const codec::Tree* tree = root.find(key);
  if (tree == nullptr) return {};
  if (const std::string* text = tree->as_string()) return *text;
  diagnostics.error(file, tree->at,
                    fmt::format("{} is text in quotes, not {}", key, codec::kind_name(*tree)));
  return {};
}

Manifest manifest_of(const codec::Tree& root, std::string_view file, Diagnostics& diagnostics) {
  Manifest manifest;
  for (const codec::Member& member : *root.as_object()) {
    if (std::ranges::find(kManifestKeys, member.name) != std::end(kManifestKeys)) continue;
    diagnostics.error(
        file, member.at,
        "there is no key " + in_quotes(member.name) + did_you_mean(member.name, kManifestKeys));
  }
  const std::string format = text_member(root, "format", file, diagnostics);
  if (format != kFormat) {
    const codec::Tree* tree = root.find("format");
    diagnostics.error(file, tree != nullptr ? tree->at : Position{1, 1},
                      fmt::format("format = \"{}\" is expected", kFormat));
  }
  manifest.name = text_member(root, "name", file, diagnostics);
  manifest.currency = text_member(root, "currency", file, diagnostics);
  manifest.notice = text_member(root, "notice", file, diagnostics);
  const codec::Tree* as_of = root.find("as_of");
  if (as_of != nullptr && as_of->as_date() != nullptr) {
    manifest.as_of = *as_of->as_date();
  } else {
    diagnostics.error(file, as_of != nullptr ? as_of->at : Position{1, 1},
                      "as_of = YYYY-MM-DD is expected, without quotes: the day that the estate "
                      "describes");
  }
  if (const codec::Tree* assume = root.find("assume")) {
    const auto* list = assume->as_array();
    if (list == nullptr) diagnostics.error(file, assume->at, "assume is a list of texts");
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      const std::string* text = (*list)[i].as_string();
      if (text == nullptr) {
        diagnostics.error(file, (*list)[i].at, "an assumption is text in quotes");
      } else {
        manifest.assumptions.push_back(*text);
      }
    }
  }
  return manifest;
}

// The text of a table's file, and the name that faults in it are placed in.
struct TableText {
  std::string_view bytes;
  std::string file;
  std::size_t piece_bytes = kPieceBytes;
};

// `on_header` is called where the file is a table: one that is not is as good as missing, so that
// its ids are not missed in every other file.
void read_text_into(EstateBuilder& builder, const TableSchema& table, const TableText& text,
                    const std::function<void()>& on_header) {
  if (builder.add_file(table.id, text.bytes, text.file, text.piece_bytes)) {
    on_header();
    return;
  }
  read_table(
      text.bytes, text.file, table, {}, builder.diagnostics(),
      [&](std::span<const std::uint8_t> columns) {
        on_header();
        for (const std::uint8_t column : columns) {
          if (table.columns[column].type != CellType::id)
            builder.declare_column({table.id, column});
        }
      },
      [&](std::span<const std::uint8_t> columns, std::span<const CellSource> cells) {
        builder.add_row(table.id, columns, cells, text.file);
      });
}

struct TablePath {
  fs::path file;
  std::size_t piece_bytes = kPieceBytes;
};

void read_into(EstateBuilder& builder, const TableSchema& table, const TablePath& path,
               const std::function<void()>& on_header) {
  const Result<RowVector<char>> bytes = read_large_file(path.file);
  if (bytes) {
    const std::string_view text(bytes->data(), bytes->size());
    read_text_into(builder, table, {text, path.file.string(), path.piece_bytes}, on_header);
  } else {
    builder.diagnostics().error(path.file.string(), {}, bytes.error().message);
  }
}

// A file that ends in .csv and is no table is a slip of the pen: reading on without it would take
// a table for missing.
void check_names(const fs::path& folder, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  names.reserve(kEstateTableCount);
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    names.push_back(std::string(schema()[t].name) + ".csv");
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(folder, code)) {
    const std::string name = entry.path().filename().string();
    if (!is_named_like_a_table(name) || std::ranges::find(views, name) != views.end()) continue;
    diagnostics.error(entry.path().string(), {},
                      "an estate has no table of this name" + did_you_mean(name, views));
  }
}

}  // namespace

Read<Estate> read_folder(const fs::path& folder, const Registry& registry,
                         const Functions& functions, const FolderOptions& options) {
  EstateBuilder builder(registry, functions);
  std::error_code code;
  if (!fs::is_directory(folder, code)) {
    builder.diagnostics().error(
        folder.string(), {},
        fs::exists(folder, code) ? "is neither a folder nor a file that can be mapped; an estate "
                                   "is a folder with estate.toml in it, or what relook pack wrote"
                                 : "there is no such folder or file");
    return {Estate(), std::move(builder.diagnostics())};
  }
  const fs::path manifest_path = folder / kManifestFile;
  const Result<std::string> manifest = read_file(manifest_path, codec::kTomlBytesMax);
  if (manifest) {
    Read<Manifest> read = read_manifest(*manifest, manifest_path.string());
    const bool readable = !read.diagnostics.has_errors();
    builder.diagnostics().append(std::move(read.diagnostics));
    if (readable) builder.set_manifest(std::move(read.value));
  } else {
    builder.diagnostics().error(manifest_path.string(), {}, manifest.error().message);
  }
  check_names(folder, builder.diagnostics());
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const TableSchema& table = schema()[t];
    const fs::path path = folder / (std::string(table.name) + ".csv");
    // A link that points nowhere is there too: reading it says what is wrong.
    if (!fs::exists(fs::symlink_status(path, code))) continue;
    read_into(builder, table, {path, options.piece_bytes}, [&] { builder.declare(table.id); });
  }
  if (!options.with.empty()) {
    read_into(builder, schema(TableId::changes), {options.with, options.piece_bytes}, [] {});
  }
  return std::move(builder).build();
}

Read<Estate> read_folder(const fs::path& folder, const fs::path& registry) {
  Read<Registry> vendors = read_registry(registry);
  Read<Functions> functions = read_functions(registry / "functions.toml");
  Diagnostics known = std::move(vendors.diagnostics);
  known.append(std::move(functions.diagnostics));
  // Against a registry that is wrong everything would be.
  if (known.has_errors()) return {{}, std::move(known)};
  Read<Estate> read = read_folder(folder, vendors.value, functions.value);
  read.diagnostics.append(std::move(known));
  return read;
}

Read<Manifest> read_manifest(std::string_view bytes, std::string_view file) {
  Read<Manifest> read;
  if (bytes.size() > codec::kTomlBytesMax) {
    read.diagnostics.error(file, {}, fmt::format("larger than {} bytes", codec::kTomlBytesMax));
    return read;
  }
  Read<codec::Tree> root = codec::read_toml(bytes, std::string(file));
  read.diagnostics = std::move(root.diagnostics);
  if (read.diagnostics.has_errors()) return read;
  read.value = manifest_of(root.value, file, read.diagnostics);
  // Written out, control characters take more room: it must be readable again.
  if (!read.diagnostics.has_errors() && manifest_text(read.value).size() > codec::kTomlBytesMax) {
    read.diagnostics.error(file, {}, "its texts are too long; shorten the notice");
  }
  return read;
}

void add_table(EstateBuilder& builder, TableId table, std::string_view bytes,
               const std::string& file) {
  read_text_into(builder, schema(table), {bytes, file}, [&] { builder.declare(table); });
}

Read<Estate> add_changes(const Estate& estate, const fs::path& with, const Registry& registry,
                         const Functions& functions) {
  const std::string file = "the estate";
  EstateBuilder builder(registry, functions);
  builder.set_manifest(estate.manifest);
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    if (!estate.table(id).present()) continue;
    add_table(builder, id, table_csv(estate, id, CsvColumns::present), file);
  }
  add_changes_file(builder, with);
  return std::move(builder).build();
}

void add_changes_file(EstateBuilder& builder, const fs::path& with) {
  read_into(builder, schema(TableId::changes), {with}, [] {});
}

std::string manifest_text(const Manifest& manifest) {
  std::string toml = fmt::format("format = \"{}\"\nname = {}\nas_of = {}\n", kFormat,
                                 codec::toml_string(manifest.name), to_string(manifest.as_of));
  if (!manifest.currency.empty()) {
    toml += "currency = " + codec::toml_string(manifest.currency) + "\n";
  }
  if (!manifest.notice.empty()) toml += "notice = " + codec::toml_string(manifest.notice) + "\n";
  if (!manifest.assumptions.empty()) {
    toml += "assume = [\n";
    for (const std::string& text : manifest.assumptions) {
      toml += "  " + codec::toml_string(text) + ",\n";
    }
    toml += "]\n";
  }
  return toml;
}

Result<void> write_estate(const Estate& estate, const fs::path& folder) {
  std::vector<FolderFile> files;
  std::vector<std::string> replaceable;
  files.push_back({std::string(kManifestFile), manifest_text(estate.manifest)});
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    replaceable.push_back(std::string(schema(id).name) + ".csv");
    if (!estate.table(id).present()) continue;
    files.push_back({replaceable.back(), table_csv(estate, id, CsvColumns::present)});
  }
  return write_folder(folder, files, replaceable);
}

Read<TableFile> read_table_file(const fs::path& file, TableId table) {
  EstateDraft draft;
  const Result<std::string> bytes = read_file(file);
  if (!bytes) {
    draft.diagnostics.error(file.string(), {}, bytes.error().message);
    return {{}, std::move(draft.diagnostics)};
  }
  const std::uint32_t number = draft.files.code(file.string());
  draft.table(table).declared = true;
  read_table(
      *bytes, file.string(), schema(table), {}, draft.diagnostics,
      [](std::span<const std::uint8_t>) {},
      [&](std::span<const std::uint8_t> columns, std::span<const CellSource> cells) {
        append_row(draft, table, columns, cells, number);
      });
  Frozen frozen = freeze(draft, {});
  TableFile out;
  if (!draft.diagnostics.has_errors()) {
    out.table = frozen.estate.table(table);
    out.digest = sha256(table_csv(frozen.estate, table, CsvColumns::all));
  }
  return {std::move(out), std::move(draft.diagnostics)};
}

}  // namespace relook::estate
