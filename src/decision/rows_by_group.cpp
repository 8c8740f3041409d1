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

}  // namespace

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
