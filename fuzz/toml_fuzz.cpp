// SPDX-License-Identifier: Apache-2.0
// Any bytes as TOML: no crash, a root that is an object, and texts that survive being quoted.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "base/spelling.hpp"
#include "codec/toml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = relook::codec::read_toml(bytes, "fuzz.toml");
  RELOOK_CHECK(read.value.as_object() != nullptr);
  if (!relook::is_utf8(bytes)) return 0;
  const std::string quoted = "key = " + relook::codec::toml_string(bytes) + "\n";
  const auto again = relook::codec::read_toml(quoted, "again.toml");
  RELOOK_CHECK(!again.diagnostics.has_errors());
  RELOOK_CHECK(*again.value.find("key")->as_string() == bytes);
  return 0;
}
