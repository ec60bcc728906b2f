// Feeds: the chains that are held, ours and others', and what our own feed has signed.
//
// Reading a feed cannot fail: a store that no longer gives back what it was given is damage that
// nobody here can repair, and signing on top of it could fork our own feed. The process stops.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/time.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_reader.hpp"
#include "node/feed/fork.hpp"
#include "node/feed/own_feed.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// An entry that was accepted, with its payload where we have it.
struct KeptEntry {
  feed::Header header;
  feed::EntryState state = feed::EntryState::ok;
  std::optional<Bytes> payload = {};
};

/// An entry as it is held, without its payload.
struct HeldEntry {
  feed::Header header;
  feed::EntryState state = feed::EntryState::ok;
  UnixTime first_seen = {};
};

/// What a feed costs here: the bytes of the rows that it made, since when it is held, and when it
/// grew last.
struct FeedSize {
  std::uint64_t bytes = 0;
  UnixTime since = {};
  UnixTime grew = {};

  friend bool operator==(const FeedSize&, const FeedSize&) = default;
};

/// What an entry costs, its payload and what we note of it included.
std::uint64_t row_bytes(const feed::Header& header);

class Feeds final : public feed::FeedReader, public feed::Outbox {
 public:
  /// `store` outlives this.
  explicit Feeds(const storage::View& store);

  std::optional<feed::Header> head(const feed::FeedId& feed) const override;
  std::vector<feed::Header> headers(const feed::FeedId& feed, std::uint32_t epoch,
                                    feed::SeqRange range, std::size_t count_max) const override;
  std::optional<Bytes> payload(const Sha256& hash) const override;
  std::vector<feed::Arrival> arrivals(std::uint64_t after, std::size_t count_max) const override;
  std::uint64_t newest_arrival() const override;
  std::optional<feed::ForkProof> fork(const feed::FeedId& feed) const override;
  std::optional<feed::ForkProof> fork_in(const feed::FeedId& feed,
                                         std::uint32_t epoch) const override;
  std::optional<Sha256> signed_at(std::uint32_t epoch, std::uint64_t seq) const override;

  std::optional<HeldEntry> find_entry(const feed::FeedId& feed, std::uint32_t epoch,
                                      std::uint64_t seq) const;
  /// All that is held of a feed, in its order.
  void visit_entries(const feed::FeedId& feed,
                     const std::function<void(const HeldEntry&)>& visit) const;

  /// A batch of this feed is filled next and given to the journal. Arrivals have their numbers by
  /// when they are saved, and what is written at once is seen before what the journal still has: so
  /// until the last copy goes, no arrival is told from here on, and nobody who follows them passes
  /// one that is still to come. It goes when the journal answered, or where nothing is written
  /// after all. The journal answers in its order: who is told of a batch finds it. It may outlive
  /// this.
  using Expected = std::shared_ptr<const void>;
  [[nodiscard]] Expected expect(const feed::FeedId& feed);
  /// Whether something of this feed is on its way to the disk.
  bool is_expected(const feed::FeedId& feed) const;

  /// The entry becomes the head of its feed. Entries of one feed are saved in their order.
  void save(storage::Batch& batch, const KeptEntry& entry, UnixTime now);
  /// As save(), for an entry of our own feed: also notes what was signed there.
  void save_own(storage::Batch& batch, const feed::Entry& entry, UnixTime now);
  /// A payload that the feed said, whichever entry names it.
  void save_payload(storage::Batch& batch, const feed::FeedId& feed, ByteView payload);
  void save_fork(storage::Batch& batch, const feed::ForkProof& proof);

  /// The entry stays, and its payload is gone. That is an arrival, to who follows what the feed
  /// says.
  void erase_payload(storage::Batch& batch, const feed::Header& header);
  /// Whether an entry that is not erasable has this payload too. Looks at every entry that is held.
  bool is_payload_needed(const Sha256& hash) const;

  /// How many feeds there was ever an arrival of.
  std::size_t count() const { return kept_.size(); }
  /// Every feed that is held.
  std::vector<feed::FeedId> all() const;

  /// What else was written because of what a feed said.
  void charge(storage::Batch& batch, const feed::FeedId& feed, std::int64_t bytes);
  /// Nothing where no entry of it is held.
  std::optional<FeedSize> size_of(const feed::FeedId& feed) const;
  void visit_sizes(const std::function<void(const feed::FeedId&, const FeedSize&)>& visit) const;

  /// Lets go of a feed: its entries, and the payloads that no other feed has said. Proofs of its
  /// forks stay, and with them that there was an arrival of it.
  void forget(storage::Batch& batch, const feed::FeedId& feed);
  /// How many feeds were ever let go of, as of the last write that was acknowledged.
  std::uint64_t forgotten() const;

 private:
  /// Of a feed, also when not yet on disk.
  struct Kept {
    std::uint64_t arrival = 0;
    std::uint32_t epoch = 0;
    std::uint64_t seq = 0;  // 0: no entry
    FeedSize size = {};
  };

  std::optional<feed::ForkProof> first_fork(ByteView key_start) const;
  void load_head(ByteView key, ByteView value);
  FeedSize measure(const feed::FeedId& feed) const;
  void save_head(storage::Batch& batch, const feed::FeedId& feed);
  void name_payload(storage::Batch& batch, const feed::FeedId& feed, const Sha256& hash);
  void forget_payloads(storage::Batch& batch, const feed::FeedId& feed);
  void arrive(storage::Batch& batch, const feed::FeedId& feed);

  const storage::View& store_;
  std::map<feed::FeedId, Kept> kept_;
  /// What is expected, by the number from which on it may be.
  std::shared_ptr<std::multimap<std::uint64_t, feed::FeedId>> expected_ =
      std::make_shared<std::multimap<std::uint64_t, feed::FeedId>>();
  std::uint64_t next_arrival_ = 1;
  std::uint64_t forgotten_ = 0;  // also what is not yet on disk
};

}  // namespace waarmerk::node::records
