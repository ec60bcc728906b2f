#include "node/credential/issuance.hpp"

#include <doctest/doctest.h>

#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/credential.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::TestParty;

namespace {

const TestParty& issuer() {
  static const auto party = TestParty::with_key(1);
  return party;
}

json::Document client_credential(std::string_view more = "") {
  return tests::parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
    "type":["VerifiableCredential"],"credentialSubject":{"role":"host"})" +
                           std::string(more) + "}");
}

std::string by_us() { return R"(,"issuer":")" + issuer().did + R"(")"; }

PrepareOptions ours() { return {.issuer = issuer().did}; }

Error refused(std::string_view more) {
  const auto prepared = prepare_credential(client_credential(more), ours());
  REQUIRE(!prepared.has_value());
  return prepared.error();
}

}  // namespace

TEST_CASE("a badge holds all that was claimed, and the definition untouched") {
  auto badge = tests::with_status(tests::sample_badge(issuer()), 7);
  badge.image = "https://library.example/badge.png";
  badge.valid_until = tests::badge_now;
  const auto document = write_badge(badge);
  REQUIRE(document.has_value());
  const auto root = document->root();
  CHECK(root.find("id")->string() == badge.id);
  CHECK(root.find("name")->string() == "Language café host");
  CHECK(root.find("awardedDate")->string() == "2026-01-05T00:00:00Z");
  CHECK(root.find("validUntil")->string() == "2026-03-03T10:12:00Z");
  CHECK(root.find("evidence")->size() == 1);
  CHECK(root.find("credentialStatus")->find("statusListIndex")->string() == "7");
  const auto subject = root.find("credentialSubject");
  CHECK(json::canonical(*subject->find("achievement")) ==
        json::canonical(tests::sample_achievement().root()));
  CHECK(document->text().size() > 2500);
}

TEST_CASE("a badge for somebody without a DID holds a hash and no name") {
  auto badge = tests::sample_badge(issuer());
  badge.subject_id.reset();
  badge.identities = {{.type = "emailAddress", .hash = hash_identity("a@b.example", "s")}};
  const auto document = write_badge(badge);
  REQUIRE(document.has_value());
  CHECK(document->text().find("a@b.example") == std::string_view::npos);
  badge.identities.clear();
  CHECK(write_badge(badge).error().path == "$.credentialSubject");
}

TEST_CASE("a result that the achievement does not know is refused") {
  auto badge = tests::sample_badge(issuer());
  badge.results[0].achieved_level = "urn:uuid:00000000-0000-4000-8000-000000000000";
  CHECK(write_badge(badge).error().code == bad_achievement);
  badge = tests::sample_badge(issuer());
  badge.results[0].result_description = "urn:uuid:00000000-0000-4000-8000-000000000000";
  CHECK(write_badge(badge).error().code == bad_achievement);
}

TEST_CASE("a badge that ends before it begins, or without an achievement, is refused") {
  auto badge = tests::sample_badge(issuer());
  badge.valid_until = badge.valid_from - 1000;
  CHECK(write_badge(badge).error().code == malformed);
  badge = tests::sample_badge(issuer());
  badge.achievement = tests::parse_json("{}");
  CHECK(write_badge(badge).error().code == bad_achievement);
}

TEST_CASE("two entries are an array, and one is an object") {
  auto badge = tests::with_status(tests::sample_badge(issuer()), 7);
  badge = tests::with_status(badge, 9, "suspension");
  const auto document = write_badge(badge).value();
  const auto status = document.root().find("credentialStatus");
  REQUIRE(status->is(json::Kind::array));
  CHECK(status->size() == 2);
}

TEST_CASE("a secured badge has one proof, with the method and the time that were given") {
  const auto document = tests::issue(tests::sample_badge(issuer()), issuer());
  const auto written = document.root().find("proof");
  REQUIRE(written.has_value());
  CHECK(written->find("cryptosuite")->string() == "eddsa-jcs-2022");
  CHECK(written->find("verificationMethod")->string() == issuer().method);
  CHECK(written->find("created")->string() == "2026-01-05T00:00:00Z");
  const auto badge = write_badge(tests::sample_badge(issuer())).value();
  const SecureOptions unknown{
      .verification_method = issuer().method, .created = {}, .cryptosuite = "none-2000"};
  CHECK(secure(badge, unknown, *issuer().signer).error().code == ::waarmerk::proof::unknown_suite);
}

TEST_CASE("a client's credential is filled in where it leaves room") {
  auto options = ours();
  options.id = "urn:uuid:1";
  options.valid_from = tests::badge_now;
  options.statuses = {{.purpose = "revocation", .index = 3, .list_url = "https://a.example/1"}};
  const auto prepared = prepare_credential(client_credential(by_us()), options);
  REQUIRE(prepared.has_value());
  CHECK(prepared->root().find("id")->string() == "urn:uuid:1");
  CHECK(prepared->root().find("validFrom")->string() == "2026-03-03T10:12:00Z");
  CHECK(prepared->root().find("credentialStatus")->find("type")->string() ==
        "BitstringStatusListEntry");
}

TEST_CASE("what the client did say stays") {
  auto options = ours();
  options.id = "urn:uuid:1";
  options.valid_from = tests::badge_now;
  options.statuses = {{.purpose = "revocation", .index = 3, .list_url = "https://a.example/1"}};
  const auto prepared =
      prepare_credential(client_credential(R"(,"id":"urn:uuid:2","validFrom":"2020-01-01T00:00:00Z",
        "issuer":{"id":")" + issuer().did + R"(","name":"L"},
        "credentialStatus":[{"type":"A"},{"type":"B"}])"),
                         options);
  REQUIRE(prepared.has_value());
  CHECK(prepared->root().find("id")->string() == "urn:uuid:2");
  CHECK(prepared->root().find("validFrom")->string() == "2020-01-01T00:00:00Z");
  CHECK(prepared->root().find("issuer")->find("name")->string() == "L");
  CHECK(prepared->root().find("credentialStatus")->size() == 3);
}

TEST_CASE("a credential of somebody else, or signed already, is not ours to sign") {
  CHECK(refused(R"(,"issuer":"did:x:y")").code == not_ours);
  CHECK(refused(R"(,"proof":null)").code == not_ours);
  CHECK(refused(R"(,"proof":{})").path == "$.proof");
}

TEST_CASE("a credential that does not say whose it is, is refused: nobody's name is filled in") {
  CHECK(prepare_credential(client_credential(by_us()), ours()));
  CHECK(refused("").code == malformed);
  CHECK(refused("").path == "$.issuer");
}

TEST_CASE("a credential that breaks a rule of the data model is refused with its path") {
  CHECK(refused(by_us() + R"(,"validFrom":"yesterday")").path == "$.validFrom");
  CHECK(refused(by_us() + R"(,"id":5)").path == "$.id");
  CHECK(refused(R"(,"issuer":null)").path == "$.issuer");
  CHECK(prepare_credential(tests::parse_json("[]"), ours()).error().code == malformed);
}

TEST_CASE("a member that no context defines is refused, unless another context may define it") {
  CHECK(refused(by_us() + R"(,"statusEntry":{})").path == "$.statusEntry");
  const auto contexts =
      tests::parse_json(R"(["https://www.w3.org/ns/credentials/v2","https://a.example/context"])");
  const auto other = json::with_member(client_credential(by_us() + R"(,"statusEntry":{})").root(),
                                       "@context", contexts.root());
  CHECK(prepare_credential(other.value(), ours()).has_value());
}
