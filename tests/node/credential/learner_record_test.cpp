#include "node/credential/learner_record.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/edit.hpp"
#include "node/credential/badge_view.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

/// A sound record but for one member of it, or of its subject.
std::string fault_of(const std::string& subject, std::string_view name = "",
                     std::string value = {}) {
  auto record = tests::parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
      "id":"urn:uuid:8","type":["VerifiableCredential","ClrCredential"],"name":"School",
      "issuer":"did:x:y","validFrom":"2026-01-05T00:00:00Z","credentialSubject":{"type":"ClrSubject",
      "verifiableCredential":["a.b.c"])" +
                                  subject + "}}");
  if (!name.empty()) {
    const auto member = tests::parse_json("{\"v\":" + value + "}");
    record = json::with_member(record.root(), name, *member.root().find("v")).value();
  }
  const auto credential = read_credential(record);
  if (!credential) return credential.error().path;
  const auto checked = check_learner_record(*credential);
  return checked ? "" : checked.error().path;
}

}  // namespace

TEST_CASE("a record has a name, a subject and something that it holds") {
  CHECK(fault_of("").empty());
  CHECK(fault_of("", "name", "\"\"") == "$.name");
  CHECK(fault_of("", "credentialSubject", R"({"type":"ClrSubject"})") ==
        "$.credentialSubject.verifiableCredential");
  CHECK(fault_of("", "credentialSubject", R"({"type":"ClrSubject","verifiableCredential":[]})") ==
        "$.credentialSubject.verifiableCredential");
  CHECK(fault_of("", "credentialSubject", R"({"type":"ClrSubject","verifiableCredential":[1]})") ==
        "$.credentialSubject.verifiableCredential[0]");
  CHECK(fault_of("", "credentialSubject", R"({"type":"X","verifiableCredential":["a.b.c"]})") ==
        "$.credentialSubject.type");
}

TEST_CASE("an association says of what kind it is, and between what") {
  const std::string start = R"(,"association":[{"type":"Association","sourceId":"urn:x:1",)";
  CHECK(fault_of(start + R"("targetId":"urn:x:2","associationType":"isParentOf"}])").empty());
  CHECK(fault_of(start + R"("targetId":"urn:x:2"}])") ==
        "$.credentialSubject.association[0].associationType");
  CHECK(fault_of(start + R"("associationType":"isParentOf"}])") ==
        "$.credentialSubject.association[0].targetId");
}

TEST_CASE("an achievement in a record has the rules of a badge's") {
  CHECK(fault_of(R"(,"achievement":[{"type":"Achievement","id":"urn:x:1"}])") ==
        "$.credentialSubject.achievement[0].name");
}

TEST_CASE("what a record holds is shown, badges as JSON and as JWTs") {
  const auto giver = tests::TestParty::with_key(7);
  const auto inside = std::string(tests::issue(tests::defined_badge(giver), giver).text());
  const auto record = tests::parse_json(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
      "id":"urn:uuid:8","type":["VerifiableCredential","ClrCredential"],"name":"School",
      "issuer":"did:x:y","validFrom":"2026-01-05T00:00:00Z","credentialSubject":{"type":"ClrSubject",
      "verifiableCredential":["not one",)" +
                                        inside + "]}}");
  const auto credential = read_credential(record).value();
  CHECK(contents_of(credential).size() == 2);
  const auto view = view_credential(credential);
  CHECK(view.edition == "CLR 2.0");
  CHECK(view.name == "School");
  REQUIRE(view.contents.size() == 1);
  CHECK_FALSE(view.contents[0].name.empty());
  CHECK(contents_of(read_credential(tests::parse_json(inside)).value()).empty());
}
