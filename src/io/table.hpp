// SPDX-License-Identifier: Apache-2.0
// The bytes of a table as a spreadsheet writes them, made ready for the CSV reader.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "io/map.hpp"

namespace relook::io {

/// Text in UTF-8. Windows-1252 and ISO 8859-1 are converted; a byte that the former does not define
/// is a fault, and so are UTF-16 and a byte order mark of UTF-8 where the map says otherwise. Lines
/// to be skipped are emptied, so that all others keep their numbers.
[[nodiscard]] Result<std::string> to_utf8(std::string_view bytes, Encoding encoding,
                                          std::size_t skip_lines);

/// Which of `;`, `,`, tab and `|` the header is most likely separated by: the one it holds most
/// often outside quotes, or nothing where it holds none or two equally often.
[[nodiscard]] std::optional<char> find_delimiter(std::string_view text);

/// "';'" or "a tab", for messages.
[[nodiscard]] std::string delimiter_name(char delimiter);

}  // namespace relook::io
