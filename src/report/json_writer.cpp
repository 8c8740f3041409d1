// SPDX-License-Identifier: Apache-2.0
#include "report/json_writer.hpp"

#include "codec/json.hpp"

namespace relook::report {

std::string write_json(const Document& document) {
  return codec::write_json(document.data, codec::JsonLayout::indented);
}

std::string write_jsonl(const Document& document) {
  const codec::Tree* list =
      document.list_member.empty() ? nullptr : document.data.find(document.list_member);
  const codec::Tree::Array* elements = list == nullptr ? nullptr : list->as_array();
  if (elements == nullptr) {
    return codec::write_json(document.data, codec::JsonLayout::one_line) + "\n";
  }
  codec::Tree rest = codec::Tree::object();
  for (const codec::Member& member : *document.data.as_object()) {
    if (&member.tree != list) rest.add(member.name, member.tree);
  }
  std::string out = codec::write_json(rest, codec::JsonLayout::one_line) + "\n";
  for (const codec::Tree& element : *elements) {
    out += codec::write_json(element, codec::JsonLayout::one_line);
    out.push_back('\n');
  }
  return out;
}

}  // namespace relook::report
