// SPDX-License-Identifier: Apache-2.0
#include "routing/service.hpp"

namespace relook::routing {

std::vector<estate::ColumnRef> open_dates(const estate::Estate& estate, const DateColumns& dates,
                                          std::uint32_t row, Date on) {
  std::vector<estate::ColumnRef> out;
  const Date as_of = estate.manifest.as_of;
  // Each date alone, the other one letting the row hold.
  const estate::Interval begins{estate.column(dates.from).day(row), estate::kNoneDay};
  const estate::Interval ends{on.days, estate.column(dates.until).day(row)};
  if (estate::holds_on(begins, on, as_of) == Truth::unknown) out.push_back(dates.from);
  if (estate::holds_on(ends, on, as_of) == Truth::unknown) out.push_back(dates.until);
  return out;
}

std::vector<Truth> elements_in_service(const estate::Estate& estate, Date on) {
  std::vector<Truth> out(estate.rows(estate::TableId::elements));
  for (std::uint32_t row = 0; row < out.size(); ++row) {
    out[row] = estate::holds_on(estate, kElementService, row, on);
  }
  return out;
}

}  // namespace relook::routing
