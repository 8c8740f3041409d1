// SPDX-License-Identifier: Apache-2.0
// The checkers' door: a certificate in, what it proves out.
#include <fmt/format.h>

#include <span>
#include <string>

#include "audit/certificate.hpp"
#include "base/file.hpp"
#include "estate/folder.hpp"

namespace {

using namespace relook;

constexpr const char* kUsage =
    "usage: relook-audit ESTATE AVOID CERTIFICATE REGISTRY\n"
    "  ESTATE       the estate's folder\n"
    "  AVOID        what `relook select ESTATE SELECTOR --format json` wrote\n"
    "  CERTIFICATE  what `relook prove --certificate` wrote\n"
    "  REGISTRY     the folder of vendors.csv and functions.toml\n"
    "exit codes: 0 all proved, 1 some refused, 2 not readable\n";

int fail(const std::string& message) {
  fmt::print(stderr, "relook-audit: {}\n", message);
  return 2;
}

int run(std::span<char*> words) {
  if (words.size() != 5) return fail(kUsage);
  const std::string registry = words[4];
  const auto vendors = estate::read_registry(registry);
  const auto functions = estate::read_functions(registry + "/functions.toml");
  const auto read = estate::read_folder(words[1], vendors.value, functions.value);
  for (const Diagnostics* all : {&vendors.diagnostics, &functions.diagnostics, &read.diagnostics}) {
    if (all->has_errors()) return fail(to_string(all->sorted().front()));
  }
  const auto avoided = read_file(words[2]);
  const auto certificate = read_file(words[3]);
  if (!avoided) return fail(to_string(avoided.error()));
  if (!certificate) return fail(to_string(certificate.error()));
  const auto answers = audit::audit(read.value, *avoided, *certificate);
  if (!answers) return fail(to_string(answers.error()));
  std::size_t refused = 0;
  for (const audit::Judged& answer : *answers) {
    refused += answer.proved ? 0 : 1;
    fmt::print("{}\n", answer.text);
  }
  fmt::print("{} proved, {} refused\n", answers->size() - refused, refused);
  fmt::print(
      "To believe it, believe the lemma of SEMANTICS 9.5, that the estate {} is true, and that\n"
      "the list {} names whom to avoid.\n",
      to_string(digest(read.value)), to_string(sha256(*avoided)));
  return refused == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) { return run({words, static_cast<std::size_t>(count)}); }
