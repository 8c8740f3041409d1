// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/prove.hpp"
#include "report/case_suite.hpp"

namespace relook::engine {

/// The listed demands or pairs as cases for a pipeline: a breach failed, what is undecided is open.
/// Of a rule that is not listed demand by demand, the whole is a case of its own.
[[nodiscard]] report::CaseSuite prove_cases(const ProveResult& result);

}  // namespace relook::engine
