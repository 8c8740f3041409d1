// SPDX-License-Identifier: Apache-2.0
#include "engine/pack.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kPackEpilogue = {
    .examples =
        "relook pack my-estate -o my-estate.pack\n"
        "relook check my-estate.pack -d uk-2020-01-28",
    .exits =
        "0  the file is written\n"
        "2  the estate has faults, all of which are listed, or the file cannot be\n"
        "   written; an old file stays",
    .notes =
        "Every command that takes an estate's folder takes the file too, and says the\n"
        "same of it. The registry is not packed: the one at hand is joined in, as it is\n"
        "with a folder.",
};

class Pack : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app = add_command(
        program, "pack", "write an estate as one file that is read where it lies", kPackEpilogue);
    path_option(*app, "estate", request_.estate, "the estate's folder or packed file").required();
    path_option(*app, "-o,--output", request_.output, "the file to write").required();
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    const auto outcome = engine::pack(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::pack_document(*outcome), ExitCode::done);
  }

 private:
  engine::PackRequest request_;
};

}  // namespace

CommandPtr pack_command() { return std::make_unique<Pack>(); }

}  // namespace relook::cli
