#include "node/credential/subject_check.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {
namespace {

Finding found(std::string_view subject, const std::string& expected) {
  const auto document = tests::parse_json(
      R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],)"
      R"("issuer":"did:example:a","credentialSubject":)" +
      std::string(subject) + "}");
  const auto credential = read_credential(document);
  REQUIRE(credential);
  return check_subject(*credential, expected).finding;
}

}  // namespace

TEST_CASE("a subject is known by its id") {
  const auto* subject = R"({"id":"did:example:b"})";
  CHECK(found(subject, "did:example:b") == Finding::subject_good);
  CHECK(found(subject, "did:example:c") == Finding::wrong_subject);
  CHECK(found(R"([{"id":"did:example:x"},{"id":"did:example:b"}])", "did:example:b") ==
        Finding::subject_good);
}

TEST_CASE("who is named by a hash is known by what was hashed") {
  const auto* plain = R"({"identifier":[{"type":"IdentityObject","hashed":false,)"
                      R"("identityHash":"amina@example.org","identityType":"emailAddress"}]})";
  CHECK(found(plain, "amina@example.org") == Finding::subject_good);
  CHECK(found(plain, "bob@example.org") == Finding::wrong_subject);
}

TEST_CASE("a badge that names nobody proves nothing of anybody") {
  CHECK(found(R"({"achievement":{"name":"Robots"}})", "did:example:b") ==
        Finding::subject_unproved);
}

}  // namespace waarmerk::node::credential
