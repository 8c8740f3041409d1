// SPDX-License-Identifier: Apache-2.0
// Help for a terminal and the manual page, both from the commands as they are declared.

#pragma once

#include <span>
#include <string>

#include "base/result.hpp"

namespace CLI {
class App;
}

namespace relook::cli {

/// What a command does, how it is called, its options, examples and exit codes.
[[nodiscard]] std::string help_text(const CLI::App& app);
/// The same of the command that `words` name below the program: "decisions", "test". Fails where
/// there is none.
[[nodiscard]] Result<std::string> help_text(const CLI::App& program,
                                            std::span<const std::string> words);

/// The manual page relook(1) in troff's man macros.
[[nodiscard]] std::string manual_page(const CLI::App& program);

}  // namespace relook::cli
