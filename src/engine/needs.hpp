// SPDX-License-Identifier: Apache-2.0
// `relook needs`: which facts a decision asks for, what each of them means, and how well an estate
// answers.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/file.hpp"
#include "engine/check.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct NeedsRequest {
  std::filesystem::path decision;
  std::filesystem::path estate = {};  ///< empty: the decision alone
  std::filesystem::path places = {};
  std::optional<Date> on = {};
  std::vector<std::pair<std::string, std::string>> set = {};
  std::filesystem::path template_folder = {};  ///< where empty tables are written; may be empty
};

/// How full a column is, over the rows that may be in service on the day.
struct Fullness {
  std::uint64_t rows = 0;
  std::uint64_t empty = 0;
  bool table_present = false;
};

struct Need {
  estate::ColumnRef column;
  std::vector<std::string> rules;         ///< ids of the rules that read it, in their order
  std::optional<Fullness> fullness = {};  ///< where an estate was given
  std::uint64_t undecided = 0;  ///< findings that are undecided for want of it, among other things
};

/// A parameter of the decision that is not set and leaves findings undecided.
struct NeededParameter {
  std::string name;
  std::string why;
  std::uint64_t undecided = 0;
};

struct NeedsResult {
  decision::Decision decision;
  std::vector<Need> needs;  ///< in the order of the schema
  std::vector<NeededParameter> parameters;
  std::optional<CheckResult> checked;  ///< where an estate was given
  std::filesystem::path written = {};  ///< the template's folder; empty where none was asked for
  Diagnostics warnings = {};
};

/// Finds the facts; with an estate evaluates the decision on it, with a template folder writes it.
[[nodiscard]] Outcome<NeedsResult> needs(const NeedsRequest& request, const Library& library,
                                         const Run& run);

/// The facts that the rules of a decision read, in the order of the schema.
[[nodiscard]] std::vector<Need> facts_needed(const decision::Decision& decision);

/// An estate's folder with just the columns that are needed and no rows.
[[nodiscard]] std::vector<FolderFile> needs_template(const NeedsResult& result);

[[nodiscard]] report::Document needs_document(const NeedsResult& result);

}  // namespace relook::engine
