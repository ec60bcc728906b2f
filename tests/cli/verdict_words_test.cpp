#include "cli/verdict_words.hpp"

#include <doctest/doctest.h>

#include "node/credential/sentences.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;
using credential::Finding;
using credential::Outcome;
using node::words::Language;

credential::Verdict verdict_of(Outcome outcome, Finding finding) {
  credential::Verdict verdict{.outcome = outcome, .finding = finding};
  verdict.issuer = "did:web:a.example";
  verdict.valid_from = tests::badge_issued;
  return verdict;
}

}  // namespace

TEST_CASE("a verdict is said in every language, by its own words and dates") {
  const auto verdict = verdict_of(Outcome::genuine, Finding::signature_good);
  CHECK(say_word(verdict, Language::nl) == "Echt");
  CHECK(say_verdict(verdict, Language::nl) ==
        "Uitgegeven door did:web:a.example op 5 januari 2026. Er is niemand gevraagd: de "
        "uitgever hoort niet dat u keek.");
  for (const auto language : node::words::all_languages) {
    const auto text = say_verdict(verdict, language);
    CHECK(text.contains("did:web:a.example"));
    CHECK_FALSE(text.contains('{'));
    CHECK(say_not_looked_up(verdict, language).contains("did:web:a.example"));
  }
  auto own = verdict;
  own.subject = own.issuer;
  CHECK(say_verdict(own, Language::nl).starts_with("Dit is hun eigen woord: did:web:a.example"));
  CHECK(say_word(verdict_of(Outcome::not_genuine, Finding::suspended), Language::nl) ==
        "Nu niet geldig");
  auto asked = verdict;
  asked.phoned_home = true;
  CHECK_FALSE(say_verdict(asked, Language::nl).contains("niemand"));
}

TEST_CASE("what decided is said, and none but a genuine badge is called issued") {
  auto verdict = verdict_of(Outcome::not_genuine, Finding::revoked);
  verdict.checks = {credential::make_check(Finding::revoked,
                                           {{"issuer", "Library"}, {"time", tests::badge_now}})};
  const auto text = say_verdict(verdict, Language::tr);
  CHECK(say_word(verdict, Language::tr) == "Geçerli değil");
  CHECK(text.starts_with("İmza gerçek. Library bu rozeti tümüyle geri çekti."));
  CHECK_FALSE(text.contains("Veren:"));
}

TEST_CASE(
    "text of others turns no line around, and stands apart where writing goes from the right") {
  auto verdict = verdict_of(Outcome::genuine, Finding::signature_good);
  verdict.issuer_name = "Lib\u202e\u2069rary\x1b[31m";
  const auto arabic = say_verdict(verdict, Language::ar);
  CHECK(arabic.contains("\u2068Library"));
  CHECK(arabic.contains("(did:web:a.example)\u2069"));
  CHECK_FALSE(arabic.contains("\u202e"));
  CHECK_FALSE(arabic.contains('\x1b'));
  CHECK_FALSE(say_verdict(verdict, Language::nl).contains("\u2068"));
}

}  // namespace waarmerk::cli
