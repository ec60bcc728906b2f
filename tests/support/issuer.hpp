// Issuer: a did:key with its feed, for tests: the same seed gives the same issuer.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/keys/secret_key.hpp"
#include "did/did_key.hpp"
#include "node/feed/chain.hpp"
#include "node/feed/payload.hpp"
#include "tests/support/memory_feeds.hpp"

namespace waarmerk::tests {

inline constexpr UnixTime start_time{1'772'532'720'000};  // 2026-03-03T10:12:00Z

class Issuer {
 public:
  explicit Issuer(std::uint8_t seed)
      : signer_(make_signer(seed)),
        document_(*did::resolve_did_key(did::did_key_of(signer_->public_key()))) {}

  const keys::Signer& signer() const { return *signer_; }
  const did::DidDocument& document() const { return document_; }
  const did::Did& did() const { return document_.id(); }
  node::feed::FeedId feed() const { return node::feed::feed_id_of(did()); }
  node::feed::FeedKeys keys() const { return *node::feed::feed_keys_of(document_); }

  /// The keys of this feed when its DID has named that of `next` for epoch 1 since `from`.
  node::feed::FeedKeys keys_with(const Issuer& next, UnixTime from = start_time) const {
    auto all = keys();
    all.keys.front().until = from;
    all.keys.push_back({.key = next.signer().public_key(), .from = from, .epoch = 1});
    return all;
  }
  /// The EPOCH that begins the next epoch behind what `feeds` holds, signed with the key of `next`.
  node::feed::Entry begin_epoch(const MemoryFeeds& feeds, const Issuer& next,
                                UnixTime now = start_time) const {
    const node::feed::ChainState state(feed(), feeds);
    const auto fork = state.fork();
    const node::feed::EpochStart start{
        .branch = state.head().hash,
        .fork = fork ? std::optional(node::feed::fork_proof_hash(*fork)) : std::nullopt,
        .did_version = "2-Qm"};
    return *node::feed::begin_epoch(state, start, now, next.signer());
  }

  node::feed::Draft introduction(UnixTime at = start_time) const {
    return {node::feed::EntryType::did_log,
            *node::feed::encode_did_snapshot(document_.source().root(), at), 0};
  }
  static node::feed::Draft status(std::uint64_t version, std::string_view list = R"({"v":1})") {
    return {node::feed::EntryType::status,
            *node::feed::encode_status({.url = "https://issuer.example/status/1",
                                        .version = version,
                                        .list = to_bytes(bytes_of(list))}),
            0};
  }

  /// Signs what follows what `feeds` holds, without keeping it there.
  node::feed::Entry sign(const MemoryFeeds& feeds, node::feed::Draft draft,
                         UnixTime now = start_time) const {
    return *node::feed::append({feed(), feeds}, std::move(draft), now, *signer_);
  }
  /// Signs it and keeps it.
  node::feed::Entry publish(MemoryFeeds& feeds, node::feed::Draft draft,
                            UnixTime now = start_time) const {
    auto entry = sign(feeds, std::move(draft), now);
    feeds.keep(entry);
    return entry;
  }

 private:
  static std::unique_ptr<keys::Signer> make_signer(std::uint8_t seed) {
    std::array<std::uint8_t, 32> secret{};
    secret.fill(seed);
    return keys::make_signer(*keys::SecretKey::make(keys::Algorithm::ed25519, secret));
  }

  std::unique_ptr<keys::Signer> signer_;
  did::DidDocument document_;
};

}  // namespace waarmerk::tests
