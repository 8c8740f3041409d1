// SPDX-License-Identifier: Apache-2.0
#include "engine/exposure.hpp"

#include "cli/command.hpp"
#include "cli/options.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kExposureEpilogue = {
    .examples =
        "relook exposure my-estate\n"
        "relook exposure my-estate --assume routing.tunnels=none --assume routing.exits=none\n"
        "relook exposure my-estate --off 'vendor in family(\"huawei\")'",
    .exits =
        "0  done\n"
        "2  could not run: a bad option, an input that cannot be read or is not valid\n"
        "3  incomplete: what is not known leaves some of it open",
    .notes =
        "A range goes from what surely to what possibly is so. --off stops every\n"
        "element that matches, and with it what --stops says depends on it.",
};

class Exposure : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app =
        add_command(program, "exposure", "what could each vendor read, alter or switch off?",
                    kExposureEpilogue);
    path_option(*app, "estate", request_.estate, "the estate's folder or packed file").required();
    text_option(*app, "--off", request_.off,
                "elements that stop: what is left without them is shown, in place of exposure")
        .value_name("SELECTOR");
    text_option(*app, "--stops", request_.stops,
                "kinds of dependency along which stopping spreads; left out, "
                "hosted-on,managed-by")
        .value_name("KINDS");
    number_option(*app, "-k,--failures", request_.failures,
                  "look for the worst of all scenarios of up to so many failures, 0 to 3");
    text_option(*app, "--fail", request_.fail,
                "what fails: link, node, srlg, site; left out, link,node")
        .value_name("KINDS");
    number_option(*app, "--budget", request_.budget,
                  "give up the search after so many routes, and say so");
    date_option(*app, "--on", request_.on, "the day asked about; left out, the estate's as_of");
    texts_option(*app, "--assume", request_.assume,
                 "fill what is unknown: TABLE.COLUMN=VALUE [where SELECTOR], TABLE=none or "
                 "one-vendor-per-site; may be repeated")
        .value_name("ASSUMPTION");
    return app;
  }

  ExitCode run(Session& session) override {
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    const auto outcome = engine::exposure(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    return session.show(engine::exposure_document(*outcome),
                        outcome->facts.complete() ? ExitCode::done : ExitCode::undecided);
  }

 private:
  engine::ExposureRequest request_;
};

}  // namespace

CommandPtr exposure_command() { return std::make_unique<Exposure>(); }

}  // namespace relook::cli
