// SPDX-License-Identifier: Apache-2.0
#include "estate/functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "codec/toml.hpp"

namespace relook::estate {
namespace {

constexpr std::string_view kKeys[] = {"name", "layer",    "transit", "carries",
                                      "sees", "controls", "source"};

struct Reader {
  std::string file;
  Diagnostics& diagnostics;

  void fault(Position at, std::string message) const {
    diagnostics.error(file, at, std::move(message));
  }

  [[nodiscard]] std::string word(const codec::Tree& table, std::string_view key,
                                 std::span<const std::string_view> words) const {
    const codec::Tree* tree = table.find(key);
    if (tree == nullptr) return {};
    const std::string* text = tree->as_string();
    if (text == nullptr) {
      fault(tree->at, fmt::format("{} is text in quotes", key));
      return {};
    }
    if (!words.empty() && std::ranges::find(words, *text) == words.end()) {
      fault(tree->at,
            fmt::format("{} {} is unknown{}", key, in_quotes(*text), did_you_mean(*text, words)));
    }
    return *text;
  }

  [[nodiscard]] std::vector<std::string> words(const codec::Tree& table, std::string_view key,
                                               std::span<const std::string_view> allowed) const {
    std::vector<std::string> out;
    const codec::Tree* tree = table.find(key);
    if (tree == nullptr) return out;
    if (tree->as_array() == nullptr) {
      fault(tree->at, fmt::format("{} is a list", key));
      return out;
    }
    for (const codec::Tree& item : *tree->as_array()) {
      const std::string* text = item.as_string();
      if (text == nullptr || std::ranges::find(allowed, *text) == allowed.end()) {
        fault(item.at, fmt::format("{} does not take this{}", key,
                                   text != nullptr ? did_you_mean(*text, allowed) : ""));
        continue;
      }
      out.push_back(*text);
    }
    return out;
  }

  [[nodiscard]] Function function(const codec::Tree& table) const {
    for (const codec::Member& member : *table.as_object()) {
      if (std::ranges::find(kKeys, member.name) != std::end(kKeys)) continue;
      fault(member.at,
            "there is no key " + in_quotes(member.name) + did_you_mean(member.name, kKeys));
    }
    const codec::Tree* transit = table.find("transit");
    if (transit == nullptr || transit->as_bool() == nullptr) {
      fault(table.at, "transit = true or false is expected");
    }
    return {word(table, "name", {}),
            word(table, "layer", kLayers),
            transit != nullptr && transit->as_bool() != nullptr && *transit->as_bool(),
            words(table, "carries", kCarried),
            words(table, "sees", kSeen),
            words(table, "controls", kControlled),
            word(table, "source", {})};
  }
};

}  // namespace

Functions::Functions(std::vector<Function> functions, Digest digest)
    : functions_(std::move(functions)), digest_(digest) {
  std::ranges::sort(functions_, {}, &Function::name);
}

const Function* Functions::find(std::string_view name) const {
  const auto found = std::ranges::lower_bound(functions_, name, {}, &Function::name);
  return found != functions_.end() && found->name == name ? &*found : nullptr;
}

Read<Functions> read_functions(const std::filesystem::path& file) {
  Read<Functions> read;
  const Result<std::string> bytes = read_file(file, codec::kTomlBytesMax);
  if (!bytes) {
    read.diagnostics.error(file.string(), {}, bytes.error().message);
    return read;
  }
  Read<codec::Tree> root = codec::read_toml(*bytes, file.string());
  const codec::Tree* list = root.value.find("function");
  const Reader reader{file.string(), root.diagnostics};
  std::vector<Function> functions;
  if (list == nullptr || list->as_array() == nullptr) {
    root.diagnostics.error(file.string(), {1, 1}, "a list of [[function]] is expected");
  } else {
    for (const codec::Tree& table : *list->as_array()) {
      if (table.as_object() == nullptr) {
        reader.fault(table.at, "a [[function]] is expected");
        continue;
      }
      functions.push_back(reader.function(table));
      const std::string& name = functions.back().name;
      if (name.empty()) reader.fault(table.at, "a function needs a name");
      if (std::ranges::count(functions, name, &Function::name) > 1) {
        reader.fault(table.at, "the function " + in_quotes(name) + " stands here twice");
      }
    }
  }
  read.value = Functions(std::move(functions), sha256(*bytes));
  read.diagnostics = std::move(root.diagnostics);
  return read;
}

}  // namespace relook::estate
