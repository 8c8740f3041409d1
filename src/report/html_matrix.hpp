// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/document.hpp"

namespace relook::report {

/// The matrix as a table of toned cells, each with its word.
[[nodiscard]] std::string html_matrix(const Matrix& matrix);

}  // namespace relook::report
