// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON: no crash, and what can be read is written so that it reads and writes the same
// again. (Not the same tree: integers beyond 2^53 are written as text.)

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "codec/json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = relook::codec::read_json(bytes, "fuzz.json");
  if (read.diagnostics.has_errors()) return 0;
  for (const auto layout :
       {relook::codec::JsonLayout::one_line, relook::codec::JsonLayout::indented}) {
    const std::string written = relook::codec::write_json(read.value, layout);
    const auto again = relook::codec::read_json(written, "again.json");
    RELOOK_CHECK(!again.diagnostics.has_errors());
    RELOOK_CHECK(relook::codec::write_json(again.value, layout) == written);
  }
  return 0;
}
