#include "node/feed/entry.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "crypto/keys/multikey.hpp"
#include "crypto/keys/verify.hpp"
#include "node/feed/limits.hpp"

namespace waarmerk::node::feed {

namespace {

constexpr std::string_view entry_domain{"bot/entry/1\0", 12};
constexpr std::string_view hash_domain{"bot/hash/1\0", 11};
constexpr std::uint16_t magic = 0x4254;
constexpr std::uint8_t version = 1;
constexpr std::uint8_t known_flags = flag_end_of_feed | flag_urgent | flag_erasable | flag_critical;

// Writes fields one after the other into the header's bytes.
class Packer {
 public:
  explicit Packer(std::span<std::uint8_t> to) : to_(to) {}

  void integer(std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      to_[at_ + i] = static_cast<std::uint8_t>(value >> 8 * (size - 1 - i));
    at_ += size;
  }
  void bytes(ByteView value) {
    std::ranges::copy(value, to_.begin() + static_cast<std::ptrdiff_t>(at_));
    at_ += value.size();
  }

 private:
  std::span<std::uint8_t> to_;
  std::size_t at_ = 0;
};

// Reads them back; the size was checked before.
class Unpacker {
 public:
  explicit Unpacker(ByteView from) : from_(from) {}

  std::uint64_t integer(std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | from_[at_ + i];
    at_ += size;
    return value;
  }
  template <std::size_t N>
  ByteArray<N> bytes() {
    ByteArray<N> value;
    std::ranges::copy(from_.subspan(at_, N), value.begin());
    at_ += N;
    return value;
  }

 private:
  ByteView from_;
  std::size_t at_ = 0;
};

Bytes signed_bytes(const Header& header) {
  const auto encoded = encode_header(header);
  Bytes message = to_bytes(bytes_of(entry_domain));
  append(message, ByteView(encoded).first(body_bytes));
  return message;
}

}  // namespace

bool has_effect(EntryType type) {
  switch (type) {
    case EntryType::did_log:
    case EntryType::status:
    case EntryType::trust:
    case EntryType::trust_end:
    case EntryType::profile:
    case EntryType::heartbeat:
    case EntryType::achievement:
    case EntryType::succession:
    case EntryType::close:
    case EntryType::epoch: return true;
  }
  return false;  // a number without a name
}

std::size_t payload_bytes_max_of(EntryType type) {
  return type == EntryType::status ? status_payload_bytes_max : payload_bytes_max;
}

Kid8 kid8_of(const keys::PublicKey& key) {
  const auto digest = sha256(keys::encode_multikey(key));
  Kid8 kid8;
  std::copy_n(digest.value.begin(), kid8.size(), kid8.begin());
  return kid8;
}

ByteArray<header_bytes> encode_header(const Header& header) {
  ByteArray<header_bytes> encoded{};
  Packer pack(encoded);
  pack.integer(magic, 2);
  pack.integer(version, 1);
  pack.integer(static_cast<std::uint8_t>(header.type), 1);
  pack.integer(header.flags, 1);
  pack.bytes(header.feed.value);
  pack.integer(header.epoch, 4);
  pack.integer(header.seq, 8);
  pack.integer(static_cast<std::uint64_t>(header.ts.ms), 8);
  pack.bytes(header.prev.value);
  pack.bytes(header.skip.value);
  pack.integer(header.payload_size, 4);
  pack.bytes(header.payload_hash.value);
  pack.bytes(header.kid8);
  pack.bytes(header.sig);
  return encoded;
}

Result<Header> decode_header(ByteView bytes) {
  if (bytes.size() != header_bytes) return fail(malformed, "a header has 229 bytes");
  Unpacker unpack(bytes);
  if (unpack.integer(2) != magic) return fail(malformed, "a header starts with BT");
  if (unpack.integer(1) != version) return fail(malformed, "this version of header is not known");
  Header header;
  const auto type = static_cast<std::uint8_t>(unpack.integer(1));
  header.type = static_cast<EntryType>(type);
  header.flags = static_cast<std::uint8_t>(unpack.integer(1));
  header.feed.value = unpack.bytes<32>();
  header.epoch = static_cast<std::uint32_t>(unpack.integer(4));
  header.seq = unpack.integer(8);
  const auto ts = unpack.integer(8);
  header.ts.ms = static_cast<std::int64_t>(ts);
  header.prev.value = unpack.bytes<32>();
  header.skip.value = unpack.bytes<32>();
  header.payload_size = static_cast<std::uint32_t>(unpack.integer(4));
  header.payload_hash.value = unpack.bytes<32>();
  header.kid8 = unpack.bytes<8>();
  header.sig = unpack.bytes<64>();
  if (type == 0) return fail(malformed, "type 0 is never used");
  if ((header.flags & ~known_flags) != 0) return fail(malformed, "version 1 has no such flag");
  if (header.seq == 0) return fail(malformed, "seq is counted from 1");
  if (ts > ts_max) return fail(malformed, "ts is past the year 9999");
  return header;
}

Sha256 entry_hash(const Header& header) {
  const auto encoded = encode_header(header);
  return sha256({bytes_of(hash_domain), ByteView(encoded).first(body_bytes)});
}

Result<void> sign_header(Header& header, const keys::Signer& signer) {
  if (signer.public_key().algorithm() != keys::Algorithm::ed25519)
    return fail(keys::unsupported_key, "a feed is signed with Ed25519");
  header.kid8 = kid8_of(signer.public_key());
  TRY(signature, signer.sign(signed_bytes(header)));
  if (signature.size() != header.sig.size())
    return fail(keys::unsupported_key, "the signer did not give an Ed25519 signature");
  std::ranges::copy(signature, header.sig.begin());
  return {};
}

Result<void> verify_header(const Header& header, const keys::PublicKey& key) {
  if (key.algorithm() != keys::Algorithm::ed25519 ||
      !keys::verify(key, signed_bytes(header), header.sig))
    return fail(bad_signature, "the header is not signed by this key");
  return {};
}

Result<void> check_payload_bytes(const Header& header, ByteView payload) {
  if (payload.size() != header.payload_size || sha256(payload) != header.payload_hash)
    return fail(wrong_payload, "this is not the payload that the header names");
  return {};
}

std::uint64_t lipmaa(std::uint64_t seq) {
  if (seq <= 1) return 0;
  // Bamboo: the spine is 1, 4, 13, 40 … (3^k - 1) / 2, and between two of its vertebrae the pattern
  // of the smaller ones repeats. `above` is the first vertebra not below what is left of seq.
  std::uint64_t rest = seq;
  while (true) {
    std::uint64_t below = 0;
    std::uint64_t above = 1;
    while (above < rest && above <= (UINT64_MAX - 1) / 3) {
      below = above;
      above = 3 * above + 1;
    }
    if (above == rest) {
      // On the spine itself the link goes to the vertebra before; in a repeated part, to its start.
      return rest == seq ? below : seq - rest;
    }
    if (above < rest) below = above;  // past the last vertebra that fits in 64 bits
    rest -= below;
  }
}

bool has_skip(std::uint64_t seq) { return seq > 1 && lipmaa(seq) != seq - 1; }

}  // namespace waarmerk::node::feed
