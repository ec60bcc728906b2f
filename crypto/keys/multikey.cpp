#include "crypto/keys/multikey.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"

namespace waarmerk::keys {
namespace {

using encoding::Base;
using encoding::Multicodec;

// base58btc is the only base that the standard allows here.
constexpr Base base = Base::base58btc;

struct Kind {
  Algorithm algorithm;
  Multicodec codec;
  std::size_t bytes_max;  // only the compressed form of a point has a place in a Multikey
};
constexpr auto kinds = std::to_array<Kind>({
    {Algorithm::ed25519, Multicodec::ed25519_pub, 32},
    {Algorithm::p256, Multicodec::p256_pub, 33},
    {Algorithm::p384, Multicodec::p384_pub, 49},
    {Algorithm::p521, Multicodec::p521_pub, 67},
    {Algorithm::rsa, Multicodec::rsa_pub, 1100},
});

}  // namespace

Bytes encode_multikey(const PublicKey& key) {
  const auto* kind = std::ranges::find(kinds, key.algorithm(), &Kind::algorithm);
  return encoding::with_codec(kind->codec, key.point());
}

std::string print_multikey(const PublicKey& key) {
  return encoding::encode_multibase(base, encode_multikey(key));
}

Result<PublicKey> parse_multikey(std::string_view text) {
  const auto bytes = encoding::decode_multibase(base, text);
  if (!bytes) return fail(bad_key, "a Multikey is base58btc with a z before it");
  const auto coded = encoding::split_codec(*bytes);
  if (!coded) return fail(bad_key, "a Multikey starts with a multicodec");
  const auto* kind = std::ranges::find(kinds, coded->codec, &Kind::codec);
  if (kind == kinds.end()) {
    return fail(unsupported_key, "only Ed25519, P-256, P-384, P-521 and RSA keys are supported");
  }
  if (coded->body.size() > kind->bytes_max) return fail(bad_key, "a Multikey of the wrong length");
  return PublicKey::make(kind->algorithm, coded->body);
}

}  // namespace waarmerk::keys
