// SPDX-License-Identifier: Apache-2.0
#include "report/write.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/check.hpp"
#include "base/spelling.hpp"
#include "report/csv_writer.hpp"
#include "report/html_writer.hpp"
#include "report/json_writer.hpp"
#include "report/junit_writer.hpp"
#include "report/markdown_writer.hpp"
#include "report/sarif_writer.hpp"
#include "report/text_writer.hpp"
#include "report/xlsx_writer.hpp"

namespace relook::report {
namespace {

constexpr std::array<std::string_view, 9> kNames{"table", "json", "jsonl", "csv",  "markdown",
                                                 "html",  "xlsx", "junit", "sarif"};
constexpr std::array<std::string_view, 9> kMediaTypes{
    "text/plain; charset=utf-8",
    "application/json",
    "application/jsonl",
    "text/csv; charset=utf-8",
    "text/markdown; charset=utf-8",
    "text/html; charset=utf-8",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/xml",
    "application/sarif+json"};

}  // namespace

std::span<const std::string_view> format_names() { return kNames; }

std::string_view name_of(Format format) { return kNames[static_cast<std::size_t>(format)]; }

std::string_view media_type(Format format) { return kMediaTypes[static_cast<std::size_t>(format)]; }

Shown shown_in(Format format) {
  switch (format) {
    case Format::table:
      return Shown::text;
    case Format::csv:
      return Shown::csv;
    case Format::markdown:
      return Shown::markdown;
    case Format::html:
      return Shown::html;
    case Format::xlsx:
      return Shown::workbook;
    case Format::json:
    case Format::jsonl:
    case Format::junit:
    case Format::sarif:
      return Shown::nowhere;
  }
  return Shown::everywhere;
}

Result<Format> parse_format(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found != kNames.end()) return static_cast<Format>(found - kNames.begin());
  std::string message = "no format " + in_quotes(name) + did_you_mean(name, kNames) + "; there are";
  for (const std::string_view known : kNames) {
    message.append(known == kNames.front() ? " " : ", ").append(known);
  }
  return failure(ErrorKind::invalid_input, std::move(message));
}

std::optional<Format> format_of_file(std::string_view name) {
  constexpr std::pair<std::string_view, Format> kEndings[] = {
      {".json", Format::json},   {".jsonl", Format::jsonl}, {".csv", Format::csv},
      {".md", Format::markdown}, {".html", Format::html},   {".xlsx", Format::xlsx},
      {".sarif", Format::sarif}};
  for (const auto& [ending, format] : kEndings) {
    if (name.ends_with(ending)) return format;
  }
  return std::nullopt;
}

Result<std::string> write(const Document& document, Format format, const TextStyle& style) {
  if (std::optional<std::string> fault = fault_of(document)) {
    return failure(ErrorKind::bug, std::move(*fault), document.title);
  }
  if ((format == Format::junit || format == Format::sarif) && document.suites.empty()) {
    return failure(ErrorKind::invalid_input,
                   "this result judges nothing case by case and has no " +
                       std::string(name_of(format)) + " form; choose another",
                   "--format");
  }
  switch (format) {
    case Format::table:
      return write_text(document, style);
    case Format::json:
      return write_json(document);
    case Format::jsonl:
      return write_jsonl(document);
    case Format::csv:
      return write_csv(document);
    case Format::markdown:
      return write_markdown(document);
    case Format::html:
      return write_html(document);
    case Format::xlsx:
      return write_xlsx(document);
    case Format::junit:
      return write_junit(document);
    case Format::sarif:
      return write_sarif(document);
  }
  RELOOK_CHECK(false);  // no other format is there
  return {};
}

}  // namespace relook::report
