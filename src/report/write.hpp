// SPDX-License-Identifier: Apache-2.0
// The one door from a Document to bytes. The same document gives the same bytes, always: nothing
// here looks at the clock, the locale or the terminal.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "report/document.hpp"
#include "report/text_style.hpp"

namespace relook::report {

enum class Format { table, json, jsonl, csv, markdown, html, xlsx, junit, sarif };

/// The formats' names as the command line knows them, in the order of `Format`.
[[nodiscard]] std::span<const std::string_view> format_names();
[[nodiscard]] std::string_view name_of(Format format);
/// The format of that name; the error says which there are and which one may have been meant.
[[nodiscard]] Result<Format> parse_format(std::string_view name);
/// The format that a file's ending speaks of, such as that of "report.html"; nothing for others.
[[nodiscard]] std::optional<Format> format_of_file(std::string_view name);
/// The blocks that the format shows; none of JSON's and the pipelines' formats.
[[nodiscard]] Shown shown_in(Format format);
/// What a web server calls the format, such as "text/html; charset=utf-8".
[[nodiscard]] std::string_view media_type(Format format);

/// The document in a format. A document that was put together wrongly is a `bug`; XLSX fails
/// where a table has more rows than a sheet or no temporary file can be written. JUnit and SARIF
/// are `invalid_input` of a document that judges nothing case by case.
[[nodiscard]] Result<std::string> write(const Document& document, Format format,
                                        const TextStyle& style = {});

}  // namespace relook::report
