// SPDX-License-Identifier: Apache-2.0
// Any bytes as a decision: read or refused, never a crash, and every fault has a message.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "decision/decision.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = relook::decision::read_decision(bytes, "fuzz.toml");
  for (const relook::Diagnostic& diagnostic : read.diagnostics.kept()) {
    if (diagnostic.message.empty()) std::abort();
  }
  if (!read.diagnostics.has_errors() && read.value.rules.empty()) std::abort();
  return 0;
}
