// SPDX-License-Identifier: Apache-2.0
#include "engine/prove.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.hpp"
#include "base/quantity.hpp"
#include "base/spelling.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/verdict_code.hpp"

namespace relook::cli {
namespace {

constexpr Epilogue kProveEpilogue = {
    .examples =
        "relook prove my-estate -d us-clean-path-2020\n"
        "relook prove my-estate --avoid 'vendor in family(\"huawei\")' --demands 'true' -k 2 "
        "--fail link,node\n"
        "relook prove my-estate --avoid 'vendor in family(\"huawei\")' --from 'function == "
        "\"PE\"' --to 'function == \"PE\"' -k 1 --each undecided\n"
        "relook prove my-estate -d us-clean-path-2020 --replay embassy-1\n"
        "relook prove my-estate -d us-clean-path-2020 --assume links.metric=10 --assume "
        "routing.tunnels=none --assume routing.exits=none --format html -o proof.html",
    .exits =
        "0  conforms: no scenario leads traffic over what it must avoid\n"
        "1  breaches: one does, and is shown\n"
        "2  could not run: a bad option, an input that cannot be read or is not valid\n"
        "3  undecided: what is not known could change the answer; or not all was covered",
    .notes =
        "A scenario is a set of at most K failures. What is assumed of how networks\n"
        "behave, and what is not covered, is printed with every answer. --only and\n"
        "--except ask elements; a link can fail where one of its ends can, a risk\n"
        "group where one of its links can, a site where something at it can. With\n"
        "any assumption both verdicts are shown, on the facts alone and on the\n"
        "assumptions; the exit code follows the latter.",
};

std::optional<std::string> take_size(const std::string& text, engine::Sample& sample) {
  const auto size = parse_decimal(text, 0);
  if (!size || *size < 1 || static_cast<std::uint64_t>(*size) > engine::kCertifiedMax) {
    return fmt::format("{} is no size of a sample from 1 to {}", in_quotes(text),
                       engine::kCertifiedMax);
  }
  sample.size = static_cast<std::uint64_t>(*size);
  return std::nullopt;
}

// What stands between commas.
std::vector<std::string> split(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const std::string& text : texts) {
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t comma = std::min(text.find(',', at), text.size());
      if (comma > at) out.push_back(text.substr(at, comma - at));
      at = comma + 1;
    }
  }
  return out;
}

class Prove : public Command {
 public:
  CLI::App* declare(CLI::App& program) override {
    CLI::App* app = add_command(
        program, "prove", "does traffic cross what it must avoid, today or after any K failures?",
        kProveEpilogue);
    path_option(*app, "estate", request_.estate, "the estate's folder or packed file").required();
    const Option decision = text_option(*app, "-d,--decision", decision_,
                                        "the decision whose rules of kind avoid are asked: its "
                                        "id, or the path of its file")
                                .value_name("DECISION");
    declare_words(*app, decision);
    declare_failing(*app);
    declare_inputs(*app);
    text_option(*app, "--each", request_.each,
                "which answers are listed: breaches, undecided or all; left out, all demands and "
                "the breaches among pairs")
        .value_name("WHICH");
    text_option(*app, "--replay", request_.replay,
                "show one counterexample step by step: a demand's id, or FROM,TO of a pair")
        .value_name("ID");
    declare_certificate(*app);
    number_option(*app, "--budget", request_.budget,
                  "give up after so many scenarios, and say what was covered");
    return app;
  }

  ExitCode run(Session& session) override {
    if (!decision_.empty()) {
      const auto decision = session.decision(decision_);
      if (!decision) return ExitCode::could_not;
      request_.decision = *decision;
    }
    const engine::Library* library = session.library();
    if (library == nullptr) return ExitCode::could_not;
    request_.down = split(down_);
    request_.certify = !certificate_.empty();
    if (sample_.size > 0) request_.sample = sample_;
    const auto outcome = engine::prove(request_, *library, session.run());
    if (!outcome) return session.fail(outcome.error());
    session.warn(outcome->warnings);
    if (outcome->proved.certificate) {
      const auto written = write_file(certificate_, outcome->proved.certificate->text);
      if (!written) return session.fail(written.error());
    }
    return session.show(engine::prove_document(*outcome), exit_code(outcome->verdict()));
  }

 private:
  void declare_certificate(CLI::App& app) {
    const Option certificate = path_option(
        app, "--certificate", certificate_,
        "write what relook-audit needs to believe the answers without believing relook");
    Option sample = read_option(
        app, "--certificate-sample",
        [this](const std::string& text) { return take_size(text, sample_); },
        "the certificate holds N of the demands or pairs, drawn by the seed; at most 10000");
    Option seed = seed_option(app, sample_.seed);
    seed.needs(sample);
    sample.value_name("N").needs(seed).needs(certificate);
  }

  void declare_words(CLI::App& app, const Option& decision) {
    engine::AvoidWords& words = request_.words;
    const auto text = [&](const char* name, std::string& value, const char* help,
                          const char* called) {
      text_option(app, name, value, help).value_name(called).excludes(decision);
    };
    text("--avoid", words.avoid, "what must not be crossed, in place of a decision", "SELECTOR");
    text("--demands", words.demands, "the demands that are asked about", "SELECTOR");
    text("--from", words.from, "ask every pair of two different elements: those it starts at",
         "SELECTOR");
    text("--to", words.to, "those it ends at", "SELECTOR");
    text("--plane", words.plane, "the plane in which pairs are sent; left out, the plain IGP",
         "PLANE");
    text("-k,--failures", words.failures, "how many failures at once, 0 to 3; left out, 0", "K");
    text("--fail", words.fail, "what fails: link, node, srlg, site; left out, link,node", "KINDS");
    text("--ends", words.ends, "whether the two ends are crossed: count or ignore", "HOW");
  }

  void declare_failing(CLI::App& app) {
    text_option(app, "--only", request_.only, "the elements that can fail; nothing else does")
        .value_name("SELECTOR");
    text_option(app, "--except", request_.except, "elements that cannot fail")
        .value_name("SELECTOR");
    texts_option(app, "--down", down_,
                 "links and elements that are out before anything fails, between commas")
        .value_name("IDS");
  }

  void declare_inputs(CLI::App& app) {
    date_option(app, "--on", request_.on, "the day asked about; left out, the estate's as_of");
    path_option(app, "--with", request_.with, "further planned changes, as changes.csv has them");
    path_option(app, "--places", request_.places, "the authority's list of sensitive places");
    path_option(app, "--waivers", request_.waivers, "what the authority has excused");
    set_option(app, request_.set);
    texts_option(app, "--assume", request_.assume,
                 "fill what is unknown: TABLE.COLUMN=VALUE [where SELECTOR], TABLE=none or "
                 "one-vendor-per-site; may be repeated")
        .value_name("ASSUMPTION");
  }

  engine::ProveRequest request_;
  std::string decision_;
  std::vector<std::string> down_;
  std::filesystem::path certificate_;
  engine::Sample sample_{};  // of nothing where it was not asked for
};

}  // namespace

CommandPtr prove_command() { return std::make_unique<Prove>(); }

}  // namespace relook::cli
