// SPDX-License-Identifier: Apache-2.0
// XML 1.0, written by pugixml, which stays in xml.cpp.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace relook::report {

struct XmlElement {
  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes = {};
  std::string text = {};  ///< stands before the children
  std::vector<XmlElement> children = {};

  void set(std::string_view attribute, std::string_view value);
};

/// The document with that root, indented, in UTF-8. Attribute values become one line, and of all
/// text only what is `printable` is kept, so that every document is well-formed.
[[nodiscard]] std::string write_xml(const XmlElement& root);

}  // namespace relook::report
