#include "tests/sim/disk.hpp"

#include <algorithm>
#include <utility>

#include "node/feed/revocations.hpp"
#include "node/recon/heads.hpp"

namespace waarmerk::sim {

namespace {

constexpr std::ptrdiff_t unsynced_max = 16;

std::uint64_t key_of(const feed::Header& header) {
  std::uint64_t key = header.seq;
  for (std::size_t i = 0; i < sizeof key; ++i) key = key * 257 + header.sig[i];
  return key;
}

}  // namespace

Archive::Ref Archive::share(const gossip::StoredEntry& entry) {
  const auto [begin, end] = entries_.equal_range(key_of(entry.header));
  const auto found = std::find_if(begin, end, [&](const auto& e) { return *e.second == entry; });
  if (found != end) return found->second;
  return entries_.emplace(key_of(entry.header), std::make_shared<const gossip::StoredEntry>(entry))
      ->second;
}

const feed::Header* Disk::begun(const feed::FeedId& feed) const {
  const auto& heads = beginning_->heads;
  const auto found = std::ranges::lower_bound(heads, feed, {}, &feed::Header::feed);
  return found == heads.end() || found->feed != feed ? nullptr : &*found;
}

// Heads never go back, and the entries of a feed are one chain (I1, I2); of a fork only an earlier
// proof replaces what is held (I3).
void Disk::check(const mesh::Writing& writing) {
  auto head = this->head(writing.feed);
  for (const auto& entry : writing.entries) {
    const bool begins = entry.header.seq == 1 && (!head || entry.header.epoch == head->epoch + 1);
    const bool follows = head && entry.header.epoch == head->epoch &&
                         entry.header.seq == head->seq + 1 &&
                         entry.header.prev == feed::entry_hash(*head);
    if (!begins && !follows) broken_ = "an entry was stored that does not follow the head";
    const auto forked = fork_in(writing.feed, entry.header.epoch);
    if (forked && entry.header.seq >= forked->seq()) broken_ = "a forked feed grew beyond its fork";
    head = entry.header;
  }
  for (const auto& proof : writing.forks)
    if (const auto held = fork_in(writing.feed, proof.epoch()); held && held->seq() < proof.seq())
      broken_ = "a fork proof was replaced by a later one";
}

bool Disk::keep(const mesh::Writing& writing) {
  if (full_) return false;
  check(writing);
  ++writes_;
  for (const auto& entry : writing.entries) {
    auto shared = archive_->share(entry);
    follow_list(*shared);
    payloads_.emplace(entry.header.payload_hash, shared);
    grown_[writing.feed].push_back(std::move(shared));
    unsynced_.push_back(writing.feed);
  }
  // What is a while ago reaches the disk by itself.
  if (unsynced_.size() > unsynced_max)
    unsynced_.erase(unsynced_.begin(), unsynced_.begin() + unsynced_max / 2);
  for (const auto& payload : writing.branch_payloads) {
    gossip::StoredEntry lone;
    lone.payload = payload;
    payloads_.emplace(sha256(payload), archive_->share(lone));
  }
  for (const auto& proof : writing.forks) {
    forks_.insert_or_assign({writing.feed, proof.epoch()}, proof);
    sync();
  }
  return true;
}

std::optional<ByteView> Disk::list_in(const gossip::StoredEntry& entry) {
  const bool is_list = entry.header.type == update_type && entry.state == feed::EntryState::ok &&
                       entry.payload && entry.payload->size() >= list_bytes;
  return is_list ? std::optional(ByteView(*entry.payload).first(list_bytes)) : std::nullopt;
}

// As the daemon does (node/actions/keep_list), with the same rule.
void Disk::follow_list(const gossip::StoredEntry& entry) {
  const auto list = keeps_lists_ ? list_in(entry) : std::nullopt;
  if (!list) return;
  auto& kept = lists_[entry.header.feed];
  const auto before = std::exchange(kept.followed, to_bytes(*list));
  feed::keep_revoked(kept.beside, before, kept.followed);
}

std::vector<ByteView> Disk::lists_of(const feed::FeedId& feed) const {
  std::vector<ByteView> lists;
  const auto grown = grown_.find(feed);
  if (grown == grown_.end()) return lists;
  for (const auto& entry : grown->second)
    if (const auto list = list_in(*entry)) lists.push_back(*list);
  return lists;
}

const KeptList* Disk::list(const feed::FeedId& feed) const {
  const auto found = lists_.find(feed);
  return found == lists_.end() ? nullptr : &found->second;
}

bool Disk::is_revoked(const feed::FeedId& feed, std::uint64_t index) const {
  const auto* kept = list(feed);
  return kept != nullptr && (is_set(kept->followed, index) || is_set(kept->beside, index));
}

bool Disk::keep_own(const feed::Entry& entry) {
  const auto& header = entry.header;
  if (!keep({.feed = header.feed, .entries = {{header, feed::EntryState::ok, entry.payload}}}))
    return false;
  outbox_[{header.epoch, header.seq}] = feed::entry_hash(header);
  sync();
  return true;
}

std::optional<Sha256> Disk::signed_at(std::uint32_t epoch, std::uint64_t seq) const {
  const auto found = outbox_.find({epoch, seq});
  return found == outbox_.end() ? std::nullopt : std::optional(found->second);
}

bool Disk::is_durable(const feed::Header& header) const {
  const auto held = headers(header.feed, header.epoch, {.from = header.seq, .to = header.seq}, 1);
  return !held.empty() && feed::entry_hash(held.front()) == feed::entry_hash(header) &&
         std::ranges::find(unsynced_, header.feed) == unsynced_.end();
}

void Disk::tear(std::size_t kept) {
  while (unsynced_.size() > kept) take_back();
  sync();
}

void Disk::take_back() {
  auto& entries = grown_[unsynced_.back()];
  payloads_.erase(entries.back()->header.payload_hash);
  entries.pop_back();
  // What followed from the entry was of one write with it.
  lists_.erase(unsynced_.back());
  for (const auto& entry : entries) follow_list(*entry);
  if (entries.empty()) grown_.erase(unsynced_.back());
  unsynced_.pop_back();
}

std::optional<feed::Header> Disk::head(const feed::FeedId& feed) const {
  if (const auto found = grown_.find(feed); found != grown_.end())
    return found->second.back()->header;
  const auto* first = begun(feed);
  return first == nullptr ? std::nullopt : std::optional(*first);
}

std::vector<feed::Header> Disk::headers(const feed::FeedId& feed, std::uint32_t epoch,
                                        feed::SeqRange range, std::size_t count_max) const {
  std::vector<feed::Header> found;
  const auto add = [&](const feed::Header& header) {
    if (header.epoch == epoch && header.seq >= range.from && header.seq <= range.to &&
        found.size() < count_max)
      found.push_back(header);
  };
  if (const auto* first = begun(feed)) add(*first);
  const auto grown = grown_.find(feed);
  if (grown == grown_.end()) return found;
  const auto place = [](const Archive::Ref& entry) {
    return Place(entry->header.epoch, entry->header.seq);
  };
  const auto& entries = grown->second;
  for (auto at = std::ranges::lower_bound(entries, Place(epoch, range.from), {}, place);
       at != entries.end() && place(*at) <= Place(epoch, range.to); ++at)
    add((*at)->header);
  return found;
}

std::optional<Bytes> Disk::payload(const Sha256& hash) const {
  const auto found = payloads_.find(hash);
  return found == payloads_.end() ? std::nullopt : found->second->payload;
}

std::optional<feed::ForkProof> Disk::fork(const feed::FeedId& feed) const {
  if (forks_.empty()) return std::nullopt;
  const auto found = forks_.lower_bound({feed, 0});
  if (found == forks_.end() || found->first.first != feed) return std::nullopt;
  return found->second;
}

std::optional<feed::ForkProof> Disk::fork_in(const feed::FeedId& feed, std::uint32_t epoch) const {
  if (forks_.empty()) return std::nullopt;
  const auto found = forks_.find({feed, epoch});
  return found == forks_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<feed::FeedId> Disk::feeds_of_key(std::uint64_t order_key) const {
  const auto& heads = beginning_->heads;
  const auto key = [](const feed::Header& head) { return recon::order_key_of(head.feed); };
  std::vector<feed::FeedId> feeds;
  for (auto at = std::ranges::lower_bound(heads, order_key, {}, key);
       at != heads.end() && key(*at) == order_key; ++at)
    feeds.push_back(at->feed);
  return feeds;
}

recon::ItemSet Disk::items() const {
  auto items = beginning_->items;
  const auto replace = [&](const feed::FeedId& feed, const recon::Item& item) {
    if (const auto* first = begun(feed)) items.erase(recon::item_of(feed::feed_head_of(*first)));
    items.insert(item);
  };
  for (const auto& [feed, entries] : grown_) {
    const auto& head = entries.back()->header;
    if (!fork_in(feed, head.epoch)) replace(feed, recon::item_of(feed::feed_head_of(head)));
  }
  for (const auto& [place, proof] : forks_) {
    const auto now = head(place.first);
    if (!now || now->epoch == place.second) replace(place.first, recon::item_of(proof));
  }
  return items;
}

}  // namespace waarmerk::sim
