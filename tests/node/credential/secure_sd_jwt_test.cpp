#include "node/credential/secure_sd_jwt.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/jose/key_binding.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/secure_jwt.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::TestParty;
using tests::verify_badge;

namespace {

TestParty issuer() { return TestParty::with_key(1); }

Result<std::string> secure_badge(std::vector<std::string> disclosable, std::size_t decoys = 0) {
  tests::SeededRandom random(1);
  const auto badge = write_badge(tests::sample_badge(issuer())).value();
  return secure_sd_jwt(badge,
                       {.verification_method = issuer().method,
                        .created = tests::badge_issued,
                        .disclosable = std::move(disclosable),
                        .decoys = decoys},
                       *issuer().signer, random);
}

const std::vector<std::string> private_parts = {"/credentialSubject/narrative", "/evidence/0",
                                                "/credentialSubject/result"};

}  // namespace

TEST_CASE("a badge in an SD-JWT is genuine, with all of its claims and with some") {
  const auto text = secure_badge(private_parts, 2);
  REQUIRE(text.has_value());
  CHECK(verify_badge(*text).code() == "badge.genuine");
  CHECK(verify_badge(envelop(*text, "vc+sd-jwt").value().text()).code() == "badge.genuine");
  const auto opened = jose::open_sd_jwt(*text).value();
  CHECK(opened.jws.type == "vc+sd-jwt");
  CHECK(opened.jws.key_id == issuer().method);
  for (const std::vector<std::string>& shown :
       {std::vector<std::string>{}, {"/credentialSubject/narrative"}, {"/evidence/0"}}) {
    const auto some = jose::select_claims(opened, shown).value();
    CHECK(verify_badge(some).code() == "badge.genuine");
    CHECK(jose::open_sd_jwt(some)->disclosed.disclosures.size() == shown.size());
  }
}

TEST_CASE("a badge with a disclosure of somebody else, or with a claim changed, is refused") {
  const auto text = secure_badge(private_parts).value();
  CHECK(verify_badge(text + "WyJzYWx0IiwgIm5hbWUiLCAiTWUiXQ~").code() == "badge.malformed");
  const auto first = text.find('~');
  const auto second = text.find('~', first + 1);
  const auto one = text.substr(first + 1, second - first);
  CHECK(verify_badge(text + one).code() == "badge.malformed");
  auto forged = text;
  forged[forged.find('.') + 20] = forged[forged.find('.') + 20] == 'A' ? 'B' : 'A';
  CHECK_FALSE(verify_badge(forged).accepted());
  auto unsigned_text = text;
  unsigned_text[first - 10] = unsigned_text[first - 10] == 'A' ? 'B' : 'A';
  CHECK(verify_badge(unsigned_text).code() == "badge.bad_signature");
}

TEST_CASE("what a verifier needs cannot be hidden, nor what is not there") {
  for (const std::string pointer :
       {"/issuer", "/issuer/name", "/validFrom", "/type", "/@context/1", "/credentialStatus"}) {
    CAPTURE(pointer);
    const auto text = secure_badge({pointer});
    CHECK(text.error().code == malformed);
    CHECK(text.error().path == pointer);
  }
  CHECK(secure_badge({"/nobody"}).error().code == jose::no_such_claim);
  tests::SeededRandom random(1);
  for (const std::string_view text : {"{}", R"({"type":"VerifiableCredential","cnf":1})",
                                      R"({"type":["VerifiablePresentation"],)"
                                      R"("iat":1})"}) {
    CHECK(secure_sd_jwt(tests::parse_json(text), {}, *issuer().signer, random).error().code ==
          malformed);
  }
}

namespace {

Result<std::string> secure_claims(const std::string& more, std::vector<std::string> disclosable) {
  tests::SeededRandom random(1);
  const auto claims = tests::parse_json(R"({"iss":")" + issuer().did + '"' + more + "}");
  return secure_sd_jwt_vc(claims,
                          {.verification_method = issuer().method,
                           .created = tests::badge_issued,
                           .disclosable = std::move(disclosable),
                           .holder = TestParty::with_key(2).signer->public_key()},
                          *issuer().signer, random);
}

const std::string job = R"(,"vct":"https://work.example/skill","sub":"did:x:y","skill":"Welding")";

}  // namespace

TEST_CASE("an SD-JWT VC is genuine, whole, in part, and shown by the holder of its key") {
  const auto text = secure_claims(job, {"/skill", "/sub"});
  REQUIRE(text);
  CHECK(verify_badge(*text).code() == "badge.genuine");
  const auto opened = jose::open_sd_jwt(*text).value();
  CHECK(opened.jws.type == "dc+sd-jwt");
  const auto part = jose::select_claims(opened, {"/skill"}).value();
  CHECK(verify_badge(part).code() == "badge.genuine");
  const jose::KeyBinding binding{
      .audience = "https://employer.example", .nonce = "n-1", .issued = tests::badge_now};
  tests::Documents none;
  const VerificationOptions asked{
      .now = tests::badge_now, .challenge = "n-1", .domain = "https://employer.example"};
  const auto bind_with = [&](std::uint8_t seed) {
    const auto shown = jose::open_sd_jwt(part).value();
    return jose::bind_key(shown.disclosed, binding, *TestParty::with_key(seed).signer).value();
  };
  CHECK(verify_badge(bind_with(2), none, asked).code() == "badge.genuine");
  CHECK(verify_badge(bind_with(3), none, asked).finding == Finding::bad_key_binding);
  CHECK(verify_badge(part, none, asked).finding == Finding::no_key_binding);
}

TEST_CASE("an SD-JWT VC says what it is and by whom, and hides neither") {
  CHECK(secure_claims(R"(,"skill":"Welding")", {}).error().path == "$.vct");
  CHECK(secure_claims(R"(,"vct":7)", {}).error().path == "$.vct");
  CHECK(secure_claims(job + R"(,"iat":1)", {}).error().path == "$.iat");
  for (const auto* hidden : {"/iss", "/vct", "/cnf/jwk"}) {
    CHECK(secure_claims(job, {hidden}).error().code == malformed);
  }
  CHECK(secure_claims(job, {"/none"}).error().code == jose::no_such_claim);
}
