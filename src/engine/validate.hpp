// SPDX-License-Identifier: Apache-2.0
// `relook validate`: is the data of an estate well formed, and how full is it?

#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/digest.hpp"
#include "base/run.hpp"
#include "engine/assume.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "engine/prove_answer.hpp"
#include "estate/estate.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct ValidateRequest {
  std::filesystem::path estate;
};

struct ColumnFill {
  estate::ColumnRef column;
  bool present = false;
  std::uint64_t empty = 0;  ///< rows in which it is unknown; 0 where empty states a default
};

struct TableFill {
  estate::TableId table;
  bool present = false;
  std::uint64_t rows = 0;  ///< the estate's own: those that the registry adds are left out
  std::vector<ColumnFill> columns;
};

struct ValidateResult {
  estate::Manifest manifest;
  Digest digest;
  std::vector<TableFill> tables;        ///< in the order of the schema
  std::vector<Assumption> assumptions;  ///< those that estate.toml keeps
  /// What a proof needs and the estate with its assumptions does not say, where it has links.
  std::vector<Silence> silences;
  Diagnostics warnings;
};

/// Reads the estate and counts what is in it. Fails with every fault of every file.
[[nodiscard]] Outcome<ValidateResult> validate(const ValidateRequest& request,
                                               const Library& library, const Run& run);

[[nodiscard]] report::Document validate_document(const ValidateResult& result);

}  // namespace relook::engine
