// SPDX-License-Identifier: Apache-2.0
#include "io/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/spelling.hpp"
#include "codec/csv.hpp"
#include "codec/toml.hpp"
#include "io/column_profile.hpp"
#include "io/table.hpp"

namespace relook::io {
namespace {

using codec::toml_string;

struct Profile {
  char delimiter = ',';
  Encoding encoding = Encoding::utf8;
  std::size_t rows = 0;
  std::vector<ColumnTally> columns = {};
};

std::optional<Profile> read_profile(const Document& table, Diagnostics& diagnostics) {
  Profile profile;
  if (!is_utf8(table.bytes)) profile.encoding = Encoding::windows_1252;
  const auto text = to_utf8(table.bytes, profile.encoding, 0);
  if (!text) {
    diagnostics.error(table.name, {}, text.error().message);
    return std::nullopt;
  }
  profile.delimiter = find_delimiter(*text).value_or(',');
  codec::CsvReader reader(*text, table.name, {.delimiter = profile.delimiter}, diagnostics);
  if (!reader.next()) {
    diagnostics.error(table.name, {}, "the table is empty; it has not even a header");
    return std::nullopt;
  }
  for (const codec::CsvField& field : reader.row()) {
    profile.columns.push_back({.name = std::string(trim(field.text))});
  }
  while (reader.next()) {
    ++profile.rows;
    for (std::size_t i = 0; i < profile.columns.size(); ++i) {
      profile.columns[i].add(i < reader.row().size() ? reader.row()[i].text : std::string_view());
    }
  }
  return profile;
}

void append_head(std::string& out, const Profile& profile, const Document& table) {
  const std::size_t slash = table.name.find_last_of("/\\");
  const std::string file = slash == std::string::npos ? table.name : table.name.substr(slash + 1);
  out += "# A first map of " + toml_string(file) + fmt::format(", {} rows.\n", profile.rows);
  out +=
      "# Nothing here is applied until you say so: uncomment, change, delete. docs/import.md\n"
      "# explains every key.\n"
      "format = \"relook-map/1\"\n"
      "\n"
      "# name = \"…\"              # the estate's name\n"
      "# as_of = 2020-01-28        # the day that the table describes\n"
      "# currency = \"GBP\"\n"
      "\n"
      "# What the table does not hold is unknown. Say it here only where you know it:\n"
      "# none = [\"changes\", \"ownership\", \"supplies\"]  # nothing planned; no owners but the\n"
      "#   registry's; no supplier but the element's vendor. A table that you neither give nor\n"
      "#   list here leaves the answers that need it open.\n"
      "# assume = [\"supplies=none\"]  # answers are given with and without it\n"
      "\n"
      "# [[row]]                   # whose network this is\n"
      "# table = \"operators\"\n"
      "# id = \"…\"\n"
      "# country = \"GB\"\n"
      "\n"
      "# [[source]]\n";
  out += "# file = " + toml_string(file) + "\n";
  const std::string delimiter =
      profile.delimiter == '\t' ? "tab" : std::string(1, profile.delimiter);
  out += "# delimiter = " + toml_string(delimiter) + "\n";
  if (profile.encoding != Encoding::utf8) out += "# encoding = \"windows-1252\"\n";
  out +=
      "# unknown = [\"\", \"?\"]      # what the table writes where something is not known\n"
      "# none = [\"-\"]             # and where it is known that there is none\n";
}

void append_column(std::string& out, const ColumnTally& column, const VendorNames& vendors,
                   const estate::Functions& functions) {
  const std::size_t filled = column.filled();
  const std::size_t different = column.values.size() - (filled < column.rows ? 1 : 0);
  out += "\n# " + toml_string(column.name) +
         fmt::format(": filled in {} of {} rows, {} different\n", filled, column.rows, different);
  for (const Count& count : column.most_common(5)) {
    out += fmt::format("#   {:>6} x {}\n", count.times, in_quotes(count.what));
  }
  for (const Looks& looks : looks_of(column, vendors, functions)) {
    out += fmt::format("#   looks like {} ({} of {})\n", looks.what, looks.fits, filled);
    if (!looks.proposal.empty()) out += "#     " + looks.proposal + "\n";
  }
}

// Spellings of the columns that look like vendors, for a table of values.
void append_vendor_values(std::string& out, const Profile& profile, const VendorNames& vendors,
                          const estate::Functions& functions) {
  std::map<std::string, std::size_t> spellings;
  for (const ColumnTally& column : profile.columns) {
    const std::vector<Looks> looks = looks_of(column, vendors, functions);
    const bool vendor = std::ranges::any_of(
        looks, [](const Looks& look) { return look.what.starts_with("vendors"); });
    if (!vendor) continue;
    for (const auto& [value, times] : column.values) {
      if (!value.empty()) spellings[value] += times;
    }
  }
  if (spellings.empty()) return;
  std::vector<std::string_view> known;
  for (const auto& [folded, id] : vendors) known.push_back(folded);
  out +=
      "\n# Spellings of vendors. Those that the registry knows need no line where a cell says\n"
      "# pass = true; say what the others stand for, or list them under unknown or none.\n"
      "# [source.values.vendors]\n";
  constexpr std::size_t kShown = 200;
  std::size_t shown = 0;
  for (const auto& [spelling, times] : spellings) {
    if (shown++ == kShown) {
      out += fmt::format("# … and {} more\n", spellings.size() - kShown);
      break;
    }
    const auto found = vendors.find(fold_name(spelling));
    out += "# " + toml_string(spelling) + " = ";
    if (found != vendors.end()) {
      out += toml_string(found->second) + fmt::format("  # {} times\n", times);
      continue;
    }
    out += fmt::format("\"…\"  # {} times; the registry does not know it", times);
    out += did_you_mean(fold_name(spelling), known) + "\n";
  }
}

}  // namespace

Read<std::string> draft_map(const Document& table, const estate::Registry& registry,
                            const estate::Functions& functions) {
  Read<std::string> read;
  const auto profile = read_profile(table, read.diagnostics);
  if (!profile) return read;
  const VendorNames vendors = vendor_names(registry);
  std::string& out = read.value;
  append_head(out, *profile, table);
  out += "# ignored = [\"…\"]          # columns that no row uses; every other must be used\n";
  for (const ColumnTally& column : profile->columns) {
    append_column(out, column, vendors, functions);
  }
  append_vendor_values(out, *profile, vendors, functions);
  out +=
      "\n# Each row of the table makes one row of each of these.\n"
      "# [[source.row]]\n"
      "# table = \"sites\"\n"
      "# id = \"{…}\"\n"
      "# operator = \"…\"\n"
      "#\n"
      "# [[source.row]]\n"
      "# table = \"elements\"\n"
      "# when = { column = \"…\", filled = true }   # only where there is one; see docs/import.md\n"
      "# id = \"{…}-5G\"\n"
      "# site = \"{…}\"\n"
      "# operator = \"…\"\n"
      "# function = \"gNB\"\n"
      "# generations = \"5G\"\n"
      "# vendor = { column = \"…\", values = \"vendors\", pass = true }\n"
      "# users = \"-\"              # only if no other operator uses it\n"
      "# networks = \"-\"           # only if it serves no network of its own, such as police "
      "radio\n";
  return read;
}

}  // namespace relook::io
