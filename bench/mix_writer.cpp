// SPDX-License-Identifier: Apache-2.0
// Writes the estate that the benchmarks measure on: synthetic, from a seed, of any size. Ten
// elements stand at each site, the makers of 5 % of them are not known, and about 1 % offend
// against the decision of January 2020.
//
//   mix_writer FOLDER ELEMENTS [SEED]

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kElementsPerSite = 10;
constexpr std::uint64_t kSeed = 2020;

// SplitMix64 (Steele, Lea and Flood 2014).
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}

  std::uint64_t below(std::uint64_t limit) {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t bits = state_;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBU;
    return (bits ^ (bits >> 31)) % limit;
  }
  bool percent(std::uint64_t share) { return below(100) < share; }
  template <class List>
  std::string_view one_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

struct Operator {
  std::string_view id;
  std::uint64_t huawei_percent;  ///< of its access sites
};
constexpr std::array<Operator, 5> kOperators{
    {{"north", 20}, {"south", 34}, {"east", 42}, {"west", 0}, {"fibre", 25}}};
constexpr std::size_t kFibre = 4;

constexpr std::string_view kRegions[] = {
    "North East", "North West", "Yorkshire",  "East Midlands", "West Midlands", "East",
    "London",     "South East", "South West", "Wales",         "Scotland",      "Northern Ireland"};
constexpr std::string_view kSiteKinds[] = {"mast", "mast", "mast", "rooftop", "exchange"};
constexpr std::string_view kOthers[] = {"ericsson", "nokia", "samsung", "ericsson", "nokia"};
constexpr std::string_view kRouters[] = {"cisco", "juniper", "nokia", "ciena"};
constexpr std::string_view kCore[] = {"AMF", "SMF", "UPF", "UDM", "HSS", "PGW", "MME", "OSS"};

// What stands at a site of a mobile operator, by the number of the element.
struct Kind {
  std::string_view function;
  std::string_view generations;
  std::string_view bands;
};
constexpr std::array<Kind, kElementsPerSite> kMobile{{{"gNB", "5G", "n78"},
                                                      {"gNB", "5G", "n1;n28"},
                                                      {"RU", "4G;5G", "n78"},
                                                      {"eNB", "4G", "b3;b20"},
                                                      {"eNB", "4G", "b7"},
                                                      {"NodeB", "3G", "b1"},
                                                      {"BTS", "2G", "b8"},
                                                      {"antenna", "2G;3G;4G", "b8;b20"},
                                                      {"router", "-", "-"},
                                                      {"switch", "-", "-"}}};

struct Element {
  std::string_view function;
  std::string_view generations;
  std::string_view bands;
  std::string_view vendor;
};

// 1 % are core functions, and one in five of them is from a vendor that may not make them.
Element element_of(std::size_t op, std::uint64_t number, bool huawei, Draws& draws) {
  if (draws.percent(1)) {
    return {draws.one_of(kCore), "5G", "-", draws.percent(20) ? "huawei" : draws.one_of(kRouters)};
  }
  const std::string_view access = huawei ? "huawei" : draws.one_of(kOthers);
  if (op == kFibre) {
    return number < 6 ? Element{"OLT", "-", "-", access}
                      : Element{"switch", "-", "-", draws.one_of(kRouters)};
  }
  const Kind& kind = kMobile[number];
  const bool transport = kind.generations == "-";
  std::string_view vendor = transport ? draws.one_of(kRouters) : access;
  if (draws.below(500) == 0) vendor = "zte";
  return {kind.function, kind.generations, kind.bands, vendor};
}

std::string date_of(Draws& draws, std::uint64_t first_year, std::uint64_t years) {
  return fmt::format("{}-{:02}-{:02}", first_year + draws.below(years), 1 + draws.below(12),
                     1 + draws.below(28));
}

class Table {
 public:
  Table(const fs::path& folder, std::string_view name, std::string_view header)
      : out_(folder / (std::string(name) + ".csv"), std::ios::binary) {
    out_ << header << '\n';
  }
  template <class... Args>
  void row(fmt::format_string<Args...> format, Args&&... args) {
    line_.clear();
    fmt::format_to(std::back_inserter(line_), format, std::forward<Args>(args)...);
    line_ += '\n';
    out_ << line_;
  }

 private:
  std::ofstream out_;
  std::string line_;
};

void write_small_tables(const fs::path& folder) {
  std::ofstream(folder / "estate.toml")
      << "format = \"relook-estate/1\"\nname = \"The benchmarks' mix\"\nas_of = 2023-06-01\n"
         "notice = \"Synthetic data, made up by a program from a seed.\"\n";
  Table operators(folder, "operators", "id,name,country");
  Table networks(folder, "networks", "id,operator,name,criticality");
  for (const Operator& op : kOperators) {
    operators.row("{},{} (synthetic),GB", op.id, op.id);
    networks.row("{}-public,{},,public", op.id, op.id);
    networks.row("{}-rail,{},,safety-critical", op.id, op.id);
  }
  // Said to be empty: nothing else is known to be supplied, and nothing is planned.
  const Table supplies(folder, "supplies", "element,role,vendor,from,until");
  const Table ownership(folder, "ownership", "vendor,parent,from,until");
  const Table changes(folder, "changes", "date,element,action,vendor");
}

void write_places(const fs::path& folder, Draws& draws) {
  std::ofstream out(folder.string() + "-places.csv", std::ios::binary);
  out << "id,name,kind,lat,lon,radius_m,sites\n";
  for (int place = 0; place < 40; ++place) {
    out << fmt::format("place-{},,military,{}.{:06},-{}.{:06},{},\n", place, 50 + draws.below(8),
                       draws.below(1'000'000), draws.below(4), draws.below(1'000'000),
                       1000 + draws.below(4000));
  }
}

void write_sites_and_elements(const fs::path& folder, std::uint64_t count, Draws& draws) {
  Table sites(folder, "sites", "id,operator,kind,region,lat,lon");
  Table elements(folder, "elements",
                 "id,operator,users,networks,site,function,generations,bands,model,vendor,"
                 "procured_on,in_service_from,in_service_until,transit,cells,traffic_tb_year,"
                 "subscribers,premises");
  for (std::uint64_t site = 0; site * kElementsPerSite < count; ++site) {
    const std::size_t op = draws.below(kOperators.size());
    const Operator& owner = kOperators[op];
    sites.row("s{},{},{},{},{}.{:06},-{}.{:06}", site, owner.id, draws.one_of(kSiteKinds),
              draws.one_of(kRegions), 50 + draws.below(8), draws.below(1'000'000), draws.below(4),
              draws.below(1'000'000));
    const bool huawei = draws.percent(owner.huawei_percent);
    const bool shared = op < 2 && draws.percent(10);
    const bool rail = draws.percent(1);
    for (std::uint64_t i = 0; i < kElementsPerSite && site * kElementsPerSite + i < count; ++i) {
      const Element element = element_of(op, i, huawei, draws);
      const bool known = !draws.percent(5);
      const bool radio = element.function == "gNB";
      const bool fibre = element.function == "OLT";
      const std::string premises = fibre ? std::to_string(100 + draws.below(4000)) : "-";
      const std::string traffic =
          radio ? fmt::format("{}.{:03}", draws.below(900), draws.below(1000)) : "-";
      elements.row("{}-{}-{},{},{},{}-{},s{},{},{},{},{}-{},{},{},{},{},{},{},{},{},{}", owner.id,
                   site, i, owner.id, shared ? kOperators[1 - op].id : "-", owner.id,
                   rail ? "rail" : "public", site, element.function, element.generations,
                   element.bands, element.vendor, draws.below(40), known ? element.vendor : "",
                   date_of(draws, 2012, 8), date_of(draws, 2014, 9),
                   draws.percent(5) ? date_of(draws, 2023, 3) : std::string(),
                   element.generations == "-" ? "yes" : "no", radio ? 3 : 0, traffic,
                   radio ? 400 + draws.below(3000) : 0, premises);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t elements = 0;
  std::uint64_t seed = kSeed;
  const auto number = [&](int place, std::uint64_t& value) {
    const std::string_view text = argv[place];
    return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc();
  };
  const bool good =
      (argc == 3 || argc == 4) && number(2, elements) && (argc == 3 || number(3, seed));
  if (!good) {
    fmt::print(stderr, "usage: mix_writer FOLDER ELEMENTS [SEED]\n");
    return 1;
  }
  const fs::path folder = argv[1];
  fs::create_directories(folder);
  Draws draws(seed);
  write_small_tables(folder);
  write_places(folder, draws);
  write_sites_and_elements(folder, elements, draws);
  return 0;
}
