// SPDX-License-Identifier: Apache-2.0
#include "engine/estates.hpp"

#include <algorithm>
#include <system_error>
#include <tuple>
#include <utility>

#include "codec/csv.hpp"
#include "engine/inputs.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

// What the folder or file is called, whatever path leads to it.
std::string name_of_file(const fs::path& path) {
  std::error_code code;
  const fs::path whole = fs::weakly_canonical(path, code);
  const fs::path& named = code ? path : whole;
  return (is_packed(path) ? named.stem() : named.filename()).string();
}

// What was found wrong, said of one estate.
void append_of(const std::string& scope, const Diagnostics& found, Diagnostics& diagnostics) {
  for (const Diagnostic& one : found.sorted()) {
    const std::string file = scope + ": " + one.file;
    if (one.severity == Severity::error) {
      diagnostics.error(file, one.at, one.message);
    } else {
      diagnostics.warning(file, one.at, one.message);
    }
  }
}

}  // namespace

Read<Estates> load_estates(const std::vector<fs::path>& paths, const fs::path& with,
                           const Library& library) {
  Read<Estates> read;
  read.value.with = with;
  std::vector<estate::ScopedEstate>& parts = read.value.parts;
  for (const fs::path& path : paths) {
    estate::Estate estate = take(load_estate(path, library), read.diagnostics);
    std::string scope = estate::scope_of(estate, name_of_file(path));
    parts.push_back({std::move(scope), path.string(), std::move(estate)});
  }
  if (read.diagnostics.has_errors()) return read;
  std::ranges::sort(parts, [](const auto& a, const auto& b) {
    return std::tie(a.scope, a.file) < std::tie(b.scope, b.file);
  });
  for (const estate::ScopedEstate& part : parts) {
    const estate::Manifest& manifest = part.estate.manifest;
    read.value.read.push_back({part.scope, manifest.name, manifest.notice, digest(part.estate)});
  }
  read.value.joined = take(estate::join(parts, library.registry, library.functions, {.with = with}),
                           read.diagnostics);
  return read;
}

Digest digest(const std::vector<EstateRead>& estates) {
  std::string lines;
  for (const EstateRead& estate : estates) {
    const std::string digest = to_string(estate.digest);
    const std::string_view fields[] = {estate.scope, digest};
    codec::append_csv_row(lines, fields);
  }
  return sha256(lines);
}

Read<Assumed> assume_each(const Estates& estates, Date on, const Library& library) {
  Read<Assumed> read;
  std::vector<estate::ScopedEstate> parts = estates.parts;
  for (estate::ScopedEstate& part : parts) {
    const std::vector<std::string>& texts = part.estate.manifest.assumptions;
    if (texts.empty()) continue;
    Read<Assumed> own = assume(part.estate, texts, on, library.functions);
    append_of(part.scope, own.diagnostics, read.diagnostics);
    part.estate = std::move(own.value.estate);
    for (Assumption& assumption : own.value.assumptions) {
      assumption.text = part.scope + ": " + assumption.text;
      read.value.assumptions.push_back(std::move(assumption));
    }
  }
  if (read.value.assumptions.empty() || read.diagnostics.has_errors()) {
    read.value.estate = estates.joined;
    return read;
  }
  Read<estate::Estate> joined = estate::join(parts, library.registry, library.functions,
                                             {.with = estates.with, .assumed = true});
  // What is worth a warning was said of the facts.
  if (joined.diagnostics.has_errors()) read.diagnostics.append(std::move(joined.diagnostics));
  read.value.estate = std::move(joined.value);
  return read;
}

}  // namespace relook::engine
