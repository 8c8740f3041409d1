// SPDX-License-Identifier: Apache-2.0
#include "engine/decisions.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "engine/decision_cases.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kDecisionsEpilogue = {
    .examples =
        "relook decisions\n"
        "relook decisions show uk-2020-01-28\n"
        "relook decisions test decisions",
    .exits =
        "0  the list is printed\n"
        "2  a decision is not valid",
};
constexpr Epilogue kShowEpilogue = {
    .examples =
        "relook decisions show uk-2020-01-28\n"
        "relook decisions show drafts/mine.toml --set limit=25%",
    .exits =
        "0  printed\n"
        "2  there is no such decision, or it is not valid",
};
constexpr Epilogue kTestEpilogue = {
    .examples =
        "relook decisions test\n"
        "relook decisions test drafts/mine.toml",
    .exits =
        "0  every case came out as expected\n"
        "1  a case did not\n"
        "2  a case cannot be run",
    .notes =
        "Beside DECISION.toml stands a folder DECISION.examples with one folder for each case.",
};

class Decisions : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app = add_command(program, "decisions",
                                "which decisions there are, what one says, and whether its cases "
                                "come out",
                                kDecisionsEpilogue);
    may_have_command(*app);
    show_ = add_command(*app, "show", "print one decision", kShowEpilogue);
    text_option(*show_, "decision", name_, "its id, or the path of its file").required();
    set_option(*show_, shown_.set);
    test_ = add_command(*app, "test", "run the cases beside decisions", kTestEpilogue);
    paths_option(*test_, "path", cases_.paths,
                 "decisions, or folders of them; left out, those that ship with relook");
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    if (was_named(*show_)) return show(session, *library);
    if (was_named(*test_)) return test(session, *library);
    const auto outcome = engine::decisions({}, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::decisions_document(*outcome), ExitCode::done);
  }

 private:
  ExitCode show(Session& session, const engine::Library& library) {
    const auto file = session.decision(name_);
    if (!file) return ExitCode::could_not;
    shown_.decision = *file;
    const auto outcome = engine::show_decision(shown_, library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::decision_document(*outcome), ExitCode::done);
  }

  ExitCode test(Session& session, const engine::Library& library) {
    const auto outcome = engine::decision_cases(cases_, library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->faults);
    ExitCode code = outcome->failed() > 0 ? ExitCode::breaches : ExitCode::done;
    if (outcome->faults.has_errors()) code = ExitCode::could_not;
    return session.show(engine::cases_document(*outcome), code);
  }

  CLI::App* show_ = nullptr;
  CLI::App* test_ = nullptr;
  std::string name_;
  engine::DecisionRequest shown_;
  engine::CasesRequest cases_;
};

}  // namespace

CommandPtr decisions_command() { return std::make_unique<Decisions>(); }

}  // namespace relook::cli
