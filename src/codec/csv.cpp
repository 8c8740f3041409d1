// SPDX-License-Identifier: Apache-2.0
#include "codec/csv.hpp"

#include <algorithm>

#include "base/spelling.hpp"

namespace relook::codec {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

CsvReader::CsvReader(std::string_view bytes, std::string_view file, CsvOptions options,
                     Diagnostics& diagnostics)
    : bytes_(bytes), file_(file), options_(options), diagnostics_(diagnostics) {
  if (bytes_.starts_with(kByteOrderMark)) at_ = line_start_ = kByteOrderMark.size();
}

Position CsvReader::here() const {
  return {line_, static_cast<std::uint32_t>(at_ - line_start_ + 1)};
}

void CsvReader::fault(Position at, std::string message) {
  diagnostics_.error(file_, at, std::move(message));
}

bool CsvReader::next() {
  while (true) {
    // Empty lines are passed over; a lone CR before the LF belongs to the line's end.
    while (at_ < bytes_.size() &&
           (bytes_[at_] == '\n' ||
            (bytes_[at_] == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n'))) {
      at_ += bytes_[at_] == '\r' ? 2U : 1U;
      line_start_ = at_;
      ++line_;
    }
    if (at_ >= bytes_.size()) return false;
    row_line_ = line_;
    switch (read_row()) {
      case RowEnd::good:
        return true;
      case RowEnd::faulty:
        break;
      case RowEnd::fatal:
        at_ = bytes_.size();
        return false;
    }
  }
}

// Reads from behind the opening quote to behind the closing one. False where there is none.
bool CsvReader::read_quoted(CsvField& field) {
  ++at_;
  const std::size_t start = at_;
  std::string* copy = nullptr;
  std::size_t copied_to = start;
  while (at_ < bytes_.size() && at_ - start <= options_.row_bytes_max) {
    const char c = bytes_[at_];
    if (c == '\n') {
      ++line_;
      line_start_ = at_ + 1;
    } else if (c == '"') {
      const bool doubled = at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '"';
      if (doubled || copy != nullptr) {
        if (copy == nullptr) copy = &unescaped_.emplace_back();
        copy->append(bytes_.substr(copied_to, at_ - copied_to + (doubled ? 1U : 0U)));
      }
      if (!doubled) {
        field.text = copy != nullptr ? std::string_view(*copy) : bytes_.substr(start, at_ - start);
        ++at_;
        return true;
      }
      ++at_;
      copied_to = at_ + 1;
    }
    ++at_;
  }
  return false;
}

CsvReader::RowEnd CsvReader::read_row() {
  fields_.clear();
  unescaped_.clear();
  const std::size_t row_start = at_;
  bool faulty = false;
  while (true) {
    CsvField field{{}, here(), at_ < bytes_.size() && bytes_[at_] == '"'};
    if (field.quoted) {
      if (!read_quoted(field)) {
        fault(field.at, at_ >= bytes_.size()
                            ? "this quote is never closed"
                            : "the row is longer than " + std::to_string(options_.row_bytes_max) +
                                  " bytes; is a quote never closed?");
        return RowEnd::fatal;
      }
      if (at_ < bytes_.size() && bytes_[at_] != options_.delimiter && bytes_[at_] != '\n' &&
          !(bytes_[at_] == '\r' && (at_ + 1 == bytes_.size() || bytes_[at_ + 1] == '\n'))) {
        fault(here(), "text behind a closing quote; a quote inside a field is written twice");
        faulty = true;
        while (at_ < bytes_.size() && bytes_[at_] != options_.delimiter && bytes_[at_] != '\n') {
          ++at_;
        }
      }
    } else {
      const std::size_t start = at_;
      const std::size_t limit = std::min(bytes_.size(), row_start + options_.row_bytes_max + 1);
      while (at_ < limit && bytes_[at_] != options_.delimiter && bytes_[at_] != '\n') {
        if (bytes_[at_] == '"' && !faulty) {
          fault(here(), "a quote inside a bare field; put the whole field in quotes and double it");
          faulty = true;
        }
        ++at_;
      }
      field.text = bytes_.substr(start, at_ - start);
      const bool line_end = at_ >= bytes_.size() || bytes_[at_] == '\n';
      if (line_end && field.text.ends_with('\r')) field.text.remove_suffix(1);
      if (const std::size_t cr = field.text.find('\r'); cr != std::string_view::npos && !faulty) {
        fault({line_, static_cast<std::uint32_t>(start + cr - line_start_ + 1)},
              "a carriage return inside a bare field; lines end in LF or CRLF");
        faulty = true;
      }
    }
    if (at_ - row_start > options_.row_bytes_max) {
      fault({row_line_, 1}, "the row is longer than " + std::to_string(options_.row_bytes_max) +
                                " bytes; this does not look like a table");
      return RowEnd::fatal;
    }
    if (field.text.find('\0') != std::string_view::npos) {
      fault(field.at, "a NUL byte; is this a text file in UTF-8?");
      faulty = true;
    } else if (!is_utf8(field.text)) {
      fault(field.at, "bytes that are not UTF-8: " + in_quotes(field.text) +
                          "; save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\") or give a "
                          "map its encoding");
      faulty = true;
    }
    if (fields_.size() == options_.fields_max) {
      fault(field.at, "more than " + std::to_string(options_.fields_max) + " fields in a row");
      return RowEnd::fatal;
    }
    fields_.push_back(field);
    if (at_ < bytes_.size() && bytes_[at_] == '\r') ++at_;  // behind a closing quote
    if (at_ >= bytes_.size()) break;
    const char end = bytes_[at_++];
    if (end == '\n') {
      ++line_;
      line_start_ = at_;
      break;
    }
  }
  return faulty ? RowEnd::faulty : RowEnd::good;
}

void append_csv_row(std::string& out, std::span<const std::string_view> fields, char delimiter) {
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) out.push_back(delimiter);
    first = false;
    const bool quote = field.find(delimiter) != std::string_view::npos ||
                       field.find_first_of("\"\r\n") != std::string_view::npos ||
                       (fields.size() == 1 && field.empty()) || field.starts_with(' ') ||
                       field.ends_with(' ');
    if (!quote) {
      out.append(field);
      continue;
    }
    out.push_back('"');
    for (const char c : field) {
      if (c == '"') out.push_back('"');
      out.push_back(c);
    }
    out.push_back('"');
  }
  out.push_back('\n');
}

}  // namespace relook::codec
