// SPDX-License-Identifier: Apache-2.0
#include "estate/registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <tuple>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "codec/csv.hpp"

namespace relook::estate {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> items;
  while (!text.empty()) {
    const std::size_t end = text.find(';');
    items.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return items;
}

// Reads a file whose header is exactly `columns`, row by row; the registry ships with relook, so
// anything else is a damaged installation. Adds its bytes to the digest.
void read_rows(const fs::path& path, std::span<const std::string_view> columns,
               Diagnostics& diagnostics, Sha256& hash,
               const std::function<void(std::span<const codec::CsvField>)>& on_row) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes) {
    diagnostics.error(path.string(), {}, bytes.error().message);
    return;
  }
  hash.add(path.filename().string() + "\n" + *bytes);
  codec::CsvReader reader(*bytes, path.string(), {}, diagnostics);
  const bool has_header = reader.next();
  const bool same =
      has_header && std::ranges::equal(reader.row(), columns, {}, &codec::CsvField::text);
  if (!same) {
    diagnostics.error(path.string(), {1, 1}, "this is not the header of a registry file");
    return;
  }
  while (reader.next()) {
    if (reader.row().size() == columns.size()) {
      on_row(reader.row());
    } else {
      diagnostics.error(path.string(), {reader.line(), 1}, "a field too many or too few");
    }
  }
}

std::optional<Date> day(const codec::CsvField& field, const std::string& file,
                        Diagnostics& diagnostics) {
  if (field.text.empty()) return std::nullopt;
  const auto date = parse_date(field.text);
  if (!date) diagnostics.error(file, field.at, in_quotes(field.text) + " is not a date");
  return date;
}

}  // namespace

Read<Registry> read_registry(const fs::path& folder) {
  Read<Registry> read;
  Sha256 hash;
  constexpr std::array<std::string_view, 7> kVendorColumns = {
      "id", "name", "aliases", "pens", "jurisdiction", "source", "note"};
  constexpr std::array<std::string_view, 6> kOwnershipColumns = {"vendor", "parent", "from",
                                                                 "until",  "source", "note"};
  read_rows(folder / "vendors.csv", kVendorColumns, read.diagnostics, hash, [&](auto row) {
    const auto text = [&](std::size_t i) { return std::string(row[i].text); };
    read.value.vendors.push_back(
        {text(0), text(1), split(row[2].text), split(row[3].text), text(4), text(5), text(6)});
  });
  const std::string file = (folder / "ownership.csv").string();
  read_rows(file, kOwnershipColumns, read.diagnostics, hash, [&](auto row) {
    read.value.ownership.push_back(
        {std::string(row[0].text), std::string(row[1].text), day(row[2], file, read.diagnostics),
         day(row[3], file, read.diagnostics), std::string(row[4].text), std::string(row[5].text)});
  });
  std::ranges::sort(read.value.vendors, {}, &RegistryVendor::id);
  std::ranges::stable_sort(read.value.ownership, [](const auto& a, const auto& b) {
    return std::tie(a.vendor, a.parent, a.from) < std::tie(b.vendor, b.parent, b.from);
  });
  read.value.digest = hash.finish();
  return read;
}

}  // namespace relook::estate
