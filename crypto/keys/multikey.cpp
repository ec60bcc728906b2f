#include "crypto/keys/multikey.hpp"

#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"

namespace waarmerk::keys {
namespace {

using encoding::Base;
using encoding::Multicodec;

// base58btc is the only base that the standard allows here.
constexpr Base base = Base::base58btc;

Multicodec codec_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::ed25519: return Multicodec::ed25519_pub;
    case Algorithm::p256: break;
  }
  return Multicodec::p256_pub;
}

}  // namespace

std::string print_multikey(const PublicKey& key) {
  return encoding::encode_multibase(base,
                                    encoding::with_codec(codec_of(key.algorithm()), key.point()));
}

Result<PublicKey> parse_multikey(std::string_view text) {
  const auto bytes = encoding::decode_multibase(base, text);
  if (!bytes) return fail(bad_key, "a Multikey is base58btc with a z before it");
  const auto coded = encoding::split_codec(*bytes);
  if (!coded) return fail(bad_key, "a Multikey starts with a multicodec");
  for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::p256}) {
    if (coded->codec != codec_of(algorithm)) continue;
    // Only the compressed form of a point has a place in a Multikey.
    if (coded->body.size() > 33) return fail(bad_key, "a Multikey of the wrong length");
    return PublicKey::make(algorithm, coded->body);
  }
  return fail(unsupported_key, "only Ed25519 and P-256 keys are supported");
}

}  // namespace waarmerk::keys
