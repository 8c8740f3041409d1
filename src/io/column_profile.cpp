// SPDX-License-Identifier: Apache-2.0
#include "io/column_profile.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "base/geodesic.hpp"
#include "base/spelling.hpp"
#include "codec/toml.hpp"
#include "io/map.hpp"

namespace relook::io {
namespace {

using Fits = std::function<bool(std::string_view)>;

struct Look {
  std::string what;
  std::string proposal;
  Fits fits;
};

std::string quoted_column(std::string_view name) {
  return "{ column = " + codec::toml_string(name);
}

bool is_date(std::string_view text, DateFormat format) {
  return read_day(text, {&format, 1}).has_value();
}

bool is_number(std::string_view text, char decimal) {
  return read_number(text, {.decimal = decimal}).has_value();
}

std::optional<double> decimal_number(std::string_view text) {
  for (const char decimal : {'.', ','}) {
    const auto number = read_number(text, {.decimal = decimal});
    if (!number) continue;
    double value = static_cast<double>(number->digits);
    for (int i = 0; i < number->scale; ++i) value /= 10;
    return value;
  }
  return std::nullopt;
}

bool within(std::string_view text, double low, double high) {
  const auto value = decimal_number(text);
  return value && *value >= low && *value <= high;
}

bool is_generation(std::string_view text) {
  constexpr std::array<std::string_view, 8> kWords = {"2g",  "3g",   "4g",  "5g",
                                                      "gsm", "umts", "lte", "nr"};
  return std::ranges::find(kWords, fold_name(text)) != kWords.end();
}

// The column's name holds one of the words.
bool named(std::string_view name, std::initializer_list<std::string_view> words) {
  const std::string folded = fold_name(name);
  return std::ranges::any_of(
      words, [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

std::vector<Look> date_looks(std::string_view name) {
  const auto look = [&](std::string what, DateFormat format) {
    const std::string word(kDateFormats[static_cast<std::size_t>(format)]);
    return Look{std::move(what),
                "in_service_from = " + quoted_column(name) + ", dates = \"" + word + "\" }",
                [format](std::string_view text) { return is_date(text, format); }};
  };
  std::vector<Look> looks = {look("dates, year first", DateFormat::iso),
                             look("dates, day first", DateFormat::day_first),
                             look("dates, month first", DateFormat::month_first)};
  // Any whole number could be a serial date; a name that speaks of time is asked for as well.
  if (named(name, {"date", "from", "until", "since", "live", "installed", "built"})) {
    looks.push_back(look("dates as serial numbers of a spreadsheet", DateFormat::excel));
  }
  return looks;
}

std::vector<Look> place_looks(std::string_view name) {
  std::vector<Look> looks;
  looks.push_back({"National Grid references",
                   "position = { grid_reference = " + codec::toml_string(name) + " }",
                   [](std::string_view text) { return parse_grid_reference(text).has_value(); }});
  const auto range = [&](std::string what, std::string proposal, double low, double high) {
    looks.push_back({std::move(what), std::move(proposal),
                     [=](std::string_view text) { return within(text, low, high); }});
  };
  if (named(name, {"easting"}) || name == "E" || name == "X") {
    range("eastings", "position = { easting = " + codec::toml_string(name) + ", northing = … }", 0,
          700'000);
  }
  if (named(name, {"northing"}) || name == "N" || name == "Y") {
    range("northings", "position = { easting = …, northing = " + codec::toml_string(name) + " }", 0,
          1'300'000);
  }
  if (named(name, {"lat"})) range("latitudes", "lat = " + quoted_column(name) + " }", -90, 90);
  if (named(name, {"lon", "lng"})) {
    range("longitudes", "lon = " + quoted_column(name) + " }", -180, 180);
  }
  return looks;
}

std::vector<Look> word_looks(std::string_view name, const VendorNames& vendors,
                             const estate::Functions& functions) {
  std::vector<Look> looks;
  looks.push_back({"vendors that the registry knows",
                   "vendor = " + quoted_column(name) + ", values = \"vendors\", pass = true }",
                   [&](std::string_view text) { return vendors.contains(fold_name(text)); }});
  looks.push_back({"names of functions", "function = " + quoted_column(name) + " }",
                   [&](std::string_view text) { return functions.find(text) != nullptr; }});
  looks.push_back({"mobile generations",
                   "generations = " + quoted_column(name) + ", split = \"/\" }", is_generation});
  return looks;
}

std::vector<Look> number_looks(std::string_view name) {
  std::vector<Look> looks;
  looks.push_back({"whole numbers", "", [](std::string_view text) {
                     return is_number(text, '.') && is_number(text, ',');
                   }});
  looks.push_back({"numbers with a decimal point", "decimal = \".\"", [](std::string_view text) {
                     return text.find('.') != std::string_view::npos && is_number(text, '.');
                   }});
  looks.push_back({"numbers with a decimal comma", "decimal = \",\"", [](std::string_view text) {
                     return text.find(',') != std::string_view::npos && is_number(text, ',');
                   }});
  if (named(name, {"traffic", "gb", "tb"})) {
    looks.push_back({"traffic, by its name; is it a volume or a rate?",
                     "traffic_tb_year = " + quoted_column(name) + ", unit = \"…\" }  # say which",
                     [](std::string_view text) { return decimal_number(text).has_value(); }});
  }
  return looks;
}

}  // namespace

void ColumnTally::add(std::string_view text) {
  ++rows;
  const std::string_view value = trim(text);
  const auto found = values.find(value);
  if (found != values.end()) {
    ++found->second;
  } else {
    values.emplace(value, 1);
  }
}

std::size_t ColumnTally::filled() const {
  const auto blank = values.find("");
  return rows - (blank == values.end() ? 0 : blank->second);
}

std::vector<Count> ColumnTally::most_common(std::size_t how_many) const {
  std::vector<Count> counts;
  for (const auto& [value, times] : values) {
    if (!value.empty()) counts.push_back({value, times});
  }
  std::ranges::sort(counts, [](const Count& a, const Count& b) {
    return std::pair(b.times, std::string_view(a.what)) <
           std::pair(a.times, std::string_view(b.what));
  });
  if (counts.size() > how_many) counts.resize(how_many);
  return counts;
}

VendorNames vendor_names(const estate::Registry& registry) {
  VendorNames names;
  for (const estate::RegistryVendor& vendor : registry.vendors) {
    for (const std::string& alias : vendor.aliases) names.emplace(fold_name(alias), vendor.id);
    names.emplace(fold_name(vendor.name), vendor.id);
  }
  for (const estate::RegistryVendor& vendor : registry.vendors) {
    names[fold_name(vendor.id)] = vendor.id;
  }
  names.erase("");
  return names;
}

std::vector<Looks> looks_of(const ColumnTally& column, const VendorNames& vendors,
                            const estate::Functions& functions) {
  const std::size_t filled = column.filled();
  std::vector<Looks> found;
  if (filled == 0) return found;
  const std::size_t different = column.values.size() - (filled < column.rows ? 1 : 0);
  if (different == filled && filled == column.rows && filled > 1) {
    found.push_back({"ids: filled everywhere and never twice", filled,
                     "id = " + codec::toml_string("{" + column.name + "}")});
  }
  std::vector<Look> looks = word_looks(column.name, vendors, functions);
  for (auto& more :
       {date_looks(column.name), place_looks(column.name), number_looks(column.name)}) {
    looks.insert(looks.end(), more.begin(), more.end());
  }
  for (const Look& look : looks) {
    std::size_t fits = 0;
    for (const auto& [value, times] : column.values) {
      if (!value.empty() && look.fits(value)) fits += times;
    }
    const bool vendor = look.what.starts_with("vendors");
    if (fits > 0 && fits * (vendor ? 3 : 5) >= filled * (vendor ? 1 : 4)) {
      found.push_back({look.what, fits, look.proposal});
    }
  }
  return found;
}

}  // namespace relook::io
