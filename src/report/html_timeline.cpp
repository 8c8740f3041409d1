// SPDX-License-Identifier: Apache-2.0
// Timelines as SVG: one picture a row over a common axis, which is as wide as the page allows.
// A step is the thicker the worse it is, so that the picture reads without colours, and all steps
// stand beneath it in words.

#include "report/html_timeline.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/html_text.hpp"
#include "report/wording.hpp"

namespace relook::report {
namespace {

constexpr std::int64_t kSteps = 10'000;  // so that a place is a percentage of two decimals
constexpr std::int32_t kTicksMax = 8;
constexpr std::int64_t kLastTickText = 9'400;  // behind it the text would leave the page

std::string percent_of(std::int64_t place) { return format_decimal(place, 2) + "%"; }

// Where a day begins on the axis, in 1/10,000 of its width; the last day ends at its end.
class Axis {
 public:
  explicit Axis(const Timeline& timeline) : from_(timeline.from), until_(timeline.until) {}

  [[nodiscard]] std::int64_t operator()(Date day) const {
    const std::int64_t days = std::int64_t{until_.days} - from_.days + 1;
    const std::int64_t before = std::int64_t{day.days} - from_.days;
    return std::clamp<std::int64_t>(before * kSteps / days, 0, kSteps);
  }
  [[nodiscard]] bool holds(Date day) const { return from_ <= day && day <= until_; }

 private:
  Date from_;
  Date until_;
};

struct Tick {
  Date on;
  std::string text;
};

// The first days of months, quarters or years, whichever are few enough.
std::vector<Tick> ticks_of(const Timeline& timeline) {
  constexpr std::array kMonths{1, 3, 6, 12, 24, 60, 120, 240, 600};
  const auto month_of = [](Date day) {
    const CalendarDay at = calendar_day(day);
    return at.year * 12 + static_cast<std::int32_t>(at.month) - 1;
  };
  const std::int32_t first = month_of(timeline.from);
  const std::int32_t last = month_of(timeline.until);
  const auto fits = [&](std::int32_t months) { return (last - first) / months <= kTicksMax; };
  const auto* const found = std::ranges::find_if(kMonths, fits);
  const std::int32_t months = found == kMonths.end() ? kMonths.back() : *found;
  std::vector<Tick> ticks;
  for (std::int32_t month = (first + months - 1) / months * months; month <= last;
       month += months) {
    const auto number = static_cast<std::uint32_t>(month % 12 + 1);
    const std::optional<Date> day = date_from({month / 12, number, 1});
    if (!day || *day < timeline.from) continue;
    ticks.push_back({*day, to_string(*day).substr(0, months % 12 == 0 ? 4 : 7)});
  }
  return ticks;
}

std::string line_at(std::string_view name, std::int64_t place) {
  const std::string x = percent_of(place);
  return "<line class=\"" + std::string(name) + "\" x1=\"" + x + "\" x2=\"" + x +
         "\" y1=\"0\" y2=\"100%\"/>";
}

// How thick a step is drawn, in percent of the row.
int thickness(Tone tone) {
  switch (tone) {
    case Tone::bad:
      return 80;
    case Tone::unsure:
      return 50;
    case Tone::neutral:
      return 34;
    case Tone::good:
      return 22;
    case Tone::muted:
      return 8;
  }
  return 34;
}

std::string step_rectangle(Tone tone, std::int64_t from, std::int64_t to) {
  const int thick = thickness(tone);
  return "<rect class=\"step " + std::string(tone_class(tone)) + "\" x=\"" + percent_of(from) +
         "\" y=\"" + std::to_string((100 - thick) / 2) + "%\" width=\"" + percent_of(to - from) +
         "\" height=\"" + std::to_string(thick) + "%\">";
}

std::string step_text(const TimelineStep& step) {
  return step.outcome.word + (step.text.empty() ? "" : ": " + step.text);
}

std::string picture(const TimelineRow& row, const Timeline& timeline,
                    const std::vector<Tick>& ticks) {
  const Axis axis(timeline);
  std::string svg = "<svg role=\"img\"><title>" + html_text(row.label) + "</title><desc>";
  svg += "From " + to_string(timeline.from) + " to " + to_string(timeline.until) + "; " +
         std::to_string(row.steps.size()) + (row.steps.size() == 1 ? " step" : " steps") +
         ", listed below.</desc>";
  for (const Tick& tick : ticks) svg += line_at("grid", axis(tick.on));
  for (std::size_t i = 0; i < row.steps.size(); ++i) {
    const TimelineStep& step = row.steps[i];
    const bool last = i + 1 == row.steps.size();
    const std::int64_t from = axis(step.from);
    const std::int64_t to = last ? kSteps : axis(row.steps[i + 1].from);
    if (to <= from) continue;
    svg += step_rectangle(step.outcome.tone, from, to) + "<title>" +
           html_text("from " + to_string(step.from) + ": " + step_text(step)) + "</title></rect>";
  }
  for (const TimelineMark& mark : timeline.marks) {
    if (axis.holds(mark.on)) svg += line_at("mark", axis(mark.on));
  }
  return svg + "</svg>";
}

std::string steps_list(const TimelineRow& row) {
  std::string html = "<ol class=\"steps\">";
  for (const TimelineStep& step : row.steps) {
    html += "<li>" + to_string(step.from) + " <span class=\"word " +
            std::string(tone_class(step.outcome.tone)) + "\">" + html_sign(step.outcome.tone) +
            html_text(step.outcome.word) + "</span>";
    if (!step.text.empty()) html += " " + html_text(step.text);
    html += "</li>";
  }
  return html + "</ol>";
}

std::string axis_row(const Timeline& timeline, const std::vector<Tick>& ticks) {
  const Axis axis(timeline);
  std::string html = "<div class=\"span axis\" aria-hidden=\"true\"><div></div><svg>";
  for (const Tick& tick : ticks) {
    const std::int64_t place = axis(tick.on);
    if (place > kLastTickText) continue;
    html += "<text x=\"" + percent_of(place) + "\" y=\"80%\">" + tick.text + "</text>";
  }
  return html + "</svg></div>\n";
}

// The words of each tone, worst first, then what the marks are.
std::string key(const Timeline& timeline) {
  std::string html = "<ul class=\"key\">";
  for (const Tone tone : {Tone::bad, Tone::unsure, Tone::neutral, Tone::good, Tone::muted}) {
    std::vector<std::string> words;
    for (const TimelineRow& row : timeline.rows) {
      for (const TimelineStep& step : row.steps) {
        const Badge& outcome = step.outcome;
        if (outcome.tone == tone && std::ranges::find(words, outcome.word) == words.end()) {
          words.push_back(outcome.word);
        }
      }
    }
    if (words.empty()) continue;
    html += "<li><svg aria-hidden=\"true\">" + step_rectangle(tone, 0, kSteps) + "</rect></svg>";
    for (const std::string& word : words) {
      html += (&word == &words.front() ? "" : ", ") + html_text(word);
    }
    html += "</li>";
  }
  for (const TimelineMark& mark : timeline.marks) {
    html += "<li><svg aria-hidden=\"true\">" + line_at("mark", kSteps / 2) + "</svg>" +
            to_string(mark.on) + ": " + html_text(mark.text) + "</li>";
  }
  return html + "</ul>\n";
}

}  // namespace

std::string html_timeline(const Timeline& timeline) {
  const std::string caption = html_text(timeline.title);
  const std::string left_out =
      left_out_text({.id = "", .title = "", .columns = {}, .more = timeline.more}, 0);
  const std::string below =
      left_out.empty() ? "" : "<p class=\"soft\">" + html_text(left_out) + "</p>\n";
  if (timeline.rows.empty()) {
    const std::string head = caption.empty() ? "" : "<h4>" + caption + "</h4>\n";
    return head + "<p class=\"soft\">" + html_text(timeline.empty) + "</p>\n" + below;
  }
  std::string html = "<figure class=\"timeline\">\n";
  if (!caption.empty()) html += "<figcaption>" + caption + "</figcaption>\n";
  html += "<p class=\"soft\">" + to_string(timeline.from) + " to " + to_string(timeline.until) +
          "; thicker is worse.</p>\n" + key(timeline);
  const std::vector<Tick> ticks = ticks_of(timeline);
  html += axis_row(timeline, ticks);
  for (const TimelineRow& row : timeline.rows) {
    html += "<div class=\"span\"><div class=\"label\">" + html_text(row.label);
    if (!row.sublabel.empty()) html += "<small>" + html_text(row.sublabel) + "</small>";
    html += "</div><div>" + picture(row, timeline, ticks) + steps_list(row) + "</div></div>\n";
  }
  return html + "</figure>\n" + below;
}

}  // namespace relook::report
