// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>

#include "base/date.hpp"
#include "decision/facts.hpp"
#include "estate/estate.hpp"
#include "estate/functions.hpp"
#include "estate/judgement.hpp"

namespace relook::engine {

/// An estate on a day, with everything that selectors ask of it: planned changes applied, vendors
/// judged, families known. Owns what its Facts show; it stays where it is made.
class Situation {
 public:
  /// `functions` and `places` must outlive it; `places` may be null.
  Situation(const estate::Estate& estate, Date on, const estate::Functions& functions,
            const estate::Table* places);
  Situation(const Situation&) = delete;
  Situation& operator=(const Situation&) = delete;

  [[nodiscard]] const decision::Facts& facts() const { return facts_; }
  [[nodiscard]] const estate::Estate& estate() const { return estate_; }
  [[nodiscard]] const estate::Judgements& element_vendors() const { return element_vendors_; }
  [[nodiscard]] Date on() const { return on_; }
  /// Whether plans after as_of are unknown: the day is later and changes.csv is missing.
  [[nodiscard]] bool plans_unknown() const;

 private:
  Date on_;
  estate::Estate estate_;
  estate::Families families_;
  estate::Judgements element_vendors_;
  estate::Judgements supply_vendors_;
  decision::Facts facts_;
};

}  // namespace relook::engine
