// SPDX-License-Identifier: Apache-2.0
// The door: words in, an estate out.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "base/date.hpp"
#include "base/quantity.hpp"
#include "britain/generate.hpp"

namespace {

using namespace relook;
using namespace relook::britain;

constexpr int kCouldNot = 2;
constexpr int kBug = 4;

struct Words {
  std::string folder;
  std::string scale = "1";
  std::string as_of = "2020-01-28";
  std::string unknown = "2%";
  std::string supplies = "20%";
  std::string elements_per_site;
  std::uint64_t seed = 1;
};

void declare(CLI::App& app, Words& words) {
  app.description(
      "relook-britain: writes a synthetic national estate, FOLDER/estate, and a list of sensitive\n"
      "places, FOLDER/places.csv. Nothing in it is real; docs/britain.md says what it is made of.");
  app.add_option("-o,--output", words.folder, "the folder to write")
      ->required()
      ->type_name("FOLDER");
  app.add_option("--scale", words.scale, "1 is about 80,000 sites and 500,000 elements")
      ->type_name("X")
      ->capture_default_str();
  app.add_option("--seed", words.seed, "another seed, another country")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--as-of", words.as_of, "the day that the tables describe")
      ->type_name("DATE")
      ->capture_default_str();
  app.add_option("--unknown", words.unknown, "the share of facts that the books lack")
      ->type_name("SHARE")
      ->capture_default_str();
  app.add_option("--supplies", words.supplies,
                 "the share of elements with a second witness to their hardware")
      ->type_name("SHARE")
      ->capture_default_str();
  app.add_option("--elements-per-site", words.elements_per_site,
                 "more radio units, for so many elements a site; left out, about 6.5")
      ->type_name("X");
}

Result<Ppm> read_share(const std::string& text, const std::string& option) {
  const auto share = parse_share(text);
  if (!share) return failure(ErrorKind::invalid_input, "is not a share such as 5%", option);
  return static_cast<Ppm>(static_cast<Int128>(share->part) * kWhole / share->whole);
}

Result<std::int64_t> read_number(const std::string& text, int digits, const std::string& option) {
  const auto number = parse_decimal(text, digits);
  if (number && *number > 0) return *number;
  if (!number && number.error() == DecimalFault::too_large) {
    return failure(ErrorKind::limit, "is larger than anything that relook would read", option);
  }
  return failure(ErrorKind::invalid_input,
                 fmt::format("is not a number above 0 with at most {} decimals", digits), option);
}

Result<Options> read(const Words& words) {
  Options options;
  options.seed = words.seed;
  const auto scale = read_number(words.scale, 6, "--scale");
  if (!scale) return std::unexpected(scale.error());
  options.scale_millionths = *scale;
  const auto unknown = read_share(words.unknown, "--unknown");
  if (!unknown) return std::unexpected(unknown.error());
  options.unknown = *unknown;
  const auto supplies = read_share(words.supplies, "--supplies");
  if (!supplies) return std::unexpected(supplies.error());
  options.supplies = *supplies;
  // What is there is up to 25 years old, what is planned up to ten years away.
  const auto as_of = parse_date(words.as_of);
  if (!as_of || calendar_day(*as_of).year < 1950 || calendar_day(*as_of).year > 2150) {
    return failure(ErrorKind::invalid_input, "is not a day of the years 1950 to 2150", "--as-of");
  }
  options.as_of = *as_of;
  if (!words.elements_per_site.empty()) {
    const auto wanted = read_number(words.elements_per_site, 3, "--elements-per-site");
    if (!wanted) return std::unexpected(wanted.error());
    constexpr std::int64_t kPerSiteMax = 1'000'000;
    if (*wanted > kPerSiteMax) {
      return failure(ErrorKind::limit, "at most 1000", "--elements-per-site");
    }
    const auto extra = extra_units(*wanted);
    if (!extra) return std::unexpected(extra.error());
    options.extra_units_thousandths = *extra;
  }
  return options;
}

int run(const Words& words) {
  const auto options = read(words);
  const auto made =
      options ? generate(*options, words.folder) : Result<Counts>(std::unexpected(options.error()));
  if (!made) {
    fmt::print(stderr, "relook-britain: {}\n", to_string(made.error()));
    return kCouldNot;
  }
  fmt::print("{}: Synthetic Britain, {} sites, {} elements\n", words.folder, made->sites,
             made->elements);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  try {
    CLI::App app;
    Words words;
    declare(app, words);
    try {
      app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
      return app.exit(error) == 0 ? 0 : kCouldNot;
    }
    return run(words);
  } catch (const std::exception& error) {
    fmt::print(stderr, "relook-britain: this is a bug: {}\n", error.what());
    return kBug;
  }
}
