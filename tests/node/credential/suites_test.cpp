// Each cryptosuite through the whole check of a badge.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "crypto/json/edit.hpp"
#include "crypto/json/writer.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::TestParty;

namespace {

struct Choice {
  std::string suite;
  keys::Algorithm algorithm;
};

const std::vector<Choice>& choices() {
  static const std::vector<Choice> all{
      {"eddsa-jcs-2022", keys::Algorithm::ed25519}, {"eddsa-rdfc-2022", keys::Algorithm::ed25519},
      {"ecdsa-jcs-2019", keys::Algorithm::p256},    {"ecdsa-jcs-2019", keys::Algorithm::p384},
      {"ecdsa-rdfc-2019", keys::Algorithm::p256},   {"ecdsa-rdfc-2019", keys::Algorithm::p384}};
  return all;
}

Result<json::Document> sign_with(const Choice& choice, const json::Document& unsecured,
                                 const TestParty& party) {
  return secure(unsecured,
                {.verification_method = party.method,
                 .created = tests::badge_issued,
                 .cryptosuite = choice.suite},
                *party.signer);
}

std::string badge_of(const Choice& choice) {
  const auto party = TestParty::with_key(1, choice.algorithm);
  const auto unsecured = write_badge(tests::defined_badge(party)).value();
  const auto secured = sign_with(choice, unsecured, party);
  REQUIRE_MESSAGE(secured, secured.error().path << " " << secured.error().detail);
  return std::string(secured->text());
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  REQUIRE(text.find(what) != std::string::npos);
  return text.replace(text.find(what), what.size(), by);
}

bool is_rdfc(const Choice& choice) { return choice.suite.find("rdfc") != std::string::npos; }

}  // namespace

TEST_CASE("a badge of each suite is genuine, and not once a word of it is changed") {
  for (const auto& choice : choices()) {
    CAPTURE(choice.suite);
    const auto badge = badge_of(choice);
    CHECK(tests::verify_badge(badge).outcome == Outcome::genuine);
    const auto changed = replaced(badge, "Library of Breda", "Library of Gouda");
    CHECK(tests::verify_badge(changed).finding == Finding::bad_signature);
  }
}

TEST_CASE("a word that no context defines cannot be added to a signed badge, nor signed") {
  for (const auto& choice : choices()) {
    CAPTURE(choice.suite);
    const auto badge = badge_of(choice);
    const auto added = replaced(badge, "\"name\"", "\"undefinedWord\":\"x\",\"name\"");
    const auto verdict = tests::verify_badge(added);
    CHECK(verdict.outcome == Outcome::not_genuine);
    CHECK(verdict.finding == (is_rdfc(choice) ? Finding::not_covered : Finding::bad_signature));
    if (!is_rdfc(choice)) continue;
    CHECK(tests::find_check(verdict.checks, "proof")->detail.find("undefinedWord") !=
          std::string::npos);
    const auto unsecured = tests::parse_json(replaced(
        std::string(write_badge(tests::defined_badge(TestParty::with_key(1))).value().text()),
        "\"name\"", "\"undefinedWord\":\"x\",\"name\""));
    CHECK_FALSE(sign_with(choice, unsecured, TestParty::with_key(1, choice.algorithm)));
  }
}

TEST_CASE("a context that is not known leaves the badge unchecked, and is named") {
  const Choice choice{"eddsa-rdfc-2022", keys::Algorithm::ed25519};
  const auto badge = replaced(badge_of(choice), "\"https://purl.imsglobal.org/",
                              "\"https://words.example/v1\",\"https://purl.imsglobal.org/");
  const auto verdict = tests::verify_badge(badge);
  CHECK(verdict.outcome == Outcome::cannot_be_checked);
  CHECK(verdict.finding == Finding::unknown_context);
  CHECK(tests::find_check(verdict.checks, "proof")->sentence.find("https://words.example/v1") !=
        std::string::npos);
}

TEST_CASE("a status that is moved out of sight does not make a badge good") {
  const Choice choice{"eddsa-rdfc-2022", keys::Algorithm::ed25519};
  const auto party = TestParty::with_key(1);
  const auto badge = tests::with_status(tests::defined_badge(party), 7);
  const auto secured = sign_with(choice, write_badge(badge).value(), party).value();
  CHECK(tests::verify_badge(secured.text()).finding == Finding::status_unknown);

  const auto root = secured.root();
  const auto elsewhere = tests::parse_json(
      R"({"id":")" + badge.id + R"(","type":)" + json::print(*root.find("type")) +
      R"(,"credentialStatus":)" + json::print(*root.find("credentialStatus")) + "}");
  const auto without = json::without_member(root, "credentialStatus").value();
  const auto hidden = json::with_member(without.root(), "@included", elsewhere.root()).value();
  CHECK(tests::verify_badge(hidden.text()).finding == Finding::not_covered);
}
