// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "codec/tree.hpp"
#include "decision/decision.hpp"
#include "decision/vocabulary.hpp"

namespace relook::decision {

/// Reads [parameters] with what `--set` says into the vocabulary; the choices for the report.
[[nodiscard]] std::vector<Choice> read_parameters(const codec::Tree& root, const std::string& file,
                                                  const DecisionOptions& options,
                                                  Vocabulary& vocabulary, Diagnostics& diagnostics);

}  // namespace relook::decision
