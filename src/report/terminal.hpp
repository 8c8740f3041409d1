// SPDX-License-Identifier: Apache-2.0
// Lines for a terminal: padding by display width, and colours where they were asked for.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "report/text_style.hpp"
#include "report/wording.hpp"

namespace relook::report {

class Terminal {
 public:
  explicit Terminal(const TextStyle& style)
      : width_(std::max<std::size_t>(style.width, 40)),
        colour_(style.colour),
        charset_(style.unicode ? Charset::unicode : Charset::ascii) {}

  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] Charset charset() const { return charset_; }

  [[nodiscard]] std::string paint(Tone tone, std::string_view text) const;
  [[nodiscard]] std::string bold(std::string_view text) const;
  [[nodiscard]] std::string faint(std::string_view text) const;
  /// The tone's sign and a space in front of the text, in the tone's colour.
  [[nodiscard]] std::string signed_text(Tone tone, std::string_view text) const;

  /// A line of so many columns.
  [[nodiscard]] std::string rule(std::size_t columns) const;
  [[nodiscard]] std::string_view margin() const {
    return charset_ == Charset::unicode ? "┃ " : "| ";
  }
  [[nodiscard]] std::string_view ellipsis() const {
    return charset_ == Charset::unicode ? "…" : "...";
  }

 private:
  [[nodiscard]] std::string escaped(std::string_view code, std::string_view text) const;

  std::size_t width_;
  bool colour_;
  Charset charset_;
};

/// The printable text with spaces up to `width` columns on the side that `align` leaves free.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width, Align align);

/// Appends a line without the spaces at its end.
void append_line(std::string& out, std::string_view line);

}  // namespace relook::report
