// FeedKeys: the keys that may sign a feed, and how a DID document says so (spec/wire/feed.md 3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/document_history.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_id.hpp"

namespace waarmerk::node::feed {

/// A key and when it counts: from `from`, before `until`, in one epoch.
struct FeedKey {
  keys::PublicKey key;
  UnixTime from;
  std::optional<UnixTime> until = {};
  std::uint32_t epoch = 0;

  friend bool operator==(const FeedKey&, const FeedKey&) = default;
};

/// Who writes a feed, and with which Ed25519 keys; at most feed_keys_max of them.
struct FeedKeys {
  did::Did did;
  std::vector<FeedKey> keys;

  /// The key that a header names, where it counts at its ts and in its epoch. Fails with
  /// feed.unauthorised_key.
  Result<keys::PublicKey> find(const Header& header) const;
  /// The highest epoch that a key counts in.
  std::uint32_t newest_epoch() const;

  friend bool operator==(const FeedKeys&, const FeedKeys&) = default;
};

/// The `BitOfTrustNode` service of a DID document.
struct FeedService {
  std::string uri;  ///< where the feed is served, such as `https://badges.example/bot/1`
  FeedId feed{};
  keys::PublicKey feed_key;
  std::uint32_t epoch = 0;                ///< above 0 only in a did:webvh
  std::vector<std::string> mirrors = {};  ///< of that address (mirrors_of)
};

/// The keys that `document` authorises for the feed of its DID: the feedKey of its service, or for
/// did:key and did:jwk the key that the DID is. Fails with feed.no_feed_key, or feed.wrong_feed
/// where the service names another feed.
Result<FeedKeys> feed_keys_of(const did::DidDocument& document);

/// The keys that a history authorises, each for the time in which a document named it: the first of
/// them from the beginning of time, and of several the last feed_keys_max. Fails likewise, where no
/// document names one.
Result<FeedKeys> feed_keys_of(const did::DocumentHistory& documents);

/// Fails with feed.no_feed_key where the document has no such service, and feed.wrong_feed.
Result<FeedService> read_feed_service(const did::DidDocument& document);

/// The service as one element of the array `service`: an object with the id `<did>#bot`.
void write_feed_service(json::Writer& writer, const did::Did& did, const FeedService& service);

}  // namespace waarmerk::node::feed
