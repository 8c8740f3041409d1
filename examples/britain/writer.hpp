// SPDX-License-Identifier: Apache-2.0
// Files that are written as they come, in a folder that appears whole or not at all.

#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"

namespace relook::britain {

/// Cells of a number or a date that is none.
inline constexpr std::int64_t kUnknownNumber = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kNoNumber = kUnknownNumber + 1;
inline constexpr Date kUnknownDate = {std::numeric_limits<std::int32_t>::min()};
inline constexpr Date kNoDate = {kUnknownDate.days + 1};
inline constexpr Date kPastDate = {kUnknownDate.days + 2};  ///< `..`

/// A file of CSV rows. What cannot be written is remembered and said by close().
class CsvFile {
 public:
  CsvFile() = default;
  ~CsvFile();
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;

  /// Makes the file; `columns` is its header, commas between.
  void open(const std::filesystem::path& path, std::string_view columns);
  /// The next cell: a text without commas, quotes and line ends.
  void text(std::string_view value);
  /// An integer of 10^-digits units.
  void number(std::int64_t value, int digits = 0);
  void date(Date value);
  void end_row();
  [[nodiscard]] std::int64_t rows() const { return rows_; }
  [[nodiscard]] Result<void> close();

 private:
  void separate();
  void flush();

  std::string buffer_;
  std::string path_;
  std::int64_t rows_ = 0;
  int file_ = -1;
  int error_ = 0;
  bool first_cell_ = true;
};

/// A folder that is filled beside its place.
class FreshFolder {
 public:
  /// `names` are all files that it will hold, with / between folder and file: a folder that is
  /// there already is replaced only where it holds nothing else.
  [[nodiscard]] static Result<FreshFolder> make(const std::filesystem::path& place,
                                                std::span<const std::string_view> names);
  FreshFolder(FreshFolder&& other) noexcept;
  FreshFolder& operator=(FreshFolder&&) = delete;
  /// Takes away what was not put in place.
  ~FreshFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return fresh_; }
  [[nodiscard]] Result<void> put_in_place();

 private:
  FreshFolder(std::filesystem::path place, std::filesystem::path fresh);

  std::filesystem::path place_;
  std::filesystem::path fresh_;
};

}  // namespace relook::britain
