// What an issuer says of its own feed: that it ends, who goes on with its status lists, where it
// goes on after a fork, and that a trust ended (spec/wire/feed.md 4, 8).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_id.hpp"
#include "node/feed/fork.hpp"

namespace waarmerk::node::feed {

inline constexpr std::size_t statement_reason_bytes_max = 1000;
inline constexpr std::size_t countersignatures_max = 16;
inline constexpr std::size_t did_version_bytes_max = 128;

/// CLOSE: this is the last entry of the feed.
struct Close {
  std::string reason;  ///< for people

  friend bool operator==(const Close&, const Close&) = default;
};

/// Deterministic CBOR `{"reason": tstr}`. Fails with feed.bad_payload.
Result<Bytes> encode_close(const Close& close);
/// Fails with feed.bad_payload.
Result<Close> decode_close(ByteView payload);

/// Another feed's word that it knows of an appointment.
struct Countersignature {
  FeedId feed;
  ByteArray<64> sig{};

  friend bool operator==(const Countersignature&, const Countersignature&) = default;
};

/// SUCCESSION: another feed goes on with the status lists of this one, and with nothing else.
struct Succession {
  FeedId to;
  UnixTime from;  ///< from when on lists of `to` count
  /// At most countersignatures_max, in the order of their feeds.
  std::vector<Countersignature> countersign = {};

  friend bool operator==(const Succession&, const Succession&) = default;
};

/// Deterministic CBOR `{"to_feed": bstr, "powers": ["status"], "from_ts": uint, "countersign":
/// [* [bstr, bstr]]}`. Fails with feed.bad_payload.
Result<Bytes> encode_succession(const Succession& succession);
/// Fails with feed.bad_payload, also for other powers than the one. Whether the countersignatures
/// hold takes the keys of their feeds.
Result<Succession> decode_succession(ByteView payload);

/// Signs that `feed` appoints as `succession` says. Fails as the signer does.
Result<ByteArray<64>> countersign(const FeedId& feed, const Succession& succession,
                                  const keys::Signer& signer);
/// Whether a countersignature holds under this key.
bool holds(const Countersignature& given, const FeedId& feed, const Succession& succession,
           const keys::PublicKey& key);

/// The feed id, a dot, and the signature as `u` and base64url: for people to hand on.
std::string print_countersignature(const Countersignature& given);
/// Fails with feed.malformed.
Result<Countersignature> parse_countersignature(std::string_view text);

/// EPOCH: the first entry of an epoch, after a fork or after entries that were lost.
struct EpochStart {
  Sha256 branch;               ///< entry hash of the last entry that counts of the epoch before
  std::optional<Sha256> fork;  ///< SHA-256 of the fork proof; nothing where entries were lost
  std::string did_version;     ///< the version of the did:webvh that names the new feed key

  friend bool operator==(const EpochStart&, const EpochStart&) = default;
};

/// Deterministic CBOR `{"branch": bstr, "fork": bstr / null, "did_version": tstr}`. Fails with
/// feed.bad_payload.
Result<Bytes> encode_epoch_start(const EpochStart& start);
/// Fails with feed.bad_payload.
Result<EpochStart> decode_epoch_start(ByteView payload);

/// The SHA-256 of the 458 bytes of a proof.
Sha256 fork_proof_hash(const ForkProof& proof);

/// TRUST_END: what a TRUST said holds no more.
struct TrustEnd {
  Sha256 trust;        ///< the SHA-256 of its payload
  std::string reason;  ///< for people
  UnixTime at;         ///< since when

  friend bool operator==(const TrustEnd&, const TrustEnd&) = default;
};

/// Deterministic CBOR `{"vc_hash": bstr, "reason": tstr, "ts": uint}`. Fails with feed.bad_payload.
Result<Bytes> encode_trust_end(const TrustEnd& end);
/// Fails with feed.bad_payload.
Result<TrustEnd> decode_trust_end(ByteView payload);

/// Whether the payload of one of these four types is in its place: a CLOSE ends its feed, an EPOCH
/// is the first entry of an epoch above 0 and follows the branch that it names, a SUCCESSION names
/// others, and a TRUST_END is not dated ahead. Fails with feed.bad_payload.
Result<void> check_statement(const Header& header, ByteView payload);

}  // namespace waarmerk::node::feed
