// SPDX-License-Identifier: Apache-2.0
// Reads the keys of a decision's tables. Private to read_decision.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "codec/tree.hpp"
#include "decision/decision.hpp"
#include "decision/vocabulary.hpp"

namespace relook::decision {

/// A TOML table being read: its values by key, faults where they stand, and parameters in the
/// place of values.
class Keys {
 public:
  /// `what` is how messages call the table: "the rule 'core'".
  Keys(const codec::Tree& table, std::string file, const Vocabulary& vocabulary,
       Diagnostics& diagnostics);

  void allow(std::span<const std::string_view> names, std::string_view what) const;
  /// The value of the key; where it is { parameter = "name" }, null and the parameter instead.
  [[nodiscard]] const codec::Tree* find(std::string_view key) const;
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::string required_text(std::string_view key) const;
  [[nodiscard]] std::optional<std::uint32_t> word(std::string_view key,
                                                  std::span<const std::string_view> words) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, std::int64_t min,
                                                    std::int64_t max) const;
  /// A decimal as an integer of 10^-digits; whole numbers, floating point and text are taken.
  [[nodiscard]] std::optional<std::int64_t> decimal(std::string_view key, int digits) const;
  [[nodiscard]] std::optional<Share> share(std::string_view key) const;
  [[nodiscard]] std::optional<Day> day(std::string_view key) const;
  [[nodiscard]] std::optional<Selector> selector(std::string_view key, Subject subject,
                                                 KnownUse known = KnownUse::forbidden) const;
  void fault(Position at, std::string message) const;
  [[nodiscard]] Position at() const { return table_.at; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  /// Text of the key, given as it stands or by a parameter; nothing where it is missing.
  struct Given {
    std::string text;
    Origin where;
  };
  [[nodiscard]] std::optional<Given> given(std::string_view key) const;
  [[nodiscard]] const Parameter* parameter(const codec::Tree& tree, std::string* name) const;
  [[nodiscard]] std::optional<Day> day_from(const codec::Tree& tree) const;
  [[nodiscard]] std::optional<Day> day_of_parameter(const std::string& name, Position at,
                                                    std::int32_t months) const;
  void read_operators(const codec::Tree& tree, Day& day) const;

  const codec::Tree& table_;
  std::string file_;
  const Vocabulary& vocabulary_;
  Diagnostics& diagnostics_;
};

}  // namespace relook::decision
