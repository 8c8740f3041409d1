// SPDX-License-Identifier: Apache-2.0
// Why a row matches, in a few plain words: what stands in the cells that made it so.

#include <algorithm>
#include <string>
#include <vector>

#include "decision/field.hpp"
#include "decision/inspect.hpp"
#include "decision/row_asker.hpp"
#include "decision/select.hpp"

namespace relook::decision {
namespace {

namespace column = estate::column;
using estate::TableId;

class Reasons {
 public:
  Reasons(const Selector& selector, const Facts& facts) : asker_(selector, facts), facts_(facts) {}

  // Adds why the node's answer is `wanted`, which it is.
  void node(NodeId id, std::uint32_t row, Truth wanted) {
    std::visit([&](const auto& what) { look(what, row, wanted); }, asker_.node(id).what);
  }

  std::string text() const {
    std::string joined;
    for (const std::string& reason : reasons_) joined += (joined.empty() ? "" : ", ") + reason;
    return joined;
  }

 private:
  void say(std::string reason) {
    if (std::ranges::find(reasons_, reason) == reasons_.end())
      reasons_.push_back(std::move(reason));
  }
  // What the inner selector says of the row, for parentheses.
  std::string inside(NodeId id, std::uint32_t row) const {
    Reasons inner(*this);
    inner.reasons_.clear();
    inner.node(id, row, Truth::yes);
    const std::string text = inner.text();
    return text.empty() ? "" : " (" + text + ")";
  }

  void look(const Constant&, std::uint32_t, Truth) {}
  void look(const OnCompare&, std::uint32_t, Truth) { say("on " + to_string(facts_.on)); }
  void look(const NotOf& what, std::uint32_t row, Truth wanted) {
    node(what.child, row, negated(wanted));
  }
  void look(const AllOf& what, std::uint32_t row, Truth wanted) {
    join(what.children, row, wanted, Truth::yes);
  }
  void look(const AnyOf& what, std::uint32_t row, Truth wanted) {
    join(what.children, row, wanted, Truth::no);
  }
  // All children where the answer needs all, else the first that suffices.
  void join(const std::vector<NodeId>& children, std::uint32_t row, Truth wanted, Truth needs_all) {
    for (const NodeId child : children) {
      if (wanted == needs_all) {
        node(child, row, wanted);
      } else if (asker_.ask(child, row) == wanted) {
        return node(child, row, wanted);
      }
    }
  }

  void look(const AnySupply& what, std::uint32_t row, Truth wanted) {
    if (wanted == Truth::no) return say("no such supply");
    for (const std::uint32_t supply : asker_.rows_about(column::kSupplyElement, row)) {
      if (asker_.ask_supply(what, supply) != Truth::yes) continue;
      return say("supply" + inside(what.node, supply));
    }
  }

  void look(const AnyDependency& what, std::uint32_t row, Truth wanted) {
    if (wanted == Truth::no) return say("no such dependency");
    for (const std::uint32_t one : asker_.rows_about(column::kDependencyElement, row)) {
      if (asker_.ask_dependency(what, one) != Truth::yes) continue;
      const std::uint32_t kind = facts_.estate.column(column::kDependencyKind).code(one);
      const std::uint32_t on = facts_.estate.column(column::kDependencyOn).code(one);
      std::string reason = estate::is_value(kind) ? std::string(estate::kDependencyKinds[kind])
                                                  : std::string("depends on");
      if (!estate::is_value(on)) return say(std::move(reason));
      reason += " " + std::string(facts_.estate.id(TableId::elements, on));
      return say(std::move(reason) + inside(what.node, on));
    }
  }

  void look(const Between& what, std::uint32_t row, Truth wanted) {
    const std::uint32_t a = facts_.estate.column(column::kLinkA).code(row);
    const std::uint32_t b = facts_.estate.column(column::kLinkB).code(row);
    if (wanted == Truth::no || !estate::is_value(a) || !estate::is_value(b)) {
      return say("not between such elements");
    }
    const bool straight = both(asker_.ask(what.one, a), asker_.ask(what.other, b)) == Truth::yes;
    const std::uint32_t one = straight ? a : b;
    const std::uint32_t other = straight ? b : a;
    say("between " + std::string(facts_.estate.id(TableId::elements, one)) + inside(what.one, one) +
        " and " + std::string(facts_.estate.id(TableId::elements, other)) +
        inside(what.other, other));
  }

  void look(const FieldPair& what, std::uint32_t row, Truth) {
    say(what.left_text + " " + shown(what.left, row));
    say(what.right_text + " " + shown(what.right, row));
  }

  // What stands at the path's end: candidates joined with "or", "-" for none.
  std::string shown(const Path& path, std::uint32_t row) const {
    const Arrival arrival = follow(path, facts_, row);
    if (arrival.arrived == Arrived::none) return "-";
    if (arrival.arrived == Arrived::unknown) return "unknown";
    std::string text;
    if (!path.through_vendor) {
      text = shown_cell(path, facts_, arrival.row);
    } else {
      const estate::Judgements& judgements = judgements_of(facts_, path.reached());
      const std::uint32_t set = judgements.set_of[arrival.row];
      if (set == estate::Judgements::kNobody) return "nobody";
      if (set == estate::Judgements::kAny) return "unknown";
      for (const std::uint32_t vendor : judgements.sets[set]) {
        text += (text.empty() ? "" : " or ") + shown_cell(path, facts_, vendor);
      }
    }
    const bool empty_default = path.field == FieldKind::column && is_defaulted(facts_, path.column);
    if (text.empty()) return empty_default ? "empty" : "unknown";
    return text;
  }

  void look(const Leaf& leaf, std::uint32_t row, Truth wanted) {
    // Of `x != y` the positive question is `x == y`.
    const Truth positive = leaf.negated ? negated(wanted) : wanted;
    if (const InFamily* const test = std::get_if<InFamily>(&leaf.test)) {
      return family(leaf, *test, row, positive);
    }
    if (const HasText* const test = std::get_if<HasText>(&leaf.test)) {
      return say(leaf.field + (positive == Truth::yes ? " has " : " without ") + test->text);
    }
    if (const HasAny* const test = std::get_if<HasAny>(&leaf.test)) {
      return has_any(leaf, *test, row, positive);
    }
    if (const HasProperty* const test = std::get_if<HasProperty>(&leaf.test)) {
      Path function = leaf.path;
      return say("function " + shown(function, row) + (positive == Truth::yes ? " " : " not ") +
                 leaf.field.substr(leaf.field.rfind('.') + 1) + " " + test->word);
    }
    if (const NearPlace* const test = std::get_if<NearPlace>(&leaf.test)) {
      return near(leaf, *test, row, positive);
    }
    say(leaf.field + " " + shown(leaf.path, row));
  }

  void family(const Leaf& leaf, const InFamily& test, std::uint32_t row, Truth positive) {
    std::string reason = leaf.field + " " + shown(leaf.path, row);
    const Arrival arrival = follow(leaf.path, facts_, row);
    if (positive == Truth::yes && arrival.arrived == Arrived::row) {
      // That a vendor is of its own family needs no saying.
      const std::string heads = heads_of(leaf, test, arrival.row);
      if (heads != shown(leaf.path, row)) reason += " (family of " + heads + ")";
    }
    say(std::move(reason));
  }

  // Those of the heads to which a candidate surely belongs.
  std::string heads_of(const Leaf& leaf, const InFamily& test, std::uint32_t row) const {
    std::vector<std::uint32_t> vendors{row};
    if (leaf.path.through_vendor) {
      const estate::Judgements& judgements = judgements_of(facts_, leaf.path.reached());
      const auto candidates = judgements.sets[judgements.set_of[row]];
      vendors.assign(candidates.begin(), candidates.end());
    }
    std::string text;
    for (const std::string& head : test.heads) {
      const bool owns = std::ranges::any_of(vendors, [&](std::uint32_t vendor) {
        return in_families({{head}}, facts_, vendor) == Truth::yes;
      });
      if (owns) text += (text.empty() ? "" : " or ") + head;
    }
    return text;
  }

  void has_any(const Leaf& leaf, const HasAny& test, std::uint32_t row, Truth positive) {
    const Arrival arrival = follow(leaf.path, facts_, row);
    const estate::Column* const lists = find_column(facts_, leaf.path.column);
    const std::uint32_t code = lists != nullptr && arrival.arrived == Arrived::row
                                   ? lists->code(arrival.row)
                                   : estate::kUnknownCode;
    if (positive != Truth::yes || !estate::is_value(code)) {
      return say(leaf.field + " " + shown(leaf.path, row));
    }
    for (const std::uint32_t item : lists->lists[code]) {
      if (asker_.ask(test.node, item) != Truth::yes) continue;
      const TableId target = estate::schema(leaf.path.column).target;
      return say(leaf.field + " " + std::string(facts_.estate.id(target, item)) +
                 inside(test.node, item));
    }
  }

  void near(const Leaf& leaf, const NearPlace& test, std::uint32_t row, Truth positive) {
    const Arrival arrival = follow(leaf.path, facts_, row);
    if (positive != Truth::yes) return say("not near a place of kind " + test.kind);
    for (std::uint32_t place = 0; place < facts_.places->rows; ++place) {
      if (near_place(test, facts_, arrival.row, place) != Truth::yes) continue;
      return say((test.own_radius ? "at place " : "near place ") +
                 std::string(facts_.places->ids[place]));
    }
  }

  RowAsker asker_;
  const Facts& facts_;
  std::vector<std::string> reasons_;
};

}  // namespace

std::string because(const Selector& selector, const Facts& facts, std::uint32_t row) {
  if (select_row(selector, facts, row) != Truth::yes) return {};
  Reasons reasons(selector, facts);
  reasons.node(selector.root, row, Truth::yes);
  return reasons.text();
}

}  // namespace relook::decision
