// SPDX-License-Identifier: Apache-2.0
// The decision of 28 January 2020 as somebody would write it by hand for one estate whose columns
// lie in memory: a loop for each rule but core-services, which asks of supplies and finds none in
// the mix; true or false only, each rule's numbers and its first offenders by operator. What a
// general evaluation costs more than this is its price.

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "base/geodesic.hpp"
#include "base/parallel.hpp"
#include "decision/facts.hpp"
#include "estate/estate.hpp"

namespace relook::bench {

namespace column = estate::column;
using estate::TableId;

/// A byte for each code, true or false; what is no value is false.
struct Flags {
  std::vector<std::uint8_t> of_code;

  [[nodiscard]] bool operator[](std::uint32_t code) const {
    return code < of_code.size() && of_code[code] != 0;
  }
};

template <class Ask>
Flags flags_of(std::size_t codes, const Ask& ask) {
  Flags flags;
  for (std::uint32_t code = 0; code < codes; ++code) flags.of_code.push_back(ask(code) ? 1 : 0);
  return flags;
}

/// What one rule found for one operator.
struct Tally {
  std::uint64_t count = 0;  ///< offenders, or the units of the whole
  std::int64_t whole = 0;   ///< of weights
  std::int64_t part = 0;
  std::vector<std::uint32_t> first;  ///< offenders in their order
};
using Tallies = std::vector<Tally>;  // by operator

class HandWritten {
 public:
  static constexpr std::size_t kListed = 1000;

  HandWritten(const decision::Facts& facts, unsigned threads)
      : facts_(facts), estate_(facts.estate), threads_(threads) {
    const auto family = [&](std::string_view head) {
      return flags_of(estate_.rows(TableId::vendors), [&](std::uint32_t vendor) {
        const auto row = estate_.table(TableId::vendors).find(head);
        return row && facts_.families.in_family(vendor, *row) == Truth::yes;
      });
    };
    zte_ = family("zte");
    high_risk_ = family("huawei");
    for (std::size_t i = 0; i < zte_.of_code.size(); ++i) high_risk_.of_code[i] |= zte_.of_code[i];
  }

  /// All rules; the sum of what they counted, so that nothing is left out as unused.
  [[nodiscard]] std::uint64_t check() const {
    std::uint64_t sum = 0;
    const auto add = [&](const Tallies& tallies) {
      for (const Tally& tally : tallies) {
        sum += tally.count + static_cast<std::uint64_t>(tally.part) + tally.first.size();
      }
    };
    add(exclude(high_risk_, codes(column::kElementFunction), core()));
    add(exclude(high_risk_, codes(column::kElementNetworks), safety()));
    add(exclude(high_risk_, codes(column::kElementSite), near_places()));
    add(exclude(zte_, codes(column::kElementSite), {}));
    add(cap_sites());
    add(cap_weight(column::kElementTrafficTbYear, base_stations()));
    add(cap_weight(column::kElementPremises, olts()));
    return sum;
  }

 private:
  struct Access {
    Flags functions;
    Flags more_functions;  ///< that count where the generations do
    Flags generations;
  };

  std::span<const std::uint32_t> codes(estate::ColumnRef ref) const {
    return estate_.column(ref).codes();
  }
  Flags functions_in(const std::set<std::string_view>& names) const {
    const estate::Column& functions = estate_.column(column::kElementFunction);
    return flags_of(functions.texts.size(),
                    [&](std::uint32_t code) { return names.contains(functions.texts[code]); });
  }
  Flags core() const {
    return functions_in({"AMF", "SMF", "UPF", "UDM", "HSS", "PGW", "MME", "OSS", "P", "PE", "SGW",
                         "AUSF", "NRF", "PCF", "EMS", "NMS", "AAA", "firewall"});
  }
  Flags safety() const {
    const estate::Column& networks = estate_.column(column::kElementNetworks);
    const estate::Column& criticality = estate_.column({TableId::networks, 3});
    return flags_of(networks.lists.size(), [&](std::uint32_t list) {
      return std::ranges::any_of(networks.lists[list], [&](std::uint32_t network) {
        return criticality.code(network) == 1 || criticality.code(network) == 2;
      });
    });
  }
  Access base_stations() const {
    const estate::Column& generations = estate_.column({TableId::elements, 6});
    return {functions_in({"gNB", "gNB-DU"}), functions_in({"RU", "eNB", "ng-eNB"}),
            flags_of(generations.lists.size(), [&](std::uint32_t list) {
              return std::ranges::any_of(generations.lists[list], [&](std::uint32_t item) {
                return generations.texts[item] == "5G";
              });
            })};
  }
  Access olts() const { return {functions_in({"OLT"}), {}, {}}; }

  Flags near_places() const {
    const estate::Column& lat = estate_.column(column::kSiteLat);
    const estate::Column& lon = estate_.column(column::kSiteLon);
    Flags near;
    near.of_code.resize(estate_.rows(TableId::sites));
    const estate::Table& places = *facts_.places;
    parallel_chunks(near.of_code.size(), threads_, [&](std::size_t, Chunk sites) {
      for (std::uint32_t place = 0; place < places.rows; ++place) {
        const std::int64_t north = places.columns[column::kPlaceLat.column].number(place);
        const std::int64_t east = places.columns[column::kPlaceLon.column].number(place);
        const double radius =
            static_cast<double>(places.columns[column::kPlaceRadius.column].number(place)) / 1000;
        const auto reach = static_cast<std::int64_t>(radius / 110'500.0 * 1e9);
        for (std::size_t site = sites.begin; site < sites.end; ++site) {
          if (std::abs(lat.number(site) - north) > reach) continue;
          if (geodesic_metres({lat.number(site), lon.number(site)}, {north, east}) <= radius) {
            near.of_code[site] = 1;
          }
        }
      }
    });
    return near;
  }

  // Calls `visit(row, tallies)` for the rows in service, on all threads, and joins what they found
  // in the order of the rows.
  template <class Visit>
  Tallies over_elements(const Visit& visit) const {
    const std::span<const std::int32_t> from = estate_.column(column::kElementFrom).days();
    const std::span<const std::int32_t> until = estate_.column(column::kElementUntil).days();
    const std::int32_t day = facts_.on.days;
    return parallel_reduce(
        estate_.rows(TableId::elements), threads_, Tallies(estate_.rows(TableId::operators)),
        [&](Chunk rows) {
          Tallies here(estate_.rows(TableId::operators));
          for (std::size_t row = rows.begin; row < rows.end; ++row) {
            if (from[row] > day || from[row] <= estate::kNoneDay) continue;
            if (until[row] <= day && until[row] >= estate::kPastDay) continue;
            visit(row, here);
          }
          return here;
        },
        [](Tallies& all, const Tallies& here) {
          for (std::size_t op = 0; op < all.size(); ++op) {
            all[op].count += here[op].count;
            all[op].whole += here[op].whole;
            all[op].part += here[op].part;
            for (const std::uint32_t row : here[op].first) {
              if (all[op].first.size() < kListed) all[op].first.push_back(row);
            }
          }
        });
  }

  template <class Visit>
  void each_owner(std::size_t row, const Visit& visit) const {
    const std::uint32_t owner = estate_.column(column::kElementOperator).codes()[row];
    if (estate::is_value(owner)) visit(owner);
    const estate::Column& users = estate_.column(column::kElementUsers);
    const std::uint32_t list = users.codes()[row];
    if (!estate::is_value(list)) return;
    for (const std::uint32_t user : users.lists[list]) visit(user);
  }

  // No flags of codes: all rows of the vendors.
  Tallies exclude(const Flags& vendors, std::span<const std::uint32_t> of,
                  const Flags& asked) const {
    const std::span<const std::uint32_t> vendor = codes(column::kElementVendor);
    const bool all = asked.of_code.empty();
    return over_elements([&](std::size_t row, Tallies& tallies) {
      if (!vendors[vendor[row]] || (!all && !asked[of[row]])) return;
      each_owner(row, [&](std::uint32_t op) {
        ++tallies[op].count;
        if (tallies[op].first.size() < kListed) {
          tallies[op].first.push_back(static_cast<std::uint32_t>(row));
        }
      });
    });
  }

  bool in_access(const Access& access, std::size_t row) const {
    const std::uint32_t function = codes(column::kElementFunction)[row];
    return access.functions[function] || (access.more_functions[function] &&
                                          access.generations[codes({TableId::elements, 6})[row]]);
  }

  Tallies cap_weight(estate::ColumnRef weight, const Access& access) const {
    const estate::Column& weights = estate_.column(weight);
    const std::span<const std::uint32_t> vendor = codes(column::kElementVendor);
    return over_elements([&](std::size_t row, Tallies& tallies) {
      if (!in_access(access, row)) return;
      const std::int64_t weighs = weights.number(row);
      if (!estate::is_value(weighs)) return;
      const bool offends = high_risk_[vendor[row]];
      each_owner(row, [&](std::uint32_t op) {
        ++tallies[op].count;
        tallies[op].whole += weighs;
        if (offends) tallies[op].part += weighs;
      });
    });
  }

  // A byte for each operator and site: in the whole, in the part. Operators are counted side by
  // side, so that no two threads write to one byte.
  Tallies cap_sites() const {
    const std::span<const std::uint32_t> vendor = codes(column::kElementVendor);
    const std::span<const std::uint32_t> site_of = codes(column::kElementSite);
    const Access access = base_stations();
    struct Hit {
      std::uint32_t op;
      std::uint32_t site;
      std::uint8_t bits;
    };
    const std::size_t rows = estate_.rows(TableId::elements);
    std::vector<std::vector<Hit>> hits(rows / kChunkSize + 1);
    (void)over_elements([&](std::size_t row, Tallies&) {
      if (!in_access(access, row) || !estate::is_value(site_of[row])) return;
      const auto bits = static_cast<std::uint8_t>(high_risk_[vendor[row]] ? 3 : 1);
      each_owner(row, [&](std::uint32_t op) {
        hits[row / kChunkSize].push_back({op, site_of[row], bits});
      });
    });
    Tallies out(estate_.rows(TableId::operators));
    parallel_chunks(
        out.size(), threads_,
        [&](std::size_t op, Chunk) {
          std::vector<std::uint8_t> sites(estate_.rows(TableId::sites));
          for (const std::vector<Hit>& chunk : hits) {
            for (const Hit& hit : chunk) {
              if (hit.op == op) sites[hit.site] |= hit.bits;
            }
          }
          for (const std::uint8_t site : sites) {
            out[op].whole += site & 1;
            out[op].part += site >> 1;
          }
        },
        1);
    return out;
  }

  const decision::Facts& facts_;
  const estate::Estate& estate_;
  unsigned threads_;
  Flags high_risk_;
  Flags zte_;
};

}  // namespace relook::bench
