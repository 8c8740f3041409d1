// SPDX-License-Identifier: Apache-2.0
// One check as a folder of evidence (`relook check --exhibit`, docs/desk.md): the inputs as they
// were evaluated, the answer in every format, the command line, and the SHA-256 of every file.
//
// The inputs are copied first and the copies are evaluated. So the bytes in the folder are those
// that the answer is about, whatever happens to the originals meanwhile, and an input that can be
// read only once is read once.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/run.hpp"
#include "engine/check.hpp"
#include "engine/failed.hpp"
#include "engine/library.hpp"

namespace relook::engine {

struct ExhibitRequest {
  CheckRequest check;
  std::filesystem::path folder;  ///< where nothing may be yet
  std::string program;           ///< name and version of the program that is asked
};

/// What the folder shows, for whoever shows it elsewhere too.
struct Exhibit {
  std::unique_ptr<Library> library;  ///< as it was copied; the result looks at it
  CheckResult result;
};

/// Writes the folder: all of it, or nothing where anything fails. The same inputs and options give
/// the same bytes, whatever the inputs are called and wherever they lie.
[[nodiscard]] Outcome<Exhibit> exhibit(const ExhibitRequest& request, const Library& library,
                                       const Run& run);

/// The command line of a check, each word quoted for a shell where it must be. `data` is the folder
/// of registry and decisions.
[[nodiscard]] std::string command_line(const CheckRequest& request,
                                       const std::filesystem::path& data);

}  // namespace relook::engine
