// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/tone.hpp"

namespace relook::report {

struct MatrixColumn {
  std::string id;  ///< as a table's column
  std::string label;

  friend bool operator==(const MatrixColumn&, const MatrixColumn&) = default;
};

/// No word and no text where there is nothing to say.
struct MatrixCell {
  Badge outcome = {};
  std::string text = {};

  friend bool operator==(const MatrixCell&, const MatrixCell&) = default;
};

struct MatrixRow {
  std::string label;
  std::vector<MatrixCell> cells = {};  ///< one per column

  friend bool operator==(const MatrixRow&, const MatrixRow&) = default;
};

/// An outcome for each pair of a row and a column. Pages and workbooks colour the cells.
struct Matrix {
  std::string id;  ///< as a table's
  std::string title;
  std::string header;  ///< what the rows are
  std::vector<MatrixColumn> columns = {};
  std::vector<MatrixRow> rows = {};
  std::string empty = "None.";

  friend bool operator==(const Matrix&, const Matrix&) = default;
};

}  // namespace relook::report
