// SPDX-License-Identifier: Apache-2.0
#include "engine/needs.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kNeedsEpilogue = {
    .examples =
        "relook needs -d uk-2020-01-28\n"
        "relook needs -d uk-2020-01-28 my-estate --places places.csv\n"
        "relook needs -d uk-2020-01-28 --template new-estate",
    .exits =
        "0  the list is printed, and the template written where one was asked for\n"
        "2  the decision or the estate is not valid, or the template cannot be written",
};

class Needs : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "needs",
                    "which facts does a decision ask for, and how full are yours?", kNeedsEpilogue);
    path_option(*app, "estate", request_.estate,
                "the estate's folder or packed file; may be left out");
    decision_option(*app, decision_);
    date_option(*app, "--on", request_.on, "the day asked about; left out, the estate's as_of");
    path_option(*app, "--places", request_.places, "the authority's list of sensitive places");
    set_option(*app, request_.set);
    path_option(*app, "--template", request_.template_folder,
                "write an estate with just the columns that are needed, and no rows")
        .value_name("FOLDER");
    return app;
  }

  ExitCode run(Session& session) override {
    const auto decision = session.decision(decision_);
    if (!decision) return ExitCode::could_not;
    request_.decision = *decision;
    const auto outcome = engine::needs(request_, *session.library(), session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::needs_document(*outcome), ExitCode::done);
  }

 private:
  engine::NeedsRequest request_;
  std::string decision_;
};

}  // namespace

CommandPtr needs_command() { return std::make_unique<Needs>(); }

}  // namespace relook::cli
