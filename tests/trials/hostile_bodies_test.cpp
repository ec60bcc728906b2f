// Bodies that are huge, deep, cut short or of the wrong type, for every route that takes one.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "node/routes/routes.hpp"
#include "tests/support/besieged_node.hpp"
#include "tests/support/raw_client.hpp"

namespace waarmerk::tests {
namespace {

/// What stands in a path for the names of its pattern.
std::string fill_in(std::string path, const BesiegedNode& besieged) {
  const std::pair<std::string_view, std::string_view> values[] = {
      {"{id}", besieged.badge.id}, {"{issuer}", "nobody"}, {"{form}", "vc-jwt"}};
  for (const auto& [name, value] : values) {
    if (const auto at = path.find(name); at != std::string::npos) {
      path.replace(at, name.size(), value);
    }
  }
  return path;
}

/// Every path that is posted to, with the badge where a badge is named.
std::vector<std::string> post_paths(const BesiegedNode& besieged) {
  std::vector<std::string> paths;
  for (const auto& row : node::routes::all_rows()) {
    if (row.method != "POST") continue;
    auto path = fill_in(std::string(row.pattern), besieged);
    REQUIRE_FALSE(path.contains('{'));
    paths.push_back(std::move(path));
  }
  REQUIRE(paths.size() >= 14);
  return paths;
}

/// A push is a hint that is not answered for; asking peers or for a nonce takes no body, and
/// neither does a watcher, who is told all in the address.
bool takes_anything(std::string_view path) {
  return path == "/bot/1/push" || path == "/v1/peers/sync" || path == "/log" ||
         path == "/resource" || path == "/openid/nonce";
}

/// It takes forms, and says of anything else that it is none, as OAuth or as a page does.
bool takes_forms(std::string_view path) { return path == "/check" || path.starts_with("/openid/"); }

/// A 4xx that says in a code what is wrong, of OAuth in `error` (RFC 6749 5.2), or on a page.
bool is_clear_refusal(const Answer& answer) {
  if (answer.status < 400 || answer.status > 499) return false;
  if (answer.header("content-type").starts_with("text/html"))
    return answer.body.contains("class=\"verdict unchecked\"");
  return !answer.text("code").empty() || !answer.text("verdict.code").empty() ||
         !answer.text("error").empty();
}

std::vector<std::string> bad_bodies() {
  const std::string word(canary);
  std::string deep_objects;
  for (int i = 0; i < 10'000; ++i) deep_objects += R"({"a":)";
  return {
      std::string(100'000, '['),
      deep_objects,
      R"({"verifiableCredential":{"id":")" + word,
      R"({"achievement":")" + word + R"(","subject":{"id":)",
      R"({"a":1,"a":2})",
      R"({"a":")"
      "\xff\xfe"
      R"("})",
      R"({"a":"\ud800"})",
      std::string("{\"a\":\"\0\"}", 9),
      R"({"a":1e999999})",
      "[]",
      "\"" + word + "\"",
      "42",
      "null",
      R"({")" + word + R"(":true})",
      R"({} {})",
      R"({"a":")" + std::string(3'900'000, 'x') + R"("})",
  };
}

struct WrongType {
  std::string_view path;
  std::string_view body;
};

constexpr WrongType wrong_types[] = {
    {"/credentials/verify", R"({"verifiableCredential":{}})"},
    {"/credentials/verify", R"({"verifiableCredential":[{}]})"},
    {"/credentials/verify", R"({"verifiableCredential":"eyJhbGciOiJub25lIn0.e30."})"},
    {"/credentials/verify", R"({"verifiableCredential":{"@context":7,"type":{},"proof":[[]]}})"},
    {"/credentials/verify", R"({"verifiableCredential":{"proof":{"type":"DataIntegrityProof"}}})"},
    {"/verifiers/proof-only/credentials/verify", R"({"verifiableCredential":7})"},
    {"/presentations/verify", R"({"verifiablePresentation":"x"})"},
    {"/presentations/verify", R"({"verifiablePresentation":{},"options":7})"},
    {"/presentations/verify", R"({"verifiablePresentation":{"verifiableCredential":7}})"},
    {"/credentials/issue", R"({"credential":7})"},
    {"/credentials/issue", R"({"credential":{}})"},
    {"/credentials/issue", R"({"credential":{"@context":[],"type":"x","credentialSubject":7}})"},
    {"/credentials/status", R"({"credentialId":7,"credentialStatus":{}})"},
    {"/credentials/status", R"({"credentialId":"x","credentialStatus":{"statusPurpose":7}})"},
    {"/v1/achievements", R"({"name":7,"description":{},"criteria":[]})"},
    {"/v1/achievements", R"({"name":"x","description":"x","criteria":"x"})"},
    {"/v1/badges", R"({"achievement":7,"subject":{}})"},
    {"/v1/badges", R"({"achievement":"x","subject":"x"})"},
    {"/v1/badges", R"({"achievement":"x","subject":{"id":[]}})"},
    {"/v1/badges", R"({"achievement":"x","subject":{"id":"did:x:y"},"validUntil":"gisteren"})"},
    {"/v1/badges", R"({"achievement":"x","subject":{"id":"did:x:y"},"evidence":[7]})"},
    {"/v1/peers", R"({"url":7})"},
    {"/v1/peers", R"({"url":"file:///etc/passwd"})"},
    {"/v1/peers", R"({"url":"https://somebody@example.org"})"},
    {"/authorization", R"({"entity_id":7,"authority_id":[],"action":{},"resource":null})"},
    {"/recognition",
     R"({"entity_id":"x","authority_id":"y","action":"z","resource":"a","context":7})"},
    {"/v1/tokens", R"({"scopes":{}})"},
    {"/v1/tokens", R"({"scopes":["everything"]})"},
    {"/v1/tokens", R"({"scopes":[7],"expires":"x"})"},
};

/// Announces five million bytes and waits to be told to go on.
std::string announce_huge(const BesiegedNode& besieged, const std::string& path) {
  RawClient client(besieged.node.organisation.port());
  client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
              besieged.node.organisation.token() +
              "\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n"
              "Expect: 100-continue\r\n\r\n");
  return client.read_response();
}

TEST_CASE("a body that is huge is refused before it is sent, by every route") {
  BesiegedNode besieged;
  for (const auto& path : post_paths(besieged)) {
    CAPTURE(path);
    const auto response = announce_huge(besieged, path);
    CHECK(response.starts_with("HTTP/1.1 413 "));
    CHECK(response.contains("http.body_too_large"));
    CHECK(besieged.serves());
  }
}

TEST_CASE("a body that is no good JSON gets a clear refusal from every route") {
  BesiegedNode besieged;
  const auto& token = besieged.node.token();
  for (const auto& path : post_paths(besieged)) {
    CAPTURE(path);
    for (const auto& body : bad_bodies()) {
      CAPTURE(body.substr(0, 60));
      const auto answer = besieged.node.caller.post(path, body, token);
      const bool fine = takes_anything(path) && (answer.status == 202 || answer.status == 200);
      CHECK_MESSAGE((fine || is_clear_refusal(answer)), answer.status << " " << answer.body);
      CHECK(besieged.serves());
    }
    const auto other_type = besieged.node.caller.send({.method = "POST",
                                                       .target = path,
                                                       .body = "{}",
                                                       .token = token,
                                                       .content_type = "text/html"});
    CHECK((other_type.status == 415 || takes_anything(path) ||
           (takes_forms(path) && is_clear_refusal(other_type))));
  }
  // None of it did anything.
  const auto kept = besieged.node.caller.get("/v1/badges/" + besieged.badge.id, token);
  CHECK(kept.text("status") == "valid");
}

TEST_CASE("members of the wrong type are refused, and say where") {
  BesiegedNode besieged;
  for (const auto& [path, body] : wrong_types) {
    CAPTURE(path);
    CAPTURE(body);
    const auto answer =
        besieged.node.caller.post(std::string(path), std::string(body), besieged.node.token());
    CHECK_MESSAGE(is_clear_refusal(answer), answer.status << " " << answer.body);
    CHECK(besieged.serves());
  }
}

}  // namespace
}  // namespace waarmerk::tests
