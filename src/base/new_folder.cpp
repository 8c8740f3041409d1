// SPDX-License-Identifier: Apache-2.0
#include "base/new_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/check.hpp"

namespace relook {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPieceBytes = 1U << 20;

std::unexpected<Error> system_failure(const std::string& what, const fs::path& path) {
  const ErrorKind kind = errno == ENOENT ? ErrorKind::not_found : ErrorKind::io;
  return failure(kind, what + ": " + std::strerror(errno), path.string());
}

std::unexpected<Error> already_there(const fs::path& path) {
  return failure(ErrorKind::invalid_input,
                 "is there already; nothing is replaced, so name a folder that is not there",
                 path.string());
}

// An open file, closed at the end of the scope.
struct OpenFile {
  explicit OpenFile(int n) : number(n) {}
  ~OpenFile() {
    if (number >= 0) ::close(number);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  int number;
};

// One file that is being written, and the digest of what has been.
class Written {
 public:
  explicit Written(const fs::path& path)
      : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {}

  [[nodiscard]] bool open() const { return file_.number >= 0; }
  // False where the system refuses, which errno then explains.
  [[nodiscard]] bool add(std::string_view bytes) {
    hash_.add(bytes);
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_.number, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }
  [[nodiscard]] bool sync() const {
    return ::fsync(file_.number) == 0 || errno == EINVAL || errno == EROFS;
  }
  [[nodiscard]] Digest digest() { return hash_.finish(); }

 private:
  OpenFile file_;
  Sha256 hash_;
};

// Makes the folders that a file is to stand in.
bool make_room(const fs::path& file) {
  std::error_code code;
  fs::create_directories(file.parent_path(), code);
  errno = code.value();
  return !code;
}

}  // namespace

NewFolder::NewFolder(fs::path path, fs::path place)
    : path_(std::move(path)), place_(std::move(place)) {}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : path_(std::move(other.path_)),
      place_(std::exchange(other.place_, {})),
      files_(std::move(other.files_)) {}

NewFolder::~NewFolder() {
  std::error_code ignored;
  if (!place_.empty()) fs::remove_all(place_, ignored);
}

Result<NewFolder> NewFolder::begin(const fs::path& given) {
  const fs::path path = given.has_filename() ? given : given.parent_path();
  std::error_code code;
  if (fs::exists(fs::symlink_status(path, code))) return already_there(given);
  const fs::path place = path.parent_path() / ("." + path.filename().string() + "." +
                                               std::to_string(::getpid()) + ".new");
  // Of a run that was killed and had the same number.
  fs::remove_all(place, code);
  if (::mkdir(place.c_str(), 0777) != 0) return system_failure("cannot be made", given);
  return NewFolder(path, place);
}

Result<void> NewFolder::write(const std::string& name, std::string_view bytes) {
  RELOOK_CHECK(!place_.empty() && !files_.contains(name));
  if (!make_room(place_ / name)) return system_failure(name + " cannot be written", path_);
  Written file(place_ / name);
  if (!file.open() || !file.add(bytes) || !file.sync()) {
    return system_failure(name + " cannot be written", path_);
  }
  files_[name] = file.digest();
  return {};
}

Result<void> NewFolder::copy(const std::string& name, const fs::path& source,
                             const std::stop_token& stop) {
  RELOOK_CHECK(!place_.empty() && !files_.contains(name));
  const OpenFile from(::open(source.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info{};
  if (from.number < 0 || ::fstat(from.number, &info) != 0) {
    return system_failure("cannot be read", source);
  }
  if (S_ISDIR(info.st_mode)) {
    return failure(ErrorKind::invalid_input, "is a folder, not a file", source.string());
  }
  if (!make_room(place_ / name)) return system_failure(name + " cannot be written", path_);
  Written file(place_ / name);
  if (!file.open()) return system_failure(name + " cannot be written", path_);
  std::string piece(kPieceBytes, '\0');
  while (true) {
    if (stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    const ssize_t got = ::read(from.number, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure("cannot be read", source);
    if (got == 0) break;
    if (!file.add(std::string_view(piece).substr(0, static_cast<std::size_t>(got)))) {
      return system_failure(name + " cannot be written", path_);
    }
  }
  if (!file.sync()) return system_failure(name + " cannot be written", path_);
  files_[name] = file.digest();
  return {};
}

Result<void> NewFolder::finish() {
  RELOOK_CHECK(!place_.empty());
  int done = ::renameat2(AT_FDCWD, place_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE);
  if (done != 0 && (errno == EINVAL || errno == ENOSYS)) {
    // A file system that cannot promise it: rename(2) alone replaces no folder that holds anything.
    std::error_code code;
    if (fs::exists(fs::symlink_status(path_, code))) return already_there(path_);
    done = ::rename(place_.c_str(), path_.c_str());
  }
  if (done != 0 && errno == EEXIST) return already_there(path_);
  if (done != 0) return system_failure("cannot be written", path_);
  place_.clear();
  return {};
}

}  // namespace relook
