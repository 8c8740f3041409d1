// SPDX-License-Identifier: Apache-2.0
#include "report/html_text.hpp"

#include "report/glyphs.hpp"
#include "report/wording.hpp"

namespace relook::report {

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

std::string_view tone_class(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return "neutral";
    case Tone::good:
      return "good";
    case Tone::bad:
      return "bad";
    case Tone::unsure:
      return "unsure";
    case Tone::muted:
      return "muted";
  }
  return "neutral";
}

std::string html_sign(Tone tone) {
  std::string sign(sign_of(tone, Charset::unicode));
  if (sign.empty()) return sign;
  return "<span class=\"sign " + std::string(tone_class(tone)) + "\" aria-hidden=\"true\">" + sign +
         "</span> ";
}

std::string html_spoken_sign(Tone tone) {
  std::string sign = html_sign(tone);
  if (sign.empty()) return sign;
  return sign + "<span class=\"heard\">" + std::string(word_of(tone)) + ": </span>";
}

}  // namespace relook::report
