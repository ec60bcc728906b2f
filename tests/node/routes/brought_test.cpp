#include "node/routes/brought.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

#include "node/credential/receipt.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::routes {
namespace {

using namespace std::string_view_literals;
using words::Key;

/// What it is said to be; nothing where it is checked.
std::optional<std::string_view> said_of(std::string_view given) {
  const auto opened = credential::open(given);
  const auto why = why_no_badge(given, opened);
  return why ? std::optional(why->name()) : std::nullopt;
}

struct Kind {
  std::string_view given;
  std::string_view said;
};

constexpr Kind no_badges[] = {
    {R"({"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"})", "wrong.private_key"},
    {R"({"keys":[{"kty":"OKP","x":"AA"},{"kty":"oct","k":"AA"}]})", "wrong.private_key"},
    {R"({"@context":"https://a.example","type":"VerifiableCredential","secretKeyMultibase":"z"})",
     "wrong.private_key"},
    {R"({"id":"did:web:a.example","verificationMethod":[{"id":"#1","privateKeyJwk":{}}]})",
     "wrong.private_key"},
    {"-----BEGIN PRIVATE KEY-----\nMC4C\n-----END PRIVATE KEY-----\n", "wrong.private_key"},
    {"\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "wrong.private_key"},
    {"AGE-SECRET-KEY-1QQ", "wrong.private_key"},
    {"z3u2en7t5LR2WtQH5PfFqMqwVHgeXouLzo6haApm8XHqvjxq", "wrong.private_key"},
    {"-----BEGIN PUBLIC KEY-----\nMCow", "wrong.public_key"},
    {"-----BEGIN CERTIFICATE-----\nMIIB", "wrong.public_key"},
    {"ssh-ed25519 AAAA x@y", "wrong.public_key"},
    {"z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", "wrong.public_key"},
    {R"({"kty":"OKP","crv":"Ed25519","x":"AA"})", "wrong.public_key"},
    {R"({"@context":"https://www.w3.org/ns/did/v1","id":"did:web:a","verificationMethod":[]})",
     "wrong.did_document"},
    {"did:web:library.example", "wrong.did"},
    {"<!DOCTYPE HTML>\n<html><body>a badge</body></html>", "wrong.page"},
    {"<html lang=en>", "wrong.page"},
    {"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "wrong.no_badge"},
    {"\x89PNG\r\n\x1a\n", "wrong.picture"},
    {"%PDF-1.7\n", "wrong.pdf"},
    {"PK\x03\x04\x14", "wrong.archive"},
    {"\xFF\xD8\xFF\xE0", "wrong.photo"},
    {"GIF89a", "wrong.photo"},
    {"RIFF\x01\x02\x03\x04WEBPVP8 "sv, "wrong.photo"},
    {"\0\0\0\x18"
     "ftypheic"sv,
     "wrong.photo"},
    {R"({"id":"urn:uuid:1","type":)", "wrong.json"},
    {R"([{"type":"Assertion"}])", "wrong.several"},
    {R"({"name":"Jan","points":3})", "wrong.other_json"},
    {R"({"data":{"id":"1","badge_template":{}}})", "wrong.other_json"},
    {R"({"@context":"https://w3id.org/openbadges/v2","type":"BadgeClass","id":"https://a/b"})",
     "wrong.definition"},
    {R"({"@context":"https://w3id.org/openbadges/v2","type":"Issuer","id":"https://a.example"})",
     "wrong.definition"},
    {R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":"VerifiablePresentation"})",
     "wrong.presentation"},
    {R"({"credential_issuer":"https://a.example","credential_configuration_ids":["x"]})",
     "wrong.offer"},
    {R"({"protocols":{"vcapi":"https://a.example/x"}})", "wrong.offer"},
    {"openid-credential-offer://?credential_offer=%7B%7D", "wrong.offer"},
    {"openid4vp://?client_id=x&request_uri=https%3A%2F%2Fa.example%2Fr", "paste.request"},
    {"haip://?request_uri=x", "paste.request"},
    {"haip-vp://?request_uri=x", "paste.request"},
    {"mdoc-openid4vp://?request_uri=x", "paste.request"},
    // {"alg":"HS256","typ":"JWT"} and {"sub":"1"}: what somebody logs in with
    {"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.AAAA", "wrong.token"},
    {"-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ", "wrong.private_key"},
    {"-----BEGIN PGP MESSAGE-----\n\nhQ", "wrong.no_badge_at_all"},
    {"z42twTcNeSYcnqg1FLuSFs2bsGH3ZqbRHFmvS9XMsYhjxvHN", "wrong.private_key"},
    {"zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169", "wrong.public_key"},
    {"<!-- saved from a page -->\n<html lang=nl>", "wrong.page"},
    {"\xEF\xBB\xBF<!DOCTYPE html><html>", "wrong.page"},
    {"<?xml version=\"1.0\"?><europassCredential/>", "wrong.xml"},
    {"II*\0\x08\0"sv, "wrong.photo"},
    {"\xD0\xCF\x11\xE0\xA1\xB1", "wrong.archive"},
    // An mdoc: {"docType": …, "issuerSigned": …}, in CBOR and in base64url.
    {"\xa2\x67"
     "docType\x61x\x6cissuerSigned\xa0"sv,
     "wrong.mdoc"},
    {"omdkb2NUeXBlYXhsaXNzdWVyU2lnbmVkoA", "wrong.mdoc"},
    // {"type":["EuropeanDigitalCredential"]}, sealed as {"alg":"RS256","x5c":["AA"]}
    {R"({"payload":"eyJ0eXBlIjpbIkV1cm9wZWFuRGlnaXRhbENyZWRlbnRpYWwiXX0",)"
     R"("protected":"eyJhbGciOiJSUzI1NiIsIng1YyI6WyJBQSJdfQ","signature":"AAAA"})",
     "wrong.edc"},
    {R"({"payload":"!","protected":"!","signature":"!","header":{"disclosures":[]}})",
     "wrong.json"},
    {R"({"payload":"eyJ9","signatures":[{"protected":"eyJ9","signature":"AAAA"}]})", "wrong.edc"},
    {R"({"@context":["https://w3id.org/openbadges/v2"],"type":"Assertion","id":"urn:uuid:1",)"
     R"("verification":{"type":["MerkleProofVerification2017","Extension"]},"issuedOn":"x"})",
     "wrong.blockcerts"},
    {R"({"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],)"
     R"("proof":{"type":"MerkleProof2019","proofValue":"z7"}})",
     "wrong.blockcerts"},
    {R"({"@context":["https://www.w3.org/ns/credentials/v2"],)"
     R"("type":["VerifiableCredential","BitstringStatusListCredential"]})",
     "wrong.status_list"},
    {"Hello", "wrong.no_badge_at_all"},
    {"Ik heb een badge", "wrong.no_badge_at_all"},
};

}  // namespace

TEST_CASE("what is no badge is told in one true sentence, and a private key is warned of first") {
  for (const auto& kind : no_badges) {
    CAPTURE(kind.given);
    CHECK(said_of(kind.given) == kind.said);
  }
}

TEST_CASE("what a verdict can say more of is left to be checked") {
  const auto library = tests::TestParty::at_host("library.example", 7);
  const std::string badge(tests::issue(tests::sample_badge(library), library).text());
  CHECK_FALSE(said_of(badge));
  CHECK_FALSE(said_of("\n" + badge + "\n"));
  // Open Badges 2.0, hosted, as Credly and others publish.
  CHECK_FALSE(said_of(
      R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"https://a/1",)"
      R"("badge":"https://a.example/b","verification":{"type":"HostedBadge"}})"));
  // A suite that is not known, and a version that is not.
  CHECK_FALSE(said_of(
      R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],)"
      R"("proof":{"type":"DataIntegrityProof","cryptosuite":"bbs-2023"}})"));
  // {"alg":"ES256K","typ":"vc+jwt"} and {"type":["VerifiableCredential"]}
  CHECK_FALSE(
      said_of("eyJhbGciOiJFUzI1NksiLCJ0eXAiOiJ2Yytqd3QifQ."
              "eyJ0eXBlIjpbIlZlcmlmaWFibGVDcmVkZW50aWFsIl19.AAAA"));
}

TEST_CASE("what an answer carried is brought again, with what came beside it") {
  const auto sent = [](const std::string& fields) {
    http::Request request;
    request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
    request.body = fields + "--xYz--\r\n";
    return read_brought(request);
  };
  const auto field = [](const std::string& name, const std::string& value) {
    return "--xYz\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value +
           "\r\n";
  };
  CHECK(sent(field("again", "eyJhIjoxfQ")).file == R"({"a":1})");
  CHECK(sent(field("again", "eyJhIjoxfQ")).badge == R"({"a":1})");
  CHECK(sent(field("again", "!")).wrong.value().name() == "wrong.form");
  const auto both = field("again", "eyJhIjoxfQ");
  CHECK(sent(both + field("again_beside", "!")).wrong.value().name() == "wrong.form");
  CHECK(sent(both + field("again_beside", "eyJhIjoxfQ")).wrong.value().name() == "wrong.both");
}

TEST_CASE("a link of https is to be fetched, and an offer is not") {
  const auto sent = [](std::string_view text) {
    http::Request request;
    request.headers.set("Content-Type", "multipart/form-data; boundary=xYz");
    request.body = "--xYz\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" +
                   std::string(text) + "\r\n--xYz--\r\n";
    return read_brought(request);
  };
  CHECK(sent(" https://a.example/badge\n").link == "https://a.example/badge");
  CHECK_FALSE(sent("https://a.example/badge").wrong);
  const auto why = [&](std::string_view text) { return sent(text).wrong.value().name(); };
  CHECK(why("http://a.example/badge") == "wrong.link");
  CHECK(why("www.a.example/badge") == "wrong.link");
  CHECK(why("https://a.example/?credential_offer=%7B%7D") == "wrong.offer");
  CHECK(why("https://a.example/x?iuv=1") == "wrong.offer");
  CHECK(why("https://a.example/x?client_id=b&request_uri=c") == "paste.request");
  CHECK(why("https://a.example/x?client_id=b&response_type=vp_token") == "paste.request");
  CHECK(sent("https://a.example/x?client_id=b").link == "https://a.example/x?client_id=b");
  CHECK(why("https://a.example/1 https://a.example/2") == "wrong.no_badge_at_all");
  CHECK(why("https://a.example/" + std::string(2048, 'a')) == "wrong.no_badge_at_all");
}

}  // namespace waarmerk::node::routes
