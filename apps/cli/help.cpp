// SPDX-License-Identifier: Apache-2.0
#include "cli/help.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

#include "base/spelling.hpp"
#include "cli/version.hpp"

namespace relook::cli {
namespace {

constexpr std::size_t kWidth = 80;
constexpr std::size_t kIndent = 26;

struct Entry {
  std::string name;
  std::string text;
};

// What help and manual say of one command.
struct Page {
  std::string name;  // "relook decisions show"
  std::string purpose;
  std::string usage;
  std::vector<Entry> commands;
  std::vector<Entry> arguments;
  std::vector<Entry> options;
  std::string epilogue;
};

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string argument_name(const CLI::Option& option) {
  std::string name = upper(option.get_name());
  if (option.get_items_expected_max() > 1) name += "...";
  return option.get_required() ? name : "[" + name + "]";
}

std::string option_name(const CLI::Option& option) {
  std::string name;
  for (const std::string& one : option.get_snames()) name += (name.empty() ? "-" : ", -") + one;
  for (const std::string& one : option.get_lnames()) name += (name.empty() ? "--" : ", --") + one;
  if (option.get_items_expected_max() > 0) name += " " + option.get_type_name();
  return name;
}

std::string full_name(const CLI::App& app) {
  const CLI::App* parent = app.get_parent();
  return parent == nullptr ? app.get_name() : full_name(*parent) + " " + app.get_name();
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  // An empty group hides a command.
  return app.get_subcommands([](const CLI::App* sub) { return !sub->get_group().empty(); });
}

std::string usage_of(const CLI::App& app) {
  std::string usage = full_name(app);
  const auto commands = commands_of(app);
  if (!commands.empty()) usage += app.get_parent() == nullptr ? " COMMAND" : " [COMMAND]";
  std::string required;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      usage += " " + argument_name(*option);
    } else if (option->get_required()) {
      required += fmt::format(" {}{} {}", option->get_snames().empty() ? "--" : "-",
                              option->get_snames().empty() ? option->get_lnames().front()
                                                           : option->get_snames().front(),
                              option->get_type_name());
    }
  }
  return usage + required + " [OPTION]...";
}

Page page_of(const CLI::App& app) {
  Page page{.name = full_name(app),
            .purpose = app.get_description(),
            .usage = usage_of(app),
            .commands = {},
            .arguments = {},
            .options = {},
            .epilogue = app.get_footer()};
  for (const CLI::App* sub : commands_of(app)) {
    page.commands.push_back({sub->get_name(), sub->get_description()});
  }
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      page.arguments.push_back({upper(option->get_name()), option->get_description()});
    } else {
      page.options.push_back({option_name(*option), option->get_description()});
    }
  }
  return page;
}

// The description wrapped beside the name, or below it where the name is long.
void append_entry(std::string& out, const Entry& entry) {
  std::string line = "  " + entry.name;
  if (line.size() + 2 > kIndent) {
    out += line + "\n";
    line.clear();
  }
  line.resize(std::max(line.size(), kIndent), ' ');
  std::string_view rest = entry.text;
  bool fresh = true;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest = end < rest.size() ? rest.substr(end + 1) : std::string_view();
    if (!fresh && line.size() + 1 + word.size() > kWidth) {
      out += line + "\n";
      line.assign(kIndent, ' ');
      fresh = true;
    }
    line += (fresh ? "" : " ") + std::string(word);
    fresh = false;
  }
  out += line + "\n";
}

void append_entries(std::string& out, std::string_view title, const std::vector<Entry>& entries) {
  if (entries.empty()) return;
  out += fmt::format("\n{}:\n", title);
  for (const Entry& entry : entries) append_entry(out, entry);
}

// Text as troff prints it: no line starts a request, a dash stays a dash.
std::string troff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
    line_start = c == '\n';
  }
  return out;
}

void append_troff(std::string& out, const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    out += fmt::format(".TP\n.B {}\n{}\n", troff(entry.name), troff(entry.text));
  }
}

void append_command(std::string& out, const CLI::App& app) {
  const Page page = page_of(app);
  out += fmt::format(".SS {}\n{}\n.PP\n.B {}\n", troff(page.name), troff(page.purpose),
                     troff(page.usage));
  append_troff(out, page.arguments);
  append_troff(out, page.options);
  out += fmt::format(".PP\n.nf\n{}.fi\n", troff(page.epilogue));
  for (const CLI::App* sub : commands_of(app)) append_command(out, *sub);
}

}  // namespace

std::string help_text(const CLI::App& app) {
  const Page page = page_of(app);
  std::string out = fmt::format("{}: {}\n\nUsage: {}\n", page.name, page.purpose, page.usage);
  append_entries(out, "Commands", page.commands);
  append_entries(out, "Arguments", page.arguments);
  append_entries(out, app.get_parent() == nullptr ? "Options of every command" : "Options",
                 page.options);
  if (!page.epilogue.empty()) out += "\n" + page.epilogue;
  if (app.get_parent() != nullptr) out += "\nOptions of every command: relook --help\n";
  return out;
}

Result<std::string> help_text(const CLI::App& program, std::span<const std::string> words) {
  const CLI::App* app = &program;
  for (const std::string& word : words) {
    const auto subs = app->get_subcommands([](const CLI::App*) { return true; });
    const auto found = std::ranges::find(subs, word, &CLI::App::get_name);
    if (found == subs.end()) {
      std::vector<std::string> names;
      names.reserve(subs.size());
      for (const CLI::App* sub : subs) names.push_back(sub->get_name());
      const std::vector<std::string_view> views(names.begin(), names.end());
      return std::unexpected(
          Error{ErrorKind::invalid_input,
                "there is no command " + in_quotes(word) + did_you_mean(word, views), "help"});
    }
    app = *found;
  }
  return help_text(*app);
}

std::string manual_page(const CLI::App& program) {
  const Page page = page_of(program);
  std::string out = fmt::format(".TH RELOOK 1 \"\" \"{}\" \"relook\"\n", kProgramVersion);
  out += fmt::format(".SH NAME\n{} \\- {}\n", page.name, troff(page.purpose));
  out += fmt::format(".SH SYNOPSIS\n.B {}\n", troff(page.usage));
  out += ".SH COMMANDS\n";
  for (const CLI::App* sub : commands_of(program)) append_command(out, *sub);
  out += ".SH OPTIONS OF EVERY COMMAND\n";
  append_troff(out, page.options);
  out += fmt::format(".SH NOTES\n.nf\n{}.fi\n", troff(page.epilogue));
  return out;
}

}  // namespace relook::cli
