// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <utility>

#include "base/diagnostic.hpp"
#include "base/result.hpp"

namespace relook::engine {

/// Why a use case could not run: one error, or all that was found wrong with its inputs.
struct Failed {
  ErrorKind kind = ErrorKind::invalid_input;
  std::string message;  ///< empty where the diagnostics say it all
  Diagnostics diagnostics;
};

/// What a use case gives: its answer, or why there is none.
template <class T>
using Outcome = std::expected<T, Failed>;

[[nodiscard]] inline std::unexpected<Failed> failed(const Error& error) {
  return std::unexpected(Failed{error.kind, to_string(error), {}});
}
[[nodiscard]] inline std::unexpected<Failed> failed(Diagnostics diagnostics) {
  return std::unexpected(Failed{ErrorKind::invalid_input, {}, std::move(diagnostics)});
}

}  // namespace relook::engine
