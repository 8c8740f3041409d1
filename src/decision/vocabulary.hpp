// SPDX-License-Identifier: Apache-2.0
// The names that a decision gives to selectors (terms) and to choices (parameters).

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "base/diagnostic.hpp"
#include "decision/decimal.hpp"

namespace relook::decision {

/// Where a text was read: its first character (inside the quotes). A column inside the text is
/// counted from there, a line by the text's own line ends.
struct Origin {
  std::string file;
  Position at;

  friend bool operator==(const Origin&, const Origin&) = default;
};

/// A named selector. It is compiled anew in the subject of each selector that uses it.
struct Term {
  std::string text;
  Origin where;    ///< the text's first character
  Position named;  ///< where the name stands, in the same file

  friend bool operator==(const Term&, const Term&) = default;
};

/// A date parameter without a value: what is compared with it is unknown (SEMANTICS 3.3).
struct UnsetDate {
  friend bool operator==(const UnsetDate&, const UnsetDate&) = default;
};

/// A parameter whose value is a selector: it stands where a term may.
struct SelectorText {
  std::string text;
  Origin where;

  friend bool operator==(const SelectorText&, const SelectorText&) = default;
};

using ParameterValue = std::variant<bool, Decimal, Date, UnsetDate, std::string,
                                    std::vector<std::string>, SelectorText>;

struct Parameter {
  ParameterValue value;
  Origin where;  ///< where its name stands

  friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct Vocabulary {
  std::map<std::string, Term, std::less<>> terms = {};
  std::map<std::string, Parameter, std::less<>> parameters = {};

  friend bool operator==(const Vocabulary&, const Vocabulary&) = default;
};

/// What is wrong with the names themselves: not `[a-z][a-z0-9_-]*`, a field's name, a word of the
/// language, a term and a parameter at once, terms that use each other in a circle, a term that
/// cannot be parsed. Types are checked where a term is used, as they depend on the subject. Call
/// it once for each decision; compile_selector does not repeat it.
[[nodiscard]] Diagnostics check_vocabulary(const Vocabulary& vocabulary);

}  // namespace relook::decision
