// SPDX-License-Identifier: Apache-2.0
#include "engine/silences.hpp"

#include <string>

#include "engine/answer_tree.hpp"

namespace relook::engine {

using codec::Tree;
using report::Cell;
using report::ColumnKind;
using report::Tone;

report::Table silences_table(const std::vector<Silence>& silences) {
  report::Table table{.id = "Not said", .title = "What the estate does not say", .columns = {}};
  table.columns = {
      {.id = "column", .header = "Column"},
      {.id = "cells", .header = "Cells", .kind = ColumnKind::integer},
      {.id = "first", .header = "First"},
      {.id = "bears_on", .header = "Could change"},
      {.id = "assume", .header = "Would be filled by"},
  };
  table.empty = "The estate says all that these proofs need.";
  for (const Silence& silence : silences) {
    table.rows.push_back(
        {{silence.column, silence.cells == 0 ? Cell("missing") : Cell(silence.cells), silence.first,
          silence.bears_on,
          silence.assumption.empty() ? std::string() : "--assume " + silence.assumption},
         Tone::unsure});
  }
  return table;
}

Tree silences_tree(const std::vector<Silence>& silences) {
  Tree out = Tree::array();
  for (const Silence& silence : silences) {
    Tree& one = out.push(Tree::object());
    one.add("column", Tree(silence.column));
    one.add("cells",
            silence.cells == 0 ? Tree(nullptr) : Tree::integer(static_cast<Int128>(silence.cells)));
    one.add("first", text_or_null(silence.first));
    one.add("bears_on", Tree(silence.bears_on));
    one.add("assume", text_or_null(silence.assumption));
  }
  return out;
}

}  // namespace relook::engine
