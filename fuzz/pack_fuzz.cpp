// SPDX-License-Identifier: Apache-2.0
// A packed file, once as it is and once with header and sums made to fit, as a forger would: no
// crash, the same faults twice, and what is accepted is, packed again, the same bytes.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "base/check.hpp"
#include "store/format.hpp"
#include "store/open.hpp"
#include "store/pack.hpp"
#include "testing/raw_estate.hpp"

namespace {

using namespace relook;

void read(std::string_view bytes) {
  static const estate::Registry registry = testing::small_registry();
  static const estate::Functions functions = testing::small_functions();
  void* start = nullptr;  // of exactly the size, so that the sanitizer sees who looks behind it
  RELOOK_CHECK(posix_memalign(&start, store::kAlignment, bytes.size() + 1) == 0);
  const std::shared_ptr<void> owner(start, std::free);
  std::memcpy(owner.get(), bytes.data(), bytes.size());
  const store::Source source{
      {static_cast<const std::byte*>(owner.get()), bytes.size()}, owner, "e.pack", 1};
  const auto once = store::read_packed(source, registry, functions);
  const auto twice = store::read_packed(source, registry, functions);
  RELOOK_CHECK(once.diagnostics.kept() == twice.diagnostics.kept());
  if (once.diagnostics.has_errors()) return;
  std::string again = store::to_bytes(store::Packed(once.value));
  RELOOK_CHECK(again.size() == bytes.size());
  for (std::size_t t = 0; t < estate::kEstateTableCount; ++t) {  // stated digests may be lies
    const std::size_t at = sizeof(store::Header) + t * sizeof(store::PackedTable) +
                           offsetof(store::PackedTable, digest);
    std::memcpy(again.data() + at, bytes.data() + at, sizeof(Digest));
  }
  store::reseal(std::as_writable_bytes(std::span(again.data(), again.size())));
  RELOOK_CHECK(again == bytes);
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
