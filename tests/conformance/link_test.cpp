// Two nodes that meet, as spec/wire/link.md has it: spec/wire/vectors/link.json, which was computed
// from the text of the specification, and not by this program.
#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "crypto/encoding/hex.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/did_key.hpp"
#include "node/link/handshake.hpp"
#include "node/link/node_keys.hpp"
#include "tests/support/json_vectors.hpp"

namespace waarmerk::node::link {
namespace {

using namespace tests::json_vectors;

std::optional<std::string> find_text(json::Value value, std::string_view name) {
  const auto found = value.find(name).value().string();
  return found ? std::optional<std::string>(*found) : std::nullopt;
}

std::unique_ptr<keys::Signer> signer_of(json::Value value, std::string_view name) {
  return keys::make_signer(
      keys::SecretKey::make(keys::Algorithm::ed25519, hex(text(value, name))).value());
}

ByteArray<32> filled(std::uint8_t with) {
  ByteArray<32> bytes;
  bytes.fill(with);
  return bytes;
}

std::optional<Exporter> exporter_of(json::Value value) {
  const auto found = find_text(value, "exporter");
  return found ? std::optional(array<32>(hex(*found))) : std::nullopt;
}

std::string sent(Handshake& by) { return encoding::encode_hex(by.poll().value()); }

/// Whom a side came to know, once the key of that DID was looked up.
Peer known_by(Handshake& side) {
  if (const auto* did = side.need()) {
    REQUIRE(side.supply(node_keys_of(did::resolve_did_key(*did).value())));
  }
  return side.peer().value();
}

void check_conversation(json::Value value) {
  const auto dialler_key = signer_of(value, "dialler_key");
  const auto listener_key = signer_of(value, "listener_key");
  const UnixTime time{integer(value, "time")};
  const auto dialler_did = find_text(value, "dialler_did");
  Handshake dialler({.role = Role::dialler,
                     .node_key = *dialler_key,
                     .nonce = filled(3),
                     .now = time,
                     .did = dialler_did,
                     .host = "library.example",
                     .agent = "waarmerk",
                     .endpoint = dialler_did
                                     ? std::optional<std::string>("https://town.example/bot/1")
                                     : std::nullopt,
                     .exporter = exporter_of(value)});
  Handshake listener({.role = Role::listener,
                      .node_key = *listener_key,
                      .nonce = filled(4),
                      .now = time + 1500,
                      .did = text(value, "listener_did"),
                      .host = text(value, "listener_host"),
                      .agent = "waarmerk",
                      .endpoint = "https://library.example/bot/1",
                      .exporter = exporter_of(value)});
  CHECK(sent(dialler) == text(value, "dialler_hello"));
  REQUIRE(listener.take(hex(text(value, "dialler_hello"))));
  CHECK(sent(listener) == text(value, "listener_hello"));
  CHECK(sent(listener) == text(value, "listener_auth"));
  REQUIRE(dialler.take(hex(text(value, "listener_hello"))));
  REQUIRE(dialler.take(hex(text(value, "listener_auth"))));
  CHECK(sent(dialler) == text(value, "dialler_auth"));
  REQUIRE(listener.take(hex(text(value, "dialler_auth"))));
  CHECK(known_by(dialler).did->text() == text(value, "listener_did"));
  CHECK(known_by(dialler).clock_ahead_ms == 1500);
  const auto caller = known_by(listener);
  CHECK(caller.did.has_value() == dialler_did.has_value());
  if (caller.did) CHECK(caller.did->text() == *dialler_did);
  CHECK(caller.is_bound == exporter_of(value).has_value());

  const Transcript transcript{.dialler = sha256(hex(text(value, "dialler_hello"))),
                              .listener = sha256(hex(text(value, "listener_hello"))),
                              .exporter = exporter_of(value)};
  CHECK(caller.link_key == array<16>(hex(text(value, "link_key"))));
  CHECK(known_by(dialler).link_key == caller.link_key);
  CHECK(signed_bytes(transcript, Role::dialler) == hex(text(value, "dialler_signs")));
  CHECK(signed_bytes(transcript, Role::listener) == hex(text(value, "listener_signs")));
}

}  // namespace

TEST_CASE("nodes that meet say what the specification says, to the byte") {
  const auto vectors = load("link.json");
  for (const json::Value value : list(vectors.root(), "conversations")) {
    CAPTURE(text(value, "name"));
    check_conversation(value);
  }
}

}  // namespace waarmerk::node::link
