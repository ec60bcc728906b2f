// `badge verify`: checks badge files, a line or two each.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "cli/badge_check.hpp"
#include "cli/commands.hpp"
#include "cli/receipt_lines.hpp"
#include "cli/verdict_words.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
using node::words::Language;

// So many files are in memory at a time.
constexpr std::size_t at_once = 64;

Colour colour_of(const CheckedFile& checked) {
  if (!checked.verdict) return Colour::careful;
  switch (checked.verdict->outcome) {
    case credential::Outcome::genuine: return Colour::good;
    case credential::Outcome::genuine_with_warning:
    case credential::Outcome::cannot_be_checked: return Colour::careful;
    case credential::Outcome::not_genuine: return Colour::bad;
  }
  return Colour::none;
}

credential::Outcome outcome_of(const CheckedFile& checked) {
  return checked.verdict ? checked.verdict->outcome : credential::Outcome::cannot_be_checked;
}

/// English says more: when it was checked and where what is known comes from.
std::string summary_of(const CheckedFile& checked, Language language) {
  if (!checked.verdict) return one_line(checked.verdict.error().detail);
  return language == Language::en ? one_line(credential::summarize(*checked.verdict))
                                  : say_verdict(*checked.verdict, language);
}

std::string word_of(const CheckedFile& checked, Language language) {
  return language == Language::en || !checked.verdict
             ? std::string(credential::say_outcome(outcome_of(checked)))
             : say_word(*checked.verdict, language);
}

void show_fields(const CheckedFile& checked, Output& output, Language language) {
  std::vector<std::string> fields{checked.name,
                                  std::string(credential::print_outcome(outcome_of(checked))),
                                  std::string(code_of(checked)), summary_of(checked, language)};
  const auto* trust = checked.verdict ? find_trust_check(*checked.verdict) : nullptr;
  if (checked.must_be_recognised) fields.emplace_back(trust ? trust->code() : "");
  output.fields(fields);
}

/// Whom they may believe is another question than whether it is genuine.
void show_recognition(const credential::Verdict& verdict, Output& output, Language language) {
  if (!verdict.accepted()) return;
  const auto* trust = find_trust_check(verdict);
  if (!trust) {
    output.line(
        "  " +
        (language == Language::en
             ? std::string("Whether anybody you trust recognises the issuer was not looked up.")
             : say_not_looked_up(verdict, language)));
    return;
  }
  const bool is_in_summary = verdict.code() == trust->code();
  if (!is_in_summary) output.line("  " + say_check(*trust, language));
  if (!trust->detail.empty())
    output.line("  " + output.paint(Colour::faint, one_line(trust->detail)));
}

void show(const CheckedFile& checked, Output& output, Language language) {
  switch (output.form()) {
    case Form::json: output.line(print_checked(checked)); return;
    case Form::plain: show_fields(checked, output, language); return;
    case Form::people:
      output.line(one_line(checked.name) + ": " +
                  output.paint(colour_of(checked), word_of(checked, language)));
      output.line("  " + summary_of(checked, language));
      if (checked.receipt) output.line("  " + one_line(say_receipt(*checked.receipt)));
      if (checked.verdict) show_recognition(*checked.verdict, output, language);
  }
}

/// Of each receipt, which of the other files it is about.
void compare(const std::vector<CheckedFile>& receipts, std::span<const std::string> files,
             const Workspace& workspace, Output& output) {
  if (output.form() != Form::people || files.size() < 2) return;
  for (const auto& one : receipts) {
    output.line(one_line(one.name + ": " + say_meant(one, files, workspace)));
  }
}

Result<Exit> run(const Args& args, Workspace& workspace, Output& output) {
  TRY(language, language_of(args));
  TRY(check, BadgeCheck::make(args, workspace));
  Exit worst = Exit::done;
  std::vector<CheckedFile> receipts;
  const auto files = args.all("FILE");
  for (std::size_t from = 0; from < files.size(); from += at_once) {
    const auto part = std::span(files).subspan(from, std::min(at_once, files.size() - from));
    for (const auto& checked : check.check_all(part)) {
      show(checked, output, language);
      worst = worse(worst, checked.exit());
      if (checked.receipt) receipts.push_back(checked);
    }
  }
  compare(receipts, files, workspace, output);
  if (worst != Exit::done && files.size() == 1 && files[0] != "-") {
    output.suggest("waarmerk badge explain " + one_line(files[0]));
  }
  return worst;
}

std::vector<Option> options() {
  auto all = check_options();
  all.push_back(language_option());
  std::ranges::copy(recognition_options(), std::back_inserter(all));
  return all;
}

}  // namespace

Command badge_verify_command() {
  return {
      .name = "badge verify",
      .summary = "Check badges: who they are from, and whether anything is wrong with them.",
      .examples = {{"badge verify badge.json", ""},
                   {"badge verify badge.png", "a picture that carries one"},
                   {"badge verify *.json --json", "one JSON object a line"},
                   {"badge verify badge.jwt --offline --documents known.json",
                    "ask nobody; DID documents and status lists come from known.json"},
                   {"badge verify - < badge.json", "from another program"},
                   {"badge verify receipt.json badge.json",
                    "a receipt of an earlier check, and whether it is about this badge"},
                   {"badge verify badge.json --expect-issuer did:web:library.example", ""},
                   {"badge verify badge.json --require-recognised",
                    "also ask your node whether those whom you trust know the issuer"}},
      .shape = {.operands = {{.name = "FILE",
                              .meaning = "a badge: JSON, JWS, COSE or picture; - is standard input",
                              .is_many = true}},
                .options = options()},
      .more =
          "It needs no node and no configuration. The exit code is 0 where every badge is\n"
          "genuine, perhaps with a warning; each other outcome has a code of its own, and of\n"
          "several files the worst decides: waarmerk help exit-codes\n"
          "Whether anybody you trust recognises the issuer is not looked up then. With\n"
          "--require-recognised the node of this machine is asked, by its policy, and the exit\n"
          "code is 15 for a genuine badge of an issuer who is not recognised in full, or of whom\n"
          "the node could not tell, as with --offline, which asks nobody.\n"
          "What --lang says is for people: the codes are the same, and JSON stays in English.\n"
          "All but Dutch and English were drafted by a machine.\n",
      .run = run};
}

}  // namespace waarmerk::cli
