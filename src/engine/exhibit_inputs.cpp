// SPDX-License-Identifier: Apache-2.0
#include "engine/exhibit_inputs.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include "engine/inputs.hpp"
#include "estate/folder_files.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

constexpr const char* kData = "inputs/data";

// Copies one input after another, and notes what each copy stands for.
class Copier {
 public:
  Copier(NewFolder& folder, const Run& run, CopiedInputs& inputs)
      : folder_(folder), run_(run), inputs_(inputs) {}

  // The copy of one file under this name; the name.
  Outcome<fs::path> file(const fs::path& source, const std::string& name) {
    const Result<void> copied = folder_.copy(name, source, run_.stop);
    if (!copied) return failed(copied.error());
    stands_for(name, source);
    return fs::path(name);
  }

  // The copy of an estate, a folder or a packed file.
  Outcome<fs::path> estate(const fs::path& source, const std::string& name,
                           const Library& library) {
    if (is_packed(source)) return file(source, name + ".pack");
    const auto names = estate_names(source);
    if (!names) return failed(names.error());
    if (std::ranges::find(*names, estate::kManifestFile) == names->end()) {
      return refused_as_given(source, library);
    }
    for (const std::string& one : *names) {
      const auto copied = folder_.copy((fs::path(name) / one).string(), source / one, run_.stop);
      if (!copied) return failed(copied.error());
    }
    stands_for(name, source);
    return fs::path(name);
  }

 private:
  // None where it is no folder, which its reader explains best.
  static Result<std::vector<std::string>> estate_names(const fs::path& source) {
    std::error_code code;
    if (!fs::is_directory(source, code)) return std::vector<std::string>();
    return estate::estate_files(source);
  }

  // What reading says of an estate that has nothing to copy.
  static Outcome<fs::path> refused_as_given(const fs::path& source, const Library& library) {
    Read<estate::Estate> read = load_estate(source, library);
    if (read.diagnostics.has_errors()) return failed(std::move(read.diagnostics));
    return failed({ErrorKind::io, "changed while relook read it", source.string()});
  }

  void stands_for(const std::string& name, const fs::path& source) {
    inputs_.given.emplace_back((folder_.place() / name).string(), source.string());
  }

  NewFolder& folder_;
  const Run& run_;
  CopiedInputs& inputs_;
};

// The registry and the functions, read again from their copies.
Outcome<std::unique_ptr<Library>> copy_library(const Library& library, const fs::path& place,
                                               Copier& copier) {
  const fs::path registry = library.decisions.parent_path() / "registry";
  for (const char* name : {"vendors.csv", "ownership.csv", "functions.toml"}) {
    const auto copied = copier.file(registry / name, std::string(kData) + "/registry/" + name);
    if (!copied) return std::unexpected(copied.error());
  }
  Read<Library> read = load_library(place / kData);
  if (read.diagnostics.has_errors()) return failed(std::move(read.diagnostics));
  return std::make_unique<Library>(std::move(read.value));
}

// The file of the decision that this one supersedes: a check asks that it be there.
Outcome<void> copy_superseded(const CheckRequest& request, const Library& library,
                              const fs::path& copy, Copier& copier) {
  const Read<decision::Decision> read = load_decision(copy, request.set);
  // What is wrong with the decision itself, the check says.
  if (read.diagnostics.has_errors()) return {};
  decision::Decision decision = read.value;
  if (decision.supersedes.empty() || decision.supersedes == decision.id) return {};
  decision.file = request.decision.string();
  if (Diagnostics missing = check_supersedes(decision, library); missing.has_errors()) {
    return failed(std::move(missing));
  }
  const std::string name = decision.supersedes + ".toml";
  std::error_code code;
  const fs::path shipped = library.decisions / name;
  const auto copied =
      copier.file(fs::exists(shipped, code) ? shipped : request.decision.parent_path() / name,
                  std::string(kData) + "/decisions/" + name);
  if (!copied) return std::unexpected(copied.error());
  return {};
}

// Copies an input that need not be given, and says where it is now.
Outcome<void> copy_given(fs::path& path, const std::string& name, Copier& copier) {
  if (path.empty()) return {};
  auto copied = copier.file(path, name);
  if (!copied) return std::unexpected(std::move(copied.error()));
  path = *copied;
  return {};
}

// The text with the names of what was given wherever it names a copy.
std::string told_text(std::string text, const CopiedInputs& inputs) {
  for (const auto& [copy, given] : inputs.given) {
    for (std::size_t at = text.find(copy); at != std::string::npos;
         at = text.find(copy, at + given.size())) {
      text.replace(at, copy.size(), given);
    }
  }
  return text;
}

// Copies the estate, or each of several, which are then numbered in the order they were given in.
Outcome<void> copy_estates(CheckRequest& request, const Library& library, Copier& copier) {
  const bool several = !request.further_estates.empty();
  std::size_t number = 0;
  const auto copy = [&](fs::path& path) -> Outcome<void> {
    const std::string name = "inputs/estate" + (several ? "-" + std::to_string(++number) : "");
    auto copied = copier.estate(path, name, library);
    if (!copied) return std::unexpected(std::move(copied.error()));
    path = *copied;
    return {};
  };
  if (auto copied = copy(request.estate); !copied) return copied;
  for (fs::path& path : request.further_estates) {
    if (auto copied = copy(path); !copied) return copied;
  }
  return {};
}

CheckRequest seen_from(const fs::path& place, CheckRequest request) {
  for (fs::path* path :
       {&request.estate, &request.decision, &request.with, &request.places, &request.waivers}) {
    if (!path->empty()) *path = place / *path;
  }
  for (fs::path& path : request.further_estates) path = place / path;
  return request;
}

}  // namespace

Outcome<CopiedInputs> copy_inputs(const CheckRequest& request, const Library& library,
                                  NewFolder& folder, const Run& run) {
  CopiedInputs inputs{.within = request, .data = kData, .copied = {}, .library = {}, .given = {}};
  Copier copier(folder, run, inputs);
  auto copy = copy_library(library, folder.place(), copier);
  if (!copy) return std::unexpected(std::move(copy.error()));
  inputs.library = std::move(*copy);
  CheckRequest& within = inputs.within;
  if (auto estates = copy_estates(within, library, copier); !estates) {
    return std::unexpected(std::move(estates.error()));
  }
  const std::pair<fs::path*, const char*> files[] = {{&within.decision, "inputs/decision.toml"},
                                                     {&within.with, "inputs/with.csv"},
                                                     {&within.places, "inputs/places.csv"},
                                                     {&within.waivers, "inputs/waivers.csv"}};
  for (const auto& [path, name] : files) {
    if (auto copied = copy_given(*path, name, copier); !copied) {
      return std::unexpected(std::move(copied.error()));
    }
  }
  auto superseded = copy_superseded(request, library, folder.place() / within.decision, copier);
  if (!superseded) return std::unexpected(std::move(superseded.error()));
  inputs.copied = seen_from(folder.place(), within);
  std::ranges::stable_sort(inputs.given, std::ranges::greater(),
                           [](const auto& pair) { return pair.first.size(); });
  return inputs;
}

Diagnostics told_of_given(const Diagnostics& diagnostics, const CopiedInputs& inputs) {
  Diagnostics told;
  for (const Diagnostic& one : diagnostics.kept()) {
    const std::string file = told_text(one.file, inputs);
    if (one.severity == Severity::error) {
      told.error(file, one.at, told_text(one.message, inputs));
    } else {
      told.warning(file, one.at, told_text(one.message, inputs));
    }
  }
  // Those of which only the number is known are counted on.
  while (told.error_count() < diagnostics.error_count()) told.error({}, {}, {});
  while (told.warning_count() < diagnostics.warning_count()) told.warning({}, {}, {});
  return told;
}

Failed told_of_given(const Failed& failed, const CopiedInputs& inputs) {
  return {failed.kind, told_text(failed.message, inputs),
          told_of_given(failed.diagnostics, inputs)};
}

}  // namespace relook::engine
