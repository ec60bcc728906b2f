#include "node/web/answer_page.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/credential/sentences.hpp"
#include "node/web/assets.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {
namespace {

using credential::Finding;
using credential::make_check;
using credential::Outcome;
using words::Language;

Answer answer_of(Outcome outcome, Finding finding) {
  Answer answer{.node_name = "Employer", .verdict = {}};
  auto& verdict = answer.verdict;
  verdict.outcome = outcome;
  verdict.finding = finding;
  verdict.issuer = "did:web:a.example";
  verdict.issuer_name = "Library";
  verdict.valid_from = tests::badge_issued;
  verdict.checked_at = tests::badge_now;
  return answer;
}

Answer genuine() {
  auto answer = answer_of(Outcome::genuine, Finding::signature_good);
  answer.verdict.checks = {make_check(Finding::signature_good),
                           make_check(Finding::issuer_good, {{"issuer", "Library"}})};
  answer.verdict.status = {.word = credential::StatusWord::not_revoked,
                           .as_of = UnixTime{tests::badge_now.ms - 3 * hour_ms}};
  return answer;
}

/// With the one check that decided.
Answer refused(Outcome outcome, Finding finding) {
  auto answer = answer_of(outcome, finding);
  answer.verdict.checks = {make_check(
      finding,
      {{"issuer", "Library"}, {"signer", "did:web:a.example"}, {"time", tests::badge_now}})};
  return answer;
}

std::string verdict_in(const http::Response& page) {
  const auto from = page.body.find("<section class=\"verdict ");
  REQUIRE(from != std::string::npos);
  return page.body.substr(from, page.body.find("</section>") - from);
}

}  // namespace

TEST_CASE("a genuine badge is said to be so: by whom, since when, and how old that knowledge is") {
  const auto page = answer_page(genuine());
  CHECK(page.status == 200);
  const auto verdict = verdict_in(page);
  CHECK(verdict.starts_with("<section class=\"verdict passed\" role=\"status\""));
  CHECK(verdict.contains("<h1>Genuine</h1>"));
  CHECK(verdict.contains(
      "Issued by <bdi>Library</bdi> (<bdi>a.example</bdi>) on <bdi>5 January 2026</bdi>.</p>"));
  CHECK(verdict.contains("<p>It has no end date.</p>"));
  CHECK(
      verdict.contains("as far as is known here on 3 March 2026, 07:12 UTC. That knowledge is "
                       "<bdi>3</bdi> hours old."));
  CHECK(verdict.contains("Checked on 3 March 2026, 10:12 UTC by <bdi>Employer</bdi>."));
  CHECK(verdict.contains("the issuer does not learn that you looked"));
  CHECK(page.body.contains("<h2>Why can you believe this?</h2>"));
  CHECK(page.body.contains("All checks (<bdi>2</bdi>)"));
}

TEST_CASE("an answer is given in two languages, each with its own dates") {
  auto answer = genuine();
  answer.language = {Language::nl, Language::uk};
  const auto page = answer_page(answer);
  const auto verdict = verdict_in(page);
  CHECK(
      verdict.contains("<span lang=\"nl\" dir=\"ltr\">Echt</span> "
                       "<span lang=\"uk\" dir=\"ltr\">Справжній</span>"));
  CHECK(verdict.contains("<bdi>5 januari 2026</bdi>"));
  CHECK(verdict.contains("<bdi>5 січня 2026 року</bdi>"));
  CHECK(page.body.contains("<title>Echt</title>"));
  CHECK(page.body.contains("href=\"/check?lang=nl+uk\""));
  CHECK(page.body.contains("<span lang=\"uk\" dir=\"ltr\">Підпис: <span class=\"word\">Гаразд"));
}

TEST_CASE("who was asked is not said to be unaware") {
  auto answer = genuine();
  answer.verdict.phoned_home = true;
  const auto page = answer_page(answer);
  CHECK_FALSE(page.body.contains("does not learn"));
  CHECK(page.body.contains("What was not known here was asked of others."));
}

TEST_CASE("each outcome has its own word, and none but a genuine badge is called issued") {
  auto revoked = refused(Outcome::not_genuine, Finding::revoked);
  CHECK(verdict_in(answer_page(revoked)).contains("<h1>Not valid</h1>"));
  CHECK(verdict_in(answer_page(revoked)).contains("The signature is real."));
  CHECK(verdict_in(answer_page(revoked)).contains("has withdrawn this badge for good"));
  const auto forged =
      verdict_in(answer_page(refused(Outcome::not_genuine, Finding::bad_signature)));
  CHECK(forged.contains("<h1>Not genuine</h1>"));
  CHECK_FALSE(forged.contains("The signature is real."));
  CHECK_FALSE(forged.contains("Issued by"));
  const auto unknown =
      verdict_in(answer_page(refused(Outcome::cannot_be_checked, Finding::did_unavailable)));
  CHECK(unknown.starts_with("<section class=\"verdict unchecked\""));
  CHECK(unknown.contains("<h1>Cannot be checked</h1>"));
  revoked.language = Language::nl;
  CHECK(verdict_in(answer_page(revoked)).contains("<h1>Niet geldig</h1>"));
}

TEST_CASE(
    "what the badge says is escaped, and is not called its issuer's where that is not proved") {
  auto answer = refused(Outcome::not_genuine, Finding::bad_signature);
  answer.verdict.name = "<script>alert(1)</script>";
  answer.facts.view = credential::BadgeView{};
  answer.facts.view->description = "<img src=x onerror=alert(1)>";
  answer.facts.view->issuer_name = "\u202egpj";
  answer.facts.view->is_subject_hashed = true;
  answer.facts.view->alignments = {{"<b>skill</b>", "https://skills.example"},
                                   {"", "https://b.example"}};
  const auto page = answer_page(answer);
  CHECK_FALSE(page.body.contains("<script>"));
  CHECK_FALSE(page.body.contains("<img"));
  CHECK_FALSE(page.body.contains("<b>"));
  CHECK(page.body.contains("<h3><bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi></h3>"));
  CHECK(page.body.contains("<bdi>gpj</bdi>"));
  CHECK(page.body.contains("<bdi>&lt;b&gt;skill&lt;/b&gt;</bdi><br><bdi>https://b.example</bdi>"));
  CHECK(page.body.contains("Somebody whose name the badge does not tell"));
  CHECK(page.body.contains("is not proved"));
  answer.verdict = genuine().verdict;
  CHECK_FALSE(answer_page(answer).body.contains("is not proved"));
}

TEST_CASE("every check is there with its cause and its code, and the whole as JSON") {
  auto answer = genuine();
  answer.language = Language::nl;
  answer.verdict.checks.front().detail = "eddsa-rdfc-2022 <&";
  const auto page = answer_page(answer);
  CHECK(page.body.contains("<h3>Handtekening: <span class=\"word\">In orde</span></h3>"));
  CHECK(page.body.contains("badge.signature_good: eddsa-rdfc-2022 &lt;&amp;"));
  CHECK(page.body.contains("&quot;outcome&quot;:&quot;genuine&quot;"));
  CHECK(page.body.contains("<title>Echt</title>"));
}

TEST_CASE("the answer can be had in another language, with what was sent, and else has no menu") {
  auto answer = genuine();
  CHECK_FALSE(answer_page(answer).body.contains("<nav class=\"languages\""));
  answer.again = {.file = "{\"a\":1}"};
  const auto page = answer_page(answer);
  CHECK(page.body.contains("<form class=\"choices again\" method=\"post\""));
  CHECK(page.body.contains("name=\"again\" value=\"eyJhIjoxfQ\""));
  CHECK(page.body.contains("<button formaction=\"/check?lang=nl\" lang=\"nl\""));
  CHECK(page.body.contains("<button formaction=\"/check?lang=en+nl\" lang=\"nl\""));
  CHECK(page.body.contains("aria-current=\"true\">English</button>"));
  answer.language = {Language::nl, Language::en};
  CHECK(answer_page(answer).body.contains("<button formaction=\"/check?lang=nl\">"));
}

TEST_CASE("whom the node believes is no matter of the browser, which checks without it") {
  auto answer = genuine();
  answer.verdict.outcome = Outcome::genuine_with_warning;
  answer.verdict.finding = Finding::issuer_unknown;
  answer.verdict.checks.push_back(
      make_check(Finding::issuer_unknown, {{"issuer", "Library"}, {"beside", ""}, {"who", "x"}}));
  answer.facts.trust = TrustWays{.could_say = {{"did:web:b.example", "The city"}}};
  const auto page = answer_page(answer);
  CHECK(page.body.contains("data-outcome=\"genuine\""));
  CHECK(page.body.contains("Nobody that this website believes says enough of <bdi>Library</bdi>."));
  CHECK(page.body.contains("<bdi>The city (b.example)</bdi> could say"));
  CHECK_FALSE(page.body.substr(0, page.body.find("The answer as JSON")).contains("you trust"));
  CHECK_FALSE(page.body.contains("<li class=\"failed\""));
}

TEST_CASE(
    "what the browser's own check needs is text, and nothing in it becomes part of the page") {
  auto answer = genuine();
  CHECK_FALSE(answer_page(answer).body.contains("id=\"material\""));
  answer.material = R"({"dids":{"did:web:a":"</template><script>"}})";
  const auto page = answer_page(answer);
  CHECK(page.body.contains("<template id=\"material\">{&quot;dids&quot;"));
  CHECK_FALSE(page.body.contains("</template><script>"));
  CHECK(page.body.contains(asset_path("answer.js")));
  CHECK_FALSE(page.body.contains(asset_path("check.js")));
}

}  // namespace waarmerk::node::web
