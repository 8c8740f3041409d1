// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace relook::cli {

inline constexpr std::string_view kProgramVersion = "relook " RELOOK_VERSION;

}  // namespace relook::cli
