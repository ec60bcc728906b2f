#include "node/credential/form.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "crypto/proof/data_integrity.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {

TEST_CASE("a badge is secured in every form of its issuer's key, and each is genuine") {
  const auto issuer = tests::TestParty::with_key(3);
  const auto unsecured = write_badge(tests::defined_badge(issuer));
  REQUIRE(unsecured);
  const SecureOptions options{.verification_method = issuer.method, .created = tests::badge_issued};
  for (const auto form : forms_of(keys::Algorithm::ed25519)) {
    CAPTURE(form);
    const auto secured = secure_as(form, *unsecured, options, *issuer.signer);
    REQUIRE(secured);
    CHECK(tests::verify_badge(secured->text()).outcome == Outcome::genuine);
  }
  CHECK(secure_as("rot13", *unsecured, options, *issuer.signer).error().code ==
        proof::unknown_suite);
}

TEST_CASE("only a key of P-256 secures a badge for a holder who shows parts of it") {
  CHECK(std::ranges::count(forms_of(keys::Algorithm::p256), for_holder) == 1);
  CHECK(std::ranges::count(forms_of(keys::Algorithm::p384), for_holder) == 0);
  CHECK(std::ranges::count(forms_of(keys::Algorithm::ed25519), for_holder) == 0);
}

TEST_CASE("an enveloped credential is a VC 2.0 object around a JWT") {
  const auto issuer = tests::TestParty::with_key(3);
  const auto secured =
      secure_as(vc_jwt, *write_badge(tests::sample_badge(issuer)),
                {.verification_method = issuer.method, .created = {}}, *issuer.signer);
  REQUIRE(secured);
  CHECK((*secured->root().find("type")->elements().begin()).string() ==
        "EnvelopedVerifiableCredential");
  CHECK(secured->root().find("id")->string()->starts_with("data:application/vc+jwt,eyJ"));
}

}  // namespace waarmerk::node::credential
