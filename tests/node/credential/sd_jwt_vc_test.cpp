#include "node/credential/sd_jwt_vc.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "node/credential/token_status_list.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::Documents;
using tests::TestParty;

namespace {

TestParty issuer() { return TestParty::with_key(1); }

/// An SD-JWT VC of this issuer; `more` are members with a comma in front.
std::string sd_jwt_vc(const std::string& iss, const std::string& more, const std::string& key_id,
                      const std::string& type = "dc+sd-jwt") {
  tests::SeededRandom random(1);
  const auto claims =
      R"({"vct":"https://a.example/card","given_name":"Ada","iss":")" + iss + "\"" + more + "}";
  return jose::issue_sd_jwt(tests::parse_json(claims).root(), {.disclosable = {"/given_name"}},
                            {.type = type, .key_id = key_id}, *issuer().signer, random)
      .value();
}

std::string code_of(const std::string& text, Documents& documents) {
  return std::string(tests::verify_badge(text, documents).code());
}
std::string code_of(const std::string& text) {
  Documents none;
  return code_of(text, none);
}

std::string jwks() {
  json::Writer writer;
  keys::write_jwk(writer, issuer().signer->public_key());
  return R"({"keys":[{"kid":"1",)" + writer.take().substr(1) + "]}";
}

}  // namespace

TEST_CASE("an SD-JWT VC of a DID is verified, under both of its types") {
  const auto did = issuer().did;
  CHECK(code_of(sd_jwt_vc(did, "", issuer().method)) == "badge.genuine");
  CHECK(code_of(sd_jwt_vc(did, "", issuer().method, "vc+sd-jwt")) == "badge.genuine");
  CHECK(code_of(sd_jwt_vc(did, "", "")) == "badge.genuine");
  CHECK(code_of(sd_jwt_vc(TestParty::with_key(2).did, "", issuer().method)) ==
        "badge.wrong_controller");
}

TEST_CASE("the dates of an SD-JWT VC are those of the credential") {
  const auto with = [](const std::string& more) {
    return code_of(sd_jwt_vc(issuer().did, more, issuer().method));
  };
  CHECK(with(R"(,"exp":1772532721)") == "badge.genuine");
  CHECK(with(R"(,"exp":1772532719)") == "badge.expired");
  CHECK(with(R"(,"nbf":1772532721)") == "badge.not_yet_valid");
  CHECK(with(R"(,"iat":1767571200)") == "badge.genuine");
  CHECK(with(R"(,"exp":"soon")") == "badge.malformed");
  CHECK(with(R"(,"status":7)") == "badge.malformed");
}

TEST_CASE("the claims are read as a credential's") {
  const auto credential = read_sd_jwt_vc(tests::parse_json(
      R"({"vct":"https://a.example/card","iss":"https://a.example","sub":"did:x:z","jti":"urn:1",)"
      R"("status":{"status_list":{"idx":1,"uri":"https://a.example/list"}}})"));
  REQUIRE(credential.has_value());
  CHECK(credential->issuer == "https://a.example");
  CHECK(credential->issuer_name.empty());
  CHECK(credential->subject_ids.front() == "did:x:z");
  CHECK(credential->id == "urn:1");
  CHECK(credential->has_type("https://a.example/card"));
  CHECK(credential->statuses.front().find("idx").has_value());
  for (const std::string_view text :
       {R"({"vct":1,"iss":"did:x:y"})", R"({"vct":"","iss":"did:x:y"})", R"({"vct":"a"})",
        R"({"vct":"a","iss":"nobody"})"}) {
    CAPTURE(text);
    CHECK(read_sd_jwt_vc(tests::parse_json(text)).error().code == malformed);
  }
}

TEST_CASE("an issuer has a name where iss and issuer name the same") {
  const auto name = [](const std::string& issuer) {
    return read_sd_jwt_vc(
               tests::parse_json(R"({"vct":"a","iss":"did:x:y","issuer":)" + issuer + "}"))
        .value()
        .issuer_name;
  };
  CHECK(name(R"({"id":"did:x:y","name":"Library"})") == "Library");
  CHECK(name(R"({"id":"did:x:z","name":"Library"})").empty());
  CHECK(name(R"({"name":"Library"})").empty());
  CHECK(name(R"("Library")").empty());
}

TEST_CASE("an https issuer has its keys in its metadata") {
  Documents documents;
  const std::string url = "https://a.example/.well-known/jwt-vc-issuer/school";
  documents.by_name[url] = R"({"issuer":"https://a.example/school","jwks":)" + jwks() + "}";
  CHECK(code_of(sd_jwt_vc("https://a.example/school", "", "1"), documents) == "badge.genuine");
  CHECK(code_of(sd_jwt_vc("https://a.example/school", "", ""), documents) == "badge.genuine");
  CHECK(code_of(sd_jwt_vc("https://a.example/school", "", "2"), documents) ==
        "badge.key_not_found");
  CHECK(code_of(sd_jwt_vc("https://b.example/school", "", "1"), documents) ==
        "badge.key_unavailable");
  CHECK(issuer_metadata_url("https://a.example/school") == url);
  CHECK(issuer_metadata_url("https://a.example") == "https://a.example/.well-known/jwt-vc-issuer");
  CHECK(issuer_metadata_url("https://a.example/") == "https://a.example/.well-known/jwt-vc-issuer");
  CHECK(issuer_metadata_url("did:web:a.example").empty());
  CHECK(issuer_metadata_url("https://a.example/?q").empty());
}

TEST_CASE("the status of an SD-JWT VC stands in a status list token") {
  const std::string url = "https://a.example/statuses/1";
  const auto card = sd_jwt_vc(
      issuer().did, R"(,"status":{"status_list":{"idx":5,"uri":")" + url + "\"}}", issuer().method);
  auto list = TokenStatusList::make(100, 2).value();
  const auto token = [&] {
    const auto claims = R"({"sub":")" + url +
                        R"(","iat":1772529120,"status_list":{"bits":2,"lst":")" + list.encode() +
                        "\"}}";
    return jose::sign_jws(bytes_of(claims),
                          {.type = std::string(status_token_type), .key_id = issuer().method},
                          *issuer().signer)
        .value();
  };
  Documents documents;
  documents.by_name[url] = token();
  CHECK(code_of(card, documents) == "badge.genuine");
  REQUIRE(list.set(5, 1).has_value());
  documents.by_name[url] = token();
  CHECK(code_of(card, documents) == "badge.revoked");
  REQUIRE(list.set(5, 2).has_value());
  documents.by_name[url] = token();
  CHECK(code_of(card, documents) == "badge.suspended");
  CHECK(code_of(card) == "badge.status_unknown");
}
