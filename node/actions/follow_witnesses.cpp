#include "node/actions/follow_witnesses.hpp"

#include <algorithm>
#include <utility>

#include "node/actions/commit.hpp"
#include "node/actions/get_from_peer.hpp"
#include "node/gossip/decode_as.hpp"
#include "node/gossip/head_answer.hpp"
#include "node/gossip/serve.hpp"
#include "node/records/witnesses.hpp"

namespace waarmerk::node::actions {
namespace {

/// Before a feed of which a proof is missing is asked about again.
constexpr std::int64_t ask_again_ms = 10 * minute_ms;

}  // namespace

WitnessFollower::WitnessFollower(Ports& ports, WitnessPolicy policy,
                                 std::function<std::vector<std::string>()> peers)
    : ports_(ports), policy_(std::move(policy)), peers_(std::move(peers)) {}

Task<Result<void>> WitnessFollower::round() {
  if (policy_.trusted.empty()) co_return Result<void>();
  if (known_.empty()) {
    auto loaded = load();
    if (!loaded) co_return loaded;
  }
  auto peers = peers_();
  if (peers.empty()) co_return Result<void>();
  std::ranges::rotate(peers, peers.begin() + static_cast<std::ptrdiff_t>(turn_++ % peers.size()));
  if (peers.size() > peers_per_question_max) peers.resize(peers_per_question_max);
  for (std::size_t which = 0; which < known_.size(); ++which) co_await look_for(which, peers);
  storage::Batch rows;
  for (const auto& feed : wanted()) co_await ask(feed, peers, rows);
  if (rows.empty()) co_return Result<void>();
  auto done = co_await commit(ports_.records.journal, std::move(rows));
  if (!done) known_.clear();  // what is on disk counts, and is loaded again
  co_return done;
}

Result<void> WitnessFollower::load() {
  const auto& store = ports_.records.store;
  std::vector<Known> all;
  for (const auto& witness : policy_.trusted) {
    Known known{.witness = witness};
    TRY(is_broken, records::is_broken_witness(store, witness));
    known.is_broken = is_broken;
    for (const auto& feed : ports_.records.feeds.all()) {
      TRY(frame, records::find_proof(store, feed, witness));
      auto proof = frame ? gossip::decode_as<witness::Proof>(*frame) : std::nullopt;
      if (proof) known.proofs.emplace(feed, std::move(*proof));
    }
    all.push_back(std::move(known));
  }
  known_ = std::move(all);
  return {};
}

/// Whether the witness said something since.
Task<void> WitnessFollower::look_for(std::size_t which, std::vector<std::string> peers) {
  if (known_[which].is_broken) co_return;
  const auto& witness = known_[which].witness;
  for (const auto& peer : peers) {
    const auto body = co_await get(peer, "/w/" + witness.text() + "/latest");
    const auto snapshot = body ? gossip::decode_as<witness::Snapshot>(*body) : std::nullopt;
    if (!snapshot || snapshot->body.witness != witness) continue;
    if (!witness::verify_snapshot(*snapshot, ports_.clock.now())) continue;
    known_[which].newest = std::max(known_[which].newest, std::optional(snapshot->body.at));
    co_return;
  }
}

bool WitnessFollower::is_missing(const feed::FeedId& feed) const {
  return std::ranges::any_of(known_, [&](const Known& known) {
    if (known.is_broken || !known.newest) return false;
    const auto held = known.proofs.find(feed);
    return held == known.proofs.end() || held->second.snapshot.body.at < *known.newest;
  });
}

/// The feeds of which some witness may say more, those first that were asked about longest ago.
std::vector<feed::FeedId> WitnessFollower::wanted() const {
  const auto now = ports_.clock.now();
  std::vector<std::pair<UnixTime, feed::FeedId>> feeds;
  for (const auto& feed : ports_.records.feeds.all()) {
    const auto asked = asked_.find(feed);
    const auto at = asked == asked_.end() ? UnixTime{} : asked->second;
    if (now - at >= ask_again_ms && is_missing(feed)) feeds.emplace_back(at, feed);
  }
  std::ranges::sort(feeds);
  if (feeds.size() > proofs_per_round_max) feeds.resize(proofs_per_round_max);
  std::vector<feed::FeedId> first;
  for (const auto& [at, feed] : feeds) first.push_back(feed);
  return first;
}

Task<void> WitnessFollower::ask(feed::FeedId feed, std::vector<std::string> peers,
                                storage::Batch& rows) {
  asked_[feed] = ports_.clock.now();
  for (const auto& peer : peers) {
    const auto body = co_await get(peer, gossip::head_path(feed));
    if (!body) continue;
    auto proofs = gossip::decode_head_proofs(*body);
    if (!proofs) continue;
    for (auto& proof : *proofs) keep(feed, std::move(proof), rows);
    if (!is_missing(feed)) co_return;
  }
}

void WitnessFollower::keep(const feed::FeedId& feed, witness::Proof proof, storage::Batch& rows) {
  const auto& body = proof.snapshot.body;
  const auto known = std::ranges::find(known_, body.witness, &Known::witness);
  if (known == known_.end() || known->is_broken || proof.leaf.head.feed != feed) return;
  if (!witness::verify_proof(proof, ports_.clock.now())) return;
  const auto frame = gossip::encode_frame(proof);
  const auto held = known->proofs.find(feed);
  if (held != known->proofs.end()) {
    if (witness::contradict(held->second, proof)) {
      known->is_broken = true;
      records::save_broken_witness(rows, known->witness, gossip::encode_frame(held->second), frame);
      return;
    }
    if (body.at <= held->second.snapshot.body.at) return;
  }
  records::save_proof(rows, feed, known->witness, frame);
  if (!known->newest || *known->newest <= body.at) {
    records::save_snapshot(rows, known->witness, gossip::encode_frame(proof.snapshot));
    known->newest = body.at;
  }
  known->proofs.insert_or_assign(feed, std::move(proof));
}

Task<std::optional<Bytes>> WitnessFollower::get(std::string peer, std::string path) {
  auto fetched =
      co_await get_from_peer(ports_.fetcher, {.url = std::move(peer),
                                              .path = std::move(path),
                                              .bytes_max = gossip::head_answer_bytes_max});
  if (!fetched || fetched->status != 200) co_return std::nullopt;
  co_return to_bytes(bytes_of(fetched->body));
}

}  // namespace waarmerk::node::actions
