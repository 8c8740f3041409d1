// SPDX-License-Identifier: Apache-2.0
#include "decision/survey.hpp"

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
Survey::Part by_group(const std::vector<CountedRow>& rows, const Grouping& grouping) {
  const std::span<const std::uint32_t> memberships = grouping.memberships();
  Survey::Part part;
  part.begins.assign(grouping.size() + 1, 0);
  for (const CountedRow& row : rows) {
    for (const GroupTruth& group : grouping.groups_of(memberships[row.row])) {
      ++part.begins[group.group + 1];
    }
  }
  for (std::size_t g = 1; g < part.begins.size(); ++g) part.begins[g] += part.begins[g - 1];
  part.rows.resize(part.begins.back());
  std::vector<std::uint32_t> next(part.begins.begin(), part.begins.end() - 1);
  for (const CountedRow& row : rows) {
    for (const GroupTruth& group : grouping.groups_of(memberships[row.row])) {
      part.rows[next[group.group]++] = {row.row, both(row.in, group.truth), row.matches};
    }
  }
  return part;
}

}  // namespace

Survey Survey::make(const RuleAnswers& answers, const Grouping& grouping, Kept kept,
                    const Run& run) {
  const std::size_t chunk = part_rows(grouping.size());
  Survey survey;
  survey.parts_.resize((answers.rows() + chunk - 1) / chunk);
  parallel_chunks(
      answers.rows(), run.threads,
      [&](std::size_t number, Chunk part) {
        survey.parts_[number] = by_group(rows_kept(answers, kept, part), grouping);
      },
      chunk);
  return survey;
}

GroupRowsView Survey::rows_of(std::size_t group) const {
  GroupRowsView view;
  for (const Part& part : parts_) {
    const std::uint32_t begin = part.begins[group];
    const std::uint32_t end = part.begins[group + 1];
    if (begin < end) view.pieces.push_back(std::span(part.rows).subspan(begin, end - begin));
  }
  return view;
}

std::vector<ServiceCount> count_service(const Grouping& grouping, std::span<const Truth> service,
                                        const Run& run) {
  // By membership, how many rows are surely and how many possibly in service.
  using Counts = std::vector<std::array<std::uint64_t, 3>>;
  const std::span<const std::uint32_t> memberships = grouping.memberships();
  const auto add = [&](Counts& counts, Chunk rows) {
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
      ++counts[memberships[row]][static_cast<std::size_t>(service[row])];
    }
  };
  constexpr std::size_t kFewMemberships = 1024;
  Counts counts(grouping.membership_count());
  if (counts.size() > kFewMemberships) {
    add(counts, {0, service.size()});
  } else {
    counts = parallel_reduce(
        service.size(), run.threads, Counts(counts.size()),
        [&](Chunk rows) {
          Counts here(counts.size());
          add(here, rows);
          return here;
        },
        [](Counts& all, const Counts& here) {
          for (std::size_t m = 0; m < all.size(); ++m) {
            for (std::size_t t = 0; t < all[m].size(); ++t) all[m][t] += here[m][t];
          }
        });
  }
  std::vector<ServiceCount> out(grouping.size());
  for (std::uint32_t m = 0; m < counts.size(); ++m) {
    const std::uint64_t sure = counts[m][static_cast<std::size_t>(Truth::yes)];
    const std::uint64_t possible = counts[m][static_cast<std::size_t>(Truth::unknown)];
    for (const GroupTruth& group : grouping.groups_of(m)) {
      const bool surely = group.truth == Truth::yes;
      out[group.group].sure += surely ? sure : 0;
      out[group.group].possible += possible + (surely ? 0 : sure);
    }
  }
  return out;
}

}  // namespace relook::decision
