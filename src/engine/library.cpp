// SPDX-License-Identifier: Apache-2.0
#include "engine/library.hpp"

#include <algorithm>
#include <system_error>

#include "base/spelling.hpp"

namespace relook::engine {

namespace fs = std::filesystem;

Read<Library> load_library(const fs::path& data) {
  Read<Library> read;
  Read<estate::Registry> registry = estate::read_registry(data / "registry");
  Read<estate::Functions> functions = estate::read_functions(data / "registry" / "functions.toml");
  read.value = {std::move(registry.value), std::move(functions.value), data / "decisions"};
  read.diagnostics = std::move(registry.diagnostics);
  read.diagnostics.append(std::move(functions.diagnostics));
  return read;
}

Result<fs::path> find_data(const fs::path& given, const fs::path& program) {
  std::error_code code;
  const auto holds_data = [&](const fs::path& folder) {
    return fs::is_regular_file(folder / "registry" / "vendors.csv", code);
  };
  if (!given.empty()) {
    if (holds_data(given)) return given;
    return failure(ErrorKind::not_found, "holds no registry/vendors.csv", given.string());
  }
  const fs::path folder = program.parent_path();
  for (const char* up : {"..", "../..", "../../..", "../share/relook"}) {
    fs::path candidate = (folder / up).lexically_normal();
    if (holds_data(candidate)) return candidate;
  }
  return failure(ErrorKind::not_found,
                 "the registry and the decisions are not beside the program; name their folder "
                 "with --data or RELOOK_DATA");
}

Result<fs::path> find_decision(const std::string& name, const fs::path& decisions) {
  std::error_code code;
  if (name.find('/') != std::string::npos || name.ends_with(".toml")) {
    if (fs::is_regular_file(name, code)) return fs::path(name);
    return failure(ErrorKind::not_found, "there is no such decision file", name);
  }
  fs::path file = decisions / (name + ".toml");
  if (fs::is_regular_file(file, code)) return file;
  std::vector<std::string> ids;
  for (const auto& entry : fs::directory_iterator(decisions, code)) {
    if (entry.path().extension() == ".toml") ids.push_back(entry.path().stem().string());
  }
  std::ranges::sort(ids);
  const std::vector<std::string_view> views(ids.begin(), ids.end());
  return failure(ErrorKind::not_found,
                 "no decision is called " + in_quotes(name) + did_you_mean(name, views) +
                     "; 'relook decisions' lists them, and a file is named by its path");
}

}  // namespace relook::engine
