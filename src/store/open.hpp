// SPDX-License-Identifier: Apache-2.0
// Packed files, read where they lie.

#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"
#include "estate/registry.hpp"

namespace relook::store {

/// The bytes of a packed file, at an address that is a multiple of 64.
struct Source {
  std::span<const std::byte> bytes;
  /// Keeps them in place; not null.
  std::shared_ptr<const void> owner;
  std::string file;  ///< what faults are placed in
  unsigned threads = 0;
};

/// The estate of a packed file: its columns are the file's bytes. Hostile bytes are refused with
/// one fault; what is accepted is what read_folder gives of the same cells with the same registry,
/// faults and warnings included, but for their places. A registry of another day is joined in like
/// that of the day of packing; where a spelling in the estate means another vendor by it, the file
/// is refused, since the folder would give another estate. Looks at every byte once or twice: cost
/// linear in the file, without a copy of it.
[[nodiscard]] Read<estate::Estate> read_packed(const Source& source,
                                               const estate::Registry& registry,
                                               const estate::Functions& functions);

/// The same of a file on disk, mapped. It must not be changed in place while the estate is used;
/// relook replaces files as a whole.
[[nodiscard]] Read<estate::Estate> open_packed(const std::filesystem::path& file,
                                               const estate::Registry& registry,
                                               const estate::Functions& functions);

/// Holds the digests of its tables that the file states against those of the estate that was read
/// from it. Nothing else uses the stated ones: what reports show is computed from the cells.
[[nodiscard]] Diagnostics check_digests(const std::filesystem::path& file,
                                        const estate::TableDigests& tables);

}  // namespace relook::store
