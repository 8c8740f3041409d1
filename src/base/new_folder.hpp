// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/digest.hpp"
#include "base/result.hpp"

namespace relook {

/// A folder that is not there yet. Its files are written beside its place, large ones piece by
/// piece, and `finish` gives it its name: a reader sees all of it or nothing. What has not been
/// finished is taken away with its owner. Never is anything replaced.
class NewFolder {
 public:
  /// Fails where something of this name is there already, or where no folder can be made beside it.
  [[nodiscard]] static Result<NewFolder> begin(const std::filesystem::path& path);
  ~NewFolder();
  NewFolder(NewFolder&& other) noexcept;
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  NewFolder& operator=(NewFolder&&) = delete;

  /// Where the files stand until the folder is finished.
  [[nodiscard]] const std::filesystem::path& place() const { return place_; }
  /// The files that were written, and what is in them.
  [[nodiscard]] const std::map<std::string, Digest>& files() const { return files_; }

  /// Adds a file; a slash in its name stands for a folder within.
  [[nodiscard]] Result<void> write(const std::string& name, std::string_view bytes);
  /// Adds a copy of a file, which is read once from its beginning to its end.
  [[nodiscard]] Result<void> copy(const std::string& name, const std::filesystem::path& source,
                                  const std::stop_token& stop = {});
  /// Gives the folder its name. Fails where something else has got it meanwhile.
  [[nodiscard]] Result<void> finish();

 private:
  NewFolder(std::filesystem::path path, std::filesystem::path place);

  std::filesystem::path path_;
  std::filesystem::path place_;  ///< empty where there is nothing to take away
  std::map<std::string, Digest> files_;
};

}  // namespace relook
