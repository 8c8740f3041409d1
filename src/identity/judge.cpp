// SPDX-License-Identifier: Apache-2.0
#include "identity/judge.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <vector>

#include "base/parallel.hpp"

namespace relook::identity {
namespace {

using namespace estate;

// Different sets of vendors, each once.
class SetPool {
 public:
  std::uint32_t code(const std::vector<std::uint32_t>& set) {
    const auto [place, fresh] = codes_.emplace(set, static_cast<std::uint32_t>(codes_.size()));
    if (fresh) sets_.push_back(set);
    return place->second;
  }
  [[nodiscard]] ListPool lists() const { return ListPool(sets_); }

 private:
  std::map<std::vector<std::uint32_t>, std::uint32_t> codes_;
  std::vector<std::vector<std::uint32_t>> sets_;
};

// What the supplies add to an element's candidates.
struct Witnesses {
  std::vector<std::uint32_t> vendors;
  bool any = false;
  bool sure = false;  ///< at least one of them surely speaks of the hardware
};

std::map<std::uint32_t, Witnesses> hardware_witnesses(const Estate& estate, Date day) {
  std::map<std::uint32_t, Witnesses> by_element;
  const Column& elements = estate.column(column::kSupplyElement);
  const Column& roles = estate.column(column::kSupplyRole);
  const Column& vendors = estate.column(column::kSupplyVendor);
  for (std::size_t row = 0; row < estate.rows(TableId::supplies); ++row) {
    const std::uint32_t role = roles.code(row);
    if (role != kHardwareRole && role != kUnknownCode) continue;
    const Truth holds = holds_on(
        {estate.column(column::kSupplyFrom).day(row), estate.column(column::kSupplyUntil).day(row)},
        day, estate.manifest.as_of);
    const std::uint32_t vendor = vendors.code(row);
    if (holds == Truth::no || vendor == kNoneCode) continue;
    Witnesses& witnesses = by_element[elements.code(row)];
    witnesses.any = witnesses.any || vendor == kUnknownCode;
    witnesses.sure = witnesses.sure || (holds == Truth::yes && role == kHardwareRole);
    if (is_value(vendor)) witnesses.vendors.push_back(vendor);
  }
  return by_element;
}

bool is_lan(const Estate& estate, std::size_t row, std::uint32_t lan) {
  return lan != kUnknownCode && estate.column(column::kElementFunction).code(row) == lan;
}

std::uint32_t lan_code(const Estate& estate) {
  const Column& functions = estate.column(column::kElementFunction);
  for (std::uint32_t code = 0; code < functions.texts.size(); ++code) {
    if (functions.texts[code] == "LAN") return code;
  }
  return kUnknownCode;
}

// What the declared cell and the supplies say together.
std::uint32_t joint_set(std::uint32_t declared, const Witnesses& speak, SetPool& pool) {
  if (speak.any || (!is_value(declared) && !speak.sure)) return Judgements::kAny;
  std::vector<std::uint32_t> set = speak.vendors;
  if (is_value(declared)) set.push_back(declared);
  std::ranges::sort(set);
  set.erase(std::ranges::unique(set).begin(), set.end());
  return set.empty() ? Judgements::kAny : pool.code(set);
}

// Waking another thread costs more than a small table.
unsigned threads_for(std::size_t rows) { return rows < kChunkSize ? 1 : 0; }

// By vendor that some element declares, the set of it alone.
std::vector<std::uint32_t> sets_of_one(const Estate& estate, SetPool& pool) {
  const Column& declared = estate.column(column::kElementVendor);
  const std::size_t rows = estate.rows(TableId::elements);
  std::vector<std::atomic<bool>> seen(estate.rows(TableId::vendors));
  parallel_chunks(rows, threads_for(rows), [&](std::size_t, Chunk chunk) {
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
      const std::uint32_t vendor = declared.code(row);
      if (!is_value(vendor) || seen[vendor].load(std::memory_order_relaxed)) continue;
      seen[vendor].store(true, std::memory_order_relaxed);
    }
  });
  std::vector<std::uint32_t> sets(seen.size(), Judgements::kAny);
  for (std::uint32_t vendor = 0; vendor < seen.size(); ++vendor) {
    if (seen[vendor]) sets[vendor] = pool.code({vendor});
  }
  return sets;
}

}  // namespace

Judgements judge_elements(const Estate& estate, Date day) {
  const std::size_t rows = estate.rows(TableId::elements);
  Judgements out;
  out.set_of.resize(rows);
  SetPool pool;
  const std::uint32_t lan = lan_code(estate);
  const bool told = estate.table(TableId::supplies).present();
  const std::vector<std::uint32_t> single =
      told ? sets_of_one(estate, pool) : std::vector<std::uint32_t>();
  const Column& declared = estate.column(column::kElementVendor);
  parallel_chunks(rows, threads_for(rows), [&](std::size_t, Chunk chunk) {
    for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
      const std::uint32_t vendor = told ? declared.code(row) : kUnknownCode;
      const std::uint32_t set = is_value(vendor) ? single[vendor] : Judgements::kAny;
      out.set_of[row] = is_lan(estate, row, lan) ? Judgements::kNobody : set;
    }
  });
  if (told) {
    for (const auto& [row, speak] : hardware_witnesses(estate, day)) {
      if (row >= rows || is_lan(estate, row, lan)) continue;
      const std::uint32_t vendor = declared.code(row);
      out.set_of[row] = vendor == kUnknownCode ? Judgements::kAny : joint_set(vendor, speak, pool);
    }
  }
  out.sets = pool.lists();
  return out;
}

Judgements judge_supplies(const Estate& estate) {
  Judgements out;
  SetPool pool;
  const Column& vendors = estate.column(column::kSupplyVendor);
  for (std::size_t row = 0; row < estate.rows(TableId::supplies); ++row) {
    const std::uint32_t vendor = vendors.code(row);
    // A `-` says that nobody has declared one: it may be anybody.
    out.set_of.push_back(is_value(vendor) ? pool.code({vendor}) : Judgements::kAny);
  }
  out.sets = pool.lists();
  return out;
}

Coverage coverage(const Estate& estate, const Judgements& elements, Date day) {
  Coverage out;
  const Column& froms = estate.column(column::kElementFrom);
  const Column& untils = estate.column(column::kElementUntil);
  for (std::size_t row = 0; row < elements.set_of.size(); ++row) {
    if (elements.set_of[row] == Judgements::kNobody) continue;
    if (holds_on({froms.day(row), untils.day(row)}, day, estate.manifest.as_of) == Truth::no) {
      continue;
    }
    ++out.elements;
    if (is_value(elements.only(row))) {
      ++out.vendor_known;
    } else {
      ++out.vendor_unknown;
      if (is_value(elements.set_of[row])) ++out.witness_conflicts;
    }
  }
  return out;
}

}  // namespace relook::identity
