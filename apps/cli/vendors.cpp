// SPDX-License-Identifier: Apache-2.0
#include "engine/vendors.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kVendorsEpilogue = {
    .examples =
        "relook vendors\n"
        "relook vendors xfusion --on 2021-11-04\n"
        "relook vendors 2011",
    .exits =
        "0  printed\n"
        "2  the registry is not valid, or no vendor is known by that name",
};

class Vendors : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "vendors", "who is known by which names, and who owned whom when?",
                    kVendorsEpilogue);
    words_option(*app, "name", request_.names,
                 "vendors to show in full: ids, other spellings, enterprise numbers");
    date_option(*app, "--on", request_.on,
                "the day on which families are shown; left out, the estate's as_of, or the last "
                "day that the registry speaks of");
    path_option(*app, "--estate", request_.estate, "an estate that adds vendors and parents");
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    const auto outcome = engine::vendors(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::vendors_document(*outcome), ExitCode::done);
  }

 private:
  engine::VendorsRequest request_;
};

}  // namespace

CommandPtr vendors_command() { return std::make_unique<Vendors>(); }

}  // namespace relook::cli
