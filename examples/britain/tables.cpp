// SPDX-License-Identifier: Apache-2.0
#include "britain/tables.hpp"

#include <fmt/format.h>

#include "base/quantity.hpp"

namespace relook::britain {
namespace {

constexpr std::string_view kNames[] = {
    "estate/operators.csv", "estate/networks.csv", "estate/vendors.csv",  "estate/ownership.csv",
    "estate/sites.csv",     "estate/elements.csv", "estate/supplies.csv", "estate/dependencies.csv",
    "estate/links.csv",     "estate/demands.csv",  "estate/routing.csv",  "estate/tunnels.csv",
    "estate/planes.csv",    "estate/changes.csv",  "estate/estate.toml",  "places.csv",
};

// Another maker's name where two witnesses of one box disagree.
std::string_view another(std::string_view vendor) {
  return vendor == "ericsson" ? "huawei" : "ericsson";
}

std::string_view country_of(std::string_view vendor) {
  if (vendor == "huawei" || vendor == "zte") return "CN";
  if (vendor == "ericsson") return "SE";
  if (vendor == "nokia") return "FI";
  if (vendor == "samsung") return "KR";
  return "US";
}

}  // namespace

std::span<const std::string_view> Tables::names() { return kNames; }

Tables::Tables(const Options& options, const std::filesystem::path& folder) : options_(options) {
  const std::filesystem::path estate = folder / "estate";
  operators_.open(estate / "operators.csv", "id,name,country");
  networks_.open(estate / "networks.csv", "id,operator,name,criticality");
  vendors_.open(estate / "vendors.csv", "id,name,aliases,pens,jurisdiction");
  ownership_.open(estate / "ownership.csv", "vendor,parent,from,until");
  sites_.open(estate / "sites.csv", "id,operator,name,kind,region,cluster,lat,lon,visit_cost");
  elements_.open(estate / "elements.csv",
                 "id,operator,users,networks,site,function,generations,bands,model,vendor,"
                 "procured_on,in_service_from,in_service_until,transit,area,cells,traffic_gbps,"
                 "traffic_tb_year,subscribers,premises,book_value,end_of_life,tags");
  supplies_.open(estate / "supplies.csv",
                 "element,role,component,vendor,country,procured_on,from,until,source,observed_on");
  dependencies_.open(estate / "dependencies.csv", "element,on,kind,from,until");
  links_.open(estate / "links.csv",
              "id,a,b,metric_ab,metric_ba,capacity_gbps,delay_us,affinity,srlgs,rides_on,area");
  demands_.open(estate / "demands.csv", "id,class,from,to,to_mode,gbps,plane,protected");
  routing_.open(estate / "routing.csv", "operator,protocol,tunnels,exits");
  tunnels_.open(estate / "tunnels.csv", "id,from,to,hops,carries,fallback");
  planes_.open(estate / "planes.csv",
               "id,metric,exclude_any,include_any,include_all,exclude_srlg,fallback");
  changes_.open(estate / "changes.csv", "date,element,action,vendor,model,note");
  places_.open(folder / "places.csv", "id,name,kind,lat,lon,radius_m,sites");
  manifest_.open(
      estate / "estate.toml",
      fmt::format("format = \"relook-estate/1\"\n"
                  "name = \"Synthetic Britain (scale {}, seed {})\"\n"
                  "as_of = {}\n"
                  "currency = \"GBP\"\n"
                  "notice = \"synthetic data: no operator, site, contract or place in it is real\"",
                  format_decimal(options.scale_millionths, 6), options.seed,
                  to_string(options.as_of)));
}

void Tables::add(const SiteRow& row) {
  Random random(options_.seed, Stream::site, static_cast<std::uint64_t>(sites_.rows()));
  const bool no_place = row.may_forget_place && random.chance(options_.unknown);
  sites_.text(row.id);
  sites_.text(row.owner);
  sites_.text(row.name);
  sites_.text(row.kind);
  sites_.text(row.region);
  sites_.text(row.cluster);
  sites_.number(no_place ? kUnknownNumber : row.at.lat, 5);
  sites_.number(no_place ? kUnknownNumber : row.at.lon, 5);
  sites_.number(random.chance(options_.unknown) ? kUnknownNumber : row.visit_pence, 2);
  sites_.end_row();
}

std::string_view Tables::add(const ElementRow& row) {
  Random random(options_.seed, Stream::fact, static_cast<std::uint64_t>(elements_.rows()));
  const auto forget = [&](bool may) { return random.chance(options_.unknown) && may; };
  const auto text = [&](std::string_view value, bool may) {
    elements_.text(forget(may && value != "-") ? std::string_view() : value);
  };
  const auto number = [&](std::int64_t value, int digits, bool may) {
    elements_.number(forget(may && value != kNoNumber) ? kUnknownNumber : value, digits);
  };
  const std::string_view vendor =
      forget(row.forgets.vendor && row.vendor != "-") ? std::string_view() : row.vendor;
  elements_.text(row.id);
  elements_.text(row.owner);
  elements_.text(row.users);
  elements_.text(row.networks);
  elements_.text(row.site);
  elements_.text(row.function);
  elements_.text(row.generations);
  text(row.bands, row.forgets.other);
  text(row.model, row.forgets.other);
  elements_.text(vendor);
  elements_.date(forget(row.forgets.other) ? kUnknownDate : row.procured_on);
  elements_.date(row.in_service_from);
  elements_.text("");
  elements_.text(row.transit);
  elements_.text("");
  number(row.cells, 0, row.forgets.other);
  number(row.traffic_kbps, 6, row.forgets.load);
  number(row.traffic_gb_year, 3, row.forgets.load);
  number(row.subscribers, 0, row.forgets.load);
  number(row.premises, 0, row.forgets.load);
  number(row.book_pence, 2, row.forgets.other);
  elements_.date(forget(row.forgets.other) ? kUnknownDate : row.end_of_life);
  elements_.text(row.tags);
  elements_.end_row();
  if (row.witnessed && row.in_service_from != kNoDate && !vendor.empty() && row.vendor != "-" &&
      options_.supplies > 0) {
    witness(row, random);
  }
  return vendor;
}

// A second witness to who made the hardware. One in 500 says something else than the books.
void Tables::witness(const ElementRow& row, Random random) {
  if (!random.chance(options_.supplies)) return;
  constexpr Ppm kDisagrees = 2'000;
  const bool radio_of_old = row.function == "eNB" || row.function == "NodeB";
  const bool disagrees = random.chance(kDisagrees) && radio_of_old;
  const Date seen = {options_.as_of.days - static_cast<std::int32_t>(random.between(1, 400))};
  const bool mac = random.chance(400'000);
  add(SupplyRow{.element = row.id,
                .role = "hardware",
                .component = "main unit",
                .vendor = disagrees ? another(row.vendor) : row.vendor,
                .country = random.chance(500'000) ? country_of(row.vendor) : std::string_view(),
                .procured_on = row.procured_on,
                .from = kPastDate,
                .source = mac ? "MAC prefix (synthetic)" : "SNMP sysObjectID (synthetic)",
                .observed_on = seen});
}

void Tables::add(const SupplyRow& row) {
  supplies_.text(row.element);
  supplies_.text(row.role);
  supplies_.text(row.component);
  supplies_.text(row.vendor);
  supplies_.text(row.country);
  supplies_.date(row.procured_on);
  supplies_.date(row.from);
  supplies_.text("");
  supplies_.text(row.source);
  supplies_.date(row.observed_on);
  supplies_.end_row();
}

void Tables::add_dependency(std::string_view element, std::string_view on, std::string_view kind) {
  dependencies_.text(element);
  dependencies_.text(on);
  dependencies_.text(kind);
  dependencies_.date(kPastDate);
  dependencies_.text("");
  dependencies_.end_row();
}

void Tables::add(const LinkRow& row) {
  Random random(options_.seed, Stream::fact,
                (std::uint64_t{1} << 60) + static_cast<std::uint64_t>(links_.rows()));
  const auto number = [&](std::int64_t value) {
    links_.number(random.chance(options_.unknown) && row.may_forget ? kUnknownNumber : value);
  };
  links_.text(row.id);
  links_.text(row.a);
  links_.text(row.b);
  number(row.metric);
  number(row.metric);
  number(row.capacity_gbps);
  number(row.delay_us);
  links_.text("-");
  links_.text(row.srlgs);
  links_.text(row.rides_on);
  links_.text("");
  links_.end_row();
}

void Tables::add(const DemandRow& row) {
  demands_.text(row.id);
  demands_.text(row.traffic_class);
  demands_.text(row.from);
  demands_.text(row.to);
  demands_.text(row.to_mode);
  demands_.number(row.kbps, 6);
  demands_.text("-");
  demands_.text(row.protected_spans);
  demands_.end_row();
}

void Tables::add(const ChangeRow& row) {
  changes_.date(row.date);
  changes_.text(row.element);
  changes_.text(row.action);
  changes_.text(row.vendor);
  changes_.text(row.model);
  changes_.text(row.note);
  changes_.end_row();
}

void Tables::add_operator(const std::array<std::string_view, 3>& cells) {
  for (const std::string_view cell : cells) operators_.text(cell);
  operators_.end_row();
}

void Tables::add_network(const std::array<std::string_view, 4>& cells) {
  for (const std::string_view cell : cells) networks_.text(cell);
  networks_.end_row();
}

void Tables::add_routing(const std::array<std::string_view, 4>& cells) {
  for (const std::string_view cell : cells) routing_.text(cell);
  routing_.end_row();
}

void Tables::add_place(const std::array<std::string_view, 3>& cells, Point at,
                       std::int64_t radius_m, std::string_view sites) {
  for (const std::string_view cell : cells) places_.text(cell);
  places_.number(at.lat, 5);
  places_.number(at.lon, 5);
  places_.number(radius_m);
  places_.text(sites);
  places_.end_row();
}

Result<void> Tables::close() {
  for (CsvFile* file : {&operators_, &networks_, &vendors_, &ownership_, &sites_, &elements_,
                        &supplies_, &dependencies_, &links_, &demands_, &routing_, &tunnels_,
                        &planes_, &changes_, &places_, &manifest_}) {
    if (auto closed = file->close(); !closed) return closed;
  }
  return {};
}

}  // namespace relook::britain
