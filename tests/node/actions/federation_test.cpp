#include "node/actions/federation.hpp"

#include <doctest/doctest.h>
#include <openssl/evp.h>

#include <memory>
#include <string>

#include "crypto/encoding/base64url.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/jwk.hpp"
#include "did/did_key.hpp"
#include "node/actions/known_did.hpp"
#include "node/trust/counted.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::NodeMethod;
using tests::TestNode;

struct Opened {
  json::Document header;
  json::Document claims;
  std::string signed_text;
  Bytes signature;
};

Opened open(const std::string& jwt) {
  const auto first = jwt.find('.');
  const auto last = jwt.rfind('.');
  REQUIRE(first < last);
  const auto part = [](std::string_view text) {
    const auto bytes = encoding::decode_base64url(text);
    REQUIRE(bytes);
    return *bytes;
  };
  const auto document = [&](std::string_view text) {
    const auto bytes = part(text);
    auto parsed = json::parse(std::string(bytes.begin(), bytes.end()));
    REQUIRE(parsed);
    return *parsed;
  };
  const std::string_view all = jwt;
  return {document(all.substr(0, first)), document(all.substr(first + 1, last - first - 1)),
          jwt.substr(0, last), part(all.substr(last + 1))};
}

std::string text_of(json::Value object, std::string_view name) {
  const auto member = object.find(name);
  return member ? std::string(member->string().value_or("")) : std::string();
}

json::Value only_key(const Opened& statement) {
  const auto keys = statement.claims.root().find("jwks")->find("keys");
  REQUIRE(keys);
  REQUIRE(keys->size() == 1);
  return *keys->elements().begin();
}

/// As OpenSSL sees it, which has no part in how we sign.
bool has_signed(const Opened& statement, json::Value jwk) {
  const auto raw = encoding::decode_base64url(text_of(jwk, "x"));
  REQUIRE(raw);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
      EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw->data(), raw->size()),
      EVP_PKEY_free);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  REQUIRE(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
  const auto text = bytes_of(statement.signed_text);
  return EVP_DigestVerify(context.get(), statement.signature.data(), statement.signature.size(),
                          text.data(), text.size()) == 1;
}

/// The key is the one that the header names, too.
bool verifies(const Opened& statement, json::Value jwk) {
  CHECK(text_of(jwk, "kty") == "OKP");
  CHECK(text_of(jwk, "crv") == "Ed25519");
  CHECK(text_of(statement.header.root(), "alg") == "EdDSA");
  CHECK(text_of(statement.header.root(), "kid") == text_of(jwk, "kid"));
  return has_signed(statement, jwk);
}

ErrorCode refusal(const Result<std::string>& statement) {
  REQUIRE_FALSE(statement);
  return statement.error().code;
}

/// The first line of its history is heard of.
void meet(TestNode& reader, const TestNode& whom) {
  const auto log = get_log(whom.memory.store, whom.self.did);
  REQUIRE(log);
  storage::Batch rows;
  DidKeeper keeper(reader.memory.store, rows);
  const auto line = log->log.substr(0, log->log.find('\n'));
  REQUIRE(keeper.add_line(whom.self.did, {line, ""}, {"gossip", reader.clock.now()}));
  reader.memory.write(rows);
}

std::int64_t number_of(const Opened& statement, std::string_view name) {
  const auto member = statement.claims.root().find(name);
  REQUIRE(member);
  REQUIRE(member->integer());
  return *member->integer();
}

}  // namespace

TEST_CASE("our Entity Configuration is signed with the key that it names") {
  TestNode node("library.example");
  const auto jwt = entity_configuration(node.ports);
  REQUIRE(jwt);
  auto statement = open(*jwt);
  CHECK(text_of(statement.header.root(), "typ") == "entity-statement+jwt");
  CHECK(verifies(statement, only_key(statement)));
  const auto claims = statement.claims.root();
  CHECK(text_of(claims, "iss") == "https://library.example");
  CHECK(text_of(claims, "sub") == "https://library.example");
  CHECK(number_of(statement, "iat") == node.clock.now().ms / 1000);
  CHECK(number_of(statement, "exp") == node.clock.now().ms / 1000 + 86'400);
  CHECK_FALSE(claims.find("authority_hints"));  // nobody is above us
  const auto entity = claims.find("metadata")->find("federation_entity");
  REQUIRE(entity);
  CHECK(text_of(*entity, "organization_name") == node.self.name);
  CHECK(text_of(*entity, "federation_fetch_endpoint") ==
        "https://library.example/federation/fetch");
  CHECK(text_of(*entity, "federation_list_endpoint") == "https://library.example/federation/list");
  statement.signature[5] ^= 1;
  CHECK_FALSE(verifies(statement, only_key(statement)));
}

TEST_CASE("of whom we believe we say its name, its keys, and no longer than the bit holds") {
  TestNode node("library.example");
  const TestNode other("mill.example", 7);
  const auto mill = did::did_key_of(other.self.issuing.public_key()).text();
  const auto jwt =
      subordinate_statement(node.ports, {{mill, "The mill"}, node.clock.now() + hour_ms});
  REQUIRE(jwt);
  const auto statement = open(*jwt);
  const auto own = entity_configuration(node.ports);
  REQUIRE(own);
  CHECK(verifies(statement, only_key(open(*own))));
  CHECK_FALSE(has_signed(statement, only_key(statement)));  // that is the key of the mill
  const auto claims = statement.claims.root();
  CHECK(text_of(claims, "iss") == "https://library.example");
  CHECK(text_of(claims, "sub") == mill);
  CHECK(text_of(claims, "source_endpoint") == "https://library.example/federation/fetch");
  CHECK(number_of(statement, "iat") == node.clock.now().ms / 1000);
  CHECK(number_of(statement, "exp") == node.clock.now().ms / 1000 + 3'600);
  CHECK(text_of(*claims.find("metadata")->find("federation_entity"), "organization_name") ==
        "The mill");
  CHECK(text_of(only_key(statement), "kid") ==
        keys::jwk_thumbprint(other.self.issuing.public_key()));
  // Of a root no end is set, and a day is the most.
  const auto root = subordinate_statement(node.ports, {{mill}, trust::time_max});
  REQUIRE(root);
  CHECK(number_of(open(*root), "exp") == node.clock.now().ms / 1000 + 86'400);
}

TEST_CASE("the keys are those of the history that is held, unless the name is another's") {
  TestNode node("employer.example", 3);
  const TestNode library("library.example", 1, NodeMethod::webvh);
  const Believed believed{{library.self.did.text()}, trust::time_max};
  CHECK(refusal(subordinate_statement(node.ports, believed)) == no_statement);
  meet(node, library);
  const auto jwt = subordinate_statement(node.ports, believed);
  REQUIRE(jwt);
  CHECK(text_of(only_key(open(*jwt)), "kid") ==
        keys::jwk_thumbprint(library.self.issuing.public_key()));
  const TestNode other("library.example", 2, NodeMethod::webvh);
  node.clock.advance(hour_ms);
  meet(node, other);
  CHECK(refusal(subordinate_statement(node.ports, {{other.self.did.text()}, trust::time_max})) ==
        no_statement);
  CHECK(subordinate_statement(node.ports, believed));
}

TEST_CASE("nothing is said of whom we know no keys, nor by a node without an address of https") {
  TestNode node("library.example");
  CHECK(refusal(subordinate_statement(node.ports, {{"did:web:far.example"}, trust::time_max})) ==
        no_statement);
  CHECK(refusal(subordinate_statement(node.ports, {{"did:unheard:of"}, trust::time_max})) ==
        no_statement);
  TestNode plain("localhost:8080");
  REQUIRE(plain.self.url.starts_with("http://"));
  CHECK(refusal(entity_configuration(plain.ports)) == no_statement);
  CHECK(refusal(subordinate_statement(plain.ports, {{tests::someone}, trust::time_max})) ==
        no_statement);
  CHECK(subordinate_statement(node.ports, {{tests::someone}, trust::time_max}));
}

}  // namespace waarmerk::node::actions
