// SPDX-License-Identifier: Apache-2.0
// The checkers' door: a certificate in, what it proves out.
#include <fmt/format.h>

#include "audit/certificate.hpp"
#include "base/file.hpp"
#include "estate/folder.hpp"

namespace {

using namespace relook;

constexpr int kRefused = 1;
constexpr int kNotReadable = 2;

int fail(const std::string& message) {
  fmt::print(stderr, "relook-audit: {}\n", message);
  return kNotReadable;
}

}  // namespace

int main(int count, char** words) {
  if (count != 5) return fail("give ESTATE LIST CERTIFICATE REGISTRY, as docs/audit.md says");
  const std::string registry = words[4];
  const auto vendors = estate::read_registry(registry);
  const auto functions = estate::read_functions(registry + "/functions.toml");
  const auto read = estate::read_folder(words[1], vendors.value, functions.value);
  for (const Diagnostics* all : {&vendors.diagnostics, &functions.diagnostics, &read.diagnostics}) {
    if (all->has_errors()) return fail(to_string(all->sorted().front()));
  }
  const auto list = read_file(words[2]);
  const auto certificate = read_file(words[3]);
  if (!list || !certificate) return fail(to_string((list ? certificate : list).error()));
  const auto answers = audit::audit(read.value, *list, *certificate);
  if (!answers) return fail(to_string(answers.error()));
  std::size_t refused = 0;
  for (const audit::Judged& answer : *answers) {
    refused += answer.proved ? 0U : 1U;
    fmt::print("{}\n", answer.text);
  }
  fmt::print(
      "{} proved, {} refused. To believe it, believe the lemma of docs/audit.md, that the estate\n"
      "{} is true, and that the list\n{} names whom to avoid.\n",
      answers->size() - refused, refused, to_string(digest(read.value)), to_string(sha256(*list)));
  return refused == 0 ? 0 : kRefused;
}
