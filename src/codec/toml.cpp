// SPDX-License-Identifier: Apache-2.0
#include "codec/toml.hpp"

// toml++ meets some broken texts with an assertion, and in a release with a promise to the
// optimiser. Here a failed assertion ends the parse like any other fault of the text.
#undef NDEBUG
namespace relook::codec {
struct TomlAssertionFailed {};
}  // namespace relook::codec
#define TOML_ASSERT(expr)                                    \
  do {                                                       \
    if (!(expr)) throw relook::codec::TomlAssertionFailed{}; \
  } while (false)
#define TOML_EXCEPTIONS 1
#define TOML_HEADER_ONLY 1
#pragma GCC diagnostic push
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wterminate"
#endif
#include <toml++/toml.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <optional>
#include <string>

namespace relook::codec {
namespace {

Position position_from(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

struct Reader {
  std::string_view file;
  Diagnostics& diagnostics;

  Tree tree_from(const toml::node& node, std::size_t depth) const {
    Tree tree;
    if (depth <= kTomlDepthMax) {
      tree = value_from(node, depth);
    } else {
      diagnostics.error(file, position_from(node.source()),
                        "nested deeper than " + std::to_string(kTomlDepthMax) + " levels");
    }
    tree.at = position_from(node.source());
    return tree;
  }

  Tree value_from(const toml::node& node, std::size_t depth) const {
    if (const auto* table = node.as_table()) {
      Tree::Object object;
      for (const auto& [key, child] : *table) {
        object.push_back(
            {std::string(key.str()), tree_from(child, depth + 1), position_from(key.source())});
      }
      return Tree(std::move(object));
    }
    if (const auto* array = node.as_array()) {
      Tree::Array elements;
      for (const toml::node& child : *array) elements.push_back(tree_from(child, depth + 1));
      return Tree(std::move(elements));
    }
    if (const auto* text = node.as_string()) return Tree(text->get());
    if (const auto* integer = node.as_integer()) return Tree(std::int64_t{integer->get()});
    if (const auto* number = node.as_floating_point()) return Tree(number->get());
    if (const auto* boolean = node.as_boolean()) return Tree(boolean->get());
    if (const auto* date = node.as_date()) {
      const toml::date day = date->get();
      if (const auto found = date_from({day.year, day.month, day.day})) return Tree(*found);
      diagnostics.error(file, position_from(node.source()), "a year from 1900 to 2199 is expected");
      return Tree(nullptr);
    }
    diagnostics.error(file, position_from(node.source()),
                      "a time is not expected anywhere; write a date such as 2020-01-28");
    return Tree(nullptr);
  }
};

// Behind the closing quotes of the text that starts at `at`. A newline ends a text that is not a
// multi-line one, as it is a fault there.
std::size_t behind_text(std::string_view bytes, std::size_t at) {
  const char quote = bytes[at];
  const std::string three(3, quote);
  const auto closes = [&] { return bytes.substr(at, 3) == three; };
  const bool many_lines = closes();
  for (at += many_lines ? 3 : 1; at < bytes.size(); ++at) {
    if (bytes[at] == '\\' && quote == '"') {
      ++at;
    } else if (!many_lines && (bytes[at] == quote || bytes[at] == '\n')) {
      return bytes[at] == quote ? at + 1 : at;
    } else if (many_lines && closes()) {
      // Up to two quotes may stand right before the closing ones.
      at += 3;
      for (int more = 0; more < 2 && at < bytes.size() && bytes[at] == quote; ++more) ++at;
      return at;
    }
  }
  return bytes.size();
}

// The first place where a dotted key names more levels than the limit. The library limits how deep
// values nest but not keys, and takes a megabyte of `a.a.a` for tables in tables until the stack
// runs out.
std::optional<Position> too_many_dots(std::string_view bytes) {
  std::uint32_t line = 1;
  std::size_t line_start = 0;
  std::size_t dots = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const char c = bytes[at];
    if (c == '"' || c == '\'') {
      const std::size_t end = behind_text(bytes, at);
      for (; at < end; ++at) {
        if (bytes[at] != '\n') continue;
        ++line;
        line_start = at + 1;
      }
      continue;
    }
    if (c == '#') {
      at = std::min(bytes.find('\n', at), bytes.size());
      continue;
    }
    if (c == '.' && ++dots > kTomlKeyDotsMax) {
      return Position{line, static_cast<std::uint32_t>(at - line_start + 1)};
    }
    if (std::string_view("=,{}[]\n").find(c) != std::string_view::npos) dots = 0;
    ++at;
    if (c == '\n') {
      ++line;
      line_start = at;
    }
  }
  return std::nullopt;
}

}  // namespace

Read<Tree> read_toml(std::string_view bytes, std::string_view file) {
  Read<Tree> read;
  read.value = Tree::object();
  if (bytes.size() > kTomlBytesMax) {
    read.diagnostics.error(
        file, {}, "the document is larger than " + std::to_string(kTomlBytesMax) + " bytes");
    return read;
  }
  if (const auto at = too_many_dots(bytes)) {
    read.diagnostics.error(file, *at,
                           "a key of more than " + std::to_string(kTomlKeyDotsMax + 1) + " levels");
    return read;
  }
  try {
    const toml::table root = toml::parse(bytes, std::string_view(file));
    read.value = Reader{file, read.diagnostics}.tree_from(root, 0);
  } catch (const toml::parse_error& error) {
    read.diagnostics.error(file, position_from(error.source()),
                           "this is not TOML: " + std::string(error.description()));
  } catch (const TomlAssertionFailed&) {
    read.diagnostics.error(file, {}, "this is not TOML: it breaks off in the middle of a value");
  }
  return read;
}

std::string toml_string(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

}  // namespace relook::codec
