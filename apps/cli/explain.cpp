// SPDX-License-Identifier: Apache-2.0
#include "engine/explain.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kExplainEpilogue = {
    .examples =
        "relook explain core/operator=op-a my-estate -d uk-2020-01-28\n"
        "relook explain access-sites/operator=op-b my-estate -d uk-2020-01-28 --list 20",
    .exits =
        "0  explained, whatever the verdict\n"
        "2  there is no such finding, or an input cannot be read or is not valid",
    .notes = "Findings are named as 'relook check' names them: RULE, or RULE/field=value.",
};

class Explain : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "explain", "how did a verdict come about?", kExplainEpilogue);
    text_option(*app, "finding", request_.finding, "the finding's id, as check prints it")
        .required();
    path_option(*app, "estate", request_.check.estate, "the estate's folder or packed file")
        .required();
    decision_option(*app, decision_);
    date_option(*app, "--on", request_.check.on,
                "the day asked about; left out, the estate's as_of");
    path_option(*app, "--with", request_.check.with,
                "further planned changes, as changes.csv has them");
    path_option(*app, "--places", request_.check.places,
                "the authority's list of sensitive places");
    path_option(*app, "--waivers", request_.check.waivers, "what the authority has excused");
    set_option(*app, request_.check.set);
    texts_option(*app, "--assume", request_.check.assume,
                 "fill what is unknown, as check does; may be repeated")
        .value_name("ASSUMPTION");
    number_option(*app, "--list", request_.shown,
                  "how many rows of each class are shown with their cells; left out, 5");
    return app;
  }

  ExitCode run(Session& session) override {
    const auto decision = session.decision(decision_);
    if (!decision) return ExitCode::could_not;
    request_.check.decision = *decision;
    const auto outcome = engine::explain(request_, *session.library(), session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::explain_document(*outcome), ExitCode::done);
  }

 private:
  engine::ExplainRequest request_;
  std::string decision_;
};

}  // namespace

CommandPtr explain_command() { return std::make_unique<Explain>(); }

}  // namespace relook::cli
