// SPDX-License-Identifier: Apache-2.0
// Where text goes: results to standard output, everything else to standard error.

#pragma once

#include <string_view>

#include "base/diagnostic.hpp"
#include "base/result.hpp"
#include "report/text_style.hpp"

namespace relook::cli {

[[nodiscard]] bool stdout_is_terminal();
[[nodiscard]] bool stderr_is_terminal();

enum class Colours { as_the_terminal, none };
enum class Target { standard_output, file };

/// How text is set: by the terminal where there is one and by COLUMNS, NO_COLOR and TERM; what
/// goes elsewhere is plain, in UTF-8, and the same everywhere.
[[nodiscard]] report::TextStyle text_style(Colours colours, Target target);

/// Writes all bytes to standard output. A reader that has gone away is no failure: it has seen what
/// it wanted.
[[nodiscard]] Result<void> write_stdout(std::string_view bytes);
/// Writes to standard error, and does not mind where nobody listens.
void write_stderr(std::string_view text);

/// "relook: error: message" on standard error.
void print_error(std::string_view message);
/// Every diagnostic in order, one a line, then how many there are.
void print_diagnostics(const Diagnostics& diagnostics);

}  // namespace relook::cli
