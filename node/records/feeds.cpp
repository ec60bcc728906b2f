#include "node/records/feeds.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

/// The value, or the end of the process (see the head of feeds.hpp).
template <class T>
T must(Result<T> result) {
  if (result) {
    if constexpr (std::is_void_v<T>)
      return;
    else
      return std::move(*result);
  }
  fmt::print(stderr, "The store is damaged: {}\n", result.error().detail);
  std::abort();
}

Key entry_key(const feed::FeedId& feed, std::uint32_t epoch, std::uint64_t seq) {
  return Key().bytes(feed.value).u32(epoch).u64(seq);
}

feed::Header header_in(ByteView row) {
  if (row.size() < feed::header_bytes) return must<feed::Header>(fail(bad_row, "A short entry."));
  return must(feed::decode_header(row.first(feed::header_bytes)));
}

feed::FeedId feed_in(ByteView bytes) {
  feed::FeedId feed;
  std::copy_n(bytes.begin(), std::min(bytes.size(), feed.value.size()), feed.value.begin());
  return feed;
}

}  // namespace

Feeds::Feeds(const storage::View& store) : store_(store) {
  must(store_.scan(family::arrive, {}, [&](ByteView key, ByteView value) {
    newest_arrivals_[feed_in(value)] = u64_at(key, 0);
    next_arrival_ = u64_at(key, 0) + 1;
    return true;
  }));
}

std::optional<feed::Header> Feeds::head(const feed::FeedId& feed) const {
  const auto row = must(store_.get(family::head, feed.value));
  if (!row) return std::nullopt;
  const auto entry =
      must(store_.get(family::entry, entry_key(feed, u32_at(*row, 0), u64_at(*row, 4))));
  if (!entry) return must<feed::Header>(fail(bad_row, "A head without its entry."));
  return header_in(*entry);
}

std::vector<feed::Header> Feeds::headers(const feed::FeedId& feed, std::uint32_t epoch,
                                         feed::SeqRange range, std::size_t count_max) const {
  std::vector<feed::Header> found;
  if (range.to < range.from || count_max == 0) return found;
  storage::Range keys{entry_key(feed, epoch, range.from).owned(),
                      entry_key(feed, epoch, range.to).bytes(ByteArray<1>{0}).owned()};
  must(store_.scan(family::entry, keys, [&](ByteView, ByteView value) {
    found.push_back(header_in(value));
    return found.size() < count_max;
  }));
  return found;
}

std::optional<Bytes> Feeds::payload(const Sha256& hash) const {
  return must(store_.get(family::payload, hash.value));
}

std::vector<feed::Arrival> Feeds::arrivals(std::uint64_t after, std::size_t count_max) const {
  std::vector<feed::Arrival> found;
  if (count_max == 0) return found;
  const storage::Range range{Key().u64(after + 1).owned(), {}};
  must(store_.scan(family::arrive, range, [&](ByteView key, ByteView value) {
    found.push_back({u64_at(key, 0), feed_in(value)});
    return found.size() < count_max;
  }));
  return found;
}

std::uint64_t Feeds::newest_arrival() const {
  std::uint64_t newest = 0;
  must(store_.scan_back(family::arrive, {}, [&](ByteView key, ByteView) {
    newest = u64_at(key, 0);
    return false;
  }));
  return newest;
}

std::optional<feed::ForkProof> Feeds::first_fork(ByteView key_start) const {
  std::optional<feed::ForkProof> proof;
  must(store_.scan(family::fork, storage::prefix_range(key_start), [&](ByteView, ByteView value) {
    proof = must(feed::decode_fork_proof(value));
    return false;
  }));
  return proof;
}

std::optional<feed::ForkProof> Feeds::fork(const feed::FeedId& feed) const {
  return first_fork(feed.value);
}

std::optional<feed::ForkProof> Feeds::fork_in(const feed::FeedId& feed, std::uint32_t epoch) const {
  return first_fork(Key().bytes(feed.value).u32(epoch));
}

std::optional<Sha256> Feeds::signed_at(std::uint32_t epoch, std::uint64_t seq) const {
  const auto row = must(store_.get(family::outbox, Key().u32(epoch).u64(seq)));
  if (!row || row->size() != 32) return std::nullopt;
  Sha256 hash;
  std::copy(row->begin(), row->end(), hash.value.begin());
  return hash;
}

void Feeds::arrive(storage::Batch& batch, const feed::FeedId& feed) {
  // Only the newest arrival of a feed is kept: the list has one row a feed, however long the feeds.
  auto& newest = newest_arrivals_[feed];
  if (newest != 0) batch.erase(family::arrive, Key().u64(newest));
  newest = next_arrival_++;
  batch.put(family::arrive, Key().u64(newest), feed.value);
}

void Feeds::save(storage::Batch& batch, const KeptEntry& entry, UnixTime now) {
  const feed::Header& header = entry.header;
  arrive(batch, header.feed);
  const auto bytes = feed::encode_header(header);
  batch.put(family::entry, entry_key(header.feed, header.epoch, header.seq),
            Key()
                .bytes(bytes)
                .bytes(ByteArray<1>{static_cast<std::uint8_t>(entry.state)})
                .u64(static_cast<std::uint64_t>(now.ms)));
  batch.put(family::head, header.feed.value, Key().u32(header.epoch).u64(header.seq));
  if (entry.payload) batch.put(family::payload, header.payload_hash.value, *entry.payload);
}

void Feeds::save_own(storage::Batch& batch, const feed::Entry& entry, UnixTime now) {
  save(batch, {entry.header, feed::EntryState::ok, entry.payload}, now);
  batch.put(family::outbox, Key().u32(entry.header.epoch).u64(entry.header.seq),
            feed::entry_hash(entry.header).value);
}

void Feeds::save_payload(storage::Batch& batch, ByteView payload) {
  batch.put(family::payload, sha256(payload).value, payload);
}

void Feeds::save_fork(storage::Batch& batch, const feed::ForkProof& proof) {
  batch.put(family::fork, entry_key(proof.feed(), proof.epoch(), proof.seq()),
            feed::encode_fork_proof(proof));
  arrive(batch, proof.feed());
}

void Feeds::erase_payload(storage::Batch& batch, const feed::Header& header) {
  const auto key = entry_key(header.feed, header.epoch, header.seq);
  auto row = must(store_.get(family::entry, key));
  if (!row || row->size() <= feed::header_bytes) return;
  (*row)[feed::header_bytes] = static_cast<std::uint8_t>(feed::EntryState::bare);
  batch.put(family::entry, key, *row);
  batch.erase(family::payload, header.payload_hash.value);
}

bool Feeds::is_payload_needed(const Sha256& hash) const {
  bool is_needed = false;
  must(store_.scan(family::entry, {}, [&](ByteView, ByteView value) {
    const auto header = header_in(value);
    is_needed = header.payload_hash == hash && !header.has(feed::flag_erasable);
    return !is_needed;
  }));
  return is_needed;
}

std::vector<feed::FeedId> Feeds::all() const {
  std::vector<feed::FeedId> feeds;
  must(store_.scan(family::head, {}, [&](ByteView key, ByteView) {
    feeds.push_back(feed_in(key));
    return true;
  }));
  return feeds;
}

}  // namespace waarmerk::node::records
