// SPDX-License-Identifier: Apache-2.0
#include "engine/check.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kEpilogue = {
    .examples =
        "relook check my-estate -d uk-2020-01-28\n"
        "relook check my-estate -d uk-2020-01-28 --on 2023-01-29 --places places.csv\n"
        "relook check my-estate -d decision.toml --assume supplies=none --format html -o "
        "report.html\n"
        "relook check operator-a operator-b operator-c -d uk-2020-07-14 --format xlsx -o all.xlsx\n"
        "relook check my-estate -d uk-2020-07-14 --timeline --with planned.csv\n"
        "relook check my-estate -d uk-2020-07-14 --readings --set ems-is-core=true",
    .exits =
        "0  conforms\n"
        "1  breaches\n"
        "2  could not run: a bad option, an input that cannot be read or is not valid\n"
        "3  undecided: what is not known could change the answer",
    .notes =
        "What is not known is never counted as good. With any assumption both\n"
        "verdicts are shown, on the facts alone and on the assumptions; the exit\n"
        "code follows the latter. --timeline and --readings show more and change\n"
        "neither verdict nor exit code.",
};

ExitCode exit_code(decision::Verdict verdict) {
  switch (verdict) {
    case decision::Verdict::conforms:
      return ExitCode::done;
    case decision::Verdict::breaches:
      return ExitCode::breaches;
    default:
      return ExitCode::undecided;
  }
}

class Check : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "check", "does the estate conform to the decision?", kEpilogue);
    paths_option(*app, "estate", estates_,
                 "the estate's folder or packed file; of several operators, one of each")
        .required();
    decision_option(*app, decision_);
    date_option(*app, "--on", request_.on, "the day asked about; left out, the estate's as_of");
    path_option(*app, "--with", request_.with, "further planned changes, as changes.csv has them");
    path_option(*app, "--places", request_.places, "the authority's list of sensitive places");
    path_option(*app, "--waivers", request_.waivers, "what the authority has excused");
    set_option(*app, request_.set);
    texts_option(*app, "--assume", request_.assume,
                 "fill what is unknown: TABLE.COLUMN=VALUE [where SELECTOR], TABLE=none or "
                 "one-vendor-per-site; may be repeated")
        .value_name("ASSUMPTION");
    const Option timeline = flag_option(
        *app, "--timeline", request_.timeline,
        "also show what is found on every day, from the earliest day that the decision asks about "
        "to the last date in the inputs");
    date_option(*app, "--from", request_.from, "the timeline's first day").needs(timeline);
    flag_option(*app, "--readings", request_.readings,
                "also evaluate every combination of the readings that the parameters allow, and "
                "say which of them decide the outcome");
    number_option(*app, "--list", request_.listed_max,
                  "how many offenders each finding lists; left out, 1000");
    return app;
  }

  ExitCode run(Session& session) override {
    const auto decision = session.decision(decision_);
    if (!decision) return ExitCode::could_not;
    request_.decision = *decision;
    request_.estate = estates_.front();
    request_.further_estates.assign(estates_.begin() + 1, estates_.end());
    const auto outcome = engine::check(request_, *session.library(), session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::check_document(*outcome, session.wanted()),
                        exit_code(outcome->verdict()));
  }

 private:
  engine::CheckRequest request_;
  std::vector<std::filesystem::path> estates_;
  std::string decision_;
};

}  // namespace

CommandPtr check_command() { return std::make_unique<Check>(); }

}  // namespace relook::cli
