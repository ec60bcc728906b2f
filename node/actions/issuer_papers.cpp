#include "node/actions/issuer_papers.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "did/did_webvh.hpp"
#include "did/resolution.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/kit_feed.hpp"
#include "node/actions/known_did.hpp"
#include "node/feed/payload.hpp"
#include "node/gossip/decode_as.hpp"
#include "node/kit/bundle.hpp"
#include "node/kit/kit_standing.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/heard.hpp"
#include "node/records/witnesses.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr const char* source = "bundle";
/// After which what was read is written.
constexpr std::size_t rows_bytes_enough = 8 << 20;
constexpr std::size_t rows_bytes_max = 32 << 20;  // of one issuer

bool proves_itself(const did::Did& did) {
  return did.method() == "webvh" || is_self_contained(did);
}

Result<std::optional<did::Did>> owner_of(const records::Feeds& feeds, const feed::FeedId& feed) {
  const auto first = feeds.headers(feed, 0, {1, 1}, 1);
  if (first.empty()) return std::nullopt;
  const auto payload = feeds.payload(first.front().payload_hash);
  if (!payload) return std::nullopt;
  auto did = feed::did_of_log(*payload);
  if (!did || feed::feed_id_of(*did) != feed) return std::nullopt;
  return std::move(*did);
}

Result<Resolved> resolve(const kit::Kit& kit, UnixTime now) {
  if (is_self_contained(kit.issuer)) {
    TRY(documents, did::Resolution(kit.issuer).documents());
    return Resolved{.documents = std::move(documents)};
  }
  if (kit.issuer.method() != "webvh") {
    return fail(papers_unproven, "A " + std::string(kit.issuer.method()) + " proves nothing.");
  }
  did::WebvhTexts texts{kit.log, kit.log_witness};
  TRY(documents, did::DocumentHistory::of(
                     kit.issuer, did::WebvhLog::read(texts, did::scid_of(kit.issuer), now)));
  return Resolved{.documents = std::move(documents), .texts = std::move(texts)};
}

/// The entry that carried the list.
Result<records::ListPlace> place_of(const kit::Kit& kit, const std::string& url,
                                    const did::DocumentHistory& documents, UnixTime now) {
  const auto standing =
      kit::standing_of(kit, {.url = url, .documents = documents, .witnesses = {}, .now = now});
  if (!standing.place) return fail(papers_unproven, "No signed entry carried the list " + url);
  return records::ListPlace{standing.place->epoch, standing.place->seq};
}

std::pair<std::uint32_t, std::uint64_t> order_of(const feed::Header& header) {
  return {header.epoch, header.seq};
}

Result<void> keep_heard(const storage::View& store, const kit::Kit& kit,
                        const std::vector<records::ListPlace>& places, storage::Batch& rows) {
  if (kit.headers.empty()) return {};
  TRY(before, records::find_heard(store, kit.headers.back().feed));
  if (!before.empty() && order_of(before.back().header) >= order_of(kit.headers.back())) return {};
  std::vector<records::HeardEntry> entries;
  for (const auto& header : kit.headers) {
    const bool has_list = std::ranges::any_of(places, [&](const auto& place) {
      return std::pair(place.epoch, place.seq) == order_of(header);
    });
    entries.push_back({header, has_list});
  }
  records::save_heard(rows, entries);
  return {};
}

Result<void> keep_proof(const storage::View& store, const witness::Proof& proof,
                        storage::Batch& rows) {
  const auto& body = proof.snapshot.body;
  const auto& feed = proof.leaf.head.feed;
  const auto frame = gossip::encode_frame(proof);
  TRY(held, records::find_proof(store, feed, body.witness));
  const auto before = held ? gossip::decode_as<witness::Proof>(*held) : std::nullopt;
  if (before && witness::contradict(*before, proof)) {
    records::save_broken_witness(rows, body.witness, *held, frame);
    return {};
  }
  if (before && before->snapshot.body.at >= body.at) return {};
  records::save_proof(rows, feed, body.witness, frame);
  return {};
}

/// Where each of them stands in the feed.
Result<std::vector<records::ListPlace>> keep_lists(const storage::View& store, const kit::Kit& kit,
                                                   const did::DocumentHistory& documents,
                                                   UnixTime now, storage::Batch& rows) {
  ListKeeper lists(store, rows);
  std::vector<records::ListPlace> places;
  for (const auto& list : kit.lists) {
    TRY(place, place_of(kit, list.url, documents, now));
    places.push_back(place);
    TRY(read, read_signed_list(store, {.text = list.list,
                                       .url = list.url,
                                       .issuer = kit.issuer.text(),
                                       .at = kit.headers.back().ts,
                                       .document = &documents}));
    TRY_OK(lists.keep({.url = list.url,
                       .issuer = kit.issuer.text(),
                       .credential = list.list,
                       .source = source,
                       .received = now,
                       .valid_from = read.list.valid_from,
                       .valid_until = read.list.valid_until,
                       .ttl_ms = read.list.ttl_ms,
                       .place = place},
                      read));
  }
  return places;
}

}  // namespace

Result<std::optional<kit::Kit>> make_papers(const storage::View& store, const records::Feeds& feeds,
                                            const feed::FeedId& feed) {
  TRY(owner, owner_of(feeds, feed));
  const auto head = feeds.head(feed);
  if (!owner || !head || !proves_itself(*owner)) return std::nullopt;
  kit::Kit kit{.issuer = *owner};
  if (owner->method() == "webvh") {
    TRY(log, records::find_log(store, did::scid_of(*owner)));
    if (!log) return std::nullopt;
    kit.log = std::move(log->log);
    kit.log_witness = std::move(log->witnesses);
  }
  add_feed(feeds, *head, {.entries_max = kit::kit_headers_max}, kit);
  TRY(frames, records::list_proofs(store, feed, kit::kit_proofs_max));
  for (const auto& frame : frames) {
    if (auto proof = gossip::decode_as<witness::Proof>(frame)) kit.proofs.push_back(*proof);
  }
  return kit;
}

PapersReader::PapersReader(storage::Store& store, UnixTime now)
    : store_(store), feeds_(store), now_(now) {}

Result<void> PapersReader::read(std::string_view text) {
  TRY(kit, kit::read_kit(text));
  // What is read is laid beside what is on disk: of one issuer once, and of one name.
  const std::string place(place_of(kit.issuer));
  if (issuers_.contains(kit.issuer.text()) || issuers_.contains(place)) TRY_OK(write());
  storage::Batch rows;
  TRY_OK(take(kit, rows));
  if (rows.byte_count() > rows_bytes_max) {
    return fail(kit::bundle_too_large, "The lists of " + kit.issuer.text() + " are too long.");
  }
  issuers_.insert(kit.issuer.text());
  if (!place.empty()) issuers_.insert(place);
  rows_.append(std::move(rows));
  return rows_.byte_count() < rows_bytes_enough ? Result<void>() : write();
}

Result<void> PapersReader::take(const kit::Kit& kit, storage::Batch& rows) {
  TRY(resolved, resolve(kit, now_));
  const auto feed = feed::feed_id_of(kit.issuer);
  DidKeeper dids(store_, rows);
  TRY(documents, dids.keep(kit.issuer, resolved, {source, now_}));
  if (!kit.headers.empty() && !kit::is_chain(kit, documents, now_)) {
    return fail(papers_unproven, "The entries of " + kit.issuer.text() + " do not hold.");
  }
  TRY(places, keep_lists(store_, kit, documents, now_, rows));
  for (const auto& proof : kit.proofs) {
    if (proof.leaf.head.feed != feed) return fail(papers_unproven, "A proof is of another feed.");
    TRY_OK(witness::verify_proof(proof, now_));
    TRY_OK(keep_proof(store_, proof, rows));
  }
  return keep_heard(store_, kit, places, rows);
}

Result<void> PapersReader::write() {
  issuers_.clear();
  return store_.write(std::exchange(rows_, {}), storage::Durability::buffered);
}

Result<void> PapersReader::finish() {
  issuers_.clear();
  return store_.write(std::exchange(rows_, {}), storage::Durability::durable);
}

}  // namespace waarmerk::node::actions
