// SPDX-License-Identifier: Apache-2.0
#include "britain/core.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "britain/operators.hpp"
#include "britain/radio.hpp"
#include "britain/transport.hpp"

namespace relook::britain {
namespace {

// The core towns with whole cores, and how many of the first core towns have user planes.
constexpr std::string_view kMain[] = {"LON", "MAN", "GLA"};
constexpr std::size_t kUserPlanes[] = {12, 8, 8, 20, 20};

struct Function {
  std::string_view name;
  std::string_view generations;
  std::string_view vendor = "";  ///< empty: the operator's maker of core
  bool everywhere = false;       ///< where user planes are, and not in the main towns alone
  bool box = false;              ///< a box of its own: hosted on no server
};

constexpr Function kMobile[] = {
    {"AMF", "5G"},
    {"SMF", "5G"},
    {"UPF", "5G", "", true},
    {"PCF", "5G"},
    {"UDM", "5G"},
    {"UDR", "5G"},
    {"AUSF", "5G"},
    {"NRF", "5G"},
    {"NSSF", "5G"},
    {"NEF", "5G"},
    {"CHF", "5G"},
    {"SCP", "5G"},
    {"SEPP", "5G"},
    {"MME", "4G"},
    {"SGW", "4G", "", true},
    {"PGW", "4G", "", true},
    {"HSS", "4G"},
    {"PCRF", "4G"},
    {"DRA", "4G", "oracle"},
    {"SGSN", "2G;3G"},
    {"GGSN", "2G;3G"},
    {"MSC", "2G;3G"},
    {"MGW", "2G;3G"},
    {"HLR", "2G;3G"},
    {"EIR", "2G;3G;4G"},
    {"SMSC", "2G;3G;4G", "mavenir"},
    {"P-CSCF", "4G"},
    {"I-CSCF", "4G"},
    {"S-CSCF", "4G"},
    {"TAS", "4G", "metaswitch"},
    {"SBC", "4G", "ribbon", false, true},
    {"lawful-intercept", "-"},
    {"MANO", "-", "red-hat"},
    {"VIM", "-", "vmware"},
};

// What mobile and fixed operators have alike.
constexpr Function kCommon[] = {
    {"firewall", "-", "palo-alto", true, true},
    {"security-gateway", "-", "fortinet", true, true},
    {"internet-gateway", "-", "juniper", false, true},
    {"ASBR", "-", "cisco", false, true},
    {"DNS", "-", "f5"},
    {"AAA", "-", "cisco"},
    {"OSS", "-", "netcracker"},
    {"NMS", "-", "ciena"},
    {"SDN-controller", "-", "nokia"},
    {"monitoring", "-", "hpe"},
    {"PKI", "-", "dell"},
    {"jump-host", "-", "dell"},
};

class CoreWriter {
 public:
  CoreWriter(Tables& tables, std::size_t which_operator)
      : tables_(tables), which_(which_operator), owner_(operators()[which_operator]) {}

  void write_place(std::size_t core_index) {
    core_ = core_towns()[core_index].code;
    site_ = fmt::format("{}-dc-{}", owner_.code, core_);
    main_ = std::ranges::find(kMain, core_) != std::end(kMain);
    if (!main_ && core_index >= kUserPlanes[which_]) return;
    write_servers(main_ ? 12 : 4);
    if (which_ != kFibre) write_functions(kMobile);
    write_functions(kCommon);
  }

  void write_managers() {
    core_ = kMain[0];
    site_ = fmt::format("{}-dc-{}", owner_.code, core_);
    for (const std::string_view vendor : radio_vendors(which_)) {
      const std::string id = radio_manager_id(which_, vendor);
      add(id, {.name = "EMS", .generations = "-"}, vendor, false);
      supply(id, "software", vendor, "licence (synthetic)");
      tables_.add_dependency(id, core_element_id(which_, core_, "OSS"), "managed-by");
    }
  }

  void write_gateways(std::size_t core_index) {
    core_ = core_towns()[core_index].code;
    site_ = fmt::format("{}-dc-{}", owner_.code, core_);
    // Six of the twenty: the copies of the advice stop before fixed access.
    const std::string id = core_element_id(which_, core_, "BNG");
    add(id, {.name = "BNG", .generations = "-", .box = true},
        core_index % 3 == 1 ? "huawei" : "nokia", false);
    tables_.add_dependency(id, core_element_id(which_, kMain[0], "SDN-controller"), "managed-by");
  }

 private:
  [[nodiscard]] std::string server(std::int64_t number) const {
    return core_element_id(which_, core_, fmt::format("server-{}", number));
  }

  void write_servers(std::int64_t count) {
    servers_ = count;
    for (std::int64_t i = 1; i <= count; ++i) {
      // One of a maker that was Huawei's until November 2021 (registry/ownership.csv).
      const bool odd = owner_.code == "mr" && core_ == "MAN" && i == 7;
      add(server(i), {.name = "server", .generations = "-", .box = true},
          odd          ? "xfusion"
          : i % 2 == 0 ? "hpe"
                       : "dell",
          false);
    }
  }

  void write_functions(std::span<const Function> functions) {
    for (const Function& function : functions) {
      if (main_ || function.everywhere) write_function(function);
    }
  }

  void write_function(const Function& function) {
    const std::string id = core_element_id(which_, core_, function.name);
    const std::string_view vendor = vendor_of(function);
    // Stand-alone 5G is still to come, but for two that try it.
    const bool planned = function.generations == "5G" && which_ != 1 && which_ != 3;
    const std::string_view written = add(id, function, vendor, planned);
    if (!function.box) tables_.add_dependency(id, server(1 + number_ % servers_), "hosted-on");
    const std::string_view manager = function.generations == "-" ? "OSS" : "MANO";
    const std::string by = core_element_id(which_, kMain[0], manager);
    if (by != id) tables_.add_dependency(id, by, "managed-by");
    supply(id, "software", written, "licence (synthetic)");
    plan(id, function, written, planned);
  }

  // Northwind's packet core is Huawei's, and is being replaced.
  [[nodiscard]] std::string_view vendor_of(const Function& function) const {
    constexpr std::string_view kPacketCore[] = {"MME", "SGW", "PGW", "PCRF", "SGSN", "GGSN"};
    if (owner_.code == "nw" &&
        std::ranges::find(kPacketCore, function.name) != std::end(kPacketCore)) {
      return "huawei";
    }
    return function.vendor.empty() ? owner_.core : function.vendor;
  }

  void plan(const std::string& id, const Function& function, std::string_view vendor,
            bool planned) {
    const Date as_of = tables_.options().as_of;
    if (planned) {
      const Date day = {as_of.days + 420 + static_cast<std::int32_t>(number_ % 300)};
      tables_.add(ChangeRow{.date = day,
                            .element = id,
                            .action = "install",
                            .vendor = vendor,
                            .model = function.name,
                            .note = "stand-alone 5G"});
    }
    // What is left of the old core: 2G and 3G, and one gateway that nobody has got round to.
    const bool stays =
        function.generations == "2G;3G" || (function.name == "PGW" && core_ == "NOT");
    if (vendor != "huawei" || stays) return;
    const Date day = {as_of.days + 300 + static_cast<std::int32_t>(number_ % 700)};
    tables_.add(ChangeRow{.date = day,
                          .element = id,
                          .action = "replace",
                          .vendor = owner_.core,
                          .model = function.name,
                          .note = "the new core"});
  }

  void supply(const std::string& id, std::string_view role, std::string_view vendor,
              std::string_view source) {
    const Date as_of = tables_.options().as_of;
    tables_.add(SupplyRow{.element = id,
                          .role = role,
                          .vendor = vendor,
                          .procured_on = kPastDate,
                          .from = kPastDate,
                          .source = source,
                          .observed_on = {as_of.days - 30}});
  }

  std::string_view add(const std::string& id, const Function& function, std::string_view vendor,
                       bool planned) {
    Random random(tables_.options().seed, Stream::core,
                  (std::uint64_t{which_ + 1} << 52) + static_cast<std::uint64_t>(number_++));
    const Date as_of = tables_.options().as_of;
    const auto age = static_cast<std::int32_t>(planned ? -200 : random.between(100, 2'500));
    const bool counts = function.name == "HSS" || function.name == "UDM";
    const std::string_view written = tables_.add(
        ElementRow{.id = id,
                   .owner = owner_.id,
                   .networks = owner_.network,
                   .site = site_,
                   .function = function.name,
                   .generations = function.generations,
                   .model = function.box ? "appliance" : "software",
                   .vendor = vendor,
                   .procured_on = {as_of.days - age - 60},
                   .in_service_from = planned ? kNoDate : Date{as_of.days - age},
                   .transit = forwards(function.name) ? "yes" : "no",
                   .subscribers = counts ? random.between(5'000, 9'000) * 1'000 : kNoNumber,
                   .book_pence = random.between(1, 40) * 1'000'000,
                   .end_of_life = {as_of.days - age + 3'000},
                   .forgets = {.vendor = owner_.books.core},
                   .witnessed = function.box});
    const std::string link = id + "-l";
    const std::string hub = data_centre_switch_id(which_, core_);
    tables_.add(LinkRow{.id = link, .a = id, .b = hub, .capacity_gbps = 100, .delay_us = 1});
    return written;
  }

  static bool forwards(std::string_view name) {
    constexpr std::string_view kForwards[] = {"firewall", "security-gateway", "internet-gateway",
                                              "ASBR", "BNG"};
    return std::ranges::find(kForwards, name) != std::end(kForwards);
  }

  Tables& tables_;
  std::size_t which_;
  const Operator& owner_;
  std::string_view core_;
  std::string site_;
  bool main_ = false;
  std::int64_t servers_ = 1;
  std::int64_t number_ = 0;
};

}  // namespace

std::string core_element_id(std::size_t which_operator, std::string_view core,
                            std::string_view function) {
  return fmt::format("{}-{}-{}", operators()[which_operator].code, core, function);
}

std::vector<std::string> internet_gateways(std::size_t which_operator) {
  std::vector<std::string> ids;
  for (const std::string_view core : kMain) {
    ids.push_back(core_element_id(which_operator, core, "internet-gateway"));
  }
  return ids;
}

void write_core(Tables& tables, std::size_t which_operator) {
  CoreWriter writer(tables, which_operator);
  for (std::size_t c = 0; c < core_towns().size(); ++c) {
    writer.write_place(c);
    if (which_operator == kFibre) writer.write_gateways(c);
  }
  if (which_operator != kFibre) writer.write_managers();
}

}  // namespace relook::britain
