// SPDX-License-Identifier: Apache-2.0
// A large table read in pieces, several at a time.
//
// Each piece becomes a draft of its own, with its own dictionaries; these are joined in the order
// of the pieces, so that every name gets the number that it would have got by reading the rows one
// after the other. Only a file without any fault is read so: where one shows itself nothing has
// been changed, and the file is read again row by row, which says what is wrong and where.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "estate/draft.hpp"

namespace relook::estate {

/// Appends the rows of a CSV file with its header to the draft. False, with the draft as it was but
/// for names that the rows speak of, where the file must be read row by row.
[[nodiscard]] bool append_in_pieces(EstateDraft& draft, const TableSchema& table,
                                    std::string_view bytes, std::uint32_t file,
                                    std::size_t piece_bytes);

}  // namespace relook::estate
