#include "node/credential/secure_jwt.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "did/did_jwk.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/presentation.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::Documents;
using tests::TestParty;
using tests::verify_badge;

namespace {

TestParty issuer(keys::Algorithm algorithm = keys::Algorithm::ed25519) {
  return TestParty::with_key(1, algorithm);
}

json::Document badge_of(const TestParty& party) {
  return write_badge(tests::sample_badge(party)).value();
}

std::string jwt(const json::Document& document, const TestParty& party) {
  return secure_jwt(document, {.verification_method = party.method}, *party.signer).value();
}

std::string old_jwt(const json::Document& document, const TestParty& party) {
  return secure_old_jwt(document, {.verification_method = party.method}, *party.signer).value();
}

std::string jwk_of(const TestParty& party) {
  json::Writer writer;
  keys::write_jwk(writer, party.signer->public_key());
  return writer.take();
}

/// A JWS by hand, for headers that we never write.
std::string jws(std::string_view header, std::string_view payload, const TestParty& party) {
  const auto input = encoding::encode_base64url(bytes_of(header)) + "." +
                     encoding::encode_base64url(bytes_of(payload));
  return input + "." + encoding::encode_base64url(party.signer->sign(bytes_of(input)).value());
}

/// The badge as if a school on the web had issued it, with a JWS header of ours.
std::string school_jws(const std::string& header_members, const TestParty& party) {
  const auto badge = badge_of(issuer());
  const auto school = tests::parse_json(R"({"id":"https://school.example/issuers/1",)"
                                        R"("type":["Profile"],"name":"School"})");
  const auto theirs = json::with_member(badge.root(), "issuer", school.root()).value();
  return jws(R"({"alg":"EdDSA",)" + header_members + "}", theirs.text(), party);
}

const std::string key_url = "https://school.example/keys/1";

}  // namespace

TEST_CASE("a badge in a JWS is genuine, with each algorithm that we sign with") {
  for (const auto algorithm :
       {keys::Algorithm::ed25519, keys::Algorithm::p256, keys::Algorithm::p384}) {
    const auto party = issuer(algorithm);
    const auto compact = jwt(badge_of(party), party);
    const auto verdict = verify_badge(compact);
    CHECK(verdict.code() == "badge.genuine");
    const auto jws = jose::open_jws(compact).value();
    CHECK(jws.type == "vc+jwt");
    CHECK(jws.header.root().find("cty")->string() == "vc");
    CHECK(jws.key_id == party.method);
    CHECK(jws.algorithm == keys::jose_name(algorithm));
    CHECK(text_of(jws.payload) == badge_of(party).text());
  }
}

TEST_CASE("a certificate in the header smuggles no key: the issuer's own document has it") {
  const auto party = issuer();
  const auto forger = TestParty::with_key(9);
  const auto badge = std::string(badge_of(party).text());
  // Nobody opens it, so the bare key of the forger is as good as a certificate of it.
  const auto certificate = encoding::encode_base64url(forger.signer->public_key().point());
  const auto header = [&](const std::string& method) {
    return R"({"alg":"EdDSA","typ":"vc+jwt","x5c":[")" + certificate + R"("],"x5t#S256":"AA")" +
           (method.empty() ? "" : R"(,"kid":")" + method + "\"") + "}";
  };
  CHECK(verify_badge(jws(header(party.method), badge, party)).code() == "badge.genuine");
  CHECK(verify_badge(jws(header(party.method), badge, forger)).code() == "badge.bad_signature");
  CHECK_FALSE(verify_badge(jws(header(""), badge, forger)).accepted());
  CHECK_FALSE(verify_badge(jws(header(forger.method), badge, forger)).accepted());
}

TEST_CASE("a badge in an envelope is genuine, and one that was changed is not") {
  const auto party = issuer();
  auto compact = jwt(badge_of(party), party);
  CHECK(verify_badge(envelop(compact, "vc+jwt").value().text()).code() == "badge.genuine");
  const auto other = jwt(json::without_member(badge_of(party).root(), "name").value(), party);
  compact.replace(compact.rfind('.'), std::string::npos, other.substr(other.rfind('.')));
  CHECK(verify_badge(compact).code() == "badge.bad_signature");
  CHECK(verify_badge(envelop(compact, "vc+jwt").value().text()).code() == "badge.bad_signature");
}

TEST_CASE("a badge in a JWT of VC 1.1 is genuine, and its claims may not contradict it") {
  const auto party = issuer();
  const auto badge = badge_of(party);
  CHECK(verify_badge(old_jwt(badge, party)).code() == "badge.genuine");
  const auto header = R"({"alg":"EdDSA","typ":"JWT","kid":")" + party.method + "\"}";
  const auto claims = [&](const std::string& more) {
    return jws(header, R"({"vc":)" + std::string(badge.text()) + more + "}", party);
  };
  CHECK(verify_badge(claims("")).code() == "badge.genuine");
  CHECK(verify_badge(claims(R"(,"exp":1767571201)")).code() == "badge.expired");
  CHECK(verify_badge(claims(R"(,"nbf":1767571201)")).code() == "badge.malformed");
  CHECK(verify_badge(claims(R"(,"iss":"did:x:y")")).code() == "badge.malformed");
}

TEST_CASE("one of the old claims under a new type, or under a strange one, is refused") {
  const auto party = issuer();
  const auto badge = std::string(badge_of(party).text());
  const auto under = [&](const std::string& type) {
    return verify_badge(
               jws(R"({"alg":"EdDSA","typ":")" + type + R"(","kid":")" + party.method + "\"}",
                   R"({"vc":)" + badge + "}", party))
        .code();
  };
  CHECK(under("JWT") == "badge.genuine");
  CHECK(under("vc+jwt") == "badge.malformed");
  CHECK(under("application/vp+jwt") == "badge.malformed");
  CHECK(under("at+jwt") == "badge.unsupported_format");
}

TEST_CASE("a credential of version 1.1 is verified in a JWT") {
  const auto party = issuer();
  const auto old = tests::parse_json(
      R"({"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],)"
      R"("issuer":")" +
      party.did +
      R"(","issuanceDate":"2026-01-05T00:00:00Z","expirationDate":"2026-03-03T10:00:00Z",)"
      R"("credentialSubject":{"id":"did:x:z"}})");
  const auto compact = old_jwt(old, party);
  CHECK(verify_badge(compact).code() == "badge.expired");
  Documents none;
  CHECK(verify_badge(compact, none, {.now = tests::badge_issued}).code() == "badge.genuine");
  CHECK(verify_badge(compact, none, {.now = tests::badge_issued - day_ms}).code() ==
        "badge.not_yet_valid");
}

TEST_CASE("the signature of a JWS has dates of its own") {
  const auto party = issuer();
  const auto with = [&](std::string_view name, std::string_view value) {
    const auto claim = tests::parse_json(value);
    const auto payload = json::with_member(badge_of(party).root(), name, claim.root()).value();
    return verify_badge(jwt(payload, party)).code();
  };
  CHECK(with("exp", "1772532721") == "badge.genuine");
  CHECK(with("exp", "1772532720") == "badge.proof_expired");
  CHECK(with("nbf", "1772532720") == "badge.genuine");
  CHECK(with("nbf", "1772536321") == "badge.proof_not_yet_valid");
  CHECK(with("exp", "\"soon\"") == "badge.malformed_proof");
  CHECK(with("iss", "\"did:x:y\"") == "badge.malformed_proof");
}

TEST_CASE("the algorithm of the header does not choose, the key does") {
  const auto party = issuer(keys::Algorithm::p256);
  const auto payload = std::string(badge_of(party).text());
  for (const std::string name : {"none", "HS256", "EdDSA", "ES384", "RS256"}) {
    CAPTURE(name);
    const auto header = R"({"alg":")" + name + R"(","kid":")" + party.method + "\"}";
    CHECK_FALSE(verify_badge(jws(header, payload, party)).accepted());
  }
}

TEST_CASE("without a kid the only key of the issuer's DID counts, or the one that comes along") {
  const auto party = issuer();
  const auto payload = std::string(badge_of(party).text());
  CHECK(verify_badge(jws(R"({"alg":"EdDSA"})", payload, party)).code() == "badge.genuine");
  const auto with_jwk = R"({"alg":"EdDSA","jwk":)" + jwk_of(party) + "}";
  CHECK(verify_badge(jws(with_jwk, payload, party)).code() == "badge.genuine");
  const auto forger = TestParty::with_key(66);
  const auto forged = R"({"alg":"EdDSA","jwk":)" + jwk_of(forger) + "}";
  CHECK(verify_badge(jws(forged, payload, forger)).code() == "badge.key_not_found");
  const auto misled =
      R"({"alg":"EdDSA","kid":")" + party.method + R"(","jwk":)" + jwk_of(forger) + "}";
  CHECK(verify_badge(jws(misled, payload, forger)).code() == "badge.malformed_proof");
  const auto broken = R"({"alg":"EdDSA","jwk":{"kty":"OKP"}})";
  CHECK_FALSE(verify_badge(jws(broken, payload, party)).accepted());
}

TEST_CASE("a did:jwk issues with its one key") {
  auto party = issuer();
  party.did = did::did_jwk_of(party.signer->public_key()).text();
  party.method = party.did + "#0";
  const auto badge = badge_of(party);
  CHECK(verify_badge(jwt(badge, party)).code() == "badge.genuine");
  CHECK(verify_badge(jws(R"({"alg":"EdDSA"})", badge.text(), party)).code() == "badge.genuine");
}

TEST_CASE("a kid that is a URL is asked for, and is the issuer's where both have one host") {
  const auto party = issuer();
  Documents documents;
  documents.by_name[key_url] = jwk_of(party);
  const auto compact = school_jws(R"("kid":")" + key_url + "\"", party);
  CHECK(verify_badge(compact, documents).code() == "badge.genuine");
  CHECK(documents.asked == std::vector<std::string>{key_url});
  Documents none;
  CHECK(verify_badge(compact, none).code() == "badge.key_unavailable");
  documents.by_name[key_url] = jwk_of(TestParty::with_key(66));
  CHECK(verify_badge(compact, documents).code() == "badge.bad_signature");
  documents.by_name[key_url] = "no key";
  CHECK(verify_badge(compact, documents).code() == "badge.key_not_found");
}

TEST_CASE("a key of another host, or that the badge brings, does not prove the issuer") {
  const auto party = issuer();
  Documents documents;
  const std::string elsewhere = "https://platform.example/keys#1";
  documents.by_name["https://platform.example/keys"] =
      R"({"keys":[{"kid":"1",)" + jwk_of(party).substr(1) + "]}";
  CHECK(verify_badge(school_jws(R"("kid":")" + elsewhere + "\"", party), documents).code() ==
        "badge.issuer_unproved");
  const auto brought = school_jws(R"("jwk":)" + jwk_of(party), party);
  CHECK(verify_badge(brought).code() == "badge.issuer_unproved");
  Documents none;
  const VerificationOptions proof_only{.now = tests::badge_now,
                                       .issuer_check = IssuerCheck::proof_only};
  CHECK(verify_badge(brought, none, proof_only).code() == "badge.issuer_not_asked");
}

TEST_CASE("a presentation in a JWS answers the challenge, and holds badges in envelopes") {
  const auto holder = TestParty::with_key(200);
  const auto badge = envelop(jwt(badge_of(issuer()), issuer()), "vc+jwt").value();
  const auto unsecured = write_presentation({badge}, holder.did).value();
  const JwtOptions options{.verification_method = holder.method,
                           .created = tests::badge_now,
                           .challenge = "n-1",
                           .domain = "https://verifier.example"};
  const auto verify = [](const std::string& text, PresentationOptions asked) {
    asked.credentials.now = tests::badge_now;
    PresentationVerification verification(text, asked);
    Documents none;
    tests::drive(verification, none);
    return std::string(verification.outcome().code());
  };
  const PresentationOptions asked{.challenge = "n-1", .domain = "https://verifier.example"};
  for (const auto& compact : {secure_jwt(unsecured, options, *holder.signer).value(),
                              secure_old_jwt(unsecured, options, *holder.signer).value()}) {
    CHECK(verify(compact, asked) == "badge.genuine");
    CHECK(verify(envelop(compact, "vp+jwt").value().text().data(), asked) == "badge.genuine");
    CHECK(verify(compact, {.challenge = "n-2"}) == "badge.wrong_challenge");
    CHECK(verify(compact, {.domain = "https://other.example"}) == "badge.wrong_domain");
    CHECK(verify_badge(compact).code() != "badge.genuine");
  }
}

TEST_CASE("in a presentation of 1.1 a badge may be a JWT as it is, and in 2.0 it may not") {
  const auto holder = TestParty::with_key(200);
  const auto presentation = [&](const std::string& context) {
    const auto compact = old_jwt(badge_of(issuer()), issuer());
    const auto document = tests::parse_json(
        R"({"@context":[")" + context + R"("],"type":["VerifiablePresentation"],"holder":")" +
        holder.did + R"(","verifiableCredential":[")" + compact + "\"]}");
    PresentationVerification verification(old_jwt(document, holder),
                                          {.credentials = {.now = tests::badge_now}});
    Documents none;
    tests::drive(verification, none);
    return std::string(verification.outcome().code());
  };
  CHECK(presentation(std::string(context_v1)) == "badge.genuine");
  CHECK(presentation(std::string(context_v2)) == "badge.malformed");
}

TEST_CASE("what is no credential, or has a claim in the way, is not secured") {
  const auto party = issuer();
  const JwtOptions options{.verification_method = party.method, .created = tests::badge_now};
  CHECK(secure_jwt(tests::parse_json("{}"), options, *party.signer).error().code == malformed);
  for (const std::string_view name : {"vc", "vp", "iat"}) {
    const auto claim = tests::parse_json("1");
    const auto badge = json::with_member(badge_of(party).root(), name, claim.root()).value();
    CHECK(secure_jwt(badge, options, *party.signer).error().path == "$." + std::string(name));
  }
}
