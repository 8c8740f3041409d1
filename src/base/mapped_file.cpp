// SPDX-License-Identifier: Apache-2.0
#include "base/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace relook {
namespace {

std::unexpected<Error> unreadable(const std::filesystem::path& path) {
  const ErrorKind kind = errno == ENOENT ? ErrorKind::not_found : ErrorKind::io;
  return failure(kind, std::string("cannot be read: ") + std::strerror(errno), path.string());
}

}  // namespace

Result<MappedFile> map_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return unreadable(path);
  struct stat info{};
  if (::fstat(file, &info) != 0) {
    const auto error = unreadable(path);
    ::close(file);
    return error;
  }
  if (!S_ISREG(info.st_mode)) {
    ::close(file);
    return failure(ErrorKind::invalid_input, "is not a file", path.string());
  }
  const auto size = static_cast<std::size_t>(info.st_size);
  if (size == 0) {  // nothing can be mapped of nothing
    ::close(file);
    return MappedFile{};
  }
  void* const start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  const int why = errno;
  ::close(file);
  if (start == MAP_FAILED) {
    errno = why;
    return unreadable(path);
  }
  ::madvise(start, size, MADV_WILLNEED);
  return MappedFile{{static_cast<const std::byte*>(start), size},
                    std::shared_ptr<const void>(start, [size](const void* bytes) {
                      ::munmap(const_cast<void*>(bytes), size);
                    })};
}

}  // namespace relook
