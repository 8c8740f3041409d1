// SPDX-License-Identifier: Apache-2.0
#include "engine/diff.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kDiffEpilogue = {
    .examples =
        "relook diff my-estate -d uk-2020-01-28 -d uk-2020-07-14\n"
        "relook diff my-estate -d uk-2020-01-28 --on 2023-01-01 --on 2023-01-29\n"
        "relook diff submitted-2022 submitted-2023 -d uk-2022-10-13 --format html -o moved.html\n"
        "relook diff january.json july.json",
    .exits =
        "0  compared, whatever moved\n"
        "2  could not run: a bad option, an input that cannot be read or is not valid",
    .notes =
        "Each side is an estate, or what 'relook check --format json' wrote.\n"
        "Options hold for every estate that is checked; -d and --on may be given\n"
        "twice, for the first side and for the second.",
};

class Diff : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app = add_command(program, "diff",
                                "what moved between two estates, decisions, days or results, and "
                                "why?",
                                kDiffEpilogue);
    path_option(*app, "before", request_.before, "an estate, or a result in JSON").required();
    path_option(*app, "after", request_.after, "another; left out, the same estate");
    decisions_option(*app, decisions_);
    dates_option(*app, "--on", request_.on,
                 "the day asked about; twice: one for each side; left out, each estate's as_of");
    path_option(*app, "--places", request_.places, "the authority's list of sensitive places");
    path_option(*app, "--waivers", request_.waivers, "what the authority has excused");
    set_option(*app, request_.set);
    texts_option(*app, "--assume", request_.assume,
                 "fill what is unknown on both sides, as check does; may be repeated")
        .value_name("ASSUMPTION");
    number_option(*app, "--list", request_.listed_max,
                  "how many reasons and ids each finding lists; left out, 1000");
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    for (const std::string& name : decisions_) {
      const auto decision = session.decision(name);
      if (!decision) return ExitCode::could_not;
      request_.decisions.push_back(*decision);
    }
    const auto outcome = engine::diff(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::diff_document(*outcome), ExitCode::done);
  }

 private:
  engine::DiffRequest request_;
  std::vector<std::string> decisions_;
};

}  // namespace

CommandPtr diff_command() { return std::make_unique<Diff>(); }

}  // namespace relook::cli
