#include "node/credential/sentences.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
namespace words = waarmerk::node::words;
using namespace waarmerk::node::credential;

TEST_CASE("each finding has a code of its own, a check and a sentence that ends") {
  std::set<std::string_view> codes;
  for (const auto& text : findings()) {
    CAPTURE(text.code);
    CHECK(codes.insert(text.code).second);
    CHECK(text.code.starts_with("badge."));
    CHECK(!text.check.empty());
    for (const auto language : words::all_languages) {
      const auto sentence = sentence_of(text.finding, language);
      CHECK(sentence.ends_with(language == words::Language::ti ? "።" : "."));
    }
    CHECK(describe(text.finding).code == text.code);
  }
}

TEST_CASE("facts are filled in") {
  const auto check = make_check(Finding::wrong_issuer, {{"issuer", "A"}, {"expected", "B"}});
  CHECK(check.sentence == "The badge comes from A, not from B.");
  CHECK(check.code() == "badge.wrong_issuer");
  CHECK(check.state() == CheckState::failed);
}

TEST_CASE("a stranger's text cannot break the line or go on for ever") {
  const auto check = make_check(Finding::wrong_issuer,
                                {{"issuer", "A\n\x1b[31mB"}, {"expected", std::string(5000, 'x')}});
  CHECK(check.sentence.find('\n') == std::string::npos);
  CHECK(check.sentence.find('\x1b') == std::string::npos);
  CHECK(check.sentence.size() < 400);
}

TEST_CASE("a text that is cut stays UTF-8") {
  std::string name;
  for (int i = 0; i < 100; ++i) name += "é";
  const auto party = say_party(name + "x", "did:x:y");
  CHECK(party.ends_with("é… (did:x:y)"));
  CHECK(say_party("", "did:x:y") == "did:x:y");
}

TEST_CASE("a time is said in words, in UTC") {
  CHECK(say_time(tests::badge_now) == "3 March 2026, 10:12 UTC");
  CHECK(say_time({0}) == "1 January 1970, 00:00 UTC");
}

TEST_CASE("the summary says who, when it was checked, and what is wrong") {
  Verdict verdict{.outcome = Outcome::genuine, .finding = Finding::signature_good};
  verdict.issuer = "did:web:a.example";
  verdict.issuer_name = "A";
  verdict.checked_at = tests::badge_now;
  CHECK(summarize(verdict) ==
        "Genuine. Issued by A (did:web:a.example). Checked on 3 March 2026, 10:12 UTC, without "
        "asking the issuer.");
  verdict.outcome = Outcome::not_genuine;
  verdict.finding = Finding::expired;
  verdict.checks = {make_check(Finding::expired, {{"time", "yesterday"}})};
  CHECK(
      summarize(verdict).starts_with("Not accepted: the signature is real. The badge was valid "
                                     "until yesterday and has expired."));
  verdict.finding = Finding::bad_signature;
  verdict.checks = {make_check(Finding::bad_signature)};
  CHECK(summarize(verdict).starts_with("Not genuine. The badge was changed"));
}

TEST_CASE("what somebody signed about themselves is their own word, and nobody issued it") {
  Verdict verdict{.outcome = Outcome::genuine, .finding = Finding::signature_good};
  verdict.issuer = "did:key:z6MkA";
  verdict.subject = "did:key:z6MkA";
  verdict.checked_at = tests::badge_now;
  CHECK(is_own_word(verdict));
  CHECK(summarize(verdict).starts_with("Genuine. Their own word, signed by did:key:z6MkA."));
  verdict.subject = "did:key:z6MkB";
  CHECK_FALSE(is_own_word(verdict));
  CHECK(summarize(verdict).contains("Issued by did:key:z6MkA."));
  verdict.issuer.clear();
  verdict.subject.clear();
  CHECK_FALSE(is_own_word(verdict));
}

TEST_CASE("a check can be said in another language, with the same facts") {
  const auto check = make_check(Finding::revoked, {{"issuer", "A\n"}, {"time", tests::badge_now}});
  CHECK(check.sentence ==
        "A has withdrawn this badge for good; known as of 3 March 2026, 10:12 UTC.");
  CHECK(words::fill(words::Language::nl, sentence_of(check.finding, words::Language::nl),
                    check.facts) ==
        "A heeft deze badge voorgoed ingetrokken; zo bekend op 3 maart 2026, 10:12 UTC.");
}
