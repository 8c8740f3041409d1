// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace relook::report {

/// How something is to be taken. Never shown by colour alone: writers add a sign or a word.
enum class Tone { neutral, good, bad, unsure, muted };

/// A word with a tone, such as a result.
struct Badge {
  Tone tone = Tone::neutral;
  std::string word = {};

  friend bool operator==(const Badge&, const Badge&) = default;
};

}  // namespace relook::report
