// SPDX-License-Identifier: Apache-2.0
// Any bytes as a selector of every subject: compiled or refused with a place inside the text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "decision/selector.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using relook::decision::Subject;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (int subject = 0; subject <= static_cast<int>(Subject::vendors); ++subject) {
    const auto read =
        relook::decision::compile_selector(text, {"fuzz", {1, 1}}, static_cast<Subject>(subject),
                                           {}, relook::decision::KnownUse::under_not);
    for (const relook::Diagnostic& diagnostic : read.diagnostics.kept()) {
      if (diagnostic.message.empty() || diagnostic.at.line == 0) std::abort();
    }
    if (!read.diagnostics.has_errors() && read.value.nodes.size() == 0) std::abort();
  }
  return 0;
}
