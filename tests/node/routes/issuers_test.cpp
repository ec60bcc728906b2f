// The issuers of keys that stand for themselves: what a conformance suite is pointed at.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "crypto/keys/secret_key.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;

struct Suites : tests::TestRoutes {
  Suites() {
    add("ed25519", keys::Algorithm::ed25519);
    add("p256", keys::Algorithm::p256);
  }
  void add(const std::string& name, keys::Algorithm algorithm) {
    issuers.add(name, keys::make_signer(keys::SecretKey::generate(algorithm, node.random)));
  }
  const actions::Issuer& issuer(std::string_view name) const { return **issuers.find(name); }
  std::string credential(std::string_view name) const {
    return R"({"credential":{"@context":["https://www.w3.org/ns/credentials/v2"],
      "type":["VerifiableCredential"],"issuer":")" +
           issuer(name).did().text() + R"(","credentialSubject":{"id":"did:example:someone"}}})";
  }
  /// The answer of one issuer to its own credential.
  http::Response issue(const std::string& name, const std::string& form) {
    return post("/issuers/" + name + "/" + form + "/credentials/issue", credential(name));
  }
};

/// What the holder of a credential shows of it, by way of the route.
http::Response derive(Suites& suites, const http::Response& issued, const std::string& pointers) {
  std::string body = issued.body;
  body.insert(body.size() - 1, R"(,"options":{"selectivePointers":)" + pointers + "}");
  return suites.post("/credentials/derive", body);
}

http::Response verify(Suites& suites, const http::Response& issued) {
  return suites.call(tests::request_of("POST", "/credentials/verify", issued.body));
}

}  // namespace

TEST_CASE("every issuer is listed with its DID and its forms") {
  Suites suites;
  const auto listed = suites.call(tests::request_of("GET", "/issuers"));
  REQUIRE(listed.status == 200);
  const auto body = body_of(listed);
  const auto all = *body.root().find("issuers");
  CHECK(all.size() == 2);
  CHECK(listed.body.contains(suites.issuer("p256").did().text()));
  CHECK(listed.body.contains("\"eddsa-jcs-2022\""));
}

TEST_CASE("each form of each key is issued as 201, and verifies; one that was changed does not") {
  Suites suites;
  for (const auto& issuer : suites.issuers.all()) {
    for (const auto form : issuer.forms()) {
      CAPTURE(issuer.name());
      CAPTURE(form);
      auto issued = suites.issue(issuer.name(), std::string(form));
      REQUIRE_MESSAGE(issued.status == 201, issued.body);
      if (form == "ecdsa-sd-2023") issued = derive(suites, issued, R"(["/credentialSubject/id"])");
      CHECK_MESSAGE(verify(suites, issued).status == 200, verify(suites, issued).body);
      const auto at = issued.body.rfind(form == "vc-jwt" ? "." : "someone") + 3;
      issued.body[at] = issued.body[at] == 'm' ? 'n' : 'm';
      CHECK(verify(suites, issued).status == 400);
    }
  }
}

TEST_CASE("a holder shows a part of a badge as 201, and the badge itself does not verify") {
  Suites suites;
  auto order = suites.credential("p256");
  order.insert(order.size() - 1, R"(,"options":{"mandatoryPointers":["/credentialSubject/id"]})");
  const auto target = "/issuers/p256/ecdsa-sd-2023/credentials/issue";
  const auto issued = suites.post(target, order);
  REQUIRE_MESSAGE(issued.status == 201, issued.body);
  CHECK(verify(suites, issued).status == 400);
  const auto shown = derive(suites, issued, "[]");
  REQUIRE_MESSAGE(shown.status == 201, shown.body);
  CHECK(shown.body.contains("did:example:someone"));
  CHECK(verify(suites, shown).status == 200);
  CHECK(derive(suites, shown, "[]").status == 400);
}

TEST_CASE(
    "pointers that lead nowhere or are no texts are refused, and so is what has no base proof") {
  Suites suites;
  const auto issued = suites.issue("p256", "ecdsa-sd-2023");
  CHECK(derive(suites, issued, R"(["/credentialSubject/id"])").status == 201);
  for (const auto* pointers : {R"(["/absent"])", R"(["proof"])", "[1]", R"([{}])"}) {
    CAPTURE(pointers);
    CHECK(derive(suites, issued, pointers).status == 400);
    auto order = suites.credential("p256");
    order.insert(order.size() - 1,
                 R"(,"options":{"mandatoryPointers":)" + std::string(pointers) + "}");
    CHECK(suites.post("/issuers/p256/ecdsa-sd-2023/credentials/issue", order).status == 400);
  }
  CHECK(derive(suites, suites.issue("p256", "ecdsa-rdfc-2019"), R"(["/issuer"])").status == 400);
  CHECK(suites.post("/credentials/derive", "{}").status == 400);
  CHECK(suites.call(tests::request_of("POST", "/credentials/derive", issued.body)).status == 401);
}

TEST_CASE("a form that a key does not have, and an issuer that is not there, are 404") {
  Suites suites;
  const auto code_of = [](const http::Response& response) {
    return tests::text_in(response, "code");
  };
  const auto form = suites.issue("p256", "eddsa-jcs-2022");
  CHECK(form.status == 404);
  CHECK(code_of(form) == "issuer.no_such_form");
  const auto name =
      suites.post("/issuers/nobody/vc-jwt/credentials/issue", suites.credential("p256"));
  CHECK(name.status == 404);
  CHECK(code_of(name) == "issuer.no_such_issuer");
}

TEST_CASE("an issuer signs nothing in the name of another, and nothing without a token") {
  Suites suites;
  const auto target = "/issuers/ed25519/vc-jwt/credentials/issue";
  CHECK(suites.post(target, suites.credential("p256")).status == 400);
  CHECK(suites.call(tests::request_of("POST", target, suites.credential("ed25519"))).status == 401);
}

}  // namespace waarmerk::node::routes
