#include "node/credential/holder_check.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/jose/key_binding.hpp"
#include "node/credential/secure_sd_jwt.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::Documents;
using tests::TestParty;

namespace {

TestParty issuer() { return TestParty::with_key(1); }
TestParty holder() { return TestParty::with_key(200, keys::Algorithm::p256); }

std::string badge(bool names_holder = true) {
  tests::SeededRandom random(1);
  SdJwtOptions options{.verification_method = issuer().method,
                       .disclosable = {"/credentialSubject/narrative"}};
  if (names_holder) options.holder = holder().signer->public_key();
  const auto unsecured = write_badge(tests::sample_badge(issuer())).value();
  return secure_sd_jwt(unsecured, options, *issuer().signer, random).value();
}

std::string shown(const std::string& text, const TestParty& by,
                  UnixTime issued = tests::badge_now) {
  const auto sd_jwt = jose::open_sd_jwt(text).value();
  const jose::KeyBinding binding{
      .audience = "https://verifier.example", .nonce = "n-1", .issued = issued};
  return jose::bind_key(sd_jwt.disclosed, binding, *by.signer).value();
}

std::string verify(const std::string& text, VerificationOptions asked = {}) {
  asked.now = tests::badge_now;
  Documents none;
  return std::string(tests::verify_badge(text, none, asked).code());
}

const VerificationOptions asked{.challenge = "n-1", .domain = "https://verifier.example"};

}  // namespace

TEST_CASE("a badge that its holder shows answers the nonce and the audience") {
  CHECK(verify(shown(badge(), holder()), asked) == "badge.genuine");
  CHECK(verify(shown(badge(), holder()), {.challenge = "n-2"}) == "badge.wrong_challenge");
  CHECK(verify(shown(badge(), holder()), {.domain = "https://other.example"}) ==
        "badge.wrong_domain");
}

TEST_CASE(
    "a binding is not asked for without a nonce or an audience, and must hold if it is there") {
  CHECK(verify(badge()) == "badge.genuine");
  CHECK(verify(shown(badge(), holder())) == "badge.genuine");
  CHECK(verify(shown(badge(), TestParty::with_key(66, keys::Algorithm::p256))) ==
        "badge.bad_key_binding");
  CHECK(verify(shown(badge(false), holder())) == "badge.bad_key_binding");
}

TEST_CASE("a badge without a binding is refused where one was asked for") {
  CHECK(verify(badge(), asked) == "badge.no_key_binding");
  CHECK(verify(badge(), {.challenge = "n-1"}) == "badge.no_key_binding");
  const auto plain = tests::issue(tests::sample_badge(issuer()), issuer());
  CHECK(verify(std::string(plain.text()), asked) == "badge.no_key_binding");
}

TEST_CASE("a binding belongs to the disclosures that it was made for, and to its time") {
  const auto all = shown(badge(), holder());
  const auto sd_jwt = jose::open_sd_jwt(all).value();
  const auto fewer = jose::select_claims(sd_jwt, {}).value() + sd_jwt.disclosed.key_binding;
  CHECK(verify(fewer, asked) == "badge.bad_key_binding");
  const auto at = [](std::int64_t ms) { return shown(badge(), holder(), tests::badge_now + ms); };
  CHECK(verify(at(-9 * minute_ms), asked) == "badge.genuine");
  CHECK(verify(at(-11 * minute_ms), asked) == "badge.bad_key_binding");
  CHECK(verify(at(4 * minute_ms), asked) == "badge.genuine");
  CHECK(verify(at(6 * minute_ms), asked) == "badge.bad_key_binding");
  CHECK(verify(at(-11 * minute_ms)) == "badge.genuine");
}
