// SPDX-License-Identifier: Apache-2.0
#include "codec/json.hpp"

#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/spelling.hpp"

namespace relook::codec {
namespace {

using simdjson::dom::element_type;

Tree tree_from(const simdjson::dom::element& element) {
  switch (element.type()) {
    case element_type::ARRAY: {
      Tree::Array array;
      for (const simdjson::dom::element child : simdjson::dom::array(element)) {
        array.push_back(tree_from(child));
      }
      return Tree(std::move(array));
    }
    case element_type::OBJECT: {
      Tree::Object object;
      for (const auto field : simdjson::dom::object(element)) {
        object.push_back({std::string(field.key), tree_from(field.value)});
      }
      return Tree(std::move(object));
    }
    case element_type::INT64:
      return Tree(std::int64_t(element));
    case element_type::UINT64:
      return Tree(double(std::uint64_t(element)));
    case element_type::DOUBLE:
      return Tree(double(element));
    case element_type::STRING:
      return Tree(std::string_view(element));
    case element_type::BOOL:
      return Tree(bool(element));
    case element_type::NULL_VALUE:
      break;
  }
  return Tree(nullptr);
}

Position position_of(std::string_view bytes, std::size_t offset) {
  const std::string_view before = bytes.substr(0, offset);
  const auto lines = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
  const std::size_t start = before.rfind('\n');
  const std::size_t column = start == std::string_view::npos ? offset : offset - start - 1;
  return {lines + 1, static_cast<std::uint32_t>(column + 1)};
}

// Only to find out where simdjson, which does not say, met the fault: a parse that keeps nothing.
struct FaultFinder : nlohmann::json_sax<nlohmann::json> {
  std::size_t offset = 0;
  std::string what;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    offset = position > 0 ? position - 1 : 0;
    what = error.what();
    return false;
  }
};

nlohmann::ordered_json json_from(const Tree& tree) {
  if (const auto* object = tree.as_object()) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const Member& member : *object) json[member.name] = json_from(member.tree);
    return json;
  }
  if (const auto* array = tree.as_array()) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const Tree& element : *array) json.push_back(json_from(element));
    return json;
  }
  if (const auto* text = tree.as_string()) return *text;
  if (const auto* integer = tree.as_integer()) {
    // Readers that hold numbers as floating point would lose digits (RFC 8259, section 6).
    if (const Tree safe = Tree::integer(*integer); safe.as_string()) return *safe.as_string();
    return *integer;
  }
  if (const auto* number = tree.as_double()) return *number;
  if (const auto* boolean = tree.as_bool()) return *boolean;
  if (const auto* date = tree.as_date()) return to_string(*date);
  return nullptr;
}

}  // namespace

Read<Tree> read_json(std::string_view bytes, std::string_view file) {
  Read<Tree> read;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.size() > kJsonBytesMax) {
    read.diagnostics.error(
        file, {}, "the document is larger than " + std::to_string(kJsonBytesMax) + " bytes");
    return read;
  }
  simdjson::dom::parser parser;
  if (parser.allocate(std::max<std::size_t>(bytes.size(), 64), kJsonDepthMax) !=
      simdjson::SUCCESS) {
    read.diagnostics.error(file, {}, "there is not enough memory to read this document");
    return read;
  }
  simdjson::dom::element root;
  const simdjson::error_code error = parser.parse(bytes.data(), bytes.size(), true).get(root);
  if (error == simdjson::SUCCESS) {
    read.value = tree_from(root);
    return read;
  }
  if (error == simdjson::DEPTH_ERROR) {
    read.diagnostics.error(
        file, {},
        "the document is nested deeper than " + std::to_string(kJsonDepthMax) + " levels");
    return read;
  }
  FaultFinder finder;
  const bool valid = nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &finder);
  read.diagnostics.error(
      file, valid ? Position{} : position_of(bytes, std::min(finder.offset, bytes.size())),
      bytes.find_first_not_of(" \t\r\n") == std::string_view::npos
          ? "the document is empty"
          : std::string("this is not JSON: ") + simdjson::error_message(error));
  return read;
}

std::string write_json(const Tree& tree, JsonLayout layout) {
  const bool indented = layout == JsonLayout::indented;
  std::string text = json_from(tree).dump(indented ? 2 : -1, ' ', false,
                                          nlohmann::ordered_json::error_handler_t::replace);
  if (indented) text.push_back('\n');
  return text;
}

}  // namespace relook::codec
