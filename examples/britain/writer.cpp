// SPDX-License-Identifier: Apache-2.0
#include "britain/writer.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/check.hpp"
#include "base/quantity.hpp"
#include "base/spelling.hpp"

namespace relook::britain {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBufferBytes = std::size_t{1} << 20;

// As base/file names what it writes beside its place.
fs::path beside(const fs::path& place, std::string_view ending) {
  const fs::path clean = place.has_filename() ? place : place.parent_path();
  return clean.parent_path() /
         ("." + clean.filename().string() + "." + std::to_string(::getpid()) + std::string(ending));
}

Result<void> check_replaceable(const fs::path& place, std::span<const std::string_view> names) {
  std::error_code code;
  if (!fs::exists(place, code)) return {};
  if (!fs::is_directory(place, code)) {
    return failure(ErrorKind::invalid_input, "is there already and is not a folder",
                   place.string());
  }
  for (const auto& entry : fs::recursive_directory_iterator(place, code)) {
    const std::string name = entry.path().lexically_relative(place).generic_string();
    const bool is_folder = entry.is_directory(code);
    const bool known = std::ranges::any_of(names, [&](std::string_view one) {
      return is_folder ? one.starts_with(name + "/") : one == name;
    });
    if (!known) {
      return failure(ErrorKind::invalid_input,
                     "holds " + in_quotes(name) +
                         ", which relook-britain did not write; choose another folder or move it "
                         "away",
                     place.string());
    }
  }
  if (code) return failure(ErrorKind::io, code.message(), place.string());
  return {};
}

}  // namespace

CsvFile::~CsvFile() {
  if (file_ >= 0) ::close(file_);
}

void CsvFile::open(const fs::path& path, std::string_view columns) {
  RELOOK_CHECK(file_ < 0);
  path_ = path.string();
  file_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file_ < 0) error_ = errno;
  buffer_.reserve(kBufferBytes + 4096);
  buffer_ += columns;
  buffer_ += '\n';
}

void CsvFile::separate() {
  if (!first_cell_) buffer_ += ',';
  first_cell_ = false;
}

void CsvFile::text(std::string_view value) {
  separate();
  buffer_ += value;
}

void CsvFile::number(std::int64_t value, int digits) {
  separate();
  if (value == kUnknownNumber) return;
  if (value == kNoNumber) {
    buffer_ += '-';
  } else if (digits > 0) {
    buffer_ += format_decimal(value, digits);
  } else {
    char digits_of[24];
    const auto done = std::to_chars(digits_of, digits_of + sizeof digits_of, value);
    buffer_.append(digits_of, done.ptr);
  }
}

void CsvFile::date(Date value) {
  separate();
  if (value == kUnknownDate) return;
  if (value == kNoDate) {
    buffer_ += '-';
  } else if (value == kPastDate) {
    buffer_ += "..";
  } else {
    buffer_ += to_string(value);
  }
}

void CsvFile::end_row() {
  buffer_ += '\n';
  first_cell_ = true;
  ++rows_;
  if (buffer_.size() >= kBufferBytes) flush();
}

void CsvFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty() && error_ == 0) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      error_ = errno;
    } else {
      rest.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  buffer_.clear();
}

Result<void> CsvFile::close() {
  if (error_ == 0) flush();
  if (file_ >= 0 && ::close(file_) != 0 && error_ == 0) error_ = errno;
  file_ = -1;
  if (error_ == 0) return {};
  return failure(ErrorKind::io, std::string("cannot be written: ") + std::strerror(error_), path_);
}

Result<FreshFolder> FreshFolder::make(const fs::path& place,
                                      std::span<const std::string_view> names) {
  if (auto ok = check_replaceable(place, names); !ok) return std::unexpected(ok.error());
  FreshFolder folder(place, beside(place, ".new"));
  std::error_code code;
  fs::remove_all(folder.fresh_, code);
  for (const std::string_view name : names) {
    fs::create_directories((folder.fresh_ / name).parent_path(), code);
    if (code) {
      return failure(ErrorKind::io, "cannot be made: " + code.message(), place.string());
    }
  }
  return folder;
}

FreshFolder::FreshFolder(fs::path place, fs::path fresh)
    : place_(std::move(place)), fresh_(std::move(fresh)) {}

FreshFolder::FreshFolder(FreshFolder&& other) noexcept
    : place_(std::move(other.place_)), fresh_(std::exchange(other.fresh_, {})) {}

FreshFolder::~FreshFolder() {
  std::error_code ignored;
  if (!fresh_.empty()) fs::remove_all(fresh_, ignored);
}

Result<void> FreshFolder::put_in_place() {
  const fs::path old = beside(place_, ".old");
  std::error_code code;
  fs::remove_all(old, code);
  const bool exists = fs::exists(place_, code);
  if (exists) {
    fs::rename(place_, old, code);
    if (code) {
      return failure(ErrorKind::io, "cannot be replaced: " + code.message(), place_.string());
    }
  }
  fs::rename(fresh_, place_, code);
  if (code) {
    std::error_code ignored;
    if (exists) fs::rename(old, place_, ignored);
    return failure(ErrorKind::io, "cannot be written: " + code.message(), place_.string());
  }
  fresh_.clear();
  fs::remove_all(old, code);
  return {};
}

}  // namespace relook::britain
