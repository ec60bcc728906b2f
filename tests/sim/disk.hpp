// Disk: what one simulated node holds. What all nodes hold alike is there once for all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "node/feed/own_feed.hpp"
#include "node/mesh/shelf.hpp"
#include "node/recon/item_set.hpp"
#include "tests/sim/notary.hpp"

namespace waarmerk::sim {

/// What every node began with: the first entry of each feed, in the order of feeds.
struct Beginning {
  std::vector<feed::Header> heads;
  recon::ItemSet items;
};

/// Each entry of the network once.
class Archive {
 public:
  using Ref = std::shared_ptr<const gossip::StoredEntry>;

  Ref share(const gossip::StoredEntry& entry);

 private:
  std::unordered_multimap<std::uint64_t, Ref> entries_;
};

/// The newest status list of a feed, and what its earlier ones revoked that it does not.
struct KeptList {
  Bytes followed;
  Bytes beside;

  /// Whether it has a place for the entry.
  bool covers(std::uint64_t index) const { return index < 8 * std::uint64_t{followed.size()}; }
};

/// Entry 0 stands at the most significant bit of byte 0; beyond the end none is set.
constexpr bool is_set(ByteView bits, std::uint64_t index) {
  return index / 8 < bits.size() && (bits[index / 8] & (0x80U >> index % 8)) != 0;
}

class Disk final : public mesh::Shelf, public feed::Outbox {
 public:
  Disk(const Beginning& beginning, Archive& archive) : beginning_(&beginning), archive_(&archive) {}

  bool keep(const mesh::Writing& writing) override;
  /// An entry of our own feed, and that it was signed, in one durable write; or nothing of it.
  bool keep_own(const feed::Entry& entry);
  /// Everything up to here outlives a crash.
  void sync() { unsynced_.clear(); }
  /// The last writes that were not synced are gone, all but `kept` of them.
  void tear(std::size_t kept);
  std::size_t unsynced() const { return unsynced_.size(); }
  /// From now on nothing more is written, or is again.
  void set_full(bool full) { full_ = full; }
  bool is_full() const { return full_; }
  /// Who is asked what a snapshot says.
  using Prove = std::function<std::optional<node::witness::Proof>(const mesh::SnapshotName&,
                                                                  const feed::FeedId&)>;
  void on_proof(Prove prove) { prove_ = std::move(prove); }
  /// Lists are kept from now on: of a payload the first bytes, which are drawn, are one.
  void keep_lists() { keeps_lists_ = true; }
  /// Nothing where no list of the feed is held.
  const KeptList* list(const feed::FeedId& feed) const;
  /// All that are held of it, the oldest first.
  std::vector<ByteView> lists_of(const feed::FeedId& feed) const;
  /// What an entry of a list is read as: revoked by the one that is followed, or any before it.
  bool is_revoked(const feed::FeedId& feed, std::uint64_t index) const;
  /// How often something was written.
  std::uint64_t writes() const { return writes_; }

  std::optional<feed::Header> head(const feed::FeedId& feed) const override;
  std::vector<feed::Header> headers(const feed::FeedId& feed, std::uint32_t epoch,
                                    feed::SeqRange range, std::size_t count_max) const override;
  std::optional<Bytes> payload(const Sha256& hash) const override;
  std::vector<feed::Arrival> arrivals(std::uint64_t, std::size_t) const override { return {}; }
  std::uint64_t newest_arrival() const override { return 0; }
  std::optional<feed::ForkProof> fork(const feed::FeedId& feed) const override;
  std::optional<feed::ForkProof> fork_in(const feed::FeedId& feed,
                                         std::uint32_t epoch) const override;
  std::vector<feed::FeedId> feeds_of_key(std::uint64_t order_key) const override;
  std::optional<node::witness::Proof> proof(const mesh::SnapshotName& name,
                                            const feed::FeedId& feed) const override {
    return prove_ ? prove_(name, feed) : std::nullopt;
  }
  std::optional<Sha256> signed_at(std::uint32_t epoch, std::uint64_t seq) const override;

  /// The items of all that is held, as a core wants them at its start.
  recon::ItemSet items() const;
  std::size_t entries() const { return payloads_.size(); }
  std::size_t forks() const { return forks_.size(); }
  /// The very entry is held, and would be after a crash.
  bool is_durable(const feed::Header& header) const;
  /// What was wrong with a write: an entry that does not follow the head, a proof that grew later.
  const std::optional<std::string>& broken() const { return broken_; }

 private:
  using Place = std::pair<std::uint32_t, std::uint64_t>;  // epoch and seq

  static std::optional<ByteView> list_in(const gossip::StoredEntry& entry);
  const feed::Header* begun(const feed::FeedId& feed) const;
  void check(const mesh::Writing& writing);
  void take_back();
  void follow_list(const gossip::StoredEntry& entry);

  const Beginning* beginning_;
  Archive* archive_;
  std::map<feed::FeedId, std::vector<Archive::Ref>> grown_;
  std::map<std::pair<feed::FeedId, std::uint32_t>, feed::ForkProof> forks_;  // one an epoch
  std::unordered_map<Sha256, Archive::Ref> payloads_;
  std::map<Place, Sha256> outbox_;
  std::vector<feed::FeedId> unsynced_;
  std::uint64_t writes_ = 0;
  bool full_ = false;
  bool keeps_lists_ = false;
  std::map<feed::FeedId, KeptList> lists_ = {};
  Prove prove_ = {};
  std::optional<std::string> broken_;
};

}  // namespace waarmerk::sim
