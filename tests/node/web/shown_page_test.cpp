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

TEST_CASE("the state of the page is that of the worst badge, and their number is said in words") {
  auto shown = shown_with(Finding::signature_good);
  CHECK(shown_page(shown).body.contains("<section class=\"verdict passed\""));
  CHECK(shown_page(shown).body.contains("There are <bdi>2</bdi> badges in it. Each of the badges"));
  auto& second = shown.verdict.credentials.back();
  second.outcome = Outcome::cannot_be_checked;
  second.finding = Finding::did_unavailable;
  CHECK(shown_page(shown).body.contains("<section class=\"verdict unchecked\""));
  auto& first = shown.verdict.credentials.front();
  first.outcome = Outcome::not_genuine;
  first.finding = Finding::suspended;
  first.checks = {Check{Finding::suspended, "", "", {{"issuer", "Bibliotheek"}, {"time", now}}}};
  const auto page = shown_page(shown).body;
  CHECK(page.contains("<section class=\"verdict failed\""));
  CHECK(page.contains("At least one of the badges is not valid."));
  CHECK(page.contains("<span class=\"word\">Not valid at present</span>"));
  CHECK(page.contains("The issuer may lift this again"));
  shown.verdict.credentials.pop_back();
  CHECK(shown_page(shown).body.contains("<p>There is one badge in it.</p>"));
  shown.verdict.credentials.clear();
  CHECK(shown_page(shown).body.contains("<section class=\"verdict unchecked\""));
  CHECK(shown_page(shown).body.contains("There is no badge in it."));
}

TEST_CASE(
    "each badge opens to its whole answer, and all can be kept: a receipt, and what was shown") {
  auto shown = shown_with(Finding::signature_good);
  shown.facts.resize(1);
  auto& view = shown.facts.front().view.emplace();
  view.name = "One";
  view.criteria = "For listening";
  shown.facts.front().proof.badge = "{\"id\":\"<\"}";
  shown.receipt = "{\"type\":\"receipt\"}";
  shown.file = "{\"type\":\"shown\"}";
  shown.again = {.file = shown.file};
  const auto page = shown_page(shown).body;
  CHECK(page.contains("<summary>All about this badge</summary>"));
  CHECK(page.contains("<h3>What the badge says</h3>"));
  CHECK(page.contains("For listening"));
  CHECK(page.contains("{&quot;id&quot;:&quot;&lt;&quot;}"));
  CHECK(page.contains("All checks"));
  CHECK(page.contains("download=\"receipt.json\""));
  CHECK(page.contains("download=\"shown.json\""));
  CHECK(page.contains("<form class=\"choices again\""));
}

TEST_CASE("what somebody says of themselves is their own word, and nobody issued it") {
  auto shown = shown_with(Finding::signature_good);
  auto& own = shown.verdict.credentials.front();
  own.issuer = own.subject;
  own.issuer_name = "Amina";
  own.valid_from = now;
  shown.verdict.credentials.resize(1);
  auto page = shown_page(shown).body;
  CHECK(
      page.contains("This is their own word: <bdi>Amina</bdi> (<bdi>did:key:zHolder</bdi>) says"));
  CHECK_FALSE(page.contains("Issued by"));
  shown.language = Language::nl;
  page = shown_page(shown).body;
  CHECK(page.contains("Dit is hun eigen woord"));
  CHECK_FALSE(page.contains("Uitgegeven door"));
}

TEST_CASE("it is said in two languages where two are read") {
  auto shown = shown_with(Finding::signature_good);
  shown.language = {Language::nl, Language::en};
  const auto page = shown_page(shown).body;
  CHECK(page.contains("<span lang=\"nl\" dir=\"ltr\">Badges die iemand laat zien</span>"));
  CHECK(page.contains("<span lang=\"en\" dir=\"ltr\">Badges that somebody shows</span>"));
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
