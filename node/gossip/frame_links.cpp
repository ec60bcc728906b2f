// Frames of open links: their bodies, written and read.
#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "node/feed/limits.hpp"
#include "node/gossip/frame_items.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;
using encoding::CborWriter;

constexpr std::size_t range_parts = 5;
constexpr std::size_t record_parts = 4;

Result<std::vector<ShortId>> read_ids(const Cbor& body, std::uint64_t key) {
  TRY(items, read_array(body, key, short_ids_max));
  std::vector<ShortId> ids;
  ids.reserve(items.size());
  for (const auto& item : items) {
    TRY(id, read_short(&item));
    ids.emplace_back(id);
  }
  return ids;
}

Result<std::vector<feed::FeedId>> read_feeds(const Cbor& body, std::uint64_t key,
                                             std::size_t count_max) {
  TRY(items, read_array(body, key, count_max));
  std::vector<feed::FeedId> feeds;
  feeds.reserve(items.size());
  for (const auto& item : items) {
    TRY(feed, read_hash(&item));
    feeds.emplace_back(feed);
  }
  return feeds;
}

void write_range(CborWriter& out, const EntryRange& range) {
  out.array(range_parts).bytes(range.feed.value).uint(range.epoch);
  out.uint(range.range.from).uint(range.range.to).boolean(range.payloads);
}

Result<EntryRange> read_range(const Cbor& item) {
  const auto* parts = item.as_array();
  if (parts == nullptr || parts->size() != range_parts) return bad_frame("a range has five parts");
  TRY(feed, read_hash(&(*parts)[0]));
  TRY(epoch, read_uint(&(*parts)[1]));
  TRY(from, read_uint(&(*parts)[2]));
  TRY(to, read_uint(&(*parts)[3]));
  const auto payloads = (*parts)[4].as_boolean();
  if (epoch > std::numeric_limits<std::uint32_t>::max() || from == 0 || to < from || !payloads)
    return bad_frame("a range goes from a seq to a later one of an epoch");
  if (to - from >= range_entries_max) return fail(too_large, "a range has at most 64 entries");
  return EntryRange{.feed = feed::FeedId(feed),
                    .epoch = static_cast<std::uint32_t>(epoch),
                    .range = {.from = from, .to = to},
                    .payloads = *payloads};
}

Result<std::string> read_endpoint(const Cbor* item) {
  if (item == nullptr || item->as_text() == nullptr || item->as_text()->empty() ||
      item->as_text()->size() > endpoint_bytes_max)
    return bad_frame("an endpoint is a text of at most 256 bytes");
  return *item->as_text();
}

Result<PeerRecord> read_record(const Cbor& item) {
  const auto* parts = item.as_array();
  if (parts == nullptr || parts->size() != record_parts)
    return bad_frame("a record of a peer has four parts");
  TRY(did, read_did(&(*parts)[0]));
  TRY(endpoint, read_endpoint(&(*parts)[1]));
  TRY(at, read_time(&(*parts)[2]));
  TRY(sig, read_signature(&(*parts)[3]));
  return PeerRecord{std::move(did), std::move(endpoint), at, sig};
}

void write_record(CborWriter& out, const PeerRecord& record) {
  out.array(record_parts).text(record.did.text()).text(record.endpoint);
  write_time(out, record.at);
  out.bytes(record.sig);
}

Result<std::vector<Sha256>> read_hashes(std::span<const Cbor> items) {
  std::vector<Sha256> hashes;
  for (const auto& item : items) {
    TRY(hash, read_hash(&item));
    hashes.emplace_back(hash);
  }
  return hashes;
}

Result<Frame> read_payload_answer(std::span<const Cbor> items) {
  PayloadAnswer frame;
  for (const auto& item : items) {
    if (item.as_bytes() == nullptr) return bad_frame("a payload is a byte string");
    if (item.as_bytes()->size() > feed::status_payload_bytes_max)
      return fail(too_large, "a payload has at most 256 KiB");
    frame.payloads.push_back(*item.as_bytes());
  }
  return frame;
}

}  // namespace

void write(CborWriter& out, const Ihave& frame) { write_each(out.map(1).uint(1), frame.ids); }

Result<Frame> read_ihave(const Cbor& body) {
  TRY(ids, read_ids(body, 1));
  if (ids.empty()) return bad_frame("an announcement names at least one entry");
  return Ihave{std::move(ids)};
}

void write(CborWriter& out, const Iwant& frame) {
  out.map(2).uint(1).array(frame.ranges.size());
  for (const auto& range : frame.ranges) write_range(out, range);
  write_each(out.uint(2), frame.ids);
}

Result<Frame> read_iwant(const Cbor& body) {
  Iwant frame;
  TRY(ranges, read_array(body, 1, iwant_ranges_max));
  for (const auto& item : ranges) {
    TRY(range, read_range(item));
    frame.ranges.push_back(range);
  }
  TRY(ids, read_ids(body, 2));
  frame.ids = std::move(ids);
  if (frame.ranges.empty() && frame.ids.empty()) return bad_frame("nothing is wanted");
  return frame;
}

void write(CborWriter& out, const PayloadRequest& frame) {
  write_each(out.map(2).uint(1), frame.hashes);
  out.uint(2).boolean(true);
}

void write(CborWriter& out, const PayloadAnswer& frame) {
  out.map(2).uint(1).array(frame.payloads.size());
  for (const auto& payload : frame.payloads) out.bytes(payload);
  out.uint(2).boolean(false);
}

Result<Frame> read_payloads(const Cbor& body) {
  TRY(items, read_array(body, 1, payloads_per_frame_max));
  const auto* which = body.find(2);
  if (items.empty() || which == nullptr || !which->as_boolean())
    return bad_frame("payloads are asked for or given, at least one");
  if (!*which->as_boolean()) return read_payload_answer(items);
  TRY(hashes, read_hashes(items));
  return PayloadRequest{std::move(hashes)};
}

void write(CborWriter& out, const PayloadAbsent& frame) {
  write_each(out.map(1).uint(1), frame.hashes);
}

Result<Frame> read_payload_absent(const Cbor& body) {
  TRY(items, read_array(body, 1, payloads_per_frame_max));
  if (items.empty()) return bad_frame("at least one payload is not there");
  TRY(hashes, read_hashes(items));
  return PayloadAbsent{std::move(hashes)};
}

void write(CborWriter& out, const Peers& frame) {
  out.map(1).uint(1).array(frame.records.size());
  for (const auto& record : frame.records) write_record(out, record);
}

Result<Frame> read_peers(const Cbor& body) {
  TRY(items, read_array(body, 1, peer_records_max));
  if (items.empty()) return bad_frame("at least one peer is told");
  Peers frame;
  for (const auto& item : items) {
    TRY(record, read_record(item));
    frame.records.push_back(std::move(record));
  }
  return frame;
}

void write(CborWriter& out, const Bye& frame) {
  out.map(3).uint(1).uint(frame.code).uint(2).uint(frame.retry_ms);
  out.uint(3).array(frame.alternatives.size());
  for (const auto& endpoint : frame.alternatives) out.text(endpoint);
}

Result<Frame> read_bye(const Cbor& body) {
  TRY(code, read_uint(body.find(1)));
  TRY(retry_ms, read_uint(body.find(2)));
  TRY(items, read_array(body, 3, alternatives_max));
  Bye frame{.code = code, .retry_ms = retry_ms};
  for (const auto& item : items) {
    TRY(endpoint, read_endpoint(&item));
    frame.alternatives.push_back(std::move(endpoint));
  }
  return frame;
}

void write(CborWriter& out, const HeadsRequest& frame) {
  out.map(2).uint(1).uint(frame.number).uint(2);
  if (frame.from_key)
    out.uint(*frame.from_key);
  else
    write_each(out, frame.feeds);
}

Result<Frame> read_heads_request(const Cbor& body) {
  TRY(number, read_uint(body.find(1)));
  const auto* what = body.find(2);
  if (const auto key = what == nullptr ? std::nullopt : what->as_uint(); key && number != 0)
    return HeadsRequest{.number = number, .from_key = *key};
  TRY(feeds, read_feeds(body, 2, heads_asked_max));
  if (number == 0 || feeds.empty()) return bad_frame("a question has a number, and names feeds");
  return HeadsRequest{.number = number, .feeds = std::move(feeds)};
}

void write(CborWriter& out, const ProofRequest& frame) {
  out.map(3).uint(1).text(frame.witness.text());
  write_time(out.uint(2), frame.at);
  write_each(out.uint(3), frame.feeds);
}

Result<Frame> read_proof_request(const Cbor& body) {
  TRY(witness, read_did(body.find(1)));
  TRY(at, read_time(body.find(2)));
  TRY(feeds, read_feeds(body, 3, proofs_asked_max));
  if (feeds.empty()) return bad_frame("a question about proofs names feeds");
  return ProofRequest{.witness = std::move(witness), .at = at, .feeds = std::move(feeds)};
}

void write(CborWriter& out, const Subscribe& frame) {
  out.map(2).uint(1).uint(frame.all ? 0 : 1);
  write_each(out.uint(2), frame.feeds);
}

Result<Frame> read_subscribe(const Cbor& body) {
  TRY(kind, read_uint(body.find(1)));
  TRY(feeds, read_feeds(body, 2, subscribed_feeds_max));
  if (kind > 1 || (kind == 0 && !feeds.empty()))
    return bad_frame("every feed is subscribed to, or those that are named");
  return Subscribe{.all = kind == 0, .feeds = std::move(feeds)};
}

}  // namespace waarmerk::node::gossip
