#include "node/actions/mesh_shelf.hpp"

#include <algorithm>
#include <utility>

#include "crypto/keys/verify.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/forget_feed.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/serve_witness.hpp"
#include "node/link/node_keys.hpp"
#include "node/mesh/error_codes.hpp"
#include "node/recon/heads.hpp"

namespace waarmerk::node::actions {

MeshShelf::MeshShelf(Ports& ports, const WitnessRole* own, Learnt learnt, FeedRoom* room)
    : ports_(ports), own_(own), learnt_(std::move(learnt)), room_(room) {
  for (const auto& feed : ports_.records.feeds.all()) note(feed);
  note(ports_.self.feed);  // of a new organisation it begins later
}

std::optional<feed::Header> MeshShelf::head(const feed::FeedId& feed) const {
  return ports_.records.feeds.head(feed);
}

std::vector<feed::Header> MeshShelf::headers(const feed::FeedId& feed, std::uint32_t epoch,
                                             feed::SeqRange range, std::size_t count_max) const {
  return ports_.records.feeds.headers(feed, epoch, range, count_max);
}

std::optional<Bytes> MeshShelf::payload(const Sha256& hash) const {
  return ports_.records.feeds.payload(hash);
}

std::vector<feed::Arrival> MeshShelf::arrivals(std::uint64_t after, std::size_t count_max) const {
  return ports_.records.feeds.arrivals(after, count_max);
}

std::uint64_t MeshShelf::newest_arrival() const { return ports_.records.feeds.newest_arrival(); }

std::optional<feed::ForkProof> MeshShelf::fork(const feed::FeedId& feed) const {
  return ports_.records.feeds.fork(feed);
}

bool MeshShelf::keep(const mesh::Writing& writing) {
  if (ports_.records.feeds.is_expected(writing.feed)) return false;
  gossip::Store store;
  store.feed = writing.feed;
  store.entries = writing.entries;
  store.forks = writing.forks;
  store.branch_payloads = writing.branch_payloads;
  const auto rows = rows_of(ports_, store, room_);
  if (!rows) return false;
  // What others hold can be fetched again; a proof that somebody told two stories perhaps not.
  const bool is_lasting = !writing.forks.empty() || !writing.branch_payloads.empty();
  const auto durability = is_lasting ? storage::Durability::durable : storage::Durability::buffered;
  if (!ports_.records.store.write(*rows, durability)) return false;
  note(writing.feed);
  if (learnt_ && has_document(store)) learnt_(writing.feed);
  return true;
}

bool MeshShelf::has_room(const feed::FeedId& feed) const {
  return room_ == nullptr || room_->has_room(feed, feed::header_bytes, ports_.clock.now());
}

bool MeshShelf::forget(const feed::FeedId& feed) {
  if (ports_.records.feeds.is_expected(feed)) return false;
  const auto rows = rows_to_forget(ports_.records, feed);
  if (!rows || !ports_.records.store.write(*rows, storage::Durability::buffered)) return false;
  if (ports_.records.feeds.fork(feed)) return true;
  const auto [begin, end] = by_key_.equal_range(recon::order_key_of(feed));
  const auto found =
      std::find_if(begin, end, [&](const auto& known) { return known.second == feed; });
  if (found != end) by_key_.erase(found);
  return true;
}

std::vector<feed::FeedId> MeshShelf::feeds_of_key(std::uint64_t order_key) const {
  std::vector<feed::FeedId> feeds;
  const auto [begin, end] = by_key_.equal_range(order_key);
  for (auto found = begin; found != end; ++found) feeds.push_back(found->second);
  return feeds;
}

std::optional<witness::Proof> MeshShelf::proof(const mesh::SnapshotName& snapshot,
                                               const feed::FeedId& feed) const {
  auto found = find_proof(ports_.records, own_, snapshot, feed);
  return found ? std::move(*found) : std::nullopt;
}

void MeshShelf::note(const feed::FeedId& feed) {
  const auto key = recon::order_key_of(feed);
  const auto known = feeds_of_key(key);
  if (std::ranges::find(known, feed) == known.end()) by_key_.emplace(key, feed);
}

MeshJudge::MeshJudge(Ports& ports, FindKeys find_keys)
    : ports_(ports), find_keys_(std::move(find_keys)), judge_payload_(make_judge(ports.records)) {}

Result<void> MeshJudge::check(const feed::Header& header) const {
  const auto* keys = find_keys_(header.feed);
  if (keys == nullptr) return fail(mesh::unknown_feed, "Whose feed this is is not known.");
  TRY(key, keys->find(header));
  return feed::verify_header(header, key);
}

Result<void> MeshJudge::check(const gossip::PeerRecord& record) const {
  TRY(documents, get_documents(ports_.records.store, record.did));
  TRY(document, documents.newest());
  TRY(keys, link::node_keys_of(document));
  const auto signed_by = [&](const keys::PublicKey& key) {
    return keys::verify(key, gossip::signed_bytes(record), record.sig).has_value();
  };
  if (std::ranges::any_of(keys, signed_by)) return {};
  return fail(link::bad_signature, "No key of that node signed where it can be reached.");
}

Result<void> MeshJudge::check(const feed::Header& header, ByteView payload) const {
  const auto* keys = find_keys_(header.feed);
  if (keys == nullptr) return fail(mesh::unknown_feed, "Whose feed this is is not known.");
  return judge_payload_(header, payload, *keys);
}

}  // namespace waarmerk::node::actions
