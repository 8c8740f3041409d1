// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/document.hpp"

namespace relook::report {

/// The text as content of an element or of an attribute in double quotes; LF stays.
[[nodiscard]] std::string html_text(std::string_view text);

/// The class that colours a tone: "good", "bad", "unsure", "muted" or "neutral".
[[nodiscard]] std::string_view tone_class(Tone tone);
/// The tone's sign, before a word that says the same; nothing for neutral.
[[nodiscard]] std::string html_sign(Tone tone);
/// The sign where no such word follows: with the tone's own word for who listens.
[[nodiscard]] std::string html_spoken_sign(Tone tone);

}  // namespace relook::report
