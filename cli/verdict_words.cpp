#include "cli/verdict_words.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "cli/error_codes.hpp"
#include "cli/output.hpp"
#include "node/credential/sentences.hpp"
#include "node/words/catalogue.hpp"
#include "node/words/sentence.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
namespace words = node::words;
using words::Fact;
using words::Language;

std::string tame(Language language, std::string_view text) {
  const auto line = one_line(text);
  return words::is_right_to_left(language) ? "\u2068" + line + "\u2069" : line;
}

std::string fill(Language language, std::string_view sentence, std::vector<Fact> facts) {
  for (auto& fact : facts) {
    if (auto* text = std::get_if<std::string>(&fact.value)) *text = tame(language, *text);
  }
  return words::fill(language, sentence, facts);
}

std::string say(Language language, words::Key key, std::vector<Fact> facts) {
  return fill(language, words::text_of(language, key), std::move(facts));
}

words::Key outcome_of(const credential::Verdict& verdict) {
  if (credential::was_real(verdict)) {
    return verdict.finding == credential::Finding::suspended ? words::Key("outcome.suspended")
                                                             : words::Key("outcome.not_accepted");
  }
  const auto name = "outcome." + std::string(credential::print_outcome(verdict.outcome));
  return words::Key::find(name).value();
}

std::string issued(const credential::Verdict& verdict, Language language) {
  const auto issuer = credential::say_party(verdict.issuer_name, verdict.issuer);
  const bool is_own = credential::is_own_word(verdict);
  if (!verdict.valid_from) {
    const auto key =
        is_own ? words::Key("verdict.own_word_undated") : words::Key("verdict.issued_undated");
    return say(language, key, {{"issuer", issuer}});
  }
  const auto key = is_own ? words::Key("verdict.own_word") : words::Key("verdict.issued");
  return say(language, key,
             {{"issuer", issuer}, {"day", words::say_day(language, *verdict.valid_from)}});
}

}  // namespace

Option language_option() {
  return {"--lang", "CODE", "say what was found in nl, en, ar, uk, ti, fa, tr or so"};
}

Result<Language> language_of(const Args& args) {
  const auto code = args.find("--lang");
  if (!code) return Language::en;
  if (const auto language = words::read_language(*code)) return *language;
  return fail(bad_usage, "--lang is one of nl, en, ar, uk, ti, fa, tr and so.");
}

std::string say_word(const credential::Verdict& verdict, Language language) {
  return std::string(words::text_of(language, outcome_of(verdict)));
}

std::string say_verdict(const credential::Verdict& verdict, Language language) {
  std::string text;
  if (credential::was_real(verdict))
    text += std::string(words::text_of(language, "verdict.real")) + ' ';
  if (verdict.accepted()) text += issued(verdict, language) + ' ';
  const auto deciding =
      std::ranges::find(verdict.checks, verdict.finding, &credential::Check::finding);
  if (deciding != verdict.checks.end() && verdict.outcome != credential::Outcome::genuine) {
    text += say_check(*deciding, language) + ' ';
  }
  if (!verdict.phoned_home) text += words::text_of(language, "verdict.asked_nobody");
  return text;
}

std::string say_not_looked_up(const credential::Verdict& verdict, Language language) {
  return say(language, "badge.issuer_not_looked_up",
             {{"issuer", credential::say_party(verdict.issuer_name, verdict.issuer)}});
}

std::string say_check(const credential::Check& check, Language language) {
  const auto sentence = credential::sentence_of(check.finding, language);
  // Another program told of this check, and no facts of it.
  const bool cannot_be_filled = check.facts.empty() && sentence.contains('{');
  if (language == Language::en || cannot_be_filled) return tame(language, check.sentence);
  return fill(language, sentence, check.facts);
}

}  // namespace waarmerk::cli
