// SPDX-License-Identifier: Apache-2.0
// Help for a terminal and the manual page, both from the commands as they are declared.

#pragma once

#include <string>

namespace CLI {
class App;
}

namespace relook::cli {

/// What a command does, how it is called, its options, examples and exit codes.
[[nodiscard]] std::string help_text(const CLI::App& app);

/// The manual page relook(1) in troff's man macros.
[[nodiscard]] std::string manual_page(const CLI::App& program);

}  // namespace relook::cli
