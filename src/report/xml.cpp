// SPDX-License-Identifier: Apache-2.0
#include "report/xml.hpp"

#include <cstddef>
#include <pugixml.hpp>
#include <utility>

#include "base/check.hpp"
#include "report/glyphs.hpp"

namespace relook::report {
namespace {

struct StringWriter final : pugi::xml_writer {
  void write(const void* data, std::size_t size) override {
    out.append(static_cast<const char*>(data), size);
  }
  std::string out;
};

void fill(pugi::xml_node node, const XmlElement& element) {
  for (const auto& [name, value] : element.attributes) {
    const bool set = node.append_attribute(name.c_str()).set_value(printable_line(value).c_str());
    RELOOK_CHECK(set);
  }
  if (!element.text.empty()) {
    node.append_child(pugi::node_pcdata).set_value(printable(element.text).c_str());
  }
  for (const XmlElement& child : element.children) {
    fill(node.append_child(child.name.c_str()), child);
  }
}

}  // namespace

void XmlElement::set(std::string_view attribute, std::string_view value) {
  attributes.emplace_back(attribute, value);
}

std::string write_xml(const XmlElement& root) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  fill(document.append_child(root.name.c_str()), root);
  StringWriter writer;
  document.save(writer, "  ", pugi::format_indent, pugi::encoding_utf8);
  return std::move(writer.out);
}

}  // namespace relook::report
