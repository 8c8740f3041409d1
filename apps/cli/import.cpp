// SPDX-License-Identifier: Apache-2.0
#include "engine/import.hpp"

#include <filesystem>
#include <system_error>

#include "base/file.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kEpilogue = {
    .examples =
        "relook import inventory.csv --draft-map -o map.toml\n"
        "relook import inventory.csv sites.csv --map map.toml -o my-estate",
    .exits =
        "0  the estate, or the map, is written\n"
        "2  a source cannot be read or has faults, all of which are listed; nothing\n"
        "   is written",
    .notes =
        "A map never guesses: what it does not say stays unknown, and a column that\n"
        "it neither uses nor ignores by name is a fault.",
};

class Import : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "import", "read tables or an inventory into an estate", kEpilogue);
    paths_option(*app, "source", request_.sources, "tables as CSV, or NetBox's answers as JSON")
        .required();
    Option map =
        path_option(*app, "--map", request_.map, "how their columns become those of an estate");
    Option draft =
        flag_option(*app, "--draft-map", draft_, "write a first map of one table, to be edited");
    map.excludes(draft);
    path_option(*app, "-o,--output", request_.estate,
                "the estate's folder; with --draft-map, the map's file");
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    if (draft_) return draft(session, *library);
    if (request_.map.empty() || request_.estate.empty()) {
      return session.fail(Error{ErrorKind::invalid_input,
                                request_.map.empty()
                                    ? "--map MAP.toml is needed; --draft-map writes a first one"
                                    : "-o ESTATE is needed: the folder that is to be written",
                                "import"});
    }
    const auto outcome = engine::import(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::import_document(*outcome), ExitCode::done);
  }

 private:
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
