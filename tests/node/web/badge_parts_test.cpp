#include "node/web/badge_parts.hpp"

#include <doctest/doctest.h>

#include "node/credential/sentences.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {
namespace {

using credential::Finding;
using credential::make_check;
using credential::Outcome;
using credential::Verdict;
using words::Language;

Verdict genuine() {
  Verdict verdict{.outcome = Outcome::genuine, .finding = Finding::signature_good};
  verdict.issuer = "did:web:badges.example";
  verdict.issuer_name = "Gemeente Rotterdam";
  verdict.subject = "did:key:zHolder";
  verdict.valid_from = tests::badge_issued;
  verdict.checks = {make_check(Finding::signature_good),
                    make_check(Finding::issuer_good, {{"issuer", "Gemeente Rotterdam"}})};
  verdict.checked_at = tests::badge_now;
  return verdict;
}

Verdict refused(Finding finding) {
  auto verdict = genuine();
  verdict.outcome = Outcome::not_genuine;
  verdict.finding = finding;
  verdict.checks = {make_check(finding, {{"issuer", "Library"}, {"time", tests::badge_now}})};
  return verdict;
}

}  // namespace

TEST_CASE("an issuer's name never stands without its domain") {
  const auto verdict = genuine();
  CHECK(verdict_sentences(verdict, Language::en)
            .contains("Issued by <bdi>Gemeente Rotterdam</bdi> (<bdi>badges.example</bdi>)"));
  BadgeFacts facts;
  facts.view.emplace();
  facts.view->issuer_id = verdict.issuer;
  facts.view->issuer_name = verdict.issuer_name;
  CHECK(says_part(verdict, facts, Language::en)
            .contains("<bdi>Gemeente Rotterdam</bdi> (<bdi>badges.example</bdi>)"));
  CHECK(why_part(verdict, facts, "Employer", Language::en).contains("(<bdi>badges.example</bdi>)"));
}

TEST_CASE("what somebody signed about themselves is called their own word") {
  auto verdict = genuine();
  verdict.subject = verdict.issuer;
  CHECK(verdict_sentences(verdict, Language::en).contains("This is their own word"));
  CHECK_FALSE(verdict_sentences(verdict, Language::en).contains("Issued by"));
  BadgeFacts facts;
  facts.view.emplace();
  facts.view->issuer_id = verdict.issuer;
  CHECK(says_part(verdict, facts, Language::nl).contains("Eigen woord van"));
  CHECK_FALSE(says_part(verdict, facts, Language::nl).contains("Gegeven door"));
}

TEST_CASE("suspended is not withdrawn: it has a heading of its own, and may be lifted") {
  CHECK(heading_of(refused(Finding::suspended)).name() == "outcome.suspended");
  CHECK(heading_of(refused(Finding::revoked)).name() == "outcome.not_accepted");
  const auto suspended = verdict_sentences(refused(Finding::suspended), Language::nl);
  CHECK(suspended.contains("voorlopig opgeschort"));
  CHECK(suspended.contains("De uitgever kan dit weer opheffen"));
  CHECK_FALSE(verdict_sentences(refused(Finding::revoked), Language::nl).contains("opheffen"));
}

TEST_CASE("the title of a part is of the level that the page needs") {
  BadgeFacts facts;
  facts.view = credential::BadgeView{};
  CHECK(says_part(genuine(), facts, Language::en).starts_with("<h2>What the badge says</h2>"));
  CHECK(says_part(genuine(), facts, Language::en, "h3").starts_with("<h3>"));
  CHECK(says_part(genuine(), {}, Language::en).empty());
  CHECK(all_part(genuine(), {}, Language::en).contains("<summary>The key and the lists of words"));
}

}  // namespace waarmerk::node::web
