// SPDX-License-Identifier: Apache-2.0
#include "decision/select.hpp"

#include <algorithm>

#include "decision/answers.hpp"
#include "decision/cells.hpp"
#include "decision/field.hpp"
#include "decision/row_asker.hpp"

namespace relook::decision {
namespace {

namespace column = estate::column;
using estate::CellType;
using estate::ColumnRef;
using estate::TableId;

// Makes the answers of one tree over one table. A quantifier's inner tree is over another table:
// it is answered whole by a preparation of its own first.
class Preparation {
 public:
  Preparation(const Selector& selector, const Facts& facts, unsigned threads)
      : selector_(selector), facts_(facts), threads_(threads) {}

  struct Ready {
    Answers answers;
    AnswerId root;
  };
  static Ready ready(const Selector& selector, const Facts& facts, unsigned threads) {
    Preparation fresh(selector, facts, threads);
    const AnswerId root = fresh.prepare(selector.root);
    return {std::move(fresh.answers_), root};
  }

  std::vector<Truth> whole(NodeId id) {
    const TableId table = selector_.nodes[id].table;
    Preparation fresh(selector_, facts_, threads_);
    const AnswerId root = fresh.prepare(id);
    return fresh.write(root, rows_of(table));
  }

 private:
  std::size_t rows_of(TableId table) const {
    const estate::Table* const found = find_table(facts_, table);
    return found != nullptr ? found->rows : 0;
  }

  std::vector<Truth> write(AnswerId root, std::size_t rows) const {
    std::vector<Truth> truths(rows);
    const auto block = [&](std::size_t, Chunk chunk) {
      Scratch scratch;
      const std::span<Truth> out = std::span(truths).subspan(chunk.begin, chunk.end - chunk.begin);
      Block{answers_, chunk, scratch}.write(root, out);
    };
    parallel_chunks(rows, threads_, block, kBlockRows);
    return truths;
  }

  // Answers that are found row by row.
  template <class Ask>
  ReadyAnswer each_row(std::size_t rows, std::size_t block_rows, const Ask& ask) const {
    ReadyAnswer ready{std::vector<Truth>(rows)};
    const auto block = [&](std::size_t, Chunk chunk) {
      for (std::size_t row = chunk.begin; row < chunk.end; ++row) {
        ready.of_row[row] = ask(static_cast<std::uint32_t>(row));
      }
    };
    parallel_chunks(rows, threads_, block, block_rows);
    return ready;
  }

  // ---- the tree

  AnswerId prepare(NodeId id) {
    const Node& node = selector_.nodes[id];
    return std::visit([&](const auto& what) { return prepare_what(what, node.table); }, node.what);
  }
  std::vector<AnswerId> prepare_all(const std::vector<NodeId>& ids) {
    std::vector<AnswerId> children;
    children.reserve(ids.size());
    for (const NodeId id : ids) children.push_back(prepare(id));
    return children;
  }

  AnswerId prepare_what(const Constant& node, TableId) {
    return answers_.push_back(SameAnswer{node.value});
  }
  AnswerId prepare_what(const OnCompare& node, TableId) {
    return answers_.push_back(SameAnswer{
        compare(day_range(OnDate{}, facts_.on), node.order, day_range(node.operand, facts_.on))});
  }
  AnswerId prepare_what(const AllOf& node, TableId) {
    std::vector<AnswerId> parts = joined(prepare_all(node.children), Truth::yes, both);
    return parts.size() == 1 ? parts.front() : answers_.push_back(AllAnswers{std::move(parts)});
  }
  AnswerId prepare_what(const AnyOf& node, TableId) {
    std::vector<AnswerId> parts = joined(prepare_all(node.children), Truth::no, either);
    return parts.size() == 1 ? parts.front() : answers_.push_back(AnyAnswers{std::move(parts)});
  }
  AnswerId prepare_what(const NotOf& node, TableId) { return negated_answer(prepare(node.child)); }
  AnswerId prepare_what(const FieldPair& node, TableId table) {
    return answers_.push_back(each_row(rows_of(table), kBlockRows, [&](std::uint32_t row) {
      return ask_pair(node, facts_, row);
    }));
  }

  AnswerId prepare_what(const Between& node, TableId) {
    const std::vector<Truth> one = whole(node.one);
    const std::vector<Truth> other = whole(node.other);
    const estate::Column& a = facts_.estate.column(column::kLinkA);
    const estate::Column& b = facts_.estate.column(column::kLinkB);
    const auto at = [](const std::vector<Truth>& truths, std::uint32_t element) {
      return estate::is_value(element) ? truths[element] : Truth::unknown;
    };
    return answers_.push_back(each_row(rows_of(TableId::links), kBlockRows, [&](std::uint32_t row) {
      const std::uint32_t first = a.code(row);
      const std::uint32_t second = b.code(row);
      return either(both(at(one, first), at(other, second)),
                    both(at(one, second), at(other, first)));
    }));
  }

  AnswerId prepare_what(const AnySupply& node, TableId) {
    if (!facts_.estate.table(TableId::supplies).present()) {
      return answers_.push_back(SameAnswer{Truth::unknown});
    }
    if (rows_of(TableId::supplies) == 0) return answers_.push_back(SameAnswer{Truth::no});
    const std::vector<Truth> matches = whole(node.node);
    ReadyAnswer ready{std::vector<Truth>(rows_of(TableId::elements), Truth::no)};
    const estate::Column& elements = facts_.estate.column(column::kSupplyElement);
    for (std::uint32_t row = 0; row < matches.size(); ++row) {
      const std::uint32_t element = elements.code(row);
      if (!estate::is_value(element) || matches[row] == Truth::no) continue;
      const Truth held = in_force(facts_, column::kSupplyFrom, column::kSupplyUntil, row);
      ready.of_row[element] = either(ready.of_row[element], both(held, matches[row]));
    }
    return answers_.push_back(std::move(ready));
  }

  AnswerId prepare_what(const AnyDependency& node, TableId) {
    if (!facts_.estate.table(TableId::dependencies).present()) {
      return answers_.push_back(SameAnswer{Truth::unknown});
    }
    if (rows_of(TableId::dependencies) == 0) return answers_.push_back(SameAnswer{Truth::no});
    const std::vector<Truth> matches = whole(node.node);
    ReadyAnswer ready{std::vector<Truth>(rows_of(TableId::elements), Truth::no)};
    const estate::Column& elements = facts_.estate.column(column::kDependencyElement);
    const estate::Column& on = facts_.estate.column(column::kDependencyOn);
    for (std::uint32_t row = 0; row < rows_of(TableId::dependencies); ++row) {
      const std::uint32_t element = elements.code(row);
      if (!estate::is_value(element)) continue;
      const std::uint32_t target = on.code(row);
      Truth found = estate::is_value(target) ? matches[target] : Truth::unknown;
      found = both(found, is_of_kind(node, facts_, row));
      found = both(found, in_force(facts_, column::kDependencyFrom, column::kDependencyUntil, row));
      ready.of_row[element] = either(ready.of_row[element], found);
    }
    return answers_.push_back(std::move(ready));
  }

  // ---- what can be joined once for each code need not be joined for each row

  template <class Kind>
  Kind* answer_as(AnswerId id) {
    return std::get_if<Kind>(&answers_[id]);
  }

  AnswerId negated_answer(AnswerId id) {
    if (SameAnswer* const same = answer_as<SameAnswer>(id)) {
      same->truth = negated(same->truth);
      return id;
    }
    if (GatheredAnswer* const gathered = answer_as<GatheredAnswer>(id)) {
      for (Truth& truth : gathered->of_code.all()) truth = negated(truth);
      return id;
    }
    return answers_.push_back(NotAnswer{id});
  }

  // Joins the answers that are the same for all rows into one, and those that hang on the codes of
  // one column into one of that column. `neutral` is what changes no answer. Never empty.
  template <class Join>
  std::vector<AnswerId> joined(const std::vector<AnswerId>& children, Truth neutral, Join join) {
    Truth same = neutral;
    std::vector<AnswerId> kept;
    for (const AnswerId child : children) {
      if (const SameAnswer* const one = answer_as<SameAnswer>(child)) {
        same = join(same, one->truth);
      } else if (!join_into_column(child, kept, join)) {
        kept.push_back(child);
      }
    }
    if (same == negated(neutral)) kept.clear();
    if (same != neutral || kept.empty()) kept.push_back(answers_.push_back(SameAnswer{same}));
    return kept;
  }
  template <class Join>
  bool join_into_column(AnswerId child, const std::vector<AnswerId>& kept, Join join) {
    const GatheredAnswer* const one = answer_as<GatheredAnswer>(child);
    if (one == nullptr) return false;
    for (const AnswerId id : kept) {
      GatheredAnswer* const other = answer_as<GatheredAnswer>(id);
      if (other == nullptr || other->codes.data() != one->codes.data()) continue;
      if (one->codes.empty()) continue;  // of no rows, so perhaps of another column
      RELOOK_CHECK(other->of_code.all().size() == one->of_code.all().size());
      std::ranges::transform(other->of_code.all(), one->of_code.all(), other->of_code.all().begin(),
                             join);
      return true;
    }
    return false;
  }

  // ---- leaves: the test at the path's end, then back along the path to its start

  AnswerId prepare_what(const Leaf& leaf, TableId) {
    const bool known = std::holds_alternative<IsKnown>(leaf.test);
    // What a missing row answers: it equals nothing, and it is known to be none.
    const Truth of_none = truth(known);
    const Truth of_unknown = known ? Truth::no : Truth::unknown;
    AnswerId id = answers_.push_back(at_end(leaf));
    if (leaf.path.through_vendor) {
      const std::vector<Truth> of_vendor = write(id, rows_of(TableId::vendors));
      const estate::Judgements& judgements = judgements_of(facts_, leaf.path.reached());
      RELOOK_CHECK(judgements.set_of.size() == rows_of(leaf.path.reached()));
      std::vector<Truth> of_set(judgements.sets.size());
      for (std::uint32_t set = 0; set < of_set.size(); ++set) {
        std::vector<Truth> truths;
        for (const std::uint32_t vendor : judgements.sets[set]) truths.push_back(of_vendor[vendor]);
        of_set[set] = known && truths.size() != 1 ? Truth::no : judged(truths);
      }
      id = answers_.push_back(
          GatheredAnswer{judgements.set_of, CodeTruths(of_set, of_none, of_unknown)});
    }
    for (std::size_t i = leaf.path.hops.size(); i-- > 0;) {
      const ColumnRef hop = leaf.path.hops[i];
      const estate::Column* const column = find_column(facts_, hop);
      if (column == nullptr) {
        id = answers_.push_back(SameAnswer{of_unknown});
        continue;
      }
      const std::vector<Truth> of_target = write(id, rows_of(estate::schema(hop).target));
      id = answers_.push_back(
          GatheredAnswer{column->codes(), CodeTruths(of_target, of_none, of_unknown)});
    }
    return leaf.negated ? negated_answer(id) : id;
  }

  Answer at_end(const Leaf& leaf) {
    if (const TextIn* const test = std::get_if<TextIn>(&leaf.test)) {
      return text_answer(leaf.path, *test);
    }
    if (const NumberIn* const test = std::get_if<NumberIn>(&leaf.test)) {
      const estate::Column* const column = find_column(facts_, leaf.path.column);
      if (column == nullptr) return SameAnswer{Truth::unknown};
      return NumberAnswer{column, test->ranges};
    }
    if (std::holds_alternative<DateIs>(leaf.test) || std::holds_alternative<DateIn>(leaf.test)) {
      const estate::Column* const column = find_column(facts_, leaf.path.column);
      if (column != nullptr) {
        return DayAnswer{column->days(),
                         &leaf.test,
                         {is_defaulted(facts_, leaf.path.column), facts_.estate.manifest.as_of},
                         facts_.on};
      }
      return each_end(leaf, kBlockRows);
    }
    if (std::holds_alternative<IsYes>(leaf.test)) {
      return text_answer(leaf.path, TextIn{{"yes"}});
    }
    if (std::holds_alternative<HasText>(leaf.test) || std::holds_alternative<HasAny>(leaf.test)) {
      return list_answer(leaf);
    }
    if (const HasProperty* const test = std::get_if<HasProperty>(&leaf.test)) {
      return dictionary_answer(leaf.path.column, [&](std::string_view function) {
        return has_property(*test, facts_, function);
      });
    }
    if (const NearPlace* const test = std::get_if<NearPlace>(&leaf.test)) {
      constexpr std::size_t kSitesInBlock = 64;
      return each_row(rows_of(leaf.path.end()), kSitesInBlock,
                      [&](std::uint32_t site) { return near_any_place(*test, facts_, site); });
    }
    return each_end(leaf, kBlockRows);
  }

  Answer each_end(const Leaf& leaf, std::size_t block_rows) const {
    const RowAsker asker(selector_, facts_);
    return each_row(rows_of(leaf.path.end()), block_rows,
                    [&](std::uint32_t row) { return asker.ask_end(leaf, row); });
  }

  // A question about the texts of a column, asked once for each of them.
  template <class Ask>
  Answer dictionary_answer(ColumnRef ref, const Ask& ask) const {
    const Truth of_empty = is_defaulted(facts_, ref) ? ask("") : Truth::unknown;
    const estate::Column* const column = find_column(facts_, ref);
    if (column == nullptr) return SameAnswer{of_empty};
    std::vector<Truth> of_code(column->texts.size());
    for (std::uint32_t code = 0; code < of_code.size(); ++code) {
      of_code[code] = ask(column->texts[code]);
    }
    return GatheredAnswer{column->codes(), CodeTruths(of_code, Truth::no, of_empty)};
  }

  Answer text_answer(const Path& path, const TextIn& test) const {
    const auto is_asked = [&](std::string_view text) {
      return std::ranges::binary_search(test.texts, text);
    };
    const ValueType type = type_of(path);
    if (path.field == FieldKind::own_id) {
      return ReadyAnswer{rows_named(path.end(), test.texts)};
    }
    if (path.field == FieldKind::layer) {
      return dictionary_answer(path.column, [&](std::string_view function) {
        const estate::Function* const known = facts_.functions.find(function);
        if (known == nullptr) return Truth::unknown;
        return truth(!known->layer.empty() && is_asked(known->layer));
      });
    }
    if (type.kind == ValueKind::text) {
      return dictionary_answer(path.column,
                               [&](std::string_view text) { return truth(is_asked(text)); });
    }
    const estate::Column* const column = find_column(facts_, path.column);
    if (column == nullptr) return SameAnswer{Truth::unknown};
    std::vector<Truth> of_code;
    if (type.kind == ValueKind::reference) {
      of_code = rows_named(type.target, test.texts);
    } else if (type.kind == ValueKind::word) {
      for (const std::string_view word : type.words) of_code.push_back(truth(is_asked(word)));
    } else {
      of_code = {truth(is_asked("no")), truth(is_asked("yes"))};
    }
    return GatheredAnswer{column->codes(), CodeTruths(of_code, Truth::no, Truth::unknown)};
  }

  std::vector<Truth> rows_named(TableId table, const std::vector<std::string>& names) const {
    std::vector<Truth> rows(rows_of(table), Truth::no);
    for (const std::string& name : names) {
      const estate::Table* const found = find_table(facts_, table);
      const auto row = found != nullptr ? found->find(name) : std::nullopt;
      if (row) rows[*row] = Truth::yes;
    }
    return rows;
  }

  Answer list_answer(const Leaf& leaf) {
    const ColumnRef ref = leaf.path.column;
    const Truth of_empty = is_defaulted(facts_, ref) ? Truth::no : Truth::unknown;
    const estate::Column* const column = find_column(facts_, ref);
    if (column == nullptr) return SameAnswer{of_empty};
    std::vector<Truth> of_item;
    if (const HasAny* const any = std::get_if<HasAny>(&leaf.test)) {
      of_item = whole(any->node);
    } else {
      const std::string& text = std::get<HasText>(leaf.test).text;
      if (estate::schema(ref).type == CellType::references) {
        of_item = rows_named(estate::schema(ref).target, {text});
      } else {
        for (std::uint32_t item = 0; item < column->texts.size(); ++item) {
          of_item.push_back(truth(column->texts[item] == text));
        }
      }
    }
    std::vector<Truth> of_list(column->lists.size(), Truth::no);
    for (std::uint32_t list = 0; list < of_list.size(); ++list) {
      for (const std::uint32_t item : column->lists[list]) {
        of_list[list] = either(of_list[list], of_item[item]);
      }
    }
    return GatheredAnswer{column->codes(), CodeTruths(of_list, Truth::no, of_empty)};
  }

  const Selector& selector_;
  const Facts& facts_;
  unsigned threads_;
  Answers answers_;
};

}  // namespace

PreparedSelector::PreparedSelector(const Selector& selector, const Facts& facts, const Run& run)
    : root_{0} {
  Preparation::Ready ready = Preparation::ready(selector, facts, run.threads);
  answers_ = std::move(ready.answers);
  root_ = ready.root;
}

void PreparedSelector::write(Chunk rows, std::span<Truth> out) const {
  Scratch scratch;
  Block{answers_, rows, scratch}.write(root_, out);
}

std::vector<Truth> select(const Selector& selector, const Facts& facts, const Run& run) {
  return Preparation(selector, facts, run.threads).whole(selector.root);
}

}  // namespace relook::decision
