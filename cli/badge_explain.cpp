// `badge explain`: every check of one badge with its reason, for people.
#include <algorithm>
#include <string>

#include "cli/badge_check.hpp"
#include "cli/commands.hpp"
#include "node/credential/assurance_words.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
using credential::CheckState;

Colour colour_of(CheckState state) {
  switch (state) {
    case CheckState::passed: return Colour::good;
    case CheckState::warning: return Colour::careful;
    case CheckState::failed: return Colour::bad;
    case CheckState::unchecked: return Colour::careful;
  }
  return Colour::none;
}

/// A word and never a colour alone: some people cannot tell colours apart.
std::string_view word_of(CheckState state) {
  switch (state) {
    case CheckState::passed: return "good    ";
    case CheckState::warning: return "note    ";
    case CheckState::failed: return "wrong   ";
    case CheckState::unchecked: return "unknown ";
  }
  return "";
}

std::string say_source(credential::Source source) {
  switch (source) {
    case credential::Source::none: return "";
    case credential::Source::own: return "this program itself";
    case credential::Source::gossip: return "other nodes";
    case credential::Source::bundle: return "a bundle";
    case credential::Source::https: return "the network, asked just now";
    case credential::Source::documents: return "the documents that were given";
    case credential::Source::holder_staple: return "the badge itself";
  }
  return "";
}

std::string time_or_empty(const std::optional<UnixTime>& time) {
  return time ? print_time(*time) : std::string();
}

std::string issuer_of(const credential::Verdict& verdict) {
  if (verdict.issuer_name.empty()) return verdict.issuer;
  return verdict.issuer_name + " (" + verdict.issuer + ")";
}

/// It is shown and not asked: that would tell whoever runs it that the badge is looked at.
std::string renewal_of(const credential::Verdict& verdict) {
  std::string all;
  for (const auto& service : verdict.refresh_services) {
    all += (all.empty() ? "" : ", ") + (service.id.empty() ? "" : service.id + " ") + "(" +
           service.type + ")";
  }
  return all;
}

/// Of a badge that is not accepted there is nothing to look up.
bool is_looked_up(const credential::Verdict& verdict) {
  return !verdict.accepted() || find_trust_check(verdict);
}

void show_facts(const credential::Verdict& verdict, Output& output) {
  const auto& status = verdict.status;
  output.facts({{"badge", verdict.name.empty() ? verdict.achievement : verdict.name},
                {"id", verdict.credential_id},
                {"issuer", issuer_of(verdict)},
                {"given to", verdict.subject},
                {"valid from", time_or_empty(verdict.valid_from)},
                {"valid until", time_or_empty(verdict.valid_until)},
                {"may be renewed at", renewal_of(verdict)},
                {"status list", status.list_url},
                {"list made", time_or_empty(status.list_valid_from)},
                {"list good until", time_or_empty(status.list_valid_until)},
                {"status as of", time_or_empty(status.as_of)},
                {"assurance", credential::say_assurance(status)},
                {"status known from", say_source(status.source)},
                {"checked", print_time(verdict.checked_at)},
                {"asked about", time_or_empty(verdict.as_of)},
                {"recognised", is_looked_up(verdict) ? "" : "not looked up"},
                {"asked others", verdict.phoned_home ? "yes" : "no, nobody"}});
}

void show_checks(const credential::Verdict& verdict, Output& output) {
  for (const auto& check : verdict.checks) {
    if (output.form() == Form::plain) {
      output.fields({std::string(check.name()), std::string(credential::print_state(check.state())),
                     std::string(check.code()), check.sentence, check.detail});
      continue;
    }
    output.line("  " + output.paint(colour_of(check.state()), word_of(check.state())) +
                one_line(check.sentence));
    const auto detail = check.detail.empty() ? "" : ": " + one_line(check.detail);
    output.line("          " + output.paint(Colour::faint, std::string(check.code()) + detail));
  }
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(check, BadgeCheck::make(args, workspace));
  auto checked = check.check(args.get("FILE"));
  if (output.form() == Form::json) {
    output.line(print_checked(checked));
    return checked.exit();
  }
  const auto exit = checked.exit();
  TRY(verdict, std::move(checked.verdict));
  if (output.form() == Form::people) {
    output.line(output.paint(Colour::strong, one_line(credential::summarize(verdict))));
    output.line("");
  }
  show_checks(verdict, output);
  if (output.form() == Form::people) output.line("");
  show_facts(verdict, output);
  return exit;
}

std::vector<Option> options() {
  auto all = check_options();
  std::ranges::copy(recognition_options(), std::back_inserter(all));
  return all;
}

}  // namespace

Command badge_explain_command() {
  return {.name = "badge explain",
          .summary = "Explain one badge: every check, its reason, and where the knowledge is from.",
          .examples = {{"badge explain badge.json", ""},
                       {"badge explain badge.json --as-of 2026-05-03", "as it was then"}},
          .shape = {.operands = {{.name = "FILE",
                                  .meaning =
                                      "a badge: JSON, JWS, COSE or picture; - is standard input"}},
                    .options = options()},
          .more =
              "It needs no node and no configuration, unless it is to say whether anybody you\n"
              "trust recognises the issuer. Exit codes are those of badge verify.\n",
          .run = run};
}

}  // namespace waarmerk::cli
