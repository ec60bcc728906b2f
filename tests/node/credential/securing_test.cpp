#include "node/credential/securing.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/parse.hpp"
#include "node/credential/credential.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

std::string compact(std::string_view payload, std::string_view type = "vc+jwt") {
  const auto issuer = tests::TestParty::with_key(1);
  const jose::JwsOptions options{
      .type = std::string(type), .content_type = "vc", .key_id = issuer.method};
  return jose::sign_jws(bytes_of(payload), options, *issuer.signer).value();
}

}  // namespace

TEST_CASE("JSON and a compact JWS come through one door, with or without white space") {
  const auto plain = open("  {\"a\":1}\n");
  REQUIRE(plain.has_value());
  CHECK(!plain->jws.has_value());
  const auto jws = open(compact("{\"a\":1}") + "\r\n");
  REQUIRE(jws.has_value());
  CHECK(jws->jws.has_value());
  CHECK(jws->document.root().find("a")->integer() == 1);
}

TEST_CASE("an envelope is opened to the JWS inside") {
  const auto text =
      R"({"@context":"https://www.w3.org/ns/credentials/v2","id":"data:application/vc+jwt,)" +
      compact("{\"a\":1}") + R"(","type":"EnvelopedVerifiableCredential"})";
  CHECK(open(text).value().jws.has_value());
  const auto whole = tests::parse_json("{\"a\":" + text + "}");
  CHECK(open(whole, *whole.root().find("a")).value().jws.has_value());
}

TEST_CASE("an envelope of another kind, or around nothing, is told apart") {
  CHECK(open(R"({"id":"data:application/vc+cose,x","type":"EnvelopedVerifiableCredential"})")
            .error()
            .code == unsupported_format);
  CHECK(open(R"({"type":"EnvelopedVerifiableCredential"})").error().code == malformed);
  for (const auto* context : {"", R"("@context":[],)", R"("@context":"https://x.example/v1",)"}) {
    const auto text = "{" + std::string(context) + R"("id":"data:application/vc+jwt,)" +
                      compact("{\"a\":1}") + R"(","type":"EnvelopedVerifiableCredential"})";
    CHECK(open(text).error().code == malformed);
  }
}

TEST_CASE("what is no badge at all is said to be none") {
  for (const char* text : {"", "  \n", "hello world", "a.b", "a.b.c", "%PNG", "null"}) {
    CAPTURE(text);
    CHECK(open(text).error().code == not_a_credential);
  }
  CHECK(open("{\"a\":1,\"a\":2}").error().code == json::duplicate_name);
  CHECK(open("{\"a\":").error().code == json::malformed);
  CHECK(open(compact("[1]")).error().code == not_a_credential);
  const auto value = tests::parse_json("\"text\"");
  CHECK(open(value, value.root()).error().code == not_a_credential);
  const auto list = tests::parse_json("[[]]");
  CHECK(open(list, *list.root().elements().begin()).error().code == not_a_credential);
}

TEST_CASE("an SD-JWT of a type that we know is opened, with what it discloses") {
  tests::SeededRandom random(1);
  const auto issuer = tests::TestParty::with_key(1);
  const auto sd_jwt = [&](const std::string& type) {
    return jose::issue_sd_jwt(tests::parse_json(R"({"a":1,"b":2})").root(), {.disclosable = {"/a"}},
                              {.type = type}, *issuer.signer, random)
        .value();
  };
  for (const std::string type : {"vc+sd-jwt", "vp+sd-jwt", "dc+sd-jwt"}) {
    const auto opened = open(sd_jwt(type) + "\n");
    REQUIRE(opened.has_value());
    CHECK(opened->document.root().find("a")->integer() == 1);
    CHECK(opened->jws->type == type);
    CHECK(opened->disclosed->disclosures.size() == 1);
  }
  CHECK(open(sd_jwt("at+sd-jwt")).error().code == unsupported_format);
  CHECK(open(sd_jwt("vc+sd-jwt") + "WyJhIiwxXQ~").error().code == malformed);
  CHECK(open("eyJhbGciOiJFZERTQSJ9.e30.AA~WyJh~").error().code == not_a_credential);
}

TEST_CASE("an SD-JWT comes in an envelope, and in the flattened form, too") {
  tests::SeededRandom random(1);
  const auto issuer = tests::TestParty::with_key(1);
  const auto text = jose::issue_sd_jwt(tests::parse_json(R"({"a":1})").root(), {},
                                       {.type = "vc+sd-jwt"}, *issuer.signer, random)
                        .value();
  const auto envelope = R"({"@context":["https://www.w3.org/ns/credentials/v2"],)"
                        R"("id":"data:application/vc+sd-jwt,)" +
                        text + R"(","type":"EnvelopedVerifiableCredential"})";
  CHECK(open(envelope).value().disclosed.has_value());
  const auto parts = jose::split_compact(std::string_view(text).substr(0, text.size() - 1)).value();
  const auto flattened = R"({"protected":")" + std::string(parts.header) + R"(","payload":")" +
                         std::string(parts.payload) + R"(","signature":")" +
                         std::string(parts.signature) + R"(","header":{"disclosures":[]}})";
  CHECK(open(flattened).value().disclosed.has_value());
}

TEST_CASE("a JWS that says it is something else is not read") {
  CHECK(open(compact("{\"a\":1}", "")).has_value());
  CHECK(open(compact("{\"a\":1}", "JWT")).has_value());
  for (const std::string_view type : {"kb+jwt", "at+jwt", "vc+sd-jwt", "statuslist+jwt"}) {
    CAPTURE(type);
    CHECK(open(compact("{\"a\":1}", type)).error().code == unsupported_format);
  }
}

TEST_CASE("the claims vc and vp belong to version 1.1 and not to the new types") {
  const auto old = open(compact(R"({"vc":{"a":1},"jti":"urn:1"})", "JWT"));
  REQUIRE(old.has_value());
  CHECK(old->document.root().find("id")->string() == "urn:1");
  CHECK(old->claims().find("jti").has_value());
  CHECK(open(compact(R"({"vc":{}})", "vc+jwt")).error().code == malformed);
  CHECK(open(compact(R"({"vp":{}})", "vp+jwt")).error().code == malformed);
  CHECK(open(compact(R"({"vc":{}})", "kb+jwt")).error().code == unsupported_format);
}
