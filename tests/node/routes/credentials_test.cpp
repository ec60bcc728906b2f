// The W3C VC-API by way of the routes: what its clients send, and what they must be answered.
#include <doctest/doctest.h>

#include <string>

#include "crypto/jose/key_binding.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "node/credential/issuance.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/secure_jwt.hpp"
#include "node/credential/secure_sd_jwt.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestParty;
using tests::TestRoutes;
using tests::text_in;

constexpr std::string_view client_credential =
    R"({"@context":["https://www.w3.org/ns/credentials/v2"],
    "id":"urn:uuid:11111111-2222-4333-8444-555555555555","type":["VerifiableCredential"],
    "issuer":"did:web:library.example","credentialSubject":{"id":"did:example:someone"}})";

/// The secured credential as the VC-API issues it.
std::string issue(TestRoutes& library) {
  const auto issued = library.post("/credentials/issue",
                                   R"({"credential":)" + std::string(client_credential) + "}");
  REQUIRE(issued.status == 201);
  return json::print(*body_of(issued).root().find("verifiableCredential"));
}

http::Response verify(TestRoutes& library, const std::string& body,
                      const std::string& target = "/credentials/verify") {
  return library.call(tests::request_of("POST", target, body));
}

std::string about(std::string_view credential, const std::string& more = "") {
  return R"({"verifiableCredential":)" + std::string(credential) + more + "}";
}

bool is_verified(const http::Response& response) {
  return body_of(response).root().find("verified")->boolean() == true;
}

/// The `type` of the first problem.
std::string problem_in(const http::Response& response) {
  const auto body = body_of(response);
  for (const json::Value problem : body.root().find("problemDetails")->elements()) {
    return std::string(*problem.find("type")->string());
  }
  return "";
}

json::Document with(std::string_view text, std::string_view name, std::string_view value) {
  const auto member = json::parse(value);
  return *json::with_member(json::parse(text)->root(), name, member->root());
}

json::Document shown_by(const TestParty& party, const json::Document& badge) {
  proof::ProofOptions options;
  options.verification_method = party.method;
  options.proof_purpose = "authentication";
  options.challenge = "c1";
  options.domain = "employer.example";
  const auto unsigned_form = credential::write_presentation({badge}, party.did);
  return *proof::add_proof(*unsigned_form, options, *party.signer);
}

}  // namespace

TEST_CASE("a credential is issued as 201 with the one member verifiableCredential") {
  TestRoutes library;
  const auto issued =
      library.post("/credentials/issue",
                   R"({"credential":)" + std::string(client_credential) + R"(,"options":{}})");
  REQUIRE(issued.status == 201);
  CHECK(issued.headers.find("Content-Type") == "application/json");
  const auto body = body_of(issued);
  CHECK(body.root().size() == 1);
  const auto secured = body.root().find("verifiableCredential");
  REQUIRE(secured);
  CHECK(secured->find("proof")->find("proofPurpose")->string() == "assertionMethod");
  CHECK(secured->find("credentialStatus"));
}

TEST_CASE("what is no credential of ours is not issued") {
  TestRoutes library;
  const auto refused = [&](const std::string& body, int status) {
    const auto response = library.post("/credentials/issue", body);
    CHECK(response.status == status);
    return text_in(response, "code");
  };
  CHECK(refused("{}", 400) == "json.missing_member");
  CHECK(refused(R"({"credential":"x"})", 400) == "json.wrong_type");
  CHECK(refused(R"({"credential":null})", 400) == "json.wrong_type");
  CHECK(refused(R"({"credential":{"type":["VerifiableCredential"]}})", 400) ==
        "credential.malformed");
  const auto foreign = with(client_credential, "issuer", R"("did:web:school.example")");
  CHECK(refused(R"({"credential":)" + std::string(foreign.text()) + "}", 400) ==
        "credential.not_ours");
  const auto nobodys = R"({"credential":{"@context":["https://www.w3.org/ns/credentials/v2"],
    "type":["VerifiableCredential"],"credentialSubject":{"id":"did:example:someone"}}})";
  CHECK(refused(nobodys, 400) == "credential.malformed");
  issue(library);
  CHECK(refused(R"({"credential":)" + std::string(client_credential) + "}", 409) == "badge.exists");
  CHECK(verify(library, R"({"credential":{}})", "/credentials/issue").status == 401);
}

TEST_CASE("a status is changed where the credential says that it stands, and nowhere else") {
  TestRoutes library;
  const auto credential = issue(library);
  const auto change = [&](const std::string& more) {
    return library
        .post("/credentials/status",
              R"({"credentialId":"urn:uuid:11111111-2222-4333-8444-555555555555",)"
              R"("credentialStatus":{"statusPurpose":"revocation")" +
                  more + "}}")
        .status;
  };
  CHECK(change(R"(,"statusListCredential":"https://library.example/status/9")") == 400);
  CHECK(change(R"(,"statusListIndex":"131072")") == 400);
  CHECK(verify(library, about(credential)).status == 200);
  const auto issued = json::parse(credential).value();
  const auto entry = *issued.root().find("credentialStatus");
  const auto first = *entry.elements().begin();
  CHECK(change(R"(,"statusListIndex":")" + std::string(*first.find("statusListIndex")->string()) +
               "\"") == 200);
  CHECK(verify(library, about(credential)).status == 400);
}

TEST_CASE("an SD-JWT that its holder shows answers what was asked, by either name") {
  TestRoutes library;
  const auto issuer = TestParty::with_key(1);
  const auto holder = TestParty::with_key(200, keys::Algorithm::p256);
  tests::SeededRandom random(3);
  const auto unsecured = *credential::write_badge(tests::sample_badge(issuer));
  const auto compact = *credential::secure_sd_jwt(
      unsecured, {.verification_method = issuer.method, .holder = holder.signer->public_key()},
      *issuer.signer, random);
  const auto sd_jwt = *jose::open_sd_jwt(compact);
  const auto bound = *jose::bind_key(
      sd_jwt.disclosed,
      {.audience = "https://verifier.example", .nonce = "n-1", .issued = library.node.clock.now()},
      *holder.signer);
  const auto asked = [&](const std::string& text, const std::string& options) {
    const auto envelope = credential::envelop(text, "vc+sd-jwt");
    return verify(library, about(envelope->text(), R"(,"options":{)" + options + "}"));
  };
  CHECK(asked(bound, R"("challenge":"n-1","domain":"https://verifier.example")").status == 200);
  CHECK(asked(bound, R"("nonce":"n-1","audience":"https://verifier.example")").status == 200);
  CHECK(asked(bound, R"("nonce":"n-1","challenge":"n-1")").status == 200);
  CHECK(problem_in(asked(bound, R"("nonce":"n-2")")).ends_with("INVALID_CHALLENGE_ERROR"));
  CHECK(problem_in(asked(bound, R"("audience":"a")")).ends_with("INVALID_DOMAIN_ERROR"));
  CHECK(text_in(asked(bound, R"("nonce":"n-1","challenge":"n-2")"), "code") ==
        "credential.two_names");
  CHECK(asked(bound, R"("nonce":5)").status == 400);
  CHECK(asked(compact, R"("nonce":"n-1")").status == 400);
  CHECK(asked(compact, "").status == 200);
}

TEST_CASE("a good credential is 200 with verified and no problems, whatever options say") {
  TestRoutes library;
  const auto credential = issue(library);
  for (const auto* options : {"", R"(,"options":{})", R"(,"options":{"checks":["proof"],"x":1})"}) {
    const auto response = verify(library, about(credential, options));
    CHECK(response.status == 200);
    CHECK(is_verified(response));
    CHECK(body_of(response).root().find("problemDetails")->size() == 0);
  }
  CHECK(library.metrics.print().contains("waarmerk_verifications_total{outcome=\"genuine\"} 3"));
}

TEST_CASE("what is no credential is 400 with a JSON body, and no crash") {
  TestRoutes library;
  const auto credential = issue(library);
  const auto unproved = [&](std::string_view proof) {
    return about(with(credential, "proof", proof).text());
  };
  for (const auto& body :
       {std::string("{}"), about(R"("text")"), about("[]"), about("[{}]"), about("null"),
        about("{}"), std::string("[]"), std::string("\"x\""), std::string("{"), unproved("null"),
        unproved("\"x\""), unproved("[]"), unproved("{}")}) {
    const auto response = verify(library, body);
    CHECK_MESSAGE(response.status == 400, body);
    CHECK(response.headers.find("Content-Type")->contains("json"));
    CHECK(body_of(response).root().is(json::Kind::object));
  }
}

TEST_CASE("a credential that was changed after it was signed is 400 and not verified") {
  TestRoutes library;
  const auto changed = with(issue(library), "credentialSubject", R"({"id":"did:example:thief"})");
  const auto response = verify(library, about(changed.text()));
  CHECK(response.status == 400);
  CHECK_FALSE(is_verified(response));
  CHECK(problem_in(response).ends_with("#CRYPTOGRAPHIC_SECURITY_ERROR"));
}

TEST_CASE("an expired, a suspended and a revoked badge are not verified, each for its reason") {
  TestRoutes library;
  const auto definition = library.node.define("Taalmaatje");
  const auto awarded =
      library.post("/v1/badges", R"({"achievement":")" + definition + R"(","subject":{"id":")" +
                                     tests::someone + R"("},"validUntil":"2026-03-04T00:00:00Z"})");
  REQUIRE(awarded.status == 201);
  const auto id = text_in(awarded, "id");
  const auto badge = json::print(*body_of(awarded).root().find("credential"));
  const auto code_now = [&] {
    const auto response = verify(library, about(badge));
    const auto body = body_of(response);
    CHECK(response.status == (body.root().find("verified")->boolean() == true ? 200 : 400));
    return std::string(*body.root().find("verdict")->find("code")->string());
  };
  CHECK(code_now() == "badge.genuine");
  REQUIRE(library.post("/v1/badges/" + id + "/suspend", "").status == 200);
  CHECK(code_now() == "badge.suspended");
  REQUIRE(library.post("/v1/badges/" + id + "/reinstate", "").status == 200);
  library.node.clock.advance(day_ms);
  CHECK(code_now() == "badge.expired");
  CHECK(problem_in(verify(library, about(badge))).ends_with("#RANGE_ERROR"));
  REQUIRE(library.post("/v1/badges/" + id + "/revoke", "").status == 200);
  CHECK(code_now() == "badge.revoked");
}

TEST_CASE("a verification stops asking others after twenty seconds, and says what it lacks") {
  TestRoutes library;
  const auto city = TestParty::at_host("city.example", 3);
  library.node.fetcher.answer("https://city.example/.well-known/did.json", 200, city.document());
  library.node.fetcher.answer(std::string(tests::list_url), 200, tests::list_text(city));
  const auto badge = tests::issue(tests::with_status(tests::sample_badge(city), 7), city);
  const auto runs_out = [&](std::int64_t each_takes_ms) {
    TestRoutes one;
    one.node.fetcher = library.node.fetcher;
    one.node.fetcher.on_fetch = [&] { one.node.clock.advance(each_takes_ms); };
    return verify(one, about(badge.text())).body.contains("credential.out_of_time");
  };
  CHECK_FALSE(runs_out(9 * second_ms));
  CHECK(runs_out(21 * second_ms));
}

TEST_CASE("proof-only leaves out whose key it is, and the usual door does not") {
  TestRoutes library;
  const auto issuer = TestParty::with_key(1);
  const auto other = TestParty::with_key(2);
  const auto unsecured = credential::write_badge(tests::sample_badge(issuer));
  const auto badge = tests::sign(*unsecured, other);
  CHECK(verify(library, about(badge.text())).status == 400);
  const std::string proof_only = "/verifiers/proof-only/credentials/verify";
  CHECK(verify(library, about(badge.text()), proof_only).status == 200);
  const auto changed = with(badge.text(), "name", R"("Forged")");
  CHECK(verify(library, about(changed.text()), proof_only).status == 400);
}

TEST_CASE("a presentation is verified with the challenge and domain that the verifier names") {
  TestRoutes library;
  const auto issuer = TestParty::with_key(1);
  const auto holder = TestParty::with_key(200);
  const auto shown = shown_by(holder, tests::issue(tests::sample_badge(issuer), issuer));
  const auto asked = [&](std::string_view presentation, const std::string& options) {
    return verify(library,
                  R"({"verifiablePresentation":)" + std::string(presentation) + options + "}",
                  "/presentations/verify");
  };
  CHECK(asked(shown.text(), "").status == 200);
  const auto good =
      asked(shown.text(), R"(,"options":{"challenge":"c1","domain":"employer.example"})");
  CHECK(good.status == 200);
  CHECK(is_verified(good));
  const auto wrong = asked(shown.text(), R"(,"options":{"challenge":"c2"})");
  CHECK(wrong.status == 400);
  CHECK(problem_in(wrong).ends_with("#INVALID_CHALLENGE_ERROR"));
  CHECK(problem_in(asked(shown.text(), R"(,"options":{"domain":"x.example"})"))
            .ends_with("#INVALID_DOMAIN_ERROR"));
  CHECK(asked(shown.text(), R"(,"options":{"challenge":7})").status == 400);
  CHECK(asked(with(shown.text(), "proof", "null").text(), "").status == 400);
  CHECK(asked("\"x\"", "").status == 400);
  CHECK(verify(library, "{}", "/presentations/verify").status == 400);
}

TEST_CASE("a credential that was issued is read by its id") {
  TestRoutes library;
  const auto credential = issue(library);
  const auto read = library.get("/credentials/urn:uuid:11111111-2222-4333-8444-555555555555");
  CHECK(read.status == 200);
  CHECK(json::print(*body_of(read).root().find("verifiableCredential")) == credential);
  CHECK(library.get("/credentials/urn:uuid:none").status == 404);
  CHECK(library.call(tests::request_of("GET", "/credentials/urn:uuid:none")).status == 401);
}

TEST_CASE("the status of a credential is changed as VCALM says") {
  TestRoutes library;
  issue(library);
  const auto change = [&](const std::string& purpose, const std::string& status,
                          const std::string& id = "urn:uuid:11111111-2222-4333-8444-555555555555") {
    return library.post("/credentials/status", R"({"credentialId":")" + id +
                                                   R"(","credentialStatus":
      {"type":"BitstringStatusListEntry","statusPurpose":")" +
                                                   purpose + R"("},"status":)" + status + "}");
  };
  CHECK(change("suspension", "true").status == 200);
  CHECK(change("suspension", "true").status == 200);
  CHECK(change("suspension", "false").status == 200);
  CHECK(change("revocation", "true").status == 200);
  CHECK(change("revocation", "true").status == 200);
  CHECK(change("revocation", "false").status == 409);
  CHECK(change("suspension", "true").status == 409);
  CHECK(change("refresh", "true").status == 400);
  CHECK(change("revocation", "1").status == 400);
  CHECK(change("revocation", "true", "urn:uuid:none").status == 404);
  CHECK(library.post("/credentials/status", R"({"credentialId":"urn:x"})").status == 400);
}

TEST_CASE("a badge is judged at the time that is asked about") {
  TestRoutes library;
  const auto id = library.award();
  const auto badge =
      json::print(*body_of(library.get("/v1/badges/" + id)).root().find("credential"));
  const auto then = library.node.clock.now() + hour_ms;
  library.node.clock.advance(day_ms);
  REQUIRE(library.post("/v1/badges/" + id + "/revoke", "{}").status == 200);
  library.node.clock.advance(day_ms);
  const auto at = [&](const std::string& time) {
    return verify(library, about(badge, R"(,"options":{"asOf":")" + time + "\"}"));
  };
  CHECK(is_verified(at(print_time(then))));
  CHECK_FALSE(is_verified(at(print_time(then + day_ms))));
  CHECK(at("yesterday").status == 400);
  // And the same badge in a presentation.
  const auto shown = shown_by(TestParty::with_key(200), json::parse(badge).value());
  const auto shown_at = [&](const std::string& time) {
    return verify(library,
                  R"({"verifiablePresentation":)" + std::string(shown.text()) +
                      R"(,"options":{"asOf":")" + time + "\"}}",
                  "/presentations/verify");
  };
  CHECK(is_verified(shown_at(print_time(then))));
  CHECK_FALSE(is_verified(shown_at(print_time(then + day_ms))));
  CHECK(shown_at("yesterday").status == 400);
}

}  // namespace waarmerk::node::routes
