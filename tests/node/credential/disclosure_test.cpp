#include "node/credential/disclosure.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/sd_selection.hpp"
#include "did/did_key.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::credential {
namespace {

struct Issuing {
  tests::SeededRandom random{4};
  std::unique_ptr<keys::Signer> signer =
      keys::make_signer(keys::SecretKey::generate(keys::Algorithm::p256, random));
  std::string did{did::did_key_of(signer->public_key()).text()};

  json::Document credential() const {
    return json::parse(R"({"@context":["https://www.w3.org/ns/credentials/v2"],)"
                       R"("type":["VerifiableCredential"],"issuer":")" +
                       did + R"(","name":"Boekje","description":"Een boekje",)" +
                       R"("validFrom":"2020-01-01T00:00:00Z","validUntil":"2050-01-01T00:00:00Z",)"
                       R"("credentialSubject":{"id":"did:example:someone"}})")
        .value();
  }
  Result<json::Document> secure(std::vector<std::string> mandatory = {}) {
    const std::string method(did::did_key_method_of(signer->public_key()).text());
    return secure_for_holder(
        credential(),
        {.secure = {.verification_method = method, .created = tests::badge_issued},
         .mandatory_pointers = std::move(mandatory)},
        *signer, random);
  }
};

}  // namespace

TEST_CASE("a holder shows a part, and it is genuine") {
  Issuing issuing;
  const auto shown = show_part(issuing.secure().value(), {"/credentialSubject"});
  REQUIRE(shown);
  CHECK(tests::verify_badge(shown->text()).outcome == Outcome::genuine);
  CHECK_FALSE(shown->root().find("name"));
}

TEST_CASE("issuer and dates are shown whatever the client asked for, and what it asked for too") {
  Issuing issuing;
  const auto shown =
      show_part(issuing.secure({"/name", "/issuer"}).value(), {"/credentialSubject"}).value();
  for (const auto* name : {"issuer", "validFrom", "validUntil", "name"}) {
    CHECK(shown.root().find(name));
  }
  CHECK_FALSE(shown.root().find("description"));
}

TEST_CASE("what was signed for a holder is not genuine until a part of it is shown") {
  Issuing issuing;
  const auto secured = issuing.secure().value();
  const auto verdict = tests::verify_badge(secured.text());
  CHECK_FALSE(verdict.accepted());
}

TEST_CASE("a part that was changed is not genuine") {
  Issuing issuing;
  const auto shown = show_part(issuing.secure().value(), {"/credentialSubject"}).value();
  std::string text(shown.text());
  text.replace(text.find("2050"), 4, "2060");
  CHECK_FALSE(tests::verify_badge(text).accepted());
}

TEST_CASE("a pointer that leads nowhere is refused, when signing and when showing") {
  Issuing issuing;
  CHECK(issuing.secure({"/absent"}).error().code == proof::bad_pointer);
  CHECK(show_part(issuing.secure().value(), {"/absent"}).error().code == proof::bad_pointer);
  CHECK(show_part(issuing.credential(), {"/name"}).error().code == proof::no_proof);
}

TEST_CASE("what a verifier must see is the same in every form") {
  CHECK(std::ranges::count(always_shown(), "/issuer") == 1);
  CHECK(std::ranges::count(always_shown(), "/credentialStatus") == 1);
  CHECK(std::ranges::count(always_shown(), "/credentialSubject") == 0);
}

}  // namespace waarmerk::node::credential
