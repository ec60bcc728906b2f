#include "node/credential/credential.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

constexpr std::string_view plain = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2", {"@vocab": "https://a.example/#"}],
  "type": ["VerifiableCredential", "StaffCard"],
  "id": "urn:uuid:1", "name": {"@value": "Card", "@language": "en"},
  "issuer": {"id": "did:web:a.example", "name": "A"},
  "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2027-01-01T00:00:00+01:00",
  "credentialStatus": {"type": "Whatever"},
  "credentialSchema": [{"id": "https://a.example/schema", "type": "JsonSchema"}],
  "credentialSubject": [{"id": "did:x:y", "role": "host"}, {"role": "guest"}]
})";

Result<Credential> with(std::string_view name, std::string_view value) {
  const auto base = tests::parse_json(plain);
  const auto member = tests::parse_json(value);
  return read_credential(json::with_member(base.root(), name, member.root()).value());
}

Error error_with(std::string_view name, std::string_view value) {
  const auto read = with(name, value);
  REQUIRE_MESSAGE(!read.has_value(), name << " = " << value << " was accepted");
  return read.error();
}

std::string path_with(std::string_view name, std::string_view value) {
  const auto error = error_with(name, value);
  CHECK(error.code == malformed);
  return error.path;
}

}  // namespace

TEST_CASE("the envelope is read") {
  const auto credential = read_credential(tests::parse_json(plain));
  REQUIRE(credential.has_value());
  CHECK(credential->contexts.size() == 1);
  CHECK(credential->has_type("StaffCard"));
  CHECK(!credential->is_open_badge());
  CHECK(credential->id == "urn:uuid:1");
  CHECK(credential->issuer == "did:web:a.example");
  CHECK(credential->issuer_name == "A");
  CHECK(credential->name == "Card");
  CHECK(credential->subject_ids == std::vector<std::string>{"did:x:y"});
  CHECK(credential->subjects.size() == 2);
  CHECK(credential->statuses.size() == 1);
  CHECK(credential->schemas.size() == 1);
  CHECK(print_time(credential->valid_until.value()) == "2026-12-31T23:00:00Z");
}

TEST_CASE("what must be there must be there") {
  for (const char* name : {"@context", "type", "issuer", "credentialSubject"}) {
    const auto without = json::without_member(tests::parse_json(plain).root(), name).value();
    const auto read = read_credential(without);
    REQUIRE(!read.has_value());
    CHECK(read.error().path == std::string("$.") + name);
  }
  for (const char* name : {"id", "name", "validFrom", "validUntil", "credentialStatus"}) {
    CHECK(read_credential(json::without_member(tests::parse_json(plain).root(), name).value())
              .has_value());
  }
}

TEST_CASE("the first context is that of credentials v2, and contexts are URLs or objects") {
  CHECK(path_with("@context", R"("https://www.w3.org/ns/credentials/v2")") == "$.@context");
  CHECK(path_with("@context", "[]") == "$.@context");
  CHECK(path_with("@context", R"([{"a":"b"}])") == "$.@context[0]");
  CHECK(path_with("@context", R"(["https://a.example", "https://www.w3.org/ns/credentials/v2"])") ==
        "$.@context[0]");
  CHECK(path_with("@context", R"(["https://www.w3.org/ns/credentials/v2", 5])") == "$.@context[1]");
  CHECK(path_with("@context", R"(["https://www.w3.org/ns/credentials/v2", "no url"])") ==
        "$.@context[1]");
}

TEST_CASE("version 1.1 is read with its own dates, and one of them must be there") {
  const std::string old =
      R"({"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],)"
      R"("issuer":"did:x:y","issuanceDate":"2026-01-05T00:00:00Z",)"
      R"("expirationDate":"2027-01-05T00:00:00Z","credentialSubject":{"id":"did:x:z"}})";
  const auto read = read_credential(tests::parse_json(old));
  REQUIRE(read.has_value());
  CHECK(read->version == ModelVersion::v1_1);
  CHECK(read->valid_from == tests::badge_issued);
  CHECK(read->valid_until.has_value());
  const auto undated = json::without_member(tests::parse_json(old).root(), "issuanceDate").value();
  CHECK(read_credential(undated).error().path == "$.issuanceDate");
  CHECK(path_with("@context", R"("https://www.w3.org/2018/credentials/v1")") == "$.@context");
}

TEST_CASE("the type is an array that holds VerifiableCredential") {
  CHECK(path_with("type", "\"VerifiableCredential\"") == "$.type");
  CHECK(path_with("type", "[\"StaffCard\"]") == "$.type");
  CHECK(path_with("type", "[\"VerifiableCredential\",1]") == "$.type[1]");
  CHECK(path_with("type", "null") == "$.type");
}

TEST_CASE("the issuer is a URL, or an object with one") {
  CHECK(with("issuer", "\"did:x:y\"").value().issuer == "did:x:y");
  CHECK(path_with("issuer", "\"nobody\"") == "$.issuer");
  CHECK(path_with("issuer", "[\"did:x:y\"]") == "$.issuer");
  CHECK(path_with("issuer", "{\"name\":\"A\"}") == "$.issuer.id");
  CHECK(path_with("issuer", "{\"id\":null}") == "$.issuer.id");
}

TEST_CASE("a subject is an object with claims") {
  CHECK(path_with("credentialSubject", "[]") == "$.credentialSubject");
  CHECK(path_with("credentialSubject", "{}") == "$.credentialSubject");
  CHECK(path_with("credentialSubject", "\"did:x:y\"") == "$.credentialSubject");
  CHECK(path_with("credentialSubject", R"([{"id":"did:x:y"},{}])") == "$.credentialSubject[1]");
  CHECK(path_with("credentialSubject", R"({"id":"nobody"})") == "$.credentialSubject.id");
}

TEST_CASE("dates have a zone, and the end does not come before the beginning") {
  CHECK(path_with("validFrom", "\"2026-01-01\"") == "$.validFrom");
  CHECK(path_with("validFrom", "\"2026-01-01T00:00:00\"") == "$.validFrom");
  CHECK(path_with("validUntil", "1767225600") == "$.validUntil");
  CHECK(path_with("validUntil", "\"2025-01-01T00:00:00Z\"") == "$.validUntil");
  CHECK(with("validUntil", "\"2026-01-01T00:00:00Z\"").has_value());
}

TEST_CASE("ids are URLs, and words are texts") {
  CHECK(path_with("id", "\"1\"") == "$.id");
  CHECK(path_with("id", "null") == "$.id");
  CHECK(path_with("id", "[\"urn:uuid:1\"]") == "$.id");
  CHECK(path_with("name", "5") == "$.name");
  CHECK(path_with("description", "{\"en\":\"x\"}") == "$.description");
  CHECK(with("description", R"([{"@value":"x"},{"@value":"y"}])").has_value());
}

TEST_CASE("status, schema and evidence have their types") {
  CHECK(path_with("credentialStatus", "{\"id\":\"urn:x:1\"}") == "$.credentialStatus.type");
  CHECK(path_with("credentialStatus", "[\"x\"]") == "$.credentialStatus[0]");
  CHECK(path_with("credentialSchema", "{\"type\":\"JsonSchema\"}") == "$.credentialSchema.id");
  CHECK(path_with("evidence", "[{\"type\":\"E\"},{}]") == "$.evidence[1].type");
  CHECK(path_with("termsOfUse", "{}") == "$.termsOfUse.type");
}

TEST_CASE("where a credential may be renewed is read, and must have a type") {
  const auto read = with("refreshService", R"([{"type":["A","B"],"id":"https://a.example/renew"},
                                               {"type":"C"}])");
  REQUIRE(read);
  CHECK(read->refresh_services ==
        std::vector<RefreshService>{{.type = "A", .id = "https://a.example/renew"}, {.type = "C"}});
  CHECK(with("name", R"("Card")")->refresh_services.empty());
  CHECK(path_with("refreshService", R"({"id":"https://a.example/renew"})") ==
        "$.refreshService.type");
}

TEST_CASE("counts have limits") {
  const auto base = tests::parse_json(plain);
  CHECK(read_credential(base, {.subjects_max = 1}).error().path == "$.credentialSubject");
  CHECK(read_credential(base, {.contexts_max = 1}).error().path == "$.@context");
  CHECK(read_credential(base, {.types_max = 1}).error().path == "$.type");
  CHECK(read_credential(base, {.contexts_max = 2, .types_max = 2, .subjects_max = 2}).has_value());
}

TEST_CASE("a URL has a scheme and no white space") {
  for (const char* url : {"urn:uuid:1", "https://a.example/x?y#z", "did:web:a.example", "a+b:c"}) {
    CHECK(is_url(url));
  }
  for (const char* text : {"", "a", ":a", "a:", "1a:b", "a b:c", "a:b c", "a:<b>", "a:b\n"}) {
    CHECK(!is_url(text));
  }
}
