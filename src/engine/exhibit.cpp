// SPDX-License-Identifier: Apache-2.0
#include "engine/exhibit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/new_folder.hpp"
#include "engine/exhibit_inputs.hpp"
#include "report/write.hpp"

namespace relook::engine {
namespace {

namespace fs = std::filesystem;

// In the order of report::Format.
constexpr std::array<const char*, 9> kReports = {"report.txt",  "report.json", "report.jsonl",
                                                 "report.csv",  "report.md",   "report.html",
                                                 "report.xlsx", "junit.xml",   "report.sarif"};

constexpr std::string_view kReadme =
    R"(This folder is the evidence of one check: whether an estate, which is a list of
network equipment, conforms to a decision.

report.*, junit.xml   the answer, the same in every format
command.txt           the command line that gave it, and the version of relook
inputs/               every file that was read: the estate, the decision, what was
                      given besides, and under data/ the registry of vendors, who
                      owned them when, and the network functions
SHA256SUMS            the SHA-256 of every file here except SHA256SUMS itself

How to check it, in this folder:

  sha256sum -c SHA256SUMS
      Does every file hold what it held when the folder was written? It needs
      coreutils and no relook. It does not name a file that was added.

  sh command.txt --format json | cmp - report.json
      Do the inputs give this answer? It needs relook of the version that
      command.txt names. Silence means that every byte is the same.

What it does not prove:

  Who wrote it and when. Nothing here is signed. Whoever changes a file can
  write SHA256SUMS anew, so get the digest of SHA256SUMS in another way, or
  write the folder yourself from inputs that you trust.

  That the inputs are true or complete. The answer is about what they say. What
  they leave empty counts as unknown and never as good.

  That the registry is the one that ships with relook. Compare inputs/data with
  your own copy.

  That relook is right. The same version repeats its own errors.
)";

// A word as a shell reads it back.
std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:=,%+@";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string command_text(const ExhibitRequest& request, const CopiedInputs& inputs, Date on) {
  CheckRequest check = inputs.within;
  check.on = on;
  return fmt::format(
      "# {}. In this folder, sh command.txt prints report.txt; further options may follow.\n"
      "{} \"$@\"\n",
      request.program, command_line(check, inputs.data));
}

Result<void> write_reports(const CheckResult& result, NewFolder& folder, const Run& run) {
  RELOOK_CHECK(report::format_names().size() == kReports.size());
  const report::Document document = check_document(result, report::Shown::everywhere);
  for (std::size_t i = 0; i < kReports.size(); ++i) {
    if (run.stop.stop_requested()) return failure(ErrorKind::stopped, "stopped");
    const auto bytes = report::write(document, static_cast<report::Format>(i));
    if (!bytes) return std::unexpected(bytes.error());
    if (auto written = folder.write(kReports[i], *bytes); !written) return written;
  }
  return {};
}

std::string sums_text(const NewFolder& folder) {
  std::string text;
  for (const auto& [name, digest] : folder.files()) {
    const std::string hex = to_string(digest);
    text += hex.substr(hex.find(':') + 1) + "  " + name + "\n";
  }
  return text;
}

Result<void> write_answer(const ExhibitRequest& request, const CopiedInputs& inputs,
                          const CheckResult& result, NewFolder& folder) {
  if (auto done = folder.write("command.txt", command_text(request, inputs, result.on)); !done) {
    return done;
  }
  if (auto done = folder.write("README.txt", kReadme); !done) return done;
  return folder.write("SHA256SUMS", sums_text(folder));
}

}  // namespace

std::string command_line(const CheckRequest& request, const fs::path& data) {
  std::vector<std::string> words = {"relook", "check"};
  for (const fs::path& estate : estates_of(request)) words.push_back(estate.string());
  const auto add = [&](const char* option, const std::string& value) {
    words.insert(words.end(), {option, value});
  };
  const auto add_path = [&](const char* option, const fs::path& path) {
    if (!path.empty()) add(option, path.string());
  };
  add_path("-d", request.decision);
  add_path("--data", data);
  if (request.on) add("--on", to_string(*request.on));
  add_path("--with", request.with);
  add_path("--places", request.places);
  add_path("--waivers", request.waivers);
  for (const auto& [name, value] : request.set) add("--set", fmt::format("{}={}", name, value));
  for (const std::string& text : request.assume) add("--assume", text);
  if (request.timeline) words.emplace_back("--timeline");
  if (request.from) add("--from", to_string(*request.from));
  if (request.readings) words.emplace_back("--readings");
  if (request.survey) {
    add("--survey", std::to_string(request.survey->visits));
    add("--seed", request.survey->seed);
  }
  if (request.listed_max != CheckRequest{}.listed_max) {
    add("--list", std::to_string(request.listed_max));
  }
  std::ranges::transform(words, words.begin(), shell_word);
  return fmt::format("{}", fmt::join(words, " "));
}

Outcome<Exhibit> exhibit(const ExhibitRequest& request, const Library& library, const Run& run) {
  auto folder = NewFolder::begin(request.folder);
  if (!folder) return failed(folder.error());
  auto inputs = copy_inputs(request.check, library, *folder, run);
  if (!inputs) return std::unexpected(std::move(inputs.error()));
  auto result = check(inputs->copied, *inputs->library, run);
  if (!result) return std::unexpected(told_of_given(result.error(), *inputs));
  result->warnings = told_of_given(result->warnings, *inputs);
  if (auto done = write_reports(*result, *folder, run); !done) return failed(done.error());
  if (auto done = write_answer(request, *inputs, *result, *folder); !done) {
    return failed(done.error());
  }
  if (auto done = folder->finish(); !done) return failed(done.error());
  return Exhibit{std::move(inputs->library), std::move(*result)};
}

}  // namespace relook::engine
