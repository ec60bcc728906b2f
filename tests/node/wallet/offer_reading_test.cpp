#include "node/wallet/offer_reading.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/jose/jws.hpp"
#include "crypto/json/writer.hpp"
#include "node/openid/metadata.hpp"
#include "node/wallet/book.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::wallet {
namespace {

constexpr std::string_view grant =
    R"("grants":{"urn:ietf:params:oauth:grant-type:pre-authorized_code":{)"
    R"("pre-authorized_code":"c1"}})";

std::string offer_of(std::string_view issuer, std::string_view grants = grant) {
  return R"({"credential_issuer":")" + std::string(issuer) +
         R"(","credential_configuration_ids":["a","b"],)" + std::string(grants) + "}";
}

std::string metadata_of(std::string_view configurations) {
  return R"({"credential_issuer":"https://a.example","credential_endpoint":"https://a.example/c",)"
         R"("credential_configurations_supported":)" +
         std::string(configurations) + "}";
}

}  // namespace

TEST_CASE("the links that our own node makes are read") {
  const auto by_value = read_offer_link(openid::link_by_value(R"({"a":"b c"})"));
  REQUIRE(by_value);
  CHECK((*by_value)->offer == R"({"a":"b c"})");
  const auto by_reference = read_offer_link(openid::link_by_reference("https://a.example", "c1"));
  REQUIRE(by_reference);
  CHECK((*by_reference)->url == "https://a.example/openid/offer?code=c1");
}

TEST_CASE("a link without an offer is none, unless it says that it is one") {
  CHECK_FALSE(read_offer_link("https://a.example/badge?x=1").value());
  CHECK_FALSE(read_offer_link("https://a.example/#?credential_offer=1").value());
  CHECK(read_offer_link("openid-credential-offer://?x=1").error().code == bad_offer);
  CHECK(read_offer_link("x:?credential_offer=%").error().code == bad_offer);
  CHECK(read_offer_link("x:?credential_offer=1&credential_offer_uri=2").error().code == bad_offer);
  CHECK(read_offer_link("x:?credential_offer=a+b").value()->offer == "a b");
}

TEST_CASE("an interaction URL is told by its parameter, and says what it speaks") {
  CHECK(is_interaction("https://a.example/i/1?iuv=1"));
  CHECK_FALSE(is_interaction("https://a.example/i/1?iuv=2"));
  CHECK_FALSE(is_interaction("https://a.example/i/1"));
  constexpr auto offers = Protocol::oid4vci;
  CHECK(read_interaction(R"({"protocols":{"OID4VCI":"x"}})", offers) == "x");
  CHECK(read_interaction(R"({"protocols":{"OID4VCI":"x","oid4vci-1.0":"y"}})", offers) == "y");
  CHECK(read_interaction(R"({"protocols":{"OID4VP":"z"}})", Protocol::oid4vp) == "z");
  CHECK(read_interaction(R"({"protocols":{}})", offers).error().code == unsupported_offer);
  const auto other = read_interaction(R"({"protocols":{"oid4vp-1.0":"z"}})", offers);
  CHECK(other.error().code == unsupported_offer);
  CHECK(other.error().detail.contains("see wallet present"));
  CHECK(read_interaction("<html>", offers).error().code == bad_answer);
}

TEST_CASE("an offer says who offers what, and which code is asked for") {
  const auto offer = read_open_offer(offer_of("https://a.example"));
  REQUIRE(offer);
  CHECK(offer->code == "c1");
  CHECK(offer->configurations.size() == 2);
  CHECK_FALSE(offer->tx_code);
  const auto with_code = read_open_offer(
      offer_of("https://a.example",
               R"("grants":{"urn:ietf:params:oauth:grant-type:pre-authorized_code":{)"
               R"("pre-authorized_code":"c","tx_code":{"length":900,"input_mode":"text"}}})"));
  REQUIRE(with_code);
  CHECK(with_code->tx_code->length == 64);
  CHECK_FALSE(with_code->tx_code->is_numeric);
  CHECK(read_open_offer("[]").error().code == bad_offer);
  CHECK(read_open_offer(R"({"credential_issuer":"x"})").error().code == bad_offer);
  CHECK(read_open_offer(offer_of("x", R"("grants":{"authorization_code":{}})")).error().code ==
        unsupported_offer);
}

TEST_CASE("well-known addresses stand before the path of an issuer") {
  CHECK(well_known("https://a.example", "/.well-known/x") == "https://a.example/.well-known/x");
  CHECK(well_known("https://a.example/", "/.well-known/x") == "https://a.example/.well-known/x");
  CHECK(well_known("https://a.example/b/c", "/.well-known/x") ==
        "https://a.example/.well-known/x/b/c");
}

TEST_CASE("metadata is of this very issuer, and names a form that we read") {
  const auto offer = read_open_offer(offer_of("https://a.example")).value();
  const auto both = R"({"a":{"format":"jwt_vc_json"},"b":{"format":"ldp_vc"}})";
  const auto face = read_issuer(metadata_of(both), offer);
  REQUIRE(face);
  CHECK(face->configuration == "b");
  CHECK(face->authorization == "https://a.example");
  CHECK(read_issuer(metadata_of(R"({"a":{"format":"jwt_vc_json"}})"), offer)->configuration == "a");
  CHECK(read_issuer(metadata_of(R"({"c":{"format":"ldp_vc"}})"), offer).error().code ==
        unsupported_offer);
  const auto other = read_open_offer(offer_of("https://b.example")).value();
  CHECK(read_issuer(metadata_of(both), other).error().code == bad_answer);
  CHECK(read_token_endpoint(R"({"issuer":"s","token_endpoint":"t"})", "s") == "t");
  CHECK(read_token_endpoint(R"({"issuer":"s","token_endpoint":"t"})", "x").error().code ==
        bad_answer);
}

TEST_CASE(
    "a card is asked for where nothing else is offered, and with a key that it can be given to") {
  const auto offer = read_open_offer(offer_of("https://a.example")).value();
  const auto with = [&](const std::string& more) {
    return read_issuer(
        metadata_of((R"({"b":{"format":"dc+sd-jwt","vct":"x")" + more + "}}").c_str()), offer);
  };
  CHECK(with("")->configuration == "b");
  CHECK_FALSE(with("")->binds_key);
  CHECK(with(R"(,"cryptographic_binding_methods_supported":["jwk"])")->binds_key);
  CHECK_FALSE(with(R"(,"cryptographic_binding_methods_supported":["jwk","did:key"])")->binds_key);
  CHECK(with(R"(,"cryptographic_binding_methods_supported":["cose_key"])").error().code ==
        unsupported_offer);
  const auto algorithms = [&](const std::string& names) {
    return with(R"(,"proof_types_supported":{"jwt":{"proof_signing_alg_values_supported":[)" +
                names + "]}}");
  };
  CHECK(algorithms(R"("ES256","EdDSA")"));
  CHECK(algorithms(R"("ES256")").error().code == unsupported_offer);
  CHECK(with(R"(,"proof_types_supported":{"attestation":{}})").error().code == unsupported_offer);
}

TEST_CASE("what a token endpoint names is asked for by that name, and else by its configuration") {
  CHECK(read_grant(R"({"access_token":"t"})", "a")->token == "t");
  CHECK(read_grant(R"({"access_token":"t"})", "a")->identifier.empty());
  CHECK(read_grant("{}", "a").error().code == bad_answer);
  const auto named = R"({"access_token":"t","authorization_details":[)"
                     R"({"credential_configuration_id":"b","credential_identifiers":["x"]},)"
                     R"({"credential_configuration_id":"a","credential_identifiers":["y","z"]}]})";
  CHECK(read_grant(named, "a")->identifier == "y");
  CHECK(read_grant(named, "c")->identifier.empty());
  CHECK(write_credential_request({.configuration = "a", .identifier = "", .proof = "p"}) ==
        R"({"credential_configuration_id":"a","proofs":{"jwt":["p"]}})");
  CHECK(write_credential_request({.configuration = "a", .identifier = "y", .proof = "p"}) ==
        R"({"credential_identifier":"y","proofs":{"jwt":["p"]}})");
}

TEST_CASE("a proof names its key by a DID, or carries it") {
  tests::SeededRandom random(1);
  const auto signer = signer_of(make_holder(random)).value();
  const auto header = [&](const std::string& key_id) {
    const auto proof = write_holder_proof(
        {.audience = "https://a.example", .nonce = "n", .key_id = key_id, .now = {}}, *signer);
    REQUIRE(proof);
    return json::print(jose::open_jws(*proof).value().header.root());
  };
  CHECK(header("did:x:y#1").contains(R"("kid":"did:x:y#1")"));
  CHECK_FALSE(header("did:x:y#1").contains("jwk"));
  CHECK(header("").contains(R"("jwk":{)"));
  CHECK_FALSE(header("").contains("kid"));
}

TEST_CASE("a credential keeps its own text, and a promise its id") {
  const auto given = read_given(R"({"credentials":[{"credential": {"b" : 1.0}},)"
                                R"({"credential":"a.b.c"}],"notification_id":"n"})");
  REQUIRE(given);
  CHECK(given->credentials == std::vector<std::string>{R"({"b" : 1.0})", "a.b.c"});
  CHECK(given->notification_id == "n");
  const auto later = read_given(R"({"transaction_id":"t","interval":5})");
  REQUIRE(later);
  CHECK(later->transaction_id == "t");
  CHECK(later->interval_s == 5);
  CHECK(read_given("{}").error().code == bad_answer);
  CHECK(read_given(R"({"credentials":[{}]})").error().code == bad_answer);
}

TEST_CASE("what is gone is told from what is refused") {
  const auto bad = R"({"error":"invalid_grant","error_description":"Used."})";
  CHECK(read_token_refusal(400, bad).code == gone_offer);
  CHECK(read_token_refusal(400, bad).detail.contains("invalid_grant: Used."));
  CHECK(read_token_refusal(400, R"({"error":"invalid_client"})").code == refused);
  CHECK(read_tx_code_refusal(400, bad).code == refused);
  CHECK(read_tx_code_refusal(502, "").code == bad_answer);
  CHECK(read_offer_refusal(404, "{}").code == gone_offer);
  CHECK(read_offer_refusal(410, "").code == gone_offer);
  CHECK(read_offer_refusal(500, "").code == bad_answer);
  CHECK(read_deferred_refusal(400, R"({"error":"invalid_transaction_id"})").code == gone_offer);
  CHECK(read_deferred_refusal(401, R"({"error":"invalid_token"})").code == gone_offer);
  CHECK(read_deferred_refusal(400, R"({"error":"credential_request_denied"})").code == refused);
  CHECK(read_credential_refusal(400, R"({"error":"invalid_nonce"})").code == bad_answer);
  CHECK(read_credential_refusal(400, R"({"error":"invalid_proof"})").code == refused);
  CHECK(gone_offer.kind == ErrorKind::missing);
}

TEST_CASE("a refusal is told in the words of who refuses, cut") {
  const auto told = read_refusal(400, R"({"error":"invalid_grant","error_description":"No."})");
  CHECK(told.code == refused);
  CHECK(told.detail.contains("invalid_grant: No."));
  CHECK(read_refusal(502, "<html>").code == bad_answer);
}

}  // namespace waarmerk::node::wallet
