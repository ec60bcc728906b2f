#include "node/credential/envelope.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/base64.hpp"
#include "crypto/json/edit.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/secure_cose.hpp"
#include "node/credential/secure_jwt.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::credential {
namespace {

using tests::TestParty;

constexpr EnvelopeForm forms[] = {EnvelopeForm::jose, EnvelopeForm::sd_jwt, EnvelopeForm::cose};
constexpr EnvelopeContent contents[] = {EnvelopeContent::credential, EnvelopeContent::presentation};

const TestParty& party() {
  static const auto one = TestParty::with_key(1, keys::Algorithm::p521);
  return one;
}

json::Document credential_with(std::string_view members, std::string_view more_context = "") {
  return tests::parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2")" +
                           std::string(more_context) + R"(],"type":["VerifiableCredential"],)" +
                           std::string(members) + R"("issuer":"https://example.issuer/1",
    "credentialSubject":{"id":"did:example:123","degree":"Bachelor"}})");
}

json::Document presentation_of(std::string_view id) {
  return tests::parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
    "type":["VerifiablePresentation"],"holder":"https://example.issuer/1","verifiableCredential":[
    {"@context":"https://www.w3.org/ns/credentials/v2","type":"EnvelopedVerifiableCredential",
    "id":")" + std::string(id) +
                           "\"}]}");
}

json::Document document_of(EnvelopeContent content) {
  return content == EnvelopeContent::credential ? credential_with("")
                                                : presentation_of("data:application/vc+jwt,a.b.c");
}

Result<std::string> sealed(const json::Document& document, EnvelopeKind kind,
                           std::vector<std::string> disclosable = {}) {
  tests::SeededRandom random(2);
  return seal(document, kind,
              {.verification_method = "https://example.issuer/1#key",
               .disclosable = std::move(disclosable)},
              *party().signer, random);
}

Result<json::Document> opened(std::string_view text, EnvelopeKind kind) {
  return unseal(text, kind, party().signer->public_key(), tests::badge_now);
}

constexpr EnvelopeKind jose_credential{EnvelopeForm::jose, EnvelopeContent::credential};

}  // namespace

TEST_CASE("what is sealed in each kind opens as that kind and as no other") {
  for (const auto form : forms) {
    for (const auto content : contents) {
      const auto text = sealed(document_of(content), {form, content});
      REQUIRE(text);
      for (const auto other_form : forms) {
        for (const auto other_content : contents) {
          const bool is_same = form == other_form && content == other_content;
          CHECK(opened(*text, {other_form, other_content}).has_value() == is_same);
        }
      }
    }
  }
}

TEST_CASE("another key does not open it, whatever its kind") {
  const auto text = sealed(credential_with(""), jose_credential).value();
  for (const auto algorithm : {keys::Algorithm::ed25519, keys::Algorithm::p521}) {
    const auto other = TestParty::with_key(2, algorithm);
    CHECK_FALSE(unseal(text, jose_credential, other.signer->public_key(), tests::badge_now));
  }
}

TEST_CASE("a member that only a word for every name covers is refused, sealed or not") {
  constexpr std::string_view vague = R"(,"https://www.w3.org/ns/credentials/examples/v2")";
  constexpr std::string_view other = R"(,"https://school.example/context")";
  CHECK(sealed(credential_with("", vague), jose_credential));
  const auto unknown = credential_with(R"("badExtension":{"huh":"what?"},)", vague);
  CHECK(sealed(unknown, jose_credential).error().path == "$.badExtension");
  CHECK(sealed(credential_with(R"("badExtension":1,)", other), jose_credential));
  const auto text =
      secure_jwt(unknown, {.verification_method = party().method}, *party().signer).value();
  CHECK(opened(text, jose_credential).error().path == "$.badExtension");
}

TEST_CASE("what is no credential of 2.0 is not sealed as one") {
  CHECK(sealed(document_of(EnvelopeContent::presentation), jose_credential).error().code ==
        malformed);
  const auto old = json::with_member(
      credential_with(R"("issuanceDate":"2020-01-01T00:00:00Z",)").root(), "@context",
      tests::parse_json(R"(["https://www.w3.org/2018/credentials/v1"])").root());
  CHECK(sealed(*old, jose_credential).error().path == "$.@context");
}

TEST_CASE("a presentation holds envelopes or credentials, and nothing else") {
  constexpr EnvelopeKind kind{EnvelopeForm::cose, EnvelopeContent::presentation};
  for (const auto* id : {"data:application/vc+jwt,x", "data:application/vc+sd-jwt,x~",
                         "data:application/vc+cose;base64,0oQ"}) {
    CHECK(sealed(presentation_of(id), kind));
  }
  for (const auto* id : {"not-a-credential", "data:text/plain,x", "data:application/vp+jwt,x"}) {
    CAPTURE(id);
    CHECK_FALSE(sealed(presentation_of(id), kind));
    const auto text =
        secure_cose(presentation_of(id), {.verification_method = "k"}, *party().signer);
    CHECK_FALSE(opened(encoding::encode_base64(*text), kind));
  }
}

TEST_CASE("an SD-JWT has its disclosures, and its issuer cannot be kept back") {
  constexpr EnvelopeKind kind{EnvelopeForm::sd_jwt, EnvelopeContent::credential};
  const auto text = sealed(credential_with(""), kind, {"/credentialSubject/degree"});
  REQUIRE(text);
  CHECK(opened(*text, kind)->root().find("credentialSubject")->find("degree"));
  CHECK(opened(text->substr(0, text->find('~') + 1), kind));
  CHECK_FALSE(sealed(credential_with(""), kind, {"/issuer"}));
  constexpr EnvelopeKind of_holder{EnvelopeForm::sd_jwt, EnvelopeContent::presentation};
  const auto presentation = presentation_of("data:application/vc+jwt,x");
  CHECK(sealed(presentation, of_holder, {"/holder", "/verifiableCredential/0"}));
  CHECK_FALSE(sealed(presentation, of_holder, {"/type"}));
}

TEST_CASE("the times of a signature are judged as of the time that is given") {
  const auto dated = credential_with(R"("exp":1734397450,"nbf":1734311050,)");
  const auto text =
      secure_jwt(dated, {.verification_method = party().method}, *party().signer).value();
  const auto at = [&](std::int64_t seconds) {
    return unseal(text, jose_credential, party().signer->public_key(), {seconds * second_ms});
  };
  CHECK(at(1734311050));
  CHECK(at(1734311049).error().code == out_of_date);
  CHECK(at(1734397450).error().code == out_of_date);
}

}  // namespace waarmerk::node::credential
