// Acquaintance: two nodes that are about to meet, and what each would say.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>

#include "crypto/keys/secret_key.hpp"
#include "did/did_key.hpp"
#include "node/link/handshake.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::tests {

inline constexpr UnixTime meeting_time{1'800'000'000'000};

/// A node that is its own key.
struct Stranger {
  explicit Stranger(std::uint64_t seed) {
    SeededRandom random(seed);
    signer = keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random));
    random.fill(nonce);
    did = std::string(did::did_key_of(signer->public_key()).text());
  }

  node::link::HandshakeOptions options(node::link::Role role) const {
    return {.role = role,
            .node_key = *signer,
            .nonce = nonce,
            .now = meeting_time,
            .did = did,
            .host = "library.example"};
  }

  std::unique_ptr<keys::Signer> signer;
  ByteArray<32> nonce{};
  std::string did;
};

/// What one side has to say the other takes, both ways, until nothing is left or somebody will not.
inline Result<void> converse(node::link::Handshake& dialler, node::link::Handshake& listener) {
  for (bool said = true; said;) {
    said = false;
    for (const auto& [from, to] :
         {std::pair(&dialler, &listener), std::pair(&listener, &dialler)}) {
      while (const auto frame = from->poll()) {
        said = true;
        TRY_OK(to->take(*frame));
      }
    }
  }
  return {};
}

}  // namespace waarmerk::tests
