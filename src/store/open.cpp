// SPDX-License-Identifier: Apache-2.0
#include "store/open.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/file.hpp"
#include "base/mapped_file.hpp"
#include "base/spelling.hpp"
#include "estate/checks.hpp"
#include "estate/folder.hpp"
#include "store/check.hpp"
#include "store/layout.hpp"
#include "store/text_size.hpp"

namespace relook::store {
namespace {

using namespace estate;

// Every refusal says what to do next.
std::string with_advice(std::string message) {
  constexpr std::string_view kAgain = "pack the folder again";
  const bool has_its_own =
      message.starts_with("is not an estate") || message.find(kAgain) != std::string::npos;
  if (!has_its_own) message.append("; copy the file again, or ").append(kAgain);
  return message;
}

// From sections that passed every check to an estate.
struct Opener {
  const Source& source;
  const Layout& layout;
  const Sections& sections;
  const Checked& checked;
  Diagnostics diagnostics = {};
  // By the codes in the file: rows of the vendors' table; empty where the codes are rows already.
  std::vector<std::uint32_t> new_vendor = {};

  void fault(std::string message) {
    diagnostics.error(source.file, {}, with_advice(std::move(message)));
  }

  [[nodiscard]] TextPool texts(const TextSections& in) const {
    if (in.offsets == nullptr) return {};
    return {numbers_of<std::uint64_t>(layout, *in.offsets), text_of(layout, *in.bytes),
            source.owner};
  }
  [[nodiscard]] ListPool lists(const ListSections& in) const {
    if (in.offsets == nullptr) return {};
    return {numbers_of<std::uint64_t>(layout, *in.offsets),
            numbers_of<std::uint32_t>(layout, *in.items), source.owner};
  }
  [[nodiscard]] Read<Estate> read_vendors(const Registry& registry,
                                          const Functions& functions) const;
  [[nodiscard]] bool settle_vendors(Estate& estate);
  [[nodiscard]] Column column(const ColumnSections& in) const;
  [[nodiscard]] Table table(const TableSections& in) const;
};

// The vendors and who owns them, with what the registry adds, and everything that is said of them:
// an estate that has nothing else. It is built from text as a folder's is.
Read<Estate> Opener::read_vendors(const Registry& registry, const Functions& functions) const {
  EstateBuilder builder(registry, functions);
  if (sections.vendors_csv != nullptr) {
    add_table(builder, TableId::vendors, text_of(layout, *sections.vendors_csv), source.file);
  }
  if (sections.ownership_csv != nullptr) {
    add_table(builder, TableId::ownership, text_of(layout, *sections.ownership_csv), source.file);
  }
  const TextPool spellings = texts(sections.spellings);
  for (std::uint32_t i = 0; i < spellings.size(); ++i) {
    builder.name_vendor({spellings[i], {}}, source.file);
  }
  return std::move(builder).build();
}

// Finds out which rows the codes in the file mean, and that each spelling still means what it
// meant.
bool Opener::settle_vendors(Estate& estate) {
  const TextPool ids = texts(sections.vendor_ids);
  const TextPool spellings = texts(sections.spellings);
  const auto meant = numbers_of<std::uint32_t>(layout, *sections.spelling_vendors);
  const Table& vendors = estate.table(TableId::vendors);
  const Column& means = estate.vendor_spellings();
  std::vector<std::uint32_t> now_of(ids.size(), kUnknownCode);
  std::vector<std::uint32_t> rows;
  std::uint32_t known = 0;
  for (std::uint32_t i = 0; i < spellings.size(); ++i) {
    // Both are in order, and all spellings are among those that were just resolved.
    while (means.texts[known] != spellings[i]) ++known;
    const std::uint32_t row = means.code(known);
    if (vendors.ids[row] != ids[meant[i]]) {
      fault(fmt::format(
          "{} meant the vendor {} when this was packed, and by the registry at hand it "
          "means {}; pack the folder again",
          in_quotes(spellings[i]), in_quotes(ids[meant[i]]), in_quotes(vendors.ids[row])));
      return false;
    }
    now_of[meant[i]] = row;
    rows.push_back(row);
  }
  bool same = true;
  for (std::uint32_t code = 0; code < now_of.size(); ++code) {
    if (!checked.vendors_used[code]) continue;
    if (now_of[code] == kUnknownCode) {
      fault("is damaged: a cell means a vendor that none is spelt as");
      return false;
    }
    same = same && now_of[code] == code;
  }
  if (!same) new_vendor = std::move(now_of);
  Column kept(std::move(rows));
  kept.texts = spellings;
  estate.set_vendor_spellings(std::move(kept));
  return true;
}

Column Opener::column(const ColumnSections& in) const {
  const ColumnSchema& said = schema(in.ref);
  if (said.type == CellType::date) {
    return {numbers_of<std::int32_t>(layout, *in.cells), source.owner};
  }
  if (said.type == CellType::quantity) {
    return {numbers_of<std::int64_t>(layout, *in.cells), source.owner};
  }
  const auto codes = numbers_of<std::uint32_t>(layout, *in.cells);
  if (said.type == CellType::reference && said.target == TableId::vendors && !new_vendor.empty()) {
    std::vector<std::uint32_t> rows(codes.begin(), codes.end());
    for (std::uint32_t& code : rows) code = is_value(code) ? new_vendor[code] : code;
    return Column(std::move(rows));
  }
  Column out(codes, source.owner);
  out.texts = texts(in.texts);
  out.lists = lists(in.lists);
  return out;
}

Table Opener::table(const TableSections& in) const {
  const PackedTable& said = layout.tables[static_cast<std::size_t>(in.id)];
  Table out{.id = in.id,
            .state = said.present == 1 ? TableState::present : TableState::absent,
            .rows = said.rows,
            .ids = texts(in.ids)};
  out.columns.resize(schema(in.id).columns.size());
  for (const ColumnSections& one : in.columns) out.columns[one.ref.column] = column(one);
  return out;
}

// Text has more than one spelling for the same; a packed file has one.
bool is_canonical(const Opener& opener, const Estate& estate) {
  const auto is = [&](const Section* section, TableId id) {
    return section == nullptr ||
           text_of(opener.layout, *section) == table_csv(estate, id, CsvColumns::present);
  };
  return text_of(opener.layout, *opener.sections.manifest) == manifest_text(estate.manifest) &&
         is(opener.sections.vendors_csv, TableId::vendors) &&
         is(opener.sections.ownership_csv, TableId::ownership);
}

// The first of its errors: in a file of one piece, places in its texts help nobody.
template <class T>
std::string first_of(const Read<T>& read) {
  const std::vector<Diagnostic> all = read.diagnostics.sorted();
  const auto error = std::ranges::find(all, Severity::error, &Diagnostic::severity);
  return error == all.end() ? std::string() : error->message;
}

Read<Estate> refused(const Source& source, std::string message) {
  Read<Estate> read;
  read.diagnostics.error(source.file, {}, std::move(message));
  return read;
}

}  // namespace

Read<Estate> read_packed(const Source& source, const Registry& registry,
                         const Functions& functions) {
  RELOOK_CHECK(reinterpret_cast<std::uintptr_t>(source.bytes.data()) % kAlignment == 0);
  const Result<Layout> layout = read_layout(source.bytes);
  if (!layout) return refused(source, with_advice(layout.error().message));
  const Result<Sections> sections = find_sections(*layout);
  if (!sections) return refused(source, with_advice(sections.error().message));
  const Checked checked = check_sections(*layout, *sections, source.threads);
  if (!checked.fault.empty()) return refused(source, with_advice(checked.fault));
  RELOOK_CHECK(source.owner != nullptr);
  for (const TableSections& table : sections->tables) {
    // A folder's file is no larger either.
    if (text_bytes(*layout, *sections, table, kFileBytesMax) > kFileBytesMax) {
      return refused(source,
                     with_advice(fmt::format("says more of {} than a file of {} bytes can hold",
                                             schema(table.id).name, kFileBytesMax)));
    }
  }

  Opener opener{source, *layout, *sections, checked};
  Read<Manifest> manifest = read_manifest(text_of(*layout, *sections->manifest), source.file);
  if (manifest.diagnostics.has_errors()) {
    return refused(source, with_advice("is damaged: its manifest: " + first_of(manifest)));
  }
  Read<Estate> read = opener.read_vendors(registry, functions);
  if (read.diagnostics.has_errors()) {
    return refused(source, with_advice("its vendors cannot be read with the registry at hand: " +
                                       first_of(read)));
  }
  opener.diagnostics = std::move(read.diagnostics);
  const bool good = opener.settle_vendors(read.value);
  if (good) {
    read.value.manifest = std::move(manifest.value);
    for (const TableSections& table : sections->tables) read.value.set_table(opener.table(table));
    if (!is_canonical(opener, read.value)) {
      opener.fault("is damaged: its manifest, vendors or ownership are not written as relook does");
    }
    opener.diagnostics.append(check_frozen(read.value, functions, source.file));
  }
  read.diagnostics = std::move(opener.diagnostics);
  return read;
}

Read<Estate> open_packed(const std::filesystem::path& file, const Registry& registry,
                         const Functions& functions) {
  Result<MappedFile> mapped = map_file(file);
  if (!mapped) return refused({{}, nullptr, file.string()}, mapped.error().message);
  return read_packed({mapped->bytes, std::move(mapped->owner), file.string()}, registry, functions);
}

Diagnostics check_digests(const std::filesystem::path& file, const TableDigests& tables) {
  Diagnostics diagnostics;
  const Result<MappedFile> mapped = map_file(file);
  const Result<Layout> layout =
      mapped ? read_layout(mapped->bytes) : Result<Layout>(std::unexpected(mapped.error()));
  if (!layout) {
    diagnostics.error(file.string(), {}, with_advice(layout.error().message));
    return diagnostics;
  }
  for (std::size_t t = 0; t < kEstateTableCount; ++t) {
    const auto id = static_cast<TableId>(t);
    if (tables[t] != layout->tables[t].digest) {
      diagnostics.error(
          file.string(), {},
          with_advice(fmt::format("is damaged: the digest it states of {} is not that of its rows",
                                  schema(id).name)));
    }
  }
  return diagnostics;
}

}  // namespace relook::store
