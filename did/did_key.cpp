// The document creation algorithm of did:key, with Multikey as the only format (did:key 3.1.1).
#include "did/did_key.hpp"

#include <optional>
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

constexpr std::size_t rsa_bytes_min = 140;  // RSAPublicKey of 1024 bits

/// How long a key of this kind is (did:key 3.1.2, the table); nothing for what is no known kind.
std::optional<std::size_t> size_of(Multicodec kind) {
  switch (kind) {
    case Multicodec::ed25519_pub:
    case Multicodec::x25519_pub: return 32;
    case Multicodec::p256_pub:
    case Multicodec::secp256k1_pub: return 33;
    case bls12_381_g1_pub: return 48;
    case Multicodec::p384_pub: return 49;
    case Multicodec::p521_pub: return 67;
    case Multicodec::bls12_381_g2_pub: return 96;
    case bls12_381_g1g2_pub: return 144;
    case Multicodec::rsa_pub: return rsa_bytes_min;
    case Multicodec::sha2_256:
    case Multicodec::sha2_384:
    case Multicodec::ed25519_priv:
    case Multicodec::p256_priv: return std::nullopt;
  }
  return std::nullopt;
}

Result<void> check_key(const encoding::Coded& key) {
  const auto size = size_of(key.codec);
  if (!size) return fail(malformed, "a did:key holds no key that is known");
  const bool fits =
      key.codec == Multicodec::rsa_pub ? key.body.size() >= *size : key.body.size() == *size;
  if (!fits) return fail(wrong_key_length, "the key in this did:key is too long or too short");
  return {};
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
  if (!key) return fail(malformed, "a did:key holds no key that is known");
  TRY_OK(check_key(*key));

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
