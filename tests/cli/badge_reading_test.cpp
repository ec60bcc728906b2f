#include "cli/badge_reading.hpp"

#include <doctest/doctest.h>

#include "node/credential/credential.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::cli {

namespace credential = node::credential;

TEST_CASE("a badge of either edition is read with its view") {
  const auto old = read_badge(R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion",
      "id":"https://a.example/a","recipient":{"type":"email","identity":"a@b.example"},
      "issuedOn":"2020-01-01","badge":"https://a.example/b","verification":{"type":"hosted"}})");
  REQUIRE(old);
  CHECK(old->view.edition == "2.0");
  CHECK(old->file.form == credential::FileForm::json);
  const auto plain = read_badge(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
      "type":["VerifiableCredential"],"issuer":"did:x:y","credentialSubject":{"id":"did:x:z"}})");
  REQUIRE(plain);
  CHECK(plain->view.edition.empty());
  CHECK(plain->view.issuer_id == "did:x:y");
}

TEST_CASE("what is neither is refused") {
  CHECK(read_badge("{}").error().code == credential::malformed);
  CHECK(read_badge("hello").error().code == credential::not_a_credential);
}

}  // namespace waarmerk::cli
