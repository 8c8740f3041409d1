// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include "base/parallel.hpp"
#include "base/spelling.hpp"

namespace relook {
namespace {

namespace fs = std::filesystem;

Error system_error(std::string what, const fs::path& path) {
  return {ErrorKind::io, std::move(what) + ": " + std::strerror(errno), path.string()};
}

// Closes the descriptor at the end of the scope.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(int n) : number(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

Result<void> write_new(const fs::path& path, std::span<const std::string_view> parts) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (file.number < 0) return std::unexpected(system_error("cannot be written", path));
  for (std::string_view bytes : parts) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file.number, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return std::unexpected(system_error("cannot be written", path));
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  if (::fsync(file.number) != 0 && errno != EINVAL && errno != EROFS) {
    return std::unexpected(system_error("cannot be written", path));
  }
  return {};
}

fs::path beside(const fs::path& path, std::string_view ending) {
  const fs::path clean = path.has_filename() ? path : path.parent_path();
  return clean.parent_path() /
         ("." + clean.filename().string() + "." + std::to_string(::getpid()) + std::string(ending));
}

Result<void> check_replaceable(const fs::path& path, const std::vector<FolderFile>& files,
                               const std::vector<std::string>& replaceable) {
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(path, code)) {
    const std::string name = entry.path().filename().string();
    const bool known =
        std::ranges::any_of(files, [&](const FolderFile& f) { return f.name == name; }) ||
        std::ranges::find(replaceable, name) != replaceable.end();
    if (!known || !entry.is_regular_file(code)) {
      return failure(ErrorKind::invalid_input,
                     "holds " + in_quotes(name) +
                         ", which relook did not write; choose another folder or move it away",
                     path.string());
    }
  }
  if (code) return failure(ErrorKind::io, code.message(), path.string());
  return {};
}

// How many of the first bytes of a large file are there after several threads have read parts of
// it; a fault or an end that comes too early is left to whoever reads on from there.
std::size_t read_parts(const Descriptor& file, std::span<char> bytes) {
  constexpr std::size_t kPartBytes = std::size_t{8} << 20;
  std::vector<std::size_t> read((bytes.size() + kPartBytes - 1) / kPartBytes);
  parallel_chunks(
      bytes.size(), 0,
      [&](std::size_t number, Chunk part) {
        std::size_t at = part.begin;
        while (at < part.end) {
          const ssize_t got =
              ::pread(file.number, bytes.data() + at, part.end - at, static_cast<off_t>(at));
          if (got <= 0) break;
          at += static_cast<std::size_t>(got);
        }
        read[number] = at - part.begin;
      },
      kPartBytes);
  std::size_t filled = 0;
  for (const std::size_t part : read) {
    filled += part;
    if (part < kPartBytes) break;
  }
  return filled;
}

template <class Bytes>
Result<Bytes> read_all(const fs::path& path, std::uint64_t bytes_max) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number < 0) {
    const ErrorKind kind = errno == ENOENT ? ErrorKind::not_found : ErrorKind::io;
    return failure(kind, std::string("cannot be read: ") + std::strerror(errno), path.string());
  }
  struct stat info{};
  if (::fstat(file.number, &info) != 0)
    return std::unexpected(system_error("cannot be read", path));
  if (S_ISDIR(info.st_mode)) {
    return failure(ErrorKind::invalid_input, "is a folder, not a file", path.string());
  }
  const auto too_large = [&] {
    return failure(ErrorKind::limit, "is larger than " + std::to_string(bytes_max) + " bytes",
                   path.string());
  };
  if (info.st_size > 0 && static_cast<std::uint64_t>(info.st_size) > bytes_max) return too_large();
  // One byte beyond the size tells the end of a file from one that grew; pipes have no size.
  constexpr std::size_t kPipeBytes = 65'536;
  constexpr off_t kReadInPartsBytes = off_t{32} << 20;
  Bytes bytes;
  bytes.resize(info.st_size > 0 ? static_cast<std::size_t>(info.st_size) + 1 : kPipeBytes);
  std::size_t filled = 0;
  if (S_ISREG(info.st_mode) && info.st_size > kReadInPartsBytes) {
    filled = read_parts(file, std::span(bytes.data(), bytes.size() - 1));
    if (::lseek(file.number, static_cast<off_t>(filled), SEEK_SET) < 0) {
      return std::unexpected(system_error("cannot be read", path));
    }
  }
  while (true) {
    if (filled == bytes.size()) bytes.resize(filled + filled / 2);
    const ssize_t got = ::read(file.number, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::unexpected(system_error("cannot be read", path));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > bytes_max) return too_large();
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::uint64_t bytes_max) {
  return read_all<std::string>(path, bytes_max);
}

Result<RowVector<char>> read_large_file(const fs::path& path, std::uint64_t bytes_max) {
  return read_all<RowVector<char>>(path, bytes_max);
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  return write_file(path, std::span(&bytes, 1));
}

Result<void> write_file(const fs::path& given, std::span<const std::string_view> parts) {
  std::error_code code;
  // What a link points to is replaced, not the link: /dev/stdout is one.
  const fs::path target = fs::is_symlink(given, code) ? fs::canonical(given, code) : given;
  const fs::path path = code ? given : target;
  if (const auto type = fs::status(path, code).type(); fs::exists(fs::file_status(type)) &&
                                                       type != fs::file_type::regular &&
                                                       type != fs::file_type::directory) {
    // A device or a pipe cannot be replaced; to rename a file over /dev/null would be a disaster.
    return write_new(path, parts);
  }
  const fs::path temporary = beside(path, ".tmp");
  Result<void> written = write_new(temporary, parts);
  if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
    written = std::unexpected(system_error("cannot be written", path));
  }
  if (!written) {
    ::unlink(temporary.c_str());
    written.error().where = path.string();
  }
  return written;
}

Result<void> write_folder(const fs::path& path, const std::vector<FolderFile>& files,
                          const std::vector<std::string>& replaceable) {
  std::error_code code;
  const bool exists = fs::exists(path, code);
  if (exists) {
    if (!fs::is_directory(path, code)) {
      return failure(ErrorKind::invalid_input, "is there already and is not a folder",
                     path.string());
    }
    if (auto ok = check_replaceable(path, files, replaceable); !ok) return ok;
  }
  const fs::path fresh = beside(path, ".new");
  const fs::path old = beside(path, ".old");
  const auto give_up = [&](Error error) -> Result<void> {
    std::error_code ignored;
    fs::remove_all(fresh, ignored);
    error.where = path.string();
    return std::unexpected(std::move(error));
  };
  fs::remove_all(fresh, code);
  if (!fs::create_directories(fresh, code)) {
    return give_up({ErrorKind::io, "cannot be made: " + code.message(), path.string()});
  }
  for (const FolderFile& file : files) {
    const std::string_view bytes = file.bytes;
    if (auto written = write_new(fresh / file.name, std::span(&bytes, 1)); !written) {
      return give_up(std::move(written.error()));
    }
  }
  fs::remove_all(old, code);
  if (exists) {
    fs::rename(path, old, code);
    if (code) return give_up({ErrorKind::io, "cannot be replaced: " + code.message(), {}});
  }
  fs::rename(fresh, path, code);
  if (code) {
    std::error_code ignored;
    if (exists) fs::rename(old, path, ignored);
    return give_up({ErrorKind::io, "cannot be written: " + code.message(), {}});
  }
  fs::remove_all(old, code);
  return {};
}

}  // namespace relook
