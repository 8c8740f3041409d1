// SPDX-License-Identifier: Apache-2.0
#include "britain/radio.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "britain/mast.hpp"
#include "britain/operators.hpp"

namespace relook::britain {
namespace {

constexpr Ppm kInTowns = 650'000;
constexpr std::int64_t kClusterSites = 40;
constexpr std::int64_t kControllerSites = 400;
constexpr std::int64_t kEmergencySites = 1'000;
constexpr std::int64_t kRailSites = 600;

Quota quota_of(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? Quota(std::min(part, whole), whole) : Quota(0, 1);
}

// Which masts are busy (5 % carry 25 % of the traffic, 25 % a half, 70 % the last quarter) and
// which of them have 5G now or by the plan. The busiest are in towns and have it first.
class Choices {
 public:
  explicit Choices(const Operator& owner) : owner_(owner) {
    const std::int64_t busiest = owner.sites * 5 / 100;
    const std::int64_t busy = owner.sites * 25 / 100;
    const FiveG& five_g = owner.five_g;
    const std::int64_t now_busiest = std::min(five_g.now, busiest);
    const std::int64_t now_busy = five_g.now - now_busiest;
    const std::int64_t then_busiest = std::min(five_g.planned, busiest - now_busiest);
    now_[0] = quota_of(now_busiest, busiest);
    then_[0] = quota_of(then_busiest, busiest - now_busiest);
    now_[1] = quota_of(now_busy, busy);
    then_[1] = quota_of(five_g.planned - then_busiest, busy - now_busy);
  }

  Busy busy(Setting setting) {
    if (setting == Setting::country) return busy_country_.next() ? Busy::busy : Busy::quiet;
    if (busiest_town_.next()) return Busy::busiest;
    return busy_town_.next() ? Busy::busy : Busy::quiet;
  }
  FiveGState five_g(Busy busy) {
    if (busy == Busy::quiet) return FiveGState::never;
    const std::size_t k = busy == Busy::busiest ? 0 : 1;
    if (now_[k].next()) return FiveGState::now;
    return then_[k].next() ? FiveGState::planned : FiveGState::never;
  }
  std::string_view five_g_vendor(FiveGState state) {
    const bool first = state == FiveGState::now ? first_now_.next() : first_then_.next();
    return first ? owner_.five_g.first : owner_.five_g.second;
  }
  std::string_view cluster_vendor(Setting setting, std::int64_t size) {
    Quota& quota = setting == Setting::town ? vendor_town_ : vendor_country_;
    return quota.next(size) ? owner_.radio_in_towns : owner_.radio_else;
  }
  bool shared() { return shared_.next(); }
  bool emergency() { return owner_.code == "nw" && emergency_.next(); }
  bool rail() { return owner_.code == "sv" && rail_.next(); }
  bool odd_hop() { return owner_.code == "sv" && odd_hop_.next(); }
  bool swapped() { return swapped_.next(); }
  bool huawei_router() { return huawei_router_.next(); }

 private:
  const Operator& owner_;
  Quota now_[2] = {Quota(0, 1), Quota(0, 1)};
  Quota then_[2] = {Quota(0, 1), Quota(0, 1)};
  Quota busiest_town_{50'000, kInTowns};
  Quota busy_town_{200'000, kInTowns - 50'000};
  Quota busy_country_{50'000, kWhole - kInTowns};
  Quota first_now_{owner_.five_g.first_now, kWhole};
  Quota first_then_{owner_.five_g.first_planned, kWhole};
  Quota vendor_town_{owner_.share_in_towns, kWhole};
  Quota vendor_country_{owner_.share_in_country, kWhole};
  Quota shared_{25, 100};
  Quota emergency_{kEmergencySites, 7'000};
  Quota rail_{kRailSites, 6'475};
  Quota odd_hop_{1, 100};
  Quota swapped_{owner_.five_g.swapped, kWhole};
  Quota huawei_router_{owner_.huawei_radio_routers, kWhole};
};

// Controllers of a stretch of masts, at the nearest handover.
void write_controllers(Tables& tables, const Mast& mast, std::int64_t number) {
  const Operator& owner = *mast.owner;
  const Date as_of = tables.options().as_of;
  const auto controller = [&](std::string_view function, std::string_view generation,
                              std::string_view vendor, std::int32_t age) {
    const std::string id = fmt::format("{}-{}-{}-{}", owner.code, function, number, vendor);
    tables.add(ElementRow{.id = id,
                          .owner = owner.id,
                          .networks = owner.network,
                          .site = mast.handover->site,
                          .function = function,
                          .generations = generation,
                          .model = "controller",
                          .vendor = vendor,
                          .procured_on = {as_of.days - age - 90},
                          .in_service_from = {as_of.days - age},
                          .book_pence = 4'000'000,
                          .end_of_life = {as_of.days + 3'000 - age},
                          .forgets = {.vendor = owner.books.five_g || generation != "5G"}});
    tables.add_dependency(id, radio_manager_id(mast.which_operator, vendor), "managed-by");
    return id;
  };
  const std::string_view old =
      owner.third_generation.empty() ? owner.radio_else : owner.third_generation;
  controller("RNC", "3G", old, 3'000);
  if (owner.has_second_generation) controller("BSC", "2G", old, 4'500);
  controller("gNB-CU", "5G", owner.five_g.second, 150);
  const std::string first = controller("gNB-CU", "5G", owner.five_g.first, 200);
  if (owner.five_g.swapped > 0) {
    tables.add(ChangeRow{.date = {as_of.days + 1'500 + static_cast<std::int32_t>(number % 1'300)},
                         .element = first,
                         .action = "replace",
                         .vendor = owner.five_g.second,
                         .model = "controller",
                         .note = "the plan for 5G"});
  }
}

// The masts of one operator, one after the other.
class Masts {
 public:
  Masts(Tables& tables, const Ground& ground, std::size_t which_operator)
      : tables_(tables),
        ground_(ground),
        which_operator_(which_operator),
        owner_(operators()[which_operator]),
        choices_(owner_) {}

  // `count` masts of one town or of the country around it, cluster by cluster.
  void write(std::size_t town, Setting setting, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
      if (i % kClusterSites == 0) {
        const std::int64_t size = std::min(kClusterSites, count - i);
        cluster_ = fmt::format("{} {} {}{}", owner_.code, towns()[town].name,
                               setting == Setting::town ? 't' : 'c', i / kClusterSites + 1);
        cluster_vendor_ = choices_.cluster_vendor(setting, size);
      }
      write_one(town, setting);
    }
  }

 private:
  void write_one(std::size_t town, Setting setting) {
    const std::int64_t number = number_++;
    Random random(tables_.options().seed, Stream::radio,
                  (std::uint64_t{which_operator_ + 1} << 40) + static_cast<std::uint64_t>(number));
    const Point at = place_in(towns()[town], setting, random);
    Mast mast = {.owner = &owner_,
                 .which_operator = which_operator_,
                 .id = radio_site_id(which_operator_, number),
                 .setting = setting,
                 .at = at,
                 .handover = &nearest_handover(ground_, town, at)};
    mast.busy = choices_.busy(setting);
    mast.five_g = choices_.five_g(mast.busy);
    mast.radio_vendor = cluster_vendor_;
    if (mast.five_g != FiveGState::never) {
      mast.five_g_vendor = choices_.five_g_vendor(mast.five_g);
      // A 5G unit sits on a 4G one of the same maker, where that makes 4G here at all.
      const bool now = mast.five_g == FiveGState::now;
      if (now && owner_.third_generation.empty()) mast.radio_vendor = mast.five_g_vendor;
      mast.swapped = mast.five_g_vendor == owner_.five_g.first && choices_.swapped();
    }
    mast.shared = choices_.shared();
    mast.emergency = setting == Setting::country && choices_.emergency();
    mast.rail = setting == Setting::country && choices_.rail();
    mast.odd_hop = setting == Setting::country && choices_.odd_hop();
    mast.router_vendor = choices_.huawei_router() ? "huawei" : owner_.radio_routers;
    tables_.add(
        SiteRow{.id = mast.id,
                .owner = owner_.id,
                .name = fmt::format("{} {}", towns()[town].name, number + 1),
                .kind = setting == Setting::town && random.chance(550'000) ? "rooftop" : "mast",
                .region = towns()[town].region,
                .cluster = cluster_,
                .at = at,
                .visit_pence = random.between(300, 1'500) * 100,
                .may_forget_place = owner_.books.places});
    if (number % kControllerSites == 0) write_controllers(tables_, mast, number / kControllerSites);
    write_mast(tables_, mast, random);
  }

  Tables& tables_;
  const Ground& ground_;
  std::size_t which_operator_;
  const Operator& owner_;
  Choices choices_;
  std::int64_t number_ = 0;
  std::string cluster_;
  std::string_view cluster_vendor_;
};

}  // namespace

void write_radio(Tables& tables, const Ground& ground, std::size_t which_operator) {
  const Spread masts = spread(radio_sites(tables.options(), which_operator), kInTowns);
  Masts writer(tables, ground, which_operator);
  for (std::size_t town = 0; town < towns().size(); ++town) {
    writer.write(town, Setting::town, masts.in_town[town]);
    writer.write(town, Setting::country, masts.around[town]);
  }
}

std::int64_t radio_sites(const Options& options, std::size_t which_operator) {
  const std::int64_t count = operators()[which_operator].sites;
  return count == 0 ? 0 : scaled(count, options);
}

std::string radio_site_id(std::size_t which_operator, std::int64_t number) {
  return fmt::format("{}-{:07}", operators()[which_operator].code, number);
}

std::vector<std::string_view> radio_vendors(std::size_t which_operator) {
  const Operator& owner = operators()[which_operator];
  std::vector<std::string_view> vendors;
  for (const std::string_view vendor :
       {owner.radio_in_towns, owner.radio_else, owner.third_generation, owner.five_g.first,
        owner.five_g.second}) {
    if (!vendor.empty() && std::ranges::find(vendors, vendor) == vendors.end()) {
      vendors.push_back(vendor);
    }
  }
  return vendors;
}

std::string radio_manager_id(std::size_t which_operator, std::string_view vendor) {
  return fmt::format("{}-ems-{}", operators()[which_operator].code, vendor);
}

}  // namespace relook::britain
