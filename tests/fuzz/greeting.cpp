// Any bytes as a greeting, and as what a listener is told first and second: written back as it was
// or refused, and nobody is anybody by words of his own.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "crypto/keys/secret_key.hpp"
#include "node/link/greeting.hpp"
#include "node/link/handshake.hpp"

namespace waarmerk::node::link {
namespace {

constexpr UnixTime now{1'772'532'720'000};

void require(bool holds) {
  if (!holds) std::abort();
}

const keys::Signer& own_key() {
  static const auto signer = [] {
    std::array<std::uint8_t, 32> secret;
    secret.fill(1);
    return keys::make_signer(keys::SecretKey::make(keys::Algorithm::ed25519, secret).value());
  }();
  return *signer;
}

void try_decoding(ByteView bytes) {
  const auto greeting = decode_greeting(bytes);
  if (greeting) require(std::ranges::equal(encode_greeting(*greeting), bytes));
}

/// The first half is said first, where there are two.
void try_telling(ByteView bytes, Role role) {
  Handshake handshake({.role = role,
                       .node_key = own_key(),
                       .nonce = {},
                       .now = now,
                       .did = "did:web:library.example",
                       .host = "library.example",
                       .agent = "waarmerk"});
  for (const auto part : {bytes.first(bytes.size() / 2), bytes}) {
    while (handshake.poll()) {
    }
    if (handshake.need() != nullptr) break;
    if (!handshake.take(part)) break;
  }
  require(!handshake.peer());
}

}  // namespace
}  // namespace waarmerk::node::link

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const waarmerk::ByteView bytes{data, size};
  waarmerk::node::link::try_decoding(bytes);
  waarmerk::node::link::try_telling(bytes, waarmerk::node::link::Role::listener);
  waarmerk::node::link::try_telling(bytes, waarmerk::node::link::Role::dialler);
  return 0;
}
