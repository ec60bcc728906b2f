#include "node/actions/issuers.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "crypto/json/parse.hpp"
#include "crypto/keys/secret_key.hpp"
#include "node/credential/issuance.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr UnixTime now{1'772'532'720'123};

Issuer issuer_of(keys::Algorithm algorithm) {
  tests::SeededRandom random(5);
  return Issuer("trial", keys::make_signer(keys::SecretKey::generate(algorithm, random)));
}

Signing signing() {
  static tests::SeededRandom random(6);
  return {.now = now, .random = random};
}

/// A credential of that issuer, with its members beside.
json::Document credential_of(const Issuer& issuer, const std::string& more,
                             const std::string& context = "https://www.w3.org/ns/credentials/v2") {
  return *json::parse(R"({"@context":[")" + context +
                      R"("],"type":["VerifiableCredential"],"issuer":")" + issuer.did().text() +
                      R"(",)" + more + R"("credentialSubject":{"id":"did:example:someone"}})");
}

}  // namespace

TEST_CASE("a key that stands for itself is its did:key") {
  const auto issuer = issuer_of(keys::Algorithm::ed25519);
  CHECK(issuer.did().text().starts_with("did:key:z6Mk"));
  CHECK(issuer.method().starts_with(issuer.did().text() + "#z6Mk"));
  const auto forms = issuer.forms();
  CHECK(std::ranges::count(forms, "eddsa-jcs-2022") == 1);
  CHECK(std::ranges::count(forms, "vc-jwt") == 1);
  CHECK(std::ranges::count(issuer_of(keys::Algorithm::p256).forms(), "eddsa-jcs-2022") == 0);
}

TEST_CASE("the beginning is filled in, in whole seconds") {
  const auto issuer = issuer_of(keys::Algorithm::ed25519);
  const auto made = sign_credential(issuer, "eddsa-jcs-2022", credential_of(issuer, ""), signing());
  REQUIRE(made);
  CHECK(made->root().find("issuer")->string() == issuer.did().text());
  CHECK(made->root().find("validFrom")->string() == "2026-03-03T10:12:00Z");
  CHECK(made->root().find("proof")->find("verificationMethod")->string() == issuer.method());
}

TEST_CASE("a credential of VC 1.1 is signed as what it is") {
  const auto issuer = issuer_of(keys::Algorithm::ed25519);
  const auto old = credential_of(issuer, "", "https://www.w3.org/2018/credentials/v1");
  const auto made = sign_credential(issuer, "eddsa-rdfc-2022", old, signing());
  REQUIRE(made);
  CHECK(made->root().find("issuanceDate")->string() == "2026-03-03T10:12:00Z");
  CHECK_FALSE(made->root().find("validFrom"));
  CHECK(made->root().find("@context")->size() == 2);
}

TEST_CASE("a name with a language and a direction is covered by quads too") {
  const auto issuer = issuer_of(keys::Algorithm::ed25519);
  const auto named = credential_of(
      issuer,
      R"("name":{"@value":"\u0634\u0627\u0631\u0629","@language":"ar","@direction":"rtl"},)");
  CHECK(sign_credential(issuer, "eddsa-rdfc-2022", named, signing()));
}

TEST_CASE("a form that is not the key's, and a credential of another, are refused") {
  const auto issuer = issuer_of(keys::Algorithm::p256);
  const auto ours = credential_of(issuer, "");
  CHECK(sign_credential(issuer, "eddsa-jcs-2022", ours, signing()).error().code == no_form);
  CHECK(sign_credential(issuer, "", ours, signing()).error().code == no_form);
  const auto of_other = credential_of(issuer_of(keys::Algorithm::p384), "");
  CHECK(sign_credential(issuer, "vc-jwt", of_other, signing()).error().code ==
        credential::not_ours);
}

TEST_CASE("a credential of nobody is signed in no form of any key") {
  const auto nobodys = *json::parse(
      R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],
      "credentialSubject":{"id":"did:example:someone"}})");
  for (const auto algorithm :
       {keys::Algorithm::ed25519, keys::Algorithm::p256, keys::Algorithm::p384}) {
    const auto issuer = issuer_of(algorithm);
    for (const auto form : issuer.forms()) {
      const auto refused = sign_credential(issuer, form, nobodys, signing());
      REQUIRE_FALSE(refused);
      CHECK(refused.error().path == "$.issuer");
      CHECK(sign_credential(issuer, form, credential_of(issuer, ""), signing()));
    }
  }
}

TEST_CASE("an issuer is found by the name of its key") {
  Issuers issuers;
  tests::SeededRandom random(5);
  issuers.add("one",
              keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random)));
  CHECK((*issuers.find("one"))->name() == "one");
  CHECK(issuers.find("two").error().code == no_issuer);
}

}  // namespace waarmerk::node::actions
