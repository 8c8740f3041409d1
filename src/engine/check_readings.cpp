// SPDX-License-Identifier: Apache-2.0
#include "engine/check_readings.hpp"

#include <fmt/format.h>

#include "engine/wording.hpp"

namespace relook::engine {
namespace {

using decision::Verdict;
using report::Cell;
using report::Shown;
using report::Tone;

constexpr std::size_t kSetsRead = 50;

report::Table deciding_table(const Readings& readings) {
  report::Table table{.id = "Deciding", .title = "Which readings decide it", .columns = {}};
  table.rows_read_max = kSetsRead;
  table.columns = {
      {.id = "readings",
       .header = "Readings",
       .help = "with these the total is the same whatever the others are"},
      {.id = "verdict", .header = "Total", .kind = report::ColumnKind::tone},
      {.id = "flips", .header = "Flips", .help = "whether it is another than with those chosen"},
  };
  for (const Deciding& set : readings.deciding) {
    const report::Badge total{tone_of(set.total), std::string(name_of(set.total))};
    table.rows.push_back(
        {{assignment_text(readings, set.values), total, set.total == readings.usual ? "" : "flips"},
         tone_of(set.total)});
  }
  table.more.count = readings.deciding_left_out;
  if (table.more.count > 0) table.more.sentence = "fewer readings come first";
  return table;
}

report::Table varied_table(const Readings& readings) {
  report::Table table{
      .id = "Readings", .title = "What was read in more than one way", .columns = {}};
  table.columns = {{.id = "parameter", .header = "Parameter"},
                   {.id = "value", .header = "Reading"},
                   {.id = "usual", .header = "Default"}};
  table.empty = "No parameter is left that has another reading.";
  for (const VariedParameter& parameter : readings.parameters) {
    for (std::size_t i = 0; i < parameter.values.size(); ++i) {
      table.rows.push_back(
          {{parameter.name, parameter.values[i], parameter.usual == i ? Cell("default") : Cell()},
           Tone::neutral});
    }
  }
  return table;
}

}  // namespace

std::string readings_text(const Readings& readings) {
  const std::size_t all = readings.totals.size();
  if (all == 1) return fmt::format("{} under the only reading", name_of(readings.totals.front()));
  std::string text;
  for (const Verdict total : {Verdict::conforms, Verdict::breaches, Verdict::undecided}) {
    const std::size_t count = readings.count(total);
    if (count == all) {
      return fmt::format("{} under all {} readings: none of them changes it", name_of(total), all);
    }
    if (count == 0) continue;
    text += text.empty() ? fmt::format("{} under {} of {} readings", name_of(total), count, all)
                         : fmt::format(", {} under {}", name_of(total), count);
  }
  return text;
}

void add_readings(const CheckResult& result, report::Document& document) {
  if (!result.judged.readings) return;
  const Readings& readings = *result.judged.readings;
  const auto shown = Shown::reading | Shown::workbook;
  document.add(report::Heading{"Under other readings", 2}, Shown::markdown | Shown::html);
  document.add(report::Note{tone_of(readings.usual), "Readings", readings_text(readings)}, shown);
  if (result.on_facts_alone && result.on_facts_alone->readings) {
    document.add(report::Note{tone_of(result.on_facts_alone->evaluation.total),
                              "Readings, on the facts alone",
                              readings_text(*result.on_facts_alone->readings)},
                 shown);
  }
  document.add(deciding_table(readings), shown);
  document.add(varied_table(readings), Shown::markdown | Shown::html | Shown::workbook);
}

}  // namespace relook::engine
