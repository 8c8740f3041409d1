// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "testing/golden.hpp"
#include "testing/source_scan.hpp"

// The rules of LAYERS and of size, applied to a tree of sources: which module may include which, no
// cycles, nothing that nobody uses, nothing too long. It reads `#include "..."` as text and knows
// no conditional compilation: an edge that only some build has is an edge.

namespace relook::testing {

inline constexpr std::size_t kFunctionLinesMax = 100;
inline constexpr std::size_t kFunctionLinesSignal = 70;
inline constexpr std::size_t kFileLinesMax = 800;

struct Module {
  int layer = 0;
  std::set<std::string> may_include;  // "*" is all
};

struct LayerTable {
  std::map<std::string, Module> modules;
  std::set<std::string> entries;
  std::vector<std::string> faults;
};

struct SourceFile {
  std::string path;  // from the root, with /
  std::string module;
  std::size_t lines = 0;
  std::vector<std::string> includes;  // paths from the root, of those that are ours
  std::vector<FunctionSize> functions;
};

struct HouseReport {
  std::map<std::string, SourceFile> files;
  std::set<std::pair<std::string, std::string>> module_edges;  // tests left out
  std::vector<std::string> faults;
  std::vector<std::string> notes;
};

inline bool is_beside_test(std::string_view path) {
  return path.ends_with("_test.cpp") || path.ends_with("_benchmark.cpp");
}

/// "src/base/id.hpp" is of module base, "apps/cli/main.cpp" of apps/cli, "examples/x/main.cpp" of
/// examples/x, "tests/x.cpp" of tests.
inline std::string module_of(std::string_view path) {
  const auto part = [&](std::size_t from) {
    return path.substr(from, path.find('/', from) - from);
  };
  if (path.starts_with("src/")) return std::string(part(4));
  if (path.starts_with("apps/")) return "apps/" + std::string(part(5));
  if (path.starts_with("examples/")) return "examples/" + std::string(part(9));
  return std::string(part(0));
}

inline LayerTable read_layers(const std::string& text) {
  LayerTable table;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string first;
    std::string second;
    if (!(words >> first >> second)) continue;
    if (first == "entry") {
      table.entries.insert(second);
      continue;
    }
    if (first.find_first_not_of("0123456789") != first.npos || !second.ends_with(':')) {
      table.faults.push_back("LAYERS: cannot read: " + line);
      continue;
    }
    second.pop_back();
    Module& module = table.modules[second];
    module.layer = std::stoi(first);
    for (std::string word; words >> word;) module.may_include.insert(word);
  }
  for (const auto& [name, module] : table.modules) {
    for (const std::string& other : module.may_include) {
      if (other == "*") continue;
      const auto found = table.modules.find(other);
      if (found == table.modules.end()) {
        table.faults.push_back("LAYERS: " + name + " may include " + other + ", which has no line");
      } else if (found->second.layer >= module.layer) {
        table.faults.push_back("LAYERS: " + name + " may include " + other +
                               ", which is on no lower layer");
      }
    }
  }
  return table;
}

/// The quoted includes of a text, as written.
inline std::vector<std::string> quoted_includes(const std::string& text) {
  constexpr std::string_view kDirective = "#include \"";
  std::vector<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(kDirective)) continue;
    const std::size_t from = kDirective.size();
    found.push_back(line.substr(from, line.find('"', from) - from));
  }
  return found;
}

inline std::map<std::string, std::string> read_sources(const std::filesystem::path& root) {
  std::map<std::string, std::string> texts;
  for (const char* folder : {"src", "apps", "examples", "tests", "bench", "fuzz"}) {
    if (!std::filesystem::exists(root / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const auto& path = entry.path();
      if (!entry.is_regular_file()) continue;
      if (path.extension() != ".hpp" && path.extension() != ".cpp") continue;
      texts[path.lexically_relative(root).generic_string()] = slurp(path);
    }
  }
  return texts;
}

/// Fills `files`: what each is and which of the others it includes. Headers are looked for under
/// src/, tests/, apps/ and examples/, as the compiler does, and beside the file.
inline void read_files(const std::filesystem::path& root, HouseReport& report) {
  const auto texts = read_sources(root);
  for (const auto& [path, text] : texts) {
    SourceFile file{.path = path, .module = module_of(path)};
    file.lines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
    file.functions = functions_in(text);
    for (const std::string& wanted : quoted_includes(text)) {
      const std::string beside = path.substr(0, path.rfind('/') + 1);
      bool found = false;
      for (const std::string& under : {std::string("src/"), std::string("tests/"),
                                       std::string("apps/"), std::string("examples/"), beside}) {
        if (!found && texts.contains(under + wanted)) {
          file.includes.push_back(under + wanted);
          found = true;
        }
      }
      if (!found) report.faults.push_back(path + " includes \"" + wanted + "\", which is not ours");
    }
    report.files[path] = std::move(file);
  }
}

inline bool may_include(const LayerTable& table, const SourceFile& from, const SourceFile& to) {
  if (from.module == to.module) return true;
  const auto module = table.modules.find(from.module);
  if (module == table.modules.end()) return false;
  const auto& allowed = module->second.may_include;
  if (allowed.contains("*") || allowed.contains(to.module)) return true;
  if (!is_beside_test(from.path)) return false;
  const auto other = table.modules.find(to.module);
  const bool is_lower = other != table.modules.end() && other->second.layer < module->second.layer;
  return is_lower || to.path.starts_with("tests/testing/");
}

inline void check_edges(const LayerTable& table, HouseReport& report) {
  for (const auto& [path, file] : report.files) {
    if (!table.modules.contains(file.module)) {
      report.faults.push_back(path + " is of module " + file.module + ", which LAYERS lacks");
      continue;
    }
    for (const std::string& included : file.includes) {
      const SourceFile& other = report.files.at(included);
      if (!may_include(table, file, other)) {
        report.faults.push_back(path + " includes " + included + ": LAYERS has no edge from " +
                                file.module + " to " + other.module);
      }
      if (file.module != other.module && !is_beside_test(path) && file.module != "tests") {
        report.module_edges.insert({file.module, other.module});
      }
    }
  }
}

using Graph = std::map<std::string, std::set<std::string>>;

/// Depth first; a node met again on the way down closes a cycle, which is reported once.
class CycleSearch {
 public:
  CycleSearch(const Graph& graph, std::string_view what) : graph_(graph), what_(what) {}

  std::vector<std::string> run() {
    for (const auto& [node, next] : graph_) visit(node);
    return std::move(faults_);
  }

 private:
  void visit(const std::string& node) {
    const auto on_the_way = std::ranges::find(way_, node);
    if (on_the_way != way_.end()) {
      std::string fault = "cycle of " + std::string(what_) + ": ";
      for (auto at = on_the_way; at != way_.end(); ++at) fault += *at + " -> ";
      faults_.push_back(fault + node);
      return;
    }
    if (!done_.insert(node).second) return;
    way_.push_back(node);
    if (const auto next = graph_.find(node); next != graph_.end()) {
      for (const std::string& other : next->second) visit(other);
    }
    way_.pop_back();
  }

  const Graph& graph_;
  std::string_view what_;
  std::vector<std::string> way_;
  std::set<std::string> done_;
  std::vector<std::string> faults_;
};

inline void check_cycles(HouseReport& report) {
  Graph files;
  for (const auto& [path, file] : report.files) {
    files[path].insert(file.includes.begin(), file.includes.end());
  }
  Graph modules;
  for (const auto& [from, to] : report.module_edges) modules[from].insert(to);
  for (auto& fault : CycleSearch(files, "files").run()) report.faults.push_back(fault);
  for (auto& fault : CycleSearch(modules, "modules").run()) report.faults.push_back(fault);
}

inline std::string without_ending(const std::string& path) {
  for (const std::string_view ending : {"_test.cpp", "_benchmark.cpp", ".cpp", ".hpp"}) {
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
  }
  return path;
}

/// Whether a .cpp implements a part of another header of its folder: `netbox_links.cpp` one of
/// `netbox.hpp`.
inline bool is_part_of_a_header(std::string stem, const HouseReport& report) {
  for (std::size_t cut = stem.rfind('_'); cut != std::string::npos && cut > stem.rfind('/') + 1;
       cut = stem.rfind('_')) {
    stem.resize(cut);
    if (report.files.contains(stem + ".hpp")) return true;
  }
  return false;
}

inline void check_dead(const LayerTable& table, HouseReport& report) {
  std::map<std::string, std::set<std::string>> includers;
  for (const auto& [path, file] : report.files) {
    for (const std::string& included : file.includes) includers[included].insert(path);
  }
  for (const auto& [path, file] : report.files) {
    const std::string stem = without_ending(path);
    if (path.ends_with(".hpp")) {
      const auto& by = includers[path];
      const bool only_own =
          std::ranges::all_of(by, [&](const auto& other) { return without_ending(other) == stem; });
      if (by.empty()) {
        report.faults.push_back(path + " is dead: nobody includes it");
      } else if (only_own) {
        report.notes.push_back(path + ": only its own .cpp or test includes it");
      }
    } else if (path.starts_with("src/") && !is_beside_test(path) &&
               !report.files.contains(stem + ".hpp") && !is_part_of_a_header(stem, report) &&
               !table.entries.contains(path)) {
      report.faults.push_back(path + " is dead: it has no header and is no entry of LAYERS");
    }
  }
  for (const std::string& entry : table.entries) {
    if (!report.files.contains(entry)) {
      report.faults.push_back("LAYERS: entry " + entry + " does not exist");
    }
  }
}

inline void check_sizes(HouseReport& report) {
  for (const auto& [path, file] : report.files) {
    if (file.lines > kFileLinesMax) {
      report.faults.push_back(path + " has " + std::to_string(file.lines) + " lines, " +
                              std::to_string(kFileLinesMax) + " are the limit");
    }
    for (const FunctionSize& function : file.functions) {
      const std::string text = path + ":" + std::to_string(function.line) + ": " + function.name +
                               " has " + std::to_string(function.lines) + " lines";
      if (function.lines > kFunctionLinesMax) {
        report.faults.push_back(text + ", " + std::to_string(kFunctionLinesMax) + " are the limit");
      } else if (function.lines > kFunctionLinesSignal) {
        report.notes.push_back(text);
      }
    }
  }
}

/// Every rule, over the tree at `root` and its LAYERS.
inline HouseReport inspect_house(const std::filesystem::path& root) {
  HouseReport report;
  const LayerTable table = read_layers(slurp(root / "LAYERS"));
  report.faults = table.faults;
  if (table.modules.empty()) report.faults.push_back("LAYERS: no modules");
  read_files(root, report);
  check_edges(table, report);
  check_cycles(report);
  check_dead(table, report);
  check_sizes(report);
  return report;
}

/// What was looked at: files, edges between modules, the longest functions.
inline std::string summary_of(const HouseReport& report) {
  std::vector<std::pair<std::size_t, std::string>> longest;
  for (const auto& [path, file] : report.files) {
    for (const FunctionSize& function : file.functions) {
      longest.emplace_back(function.lines,
                           path + ":" + std::to_string(function.line) + " " + function.name);
    }
  }
  std::ranges::sort(longest, std::greater());
  std::ostringstream out;
  out << report.files.size() << " files, " << longest.size() << " functions, "
      << report.module_edges.size() << " edges between modules:\n";
  for (const auto& [from, to] : report.module_edges) out << "  " << from << " -> " << to << '\n';
  out << "longest functions:\n";
  for (std::size_t i = 0; i < std::min<std::size_t>(10, longest.size()); ++i) {
    out << "  " << longest[i].first << " lines  " << longest[i].second << '\n';
  }
  for (const std::string& note : report.notes) out << "note: " << note << '\n';
  return out.str();
}

}  // namespace relook::testing
