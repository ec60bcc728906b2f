#include "node/link/node_keys.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/did_key.hpp"
#include "node/feed/feed_id.hpp"
#include "tests/support/acquaintance.hpp"

namespace waarmerk::node::link {
namespace {

using tests::Stranger;

std::string multikey(const Stranger& who) { return keys::print_multikey(who.signer->public_key()); }

/// With `more` in the endpoint of the service.
Result<std::vector<keys::PublicKey>> keys_with(const std::string& more) {
  const auto did = did::Did::parse("did:web:library.example").value();
  const auto text =
      R"({"@context":["https://www.w3.org/ns/did/v1"],"id":")" + did.text() +
      R"(","service":[{"id":")" + did.text() +
      R"(#bot","type":"BitOfTrustNode","serviceEndpoint":{"uri":"https://library.example/bot/1","feed":")" +
      feed::print_feed_id(feed::feed_id_of(did)) + R"(","feedKey":")" + multikey(Stranger(1)) +
      "\"" + more + "}}]}";
  return node_keys_of(did::DidDocument::read(json::parse(text).value()).value());
}

std::string quoted(const Stranger& who) { return '"' + multikey(who) + '"'; }

}  // namespace

TEST_CASE("a node speaks with the keys that its DID names, or with that of its feed") {
  const Stranger feed(1), node(2);
  CHECK(keys_with("").value() == std::vector{feed.signer->public_key()});
  CHECK(keys_with(",\"nodeKeys\":[" + quoted(node) + "]").value() ==
        std::vector{node.signer->public_key()});
  CHECK(keys_with(",\"nodeKeys\":[]").value().empty());
  const auto own = did::resolve_did_key(did::Did::parse(node.did).value()).value();
  CHECK(node_keys_of(own).value() == std::vector{node.signer->public_key()});
}

TEST_CASE("keys that are no Ed25519 keys, too many of them, and no service at all are refused") {
  const auto code = [](const std::string& more) { return keys_with(more).error().code; };
  CHECK(code(",\"nodeKeys\":[\"z6Mk\"]") == unauthorised_key);
  std::string nine;
  for (int i = 0; i < 9; ++i) nine += (i ? "," : "") + quoted(Stranger(2));
  CHECK(code(",\"nodeKeys\":[" + nine + "]") == unauthorised_key);
  const auto bare =
      did::DidDocument::read(json::parse(R"({"id":"did:web:library.example"})").value());
  CHECK(node_keys_of(bare.value()).error().code == unauthorised_key);
}

}  // namespace waarmerk::node::link
