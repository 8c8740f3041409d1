// SPDX-License-Identifier: Apache-2.0
#include "engine/validate.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kValidateEpilogue = {
    .examples =
        "relook validate my-estate\n"
        "relook validate my-estate --format csv -o how-full.csv",
    .exits =
        "0  no faults; unknown cells and warnings are no faults\n"
        "2  the estate has faults, all of which are listed, or cannot be read",
};

class Validate : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "validate",
                    "is the data of an estate well formed, and how full is it?", kValidateEpilogue);
    path_option(*app, "estate", request_.estate, "the estate's folder or packed file").required();
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    const auto outcome = engine::validate(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::validate_document(*outcome), ExitCode::done);
  }

 private:
  engine::ValidateRequest request_;
};

}  // namespace

CommandPtr validate_command() { return std::make_unique<Validate>(); }

}  // namespace relook::cli
