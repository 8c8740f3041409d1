// SPDX-License-Identifier: Apache-2.0
// The checkers' door: a certificate in, what it proves out.
#include <fmt/format.h>

#include <algorithm>

#include "audit/certificate.hpp"
#include "base/file.hpp"
#include "estate/folder.hpp"

int main(int count, char** words) {
  using namespace relook;
  const auto fail = [](const std::string& message) {
    fmt::print(stderr, "relook-audit: {}\n", message);
    return 2;
  };
  if (count != 5) return fail("give ESTATE LIST CERTIFICATE REGISTRY, as docs/audit.md says");
  const auto estate = estate::read_folder(words[1], words[4]);
  const auto list = read_file(words[2]);
  const auto certificate = read_file(words[3]);
  if (estate.diagnostics.has_errors()) return fail(to_string(estate.diagnostics.sorted().front()));
  if (!list || !certificate) return fail(to_string((list ? certificate : list).error()));
  const auto answers = audit::audit(estate.value, *list, *certificate);
  if (!answers) return fail(to_string(answers.error()));
  const auto refused = std::ranges::count(*answers, false, &audit::Judged::proved);
  for (const audit::Judged& answer : *answers) fmt::print("{}\n", answer.text);
  fmt::print("Asked: {}\n", certificate->substr(0, certificate->find('\n')));
  fmt::print(
      "{} proved, {} refused. To believe it, believe the lemma of docs/audit.md, that the\n"
      "estate is true, and that the list\n{} names whom to avoid.\n",
      std::ssize(*answers) - refused, refused, to_string(sha256(*list)));
  return refused == 0 ? 0 : 1;
}
