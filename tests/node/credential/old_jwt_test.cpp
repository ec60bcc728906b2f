#include "node/credential/old_jwt.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/jose/jwt.hpp"
#include "node/credential/credential.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

/// Claims with this `vc`, and these members beside it.
Result<json::Document> read(const std::string& vc, const std::string& beside) {
  return read_old_claims(tests::parse_json(R"({"vc":)" + vc + beside + "}"));
}

std::string text_of_member(const json::Document& document, std::string_view name) {
  const auto found = document.root().find(name);
  return found ? std::string(found->string().value_or("")) : "";
}

const std::string bare =
    R"({"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],)"
    R"("credentialSubject":{"role":"host"}})";

}  // namespace

TEST_CASE("what the claims say is put where version 1.1 has it") {
  const auto document = read(
      bare,
      R"(,"iss":"did:x:y","sub":"did:x:z","jti":"urn:uuid:1","nbf":1767571200,"exp":1767571201)");
  REQUIRE(document.has_value());
  const auto credential = read_credential(*document);
  REQUIRE(credential.has_value());
  CHECK(credential->version == ModelVersion::v1_1);
  CHECK(credential->issuer == "did:x:y");
  CHECK(credential->id == "urn:uuid:1");
  CHECK(credential->subject_ids == std::vector<std::string>{"did:x:z"});
  CHECK(credential->valid_from == tests::badge_issued);
  CHECK(credential->valid_until == tests::badge_issued + second_ms);
  CHECK(text_of_member(*document, "issuanceDate") == "2026-01-05T00:00:00Z");
}

TEST_CASE("in a credential of 2.0 the dates have the names of 2.0") {
  const auto document = read(R"({"@context":["https://www.w3.org/ns/credentials/v2"]})",
                             R"(,"nbf":1767571200,"exp":1767571201)");
  REQUIRE(document.has_value());
  CHECK(text_of_member(*document, "validFrom") == "2026-01-05T00:00:00Z");
  CHECK(text_of_member(*document, "validUntil") == "2026-01-05T00:00:01Z");
}

TEST_CASE("a claim may repeat what the credential says, and not contradict it") {
  const std::string whole =
      R"({"@context":["https://www.w3.org/2018/credentials/v1"],"id":"urn:1",)"
      R"("issuer":{"id":"did:x:y","name":"Y"},"issuanceDate":"2026-01-05T00:00:00.5Z",)"
      R"("expirationDate":"2027-01-05T00:00:00Z","credentialSubject":{"id":"did:x:z"}})";
  for (const std::string same : {R"(,"iss":"did:x:y")", R"(,"sub":"did:x:z")", R"(,"jti":"urn:1")",
                                 R"(,"nbf":1767571200)", R"(,"exp":1799107200)"}) {
    CAPTURE(same);
    const auto document = read(whole, same);
    REQUIRE(document.has_value());
    CHECK(document->text() == tests::parse_json(whole).text());
  }
  for (const std::string other : {R"(,"iss":"did:x:x")", R"(,"sub":"did:x:y")", R"(,"jti":"urn:2")",
                                  R"(,"nbf":1767571201)", R"(,"exp":1799107199)"}) {
    CAPTURE(other);
    const auto document = read(whole, other);
    REQUIRE_FALSE(document.has_value());
    CHECK(document.error().code == malformed);
    CHECK(document.error().path == "$." + other.substr(2, 3));
  }
}

TEST_CASE("of several subjects one must be the one that is claimed") {
  const std::string two = R"({"credentialSubject":[{"id":"did:x:a"},{"id":"did:x:b"}]})";
  CHECK(read(two, R"(,"sub":"did:x:b")").has_value());
  CHECK(read(two, R"(,"sub":"did:x:c")").error().path == "$.sub");
}

TEST_CASE("neither claim, both claims, a claim that is no object and broken dates are refused") {
  CHECK(read_old_claims(tests::parse_json("{}")).error().code == malformed);
  CHECK(read_old_claims(tests::parse_json(R"({"vc":{},"vp":{}})")).error().code == malformed);
  CHECK(read_old_claims(tests::parse_json(R"({"vc":"x"})")).error().path == "$.vc");
  CHECK(read_old_claims(tests::parse_json(R"({"vp":[]})")).error().path == "$.vp");
  CHECK(read("{}", R"(,"nbf":"soon")").error().code == jose::bad_claims);
}

TEST_CASE("a presentation gets its holder and id, and no dates") {
  const auto document = read_old_claims(
      tests::parse_json(R"({"vp":{"type":"VerifiablePresentation"},"iss":"did:x:h",)"
                        R"("jti":"urn:1","nbf":1,"exp":2})"));
  REQUIRE(document.has_value());
  CHECK(text_of_member(*document, "holder") == "did:x:h");
  CHECK(text_of_member(*document, "id") == "urn:1");
  CHECK_FALSE(document->root().find("issuanceDate").has_value());
  CHECK_FALSE(document->root().find("validUntil").has_value());
}

TEST_CASE("what is written is read again, and has the claims that 1EdTech asks for") {
  const auto issuer = tests::TestParty::with_key(1);
  const auto badge = write_badge(tests::sample_badge(issuer)).value();
  const auto claims = write_old_claims(badge);
  REQUIRE(claims.has_value());
  const auto document = tests::parse_json(*claims);
  const auto registered = jose::read_claims(document.root()).value();
  CHECK(registered.issuer == issuer.did);
  CHECK(registered.id == "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11");
  CHECK(registered.subject == tests::TestParty::with_key(200).did);
  CHECK(registered.not_before == tests::badge_issued);
  CHECK_FALSE(registered.expires.has_value());
  CHECK(read_old_claims(document).value().text() == badge.text());
  CHECK(write_old_claims(tests::parse_json("{}")).error().path == "$.type");
}
