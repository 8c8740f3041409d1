// SPDX-License-Identifier: Apache-2.0
// The rows of the estate's tables as the generator thinks of them; docs/estate.md says what they
// mean. A text that is empty is unknown, "-" is none.

#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/result.hpp"
#include "britain/options.hpp"
#include "britain/outline.hpp"
#include "britain/random.hpp"
#include "britain/writer.hpp"

namespace relook::britain {

struct SiteRow {
  std::string_view id;
  std::string_view owner;
  std::string name = {};
  std::string_view kind;
  std::string_view region;
  std::string_view cluster = "";
  Point at;
  std::int64_t visit_pence = kUnknownNumber;
  bool may_forget_place = false;  ///< whether the coordinates may be among what is unknown
};

/// Which facts of an element the operator's books may lack.
struct Forgets {
  bool vendor = true;
  bool load = true;   ///< traffic and premises
  bool other = true;  ///< model, bands, cells, purchase, value, end of life
};

struct ElementRow {
  std::string_view id;
  std::string_view owner;
  std::string_view users = "-";
  std::string_view networks = "-";
  std::string_view site;
  std::string_view function;
  std::string_view generations = "-";
  std::string_view bands = "-";
  std::string_view model = "";
  std::string_view vendor = "-";
  Date procured_on = kUnknownDate;
  Date in_service_from = kUnknownDate;
  std::string_view transit = "no";
  std::int64_t cells = kNoNumber;
  std::int64_t traffic_kbps = kNoNumber;
  std::int64_t traffic_gb_year = kNoNumber;
  std::int64_t subscribers = kNoNumber;
  std::int64_t premises = kNoNumber;
  std::int64_t book_pence = kUnknownNumber;
  Date end_of_life = kUnknownDate;
  std::string_view tags = "";
  Forgets forgets = {};
  bool witnessed = true;  ///< whether a share of such elements has a hardware supply
};

struct SupplyRow {
  std::string_view element;
  std::string_view role;
  std::string_view component = "";
  std::string_view vendor;
  std::string_view country = "";
  Date procured_on = kUnknownDate;
  Date from = kUnknownDate;
  std::string_view source;
  Date observed_on = kUnknownDate;
};

struct LinkRow {
  std::string_view id;
  std::string_view a;
  std::string_view b;
  std::int64_t metric = 10;
  std::int64_t capacity_gbps = 10;
  std::int64_t delay_us = 10;
  std::string_view srlgs = "-";
  std::string_view rides_on = "-";
  bool may_forget = false;  ///< whether metric, capacity and delay may be unknown
};

struct DemandRow {
  std::string_view id;
  std::string_view traffic_class;
  std::string_view from;
  std::string_view to;
  std::string_view to_mode = "nearest";
  std::int64_t kbps;
  std::string_view protected_spans = "";
};

struct ChangeRow {
  Date date;
  std::string_view element;
  std::string_view action;
  std::string_view vendor;
  std::string_view model = "";
  std::string_view note = "";
};

/// What was made, for the last line that the program prints.
struct Counts {
  std::int64_t sites = 0;
  std::int64_t elements = 0;
};

/// Every file of a generated estate, open for writing.
class Tables {
 public:
  /// The names of all files below the output folder.
  [[nodiscard]] static std::span<const std::string_view> names();

  Tables(const Options& options, const std::filesystem::path& folder);

  void add(const SiteRow& row);
  /// Gives the vendor as it was written: empty where the books lack it.
  std::string_view add(const ElementRow& row);
  void add(const SupplyRow& row);
  void add(const LinkRow& row);
  void add(const DemandRow& row);
  void add(const ChangeRow& row);
  void add_operator(const std::array<std::string_view, 3>& cells);
  void add_network(const std::array<std::string_view, 4>& cells);
  void add_dependency(std::string_view element, std::string_view on, std::string_view kind);
  void add_routing(const std::array<std::string_view, 4>& cells);
  /// id, name, kind; where; how near in metres; sites that belong to it.
  void add_place(const std::array<std::string_view, 3>& cells, Point at, std::int64_t radius_m,
                 std::string_view sites);

  [[nodiscard]] Counts counts() const { return {sites_.rows(), elements_.rows()}; }
  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] Result<void> close();

 private:
  void witness(const ElementRow& row, Random random);

  Options options_;
  CsvFile operators_, networks_, vendors_, ownership_, sites_, elements_, supplies_, dependencies_,
      links_, demands_, routing_, tunnels_, planes_, changes_, places_, manifest_;
};

}  // namespace relook::britain
