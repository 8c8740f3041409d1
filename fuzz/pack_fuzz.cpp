// SPDX-License-Identifier: Apache-2.0
// A packed file, once as it is and once with header and sums made to fit, as a forger would: no
// crash, the same faults twice, and what is accepted can be packed and opened again as the same
// estate.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "store/format.hpp"
#include "store/open.hpp"
#include "store/pack.hpp"
#include "testing/raw_estate.hpp"

namespace {

using namespace relook;

Read<estate::Estate> open(std::string_view bytes) {
  static const estate::Registry registry = testing::small_registry();
  static const estate::Functions functions = testing::small_functions();
  void* start = nullptr;  // of exactly the size, so that the sanitizer sees who looks behind it
  RELOOK_CHECK(posix_memalign(&start, store::kAlignment, bytes.empty() ? 1 : bytes.size()) == 0);
  const std::shared_ptr<void> owner(start, std::free);
  std::memcpy(start, bytes.data(), bytes.size());
  return store::read_packed(
      {{static_cast<const std::byte*>(start), bytes.size()}, owner, "e.pack", 1}, registry,
      functions);
}

void read(std::string_view bytes) {
  const auto once = open(bytes);
  const auto twice = open(bytes);
  RELOOK_CHECK(once.diagnostics.kept() == twice.diagnostics.kept());
  if (once.diagnostics.has_errors()) return;
  const std::string packed = store::to_bytes(store::Packed(once.value));
  const auto again = open(packed);
  RELOOK_CHECK(!again.diagnostics.has_errors());
  RELOOK_CHECK(store::to_bytes(store::Packed(again.value)) == packed);
  RELOOK_CHECK(estate::digest(again.value) == estate::digest(once.value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  if (size < sizeof(store::Header)) return 0;
  store::Header header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  header = {store::kMagic,          store::kByteOrder, store::kVersion, size,
            store::schema_digest(), header.tables,     header.sections};
  std::memcpy(bytes.data(), &header, sizeof header);
  store::reseal(std::as_writable_bytes(std::span(bytes.data(), bytes.size())));
  read(bytes);
  return 0;
}
