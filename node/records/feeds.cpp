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

UnixTime time_at(ByteView row, std::size_t at) {
  return UnixTime{static_cast<std::int64_t>(u64_at(row, at))};
}

HeldEntry entry_in(ByteView row) {
  const auto header = header_in(row);
  if (row.size() < feed::header_bytes + 9) return must<HeldEntry>(fail(bad_row, "A short entry."));
  return {header, static_cast<feed::EntryState>(row[feed::header_bytes]),
          time_at(row, feed::header_bytes + 1)};
}

constexpr std::string_view forgotten_name = "forgotten";

// Which payloads a feed named, and which feeds named a payload: two may have said the same.
Key payload_of_feed(const feed::FeedId& feed) { return Key().text("f").bytes(feed.value); }
Key feed_of_payload(ByteView hash) { return Key().text("p").bytes(hash); }

}  // namespace

std::uint64_t row_bytes(const feed::Header& header) {
  constexpr std::uint64_t key_and_facts = 44 + 9;
  const std::uint64_t payload = header.payload_size;
  return feed::header_bytes + key_and_facts + payload + (payload > 0 ? 32 + 2 * 65 : 0);
}

Feeds::Feeds(const storage::View& store) : store_(store) {
  must(store_.scan(family::arrive, {}, [&](ByteView key, ByteView value) {
    kept_[feed_in(value)].arrival = u64_at(key, 0);
    next_arrival_ = u64_at(key, 0) + 1;
    return true;
  }));
  must(store_.scan(family::head, {}, [&](ByteView key, ByteView value) {
    load_head(key, value);
    return true;
  }));
  forgotten_ = forgotten();
}

void Feeds::load_head(ByteView key, ByteView value) {
  const auto feed = feed_in(key);
  auto& kept = kept_[feed];
  kept.epoch = u32_at(value, 0);
  kept.seq = u64_at(value, 4);
  // A row from before sizes were kept is shorter.
  constexpr std::size_t whole = 36;
  kept.size = value.size() < whole
                  ? measure(feed)
                  : FeedSize{u64_at(value, 12), time_at(value, 20), time_at(value, 28)};
}

FeedSize Feeds::measure(const feed::FeedId& feed) const {
  FeedSize size;
  must(store_.scan(family::entry, storage::prefix_range(feed.value), [&](ByteView, ByteView row) {
    size.grew = time_at(row, feed::header_bytes + 1);
    if (size.bytes == 0) size.since = size.grew;
    size.bytes += row_bytes(header_in(row));
    return true;
  }));
  return size;
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

std::optional<HeldEntry> Feeds::find_entry(const feed::FeedId& feed, std::uint32_t epoch,
                                           std::uint64_t seq) const {
  const auto row = must(store_.get(family::entry, entry_key(feed, epoch, seq)));
  return row ? std::optional(entry_in(*row)) : std::nullopt;
}

void Feeds::visit_entries(const feed::FeedId& feed,
                          const std::function<void(const HeldEntry&)>& visit) const {
  must(store_.scan(family::entry, storage::prefix_range(feed.value), [&](ByteView, ByteView row) {
    visit(entry_in(row));
    return true;
  }));
}

std::optional<Bytes> Feeds::payload(const Sha256& hash) const {
  return must(store_.get(family::payload, hash.value));
}

std::vector<feed::Arrival> Feeds::arrivals(std::uint64_t after, std::size_t count_max) const {
  std::vector<feed::Arrival> found;
  // Who follows asks often, and mostly nothing came: to open a scan takes longer than all else.
  if (count_max == 0 || after >= next_arrival_ - 1) return found;
  storage::Range range{Key().u64(after + 1).owned(), {}};
  if (!expected_->empty()) range.to = Key().u64(expected_->begin()->first).owned();
  must(store_.scan(family::arrive, range, [&](ByteView key, ByteView value) {
    found.push_back({u64_at(key, 0), feed_in(value)});
    return found.size() < count_max;
  }));
  return found;
}

std::uint64_t Feeds::newest_arrival() const {
  // The last row may be of a feed that moved on since: to go back would be to begin anew.
  if (!expected_->empty()) return expected_->begin()->first - 1;
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

Feeds::Expected Feeds::expect(const feed::FeedId& feed) {
  const auto at = expected_->emplace(next_arrival_, feed);
  return {nullptr, [expected = expected_, at](const void*) { expected->erase(at); }};
}

bool Feeds::is_expected(const feed::FeedId& feed) const {
  return std::ranges::any_of(*expected_, [&](const auto& one) { return one.second == feed; });
}

void Feeds::arrive(storage::Batch& batch, const feed::FeedId& feed) {
  // Only the newest arrival of a feed is kept: the list has one row a feed, however long the feeds.
  auto& newest = kept_[feed].arrival;
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
  if (entry.payload) batch.put(family::payload, header.payload_hash.value, *entry.payload);
  if (header.payload_size > 0) name_payload(batch, header.feed, header.payload_hash);
  auto& kept = kept_[header.feed];
  if (kept.seq == 0) kept.size.since = now;
  kept.epoch = header.epoch;
  kept.seq = header.seq;
  kept.size.grew = now;
  charge(batch, header.feed, static_cast<std::int64_t>(row_bytes(header)));
}

void Feeds::save_head(storage::Batch& batch, const feed::FeedId& feed) {
  const auto& kept = kept_[feed];
  if (kept.seq == 0) return;
  batch.put(family::head, feed.value,
            Key()
                .u32(kept.epoch)
                .u64(kept.seq)
                .u64(kept.size.bytes)
                .u64(static_cast<std::uint64_t>(kept.size.since.ms))
                .u64(static_cast<std::uint64_t>(kept.size.grew.ms)));
}

void Feeds::charge(storage::Batch& batch, const feed::FeedId& feed, std::int64_t bytes) {
  auto& held = kept_[feed].size.bytes;
  held = bytes < 0 ? held - std::min(held, static_cast<std::uint64_t>(-bytes))
                   : held + static_cast<std::uint64_t>(bytes);
  save_head(batch, feed);
}

std::optional<FeedSize> Feeds::size_of(const feed::FeedId& feed) const {
  const auto found = kept_.find(feed);
  if (found == kept_.end() || found->second.seq == 0) return std::nullopt;
  return found->second.size;
}

void Feeds::visit_sizes(
    const std::function<void(const feed::FeedId&, const FeedSize&)>& visit) const {
  for (const auto& [feed, kept] : kept_)
    if (kept.seq > 0) visit(feed, kept.size);
}

void Feeds::name_payload(storage::Batch& batch, const feed::FeedId& feed, const Sha256& hash) {
  batch.put(family::said, payload_of_feed(feed).bytes(hash.value), {});
  batch.put(family::said, feed_of_payload(hash.value).bytes(feed.value), {});
}

void Feeds::forget_payloads(storage::Batch& batch, const feed::FeedId& feed) {
  const auto start = payload_of_feed(feed);
  std::vector<Bytes> hashes;
  must(store_.scan(family::said, storage::prefix_range(start), [&](ByteView key, ByteView) {
    hashes.push_back(to_bytes(key.subspan(start.view().size())));
    return true;
  }));
  for (const auto& hash : hashes) {
    std::size_t sayers = 0;
    must(store_.scan(family::said, storage::prefix_range(feed_of_payload(hash)),
                     [&](ByteView, ByteView) { return ++sayers < 2; }));
    if (sayers < 2) batch.erase(family::payload, hash);
    batch.erase(family::said, payload_of_feed(feed).bytes(hash));
    batch.erase(family::said, feed_of_payload(hash).bytes(feed.value));
  }
}

void Feeds::forget(storage::Batch& batch, const feed::FeedId& feed) {
  const auto found = kept_.find(feed);
  if (found == kept_.end()) return;
  forget_payloads(batch, feed);
  must(store_.scan(family::entry, storage::prefix_range(feed.value), [&](ByteView key, ByteView) {
    batch.erase(family::entry, key);
    return true;
  }));
  batch.erase(family::head, feed.value);
  batch.put(family::meta, Key().text(forgotten_name), Key().u64(++forgotten_));
  const auto arrival = found->second.arrival;
  found->second = {.arrival = arrival};
  if (fork(feed)) return;
  batch.erase(family::arrive, Key().u64(arrival));
  kept_.erase(found);
}

std::uint64_t Feeds::forgotten() const {
  const auto row = must(store_.get(family::meta, Key().text(forgotten_name)));
  return row && row->size() == 8 ? u64_at(*row, 0) : 0;
}

void Feeds::save_own(storage::Batch& batch, const feed::Entry& entry, UnixTime now) {
  save(batch, {entry.header, feed::EntryState::ok, entry.payload}, now);
  batch.put(family::outbox, Key().u32(entry.header.epoch).u64(entry.header.seq),
            feed::entry_hash(entry.header).value);
}

void Feeds::save_payload(storage::Batch& batch, const feed::FeedId& feed, ByteView payload) {
  const auto hash = sha256(payload);
  batch.put(family::payload, hash.value, payload);
  name_payload(batch, feed, hash);
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
  arrive(batch, header.feed);
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
