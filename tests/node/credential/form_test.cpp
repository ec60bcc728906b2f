#include "node/credential/form.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "crypto/proof/data_integrity.hpp"
#include "node/credential/credential.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::credential {

TEST_CASE("a badge is secured in every form of its issuer's key, and each is genuine") {
  const auto issuer = tests::TestParty::with_key(3);
  const auto unsecured = write_badge(tests::defined_badge(issuer));
  REQUIRE(unsecured);
  const FormOptions options{
      .secure = {.verification_method = issuer.method, .created = tests::badge_issued}};
  tests::SeededRandom random(4);
  for (const auto form : forms_of(keys::Algorithm::ed25519)) {
    CAPTURE(form);
    const auto secured = secure_as(form, *unsecured, options, *issuer.signer, random);
    REQUIRE(secured);
    CHECK(tests::verify_badge(secured->text()).outcome == Outcome::genuine);
  }
  CHECK(secure_as("rot13", *unsecured, options, *issuer.signer, random).error().code ==
        proof::unknown_suite);
}

TEST_CASE("only a key of P-256 secures a badge for a holder who shows parts of it") {
  CHECK(std::ranges::count(forms_of(keys::Algorithm::p256), for_holder) == 1);
  CHECK(std::ranges::count(forms_of(keys::Algorithm::p384), for_holder) == 0);
  CHECK(std::ranges::count(forms_of(keys::Algorithm::ed25519), for_holder) == 0);
}

TEST_CASE("an enveloped credential is a VC 2.0 object around a JWT, an SD-JWT or a COSE_Sign1") {
  const auto issuer = tests::TestParty::with_key(3);
  tests::SeededRandom random(4);
  const std::string_view starts[][2] = {{vc_jwt, "data:application/vc+jwt,eyJ"},
                                        {vc_sd_jwt, "data:application/vc+sd-jwt,eyJ"},
                                        {vc_cose, "data:application/vc+cose;base64,0o"}};
  for (const auto& [form, start] : starts) {
    CAPTURE(form);
    const auto secured = secure_as(
        form, *write_badge(tests::sample_badge(issuer)),
        {.secure = {.verification_method = issuer.method, .created = {}}}, *issuer.signer, random);
    REQUIRE(secured);
    CHECK((*secured->root().find("type")->elements().begin()).string() ==
          "EnvelopedVerifiableCredential");
    CHECK(secured->root().find("id")->string()->starts_with(start));
  }
}

TEST_CASE("an SD-JWT leaves its holder what may be kept back, and never whose it is") {
  const auto issuer = tests::TestParty::with_key(3);
  tests::SeededRandom random(4);
  const auto secured_with = [&](std::string pointer) {
    return secure_as(vc_sd_jwt, *write_badge(tests::sample_badge(issuer)),
                     {.secure = {.verification_method = issuer.method, .created = {}},
                      .disclosable_pointers = {std::move(pointer)}},
                     *issuer.signer, random);
  };
  const auto secured = secured_with("/credentialSubject/narrative");
  REQUIRE(secured);
  CHECK(std::ranges::count(*secured->root().find("id")->string(), '~') == 2);
  CHECK(secured_with("/issuer").error().code == malformed);
  CHECK_FALSE(secured_with("/credentialSubject/nothing"));
}

}  // namespace waarmerk::node::credential
