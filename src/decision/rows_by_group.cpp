// SPDX-License-Identifier: Apache-2.0
#include "decision/rows_by_group.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/parallel.hpp"

namespace relook::decision {
namespace {

// Rows of a part: whole blocks, and so many that the table of where groups begin is small to them.
std::size_t part_rows(std::size_t groups) {
  constexpr std::size_t kBlocks = 8;
  const std::size_t blocks = std::max(kBlocks, groups / kBlockRows + 1);
  return blocks * kBlockRows;
}

// Room for the answers of one block.
struct Buffers {
  std::array<Truth, kBlockRows> in;
  std::array<Truth, kBlockRows> matches;
  std::array<Truth, kBlockRows> kept;
};

// Appends the rows of the block that are kept. Eight are passed over at once where none is.
void gather(Chunk block, const Buffers& buffers, std::vector<CountedRow>& rows) {
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  const std::size_t size = block.end - block.begin;
  for (std::size_t begin = 0; begin < size; begin += kStep) {
    const std::size_t end = std::min(begin + kStep, size);
    std::uint64_t eight = 0;
    std::memcpy(&eight, buffers.kept.data() + begin, end - begin);
    static_assert(static_cast<std::uint8_t>(Truth::no) == 0);
    if (eight == 0) continue;
    for (std::size_t i = begin; i < end; ++i) {
      if (buffers.kept[i] == Truth::no) continue;
      rows.push_back(
          {static_cast<std::uint32_t>(block.begin + i), buffers.in[i], buffers.matches[i]});
    }
  }
}

std::vector<CountedRow> rows_kept(const RuleAnswers& answers, Kept kept, Chunk part) {
  std::vector<CountedRow> rows;
  Buffers buffers;
  for (std::size_t begin = part.begin; begin < part.end; begin += kBlockRows) {
    const Chunk block{begin, std::min(begin + kBlockRows, part.end)};
    const std::size_t size = block.end - block.begin;
    const std::span<Truth> in = std::span(buffers.in).first(size);
    const std::span<Truth> matches = std::span(buffers.matches).first(size);
    answers.write(block, in, matches);
    std::ranges::copy(in, buffers.kept.begin());
    if (kept == Kept::matching) join_both(std::span(buffers.kept).first(size), matches);
    gather(block, buffers, rows);
  }
  return rows;
}

// Sorts rows into their groups, keeping their order: by counting.
RowsByGroup::Part by_group(const std::vector<CountedRow>& rows, const Grouping& grouping) {
  const std::span<const std::uint32_t> memberships = grouping.memberships();
  RowsByGroup::Part part;
  part.begins.assign(grouping.size() + 1, 0);
  for (const CountedRow& row : rows) {
    for (const GroupTruth& group : grouping.groups_of(memberships[row.row])) {
      ++part.begins[group.group + 1];
    }
  }
  for (std::size_t g = 1; g < part.begins.size(); ++g) part.begins[g] += part.begins[g - 1];
  part.rows.resize(part.begins.back());
  std::vector<std::size_t> next(part.begins.begin(), part.begins.end() - 1);
  for (const CountedRow& row : rows) {
    for (const GroupTruth& group : grouping.groups_of(memberships[row.row])) {
      part.rows[next[group.group]++] = {row.row, both(row.in, group.truth), row.matches};
    }
  }
  return part;
}

// ---- the same by class

// How the rows of a class count for one of its groups.
struct ClassInGroup {
  std::uint32_t group;
  Truth in;
  Truth matches;
};

// What each class is kept for.
class KeptClasses {
 public:
  KeptClasses(const ClassTruths& truths, const Grouping& grouping, const Keeping& keeping) {
    const std::span<const std::uint32_t> memberships =
        memberships_of_classes(grouping, truths.classes);
    begins_.push_back(0);
    for (std::size_t c = 0; c < truths.classes.size(); ++c) {
      const Truth matches = truths.matches[c];
      const Truth keeps =
          keeping.kept == Kept::matching ? both(truths.in[c], matches) : truths.in[c];
      if (keeps != Truth::no) {
        for (const GroupTruth& group : grouping.groups_of(memberships[c])) {
          if (!keeping.groups.empty() && keeping.groups[group.group] == 0) continue;
          groups_.push_back({group.group, both(truths.in[c], group.truth), matches});
        }
      }
      kept_.push_back(groups_.size() > begins_.back() ? 1 : 0);
      begins_.push_back(static_cast<std::uint32_t>(groups_.size()));
    }
  }

  [[nodiscard]] const std::vector<std::uint8_t>& kept() const { return kept_; }
  [[nodiscard]] std::span<const ClassInGroup> groups_of(RowClasses::Number number) const {
    return std::span(groups_).subspan(begins_[number], begins_[number + 1U] - begins_[number]);
  }

 private:
  std::vector<std::uint8_t> kept_;  // by class
  std::vector<std::uint32_t> begins_;
  std::vector<ClassInGroup> groups_;
};

// The rows of the part whose class is kept.
std::vector<std::uint32_t> rows_of_classes(std::span<const RowClasses::Number> class_of,
                                           const std::vector<std::uint8_t>& kept, Chunk part) {
  constexpr std::size_t kRows = 4096;
  std::array<std::uint32_t, kRows> buffer;
  std::vector<std::uint32_t> rows;
  for (std::size_t begin = part.begin; begin < part.end; begin += kRows) {
    const std::size_t end = std::min(begin + kRows, part.end);
    std::size_t found = 0;
    // Without a branch: which rows are kept cannot be foretold.
    for (std::size_t row = begin; row < end; ++row) {
      buffer[found] = static_cast<std::uint32_t>(row);
      found += kept[class_of[row]];
    }
    rows.insert(rows.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(found));
  }
  return rows;
}

// Sorts rows into their groups, keeping their order.
RowsByGroup::Part by_group(const std::vector<std::uint32_t>& rows,
                           std::span<const RowClasses::Number> class_of, const KeptClasses& kept,
                           std::size_t groups) {
  RowsByGroup::Part part;
  part.begins.assign(groups + 1, 0);
  for (const std::uint32_t row : rows) {
    for (const ClassInGroup& in : kept.groups_of(class_of[row])) ++part.begins[in.group + 1];
  }
  for (std::size_t g = 1; g < part.begins.size(); ++g) part.begins[g] += part.begins[g - 1];
  part.rows.resize(part.begins.back());
  std::vector<std::size_t> next(part.begins.begin(), part.begins.end() - 1);
  for (const std::uint32_t row : rows) {
    for (const ClassInGroup& in : kept.groups_of(class_of[row])) {
      part.rows[next[in.group]++] = {row, in.in, in.matches};
    }
  }
  return part;
}

}  // namespace

RowsByGroup RowsByGroup::make(const ClassTruths& truths, const Grouping& grouping,
                              const Keeping& keeping, const Run& run) {
  const std::span<const RowClasses::Number> class_of = truths.classes.class_of();
  const KeptClasses classes(truths, grouping, keeping);
  const GatheredAnswer* const near = keeping.near;
  const std::size_t chunk = part_rows(grouping.size());
  RowsByGroup out;
  out.parts_.resize((class_of.size() + chunk - 1) / chunk);
  parallel_chunks(
      class_of.size(), run.threads,
      [&](std::size_t number, Chunk rows) {
        std::vector<std::uint32_t> found = rows_of_classes(class_of, classes.kept(), rows);
        const auto is_far = [&](std::uint32_t row) {
          return near->of_code[near->codes[row]] == Truth::no;
        };
        if (near != nullptr) std::erase_if(found, is_far);
        Part& part = out.parts_[number];
        part = by_group(found, class_of, classes, grouping.size());
        if (near == nullptr) return;
        for (CountedRow& row : part.rows) {
          row.matches = both(row.matches, near->of_code[near->codes[row.row]]);
        }
      },
      chunk);
  return out;
}

RowsByGroup RowsByGroup::make(const RuleAnswers& answers, const Grouping& grouping, Kept kept,
                              const Run& run) {
  const std::size_t chunk = part_rows(grouping.size());
  RowsByGroup out;
  out.parts_.resize((answers.rows() + chunk - 1) / chunk);
  parallel_chunks(
      answers.rows(), run.threads,
      [&](std::size_t number, Chunk part) {
        out.parts_[number] = by_group(rows_kept(answers, kept, part), grouping);
      },
      chunk);
  return out;
}

GroupRowsView RowsByGroup::of(std::size_t group) const {
  GroupRowsView view;
  for (const Part& part : parts_) {
    const std::size_t begin = part.begins[group];
    const std::size_t end = part.begins[group + 1];
    if (begin < end) view.pieces.push_back(std::span(part.rows).subspan(begin, end - begin));
  }
  return view;
}

}  // namespace relook::decision
