#include "did/write.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::did {
namespace {

using enum Purpose;

constexpr std::string_view ed25519 = "z6MkmkEwA6eeJUiFAxcXLipNet6Fo7xzAoh8Zpc9Uf2ProYi";
constexpr std::string_view p256 = "zDnaewYaEC2WydQuKF6fNLb9C65jwGHePPXKdgdJMTuAUAYdH";

Publication school() {
  return {.id = Did::parse("did:web:school.example").value(),
          .methods = {
              {"key-1", keys::parse_multikey(ed25519).value(), {assertion_method}},
              {"key-2", keys::parse_multikey(p256).value(), {authentication, assertion_method}}}};
}

}  // namespace

TEST_CASE("a published document reads as it was meant") {
  auto publication = school();
  publication.services = {
      {"feed", "WaarmerkFeed", json::parse(R"({"origins":["https://school.example"]})").value()}};
  publication.also_known_as = {"https://school.example/"};
  const auto document = make_document(publication);
  REQUIRE(document);
  CHECK(document->id() == publication.id);
  CHECK(document->also_known_as() == publication.also_known_as);
  REQUIRE(document->methods().size() == 2);
  CHECK(document->methods()[0].key == publication.methods[0].key);
  CHECK(document->methods()[1].key == publication.methods[1].key);
  CHECK(document->allows("did:web:school.example#key-1", assertion_method));
  CHECK_FALSE(document->allows("did:web:school.example#key-1", authentication));
  CHECK(document->allows("did:web:school.example#key-2", authentication));
  REQUIRE(document->services().size() == 1);
  CHECK(document->services()[0].id == "did:web:school.example#feed");
  CHECK(document->services()[0].endpoint.text() == R"({"origins":["https://school.example"]})");
}

TEST_CASE("a published document is written to the byte") {
  auto publication = school();
  publication.methods.pop_back();
  const auto document = make_document(publication);
  REQUIRE(document);
  CHECK(document->source().text() ==
        R"({"@context":["https://www.w3.org/ns/did/v1","https://w3id.org/security/multikey/v1"],)"
        R"("id":"did:web:school.example","controller":"did:web:school.example",)"
        R"("verificationMethod":[{"id":"did:web:school.example#key-1","type":"Multikey",)"
        R"("controller":"did:web:school.example","publicKeyMultibase":)"
        R"("z6MkmkEwA6eeJUiFAxcXLipNet6Fo7xzAoh8Zpc9Uf2ProYi"}],)"
        R"("assertionMethod":["did:web:school.example#key-1"]})");
}

TEST_CASE("what no reader would accept is not published") {
  auto twice = school();
  twice.methods[1].fragment = "key-1";
  auto nameless = school();
  nameless.methods[0].fragment = "";
  auto spaced = school();
  spaced.methods[0].fragment = "key 1";
  auto pointless = school();
  pointless.services = {{"feed", "Feed", json::parse("7").value()}};
  for (const auto& publication : {twice, nameless, spaced, pointless}) {
    const auto document = make_document(publication);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == bad_document);
  }
}

}  // namespace waarmerk::did
