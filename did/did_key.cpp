// The document creation algorithm of did:key, with Multikey as the only format (did:key 3.1.1).
#include "did/did_key.hpp"

#include <string>
#include <utility>
#include <vector>

#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/write.hpp"

namespace waarmerk::did {
namespace {

using enum Purpose;
using encoding::Multicodec;

// Kinds that only did:key names; they have no verifier here.
constexpr Multicodec bls12_381_g1_pub{0xea};
constexpr Multicodec bls12_381_g1g2_pub{0xee};
constexpr Multicodec p521_pub{0x1202};

constexpr std::size_t rsa_bytes_min = 140;  // RSAPublicKey of 1024 bits

/// Whether the bytes have the length that their kind has (did:key 3.1.2, the table).
bool is_known_key(const encoding::Coded& key) {
  const auto size = key.body.size();
  switch (key.codec) {
    case Multicodec::ed25519_pub:
    case Multicodec::x25519_pub: return size == 32;
    case Multicodec::p256_pub:
    case Multicodec::secp256k1_pub: return size == 33;
    case bls12_381_g1_pub: return size == 48;
    case Multicodec::p384_pub: return size == 49;
    case p521_pub: return size == 67;
    case Multicodec::bls12_381_g2_pub: return size == 96;
    case bls12_381_g1g2_pub: return size == 144;
    case Multicodec::rsa_pub: return size >= rsa_bytes_min;
    case Multicodec::sha2_256:
    case Multicodec::sha2_384:
    case Multicodec::ed25519_priv:
    case Multicodec::p256_priv: return false;
  }
  return false;
}

}  // namespace

Did did_key_of(const keys::PublicKey& key) {
  return Did::parse("did:key:" + keys::print_multikey(key)).value();
}

DidUrl did_key_method_of(const keys::PublicKey& key) {
  const auto multikey = keys::print_multikey(key);
  return DidUrl::parse("did:key:" + multikey + "#" + multikey).value();
}

Result<DidDocument> resolve_did_key(const Did& did) {
  const auto text = did.specific_id();
  const auto bytes = encoding::decode_multibase(encoding::Base::base58btc, text);
  if (!bytes) return fail(malformed, "a did:key is z and base58: " + bytes.error().detail);
  const auto key = encoding::split_codec(*bytes);
  if (!key || !is_known_key(*key)) return fail(malformed, "a did:key holds no key that is known");

  const std::vector<Purpose> purposes =
      key->codec == Multicodec::x25519_pub
          ? std::vector{key_agreement}
          : std::vector{authentication, assertion_method, capability_invocation,
                        capability_delegation};
  auto document = read_document(write_single_key_document(did, text, text, purposes));
  if (!document) return fail(malformed, "a did:key holds a broken key: " + document.error().detail);
  return document;
}

}  // namespace waarmerk::did
