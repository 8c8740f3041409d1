// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/left_out.hpp"
#include "report/tone.hpp"

namespace relook::report {

/// How something stands on one side; no word and no text where it is not there.
struct Side {
  Badge outcome = {};
  std::string text = {};

  friend bool operator==(const Side&, const Side&) = default;
};

struct Pair {
  std::string label;
  Side before;
  Side after;
  std::vector<std::string> because = {};  ///< a line for each reason why they differ

  friend bool operator==(const Pair&, const Pair&) = default;
};

/// Two states of the same things. A page sets them in two columns with the reasons beneath; all
/// other formats have a table with a row for each pair.
struct SideBySide {
  std::string id;  ///< as a table's
  std::string title;
  std::string header;  ///< what the pairs are
  std::string before_header;
  std::string after_header;
  std::vector<Pair> pairs = {};
  std::size_t rows_read_max = 0;  ///< as a table's
  LeftOut more = {};
  std::string empty = "None.";

  friend bool operator==(const SideBySide&, const SideBySide&) = default;
};

}  // namespace relook::report
