// SPDX-License-Identifier: Apache-2.0
// GML (Himsolt, "GML: A portable Graph File Format", 1996) as a tree of keys and values, whatever
// the keys mean.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace relook::io {

inline constexpr std::size_t kGmlBytesMax = std::size_t{64} << 20;
inline constexpr std::size_t kGmlDepthMax = 32;
inline constexpr std::size_t kGmlPairsMax = std::size_t{4} << 20;
inline constexpr std::size_t kGmlTokenBytesMax = std::size_t{64} << 10;

enum class GmlKind : std::uint8_t { integer, real, text, list };

/// A key and its value. Keys may repeat: `node` and `edge` do.
struct GmlPair {
  std::string key;
  Position at;  ///< of the key
  GmlKind kind = GmlKind::list;
  /// A number as it was written; a text without its quotes, character entities decoded.
  std::string text = {};
  std::vector<GmlPair> pairs = {};  ///< of a list
};

/// Reads one document. Faults are told with line and column, all of them in one run; beyond a limit
/// reading ends. Lines that begin with `#` are comments. Texts may be UTF-8, though GML itself asks
/// for ASCII. Linear in the bytes.
[[nodiscard]] Read<std::vector<GmlPair>> read_gml(std::string_view bytes, std::string_view file);

/// Character entities decoded: the five of XML, `&nbsp;`, and numbers (`&#233;`, `&#xE9;`). What is
/// none of them stands for itself, as addresses hold bare ampersands.
[[nodiscard]] std::string decode_entities(std::string_view text);

}  // namespace relook::io
