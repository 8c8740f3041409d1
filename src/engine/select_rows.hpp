// SPDX-License-Identifier: Apache-2.0
// `relook select`: which rows of an estate a selector matches, surely and possibly.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/digest.hpp"
#include "base/run.hpp"
#include "base/truth.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"
#include "estate/estate.hpp"
#include "report/document.hpp"

namespace relook::engine {

struct SelectRequest {
  std::filesystem::path estate;
  std::string selector;
  std::string over = "elements";
  std::optional<Date> on = {};
  std::filesystem::path places = {};
};

struct SelectedRow {
  std::string name;  ///< its id, or its key cells
  Truth matches;     ///< surely or possibly
  Truth in_service;
  std::string because;               ///< why it surely matches
  std::vector<std::string> unknown;  ///< what leaves it open, such as "elements.vendor"
};

struct SelectResult {
  estate::Manifest manifest;
  Digest digest;
  Date on;
  std::string selector;
  estate::TableId over;
  std::uint64_t asked = 0;        ///< rows of the table
  std::vector<SelectedRow> rows;  ///< in order of their ids
  Diagnostics warnings;

  [[nodiscard]] std::uint64_t count(Truth matches) const;
};

/// Asks the selector of every row, in service or not, on the facts alone: assumptions that the
/// estate keeps are not applied.
[[nodiscard]] Outcome<SelectResult> select_rows(const SelectRequest& request,
                                                const Library& library, const Run& run);

[[nodiscard]] report::Document select_document(const SelectResult& result);

}  // namespace relook::engine
