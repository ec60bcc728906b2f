#include "node/credential/endorsement_rules.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/edit.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

constexpr std::string_view good = R"({"@context":["https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "id":"urn:uuid:1","type":["VerifiableCredential","EndorsementCredential"],
  "issuer":{"id":"did:x:y","type":["Profile"]},"validFrom":"2026-01-05T00:00:00Z",
  "name":"In good standing","credentialSubject":{"id":"did:x:z","type":["EndorsementSubject"],
  "endorsementComment":"They teach well."}})";

std::string path_of(json::Value value) {
  const auto checked = check_endorsement(Place(value, "$"), {});
  return checked ? "" : checked.error().path;
}

std::string path_with(std::string_view name, std::string_view value) {
  const auto document = tests::parse_json(good);
  const auto member = tests::parse_json(value);
  return path_of(json::with_member(document.root(), name, member.root())->root());
}

std::string path_without(std::string_view name) {
  const auto document = tests::parse_json(good);
  return path_of(json::without_member(document.root(), name)->root());
}

}  // namespace

TEST_CASE("an endorsement says who endorses whom, and since when") {
  CHECK(path_of(tests::parse_json(good).root()).empty());
  CHECK(path_without("id") == "$.id");
  CHECK(path_without("type") == "$.type");
  CHECK(path_without("issuer") == "$.issuer");
  CHECK(path_without("validFrom") == "$.validFrom");
  CHECK(path_without("credentialSubject") == "$.credentialSubject");
  CHECK(path_with("issuer", "\"did:x:y\"").empty());
  CHECK(path_with("issuer", "{}") == "$.issuer.type");
  CHECK(path_with("validUntil", "\"soon\"") == "$.validUntil");
}

TEST_CASE("what is endorsed has an id, and what is said is a text") {
  CHECK(path_with("credentialSubject", R"({"id":"did:x:z","type":"EndorsementSubject"})").empty());
  CHECK(path_with("credentialSubject", R"({"type":"EndorsementSubject"})") ==
        "$.credentialSubject.id");
  CHECK(path_with("credentialSubject", R"({"id":"did:x:z","type":"Subject"})") ==
        "$.credentialSubject.type");
  CHECK(path_with("credentialSubject",
                  R"({"id":"did:x:z","type":"EndorsementSubject","endorsementComment":1})") ==
        "$.credentialSubject.endorsementComment");
}

TEST_CASE("endorsements come one or several, as objects and as JWSs") {
  const auto checked = [](const std::string& members) {
    const auto document = tests::parse_json("{" + members + "}");
    const auto result = check_endorsements(Place(document.root(), "$"), {});
    return result ? "" : result.error().path;
  };
  const std::string one(good);
  CHECK(checked("").empty());
  CHECK(checked("\"endorsement\":" + one).empty());
  CHECK(checked("\"endorsement\":[" + one + "," + one + "]").empty());
  CHECK(checked("\"endorsement\":[" + one + ",{}]") == "$.endorsement[1].type");
  CHECK(checked(R"("endorsementJwt":"eyJhbGciOiJFZERTQSJ9.e30.AA")").empty());
  CHECK(checked(R"("endorsementJwt":["e30.e30"])") == "$.endorsementJwt[0]");
  CHECK(checked(R"("endorsementJwt":1)") == "$.endorsementJwt");
}
