// OwnFeed: signs entries of our own feed, and never two for one place (spec/wire/feed.md 7).
//
//   1. `prepare` an entry   2. write entry, payload, head and `outbox[seq] = body hash` in one
//   durable batch   3. `saved`, or `uncertain` where the write failed   4. only then send it.
#pragma once

#include <cstdint>
#include <optional>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/signer.hpp"
#include "node/feed/chain.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_head.hpp"
#include "node/feed/feed_reader.hpp"
#include "node/feed/statement.hpp"

namespace waarmerk::node::feed {

/// Whether we may publish.
enum class Standing {
  safe,
  asking,  ///< not before peers have told which head they know
  behind,  ///< peers know entries of ours that we do not hold: they must be fetched first
  forked,  ///< two of our entries contradict each other
};

/// The nonce that is drawn at each start, kept in the store and in a file outside it. After a
/// restore from a backup the two differ.
struct InstanceLock {
  std::optional<Bytes> in_store;
  std::optional<Bytes> outside;
  bool has_own_entries = false;
};

/// `safe` where the two nonces are equal, where nothing was ever signed, or where there is no peer
/// to ask; otherwise `asking`.
Standing standing_at_start(const InstanceLock& lock, std::size_t peers_known);

/// The port that remembers what was signed at which seq. node/records implements it.
class Outbox {
 public:
  virtual ~Outbox() = default;
  /// The entry_hash of what was signed there.
  virtual std::optional<Sha256> signed_at(std::uint32_t epoch, std::uint64_t seq) const = 0;
};

/// One of these per process, on one strand. Lives no longer than its ports.
class OwnFeed {
 public:
  OwnFeed(FeedId feed, const FeedReader& reader, const Outbox& outbox, Standing standing);

  const FeedId& feed() const { return feed_; }
  /// `behind` also where it was called safe and seen() says otherwise.
  Standing standing() const;

  /// Signs the next entry. Fails with feed.not_safe unless `safe`, feed.already_signed where
  /// another entry was signed at that seq or is not yet saved, or as append() does.
  Result<Entry> prepare(Draft draft, UnixTime now, const keys::Signer& signer);

  /// Signs the EPOCH that begins the next epoch. Then `saved` makes it safe to publish again.
  /// Fails with feed.not_safe unless `safe` or `forked`, feed.already_signed, or as begin_epoch()
  /// does.
  Result<Entry> prepare_epoch(const EpochStart& start, UnixTime now, const keys::Signer& signer);

  /// The prepared entry is on disk.
  void saved();
  /// Writing it failed, so that it may or may not be on disk: no more signing until peers were
  /// asked. Also for a peer that shows a newer entry of ours.
  void uncertain();

  /// What head recovery found (head_recovery.hpp).
  void stand(Standing standing);
  /// Somebody showed an entry that we signed. Until it is held, or one of a later place, nothing is
  /// signed, whatever others say.
  void seen(const FeedHead& head);
  /// Whether what somebody showed is not held.
  bool is_behind() const;

 private:
  FeedId feed_;
  const FeedReader& reader_;
  const Outbox& outbox_;
  Standing standing_;
  std::optional<FeedHead> seen_;  // the newest
  bool pending_ = false;
  bool begins_epoch_ = false;  // what is pending does
};

}  // namespace waarmerk::node::feed
