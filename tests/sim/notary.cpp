#include "tests/sim/notary.hpp"

#include <algorithm>
#include <cassert>
#include <string>
#include <utility>

#include "crypto/base/big_endian.hpp"
#include "crypto/base/split_mix.hpp"
#include "crypto/keys/secret_key.hpp"
#include "node/mesh/error_codes.hpp"
#include "node/witness/limits.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::string_view entry_domain{"bot/entry/1\0", 12};

ByteArray<64> padded(std::uint64_t mac) {
  ByteArray<64> sig{};
  for (std::size_t i = 0; i < sizeof mac; ++i) sig[i] = static_cast<std::uint8_t>(mac >> 8 * i);
  return sig;
}

ByteArray<32> secret_of(std::uint64_t seed, std::size_t author) {
  Bytes words;
  append_big_endian(words, seed);
  append_big_endian(words, std::uint64_t{author});
  return sha256(words).value;
}

feed::FeedId feed_of(std::uint64_t seed, std::size_t author) {
  return feed::FeedId(sha256(secret_of(seed, author)).value);
}

}  // namespace

// Any key will do for the look of it.
class Notary::FakeSigner final : public keys::Signer {
 public:
  explicit FakeSigner(const Notary& notary, const keys::PublicKey& key)
      : notary_(notary), key_(key) {}

  const keys::PublicKey& public_key() const override { return key_; }
  Result<Bytes> sign(ByteView message) const override {
    return to_bytes(padded(notary_.mac(message)));
  }

 private:
  const Notary& notary_;
  keys::PublicKey key_;
};

Notary::Notary(std::uint64_t seed, std::size_t authors, Signatures signatures)
    : signatures_(signatures) {
  std::ranges::copy_n(secret_of(seed, ~std::size_t{0}).begin(), 16, key_.begin());
  for (std::size_t i = 0; i < authors; ++i) {
    feeds_.push_back(feed_of(seed, i));
    authors_[feeds_.back()] = i;
  }
  const auto signers = signatures == Signatures::real ? authors : std::size_t{1};
  for (std::size_t i = 0; i < signers; ++i) signers_.push_back(make_signer(seed, i));
}

std::unique_ptr<keys::Signer> Notary::make_signer(std::uint64_t seed, std::size_t author) const {
  auto real =
      keys::make_signer(*keys::SecretKey::make(keys::Algorithm::ed25519, secret_of(seed, author)));
  if (signatures_ == Signatures::real) return real;
  return std::make_unique<FakeSigner>(*this, real->public_key());
}

std::size_t Notary::author_of(const feed::FeedId& feed) const {
  const auto found = authors_.find(feed);
  return found == authors_.end() ? feeds_.size() : found->second;
}

std::uint64_t Notary::mac(ByteView message) const { return sip_hash(key_, message); }

feed::Entry Notary::write(std::size_t author, const feed::FeedReader& held, feed::Draft draft,
                          UnixTime now) const {
  return *feed::append({feeds_[author], held}, std::move(draft), now, signer_of(author));
}

feed::Entry Notary::begin_epoch(std::size_t author, const feed::FeedReader& held,
                                const Sha256& branch, UnixTime now) const {
  const feed::EpochStart start{.branch = branch, .fork = {}, .did_version = "2-QmVersion"};
  return *feed::begin_epoch({feeds_[author], held}, start, now, signer_of(author));
}

void Notary::sign(std::size_t author, feed::Header& header) const {
  [[maybe_unused]] const auto signed_well = feed::sign_header(header, signer_of(author));
  assert(signed_well);
}

Result<void> Notary::check(const feed::Header& header) const {
  const auto author = author_of(header.feed);
  if (author == authors()) return fail(mesh::unknown_feed, "nobody here writes that feed");
  if (!retired_.empty()) {
    const auto retired = retired_.find({author, header.epoch});
    if (retired != retired_.end() && header.ts >= retired->second)
      return fail(feed::unauthorised_key, "that key counts no more");
  }
  if (signatures_ == Signatures::real)
    return feed::verify_header(header, signers_[author]->public_key());
  const auto encoded = feed::encode_header(header);
  ByteArray<entry_domain.size() + feed::body_bytes> message;
  std::ranges::copy(bytes_of(entry_domain), message.begin());
  std::copy_n(encoded.begin(), feed::body_bytes, message.begin() + entry_domain.size());
  if (padded(mac(message)) != header.sig) return fail(feed::bad_signature, "signed by another");
  return {};
}

Result<void> Notary::check(const node::witness::Snapshot& snapshot, UnixTime now) const {
  const bool is_in_time = snapshot.body.at <= now + node::witness::clock_skew_ms;
  const auto known = good_snapshots_.find(snapshot.sig);
  if (is_in_time && known != good_snapshots_.end() && known->second == snapshot.body) return {};
  auto result = node::witness::verify_snapshot(snapshot, now);
  if (result) good_snapshots_.emplace(snapshot.sig, snapshot.body);
  return result;
}

std::string Notary::endpoint(std::size_t node) { return "n" + std::to_string(node); }

gossip::PeerRecord Notary::record(std::size_t author, UnixTime now) const {
  gossip::PeerRecord record{.did = *did::Did::parse("did:web:" + endpoint(author) + ".example"),
                            .endpoint = endpoint(author),
                            .at = now};
  record.sig = padded(mac(gossip::signed_bytes(record)));
  return record;
}

Result<void> Notary::check(const gossip::PeerRecord& record) const {
  if (padded(mac(gossip::signed_bytes(record))) != record.sig)
    return fail(feed::bad_signature, "signed by another");
  return {};
}

}  // namespace waarmerk::sim
