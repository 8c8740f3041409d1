// SPDX-License-Identifier: Apache-2.0
#include "engine/import.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kImportEpilogue = {
    .examples =
        "relook import inventory.csv --draft-map -o map.toml\n"
        "relook import inventory.csv sites.csv --map map.toml -o my-estate\n"
        "relook import network.gml --metric great-circle -o my-estate",
    .exits =
        "0  the estate, or the map, is written\n"
        "2  a source cannot be read or has faults, all of which are listed; nothing\n"
        "   is written",
    .notes =
        "A map never guesses: what it does not say stays unknown, and a column that\n"
        "it neither uses nor ignores by name is a fault. A graph needs no map: what\n"
        "it is taken to mean, and what stays unknown, is told when it is read.",
};

class Import : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app = add_command(program, "import", "read tables or an inventory into an estate",
                                kImportEpilogue);
    paths_option(*app, "source", request_.sources,
                 "tables as CSV, NetBox's answers as JSON, or a graph in GML")
        .required();
    Option map =
        path_option(*app, "--map", request_.map, "how their columns become those of an estate");
    Option draft =
        flag_option(*app, "--draft-map", draft_, "write a first map of one table, to be edited");
    map.excludes(draft);
    graph_options(*app);
    texts_option(*app, "--assume", request_.assume,
                 "an assumption that the estate keeps: TABLE.COLUMN=VALUE [where SELECTOR] or "
                 "TABLE=none; may be repeated")
        .value_name("ASSUMPTION");
    path_option(*app, "-o,--output", request_.estate,
                "the estate's folder; with --draft-map, the map's file");
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    if (draft_) return draft(session, *library);
    const bool needs_map =
        request_.map.empty() && !std::ranges::any_of(request_.sources, engine::is_graph);
    if (needs_map || request_.estate.empty()) {
      return session.fail(Error{ErrorKind::invalid_input,
                                needs_map ? std::string(engine::kMapNeeded)
                                          : "-o ESTATE is needed: the folder that is to be written",
                                "import"});
    }
    const auto outcome = engine::import(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::import_document(*outcome), ExitCode::done);
  }

 private:
  void graph_options(CLI::App& app) {
    date_option(app, "--as-of", request_.graph.as_of,
                "the day that a graph describes; left out, the last day of its NetworkDate");
    const auto take = [this](const std::string& text) -> std::optional<std::string> {
      if (text != "great-circle") return in_quotes(text) + " is not great-circle";
      request_.graph.metric = io::GmlMetric::great_circle;
      return std::nullopt;
    };
    read_option(app, "--metric", take,
                "great-circle: metrics of a graph's links from the distance of their ends, in "
                "units of 10 km; left out, they are unknown")
        .value_name("RULE");
  }

  ExitCode draft(Session& session, const engine::Library& library) {
    const auto outcome = engine::draft_map({request_.sources}, library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    if (request_.estate.empty()) return session.show_text(outcome->map, ExitCode::done);
    std::error_code code;
    if (std::filesystem::is_regular_file(request_.estate, code)) {
      return session.fail(Error{ErrorKind::invalid_input,
                                "is there already, perhaps with your edits in it; name another "
                                "file or move it away",
                                request_.estate.string()});
    }
    const auto written = write_file(request_.estate, outcome->map);
    return written ? ExitCode::done : session.fail(written.error());
  }

  engine::ImportRequest request_;
  bool draft_ = false;
};

}  // namespace

CommandPtr import_command() { return std::make_unique<Import>(); }

}  // namespace relook::cli
