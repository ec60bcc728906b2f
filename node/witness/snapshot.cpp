#include "node/witness/snapshot.hpp"

#include <algorithm>
#include <string_view>

#include "crypto/base/big_endian.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/verify.hpp"
#include "did/did_key.hpp"
#include "node/witness/error_codes.hpp"
#include "node/witness/limits.hpp"

namespace waarmerk::node::witness {

namespace {

constexpr std::string_view domain{"bot/witness/1\0", 14};

}  // namespace

Result<keys::PublicKey> witness_key(const did::Did& witness) {
  if (witness.method() != "key" || witness.text().size() > did_bytes_max)
    return fail(malformed, "a witness is a did:key");
  auto key = keys::parse_multikey(witness.specific_id());
  if (!key || key->algorithm() != keys::Algorithm::ed25519 || did::did_key_of(*key) != witness)
    return fail(malformed, "a witness is a did:key of an Ed25519 key");
  return key;
}

Bytes signing_bytes(const SnapshotBody& body) {
  auto bytes = to_bytes(bytes_of(domain));
  append(bytes, bytes_of(body.witness.text()));
  append_big_endian(bytes, static_cast<std::uint64_t>(body.at.ms));
  append_big_endian(bytes, body.size);
  append(bytes, body.root.value);
  append(bytes, body.previous.value);
  return bytes;
}

Result<Snapshot> sign_snapshot(const SnapshotBody& body, const keys::Signer& signer) {
  const auto key = witness_key(body.witness);
  if (!key || signer.public_key() != *key)
    return fail(keys::unsupported_key, "the key is not the one that the witness is");
  TRY(sig, signer.sign(signing_bytes(body)));
  Snapshot snapshot{.body = body};
  std::ranges::copy(sig, snapshot.sig.begin());
  return snapshot;
}

Result<void> verify_snapshot(const Snapshot& snapshot, UnixTime now) {
  const auto& body = snapshot.body;
  TRY(key, witness_key(body.witness));
  if (body.size == 0 || body.size > leaves_max)
    return fail(malformed, "a snapshot has between one leaf and 1,048,576");
  if (body.at > now + clock_skew_ms) return fail(in_future, "the snapshot is of later");
  if (!keys::verify(key, signing_bytes(body), snapshot.sig))
    return fail(bad_signature, "the snapshot is not signed by its witness");
  return {};
}

}  // namespace waarmerk::node::witness
