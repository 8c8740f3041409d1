// SPDX-License-Identifier: Apache-2.0
#include "report/html_bars.hpp"

#include <algorithm>
#include <string_view>

#include "report/html_text.hpp"
#include "report/wording.hpp"

namespace relook::report {
namespace {

// A scale of 10,000 steps, so that a place is a percentage of two decimals.
constexpr std::size_t kBarSteps = 10'000;

std::string percent_of(std::size_t steps) {
  return format_decimal(static_cast<std::int64_t>(steps), 2) + "%";
}

std::string rectangle(std::string_view name, std::size_t from, std::size_t to) {
  if (to <= from) return {};
  return "<rect class=\"" + std::string(name) + "\" x=\"" + percent_of(from) +
         "\" y=\"25%\" width=\"" + percent_of(to - from) + "\" height=\"50%\"/>";
}

std::string bar_picture(const Bar& bar) {
  const BarPlaces places = places_of(bar, kBarSteps);
  std::string svg = "<svg role=\"img\" aria-label=\"" + html_text(interval_text(bar)) + "\">";
  svg += rectangle("track", 0, kBarSteps);
  svg += rectangle("sure", 0, places.low);
  svg += rectangle("possible", places.low, places.high);
  if (places.limit) {
    const std::string x = percent_of(*places.limit);
    svg += "<line class=\"limit\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"5%\" y2=\"95%\"/>";
  }
  return svg + "</svg>";
}

}  // namespace

std::string html_bars(const Bars& bars) {
  if (bars.bars.empty()) return {};
  std::string html = "<figure class=\"bars\">\n";
  if (!bars.title.empty()) html += "<figcaption>" + html_text(bars.title) + "</figcaption>\n";
  html +=
      "<ul class=\"key neutral\">"
      "<li><svg aria-hidden=\"true\"><rect class=\"sure\" width=\"100%\" height=\"100%\"/></svg>"
      "at least</li>"
      "<li><svg aria-hidden=\"true\"><rect class=\"possible\" width=\"100%\" height=\"100%\"/>"
      "</svg>at most</li>";
  if (std::ranges::any_of(bars.bars, [](const Bar& bar) { return bar.limit.has_value(); })) {
    html +=
        "<li><svg aria-hidden=\"true\"><line class=\"limit\" x1=\"50%\" x2=\"50%\" y1=\"0\" "
        "y2=\"100%\"/></svg>limit</li>";
  }
  html += "</ul>\n";
  for (const Bar& bar : bars.bars) {
    html += "<div class=\"bar " + std::string(tone_class(bar.tone)) + "\"><div class=\"label\">" +
            html_text(bar.label);
    if (!bar.sublabel.empty()) html += "<small>" + html_text(bar.sublabel) + "</small>";
    html += "</div>" + bar_picture(bar) + "<div>";
    if (!bar.text.empty()) {
      html += "<span class=\"result\">" + html_sign(bar.tone) + html_text(bar.text) + "</span>";
    }
    html += "<span class=\"exact\">" + html_text(interval_text(bar));
    html += "</span>";
    if (bar.limit) html += "<span class=\"exact\">limit " + limit_text(*bar.limit) + "</span>";
    html += "</div></div>\n";
  }
  return html + "</figure>\n";
}

}  // namespace relook::report
