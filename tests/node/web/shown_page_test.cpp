#include "node/web/shown_page.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/web/assets.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {
namespace {

using credential::Check;
using credential::Finding;
using credential::Outcome;

using words::Language;

constexpr UnixTime now = tests::badge_now;

credential::Verdict genuine(const std::string& name, const std::string& subject) {
  credential::Verdict verdict;
  verdict.outcome = Outcome::genuine;
  verdict.finding = Finding::signature_good;
  verdict.name = name;
  verdict.subject = subject;
  verdict.issuer_name = "Bibliotheek";
  return verdict;
}

Shown shown_with(Finding proof) {
  Shown shown{.language = words::Language::en, .node_name = "x", .verdict = {}, .until = now};
  shown.checked_at = now;
  shown.verdict.holder = "did:key:zHolder";
  shown.verdict.checks = {Check{proof, "", "", {{"time", now}}}};
  shown.verdict.credentials = {genuine("<b>One", "did:key:zHolder"),
                               genuine("Two", "did:key:zOther")};
  return shown;
}

}  // namespace

TEST_CASE("who shows it, until when, and each badge by itself") {
  const auto page = shown_page(shown_with(Finding::signature_good));
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Badges that somebody shows</h1>"));
  CHECK(page.body.contains("<bdi>did:key:zHolder</bdi>"));
  CHECK(page.body.contains("It may be shown until"));
  CHECK(page.body.contains("<bdi>&lt;b&gt;One</bdi>"));
  CHECK(page.body.contains("<bdi>Two</bdi>"));
  CHECK(page.body.contains("This badge was given to the same key."));
  CHECK(page.body.contains("This badge was given to somebody else than who shows it"));
}

TEST_CASE("a badge that was withdrawn is not valid, and is not called a forgery") {
  auto shown = shown_with(Finding::signature_good);
  auto& withdrawn = shown.verdict.credentials.front();
  withdrawn.outcome = Outcome::not_genuine;
  withdrawn.finding = Finding::revoked;
  withdrawn.checks = {Check{Finding::revoked, "", "", {{"issuer", "Bibliotheek"}, {"time", now}}}};
  shown.language = Language::nl;
  const auto body = shown_page(shown).body;
  CHECK(body.contains("<span class=\"word\">Niet geldig</span>"));
  CHECK(body.contains("<p>De handtekening is echt.</p>"));
  CHECK_FALSE(body.contains("Niet echt"));
  withdrawn.finding = Finding::bad_signature;
  CHECK(shown_page(shown).body.contains("<span class=\"word\">Niet echt</span>"));
}

TEST_CASE("what is over says so, is no fault of the badges, and tells of none") {
  const auto page = shown_page(shown_with(Finding::proof_expired));
  CHECK(page.body.contains("<h1>Not valid any more</h1>"));
  CHECK(page.body.contains("This was to be shown until"));
  CHECK(page.body.contains("class=\"verdict unchecked\""));
  CHECK_FALSE(page.body.contains("Two"));
}

TEST_CASE("what was changed is not genuine, and tells of no badge") {
  const auto page = shown_page(shown_with(Finding::bad_signature));
  CHECK(page.body.contains("<h1>Not genuine</h1>"));
  CHECK_FALSE(page.body.contains("Two"));
}

TEST_CASE("what cannot be checked is neither") {
  const auto page = shown_page(shown_with(Finding::key_not_found));
  CHECK(page.body.contains("<h1>Cannot be checked</h1>"));
}

TEST_CASE("the visitor's own browser checks it too, and is told what the node found") {
  auto shown = shown_with(Finding::signature_good);
  shown.verdict.outcome = Outcome::cannot_be_checked;
  const auto page = shown_page(shown);
  CHECK(page.body.contains(asset_path("answer.js")));
  CHECK(page.body.contains(
      "<template id=\"second\" data-node=\"x\" data-outcome=\"cannot_be_checked\""));
}

}  // namespace waarmerk::node::web
