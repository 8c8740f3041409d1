// SPDX-License-Identifier: Apache-2.0
#include "report/wording.hpp"

#include <algorithm>
#include <array>

namespace relook::report {
namespace {

constexpr std::array kWorstFirst{Tone::bad, Tone::unsure, Tone::neutral, Tone::good, Tone::muted};

std::string with_decimals(const Decimal& decimal, int decimals) {
  std::string text = format_decimal(decimal.value, decimal.digits);
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string fraction = text.substr(std::min(point + 1, text.size()));
  if (fraction.size() < static_cast<std::size_t>(decimals)) {
    fraction.resize(static_cast<std::size_t>(decimals), '0');
  }
  std::string whole = text.substr(0, point);
  for (std::size_t at = whole.size(); at > 3;) {
    at -= 3;
    whole.insert(at, ",");
  }
  return (negative ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
}

std::size_t rounded_place(const Fraction& fraction, std::size_t steps) {
  if (fraction.whole == 0) return 0;
  Int128 part = fraction.part;
  Int128 whole = fraction.whole;
  while (whole > (Int128{1} << 90)) {  // or the product below would leave 128 bits
    part >>= 1;
    whole >>= 1;
  }
  return static_cast<std::size_t>((part * static_cast<Int128>(steps) * 2 + whole) / (whole * 2));
}

std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return grouped(static_cast<Int128>(count)) + " " + std::string(count == 1 ? one : many);
}

}  // namespace

std::string_view sign_of(Tone tone, Charset charset) {
  const bool unicode = charset == Charset::unicode;
  switch (tone) {
    case Tone::neutral:
      return "";
    case Tone::good:
      return unicode ? "✓" : "+";
    case Tone::bad:
      return unicode ? "✗" : "x";
    case Tone::unsure:
      return "?";
    case Tone::muted:
      return unicode ? "–" : "-";
  }
  return "";
}

std::string_view word_of(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return "";
    case Tone::good:
      return "good";
    case Tone::bad:
      return "bad";
    case Tone::unsure:
      return "unsure";
    case Tone::muted:
      return "set aside";
  }
  return "";
}

std::string grouped(Int128 value) {
  std::string text = to_string(value);
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = text.size(); at > first + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string limit_text(const Share& limit) {
  std::string text = to_string(limit);
  if (text.ends_with('%')) text.insert(text.size() - 1, " ");
  return text;
}

std::string share_text(const Proportion& proportion) {
  const Fraction& fraction = proportion.fraction;
  if (fraction.unbounded) return grouped(fraction.part) + " of ?";
  return percent(fraction, proportion.limit);
}

std::string fraction_text(const Fraction& fraction) {
  return to_string(fraction.part) + "/" + (fraction.unbounded ? "?" : to_string(fraction.whole));
}

std::string interval_text(const Bar& bar) {
  if (!bar.exact.empty()) return bar.exact;
  const std::string low = share_text({bar.low, bar.limit});
  if (bar.low == bar.high) {
    return low == "-" ? low : low + " (" + fraction_text(bar.low) + ")";
  }
  return low + " to " + share_text({bar.high, bar.limit}) + " (" + fraction_text(bar.low) + " to " +
         fraction_text(bar.high) + ")";
}

BarPlaces places_of(const Bar& bar, std::size_t steps) {
  BarPlaces places{0, 0, std::nullopt};
  if (bar.limit) {
    places.limit = rounded_place({bar.limit->part, bar.limit->whole}, steps);
  }
  const auto place = [&](const Fraction& fraction) {
    const std::size_t at = rounded_place(fraction, steps);
    if (!bar.limit) return at;
    if (above(fraction, *bar.limit)) return std::max(at, std::min(*places.limit + 1, steps));
    return std::min(at, *places.limit);
  };
  places.low = bar.low.unbounded ? 0 : place(bar.low);
  places.high = std::max(bar.high.unbounded ? steps : place(bar.high), places.low);
  return places;
}

int decimals_of(const Table& table, std::size_t column) {
  std::size_t decimals = 0;
  for (const Row& row : table.rows) {
    const auto* decimal = std::get_if<Decimal>(&row.cells[column].value);
    if (decimal == nullptr) continue;
    const std::string text = format_decimal(decimal->value, decimal->digits);
    const std::size_t point = text.find('.');
    if (point != std::string::npos) decimals = std::max(decimals, text.size() - point - 1);
  }
  return static_cast<int>(decimals);
}

CellReader::CellReader(const Table& table, std::size_t column)
    : fraction_beside_(table.columns[column].part_column.empty() ||
                       table.columns[column].whole_column.empty()),
      decimals_(decimals_of(table, column)) {}

std::string CellReader::operator()(const Cell& cell) const {
  if (const auto* text = std::get_if<std::string>(&cell.value)) return *text;
  if (const auto* integer = std::get_if<Int128>(&cell.value)) return grouped(*integer);
  if (const auto* decimal = std::get_if<Decimal>(&cell.value)) {
    return with_decimals(*decimal, decimals_);
  }
  if (const auto* date = std::get_if<Date>(&cell.value)) return to_string(*date);
  if (const auto* badge = std::get_if<Badge>(&cell.value)) return badge->word;
  if (const auto* proportion = std::get_if<Proportion>(&cell.value)) {
    std::string share = share_text(*proportion);
    if (!fraction_beside_ || proportion->fraction.unbounded || share == "-") return share;
    return share + " (" + fraction_text(proportion->fraction) + ")";
  }
  return {};
}

std::vector<CellReader> cell_readers(const Table& table) {
  std::vector<CellReader> readers;
  readers.reserve(table.columns.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i) readers.emplace_back(table, i);
  return readers;
}

std::string header_text(const Column& column) {
  return column.unit.empty() ? column.header : column.header + " (" + column.unit + ")";
}

Align align_of(const Column& column) {
  if (column.align != Align::by_kind) return column.align;
  const bool number = column.kind == ColumnKind::integer || column.kind == ColumnKind::decimal ||
                      column.kind == ColumnKind::share;
  return number ? Align::right : Align::left;
}

std::size_t rows_read(const Table& table) {
  if (table.rows_read_max == 0) return table.rows.size();
  return std::min(table.rows_read_max, table.rows.size());
}

std::string left_out_text(const Table& table, std::size_t rows_shown) {
  const std::size_t hidden = table.rows.size() - rows_shown;
  std::string text;
  if (hidden > 0) {
    text = "And " + plural(hidden, "more row", "more rows") + " in the CSV and XLSX formats.";
  }
  if (table.more.count > 0) {
    if (!text.empty()) text += " ";
    text += plural(table.more.count, "row", "rows") + " left out.";
  }
  if (!table.more.sentence.empty()) text += (text.empty() ? "" : " ") + table.more.sentence;
  return text;
}

std::string points_text(const Map& map) {
  std::string text;
  for (const Tone tone : kWorstFirst) {
    std::uint64_t count = 0;
    for (const MapPoint& point : map.points) count += point.tone == tone ? point.count : 0;
    if (count == 0) continue;
    if (!text.empty()) text += ", ";
    text += grouped(static_cast<Int128>(count)) + " " + legend_text(map, tone);
  }
  return text;
}

std::vector<std::string> beneath(const Map& map) {
  std::vector<std::string> sentences;
  ToneCounts counts{};
  std::uint64_t all = 0;
  for (const MapCount& count : map.unplaced) {
    counts[static_cast<std::size_t>(count.tone)] += count.count;
    all += count.count;
  }
  if (all > 0) {
    sentences.push_back("Not on the map, since nobody knows where they stand: " +
                        grouped(static_cast<Int128>(all)) + " " + map.things + " (" +
                        counts_text(map, counts) + ").");
  }
  sentences.insert(sentences.end(), map.notes.begin(), map.notes.end());
  return sentences;
}

std::string map_text(const Map& map) {
  std::string text;
  if (!map.points.empty()) {
    text = map.title + ": " + points_text(map) + ". The HTML format draws the map.";
  }
  for (const std::string& sentence : beneath(map)) text += (text.empty() ? "" : " ") + sentence;
  return text;
}

std::string counts_text(const Map& map, const ToneCounts& counts) {
  std::string text;
  for (const Tone tone : kWorstFirst) {
    const std::uint64_t count = counts[static_cast<std::size_t>(tone)];
    if (count == 0) continue;
    const auto entry =
        std::ranges::find_if(map.legend, [&](const MapLegend& e) { return e.tone == tone; });
    text += (text.empty() ? "" : ", ") + grouped(static_cast<Int128>(count)) + " " +
            (entry != map.legend.end() ? entry->brief() : legend_text(map, tone));
  }
  return text;
}

std::string legend_text(const Map& map, Tone tone) {
  const auto entry =
      std::ranges::find_if(map.legend, [&](const MapLegend& e) { return e.tone == tone; });
  if (entry != map.legend.end()) return entry->text;
  return tone == Tone::neutral ? "other" : std::string(word_of(tone));
}

}  // namespace relook::report
