// OpenID4VCI by way of the routes, as a wallet goes it, and as a thief would.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/encoding/percent.hpp"
#include "crypto/json/writer.hpp"
#include "node/openid/metadata.hpp"
#include "tests/support/test_routes.hpp"
#include "tests/support/wallet.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;
using tests::Wallet;

constexpr const char* ldp = "OpenBadgeCredential_ldp_vc";
constexpr const char* jwt = "OpenBadgeCredential_jwt_vc_json";
constexpr const char* sd_jwt = "OpenBadgeCredential_dc+sd-jwt";

/// A library that offered a badge. What is called from here has no token of the library.
struct Scene {
  Scene() { offer_again(); }

  /// Another offer of the same library, in the place of the one before.
  void offer_again(const std::string& more = {}) {
    offer = library.post("/v1/offers",
                         R"({"award":{"achievement":")" + definition + "\"}" + more + "}");
    REQUIRE_MESSAGE(offer.status == 201, offer.body);
    const auto body = body_of(offer);
    const auto grants = body.root().find("offer")->find("grants");
    const auto grant = grants->find(openid::pre_authorized_code_grant);
    code = std::string(*grant->find("pre-authorized_code")->string());
    tx_code = text_in(offer, "txCode");
    wrong = tx_code == "000000" ? "000001" : "000000";
  }

  http::Response get(const std::string& target) {
    return library.call(tests::request_of("GET", target));
  }
  http::Response post_form(std::string form) {
    auto request = tests::request_of("POST", "/openid/token");
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    request.body = std::move(form);
    return library.call(std::move(request));
  }
  std::string form(const std::string& more) const {
    return "grant_type=" + encoding::encode_percent(openid::pre_authorized_code_grant) +
           "&pre-authorized_code=" + code + more;
  }
  http::Response redeem(const std::string& given) { return post_form(form("&tx_code=" + given)); }
  std::string token() {
    const auto response = redeem(tx_code);
    REQUIRE_MESSAGE(response.status == 200, response.body);
    return text_in(response, "access_token");
  }
  std::string nonce() {
    const auto response = library.call(tests::request_of("POST", "/openid/nonce"));
    CHECK(response.status == 200);
    CHECK(response.headers.find("Cache-Control") == "no-store");
    return text_in(response, "c_nonce");
  }
  http::Response ask(const std::string& access_token, const std::string& body) {
    auto request = tests::request_of("POST", "/openid/credential", body);
    request.headers.set("Authorization", "Bearer " + access_token);
    return library.call(std::move(request));
  }
  http::Response ask_later(const std::string& access_token, const std::string& body) {
    auto request = tests::request_of("POST", "/openid/deferred-credential", body);
    request.headers.set("Authorization", "Bearer " + access_token);
    return library.call(std::move(request));
  }
  http::Response notify(const std::string& access_token, const std::string& body) {
    auto request = tests::request_of("POST", "/openid/notification", body);
    request.headers.set("Authorization", "Bearer " + access_token);
    return library.call(std::move(request));
  }
  static std::string body_with(const std::string& proof, const std::string& configuration = ldp) {
    return R"({"credential_configuration_id":")" + configuration + R"(","proofs":{"jwt":[")" +
           proof + R"("]}})";
  }
  std::string proof() { return wallet.proof({.nonce = nonce()}); }
  /// A JWT is verified in its envelope.
  http::Response verify(json::Value credential) {
    json::Writer body;
    body.begin_object().name("verifiableCredential");
    if (const auto compact = credential.string()) {
      body.begin_object().name("@context").begin_array();
      body.string("https://www.w3.org/ns/credentials/v2").end_array();
      const std::string type = compact->contains('~') ? "dc+sd-jwt" : "vc+jwt";
      body.member("id", "data:application/" + type + "," + std::string(*compact));
      body.member("type", "EnvelopedVerifiableCredential").end_object();
    } else {
      body.value(credential);
    }
    body.end_object();
    return library.call(tests::request_of("POST", "/credentials/verify", body.take()));
  }
  std::string state() {
    return text_in(library.get("/v1/offers/" + text_in(offer, "id")), "state");
  }

  TestRoutes library;
  std::string definition = library.node.define("Taalmaatje");
  http::Response offer;
  std::string code;
  std::string tx_code;
  std::string wrong;
  Wallet wallet;
};

/// What it refuses with, in the form of OAuth.
std::string error_in(const http::Response& response, int status = 400) {
  CHECK_MESSAGE(response.status == status, response.body);
  CHECK(response.headers.find("Content-Type") == "application/json");
  CHECK(response.headers.find("Cache-Control") == "no-store");
  CHECK_FALSE(text_in(response, "error_description").empty());
  return text_in(response, "error");
}

}  // namespace

TEST_CASE("a wallet finds its way from the link to a badge that verifies") {
  for (const auto* form : {ldp, jwt, sd_jwt}) {
    CAPTURE(form);
    Scene scene;
    const std::string start = "openid-credential-offer://?credential_offer_uri=";
    const auto link = text_in(scene.offer, "link");
    REQUIRE(link.starts_with(start));
    const auto place = encoding::decode_percent(link.substr(start.size()));
    const std::string base = "https://library.example";
    REQUIRE(place->starts_with(base));
    const auto offer = scene.get(place->substr(base.size()));
    REQUIRE(offer.status == 200);
    CHECK(offer.headers.find("Content-Type") == "application/json");
    CHECK(offer.body == json::print(*body_of(scene.offer).root().find("offer")));

    const auto issuer = body_of(scene.get("/.well-known/openid-credential-issuer"));
    CHECK(issuer.root().find("credential_issuer")->string() == base);
    CHECK(issuer.root().find("credential_configurations_supported")->find(form));
    const auto server = body_of(scene.get("/.well-known/oauth-authorization-server"));
    CHECK(server.root().find("token_endpoint")->string() == base + "/openid/token");

    const auto given = scene.redeem(scene.tx_code);
    REQUIRE(given.status == 200);
    CHECK(text_in(given, "token_type") == "Bearer");
    CHECK(body_of(given).root().find("expires_in")->integer() == 600);
    CHECK(given.headers.find("Cache-Control") == "no-store");
    const auto answer =
        scene.ask(text_in(given, "access_token"), Scene::body_with(scene.proof(), form));
    REQUIRE_MESSAGE(answer.status == 200, answer.body);
    const auto body = body_of(answer);
    const auto credentials = body.root().find("credentials");
    REQUIRE(credentials->size() == 1);
    const auto credential = (*credentials->elements().begin()).find("credential");
    REQUIRE(credential);
    const auto verdict = scene.verify(*credential);
    CHECK_MESSAGE(verdict.status == 200, verdict.body);
    CHECK(scene.state() == "issued");
    const auto seen = scene.library.get("/v1/offers/" + text_in(scene.offer, "id"));
    CHECK(text_in(seen, "holder") == scene.wallet.party.did);
    CHECK(scene.library.get("/v1/badges/" + text_in(seen, "badge")).status == 200);
  }
}

TEST_CASE("a token request that is not what it must be is told so") {
  Scene scene;
  const auto as_json = scene.library.call(tests::request_of("POST", "/openid/token", "{}"));
  CHECK(error_in(as_json) == "invalid_request");
  CHECK(error_in(scene.post_form("")) == "invalid_request");
  CHECK(error_in(scene.post_form("grant_type=authorization_code&code=x")) ==
        "unsupported_grant_type");
  CHECK(error_in(scene.post_form("grant_type=" +
                                 encoding::encode_percent(openid::pre_authorized_code_grant))) ==
        "invalid_request");
  CHECK(error_in(scene.post_form(scene.form("&tx_code=1&tx_code=2"))) == "invalid_request");
  CHECK(error_in(scene.post_form(scene.form(""))) == "invalid_request");
  // What is not known is passed over.
  CHECK(scene.post_form(scene.form("&client_id=x&tx_code=" + scene.tx_code)).status == 200);
}

TEST_CASE("a wallet that says what it wants is told by which name to ask for it") {
  Scene scene;
  const auto with = [&](const std::string& id) {
    return scene.post_form(scene.form("&tx_code=" + scene.tx_code + "&authorization_details=" +
                                      "[{\"type\":\"openid_credential\"," +
                                      "\"credential_configuration_id\":\"" + id + "\"}]"));
  };
  CHECK(error_in(with("UniversityDegree")) == "invalid_authorization_details");
  CHECK(scene.state() == "open");
  const auto given = with(jwt);
  const auto name = "badge:" + std::string(jwt);
  REQUIRE_MESSAGE(given.body.contains("\"credential_identifiers\":[\"" + name + "\"]"), given.body);
  auto body = Scene::body_with(scene.proof(), name);
  body.replace(body.find("configuration_id"), 16, "identifier");
  CHECK(scene.ask(text_in(given, "access_token"), body).status == 200);
}

TEST_CASE("a code is good once, and its second use takes the first's token away") {
  Scene scene;
  const auto token = scene.token();
  CHECK(error_in(scene.redeem(scene.tx_code)) == "invalid_grant");
  CHECK(scene.state() == "contested");
  const auto answer = scene.ask(token, Scene::body_with(scene.proof()));
  CHECK(error_in(answer, 401) == "invalid_token");
  CHECK(answer.headers.find("WWW-Authenticate") == R"(Bearer error="invalid_token")");
  CHECK(body_of(scene.library.get("/v1/badges")).root().find("badges")->size() == 0);
}

TEST_CASE("five wrong transaction codes lock an offer, and an end closes it") {
  Scene scene;
  for (int i = 0; i < 5; ++i) CHECK(error_in(scene.redeem(scene.wrong)) == "invalid_grant");
  CHECK(scene.state() == "locked");
  CHECK(error_in(scene.redeem(scene.tx_code)) == "invalid_grant");
  CHECK(scene.get("/openid/offer?code=" + scene.code).status == 404);
  Scene late;
  late.library.node.clock.advance(openid::offer_ms);
  CHECK(error_in(late.redeem(late.tx_code)) == "invalid_grant");
  CHECK(late.get("/openid/offer?code=" + late.code).status == 404);
}

TEST_CASE("an offer that was stolen shows who offers, and gives nothing") {
  Scene scene;
  const auto offer = scene.get("/openid/offer?code=" + scene.code);
  REQUIRE(offer.status == 200);
  CHECK_FALSE(offer.body.contains("Taalmaatje"));
  CHECK_FALSE(offer.body.contains("\"" + scene.tx_code + "\""));
  CHECK(error_in(scene.post_form(scene.form(""))) == "invalid_request");
  CHECK(error_in(scene.ask(scene.code, Scene::body_with(scene.proof())), 401) == "invalid_token");
  CHECK(scene.state() == "open");
  CHECK(scene.get("/openid/offer").status == 400);
  CHECK(scene.get("/openid/offer?code=" + std::string(53, '0')).status == 404);
  // Taken once, it is not shown again.
  scene.token();
  CHECK(scene.get("/openid/offer?code=" + scene.code).status == 404);
}

TEST_CASE("a credential needs its access token, and no other") {
  Scene scene;
  const auto body = Scene::body_with(scene.proof());
  const auto bare = scene.library.call(tests::request_of("POST", "/openid/credential", body));
  CHECK(bare.status == 401);
  CHECK(bare.headers.find("WWW-Authenticate") == "Bearer");
  CHECK(error_in(scene.ask("wma_nothing", body), 401) == "invalid_token");
  // A token of the operator is none of a wallet.
  CHECK(error_in(scene.ask(scene.library.token, body), 401) == "invalid_token");
  const auto token = scene.token();
  auto wrong = token;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  CHECK(error_in(scene.ask(wrong, body), 401) == "invalid_token");
  auto request = tests::request_of("GET", "/v1/badges");
  request.headers.set("Authorization", "Bearer " + token);
  CHECK(scene.library.call(std::move(request)).status == 401);
  CHECK(scene.ask(token, body).status == 200);
}

TEST_CASE("a proof for another audience, of another key, or used before, gives nothing") {
  Scene scene;
  const auto token = scene.token();
  const auto ask = [&](const std::string& proof) {
    return scene.ask(token, Scene::body_with(proof));
  };
  CHECK(error_in(ask(scene.wallet.proof(
            {.nonce = scene.nonce(), .audience = "https://other.example"}))) == "invalid_proof");
  CHECK(error_in(ask(scene.wallet.proof(
            {.nonce = scene.nonce(), .key_words = Wallet(10).jwk_words()}))) == "invalid_proof");
  CHECK(error_in(ask(scene.wallet.proof({}))) == "invalid_proof");
  CHECK(error_in(ask(scene.wallet.proof({.nonce = "of-another"}))) == "invalid_nonce");
  CHECK(error_in(ask("x.y.z")) == "invalid_proof");
  const auto proof = scene.proof();
  REQUIRE(ask(proof).status == 200);
  CHECK(error_in(ask(proof)) == "invalid_nonce");
  // Nor with the access token of another offer.
  scene.offer_again();
  CHECK(error_in(scene.ask(scene.token(), Scene::body_with(proof))) == "invalid_nonce");
}

TEST_CASE("the badge goes to the first key, which is given the same again") {
  Scene scene;
  const auto token = scene.token();
  const auto first = scene.ask(token, Scene::body_with(scene.proof()));
  REQUIRE(first.status == 200);
  CHECK(scene.ask(token, Scene::body_with(scene.proof())).body == first.body);
  const auto thief = Wallet(10).proof({.nonce = scene.nonce()});
  CHECK(error_in(scene.ask(token, Scene::body_with(thief))) == "credential_request_denied");
  CHECK(error_in(scene.ask(token, Scene::body_with(scene.proof(), jwt))) ==
        "credential_request_denied");
  CHECK(body_of(scene.library.get("/v1/badges")).root().find("badges")->size() == 1);
}

TEST_CASE("a wallet tells that it has the badge, and the operator sees it") {
  Scene scene;
  const auto token = scene.token();
  const auto given = scene.ask(token, Scene::body_with(scene.proof()));
  REQUIRE(given.status == 200);
  const auto told = R"({"notification_id":")" + text_in(given, "notification_id") +
                    R"(","event":"credential_accepted"})";
  CHECK(scene.notify(token, told).status == 204);
  CHECK(scene.notify(token, told).status == 204);
  const auto seen = scene.library.get("/v1/offers/" + text_in(scene.offer, "id"));
  CHECK(text_in(seen, "event") == "credential_accepted");
  CHECK(error_in(scene.notify(token, "{}")) == "invalid_notification_request");
  CHECK(error_in(scene.notify(token, "")) == "invalid_notification_request");
  CHECK(error_in(scene.notify(token, R"({"notification_id":"x","event":"credential_accepted"})")) ==
        "invalid_notification_id");
  CHECK(error_in(scene.notify("wma_none", told), 401) == "invalid_token");
  const auto bare = scene.library.call(tests::request_of("POST", "/openid/notification", told));
  CHECK(bare.status == 401);
}

TEST_CASE("a wallet waits for the operator, who sees which key has come") {
  Scene scene;
  scene.offer_again(R"(,"confirm":true)");
  const auto place = "/v1/offers/" + text_in(scene.offer, "id");
  const auto token = scene.token();
  const auto told = scene.ask(token, Scene::body_with(scene.proof()));
  CHECK(told.status == 202);
  CHECK(told.headers.find("Cache-Control") == "no-store");
  CHECK(body_of(told).root().find("interval")->integer() == 5);
  CHECK_FALSE(body_of(told).root().find("credentials"));
  const auto later = R"({"transaction_id":")" + text_in(told, "transaction_id") + R"("})";
  CHECK(scene.ask_later(token, later).status == 202);
  CHECK(scene.ask_later(token, later).body == told.body);
  CHECK(scene.state() == "waiting");
  const auto holder = text_in(scene.library.get(place), "holder");
  CHECK(holder == scene.wallet.party.did);
  CHECK(scene.library.post(place + "/confirm", R"({"holder":"did:key:z1"})").status == 409);
  CHECK(scene.library.post(place + "/confirm", R"({"holder":")" + holder + R"("})").status == 200);
  const auto given = scene.ask_later(token, later);
  REQUIRE_MESSAGE(given.status == 200, given.body);
  CHECK(body_of(given).root().find("credentials")->size() == 1);
  CHECK_FALSE(body_of(given).root().find("notification_id"));
  CHECK(scene.state() == "issued");
  CHECK(error_in(scene.ask_later(token, later)) == "invalid_transaction_id");
  CHECK(error_in(scene.ask_later(token, "{}")) == "invalid_credential_request");
  CHECK(error_in(scene.ask_later(token, "")) == "invalid_credential_request");
  CHECK(error_in(scene.ask_later("wma_none", later), 401) == "invalid_token");
  const auto bare =
      scene.library.call(tests::request_of("POST", "/openid/deferred-credential", later));
  CHECK(bare.status == 401);
}

TEST_CASE("a credential request that is not what it must be is told so, in ASCII without quotes") {
  Scene scene;
  const auto token = scene.token();
  CHECK(error_in(scene.ask(token, "{")) == "invalid_credential_request");
  CHECK(error_in(scene.ask(token, "")) == "invalid_credential_request");
  CHECK(error_in(scene.ask(token, "{}")) == "invalid_credential_request");
  CHECK(error_in(scene.ask(token, R"({"credential_identifier":"x"})")) ==
        "unknown_credential_identifier");
  CHECK(error_in(scene.ask(token, Scene::body_with(scene.proof(), "UniversityDegree"))) ==
        "unknown_credential_configuration");
  CHECK(error_in(scene.ask(token, R"({"credential_configuration_id":"x"})")) == "invalid_proof");
  CHECK(error_in(scene.ask(token, R"({"credential_configuration_id":"x",
    "credential_response_encryption":{}})")) == "invalid_encryption_parameters");
  const auto odd =
      scene.ask(token, R"({"credential_configuration_id":"é","proofs":{"jwt":["é"]}})");
  CHECK(error_in(odd) == "invalid_proof");
  for (const char letter : text_in(odd, "error_description")) {
    CHECK((letter >= ' ' && letter <= '~' && letter != '"' && letter != '\\'));
  }
}

TEST_CASE(
    "an organisation that may not issue any more denies, and a node that may not yet is busy") {
  Scene scene;
  const auto token = scene.token();
  scene.library.node.publisher.hold_back({{"feed.ended", ErrorKind::conflict}, "It is over."});
  CHECK(error_in(scene.ask(token, Scene::body_with(scene.proof()))) == "credential_request_denied");
  scene.library.node.publisher.hold_back({{"node.not_ready", ErrorKind::unavailable}, "Wait."});
  const auto later = scene.ask(token, Scene::body_with(scene.proof()));
  CHECK(later.status == 503);
  CHECK(text_in(later, "code") == "node.not_ready");
}

TEST_CASE("a node without a web address has no metadata") {
  Scene scene;
  scene.library.node.self.url.clear();
  CHECK(scene.get("/.well-known/openid-credential-issuer").status == 404);
  CHECK(scene.get("/.well-known/oauth-authorization-server").status == 404);
}

TEST_CASE("who tries codes from one address is slowed down") {
  Scene scene;
  int refused = 0;
  for (int i = 0; i < 110; ++i) {
    const auto response = scene.post_form("grant_type=x");
    if (response.status == 429) ++refused;
  }
  CHECK(refused > 0);
}

}  // namespace waarmerk::node::routes
