#include "node/credential/revocation_list.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/credential/status_list.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

TEST_CASE("an entry is an id, or an object that may take itself back") {
  const auto document = tests::parse_json(
      R"({"id":"https://a.example/list","issuer":"https://a.example","revokedCredentials":[)"
      R"("urn:1",{"id":"urn:2"},{"id":"urn:3","revoked":true,"revocationReason":"typo"},)"
      R"({"id":"urn:4","revoked":false}]})");
  const auto list = read_revocation_list(document.root());
  REQUIRE(list.has_value());
  CHECK(list->issuer == "https://a.example");
  for (const std::string_view id : {"urn:1", "urn:2", "urn:3"}) CHECK(list->revoked.contains(id));
  CHECK_FALSE(list->revoked.contains("urn:4"));
  CHECK_FALSE(list->revoked.contains("urn:5"));
}

TEST_CASE("the other name of the list, an issuer with a profile and an empty list are read") {
  const auto document =
      tests::parse_json(R"({"issuer":{"id":"did:x:y"},"revokedCredential":["urn:1"]})");
  const auto list = read_revocation_list(document.root());
  REQUIRE(list.has_value());
  CHECK(list->issuer == "did:x:y");
  CHECK(list->revoked.size() == 1);
  const auto empty = tests::parse_json(R"({"revokedCredentials":[]})");
  CHECK(read_revocation_list(empty.root()).value().revoked.empty());
}

TEST_CASE("a document without a list, or with broken entries, is refused") {
  for (const std::string_view text :
       {"[]", "{}", R"({"revokedCredentials":"urn:1"})", R"({"revokedCredentials":[1]})",
        R"({"revokedCredentials":[{"revoked":true}]})",
        R"({"revokedCredentials":[{"id":"urn:1","revoked":"no"}]})",
        R"({"issuer":5,"revokedCredentials":[]})"}) {
    CAPTURE(text);
    const auto document = tests::parse_json(text);
    CHECK(read_revocation_list(document.root()).error().code == list_malformed);
  }
}
