// SPDX-License-Identifier: Apache-2.0
#include "engine/check.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/version.hpp"
#include "engine/exhibit.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kEpilogue = {
    .examples =
        "relook check my-estate -d uk-2020-01-28\n"
        "relook check my-estate -d uk-2020-01-28 --on 2023-01-29 --places places.csv\n"
        "relook check my-estate -d decision.toml --assume supplies=none --format html -o "
        "report.html\n"
        "relook check my-estate -d uk-2020-07-14 --timeline --with planned.csv\n"
        "relook check my-estate -d uk-2020-07-14 --readings --set ems-is-core=true\n"
        "relook check my-estate -d uk-2020-07-14 --exhibit evidence",
    .exits =
        "0  conforms\n"
        "1  breaches\n"
        "2  could not run: a bad option, an input that cannot be read or is not valid\n"
        "3  undecided: what is not known could change the answer",
    .notes =
        "What is not known is never counted as good. With any assumption both\n"
        "verdicts are shown, on the facts alone and on the assumptions; the exit\n"
        "code follows the latter. --timeline and --readings show more and change\n"
        "neither verdict nor exit code. --exhibit writes besides what it shows, and\n"
        "all or nothing; how to check such a folder stands in its README.txt.",
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
    path_option(*app, "estate", request_.estate, "the estate's folder or packed file")->required();
    decision_option(*app, decision_);
    date_option(*app, "--on", request_.on, "the day asked about; left out, the estate's as_of");
    path_option(*app, "--with", request_.with, "further planned changes, as changes.csv has them");
    path_option(*app, "--places", request_.places, "the authority's list of sensitive places");
    path_option(*app, "--waivers", request_.waivers, "what the authority has excused");
    set_option(*app, request_.set);
    texts_option(*app, "--assume", request_.assume,
                 "fill what is unknown: TABLE.COLUMN=VALUE [where SELECTOR], TABLE=none or "
                 "one-vendor-per-site; may be repeated")
        ->type_name("ASSUMPTION");
    CLI::Option* timeline = app->add_flag(
        "--timeline", request_.timeline,
        "also show what is found on every day, from the earliest day that the decision asks about "
        "to the last date in the inputs");
    date_option(*app, "--from", request_.from, "the timeline's first day")->needs(timeline);
    app->add_flag("--readings", request_.readings,
                  "also evaluate every combination of the readings that the parameters allow, and "
                  "say which of them decide the outcome");
    app->add_option("--list", request_.listed_max,
                    "how many offenders each finding lists; left out, 1000")
        ->type_name("N");
    path_option(*app, "--exhibit", exhibit_,
                "also write a new folder of evidence: the answer in every format, the inputs, the "
                "command line and the SHA-256 of each file")
        ->type_name("FOLDER");
    return app;
  }

  ExitCode run(Session& session) override {
    const auto decision = session.decision(decision_);
    if (!decision) return ExitCode::could_not;
    request_.decision = *decision;
    if (!exhibit_.empty()) return run_exhibit(session);
    const auto outcome = engine::check(request_, *session.library(), session.run());
    if (!outcome) return session.fail(outcome.error());
    return show(session, *outcome);
  }

 private:
  static ExitCode show(Session& session, const engine::CheckResult& result) {
    session.warn(result.warnings);
    return session.show(engine::check_document(result, session.wanted()),
                        exit_code(result.verdict()));
  }

  ExitCode run_exhibit(Session& session) {
    const auto outcome = engine::exhibit({request_, exhibit_, std::string(kProgramVersion)},
                                         *session.library(), session.run());
    if (!outcome) return session.fail(outcome.error());
    return show(session, outcome->result);
  }

  engine::CheckRequest request_;
  std::string decision_;
  std::filesystem::path exhibit_;
};

}  // namespace

CommandPtr check_command() { return std::make_unique<Check>(); }

}  // namespace relook::cli
