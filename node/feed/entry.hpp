// Header and Entry: one signed statement in a feed (spec/wire/feed.md 2).
//
// What is signed is the header, 229 bytes; the payload is named in it by size and SHA-256, so a
// payload can travel later, from someone else, or be erased, and the chain still stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"
#include "node/feed/error_codes.hpp"
#include "node/feed/feed_id.hpp"

namespace waarmerk::node::feed {

inline constexpr std::size_t header_bytes = 229;
inline constexpr std::size_t body_bytes = 165;  ///< the header without its signature

/// What an entry is about. Those without a name are kept and relayed without effect.
enum class EntryType : std::uint8_t {
  did_log = 1,
  status = 2,
  trust = 3,
  trust_end = 4,
  profile = 5,
  heartbeat = 6,
  achievement = 7,
  succession = 8,
  close = 9,
  epoch = 10,
};

/// Whether this node gives entries of the type an effect. Others are refused when critical.
bool has_effect(EntryType type);

std::size_t payload_bytes_max_of(EntryType type);

inline constexpr std::uint8_t flag_end_of_feed = 0x01;
inline constexpr std::uint8_t flag_urgent = 0x02;
inline constexpr std::uint8_t flag_erasable = 0x04;
inline constexpr std::uint8_t flag_critical = 0x80;

/// The first 8 bytes of the SHA-256 of a public key with its multicodec.
using Kid8 = ByteArray<8>;
Kid8 kid8_of(const keys::PublicKey& key);

struct Header {
  EntryType type = EntryType::heartbeat;
  std::uint8_t flags = 0;
  FeedId feed{};
  std::uint32_t epoch = 0;
  std::uint64_t seq = 1;  ///< from 1, within the epoch
  UnixTime ts;
  Sha256 prev{};
  Sha256 skip{};
  std::uint32_t payload_size = 0;
  Sha256 payload_hash{};
  Kid8 kid8{};
  ByteArray<64> sig{};

  bool has(std::uint8_t flag) const { return (flags & flag) != 0; }

  friend bool operator==(const Header&, const Header&) = default;
};

/// A header and its payload, which the header names.
struct Entry {
  Header header;
  Bytes payload;

  friend bool operator==(const Entry&, const Entry&) = default;
};

ByteArray<header_bytes> encode_header(const Header& header);

/// Reads exactly 229 bytes. Fails with feed.malformed for another size, magic, version, a flag that
/// version 1 does not know, seq 0, type 0, or a time past the year 9999.
Result<Header> decode_header(ByteView bytes);

/// The SHA-256 of `bot/hash/1`, a zero byte and the body. Two signatures over one body are the same
/// entry.
Sha256 entry_hash(const Header& header);

/// Sets kid8 and sig. Fails with key.unsupported for a key that is not Ed25519, or as the signer
/// does.
Result<void> sign_header(Header& header, const keys::Signer& signer);

/// Fails with feed.bad_signature.
Result<void> verify_header(const Header& header, const keys::PublicKey& key);

/// Fails with feed.wrong_payload where size or digest differ from what the header names.
Result<void> check_payload_bytes(const Header& header, ByteView payload);

/// The entry that `skip` of entry `seq` names: 0 for 1, otherwise between 1 and seq - 1. From any
/// seq back to any other it takes a number of hops that grows as its logarithm (Bamboo).
std::uint64_t lipmaa(std::uint64_t seq);

/// Whether entry `seq` has a skip link of its own; otherwise `skip` is zeros.
bool has_skip(std::uint64_t seq);

}  // namespace waarmerk::node::feed
