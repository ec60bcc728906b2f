#include "node/web/answer_json.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/credential/sentences.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {
namespace {

using credential::Finding;
using credential::Outcome;
using words::Language;

Answer answer_of(Outcome outcome, Finding finding) {
  Answer answer{.language = Language::nl, .node_name = "Employer", .verdict = {}};
  answer.verdict.outcome = outcome;
  answer.verdict.finding = finding;
  answer.verdict.checked_at = tests::badge_now;
  answer.verdict.checks = {
      credential::make_check(finding, {{"issuer", "A"}, {"time", tests::badge_now}})};
  return answer;
}

std::string member(const http::Response& response, std::string_view name) {
  const auto document = tests::parse_json(response.body);
  return std::string(document.root().find(name).value().string().value());
}

}  // namespace

TEST_CASE("a script gets the words of the page, and the verdict as the API says it") {
  const auto good = answer_json(answer_of(Outcome::genuine, Finding::signature_good));
  CHECK(good.status == 200);
  CHECK(member(good, "heading") == "Echt");
  CHECK(member(good, "state") == "passed");
  CHECK(member(good, "sentence").empty());
  CHECK(member(good, "code") == "badge.genuine");
  const auto bad = answer_json(answer_of(Outcome::not_genuine, Finding::bad_signature));
  CHECK(member(bad, "heading") == "Niet echt");
  CHECK(member(bad, "state") == "failed");
  CHECK(member(bad, "sentence").starts_with("De badge is na het ondertekenen"));
}

TEST_CASE("in two languages a script gets the words of both") {
  auto answer = answer_of(Outcome::not_genuine, Finding::bad_signature);
  answer.language = {Language::nl, Language::en};
  const auto document = tests::parse_json(answer_json(answer).body);
  const auto beside = document.root().find("beside");
  REQUIRE(beside);
  CHECK(beside->find("language")->string() == "en");
  CHECK(beside->find("heading")->string() == "Not genuine");
  CHECK(beside->find("sentence")->string()->starts_with("The badge was"));
  CHECK(member(answer_json(answer), "heading") == "Niet echt");
  const auto wrong = wrong_json({Language::nl, Language::en}, "wrong.nothing", 400);
  CHECK(wrong.body.contains("No file was chosen"));
}

TEST_CASE("a receipt goes along as it was signed, where one was made") {
  auto answer = answer_of(Outcome::genuine, Finding::signature_good);
  CHECK_FALSE(answer_json(answer).body.contains("\"receipt\""));
  answer.receipt = R"({"type":["VerifiableCredential"]})";
  CHECK(member(answer_json(answer), "receipt") == answer.receipt);
}

TEST_CASE("a receipt among badges is called one, and no badge") {
  auto answer = answer_of(Outcome::genuine, Finding::signature_good);
  answer.read = ReceiptRead{.receipt = credential::Receipt{.checker = "did:web:a.example"}};
  CHECK(member(answer_json(answer), "state") == "unchecked");
  CHECK(member(answer_json(answer), "heading") == "Een bewijs van een controle");
}

TEST_CASE("why nothing was checked is told by its name and a sentence") {
  const auto response = wrong_json(Language::en, "wrong.too_large", 400);
  CHECK(response.status == 400);
  CHECK(member(response, "wrong") == "wrong.too_large");
  CHECK(member(response, "sentence") == "The file is larger than 4 MB.");
}

}  // namespace waarmerk::node::web
