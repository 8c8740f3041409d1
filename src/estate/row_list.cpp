// SPDX-License-Identifier: Apache-2.0
#include "estate/row_list.hpp"

#include <string>

#include "codec/lenient.hpp"

namespace relook::estate {

Result<std::vector<std::pair<std::uint32_t, Truth>>> read_row_list(std::string_view bytes,
                                                                   const Estate& estate,
                                                                   const RowListOf& of) {
  const codec::Tree list = codec::tree_of_json(bytes);
  const std::string table(schema(of.table).name);
  if (text_of(member_of(list, "estate"), "digest") != to_string(digest(estate)) ||
      text_of(list, "over") != table || text_of(list, "on") != to_string(of.on) ||
      member_of(list, "rows").as_array() == nullptr) {
    return failure(ErrorKind::invalid_input,
                   "the list is not one of this estate's " + table + " on that day");
  }
  std::vector<std::pair<std::uint32_t, Truth>> out;
  for (const codec::Tree& one : items_of(list, "rows")) {
    const auto row = estate.table(of.table).find(text_of(one, "id"));
    if (!row) {
      return failure(ErrorKind::invalid_input,
                     "the list names something that is not among the estate's " + table);
    }
    const bool surely = text_of(one, "matches") == "surely";
    out.emplace_back(*row, surely ? Truth::yes : Truth::unknown);
  }
  return out;
}

}  // namespace relook::estate
