#include "node/credential/assertion.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/edit.hpp"
#include "node/credential/credential.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

constexpr std::string_view good = R"({"@context":"https://w3id.org/openbadges/v2",
  "type":"Assertion","id":"https://school.example/a","recipient":{"type":"email","hashed":true,
  "salt":"s","identity":"sha256$aa"},"issuedOn":"2016-12-31T23:59:59Z",
  "badge":"https://school.example/b","verification":{"type":"hosted"}})";

Result<Assertion> read_with(std::string_view name, std::string_view value) {
  const auto document = tests::parse_json(good);
  const auto member = tests::parse_json(value);
  return read_assertion(json::with_member(document.root(), name, member.root()).value());
}

std::string path_with(std::string_view name, std::string_view value) {
  const auto read = read_with(name, value);
  return read ? "" : read.error().path;
}

std::string path_without(std::string_view name) {
  const auto document = tests::parse_json(good);
  const auto read = read_assertion(json::without_member(document.root(), name).value());
  return read ? "" : read.error().path;
}

}  // namespace

TEST_CASE("an assertion is read with what it stands on") {
  const auto assertion = read_assertion(tests::parse_json(good));
  REQUIRE(assertion);
  CHECK(assertion->id == "https://school.example/a");
  CHECK(assertion->badge.id == "https://school.example/b");
  CHECK_FALSE(assertion->badge.value);
  CHECK(assertion->recipient.hashed);
  CHECK(assertion->recipient.salt == "s");
  CHECK(assertion->is_hosted);
  CHECK_FALSE(assertion->is_revoked);
  CHECK_FALSE(assertion->expires);
}

TEST_CASE("an assertion says who, what, when, and how to check it") {
  for (const auto* name : {"id", "type", "recipient", "issuedOn", "badge", "verification"}) {
    CHECK(path_without(name) == std::string("$.") + name);
  }
  CHECK(path_without("@context") == "$.@context");
  CHECK(path_with("@context", "\"https://w3id.org/openbadges/v9\"") == "$.@context");
  CHECK(path_with("@context", R"([{"a":"b"},"https://w3id.org/openbadges/v2"])").empty());
  CHECK(path_with("type", "[\"Assertion\",\"Extension\"]").empty());
  CHECK(path_with("badge", "7") == "$.badge");
  CHECK(path_with("badge", "{}").empty());
  CHECK(path_with("verification", R"({"type":"trust"})") == "$.verification.type");
  CHECK(path_with("verification", R"({"type":["SignedBadge"],"creator":"https://a.example/k"})")
            .empty());
  CHECK(path_with("issuedOn", "\"2016-12-31\"").empty());
  CHECK(path_with("issuedOn", "\"yesterday\"") == "$.issuedOn");
  CHECK(path_with("expires", "\"2016-01-01\"") == "$.expires");
  CHECK(path_with("image", "\"https://a.example/x.png\"").empty());
  CHECK(path_with("image", "\"data:image/png;base64,AA==\"") == "$.image");
}

TEST_CASE("what is an assertion of 2.0, and what is older") {
  CHECK(is_assertion(tests::parse_json(good).root()));
  CHECK_FALSE(is_assertion(tests::parse_json(R"({"type":"Assertion"})").root()));
  CHECK_FALSE(is_assertion(
      tests::parse_json(R"({"@context":"https://w3id.org/openbadges/v2","type":"Issuer"})")
          .root()));
  const auto ancient = tests::parse_json(R"({"uid":"1","recipient":{},"badge":"https://a"})");
  CHECK(is_ancient_assertion(ancient.root()));
  CHECK_FALSE(is_ancient_assertion(tests::parse_json(good).root()));
}

TEST_CASE("a badge class has a name, criteria and an issuer") {
  const auto badge = [](std::string_view more) {
    return read_badge_class(
        tests::parse_json(R"({"type":"BadgeClass",)" + std::string(more) + "}").root());
  };
  const auto read = badge(R"("name":"n","description":"d","criteria":{"narrative":"do it"},
      "image":{"id":"https://a.example/x.png"},"tags":["a","b"],"issuer":"https://a.example/i")");
  REQUIRE(read);
  CHECK(read->criteria == "do it");
  CHECK(read->image == "https://a.example/x.png");
  CHECK(read->tags == std::vector<std::string>{"a", "b"});
  CHECK(read->issuer.id == "https://a.example/i");
  CHECK(badge(R"("criteria":"c","issuer":"https://a.example")").error().path == "$.name");
  CHECK(badge(R"("name":"n","issuer":"https://a.example")").error().path == "$.criteria");
  CHECK(badge(R"("name":"n","criteria":"c")").error().path == "$.issuer");
  CHECK(read_badge_class(tests::parse_json(R"({"type":"Badge"})").root()).error().path == "$.type");
}

TEST_CASE("an issuer publishes on its own host, or where it says") {
  const auto issuer = [](std::string_view more) {
    return read_issuer_profile(tests::parse_json(R"({"type":"Issuer","id":"https://a.example/i")" +
                                                 std::string(more) + "}")
                                   .root())
        .value();
  };
  CHECK(issuer("").may_host("https://a.example/1"));
  CHECK(issuer("").may_host("http://a.example/1"));
  CHECK_FALSE(issuer("").may_host("https://b.example/1"));
  CHECK_FALSE(issuer("").may_host("https://a.example.evil/1"));
  CHECK_FALSE(issuer("").may_host("urn:uuid:1"));
  const auto listed =
      issuer(R"(,"verification":{"allowedOrigins":["b.example","https://c.example"]})");
  CHECK(listed.may_host("https://b.example/1"));
  CHECK(listed.may_host("https://c.example/1"));
  CHECK_FALSE(listed.may_host("https://a.example/1"));
  const auto started = issuer(R"(,"verification":{"startsWith":"https://b.example/x"})");
  CHECK(started.may_host("https://b.example/x/1"));
  CHECK_FALSE(started.may_host("https://b.example/y"));
  const auto whole = issuer(R"(,"verification":{"startsWith":["https://b.example"]})");
  CHECK(whole.may_host("https://b.example/1"));
  CHECK_FALSE(whole.may_host("https://b.example.evil/1"));
}

TEST_CASE("a key has an owner and a text, and a list names what it revokes") {
  CHECK(read_published_key(tests::parse_json(R"({"type":"CryptographicKey","id":"x"})").root())
            .error()
            .path == "$.owner");
  CHECK(
      read_published_key(
          tests::parse_json(R"({"type":"CryptographicKey","owner":"x","publicKeyPem":"y"})").root())
          .error()
          .code == keys::bad_key);
  const auto list = tests::parse_json(
      R"({"type":"RevocationList","revokedAssertions":["urn:x:1",{"id":"urn:x:2"}]})");
  CHECK(lists_assertion(list.root(), "urn:x:1").value());
  CHECK(lists_assertion(list.root(), "urn:x:2").value());
  CHECK_FALSE(lists_assertion(list.root(), "urn:x:3").value());
  CHECK(lists_assertion(tests::parse_json("{}").root(), "urn:x:1").error().code == malformed);
}
