// SPDX-License-Identifier: Apache-2.0
#include "engine/check.hpp"

#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/verdict_code.hpp"
#include "cli/version.hpp"
#include "engine/exhibit.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kCheckEpilogue = {
    .examples =
        "relook check my-estate -d uk-2020-01-28\n"
        "relook check my-estate -d uk-2020-01-28 --on 2023-01-29 --places places.csv\n"
        "relook check my-estate -d decision.toml --assume supplies=none --format html -o "
        "report.html\n"
        "relook check operator-a operator-b operator-c -d uk-2020-07-14 --format xlsx -o all.xlsx\n"
        "relook check my-estate -d uk-2020-07-14 --timeline --with planned.csv\n"
        "relook check my-estate -d uk-2020-07-14 --readings --set ems-is-core=true\n"
        "relook check my-estate -d uk-2020-01-28 --survey 30 --seed 'draw of 3 May: 4 17 22'\n"
        "relook check my-estate -d uk-2020-07-14 --exhibit evidence",
    .exits =
        "0  conforms\n"
        "1  breaches\n"
        "2  could not run: a bad option, an input that cannot be read or is not valid\n"
        "3  undecided: what is not known could change the answer",
    .notes =
        "What is not known is never counted as good. With any assumption both\n"
        "verdicts are shown, on the facts alone and on the assumptions; the exit\n"
        "code follows the latter. --timeline, --readings and --survey show more and\n"
        "change neither verdict nor exit code. --exhibit writes besides what it\n"
        "shows, and all or nothing; how to check such a folder stands in its\n"
        "README.txt.",
};

constexpr std::uint64_t kVisitsMax = 1'000'000;

std::optional<std::string> take_visits(const std::string& text, engine::Survey& survey) {
  const auto count = parse_decimal(text, 0);
  if (!count || *count < 1 || static_cast<std::uint64_t>(*count) > kVisitsMax) {
    return in_quotes(text) + " is no number of visits from 1 to 1000000";
  }
  survey.visits = static_cast<std::uint64_t>(*count);
  return std::nullopt;
}

void survey_options(CLI::App& app, engine::Survey& survey) {
  Option seed = seed_option(app, survey.seed);
  Option visits = read_option(
      app, "--survey", [&survey](const std::string& text) { return take_visits(text, survey); },
      "also draw N sites to inspect, and say what to look for and what so many visits show");
  seed.needs(visits);
  visits.value_name("N").needs(seed);
}

class Check : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "check", "does the estate conform to the decision?", kCheckEpilogue);
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
    survey_options(*app, survey_);
    number_option(*app, "--list", request_.listed_max,
                  "how many offenders each finding lists; left out, 1000");
    path_option(*app, "--exhibit", exhibit_,
                "also write a new folder of evidence: the answer in every format, the inputs, the "
                "command line and the SHA-256 of each file")
        .value_name("FOLDER");
    return app;
  }

  ExitCode run(Session& session) override {
    const auto decision = session.decision(decision_);
    if (!decision) return ExitCode::could_not;
    request_.decision = *decision;
    request_.estate = estates_.front();
    request_.further_estates.assign(estates_.begin() + 1, estates_.end());
    if (survey_.visits > 0) request_.survey = survey_;
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
  std::vector<std::filesystem::path> estates_;
  engine::Survey survey_{};  // no visits where it was not asked for
  std::string decision_;
  std::filesystem::path exhibit_;
};

}  // namespace

CommandPtr check_command() { return std::make_unique<Check>(); }

}  // namespace relook::cli
