// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace relook::engine {

/// What every proof takes for granted of how networks behave, a sentence each (docs/prove.md).
[[nodiscard]] std::span<const std::string_view> model_sentences();

/// What no proof of relook covers, a sentence each.
[[nodiscard]] std::span<const std::string_view> not_modelled();

}  // namespace relook::engine
