// SPDX-License-Identifier: Apache-2.0
// Selectors: the questions that a decision asks of the rows of an estate, checked and typed.
//
//   text --lexer--> tokens --parser--> Syntax --binder--> Selector --select--> Truth by row
//
// A Selector is bound to the schema, not to an estate: it is compiled once, when the decision is
// loaded, and can be asked of any estate afterwards (docs/selectors.md).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "decision/bound.hpp"
#include "decision/parser.hpp"
#include "decision/vocabulary.hpp"
#include "estate/schema.hpp"

namespace relook::decision {

/// Whose rows are asked.
enum class Subject : std::uint8_t {
  elements,
  links,
  supplies,
  demands,
  places,
  operators,
  networks,
  sites,
  vendors,
};

[[nodiscard]] estate::TableId table_of(Subject subject);

/// Whether `known(field)` may be used, and then only under an odd number of `not`s: elsewhere it
/// would reward ignorance (SEMANTICS 5.2).
enum class KnownUse : std::uint8_t { forbidden, under_not };

/// Nodes and literals in lists, after every term is expanded. The depth is kSelectorDepthMax.
inline constexpr std::size_t kSelectorNodesMax = 20'000;

/// A name of a vendor that a selector speaks of, and where.
struct VendorName {
  std::string text;
  Origin where;

  friend bool operator==(const VendorName&, const VendorName&) = default;
};

struct Selector {
  Subject subject = Subject::elements;
  std::string text;
  IdVector<NodeId, Node> nodes;
  NodeId root{0};
  std::vector<VendorName> vendors;  ///< in the order in which they stand
};

/// Compiles a selector. Every fault is placed where it stands, in the selector or in the term that
/// it uses; a term's fault is said once, however often the term is used in it.
[[nodiscard]] Read<Selector> compile_selector(std::string_view text, const Origin& where,
                                              Subject subject, const Vocabulary& vocabulary,
                                              KnownUse known = KnownUse::forbidden);

/// The selector that every row matches.
[[nodiscard]] Selector everything(Subject subject);

/// A field path whose values rows can be grouped by: texts, words, yes or no, ids.
struct GroupPath {
  Path path;
  std::string text;
};
/// Compiles a path of `per`. `operator` of a link, a supply or a demand stands for the operators of
/// its elements: the path then leads to that of end a, of the element or of `from`, and whoever
/// groups by it asks `owners_of_rows` (grouping.hpp) for all.
[[nodiscard]] Read<GroupPath> compile_group_path(std::string_view text, const Origin& where,
                                                 Subject subject);

/// The vendors that the selector names by id. A name that the estate's vendors do not have matches
/// nothing; whoever brings the two together reports it first (SEMANTICS 4.4).
[[nodiscard]] const std::vector<VendorName>& vendor_names(const Selector& selector);

}  // namespace relook::decision
