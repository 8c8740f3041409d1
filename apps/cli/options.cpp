// SPDX-License-Identifier: Apache-2.0
#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/spelling.hpp"

namespace relook::cli {
namespace {

constexpr std::size_t kSeedBytesMax = 255;

Date read_date(const std::string& names, const std::string& text) {
  const std::optional<Date> date = parse_date(text);
  if (!date) {
    throw CLI::ValidationError(names,
                               in_quotes(text) + " is no day from 1900 to 2199; write YYYY-MM-DD");
  }
  return *date;
}

}  // namespace

CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& purpose,
                      const Epilogue& epilogue) {
  CLI::App* app = parent.add_subcommand(name, purpose);
  app->fallthrough();
  std::string footer;
  const auto add = [&](std::string_view title, std::string_view lines) {
    if (lines.empty()) return;
    footer += (footer.empty() ? "" : "\n") + std::string(title) + ":\n";
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n');
      footer += "  " + std::string(lines.substr(0, end)) + "\n";
      lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    }
  };
  add("Notes", epilogue.notes);
  add("Examples", epilogue.examples);
  add("Exit codes", epilogue.exits);
  app->footer(footer);
  return app;
}

void may_have_command(CLI::App& app) { app.require_subcommand(0, 1); }

void hide(CLI::App& app) { app.group(""); }

bool was_named(const CLI::App& app) { return app.parsed(); }

Option& Option::required() {
  option_->required();
  return *this;
}

Option& Option::needs(const Option& other) {
  option_->needs(other.option_);
  return *this;
}

Option& Option::excludes(const Option& other) {
  option_->excludes(other.option_);
  return *this;
}

Option& Option::value_name(const std::string& name) {
  option_->type_name(name);
  return *this;
}

Option path_option(CLI::App& app, const std::string& names, std::filesystem::path& path,
                   const std::string& help) {
  return Option(*app.add_option_function<std::string>(
                        names, [&path](const std::string& text) { path = text; }, help)
                     ->type_name("FILE"));
}

Option paths_option(CLI::App& app, const std::string& names,
                    std::vector<std::filesystem::path>& paths, const std::string& help) {
  return Option(*app.add_option_function<std::vector<std::string>>(
                        names,
                        [&paths](const std::vector<std::string>& texts) {
                          paths.assign(texts.begin(), texts.end());
                        },
                        help)
                     ->type_name("FILE"));
}

Option date_option(CLI::App& app, const std::string& names, std::optional<Date>& date,
                   const std::string& help) {
  return Option(*app.add_option_function<std::string>(
                        names,
                        [&date, names](const std::string& text) { date = read_date(names, text); },
                        help)
                     ->type_name("DATE"));
}

Option dates_option(CLI::App& app, const std::string& names, std::vector<Date>& dates,
                    const std::string& help) {
  return Option(*app.add_option_function<std::vector<std::string>>(
                        names,
                        [&dates, names](const std::vector<std::string>& texts) {
                          for (const std::string& text : texts)
                            dates.push_back(read_date(names, text));
                        },
                        help)
                     ->allow_extra_args(false)
                     ->type_name("DATE"));
}

Option flag_option(CLI::App& app, const std::string& names, bool& flag, const std::string& help) {
  return Option(*app.add_flag(names, flag, help));
}

Option number_option(CLI::App& app, const std::string& names, std::size_t& number,
                     const std::string& help) {
  return Option(*app.add_option(names, number, help)->type_name("N"));
}

Option text_option(CLI::App& app, const std::string& names, std::string& text,
                   const std::string& help) {
  return Option(*app.add_option(names, text, help));
}

Option read_option(CLI::App& app, const std::string& names, TakeText take,
                   const std::string& help) {
  return Option(*app.add_option_function<std::string>(
      names,
      [take = std::move(take), names](const std::string& text) {
        const std::optional<std::string> fault = take(text);
        if (fault) throw CLI::ValidationError(names, *fault);
      },
      help));
}

Option seed_option(CLI::App& app, std::string& seed) {
  const auto take = [&seed](const std::string& text) -> std::optional<std::string> {
    const bool plain = std::ranges::none_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (text.empty() || text.size() > kSeedBytesMax || !plain) {
      return "a seed is a text of 1 to 255 bytes without control characters";
    }
    seed = text;
    return std::nullopt;
  };
  return read_option(app, "--seed", take,
                     "what the draw hangs on; choose it when the estate can no longer be changed")
      .value_name("TEXT");
}

Option words_option(CLI::App& app, const std::string& name, std::vector<std::string>& words,
                    const std::string& help) {
  return Option(*app.add_option(name, words, help));
}

Option texts_option(CLI::App& app, const std::string& names, std::vector<std::string>& texts,
                    const std::string& help) {
  // Without the limit it would take every argument that follows for one more text.
  return Option(*app.add_option(names, texts, help)->allow_extra_args(false)->type_name("TEXT"));
}

Option set_option(CLI::App& app, std::vector<std::pair<std::string, std::string>>& set) {
  return Option(*app.add_option_function<std::vector<std::string>>(
                        "--set",
                        [&set](const std::vector<std::string>& texts) {
                          for (const std::string& text : texts) {
                            const std::size_t equals = text.find('=');
                            if (equals == std::string::npos || equals == 0) {
                              throw CLI::ValidationError(
                                  "--set", in_quotes(text) + " is not PARAMETER=VALUE");
                            }
                            set.emplace_back(text.substr(0, equals), text.substr(equals + 1));
                          }
                        },
                        "choose a reading of a parameter of the decision; may be repeated")
                     ->allow_extra_args(false)
                     ->type_name("PARAMETER=VALUE"));
}

Option decisions_option(CLI::App& app, std::vector<std::string>& names) {
  return texts_option(app, "-d,--decision", names,
                      "the decision: its id, or the path of its file; twice: one for each side")
      .value_name("DECISION");
}

Option decision_option(CLI::App& app, std::string& name) {
  return Option(
      *app.add_option("-d,--decision", name, "the decision: its id, or the path of its file")
           ->type_name("DECISION")
           ->required());
}

}  // namespace relook::cli
