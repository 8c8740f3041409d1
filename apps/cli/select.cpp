// SPDX-License-Identifier: Apache-2.0
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "engine/select_rows.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kSelectEpilogue = {
    .examples =
        "relook select my-estate 'function == \"AMF\" and vendor in family(\"huawei\")'\n"
        "relook select my-estate 'a.site == b.site' --over links",
    .exits =
        "0  printed, also where nothing matches\n"
        "2  the selector or the estate is not valid",
    .notes = "Asked on the facts alone: assumptions that the estate keeps are not applied.",
};

class Select : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "select", "which rows does a selector match, surely and possibly?",
                    kSelectEpilogue);
    path_option(*app, "estate", request_.estate, "the estate's folder or packed file").required();
    text_option(*app, "selector", request_.selector, "the question, as a decision would ask it")
        .required();
    text_option(*app, "--over", request_.over, "the table whose rows are asked; left out, elements")
        .value_name("TABLE");
    date_option(*app, "--on", request_.on, "the day asked about; left out, the estate's as_of");
    path_option(*app, "--places", request_.places, "the authority's list of sensitive places");
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    const auto outcome = engine::select_rows(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::select_document(*outcome), ExitCode::done);
  }

 private:
  engine::SelectRequest request_;
};

}  // namespace

CommandPtr select_command() { return std::make_unique<Select>(); }

}  // namespace relook::cli
