// SPDX-License-Identifier: Apache-2.0
// Asks a selector of every row of its table.
//
// Whatever can be answered once is answered once: a question about a text once for each different
// text, about a vendor once for each different set of candidates, about `site.region` once for each
// site. What is left for each row is to gather those answers and to join them with and, or and not,
// in blocks that stay in the cache. The blocks do not depend on the number of threads.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "base/run.hpp"
#include "base/truth.hpp"
#include "decision/answers.hpp"
#include "decision/facts.hpp"
#include "decision/selector.hpp"

namespace relook::decision {

/// For each row of the subject's table: surely, maybe, surely not. O(rows * nodes) byte operations.
/// Empty where the subject is `places` and no places were given.
[[nodiscard]] std::vector<Truth> select(const Selector& selector, const Facts& facts,
                                        const Run& run = {});

/// A selector made ready for the rows of one estate, to be asked of blocks of them. The selector
/// and the facts must outlive it.
class PreparedSelector {
 public:
  PreparedSelector(const Selector& selector, const Facts& facts, const Run& run = {});

  /// Writes the answers of the rows of the chunk, at most kBlockRows of them.
  void write(Chunk rows, std::span<Truth> out) const;

  [[nodiscard]] const Answers& answers() const { return answers_; }
  [[nodiscard]] AnswerId root() const { return root_; }

 private:
  Answers answers_;
  AnswerId root_;
};

/// The same for one row, by walking the selector as it reads. Slow and obvious: the twin that
/// `select` is tested against.
[[nodiscard]] Truth select_row(const Selector& selector, const Facts& facts, std::uint32_t row);

/// The value of a path for each row, as a code: the row of the end table where the field is an id
/// or a reference, a dense number of the different texts where it is a text. Used to group rows.
/// Paths through the vendor give the only candidate, else unknown.
struct PathCodes {
  std::vector<std::uint32_t> code_of;  ///< by row; kUnknownCode, kNoneCode
  std::vector<std::string> names;      ///< by code
};
[[nodiscard]] PathCodes path_codes(const Path& path, const Facts& facts);

}  // namespace relook::decision
